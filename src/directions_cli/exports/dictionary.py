"""The data dictionary: every table and column with what it means, made of the descriptions in the models."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from directions_cli.domain.tables.shape import KINDS, Column, Table
from directions_cli.domain.tables.tables import TABLES
from directions_cli.exports.going import Files, Going

HEADINGS: Final = ("table", "column", "type", "key", "refers_to", "meaning", "unit", "source")


def write_file(going: Going) -> Files:
    """The dictionary as the ending asks: Markdown, CSV or JSON."""
    return going.file(_WRITERS[going.ending.lower()]())


def write_folder(going: Going) -> Files:
    """The dictionary in Markdown, CSV and JSON."""
    return {f"dictionary{ending}": write() for ending, write in _WRITERS.items()}


def lines() -> Iterator[dict[str, str]]:
    """A line for each column, under `HEADINGS`."""
    for table in TABLES.values():
        for column in table.columns:
            yield dict(zip(HEADINGS, _line(table, column), strict=True))


def _line(table: Table, column: Column) -> tuple[str, ...]:
    refers = ".".join(column.refers) if column.refers else ""
    return (
        table.name,
        column.name,
        column.kind,
        "key" if column.name in table.key else "",
        refers,
        column.about,
        _unit(column),
        f"{column.source} (in sheets and CSV only)" if column.for_sheets else column.source,
    )


def _unit(column: Column) -> str:
    return "pounds" if column.kind == "money" else ""


def as_markdown() -> bytes:
    """The dictionary as a page."""
    parts = ["# Data dictionary\n\nEvery table and column of an export. Types:\n"]
    parts += [f"- {kind}: {about}" for kind, about in KINDS.items()]
    parts += [f"\n{markdown_of(table, '##')}".rstrip() for table in TABLES.values()]
    return ("\n".join(parts) + "\n").encode()


def markdown_of(table: Table, level: str) -> str:
    """A table of the dictionary under a heading of that level."""
    head = f"{level} {table.name}\n\n{table.about} Known by {', '.join(table.key)}.\n\n"
    rows = [_markdown_row(table, column) for column in table.columns]
    return head + "\n".join(["| column | type | meaning | source |", "| --- | --- | --- | --- |", *rows]) + "\n"


def _markdown_row(table: Table, column: Column) -> str:
    line = dict(zip(HEADINGS, _line(table, column), strict=True))
    refers = f" Refers to {line['refers_to']}." if line["refers_to"] else ""
    unit = f", {line['unit']}" if line["unit"] else ""
    cells = (line["column"], line["type"] + unit, line["meaning"] + refers, line["source"])
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def as_csv() -> bytes:
    """The dictionary as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADINGS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(lines())
    return out.getvalue().encode()


def as_json() -> bytes:
    """The dictionary as JSON: a list of tables, each with its columns."""
    whole = [
        {
            "table": table.name,
            "meaning": table.about,
            "key": list(table.key),
            "columns": [
                {name: value for name, value in zip(HEADINGS[1:], _line(table, column)[1:], strict=True) if value}
                for column in table.columns
            ],
        }
        for table in TABLES.values()
    ]
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


_WRITERS: Final = {".md": as_markdown, ".csv": as_csv, ".json": as_json}
