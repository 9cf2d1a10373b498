"""Addresses that lie behind the words of cells: those of the web are read, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from directions_cli.clerk.importing import open_log, read_log
from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.imports.grid import Sheet
from directions_cli.imports.mapping import Wishes
from directions_cli.imports.opening import sheets_of
from tests.imports.test_shapes import TODAY
from tests.imports.test_shapes import header as header

PAPER = "https://papers.example.org/2024-04-23/{}.pdf"
HEADINGS = ["Ref", "Title", "Date approved", "IJB report", "Papers"]


def excel(folder: Path, links: list[str], column: int = 4) -> Sheet:
    path = folder / "log.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Front")
    sheet = book.add_worksheet("Log")
    sheet.write_row(0, 0, HEADINGS)
    for number, link in enumerate(links, 1):
        sheet.write_row(number, 0, [f"N{number}", f"Home care {number}", "23 April 2024", f"24/{number}", "View"])
        words = "View" if column == 4 else f"24/{number}"
        if link.startswith("="):
            sheet.write_formula(number, column, link, None, words)
        else:
            sheet.write_url(number, column, link, None, words)
    book.close()
    return next(each for each in sheets_of(path) if each.name == "Log")


def opendocument(folder: Path, links: list[str]) -> Sheet:
    from odfdo import Cell, Document, Link, Paragraph, Row, Table

    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Log")
    for number, link in enumerate(["", *links]):
        row = Row()
        for words in [f"N{number}", f"Home care {number}", "23 April 2024", f"24/{number}"] if link else HEADINGS:
            row.append_cell(Cell(words))
        if link:
            cell, paragraph = Cell(), Paragraph("")
            paragraph.append(Link(link, text="View"))
            cell.append(paragraph)
            row.append_cell(cell)
        table.append_row(row)
    document.body.append(table)
    path = folder / "log.ods"
    document.save(str(path))
    return sheets_of(path)[0]


def urls(sheet: Sheet, header: Header) -> list[Any]:
    register = Register(header)
    found = read_log(open_log(register, [sheet], Wishes()), register, TODAY)
    return [each.values["report"].get("url") for each in found.found]


@pytest.mark.parametrize("written", [excel, opendocument])
def test_the_address_behind_a_word_is_that_of_the_papers(written: Any, tmp_path: Path, header: Header) -> None:
    links = [PAPER.format(number) for number in range(1, 4)]
    assert urls(written(tmp_path, links), header) == links


def test_a_formula_and_a_place_within_a_paper_are_read(tmp_path: Path, header: Header) -> None:
    links = [f'=HYPERLINK("{PAPER.format(1)}","View")', PAPER.format(2) + "#page=3"]
    assert urls(excel(tmp_path, links), header) == [PAPER.format(1), PAPER.format(2) + "#page=3"]


def test_what_is_no_address_of_the_web_is_not_taken(tmp_path: Path, header: Header) -> None:
    links = ["mailto:board@example.org", "internal:Front!A1", "external:paper.docx", '=HYPERLINK("file:///etc/hosts","View")']
    sheet = excel(tmp_path, links)
    assert sheet.links == {}
    assert urls(sheet, header) == [None] * 4


def test_the_address_behind_the_number_of_a_report_is_that_of_the_report(tmp_path: Path, header: Header) -> None:
    links = [PAPER.format(1), PAPER.format(2)]
    sheet = excel(tmp_path, links, column=3)
    without = Sheet(sheet.file, sheet.name, tuple(row[:4] for row in sheet.rows), links=sheet.links)
    assert urls(without, header) == links
