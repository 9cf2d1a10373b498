"""The rules: families of small coded functions over a register. One table, never lengthened at run time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from directions_cli.domain.finding import Finding
from directions_cli.domain.register import Register
from directions_cli.domain.rules import content, files, finance, headers, identity, lifecycle, links, wording
from directions_cli.domain.rules.core import Case, Rule, apply

FAMILIES: Final = MappingProxyType(
    {
        "FIL": ("File and form", files.RULES),
        "REG": ("Header and report decisions", headers.RULES),
        "IDN": ("Identity", identity.RULES),
        "LIF": ("Life of a direction", lifecycle.RULES),
        "LNK": ("Links", links.RULES),
        "CON": ("Content", content.RULES),
        "FIN": ("Finance", finance.RULES),
        "WRD": ("Wording", wording.RULES),
    }
)
RULES: Final[tuple[Rule, ...]] = tuple(rule for _, rules in FAMILIES.values() for rule in rules)
BY_CODE: Final[Mapping[str, Rule]] = MappingProxyType({rule.code: rule for rule in RULES})


def judge(register: Register, today: date, only: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Every finding of the rules over a register as at `today`, or over the directions named in `only`."""
    case = Case(register, today)
    ids = None if only is None else frozenset(only)
    return tuple(finding for rule in RULES for finding in apply(rule, case, ids))


def related(register: Register, ids: Iterable[str]) -> frozenset[str]:
    """The directions named and those one link away: what an act upon them may make wrong."""
    found = set(ids)
    for id in tuple(found):
        if id in register:
            found.update(earlier for _, earlier in register.predecessors(id))
            found.update(by for by in (getattr(entry, "by", None) for entry in register[id].history) if by in register)
    return frozenset(found)
