"""What differs between two directions, and where policy appendix 2 draws the line between varying and superseding."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directions_cli.domain.redline import Difference, beyond_variation, only_wording, redline, wording
from tests.domain.building import ID, one


def terms(*changes):
    return one(*changes)[ID].terms


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("to 200 people", "to 250 people"),
        ("by 31 March 2026", "by 30 September 2027"),
        ("by 1st March 2026", "by 30 September"),
        ("by March 2026", "by September 2026"),
        ("by the end of March", "by the end of June"),
        ("costing £1,250,000", "costing £1.3m"),
        ("costing £1.25 million", "costing £2 million"),
        ("a rise of 5%", "a rise of 7.5 per cent"),
        ("for four weeks", "for 6 weeks"),
        ("twenty-five beds", "thirty beds"),
        ("two hundred and fifty people", "300 people"),
        ("in 2025-26", "in 2026/27"),
        ("the 1st phase", "the 2nd phase"),
        ("from 9:00 to 17:30", "from 8:30 to 18:00"),
        ("Ten people.\n", "12  people."),
    ],
)
def test_dates_numbers_and_sums_are_no_wording(before, after):
    assert wording(before) == wording(after)
    varied = beyond_variation(terms(f"direction: |\n  {before}\n"), terms(f"direction: |\n  {after}\n"))
    assert varied == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("may help 20 people", "must help 20 people"),
        ("in Ward A1", "in Ward A2"),
        ("25 beds", "25 chairs"),
        ("every week", "every two weeks"),
        ("someone", "sometwo"),
        ("is directed to", "is not directed to"),
    ],
)
def test_other_words_are(before, after):
    assert wording(before) != wording(after)
    found = beyond_variation(terms(f"direction: {before}\n"), terms(f"direction: {after}\n"))
    assert [each.term for each in found] == ["direction"]
    assert only_wording(found)


@pytest.mark.parametrize(
    ("change", "paths", "beyond"),
    [
        (
            "finance:\n  - {to: example-council, function: care-at-home, year: 2025-26, kind: payment, amount: 1,"
            " use: Evening staff}",
            ["finance.1.amount"],
            [],
        ),
        ("finance: []", ["finance"], []),
        ("milestones: [{what: Staff are in post, due: 2026-01}, {what: More}]", ["milestones.1.due", "milestones.2"], []),
        ("alignment: {priorities: [SP1], outcomes: [2]}", ["alignment.outcomes"], []),
        ("measures: [People reached]", ["measures"], []),
        ("private: true", ["private"], []),
        ("review: 2027-04", ["review"], []),
        ("ends: 2027-03-31\ntakes_effect: 2025-05-01", ["takes_effect", "ends"], []),
        ("to: [nhs-example]", ["to"], ["to"]),
        ("functions: [reablement]", ["functions"], ["functions"]),
        ("services: [Night sitting]", ["services"], ["services"]),
        ("conditions: The council agrees.", ["conditions"], ["conditions"]),
        ("-direction", ["direction"], ["direction"]),
        ("to: [example-council, nhs-example]\njointly: true", ["to", "jointly"], ["to", "jointly"]),
        ("report: {number: EXIJB-25-099}\nsource: The minute", [], []),
    ],
)
def test_each_term_that_differs_is_named(change, paths, beyond):
    before, after = terms(), terms(change)
    assert [each.path for each in redline(before, after)] == paths
    assert [each.path for each in beyond_variation(before, after)] == beyond
    assert [each.path for each in redline(after, before)] == paths


def test_what_belongs_to_the_decision_is_shown_when_asked_for():
    found = redline(terms(), terms("report: {number: EXIJB-25-099}"), decision=True)
    assert found == (Difference("report.number", "EXIJB-25-014", "EXIJB-25-099"),)


def test_equal_sums_differ_in_nothing():
    line = "finance: [{{to: example-council, function: care-at-home, year: 2025-26, kind: payment, amount: {}, use: Staff}}]"
    assert redline(terms(line.format("5")), terms(line.format("5.00"))) == ()
    assert terms(line.format("5")).finance[0].amount == Decimal(5)


def test_only_wording_can_be_of_the_same_intent():
    assert only_wording(beyond_variation(terms(), terms("title: Other\nservices: [One]\n")))
    assert not only_wording(beyond_variation(terms(), terms("title: Other\nto: [nhs-example]\n")))


@given(st.text(alphabet="1,.:/- aone£%", max_size=60))
def test_taking_figures_out_twice_changes_nothing_more(text):
    once = wording(text)
    assert wording(once) == once


@pytest.mark.parametrize("text", ["1" * 50_000 + "a", "1," * 25_000 + "a", "one " * 15_000 + "x", "1 " * 25_000, "£" * 50_000])
def test_no_text_takes_long(text):
    start = time.perf_counter()
    wording(text)
    assert time.perf_counter() - start < 2
