"""By when what was asked is to be answered: queries, requests for information, and the information that terms ask for.

A direction is given as it was known on the day (`reckoning.as_known_on`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from directions_cli.domain.base import last_day
from directions_cli.domain.dates import MONTH, add_months, last_of_month
from directions_cli.domain.direction import Direction, effect_from, is_extant, issued_on
from directions_cli.domain.history import Progress, Query, Request
from directions_cli.domain.terms import Information

ANSWER_WITHIN_DAYS = 28
"""Days that we allow for an answer where no day was named: neither guidance 4.7 nor 5.4 sets one."""
MONTHS_AHEAD = 12 * 300
"""Months for which recurring information is counted on: longer than any register reaches."""
GIVEN_AHEAD_DAYS = 14
"""Days before information is due from which on what is reported counts as that information."""


def request_by(entry: Request) -> date:
    """By when a request is to be answered: the day it names, else some weeks from its own."""
    return entry.due or entry.date + timedelta(days=ANSWER_WITHIN_DAYS)


def query_by(entry: Query, direction: Direction) -> date:
    """By when a query is to be answered: some weeks from its day, and before the board meets on a draft (guidance 4.7)."""
    by = entry.date + timedelta(days=ANSWER_WITHIN_DAYS)
    meeting = direction.terms.approved
    return min(by, meeting) if direction.issue is None and meeting and meeting >= entry.date else by


def information_by(direction: Direction, information: Information, partner: str, day: date) -> date | None:
    """When a partner is next to give information that the terms ask for (the Act, s.27(2)); None where nothing is open.

    What was given is read from the history: an answered request of that partner, or any progress, because that is how what
    a partner reports is entered. It counts for all that was due by its day or in the fortnight after. What fell due before
    the direction was issued was not asked by it.
    """
    issued, effect = issued_on(direction), effect_from(direction)
    if direction.historic or issued is None or effect is None or not is_extant(direction, day):
        return None
    coming = (by for by in _occurrences(information, effect) if by >= issued)
    by = next(coming, None)
    for given in _given(direction, partner):
        while by is not None and by <= given + timedelta(days=GIVEN_AHEAD_DAYS):
            by = next(coming, None)
    return by


def _given(direction: Direction, partner: str) -> list[date]:
    reports = [entry.date for entry in direction.history if isinstance(entry, Progress)]
    answers = [entry for entry in direction.history if isinstance(entry, Request) and entry.stage == "answered"]
    return sorted([*reports, *(entry.date for entry in answers if entry.of in (None, partner))])


def _occurrences(information: Information, effect: date) -> Iterator[date]:
    """The days on which information is due, the first as the terms say, else the months between reports after it has effect."""
    months, due = information.every_months, information.due
    if due is not None:
        yield last_day(due)
    if months is None:
        return
    whole_month = due is not None and MONTH.match(due) is not None
    first = effect if due is None else date.fromisoformat(f"{due}-01" if whole_month else due)
    for later in (add_months(first, ahead) for ahead in range(months, MONTHS_AHEAD, months)):
        yield last_of_month(later.year, later.month) if whole_month else later
