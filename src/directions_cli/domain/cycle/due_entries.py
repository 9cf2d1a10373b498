"""What the history of a direction asks for: progress, the end of negotiations, answers, and acts that a review advised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from directions_cli.domain.cycle import reckoning
from directions_cli.domain.cycle.due_asked import query_by, request_by
from directions_cli.domain.cycle.duty import CHIEF_OFFICER, Owed, quoted, whose
from directions_cli.domain.dates import in_words
from directions_cli.domain.direction import Direction, open_queries, open_requests
from directions_cli.domain.history import Question, Request
from directions_cli.domain.register import Register


def progress(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """Progress of an extant direction is reported every six months, or as often as `register.yaml` says."""
    found = reckoning.progress_by(direction, day, register.header.review.progress_months)
    if found:
        last, by = found
        what = "Report its progress to the committee that reviews directions: "
        since = f"nothing was reported since {in_words(last)}" if last <= day else f"it has effect from {in_words(last)}"
        yield Owed(by, (CHIEF_OFFICER,), f"{what}{since}.")


def negotiation(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """A difficulty is negotiated for at most six months; then a formal report goes to the board."""
    limit = register.header.review.negotiation_months
    for raised, latest, until in reckoning.negotiations(direction, day, limit):
        by = raised.by or latest.by
        name = f"{whose(register.header, by)}’s difficulty" if by else "the difficulty"
        what = f"Resolve {name} of {in_words(raised.date)}, or report it formally to the board: negotiation lasts {limit} months"
        part = f"{raised.date}/{raised.by or ''}"
        yield Owed(until, (CHIEF_OFFICER, *((by,) if by else ())), f"{what} at most{quoted(direction, raised.summary)}.", part)


def requests(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """A request for information is answered by the day that it names; where it names none, four weeks are allowed."""
    for entry in open_requests(direction, day):
        what = f"Answer the request of {in_words(entry.date)}{quoted(direction, entry.summary)}."
        who = (entry.of,) if entry.of else direction.terms.to
        yield Owed(request_by(entry), who, what, f"{entry.date}/{entry.of or ''}/{_number(direction, entry)}")


def queries(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """A query about the clarity of a direction is answered."""
    for entry in open_queries(direction, day):
        by = f" by {entry.by}" if entry.by and not direction.terms.private else ""
        what = f"Answer the query of {in_words(entry.date)}{by}{quoted(direction, entry.summary)}."
        yield Owed(query_by(entry, direction), (CHIEF_OFFICER,), what, f"{entry.date}/{_number(direction, entry)}")


def _number(direction: Direction, asked: Question) -> int:
    """Its place, from 1, among what was asked alike on its day: it stays, however many of the others are answered."""
    alike = (entry for entry in direction.history if isinstance(entry, Question) and _like(entry) == _like(asked))
    return 1 + next(number for number, entry in enumerate(alike) if entry is asked)


def _like(asked: Question) -> tuple[str, str, date, str | None]:
    return asked.act, asked.stage, asked.date, asked.of if isinstance(asked, Request) else None


def recommendation(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """What a review advised is done, or another review decides otherwise."""
    found = reckoning.advice_to_follow(direction, day)
    if found:
        review, by = found
        what = (
            f"Follow the review of {in_words(review.date)}, which advised to {review.outcome} it, by that act or another review."
        )
        yield Owed(by, (CHIEF_OFFICER,), what)
