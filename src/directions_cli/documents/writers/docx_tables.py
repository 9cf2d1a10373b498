"""Tables of a Word document: widths, heading rows that are repeated, rows that stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from directions_cli.documents.tree import Table, Words, plain_words
from directions_cli.documents.writers.docx_xml import Element, qualified, value, w

CHARACTER: Final = 104
"""Twips that a character takes in a table, about."""
CELL_MARGIN: Final = 115
"""Twips at either side of a cell, as the table style has them."""
MARGINS: Final = 260
LONGEST_WORD: Final = 24
UNBROKEN: Final = 14
"""Characters of a cell that is best on a line of its own: a date, a sum, a year."""


def columns_of(width: int, shares: Sequence[float]) -> tuple[int, ...]:
    """Whole twips for each column; together they are the width."""
    total = sum(shares) or 1
    widths = [max(1, int(width * share / total)) for share in shares]
    widths[-1] = max(1, width - sum(widths[:-1]))
    return tuple(widths)


def shares_of(block: Table, width: int, scale: float) -> list[float]:
    """How wide the columns are to each other: room for the longest word of each, the rest by how much stands in it.

    Where that is too much, room for the parts of words that a line may break after: `2025-`. `scale` is how much larger
    the print is than usual.
    """
    columns = list(zip(block.head, *block.rows, strict=True))
    for longest in (_longest_word, _longest_part):
        least = [MARGINS + CHARACTER * scale * longest(column) for column in columns]
        room = width - sum(least)
        if room > 0:
            break
    else:
        return least
    weights = [_weight(column) for column in columns]
    return [wide + room * weight / sum(weights) for wide, weight in zip(least, weights, strict=True)]


def _longest_word(column: Iterable[Words]) -> int:
    texts = [plain_words(words) for words in column]
    parts = [part for said in texts for part in ([said] if len(said) <= UNBROKEN else said.split())]
    return min(LONGEST_WORD, max(map(len, parts), default=1))


def _longest_part(column: Iterable[Words]) -> int:
    parts = (part for words in column for part in re.split(r"[\s-]+", plain_words(words)))
    return min(LONGEST_WORD, max((len(part) for part in parts), default=1))


def _weight(column: Sequence[Words]) -> float:
    """What a column wants beyond its longest word: more for long cells, but less than in proportion, as they may run on."""
    return float(max(1, max(len(plain_words(words)) for words in column) - _longest_word(column)) ** 0.6)


def table(style: str, widths: Sequence[int], rows: Iterable[Element], indent: int, labels: bool) -> Element:
    """A table of fixed widths; `labels` says that its first column heads the rows."""
    flags = {"firstRow": 1, "lastRow": 0, "firstColumn": int(labels), "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    look = w("tblLook", val="06A0" if labels else "0620", **flags)
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=indent, type="dxa") if indent else None,
        w("tblLayout", type="fixed"),
        look,
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)


def row(cells: Iterable[Element], whole: bool, repeated: bool = False) -> Element:
    """A row of cells; a whole one does not run over the end of a page, a repeated one heads every page of its table."""
    settings = [w(name) for name, wanted in (("cantSplit", whole), ("tblHeader", repeated)) if wanted]
    return w("tr", w("trPr", *settings) if settings else None, *cells)


def cell(width: int, content: Iterable[Element]) -> Element:
    """A cell of that width."""
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *content)


def edge_of(settings: Element) -> int:
    """Twips by which a table stands in: up to Word 2010 it is the words of a table, not its edge, that stand at the margin."""
    for setting in settings.iter(qualified("w:compatSetting")):
        mode = value(setting) or ""
        if value(setting, "name") == "compatibilityMode" and mode.isdigit() and int(mode) >= 15:
            return 0
    return CELL_MARGIN
