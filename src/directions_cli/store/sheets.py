"""Rows of a spreadsheet saved as CSV, as Excel and others do: any of their encodings, separators and line ends."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final

from directions_cli.domain.formula import bare
from directions_cli.errors import Unreadable

MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SEPARATORS: Final = ",;\t"
LONGEST: Final = 1_000_000
"""Characters that a cell may hold: more than a spreadsheet gives one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line of the file on which it begins, from 1, and its cells by the heading of their column."""

    line: int
    cells: dict[str, str]


def rows_of(data: bytes, name: str, known: tuple[str, ...]) -> tuple[Row, ...]:
    """The rows under the headings `known`, in any case; other columns are left aside, and so are rows without any cell.

    UTF-8 with or without a byte-order mark, UTF-16 with one, else Windows-1252; commas, semicolons or tabs, or what a first
    line `sep=;` says. An apostrophe that keeps a spreadsheet from taking a text for a formula is taken off. Raises
    `Unreadable` with the line where the file is no such table, or a heading is there twice.
    """
    text = _text(data, name).replace("\x00", "")
    skipped = 0
    separator = None
    first = text.partition("\n")[0].strip()
    if first.casefold().startswith("sep=") and len(first) == 5:
        separator, text, skipped = first[4], text.partition("\n")[2], 1
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text), strict=True)
    found: list[Row] = []
    places: dict[str, int] | None = None
    before = skipped
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num + skipped
            if places is None and any(map(str.strip, cells)):
                places = _places(cells, known, f"{name}:{line}")
            elif any(map(str.strip, cells)):
                assert places is not None
                given = {key: _plain(cells[at]) for key, at in places.items() if at < len(cells)}
                found.append(Row(line, {key: value for key, value in given.items() if value}))
    except csv.Error as error:
        raise Unreadable(f"is no table of cells: {error}", f"{name}:{before + 1}") from None
    if places is None:
        raise Unreadable("holds no row; its first has the headings of the columns", name)
    return tuple(found)


def _text(data: bytes, name: str) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise Unreadable(f"begins as {encoding.upper()} and is not; save it anew as CSV UTF-8", name) from None
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("is neither UTF-8 nor Windows-1252 text; save it as CSV UTF-8", name)


def _separator(text: str) -> str:
    """The separator that the headings use most, outside quotes."""
    headings = next((line for line in text.splitlines() if line.strip()), "")
    unquoted = "".join(headings.split('"')[::2])
    return max(SEPARATORS, key=unquoted.count)


def _places(cells: list[str], known: tuple[str, ...], where: str) -> dict[str, int]:
    """The place of each known column."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        heading = "_".join(cell.split()).casefold()
        if heading in known:
            if heading in found:
                raise Unreadable(f"the column {heading!r} is there twice", where)
            found[heading] = at
    return found


def _plain(cell: str) -> str:
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip().replace("\u00a0", " ")
    return bare(text)
