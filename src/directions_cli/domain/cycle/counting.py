"""How directed money counts for a financial year: by the year of its lines, or by the days on which its direction stood.

A later direction restates the whole of what it varies, supersedes or revokes, so that of a year's money only one of the two
counts (guidance 5.2, 5.7): which, follows from the day on which the one came in place of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from directions_cli.domain.base import year_bounds
from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.direction import Direction, effect_from, issued_on, since
from directions_cli.domain.history import ENDINGS, Entry, successor
from directions_cli.domain.log import is_known
from directions_cli.domain.register import Register

Steps = tuple[tuple[str, date], ...]
PENNY = Decimal("0.01")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """The directions that were known on a day, as they read on it, and which of them came in place of which, from when."""

    day: date
    directions: Mapping[str, Direction]
    replaced: Mapping[str, Steps]
    """By the id of a later direction: each earlier one that it ended or will end, and the day from which it does."""
    oldest_first: tuple[str, ...]
    """Ids so that every direction stands behind those that it came in place of."""
    found: dict[tuple[str, str | None], Any] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out for a year along all chains, kept so that it is done once."""

    def name(self, id: str) -> str:
        """What people call a direction: its reference, else its id."""
        return self.directions[id].name if id in self.directions else id


def known_on(register: Register, day: date) -> Known:
    """What a register knows on a day; nothing that was approved or issued later."""
    directions = {each.id: as_read_on(each, day) for each in register.values() if is_known(each, day, as_at=True)}
    replaced: dict[str, list[tuple[str, date]]] = {}
    for each in directions.values():
        for entry in each.history:
            later = successor(entry)
            if later and later in directions and later != each.id:
                replaced.setdefault(later, []).append((each.id, since(each, entry)))
    steps = {later: tuple(found) for later, found in replaced.items()}
    return Known(day, directions, steps, _in_order(directions, steps))


def is_issued(direction: Direction, day: date) -> bool:
    """Whether it was issued by that day."""
    issued = issued_on(direction)
    return issued is not None and issued <= day


def ended_by(direction: Direction, day: date) -> Entry | None:
    """The entry that had ended it by that day, or None."""
    return next((entry for entry in direction.history if entry.act in ENDINGS and since(direction, entry) <= day), None)


def gives(direction: Direction, year: str) -> bool:
    """Whether a line of its money is of that financial year."""
    return any(line.year == year for line in direction.terms.finance)


NOT_ISSUED = "a draft: not issued by that day"


def left_out(known: Known, id: str, year: str) -> str | None:
    """Why a direction's lines of a financial year do not count by the year of their lines, or None where they count in full.

    They count unless, by the last day of the year or the day if that is earlier, a later direction came in its place, or it was
    closed or revoked before the year began. What was closed or revoked within the year counts in full. Drafts never count.
    """
    direction = known.directions[id]
    first, last = year_bounds(year)
    if not is_issued(direction, known.day):
        return NOT_ISSUED
    ending = ended_by(direction, known.day)
    if ending is not None:
        ended, later = since(direction, ending), successor(ending)
        if later and ended <= last:
            return _replaced(known, ended, later, ending, year)
        if not later and ended < first:
            return f"{ending.act} on {ended}, before {year} began"
    return _waits(known, id, year)


def _replaced(known: Known, ended: date, later: str, ending: Entry, year: str) -> str:
    successor_of_it = known.directions.get(later)
    if successor_of_it is None:
        more = ", which is not in this register"
    else:
        more = "" if gives(successor_of_it, year) else f", which gives no money of {year}"
    return f"{ending.act} on {ended} by {known.name(later)}{more}"


def _waits(known: Known, id: str, year: str) -> str | None:
    """That an earlier direction, in whose place this one comes only later, still holds the money of the year."""
    standing = in_place_of(known, id, year)
    if standing is None:
        return None
    return f"comes in place of {known.name(standing)} only from {effect_from(known.directions[id])}"


def in_place_of(known: Known, id: str, year: str | None = None) -> str | None:
    """Id of the nearest earlier direction that still stands for this one by the day or by the end of a year, or None.

    With a year, only one that gives money of that year: what is given anew needs to wait for nobody.
    """
    if ("holders", year) not in known.found:
        known.found["holders", year] = _holders(known, year)
    holders: dict[str, str | None] = known.found["holders", year]
    return holders[id]


