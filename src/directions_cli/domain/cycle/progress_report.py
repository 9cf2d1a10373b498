"""The six-monthly report of progress to the committee that monitors directions (policy 4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.exchanges import Asked, InDifficulty, difficulties_of, queries_of, requests_of
from directions_cli.domain.cycle.listing import (
    Listed,
    Mention,
    MilestoneOf,
    count_private,
    directions_on,
    listed,
    mention,
    milestones_of,
    percent,
    told,
    within,
)
from directions_cli.domain.cycle.statuses import entries_in
from directions_cli.domain.direction import Direction, is_extant, issued_on, latest_progress, open_difficulties
from directions_cli.domain.history import Entry, Progress, Reviewed, successor
from directions_cli.domain.keys import key
from directions_cli.domain.register import Register

NOT_ACTS = ("progress", "difficulty", "query", "request")
"""Entries of monitoring: a report tells them under what they are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingCount:
    """How many extant directions had a rating."""

    rating: str | None = key("The rating; null for those on which nothing was ever reported.")
    before: int = key("How many at the beginning of the period.")
    now: int = key("How many on the day.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActIn:
    """An act of the period."""

    day: date = key("Day of the act.")
    act: str = key("`issued`, `varied`, `superseded`, `closed`, `revoked`, `reviewed` or `corrected`.")
    direction: Mention = key("The direction.")
    outcome: str | None = key("Outcome of a review, or null.")
    by: Mention | None = key("The later direction that varied, superseded or revoked it, or null.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """How many milestones of the extant directions were met and moved in the period, and missed on the day."""

    met: int = key("Reported met in the period.")
    moved: int = key("Moved in the period to another day, and neither met nor missed.")
    missed: int = key("Not met on the day, though the day last named for them is past.")
    ahead: int = key("Still ahead on the day, with those moved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressOf:
    """Progress of one extant direction."""

    direction: Listed = key("The direction.")
    reported: bool = key("Whether progress was reported in the period.")
    met: tuple[MilestoneOf, ...] = key("Milestones reported met in the period.")
    moved: tuple[MilestoneOf, ...] = key("Milestones moved in the period, and neither met nor missed.")
    missed: tuple[MilestoneOf, ...] = key("Milestones missed on the day.")
    ahead: int = key("Number of milestones still ahead, with those moved.")
    open_difficulties: int = key("Number of its difficulties that are open on the day.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """Money directed and spent by the extant directions."""

    directed: Decimal | None = key("Pounds committed in all, or null where no direction states an amount.")
    reported: int = key("Number of directions on which spend was reported and that state an amount.")
    directed_of_reported: Decimal = key("Pounds committed by those.")
    spent: Decimal = key("Pounds spent by those, as last reported.")
    percent: int | None = key("The one in percent of the other, or null.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReport:
    """Progress of the extant directions in a period."""

    committee: str | None = key("The committee that monitors directions, or null where the register names none.")
    since: date = key("First day of the period.")
    until: date = key("Last day of the period: the day of the report.")
    extant: int = key("Number of extant directions that the report tells of.")
    private: int = key("Number of extant directions taken in private, of which it does not tell.")
    reported: int = key("Number of them on which progress was reported in the period.")
    not_reported: tuple[Listed, ...] = key("Those issued before the period on which nothing was reported in it.")
    ratings: tuple[RatingCount, ...] = key("Ratings, in the order of the register.")
    milestones: Milestones = key("Their milestones.")
    money: Spend = key("Their money.")
    difficulties: tuple[InDifficulty, ...] = key("Difficulties that were open in the period.")
    open_difficulties: int = key("Number of those that are open on the day.")
    queries: tuple[Asked, ...] = key("Queries without an answer.")
    requests: tuple[Asked, ...] = key("Requests for information without an answer.")
    acts: tuple[ActIn, ...] = key("Acts of the period, oldest first.")
    directions: tuple[ProgressOf, ...] = key("Every extant direction.")


def progress_report(register: Register, since: date, until: date, private: bool = False) -> ProgressReport:
    """What a committee is told of a period, both days among it; `private` tells of private directions too."""
    header, known = register.header, directions_on(register, until)
    shown = told(known, private)
    rows = [_of(each, header, since, until, private) for each in shown if is_extant(each, until)]
    begun = {each.id for each in shown if (issued_on(each) or date.max) < since}
    difficulties = [
        found
        for each in shown
        for found in difficulties_of(each, header, until, private)
        if found.resolved is None or found.resolved >= since
    ]
    return ProgressReport(
        committee=next(iter(header.committees), None),
        since=since,
        until=until,
        extant=len(rows),
        private=count_private(known, until, private),
        reported=sum(each.reported for each in rows),
        not_reported=tuple(each.direction for each in rows if not each.reported and each.direction.id in begun),
        ratings=tuple(_ratings(header.ratings, shown, since, until)),
        milestones=Milestones(
            met=sum(len(each.met) for each in rows),
            moved=sum(len(each.moved) for each in rows),
            missed=sum(len(each.missed) for each in rows),
            ahead=sum(each.ahead for each in rows),
        ),
        money=_spend([each.direction for each in rows]),
        difficulties=tuple(sorted(difficulties, key=lambda each: (each.resolved is not None, each.until))),
        open_difficulties=sum(each.resolved is None for each in difficulties),
        queries=_open(each for one in shown for each in queries_of(one, until, private)),
        requests=_open(each for one in shown for each in requests_of(one, header, until, private)),
        acts=tuple(sorted(_acts(register, shown, since, until, private), key=lambda each: (each.day, each.direction.id))),
        directions=tuple(rows),
    )


def _ratings(known: tuple[str, ...], directions: Iterable[Direction], since: date, until: date) -> Iterator[RatingCount]:
    before, now = (_rated(directions, day) for day in (since - timedelta(days=1), until))
    for rating in dict.fromkeys([*known, *before, *now, None]):
        if rating in known or before.get(rating) or now.get(rating):
            yield RatingCount(rating=rating, before=before.get(rating, 0), now=now.get(rating, 0))


def _rated(directions: Iterable[Direction], day: date) -> dict[str | None, int]:
    counts: dict[str | None, int] = {}
    for direction in directions:
        if is_extant(direction, day):
            progress = latest_progress(direction, day)
            rating = progress.rating if progress else None
            counts[rating] = counts.get(rating, 0) + 1
    return counts


def _of(direction: Direction, header: Header, since: date, until: date, private: bool) -> ProgressOf:
    reports = [entry for entry in entries_in(direction, since, until) if isinstance(entry, Progress)]
    moved = {entry.milestone for entry in reports if entry.moved_to}
    milestones = milestones_of(direction, until, private)
    return ProgressOf(
        direction=listed(direction, header, until),
        reported=bool(reports),
        met=tuple(each for each in milestones if each.met and each.met >= since),
        moved=tuple(each for each in milestones if each.state == "moved" and each.number in moved),
        missed=tuple(each for each in milestones if each.state == "missed"),
        ahead=sum(each.state in ("ahead", "moved") for each in milestones),
        open_difficulties=len(open_difficulties(direction, until)),
    )


def _spend(rows: Sequence[Listed]) -> Spend:
    committed = [each.resource for each in rows if each.resource is not None]
    both = [(each.resource, each.spent) for each in rows if each.resource is not None and each.spent is not None]
    of_reported, spent = sum((each for each, _ in both), Decimal(0)), sum((each for _, each in both), Decimal(0))
    return Spend(
        directed=sum(committed, Decimal(0)) if committed else None,
        reported=len(both),
        directed_of_reported=of_reported,
        spent=spent,
        percent=percent(spent, of_reported) if both else None,
    )


def _open(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    return tuple(sorted((each for each in asked if each.answered is None), key=lambda each: (each.due or date.max, each.asked)))


def _acts(register: Register, shown: Iterable[Direction], since: date, until: date, private: bool) -> Iterator[ActIn]:
    for direction in shown:
        for entry in direction.history:
            if within(entry, since, until) and entry.act not in NOT_ACTS:
                yield _act(register, direction, entry, private)


def _act(register: Register, direction: Direction, entry: Entry, private: bool) -> ActIn:
    by = successor(entry)
    assert entry.date is not None
    return ActIn(
        day=entry.date,
        act=entry.act,
        direction=mention(direction, private),
        outcome=entry.outcome if isinstance(entry, Reviewed) else None,
        by=mention(register[by], private) if by and by in register else None,
    )
