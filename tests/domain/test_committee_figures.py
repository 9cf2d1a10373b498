"""Figures of the reports to committees, against registers small enough to count by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from directions_cli.domain.cycle.annual_report import annual_report
from directions_cli.domain.cycle.briefing import briefing
from directions_cli.domain.cycle.counting import known_on
from directions_cli.domain.cycle.coverage import coverage
from directions_cli.domain.cycle.directed_money import money_by_function
from directions_cli.domain.cycle.exchanges import whole_months
from directions_cli.domain.cycle.listing import directions_on, percent
from directions_cli.domain.cycle.performance_report import performance_report
from directions_cli.domain.cycle.progress_report import progress_report
from directions_cli.domain.cycle.statuses import over_the_years, reviews_of
from directions_cli.domain.register import Register
from directions_cli.errors import Refused
from tests.domain.building import DIRECTION, HEADER, ID, LATER_ID, changed, direction_file, history, one, register_of, two

DAY = date(2025, 12, 31)
SINCE = date(2025, 7, 1)
SECOND = "EXIJB-2025-03-18-002"
THIRD = "EXIJB-2025-03-18-003"
MILESTONES = """
milestones:
  - {what: Staff are in post, due: 2025-09-30}
  - {what: Hours are kept, due: 2025-10}
  - {what: People are reached, due: 2026-03-31}
  - {what: One day}
