"""Opening a log: an Excel or OpenDocument spreadsheet, or a file of text with separators, as sheets of cells."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from directions_cli.domain.formula import bare
from directions_cli.errors import Unreadable, WronglyAsked
from directions_cli.imports.bounds import MOST_PLACES
from directions_cli.imports.grid import MOST_CELLS, MOST_COLUMNS, Links, Sheet, Span, sheet_of
from directions_cli.imports.ods import ods_sheets
from directions_cli.imports.packages import bytes_within
from directions_cli.imports.workbooks import OLDER, reading, workbook_of

_SEPARATORS: Final = ",;\t|"


def sheets_of(path: Path) -> list[Sheet]:
    """The sheets of a log by the ending of its name. Raises `Unreadable` with what is wrong with the file."""
    read = READERS.get(path.suffix.casefold())
    if read is None:
        raise WronglyAsked(
            f"{path.name} is no log that can be read: give one that ends in {', '.join(READERS)}, or a form (.docx)"
        )
    data = bytes_within(path, path.name)
    return read(data, path.name, hashlib.sha256(data).hexdigest())


def _excel(data: bytes, shown: str, sha256: str) -> list[Sheet]:
    return _sheets(*workbook_of(data, shown, "Excel workbook"), shown, sha256)


def _older(data: bytes, shown: str, sha256: str) -> list[Sheet]:
    return _sheets(*workbook_of(data, shown, OLDER), shown, sha256)


def _sheets(book: Any, links: dict[str, Links], shown: str, sha256: str) -> list[Sheet]:
    found = []
    with reading(shown):
        for about in book.sheets_metadata:
            if "worksheet" not in str(about.typ).casefold():
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height * sheet.total_width > MOST_PLACES:
                raise Unreadable("holds far more cells than a log of directions; it was not read", shown)
            rows = sheet.to_python(skip_empty_area=False)
            if any(cell not in ("", None) for row in rows for cell in row[MOST_COLUMNS:]):
                raise Unreadable(
                    f"has cells beyond column {MOST_COLUMNS:,} in sheet {about.name!r}; delete them and save it", shown
                )
            kept = [row[:MOST_COLUMNS] for row in rows]
            found.append(sheet_of(shown, about.name, kept, _spans(sheet), sha256=sha256, links=links.get(about.name)))
    return found


def _spans(sheet: Any) -> list[Span]:
    return [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]


def _csv(data: bytes, shown: str, sha256: str) -> list[Sheet]:
    text, encoding = text_of_bytes(data, shown)
    separator = _separator(text)
    limit = csv.field_size_limit(1_000_000)
    try:
        rows: list[list[str | None]] = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False):
            if len(row) > MOST_COLUMNS or len(rows) * max(len(row), 1) > MOST_CELLS:
                raise Unreadable("holds far more cells than a log of directions; it was not read", shown)
            rows.append([bare(cell) for cell in row])
    except csv.Error as error:
        raise Unreadable(f"can't be read as a file of separated text ({error})", shown) from None
    finally:
        csv.field_size_limit(limit)
    read_as = f"text in {encoding}, separated by {'a tab' if separator == chr(9) else repr(separator)}"
    return [sheet_of(shown, Path(shown).stem, rows, read_as=read_as, sha256=sha256)]


def text_of_bytes(data: bytes, shown: str) -> tuple[str, str]:
    """The text of a file and the encoding that it was read in: UTF-8 or UTF-16 by their marks, else as old Windows wrote."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" in text:
            break
        return text, {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}.get(encoding, encoding)
    raise Unreadable("is no file of text; save it as CSV (UTF-8)", shown)


def _separator(text: str) -> str:
    """The sign that separates the cells: that which splits the first lines into the most cells, alike in most of them."""
    best, most = ",", 0.0
    for sign in _SEPARATORS:
        rows = []
        for row in csv.reader(io.StringIO(text[:60_000], newline=""), delimiter=sign):
            rows.append(len(row))
            if len(rows) == 30:
                break
        usual = max(set(rows), key=lambda width: (rows.count(width) * (width > 1), width), default=1)
        score = rows.count(usual) / max(len(rows), 1) * min(usual, 50) if usual > 1 else 0
        if score > most:
            best, most = sign, score
    return best


READERS: Final[MappingProxyType[str, Callable[[bytes, str, str], list[Sheet]]]] = MappingProxyType(
    {".xlsx": _excel, ".xlsm": _excel, ".xls": _older, ".ods": ods_sheets, ".csv": _csv, ".tsv": _csv, ".txt": _csv}
)
"""How each kind of file is read, by the ending of its name."""
LOGS: Final = tuple(READERS)
