"""A chart of a template: `::: chart KIND | CAPTION` around one table, whose own numbers it draws."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from directions_cli.documents.reading import MARK, Misread, source_of
from directions_cli.documents.tree import CHARTS, MOST_SERIES, Chart, Text, plain_words

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from directions_cli.documents.reading import Reading


def chart_of(reading: Reading, node: SyntaxTreeNode, info: str) -> Chart:
    """The chart that a named block holds. Raises `Misread` for a kind that there is not, or a table that can't be drawn."""
    kind, bar, caption = (part.strip() for part in info.partition("|"))
    if kind not in CHARTS or not bar or not caption:
        raise Misread(f"'chart' wants its kind, {', '.join(CHARTS)}, and a caption: `::: chart bars | Caption`")
    if [child.type for child in node.children] != ["table"]:
        raise Misread("'chart' holds one table and nothing else")
    table = reading.table(node.children[0])
    if not 2 <= len(table.head) <= MOST_SERIES + 1:
        raise Misread(f"'chart' has a column of labels and 1 to {MOST_SERIES} of numbers, not {len(table.head)} in all")
    words = tuple(replace(each, strong=True) if isinstance(each, Text) else each for each in reading.line(caption))
    cells = [row.children[1:] for part in node.children[0].children[1:] for row in part.children]
    return Chart(kind, words, table, tuple(tuple(_number(reading, cell) for cell in row) for row in cells))


def _number(reading: Reading, cell: SyntaxTreeNode) -> Decimal | None:
    """What a cell draws: the one number that is printed in it, never a text that looks like a number."""
    source = source_of(cell).strip()
    alone = MARK.fullmatch(source)
    number = reading.numbers.get(int(alone[1])) if alone else None
    if number is None and source:
        said = plain_words(reading.words(cell))
        raise Misread(f"'chart' draws numbers that are printed, as {{{{ … }}}}, each alone in its cell, and not {said!r}")
    return None if number is None else Decimal(number)
