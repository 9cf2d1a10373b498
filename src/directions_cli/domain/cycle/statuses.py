"""Where the directions of a register stood over the years, how each ended, and what reviews advised (policy 4.3, app. 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from directions_cli.domain.base import year_bounds, year_of
from directions_cli.domain.cycle.listing import Mention, mention, within
from directions_cli.domain.direction import Direction, is_extant, issued_on, since, status_of
from directions_cli.domain.history import ENDINGS, Closed, Entry, Reviewed, Revoked, successor
from directions_cli.domain.keys import key
from directions_cli.domain.register import Register

MOST_YEARS: Final = 8
"""Ends of financial years that the chart of statuses looks back on."""
ACT_OF_ADVICE: Final = {"vary": "varied", "supersede": "superseded", "close": "closed", "revoke": "revoked"}
"""The entry by which the recommendation of a review is followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusesOn:
    """How many directions had each status on a day."""

    day: date = key("The day: the last of a financial year, or that of the report.")
    issued: int = key("Issued and not yet retained.")
    retained: int = key("Retained by a review.")
    varied: int = key("Varied by then.")
    superseded: int = key("Superseded by then.")
    closed: int = key("Closed by then.")
    revoked: int = key("Revoked by then.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a direction ended."""

    direction: Mention = key("The direction.")
    status: str = key("`varied`, `superseded`, `closed` or `revoked`.")
    day: date = key("Day from which it no longer stood.")
    approved: date | None = key("Day of the meeting that decided it, or null where another direction did.")
    by: Mention | None = key("The later direction that took its place, or null.")
    reason: str | None = key("Reason of a closure or revocation, or null.")
    note: str | None = key("The decision in words, or null.")
    report: str | None = key("Number of the report decided on, or null.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a review of a direction came to, and what followed."""

    direction: Mention = key("The direction.")
    day: date = key("Day of the review.")
    body: str | None = key("Body that reviewed it, or null.")
    outcome: str = key("`retain`, `vary`, `supersede`, `close` or `revoke`.")
    note: str | None = key("Why, or null.")
    followed: date | None = key("Day on which the recommended act took effect; for `retain` the day of the review; or null.")
    standing: bool = key("Whether it is a recommendation that has not been acted on and no later review decided otherwise.")


def statuses_on(directions: Iterable[Direction], day: date) -> StatusesOn:
    """How many directions had each status on a day."""
    counts = dict.fromkeys(("issued", "retained", *ENDINGS), 0)
    for direction in directions:
        status = status_of(direction, day)
        if status in counts:
            counts[status] += 1
    return StatusesOn(day=day, **counts)


def over_the_years(directions: tuple[Direction, ...], day: date) -> tuple[StatusesOn, ...]:
    """The statuses at the end of each financial year since the first issue, of the latest at most, and on the day itself."""
    issues = [issued for each in directions if (issued := issued_on(each)) and issued != date.min]
    last = int(year_of(day)[:4])
    first = max(min((int(year_of(each)[:4]) for each in issues), default=last), last - MOST_YEARS)
    ends = [year_bounds(f"{year}-{(year + 1) % 100:02}")[1] for year in range(first, last)]
    return tuple(statuses_on(directions, each) for each in (*ends, day))


def ended_on(direction: Direction, day: date) -> date | None:
    """The day from which it no longer stands, if that is by `day`."""
    ending = direction.ending
    return since(direction, ending) if ending and since(direction, ending) <= day else None


def ending_of(register: Register, direction: Direction, day: date, private: bool) -> Ending | None:
    """How a direction ended by a day; None where it stands."""
    entry = direction.ending
    if entry is None or since(direction, entry) > day:
        return None
    by = successor(entry)
    decided = entry if isinstance(entry, Closed | Revoked) else None
    return Ending(
        direction=mention(direction, private),
        status=entry.act,
        day=since(direction, entry),
        approved=decided.approved if decided else None,
        by=mention(register[by], private) if by and by in register else None,
        reason=decided.reason if decided else None,
        note=decided.note if decided else None,
        report=decided.report if decided else None,
    )


def reviews_of(direction: Direction, day: date, private: bool) -> Iterator[Advice]:
    """Every review of a direction by a day, oldest first, with what followed from it by then."""
    held = sorted(
        (each for each in direction.history if isinstance(each, Reviewed) and each.date <= day), key=lambda each: each.date
    )
    for place, review in enumerate(held):
        later = held[place + 1] if place + 1 < len(held) else None
        followed = _followed(direction, review, later, day)
        yield Advice(
            direction=mention(direction, private),
            day=review.date,
            body=review.body,
            outcome=review.outcome,
            note=review.note,
            followed=followed,
            standing=followed is None and later is None and is_extant(direction, day),
        )


def _followed(direction: Direction, review: Reviewed, later: Reviewed | None, day: date) -> date | None:
    if review.outcome == "retain":
        return review.date
    ending = direction.ending
    if later is None and ending and ending.act == ACT_OF_ADVICE[review.outcome] and since(direction, ending) <= day:
        return since(direction, ending)
    return None


def entries_in(direction: Direction, first: date, last: date) -> Iterator[Entry]:
    """The entries of a direction that are dated within a period."""
    yield from (each for each in direction.history if within(each, first, last))
