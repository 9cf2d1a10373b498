"""What the annual review is shown: each extant direction and what has happened since its last review."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from directions_cli.domain.cycle.reckoning import advice_to_follow, last_review, standing_recommendation
from directions_cli.domain.cycle.reviewing import (
    Happened,
    InDifficulty,
    Rated,
    entries_since,
    for_review,
    without_private_words,
)
from directions_cli.domain.cycle.statuses import reviews_of
from directions_cli.domain.keys import plain_result
from tests.domain.building import DIRECTION, ID, LATER, LATER_ID, changed, direction_file, history, one, register_of, two

STEPS = "milestones: [{what: Staff, due: 2025-12-31}, {what: Rooms, due: 2026-01}, {what: Van, due: 2026-09}, {what: Report}]\n"
REVIEWED = "act: reviewed, date: 2026-01-20, body: PASC, outcome: retain, note: On course"


def progress(day, rating="on-track", **rest):
    return f"act: progress, date: {day}, rating: {rating}" + "".join(f", {key}: {value}" for key, value in rest.items())


def only(*changes, day):
    (found,) = for_review(one(*changes), date.fromisoformat(day))
    return found


YEAR = history(
    progress("2025-09-30", milestone=1, met="true", spend=400000),
    REVIEWED,
    progress("2026-01-20", "at-risk", note="The van is late", milestone=3, moved_to="2026-12"),
    "act: difficulty, date: 2026-02-10, stage: raised, by: example-council, summary: No drivers",
    progress("2026-03-31", "delayed", spend=1300000),
    "act: request, date: 2026-04-01, stage: asked, of: example-council, summary: Hours?, due: 2026-05-01",
    "act: reviewed, date: 2026-06-01, outcome: revoke",
)


def test_what_happened_since_the_last_review() -> None:
    found = only(STEPS, YEAR, "ends: 2026-03-31\n", day="2026-04-20")
    assert (found.reviewed, found.outcome, found.since) == (date(2026, 1, 20), "retain", date(2026, 1, 20))
    assert found.ratings == (Rated(date(2026, 1, 20), "at-risk"), Rated(date(2026, 3, 31), "delayed"))
    assert [(each.number, each.state, each.met_on) for each in found.milestones] == [
        (1, "met", date(2025, 9, 30)), (2, "missed", None), (3, "moved", None), (4, "undated", None),
    ]  # fmt: skip
    assert (found.resource, found.spend, found.spend_at) == (Decimal(1250000), Decimal(1300000), date(2026, 3, 31))
    assert found.difficulties == (InDifficulty(date(2026, 2, 10), "example-council", "raised", date(2026, 8, 10), "No drivers"),)
    assert (found.open_queries, found.open_requests, found.expired, found.rating) == (0, 1, True, "delayed")
    assert found.entries[0] == Happened(
        date(2026, 1, 20), "progress", "rating at-risk, milestone 3, moved to 2026-12: The van is late"
    )
    assert [each.act for each in found.entries] == ["progress", "difficulty", "progress", "request"]


def test_nothing_after_the_day_shows() -> None:
    early = only(STEPS, YEAR, day="2025-12-31")
    assert (early.reviewed, early.since, early.difficulties, early.open_requests) == (None, date(2025, 3, 20), (), 0)
    assert [each.act for each in early.entries] == ["progress"]
    assert [each.state for each in early.milestones] == ["met", "ahead", "ahead", "undated"]
    corrected = history("act: corrected, date: 2025-08-01, field: title, from: Care at hoem, to: Care at home, reason: Slip")
    assert only(corrected, "title: Care at home\n", day="2025-07-31").title == "Care at hoem"
    assert only(corrected, "title: Care at home\n", day="2025-08-01").title == "Care at home"


def test_a_milestone_is_missed_from_the_day_after() -> None:
    states = [only(STEPS, day=day).milestones[1].state for day in ("2026-01-31", "2026-02-01")]
    assert states == ["ahead", "missed"]
    moved = history(progress("2026-01-10", milestone=2, moved_to="2026-03-15"))
    assert [only(STEPS, moved, day=day).milestones[1].state for day in ("2026-03-15", "2026-03-16")] == ["moved", "missed"]


def test_only_what_is_extant_is_reviewed() -> None:
    ends = history(f"act: superseded, date: 2025-06-18, by: {LATER_ID}")
    register = two(ends)
    assert [each.id for each in for_review(register, date(2025, 6, 17))] == [ID]
    assert [each.id for each in for_review(register, date(2025, 6, 18))] == [LATER_ID]
    assert for_review(one("-history\n"), date(2025, 6, 18)) == ()


def test_directions_stand_in_the_order_of_approval() -> None:
    register = register_of(
        direction_file(changed(DIRECTION, LATER, "-supersedes\n"), LATER_ID), direction_file(changed(DIRECTION))
    )
    assert [each.id for each in for_review(register, date(2025, 7, 1))] == [ID, LATER_ID]


def test_a_recommendation_stands_until_another_review_or_the_act() -> None:
    found = one(
        history(REVIEWED, "act: reviewed, date: 2026-06-01, outcome: close", "act: reviewed, date: 2026-09-01, outcome: retain")
    )[ID]
    outcomes = [standing_recommendation(found, date(2026, month, 2)) for month in (2, 6, 9)]
    assert [each.outcome if each else None for each in outcomes] == [None, "close", None]
    closed = "act: closed, date: 2026-06-20, approved: 2026-06-20, reason: achieved, note: Done"
    ended = one(history("act: reviewed, date: 2026-06-01, outcome: close", closed))[ID]
    assert standing_recommendation(ended, date(2026, 6, 19)) is not None
    assert standing_recommendation(ended, date(2026, 6, 20)) is None


def test_of_two_reviews_on_one_day_the_later_entered_counts() -> None:
    found = one(
        history(
            "act: reviewed, date: 2026-06-01, outcome: close",
            "act: reviewed, date: 2026-06-01, outcome: vary",
            progress("2026-06-01"),
        )
    )[ID]
    last = last_review(found, date(2026, 6, 1))
    assert last is not None
    assert last.outcome == "vary"
    assert [each.act for each in entries_since(found, last, date(2026, 6, 1))] == ["progress"]


def test_a_review_that_was_entered_late_is_not_the_last() -> None:
    """The register, `due` and the reports go by the day of a review, not by the place of its entry."""
    found = one(history("act: reviewed, date: 2026-06-01, outcome: retain", "act: reviewed, date: 2026-05-01, outcome: close"))[
        ID
    ]
    day = date(2026, 7, 1)
    assert standing_recommendation(found, day) is None
    assert advice_to_follow(found, day) is None
    assert [(each.outcome, each.standing) for each in reviews_of(found, day, False)] == [("close", False), ("retain", False)]


def test_a_historic_direction_without_a_day_has_all_its_entries() -> None:
    found = only(
        "-approved\n-reference\n",
        "history:\n  - {act: issued, historic: true}\n  - {" + progress("2025-05-01") + "}\n",
        day="2025-06-01",
    )
    assert (found.since, [each.act for each in found.entries]) == (None, ["progress"])


@pytest.mark.parametrize(("private", "kept"), [("true", 0), ("false", 8)])
def test_words_of_a_private_direction_are_not_listed(private, kept) -> None:
    found = without_private_words(only(STEPS, YEAR, f"private: {private}\n", day="2026-04-20"))
    words = [each.what for each in found.milestones] + [each.said for each in found.entries]
    assert (len([each for each in words if each]), len(words)) == (kept, 8)
    assert [each.summary for each in found.difficulties] == (["No drivers"] if kept else [None])
    assert plain_result(found)["title"] == "Care at home in the evening"
