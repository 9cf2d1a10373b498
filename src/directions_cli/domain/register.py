"""A register: a read-only mapping of ids to directions, with its header and report decisions; and what an act changes."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, cast

from directions_cli.domain.altered import Altered
from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.budgeted import Budgeted, budgeted
from directions_cli.domain.direction import Direction, called
from directions_cli.domain.history import Entry, successor
from directions_cli.domain.lookups import Found, Money, Upon, gathered, grouped
from directions_cli.domain.names import Called
from directions_cli.domain.report import ReportDecision, number_key
from directions_cli.domain.standing import Stood, stood
from directions_cli.domain.terms import LINK_FIELDS, Terms, Unidentified


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
class Decided:
    """The decision of a board report, new to the register, and its file, relative to the register's folder."""

    path: str
    decision: ReportDecision


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about, a direction or the decision of a report: id (the stem of its file), reference, name and path."""

    id: str
    reference: str | None
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one act does to a register: the whole of it, ready to be judged and then written.

    `subject` is the id of what it is about; `Register.subject` tells the rest.
    """

    act: str
    summary: str
    subject: str
    made: tuple[Direction, ...] = ()
    redrafted: tuple[Direction, ...] = ()
    appended: tuple[Appended, ...] = ()
    amended: tuple[Amended, ...] = ()
    decided: tuple[Decided, ...] = ()

    @property
    def touched(self) -> tuple[str, ...]:
        """Ids of the directions that it makes or alters, the subject first."""
        whole = [direction.id for direction in (*self.made, *self.redrafted)]
        ids = [*whole, *(step.id for step in self.appended), *(step.id for step in self.amended)]
        return tuple(dict.fromkeys(sorted(ids, key=lambda id: id != self.subject)))

    @property
    def new_paths(self) -> tuple[str, ...]:
        """The files that it makes, relative to the register's folder."""
        return (*(each.path for each in self.made), *(each.path for each in self.decided))


class Register(Mapping[str, Direction]):
    """All directions of one authority. `unread` are stems of files that are there but could not be read."""

    def __init__(
        self,
        header: Header,
        directions: Iterable[Direction] = (),
        reports: Mapping[str, ReportDecision] | None = None,
        unread: Iterable[str] = (),
    ) -> None:
        self.header = header
        self._directions: Mapping[str, Direction] = {each.id: each for each in sorted(directions, key=lambda each: each.id)}
        self.reports: Mapping[str, ReportDecision] = dict(reports or {})
        self.unread = frozenset(unread)

    def __getitem__(self, key: str) -> Direction:
        return self._directions[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._directions)

    def __len__(self) -> int:
        return len(self._directions)

    def __contains__(self, key: object) -> bool:
        return key in self._directions

    def items(self) -> ItemsView[str, Direction]:
        """Ids and directions, as the mapping has them: rules go over them many times."""
        return self._directions.items()

    def values(self) -> ValuesView[Direction]:
        """The directions alone, in the order of their ids."""
        return self._directions.values()

    def having(self, part: str) -> Iterable[str]:
        """The ids in which that text stands."""
        return (id for id in self if part in id)

    def looked_up(self, name: str) -> Found:
        """A look-up of `LOOKUPS` over all directions."""
        return gathered(name, self.values())

    def names(self) -> list[Called]:
        """What every direction is called."""
        return [called(each) for each in self.values()]

    def stood(self, ids: Iterable[str]) -> dict[str, Stood]:
        """When each of some directions stood."""
        return {id: stood(self[id]) for id in ids if id in self}

    @cached_property
    def by_reference(self) -> Mapping[str, tuple[str, ...]]:
        """Ids by reference in small letters; several where numbers repeat or variations keep theirs."""
        return cast(Mapping[str, tuple[str, ...]], self.looked_up("reference"))

    @cached_property
    def by_link(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the directions whose terms name an earlier one, by what they call it in small letters."""
        return cast(Mapping[str, tuple[str, ...]], self.looked_up("link"))

    @cached_property
    def by_money(self) -> Mapping[Money, tuple[str, ...]]:
        """Ids of the directions that give money, by its function, recipient, year and kind."""
        return cast(Mapping[Money, tuple[str, ...]], self.looked_up("money"))

    @cached_property
    def by_report(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the directions that rest on a report, or were revoked upon it, by the key of its number."""
        return cast(Mapping[str, tuple[str, ...]], self.looked_up("report"))

    @cached_property
    def budgeted(self) -> Budgeted:
        """The budgets of the header by year, partner, kind and function."""
        return budgeted(self.header.budgets)

    @cached_property
    def decisions(self) -> Mapping[str, tuple[str, ...]]:
        """Files of the decisions of a report by the key of its number; several where it was decided twice, which is wrong."""
        return grouped((number_key(report.number), path) for path, report in self.reports.items())

    @cached_property
    def decided_since(self) -> date | None:
        """The first meeting whose reports it keeps decisions of, or None where it keeps none."""
        return min((report.meeting for report in self.reports.values()), default=None)

    def decision(self, number: str) -> ReportDecision | None:
        """The decision of the report of that number, whatever its capitals, or None where there is none."""
        paths = self.decisions.get(number_key(number), ())
        return self.reports[paths[0]] if paths else None

    def subject(self, change: Change) -> Subject:
        """What a change is about, as it stands in this register."""
        for each in change.decided:
            if stem_of(each.path) == change.subject:
                number = each.decision.number
                return Subject(change.subject, number, number, each.path)
        direction = self[change.subject]
        return Subject(direction.id, direction.terms.reference, direction.name, direction.path)

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
        changed = {direction.id: direction for direction in (*change.made, *change.redrafted)}
        for amended in change.amended:
            changed[amended.id] = replace(changed.get(amended.id) or self[amended.id], terms=amended.terms)
        for appended in change.appended:
            before = changed.get(appended.id) or self[appended.id]
            changed[appended.id] = replace(before, history=(*before.history, *appended.entries))
        reports = {**self.reports, **{each.path: each.decision for each in change.decided}}
        return AlteredRegister(self, changed, dict(sorted(reports.items())))


class AlteredRegister(Register):
    """A register after a change: what the change does not touch is looked up in the register before it."""

    def __init__(self, before: Register, changed: Mapping[str, Direction], reports: Mapping[str, ReportDecision]) -> None:
        super().__init__(before.header, (), reports, before.unread)
        earlier = before.changed if isinstance(before, AlteredRegister) else {}
        self._first: Register = before._first if isinstance(before, AlteredRegister) else before
        self.changed: Mapping[str, Direction] = {**earlier, **changed}
        self._directions = Altered(self._first._directions, self.changed)

    def having(self, part: str) -> Iterable[str]:
        """The ids in which that text stands."""
        return {*self._first.having(part), *(id for id in self.changed if part in id)}

    def looked_up(self, name: str) -> Found:
        """A look-up over all directions, in which those that the change touches stand under their new keys."""
        return Upon(name, getattr(self._first, f"by_{name}"), self.changed)

    def names(self) -> list[Called]:
        """What every direction is called."""
        found = {each.id: each for each in self._first.names()} | {id: called(each) for id, each in self.changed.items()}
        return [found[id] for id in self]

    def stood(self, ids: Iterable[str]) -> dict[str, Stood]:
        """When each of some directions stood."""
        asked = list(ids)
        found = self._first.stood(id for id in asked if id not in self.changed)
        return found | {id: stood(self.changed[id]) for id in asked if id in self.changed}


def stem_of(path: str) -> str:
    """The name of a file without its folder and ending, by which the register knows what it holds."""
    return path.rpartition("/")[2].removesuffix(".yaml")
