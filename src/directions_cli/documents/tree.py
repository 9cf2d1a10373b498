"""A document as a tree of plain values: what every writer writes, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Text:
    """Words on a line, plain or set off; `link` is the address that they lead to."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line inside a paragraph."""


Inline = Text | Break
Words = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the document's own is of level 1, and no level is left out."""

    level: int
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; never empty."""

    words: Words


@dataclass(frozen=True, slots=True)
class Items:
    """A list, its items blocks of their own; numbered from `start` or with bullets."""

    ordered: bool
    start: int
    items: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words with a heading row, which is repeated on every page; each row is as long as the heading."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a table's numbers, and the table itself, which stays beneath it and says the same in words.

    `numbers` has a row for each of the table's, without its first column, which labels them; None where a cell is empty.
    """

    kind: str
    caption: Words
    table: Table
    numbers: tuple[tuple[Decimal | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """The table of a form: two headings, then a row for each field with its label and what stands there, blocks of any kind."""

    head: tuple[Words, Words]
    rows: tuple[tuple[Words, Blocks], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Blocks that a style sets in a place or way of their own; `name` is one of `NAMES`."""

    name: str
    blocks: Blocks


Block = Heading | Paragraph | Items | Table | Chart | Fields | Named
Blocks = tuple[Block, ...]

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sender": "who writes: the authority, its address and how to reach it",
        "addressee": "to whom the letter goes",
        "reference": "the line of date and references",
        "signature": "the close, the room for a signature, name and office; kept together on one page",
        "copies": "who gets a copy",
        "note": "what a reader must not miss: a draft, a direction that no longer stands",
        "form": "the table of a form: `::: form LABEL | LABEL`, then each heading `###` begins a field",
        "chart": "a table that is drawn too: `::: chart KIND | CAPTION`, see below",
        "attachment": "what is attached: begins a new page, its headings stand one level lower",
    }
)
"""The named blocks of a template, `::: name` to `:::`, and what each is for."""
CHARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bars": "a bar for each number, beside its row's label; several columns of numbers give bars under one another",
        "stacked": "a bar for each row, its numbers end to end",
        "columns": "a column for each row, as for years; several columns of numbers stand on one another",
    }
)
"""The kinds of chart."""
MOST_SERIES: Final = 8
"""Columns of numbers that a chart can keep apart without colour."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its blocks, and what its file says of itself. `day` stands for every time in the file."""

    title: str
    blocks: Blocks
    day: date
    language: str = "en-GB"
    author: str = ""
    subject: str = ""


def levelled(blocks: Blocks) -> Blocks:
    """The blocks with headings of which none leaves a level out, whatever a template says.

    A level left out breaks the outline of a PDF (PDF/UA-1, 7.4) and the reading of a page (WCAG 2.2, 1.3.1).
    """
    last = 0

    def level(heading: Heading) -> int:
        nonlocal last
        last = min(heading.level, last + 1)
        return last

    return _with_levels(blocks, level)


def lowered(blocks: Blocks) -> Blocks:
    """The blocks with their headings one level down, to stand inside another document."""
    return _with_levels(blocks, lambda heading: heading.level + 1)


def _with_levels(blocks: Blocks, level: Callable[[Heading], int]) -> Blocks:
    found: list[Block] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(Heading(level(block), block.words))
            case Named():
                found.append(Named(block.name, _with_levels(block.blocks, level)))
            case _:
                found.append(block)
    return tuple(found)


def words_of(blocks: Blocks) -> Iterator[str]:
    """All words of the blocks in reading order, a text for each run of them; for tests and for searching."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield plain_words(block.words)
            case Items():
                for item in block.items:
                    yield from words_of(item)
            case Chart():
                yield plain_words(block.caption)
                yield from words_of((block.table,))
            case Table():
                yield from (plain_words(cell) for row in (block.head, *block.rows) for cell in row)
            case Fields():
                yield from map(plain_words, block.head)
                for label, content in block.rows:
                    yield plain_words(label)
                    yield from words_of(content)
            case Named():
                yield from words_of(block.blocks)


def plain_words(words: Words) -> str:
    """Words without their setting; the end of a line is a line end."""
    return "".join("\n" if isinstance(each, Break) else each.text for each in words)
