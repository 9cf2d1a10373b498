"""Word: the words of the tree in reading order, on the letterhead of the shelf, the same bytes on every machine."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from directions_cli.documents import composing
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import (
    Break,
    Document,
    Fields,
    Heading,
    Items,
    Named,
    Paragraph,
    Table,
    Text,
    plain_words,
    words_of,
)
from directions_cli.documents.writers.docx import write
from directions_cli.errors import Unreadable, WronglyAsked
from tests.documents.extracting import docx_text, evened, pdf_pages, said
from tests.documents.given import DAY, SHELF, issued, maker, viewed
from tests.documents.trees import HOSTILE, LETTERS, directed, tree
from tests.house.test_documents import TOP, module_at

docx = pytest.importorskip("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
letterhead = module_at(TOP / "docs" / "letterhead.py")


def words(text: str, **setting: object) -> tuple[Text, ...]:
    return (Text(text, **setting),)  # type: ignore[arg-type]


def paragraph(text: str) -> Paragraph:
    return Paragraph(words(text))


def document(*blocks: object, **about: object) -> Document:
    return Document(about.pop("title", "A letter"), blocks, DAY, **about)  # type: ignore[arg-type]


def opened(*blocks: object, shelf: Shelf = SHELF, large_print: bool = False, **about: object) -> object:
    return docx.Document(io.BytesIO(write(document(*blocks, **about), shelf, large_print)))


def shelf_with(folder: Path, made: object) -> Shelf:
    (folder / "templates").mkdir(exist_ok=True)
    if isinstance(made, bytes):
        (folder / "templates" / "letterhead.docx").write_bytes(made)
    else:
        made.save(str(folder / "templates" / "letterhead.docx"))  # type: ignore[attr-defined]
    return Shelf.of(folder)


def walked(element: object) -> list[str]:
    """The words of a body or cell as python-docx reads them: paragraphs and tables in their order, tables in cells too."""
    found = []
    for child in element.iterchildren():  # type: ignore[attr-defined]
        if child.tag == f"{W}p":
            found.append(docx.text.paragraph.Paragraph(child, None).text)
        elif child.tag == f"{W}tbl":
            for cell in child.iter(f"{W}tc"):
                if cell.getparent().getparent() is child:
                    found += walked(cell)
    return found


def test_the_shipped_letterhead_is_what_its_script_makes() -> None:
    assert letterhead.LETTERHEAD.read_bytes() == letterhead.letterhead(), "run `python docs/letterhead.py --write`"


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("made", [directed, tree])
def test_python_docx_reads_the_words_in_their_order(made: object, seed: int) -> None:
    given = made(seed)  # type: ignore[operator]
    body = docx.Document(io.BytesIO(write(given, SHELF))).element.body
    assert evened("".join(walked(body))) == said(given.blocks)


def test_the_form_is_read_back_field_by_field() -> None:
    view = viewed(issued())
    (sheet,) = view.sheets
    form = composing.form(maker(), view, sheet.direction.id, DAY).document
    (fields,) = (block for block in form.blocks if isinstance(block, Fields))
    (table,) = docx.Document(io.BytesIO(write(form, SHELF))).tables
    read = {row.cells[0].text: evened("".join(walked(row.cells[1]._tc))) for row in table.rows}
    there = {plain_words(label): evened("".join(words_of(content))) for label, content in fields.rows}
    assert read == {plain_words(fields.head[0]): evened(plain_words(fields.head[1]))} | there
    assert len(there) == 10


@pytest.mark.parametrize("piece", [*HOSTILE, *LETTERS, "\x01\x0b", "\ufffe\uffff", "\ud800", "]]>", "\r"])
def test_every_piece_stays_text(piece: str) -> None:
    file = write(document(Heading(1, words(piece)), paragraph(piece), title=piece, subject=piece, author=piece), SHELF)
    body = docx.Document(io.BytesIO(file)).element.body
    assert not list(body.iter(f"{W}instrText", f"{W}fldSimple", f"{W}hyperlink", f"{W}object"))
    assert [child.tag for child in body] == [f"{W}p", f"{W}p", f"{W}sectPr"]
    if piece.isprintable() and "\ufffe" not in piece:
        assert [each.text for each in docx.Document(io.BytesIO(file)).paragraphs] == [piece, piece]


def test_headings_and_lists_are_real_and_each_numbered_list_begins_anew() -> None:
    def numbers(start: int) -> Items:
        return Items(True, start, ((paragraph("a"),), (paragraph("b"), paragraph("more"))))

    made = opened(Heading(1, words("T")), Heading(2, words("U")), numbers(1), paragraph("between"), numbers(4))
    assert [each.style.name for each in made.paragraphs[:3]] == ["Heading 1", "Heading 2", "List Number"]
    lists = [each._p.pPr.numPr.numId.val for each in made.paragraphs if each._p.pPr.numPr is not None]
    assert lists == [lists[0]] * 2 + [lists[2]] * 2
    assert lists[0] != lists[2]
    numbering = made.part.numbering_part.element
    starts = {num.numId: num.findall(f".//{W}startOverride")[0].get(f"{W}val") for num in numbering.num_lst}
    assert (starts[lists[0]], starts[lists[2]]) == ("1", "4")
    after_bullets = [each.tag for each in numbering]
    assert after_bullets == sorted(after_bullets, key=lambda tag: tag.endswith("}num")), "Word wants abstractNum before num"


def test_heading_rows_repeat_and_long_rows_may_break() -> None:
    table = Table((words("a"), words("b")), ((words("c"), words("d")), (words("long " * 400), words("e"))))
    made = opened(table, Fields((words("Item"), words("Details")), ((words("l"), (table,)),)))
    plain, form = made.tables
    assert [bool(list(row._tr.iter(f"{W}tblHeader"))) for row in plain.rows] == [True, False, False]
    assert [bool(list(row._tr.iter(f"{W}cantSplit"))) for row in plain.rows] == [True, True, False]
    assert form.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    (inner,) = form.rows[1].cells[1].tables
    assert not list(inner._tbl.iter(f"{W}cantSplit", f"{W}tblHeader")), "LibreOffice would lose rows"
    assert form.rows[1].cells[1].paragraphs[-1].text == "", "Word wants a paragraph at the end of a cell"
    left, right = (int(each.get(f"{W}w")) for each in form._tbl.tblGrid)
    assert 0.28 < left / (left + right) < 0.32


def test_a_signature_and_its_copies_stay_together() -> None:
    copies = Named("copies", (paragraph("Copied to:"), Items(False, 1, ((paragraph("Chair"),), (paragraph("Leader"),)))))
    made = opened(paragraph("Body"), Named("signature", (paragraph("Yours sincerely"), paragraph("Chief Officer"))), copies)
    kept = [each._p.pPr.find(f"{W}keepNext") is not None for each in made.paragraphs]
    assert kept == [True, True, True, True, True, False]


def test_an_attachment_begins_a_new_page() -> None:
    made = opened(
        paragraph("Body"), Named("attachment", (Heading(2, words("Form")),)), Named("attachment", (Table((words("a"),), ()),))
    )
    broken = [each.text for each in made.paragraphs if each._p.pPr.find(f"{W}pageBreakBefore") is not None]
    assert broken == ["Form", ""]


def test_only_words_that_hide_their_address_are_links() -> None:
    address, odd = "https://example.org/a?b=1&c=2", "https://[example.org"
    made = opened(
        Paragraph((*words(address, link=address), Break(), *words("here", link=address), *words("odd", link=odd))),
        Paragraph(words("far", link="https://example.org/" + "x" * 3000)),
    )
    links = [link for each in made.paragraphs for link in each.hyperlinks]
    assert [(link.text, link.address) for link in links] == [("here", address)]


def test_the_file_says_what_it_is() -> None:
    made = opened(paragraph("x"), title="Title\nin lines", author="Board", subject="EXIJB-1", language="cy-GB")
    about = made.core_properties
    assert (about.title, about.author, about.subject, about.language) == ("Title in lines", "Board", "EXIJB-1", "cy-GB")
    assert (about.last_modified_by, about.revision, about.comments, about.keywords) == ("Board", 1, "", "")
    assert about.created == about.modified
    assert about.created.date() == DAY
    languages = {each.get(f"{W}val") for each in made.styles.element.iter(f"{W}lang")}
    assert languages == {"cy-GB"}


def test_the_footer_counts_pages_by_fields() -> None:
    made = opened(paragraph("x"))
    codes = [each.text.strip() for each in made.sections[0].footer._element.iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]


def test_large_print_is_18_points_and_nothing_is_smaller() -> None:
    made = opened(*directed(0).blocks, large_print=True)
    sizes = {int(each.get(f"{W}val")) for each in made.styles.element.iter(f"{W}sz")}
    assert min(sizes) == 36
    assert max(sizes) > 40


SCRIPT = """
import hashlib, sys
from tests.documents.trees import directed, tree
from tests.documents.given import SHELF
from directions_cli.documents.writers import written
for seed in range(4):
    for made in (directed, tree):
        for large in (False, True):
            print(hashlib.sha256(written(made(seed), "docx", SHELF, large)).hexdigest())
