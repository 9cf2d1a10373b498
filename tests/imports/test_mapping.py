"""What a mapping file can say, so that a log of any shape comes in whole; and what it can't say is refused by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from directions_cli.clerk.importing import Import, open_log, read_log
from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.errors import Unreadable, WronglyAsked
from directions_cli.imports.grid import sheet_of
from directions_cli.imports.mapping_file import wishes_of
from directions_cli.imports.mapping_text import mapping_text
from directions_cli.store.reader import read_yaml
from tests.imports.test_shapes import header as header

ROWS: list[list[Any]] = [
    ["Ref", "Title", "Care group", "Board", "Money", "State", "Aim"],
    ["N1", "Home care", "Home and telecare", "Mtg 7 of spring", "£10,000", "Signed off", "Early"],
    ["see over", None, None, None, None, None, None],
    ["N2", "Telecare", "Telecare and community alarms", "as above", "£20,000", "Live", "Early"],
]
MAPPING = """
format: 1
as_at: 2025-03-31
sheets:
  - sheet: Council 2024-25
    leave_out_rows: 3
    values: {to: Council, finance.year: 2024/25, finance.kind: payment, report.number: "24/11"}
    columns:
      - {heading: Board, field: approved, words: {Mtg 7 of spring: 2024-04-23, as above: 2024-04-23}}
      - {heading: Board, field: report.appendix, words: {Mtg 7 of spring: B, as above: ""}}
statuses: {Signed off: closed achieved}
functions: {Home and telecare: [care-at-home, telecare]}
priorities: {Early: [SP1, SP2]}
"""


def imported(header: Header, mapping: str) -> Import:
    wishes = wishes_of(read_yaml(mapping).value, "mapping.yaml")
    register = Register(header)
    sheet = sheet_of("log.xlsx", "Council 2024-25", ROWS)
    return read_log(open_log(register, [sheet], wishes), register, date(2026, 11, 24))


def test_a_mapping_says_what_a_sheet_does_not(header: Header) -> None:
    found = imported(header, MAPPING)
    first, second = found.found
    assert first.values["to"] == second.values["to"] == ("example-council",)
    assert first.values["functions"] == ("care-at-home", "telecare")
    assert first.values["approved"] == second.values["approved"] == date(2024, 4, 23)
    assert first.values["report"] == {"number": "24/11", "appendix": "B"}
    assert second.values["report"] == {"number": "24/11"}
    assert first.values["finance"] == ({"amount": Decimal(10000), "kind": "payment", "year": "2024-25"},)
    assert first.values["alignment"] == {"priorities": ("SP1", "SP2")}
    assert dict(first.ending or {})["reason"] == "achieved"
    assert first.note is second.note is None
    assert [row.why for row in found.rows if row.fate == "left out"] == ["the mapping leaves it out"]


def test_a_mapping_that_is_saved_says_the_same(header: Header) -> None:
    found = imported(header, MAPPING)
    text = mapping_text(found.log.maps, found.log.wishes)
    again = imported(header, text)
    assert [each.values for each in again.found] == [each.values for each in found.found]
    assert mapping_text(again.log.maps, again.log.wishes) == text


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ("format: 1\nsheets: [{leave_out_rows: first}]", "leave_out_rows should be a list of rows"),
        ("format: 1\nsheets: [{values: {too: NHS}}]", "did you mean to?"),
        ("format: 1\nsheets: [{values: NHS}]", "values should be a mapping"),
        ("format: 1\nfunctions: {Home: [1]}", "should give codes"),
        ("format: 1\npriorities: {Early: SP99}", "SP99"),
    ],
)
def test_a_slip_in_a_mapping_is_named(mapping: str, why: str, header: Header) -> None:
    with pytest.raises((Unreadable, WronglyAsked), match=why.replace("?", r"\?")):
        imported(header, mapping)


def test_the_name_of_a_sheet_or_a_line_above_says_the_recipients(header: Header) -> None:
    rows = [["Directions to NHS Example"], ["Ref", "Title", "Date approved"], ["N1", "Home care", "23 April 2024"]]
    register = Register(header)
    for sheet in (sheet_of("log.xlsx", "Log", rows), sheet_of("log.xlsx", "NHS Example", rows[1:])):
        found = read_log(open_log(register, [sheet], wishes_of({"format": 1}, "")), register, date(2026, 11, 24))
        assert found.found[0].values["to"] == ("nhs-example",)
        assert found.rows[-1].remarks == ("to is that of its sheet: nhs-example",)


def test_sums_of_the_cells_above_are_no_money_of_a_direction(header: Header) -> None:
    rows: list[list[Any]] = [
        ["Ref", "Title", "Payment", "Set aside"],
        ["N1", "Home care", "£10,000", None],
        [None, None, "£5,000", None],
        ["N2", "Ward 4", "£20,000", "£1m"],
        ["N3", "Ward 5", None, "£2m"],
        [None, None, "£35,000", "£3m"],
    ]
    register = Register(header)
    log = open_log(register, [sheet_of("log.xlsx", "Log", rows)], wishes_of({"format": 1}, ""))
    found = read_log(log, register, date(2026, 11, 24))
    assert [sum(line["amount"] for line in each.values["finance"]) for each in found.found] == [15000, 1020000, 2000000]
    assert found.rows[-1].why == "a line of totals"


def test_a_report_that_required_no_direction_makes_none(header: Header) -> None:
    rows: list[list[Any]] = [
        ["IJB date", "Report title", "Direction required?", "Issued to"],
        ["23 April 2024", "Frailty", "Yes", "NHS"],
        ["23 April 2024", "Annual report", "No", "None"],
        ["25 June 2024", "Accounts", None, "No direction required"],
    ]
    register = Register(header)
    log = open_log(register, [sheet_of("log.xlsx", "Log", rows)], wishes_of({"format": 1}, ""))
    found = read_log(log, register, date(2026, 11, 24))
    assert [each.values["title"] for each in found.found] == ["Frailty"]
    assert [row.why for row in found.rows[1:]] == ["it says that no direction was required"] * 2


def test_a_mapping_may_name_a_column_that_is_empty(header: Header) -> None:
    rows: list[list[Any]] = [["Ref", "Title", None, "Date approved"], ["N1", "Home care", None, "23 April 2024"]]
    register = Register(header)

    def remarks(mapping: str) -> tuple[str, ...]:
        wishes = wishes_of(read_yaml(mapping).value, "")
        return open_log(register, [sheet_of("log.xlsx", "Log", rows)], wishes).maps[0].remarks

    for said in ("{column: C, field: note}", "{column: C, field: leave-out}", "{column: K, field: leave-out}"):
        (remark,) = remarks(f"format: 1\nsheets: [{{columns: [{said}]}}]")
        assert "passed over" in remark
    assert remarks("format: 1\nsheets: [{columns: [{column: A, field: reference}]}]") == ()
    for said in ("{column: K, field: note}", "{heading: Sum, field: finance}"):
        with pytest.raises(WronglyAsked, match="which no sheet has"):
            remarks(f"format: 1\nsheets: [{{columns: [{said}]}}]")
