"""Parquet: a file a table, with typed days, sums and numbers; written by DuckDB."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from directions_cli.domain.tables.shape import Kind, Table
from directions_cli.domain.tables.tables import TABLES
from directions_cli.exports.comma_separated import as_csv
from directions_cli.exports.going import Files, Going

TYPES: Final[dict[Kind, str]] = {"day": "DATE", "money": "DECIMAL(18,2)", "whole": "BIGINT", "yes-no": "BOOLEAN"}
LONGEST: Final = 16_000_000
"""Bytes that a row may take on its way."""


def write(going: Going) -> Files:
    """A file for each table, in the folder that is asked for. One thread writes, so that the bytes are the same each time."""
    import duckdb

    files: Files = {}
    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as base:
        base.execute("SET threads = 1")
        for table in TABLES.values():
            if table.name != "long_texts":
                files[f"{table.name}.parquet"] = _written(base, table, going, Path(scratch))
    return files


def _written(base: Any, table: Table, going: Going, scratch: Path) -> bytes:
    rows = going.watch(going.tables[table.name], table.name)
    source, target = scratch / "table.csv", scratch / "table.parquet"
    source.write_bytes(as_csv(table, rows, table.normal))
    columns = ", ".join(f"'{table.columns[at].name}': '{_type(table.columns[at].kind)}'" for at in table.normal)
    read = (
        f"read_csv($source, columns = {{{columns}}}, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
        f" auto_detect = false, parallel = false, max_line_size = {LONGEST}, buffer_size = {2 * LONGEST},"
        " dateformat = '%Y-%m-%d', new_line = '\\r\\n')"
    )
    base.execute(f"CREATE OR REPLACE TABLE out AS SELECT * FROM {read}", {"source": str(source)})
    base.execute(f"COPY out TO '{str(target).replace(chr(39), chr(39) * 2)}' (FORMAT parquet, COMPRESSION zstd)")
    return target.read_bytes()


def _type(kind: Kind) -> str:
    return TYPES.get(kind, "VARCHAR")
