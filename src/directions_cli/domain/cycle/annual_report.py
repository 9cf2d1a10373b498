"""The annual report on all extant directions, with the status of each and what ended since the last one (policy 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from directions_cli.domain.base import year_of
from directions_cli.domain.cycle.counting import known_on
from directions_cli.domain.cycle.directed_money import FunctionMoney, money_by_function
from directions_cli.domain.cycle.listing import Listed, count_private, directions_on, listed, told
from directions_cli.domain.cycle.statuses import Advice, Ending, StatusesOn, ended_on, ending_of, over_the_years, reviews_of
from directions_cli.domain.direction import is_extant, issued_on
from directions_cli.domain.keys import key
from directions_cli.domain.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedAs:
    """The directions that ended in one way since the last report."""

    status: str = key("`varied`, `superseded`, `closed` or `revoked`.")
    directions: tuple[Ending, ...] = key("They, oldest ending first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport:
    """All extant directions on a day, and what became of the others since an earlier one."""

    committee: str | None = key("The committee that reviews directions, or null where the register names none.")
    since: date = key("First day of the period.")
    until: date = key("Last day of the period: the day of the report.")
    extant: int = key("Number of extant directions that the report tells of.")
    private: int = key("Number of extant directions taken in private, of which it does not tell.")
    issued: tuple[Listed, ...] = key("Directions issued in the period, as they stand on the day.")
    retained: tuple[Advice, ...] = key("Reviews of the period that retained a direction.")
    ended: tuple[EndedAs, ...] = key("Directions that ended in the period, by how: varied, superseded, closed, revoked.")
    advised: tuple[Advice, ...] = key("Other recommendations of reviews: those of the period, and older ones that still stand.")
    statuses: tuple[StatusesOn, ...] = key("Statuses at the end of each financial year, and on the day.")
    year: str = key("The financial year of the money below: that of the day.")
    money: tuple[FunctionMoney, ...] = key(
        "Money that the extant directions give in that year, by function; what is restated counts once."
    )
    total: Decimal = key("Pounds of it in all.")
    without_amount: int = key("Number of its lines that state no amount.")
    past_expiry: tuple[Listed, ...] = key("Extant directions whose last day is past (guidance 5.2).")
    never_reviewed: tuple[Listed, ...] = key("Extant directions issued before the period and never reviewed (policy 4.2).")
    directions: tuple[Listed, ...] = key("Every extant direction.")


def annual_report(register: Register, since: date, until: date, private: bool = False) -> AnnualReport:
    """What the board is told once a year; `private` tells of private directions too."""
    known = directions_on(register, until)
    shown = told(known, private)
    extant = [each for each in shown if is_extant(each, until)]
    rows = {each.id: listed(each, register.header, until) for each in shown}
    reviews = [review for each in shown for review in reviews_of(each, until, private)]
    money = money_by_function(known_on(register, until), extant, register.header, year_of(until))
    ended = [
        ending
        for each in shown
        if (day := ended_on(each, until)) and since <= day and (ending := ending_of(register, each, until, private))
    ]
    return AnnualReport(
        committee=next(iter(register.header.committees), None),
        since=since,
        until=until,
        extant=len(extant),
        private=count_private(known, until, private),
        issued=tuple(rows[each.id] for each in shown if since <= (issued_on(each) or date.min) <= until),
        retained=tuple(each for each in reviews if each.outcome == "retain" and each.day >= since),
        ended=tuple(
            EndedAs(
                status=status,
                directions=tuple(sorted((each for each in ended if each.status == status), key=lambda each: each.day)),
            )
            for status in ("varied", "superseded", "closed", "revoked")
        ),
        advised=tuple(each for each in reviews if each.outcome != "retain" and (each.day >= since or each.standing)),
        statuses=over_the_years(shown, until),
        year=year_of(until),
        money=money,
        total=sum((each.total for each in money), Decimal(0)),
        without_amount=sum(each.without_amount for each in money),
        past_expiry=tuple(rows[each.id] for each in extant if rows[each.id].expired),
        never_reviewed=tuple(
            rows[each.id] for each in extant if rows[each.id].reviewed is None and (issued_on(each) or date.max) < since
        ),
        directions=tuple(rows[each.id] for each in extant),
    )
