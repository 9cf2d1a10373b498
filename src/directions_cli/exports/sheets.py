"""What spreadsheets share: which sheets there are, how wide columns are, and texts that no cell can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from directions_cli.domain.harmless import harmless
from directions_cli.domain.tables.cells import value_of
from directions_cli.domain.tables.exact import exact_json
from directions_cli.domain.tables.flatten import Tables
from directions_cli.domain.tables.shape import Cell, Column, Row, Table
from directions_cli.domain.tables.tables import TABLES

LONGEST: Final = 32_767
"""Characters of a cell of Excel, counted as it counts them: a sign outside the basic plane is two."""
_SHOWN: Final = 200
_PART: Final = 16_000
_NOTE: Final = " … [the whole text is in the sheet Long texts]"
_UNWRITABLE: Final = re.compile("[\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
"""Signs that XML can't hold, and what Excel would read as the code of a sign."""
ALWAYS: Final = frozenset({"directions", "finance", "history"})
_WIDTHS: Final = {
    "day": 12,
    "money": 16,
    "whole": 9,
    "yes-no": 9,
    "month or day": 12,
    "financial year": 10,
    "values": 30,
    "text": 22,
}
_OF_NAMES: Final = {"id": 24, "direction": 24, "reference": 24, "title": 46, "text": 60, "statement": 50, "note": 50, "what": 46}
_OF_NAMES.update(summary=50, use=40, measure=40, reason=24, path=34, value=50, part=60, status=12, act=12, field=12, kind=14)


def sheets(tables: Tables, never: str = "") -> Iterator[tuple[Table, list[Row]]]:
    """The sheets of a workbook with their rows, in the order of the tables; those without rows are left out.

    `never` are signs that readers of the form lose: a text that holds one goes to the long texts too.
    """
    long: list[Row] = []
    for table in TABLES.values():
        rows = [_fitting(table, row, long, never) for row in tables[table.name]]
        if table.name == "long_texts":
            rows = long
        if rows or table.name in ALWAYS:
            yield table, rows


def _fitting(table: Table, row: Row, long: list[Row], never: str) -> Row:
    """A row whose every text a cell can hold; the whole of a text that none can goes to the sheet of long texts."""
    if not any(isinstance(cell, str) and not fits(cell, never) for cell in row):
        return row
    keys = [table.place(name) for name in table.key]
    key = exact_json([value_of(row[at], table.columns[at].kind) for at in keys])
    return tuple(
        _moved(cell, table, column, key, long)
        if isinstance(cell, str) and not fits(cell, never) and column.name not in table.key
        else cell
        for cell, column in zip(row, table.columns, strict=True)
    )


def fits(text: str, never: str = "") -> bool:
    """Whether a cell of a spreadsheet can hold a text as it is."""
    if any(sign in text for sign in never):
        return False
    if text.isascii():
        return len(text) <= LONGEST and not _UNWRITABLE.search(text)
    return _units(text) <= LONGEST and not _UNWRITABLE.search(text)


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _moved(text: str, table: Table, column: Column, key: str, long: list[Row]) -> Cell:
    for number, part in enumerate(_parts(text, _PART), 1):
        long.append((table.name, key, column.name, number, part))
    return harmless(_UNWRITABLE.sub("�", text[:_SHOWN])) + _NOTE


def _parts(text: str, size: int) -> Iterator[str]:
    for at in range(0, len(text), size):
        piece = text[at : at + size]
        said = _UNWRITABLE.sub(_coded, json.dumps(piece, ensure_ascii=False))
        if _units(said) <= LONGEST:
            yield said
        else:
            yield from _parts(piece, size // 2)


def _coded(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0][0]):04x}{found[0][1:]}"


def width(column: Column) -> int:
    """How wide a column is, in characters."""
    return max(_OF_NAMES.get(column.name, _WIDTHS[column.kind]), len(column.name) + 4)
