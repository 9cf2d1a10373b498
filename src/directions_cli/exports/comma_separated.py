"""CSV: the log in one file, or a file for each table. No cell starts a formula."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable
from decimal import Decimal

from directions_cli.domain.tables.shape import Cell, Row, Table
from directions_cli.domain.tables.tables import TABLES
from directions_cli.exports.going import Files, Going


def write_log(going: Going) -> Files:
    """The log of directions in one file."""
    rows = going.watch(going.tables["directions"], "Rows")
    return going.file(_marked(as_csv(TABLES["directions"], rows), going))


def write_tables(going: Going) -> Files:
    """A file for each table that has rows or is looked for: `long_texts` is for spreadsheets alone."""
    return {
        f"{table.name}.csv": _marked(as_csv(table, going.watch(going.tables[table.name], table.name)), going)
        for table in TABLES.values()
        if table.name != "long_texts"
    }


def _marked(content: bytes, going: Going) -> bytes:
    return BOM_UTF8 + content if going.marked else content


def as_csv(table: Table, rows: Iterable[Row], places: tuple[int, ...] | None = None) -> bytes:
    """A table as CSV with its headings; `places` are the columns that are wanted, else all."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    kept = places or tuple(range(len(table.columns)))
    writer.writerow([table.columns[at].name for at in kept])
    for row in rows:
        writer.writerow([_said(row[at]) for at in kept])
    return out.getvalue().encode()


def _said(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.2f}" if isinstance(cell, Decimal) else str(cell)
