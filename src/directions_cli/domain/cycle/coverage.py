"""What the extant directions cover: functions, partners, localities, priorities, outcomes (the Act, s.26; guidance 1.4, 1.6).

What has no direction stands first. A direction is extant from its issue to its end; what its terms say is read as on the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from directions_cli.domain.authority import Function, Header, Partner, Plan
from directions_cli.domain.base import year_of
from directions_cli.domain.cycle.counting import Known, in_place_of, is_issued, known_on, left_out
from directions_cli.domain.cycle.covered import (
    NO_DIRECTION,
    NO_MONEY,
    NO_MONEY_THIS_YEAR,
    NONE_OF_ITS_OWN,
    NOT_TO_DELEGATOR,
    PARTS,
    UNKNOWN,
    Coverage,
    Covered,
    Given,
)
from directions_cli.domain.cycle.sums import Sum
from directions_cli.domain.direction import Direction, effect_from, is_extant
from directions_cli.domain.outcomes import NATIONAL_OUTCOMES
from directions_cli.domain.register import Register
from directions_cli.domain.terms import FinanceLine

DUTIES: Final = MappingProxyType(
    {
        "integration-joint-board": (
            "must",
            "An integration joint board must direct each function that was delegated to it (the Act, s.26(1); guidance 1.4).",
        ),
        "lead-agency": (
            "may",
            "A lead agency may direct a function, or carry it out itself (the Act, s.26(2); guidance 1.4).",
        ),
    }
)
"""By the model of the authority: the word of the Act, and the duty in a sentence."""


@dataclass(frozen=True, slots=True)
class _Extant:
    """The extant directions of a day, and which lines of their money count."""

    known: Known
    year: str
    directions: tuple[Direction, ...]

    def given(self, directions: Iterable[Direction]) -> tuple[Given, ...]:
        return tuple(self._given(each) for each in directions)

    def _given(self, direction: Direction) -> Given:
        terms, begun = direction.terms, effect_from(direction)
        waits = in_place_of(self.known, direction.id)
        shown = begun if begun and begun > date.min else None
        return Given(direction.id, terms.reference, terms.title, terms.to, shown, waits, terms.private)

    def sums(self, directions: Iterable[Direction], asked: Callable[[FinanceLine], bool]) -> tuple[Sum, Sum]:
        """The lines asked for that count: of the year, and of all years; one of no known year counts in all."""
        of_year, of_all = Sum(), Sum()
        for direction in directions:
            for line in filter(asked, direction.terms.finance):
                if line.year is None or left_out(self.known, direction.id, line.year) is None:
                    of_all.add(line.amount)
                    if line.year == self.year:
                        of_year.add(line.amount)
        return of_year, of_all


def coverage(register: Register, day: date, parts: Iterable[str] = PARTS) -> Coverage:
    """What the extant directions cover as at a day, in the parts asked for. Money is pounds, and counts as in the budget."""
    header, known = register.header, known_on(register, day)
    found = tuple(each for each in known.directions.values() if is_issued(each, day) and is_extant(each, day))
    extant = _Extant(known, year_of(day), found)
    plan = plan_on(header, day)
    asked = frozenset(parts)
    duty, says = DUTIES[header.authority.model]
    whole_area = extant.given(each for each in found if not each.terms.localities) if "localities" in asked else None
    return Coverage(
        day,
        extant.year,
        duty,
        says,
        plan.title if plan else None,
        len(found),
        _functions(header, extant) if "functions" in asked else None,
        _partners(header, extant) if "partners" in asked else None,
        _localities(header, extant) if "localities" in asked else None,
        whole_area,
        _priorities(plan, extant) if "priorities" in asked else None,
        extant.given(each for each in found if not _serves(each, plan)) if "priorities" in asked else None,
        _outcomes(extant) if "outcomes" in asked else None,
        extant.given(each for each in found if not _outcomes_of(each)) if "outcomes" in asked else None,
    )


def plan_on(header: Header, day: date) -> Plan | None:
    """The plan in force on a day, or None."""
    return next((plan for plan in header.plans if plan.from_ <= day <= plan.to), None)


def _row(
    extant: _Extant,
    code: str,
    name: str | None,
    directions: Sequence[Direction],
    asked: Callable[[FinanceLine], bool],
    wanting: Callable[[Sequence[Direction], Sum, Sum], Iterable[tuple[str, str]]],
    delegated_by: tuple[str, ...] = (),
) -> Covered:
    """One row: the directions that cover it, their money as far as it is `asked`, and what is `wanting`."""
    of_year, of_all = extant.sums(directions, asked)
    flags = tuple(wanting(directions, of_year, of_all))
    to = tuple(dict.fromkeys(code for each in directions for code in each.terms.to))
    return Covered(
        code,
        name,
        delegated_by,
        extant.given(directions),
        to,
        of_year.pounds if of_year.lines else None,
        of_all.pounds if of_all.lines else None,
        of_year.without_amount,
        of_all.without_amount,
        tuple(flag for flag, _ in flags),
        flags[0][1] if flags else None,
    )


def _named(extant: _Extant, codes: Callable[[Direction], Iterable[str]]) -> dict[str, list[Direction]]:
    """The extant directions by the codes that each names."""
    found: dict[str, list[Direction]] = {}
    for direction in extant.directions:
        for code in dict.fromkeys(codes(direction)):
            found.setdefault(code, []).append(direction)
    return found


def _those_without_first(rows: Iterable[Covered]) -> tuple[Covered, ...]:
    """What has no direction first, else in the order given."""
    return tuple(sorted(rows, key=lambda each: bool(each.directions)))


def _everything(line: FinanceLine) -> bool:
    return True


def _functions(header: Header, extant: _Extant) -> tuple[Covered, ...]:
    named = _named(extant, lambda each: each.terms.functions)
    _, says = DUTIES[header.authority.model]

    def row(function: Function) -> Covered:
        def wanting(directions: Sequence[Direction], of_year: Sum, of_all: Sum) -> Iterator[tuple[str, str]]:
            if not directions:
                yield NO_DIRECTION, f"No extant direction covers it. {says}"
                return
            if not of_all.lines + of_all.without_amount:
                yield NO_MONEY, "No extant direction gives it money; its budget is to be identified (guidance 1.4, 4.4)."
            elif not of_year.lines + of_year.without_amount:
                yield NO_MONEY_THIS_YEAR, f"No extant direction gives it money of {extant.year} (guidance 1.4, 4.4)."
            directed = {code for each in directions for code in each.terms.to}
            if not directed & set(function.delegated_by):
                to, by = ", ".join(sorted(directed)) or "nobody", ", ".join(function.delegated_by)
                yield NOT_TO_DELEGATOR, f"It is directed to {to} alone; {by} delegated it (the Act, s.26(1))."

        directions = named.get(function.code, [])
        return _row(
            extant,
            function.code,
            function.name,
            directions,
            lambda line: line.function == function.code,
            wanting,
            function.delegated_by,
        )

    return _those_without_first(map(row, header.functions))


def _partners(header: Header, extant: _Extant) -> tuple[Covered, ...]:
    named = _named(extant, lambda each: each.terms.to)

    def row(partner: Partner) -> Covered:
        wanting = _needs_one("No extant direction is to it; it should ask for one (guidance 1.6).")
        directions = named.get(partner.code, [])
        return _row(extant, partner.code, partner.name, directions, lambda line: line.to == partner.code, wanting)

    return _those_without_first(map(row, header.partners))


def _needs_one(says: str, flag: str = NO_DIRECTION) -> Callable[[Sequence[Direction], Sum, Sum], Iterator[tuple[str, str]]]:
    """What is wanting where no direction is there."""

    def wanting(directions: Sequence[Direction], of_year: Sum, of_all: Sum) -> Iterator[tuple[str, str]]:
        if not directions:
            yield flag, says

    return wanting


def _localities(header: Header, extant: _Extant) -> tuple[Covered, ...]:
    named = _named(extant, lambda each: each.terms.localities)
    if any(not each.terms.localities for each in extant.directions):
        wanting = _needs_one("No extant direction names it; those for the whole area hold for it too.", NONE_OF_ITS_OWN)
    else:
        wanting = _needs_one("No extant direction names it, and none holds for the whole area.")
    known = {each.code: each.name for each in header.localities}
    rows = [_row(extant, code, name, named.get(code, []), _everything, wanting) for code, name in known.items()]
    strange = _needs_none("No locality of register.yaml is called that.")
    rows += [_row(extant, code, None, named[code], _everything, strange) for code in sorted(named.keys() - known)]
    return _those_without_first(rows)


def _needs_none(says: str) -> Callable[[Sequence[Direction], Sum, Sum], Iterator[tuple[str, str]]]:
    return lambda directions, of_year, of_all: iter([(UNKNOWN, says)])


def _serves(direction: Direction, plan: Plan | None) -> list[str]:
    """Codes of the plan's priorities that a direction names."""
    known = {each.code for each in plan.priorities} if plan else set()
    return [code for code in (direction.terms.alignment.priorities if direction.terms.alignment else ()) if code in known]


def _priorities(plan: Plan | None, extant: _Extant) -> tuple[Covered, ...]:
    named = _named(extant, lambda each: _serves(each, plan))
    wanting = _needs_one("No extant direction names this priority of the plan (guidance 1.5, 4.5).")
    rows = (
        _row(extant, each.code, each.name, named.get(each.code, []), _everything, wanting)
        for each in (plan.priorities if plan else ())
    )
    return _those_without_first(rows)


def _outcomes_of(direction: Direction) -> tuple[str, ...]:
    return tuple(str(number) for number in (direction.terms.alignment.outcomes if direction.terms.alignment else ()))


def _outcomes(extant: _Extant) -> tuple[Covered, ...]:
    named = _named(extant, _outcomes_of)
    wanting = _needs_one("No extant direction names this national outcome (guidance 1.2; policy app. 1).")
    known = {str(number): words for number, words in NATIONAL_OUTCOMES.items()}
    rows = [_row(extant, code, words, named.get(code, []), _everything, wanting) for code, words in known.items()]
    strange = _needs_none("There is no national outcome of that number.")
    rows += [_row(extant, code, None, named[code], _everything, strange) for code in sorted(named.keys() - known)]
    return _those_without_first(rows)
