"""SQLite: normalised tables with keys, indexes and views, and what Datasette needs to tell what each column means.

Money stands in whole pence (`amount_pence`), so that it sums exactly, and beside it as a text of pounds (`amount`), which
SQLite works out. STRICT tables are used where SQLite knows them (3.37 and later).
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from decimal import Decimal
from typing import Any, Final

from directions_cli.domain.tables.shape import KINDS, Cell, Column, Kind, Table
from directions_cli.domain.tables.tables import TABLES
from directions_cli.exports.going import Files, Going
from directions_cli.exports.sqlite_views import VIEWS

APPLICATION: Final = 0x44495245
"""The mark of the file: DIRE."""
_TYPES: Final[dict[Kind, str]] = {"whole": "INTEGER", "yes-no": "INTEGER", "money": "INTEGER"}
IN_DATABASE: Final = tuple(table for table in TABLES.values() if table.name != "long_texts")


def write(going: Going) -> Files:
    """The database and, beside it, the descriptions of its tables and columns for Datasette (`--metadata`)."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.execute("PRAGMA foreign_keys = ON")
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute("BEGIN")
        base.execute("PRAGMA defer_foreign_keys = ON")
        for table in IN_DATABASE:
            base.execute(definition(table))
        for table in IN_DATABASE:
            _fill(base, table, going)
        for table in IN_DATABASE:
            for column in _columns(table):
                if column.refers and (column.name,) != table.key[:1]:
                    base.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
        for name, (_, query) in VIEWS.items():
            base.execute(f'CREATE VIEW "{name}" AS {query}')
        base.execute("COMMIT")
        base.execute("VACUUM")
        content = base.serialize()
    finally:
        base.close()
    return {f"{going.name}{going.ending}": content, f"{going.name}.metadata.json": metadata(going)}


def _columns(table: Table) -> list[Column]:
    return [table.columns[at] for at in table.normal]


def definition(table: Table) -> str:
    """The statement that makes a table."""
    lines = [line for column in _columns(table) for line in _column(table, column)]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    if "entry" in table.key:
        lines.append("FOREIGN KEY (direction, entry) REFERENCES history (direction, number)")
    for column in _columns(table):
        if column.refers:
            other, key = column.refers
            lines.append(f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(other)} ({_quoted(key)})")
    strict = " STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""
    return f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(lines) + f"\n){strict}"


def _column(table: Table, column: Column) -> list[str]:
    needed = " NOT NULL" if column.name in table.key else ""
    if column.kind == "money":
        pence = _quoted(f"{column.name}_pence")
        pounds = f"printf('%s%d.%02d', CASE WHEN {pence} < 0 THEN '-' ELSE '' END, abs({pence}) / 100, abs({pence}) % 100)"
        stated = f"CASE WHEN {pence} IS NULL THEN NULL ELSE {pounds} END"
        return [f"{pence} INTEGER", f"{_quoted(column.name)} TEXT GENERATED ALWAYS AS ({stated}) VIRTUAL"]
    check = f" CHECK ({_quoted(column.name)} IN (0, 1))" if column.kind == "yes-no" else ""
    return [f"{_quoted(column.name)} {_TYPES.get(column.kind, 'TEXT')}{needed}{check}"]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _fill(base: sqlite3.Connection, table: Table, going: Going) -> None:
    places = table.normal
    names = [f"{column.name}_pence" if column.kind == "money" else column.name for column in _columns(table)]
    statement = f"INSERT INTO {_quoted(table.name)} ({', '.join(map(_quoted, names))}) VALUES ({', '.join('?' * len(names))})"
    rows = going.watch(going.tables[table.name], table.name)
    base.executemany(statement, ([_stored(row[at]) for at in places] for row in rows))


def _stored(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return int(cell * 100)
    if isinstance(cell, bool):
        return int(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def metadata(going: Going) -> bytes:
    """What Datasette shows of the database, its tables, views and columns."""
    about = going.what.about
    authority = going.what.register.header.authority
    tables: dict[str, Any] = {
        table.name: {
            "description": table.about,
            "columns": {name: text for column in _columns(table) for name, text in _described(column)},
        }
        for table in IN_DATABASE
    }
    tables["directions"] |= {"label_column": "title", "sort_desc": "approved"}
    tables["partners"]["label_column"] = tables["delegated_functions"]["label_column"] = "name"
    tables |= {name: {"description": text} for name, (text, _) in VIEWS.items()}
    title = f"Register of directions of {authority.name}"
    left_out = f" {about['private_left_out']} private directions are left out." if about["private_left_out"] else ""
    whole = {
        "title": title,
        "description": f"Directions under the Public Bodies (Joint Working) (Scotland) Act 2014, as at {about['day']}.{left_out}",
        "databases": {going.name: {"description": title, "tables": tables}},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _described(column: Column) -> list[tuple[str, str]]:
    if column.kind == "money":
        return [(f"{column.name}_pence", f"{column.about} In whole pence."), (column.name, f"{column.about} In pounds.")]
    unit = "" if column.kind == "text" else f" {'0 is no, 1 is yes.' if column.kind == 'yes-no' else KINDS[column.kind]}"
    return [(column.name, f"{column.about}{unit}")]
