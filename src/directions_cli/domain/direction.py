"""A direction: its terms, its history, and the status that follows from the history as at a day.

Status is computed, never stored. Law and words: guidance 5.2, policy 4.5 and appendix 2.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from pydantic import Field

from directions_cli.domain.history import (
    ENDINGS,
    Difficulty,
    Entry,
    Issued,
    Progress,
    Query,
    Question,
    Request,
    Reviewed,
    Varied,
    successor,
)
from directions_cli.domain.names import Called
from directions_cli.domain.status import EXTANT, Status
from directions_cli.domain.terms import Ignore, Terms

_WHILE_EXTANT = frozenset({"reviewed", "progress", "difficulty", "query", "request", "corrected", *ENDINGS})
_ONCE_ENDED = frozenset({"corrected", "difficulty", "query", "request"})
MAY_FOLLOW: Final = MappingProxyType(
    {
        "draft": frozenset({"issued", "query"}),
        "issued": _WHILE_EXTANT,
        "retained": _WHILE_EXTANT,
        "varied": _ONCE_ENDED,
        "superseded": _ONCE_ENDED,
        "closed": _ONCE_ENDED,
        "revoked": _ONCE_ENDED,
    }
)
"""Which entries may follow a status. Once ended, only loose ends are tied up and slips of the pen put right."""


class DirectionFile(Terms):
    """One direction as its file holds it: the terms, accepted findings, and the history."""

    ignore: tuple[Ignore, ...] = Field((), description="Findings that are accepted for this direction, with why.")
    history: tuple[Entry, ...] = Field((), description="What has happened, in the order it was entered; only added to.")


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction of a register. `path` is its file, relative to the register's folder, with forward slashes."""

    id: str
    path: str
    terms: Terms
    history: tuple[Entry, ...] = ()
    ignore: tuple[Ignore, ...] = ()

    @property
    def issue(self) -> Issued | None:
        """The entry that issued it, or None for a draft."""
        return next((entry for entry in self.history if isinstance(entry, Issued)), None)

    @property
    def historic(self) -> bool:
        """Whether it was issued before this register was kept."""
        issue = self.issue
        return issue is not None and issue.historic

    @property
    def name(self) -> str:
        """What people call it: the reference, else the id."""
        return self.terms.reference or self.id

    @property
    def ending(self) -> Entry | None:
        """The entry that ends it, though it may be dated ahead."""
        return next((entry for entry in self.history if entry.act in ENDINGS), None)


def since(direction: Direction, entry: Entry) -> date:
    """The day from which an entry has effect; a historic issue without a date has it from approval or from ever."""
    return entry.date or direction.terms.approved or date.min


def issued_on(direction: Direction) -> date | None:
    """The day from which it stands as issued; None for a draft."""
    issue = direction.issue
    return since(direction, issue) if issue else None


def effect_from(direction: Direction) -> date | None:
    """The day from which it has effect: the later of its issue and its `takes_effect`; None for a draft."""
    issued = issued_on(direction)
    return max(issued, direction.terms.takes_effect or issued) if issued else None


def status_after(status: Status, entry: Entry) -> Status:
    """The status that follows when an entry comes to have effect."""
    if entry.act == "issued" and status == "draft":
        return "issued"
    if status in EXTANT:
        if isinstance(entry, Reviewed):
            return "retained" if entry.outcome == "retain" else status
        if entry.act in ("varied", "superseded", "closed", "revoked"):
            return entry.act
    return status


def status_of(direction: Direction, day: date, entries: int | None = None) -> Status:
    """The status as at the end of `day`, from all entries or from the first `entries` of them."""
    status: Status = "draft"
    for entry in direction.history[:entries]:
        if since(direction, entry) <= day:
            status = status_after(status, entry)
    return status


def is_extant(direction: Direction, day: date) -> bool:
    """Whether it binds its recipients on that day (guidance 5.2)."""
    return status_of(direction, day) in EXTANT


def replaced_by(direction: Direction, day: date) -> tuple[str, ...]:
    """Ids of the later directions that ended it, as far as that has effect by `day`."""
    return tuple(by for entry in direction.history if (by := successor(entry)) and since(direction, entry) <= day)


def open_difficulties(direction: Direction, day: date) -> tuple[Difficulty, ...]:
    """Difficulties raised and not resolved by `day`, each as its last stage (policy 4.4)."""
    return tuple(entry for entry, _ in difficulties(direction, day) if entry.stage != "resolved")


