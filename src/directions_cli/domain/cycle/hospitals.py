"""Whole budgets of hospitals over several registers: what each states, and what all together set aside (guidance 4.6, 6.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from directions_cli.domain.cycle.matching import Side
from directions_cli.domain.direction import Direction
from directions_cli.domain.neighbours import HospitalBudget
from directions_cli.domain.terms import FinanceLine

Functions = frozenset[str] | None
"""Functions by our codes; None for all with money set aside."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A hospital's budget as one register states it."""

    place: int
    budget: HospitalBudget
    board: str
    functions: Functions
    whole: frozenset[str]

    @property
    def key(self) -> tuple[str, str, str]:
        """Health Board, hospital in small letters, year."""
        return self.board, self.budget.hospital.casefold(), self.budget.year


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line of money set aside, with the side and the direction that it is of."""

    place: int
    direction: Direction
    board: str
    function: str | None
    year: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Together:
    """Hospitals of one Health Board and year whose functions overlap: their budget, and what is set aside for them."""

    board: str
    year: str
    hospitals: tuple[str, ...]
    functions: Functions
    stated: Decimal
    lines: tuple[SetAside, ...]

    @property
    def committed(self) -> Decimal:
        """Pounds that all registers set aside for them."""
        return sum((line.amount for line in self.lines), Decimal(0))


def stated_budgets(sides: Sequence[Side]) -> dict[tuple[str, str, str], list[Stated]]:
    """Every statement of a budget of a hospital of our Health Boards, by board, hospital and year."""
    found: dict[tuple[str, str, str], list[Stated]] = {}
    for place, side in enumerate(sides):
        set_aside = frozenset(side.key_of(each.code) for each in side.register.header.functions if each.set_aside)
        for budget in side.register.header.hospital_budgets:
            board = side.boards.get(budget.to)
            if board:
                functions = frozenset(map(side.key_of, budget.functions)) or None
                stated = Stated(place, budget, board, functions, functions or set_aside)
                found.setdefault(stated.key, []).append(stated)
    return found


def differing(stated: Sequence[Stated]) -> bool:
    """Whether registers state different sums for the same hospital, year and functions.

    Budgets of different functions can't be compared; two that both leave the functions out are of the same.
    """
    for number, one in enumerate(stated):
        for other in stated[:number]:
            same = one.functions == other.functions or one.whole == other.whole
            if same and one.budget.amount != other.budget.amount:
                return True
    return False


def lines_of(sides: Sequence[Side]) -> Iterator[SetAside]:
    """Every line of money set aside for our Health Boards by an extant direction.

    Where a later issued direction takes the place of one that stands for some days yet, the later one restates its money: of
    the years that both give money of, only that of the later one counts.
    """
    for place, side in enumerate(sides):
        restated = {
            (id, line.year)
            for each in side.extant
            for _, id in side.register.predecessors(each.id)
            for line in each.terms.finance
        }
        for direction in side.extant:
            lines = (line for line in direction.terms.finance if (direction.id, line.year) not in restated)
            yield from (found for line in lines if (found := _set_aside(place, side, direction, line)))


def _set_aside(place: int, side: Side, direction: Direction, line: FinanceLine) -> SetAside | None:
    board = side.boards.get(line.to or "")
    if line.kind != "set-aside" or line.amount is None or line.year is None or board is None:
        return None
    only = direction.terms.functions[0] if len(direction.terms.functions) == 1 else None
    function = line.function or only
    return SetAside(place, direction, board, side.key_of(function) if function else None, line.year, line.amount)


def together(budgets: dict[tuple[str, str, str], list[Stated]], lines: Sequence[SetAside]) -> Iterator[Together]:
    """The hospitals of each Health Board and year, those that share functions as one, with what is set aside for them."""
    by_year: dict[tuple[str, str], list[Together]] = {}
    for (board, _, year), stated in budgets.items():
        functions = None if any(each.functions is None for each in stated) else frozenset[str]().union(*map(_given, stated))
        largest = max(each.budget.amount for each in stated)
        new = Together(board, year, (stated[0].budget.hospital,), functions, largest, ())
        apart = []
        for other in by_year.get((board, year), []):
            if _overlap(new.functions, other.functions):
                both = None if new.functions is None or other.functions is None else new.functions | other.functions
                new = Together(board, year, (*other.hospitals, *new.hospitals), both, other.stated + new.stated, ())
            else:
                apart.append(other)
        by_year[board, year] = [*apart, new]
    of_year: dict[tuple[str, str], list[SetAside]] = {}
    for line in lines:
        of_year.setdefault((line.board, line.year), []).append(line)
    for key, groups in by_year.items():
        for each in groups:
            these = tuple(line for line in of_year.get(key, ()) if each.functions is None or line.function in each.functions)
            yield Together(each.board, each.year, each.hospitals, each.functions, each.stated, these)


def _given(stated: Stated) -> frozenset[str]:
    return stated.functions or frozenset()


def _overlap(one: Functions, other: Functions) -> bool:
    return one is None or other is None or bool(one & other)
