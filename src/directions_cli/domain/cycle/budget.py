"""Money directed against the budget by year, partner, function and kind (guidance 1.4, 4.4, 4.6; the Act, s.27(1))."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from directions_cli.domain.authority import Header
from directions_cli.domain.base import year_of
from directions_cli.domain.cycle.budgeted import Account, Budgeted
from directions_cli.domain.cycle.counting import Known, is_issued, known_on, left_out, part_of, stood
from directions_cli.domain.cycle.movements import Movement, ReportMovement, by_report, movements
from directions_cli.domain.cycle.sums import Row, Sum, row, together
from directions_cli.domain.direction import Direction
from directions_cli.domain.keys import key
from directions_cli.domain.register import Register
from directions_cli.domain.terms import FinanceLine

BY_YEAR = "by year of their lines"
BY_DAY = "by day"
KINDS = ("payment", "set-aside")
MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of directed money, and what of it counts."""

    id: str = key("Id of the direction.")
    reference: str | None = key("Its reference, or null.")
    line: int = key("Number of the line in the direction, from 1.")
    to: str | None = key("Code of the partner, or null where the line does not say.")
    function: str | None = key("Code of the function, or null where the line does not say.")
    year: str | None = key("Financial year, or null where the line does not say.")
    kind: str | None = key("`payment` or `set-aside`, or null where the line does not say.")
    amount: Decimal | None = key("Pounds of the line, or null where it states no amount.")
    counted: Decimal | None = key("Pounds that count; 0 where it is left out, null where it states no amount.")
    left_out: Decimal | None = key("Pounds that do not count: `amount` minus `counted`; null where it states no amount.")
    share: Decimal = key("Part that counts, 0 to 1, to six places; 0 is left out, 1 in full.")
    days: int | None = key("With `--by-day`: days of the year on which the direction stood; else null.")
    of_days: int | None = key("With `--by-day`: days that they are counted of; else null.")
    why: str | None = key("Why it does not count, or not in full; null where it does.")
    private: bool = key("Whether the board took the direction in private.")


@dataclass(frozen=True, slots=True)
class WithoutAmount:
    """A line that counts but states no amount: it is in no sum, and never counts as nothing (the Act, s.27(1)(b))."""

    id: str = key("Id of the direction.")
    reference: str | None = key("Its reference, or null.")
    line: int = key("Number of the line in the direction, from 1.")
    to: str | None = key("Code of the partner, or null where the line does not say.")
    function: str | None = key("Code of the function, or null where the line does not say.")
    year: str | None = key("Financial year, or null where the line does not say.")
    kind: str | None = key("`payment` or `set-aside`, or null where the line does not say.")
    method: str | None = key("How it is worked out; null where the line does not say, and for a private direction.")


@dataclass(frozen=True, slots=True)
class Year:
    """A financial year: what is directed in it against what is budgeted."""

    year: str = key("Financial year, for example `2025-26`.")
    total: Row = key("All of the year.")
    kinds: tuple[Row, ...] = key("Payments, and sums set aside, of all partners.")
    partners: tuple[Row, ...] = key("Each partner, payments and set-aside together.")
    accounts: tuple[Row, ...] = key("Each partner and kind: what budgets are set for.")
    functions: tuple[Row, ...] = key("Each partner, kind and function.")
    set_aside_balance: Decimal | None = key(
        "Set-aside budget minus what is directed as set aside, in pounds (guidance 4.6); null where no such budget is stated."
    )
    without_budget: Decimal = key("Pounds directed in accounts for which no budget is stated.")
    not_directed: Decimal = key("Pounds budgeted in accounts for which nothing is directed, not even by a method.")


@dataclass(frozen=True, slots=True)
class Commitments:
    """Money directed against the budgets as at a day."""

    counted: str = key("How directions count: `by year of their lines`, or `by day`.")
    means: str = key("That in a sentence.")
    as_at: date = key("The day; nothing dated later is in it.")
    years: tuple[Year, ...] = key("The financial years, earliest first.")
    lines: tuple[Line, ...] = key("Every line of money of these years and of no known year, with what counts of it and why.")
    without_amount: tuple[WithoutAmount, ...] = key("Lines that count but state no amount, listed apart.")
    movements: tuple[Movement, ...] = key("What variations and supersessions changed, by act, year and kind (guidance 5.7, 5.8).")
    reports: tuple[ReportMovement, ...] = key("What several of these acts upon one report changed together, by year and kind.")


MEANS = {
    BY_YEAR: (
        "A line counts in full for its financial year, unless by the end of that year (or by the day, if earlier) a later"
        " direction came in place of its own, or its own was closed or revoked before the year began. Drafts never count."
    ),
    BY_DAY: (
        "A line counts for the days of its financial year on which its direction stood, of the days from the first on which it,"
        " or one that it replaced in that year, stood to the year's last; each line to the nearest penny. Drafts never count."
    ),
}


