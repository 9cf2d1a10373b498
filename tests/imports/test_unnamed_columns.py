"""Columns that no heading names as the table knows it are told by what they hold; and nothing is read twice or from totals."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from directions_cli.imports.matching import Headed, proposed
from directions_cli.imports.names import Names
from tests.imports.shapes import BOTH, COUNCIL, NHS, Shape, Tab, xlsx
from tests.imports.test_shapes import flat, imported
from tests.imports.test_shapes import header as header

DOES = ("Extend district nursing to evenings in every locality.", "Commission twelve more beds in the west of the area.")


def field_of(heading: str, values: tuple[Any, ...], header: Any) -> str:
    (column,) = proposed([Headed(0, (heading,), values)], Names(header))
    return column.field


def test_cells_tell_what_a_heading_does_not(header) -> None:
    assert field_of("Theme", ("District nursing", "Care at home"), header) == "functions"
    assert field_of("Title of theme", ("District nursing", "Care at home"), header) == "title"
    assert field_of("Whose job", ("NHS Example", "Both"), header) == "to"
    assert field_of("CO's letter of", (date(2024, 4, 9), "9 May 2024"), header) == "issued"
    assert field_of("To be wound up by", (date(2024, 4, 9), "9 May 2024"), header) == "ends"
    assert field_of("Instruction given", DOES, header) == "direction"
    assert field_of("Savings £", ("£1,000", "£2,000"), header) == "note"


def test_a_function_below_a_heading_for_partners_is_no_partner(header) -> None:
    heading = "Function(s) to which the direction relates"
    assert field_of(heading, ("District nursing", "Care at home; Care homes"), header) == "functions"


def test_money_in_two_columns_is_not_counted_once_more_in_their_total(tmp_path: Path, header) -> None:
    rows = [
        ["Ref", "Delegated service", "Direction", "NHS £m", "Council £m", "Total £m"],
        ["1", "Alcohol and drug services", DOES[0], 1.5, 0.5, 2.0],
        ["2", "Alcohol and drug services", DOES[1], 1.0, 0.5, 9.0],
        ["Total community", None, None, 2.5, 1.0, 11.0],
    ]
    first, second = flat(imported(Shape("totals", xlsx, [Tab("2024-25", rows)], []), tmp_path, header))
    assert [(line["to"], line["amount"]) for line in first["finance"]] == [(NHS, 1_500_000), (COUNCIL, 500_000)]
    assert first["to"] == list(BOTH) or tuple(first["to"]) == BOTH
    assert len(second["finance"]) == 2
    assert second["note"] == ["Total £m: 9"]


def test_lines_between_the_rows_name_the_recipients_of_those_below(tmp_path: Path, header) -> None:
    rows = [
        ["Ref", "Title", "Date of IJB", "Status"],
        ["Directions to NHS Example"],
        ["1", "Evening nursing", "04/07/2016", "Live"],
        ["Directions to both partners"],
        ["2", "Joint store", "04/07/2016", "Superseded by 3"],
        ["Directions before 2020"],
        ["3", "Single store", "04/07/2018", "Ongoing - amber"],
    ]
    first, second, third = flat(imported(Shape("parts", xlsx, [Tab("log", rows)], []), tmp_path, header))
    assert tuple(first["to"]) == (NHS,)
    assert tuple(second["to"]) == BOTH
    assert "to" not in third, "a line that names no partner says nothing of recipients"
    assert third["links"] == {"supersedes": ["2"]}
    assert third["note"] == ["Status: Ongoing - amber"]


def test_a_row_for_each_step_has_the_day_of_the_step(tmp_path: Path, header) -> None:
    rows = [
        ["Ref", "Title", "Key actions", "Due by"],
        ["1", "Joint store", "Plan agreed", "30 June 2025"],
        ["1", "Joint store", "Store open", "Sept 2025"],
    ]
    (only,) = flat(imported(Shape("steps", xlsx, [Tab("log", rows)], []), tmp_path, header))
    assert only["milestones"] == [{"what": "Plan agreed", "due": "2025-06-30"}, {"what": "Store open", "due": "2025-09"}]
    assert "ends" not in only


def test_a_year_without_money_stays_in_words(tmp_path: Path, header) -> None:
    rows = [
        ["Ref", "Title", "Budget", "Period of funding"],
        ["1", "Joint store", "TBC", "2024/25"],
        ["2", "Beds", "£2m", "2024/25"],
    ]
    first, second = flat(imported(Shape("years", xlsx, [Tab("log", rows)], []), tmp_path, header))
    assert "finance" not in first
    assert first["note"] == ["Period of funding: 2024/25"]
    assert [line["year"] for line in second["finance"]] == ["2024-25"]