"""


def several(*changes: str, header: str = HEADER) -> Register:
    """A register of as many directions as there are changes, each with its own number."""
    files = []
    for number, change in enumerate(changes, 1):
        text = changed(DIRECTION, f"reference: EXIJB-18/03/2025-{number:03}\ntitle: Direction {number}", change)
        files.append(direction_file(text, f"EXIJB-2025-03-18-{number:03}"))
    return register_of(*files, header=header)


def ids(found: object) -> list[str]:
    return [getattr(each, "id", None) or each.direction.id for each in found]  # type: ignore[attr-defined]


# Progress


def test_ratings_are_counted_before_the_period_and_on_the_day() -> None:
    register = several(
        history("act: progress, date: 2025-06-30, rating: on-track", "act: progress, date: 2025-12-31, rating: at-risk"),
        history("act: progress, date: 2025-07-01, rating: at-risk"),
        history("act: progress, date: 2026-01-01, rating: delayed"),
    )
    found = progress_report(register, SINCE, DAY)
    assert {each.rating: (each.before, each.now) for each in found.ratings} == {
        "on-track": (1, 0),
        "at-risk": (0, 2),
        "delayed": (0, 0),
        "complete": (0, 0),
        None: (2, 1),
    }
    assert found.reported == 2
    assert ids(found.not_reported) == [THIRD]


def test_milestones_are_met_moved_missed_or_ahead() -> None:
    register = one(
        MILESTONES
        + history(
            "act: progress, date: 2025-09-29, rating: on-track, milestone: 1, met: true",
            "act: progress, date: 2025-10-01, rating: on-track, milestone: 3, moved_to: 2026-06",
        )
    )
    found = progress_report(register, SINCE, DAY)
    (row,) = found.directions
    assert [each.number for each in row.met] == [1]
    assert [(each.number, each.due, each.moved_to) for each in row.moved] == [(3, "2026-03-31", "2026-06")]
    assert [(each.number, each.due) for each in row.missed] == [(2, "2025-10")]
    assert (found.milestones.met, found.milestones.moved, found.milestones.missed, found.milestones.ahead) == (1, 1, 1, 1)
    on_the_last_day = progress_report(register, SINCE, date(2025, 10, 31))
    assert on_the_last_day.milestones.missed == 0
    later = progress_report(register, date(2025, 10, 2), DAY)
    assert (later.milestones.met, later.milestones.moved) == (0, 0)


def test_money_spent_is_set_against_the_money_of_those_that_report_it() -> None:
    register = several(
        history("act: progress, date: 2025-09-01, rating: on-track, spend: 500000"),
        "",
        "-finance\n" + history("act: progress, date: 2025-09-01, rating: on-track, spend: 7"),
    )
    money = progress_report(register, SINCE, DAY).money
    assert (money.directed, money.reported) == (Decimal(2_500_000), 1)
    assert (money.spent, money.directed_of_reported, money.percent) == (Decimal(500_000), Decimal(1_250_000), 40)
    assert progress_report(register, SINCE, date(2025, 8, 31)).money.percent is None


@pytest.mark.parametrize(
    ("day", "left", "past"),
    [
        (date(2025, 9, 10), 5, False),
        (date(2025, 9, 11), 4, False),
        (date(2026, 2, 10), 0, False),
        (date(2026, 2, 11), None, True),
    ],
)
def test_months_left_of_a_negotiation_are_counted(day: date, left: int | None, past: bool) -> None:
    raised = "act: difficulty, date: 2025-08-10, stage: raised, by: example-council, summary: Too few nurses."
    found = progress_report(one(history(raised)), date(2025, 7, 1), day)
    (difficulty,) = found.difficulties
    assert difficulty.by is not None
    assert (difficulty.by.name, difficulty.stage, difficulty.until) == ("Example Council", "raised", date(2026, 2, 10))
    assert (difficulty.months_left, difficulty.past) == (left, past)
    assert found.open_difficulties == 1


def test_a_difficulty_that_was_resolved_before_the_period_is_not_told() -> None:
    entries = history(
        "act: difficulty, date: 2025-05-10, stage: raised, by: example-council, summary: Too few.",
        "act: difficulty, date: 2025-06-30, stage: resolved, by: example-council, outcome: Hired.",
    )
    assert progress_report(one(entries), SINCE, DAY).difficulties == ()
    (found,) = progress_report(one(entries), date(2025, 6, 30), DAY).difficulties
    assert (found.resolved, found.outcome, found.months_left, found.past) == (date(2025, 6, 30), "Hired.", None, False)


def test_queries_and_requests_are_told_while_they_are_open() -> None:
    register = one(
        history(
            "act: query, date: 2025-07-02, stage: raised, by: NHS Example, summary: Which hours?",
            "act: request, date: 2025-07-03, stage: asked, of: example-council, summary: How many?, due: 2025-08-01",
            "act: query, date: 2025-09-02, stage: answered, by: NHS Example, summary: All.",
        )
    )
    before = progress_report(register, SINCE, date(2025, 8, 1))
    assert [each.said for each in before.queries] == ["Which hours?"]
    assert [(each.name, each.overdue) for each in before.requests] == [("Example Council", False)]
    after = progress_report(register, SINCE, DAY)
    assert after.queries == ()
    assert [each.overdue for each in after.requests] == [True]


def test_acts_of_the_period_are_told_on_their_days_both_ends_of_it_among_them() -> None:
    register = two(
        history("act: reviewed, date: 2025-05-01, outcome: retain", f"act: superseded, date: 2025-06-18, by: {LATER_ID}")
    )
    found = progress_report(register, date(2025, 5, 1), date(2025, 6, 18)).acts
    assert [(each.day, each.act, each.direction.id, each.by.id if each.by else None) for each in found] == [
        (date(2025, 5, 1), "reviewed", ID, None),
        (date(2025, 6, 18), "superseded", ID, LATER_ID),
        (date(2025, 6, 18), "issued", LATER_ID, None),
    ]
    assert progress_report(register, date(2025, 5, 2), date(2025, 6, 17)).acts == ()


# Private directions


def test_private_directions_are_counted_and_told_only_if_asked_for() -> None:
    register = several("", "private: true\nprivate_reason: Staff.")
    for report in (progress_report, annual_report, performance_report):
        found = report(register, SINCE, DAY)
        assert (found.extant, found.private) == (1, 1)
        assert SECOND not in repr(found)
        whole = report(register, SINCE, DAY, private=True)
        assert (whole.extant, whole.private) == (2, 0)
    with pytest.raises(Refused, match="--private makes a briefing"):
        briefing(register, SECOND, DAY)
    assert briefing(register, SECOND, DAY, private=True).direction.private


def test_a_private_direction_that_took_the_place_of_another_is_named_without_its_title() -> None:
    register = two(
        history(f"act: superseded, date: 2025-06-18, by: {LATER_ID}"), "title: A secret\nprivate: true\nprivate_reason: X"
    )
    (ending,) = next(each.directions for each in annual_report(register, date(2025, 4, 1), DAY).ended if each.directions)
    assert ending.by is not None
    assert (ending.by.reference, ending.by.title) == ("EXIJB-17/06/2025-001", None)
    assert "A secret" not in repr(briefing(register, ID, DAY))
    assert "A secret" in repr(briefing(register, ID, DAY, private=True))


# The annual report


def test_the_year_tells_what_was_issued_retained_and_ended() -> None:
    register = two(
        history("act: reviewed, date: 2025-05-01, outcome: retain", f"act: superseded, date: 2025-06-18, by: {LATER_ID}")
    )
    found = annual_report(register, date(2025, 4, 1), DAY)
    assert ids(found.directions) == ids(found.issued) == [LATER_ID]
    assert [(each.direction.id, each.day) for each in found.retained] == [(ID, date(2025, 5, 1))]
    assert [(each.status, ids(each.directions)) for each in found.ended] == [
        ("varied", []),
        ("superseded", [ID]),
        ("closed", []),
        ("revoked", []),
    ]
    before = annual_report(register, date(2025, 3, 1), date(2025, 6, 17))
    assert ids(before.directions) == ids(before.issued) == [ID]
    assert not any(each.directions for each in before.ended)


def test_recommendations_stand_until_they_are_followed_or_decided_otherwise() -> None:
    vary = "act: reviewed, date: 2025-05-01, outcome: vary, note: New dates."
    (standing,) = annual_report(one(history(vary)), date(2025, 11, 1), DAY).advised
    assert (standing.outcome, standing.followed, standing.standing) == ("vary", None, True)
    register = one(history(vary, "act: reviewed, date: 2025-10-01, outcome: retain"))
    assert annual_report(register, date(2025, 11, 1), DAY).advised == ()
    (otherwise,) = annual_report(register, date(2025, 4, 1), DAY).advised
    assert (otherwise.followed, otherwise.standing) == (None, False)
    closed = one(
        history(
            "act: reviewed, date: 2025-05-01, outcome: close",
            "act: closed, date: 2025-06-20, approved: 2025-06-17, reason: achieved, note: Done.",
        )
    )
    (followed,) = annual_report(closed, date(2025, 4, 1), DAY).advised
    assert (followed.followed, followed.standing) == (date(2025, 6, 20), False)
    (not_yet,) = reviews_of(directions_on(closed, date(2025, 6, 19))[0], date(2025, 6, 19), False)
    assert (not_yet.followed, not_yet.standing) == (None, True)


def test_statuses_over_the_years_are_those_of_each_31_march_and_of_the_day() -> None:
    register = several(
        "approved: 2023-05-01"
        + "\nhistory: [{act: issued, date: 2023-05-02}, {act: reviewed, date: 2024-04-02, outcome: retain}]",
        "approved: 2024-03-30\nhistory: [{act: issued, date: 2024-04-01},"
        " {act: revoked, date: 2025-04-01, approved: 2025-03-31, reason: halted, note: Stopped.}]",
    )
    found = over_the_years(directions_on(register, DAY), DAY)
    assert [(each.day.isoformat(), each.issued, each.retained, each.revoked) for each in found] == [
        ("2024-03-31", 1, 0, 0),
        ("2025-03-31", 1, 1, 0),
        ("2025-12-31", 0, 1, 1),
    ]


def test_expired_and_never_reviewed_directions_are_named() -> None:
    register = several("ends: 2025-12-30", "ends: 2025-12-31", history("act: reviewed, date: 2025-12-31, outcome: close"))
    found = annual_report(register, SINCE, DAY)
    assert ids(found.past_expiry) == ["EXIJB-2025-03-18-001"]
    assert ids(found.never_reviewed) == ["EXIJB-2025-03-18-001", SECOND]
    assert annual_report(register, date(2025, 3, 20), DAY).never_reviewed == ()


def test_money_by_function_is_that_of_the_year_to_the_penny() -> None:
    line = "to: example-council, year: 2025-26, use: Staff"
    register = one(
        f"""
