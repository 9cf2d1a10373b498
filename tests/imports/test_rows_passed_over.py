"""Rows and cells that tell of nothing: prompts below the headings, and cells that say that there is no difficulty."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directions_cli.clerk.importing import Import, open_log, read_log
from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.imports.grid import sheet_of
from directions_cli.imports.mapping import Wishes
from tests.imports.test_shapes import TODAY
from tests.imports.test_shapes import header as header

HEADINGS = ["Ref", "Title", "Date approved", "Issued to", "Status", "Delivery issues"]
FIRST = ["N1", "Home care", "23 April 2024", "NHS", "Live", "Recruitment is slow."]


def read(header: Header, *rows: list[Any]) -> Import:
    register = Register(header)
    log = open_log(register, [sheet_of("log.xlsx", "Log", [HEADINGS, *rows])], Wishes(as_at=date(2026, 3, 31)))
    return read_log(log, register, TODAY)


@pytest.mark.parametrize("day", ["dd/mm/yyyy", "DD.MM.YY", "(dd-mmm-yyyy)", "date of meeting"])
def test_a_row_of_prompts_is_no_direction(day: str, header: Header) -> None:
    found = read(header, ["allocated by us", "in a few words", day, "NHS / Council / Both", "choose from list", None], FIRST)
    assert [each.values["reference"] for each in found.found] == ["N1"]


def test_a_row_that_somebody_has_begun_to_fill_in_is_a_direction(header: Header) -> None:
    found = read(header, ["N0", "Telecare", "23 April 2024", "NHS", "choose from list", None], FIRST)
    assert [each.values["reference"] for each in found.found] == ["N0", "N1"]


@pytest.mark.parametrize(
    "words",
    [
        "Nothing reported",
        "None reported",
        "No issues",
        "None at present",
        "Nil",
        "n/a",
        "Nothing to report.",
        "No issues at this time",
    ],
)
def test_a_cell_that_says_there_is_no_difficulty_raises_none(words: str, header: Header) -> None:
    found = read(header, FIRST, ["N2", "Telecare", "23 April 2024", "NHS", "Live", words])
    assert [bool(each.entries) for each in found.found] == [True, False]
    assert words not in (found.found[1].note or "")
