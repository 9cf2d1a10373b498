"""Exports of our own read back: the plain values of every file, whatever the form they were handed out in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from directions_cli.domain.tables.chosen import FORMAT, MARK
from directions_cli.domain.tables.exact import from_json
from directions_cli.domain.tables.rebuild import branched, rebuilt
from directions_cli.errors import Unreadable
from directions_cli.imports.own_tables import Tables, of_database, of_folder, of_parquet, of_workbook

Values = dict[str, Any]
_PLACE: Final = re.compile(r"(?:[0-9]{4}|undated)/[A-Za-z0-9][\w-]*\.yaml", re.ASCII)
_REPORT: Final = re.compile(r"reports/[^\W_][\w.()+=@ -]*\.yaml")
NOT_OURS: Final = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What comes of plain values that are not shaped as an export of ours is."""
_SQLITE: Final = b"SQLite format 3\0"
_WORKBOOKS: Final = (".xlsx", ".ods")
MARKED: Final = "export.parquet"
"""The file of a folder of Parquet that says what the folder is."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of a register: its path in the register's folder, and its plain values."""

    path: str
    values: Values

    @property
    def id(self) -> str:
        """The stem of its name: for a direction, its id."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")


@dataclass(frozen=True, slots=True)
class OwnExport:
    """What an export of ours holds: what it says of itself, the header, the directions and the decisions of reports."""

    about: Values
    header: Values
    directions: tuple[OwnFile, ...]
    reports: tuple[OwnFile, ...]


def is_own(path: Path) -> bool:
    """Whether a file or folder is an export of ours, by its mark; what can't be read is none."""
    try:
        return _about(path) is not None
    except (Unreadable, OSError):
        return False


def directions_of(path: Path) -> OwnExport:
    """The directions and decisions of an export of ours, each with its plain values as its file held them.

    Reads json, jsonl, sqlite, xlsx and ods files, folders of csv and of parquet. Raises `Unreadable` where it is no such export,
    is of a later version, or says what can't be put together.
    """
    about = _about(path)
    if about is None:
        raise Unreadable("is no export of a register: the mark of one is missing", str(path))
    if about.get("format") != FORMAT:
        raise Unreadable(
            f"is of format {about.get('format')!r}; this program reads format {FORMAT}: upgrade the program", str(path)
        )
    try:
        found = _reader(path)[1](path)
    except NOT_OURS as error:
        raise Unreadable(f"can't be put together: {error}", str(path)) from None
    for files, place in ((found.directions, _PLACE), (found.reports, _REPORT)):
        _refuse_places(files, place, path)
    return found


def _refuse_places(files: tuple[OwnFile, ...], place: re.Pattern[str], path: Path) -> None:
    """Raise `Unreadable` where a file would lie elsewhere than in a register, or where two would be one."""
    seen: set[str] = set()
    for file in files:
        if not place.fullmatch(file.path):
            raise Unreadable(f"has the path {file.path!r}, where no file of a register lies", str(path))
        if file.path.casefold() in seen:
            raise Unreadable(f"has {file.path!r} twice", str(path))
        seen.add(file.path.casefold())


def _about(path: Path) -> Values | None:
    try:
        about: Any = _reader(path)[0](path)
    except NOT_OURS as error:
        raise Unreadable(f"can't be put together: {error}", str(path)) from None
    return about if isinstance(about, dict) and about.get("of") == MARK else None


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the tables of a form are read, or some of them."""

    tables: Callable[[Path, tuple[str, ...] | None], Tables]

    def about(self, path: Path) -> Values:
        """What the export says of itself."""
        rows = self.tables(path, ("export",)).get("export", [])
        return {str(row["name"]): row.get("value") for row in rows}

    def whole(self, path: Path) -> OwnExport:
        """All of it."""
        tables = self.tables(path, None)
        places = {row["id"]: row["path"] for name in ("directions", "report_decisions") for row in tables.get(name, ())}
        directions, reports = (
            tuple(OwnFile(str(places[id]), values) for id, values in rebuilt(root, tables).items())
            for root in ("direction", "decision")
        )
        about = {str(row["name"]): row.get("value") for row in tables["export"]}
        header = branched([(row["path"], row.get("value")) for row in tables["header"]])
        return OwnExport(about, header, directions, reports)


def _about_document(path: Path) -> Values | None:
    with path.open("rb") as file:
        begins = file.read(4096).lstrip()
    if not begins.startswith(b"{"):
        return None
    whole = _json(path.read_bytes(), path)
    about = whole.get("export") if isinstance(whole, dict) else None
    return about if isinstance(about, dict) else None


def _document(path: Path) -> OwnExport:
    whole = _json(path.read_bytes(), path)
    directions = tuple(map(_of_direction, whole["directions"]))
    return OwnExport(whole["export"], whole["header"], directions, tuple(map(_of_report, whole["reports"])))


def _about_lines(path: Path) -> Values | None:
    with path.open("rb") as file:
        first = file.readline()
    about = _json(first, path).get("export") if first.startswith(b"{") else None
    return about if isinstance(about, dict) else None


def _lines(path: Path) -> OwnExport:
    of_sort: dict[str, list[Values]] = {"header": [], "direction": [], "report": []}
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            value = _json(line, Path(f"{path}:{number}"))
            of_sort[value.pop("sort")].append(value)
    first = of_sort["header"][0]
    directions = tuple(map(_of_direction, of_sort["direction"]))
    return OwnExport(first["export"], first["header"], directions, tuple(map(_of_report, of_sort["report"])))


def _json(data: bytes, path: Path) -> Any:
    try:
        return from_json(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is no JSON that can be read: {error}", str(path)) from None


def _of_direction(value: Values) -> OwnFile:
    more = {name: value[name] for name in ("ignore", "history") if value.get(name)}
    return OwnFile(value["path"], {**value["terms"], **more})


def _of_report(value: Values) -> OwnFile:
    return OwnFile(value["path"], {key: each for key, each in value.items() if key != "path"})


def _no_export(path: Path) -> None:
    return None


def _never(path: Path) -> OwnExport:
    raise Unreadable("is no export of a register", str(path))


Reader = tuple[Callable[[Path], Values | None], Callable[[Path], OwnExport]]
_TABLES: Final = MappingProxyType(
    {
        "database": _Shape(of_database),
        "folder": _Shape(of_folder),
        "parquet": _Shape(of_parquet),
        "workbook": _Shape(of_workbook),
    }
)


def _reader(path: Path) -> Reader:
    """What reads the mark of a form, and the whole of it."""
    if path.is_dir():
        shape = _TABLES["parquet" if (path / MARKED).is_file() else "folder"]
        return shape.about, shape.whole
    with path.open("rb") as file:
        begins = file.read(len(_SQLITE))
    if begins == _SQLITE:
        return _TABLES["database"].about, _TABLES["database"].whole
    if path.suffix.lower() in _WORKBOOKS:
        return _TABLES["workbook"].about, _TABLES["workbook"].whole
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return _about_lines, _lines
    if path.suffix.lower() == ".json":
        return _about_document, _document
    return _no_export, _never


def left_out(about: Values) -> Iterator[str]:
    """What an export says it leaves out, a sentence each: such a one does not give the whole register again."""
    if about.get("private_left_out"):
        yield f"it leaves out {about['private_left_out']} private directions, and does not name them where others do"
    if about.get("as_at"):
        yield f"it is the register as it stood on {about.get('day')}"
    if about.get("status"):
        yield f"it holds the directions that were {about['status']} alone"