functions: [care-at-home, reablement]
finance:
  - {{{line}, function: reablement, kind: payment, amount: 0.10}}
  - {{{line}, function: reablement, kind: payment, amount: 0.20}}
  - {{{line}, function: care-at-home, kind: set-aside, amount: 1000000.05}}
  - {{{line}, function: care-at-home, kind: payment, method: By the hour.}}
  - {{to: example-council, function: care-at-home, year: 2026-27, kind: payment, amount: 9}}
"""
    )
    found = money_by_function(known_on(register, DAY), directions_on(register, DAY), register.header, "2025-26")
    assert [(each.function.name, each.payment, each.set_aside, each.without_amount) for each in found] == [
        ("Care at home", Decimal(0), Decimal("1000000.05"), 1),
        ("Reablement", Decimal("0.30"), Decimal(0), 0),
    ]
    assert sum(each.total for each in found) == Decimal("1000000.35")
    assert annual_report(register, SINCE, DAY).total == Decimal("1000000.35")


def test_money_that_is_restated_counts_once_until_the_later_direction_has_effect() -> None:
    ends = history(f"act: superseded, date: 2025-11-01, by: {LATER_ID}")
    register = two(ends, "takes_effect: 2025-11-01\nfinance: [{to: example-council, function: care-at-home, year: 2025-26,"
                         " kind: payment, amount: 1400000, use: Staff}]\n")  # fmt: skip
    for day, pounds in (date(2025, 10, 31), 1_250_000), (date(2025, 11, 1), 1_400_000):
        annual, performed = annual_report(register, SINCE, day), performance_report(register, date(2025, 4, 1), day)
        (covered,) = (each for each in coverage(register, day).functions or () if each.code == "care-at-home")
        assert annual.total == performed.money == performed.priorities[0].money == covered.year_money == Decimal(pounds)
    assert annual_report(register, SINCE, date(2025, 10, 31)).extant == 2


# Performance


def test_priorities_and_outcomes_tell_what_serves_them_and_what_has_nothing() -> None:
    register = several("", "alignment: {priorities: [OLD1], outcomes: [2]}", "-alignment")
    found = performance_report(register, date(2025, 4, 1), date(2026, 3, 31))
    assert [(each.what.code, each.extant, each.money) for each in found.priorities] == [
        ("SP1", 1, Decimal(1_250_000)),
        ("OLD1", 1, Decimal(1_250_000)),
    ]
    assert found.priorities_without == 0
    assert [each.extant for each in found.outcomes] == [0, 2, 0, 0, 0, 0, 0, 0, 1]
    assert found.outcomes_without == 7
    assert ids(found.without_priority) == ids(found.without_outcome) == [THIRD]
    assert (found.years, found.plans) == (("2025-26",), ("Strategic Commissioning Plan 2025-2028",))
    alone = performance_report(several("-alignment"), date(2025, 4, 1), date(2026, 3, 31))
    assert alone.priorities_without == 1
    assert alone.priorities[0].directions == ()


def test_a_direction_that_ended_in_the_period_is_told_and_its_money_is_not_counted_twice() -> None:
    register = two(history(f"act: superseded, date: 2025-06-18, by: {LATER_ID}"))
    found = performance_report(register, date(2025, 4, 1), date(2026, 3, 31))
    assert (found.stood, found.extant, found.ended, found.money) == (2, 1, 1, Decimal(1_250_000))
    assert [each.extant for each in found.priorities[0].directions] == [False, True]
    after = performance_report(register, date(2025, 6, 18), date(2026, 3, 31))
    assert (after.stood, after.ended) == (1, 0)


def test_a_milestone_counts_in_the_period_in_which_it_was_met() -> None:
    register = one(history("act: progress, date: 2025-12-31, rating: on-track, milestone: 1, met: true"))
    assert performance_report(register, date(2025, 4, 1), DAY).met == 1
    assert performance_report(register, date(2025, 4, 1), date(2025, 12, 30)).met == 0
    assert performance_report(register, date(2026, 1, 1), date(2026, 3, 31)).met == 0


# A briefing


def test_a_briefing_tells_the_matter_as_it_stands_on_the_day() -> None:
    register = one(
        history(
            "act: reviewed, date: 2025-05-01, outcome: revoke",
            "act: difficulty, date: 2025-06-01, stage: raised, by: example-council, summary: Too few.",
            "act: difficulty, date: 2025-07-01, stage: resolved, by: example-council, outcome: No way was found.",
            "act: revoked, date: 2025-09-18, approved: 2025-09-16, reason: halted, note: It stops.",
        )
    )
    matters = {day: briefing(register, ID, date(2025, *day)).matter for day in ((4, 30), (5, 1), (6, 1), (7, 1), (9, 18))}
    assert list(matters.values()) == ["extant", "recommended", "difficulty", "recommended", "ended"]
    found = briefing(register, ID, DAY)
    assert found.ending is not None
    assert (found.ending.reason, found.ending.note, found.ending.approved) == ("halted", "It stops.", date(2025, 9, 16))
    assert [(each.stage, each.said) for each in found.difficulties[0].stages] == [
        ("raised", "Too few."),
        ("resolved", "No way was found."),
    ]


def test_a_briefing_shows_nothing_dated_after_its_day() -> None:
    register = two(
        history(
            "act: progress, date: 2025-05-01, rating: on-track, spend: 100",
            f"act: superseded, date: 2025-06-18, by: {LATER_ID}",
        )
    )
    before = briefing(register, ID, date(2025, 4, 30))
    assert (before.spends, before.ending, before.after) == ((), None, ())
    after = briefing(register, ID, DAY)
    assert [each.spent for each in after.spends] == [Decimal(100)]
    assert ids(after.after) == [LATER_ID]
    assert [each.direction.id for each in briefing(register, LATER_ID, DAY).before] == [ID]
    with pytest.raises(Refused, match="is not issued by 17 June 2025"):
        briefing(register, LATER_ID, date(2025, 6, 17))


def test_terms_are_told_as_they_read_on_the_day() -> None:
    register = one(
        "title: Right title",
        history("act: corrected, date: 2025-10-01, field: title, from: Wrong title, to: Right title, reason: A slip."),
    )
    assert briefing(register, ID, date(2025, 9, 30)).direction.title == "Wrong title"
    assert briefing(register, ID, DAY).direction.title == "Right title"


# Small sums


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [(None, Decimal(1), None), (Decimal(1), None, None), (Decimal(1), Decimal(0), None), (Decimal(1), Decimal(8), 13)],
)
def test_percent_is_rounded_half_up(part: Decimal | None, whole: Decimal | None, found: int | None) -> None:
    assert percent(part, whole) == found


@pytest.mark.parametrize(
    ("day", "until", "months"),
    [
        (date(2025, 8, 31), date(2025, 9, 30), 1),
        (date(2025, 8, 31), date(2025, 9, 29), 0),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2024, 12, 1), date(2025, 12, 1), 12),
        (date(2025, 5, 5), date(2025, 5, 5), 0),
    ],
)
def test_whole_months(day: date, until: date, months: int) -> None:
    assert whole_months(day, until) == months


def test_thousands_of_directions_are_counted_at_once() -> None:
    lone = register_of(direction_file(changed(DIRECTION, history("act: progress, date: 2025-09-01, rating: on-track"))))
    (direction,) = lone.values()
    from dataclasses import replace

    many = Register(lone.header, [replace(direction, id=f"EXIJB-2025-03-18-{number:05}") for number in range(3000)])
    assert progress_report(many, SINCE, DAY).extant == annual_report(many, SINCE, DAY).extant == 3000
    assert performance_report(many, SINCE, DAY).priorities[0].extant == 3000
