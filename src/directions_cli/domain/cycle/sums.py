"""Directed money set against a budget: what is over, under, not budgeted, or budgeted and not directed (guidance 1.4, 4.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from directions_cli.domain.keys import key

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Row:
    """Money directed against the budget of a year, or of a partner, kind or function in it."""

    to: str | None = key("Code of the partner; null for all of them, and in `accounts` and `functions` where a line says none.")
    kind: str | None = key("`payment` or `set-aside`; null for both, and in `accounts` and `functions` where a line says none.")
    function: str | None = key("Code of the function; null for all of them, and in `functions` where a line says none.")
    budget: Decimal | None = key("Pounds budgeted in `register.yaml`, or null where no budget is stated.")
    directed: Decimal | None = key("Pounds directed; null where all that is directed is without an amount.")
    balance: Decimal | None = key("Budget minus directed in pounds: below zero where more is directed; null if one is not known.")
    share: Decimal | None = key("Directed in per cent of the budget, to one place; null if one is not known or the budget is 0.")
    without_amount: int = key("Number of lines directed without an amount (a method of payment): in no sum here.")
    state: str = key(
        "`over` the budget, `under` it, `exact`; `no budget`: directed, none is stated; `nothing directed`: budgeted only;"
        " `no amount`: directed by method alone; `part of the whole`: a function that counts against the budget for all."
    )


@dataclass(slots=True)
class Sum:
    """What is directed so far: pounds, lines with an amount and lines without."""

    pounds: Decimal = Decimal(0)
    lines: int = 0
    without_amount: int = 0

    def add(self, counted: Decimal | None) -> None:
        """Add a line that counts; None is a line without an amount."""
        if counted is None:
            self.without_amount += 1
        else:
            self.pounds += counted
            self.lines += 1

    @property
    def directed(self) -> Decimal | None:
        """Pounds, or None where all that is directed is without an amount."""
        return None if self.without_amount and not self.lines else self.pounds


def row(to: str | None, kind: str | None, function: str | None, budget: Decimal | None, sum_of: Sum, within: bool = False) -> Row:
    """A sum set against its budget; `within`: without one of its own it counts against a budget for the whole."""
    directed = sum_of.directed
    known = budget is not None and directed is not None
    balance = budget - directed if budget is not None and directed is not None else None
    share = (100 * directed / budget).quantize(TENTH) if known and budget and directed is not None else None
    return Row(to, kind, function, budget, directed, balance, share, sum_of.without_amount, _state(budget, sum_of, within))


def _state(budget: Decimal | None, sum_of: Sum, within: bool) -> str:
    directed = sum_of.directed
    if directed is None:
        return "no amount"
    if budget is None:
        return "part of the whole" if within else "no budget"
    if not sum_of.lines:
        return "nothing directed"
    return "exact" if directed == budget else "over" if directed > budget else "under"


def together(rows: Iterable[Row], to: str | None = None, kind: str | None = None) -> Row:
    """Rows added up: the budgets that are stated, and all that is directed."""
    found = tuple(rows)
    budgets = [each.budget for each in found if each.budget is not None]
    whole = Sum(without_amount=sum(each.without_amount for each in found))
    for each in found:
        if each.directed is not None and each.state != "nothing directed":
            whole.add(each.directed)
    return row(to, kind, None, sum(budgets, Decimal(0)) if budgets else None, whole)
