"""Rows of a log that tell of no direction though they hold cells: sums of those above, and reports that required none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from directions_cli.imports.grid import Sheet
from directions_cli.imports.mapping import Column, SheetMap
from directions_cli.imports.money import sums_of
from directions_cli.imports.words import Value, plain, text_of

_REQUIRED: Final = re.compile(r"\bdirections? (?:required|needed|necessary)\b|\brequires? (?:a )?directions?\b")
_NONE_REQUIRED: Final = re.compile(r"(?:no|not a) directions? (?:is |was )?(?:required|needed|necessary|to be (?:made|issued))")
MOST_SUMMED: Final = 5_000
"""Rows of which a line of totals may be the sum."""


def none_required(column: Column, value: Value) -> bool:
    """Whether a cell says that a report required no direction: so of a log of all reports to the board."""
    words = plain(text_of(value))
    return bool(_NONE_REQUIRED.fullmatch(words)) or (words in ("no", "n") and bool(_REQUIRED.search(plain(column.heading))))


def sums_up(sheet: Sheet, row: int, mapped: SheetMap, cells: list[tuple[Column, Value]], below: int) -> bool:
    """Whether a row at the end of others holds sums alone, each of them that of the cells above it.

    `below` is how many cells the next row holds.
    """
    if any(column.field != "finance" for column, _ in cells) or below > 1:
        return False
    return all(_is_sum_of_above(sheet, row, mapped, column, value) for column, value in cells)


def _is_sum_of_above(sheet: Sheet, row: int, mapped: SheetMap, column: Column, value: Value) -> bool:
    said = [each.amount for each in sums_of(value, column.unit)]
    if len(said) != 1 or not said[0]:
        return False
    first = max(mapped.headings[1] if mapped.headings else 0, row - MOST_SUMMED)
    so_far, count = Decimal(0), 0
    for above in range(row - 1, first - 1, -1):
        for each in sums_of(sheet.cell(above, column.index), column.unit) if sheet.cell(above, column.index) is not None else ():
            so_far, count = so_far + (each.amount or 0), count + 1
        if so_far >= said[0]:
            return so_far == said[0] and count > 1
    return False
