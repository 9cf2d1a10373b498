"""Directed money and budgets as people read them: a table a year, then what is counted apart, moved and left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from directions_cli.cli.formats import Column, as_csv
from directions_cli.cli.sections import Section, in_pounds
from directions_cli.domain.cycle.budget import KINDS, Commitments, Line, Year
from directions_cli.domain.cycle.movements import Movement, ReportMovement
from directions_cli.domain.cycle.sums import Row
from directions_cli.domain.dates import in_words

SUMS = (
    Column("budget", "Budget", right=True),
    Column("directed", "Directed", right=True),
    Column("balance", "Balance", right=True),
    Column("share", "Share", right=True),
    Column("without_amount", "By method", 105, right=True),
    Column("state", "State", 92),
)
ACCOUNTS = (Column("what", "Partner and kind"), *SUMS)
FUNCTIONS = (Column("what", "Function"), *SUMS)
APART = (
    Column("reference", "Direction"),
    Column("year", "Year"),
    Column("to", "To", 130),
    Column("function", "Function", 90),
    Column("method", "Method"),
)
MOVED = (
    Column("reference", "By"),
    Column("before", "In place of", 110),
    Column("day", "From"),
    Column("year", "Year"),
    Column("kind", "Kind", 95),
    Column("to", "Partner"),
    Column("difference", "Difference", right=True),
)
LEFT = (
    Column("reference", "Direction"),
    Column("year", "Year"),
    Column("left", "Left out", right=True),
    Column("why", "Why"),
)
MOST = 20
"""Directions left out that a table lists; more are counted, and JSON has each."""
ALL_OF = {"payment": "All payments", "set-aside": "All set aside"}
IN_FILES = [
    Column(key, key)
    for key in ("row", "year", "to", "kind", "function", "budget", "directed", "balance", "share", "without_amount", "state")
]


def as_rows(found: Commitments, by_function: bool) -> str:
    """CSV: a row for each partner and kind of each year (`account`), and for each function in it (`function`) if asked for."""
    rows = []
    for year in found.years:
        for name, each in (("account", year.accounts), ("function", year.functions if by_function else ())):
            rows += [{"row": name, "year": year.year} | {key.key: getattr(row, key.key) for key in IN_FILES[2:]} for row in each]
    return as_csv(rows, IN_FILES)


def as_sections(found: Commitments, by_function: bool) -> list[Section]:
    """The whole result in parts."""
    narrow = f"as at {in_words(found.as_at)}, counted {found.counted}"
    sections = [Section(f"Money directed against the budgets, {narrow}", notes=[found.means])]
    for year in found.years:
        sections.append(_year(year))
        sections += _by_function(year) if by_function else ()
    apart = [_shown(vars_of(each, APART)) | {"reference": each.reference or each.id} for each in found.without_amount]
    sections.append(Section("Without an amount: in no sum above", APART, apart))
    sections.append(_moved(found.movements, found.reports))
    sections.append(_left_out(found.lines))
    return sections


def vars_of(each: Any, columns: Sequence[Column]) -> dict[str, Any]:
    """The fields of a result under the keys of columns."""
    return {column.key: getattr(each, column.key) for column in columns}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """What a line does not say, said so."""
    return {key: "not said" if value is None else value for key, value in row.items()}


def _year(year: Year) -> Section:
    rows = [_sums(f"{row.to or 'no partner said'}, {row.kind or 'no kind said'}", row) for row in year.accounts]
    if len(year.accounts) > 1:
        rows += [_sums(ALL_OF[kind], row) for kind, row in zip(KINDS, year.kinds, strict=True) if _has(row)]
        rows.append(_sums(f"All of {year.year}", year.total))
    return Section(year.year, ACCOUNTS, rows, list(_notes(year)) or ([] if rows else ["Nothing is directed or budgeted."]))


def _has(row: Row) -> bool:
    return row.budget is not None or bool(row.directed) or bool(row.without_amount)


def _notes(year: Year) -> Iterator[str]:
    if year.set_aside_balance is not None:
        set_aside = year.kinds[1]
        yield (
            f"Balance of set-aside: {in_pounds(year.set_aside_balance)}; {in_pounds(set_aside.directed, 'no amount')} of"
            f" {in_pounds(set_aside.budget)} is directed as set aside (guidance 4.6)."
        )
    if year.without_budget:
        yield f"Directed without a stated budget: {in_pounds(year.without_budget)}."
    if year.not_directed:
        yield f"Budgeted, and nothing directed: {in_pounds(year.not_directed)}."
    apart = sum(row.without_amount for row in year.accounts)
    if apart:
        yield f"{apart} line{'s' if apart > 1 else ''} without an amount come{'' if apart > 1 else 's'} on top of these sums."


def _sums(what: str, row: Row, none: str = "none stated") -> dict[str, Any]:
    """A row with pounds in words; `none` where no budget is stated, which says nothing where there is one for all functions."""
    return {
        "what": what,
        "budget": in_pounds(row.budget, none),
        "directed": in_pounds(row.directed, "by method"),
        "balance": in_pounds(row.balance),
        "share": f"{row.share}%" if row.share is not None else "",
        "without_amount": row.without_amount or "",
        "state": row.state,
    }


def _by_function(year: Year) -> Iterator[Section]:
    """A table for each partner and kind."""
    for account in year.accounts:
        rows = [each for each in year.functions if (each.to, each.kind) == (account.to, account.kind)]
        heading = f"{year.year}, {account.to or 'no partner said'}, {account.kind or 'no kind said'}, by function"
        none = "none stated" if account.budget is None else ""
        yield Section(heading, FUNCTIONS, [_sums(row.function or "no function said", row, none) for row in rows])


def _moved(movements: Sequence[Movement], reports: Sequence[ReportMovement]) -> Section:
    rows = [
        {
            "reference": act.successor_reference,
            "before": list(act.references),
            "day": act.day,
            "year": act.year,
            "kind": act.kind or "not said",
            "to": each.to or "not said",
            "difference": f"+{in_pounds(each.difference)}" if each.difference > 0 else in_pounds(each.difference),
        }
        for act in movements
        for each in act.differences
    ]
    notes = [_in_words(act.successor_reference, act) for act in movements if act.moved]
    notes += [_in_words(f"Report {plan.report}, by {' and '.join(plan.references)},", plan) for plan in reports if plan.moved]
    return Section("What variations and supersessions moved", MOVED, rows, notes)


def _in_words(who: str, found: Movement | ReportMovement) -> str:
    """What an act, or several upon one report, moved between partners."""
    net = f"; {in_pounds(abs(found.net))} was {'added' if found.net > 0 else 'taken away'} in all" if found.net else ""
    return f"{who} moved {in_pounds(found.moved)} between partners ({found.kind or 'kind not said'} of {found.year}){net}."


def _left_out(lines: Sequence[Line]) -> Section:
    """What does not count, a row for each direction, year and reason."""
    groups: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        if line.why:
            groups.setdefault((line.reference or line.id, line.year or "not said", line.why), []).append(line)
    rows = []
    for (reference, year, why), found in groups.items():
        amounts = [line.left_out for line in found if line.left_out is not None]
        rows.append(
            {"reference": reference, "year": year, "left": in_pounds(sum(amounts)) if amounts else "no amount", "why": why}
        )
    more = [f"And {len(rows) - MOST} more; --format json has each line."] if len(rows) > MOST else []
    return Section("Left out, in full or in part", LEFT, rows[:MOST], more)
