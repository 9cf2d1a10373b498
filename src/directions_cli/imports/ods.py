"""Reading an OpenDocument spreadsheet: every table with its cells, repeated ones written out, and its merged cells."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from directions_cli.errors import Unreadable
from directions_cli.imports.grid import MOST_CELLS, MOST_COLUMNS, Links, Sheet, Span, sheet_of
from directions_cli.imports.links import address_of
from directions_cli.imports.packages import package, part_of, walk
from directions_cli.imports.words import Value

_NUMBERS = ("float", "currency", "percentage")


def ods_sheets(data: bytes, shown: str, sha256: str) -> list[Sheet]:
    """The sheets of an .ods file. Raises `Unreadable` where it is none."""
    content = part_of(package(data, shown, "OpenDocument spreadsheet"), "content.xml", shown)
    if content is None:
        raise Unreadable("is no OpenDocument spreadsheet: it has no content", shown)
    reader = _Reader(shown)
    walk(content, shown, reader.begins, reader.ends, reader.text)
    return [
        sheet_of(shown, name, rows, spans, sha256=sha256, links=links)
        for (name, rows, spans), links in zip(reader.sheets, reader.links, strict=True)
    ]


class _Reader:
    """Builds the tables from the elements as they come. Cells and rows that are repeated and hold nothing are put off."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.sheets: list[tuple[str, list[list[Value]], list[Span]]] = []
        self.links: list[Links] = []
        self.address: str | None = None
        self.row: list[Value] = []
        self.row_repeated = self.cell_repeated = 1
        self.attributes: dict[str, str] | None = None
        self.words: list[str] = []
        self.depth = self.aside = self.cells = 0
        self.late_cells = self.late_rows = 0

    def begins(self, name: str, found: dict[str, str]) -> None:
        if name == "table":
            self.depth += 1
            if self.depth == 1:
                self.sheets.append((found.get("name", ""), [], []))
                self.links.append({})
                self.late_rows = 0
        elif name in ("annotation", "tracked-changes"):
            self.aside += 1
        elif self.aside or self.depth != 1:
            return
        elif name == "table-row":
            self.row, self.late_cells = [], 0
            self.row_repeated = _number(found.get("number-rows-repeated"))
        elif name in ("table-cell", "covered-table-cell"):
            self.attributes, self.words, self.address = found, [], None
        elif name == "a":
            self.address = self.address or address_of(found.get("href"))
        elif name == "p" and self.words:
            self.words.append("\n")
        elif name in ("line-break", "s", "tab"):
            self.words.append("\n" if name == "line-break" else " ")

    def text(self, words: str) -> None:
        if self.attributes is not None and not self.aside:
            self.words.append(words)

    def ends(self, name: str) -> None:
        if name == "table":
            self.depth -= 1
        elif name in ("annotation", "tracked-changes"):
            self.aside -= 1
        elif self.aside or self.depth != 1:
            return
        elif name in ("table-cell", "covered-table-cell") and self.attributes is not None:
            self._cell(self.attributes)
            self.attributes = None
        elif name == "table-row":
            self._row()

    def _cell(self, found: dict[str, str]) -> None:
        repeated = _number(found.get("number-columns-repeated"))
        value = value_of(found, "".join(self.words))
        if value is None and "number-columns-spanned" not in found and "number-rows-spanned" not in found:
            self.late_cells += repeated
            return
        self._room(repeated + self.late_cells)
        self.row.extend([None] * self.late_cells)
        self.late_cells = 0
        rows = self.sheets[-1][1]
        if self.address:
            self.links[-1][len(rows) + self.late_rows, len(self.row)] = self.address
        down, across = _number(found.get("number-rows-spanned")), _number(found.get("number-columns-spanned"))
        if down > 1 or across > 1:
            row, column = len(rows) + self.late_rows, len(self.row)
            self.sheets[-1][2].append((row, column, row + min(down, MOST_CELLS) - 1, column + min(across, MOST_COLUMNS) - 1))
        self.row.extend([value] * repeated)

    def _row(self) -> None:
        rows = self.sheets[-1][1]
        if not any(value is not None for value in self.row):
            self.late_rows += self.row_repeated
            return
        self._room(0, (self.row_repeated + self.late_rows) * max(len(self.row), 1))
        rows.extend([] for _ in range(self.late_rows))
        self.late_rows = 0
        rows.extend(list(self.row) for _ in range(self.row_repeated))

    def _room(self, columns: int, cells: int = 0) -> None:
        self.cells += cells
        if len(self.row) + columns > MOST_COLUMNS or self.cells > MOST_CELLS:
            raise Unreadable("holds far more cells than a log of directions; it was not read", self.shown)


def _number(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdigit() and len(text) < 10 else 1


def value_of(found: dict[str, str], words: str) -> Value:
    """What a cell holds by its type: a number, a day, true or false, else its words."""
    kind: Any = found.get("value-type")
    try:
        if kind in _NUMBERS:
            number = Decimal(found["value"])
            return int(number) if number == number.to_integral_value() and abs(number) < 10**15 else float(number)
        if kind == "date":
            text = found["date-value"]
            return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text[:19])
        if kind == "boolean":
            return found["boolean-value"] == "true"
    except (KeyError, ValueError, InvalidOperation, OverflowError):
        pass
    return words or found.get("string-value") or None
