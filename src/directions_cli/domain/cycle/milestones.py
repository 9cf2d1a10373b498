"""The milestones of a direction, as progress left them: one reckoning for `due`, the rules, the review and the reports.

Guidance 5.2 and 5.3: what is directed has timescales and milestones, and whether they are kept is monitored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from directions_cli.domain.base import last_day
from directions_cli.domain.direction import Direction, is_extant, issued_on
from directions_cli.domain.history import Progress
from directions_cli.domain.keys import key
from directions_cli.domain.terms import LINK_FIELDS, Milestone

COMPLETE = "complete"
"""The rating by which a milestone, or the whole, is reported as met."""
MilestoneState = Literal["met", "missed", "moved", "ahead", "undated", "earlier"]
STATES: Final = (
    "`met`; `missed` (the day last named is past); `moved`, `ahead`; `undated` without a day; `earlier`: due before"
    " this direction was issued, and for the one that it follows to report."
)
"""What the states of a milestone mean."""


@dataclass(frozen=True, slots=True)
class MilestoneAt:
    """Where a milestone stands on a day."""

    number: int = key("Its number, from 1.")
    what: str | None = key("What will have been done; null for a direction taken in private.")
    due: str | None = key("Month or day by which its terms want it, or null.")
    moved_to: str | None = key("Month or day to which it was last moved, or null.")
    state: MilestoneState = key(STATES)
    met_on: date | None = key("Day on which it was reported met, or null.")


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone with its number (from 1), its day by the terms, the progress that moved it, the day that counts now, and
    whether it was met and whether anything was told of it that counts as an answer."""

    number: int
    milestone: Milestone
    due: date | None
    moved: Progress | None
    by: date
    met: bool
    told: bool


def steps(direction: Direction, day: date) -> Iterator[Step]:
    """The dated milestones of an extant direction, each as progress left it (guidance 5.2, 5.3).

    What fell due before it was issued was for the direction that it follows to report, unless it was moved since.
    """
    if not is_extant(direction, day) or not direction.terms.milestones:
        return
    reported = [entry for entry in direction.history if isinstance(entry, Progress)]
    for number, milestone in enumerate(direction.terms.milestones, start=1):
        due = last_day(milestone.due) if milestone.due else None
        about = [entry for entry in reported if entry.milestone == number]
        moved = last_move(reported, number)
        by = last_day(moved.moved_to) if moved and moved.moved_to else due
        if by is None or (moved is None and is_of_earlier(direction, due)):
            continue
        whole = [entry for entry in reported if entry.milestone is None]
        met = met_on(reported, number) is not None
        told = any(entry.date >= by for entry in (*about, *whole)) or (moved is None and bool(about))
        yield Step(number, milestone, due, moved, by, met, told)


def met_on(reports: Iterable[Progress], number: int) -> date | None:
    """The day on which a milestone was first reported met: as `met`, or by the rating complete of it or of the whole."""
    about = (entry for entry in reports if entry.milestone in (number, None))
    days = (entry.date for entry in about if entry.rating == COMPLETE or (entry.met and entry.milestone == number))
    return min(days, default=None)


def last_move(reports: Iterable[Progress], number: int) -> Progress | None:
    """The progress that moved a milestone last by its date; of several on one day the one that was entered last."""
    moves = [entry for entry in reports if entry.milestone == number and entry.moved_to]
    return max(enumerate(moves), key=lambda pair: (pair[1].date, pair[0]))[1] if moves else None


def is_of_earlier(direction: Direction, due: date | None) -> bool:
    """Whether the day of a milestone was past when the direction was issued in place of another, which was to report on it."""
    issued = issued_on(direction)
    follows = any(getattr(direction.terms, name) for name in LINK_FIELDS)
    return follows and due is not None and issued is not None and due < issued


def milestones_at(direction: Direction, day: date) -> Iterator[MilestoneAt]:
    """Where each milestone stands on a day, as progress reported by then says; met and moved as `due` reckons them."""
    reports = [entry for entry in direction.history if isinstance(entry, Progress) and entry.date <= day]
    for number, milestone in enumerate(direction.terms.milestones, start=1):
        met, move = met_on(reports, number), last_move(reports, number)
        moved = move.moved_to if move else None
        state: MilestoneState = "met" if met else _state(direction, moved, milestone.due, day)
        yield MilestoneAt(number, milestone.what, milestone.due, moved, state, met)


def _state(direction: Direction, moved: str | None, due: str | None, day: date) -> MilestoneState:
    by = moved or due
    if by is None:
        return "undated"
    if moved is None and is_of_earlier(direction, last_day(by)):
        return "earlier"
    if last_day(by) < day:
        return "missed"
    return "moved" if moved else "ahead"
