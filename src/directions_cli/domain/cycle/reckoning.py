"""By when something is to be done: the days that `due` lists and that the rules LIF010 to LIF019, REG006 and REG007 judge by.

Both call these functions, so that they never contradict. A direction is given as it was known on the day (`as_known_on`);
what is due on a day is late from the day after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from directions_cli.domain.authority import Header
from directions_cli.domain.base import last_day
from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.dates import add_months, annual_review_due, last_of_month
from directions_cli.domain.direction import Direction, difficulties, effect_from, is_extant, issued_on, since
from directions_cli.domain.history import Difficulty, Progress, Reviewed

ISSUE_WITHIN_DAYS = 28
"""Days that we allow for what is to be done as soon as practicable (guidance 5.1)."""
FOLLOW_WITHIN_MONTHS = 6
"""Months that we allow for following what a review advised (policy 4.2)."""
REVIEW_AHEAD_MONTHS = 3
"""Months before its month in which a review already counts as the one that the terms promise."""


def as_known_on(direction: Direction, day: date) -> Direction:
    """A direction as it was known at the end of a day: later corrections taken back, later entries left out."""
    read = as_read_on(direction, day)
    known = tuple(entry for entry in read.history if since(read, entry) <= day)
    return read if len(known) == len(read.history) else replace(read, history=known)


def issue_by(direction: Direction) -> date | None:
    """By when an approval is to be issued; None where it is issued, or nobody knows when it was approved (guidance 5.1)."""
    approved = direction.terms.approved
    return approved + timedelta(days=ISSUE_WITHIN_DAYS) if direction.issue is None and approved else None


def expiry_of(direction: Direction, day: date) -> date | None:
    """The last day that an extant direction foresees, by which another act is to follow (guidance 5.2; policy 4.5)."""
    return direction.terms.ends if is_extant(direction, day) else None


def own_review_by(direction: Direction, day: date) -> date | None:
    """By when the review is to be held that the terms promise; None once it was held (policy 4.3 and app. 1)."""
    if not direction.terms.review or not is_extant(direction, day):
        return None
    by = last_day(direction.terms.review)
    first = add_months(by.replace(day=1), -REVIEW_AHEAD_MONTHS)
    return by if all(entry.date < first for entry in _reviews(direction)) else None


def annual_review_missed(direction: Direction, month: int, day: date) -> date | None:
    """The last day of the latest review month that an extant direction was not reviewed in the year to (policy 4.3).

    `month` is the month of the annual review, 1 to 12. A direction issued within that year waits for the next one.
    """
    due = annual_review_due(month, day)
    if not _comes_up(direction, due, day) or any(entry.date >= add_months(due, -12) for entry in _reviews(direction)):
        return None
    return due


def annual_review_next(direction: Direction, month: int, day: date) -> date | None:
    """The last day of the next review month in which an extant direction comes before the annual review (policy 4.3).

    A review in the six months before counts as that one; one held earlier was that of the year before.
    """
    due = annual_review_due(month, day)
    for year in range(due.year + 1, due.year + 4):
        coming = last_of_month(year, month)
        held = any(entry.date > add_months(coming, -6) for entry in _reviews(direction))
        if _comes_up(direction, coming, day) and not held:
            return coming
    return None


def _comes_up(direction: Direction, due: date, day: date) -> bool:
    issued = issued_on(direction)
    return not direction.historic and issued is not None and issued < add_months(due, -12) and is_extant(direction, day)


def _reviews(direction: Direction) -> list[Reviewed]:
    return [entry for entry in direction.history if isinstance(entry, Reviewed)]


def negotiations(direction: Direction, day: date, months: int) -> Iterator[tuple[Difficulty, Difficulty, date]]:
    """Each open difficulty of an extant direction: the entry that raised it, its last stage, and the last day of negotiation.

    `months` is the longest that a negotiation may last (policy 4.4).
    """
    if is_extant(direction, day):
        for latest, raised in difficulties(direction, day):
            if latest.stage != "resolved":
                yield raised, latest, add_months(raised.date, months)


def progress_by(direction: Direction, day: date, months: int) -> tuple[date, date] | None:
    """Since when nothing was reported of an extant direction, and by when it is to be (policy 4.3); `months` lie between."""
    effect = effect_from(direction)
    if effect is None or direction.historic or not is_extant(direction, day):
        return None
    last = max([effect, *(entry.date for entry in direction.history if isinstance(entry, Progress | Reviewed))])
    return last, add_months(last, months)


def advice_to_follow(direction: Direction, day: date) -> tuple[Reviewed, date] | None:
    """The last review of an extant direction, where it advised an act, and by when that is to follow (policy 4.2, app. 2)."""
    review = standing_recommendation(direction, day)
    return (review, add_months(review.date, FOLLOW_WITHIN_MONTHS)) if review else None


def last_review(direction: Direction, day: date) -> Reviewed | None:
    """The last review by a day: of two on one day the one entered later."""
    held = [entry for entry in _reviews(direction) if entry.date <= day]
    return max(enumerate(held), key=lambda pair: (pair[1].date, pair[0]))[1] if held else None


def standing_recommendation(direction: Direction, day: date) -> Reviewed | None:
    """The review that recommended to vary, supersede, close or revoke it, while that has not followed by a day; else None."""
    last = last_review(direction, day)
    return last if last and last.outcome != "retain" and is_extant(direction, day) else None


def policy_review_by(header: Header) -> date | None:
    """By when the directions policy is to be reviewed (policy 5.1)."""
    return add_months(header.policy.approved, 12 * header.policy.review_years) if header.policy else None


def plan_ends(header: Header) -> date | None:
    """The last day of the plan in force, after which another is to be (guidance 1.2)."""
    return header.plan.to if header.plan and header.plan.to >= header.plan.from_ else None