def _holders(known: Known, year: str | None) -> dict[str, str | None]:
    """For every direction the one that still holds its place; worked out along the chains, each step once."""
    limit = min(year_bounds(year)[1], known.day) if year else known.day
    found: dict[str, str | None] = dict.fromkeys(known.directions)
    for id in known.oldest_first:
        steps = known.replaced.get(id, ())
        if all(when > limit for _, when in steps):
            nearest = (earlier for earlier, _ in steps if _holds(known.directions[earlier], known.day, year))
            found[id] = next(nearest, next((found[earlier] for earlier, _ in steps if found[earlier]), None))
    return found


def _holds(direction: Direction, day: date, year: str | None) -> bool:
    return is_issued(direction, day) and (year is None or gives(direction, year))


def _in_order(directions: Mapping[str, Direction], replaced: Mapping[str, Steps]) -> tuple[str, ...]:
    """Ids so that every direction stands behind those that it came in place of; those in a loop stand last, as they come."""
    open_steps = {id: len(replaced.get(id, ())) for id in directions}
    later: dict[str, list[str]] = {}
    for id, steps in replaced.items():
        for earlier, _ in steps:
            later.setdefault(earlier, []).append(id)
    order = [id for id, count in open_steps.items() if not count]
    for id in order:
        for each in later.get(id, ()):
            open_steps[each] -= 1
            if not open_steps[each]:
                order.append(each)
    return (*order, *(id for id, count in open_steps.items() if count))


@dataclass(frozen=True, slots=True)
class Stood:
    """Days of a financial year on which a direction stood, of how many, and why not on all of them (None where it did)."""

    days: int
    of_days: int
    why: str | None


def stood(known: Known, id: str, year: str) -> Stood:
    """On how many days of a financial year a direction stood, counted of the days from its chain's first to the year's last.

    It stands from the day on which it has effect to the day before it is ended; what stands on the day counts as standing to
    the end of the year. Its chain begins with the first of those before it that it replaced during the year, as far as they gave
    money of the year themselves: what begins in September is for the months from September on, and counts in full if it stays.
    """
    direction = known.directions[id]
    if not is_issued(direction, known.day):
        return Stood(0, 0, NOT_ISSUED)
    why = _waits(known, id, year)
    if why:
        return Stood(0, 0, why)
    _, last = year_bounds(year)
    begun, ended = _span(known, id, year)
    if begun > ended:
        ending = ended_by(direction, known.day)
        said = f", it was {ending.act} on {since(direction, ending)}" if ending else f", it has effect from {begun}"
        return Stood(0, 0, f"did not stand on a day of {year}{said}")
    start = _chain_begun(known, id, year, begun)
    days, of_days = (ended - begun).days + 1, (last - start).days + 1
    return Stood(days, of_days, None if days == of_days else f"stood on {days} of {of_days} days")


def _chain_begun(known: Known, id: str, year: str, begun: date) -> date:
    """The first day of the year on which it, or one before it that it replaced in the year and that gave money of it, stood."""
    if ("begun", year) not in known.found:
        known.found["begun", year] = _chains_begun(known, year)
    chains: dict[str, date] = known.found["begun", year]
    return min(begun, chains.get(id, begun))


def _chains_begun(known: Known, year: str) -> dict[str, date]:
    """For every chain up to a direction the first day of the year on which money of the year was given, if it was."""
    first, last = year_bounds(year)
    limit = min(last, known.day)
    found: dict[str, date] = {}
    for id in known.oldest_first:
        before = [found[earlier] for earlier, when in known.replaced.get(id, ()) if first < when <= limit and earlier in found]
        begun, ended = _span(known, id, year)
        own = [begun] if begun <= ended and gives(known.directions[id], year) else []
        if before or own:
            found[id] = min(before + own)
    return found


def _span(known: Known, id: str, year: str) -> tuple[date, date]:
    """The first and the last day of a year on which it stood; the first is after the last where it stood on none."""
    first, last = year_bounds(year)
    direction = known.directions[id]
    begun, ending = effect_from(direction), ended_by(direction, known.day)
    if begun is None:
        return last, first
    return max(begun, first), min(last, since(direction, ending) - ONE_DAY) if ending else last


def part_of(amount: Decimal, days: int, of_days: int) -> Decimal:
    """Pounds of an amount for some days of several, to the nearest penny; half a penny goes to the even one."""
    pence, rest = divmod(int(amount / PENNY) * days, of_days)
    up = 2 * rest > of_days or (2 * rest == of_days and pence % 2 == 1)
    return (pence + up) * PENNY
