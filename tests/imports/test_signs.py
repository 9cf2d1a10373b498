"""Headings that no table lists are known by their single words, with what stands below; words against a field keep it from others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directions_cli.domain.authority import Header
from directions_cli.imports.grid import sheet_of
from directions_cli.imports.mapping import Wishes
from directions_cli.imports.matching import Headed, proposed
from directions_cli.imports.names import Names
from directions_cli.imports.proposing import map_sheet
from tests.imports.test_shapes import header as header

DAYS = (date(2024, 4, 9), "9 May 2024", "12/06/2024")
SUMS = ("£120,000", 4500.0, "£1.2m")
TEXTS = (
    "NHS Example is directed to do what the report sets out, in full, by the end of the year.",
    "The Council must extend the service to the whole of the area and report yearly.",
)
TOLD = (
    "Recruitment finished in May and twelve people are now supported by the new team.",
    "Work has begun on site; on programme for summer.",
)
OFFICES = ("Head of Health", "Chief Officer", "Head of Care")
LINKS = ("OLD-1", "OLD-2 and OLD-3", "None")
CELLS: dict[str, tuple[tuple[Any, ...], str]] = {
    "reference": (
        ("IJB-2024-07", "IJB-2024-08", "IJB-2024-09"),
        "Log entry|Register entry|Instrument no|Identifier of direction",
    ),
    "title": (("Care nearer to home", "Winter plan", "Short breaks"), "Label|Change directed (short)|What the direction covers"),
    "direction": (TEXTS, "Direction wording as approved|What the partner must do|Verbatim text|Requirement placed on partner"),
    "approved": (DAYS, "Board met|Decision of IJB dated|When made|Agreed by Board"),
    "issued": (DAYS, "Letter to CEs|Date out|Served|Despatched|Date intimated to partner"),
    "takes_effect": (DAYS, "Operational date|Live date|Runs from|Applies as from"),
    "ends": (DAYS, "Runs to|Date for completion|Must be complete by|Expected to end"),
    "review": (("April 2025", "Mar 2026", "June 2025"), "Next looked at|Due back to IJB for review|Revisit"),
    "finance": (SUMS, "Money directed|Budget attaching|Resourcing|Cost per annum"),
    "finance.use": (
        ("To pay for the new team.", "For staff and premises."),
        "What money is for|How to be used|Purpose of the sum",
    ),
    "finance.method": (("Per head of population", "Actual cost"), "How worked out|How sum is set|Calculation"),
    "finance.year": (("2024/25", "2025/26"), "Year of money|Payment year|Fin. year"),
    "finance.kind": (("Payment", "Set aside"), "Type|Nature of the money|Funding route|Kind"),
    "report.number": (("IJB 24/15", "IJB 24/16"), "Report that decided it|Source paper|Minute item|Decision paper"),
    "report.title": (("Winter planning in East Vale", "Financial recovery plan"), "Report called|Paper heading"),
    "report.url": (("https://a.example.org/1", "https://a.example.org/2"), "Where to read it|Online|Papers"),
    "progress": (TOLD, "How it is going|Where things are|Story so far|Commentary on delivery"),
    "progress.rating": (("Green", "Amber", "Red"), "Colour|On track?|RAG March 2025"),
    "difficulty": (("Recruitment is slow.", "Site not available until May."), "What is in the way|Constraints|Problems met"),
    "superseded_by": (LINKS, "Followed by|Replaced with|See now"),
    "supersedes": (LINKS, "Takes over from|Instead of"),
    "ended.date": (DAYS, "Date of closing|Closure|Discharged on|End (actual)|Date finished"),
    "ended.note": (("Objectives met in full.", "Money ran out."), "Closing reason|How it ended|Grounds"),
    "ended.approved": (DAYS, "Closure agreed by IJB|Meeting that closed it"),
    "ended.report": (("IJB 25/11", "IJB 25/12"), "Closing minute|Paper for closure"),
    "priorities": (("SP1", "SP2", "SP1, SP5"), "Strategic plan|Supports priority|Our priorities"),
    "localities": (("East Vale", "West Vale"), "Where|Area of effect"),
    "jointly": (("Yes", "No"), "Jointly?|Joint?|To be carried out together"),
    "note": (OFFICES, "Budget holder|Service manager|Report author|Delivery lead"),
}
NOT_THESE = [
    ("Date of EQIA", DAYS), ("Draft seen by partners", DAYS), ("Acknowledged by partner", DAYS), ("Next progress report due", DAYS),
    ("Audit committee date", DAYS), ("Spend to date", SUMS), ("Savings expected", SUMS), ("Priority", ("High", "Low", "Medium")),
    ("RAG last quarter", ("Green", "Red")), ("Item", tuple(range(1, 8))),
]  # fmt: skip


def field_of(header: Header, heading: str, values: tuple[Any, ...]) -> str:
    return proposed([Headed(0, (heading,), values)], Names(header))[0].field


@pytest.mark.parametrize(("name", "heading"), [(name, each) for name, (_, said) in CELLS.items() for each in said.split("|")])
def test_a_heading_that_no_table_lists_is_known_by_its_words(name: str, heading: str, header: Header) -> None:
    assert field_of(header, heading, CELLS[name][0]) == name


@pytest.mark.parametrize(("heading", "values"), NOT_THESE)
def test_what_is_no_field_is_kept_as_a_note(heading: str, values: tuple[Any, ...], header: Header) -> None:
    assert field_of(header, heading, values) == "note"


def test_numbers_of_lines_give_way_to_references(header: Header) -> None:
    columns = [Headed(0, ("#",), (1.0, 2.0, 3.0, 4.0)), Headed(1, ("Dir. no.",), ("21-01", "21-02", "21-03", "21-04"))]
    assert [each.field for each in proposed(columns, Names(header))] == ["note", "reference"]
    assert field_of(header, "#", (1.0, 2.0, 3.0, 4.0)) == "reference"


def test_words_of_delivery_rate_it_and_close_nothing(header: Header) -> None:
    rated = ("On track", "Some slippage", "Achieved", "Off track")
    assert field_of(header, "Progress", rated) == "progress.rating"
    assert field_of(header, "Position", ("Live", "Superseded", "Achieved")) == "status"


def test_money_is_to_the_partner_that_its_heading_names(header: Header) -> None:
    for heading in ("NHS Example Financial Resource", "Planned spend NHS", "Money which the board has set by for NHS Example"):
        (column,) = proposed([Headed(0, (heading,), SUMS)], Names(header))
        assert (column.field, column.to) == ("finance", ("nhs-example",))
    assert proposed([Headed(0, ("Budget agreed by Board",), SUMS)], Names(header))[0].to == ()


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Progress at 31 March 2025", date(2025, 3, 31)),
        ("Directions tracker (30 September 2024)", date(2024, 9, 30)),
        ("Log of directions approved 30 September 2024", None),
        ("Directions policy of 18 March 2025", None),
    ],
)
def test_a_title_says_of_which_day_the_sheet_tells(title: str, day: date | None, header: Header) -> None:
    rows = [[title], ["Ref", "Title", "Status"], ["1/24", "Home care", "Live"]]
    assert map_sheet(sheet_of("log.xlsx", "Log", rows), Names(header), Wishes()).as_at == day


def test_a_summary_by_year_is_no_log(header: Header) -> None:
    rows = [["Year", "Number of directions", "Value"], ["2023-24", 13, 15888000], ["2024-25", 14, 17897000]]
    assert map_sheet(sheet_of("log.xlsx", "Summary", rows), Names(header), Wishes()).left_out


def test_a_heading_that_might_be_several_gives_way_to_one_that_says_more(header: Header) -> None:
    columns = [Headed(0, ("Narrative",), TOLD), Headed(1, ("Direction wording as approved",), TEXTS)]
    assert [each.field for each in proposed(columns, Names(header))] == ["progress", "direction"]


def test_lists_to_choose_from_are_no_directions(header: Header) -> None:
    rows = [["Status", "Yes/No", "Function"], ["Live", "Yes", "District nursing"], ["Closed", "No", "Care at home"]]
    mapped = map_sheet(sheet_of("log.xlsx", "Drop downs", rows), Names(header), Wishes())
    assert mapped.left_out == "no column of it holds a reference, a title or a text"


def test_headings_over_three_rows_are_read_together(header: Header) -> None:
    rows = [
        ["No.", "Approval", None, "Issue", "Money", None, None],
        [None, None, None, None, "2024/25", None, "2025/26"],
        [None, "Date", "Report", "Date", "NHS", "Council", "NHS"],
        ["1", "23 April 2024", "24/15", "1 May 2024", 10, 20, 30],
    ]
    sheet = sheet_of("log.xlsx", "Log", rows, [(0, 0, 2, 0), (0, 1, 0, 2), (0, 4, 0, 6), (1, 4, 1, 5)])
    mapped = map_sheet(sheet, Names(header), Wishes())
    fields = ["reference", "approved", "report.number", "issued", "finance", "finance", "finance"]
    assert [column.field for column in mapped.columns] == fields
    assert [(column.to, column.year) for column in mapped.columns[4:]] == [
        (("nhs-example",), "2024-25"), (("example-council",), "2024-25"), (("nhs-example",), "2025-26"),
    ]  # fmt: skip


def test_numbers_as_text_below_a_year_are_sums(header: Header) -> None:
    (column,) = proposed([Headed(0, ("Value 24/25 £m",), ("1.25", "0.1", "1.3"))], Names(header))
    assert (column.field, column.year, column.unit) == ("finance", "2024-25", 1_000_000)
    assert field_of(header, "Cost centre", ("CC47967", "CC52548")) != "finance"


def test_retired_is_a_word_of_the_end(header: Header) -> None:
    assert field_of(header, "Retired (date)", DAYS) == "ended.date"
    assert field_of(header, "Retired by", LINKS) == "ended_by"
    assert field_of(header, "Retired why", OFFICES) == "ended.note"


def test_what_became_of_it_is_no_national_outcome(header: Header) -> None:
    assert field_of(header, "Outcome", ("Continues", "Replaced by EX4", "Finished")) == "status"
    assert field_of(header, "Outcome", ("1, 2", "4", "9")) == "outcomes"


def test_words_of_ends_below_a_heading_of_ratings_are_how_it_stands(header: Header) -> None:
    stands = ("Current", "Superseded by N5", "Completed", "Revoked", "Active")
    assert field_of(header, "Delivery status", stands) == "status"
    assert field_of(header, "Delivery status", ("On track", "Delayed", "Complete", "At risk")) == "progress.rating"


def test_what_came_of_it_in_words_is_no_national_outcome(header: Header) -> None:
    assert field_of(header, "Outcome", ("Now business as usual", "All actions delivered", "Phase 2 accepted")) == "note"
    assert field_of(header, "Outcome", ("People live at home or in a homely setting", "Carers are supported")) == "outcomes"
    assert field_of(header, "National outcomes", ("Care nearer to home", "Safety")) == "outcomes"


def test_the_lower_heading_says_what_a_column_of_a_group_is(header: Header) -> None:
    def of(headings: tuple[str, str], values: tuple[Any, ...]) -> str:
        return proposed([Headed(0, headings, values)], Names(header))[0].field

    assert of(("Delivery update", "Blockages"), ("Posts hard to fill", "No bids for lot 2")) == "difficulty"
    assert of(("Delivery update", "Apr-Jun"), TOLD) == "progress"
    assert of(("Close-out", "When"), DAYS) == "ended.date"
    assert of(("Delivery", "When"), DAYS) == "ends"
