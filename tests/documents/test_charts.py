"""Charts: the numbers of a template's table as lengths, as pictures, and in every format with the table beneath."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from directions_cli.documents.languages import english
from directions_cli.documents.making import Maker
from directions_cli.documents.picturing import Room, pictures
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.spans import scale_of, spans
from directions_cli.documents.svg import SERIES, width_of, wrapped
from directions_cli.documents.tree import CHARTS, Chart, Document, Heading, Table, Text, plain_words
from directions_cli.documents.words import plain
from directions_cli.documents.writers import written
from directions_cli.documents.writers.docx_pictures import Pictures
from directions_cli.errors import Unreadable
from directions_cli.resources import shipped
from tests.documents.extracting import Html, docx_text, evened, markdown_text, markdown_tokens, pdf_pages, said
from tests.documents.given import SHELF

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 11, 24)
ROOM = Room(460, 600, 10)
NARROW = Room(200, 600, 10)


def numbers(*rows: tuple[float | int | str | None, ...]) -> tuple[tuple[Decimal | None, ...], ...]:
    return tuple(tuple(None if each is None else Decimal(each) for each in row) for row in rows)


def chart(kind: str, *rows: tuple[object, ...], caption: str = "A chart") -> Chart:
    """A chart of rows of a label and whole numbers."""
    width = max((len(row) for row in rows), default=2)
    head = ("Label", *(f"Series {each}" for each in range(1, width)))
    cells = tuple(tuple(plain("" if each is None else english().spoken(each)) for each in row) for row in rows)
    return Chart(kind, plain(caption), Table(tuple(map(plain, head)), cells), numbers(*(row[1:] for row in rows)))


def words_in(svg: str) -> list[str]:
    """The words that stand in a picture, in their order."""
    return [unescape(each) for each in re.findall(r"<text [^>]*>([^<]*)</text>", svg)]


def boxes(svg: str) -> list[dict[str, float]]:
    """The bars of a picture: boxes of a series, those of the legend, which are square, left out."""
    root = ElementTree.fromstring(svg)
    found = [each for each in root.findall(f"{SVG}rect") if each.get("class", "").startswith("series")]
    sides = ("x", "y", "width", "height")
    made = [{side: float(each.get(side, "0")) for side in sides} | {"series": int(each.get("class", "")[7:])} for each in found]
    return [each for each in made if each["width"] != float(root.get("font-size", "0")) or each["height"] != each["width"]]


# From numbers to lengths


def test_a_long_chart_is_drawn_lower() -> None:
    """Two dozen functions leave room on a page for what stands before them: no row is higher for it, none overlaps."""
    (long,) = pictures(chart("bars", *((f"Function {each}", each) for each in range(1, 25))), ROOM, "a")
    (short,) = pictures(chart("bars", *((f"Function {each}", each) for each in range(1, 12))), ROOM, "a")
    assert long.height / 24 < 0.85 * short.height / 11
    assert all(above["y"] + above["height"] < below["y"] for above, below in pairwise(boxes(long.svg)))


def test_bars_are_as_long_as_their_numbers() -> None:
    found = spans(numbers((10,), (5,), (0,), (2.5,)), stacked=False)
    assert [each.length for each in found] == [1, 0.5, 0, 0.25]
    assert all(each.begin == 0 for each in found)


def test_what_is_below_nothing_goes_the_other_way() -> None:
    up, down = spans(numbers((30,), (-10,)), stacked=False)
    assert (up.begin, up.end) == (0.25, 1)
    assert (down.begin, down.end) == (0.25, 0)


def test_parts_of_a_stack_begin_where_the_one_before_ends_and_leave_out_what_is_not_known() -> None:
    found = spans(numbers((1, None, 3)), stacked=True)
    assert [(each.series, each.begin, each.end) for each in found] == [(0, 0, 0.25), (2, 0.25, 1)]
    mixed = spans(numbers((3, -1)), stacked=True)
    assert [(each.begin, each.end) for each in mixed] == [(0.25, 1), (0.25, 0)]


@pytest.mark.parametrize("rows", [(), ((0,),), ((None,),), ((0, 0), (None, 0))])
def test_nothing_at_all_has_a_scale_and_no_length(rows: tuple[tuple[int | None, ...], ...]) -> None:
    scale = scale_of(numbers(*rows), stacked=False)
    assert (scale.low, scale.high) == (0, 1)
    assert all(each.length == 0 for each in spans(numbers(*rows), stacked=False))


# From lengths to pictures


@pytest.mark.parametrize("room", [ROOM, NARROW])
def test_bars_are_drawn_in_proportion(room: Room) -> None:
    (made,) = pictures(chart("bars", ("One", 12), ("Two", 6), ("Three", 3), ("None", 0)), room, "c")
    widths = [each["width"] for each in boxes(made.svg)]
    assert widths[0] > room.width / 3
    assert [round(each / widths[0], 2) for each in widths] == [1, 0.5, 0.25, 0]
    assert list(words_in(made.svg)) == ["One", "12", "Two", "6", "Three", "3", "None", "0"]


def test_bars_below_nothing_end_at_the_line_where_the_others_begin() -> None:
    (made,) = pictures(chart("bars", ("Up", 30), ("Down", -10)), ROOM, "c")
    up, down = boxes(made.svg)
    assert down["x"] + down["width"] == pytest.approx(up["x"], abs=0.02)
    assert up["width"] == pytest.approx(3 * down["width"], abs=0.05)


def test_stacked_bars_lie_end_to_end() -> None:
    (made,) = pictures(chart("stacked", ("One", 4, 2, 2), ("Two", 1, None, 1)), ROOM, "c")
    first, second, third, *rest = boxes(made.svg)
    assert second["x"] == pytest.approx(first["x"] + first["width"], abs=0.02)
    assert third["x"] == pytest.approx(second["x"] + second["width"], abs=0.02)
    assert [each["series"] for each in rest] == [1, 3]
    assert rest[1]["x"] == pytest.approx(rest[0]["x"] + rest[0]["width"], abs=0.02)


def test_columns_stand_on_one_line_and_on_one_another() -> None:
    (made,) = pictures(chart("columns", ("2024", 4, 4), ("2025", 2, 1)), ROOM, "c")
    a, b, c, d = boxes(made.svg)
    assert a["y"] + a["height"] == pytest.approx(c["y"] + c["height"], abs=0.02)
    assert b["y"] + b["height"] == pytest.approx(a["y"], abs=0.02)
    assert [round(each["height"] / a["height"], 2) for each in (b, c, d)] == [1, 0.5, 0.25]


def test_columns_that_have_no_room_lie_down() -> None:
    (made,) = pictures(chart("columns", *((f"Year {each}", each + 1) for each in range(30))), ROOM, "c")
    found = boxes(made.svg)
    assert len({each["height"] for each in found}) == 1
    assert len({round(each["x"], 2) for each in found}) == 1


@pytest.mark.parametrize("kind", CHARTS)
def test_fifty_rows_are_all_drawn_on_as_many_pictures_as_fit_a_page(kind: str) -> None:
    made = pictures(chart(kind, *((f"Row {each}", each, 50 - each) for each in range(50))), ROOM, "c")
    assert len(made) > 1
    assert all(each.height <= ROOM.height for each in made)
    labels = [word for each in made for word in words_in(each.svg) if word.startswith("Row")]
    assert labels == [f"Row {each}" for each in range(50)]


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("room", [ROOM, NARROW])
def test_very_long_words_stay_within_the_picture(kind: str, room: Room) -> None:
    rows = [("Llanfairpwllgwyngyll" * 6, 5, 1), ("A label that goes on and on " * 9, 3, 0), ("W" * 90, 1, 1)]
    for made in pictures(chart(kind, *rows), room, "c"):
        for each in ElementTree.fromstring(made.svg).iter(f"{SVG}text"):
            wide, at, held = width_of(each.text or "", room.size), float(each.get("x", "0")), each.get("text-anchor", "start")
            left = {"start": at, "middle": at - wide / 2, "end": at - wide}[held]
            assert left >= -0.5, each.text
            assert left + wide <= room.width + 0.5, each.text


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("rows", [(("One", 1),), (("One", 0),), (("One", -5),), (("One", None), ("Two", 2))])
def test_few_numbers_make_a_picture(kind: str, rows: tuple[tuple[object, ...], ...]) -> None:
    (made,) = pictures(chart(kind, *rows), ROOM, "c")
    assert len(boxes(made.svg)) == sum(row[1] is not None for row in rows)


@pytest.mark.parametrize("kind", CHARTS)
def test_no_number_makes_no_picture(kind: str) -> None:
    assert pictures(chart(kind, ("One", None)), ROOM, "c") == ()
    assert pictures(chart(kind), ROOM, "c") == ()


def test_a_picture_says_its_numbers_and_names_its_parts() -> None:
    (made,) = pictures(chart("bars", ("On track", 12, 9), ("Late & lost", None, 1), caption="A <b> & c"), ROOM, "c")
    root = ElementTree.fromstring(made.svg)
    assert root.get("role") == "img"
    named = {each.get("id"): each.text for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")}
    assert named[root.get("aria-labelledby")] == "A <b> & c"
    assert named[root.get("aria-describedby")] == "On track: Series 1 12, Series 2 9; Late & lost: Series 2 1"


def test_a_very_long_description_ends_before_it_tires() -> None:
    (made, *_) = pictures(chart("bars", *((f"A function with number {each}", each) for each in range(200))), ROOM, "c")
    assert len(made.about) < 620
    assert made.about.endswith("; …")


def test_the_same_chart_gives_the_same_picture() -> None:
    made = [pictures(chart("stacked", ("One", 1, 2), ("Two", 7, 9)), ROOM, "c") for _ in range(2)]
    assert made[0] == made[1]


def test_words_are_wrapped_to_their_room() -> None:
    assert wrapped("one two three", 1000, 10, 3) == ["one two three"]
    assert wrapped("one two three", width_of("one two", 10), 10, 3) == ["one two", "three"]
    (line,) = wrapped("one two three four", width_of("one two…", 10), 10, 1)
    assert line == "one two…"


# From a template


def made_of(tmp_path: Path, template: str, **context: object) -> Document:
    folder = tmp_path / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "try.md").write_text(template, encoding="utf-8")
    return Maker.of(Shelf.of(tmp_path), None).document("try.md", context, DAY, "Example Board")


BARS = """# Title

