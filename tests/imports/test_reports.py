"""A cell may hold the number of a report, its title, the day of its meeting, or several of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directions_cli.clerk.importing import Import, open_log, read_log
from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.imports.grid import sheet_of
from directions_cli.imports.mapping_file import wishes_of
from tests.imports.test_shapes import TODAY
from tests.imports.test_shapes import header as header


def read(header: Header, headings: list[str], cells: list[Any]) -> dict[str, Any]:
    rows: list[list[Any]] = [["Ref", "Title", *headings], ["N1", "Home care", *cells]]
    register = Register(header)
    log = open_log(register, [sheet_of("log.xlsx", "Log", rows)], wishes_of({"format": 1}, ""))
    found: Import = read_log(log, register, TODAY)
    return dict(found.found[0].values)


@pytest.mark.parametrize(
    "words",
    [
        "Care at home responder service 2023 - report",
        "Primary Care Improvement Plan 2024/25: options",
        "Recovery communities grant (phase 2) - business case",
        "Front door redirection 2024, part 4 - options",
    ],
)
def test_a_title_with_a_year_is_a_title(words: str, header: Header) -> None:
    assert read(header, ["IJB report", "Date of IJB"], [words, "23 April 2024"])["report"] == {"title": words}


@pytest.mark.parametrize("words", ["IJB 24/15", "Report no 7 of 2024", "Finance report paper 12 for the meeting", "HSCP.24.019"])
def test_a_number_is_a_number(words: str, header: Header) -> None:
    assert read(header, ["IJB report", "Date of IJB"], [words, "23 April 2024"])["report"] == {"number": words}


@pytest.mark.parametrize(
    ("heading", "words", "number"),
    [
        ("IJB meeting (paper no.)", "12 Mar 2024 (IJB 24/10)", "IJB 24/10"),
        ("IJB report", "IJB 12 March 2024, item 7", "item 7"),
        ("Board paper", "Meeting of 12/03/2024 - 24.07", "24.07"),
        ("Date of IJB (and item no.)", "12 March 2024, Item 7", "Item 7"),
    ],
)
def test_a_meeting_and_its_paper_in_one_cell_are_both_read(heading: str, words: str, number: str, header: Header) -> None:
    values = read(header, [heading], [words])
    assert (values["approved"], values["report"]) == (date(2024, 3, 12), {"number": number})


def test_the_day_of_a_report_is_no_approval_where_a_column_has_that(header: Header) -> None:
    values = read(header, ["IJB report", "Date approved"], ["IJB 12 March 2024, item 7", "23 April 2024"])
    assert (values["approved"], values["report"]) == (date(2024, 4, 23), {"number": "IJB 12 March 2024, item 7"})
    assert "approved" not in read(header, ["Report"], ["12 March 2024, item 7"])
