"""Benchmarks of practice: how soon, how fully and how faithfully an authority's directions are made, followed and ended.

Each figure counts directions as they stood and read on a day; a direction belongs to the financial year of its approval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from directions_cli.domain.base import last_day, year_of
from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.cycle.reckoning import REVIEW_AHEAD_MONTHS
from directions_cli.domain.dates import add_months
from directions_cli.domain.direction import Direction, difficulties, is_extant, issued_on, since, status_of
from directions_cli.domain.history import Reviewed
from directions_cli.domain.keys import key
from directions_cli.domain.log import is_known
from directions_cli.domain.register import Register
from directions_cli.domain.report import number_key
from directions_cli.domain.status import EXTANT


@dataclass(frozen=True, slots=True)
class Days:
    """Lengths of time in whole days."""

    number: int = key("How many lengths are known.")
    median: Decimal | None = key("Their median in days, or null where none is known.")
    shortest: int | None = key("The shortest in days, or null.")
    longest: int | None = key("The longest in days, or null.")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int = key("How many.")
    of: int = key("Of how many that could be.")
    percent: Decimal | None = key("In percent, to one decimal place, half up; null of none.")


@dataclass(frozen=True, slots=True)
class PracticeYear:
    """The figures of the directions approved in one financial year, or of all."""

    year: str | None = key("Financial year of approval, as 2025-26; null for all years together.")
    issued: int = key("Directions issued by the day; all shares below are of these, unless they say otherwise.")
    not_issued: int = key("Directions approved by the day and not issued.")
    days_to_issue: Days = key("Days from approval to issue, of those whose two days are known (guidance 5.1).")
    with_milestones: Share = key("Those with at least one milestone (guidance 5.3).")
    with_measures: Share = key("Those with a measure, of a milestone or of the whole (guidance 5.3).")
    with_money: Share = key("Those with an amount or a method for every function they cover (guidance 1.4, 4.4).")
    with_report_decision: Share = key("Those whose report has a decision in the register (guidance 3.8, 7.5).")
    reviewed_on_time: Share = key("Of those whose promised review had fallen due: reviewed by then (policy app. 1).")
    closed: Share = key("Of those closed or lapsed: closed (policy app. 2; guidance 5.2).")
    negotiations: Days = key("Days from a difficulty's notice to its resolution (policy 4.4).")
    negotiations_open: int = key("Difficulties raised and not resolved.")
    negotiations_past_limit: int = key("Difficulties, resolved or open, negotiated for longer than the limit (policy 4.4).")


@dataclass(frozen=True, slots=True)
class Beside:
    """The practice of a neighbouring authority."""

    authority: str = key("Code of the authority.")
    name: str = key("Its name.")
    years: tuple[PracticeYear, ...] = key("A line for each financial year with an approved direction, oldest first.")
    total: PracticeYear = key("All directions, those of no known approval among them.")


@dataclass(frozen=True, slots=True)
class Practice:
    """The practice of one authority."""

    authority: str = key("Code of the authority.")
    name: str = key("Its name.")
    day: date = key("The day as at which it is counted.")
    years: tuple[PracticeYear, ...] = key("A line for each financial year with an approved direction, oldest first.")
    total: PracticeYear = key("All directions, those of no known approval among them.")
    beside: tuple[Beside, ...] = key("The same of each neighbouring authority that was asked for and can be read; else empty.")


def practice(register: Register, day: date) -> Practice:
    """The benchmarks of practice of a register as at a day, by the financial year of approval and in all."""
    known = [as_read_on(each, day) for each in register.values() if is_known(each, day, as_at=True)]
    by_year: dict[str, list[Direction]] = {}
    for direction in known:
        if direction.terms.approved:
            by_year.setdefault(year_of(direction.terms.approved), []).append(direction)
    authority = register.header.authority
    years = tuple(_figures(year, by_year[year], register, day) for year in sorted(by_year))
    return Practice(authority.code, authority.name, day, years, _figures(None, known, register, day), ())


def _figures(year: str | None, directions: list[Direction], register: Register, day: date) -> PracticeYear:
    issued = [each for each in directions if (issued_on(each) or date.max) <= day]
    decided = {number_key(report.number) for report in register.reports.values() if report.meeting <= day}
    reviews = [kept for each in issued if (kept := reviewed_on_time(each, day)) is not None]
    ends = [closed for each in issued if (closed := closed_or_lapsed(each, day)) is not None]
    talks = [pair for each in issued for pair in difficulties(each, day)]
    limit = register.header.review.negotiation_months
    return PracticeYear(
        year=year,
        issued=len(issued),
        not_issued=sum(status_of(each, day) == "draft" and each.terms.approved is not None for each in directions),
        days_to_issue=days(_to_issue(issued)),
        with_milestones=_share_of(issued, lambda each: bool(each.terms.milestones)),
        with_measures=_share_of(issued, has_measure),
        with_money=_share_of(issued, has_money_for_every_function),
        with_report_decision=_share_of(issued, lambda each: _report_of(each) in decided),
        reviewed_on_time=share(sum(reviews), len(reviews)),
        closed=share(sum(ends), len(ends)),
        negotiations=days((last.date - raised.date).days for last, raised in talks if last.stage == "resolved"),
        negotiations_open=sum(last.stage != "resolved" for last, _ in talks),
        negotiations_past_limit=sum(
            (last.date if last.stage == "resolved" else day) > add_months(raised.date, limit) for last, raised in talks
        ),
    )


def _to_issue(issued: Iterable[Direction]) -> Iterator[int]:
    """Days from approval to issue. A register that has them in the wrong order (rule LIF002) tells no length."""
    for direction in issued:
        sent, approved = direction.issue and direction.issue.date, direction.terms.approved
        if sent and approved and sent >= approved:
            yield (sent - approved).days


def has_measure(direction: Direction) -> bool:
    """Whether it says by what delivery is measured: a measure of the whole, or of one of its milestones."""
    return bool(direction.terms.measures) or any(milestone.measure for milestone in direction.terms.milestones)


def has_money_for_every_function(direction: Direction) -> bool:
    """Whether every function has a line of money with an amount or a method.

    A line without a function is for the only function, where there is but one.
    """
    functions = direction.terms.functions
    only = functions[0] if len(functions) == 1 else None
    covered = {line.function or only for line in direction.terms.finance if line.amount is not None or line.method}
    return bool(functions) and set(functions) <= covered


def reviewed_on_time(direction: Direction, day: date) -> bool | None:
    """Whether the review that it promises was held by the last day of the month or by the day named.

    None where it promises none, where that day is not past, or where the direction had ended before it without a review.
    """
    due = last_day(direction.terms.review) if direction.terms.review else None
    if due is None or due >= day:
        return None
    first = add_months(due.replace(day=1), -REVIEW_AHEAD_MONTHS)
    held = any(isinstance(entry, Reviewed) and first <= entry.date <= due for entry in direction.history)
    return True if held else (False if is_extant(direction, due) else None)


def closed_or_lapsed(direction: Direction, day: date) -> bool | None:
    """True: closed, whenever. False: lapsed: it stood on past the last day that it foresees and was not closed.

    Lapsed is one that still stands with that day past, or that a later decision varied, superseded or revoked more than a
    day after it. None for what stands within its time, and for what a later decision replaced by the day after its last.
    """
    status, ends = status_of(direction, day), direction.terms.ends
    if status == "closed":
        return True
    if ends is None or ends >= day:
        return None
    if status in EXTANT:
        return False
    ending = direction.ending
    return False if ending is not None and since(direction, ending) > ends + timedelta(days=1) else None


def _report_of(direction: Direction) -> str | None:
    report = direction.terms.report
    return number_key(report.number) if report and report.number else None


def _share_of(directions: list[Direction], says: Callable[[Direction], bool]) -> Share:
    return share(sum(map(says, directions)), len(directions))


def share(count: int, of: int) -> Share:
    """A share with its percentage."""
    percent = (Decimal(100 * count) / of).quantize(Decimal("0.1"), ROUND_HALF_UP) if of else None
    return Share(count, of, percent)


def days(lengths: Iterable[int]) -> Days:
    """Number, median and range of lengths in days."""
    found = sorted(lengths)
    if not found:
        return Days(0, None, None, None)
    return Days(len(found), Decimal(median(map(Decimal, found))), found[0], found[-1])
