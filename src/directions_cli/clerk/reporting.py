"""Figures of the reports to committees, worked out of a register: what each kind wants, and over which days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from directions_cli.domain.base import year_bounds, year_of
from directions_cli.domain.cycle.annual_report import annual_report
from directions_cli.domain.cycle.briefing import briefing
from directions_cli.domain.cycle.performance_report import performance_report
from directions_cli.domain.cycle.practice import practice
from directions_cli.domain.cycle.progress_report import progress_report
from directions_cli.domain.dates import add_months
from directions_cli.domain.naming import find
from directions_cli.domain.register import Register
from directions_cli.errors import WronglyAsked

YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is asked for: its period or day, what it is about, and whether it tells of private ones and of neighbours."""

    kind: str
    today: date
    since: date | None = None
    until: date | None = None
    about: str | None = None
    private: bool = False
    with_neighbours: bool = False


@dataclass(frozen=True, slots=True)
class Figured:
    """The figures of a report, the day that it bears, and the id of the direction that it is about."""

    figures: Any
    day: date
    about: str | None = None


def figured(register: Register, wanted: Wanted) -> Figured:
    """The figures that are wanted. Raises `WronglyAsked` for a period that ends before it begins, or a name of no direction."""
    return FIGURES[wanted.kind](register, wanted)


def _period(wanted: Wanted, until: date, since: date) -> tuple[date, date]:
    """First and last day of the period: those asked for, else the usual ones."""
    if since > until:
        raise WronglyAsked(f"the period ends on {until}, before it begins on {since}; --from is the earlier day")
    if until > wanted.today:
        raise WronglyAsked(f"--to {until} lies ahead of {wanted.today}; a report tells what has happened")
    return since, until


def _progress(register: Register, wanted: Wanted) -> Figured:
    until = wanted.until or wanted.today
    since = wanted.since or add_months(until, -register.header.review.progress_months)
    since, until = _period(wanted, until, since)
    return Figured(progress_report(register, since, until, wanted.private), until)


def _annual(register: Register, wanted: Wanted) -> Figured:
    until = wanted.until or wanted.today
    since, until = _period(wanted, until, wanted.since or add_months(until, -YEAR))
    return Figured(annual_report(register, since, until, wanted.private), until)


def _performance(register: Register, wanted: Wanted) -> Figured:
    """The Annual Performance Report is about a financial year: usually the last that is over."""
    until = wanted.until or year_bounds(year_of(wanted.today))[0] - timedelta(days=1)
    since, until = _period(wanted, until, wanted.since or year_bounds(year_of(until))[0])
    return Figured(performance_report(register, since, until, wanted.private), until)


def _closing(register: Register, wanted: Wanted) -> Figured:
    id, day = find(register, wanted.about or ""), wanted.until or wanted.today
    return Figured(briefing(register, id, day, wanted.private), day, id)


def _practice(register: Register, wanted: Wanted) -> Figured:
    day = wanted.until or wanted.today
    return Figured(practice(register, day), day)


FIGURES: Final[Mapping[str, Callable[[Register, Wanted], Figured]]] = MappingProxyType(
    {
        "progress": _progress,
        "annual": _annual,
        "performance": _performance,
        "closing": _closing,
        "practice": _practice,
    }
)
