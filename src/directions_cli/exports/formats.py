"""The table of forms of an export. What hands a register out calls `written`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from directions_cli.domain.register import Register
from directions_cli.domain.tables.chosen import Wanted, chosen
from directions_cli.domain.tables.flatten import Watch, unwatched
from directions_cli.exports.going import Files, Going


class Export(NamedTuple):
    """A form of an export: what it is, the endings of its file (the usual one first), and what writes it.

    `file` and `folder` are `module:function` below `directions_cli.exports`; None where there is no such thing. `extra` is the
    optional part that it needs; `is_text` says that it can be read on a screen.
    """

    about: str
    endings: tuple[str, ...]
    file: str | None
    folder: str | None = None
    extra: str | None = None
    needs: str | None = None
    is_text: bool = False


EXPORTS: Final[MappingProxyType[str, Export]] = MappingProxyType(
    {
        "csv": Export(
            "The log in one file, or every table in a folder; no cell starts a formula.",
            (".csv",),
            "comma_separated:write_log",
            "comma_separated:write_tables",
            is_text=True,
        ),
        "xlsx": Export(
            "An Excel workbook, a sheet a table, with real days and sums.",
            (".xlsx",),
            "xlsx:write",
            extra="excel",
            needs="xlsxwriter",
        ),
        "ods": Export("An OpenDocument workbook, the same sheets.", (".ods",), "ods:write"),
        "json": Export(
            "The whole register as one document; nothing is lost.", (".json",), "json_files:write_document", is_text=True
        ),
        "jsonl": Export("A line of JSON for each direction.", (".jsonl", ".ndjson"), "json_files:write_lines", is_text=True),
        "sqlite": Export(
            "A database with keys, indexes and views, and its description for Datasette.",
            (".db", ".sqlite", ".sqlite3"),
            "sqlite:write",
        ),
        "parquet": Export(
            "A file a table, typed, for analysis.", (".parquet",), None, "parquet:write", extra="parquet", needs="duckdb"
        ),
        "dictionary": Export(
            "What every table and column means: Markdown, CSV or JSON.",
            (".md", ".csv", ".json"),
            "dictionary:write_file",
            "dictionary:write_folder",
            is_text=True,
        ),
    }
)
"""Every form by name."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files of an export by name, what the export says of itself, and how many private directions it leaves out."""

    files: Files
    about: MappingProxyType[str, Any]
    left_out: int


def written(
    register: Register,
    wanted: Wanted,
    format: str,
    name: str = "directions",
    *,
    folder: bool = False,
    ending: str | None = None,
    marked: bool = False,
    watch: Watch = unwatched,
) -> Written:
    """A register in one of the forms of `EXPORTS`. The same register and day give the same bytes.

    `name` is that of the file, without its ending (the usual one, unless `ending` is one of the others); with `folder`, the
    files are those of a folder and have names of their own. `marked` puts a byte-order mark before CSV.
    """
    export = EXPORTS[format]
    place = export.folder if folder or export.file is None else export.file
    if place is None:
        raise ValueError(f"{format} is one file, not a folder")
    module, _, function = place.partition(":")
    what = chosen(register, wanted)
    going = Going(what, name, ending or export.endings[0], marked, watch)
    files: Files = getattr(import_module(f"directions_cli.exports.{module}"), function)(going)
    return Written(files, MappingProxyType(dict(what.about)), what.left_out)
