"""Registers beside one another on a day, and a clash between them as a value (guidance 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final

from directions_cli.domain.cycle.hosting import Hosts, hosts_of
from directions_cli.domain.cycle.matching import Side, by_subject
from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import Severity
from directions_cli.domain.keys import key
from directions_cli.domain.rules.core import Rule

Subject = tuple[str, str]
"""Health Board and function, by our codes."""
Part = tuple[int, Direction]
"""A direction with the place of the side that it is of."""


@dataclass(frozen=True, slots=True)
class Named:
    """A direction that takes part in a clash."""

    authority: str = key("Code of the authority whose direction it is.")
    id: str = key("Its id in that authority's register.")
    reference: str | None = key("Its printed reference, or null.")
    amount: Decimal | None = key("Pounds that it sets aside for the hospital (CFL004), else null.")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A clash between registers."""

    code: str = key("The rule, CFL001 to CFL007.")
    severity: Severity = key("`error`, `warning` or `note`.")
    health_board: str | None = key("Code of the Health Board in this register, or null.")
    function: str | None = key("Code of the function in this register; null for a hospital's budget.")
    hospital: str | None = key("Hospital, or hospitals that share functions, else null.")
    year: str | None = key("Financial year of a hospital's budget, else null.")
    stated: Decimal | None = key("Pounds of the hospital's budget (CFL004: the largest stated), else null.")
    committed: Decimal | None = key("Pounds that all registers set aside for it (CFL004), else null.")
    authorities: tuple[str, ...] = key("Codes of the authorities that it is between, this register's first.")
    directions: tuple[Named, ...] = key("The directions that it is about; none where the headers alone clash.")
    message: str = key("What clashes, and what to do.")
    source: str = key("The paragraph that the rule comes from.")


@dataclass(frozen=True, slots=True)
class About:
    """What a clash is about: keys of `Conflict`, and what each direction sets aside by the place of its side and its id."""

    health_board: str | None = None
    function: str | None = None
    hospital: str | None = None
    year: str | None = None
    stated: Decimal | None = None
    committed: Decimal | None = None
    amounts: Mapping[tuple[int, str], Decimal] = field(default_factory=dict)


NOTHING: Final = About()


@dataclass(frozen=True)
class Compared:
    """Registers beside one another on a day, this register's first. `listed` are names of all neighbours, read or not."""

    sides: tuple[Side, ...]
    listed: Mapping[str, frozenset[str]]

    @cached_property
    def subjects(self) -> dict[Subject, dict[int, list[Direction]]]:
        """Extant directions by Health Board and function, then by the place of their side."""
        return by_subject(self.sides)

    @cached_property
    def hosts(self) -> dict[Subject, Hosts]:
        """Who hosts what, as each register says."""
        return hosts_of(self.sides, self.listed)

    @cached_property
    def accepted(self) -> frozenset[str]:
        """Codes that are accepted in the whole of this register."""
        return frozenset(ignore.code for ignore in self.sides[0].register.header.ignore)

    def counted(self, parts: Mapping[int, list[Direction]], rule: Rule) -> dict[int, list[Direction]]:
        """The directions without those that are accepted: ours by our file; between neighbours alone, theirs by theirs."""
        judged = [place for place in parts if place == 0] or list(parts)
        kept: dict[int, list[Direction]] = {}
        for place, directions in parts.items():
            left = [each for each in directions if place not in judged or all(ig.code != rule.code for ig in each.ignore)]
            kept |= {place: left} if left else {}
        return kept

    def conflict(self, rule: Rule, parts: Iterable[Part], message: str, about: About = NOTHING, *more: int) -> Conflict:
        """A clash of these directions, and of the sides `more`, whose headers alone take part."""
        found = list(parts)
        places = sorted({*(place for place, _ in found), *more})
        return Conflict(
            code=rule.code,
            severity=rule.severity,
            health_board=about.health_board,
            function=about.function,
            hospital=about.hospital,
            year=about.year,
            stated=about.stated,
            committed=about.committed,
            authorities=tuple(self.sides[place].code for place in places),
            directions=tuple(
                Named(self.sides[place].code, each.id, each.terms.reference, about.amounts.get((place, each.id)))
                for place, each in found
            ),
            message=message,
            source=rule.source,
        )

    def codes(self, parts: Iterable[Part]) -> str:
        """The authorities of some directions, as a sentence names them."""
        codes = [self.sides[place].code for place in sorted({place for place, _ in parts})]
        return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"

    def board(self, code: str) -> str:
        """Name of one of our Health Boards."""
        partner = self.sides[0].register.header.partner(code)
        return partner.name if partner else code

    def function(self, code: str) -> str:
        """Name of one of our functions."""
        function = self.sides[0].register.header.function(code)
        return function.name if function else code
