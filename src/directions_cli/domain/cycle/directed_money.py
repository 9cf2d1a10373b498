"""Money that extant directions give for a financial year, by function, as `coverage` counts it (guidance 1.4, 4.4).

What a direction restates of a year does not count while the earlier one, in whose place it comes later, still holds the money
of that year: the same pounds would stand twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.counting import Known, in_place_of
from directions_cli.domain.cycle.listing import Coded, function
from directions_cli.domain.direction import Direction
from directions_cli.domain.keys import key

NOT_SAID = Coded(code="", name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionMoney:
    """Money directed for a function."""

    function: Coded = key("The function; code and name are empty where a line names none.")
    payment: Decimal = key("Pounds of payments with an amount, and of lines that do not say what they are.")
    set_aside: Decimal = key("Pounds set aside (guidance 4.6).")
    total: Decimal = key("Both together.")
    without_amount: int = key("Number of lines that state a method, or nothing, instead of an amount.")


def money_by_function(known: Known, directions: Iterable[Direction], header: Header, year: str) -> tuple[FunctionMoney, ...]:
    """Pounds directed for each function in a financial year, the largest first; functions without money are left out."""
    sums: dict[str, list[Decimal]] = {}
    open_lines: dict[str, int] = {}
    for direction in directions:
        for line in direction.terms.finance:
            if line.year != year or in_place_of(known, direction.id, year):
                continue
            code = line.function or ""
            both = sums.setdefault(code, [Decimal(0), Decimal(0)])
            if line.amount is None:
                open_lines[code] = open_lines.get(code, 0) + 1
            else:
                both[line.kind == "set-aside"] += line.amount
    found = [
        FunctionMoney(
            function=function(header, code) if code else NOT_SAID,
            payment=payment,
            set_aside=set_aside,
            total=payment + set_aside,
            without_amount=open_lines.get(code, 0),
        )
        for code, (payment, set_aside) in sums.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.total, each.function.name)))


def money_in(known: Known, direction: Direction, years: Collection[str]) -> Decimal | None:
    """Pounds that a direction gives in some financial years; None where no line of them states an amount."""
    counting = {year for year in years if not in_place_of(known, direction.id, year)}
    amounts = [line.amount for line in direction.terms.finance if line.year in counting and line.amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None
