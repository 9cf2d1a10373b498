"""The tables of an export of ours, read from a database, a workbook or a folder of CSV or Parquet."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from directions_cli.domain.tables.cells import value_of
from directions_cli.domain.tables.exact import exact_json
from directions_cli.domain.tables.shape import Table, name_of
from directions_cli.domain.tables.tables import TABLES
from directions_cli.errors import Unreadable, WronglyAsked
from directions_cli.imports.packages import bytes_within
from directions_cli.imports.workbooks import reading, workbook_of

Tables = dict[str, list[dict[str, Any]]]
Names = tuple[str, ...] | None
Parts = dict[tuple[str, str, str], dict[int, str]]
"""Texts that no cell could hold, in numbered parts, by table, key of the row, and column."""
NO_PARTS: Final[Parts] = {}
LONGEST: Final = 10_000_000
"""Characters that a cell of CSV may hold."""


def of_folder(path: Path, names: Names = None) -> Tables:
    """The tables of a folder of CSV, or those named. Raises `Unreadable` with the line where one can't be read."""
    csv.field_size_limit(LONGEST)
    found: Tables = {}
    for name in _wanted(names):
        file = path / f"{name}.csv"
        if file.is_file():
            try:
                text = file.read_bytes().decode("utf-8-sig")
                rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            except (UnicodeDecodeError, csv.Error) as error:
                raise Unreadable(f"is no CSV in UTF-8: {error}", str(file)) from None
            if rows:
                found[name] = list(_rows(TABLES[name], rows[0], rows[1:], str(file)))
    return found


def of_workbook(path: Path, names: Names = None) -> Tables:
    """The tables of a workbook, each from the sheet of its name, in any order of columns and rows."""
    book, _ = workbook_of(bytes_within(path, str(path)), str(path), "workbook")
    found: Tables = {}
    parts: Parts = {}
    with reading(str(path)):
        sheets = {name_of(name): name for name in book.sheet_names}
        for name in ("long_texts", *_wanted(names)):
            if name in sheets:
                rows = book.get_sheet_by_name(sheets[name]).to_python(skip_empty_area=False)
                if rows:
                    headings = list(map(str, rows[0]))
                    found[name] = list(_rows(TABLES[name], headings, rows[1:], f"{path}: {sheets[name]}", parts))
                    parts = parts or _parts_of(found.get("long_texts", ()))
    return found


def of_database(path: Path, names: Names = None) -> Tables:
    """The tables of a database; nothing of it is changed."""
    found: Tables = {}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            there = {name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            for name in _wanted(names):
                if name in there:
                    cursor = base.execute(f'SELECT * FROM "{name}"')
                    headings = [column[0] for column in cursor.description]
                    found[name] = list(_rows(TABLES[name], headings, _in_pounds(headings, cursor), f"{path}: {name}"))
    except sqlite3.Error as error:
        raise Unreadable(f"is no database that can be read: {error}", str(path)) from None
    return found


def of_parquet(path: Path, names: Names = None) -> Tables:
    """The tables of a folder of Parquet files, read by DuckDB. Raises `WronglyAsked` where that is not installed."""
    try:
        import duckdb
    except ImportError:
        line = 'python -m pip install "directions-cli[parquet]"'
        raise WronglyAsked(
            f"{path}: Parquet needs the optional part [parquet]: install it with `{line}`, or export as json and import that"
        ) from None
    found: Tables = {}
    with duckdb.connect() as base:
        for name in _wanted(names):
            file = path / f"{name}.parquet"
            if file.is_file():
                try:
                    cursor = base.execute("SELECT * FROM read_parquet($file)", {"file": str(file)})
                    headings = [column[0] for column in cursor.description or ()]
                    found[name] = list(_rows(TABLES[name], headings, cursor.fetchall(), str(file)))
                except duckdb.Error as error:
                    raise Unreadable(f"is no Parquet that can be read: {str(error).splitlines()[0]}", str(file)) from None
    return found


def _wanted(names: Names) -> tuple[str, ...]:
    return tuple(TABLES) if names is None else names


def _in_pounds(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Rows in which the pounds that SQLite works out are put aside for those of the pence."""
    pence = {at: headings.index(name[: -len("_pence")]) for at, name in enumerate(headings) if name.endswith("_pence")}
    for row in rows:
        cells = list(row)
        for at, pounds in pence.items():
            cells[pounds] = None if cells[at] is None else Decimal(cells[at]).scaleb(-2)
        yield cells


def _rows(
    table: Table, headings: Sequence[str], rows: Iterable[Sequence[Any]], where: str, parts: Parts = NO_PARTS
) -> Iterator[dict[str, Any]]:
    """Rows as values by column, those that were worked out left aside. Raises `Unreadable` with the row where a cell is wrong."""
    names = [name_of(each) for each in headings]
    columns = [(names.index(column.name), column) for column in table.columns if not column.computed and column.name in names]
    missing = [name for name in table.key if name not in names]
    if missing:
        raise Unreadable(f"lacks the column {missing[0]}", where)
    for number, row in enumerate(rows, 2):
        try:
            keys = {
                column.name: value_of(row[at] if at < len(row) else None, column.kind)
                for at, column in columns
                if column.name in table.key
            }
            long = _long_texts(table, keys, parts)
            values = {
                column.name: value_of(long.get(column.name, row[at]), column.kind) for at, column in columns if at < len(row)
            }
        except ValueError as error:
            raise Unreadable(str(error), f"{where}, row {number}") from None
        if any(value is not None for value in values.values()):
            yield values


def _parts_of(rows: Iterable[dict[str, Any]]) -> Parts:
    found: Parts = {}
    for row in rows:
        found.setdefault((row["table"], row["key"], row["column"]), {})[row["number"]] = row["part"]
    return found


def _long_texts(table: Table, keys: dict[str, Any], parts: Parts) -> dict[str, str]:
    """The whole texts of the cells of a row that could not hold them."""
    if not parts:
        return {}
    key = exact_json([keys.get(name) for name in table.key])
    texts = {column.name: parts.get((table.name, key, column.name)) for column in table.columns}
    return {name: "".join(found[number] for number in sorted(found)) for name, found in texts.items() if found}
