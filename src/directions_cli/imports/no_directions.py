"""Rows of a log that tell of no direction though they hold cells: sums of those above, and reports that required none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from directions_cli.imports.days import days_in
from directions_cli.imports.grid import Sheet
from directions_cli.imports.mapping import Column, SheetMap
from directions_cli.imports.money import sums_of
from directions_cli.imports.words import Value, plain, text_of

_REQUIRED: Final = re.compile(r"\bdirections? (?:required|needed|necessary)\b|\brequires? (?:a )?directions?\b")
_NONE_REQUIRED: Final = re.compile(r"(?:no|not a) directions? (?:is |was )?(?:required|needed|necessary|to be (?:made|issued))")
_PROMPT: Final = re.compile(
    r"\W*(?:\w+:? )?d{1,2}[/.\s-]m{1,4}[/.\s-]y{2,4}\W*"
    r"|\W*(?:please )?(?:choose|select|pick|chosen|selected)(?: \w+)? (?:from|in) (?:the |a )?(?:drop[ -]?down|list|menu)\b.*"
    r"|\W*(?:use )?(?:the )?drop[ -]?down(?: list| menu)?\W*",
    re.IGNORECASE,
)
"""What stands where something is still to be entered: the pattern of a day, or that a word is chosen from a list."""
MOST_SUMMED: Final = 5_000
"""Rows of which a line of totals may be the sum."""


def none_required(column: Column, value: Value) -> bool:
    """Whether a cell says that a report required no direction: so of a log of all reports to the board."""
    words = plain(text_of(value))
    return bool(_NONE_REQUIRED.fullmatch(words)) or (words in ("no", "n") and bool(_REQUIRED.search(plain(column.heading))))


def prompts(row: int, mapped: SheetMap, cells: list[tuple[Column, Value]]) -> bool:
    """Whether the first row below the headings says how to fill in the columns: `dd/mm/yyyy`, `choose from list`.

    It holds words alone: a row with a day or a number is one that somebody has begun to fill in.
    """
    if not mapped.headings or row != mapped.headings[1] or not all(isinstance(value, str) for _, value in cells):
        return False
    texts = [text_of(value) for _, value in cells]
    return len(texts) > 1 and any(_PROMPT.fullmatch(text) for text in texts) and not any(days_in(text) for text in texts)


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
