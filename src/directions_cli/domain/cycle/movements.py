"""What a variation or supersession moved between partners, or added and took away (guidance 5.7 to 5.9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from directions_cli.domain.base import year_bounds
from directions_cli.domain.cycle.counting import Known, gives
from directions_cli.domain.direction import Direction, since
from directions_cli.domain.history import Superseded, Varied
from directions_cli.domain.keys import key
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


def movements(known: Known, years: Sequence[str], to: str | None = None, kind: str | None = None) -> Iterator[Movement]:
    """Every change of money by a variation or supersession that had effect by the day, in the order of these days.

    A year counts where the earlier direction gave money of it and the act had effect before it was over: money for another
    year is directed anew, not moved. `to` and `kind` narrow it to changes of a partner's money and of one kind.
    """
    for day, act, later, earlier in sorted(_acts(known)):
        for year in years:
            if day <= year_bounds(year)[1] and any(gives(known.directions[each], year) for each in earlier):
                for found in _of_year(known, day, act, later, earlier, year):
                    if (not kind or found.kind == kind) and (not to or any(each.to == to for each in found.differences)):
                        yield found


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
        partners = sorted(was.keys() | now.keys(), key=str)
        pairs = [(each, was.get(each, Decimal(0)), now.get(each, Decimal(0))) for each in partners]
        differences = tuple(Difference(each, old, new, new - old) for each, old, new in pairs if old != new)
        if differences:
            gained = sum((each.difference for each in differences if each.difference > 0), Decimal(0))
            lost = -sum((each.difference for each in differences if each.difference < 0), Decimal(0))
            open_lines = sum(line.kind == kind and line.amount is None for line in (*before, *after))
            names = tuple(known.name(id) for id in earlier)
            about = (act, earlier, names, later, known.name(later), day, year, kind)
            yield Movement(*about, differences, min(gained, lost), gained - lost, open_lines)


def _lines(direction: Direction, year: str) -> Iterator[FinanceLine]:
    return (line for line in direction.terms.finance if line.year == year)


def _sums(lines: Sequence[FinanceLine], kind: str | None) -> dict[str | None, Decimal]:
    """Pounds by partner of the lines of a kind that state an amount."""
    found: dict[str | None, Decimal] = {}
    for line in lines:
        if line.kind == kind and line.amount is not None:
            found[line.to] = found.get(line.to, Decimal(0)) + line.amount
    return found
