"""The rules: families of small coded functions over a register. One table, never lengthened at run time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from directions_cli.domain.direction import Direction, issued_on
from directions_cli.domain.finding import Finding
from directions_cli.domain.history import Corrected, Issued, successor
from directions_cli.domain.lookups import money_of
from directions_cli.domain.register import Change, Register
from directions_cli.domain.report import number_key, reports_of
from directions_cli.domain.rules import (
    alteration,
    content,
    delivery,
    disclosing,
    files,
    finance,
    headers,
    identity,
    letters,
    lifecycle,
    links,
    monitoring,
    neighbours,
    provenance,
    reports,
    wording,
)
from directions_cli.domain.rules.core import Case, Rule, apply

FAMILIES: Final = MappingProxyType(
    {
        "FIL": ("File and form", files.RULES),
        "REG": ("Header and report decisions", (*headers.RULES, *reports.OF_REPORTS, *neighbours.RULES)),
        "IDN": ("Identity", identity.RULES),
        "LIF": ("Life of a direction", (*lifecycle.RULES, *monitoring.RULES, *letters.RULES, *delivery.RULES)),
        "LNK": ("Links", links.RULES),
        "CON": ("Content", (*content.RULES, *reports.OF_DIRECTIONS)),
        "FIN": ("Finance", finance.RULES),
        "WRD": ("Wording", (*wording.RULES, *disclosing.RULES)),
        "ALT": ("What a change may do (`validate --against`, `audit`)", alteration.RULES),
        "CFL": ("Clashes with neighbouring registers (`conflicts`)", neighbours.CLASHES),
        "AUD": ("The history (`audit`)", provenance.RULES),
    }
)
RULES: Final[tuple[Rule, ...]] = tuple(rule for _, rules in FAMILIES.values() for rule in rules)
BY_CODE: Final[Mapping[str, Rule]] = MappingProxyType({rule.code: rule for rule in RULES})


def judge(
    register: Register, today: date, only: Iterable[str] | None = None, reports: Iterable[str] | None = None
) -> tuple[Finding, ...]:
    """Every finding of the rules over a register as at `today`.

    Only some of its directions are judged where their ids are given in `only`, and only some report decisions where their
    paths are given in `reports`.
    """
    case = Case(register, today)
    ids = None if only is None else frozenset(only)
    paths = None if reports is None else frozenset(reports)
    return tuple(finding for rule in RULES for finding in apply(rule, case, paths if rule.scope == "report" else ids))


def judge_directions(register: Register, today: date, only: Iterable[str]) -> tuple[Finding, ...]:
    """The findings of the rules over some directions of a register, without its header and report decisions."""
    case, ids = Case(register, today), frozenset(only)
    return tuple(finding for rule in RULES if rule.scope == "direction" for finding in apply(rule, case, ids))


def affected(register: Register, change: Change) -> frozenset[str]:
    """The directions that an act may make wrong: those linked to what it touches, and those that rest on a report it decides.

    Where it gives money, those issued later that give the same; an ending takes nothing from them but a clash.
    """
    numbers = (number_key(each.decision.number) for each in change.decided)
    linked = related(register, change.touched).union(*(register.by_report.get(number, ()) for number in numbers))
    given = {each.id for each in (*change.made, *change.redrafted)} | {each.id for each in change.amended}
    given |= {each.id for each in change.appended if any(isinstance(entry, Issued) for entry in each.entries)}
    return linked | overlapped(register, given)


def reports_concerned(before: Register, after: Register, change: Change) -> frozenset[str]:
    """The files of the report decisions that an act may make wrong: those it makes, and those its directions rest on."""
    keys = {number_key(each.decision.number) for each in change.decided}
    for register in (before, after):
        keys.update(number_key(number) for id in change.touched if id in register for number in reports_of(register[id]))
    return frozenset(path for key in keys for path in after.decisions.get(key, ()))


def related(register: Register, ids: Iterable[str]) -> frozenset[str]:
    """The directions named and those that are linked to them, or bear the same reference.

    Earlier and later ones count, from whichever side the link is written: a draft names what it will replace before that
    knows of it.
    """
    named = [register[id] for id in ids if id in register]
    found = {direction.id for direction in named}
    called: set[str] = set()
    for direction in named:
        called.update(_names(direction))
        found.update(earlier for _, earlier in register.predecessors(direction.id))
        found.update(by for entry in direction.history if (by := successor(entry)) and by in register)
    for name in called:
        found.update(register.by_reference.get(name, ()))
    return frozenset(found.union(*(register.by_link.get(name, ()) for name in called)))


def overlapped(register: Register, ids: Iterable[str]) -> frozenset[str]:
    """The directions issued later than one of those named that give the same money (FIN015)."""
    found: set[str] = set()
    for direction in (register[id] for id in ids if id in register):
        own = (issued_on(direction) or date.max, direction.id)
        for key in filter(None, map(money_of, direction.terms.finance)):
            stood = register.stood(register.by_money.get(key, ()))
            found.update(id for id, each in stood.items() if (each.issued or date.max, id) > own)
    return frozenset(found)


def near(register: Register, ids: Collection[str]) -> frozenset[str]:
    """The directions named, those related to them or overlapped by their money, and the whole line of each.

    These are all that the rules may judge otherwise once something in the named ones has changed. Lines are followed from
    whichever side a link is written.
    """
    found = set(related(register, ids) | overlapped(register, ids))
    queue = [register[id] for id in ids if id in register]
    seen = {direction.id for direction in queue}
    while queue:
        for id in _linked(register, queue.pop()) - seen:
            seen.add(id)
            queue.append(register[id])
    return frozenset(found | seen)


def _linked(register: Register, direction: Direction) -> set[str]:
    """The directions that a direction names, and those that name it."""
    found = {earlier for _, earlier in register.predecessors(direction.id)}
    found.update(by for entry in direction.history if (by := successor(entry)) and by in register)
    return found.union(*(register.by_link.get(name, ()) for name in _names(direction)))


def _names(direction: Direction) -> Iterator[str]:
    """What links may call a direction: its id, its reference, and those it bore before a correction; in small letters."""
    former = (entry.from_ for entry in direction.history if isinstance(entry, Corrected) and entry.field == "reference")
    for name in (direction.id, direction.terms.reference, *former):
        if isinstance(name, str):
            yield name.casefold()
