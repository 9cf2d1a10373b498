"""The Markdown: what GitHub makes of it is the tree again, and no character of a text is markup."""

from __future__ import annotations

import re
from datetime import date

import pytest

from directions_cli.documents.tree import Break, Document, Fields, Heading, Items, Named, Paragraph, Table, Text
from directions_cli.documents.writers.markdown import JOINT, write
from tests.documents.extracting import evened, markdown_text, markdown_tokens
from tests.documents.given import SHELF
from tests.documents.trees import HOSTILE, LETTERS, directed, tree


def markdown(*blocks: object) -> str:
    return write(Document("x", blocks, date(2025, 3, 20)), SHELF).decode()  # type: ignore[arg-type]


def paragraph(*words: object) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in words))  # type: ignore[misc]


def elements(text: str) -> list[str]:
    """The elements of a text as GitHub reads it, those within a line too; an address that leads to itself is one's text."""
    found = []
    for token in markdown_tokens(text.encode()):
        found.append(token.type)
        for child in token.children or ():
            bare = child.type in ("link_open", "link_close") and child.info == "auto"
            found += [child.type] if child.type not in ("text", "softbreak") and not bare and child.content != JOINT else []
    return [
        each for each in found if each.endswith("_open") or each in ("hardbreak", "hr", "html_inline", "code_inline", "fence")
    ]


@pytest.mark.parametrize("piece", [*HOSTILE, *LETTERS])
def test_every_piece_stays_text_wherever_it_stands(piece: str) -> None:
    text = markdown(
        Heading(1, (Text(piece),)),
        paragraph(piece),
        paragraph("x", Break(), piece, Break(), piece),
        paragraph("a ", Text(piece, strong=True), piece, Text(piece, emphasis=True), Text(piece, link="https://example.org/")),
        Items(False, 1, ((paragraph(piece),), (paragraph("x", Break(), piece),))),
        Named("note", (paragraph(piece),)),
        Table(((Text(piece),), (Text("b"),)), (((Text("x"), Break(), Text(piece)), (Text(piece),)),)),
    )
    assert " ".join(elements(text)).replace("_open", "") == (
        "heading paragraph paragraph hardbreak hardbreak paragraph strong em link "
        "bullet_list list_item paragraph list_item paragraph hardbreak blockquote paragraph "
        "table thead tr th th tbody tr td html_inline td"
    )
    assert evened(markdown_text(markdown_tokens(text.encode()))) == evened(
        piece + piece + "x" + piece * 2 + "a" + piece * 4 + (piece + "x" + piece + piece + piece + "b" + "x" + piece + piece)
    )


@pytest.mark.parametrize("make", [directed, tree])
@pytest.mark.parametrize("seed", range(20))
def test_links_lead_only_where_the_tree_says_or_where_their_text_says(make: object, seed: int) -> None:
    text = write(make(seed), SHELF)  # type: ignore[operator]
    for token in markdown_tokens(text):
        for child in token.children or ():
            if child.type == "link_open":
                assert re.match("https?://|mailto:", str(child.attrs["href"]), re.IGNORECASE)


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("2025-26 - a well-known plan", "2025-26 - a well-known plan"),
        ("- x", "\\- x"),
        ("-5 degrees", "-5 degrees"),
        ("1. x", "1\\. x"),
        ("1) x", "1\\) x"),
        ("1.5 million", "1.5 million"),
        ("+ x", "\\+ x"),
        ("=== ", "\\==="),
        ("> x", "\\> x"),
        ("# x", "\\# x"),
        ("issue #12", f"issue #{JOINT}12"),
        ("ask @team", f"ask @{JOINT}team"),
        ("officer@example.org", "officer@example.org"),
        (":smile:", f":{JOINT}smile:"),
        ("at 10:30:00", "at 10:30:00"),
        ("Performance & Audit", "Performance & Audit"),
        ("&amp;", "\\&amp;"),
        ("[x] and [^1]", "\\[x\\] and \\[^1\\]"),
        ("$x$", "\\$x\\$"),
        ("see https://example.org/a_b.", "see <https://example.org/a_b>."),
        ("www.example.org", "www\\.example.org"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("Look! (here)", "Look! (here)"),
    ],
)
def test_only_what_would_be_markup_is_escaped(plain: str, written: str) -> None:
    assert markdown(paragraph(plain.strip())) == written.strip() + "\n"


def test_emphasis_holds_beside_letters_and_punctuation() -> None:
    strong, slanted = Text("(x)", strong=True), Text("“y”", emphasis=True)
    text = markdown(
        paragraph("a", strong, "b", slanted, Text("z", strong=True, emphasis=True), " ", Text(" c ", strong=True), "d")
    )
    assert elements(text) == ["paragraph_open", "strong_open", "em_open", "em_open", "strong_open", "strong_open"]
    assert markdown_text(markdown_tokens(text.encode())) == "a(x)b“y”z  c d"


def test_an_exclamation_mark_before_a_link_makes_no_picture_of_it() -> None:
    assert markdown(paragraph("Look!", Text("here", link="https://example.org/"))) == "Look\\![here](<https://example.org/>)\n"


def test_lists_hold_blocks_of_every_kind() -> None:
    table = Table(((Text("a"),), (Text("b"),)), (((Text("|"),), (Text("d"),)),))
    inner = Items(True, 3, ((paragraph("x"),), (paragraph("y"), table)))
    text = markdown(
        Items(True, 9, ((paragraph("one"), inner), (paragraph("two", Break(), "three"),))), Items(True, 1, ((paragraph("z"),),))
    )
    assert text == (
        "9. one\n\n   3. x\n\n   4. y\n\n      | a | b |\n      | --- | --- |\n      | \\| | d |\n\n10. two\\\n    three\n\n1) z\n"
    )
    assert elements(text).count("table_open") == 1
    assert elements(text).count("ordered_list_open") == 3, "the list after the first is one of its own"


def test_a_list_in_a_list_stays_tight() -> None:
    inner = Items(False, 1, ((paragraph("x"),),))
    assert markdown(Items(False, 1, ((paragraph("a"), inner), (paragraph("b"),)))) == "- a\n  - x\n- b\n"


def test_fields_are_headings_one_level_below_the_one_before() -> None:
    fields = Fields(((Text("Item"),), (Text("Details"),)), (((Text("Label"),), (paragraph("x"),)),))
    text = markdown(Heading(1, (Text("A"),)), fields, Named("attachment", (Heading(2, (Text("B"),)), fields)))
    assert text == "# A\n\n## Label\n\nx\n\n---\n\n## B\n\n### Label\n\nx\n"
