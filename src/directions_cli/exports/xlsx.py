"""Excel workbooks: a sheet a table, with real days and sums, filters, and headings that stay in sight."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from directions_cli.domain.tables.shape import Cell, Row, Table, heading
from directions_cli.exports.going import Files, Going
from directions_cli.exports.sheets import sheets, width

FIRST_SAFE: Final = date(1900, 3, 1)
"""Excel knows a 29 February 1900, so that days before this one are counted otherwise by others; they are written as text."""
LINES: Final = 31
"""Height of a row in points: two lines. A long text is wrapped, and seen whole where the row is made higher."""
_AS_TEXT: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HEADING: Final = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864", "valign": "vcenter", "text_wrap": True}


def write(going: Going) -> Files:
    """The workbook. The same register and day give the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, dict(_AS_TEXT))
    about = going.what.about
    day = about["day"]
    book.set_properties(
        {
            "title": f"Register of directions of {going.what.register.header.authority.name}",
            "comments": f"As at {day.isoformat()}",
            "created": datetime(day.year, day.month, day.day),
        }
    )
    styles = {
        "heading": book.add_format(_HEADING),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"}),
        "money": book.add_format({"num_format": "£#,##0.00;[Red]-£#,##0.00", "valign": "top"}),
        "text": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
        "plain": book.add_format({"valign": "top"}),
        "truth": book.add_format({"num_format": '"TRUE";"TRUE";"FALSE"', "align": "left", "valign": "top"}),
    }
    for table, rows in sheets(going.tables):
        _sheet(book, table, rows, styles, going)
    book.close()
    return going.file(out.getvalue())


def _sheet(book: Any, table: Table, rows: list[Row], styles: dict[str, Any], going: Going) -> None:
    sheet = book.add_worksheet(heading(table.name))
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, width(column))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_default_row(LINES)
    sheet.set_row(0, LINES)
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, heading(column.name), styles["heading"])
    put = _putting(sheet, styles)
    for number, row in enumerate(going.watch(rows, table.name), 1):
        for at, cell in enumerate(row):
            if cell is not None:
                put[type(cell)](number, at, cell)


def _putting(sheet: Any, styles: dict[str, Any]) -> dict[type, Callable[[int, int, Any], Any]]:
    """What writes a cell of each type. A text is always written as a text, never guessed at."""

    def day(row: int, at: int, cell: Cell) -> None:
        assert isinstance(cell, date)
        if cell < FIRST_SAFE:
            sheet.write_string(row, at, cell.isoformat(), styles["text"])
        else:
            sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), styles["day"])

    return {
        str: lambda row, at, cell: sheet.write_string(row, at, cell, styles["text"]),
        bool: lambda row, at, cell: sheet.write_boolean(row, at, cell, styles["truth"]),
        int: lambda row, at, cell: sheet.write_number(row, at, cell, styles["plain"]),
        Decimal: lambda row, at, cell: sheet.write_number(row, at, cell, styles["money"]),
        date: day,
    }
