"""Lines of words between the rows of a log part it: by meeting, partner or function, or as the mapping says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directions_cli.clerk.importing import Import, open_log, read_log
from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.imports.grid import sheet_of
from directions_cli.imports.mapping_file import wishes_of
from directions_cli.imports.mapping_text import mapping_text
from directions_cli.store.reader import read_yaml
from tests.imports.test_shapes import TODAY
from tests.imports.test_shapes import header as header

HEADINGS = ["Ref", "Title", "Terms of direction", "Sum"]


def read(header: Header, rows: list[list[Any]], mapping: str = "format: 1") -> Import:
    register = Register(header)
    wishes = wishes_of(read_yaml(mapping).value, "mapping.yaml")
    log = open_log(register, [sheet_of("log.xlsx", "Log", [HEADINGS, *rows])], wishes)
    return read_log(log, register, TODAY)


def row(number: int) -> list[Any]:
    return [f"N{number}", f"Home care {number}", "The Council is directed to do it.", "£10,000"]


def line(words: Any) -> list[Any]:
    return [words, None, None, None]


def approved(found: Import) -> list[date | None]:
    return [each.values.get("approved") for each in found.found]


@pytest.mark.parametrize(
    "words",
    [
        "Meeting of {}",
        "Approved at the meeting held on {}",
        "IJB {}",
        "{} - special meeting",
        "Example Integration Joint Board, {}",
    ],
)
def test_a_line_gives_the_day_of_the_meeting_of_the_rows_below_it(words: str, header: Header) -> None:
    rows = [line(words.format("29 November 2023")), row(1), row(2), line(words.format("12 June 2024")), row(3)]
    found = read(header, rows)
    assert approved(found) == [date(2023, 11, 29), date(2023, 11, 29), date(2024, 6, 12)]
    told = [each for each in found.rows if each.fate == "left out"]
    assert "day of the meeting of the rows below: 2023-11-29" in (told[0].why or "")
    assert "approved is that of the line above its rows: 2023-11-29" in found.rows[1].remarks


@pytest.mark.parametrize(
    "words", ["29 November 2023", "Reported to the meeting of 29 November 2023", "Letters of 29 November 2023"]
)
def test_any_other_day_of_a_line_is_no_day_of_approval(words: str, header: Header) -> None:
    assert approved(read(header, [line(words), row(1)])) == [None]


def test_a_line_of_other_words_ends_what_the_last_one_said(header: Header) -> None:
    rows = [line("Meeting of 29 November 2023"), row(1), line("Brought over from the old log"), row(2)]
    assert approved(read(header, rows)) == [date(2023, 11, 29), None]


def test_meetings_and_partners_part_a_log_within_each_other(header: Header) -> None:
    meeting, nhs, council = (line(each) for each in ("Meeting of 29 November 2023", "NHS Example", "Example Council"))
    found = read(header, [meeting, nhs, row(1), council, row(2), line("Meeting of 12 June 2024"), row(3)]).found
    days = [date(2023, 11, 29), date(2023, 11, 29), date(2024, 6, 12)]
    assert [each.values.get("approved") for each in found] == days
    assert [each.values.get("to") for each in found] == [("nhs-example",), ("example-council",), None]
    found = read(header, [nhs, meeting, row(1), council, row(2)]).found
    assert [each.values.get("approved") for each in found] == [days[0], None]
    assert [each.values.get("to") for each in found] == [("nhs-example",), ("example-council",)]


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("approved", "Cycle 4: 29 November 2023", date(2023, 11, 29)),
        ("to", "NHS Example", ("nhs-example",)),
        ("functions", "Telecare and community alarms", ("telecare",)),
    ],
)
def test_a_mapping_says_what_the_lines_say(field: str, words: str, value: Any, header: Header) -> None:
    mapping = f"format: 1\nsheets: [{{lines: {field}}}]"
    rows = [line(words), row(1)]
    found = read(header, rows, mapping)
    assert found.found[0].values[field] == value
    text = mapping_text(found.log.maps, found.log.wishes)
    assert f"lines: {field}" in text
    assert read(header, rows, text).found[0].values[field] == value
