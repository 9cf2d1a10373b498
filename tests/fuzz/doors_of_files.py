"""The doors through which files of others come in: spreadsheets, Word forms, exports, templates, catalogues.

What unpacks is fuzzed twice: as the bytes of the package, and as the XML inside one that is sound, which a fuzzer that has to
get a checksum right would never reach.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from directions_cli.clerk.importing import open_log, read_log
from directions_cli.clerk.importing_own import incoming
from directions_cli.documents.languages import catalogue_at
from directions_cli.documents.making import Maker
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import words_of
from directions_cli.documents.view import View
from directions_cli.errors import DirectionsError
from directions_cli.imports.forms import read_form
from directions_cli.imports.mapping import Wishes
from directions_cli.imports.opening import READERS
from directions_cli.imports.own import directions_of, is_own
from directions_cli.ledger.journal import NAME, JournalBroken, read_journal
from directions_cli.resources import shipped
from tests.fuzz.doors import TODAY, several, usual

SPACE: Final = "http://schemas.openxmlformats.org/"
WORKBOOK: Final = {
    "[Content_Types].xml": f'<Types xmlns="{SPACE}package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{SPACE}package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{SPACE}officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SPACE}spreadsheetml/2006/main" xmlns:r="{SPACE}officeDocument/2006/relationships">'
    '<sheets><sheet name="Log" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{SPACE}package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{SPACE}officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}

PARTS: Final = ("export", "header", "directions", "finance", "history", "report_decisions")
"""The tables of an export that are fuzzed together."""


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A package of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


@cache
def place() -> Path:
    """A folder for files that are read by their path."""
    return Path(tempfile.mkdtemp(prefix="directions-fuzz-"))


def put(name: str, data: bytes) -> Path:
    """A file in that folder."""
    path = place() / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def _log(data: bytes, name: str) -> None:
    sheets = READERS[Path(name).suffix](data, name, "0" * 64)
    read_log(open_log(usual(), sheets, Wishes()), usual(), TODAY)


def csv(data: bytes) -> None:
    """A log as text with separators."""
    _log(data, "log.csv")


def xlsx(data: bytes) -> None:
    """A log as an Excel workbook, of any bytes."""
    _log(data, "log.xlsx")


def xls(data: bytes) -> None:
    """A log as a workbook of the older format, of any bytes."""
    _log(data, "log.xls")


def xlsx_sheet(data: bytes) -> None:
    """A log as an Excel workbook with a sheet of any XML."""
    _log(packed({**WORKBOOK, "xl/worksheets/sheet1.xml": data}), "log.xlsx")


def ods(data: bytes) -> None:
    """A log as an OpenDocument spreadsheet, of any bytes."""
    _log(data, "log.ods")


def ods_content(data: bytes) -> None:
    """A log as an OpenDocument spreadsheet with any XML."""
    _log(packed({"content.xml": data}), "log.ods")


def docx(data: bytes) -> None:
    """A completed form, of any bytes."""
    read_form(put("form.docx", data), usual())


def docx_text(data: bytes) -> None:
    """A completed form with any XML."""
    read_form(put("form.docx", packed({"word/document.xml": data})), usual())


def _own(path: Path) -> None:
    if is_own(path):
        incoming(directions_of(path), path.name)


def export_json(data: bytes) -> None:
    """An export of ours as JSON."""
    _own(put("export.json", data))


def export_lines(data: bytes) -> None:
    """An export of ours as lines of JSON."""
    _own(put("export.jsonl", data))


def export_folder(data: bytes) -> None:
    """An export of ours as a folder of CSV."""
    for name, table in zip(PARTS, several(data, len(PARTS)), strict=True):
        path = put(f"folder/{name}.csv", table)
        if not table:
            path.unlink()
    _own(place() / "folder")


def export_database(data: bytes) -> None:
    """An export of ours as a database."""
    _own(put("export.sqlite", data))


def template(data: bytes) -> None:
    """A template of a register."""
    own = place() / "templates"
    put("templates/own.md", data)
    context = {"direction": View({"title": "**a** <b>", "many": ("a", "b"), "none": None}), "letter": View({"attached": True})}
    list(words_of(Maker.of(Shelf(own, shipped("templates")), None).blocks("own.md", context)))


def catalogue(data: bytes) -> None:
    """A catalogue of translations of a register."""
    catalogue_at(put("gd.po", data))


def journal(data: bytes) -> None:
    """The journal of an act, as a kill or a stranger left it."""
    try:
        read_journal(put(NAME, data).parent)
    except JournalBroken:
        raise DirectionsError from None


FILES: Final = MappingProxyType(
    {
        each.__name__: each
        for each in (
            *(csv, xlsx, xls, xlsx_sheet, ods, ods_content, docx, docx_text),
            *(export_json, export_lines, export_folder, export_database, template, catalogue, journal),
        )
    }
)
