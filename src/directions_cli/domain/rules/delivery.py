"""Delivery: money spent, difficulties in writing and their reports, information given (family LIF, after that of letters)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from directions_cli.domain.dates import add_months, days_in_words, pounds_in_words
from directions_cli.domain.direction import (
    Direction,
    courses,
    difficulties,
    is_extant,
    open_requests,
    replaced_by,
    resource,
    status_of,
)
from directions_cli.domain.history import Difficulty, Entry, Progress, Query, Request
from directions_cli.domain.rules.core import Case, Fault, rule
from directions_cli.domain.status import ENDED


@rule("LIF023", "warning", "policy 4.1, 4.3")
def spend_does_not_go_down(direction: Direction, case: Case) -> Iterator[Fault]:
    """Spend to date does not go down from one report to the next.

    It counts from the first day of the direction, not of the financial year. A smaller sum than before is mostly a slip, or
    the spend of one year alone; where it is true, as after a repayment, accept the finding and say why.
    """
    for number, entry, before in _spends(direction):
        if before is not None and entry.spend is not None and before.spend is not None and entry.spend < before.spend:
            was = f"{pounds_in_words(before.spend)} were reported on {before.date}"
            at = ("history", number, "spend")
            yield Fault(at, f"spend to date goes down to {pounds_in_words(entry.spend)}; {was}. Is it that of one year alone?")


@rule("LIF024", "warning", "the Act, s.27(1) and (4); guidance 5.8, 5.9")
def spend_stays_within_the_money(direction: Direction, case: Case) -> Iterator[Fault]:
    """Spend to date is not above the money directed.

    More money needs a revised direction. Not judged where a payment is set by a method, so that no total is known.
    """
    total = resource(direction)
    if total is None or any(line.amount is None for line in direction.terms.finance):
        return
    last = next((found for found in reversed(list(_spends(direction)))), None)
    if last and last[1].spend is not None and last[1].spend > total:
        number, entry, _ = last
        over = f"is {pounds_in_words(last[1].spend - total)} above the {pounds_in_words(total)} directed"
        yield Fault(("history", number, "spend"), f"spend of {entry.date} {over}; more money needs a revised direction")


def _spends(direction: Direction) -> Iterator[tuple[int, Progress, Progress | None]]:
    """Every report of a spend by day: its place in the history, and the report before it."""
    found = [
        (number, each) for number, each in enumerate(direction.history) if isinstance(each, Progress) and each.spend is not None
    ]
    before: Progress | None = None
    for number, entry in sorted(found, key=lambda pair: (pair[1].date, pair[0])):
        yield number, entry, before
        before = entry


@rule("LIF025", "warning", "policy 4.4")
def difficulty_comes_in_writing(direction: Direction, case: Case) -> Iterator[Fault]:
    """A partner in difficulty tells the Chief Officer formally in writing.

    The entry names that notice by its number, letter or date; a later stage may still name it.
    """
    for course in courses(direction, date.max):
        if all(entry.notice is None for entry in course):
            at = ("history", _place(direction, course[0]))
            yield Fault(at, f"no written notice is named for the difficulty of {course[0].date}; give it with --notice")


@rule("LIF026", "warning", "policy 4.4")
def negotiation_is_reported(direction: Direction, case: Case) -> Iterator[Fault]:
    """A formal report to the board says what came of a negotiation.

    It is due at the end of every negotiation, and where a difficulty is not resolved within its limit. What was settled
    before any negotiation needs none.
    """
    limit = case.header.review.negotiation_months
    for course in courses(direction, case.today):
        if any(entry.report for entry in course):
            continue
        last, place = course[-1], _place(direction, course[-1])
        if last.stage == "resolved" and any(entry.stage == "negotiating" for entry in course):
            why = "was resolved after a negotiation"
        elif last.stage != "resolved" and add_months(course[0].date, limit) < case.today and is_extant(direction, case.today):
            why = "is past the limit of its negotiation"
        else:
            continue
        yield Fault(
            ("history", place), f"the difficulty of {course[0].date} {why} without a formal report; name its number with --report"
        )


@rule("LIF027", "note", "policy 4.4")
def chair_is_involved(direction: Direction, case: Case) -> Iterator[Fault]:
    """Chair and vice-chair are involved before a difficulty is negotiated.

    The Chief Officer seeks to resolve it with them, and settles with them how board members and partners are kept up to date.
    """
    for course in courses(direction, case.today):
        known = {office for entry in course for office in entry.involved or ()}
        missing = [office for office in ("chair", "vice-chair") if office not in known]
        if missing and any(entry.stage == "negotiating" for entry in course):
            at = ("history", _place(direction, course[0]))
            yield Fault(at, f"nothing says that the {' and the '.join(missing)} was involved; name them with --involved")


@rule("LIF028", "note", "policy 4.4")
def negotiation_nears_its_limit(direction: Direction, case: Case) -> Iterator[Fault]:
    """The last month of a negotiation is seen coming.

    At its end the board gets a formal report, which takes time to write and to table.
    """
    if not is_extant(direction, case.today):
        return
    limit = case.header.review.negotiation_months
    for latest, raised in difficulties(direction, case.today):
        until = add_months(raised.date, limit)
        if latest.stage != "resolved" and add_months(until, -1) < case.today <= until:
            left = days_in_words((until - case.today).days)
            at = ("history", _place(direction, raised))
            yield Fault(at, f"the difficulty of {raised.date} may be negotiated until {until}, {left} more; prepare the report")


@rule("LIF029", "warning", "guidance 5.4; the Act, s.27(2)")
def requests_are_answered(direction: Direction, case: Case) -> Iterator[Fault]:
    """Information that was asked for is given by the day it is due."""
    if not is_extant(direction, case.today):
        return
    for asked in open_requests(direction, case.today):
        if asked.due and asked.due < case.today:
            whom = f" of {asked.of}" if asked.of else ""
            at = ("history", _place(direction, asked), "due")
            yield Fault(at, f"what was asked{whom} on {asked.date} was due on {asked.due} and is not answered")


@rule("LIF030", "warning", "guidance 5.2")
def nothing_is_raised_once_ended(direction: Direction, case: Case) -> Iterator[Fault]:
    """A difficulty, query or request is about a direction that stands, not about one that has ended.

    What was open when it ended may still be resolved and answered. Anew, it is the later direction that counts: of an ended one
    nothing is due, so that nobody would be reminded.
    """
    for number, entry in enumerate(direction.history):
        if not isinstance(entry, Difficulty | Query | Request) or entry.stage not in ("raised", "asked"):
            continue
        status = status_of(direction, entry.date, number)
        if status in ENDED:
            later = [case.register[id].name for id in replaced_by(direction, entry.date) if id in case.register]
            instead = f"enter it on {' and '.join(later)}, which came in its place" if later else "nothing will be due from it"
            yield Fault(("history", number), f"the {entry.act} of {entry.date} is about what was {status} by then; {instead}")


def _place(direction: Direction, entry: Entry) -> int:
    return next(number for number, each in enumerate(direction.history) if each is entry)


RULES = (
    spend_does_not_go_down,
    spend_stays_within_the_money,
    difficulty_comes_in_writing,
    negotiation_is_reported,
    chair_is_involved,
    negotiation_nears_its_limit,
    requests_are_answered,
    nothing_is_raised_once_ended,
)
