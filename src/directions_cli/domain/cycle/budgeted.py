"""What the header budgets, by year, partner and kind, and by function where it says so (guidance 1.4, 4.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from directions_cli.domain.authority import Budget

Account = tuple[str | None, str | None, str | None]
"""Financial year, code of the partner, and kind; None for what a historic line does not say."""
OfFunction = tuple[str | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Budgeted:
    """Pounds budgeted. `whole` are those set for no one function, against which all of the account counts."""

    whole: Mapping[Account, Decimal]
    functions: Mapping[OfFunction, Decimal]
    by_function: Mapping[Account, Decimal]

    def of(self, account: Account) -> Decimal | None:
        """Pounds of a year, partner and kind: the budget for the whole if there is one, else those by function together."""
        return self.whole.get(account, self.by_function.get(account))

    @property
    def accounts(self) -> frozenset[Account]:
        """Every year, partner and kind for which a budget is stated."""
        return frozenset((*self.whole, *self.by_function))


def budgeted(budgets: Iterable[Budget]) -> Budgeted:
    """The budgets of a header, added up."""
    whole: dict[Account, Decimal] = {}
    functions: dict[OfFunction, Decimal] = {}
    by_function: dict[Account, Decimal] = {}
    for each in budgets:
        account = (each.year, each.to, each.kind)
        if each.function is None:
            whole[account] = whole.get(account, Decimal(0)) + each.amount
        else:
            key = (*account, each.function)
            functions[key] = functions.get(key, Decimal(0)) + each.amount
            by_function[account] = by_function.get(account, Decimal(0)) + each.amount
    return Budgeted(whole, functions, by_function)
