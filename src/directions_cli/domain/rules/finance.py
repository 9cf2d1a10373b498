"""Money: payments and sums set aside, for each function and recipient (family FIN; the Act, ss. 27 and 28)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from directions_cli.domain.base import year_bounds
from directions_cli.domain.cycle.budgeted import Account
from directions_cli.domain.direction import Direction, is_extant
from directions_cli.domain.lookups import Money, money_of
from directions_cli.domain.rules.content import deliverable
from directions_cli.domain.rules.core import Case, Fault, rule


@rule("FIN001", "error", "the Act, s.27(1); guidance 4.4")
def has_money(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction sets out the money for carrying it out: payments or a method, or the amount set aside."""
    if not direction.terms.finance and not direction.historic:
        yield Fault(("finance",), "sets out no money; give a line for each function and recipient")


@rule("FIN002", "error", "the Act, s.27(1)(b)")
def payment_has_amount_or_method(direction: Direction, case: Case) -> Iterator[Fault]:
    """A payment has an amount, or a method of determining it."""
    for number, line in enumerate(direction.terms.finance):
        if line.kind == "payment" and line.amount is None and line.method is None:
            yield Fault(("finance", number), "is a payment without amount or method; give one")


@rule("FIN003", "error", "the Act, s.27(1)(a)")
def set_aside_has_amount(direction: Direction, case: Case) -> Iterator[Fault]:
    """A set-aside has an amount; a method alone will not do."""
    for number, line in enumerate(direction.terms.finance):
        if line.kind == "set-aside" and line.amount is None:
            yield Fault(("finance", number), "is set aside without an amount; the Act asks for the amount set aside")


@rule("FIN004", "error", "the Act, s.27(1)(a); guidance 4.6")
def set_aside_function_has_set_aside(direction: Direction, case: Case) -> Iterator[Fault]:
    """A function whose money is set aside has a set-aside line."""
    if direction.historic:
        return
    for number, code in enumerate(direction.terms.functions):
        function = case.header.function(code)
        lines = [line for line in direction.terms.finance if line.function == code]
        if function and function.set_aside and not any(line.kind == "set-aside" for line in lines):
            yield Fault(("functions", number), f"the money of {code} is set aside: give a line of kind set-aside with an amount")


@rule("FIN005", "warning", "the Act, s.27(1)(a)")
def only_set_aside_functions_are(direction: Direction, case: Case) -> Iterator[Fault]:
    """Money is set aside only for functions that `register.yaml` marks so."""
    for number, line in enumerate(direction.terms.finance):
        function = case.header.function(line.function) if line.function else None
        if line.kind == "set-aside" and function and not function.set_aside:
            yield Fault(("finance", number, "kind"), f"{line.function} is no set-aside function of register.yaml")


@rule("FIN006", "error", "the Act, ss. 27(1)(a) and 28")
def set_aside_is_of_the_health_board(direction: Direction, case: Case) -> Iterator[Fault]:
    """Money is set aside by the Health Board, not by a council."""
    for number, line in enumerate(direction.terms.finance):
        partner = case.header.partner(line.to) if line.to else None
        if line.kind == "set-aside" and partner and partner.kind != "health-board":
            yield Fault(("finance", number, "to"), f"{line.to} is a council; only a Health Board has sums set aside")


@rule("FIN007", "error", "the Act, s.27(1)(c); guidance 4.4")
def use_is_said(direction: Direction, case: Case) -> Iterator[Fault]:
    """Every line says how the money is to be used."""
    if direction.historic:
        return
    for number, line in enumerate(direction.terms.finance):
        if line.use is None:
            yield Fault(("finance", number, "use"), f"finance line {number + 1} does not say how the money is to be used")


@rule("FIN008", "error", "the Act, s.27(1)")
def lines_are_to_recipients(direction: Direction, case: Case) -> Iterator[Fault]:
    """Every line is to a recipient of the direction."""
    for number, line in enumerate(direction.terms.finance):
        if line.to is None and not direction.historic:
            yield Fault(("finance", number), f"finance line {number + 1} does not say to whom")
        elif line.to is not None and line.to not in direction.terms.to:
            yield Fault(("finance", number, "to"), f"gives money to {line.to}, to which this direction is not")


@rule("FIN009", "error", "the Act, s.27(1); guidance 4.3")
def lines_are_for_functions(direction: Direction, case: Case) -> Iterator[Fault]:
    """Every line is for a function of the direction."""
    for number, line in enumerate(direction.terms.finance):
        if line.function is None and not direction.historic:
            yield Fault(("finance", number), f"finance line {number + 1} does not say for which function")
        elif line.function is not None and line.function not in direction.terms.functions:
            yield Fault(("finance", number, "function"), f"is for {line.function}, which this direction does not cover")


@rule("FIN010", "warning", "guidance 1.4, 4.4")
def functions_have_money(direction: Direction, case: Case) -> Iterator[Fault]:
    """Every function of a direction has its budget identified."""
    if direction.historic or not direction.terms.finance:
        return
    covered = {line.function for line in direction.terms.finance}
    for number, code in enumerate(direction.terms.functions):
        if code not in covered and case.header.function(code):
            yield Fault(("functions", number), f"no finance line is for {code}")


