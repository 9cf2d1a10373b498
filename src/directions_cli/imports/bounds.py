"""How far the cells of a workbook reach and how much text they hold, counted before a library makes room for them.

The library for Excel makes one block of memory for all from the first cell to the last, and ends the whole program where
there is no such block; a cell called `ZZZZZZ9` is enough. So every part that could be a sheet is gone through first, by a
parser that refuses what is no sound XML, and whatever lies beyond the bounds is refused in words.
"""

from __future__ import annotations

import re
import zipfile
from typing import Final

from directions_cli.errors import Unreadable
from directions_cli.imports.grid import MOST_CELLS
from directions_cli.imports.packages import part_of, walk

MOST_PLACES: Final = MOST_CELLS * 2
"""Cells from the first to the last, the empty ones between them counted."""
MOST_ROWS, WIDEST = 1_048_576, 16_384
MOST_TEXT: Final = 200_000_000
"""Characters of all cells together, those that several cells share counted for each of them."""
_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z", re.ASCII)
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}\Z", re.ASCII)


def bounded(opened: zipfile.ZipFile, shown: str) -> None:
    """Refuse a workbook of Excel or OpenDocument whose cells reach or hold more than a log of directions. Raises `Unreadable`."""
    shared = _Shared()
    later = []
    for name in dict.fromkeys(opened.namelist()):
        data = part_of(opened, name, shown) or b""
        if b"<si" in data or b":si" in data:
            walk(data, shown, shared.begins, shared.ends, shared.text)
        if b"sheetData" in data:
            later.append(data)
        elif name == "content.xml":
            table = _Tables(shown)
            walk(data, shown, table.begins, table.ends, table.text)
    for data in later:
        sheet = _Sheet(shown, shared.lengths)
        walk(data, shown, sheet.begins, sheet.ends, sheet.text)


def _too_far(rows: int, columns: int, shown: str) -> Unreadable:
    return Unreadable(f"has cells as far out as row {rows:,} and column {columns:,}; delete the empty ones and save it", shown)


def _too_much(shown: str) -> Unreadable:
    return Unreadable("holds far more text than a log of directions; it was not read", shown)


class _Shared:
    """The lengths of the texts that cells of Excel share."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def begins(self, name: str, found: dict[str, str]) -> None:
        if name == "si":
            self.lengths.append(0)

    def text(self, words: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(words)

    def ends(self, name: str) -> None:
        """Nothing: how long a text is, is known when the next begins."""


class _Sheet:
    """A sheet of Excel: the last row and column of its cells, and how much text they hold."""

    def __init__(self, shown: str, shared: list[int]) -> None:
        self.shown, self.shared = shown, shared
        self.rows = self.columns = self.length = 0
        self.row = self.column = 0
        self.is_shared = self.in_value = False
        self.value = ""

    def begins(self, name: str, found: dict[str, str]) -> None:
        if name == "row":
            self.row, self.column = self._number(found.get("r"), self.row + 1), 0
        elif name == "c":
            self._cell(found.get("r"))
            self.is_shared = found.get("t") == "s"
        self.in_value, self.value = name == "v", ""

    def _number(self, said: str | None, following: int) -> int:
        if said is not None and not _NUMBER.match(said):
            raise Unreadable(f"numbers a row as {said[:20]!r}; open it and save it anew", self.shown)
        return following if said is None else int(said)

    def _cell(self, said: str | None) -> None:
        if said is None:
            row, self.column = self.row, self.column + 1
        else:
            place = _PLACE.match(said)
            if place is None:
                raise Unreadable(f"has a cell at {said[:20]!r}, where there is none; open it and save it anew", self.shown)
            row, self.column = int(place[2]), 0
            for letter in place[1]:
                self.column = self.column * 26 + ord(letter) - 64
        self.rows, self.columns = max(self.rows, row), max(self.columns, self.column)
        if self.rows > MOST_ROWS or self.columns > WIDEST or self.rows * self.columns > MOST_PLACES:
            raise _too_far(self.rows, self.columns, self.shown)

    def text(self, words: str) -> None:
        self.length += len(words)
        if self.in_value and self.is_shared:
            self.value += words[:20]

    def ends(self, name: str) -> None:
        if name == "v" and self.is_shared and self.value.strip().isdecimal():
            number = int(self.value.strip()[:18])
            self.length += self.shared[number] if number < len(self.shared) else 0
        if self.length > MOST_TEXT:
            raise _too_much(self.shown)
        self.in_value = False


class _Tables:
    """The tables of an OpenDocument spreadsheet: their cells and text, repeated ones counted as often."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.rows = self.columns = self.length = 0
        self.wide = self.last = self.down = self.across = self.long = 0
        self.filled = False

    def begins(self, name: str, found: dict[str, str]) -> None:
        if name == "table":
            self.rows = self.columns = 0
        elif name == "table-row":
            self.wide = self.last = self.long = 0
            self.down = _times(found.get("number-rows-repeated"))
        elif name in ("table-cell", "covered-table-cell"):
            self.across = _times(found.get("number-columns-repeated"))
            self.filled = any(key in found for key in ("value", "date-value", "boolean-value", "string-value", "time-value"))

    def text(self, words: str) -> None:
        self.long += len(words) * max(self.across, 1)
        self.filled = self.filled or bool(words.strip())

    def ends(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self.wide += self.across
            self.last = self.wide if self.filled else self.last
            self.across, self.filled = 1, False
        elif name == "table-row":
            self._row()

    def _row(self) -> None:
        self.rows += self.down
        if not self.last:
            return
        self.columns = max(self.columns, self.last)
        self.length += self.long * self.down
        if self.rows > MOST_ROWS or self.columns > WIDEST or self.rows * self.columns > MOST_PLACES:
            raise _too_far(self.rows, self.columns, self.shown)
        if self.length > MOST_TEXT:
            raise _too_much(self.shown)


def _times(said: str | None) -> int:
    """How often a row or cell stands there; what is no number is taken for once."""
    return int(said) if said and _NUMBER.match(said) else 1
