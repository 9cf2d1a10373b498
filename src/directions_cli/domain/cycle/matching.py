"""A neighbour's register as this register reads it: its codes of Health Boards and functions as ours, and who names whom.

A code is matched by what the header says of it under `neighbours`, else to the same code, else to the same name in any capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.direction import Direction, is_extant
from directions_cli.domain.log import is_known
from directions_cli.domain.neighbours import NeighbouringAuthority
from directions_cli.domain.register import Register


@dataclass(frozen=True, slots=True)
class Side:
    """A register on a day, as one side of a comparison. `boards` and `functions` lead from its codes to ours."""

    register: Register
    names: frozenset[str]
    boards: Mapping[str, str]
    functions: Mapping[str, str]
    extant: tuple[Direction, ...] = field(repr=False)

    @property
    def code(self) -> str:
        """Code of the authority."""
        return self.register.header.authority.code

    def names_it(self, direction: Direction) -> bool:
        """Whether a direction of another register says that it affects this authority (guidance 6.7)."""
        impact = direction.terms.impact
        return impact is not None and any(name.casefold() in self.names for name in impact.other_authorities)

    def key_of(self, function: str) -> str:
        """A function of this register by our code, or, where it is none of ours, by a name that no code can have."""
        return self.functions.get(function) or f"{self.code}/{function}"

    def directs(self, direction: Direction) -> Iterator[tuple[str, str]]:
        """Health Board and function, by our codes, that a direction is about: only functions that the board delegated."""
        header = self.register.header
        for partner in direction.terms.to:
            board = self.boards.get(partner)
            for code in direction.terms.functions if board else ():
                function = header.function(code)
                if function and partner in function.delegated_by and code in self.functions:
                    yield board or "", self.functions[code]


def own_side(register: Register, day: date) -> Side:
    """This register itself."""
    header = register.header
    boards = {partner.code: partner.code for partner in header.partners if partner.kind == "health-board"}
    functions = {function.code: function.code for function in header.functions}
    return Side(register, _names(register), boards, functions, _extant(register, day))


def beside(register: Register, about: NeighbouringAuthority, ours: Register, day: date) -> Side:
    """A neighbour's register, matched to ours."""
    boards = translated(_boards(register), about.health_boards, _boards(ours))
    functions = translated(_functions(register), about.functions, _functions(ours))
    return Side(register, _names(register, about.code, about.name), boards, functions, _extant(register, day))


def translated(theirs: Mapping[str, str], said: Mapping[str, str | None], ours: Mapping[str, str]) -> dict[str, str]:
    """Their codes that stand for one of ours. `theirs` and `ours` are names by code; `said` is what the header says of codes."""
    by_name = {name.casefold(): code for code, name in ours.items()}
    found: dict[str, str | None] = {}
    for code, name in theirs.items():
        found[code] = said[code] if code in said else code if code in ours else by_name.get(name.casefold())
    return {code: meant for code, meant in found.items() if meant is not None}


def _boards(register: Register) -> dict[str, str]:
    return {partner.code: partner.name for partner in register.header.partners if partner.kind == "health-board"}


def _functions(register: Register) -> dict[str, str]:
    return {function.code: function.name for function in register.header.functions}


def _names(register: Register, *more: str) -> frozenset[str]:
    """What an authority may be called, in small letters."""
    authority = register.header.authority
    return frozenset(name.casefold() for name in (authority.code, authority.name, *more))


def _extant(register: Register, day: date) -> tuple[Direction, ...]:
    known = (each for each in register.values() if is_known(each, day, as_at=True) and is_extant(each, day))
    return tuple(as_read_on(each, day) for each in known)


def by_subject(sides: Iterable[Side]) -> dict[tuple[str, str], dict[int, list[Direction]]]:
    """Extant directions by Health Board and function, and by the place of their side among the sides."""
    found: dict[tuple[str, str], dict[int, list[Direction]]] = {}
    for place, side in enumerate(sides):
        for direction in side.extant:
            for subject in dict.fromkeys(side.directs(direction)):
                found.setdefault(subject, {}).setdefault(place, []).append(direction)
    return found
