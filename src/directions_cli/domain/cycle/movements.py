"""What variations and supersessions moved between partners or added, by act and by report (guidance 5.7 to 5.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from directions_cli.domain.base import year_bounds
from directions_cli.domain.cycle.counting import Known, gives
from directions_cli.domain.direction import Direction, since
from directions_cli.domain.history import Superseded, Varied
from directions_cli.domain.keys import key
from directions_cli.domain.report import number_key
from directions_cli.domain.terms import FinanceLine


@dataclass(frozen=True, slots=True)
class Difference:
    """What a partner was directed before an act and after it, in a year and kind."""

    to: str | None = key("Code of the partner, or null where a line does not say.")
    before: Decimal = key("Pounds directed before.")
    after: Decimal = key("Pounds directed after.")
    difference: Decimal = key("After minus before in pounds.")


@dataclass(frozen=True, slots=True)
class Movement:
    """What one act changed in a financial year's payments or sums set aside."""

    act: str = key("`varied` or `superseded`.")
    directions: tuple[str, ...] = key("Ids of the earlier directions; several where one supersedes them together.")
    references: tuple[str, ...] = key("What they are called: reference, else id.")
    successor: str = key("Id of the later direction.")
    successor_reference: str = key("What it is called: reference, else id.")
    day: date = key("Day from which the later one has effect.")
    year: str = key("Financial year of the money.")
    kind: str | None = key("`payment` or `set-aside`, or null where the lines do not say.")
    differences: tuple[Difference, ...] = key("Each partner whose money differs.")
    moved: Decimal = key("Pounds that went from one partner to another: the smaller of all increases and all decreases.")
    net: Decimal = key("Pounds added to the year in all; below zero where they were taken away.")
    without_amount: int = key("Number of lines without an amount before and after: in no difference.")


@dataclass(frozen=True, slots=True)
class ReportMovement:
    """What several acts upon one report, such as a recovery plan, changed together in a year's payments or sums set aside."""

    report: str = key("Number of the report that the later directions name.")
    successors: tuple[str, ...] = key("Ids of these directions, two at least.")
    references: tuple[str, ...] = key("What they are called: reference, else id.")
    year: str = key("Financial year of the money.")
    kind: str | None = key("`payment` or `set-aside`, or null where the lines do not say.")
    differences: tuple[Difference, ...] = key("Each partner whose money differs.")
    moved: Decimal = key("Pounds that went from one partner to another: the smaller of all increases and all decreases.")
    net: Decimal = key("Pounds added to the year in all; below zero where they were taken away.")


def movements(known: Known, years: Sequence[str], kind: str | None = None) -> Iterator[Movement]:
    """Every change of money by a variation or supersession that had effect by the day, in the order of these days.

    A year counts where the earlier direction gave money of it and the act had effect before it was over: money for another
    year is directed anew, not moved. `kind` narrows it to changes of one kind.
    """
    for day, act, later, earlier in sorted(_acts(known)):
        for year in years:
            if day <= year_bounds(year)[1] and any(gives(known.directions[each], year) for each in earlier):
                yield from (each for each in _of_year(known, day, act, later, earlier, year) if not kind or each.kind == kind)


def by_report(known: Known, acts: Sequence[Movement]) -> Iterator[ReportMovement]:
    """What the acts upon each report changed together, where there are several (guidance 5.7 to 5.9).

    A plan that moves money between partners may do so by a direction to each: every act alone only takes away or adds.
    """
    numbers: dict[str, str] = {}
    groups: dict[tuple[str, str, str | None], list[Movement]] = {}
    for act in acts:
        report = known.directions[act.successor].terms.report
        if report and report.number:
            number = numbers.setdefault(number_key(report.number), report.number)
            groups.setdefault((number, act.year, act.kind), []).append(act)
    for (number, year, kind), found in groups.items():
        later = tuple(dict.fromkeys(act.successor for act in found))
        if len(later) > 1:
            differences = _differences(_added(found, "before"), _added(found, "after"))
            names = tuple(known.name(id) for id in later)
            yield ReportMovement(number, later, names, year, kind, differences, *_moved_and_net(differences))


def _added(acts: Sequence[Movement], side: Literal["before", "after"]) -> dict[str | None, Decimal]:
    """Pounds by partner before or after several acts."""
    found: dict[str | None, Decimal] = {}
    for each in (each for act in acts for each in act.differences):
        found[each.to] = found.get(each.to, Decimal(0)) + (each.before if side == "before" else each.after)
    return found


def _acts(known: Known) -> Iterator[tuple[date, str, str, tuple[str, ...]]]:
    """Day, act, id of the later direction and ids of those that it varied or superseded together."""
    for later, steps in known.replaced.items():
        found: dict[tuple[date, str], list[str]] = {}
        for id, _ in steps:
            for entry in known.directions[id].history:
                if isinstance(entry, Varied | Superseded) and entry.by == later and entry.date <= known.day:
                    found.setdefault((since(known.directions[id], entry), entry.act), []).append(id)
        for (day, act), ids in found.items():
            yield day, act, later, tuple(sorted(set(ids)))


def _of_year(known: Known, day: date, act: str, later: str, earlier: tuple[str, ...], year: str) -> Iterator[Movement]:
    before = [line for id in earlier for line in _lines(known.directions[id], year)]
    after = list(_lines(known.directions[later], year))
    for kind in sorted({line.kind for line in (*before, *after)}, key=str):
        was, now = _sums(before, kind), _sums(after, kind)
        differences = _differences(was, now)
        if differences:
            open_lines = sum(line.kind == kind and line.amount is None for line in (*before, *after))
            names = tuple(known.name(id) for id in earlier)
            about = (act, earlier, names, later, known.name(later), day, year, kind)
            yield Movement(*about, differences, *_moved_and_net(differences), open_lines)


def _differences(before: Mapping[str | None, Decimal], after: Mapping[str | None, Decimal]) -> tuple[Difference, ...]:
    """Each partner whose pounds differ, in the order of their codes."""
    pairs = [(each, before.get(each, Decimal(0)), after.get(each, Decimal(0))) for each in before.keys() | after.keys()]
    found = (Difference(to, old, new, new - old) for to, old, new in pairs if old != new)
    return tuple(sorted(found, key=lambda each: str(each.to)))


def _moved_and_net(differences: Sequence[Difference]) -> tuple[Decimal, Decimal]:
    """Pounds that went from one partner to another, and pounds added in all."""
    gained = sum((each.difference for each in differences if each.difference > 0), Decimal(0))
    lost = -sum((each.difference for each in differences if each.difference < 0), Decimal(0))
    return min(gained, lost), gained - lost


def _lines(direction: Direction, year: str) -> Iterator[FinanceLine]:
    return (line for line in direction.terms.finance if line.year == year)


def _sums(lines: Sequence[FinanceLine], kind: str | None) -> dict[str | None, Decimal]:
    """Pounds by partner of the lines of a kind that state an amount."""
    found: dict[str | None, Decimal] = {}
    for line in lines:
        if line.kind == kind and line.amount is not None:
            found[line.to] = found.get(line.to, Decimal(0)) + line.amount
    return found
