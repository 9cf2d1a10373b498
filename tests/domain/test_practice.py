"""Benchmarks of practice: every figure counted by hand, with the case that just counts and the one that just does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from directions_cli.domain.cycle.practice import Days, Share, practice
from tests.domain.building import (
    DIRECTION,
    HISTORIC,
    LATER_ID,
    REPORT,
    TODAY,
    changed,
    direction_file,
    history,
    one,
    register_of,
    two,
)

RAISED = "act: difficulty, date: 2025-04-01, stage: raised, by: example-council, summary: No staff"
RESOLVED = "act: difficulty, date: {}, stage: resolved, by: example-council, outcome: More staff"
CLOSED = "act: closed, date: {}, approved: 2025-06-17, reason: achieved, note: Done"


def total(register, day=TODAY):
    return practice(register, day).total


def test_it_names_the_authority_the_day_and_the_years():
    earlier = direction_file(changed(DIRECTION, "approved: 2025-03-18"))
    later = direction_file(changed(DIRECTION, "approved: 2025-06-17\n" + history().replace("03-20", "06-27")), LATER_ID)
    undated = direction_file(changed(DIRECTION, HISTORIC, "-approved\n-reference"), "EXIJB-undated-h001")
    found = practice(register_of(earlier, later, undated), TODAY)
    assert (found.authority, found.name, found.day) == ("EXIJB", "Example Integration Joint Board", TODAY)
    assert [(year.year, year.issued, year.days_to_issue.median) for year in found.years] == [
        ("2024-25", 1, 2),
        ("2025-26", 1, 10),
    ]
    assert (found.total.year, found.total.issued) == (None, 3)
    assert found.total.days_to_issue == Days(2, Decimal(6), 2, 10)


def test_nothing_dated_after_the_day_is_counted():
    register = two(history(f"act: superseded, date: 2025-06-18, by: {LATER_ID}"))
    assert (total(register, date(2025, 3, 17)).issued, total(register, date(2025, 3, 17)).not_issued) == (0, 0)
    assert (total(register, date(2025, 3, 19)).issued, total(register, date(2025, 3, 19)).not_issued) == (0, 1)
    assert (total(register, date(2025, 3, 20)).issued, total(register, date(2025, 3, 20)).not_issued) == (1, 0)
    assert total(register, date(2025, 3, 19)).days_to_issue == Days(0, None, None, None)
    assert [year.year for year in practice(register, date(2025, 3, 31)).years] == ["2024-25"]


def test_an_issue_before_its_approval_tells_no_length():
    assert total(one("approved: 2025-03-21")).days_to_issue.number == 0
    assert total(one("approved: 2025-03-20")).days_to_issue == Days(1, Decimal(0), 0, 0)


@pytest.mark.parametrize(
    ("change", "figure", "count"),
    [
        ("", "with_milestones", 1),
        ("-milestones", "with_milestones", 0),
        ("", "with_measures", 0),
        ("milestones:\n  - {what: Staff are in post, measure: Posts filled}\n", "with_measures", 1),
        ("measures: [People reached]\n", "with_measures", 1),
        ("", "with_money", 1),
        ("-finance", "with_money", 0),
        ("functions: [care-at-home, reablement]\n", "with_money", 0),
        ("finance: [{to: example-council, year: 2025-26, kind: payment, method: By heads}]\n", "with_money", 1),
        ("finance: [{to: example-council, function: care-at-home, year: 2025-26, kind: payment}]\n", "with_money", 0),
    ],
)
def test_what_directions_say(change, figure, count):
    assert getattr(total(one(change)), figure) == Share(count, 1, Decimal(100 * count).quantize(Decimal("0.1")))


def test_a_report_decision_counts_from_its_meeting():
    register = register_of(direction_file(DIRECTION), report=REPORT.replace("EXIJB-25-014", "exijb-25-014"))
    assert total(register).with_report_decision.count == 1
    later = register_of(direction_file(DIRECTION), report=REPORT.replace("2025-03-18", "2025-07-01"))
    assert total(later).with_report_decision.count == 0
    assert total(one()).with_report_decision.count == 0


@pytest.mark.parametrize(
    ("entries", "day", "expected"),
    [
        ((), date(2026, 4, 30), (0, 0)),
        ((), date(2026, 5, 1), (0, 1)),
        (("act: reviewed, date: 2026-04-30, outcome: retain",), date(2026, 5, 1), (1, 1)),
        (("act: reviewed, date: 2026-05-01, outcome: retain",), date(2026, 5, 2), (0, 1)),
        (("act: reviewed, date: 2026-01-01, outcome: retain",), date(2026, 5, 1), (1, 1)),
        (("act: reviewed, date: 2025-12-31, outcome: retain",), date(2026, 5, 1), (0, 1)),
        ((CLOSED.format("2026-04-29"),), date(2026, 5, 1), (0, 0)),
        (("act: reviewed, date: 2026-04-20, outcome: close", CLOSED.format("2026-04-29")), date(2026, 5, 1), (1, 1)),
    ],
)
def test_reviewed_on_time(entries, day, expected):
    found = total(one(history(*entries)), day).reviewed_on_time
    assert (found.count, found.of) == expected


@pytest.mark.parametrize(
    ("ends", "entry", "day", "expected"),
    [
        ("2026-03-31", None, date(2026, 3, 31), (0, 0)),
        ("2026-03-31", None, date(2026, 4, 1), (0, 1)),
        (None, None, date(2030, 4, 1), (0, 0)),
        (None, CLOSED.format("2025-06-18"), date(2025, 6, 17), (0, 0)),
        (None, CLOSED.format("2025-06-18"), date(2025, 6, 18), (1, 1)),
        ("2026-03-31", CLOSED.format("2026-06-18"), date(2026, 6, 17), (0, 1)),
        ("2026-03-31", CLOSED.format("2026-06-18"), date(2026, 6, 18), (1, 1)),
        ("2026-03-31", f"act: superseded, date: 2026-04-01, by: {LATER_ID}", date(2026, 7, 1), (0, 0)),
        ("2026-03-31", f"act: superseded, date: 2026-04-02, by: {LATER_ID}", date(2026, 7, 1), (0, 1)),
        ("2026-03-31", "act: revoked, date: 2026-01-02, reason: halted", date(2026, 7, 1), (0, 0)),
    ],
)
def test_closed_rather_than_lapsed(ends, entry, day, expected):
    register = one(f"ends: {ends}\n" if ends else "", history(*([entry] if entry else [])))
    found = total(register, day).closed
    assert (found.count, found.of) == expected


def test_negotiations_are_measured_and_those_past_six_months_counted():
    at_the_limit = total(one(history(RAISED, RESOLVED.format("2025-10-01"))), date(2026, 1, 1))
    assert (at_the_limit.negotiations, at_the_limit.negotiations_past_limit) == (Days(1, Decimal(183), 183, 183), 0)
    past = total(one(history(RAISED, RESOLVED.format("2025-10-02"))), date(2026, 1, 1))
    assert (past.negotiations.median, past.negotiations_open, past.negotiations_past_limit) == (184, 0, 1)
    still = one(history(RAISED))
    assert [
        (found.negotiations_open, found.negotiations_past_limit)
        for found in (total(still, date(2025, 10, 1)), total(still, date(2025, 10, 2)))
    ] == [
        (1, 0),
        (1, 1),
    ]


def test_a_correction_made_later_is_not_seen_before():
    correction = "act: corrected, date: 2025-06-01, field: review, from: 2025-04, to: 2026-04, reason: Slip"
    register = one(history(correction))
    assert total(register, date(2025, 5, 2)).reviewed_on_time.of == 1
    assert total(register, date(2025, 6, 2)).reviewed_on_time.of == 0
