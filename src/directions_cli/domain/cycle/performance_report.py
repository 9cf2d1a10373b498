"""Directions against the priorities of the plan and the national outcomes, for the Annual Performance Report (policy 4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from directions_cli.domain.authority import Header, Plan
from directions_cli.domain.base import year_of
from directions_cli.domain.cycle.counting import known_on
from directions_cli.domain.cycle.directed_money import money_in
from directions_cli.domain.cycle.listing import (
    Coded,
    Listed,
    Mention,
    count_private,
    directions_on,
    listed,
    mention,
    milestones_of,
    told,
)
from directions_cli.domain.cycle.statuses import ended_on
from directions_cli.domain.direction import Direction, is_extant, latest_progress, status_of
from directions_cli.domain.keys import key
from directions_cli.domain.outcomes import NATIONAL_OUTCOMES
from directions_cli.domain.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A direction that serves a priority or outcome."""

    direction: Mention = key("The direction.")
    status: str = key("Its status at the end of the period.")
    extant: bool = key("Whether it was extant then.")
    rating: str | None = key("Its latest rating by then, or null.")
    money: Decimal | None = key(
        "Pounds that it gives in the financial years of the period, without what an earlier direction still holds; or null."
    )
    met: int = key("Milestones reported met in the period.")
    missed: int = key("Milestones not met by the end of it, though their day was past.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A priority of the plan, or a national outcome, with the directions that serve it."""

    what: Coded = key("The priority or outcome.")
    plan: str | None = key("Title of the plan of a priority; null for an outcome.")
    extant: int = key("Directions that serve it and were extant at the end of the period.")
    money: Decimal | None = key("Pounds that those give in the financial years of the period, or null where none states one.")
    met: int = key("Milestones met in the period, of all that serve it.")
    missed: int = key("Milestones missed at the end of it, of those extant.")
    directions: tuple[Serving, ...] = key("All that serve it and stood on any day of the period.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceReport:
    """How the directions of a period read across to the plan and the national outcomes (guidance 4.5)."""

    since: date = key("First day of the period.")
    until: date = key("Last day of the period.")
    years: tuple[str, ...] = key("Financial years that it touches: whose money is counted.")
    plans: tuple[str, ...] = key("Titles of the plans in force in it.")
    stood: int = key("Directions that stood on any day of the period.")
    extant: int = key("Those that were extant at its end.")
    ended: int = key("Those that ended in it.")
    private: int = key("Number of extant directions taken in private, of which it does not tell.")
    met: int = key("Milestones met in the period.")
    missed: int = key("Milestones of extant directions missed at its end.")
    money: Decimal | None = key("Pounds that the extant directions give in those years, each counted once; or null.")
    priorities: tuple[Served, ...] = key("Priorities of the plans in force, and of earlier plans that a direction serves.")
    priorities_without: int = key("Number of priorities of the plans in force that no extant direction serves.")
    outcomes: tuple[Served, ...] = key("The nine national outcomes.")
    outcomes_without: int = key("Number of outcomes that no extant direction serves.")
    without_priority: tuple[Mention, ...] = key("Extant directions that name no priority.")
    without_outcome: tuple[Mention, ...] = key("Extant directions that name no outcome.")
    directions: tuple[Listed, ...] = key("All directions that stood on any day of the period.")


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A direction with what it serves."""

    serving: Serving
    priorities: tuple[str, ...]
    outcomes: tuple[int, ...]


def performance_report(register: Register, since: date, until: date, private: bool = False) -> PerformanceReport:
    """How the directions that stood in a period, both days among it, serve the plan; `private` tells of private ones too."""
    header, known = register.header, directions_on(register, until)
    stood = [each for each in told(known, private) if is_extant(each, until) or (ended_on(each, until) or date.min) > since]
    years = tuple(f"{first}-{(first + 1) % 100:02}" for first in range(int(year_of(since)[:4]), int(year_of(until)[:4]) + 1))
    counted = known_on(register, until)
    aligned = [_aligned(each, since, until, money_in(counted, each, years), private) for each in stood]
    extant = [each for each in aligned if each.serving.extant]
    plans = [plan for plan in header.plans if plan.from_ <= until and plan.to >= since]
    priorities = tuple(_priorities(header, plans, aligned))
    outcomes = tuple(
        _served(Coded(code=str(number), name=name), None, [each.serving for each in aligned if number in each.outcomes])
        for number, name in NATIONAL_OUTCOMES.items()
    )
    titles = tuple(plan.title for plan in plans)
    return PerformanceReport(
        since=since,
        until=until,
        years=years,
        plans=titles,
        stood=len(stood),
        extant=len(extant),
        ended=len(stood) - len(extant),
        private=count_private(known, until, private),
        met=sum(each.serving.met for each in aligned),
        missed=sum(each.serving.missed for each in extant),
        money=_money(each.serving for each in extant),
        priorities=priorities,
        priorities_without=sum(not each.extant for each in priorities if each.plan in titles),
        outcomes=outcomes,
        outcomes_without=sum(not each.extant for each in outcomes),
        without_priority=tuple(each.serving.direction for each in extant if not each.priorities),
        without_outcome=tuple(each.serving.direction for each in extant if not each.outcomes),
        directions=tuple(listed(each, header, until) for each in stood),
    )


def _aligned(direction: Direction, since: date, until: date, money: Decimal | None, private: bool) -> _Aligned:
    milestones = milestones_of(direction, until, private)
    progress, alignment = latest_progress(direction, until), direction.terms.alignment
    serving = Serving(
        direction=mention(direction, private),
        status=status_of(direction, until),
        extant=is_extant(direction, until),
        rating=progress.rating if progress else None,
        money=money,
        met=sum(each.met is not None and since <= each.met <= until for each in milestones),
        missed=sum(each.state == "missed" for each in milestones),
    )
    return _Aligned(serving, alignment.priorities if alignment else (), alignment.outcomes if alignment else ())


def _priorities(header: Header, plans: list[Plan], aligned: list[_Aligned]) -> Iterator[Served]:
    """The priorities in the order of the plans; those of other plans only where a direction serves them."""
    named = {code for each in aligned for code in each.priorities}
    seen = set()
    for plan in (*plans, *(plan for plan in header.plans if plan not in plans)):
        for each in plan.priorities:
            if each.code not in seen and (plan in plans or each.code in named):
                what = Coded(code=each.code, name=each.name)
                yield _served(what, plan.title, [one.serving for one in aligned if each.code in one.priorities])
            seen.add(each.code)


def _served(what: Coded, plan: str | None, directions: list[Serving]) -> Served:
    extant = [each for each in directions if each.extant]
    return Served(
        what=what,
        plan=plan,
        extant=len(extant),
        money=_money(extant),
        met=sum(each.met for each in directions),
        missed=sum(each.missed for each in extant),
        directions=tuple(directions),
    )


def _money(directions: Iterable[Serving]) -> Decimal | None:
    amounts = [each.money for each in directions if each.money is not None]
    return sum(amounts, Decimal(0)) if amounts else None