def commitments(
    register: Register,
    day: date,
    years: Sequence[str] = (),
    to: str | None = None,
    kind: str | None = None,
    by_day: bool = False,
) -> Commitments:
    """Money directed against the budgets of the header as at a day, in pounds to the penny.

    `years` defaults to that of the day, and the one after if anything counts or is budgeted for it; `to` and `kind` narrow
    everything to a partner and to payments or sums set aside.
    """
    known = known_on(register, day)
    every = [each for each in _lines(known, by_day) if (not to or each.to == to) and (not kind or each.kind == kind)]
    budgets = register.budgeted
    accounts = [each for each in budgets.accounts if (not to or each[1] == to) and (not kind or each[2] == kind)]
    asked = sorted(set(years)) or _usual(day, every, accounts)
    lines = tuple(each for each in every if each.year is None or each.year in asked)
    counting = [each for each in lines if each.share]
    acts = tuple(movements(known, asked, kind))
    return Commitments(
        BY_DAY if by_day else BY_YEAR,
        MEANS[BY_DAY if by_day else BY_YEAR],
        day,
        tuple(_year(register.header, budgets, year, counting, accounts) for year in asked),
        lines,
        tuple(_apart(known, each) for each in counting if each.amount is None),
        tuple(act for act in acts if _touches(act, to)),
        tuple(plan for plan in by_report(known, acts) if _touches(plan, to)),
    )


def _touches(found: Movement | ReportMovement, to: str | None) -> bool:
    return not to or any(each.to == to for each in found.differences)


def _usual(day: date, lines: Sequence[Line], accounts: Sequence[Account]) -> list[str]:
    this = year_of(day)
    following = year_of(date(int(this[:4]) + 1, 4, 1))
    used = {each.year for each in lines if each.share} | {account[0] for account in accounts}
    return [this, following] if following in used else [this]


def _lines(known: Known, by_day: bool) -> Iterator[Line]:
    """Every line of every direction that is known, in the order of ids."""
    for direction in known.directions.values():
        found: dict[str | None, tuple[int | None, int | None, str | None]] = {None: (None, None, _of_no_year(known, direction))}
        for number, line in enumerate(direction.terms.finance, 1):
            if line.year not in found:
                found[line.year] = _counting(known, direction.id, line.year or "", by_day)
            yield _line(direction, number, line, *found[line.year])


def _of_no_year(known: Known, direction: Direction) -> str:
    return (
        "its financial year is not known" if is_issued(direction, known.day) else "a draft, and its financial year is not known"
    )


def _counting(known: Known, id: str, year: str, by_day: bool) -> tuple[int | None, int | None, str | None]:
    """Days, of how many (None by the year of the lines), and why not in full."""
    if not by_day:
        return None, None, left_out(known, id, year)
    spent = stood(known, id, year)
    return spent.days, spent.of_days, spent.why


def _line(direction: Direction, number: int, line: FinanceLine, days: int | None, of_days: int | None, why: str | None) -> Line:
    amount = line.amount
    if days and of_days:
        share = (Decimal(days) / of_days).quantize(MILLIONTH) if days < of_days else Decimal(1)
        counted = part_of(amount, days, of_days) if amount is not None else None
    else:
        share = Decimal(0 if why else 1)
        counted = amount * share if amount is not None else None
    rest = amount - counted if amount is not None and counted is not None else None
    names = (direction.id, direction.terms.reference, number, line.to, line.function, line.year, line.kind)
    return Line(*names, amount, counted, rest, share, days, of_days, why, direction.terms.private)


def _apart(known: Known, line: Line) -> WithoutAmount:
    method = known.directions[line.id].terms.finance[line.line - 1].method
    shown = None if line.private else method
    return WithoutAmount(line.id, line.reference, line.line, line.to, line.function, line.year, line.kind, shown)


def _year(header: Header, budgets: Budgeted, year: str, lines: Sequence[Line], accounts: Sequence[Account]) -> Year:
    """The rows of one financial year from the lines that count."""
    wholes: dict[Account, Sum] = {account: Sum() for account in accounts if account[0] == year}
    parts: dict[tuple[Account, str | None], Sum] = {(key[:3], key[3]): Sum() for key in budgets.functions if key[:3] in wholes}
    for line in lines:
        if line.year == year:
            account = (line.year, line.to, line.kind)
            wholes.setdefault(account, Sum()).add(line.counted)
            parts.setdefault((account, line.function), Sum()).add(line.counted)
    rank = _ranks(header)
    rows = tuple(
        row(account[1], account[2], None, budgets.of(account), wholes[account])
        for account in sorted(wholes, key=lambda each: (rank(each[1]), str(each[2])))
    )
    functions = tuple(
        row(account[1], account[2], of, budgets.functions.get((*account, of)), parts[account, of], account in budgets.whole)
        for account, of in sorted(parts, key=lambda each: (rank(each[0][1]), str(each[0][2]), rank(each[1])))
    )
    kinds = tuple(together((each for each in rows if each.kind == kind), kind=kind) for kind in KINDS)
    partners = tuple(together((each for each in rows if each.to == to), to=to) for to in dict.fromkeys(each.to for each in rows))
    return Year(
        year,
        together(rows),
        kinds,
        partners,
        rows,
        functions,
        kinds[1].balance if kinds[1].budget is not None else None,
        sum((each.directed or Decimal(0) for each in rows if each.state == "no budget"), Decimal(0)),
        sum((each.budget or Decimal(0) for each in rows if each.state == "nothing directed"), Decimal(0)),
    )


def _ranks(header: Header) -> Callable[[str | None], tuple[int, str]]:
    """The order of partners and functions: that of the header, then what it does not know, and last what is not said."""
    codes = [*(partner.code for partner in header.partners), *(function.code for function in header.functions)]
    order = {code: number for number, code in enumerate(codes)}

    def rank(code: str | None) -> tuple[int, str]:
        return (len(order) + 1, "") if code is None else (order.get(code, len(order)), code)

    return rank
