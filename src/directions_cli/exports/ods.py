"""OpenDocument workbooks: the same sheets as in Excel's, each cell with its type. The package is written here, file by file.

So it needs nothing installed, streams row by row, and is the same bytes each time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from directions_cli.domain.tables.shape import Cell, Row, Table, heading
from directions_cli.exports.going import Files, Going
from directions_cli.exports.ods_package import CONTENT_BEGINS, MANIFEST, MIMETYPE, STYLES, meta, settings
from directions_cli.exports.sheets import sheets, width

MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_BLANKS: Final = re.compile(" {2,}|\t|^ | $")
_MANY: Final = 1000
LOST: Final = "\t"
"""Signs that some who read OpenDocument drop."""


def write(going: Going) -> Files:
    """The workbook. The same register and day give the same bytes."""
    header = going.what.register.header
    found = list(sheets(going.tables, LOST))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        _add(package, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        _add(package, "META-INF/manifest.xml", MANIFEST)
        title = f"Register of directions of {header.authority.name}"
        _add(package, "meta.xml", meta(escape(title), going.what.about["day"], escape(header.language or "en-GB")))
        _add(package, "settings.xml", settings([heading(table.name) for table, _ in found]))
        _add(package, "styles.xml", STYLES)
        with package.open(_entry("content.xml"), "w") as file:
            for text in _content(found, going):
                file.write(text.encode())
    return going.file(out.getvalue())


def _entry(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    return entry


def _add(package: zipfile.ZipFile, name: str, text: str, compression: int = zipfile.ZIP_DEFLATED) -> None:
    package.writestr(_entry(name, compression), text.encode())


def _content(found: list[tuple[Table, list[Row]]], going: Going) -> Iterator[str]:
    """The text of content.xml, some rows at a time."""
    widths = sorted({width(column) for table, _ in found for column in table.columns})
    yield CONTENT_BEGINS
    for each in widths:
        yield (
            f'<style:style style:name="w{each}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{each * 0.2:.2f}cm"/></style:style>'
        )
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    for table, rows in found:
        yield from _sheet(table, rows, going)
    yield "<table:database-ranges>"
    for table, rows in found:
        last = f"{_letters(len(table.columns) - 1)}{len(rows) + 1}"
        area = quoteattr(f"'{heading(table.name)}'.A1:'{heading(table.name)}'.{last}")
        yield (
            f"<table:database-range table:name={quoteattr(table.name)} table:target-range-address={area}"
            ' table:display-filter-buttons="true"/>'
        )
    yield "</table:database-ranges></office:spreadsheet></office:body></office:document-content>"


def _letters(at: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _sheet(table: Table, rows: list[Row], going: Going) -> Iterator[str]:
    yield f'<table:table table:name={quoteattr(heading(table.name))} table:style-name="ta1">'
    for column in table.columns:
        yield f'<table:table-column table:style-name="w{width(column)}"/>'
    headings = "".join(_text_cell(heading(column.name), "head") for column in table.columns)
    top = f'<table:table-row table:style-name="ro1">{headings}</table:table-row>'
    yield f"<table:table-header-rows>{top}</table:table-header-rows>"
    lines = []
    for row in going.watch(rows, table.name):
        cells = "".join(map(_cell, row))
        lines.append(f'<table:table-row table:style-name="ro1">{cells}</table:table-row>')
        if len(lines) >= _MANY:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines) + "</table:table>"


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return _text_cell(cell, "text")
    if isinstance(cell, bool):
        truth = "true" if cell else "false"
        return _typed("truth", "boolean", f'office:boolean-value="{truth}"', truth.upper())
    if isinstance(cell, date):
        return _typed("day", "date", f'office:date-value="{cell.isoformat()}"', f"{cell:%d/%m/%Y}")
    if isinstance(cell, Decimal):
        return _typed("money", "currency", f'office:currency="GBP" office:value="{cell:f}"', f"£{cell:,.2f}")
    return _typed("plain", "float", f'office:value="{cell}"', str(cell))


def _typed(style: str, kind: str, value: str, shown: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}" {value}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def _text_cell(text: str, style: str) -> str:
    paragraphs = "".join(f"<text:p>{_BLANKS.sub(_blanks, escape(line))}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraphs}</table:table-cell>'


def _blanks(found: re.Match[str]) -> str:
    """Blanks as OpenDocument keeps them: a reader folds plain ones."""
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'
