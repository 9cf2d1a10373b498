"""Headings that are known beside others: periods, minutes, summaries, and the same heading on several sheets."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directions_cli.clerk.importing import Import, open_log, read_log
from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.imports.grid import sheet_of
from directions_cli.imports.mapping import Wishes
from directions_cli.imports.matching import Headed, proposed
from directions_cli.imports.names import Names
from directions_cli.imports.statuses import RATINGS, standing_of
from tests.imports.test_shapes import TODAY
from tests.imports.test_shapes import header as header

TEXT = "NHS Example is directed to extend the service to the whole of the area, within the budget below."
DAY = date(2024, 4, 23)


def read(header: Header, sheets: dict[str, list[list[Any]]]) -> Import:
    register = Register(header)
    return read_log(open_log(register, [sheet_of("log.xlsx", *each) for each in sheets.items()], Wishes()), register, TODAY)


def fields(header: Header, *columns: tuple[str, tuple[Any, ...]]) -> list[str]:
    headed = [Headed(index, (heading,), values) for index, (heading, values) in enumerate(columns)]
    return [column.field for column in proposed(headed, Names(header))]


@pytest.mark.parametrize("heading", ["Period of direction", "Name of period", "Subject of period"])
def test_a_period_is_never_a_title(heading: str, header: Header) -> None:
    told = ("1 Dec 2025 to 31 Mar 2028", "From 9 Nov 2024", "1 Apr 2024 – 31 Mar 2025")
    assert "title" not in fields(header, ("Text", (TEXT, TEXT, TEXT)), (heading, told))


def test_a_period_is_the_first_day_of_effect_and_the_last_foreseen(header: Header) -> None:
    rows = [["Ref", "Instruction to partner", "Date approved", "Period of direction"]]
    rows += [["N1", TEXT, DAY, "1 Dec 2025 to 31 Mar 2028"], ["N2", TEXT, DAY, "From 9 Nov 2024"]]
    found = read(header, {"Log": rows})
    first, second = found.found
    assert (first.values["takes_effect"], first.values["ends"]) == (date(2025, 12, 1), date(2028, 3, 31))
    told = next(cell for row in found.rows for cell in row.cells if cell.words == "From 9 Nov 2024")
    assert told.remark == "a first day alone: takes_effect"
    assert (second.values["takes_effect"], second.values.get("ends"), second.note) == (date(2024, 11, 9), None, None)


def test_a_report_goes_before_the_minute(header: Header) -> None:
    report, minute = ("Report ref. number", ("EX(22)11", "EX(22)12")), ("Minute", ("Min. para 4", "Min. para 5"))
    assert fields(header, report, minute) == ["report.number", "note"]
    assert fields(header, minute) == ["report.number"]


def test_a_summary_beside_the_text_is_the_title(header: Header) -> None:
    short = ("Care nearer to home", "Winter plan", "Short breaks")
    texts = (TEXT, f"{TEXT} Report yearly.", f"{TEXT} Begin at once.")
    assert fields(header, ("Summary", short), ("Directed action", texts)) == ["title", "direction"]
    assert fields(header, ("Title", short), ("Summary", texts)) == ["title", "direction"]


def test_a_heading_is_read_alike_on_all_sheets(header: Header) -> None:
    east, west = (each.name for each in header.localities[:2])
    head = ["Ref", "Title", "Date approved", "Where"]
    one = [head, ["A1", "Home care", DAY, east], ["A2", "Telecare", DAY, west], ["A3", "Meals", DAY, east]]
    other = [head, ["B1", "Beds", DAY, "The whole area"], ["B2", "Wards", DAY, east], ["B3", "Nurses", DAY, "Everywhere"]]
    found = {each.values["reference"]: each for each in read(header, {"NHS": one, "Council": other}).found}
    assert found["B2"].values["localities"] == (header.localities[0].code,)
    assert "localities" not in found["B1"].values
    assert found["B1"].note == "Where: The whole area"


def test_a_table_that_counts_directions_tells_of_none(header: Header) -> None:
    log = [["Ref", "Title", "Date approved", "Register status"], ["A1", "Home care", DAY, "Operative"]]
    counts = [["Register status", "Number"], ["Operative", 19], ["Fulfilled", 4], ["Rescinded", 1]]
    assert len(read(header, {"Log": log, "Summary": counts}).found) == 1


def test_words_of_endings_and_ratings() -> None:
    told = {word: standing_of(word, {})[0] for word in ("Fulfilled", "Rescinded", "Operative", "Off target")}
    assert [(each.what, each.reason) for each in told.values() if each] == [
        ("closed", "achieved"),
        ("revoked", None),
        ("extant", None),
        ("extant", None),
    ]
    assert RATINGS["off target"] == "delayed"