def whose_difficulty(entry: Difficulty, standing: Collection[str | None]) -> str | None:
    """Under which name the difficulty that an entry is about stands open: a partner, or None where none was named.

    A later stage that names nobody, or names the partner of a difficulty raised by nobody in particular, is about the
    one that is open; where several are, it must say whose.
    """
    if entry.stage != "raised" and entry.by not in standing and len(standing) == 1:
        (only,) = standing
        if entry.by is None or only is None:
            return only
    return entry.by


def courses(direction: Direction, day: date) -> Iterator[tuple[Difficulty, ...]]:
    """Every difficulty raised by `day` as its entries, the one that raised it first; one at a time for each partner."""
    standing: dict[str | None, tuple[Difficulty, ...]] = {}
    for entry in direction.history:
        if not isinstance(entry, Difficulty) or entry.date > day:
            continue
        partner = whose_difficulty(entry, standing)
        if entry.stage == "raised" and partner in standing:
            yield standing.pop(partner)
        standing[partner] = (*standing.get(partner, ()), entry)
        if entry.stage == "resolved":
            yield standing.pop(partner)
    yield from standing.values()


def difficulties(direction: Direction, day: date) -> Iterator[tuple[Difficulty, Difficulty]]:
    """Every difficulty raised by `day`: its last stage and the entry that raised it, one at a time for each partner."""
    return ((course[-1], course[0]) for course in courses(direction, day))


def asked_by(entry: Question) -> str | None:
    """Under which name a query or request waits: who asks, or the partner that is asked; None where nobody is named."""
    name = entry.of if isinstance(entry, Request) else entry.by
    return " ".join(name.casefold().split()) if name else None


def answered_by(answer: Question, waiting: Sequence[Question]) -> int | None:
    """Which of the open queries (or requests) an answer is about, as its place among them; None where that can't be said.

    It is the oldest of the name that the answer gives, else the oldest that names nobody. An answer that names nobody, or
    to a query somebody who asked nothing, is about the oldest where all that are open bear one name; where several do, it
    must say whose. What was asked later than it was answered does not count.
    """
    name = asked_by(answer)
    since = [number for number, each in enumerate(waiting) if each.date <= answer.date]
    found = [number for number in since if asked_by(waiting[number]) == name]
    if not found and name is not None:
        found = [number for number in since if asked_by(waiting[number]) is None]
    if not found and (name is None or isinstance(answer, Query)) and len({asked_by(waiting[number]) for number in since}) == 1:
        found = since
    return min(found, key=lambda number: waiting[number].date, default=None)


def answers(direction: Direction, day: date, kind: type[Query] | type[Request]) -> Iterator[tuple[Question, Question | None]]:
    """Every query (or request, by `kind`) made by `day`, with the answer given by then, or None while it is open."""
    waiting: list[Question] = []
    for entry in direction.history:
        if not isinstance(entry, kind) or entry.date > day:
            continue
        if entry.stage != "answered":
            waiting.append(entry)
        elif (number := answered_by(entry, waiting)) is not None:
            yield waiting.pop(number), entry
    yield from ((entry, None) for entry in waiting)


def open_queries(direction: Direction, day: date) -> tuple[Query, ...]:
    """Queries of its clarity raised and not answered by `day`, as they were raised; a draft may have some (guidance 4.7)."""
    return tuple(asked for asked, answer in answers(direction, day, Query) if answer is None and isinstance(asked, Query))


def open_requests(direction: Direction, day: date) -> tuple[Request, ...]:
    """Requests for information not answered by `day`, as they were made, each with its `due` day if it has one (guidance 5.4)."""
    return tuple(asked for asked, answer in answers(direction, day, Request) if answer is None and isinstance(asked, Request))


def latest_progress(direction: Direction, day: date) -> Progress | None:
    """The last progress reported by `day`."""
    found = [entry for entry in direction.history if isinstance(entry, Progress) and entry.date <= day]
    return max(enumerate(found), key=lambda pair: (pair[1].date, pair[0]))[1] if found else None


def resource(direction: Direction) -> Decimal | None:
    """Total pounds committed (guidance 5.2), or None where no line states an amount."""
    amounts = [line.amount for line in direction.terms.finance if line.amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def called(direction: Direction) -> Called:
    """What a direction is called."""
    varied_by = tuple(entry.by for entry in direction.history if isinstance(entry, Varied))
    return Called(direction.id, direction.terms.reference, direction.terms.title, varied_by)
