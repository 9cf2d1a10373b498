"""The HTML: one file that stands alone, accessible by its structure and its colours, in the style of the shelf."""

from __future__ import annotations

import re
import struct
import zlib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from directions_cli.documents import composing
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import Break, Document, Fields, Heading, Items, Named, Paragraph, Table, Text
from directions_cli.documents.writers.html import POLICY, write
from directions_cli.documents.writers.html_style import LOGOS
from directions_cli.errors import Unreadable
from directions_cli.resources import shipped
from tests.documents.extracting import Html, evened
from tests.documents.given import DAY, SHELF, issued, maker, viewed
from tests.documents.trees import HOSTILE, LETTERS, directed, tree

STYLE = (shipped("templates") / "style.css").read_text(encoding="utf-8")
PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    for kind, body in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
)


def page(*blocks: object, **about: object) -> Html:
    document = Document(about.pop("title", "A letter"), blocks, date(2025, 3, 20), **about)  # type: ignore[arg-type]
    return Html(write(document, SHELF))


def letter() -> Document:
    view = viewed(issued())
    return next(iter(composing.letters(maker(), view, [sheet.direction.id for sheet in view.sheets], DAY))).document


def own(tmp_path: Path, **files: bytes) -> Shelf:
    folder = tmp_path / "templates"
    folder.mkdir()
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return Shelf.of(tmp_path)


@pytest.mark.parametrize("document", [letter(), *map(directed, range(15)), *map(tree, range(25))])
def test_structure_is_accessible(document: Document) -> None:
    html = Html(write(document, SHELF))
    assert html.named("html") == [{"lang": "en-GB"}]
    assert evened(html.said("title")[0]) == evened(document.title)
    assert len(html.named("h1")) == len(html.named("main")) == 1
    levels = [int(tag[1]) for tag, _ in html.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(each.get("scope") in ("col", "row") for each in html.named("th"))
    assert len(html.named("table")) == len(html.named("thead")) >= len(html.named("tbody"))
    assert all(text.strip() for tag in ("a", "th", "p", "h1", "h2", "h3", "li") for text in html.said(tag))
    names = [each["id"] for _, each in html.elements if "id" in each]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("document", [*map(directed, range(15)), *map(tree, range(25))])
def test_nothing_runs_and_nothing_is_fetched(document: Document) -> None:
    html = Html(write(document, SHELF))
    assert not html.named("script", "iframe", "object", "embed", "link", "base", "form", "svg", "img")
    assert not [name for _, each in html.elements for name in each if name.startswith("on") or name in ("style", "src")]
    assert all(re.match("https://|mailto:", each["href"] or "") for each in html.named("a"))
    assert {"http-equiv": "Content-Security-Policy", "content": POLICY} in html.named("meta")
    assert len(html.named("style")) == 1


@pytest.mark.parametrize("piece", [*HOSTILE, *LETTERS])
def test_every_piece_stays_text(piece: str) -> None:
    plain = page(Heading(1, (Text("x"),)), Paragraph((Text("x"),)), title="x", author="x", subject="x")
    hostile = page(Heading(1, (Text(piece),)), Paragraph((Text(piece),)), title=piece, author=piece, subject=piece)
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in plain.elements]
    assert hostile.said("p") == [piece]
    assert {"name": "author", "content": " ".join(piece.split())} in hostile.named("meta")


def test_a_letter_has_a_banner_an_article_and_its_named_blocks() -> None:
    html = Html(write(letter(), SHELF))
    assert [tag for tag, _ in html.elements if tag in ("header", "address", "main", "article")] == [
        "header",
        "address",
        "main",
        "article",
    ]
    assert {"class": "signature"} in html.named("div")
    assert html.named("ul")


