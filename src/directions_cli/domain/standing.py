"""When a direction stood: the days from which it changes, and those on which it was extant (guidance 5.2)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

from directions_cli.domain.direction import Direction, is_extant, issued_on, since

Span = tuple[date, date]
"""From a day, to the last one before another."""


@dataclass(frozen=True, slots=True)
class Stood:
    """From which day a direction stands as issued (None: a draft), and the spans of days on which it is extant."""

    issued: date | None
    spans: tuple[Span, ...]

    def extant(self, day: date) -> bool:
        """Whether it binds its recipients on that day."""
        return any(first <= day < last for first, last in self.spans)


def stood(direction: Direction) -> Stood:
    """When a direction stood."""
    return Stood(issued_on(direction), extant_spans(direction))


def turning_days(direction: Direction) -> list[date]:
    """The days, in order, from which something about a direction is otherwise than the day before."""
    days = {since(direction, entry) for entry in direction.history}
    return sorted(days | {entry.date for entry in direction.history if entry.date})


def unchanged_around(direction: Direction, day: date) -> Span:
    """The span of days around one on which a direction is the same: from its last turning day to the next."""
    days = turning_days(direction)
    return max((each for each in days if each <= day), default=date.min), min(
        (each for each in days if each > day), default=date.max
    )


def extant_spans(direction: Direction) -> tuple[Span, ...]:
    """The spans of days on which it is extant; one that ends with the last day there is has no end yet."""
    days = [*turning_days(direction), date.max]
    found: list[Span] = []
    for first, last in itertools.pairwise(days):
        if first < last and is_extant(direction, first):
            joined = found and found[-1][1] == first
            found[-1:] = [(found[-1][0], last)] if joined else [*found[-1:], (first, last)]
    return tuple(found)
