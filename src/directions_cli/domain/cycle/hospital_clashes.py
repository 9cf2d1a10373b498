"""Clashes over the money of a hospital: set aside beyond its whole budget, or budgets that differ (CFL004, CFL005)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from directions_cli.domain.cycle.compared import About, Compared, Conflict, Subject
from directions_cli.domain.cycle.hospitals import Together, differing, lines_of, stated_budgets, together
from directions_cli.domain.dates import pounds_in_words
from directions_cli.domain.direction import Direction
from directions_cli.domain.rules import neighbours as rules

Told = dict[Subject, frozenset[int]]
"""Sides that a clash about a hospital tells of, by Health Board and function."""


def over_budget(compared: Compared) -> Iterator[tuple[Conflict, Told]]:
    """CFL004: what is set aside for a hospital is more than its whole budget."""
    for each in together(stated_budgets(compared.sides), list(lines_of(compared.sides))):
        if each.committed > each.stated:
            told: Told = {}
            for line in each.lines:
                subject = (each.board, line.function or "")
                told[subject] = told.get(subject, frozenset()) | {line.place}
            yield _over(compared, each), told


def _over(compared: Compared, each: Together) -> Conflict:
    amounts: dict[tuple[int, str], Decimal] = {}
    parts: dict[tuple[int, str], Direction] = {}
    for line in each.lines:
        at = (line.place, line.direction.id)
        amounts[at] = amounts.get(at, Decimal(0)) + line.amount
        parts[at] = line.direction
    shares = {place: sum((amounts[at] for at in amounts if at[0] == place), Decimal(0)) for place, _ in amounts}
    said = ", ".join(f"{compared.sides[place].code} {pounds_in_words(share)}" for place, share in sorted(shares.items()))
    hospital = " and ".join(each.hospitals)
    over = pounds_in_words(each.committed - each.stated)
    message = (
        f"{pounds_in_words(each.committed)} is set aside for {hospital} in {each.year} ({said}), {over} more than its whole"
        f" budget of {pounds_in_words(each.stated)}; agree the shares, then vary a direction or put the budget right"
    )
    about = About(each.board, None, hospital, each.year, each.stated, each.committed, amounts)
    ordered = sorted(parts)
    return compared.conflict(rules.WITHIN_THE_HOSPITAL, [(at[0], parts[at]) for at in ordered], message, about)


def differing_budgets(compared: Compared) -> Iterator[Conflict]:
    """CFL005: registers state different budgets for the same hospital and year."""
    for (board, _, year), stated in stated_budgets(compared.sides).items():
        if not differing(stated):
            continue
        said = ", ".join(f"{compared.sides[each.place].code} {pounds_in_words(each.budget.amount)}" for each in stated)
        hospital = stated[0].budget.hospital
        message = f"registers state different budgets of {hospital} for {year}: {said}; agree on one and state it in each"
        largest = max(each.budget.amount for each in stated)
        about = About(board, None, hospital, year, largest)
        yield compared.conflict(rules.ONE_BUDGET, [], message, about, *(each.place for each in stated))


def budgets_agreed(compared: Compared) -> Callable[[str, str, int, int], bool]:
    """Whether two sides state the same budget of a hospital for a function, for every year of their money for it.

    Such a budget is the joint plan that guidance 6.2 asks for; what remains to be judged is the money.
    """
    same: dict[tuple[str, str, int, int], list[frozenset[str]]] = {}
    for (board, _, year), stated in stated_budgets(compared.sides).items():
        for one in stated:
            for other in stated:
                if one.place < other.place and one.budget.amount == other.budget.amount:
                    same.setdefault((board, year, one.place, other.place), []).append(one.whole & other.whole)
    years: dict[tuple[str, str, int], set[str]] = {}
    for line in lines_of(compared.sides):
        years.setdefault((line.board, line.function or "", line.place), set()).add(line.year)

    def agreed(board: str, function: str, one: int, other: int) -> bool:
        asked = years.get((board, function, one), set()) | years.get((board, function, other), set())
        return bool(asked) and all(any(function in each for each in same.get((board, year, one, other), ())) for year in asked)

    return agreed