def test_headings_leave_no_level_out_and_only_the_first_is_h1() -> None:
    words = (Text("x"),)
    html = page(Heading(2, words), Heading(5, words), Heading(1, words), Heading(4, words))
    assert [tag for tag, _ in html.elements if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h2", "h3"]


def test_runs_that_lead_to_one_address_are_one_link() -> None:
    to = "https://example.org/?a=1&b=2"
    html = page(Paragraph((Text("see ", link=to), Text("this", strong=True, link=to), Text(" and "), Text(to, link=to))))
    assert html.said("a") == ["see this", to]
    assert [each["href"] for each in html.named("a")] == [to, to]
    assert [each.get("class") for each in html.named("a")] == ["named", None]


def test_tables_stack_with_the_words_of_their_headings_and_say_that_they_are_tables() -> None:
    cells = [(Text(f'"{number}" <b>'),) for number in range(8)]
    html = page(Table(tuple(cells[:3]), (tuple(cells[:3]),)), Table(tuple(cells), (tuple(cells),)), Table(((Text("x"),), ()), ()))
    assert [each["class"] for each in html.named("table")] == ["columns", "stacked", "plain"]
    assert all(each["role"] == "table" for each in html.named("table"))
    assert [each["data-label"] for each in html.named("td") if "data-label" in each][:3] == ['"0" <b>', '"1" <b>', '"2" <b>']
    assert html.said("th")[-1] == "x", "a cell without words heads nothing"


def test_words_too_long_for_a_table_are_parted_anywhere() -> None:
    row = tuple((Text(word),) for word in ("a", "b" * 40, "c" * 9))
    table = Table(row, (row,))
    assert page(table).named("table")[0]["class"] == "columns tight"
    assert page(Table(row[:2], (row[:2],))).named("table")[0]["class"] == "plain"
    shorter = tuple((Text(word),) for word in ("a", "b" * 9, "EXIJB-2025-03-18-001 c"))
    assert page(Table(shorter, (shorter,))).named("table")[0]["class"] == "columns"


def test_the_table_of_a_form_has_its_labels_as_headings_of_rows() -> None:
    item = Items(True, 3, ((Paragraph((Text("a"), Break(), Text("b"))),),))
    html = page(Fields(((Text("Item"),), (Text("Details"),)), (((Text("Label"),), (item,)),)))
    assert [each["scope"] for each in html.named("th")] == ["col", "col", "row"]
    assert html.named("ol") == [{"start": "3"}]
    assert html.named("br") == [{}]


def test_a_note_says_that_it_is_one() -> None:
    assert page(Named("note", (Paragraph((Text("x"),)),))).named("div") == [{"class": "note", "role": "note"}]


def test_large_print_is_18_points_and_no_size_of_the_style_is_less() -> None:
    document = letter()
    assert b"html { font-size: 18pt; }" in write(document, SHELF, large_print=True)
    assert b"18pt" not in write(document, SHELF)
    sizes = re.findall(r"font-size:\s*([0-9.]+)(rem|pt)", STYLE)
    assert sizes
    assert all(float(size) >= 1 for size, unit in sizes if unit == "rem")


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write(letter(), SHELF) == write(letter(), SHELF)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palettes() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for body in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL):
        found.append((found[0] if found else {}) | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body)))
    return found


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark", "paper"])
def test_colours_contrast(palette: dict[str, str]) -> None:
    """WCAG 2.2: 1.4.3 for words (4.5), 1.4.11 for what shows where the focus is and where a note begins (3)."""
    for words in ("ink", "quiet", "accent", "link"):
        for ground in ("paper", "shade", "note"):
            assert contrast(palette[words], palette[ground]) >= 4.5, (words, ground)
    for edge in ("focus", "note-line"):
        assert contrast(palette[edge], palette["paper"]) >= 3, edge
    assert set(re.findall(r"#[0-9a-f]{6}", STYLE)) <= {colour for each in palettes() for colour in each.values()}


def test_the_shipped_style_fits_on_a_phone_and_on_paper() -> None:
    for wanted in (
        "@media print",
        "size: A4",
        "break-before: page",
        "table-header-group",
        "overflow-wrap: anywhere",
        ":focus-visible",
    ):
        assert wanted in STYLE


@pytest.mark.parametrize(
    "style",
    [
        '@import "x.css";',
        "@IMPORT url(x.css);",
        '@\\69mport "x.css";',
        "p { background: url(https://example.org/x.png) }",
        'p { background: url( "//example.org/x.png") }',
        "p { background: u\\72l(x.png) }",
        'p { background: image-set("x.png" 1x) }',
    ],
)
def test_a_style_that_fetches_is_refused_with_its_line(tmp_path: Path, style: str) -> None:
    shelf = own(tmp_path, style_css=f"p {{ color: red }}\n{style}\n".encode())
    with pytest.raises(Unreadable, match=r"style\.css:2: .*stands alone"):
        write(letter(), shelf)


def test_a_style_of_its_own_takes_the_place_of_ours_and_can_not_end_its_element(tmp_path: Path) -> None:
    style = b"p { background: url(data:image/png;base64,AA) }\n/* </STYLE><script>x()</script> */\n"
    html = Html(write(letter(), own(tmp_path, style_css=style)))
    assert not html.named("script")
    assert "url(data:image/png" in html.said("style")[0]
    assert "--accent" not in html.said("style")[0]


def test_a_logo_stands_in_the_banner_with_the_name_of_the_authority(tmp_path: Path) -> None:
    (logo,) = Html(write(letter(), own(tmp_path, logo_png=PNG))).named("img")
    assert logo["alt"] == "Example Integration Joint Board"
    assert (logo["src"] or "").startswith("data:image/png;base64,iVBOR")


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_that_is_no_picture_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable, match=f"{name}: is no .* picture"):
        write(letter(), own(tmp_path, **{name.replace(".", "_"): b"nothing"}))
