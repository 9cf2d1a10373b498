"""Difficulties, queries and requests for information as committee reports tell them (policy 4.4; guidance 4.7, 5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.listing import Coded, Mention, mention, partner
from directions_cli.domain.dates import add_months
from directions_cli.domain.direction import Direction, answers, courses
from directions_cli.domain.history import Difficulty, Query, Request
from directions_cli.domain.keys import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of a difficulty."""

    day: date = key("Day of the stage.")
    stage: str = key("`raised`, `negotiating` or `resolved`.")
    said: str | None = key("What was written of it: the difficulty, the negotiation, or how it ended; or null.")


@dataclass(frozen=True, slots=True, kw_only=True)
class InDifficulty:
    """A partner's difficulty in carrying out a direction, as it stands on the day (policy 4.4)."""

    direction: Mention = key("The direction.")
    by: Coded | None = key("The partner in difficulty, or null where nobody is named.")
    raised: date = key("Day on which it was raised.")
    stage: str = key("`raised`, `negotiating` or `resolved`.")
    summary: str | None = key("What the difficulty is, or null.")
    until: date = key("Last day that the negotiation may take; then a formal report goes to the board.")
    months_left: int | None = key("Whole months until then, 0 in the last; null once it is past or resolved.")
    past: bool = key("Whether it is open beyond that day.")
    resolved: date | None = key("Day on which it was resolved, or null.")
    outcome: str | None = key("How it was resolved, or null.")
    report: str | None = key("Number of the formal report to the board, or null.")
    stages: tuple[Stage, ...] = key("Its stages in their order.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query of a direction's clarity, or a request for information on its delivery."""

    direction: Mention = key("The direction.")
    asked: date = key("Day on which it was asked.")
    name: str | None = key("Who asked the query, or the partner that is asked for information; null where nobody is named.")
    said: str = key("What is asked.")
    due: date | None = key("Day by which the answer is due, or null.")
    overdue: bool = key("Whether that day is past and there is no answer.")
    answered: date | None = key("Day of the answer, or null.")
    answer: str | None = key("The answer, or null.")


def difficulties_of(direction: Direction, header: Header, day: date, private: bool) -> Iterator[InDifficulty]:
    """Every difficulty of a direction raised by a day, as it stands on it."""
    for course in courses(direction, day):
        first, last = course[0], course[-1]
        until = add_months(first.date, header.review.negotiation_months)
        done = last.stage == "resolved"
        by = first.by or last.by
        yield InDifficulty(
            direction=mention(direction, private),
            by=partner(header, by) if by else None,
            raised=first.date,
            stage=last.stage,
            summary=first.summary or last.summary,
            until=until,
            months_left=None if done or until < day else whole_months(day, until),
            past=not done and until < day,
            resolved=last.date if done else None,
            outcome=last.outcome if done else None,
            report=next((each.report for each in reversed(course) if each.report), None),
            stages=tuple(Stage(day=each.date, stage=each.stage, said=_said(each)) for each in course),
        )


def _said(entry: Difficulty) -> str | None:
    return entry.outcome if entry.stage == "resolved" and entry.outcome else entry.summary


def whole_months(day: date, until: date) -> int:
    """How many whole months lie between a day and a later one."""
    months = (until.year - day.year) * 12 + until.month - day.month
    return months if add_months(day, months) <= until else months - 1


def queries_of(direction: Direction, day: date, private: bool) -> Iterator[Asked]:
    """Every query of a direction raised by a day, with its answer if there is one by then."""
    for asked, answer in answers(direction, day, Query):
        if isinstance(asked, Query):
            yield _asked(direction, asked, answer, asked.by, None, day, private)


def requests_of(direction: Direction, header: Header, day: date, private: bool) -> Iterator[Asked]:
    """Every request for information made by a day, with its answer if there is one by then."""
    for asked, answer in answers(direction, day, Request):
        if isinstance(asked, Request):
            name = partner(header, asked.of).name if asked.of else None
            yield _asked(direction, asked, answer, name, asked.due, day, private)


def _asked(
    direction: Direction,
    asked: Query | Request,
    answer: Query | Request | None,
    name: str | None,
    due: date | None,
    day: date,
    private: bool,
) -> Asked:
    return Asked(
        direction=mention(direction, private),
        asked=asked.date,
        name=name,
        said=asked.summary,
        due=due,
        overdue=answer is None and due is not None and due < day,
        answered=answer.date if answer else None,
        answer=answer.summary if answer else None,
    )