@rule("FIN011", "warning", "guidance 4.4")
def money_comes_with_delivery(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction does not only state money: it says what is to be delivered with it."""
    text = direction.terms.direction or ""
    if direction.terms.finance and len(text.split()) < 15 and not deliverable(direction) and not direction.historic:
        yield Fault(("direction",), "states money and hardly what is to be delivered with it")


@rule("FIN012", "error", "design 2")
def lines_have_kind_and_year(direction: Direction, case: Case) -> Iterator[Fault]:
    """Every line says which kind of money it is and for which year."""
    if direction.historic:
        return
    for number, line in enumerate(direction.terms.finance):
        missing = [key for key in ("kind", "year") if getattr(line, key) is None]
        if missing:
            yield Fault(("finance", number), f"finance line {number + 1} does not give: {', '.join(missing)}")


@rule("FIN013", "error", "design 2")
def amounts_are_not_negative(direction: Direction, case: Case) -> Iterator[Fault]:
    """No amount is below zero; money that moves away is a smaller amount in a later direction."""
    for number, line in enumerate(direction.terms.finance):
        if line.amount is not None and line.amount < 0:
            yield Fault(("finance", number, "amount"), f"{line.amount} is below zero")


@rule("FIN014", "warning", "the Act, s.27(1)")
def years_lie_within(direction: Direction, case: Case) -> Iterator[Fault]:
    """The years of the money touch the time of the direction."""
    terms = direction.terms
    for number, line in enumerate(terms.finance):
        if line.year is None or direction.historic:
            continue
        first, last = year_bounds(line.year)
        begins = terms.takes_effect or terms.approved
        if (terms.ends and first > terms.ends) or (begins and last < begins):
            yield Fault(("finance", number, "year"), f"{line.year} lies outside the time of this direction")


@rule("FIN015", "warning", "guidance 5.2, 6.1")
def money_does_not_overlap(direction: Direction, case: Case) -> Iterator[Fault]:
    """No two extant directions give money for the same function, recipient, year and kind.

    One of them should vary or supersede the other, or the use of each should be told apart and the finding accepted.
    """
    if not is_extant(direction, case.today):
        return
    taken_over: set[str] | None = None
    for number, line in enumerate(direction.terms.finance):
        key = money_of(line)
        earlier = _giving(case, key).before(direction.id) if key else 0
        if earlier and key:
            taken_over = taken_over or {id for _, id in case.register.predecessors(direction.id)}
            others = _giving(case, key).named(direction.id, earlier, taken_over)
            if others:
                message = f"{others} also gives {line.kind} for {line.function} to {line.to} in {line.year}"
                yield Fault(("finance", number), message)


NAMED = 20
"""Directions that a finding names; more are counted. Where thousands share one line of money nobody reads them all."""


@dataclass(frozen=True, slots=True)
class _Giving:
    """The extant directions that give the same money: their ids in order, and the place of each by day of issue and id."""

    ids: tuple[str, ...]
    place: Mapping[str, int]

    def before(self, id: str) -> int:
        """How many of them were issued before it."""
        return self.place[id]

    def named(self, id: str, earlier: int, but: set[str]) -> str:
        """Those issued before it, but for those that it takes over, in the order of ids; empty where there is none."""
        count = earlier - sum(self.place.get(each, earlier) < earlier for each in but)
        found = (each for each in self.ids if self.place[each] < earlier and each not in but)
        more = f" and {count - NAMED} more" if count > NAMED else ""
        return ", ".join(islice(found, min(count, NAMED))) + more


def _giving(case: Case, key: Money) -> _Giving:
    """The extant directions that give money for a function, recipient, year and kind; gathered once for each."""
    if key not in case.giving:
        stood = case.register.stood(case.register.by_money[key])
        extant = {id: each.issued or date.max for id, each in stood.items() if each.extant(case.today)}
        order = sorted((issued, id) for id, issued in extant.items())
        case.giving[key] = _Giving(tuple(sorted(extant)), {id: number for number, (_, id) in enumerate(order)})
    giving: _Giving = case.giving[key]
    return giving


@rule("FIN016", "warning", "guidance 1.4, 4.6")
def within_the_budget(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction does not alone commit more than the budget of its year, partner and kind."""
    totals: dict[Account, Decimal] = {}
    for number, line in enumerate(direction.terms.finance):
        key = (line.year, line.to, line.kind)
        totals[key] = totals.get(key, Decimal(0)) + (line.amount or 0)
        budget = case.register.budgeted.of(key)
        if budget is not None and totals[key] > budget:
            message = f"commits £{totals[key]:,} of {line.kind} for {line.year}; the budget is £{budget:,}"
            yield Fault(("finance", number, "amount"), message)


RULES = (
    has_money,
    payment_has_amount_or_method,
    set_aside_has_amount,
    set_aside_function_has_set_aside,
    only_set_aside_functions_are,
    set_aside_is_of_the_health_board,
    use_is_said,
    lines_are_to_recipients,
    lines_are_for_functions,
    functions_have_money,
    money_comes_with_delivery,
    lines_have_kind_and_year,
    amounts_are_not_negative,
    years_lie_within,
    money_does_not_overlap,
    within_the_budget,
)
