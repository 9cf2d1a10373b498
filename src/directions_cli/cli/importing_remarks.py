"""The account of an import as a spreadsheet: a row for each direction and each of its cells, with a column of remarks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from directions_cli.cli.formats import Column, as_csv
from directions_cli.errors import WronglyAsked
from directions_cli.imports.account import REMARK_COLUMNS, RowTold, remark_rows

COLUMNS: Final = tuple(Column(name, name) for name in REMARK_COLUMNS)
WIDTHS: Final = (18, 14, 6, 18, 40, 14, 8, 24, 50, 16, 40, 70)


def as_rows(rows: Sequence[RowTold]) -> list[dict[str, Any]]:
    """The account as rows by heading."""
    return [dict(zip(REMARK_COLUMNS, line, strict=True)) for line in remark_rows(rows)]


def write_remarks(path: Path, rows: Sequence[RowTold]) -> None:
    """Write the account. Nothing that a sheet held becomes a formula or a link."""
    try:
        if path.suffix.casefold() == ".csv":
            path.write_bytes(b"\xef\xbb\xbf" + as_csv(as_rows(rows), COLUMNS).encode())
        else:
            _workbook(path, rows)
    except OSError as error:
        raise WronglyAsked(f"{path} can't be written: {error.strerror or error}") from None


def _workbook(path: Path, rows: Sequence[RowTold]) -> None:
    from directions_cli.documents.extras import missing

    try:
        import xlsxwriter
    except ImportError:
        raise missing("excel", "Excel workbooks") from None
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
    book = xlsxwriter.Workbook(str(path), options)
    sheet = book.add_worksheet("Remarks")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    sheet.write_row(0, 0, REMARK_COLUMNS, bold)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, line in enumerate(remark_rows(rows), 1):
        for column, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(last, column, value, wrapped)
            elif value is not None:
                sheet.write_string(last, column, str(value)[:32_000], wrapped)
    sheet.autofilter(0, 0, max(last, 1), len(WIDTHS) - 1)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(0, str(error)) from None
