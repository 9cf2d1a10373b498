"""A table that is too wide for large print, row by row: its words stay whole, and no print gets smaller."""

from __future__ import annotations

from typing import Final

from directions_cli.documents.svg import width_of
from directions_cli.documents.tree import Break, Fields, Items, Paragraph, Table, Text, Words, plain_words

FEW: Final = 3
"""Columns up to which a table stays one."""
INSET: Final = 1.3
"""Margins of a column, in sizes of print."""
BOLD: Final = 1.08
"""How much wider the words of a heading are."""


def is_too_wide(table: Table, room: float, size: float) -> bool:
    """Whether the longest words of the columns, whole, need more than the room, in units of the size of print."""
    columns = list(zip(table.head, *table.rows, strict=True))
    if len(columns) <= FEW or not table.rows:
        return False
    needed = (max(_widest(head, size) * BOLD, *(_widest(cell, size) for cell in cells)) for head, *cells in columns)
    return sum(needed) + INSET * size * len(columns) > room


def stacked(table: Table) -> Fields:
    """The table as rows of a label, its first cell, and a list of the others, each under the heading of its column."""
    rows = tuple(
        (
            first,
            (Items(False, 1, tuple((Paragraph(_led(head, cell)),) for head, cell in zip(table.head[1:], cells, strict=True))),),
        )
        for first, *cells in table.rows
    )
    return Fields((table.head[0], ()), rows)


def _led(head: Words, cell: Words) -> Words:
    return (*(Text(" ") if isinstance(each, Break) else each for each in head), Text(": "), *cell)


def _widest(cell: Words, size: float) -> float:
    return max((width_of(word, size) for word in plain_words(cell).split()), default=0.0)
