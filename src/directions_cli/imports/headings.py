"""Finding the headings of a sheet: in whatever row they stand, over one row or two, below titles and blank rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from directions_cli.imports.days import days_in, when_of
from directions_cli.imports.grid import Sheet
from directions_cli.imports.matching import Headed, fields_by_name, forms_of
from directions_cli.imports.words import Value, line_of, plain, text_of

DEEPEST: Final = 40
"""Rows from the top among which headings are looked for."""
LONGEST: Final = 160
"""Characters that a heading may have."""
_AS_AT = re.compile(
    r"\b(?:as (?:at|of|on)|position (?:at|on)|correct (?:at|to|as (?:at|of))|(?:last )?updated(?: on)?|status (?:at|on)"
    r"|(?:progress|delivery|register|log|extract|report(?:ed)?) (?:at|to|on)|(?:up )?to)\b[:\s]*(?P<day>.*)",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(r"\b(?:log|tracker|register|schedule|progress|position|status|update|monitoring)\b", re.IGNORECASE)
"""Words by which a title tells of the whole sheet, so that a day alone behind them is that of which it tells."""
_OTHERWISE = re.compile(
    r"\b(?:from|since|approv\w*|agreed|adopted|next|review\w*|issue[ds]?|created|version|policy|due|by)\b", re.IGNORECASE
)
_DIVIDES = re.compile(
    r"\b(?:nhs|council|board|authority|hb|la|both|joint(?:ly)?|recurring|payment|set[ -]aside|total)\b"
    r"|\b(?:20)?\d\d\s*[/–-]\s*(?:20)?\d\d\b",
    re.IGNORECASE,
)
"""Partners, years and kinds of money: what a lower row of headings divides the upper one by."""


@dataclass(frozen=True, slots=True)
class Found:
    """The headings of a sheet: their first and last row from 0, the headings of each column, and the day the sheet tells of."""

    first: int
    last: int
    texts: tuple[tuple[str, ...], ...]
    as_at: date | None


def find_headings(sheet: Sheet, given: tuple[int, int] | None = None) -> Found | None:
    """The headings of a sheet, or None where no row looks like headings of a log. `given` are their rows from 1."""
    if given:
        first, last = given[0] - 1, given[1] - 1
    else:
        ranked = [(_known(sheet, row), -row) for row in range(min(DEEPEST, len(sheet.rows)))]
        most, row = max(ranked, default=(0.0, 0))
        if most < 2:
            return None
        first, last = _both_rows(sheet, -row)
        while first and _groups(sheet, first - 1):
            first -= 1
        while last - first in (1, 2) and _is_below(sheet, last, last + 1):
            last += 1
    texts = tuple(_texts(sheet, first, last, column) for column in range(sheet.width))
    return Found(first, last, texts, as_at_of(sheet, first))


def _typed(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    """The cells of a row that are not there by merging, with their columns."""
    if not 0 <= row < len(sheet.rows):
        return []
    return [(n, line_of(v)) for n, v in enumerate(sheet.rows[row]) if v is not None and (row, n) not in sheet.filled]


def _known(sheet: Sheet, row: int) -> float:
    """How many cells of a row are headings that the table knows, less those that could not be headings."""
    cells = _typed(sheet, row)
    if len({text for _, text in cells}) < 2:
        return 0.0
    names: set[str] = set()
    score = 0.0
    for column, text in cells:
        value = sheet.cell(row, column)
        if not isinstance(value, str) or len(text) > LONGEST or when_of(value).day or re.fullmatch(r"[\d,.£%() -]+", text):
            score -= 0.7
            continue
        fields = {name: mark for form in forms_of(text) for name, mark in fields_by_name(form)}
        if fields and max(fields.values()) > 0.8:
            score += 1.0 if max(fields.values()) >= 1 else 0.7
            names.update(name for name, mark in fields.items() if mark == max(fields.values()))
    return score if len(names) >= 2 else 0.0


def _both_rows(sheet: Sheet, row: int) -> tuple[int, int]:
    """The rows of the headings where the best stands in `row`: with the one above or below, if they belong together."""
    if _is_below(sheet, row, row + 1):
        return row, row + 1
    if row and _is_below(sheet, row - 1, row) and len({text for _, text in _typed(sheet, row - 1)}) > 1:
        return row - 1, row
    return row, row


def _groups(sheet: Sheet, row: int) -> bool:
    """Whether a row above the headings groups them: short words, some of them merged over several columns, that are no title."""
    typed = _typed(sheet, row)
    merged = {left: right > left for top, left, bottom, right in sheet.spans if top <= row <= bottom}
    heads = [column in merged or sheet.cell(row + 1, column) is not None for column, _ in typed]
    short = all(len(text) <= 60 and not days_in(text) for _, text in typed)
    return len({text for _, text in typed}) >= 2 and any(merged.values()) and all(heads) and short


def _is_below(sheet: Sheet, upper: int, lower: int) -> bool:
    """Whether a row divides the headings above it: it has words only where the upper row has none, or stretches over several."""
    above, below = dict(_typed(sheet, upper)), dict(_typed(sheet, lower))
    if len(below) < 2 or not above:
        return False
    wide = {
        column
        for top, left, bottom, right in sheet.spans
        if top <= upper <= bottom and right > left
        for column in range(left, right + 1)
    }
    texts = [sheet.cell(lower, column) for column in below]
    if not all(
        isinstance(value, str) and len(value) <= 60 and not when_of(value).day and not re.search(r"£\d", value) for value in texts
    ):
        return False
    known = any(form for value in texts for form in forms_of(text_of(value)) if fields_by_name(form))
    if not known and not all(_DIVIDES.search(text_of(value)) for value in texts):
        return False
    across = set(wide)
    if not wide:
        for column in sorted(above):
            right = column + 1
            while right in below and right not in above:
                across.update((column, right))
                right += 1
    under = [column for column in below if column in above and column not in across and not _DIVIDES.fullmatch(below[column])]
    divided = [column for column in below if column in across]
    return not under and len(divided) >= 2


def _texts(sheet: Sheet, first: int, last: int, column: int) -> tuple[str, ...]:
    """The headings of a column, from the upper to the lower row; one that stretches over several columns counts for each."""
    upper, lower = line_of(sheet.cell(first, column)), line_of(sheet.cell(last, column))
    if first == last:
        return (lower,) if lower else ()
    if not upper and lower:
        left = column
        while left > 0 and not upper:
            left -= 1
            upper = line_of(sheet.cell(first, left))
            if upper and not line_of(sheet.cell(last, left)):
                upper = ""
                break
    between = [line_of(sheet.cell(row, column)) for row in range(first + 1, last)]
    return tuple(text for text in (upper, *between, lower) if text)


def as_at_of(sheet: Sheet, before: int) -> date | None:
    """The day of which a sheet says that it tells, in a row above its headings or in its name: `as at 31 March 2025`.

    A title with a single day, `Directions tracker (30 September 2024)`, says it too, unless it says what else the day is.
    """
    lines = [" ".join(dict.fromkeys(line_of(value) for value in row if value is not None)) for row in sheet.rows[:before]]
    for line in (*lines, sheet.name):
        found = _AS_AT.search(line)
        days = days_in(found["day"]) if found else []
        if len(days) == 1:
            return days[0]
    for line in lines:
        days = days_in(line)
        if len(days) == 1 and len(line) < LONGEST and _OF_ITSELF.search(line) and not _OTHERWISE.search(line):
            return days[0]
    return None


def headed(sheet: Sheet, found: Found, most: int = 400) -> list[Headed]:
    """The columns that have a heading or hold anything, with what stands below the headings in the first rows."""
    columns = []
    below: Sequence[Sequence[Value]] = sheet.rows[found.last + 1 : found.last + 1 + most]
    for index in range(sheet.width):
        values = tuple(row[index] for row in below if index < len(row) and row[index] is not None)
        if found.texts[index] or values:
            columns.append(Headed(index, found.texts[index], _behind(sheet, found.last + 1, index, values)))
    return columns


def _behind(sheet: Sheet, first: int, column: int, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The cells of a column; of one that says `Report` or `View` over and over, the addresses that lie behind the words."""
    links = tuple(link for row in range(first, first + len(values)) if (link := sheet.links.get((row, column))))
    told = {line_of(value) for value in values}
    return (
        links if len(links) * 2 > len(values) and (len(told) * 3 <= len(values) or told <= {"Link", "Report", "View"}) else values
    )


def repeats_headings(cells: Iterable[tuple[str, Value]], number: int) -> bool:
    """Whether a row holds the headings once more, as logs printed page by page do. Given its headings and cells."""
    same = sum(isinstance(value, str) and _is_heading(heading, value) for heading, value in cells)
    return same >= 2 and same * 2 > number


def _is_heading(heading: str, value: str) -> bool:
    return len(value) <= LONGEST and plain(value) in {plain(each) for each in (heading, *heading.split(" – "))} - {""}
