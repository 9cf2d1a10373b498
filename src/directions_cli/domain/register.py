"""A register: a read-only mapping of ids to directions, with its header and report decisions; and what an act changes."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.budgeted import Budgeted, budgeted
from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Entry, successor
from directions_cli.domain.report import ReportDecision, number_key, reports_of
from directions_cli.domain.terms import LINK_FIELDS, FinanceLine, Terms, Unidentified

Key = TypeVar("Key")
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
        self._directions = {direction.id: direction for direction in sorted(directions, key=lambda each: each.id)}
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
        """The directions alone."""
        return self._directions.values()

    def keys(self) -> KeysView[str]:
        """The ids alone."""
        return self._directions.keys()

    @cached_property
    def by_reference(self) -> Mapping[str, tuple[str, ...]]:
        """Ids by reference in small letters; several where numbers repeat or variations keep theirs."""
        named = ((direction.terms.reference, direction.id) for direction in self.values())
        return _gathered((reference.casefold(), id) for reference, id in named if reference)

    @cached_property
    def by_money(self) -> Mapping[Money, tuple[str, ...]]:
        """Ids of the directions that give money, by its function, recipient, year and kind."""
        return _gathered(
            (key, direction.id)
            for direction in self.values()
            for key in dict.fromkeys(filter(None, map(money_of, direction.terms.finance)))
        )

    @cached_property
    def budgeted(self) -> Budgeted:
        """The budgets of the header by year, partner, kind and function."""
        return budgeted(self.header.budgets)

    @cached_property
    def by_report(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the directions that rest on a report, or were revoked upon it, by the key of its number."""
        return _gathered(
            (key, direction.id) for direction in self.values() for key in dict.fromkeys(map(number_key, reports_of(direction)))
        )

    @cached_property
    def decisions(self) -> Mapping[str, tuple[str, ...]]:
        """Files of the decisions of a report by the key of its number; several where it was decided twice, which is wrong."""
        return _gathered((number_key(report.number), path) for path, report in self.reports.items())

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
        directions = dict(self._directions)
        for direction in (*change.made, *change.redrafted):
            directions[direction.id] = direction
        for amended in change.amended:
            directions[amended.id] = replace(directions[amended.id], terms=amended.terms)
        for appended in change.appended:
            before = directions[appended.id]
            directions[appended.id] = replace(before, history=(*before.history, *appended.entries))
        reports = {**self.reports, **{each.path: each.decision for each in change.decided}}
        return Register(self.header, directions.values(), dict(sorted(reports.items())), self.unread)


def _gathered(pairs: Iterable[tuple[Key, str]]) -> dict[Key, tuple[str, ...]]:
    """The names of each key in the order given, in time that grows with their number alone."""
    found: dict[Key, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def stem_of(path: str) -> str:
    """The name of a file without its folder and ending, by which the register knows what it holds."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def money_of(line: FinanceLine) -> Money | None:
    """Function, recipient, year and kind of a line of money, or None where one of them is not said."""
    if line.function and line.to and line.year and line.kind:
        return line.function, line.to, line.year, line.kind
    return None
