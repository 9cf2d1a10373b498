"""An authority's own Word form: its tags filled in, its look kept, and nothing of a direction anything but text."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from directions_cli.documents.word_form import fill
from directions_cli.errors import Unreadable
from tests.documents.given import DAY, issued, maker, viewed
from tests.documents.trees import HOSTILE, LETTERS
from tests.house.test_documents import TOP

docx = pytest.importorskip("docx")
pytest.importorskip("docxtpl")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def context(**terms: Any) -> Mapping[str, Any]:
    view = viewed(issued(**terms))
    (sheet,) = view.sheets
    return {"authority": view.authority, "direction": sheet.direction, "today": DAY}


def form(folder: Path, *paragraphs: str, made: Any = None) -> Path:
    made = made or docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(str(folder / "form.docx"))
    return folder / "form.docx"


def filled(path: Path, **terms: Any) -> Any:
    return docx.Document(io.BytesIO(fill(path, context(**terms), maker(), DAY)))


def texts(made: Any) -> list[str]:
    return [each.text for each in made.paragraphs]


def test_tags_are_filled_in_and_the_look_is_kept(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.title = "Form {{ direction.reference }} & more"
    made.sections[0].header.paragraphs[0].text = "{{ authority.name }} on {{ today }}"
    made.sections[0].footer.paragraphs[0].text = "{{ direction.reference }}"
    made.add_heading("Direction of {{ authority.name }} & others", 1)
    torn = made.add_paragraph("Number: {")
    torn.add_run("{ direction.refe").bold = True
    torn.add_run("rence }}")
    table = made.add_table(rows=4, cols=2)
    for row, cells in enumerate(
        (("Use", "Sum"), ("{%tr for line in direction.finance %}", ""), ("{{ line.use }}", "{{ line.amount }}"))
    ):
        table.rows[row].cells[0].text, table.rows[row].cells[1].text = cells
    table.rows[3].cells[0].text = "{%tr endfor %}"
    sums = ((Decimal(1250000), "A & B"), (Decimal(5), "<C>"))
    line = {"to": "example-council", "function": "care-at-home", "year": "2025-26", "kind": "payment"}
    lines = tuple(line | {"amount": amount, "use": use} for amount, use in sums)
    given = filled(form(tmp_path, made=made), finance=lines)
    reference = "EXIJB-18/03/2025-001"
    assert texts(given) == ["Direction of Example Integration Joint Board & others", f"Number: {reference}"]
    assert given.paragraphs[0].style.name == "Heading 1"
    assert [[cell.text for cell in row.cells] for row in given.tables[0].rows] == [
        ["Use", "Sum"],
        ["A & B", "£1,250,000"],
        ["<C>", "£5"],
    ]
    assert given.sections[0].header.paragraphs[0].text == "Example Integration Joint Board on 20 March 2025"
    assert given.sections[0].footer.paragraphs[0].text == reference
    about = given.core_properties
    assert (about.title, about.subject, about.language) == (f"Form {reference} & more", reference, "en-GB")
    assert about.modified.date() == DAY


def test_a_directions_own_text_becomes_paragraphs(tmp_path: Path) -> None:
    text = "One **bold** word.\n\n1. first\n2. second\n   - inner\n\n| a | b |\n| - | - |\n| c | d |"
    made = docx.Document()
    made.add_paragraph(style="Quote").add_run("{{ direction.direction | markdown }}").italic = True
    made.add_paragraph("Says: {{ direction.direction | markdown }}.")
    given = filled(form(tmp_path, made=made), direction=text)
    *apart, together = given.paragraphs
    assert [each.text for each in apart] == ["One bold word.", "1.\tfirst", "2.\tsecond", "•\tinner", "a | b", "c | d"]
    assert {each.style.name for each in apart} == {"Quote"}
    assert [(run.text, run.bold, run.italic) for run in apart[0].runs] == [
        ("One ", None, True),
        ("bold", True, True),
        (" word.", None, True),
    ]
    assert together.text == "Says: One bold word.\n1. first\n2. second\n• inner\na | b\nc | d."


def test_lines_and_filters_are_those_of_every_template(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        "{{ direction.title }}",
        "{{ direction.review | day }}; {{ direction.total | pounds }}",
        '{{ direction.recipients | join(" & ") }}',
        "{{ _('Approved & signed %(day)s', day=direction.approved) }}",
        "{% set x %}{{ direction.title }} & {% endset %}{{ x }}",
        "{%p if direction.extant %}",
        "It stands",
        "{%p endif %}",
        "“{{ direction.title | replace(‘Care’, 'Help') }}”",
        "{# not printed #}",
    )
    given = filled(path, title="Care at home", direction="One\nline", review="2026-04")
    title, second, recipients, message, own, stands, replaced, comment = texts(given)
    assert (title, recipients, comment) == ("Care at home", "Example Council", "")
    assert re.fullmatch(r"April 2026; £[0-9,]+", second)
    assert message == "Approved & signed 18 March 2025"
    assert (own, stands, replaced) == ("Care at home & ", "It stands", "“Help at home”")


@pytest.mark.parametrize("piece", [*HOSTILE, *LETTERS, "{_{ x }_}", "{%p if x %}", "{{r x }}", "\ue0000\ue001", "\ue0020\ue003"])
def test_every_piece_stays_text(tmp_path: Path, piece: str) -> None:
    path = form(tmp_path, "Before {{ direction.title }} after", "{{ direction.direction | markdown }}", "{{ direction.title }}")
    out = fill(path, context(title=piece, direction=piece), maker(), DAY)
    body = docx.Document(io.BytesIO(out)).element.body
    assert {each.tag for each in body} == {f"{W}p", f"{W}sectPr"}
    assert not list(body.iter(f"{W}instrText", f"{W}fldSimple", f"{W}hyperlink", f"{W}drawing"))
    made = docx.Document(io.BytesIO(out))
    first, last = made.paragraphs[0].text, made.paragraphs[-1].text
    assert first == f"Before {last} after"
    if piece.isascii() and piece.isprintable():
        assert last == piece


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("{{ direction.nonesuch }}", r"no 'nonesuch'.*\(in the tag \{\{ direction.nonesuch \}\}\)"),
        ("{{ nonesuch }}", "nonesuch"),
        ("{{ direction.title", r"a tag is not closed: \{\{ direction.title"),
        ("{{" * 400_000, r"a tag is not closed: \{\{"),
        ("{% {{ " * 100_000, r"a tag is not closed: \{%"),
        ("{#" * 400_000, "a tag is not closed: {#"),
        ("{% if direction.title %}x", "is not closed"),
        ("{% nonsense %}", "nonsense"),
        ("{{ direction }}", "as a whole"),
        ("{{ direction.title | safe }}", "no filter 'safe'"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ direction._values }}", "_values"),
        ("{% include 'form.md' %}", "stands alone"),
        ("{% import 'form.md' as x %}", "import"),
        ("{{r direction.title }}", "outside of text"),
        ("{{p direction.title }}", "outside of"),
        ("{{ 'x' * 100000000 }}", "characters"),
        ("{% for a in 'x' * 90000 %}{% for b in 'x' * 90000 %}{% endfor %}{% endfor %}", "for ever"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "without end"),
        ("{{ 9 ** 99 }}", "too large"),
    ],
)
def test_what_is_wrong_is_said_with_the_form_and_the_tag(tmp_path: Path, tags: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        filled(form(tmp_path, tags))
    assert "form.docx" in str(refused.value)


def test_a_form_without_tags_is_refused(tmp_path: Path) -> None:
    """It would come out as it is: very like the form of another direction."""
    with pytest.raises(Unreadable, match="has no tags, so nothing would be filled in"):
        filled(form(tmp_path, "EXIJB-18/03/2025-001"))


def test_tags_that_tear_a_table_apart_are_refused(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = "{% if direction.private %}"
    made.add_paragraph("{% endif %}")
    with pytest.raises(Unreadable, match="tear a paragraph or table apart"):
        filled(form(tmp_path, made=made))


def test_nothing_is_printed_into_the_code_of_a_field(tmp_path: Path) -> None:
    for code in ("<w:instrText>HYPERLINK {{ direction.title }}</w:instrText>", "<w:t>IF {{ direction.title }}</w:t>"):
        made = docx.Document()
        paragraph = made.add_paragraph()
        runs = ('<w:fldChar w:fldCharType="begin"/>', code, '<w:fldChar w:fldCharType="end"/>')
        for run in runs:
            xml = f'<w:r xmlns:w="{W[1:-1]}">{run}</w:r>'
            paragraph._p.append(docx.oxml.parse_xml(xml))
        with pytest.raises(Unreadable, match="code of a field"):
            filled(form(tmp_path, made=made))


def test_only_a_plain_word_document_is_a_form(tmp_path: Path) -> None:
    (tmp_path / "form.docm").write_bytes(b"")
    (tmp_path / "torn.docx").write_bytes(b"PK")
    path = form(tmp_path, "x")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    macros = parts["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", b"vnd.ms-word.document.macroEnabled.main+xml"
    )
    with zipfile.ZipFile(tmp_path / "macros.docx", "w") as package:
        for name, data in (parts | {"[Content_Types].xml": macros}).items():
            package.writestr(name, data)
    for name, said in (
        ("form.docm", "not in .docx"),
        ("torn.docx", "no Word document"),
        ("macros.docx", "Word"),
        ("none.docx", "read"),
    ):
        with pytest.raises(Unreadable, match=re.escape(said)) as refused:
            fill(tmp_path / name, context(), maker(), DAY)
        assert name in str(refused.value)


def test_the_same_bytes_whatever_the_clock_the_place_and_the_hash(tmp_path: Path) -> None:
    path = form(tmp_path, "{{ direction.title }}", "{{ direction.direction | markdown }}")
    script = (
        "import hashlib, sys; from pathlib import Path\n"
        "from tests.documents.test_word_form import DAY, context, fill, maker\n"
        "print(hashlib.sha256(fill(Path(sys.argv[1]), context(), maker(), DAY)).hexdigest())"
    )
    printed = []
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Adak", "4242")):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, env=env, cwd=TOP, check=True)
        printed.append(done.stdout)
    assert printed[0] == printed[1]


def test_without_the_optional_part_it_says_what_to_install(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\nfrom tests.documents.test_word_form import DAY, context, fill, maker\n"
        "sys.modules['docxtpl'] = None; fill(Path(sys.argv[1]), context(), maker(), DAY)"
    )
    done = subprocess.run([sys.executable, "-c", script, "x.docx"], capture_output=True, text=True, cwd=TOP, check=False)
    assert 'pip install "directions-cli[docx]"' in done.stderr
