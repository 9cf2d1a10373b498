"""The rules: families of small coded functions over a register. One table, never lengthened at run time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import Finding
from directions_cli.domain.history import Corrected, successor
from directions_cli.domain.register import Change, Register, money_of
from directions_cli.domain.report import number_key
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
from directions_cli.domain.terms import FinanceLine, Unidentified

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


def judge(register: Register, today: date, only: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Every finding of the rules over a register as at `today`, or over the directions named in `only`."""
    case = Case(register, today)
    ids = None if only is None else frozenset(only)
    return tuple(finding for rule in RULES for finding in apply(rule, case, ids))


def affected(register: Register, change: Change) -> frozenset[str]:
    """The directions that an act may make wrong: those related to what it touches, and those that rest on a report it decides."""
    numbers = (number_key(each.decision.number) for each in change.decided)
    return related(register, change.touched).union(*(register.by_report.get(number, ()) for number in numbers))


def related(register: Register, ids: Iterable[str]) -> frozenset[str]:
    """The directions named and those that an act upon them may make wrong.

    These are the earlier and later directions linked to them, from whichever side the link is written (a draft names what
    it will replace before that knows of it), and those that bear the same reference or give the same money.
    """
    named = [register[id] for id in ids if id in register]
    found = {direction.id for direction in named}
    called: set[str] = set()
    for direction in named:
        called.update(_names(direction))
        found.update(earlier for _, earlier in register.predecessors(direction.id))
        found.update(by for entry in direction.history if (by := successor(entry)) and by in register)
        for line in direction.terms.finance:
            found.update(_giving(register, line))
    for name in called:
        found.update(register.by_reference.get(name, ()))
    linked = (each.id for each in register.values() for _, _, link in links.links(each) if _said(link) in called)
    return frozenset(found.union(linked))


def _names(direction: Direction) -> Iterator[str]:
    """What links may call a direction: its id, its reference, and those it bore before a correction; in small letters."""
    former = (entry.from_ for entry in direction.history if isinstance(entry, Corrected) and entry.field == "reference")
    for name in (direction.id, direction.terms.reference, *former):
        if isinstance(name, str):
            yield name.casefold()


def _giving(register: Register, line: FinanceLine) -> tuple[str, ...]:
    key = money_of(line)
    return register.by_money.get(key, ()) if key else ()


def _said(link: str | Unidentified) -> str | None:
    return link.casefold() if isinstance(link, str) else None