"""


def test_the_same_bytes_whatever_the_clock_the_place_and_the_hash() -> None:
    printed = []
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Adak", "4242")):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, env=env, cwd=TOP, check=True)
        printed.append(done.stdout)
    assert printed[0] == printed[1]
    assert len(set(printed[0].split())) == 16


def test_no_part_tells_of_the_machine_or_is_compressed() -> None:
    with zipfile.ZipFile(io.BytesIO(write(directed(1), SHELF))) as package:
        for part in package.infolist():
            assert part.date_time == (2025, 3, 20, 0, 0, 0)
            assert (part.create_system, part.compress_type) == (3, zipfile.ZIP_STORED)
        assert package.namelist()[0] == "[Content_Types].xml"
    early = Document("x", (paragraph("x"),), date(1950, 1, 1))
    assert zipfile.ZipFile(io.BytesIO(write(early, SHELF))).infolist()[0].date_time[0] == 1980


PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\3\1\1\0\xc9\xfe\x92\xef"
    b"\0\0\0\0IEND\xaeB`\x82"
)


def own_letterhead() -> object:
    """A letterhead as an authority makes it in Word: a logo, a header, styles and numbering of its own, sample text."""
    made = docx.Document()
    header = made.sections[0].header.paragraphs[0]
    header.add_run("Our own header").add_picture(io.BytesIO(PNG))
    made.sections[0].left_margin = docx.shared.Cm(4)
    made.styles["Heading 1"].font.color.rgb = docx.shared.RGBColor(0x80, 0, 0x40)
    made.styles["Normal"].font.name = "Georgia"
    made.add_heading("Sample heading", 1)
    made.add_paragraph("Sample text to be replaced")
    made.add_section().footer.is_linked_to_previous = True
    made.add_table(2, 2)
    made.core_properties.comments = "revised many times"
    return made


def test_the_authoritys_own_letterhead_is_kept(tmp_path: Path) -> None:
    made = opened(
        Heading(1, words("T")),
        Items(True, 1, ((paragraph("one"),),)),
        Table((words("a"),), ()),
        shelf=shelf_with(tmp_path, own_letterhead()),
    )
    section = made.sections[0]
    assert section.header.paragraphs[0].text == "Our own header"
    assert len(list(section.header._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))) == 1
    assert round(section.left_margin.cm) == 3 or round(section.left_margin.cm) == 4
    assert str(made.styles["Heading 1"].font.color.rgb) == "800040"
    assert made.styles["Normal"].font.name == "Georgia"
    assert "Sample" not in "".join(walked(made.element.body))
    assert made.core_properties.comments == ""
    numbered = next(each for each in made.paragraphs if each.text == "one")
    own = made.styles["List Number"]._element.pPr.numPr.numId.val
    kinds = {num.numId: num.abstractNumId.val for num in made.part.numbering_part.element.num_lst}
    assert kinds[numbered._p.pPr.numPr.numId.val] == kinds[own], "its lists look as its own List Number"
    assert "800040" in made.styles["Directions Table"]._element.xml, "what it lacks takes its colour"


def packed(**changes: bytes) -> bytes:
    with zipfile.ZipFile(letterhead.LETTERHEAD) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (
            parts | {key.replace("__", "/").replace("_dot_", "."): value for key, value in changes.items()}
        ).items():
            package.writestr(name, data)
    return out.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="x">&e;</w:document>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no Word document"),
        (b"not a package", "save it anew as a Word document"),
        (packed(word__document_dot_xml=b"<torn"), "can be read"),
        (packed(word__document_dot_xml=ENTITY), "document type"),
        (packed(word__document_dot_xml="<!DOCTYPE x>".encode("utf-16")), "document type"),
        (packed(word__vbaProject_dot_bin=b"x"), "macros"),
        (packed(word__media__bomb_dot_xml=b" " * 61_000_000), "unpacks to more than"),
        (letterhead.LETTERHEAD.read_bytes()[:3000], "is no Word document"),
    ],
)
def test_a_letterhead_that_can_not_be_used_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        write(document(paragraph("x")), shelf_with(tmp_path, data))
    assert "letterhead.docx" in str(refused.value)


def test_without_the_optional_part_it_says_what_to_install() -> None:
    script = "import sys; sys.modules['docx'] = None\n" + SCRIPT
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=TOP, check=False)
    assert WronglyAsked.__name__ in done.stderr
    assert 'pip install "directions-cli[docx]"' in done.stderr


SOFFICE = shutil.which("soffice")
TABS = (b"/Tabs(S)", b"/Tabs/S ")
"""LibreOffice 7.4 writes the order of tabs on a page with a link as a text, where it should be a name; later ones do not."""
EXPORT = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
RARE = re.compile("[\U00010000-\U0010ffff]")
"""Signs that LibreOffice 7.4 cuts in half where a PDF says which character a glyph stands for."""


@pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed")
def test_libreoffice_opens_it_whole_and_its_pdf_is_accessible(tmp_path: Path) -> None:
    page = pytest.importorskip("page")
    texts: dict[int, Counter[str]] = {}
    for seed in range(90):
        data = write(directed(seed), SHELF, large_print=seed % 4 == 3)
        said_ = evened(docx_text(data))
        if len(texts) < 12 and not RARE.search(said_):
            (tmp_path / f"{seed}.docx").write_bytes(data)
            texts[seed] = Counter(said_)
    assert len(texts) == 12
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), "--headless", profile, "--convert-to", EXPORT, "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, capture_output=True, timeout=300)
    for seed, text in texts.items():
        pdf = (tmp_path / f"{seed}.pdf").read_bytes().replace(*TABS)
        report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
        assert not [str(each) for each in report.failures], seed
        assert text - Counter(evened("".join(pdf_pages(pdf)))) == Counter(), f"{seed}: words are lost on the way"
