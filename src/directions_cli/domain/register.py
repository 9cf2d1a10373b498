"""A register: a read-only mapping of ids to directions, with its header and report decisions; and what an act changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.budgeted import Budgeted, budgeted
from directions_cli.domain.direction import Direction, issued_on
from directions_cli.domain.history import Entry, successor
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.terms import LINK_FIELDS, FinanceLine, Terms, Unidentified

Money = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Appended:
    """Entries added to the end of a direction's history."""

    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Amended:
    """Terms of a direction put right: the new terms, and the value at each dotted path that differs."""

    id: str
    terms: Terms
    values: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one act does to a register: the whole of it, ready to be judged and then written."""

    act: str
    summary: str
    subject: str
    made: tuple[Direction, ...] = ()
    redrafted: tuple[Direction, ...] = ()
    appended: tuple[Appended, ...] = ()
    amended: tuple[Amended, ...] = ()

    @property
    def touched(self) -> tuple[str, ...]:
        """Ids of the directions that it makes or alters, the subject first."""
        directions = [direction.id for direction in (*self.made, *self.redrafted)]
        added = [step.id for step in self.appended]
        return tuple(dict.fromkeys([self.subject, *directions, *added, *(step.id for step in self.amended)]))


class Register(Mapping[str, Direction]):
    """All directions of one authority. `unread` are ids of files that are there but could not be read."""

    def __init__(
        self,
        header: Header,
        directions: Iterable[Direction] = (),
        reports: Mapping[str, ReportDecision] | None = None,
        unread: Iterable[str] = (),
    ) -> None:
        self.header = header
        self._directions = {direction.id: direction for direction in sorted(directions, key=lambda each: each.id)}
        self.reports: Mapping[str, ReportDecision] = dict(reports or {})
        self.unread = frozenset(unread)

    def __getitem__(self, key: str) -> Direction:
        return self._directions[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._directions)

    def __len__(self) -> int:
        return len(self._directions)

    @cached_property
    def by_reference(self) -> Mapping[str, tuple[str, ...]]:
        """Ids by reference in small letters; several where numbers repeat or variations keep theirs."""
        found: dict[str, tuple[str, ...]] = {}
        for direction in self.values():
            if direction.terms.reference:
                key = direction.terms.reference.casefold()
                found[key] = (*found.get(key, ()), direction.id)
        return found

    @cached_property
    def by_money(self) -> Mapping[Money, tuple[str, ...]]:
        """Ids of the directions that give money, by its function, recipient, year and kind."""
        found: dict[Money, list[str]] = {}
        for direction in self.values():
            for key in dict.fromkeys(filter(None, map(money_of, direction.terms.finance))):
                found.setdefault(key, []).append(direction.id)
        return {key: tuple(ids) for key, ids in found.items()}

    @cached_property
    def budgeted(self) -> Budgeted:
        """The budgets of the header by year, partner, kind and function."""
        return budgeted(self.header.budgets)

    def linked(self, link: str | Unidentified, by: str) -> tuple[str, ...]:
        """Ids that a link in the terms of `by` may mean: one if it is sound, none if it dangles or is unidentified."""
        if isinstance(link, Unidentified):
            return ()
        if link in self:
            return (link,)
        ids = tuple(each for each in self.by_reference.get(link.casefold(), ()) if each != by)
        if len(ids) > 1:
            ended = tuple(each for each in ids if any(successor(entry) == by for entry in self[each].history))
            ids = ended or ids
        return ids

    def predecessors(self, id: str) -> Iterator[tuple[str, str]]:
        """`(field, id)` of each earlier direction that the terms of `id` say it varies, supersedes or revokes."""
        for name in LINK_FIELDS:
            for link in getattr(self[id].terms, name):
                yield from ((name, earlier) for earlier in self.linked(link, id))

    def with_(self, change: Change) -> Register:
        """The register after a change; this one stays as it is."""
        directions = dict(self._directions)
        for direction in (*change.made, *change.redrafted):
            directions[direction.id] = direction
        for amended in change.amended:
            directions[amended.id] = replace(directions[amended.id], terms=amended.terms)
        for appended in change.appended:
            before = directions[appended.id]
            directions[appended.id] = replace(before, history=(*before.history, *appended.entries))
        return Register(self.header, directions.values(), self.reports, self.unread)


def money_of(line: FinanceLine) -> Money | None:
    """Function, recipient, year and kind of a line of money, or None where one of them is not said."""
    if line.function and line.to and line.year and line.kind:
        return line.function, line.to, line.year, line.kind
    return None


@dataclass(frozen=True, slots=True)
class Chain:
    """A direction's line: those it stands on, and those that came after it, each oldest first."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unidentified: tuple[str, ...] = field(default=())


def chain_of(register: Register, id: str) -> Chain:
    """Every predecessor and successor of a direction, however many steps away; loops are cut."""
    before: dict[str, None] = {}
    after: dict[str, None] = {}
    queue = [id]
    while queue:
        for _, earlier in register.predecessors(queue.pop()):
            if earlier not in before and earlier != id:
                before[earlier] = None
                queue.append(earlier)
    queue = [id]
    while queue:
        for entry in register[queue.pop()].history:
            later = successor(entry)
            if later and later in register and later not in after and later != id:
                after[later] = None
                queue.append(later)
    loose = tuple(
        link.unidentified for name in LINK_FIELDS for link in getattr(register[id].terms, name) if isinstance(link, Unidentified)
    )
    return Chain(_oldest_first(register, reversed(before)), _oldest_first(register, after), loose)


def _oldest_first(register: Register, ids: Iterable[str]) -> tuple[str, ...]:
    """Ids in the order of approval, else of issue; what is known from no day stands first."""
    return tuple(sorted(ids, key=lambda id: register[id].terms.approved or issued_on(register[id]) or date.max))