::: chart bars | What *was* {{ what }}
| Label | Number |
| --- | --- |
{% for each in rows %}
| {{ each[0] }} | {{ each[1] }} |
{% endfor %}
:::
"""


def test_a_template_marks_a_chart_and_its_numbers_are_those_that_are_printed(tmp_path: Path) -> None:
    rows = (("1,000", Decimal("1250000.50")), ("| --- |", 3), ("None", None))
    heading, found = made_of(tmp_path, BARS, what="<b> | done", rows=rows).blocks
    assert isinstance(heading, Heading)
    assert isinstance(found, Chart)
    assert plain_words(found.caption) == "What was <b> | done"
    assert all(isinstance(each, Text) and each.strong for each in found.caption)
    assert found.numbers == numbers(("1250000.50",), (3,), (None,))
    assert [[plain_words(cell) for cell in row] for row in found.table.rows] == [
        ["1,000", "£1,250,000.50"],
        ["| --- |", "3"],
        ["None", ""],
    ]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("::: chart pie | C\n| A | B |\n| --- | --- |\n:::", "'chart' wants its kind, bars, stacked, columns"),
        ("::: chart bars\n| A | B |\n| --- | --- |\n:::", "and a caption"),
        ("::: chart bars | C\nwords\n:::", "'chart' holds one table and nothing else"),
        ("::: chart bars | C\n| A |\n| --- |\n:::", "not 1 in all"),
        ("::: chart bars | C\n|" + " A |" * 10 + "\n|" + " --- |" * 10 + "\n:::", "not 10 in all"),
        ("::: chart bars | C\n| A | B |\n| --- | --- |\n| a | 5 |\n:::", "and not '5'"),
        ("::: chart bars | C\n| A | B |\n| --- | --- |\n| a | {{ '5' }} |\n:::", "and not '5'"),
        ("::: chart bars | C\n| A | B |\n| --- | --- |\n| a | {{ 5 }} of {{ 6 }} |\n:::", "and not '5 of 6'"),
    ],
)
def test_a_chart_that_can_not_be_drawn_is_said_with_its_place(template: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        made_of(tmp_path, f"# T\n\n{template}\n")
    assert said in str(caught.value)
    assert "try.md:3: " in str(caught.value)


# In every format


def document() -> Document:
    long = ("A label that is so long that it has to be broken into lines, and more lines than there are", 3, 4)
    charts = [chart(kind, ("One <b>", 12, 9), ("Llŷn", 0, None), long, caption=f"A chart of {kind}") for kind in CHARTS]
    single = chart("columns", ("2025-26", Decimal(1250000)), ("2026-27", Decimal("-20.50")), caption="Money")
    return Document("Charts", (Heading(1, plain("Charts")), *charts, single), DAY, author="Example Board")


@pytest.mark.parametrize("large", [False, True])
def test_every_format_says_caption_and_table(large: bool) -> None:
    made, words = document(), said(document().blocks)
    assert evened(Html(written(made, "html", SHELF, large)).text) == words
    assert evened(docx_text(written(made, "docx", SHELF, large))) == words
    assert evened(markdown_text(markdown_tokens(written(made, "markdown", SHELF)))) == words
    pages = evened("".join(pdf_pages(written(made, "pdf", SHELF, large))))
    for each in made.blocks[1:]:
        assert isinstance(each, Chart)
        assert evened(plain_words(each.caption)) in pages
        assert all(evened(plain_words(cell)) in pages for row in each.table.rows for cell in row)


@pytest.mark.parametrize("large", [False, True])
def test_a_page_of_html_holds_charts_for_wide_and_narrow_screens(large: bool) -> None:
    text = written(document(), "html", SHELF, large).decode()
    html = Html(text.encode())
    drawn = html.named("svg")
    assert len(drawn) == 8
    assert all(each["role"] == "img" for each in drawn)
    ids = [each["id"] for _, each in html.elements if "id" in each]
    assert len(ids) == len(set(ids))
    assert {each[key] for each in drawn for key in ("aria-labelledby", "aria-describedby")} <= set(ids)
    assert set(re.findall(r"url\(#([^)]*)\)", text)) <= set(ids)
    assert html.named("script") == []
    assert not re.search(r"(?:href|src)=|url\((?!#)", text.partition("</style>")[2])
    assert [each for each in html.named("div") if "hidden" in each] == [{"class": "narrow", "hidden": None}] * 4
    for each in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        ElementTree.fromstring(each)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_fill_stands_out_from_its_paper_in_light_in_dark_and_in_print() -> None:
    style = (shipped("templates") / "style.css").read_text(encoding="utf-8")
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    assert len(roots) == 3
    for root in roots:
        named = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", root))
        fills = [named[f"series-{number}"] for number in range(1, len(SERIES) + 1)]
        assert all(contrast(fill, named["paper"]) >= 4.5 for fill in fills), root
    assert all(contrast(colour, "#ffffff") >= 4.5 for colour, _ in SERIES)


def test_fills_differ_without_colour() -> None:
    marks = [each for _, each in SERIES]
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize("large", [False, True])
def test_a_pdf_of_charts_is_for_everybody(large: bool) -> None:
    page = pytest.importorskip("page")
    made = written(document(), "pdf", SHELF, large)
    assert [each.message for each in page.validate_pdf_bytes(made).failures] == []
    assert made.count(b"/S/Figure") >= 4
    assert f"/Alt<FEFF{'Money. 2025-26: £1,250,000'.encode('utf-16-be').hex().upper()}".encode() in made
    assert made == written(document(), "pdf", SHELF, large)


def test_a_word_file_has_each_chart_as_a_picture_with_its_words() -> None:
    import docx

    made = written(document(), "docx", SHELF)
    assert made == written(document(), "docx", SHELF)
    found = docx.Document(io.BytesIO(made))
    shapes = found.inline_shapes
    assert len(shapes) == 4
    told = [each._inline.docPr.get("descr") for each in shapes]
    assert told[3] == "Money. 2025-26: £1,250,000; 2026-27: -£20.50"
    numbers_ = [each._inline.docPr.id for each in shapes]
    assert all(one < other for one, other in pairwise(numbers_))
    section = found.sections[0]
    assert all(each.width <= section.page_width - section.left_margin - section.right_margin + 12700 for each in shapes)


def test_a_word_file_without_a_press_has_the_table_alone() -> None:
    import docx

    assert list(Pictures(docx.Document().part, None, False).runs(document().blocks[1], 460)) == []  # type: ignore[arg-type]
