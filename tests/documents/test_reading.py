"""A direction's own text: what of it is read as Markdown, and what stays text."""

from __future__ import annotations

import pytest

from directions_cli.documents.reading import read_text
from directions_cli.documents.tree import Blocks, Break, Items, Paragraph, Table, Text, words_of
from tests.documents.extracting import evened


def said(text: str) -> str:
    return "\n".join(words_of(read_text(text)))


def depth(blocks: Blocks) -> int:
    return max((1 + max(map(depth, each.items)) for each in blocks if isinstance(each, Items)), default=0)


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b> <script>alert(1)</script> <!-- x -->",
        "<div>\nx\n</div>",
        "# Heading",
        "###### Heading ##",
        "Heading\n=======",
        "Heading\n---",
        "---",
        "***",
        "> said",
        "![x](https://example.org/x.png)",
        "`code` and ``` fence ```",
        "```\nfence\n```",
        "~~~\nfence\n~~~",
        "~~struck~~",
        "x[^1]\n\n[^1]: note",
        "[x][r]\n\n[r]: https://example.org",
        "<https://example.org>",
        "&lt;b&gt; &amp; &#65;",
        "{{ 7*7 }} {% raw %} {# x #}",
        "::: note\nx\n:::",
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "[x](file:///etc/passwd)",
        "[x](/relative)",
        "[x](//example.org)",
        "[x](vbscript:x)",
        "[x](JavaScript&colon;x)",
        "$x$",
        "=1+1",
    ],
)
def test_stays_text(text: str) -> None:
    blocks = read_text(text)
    assert all(isinstance(each, Paragraph) for each in blocks)
    runs = [each for block in blocks if isinstance(block, Paragraph) for each in block.words]
    assert not any(each.strong or each.emphasis for each in runs if isinstance(each, Text))
    assert all(each.link in (None, "https://example.org/x.png") for each in runs if isinstance(each, Text))
    if "![" not in text:
        assert evened(said(text)) == evened(text)


def test_a_picture_is_no_more_than_a_link() -> None:
    (paragraph,) = read_text("![x](https://example.org/x.png)")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.words == (Text("!"), Text("x", link="https://example.org/x.png"))


def test_lists_are_read_with_their_numbers_and_lists_within() -> None:
    bullets, numbers = read_text("- a\n  1. x\n  2. y\n- b\n\n  c\n\ntext\n\n3. z")[::2]
    assert isinstance(bullets, Items)
    assert not bullets.ordered
    assert [len(each) for each in bullets.items] == [2, 2]
    assert bullets.items[0][1] == Items(True, 1, ((Paragraph((Text("x"),)),), (Paragraph((Text("y"),)),)))
    assert numbers == Items(True, 3, ((Paragraph((Text("z"),)),),))


def test_emphasis_and_safe_links_are_read() -> None:
    text = "**strong** *set off* ***both*** [web](https://example.org/a?b=1) [mail](mailto:a@example.org)"
    (paragraph,) = read_text(text)
    assert isinstance(paragraph, Paragraph)
    set_off = [each for each in paragraph.words if isinstance(each, Text) and each.text.strip()]
    assert [(each.text, each.strong, each.emphasis) for each in set_off[:3]] == [
        ("strong", True, False),
        ("set off", False, True),
        ("both", True, True),
    ]
    assert [each.link for each in set_off[3:]] == ["https://example.org/a?b=1", "mailto:a@example.org"]


def test_tables_are_read_and_each_row_is_as_long_as_the_heading() -> None:
    (table,) = read_text("| a | **b** |\n| --- | ---: |\n| 1 | 2 | 3 |\n| x \\| y |")
    assert isinstance(table, Table)
    assert table.head == ((Text("a"),), (Text("b", strong=True),))
    assert table.rows == (((Text("1"),), (Text("2"),)), ((Text("x | y"),), ()))


@pytest.mark.parametrize("mark", ["(a)", "(iv)", "(12)", "a)", "•", "–"])
def test_the_items_of_a_clause_stay_lines(mark: str) -> None:
    (paragraph,) = read_text(f"The council must\n{mark} do this;\n{mark} do that.")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.words == (Text("The council must"), Break(), Text(f"{mark} do this;"), Break(), Text(f"{mark} do that."))


def test_marks_of_the_templates_do_nothing_in_a_direction() -> None:
    assert said("a \ue0000\ue001 b") == "a 0 b"
    assert said("\ue0000\ue001") == "0"


def test_what_nobody_sees_comes_out_as_its_code() -> None:
    assert said("a\u202eb\u200bc\ufeffd\u00ade") == "a<U+202E>b<U+200B>c<U+FEFF>d<U+00AD>e"


@pytest.mark.parametrize("levels", [3, 8, 12, 30])
def test_nothing_of_deep_lists_is_lost(levels: int) -> None:
    text = "\n".join("  " * level + f"- level {level}" for level in range(levels))
    assert [line.lstrip("- ") for line in said(text).splitlines()] == [f"level {level}" for level in range(levels)]


@pytest.mark.parametrize(
    "text",
    [
        "- " * 5000 + "x",
        "> " * 5000 + "x",
        "*" * 20000,
        "[" * 20000,
        "**a " * 10000,
        "|" * 20000,
        "[x](" * 5000,
        "\\" * 20000,
        "1. " * 5000 + "x",
        "word " * 100_000,
        "x" * 500_000,
        "- x\n" * 4_000,
        "| a | b |\n| - | - |\n" + "| c | d |\n" * 4_000,
    ],
    ids=lambda text: text[:4],
)
def test_long_and_deep_texts_are_read_to_their_end(text: str) -> None:
    found = said(text)
    assert len(found) > 0
    assert ("x" in text) <= ("x" in found)
