"""PDF documents: tagged for everybody (PDF/UA-1), the same words, the same bytes, nothing clipped, no stranger's style let out."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directions_cli.documents.coverage import is_plain, shown
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import (
    Block,
    Blocks,
    Break,
    Chart,
    Document,
    Fields,
    Heading,
    Items,
    Named,
    Paragraph,
    Table,
    Text,
    Words,
    plain_words,
    words_of,
)
from directions_cli.documents.writers import typst_press, written
from directions_cli.errors import Unreadable
from directions_cli.resources import shipped

page = pytest.importorskip("page")
pypdfium2 = pytest.importorskip("pypdfium2")
pytest.importorskip("typst")

DAY = date(2026, 3, 18)
HOSTILE = [
    "{{ 7 * 7 }}",
    "<script>alert(1)</script>",
    '#include "/etc/passwd" #panic() @ref <label> $x^2$ *b* _i_ `c`',
    "](javascript:alert(1))",
    "a\u202eb",
    "e\u0301te\u0301 q\u0302",
    "😀 👍 ❤️",
    "W" * 200,
    "long-term-" * 30,
    "https://example.org/" + "very/long/" * 20,
    "Llŷn, cŵn, Gàidhealtachd: àìòù",
    "漢字かな",
    "“quoted” ‘x’ … – — →≤☐✓ ½ £5",
    "न्मस्ते ไทย Ωμέγα Жуков",
    "\ue123 \ufffe \x07",
    "- x",
    "1. x",
    "//comment /* x */ \\ ~ ---",
    "EXIJB-17/06/2025-002",
    "out-of-hours",
    "word",
]


def words(choice: random.Random, most: int = 3) -> Words:
    found: list[Text | Break] = []
    for _ in range(choice.randint(1, most)):
        if found and choice.random() < 0.2:
            found.append(Break())
        text = shown(" ".join(choice.choices(HOSTILE, k=choice.randint(1, 3)))) + " "
        link = "https://example.org/a" if choice.random() < 0.1 else None
        found.append(Text(text, choice.random() < 0.2, choice.random() < 0.2, link))
    return tuple(found)


def block(choice: random.Random, depth: int = 0) -> Block:
    match choice.choice("pppitf" if not depth else "ppit" if depth == 1 else "p"):
        case "i":
            items = tuple((Paragraph(words(choice)), *blocks(choice, 2, 0, 1)) for _ in range(choice.randint(1, 3)))
            return Items(choice.random() < 0.5, choice.choice([1, 3]), items)
        case "t":
            columns = choice.randint(1, 5)
            rows = [tuple(words(choice, 1) for _ in range(columns)) for _ in range(choice.randint(1, 4))]
            return Table(tuple((Text("Term"),) for _ in range(columns)), tuple(rows))
        case "f":
            rows_ = [((Text("Label"),), blocks(choice, 1, 1, 2)) for _ in range(choice.randint(1, 4))]
            return Fields(((Text("Item"),), (Text("Details"),)), tuple(rows_))
        case _:
            return Paragraph(words(choice))


def blocks(choice: random.Random, depth: int, least: int, most: int) -> Blocks:
    return tuple(block(choice, depth) for _ in range(choice.randint(least, most)))


def random_document(seed: int) -> Document:
    choice = random.Random(seed)
    found: list[Block] = [Heading(1, words(choice, 1))]
    for name in ("sender", "addressee", "reference", "note", "signature", "copies", "attachment"):
        found += blocks(choice, 0, 0, 1)
        if choice.random() < 0.5:
            found.append(Named(name, (Heading(2, words(choice, 1)), Paragraph(words(choice)))))
    return Document(shown(choice.choice(HOSTILE)), tuple(found), DAY, "en-GB", "Example Board", "subject")


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(None, shipped("templates"))


def read(pdf: bytes) -> str:
    """The words of a PDF without blanks, page numbers and the marks of lists."""
    pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(pdf)]
    return bare("".join(re.sub(r"Page \d+ of \d+\s*$", "", text) for text in pages).replace("\ufffe", "-"))


def bare(text: str) -> str:
    return re.sub(r"[\s•–]", "", text)


def expected(blocks: Blocks) -> Iterator[str]:
    """The words of the blocks, with the numbers of lists."""
    for each in blocks:
        match each:
            case Items():
                for number, item in enumerate(each.items, each.start):
                    yield f"{number}." if each.ordered else ""
                    yield from expected(item)
            case Named():
                yield from expected(each.blocks)
            case Chart():
                yield plain_words(each.caption)
                yield from expected((each.table,))
            case Fields():
                yield from map(plain_words, each.head)
                for label, content in each.rows:
                    yield plain_words(label)
                    yield from expected(content)
            case _:
                yield from words_of((each,))


def outside(pdf: bytes) -> int:
    """How many characters stand outside the page or in its outermost margin."""
    found = 0
    for each in pypdfium2.PdfDocument(pdf):
        text, (width, height) = each.get_textpage(), each.get_size()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            found += left < 25 or right > width - 25 or bottom < 15 or top > height - 25
    return found


def failures(pdf: bytes) -> list[str]:
    return [f"{each.rule_id} {each.message}" for each in page.validate_pdf_bytes(pdf).failures]


@pytest.mark.parametrize("seed", range(50))
def test_any_document_is_for_everybody_and_inside_its_page(seed: int, shelf: Shelf) -> None:
    made = written(random_document(seed), "pdf", shelf, large_print=seed % 5 == 0)
    assert failures(made) == []
    assert outside(made) == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_comes_back_from_the_file(text: str, shelf: Shelf) -> None:
    said = shown(text)
    parts: Blocks = (
        Heading(1, (Text("One"),)),
        Paragraph((Text(said), Break(), Text(said, strong=True))),
        Items(True, 3, ((Paragraph((Text(said, emphasis=True),)),),)),
        Fields(((Text("Item"),), (Text("Details"),)), (((Text("Label"),), (Paragraph((Text(said),)),)),)),
    )
    made = written(Document("One", parts, DAY), "pdf", shelf)
    assert read(made) == bare("".join(expected(parts)))


def long_form() -> Document:
    row = ((Text("A label of the form"),), (Paragraph((Text("Some words of a field. " * 30),)),))
    table = Table(((Text("Term"),), (Text("Before"),)), tuple(((Text(f"Row {each}"),), (Text("x"),)) for each in range(80)))
    return Document("Long", (Heading(1, (Text("Long"),)), Fields(((Text("Item"),), (Text("Details"),)), (row,) * 12), table), DAY)


@pytest.mark.parametrize("large", [False, True])
def test_heading_rows_are_repeated_and_rows_have_headers(large: bool, shelf: Shelf) -> None:
    made = written(long_form(), "pdf", shelf, large)
    pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(made)]
    assert len(pages) > 3
    assert all("Details" in text or "Before" in text for text in pages)
    assert all(f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, 1))
    assert made.count(b"/S/TH/") == 4 + 12 + 80
    assert made.count(b"/Scope/Row") == 12 + 80
    assert failures(made) == []


def sizes(pdf: bytes) -> set[int]:
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    return {round(pypdfium2.raw.FPDFText_GetFontSize(text.raw, index)) for index in range(text.count_chars())}


def test_large_print_is_large(shelf: Shelf) -> None:
    document = Document("One", (Heading(1, (Text("One"),)), Paragraph((Text("Words"),))), DAY)
    assert min(size for size in sizes(written(document, "pdf", shelf, large_print=True)) if size > 1) >= 18


def test_one_page_has_no_number(shelf: Shelf) -> None:
    made = written(Document("One", (Heading(1, (Text("One"),)),), DAY), "pdf", shelf)
    assert read(made) == "One"


def test_the_same_document_gives_the_same_bytes_whatever_the_clock(tmp_path: Path) -> None:
    source = (
        "import sys; from tests.documents.test_pdf import random_document, shipped, written, Shelf\n"
        "sys.stdout.buffer.write(written(random_document(7), 'pdf', Shelf(None, shipped('templates'))))"
    )
    made = set()
    for zone, seed, epoch in (("UTC", "1", "1"), ("Asia/Tokyo", "2", "2000000000")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch}
        command = [sys.executable, "-c", source]
        made.add(subprocess.run(command, capture_output=True, check=True, env=environment, cwd=Path(__file__).parents[2]).stdout)
    assert len(made) == 1
    assert next(iter(made)).startswith(b"%PDF-")


def with_style(folder: Path, style: str) -> Shelf:
    own = folder / "templates"
    own.mkdir()
    (own / "style.typ").write_text(style, encoding="utf-8")
    return Shelf(own, shipped("templates"))


SMALL = Document("One", (Heading(1, (Text("One"),)), Paragraph((Text("Words"),))), DAY, author="Example Board")


def test_an_authority_changes_what_it_likes_and_keeps_the_rest(tmp_path: Path) -> None:
    shelf = with_style(tmp_path, '#let look = (accent: rgb("#5b2a86"))')
    (tmp_path / "templates" / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20"/></svg>'
    )
    document = Document("One", (Named("sender", (Paragraph((Text("Board"),)),)), *SMALL.blocks), DAY, author="Example Board")
    made = written(document, "pdf", shelf)
    assert failures(made) == []
    assert b"/Alt(Example Board)" in made
    assert made == written(document, "pdf", shelf)


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ('#import "@preview/cetz:0.3.4": *', "style.typ:1: asks for a package, and packages are not fetched"),
        ('\n#import ("@pre" + "view/cetz:0.3.4")', "style.typ:2: asks for a package"),
        ('#import "@local/secret:0.1.0": *', "asks for a package"),
        ('#let look = (font: "Nonesuch Serif")', "style.typ: there is no font 'nonesuch serif'; put its file"),
        ('#let look = (acent: rgb("#5b2a86"))', "style.typ: look has no acent; it has font, size"),
        ('#let x = read("/etc/passwd")', "style.typ:1: file not found"),
        ('#let x = read("../../../../../../etc/passwd")', "style.typ:1: path"),
        ("#let x = (", "style.typ:1: "),
        ('#let sender(look, parts) = panic("no")\n#let page-setup(look, about, body) = panic("no")', "style.typ:2: "),
        ("#let f(n) = f(n + 1)\n#let x = f(1)", "style.typ:1: maximum function call depth exceeded"),
    ],
)
def test_a_style_that_reaches_out_or_is_wrong_is_refused(style: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        written(SMALL, "pdf", with_style(tmp_path, style))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    if message.startswith("style.typ:"):
        place = tmp_path / "templates" / message.split(": ")[0]
        assert str(caught.value).startswith(f"{place}: "), "the file that typst read is a copy, which is gone"


def test_a_style_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = with_style(
        tmp_path, "#for a in range(100000) { for b in range(100000) { for c in range(100000) { let x = a + b } } }"
    )
    monkeypatch.setattr(typst_press.pressed_apart, "__defaults__", (2.0,))
    with pytest.raises(Unreadable, match="stopped after 2 seconds"):
        written(SMALL, "pdf", shelf)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    shelf = with_style(tmp_path, '#let x = read("secret.svg")')
    (tmp_path / "secret").write_text("secret")
    try:
        (tmp_path / "templates" / "secret.svg").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("no links here")
    with pytest.raises(Unreadable, match="leads out of the folder"):
        written(SMALL, "pdf", shelf)


def test_the_table_of_characters_agrees_with_the_fonts() -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("make_coverage", shipped("templates") / "fonts" / "make_coverage.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    from directions_cli.documents import covered

    assert Path(covered.__file__).read_text(encoding="utf-8") == maker.table()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plain", "plain"),
        ("a\tb", "a b"),
        ("Llŷn", "Llŷn"),
        ("e\u0301", "é"),
        ("\ue123", "<U+E123>"),
        ("a\u202eb", "a<U+202E>b"),
        ("\U000323af", "<U+323AF>"),
        ("two\nlines", "two\nlines"),
        ("かな 😀 مرحبا", "かな 😀 مرحبا"),
        ("漢", "<U+6F22>"),
    ],
)
def test_what_no_font_shows_comes_out_as_its_code(text: str, said: str) -> None:
    assert shown(text) == said
    assert shown(said) == said


def test_the_wide_fonts_are_for_what_the_others_lack() -> None:
    assert is_plain("Llŷn – Gàidhlig £5 Ω Ж\n")
    assert not is_plain("☐")
    assert not is_plain("か")
