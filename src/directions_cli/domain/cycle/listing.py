"""Directions as committee reports list them: what each is, to whom, where it stands and what it costs, as read on a day.

Lists give names beside codes, since people read them. A direction taken in private is left out, unless it is asked for:
where it is but named by another, its title is withheld.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from directions_cli.domain.authority import Header
from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.cycle.milestones import STATES, milestones_at
from directions_cli.domain.cycle.reckoning import last_review
from directions_cli.domain.direction import Direction, issued_on, latest_progress, resource, status_of
from directions_cli.domain.history import Entry, Progress
from directions_cli.domain.keys import key
from directions_cli.domain.log import is_known
from directions_cli.domain.register import Register
from directions_cli.domain.status import EXTANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A partner, function, priority or outcome by its code and name."""

    code: str = key("Its code, or the number of an outcome.")
    name: str = key("What it stands for; the code again where the register does not say.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A direction that is named."""

    id: str = key("The register's own name for it.")
    reference: str = key("The printed reference; the id where it has none.")
    title: str | None = key("What it is about; null where it was taken in private and that is not asked for.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A direction in a list, as it stood and read on the day."""

    id: str = key("The register's own name for it.")
    reference: str = key("The printed reference; the id where it has none.")
    title: str = key("What it is about.")
    status: str = key("`issued`, `retained`, `varied`, `superseded`, `closed` or `revoked` on the day.")
    extant: bool = key("Whether it binds its recipients on the day.")
    to: tuple[Coded, ...] = key("The partners that it directs.")
    functions: tuple[Coded, ...] = key("The functions that it covers.")
    approved: date | None = key("Day of the board meeting that made it, or null.")
    issued: date | None = key("Day of issue, or null where it is not known.")
    ends: date | None = key("Last day that it foresees, or null.")
    expired: bool = key("Whether that day is past, though it stands (guidance 5.2).")
    resource: Decimal | None = key("Pounds committed in all, or null where no line states an amount.")
    spent: Decimal | None = key("Pounds spent, as last reported, or null.")
    spent_percent: int | None = key("What was spent in percent of what is committed, or null.")
    rating: str | None = key("Latest rating, or null.")
    rated: date | None = key("Day of that rating, or null.")
    note: str | None = key("What was reported with it, or null.")
    reviewed: date | None = key("Day of the last review, or null.")
    review: str | None = key("Month or day of review that its terms name, or null.")
    private: bool = key("Whether the board took it in private.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneOf:
    """A milestone of a direction, as it stands on the day."""

    direction: Mention = key("Whose it is.")
    number: int = key("Its number, from 1.")
    what: str = key("What will have been done.")
    due: str | None = key("Month or day by which its terms want it, or null.")
    moved_to: str | None = key("Month or day to which it was last moved, or null.")
    met: date | None = key("Day on which it was reported met, or null.")
    state: str = key(STATES)


def directions_on(register: Register, day: date) -> tuple[Direction, ...]:
    """Every direction issued by a day, as it read on it, in the order of approval; drafts bind nobody and are left out."""
    known = (as_read_on(each, day) for each in register.values() if is_known(each, day, as_at=True))
    found = [each for each in known if status_of(each, day) != "draft"]
    return tuple(sorted(found, key=lambda each: (each.terms.approved or issued_on(each) or date.min, each.id)))


def told(directions: Iterable[Direction], private: bool) -> tuple[Direction, ...]:
    """Those that a report tells of: all of them if `private`, else those that were taken in public."""
    return tuple(each for each in directions if private or not each.terms.private)


def count_private(directions: Iterable[Direction], day: date, private: bool) -> int:
    """How many extant directions a report leaves out because they were taken in private."""
    return 0 if private else sum(each.terms.private and status_of(each, day) in EXTANT for each in directions)


def mention(direction: Direction, private: bool) -> Mention:
    """A direction as it is named; the title of a private one is withheld unless it is asked for."""
    shown = private or not direction.terms.private
    return Mention(id=direction.id, reference=direction.name, title=direction.terms.title if shown else None)


def partner(header: Header, code: str) -> Coded:
    """A partner by its code."""
    found = header.partner(code)
    return Coded(code=code, name=found.name if found else code)


def function(header: Header, code: str) -> Coded:
    """A function by its code."""
    found = header.function(code)
    return Coded(code=code, name=found.name if found else code)


def listed(direction: Direction, header: Header, day: date) -> Listed:
    """A direction in a list, as at a day."""
    terms, status = direction.terms, status_of(direction, day)
    progress, review = latest_progress(direction, day), last_review(direction, day)
    committed, spent = resource(direction), spent_by(direction, day)
    issue = direction.issue
    return Listed(
        id=direction.id,
        reference=direction.name,
        title=terms.title,
        status=status,
        extant=status in EXTANT,
        to=tuple(partner(header, code) for code in terms.to),
        functions=tuple(function(header, code) for code in terms.functions),
        approved=terms.approved,
        issued=issue.date if issue else None,
        ends=terms.ends,
        expired=status in EXTANT and terms.ends is not None and terms.ends < day,
        resource=committed,
        spent=spent,
        spent_percent=percent(spent, committed),
        rating=progress.rating if progress else None,
        rated=progress.date if progress else None,
        note=progress.note if progress else None,
        reviewed=review.date if review else None,
        review=terms.review,
        private=terms.private,
    )


def spent_by(direction: Direction, day: date) -> Decimal | None:
    """Pounds spent by a day, as last reported; None where nobody reported any."""
    reports = [each for each in direction.history if isinstance(each, Progress) and each.date <= day and each.spend is not None]
    return max(enumerate(reports), key=lambda pair: (pair[1].date, pair[0]))[1].spend if reports else None


def percent(part: Decimal | None, whole: Decimal | None) -> int | None:
    """A part in percent of the whole, rounded half up; None where either is not known or the whole is nothing."""
    if part is None or not whole:
        return None
    return int((part / whole * 100).quantize(Decimal(1), ROUND_HALF_UP))


def milestones_of(direction: Direction, day: date, private: bool) -> tuple[MilestoneOf, ...]:
    """The milestones of a direction with their direction's name."""
    name = mention(direction, private)
    return tuple(
        MilestoneOf(
            direction=name,
            number=each.number,
            what=each.what or "",
            due=None if each.due is None else str(each.due),
            moved_to=None if each.moved_to is None else str(each.moved_to),
            met=each.met_on,
            state=each.state,
        )
        for each in milestones_at(direction, day)
    )


def within(entry: Entry, since: date, until: date) -> bool:
    """Whether an entry is dated within a period, its first and last day among it."""
    return entry.date is not None and since <= entry.date <= until
