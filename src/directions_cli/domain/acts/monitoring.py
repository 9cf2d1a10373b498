"""Entries of monitoring: progress, review, difficulty, query and request (policy 4; guidance 4.7, 5.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from pydantic import TypeAdapter

from directions_cli.domain.acts.building import of_one
from directions_cli.domain.dates import add_months, days_in_words, in_words
from directions_cli.domain.direction import Direction, answers, courses
from directions_cli.domain.history import Entry, Progress, Request
from directions_cli.domain.register import Appended, Change, Register
from directions_cli.errors import WronglyAsked

ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
SUMMARY = {
    "progress": "Record progress of",
    "reviewed": "Record review of",
    "difficulty": "Record difficulty with",
    "query": "Record query on",
    "request": "Record request for information on",
}
STAGES_OF: Final = MappingProxyType(
    {
        ("difficulty", "outcome"): ("resolved",),
        ("difficulty", "report"): ("negotiating", "resolved"),
        ("query", "notice"): ("raised",),
        ("query", "amended"): ("answered",),
        ("request", "due"): ("asked",),
    }
)
"""Keys of an entry that belong to some of its stages alone."""


def enter(register: Register, id: str, values: Mapping[str, Any]) -> Change:
    """One monitoring entry, from its plain values. Raises pydantic's `ValidationError` where they don't fit.

    Raises `WronglyAsked` for what belongs to another stage, for a milestone met or moved that is not named, and for
    information due before it was asked for.
    """
    direction = of_one(register, id)
    entry = ENTRY.validate_python(dict(values))
    if entry.act not in SUMMARY:
        raise WronglyAsked(f"{entry.act!r} is no monitoring entry; it has an act of its own")
    _fits(entry)
    act = "review" if entry.act == "reviewed" else entry.act
    return Change(act, f"{SUMMARY[entry.act]} {direction.name}", id, appended=(Appended(id, (entry,)),))


def _fits(entry: Entry) -> None:
    stage = getattr(entry, "stage", None)
    for (act, name), stages in STAGES_OF.items():
        if entry.act == act and stage not in stages and getattr(entry, name) is not None:
            raise WronglyAsked(f"`{name}` belongs to a {act} that is {' or '.join(stages)}, not to one that is {stage}")
    if isinstance(entry, Progress):
        if entry.milestone is None and (entry.met or entry.moved_to):
            raise WronglyAsked(f"say which milestone was {'met' if entry.met else 'moved'}, by its number: --milestone N")
        if entry.met and entry.moved_to:
            raise WronglyAsked("a milestone is met, or moved to another day, not both")
    if isinstance(entry, Request) and entry.due and entry.due < entry.date:
        raise WronglyAsked(f"the answer is due on {entry.due}, before it is asked for on {entry.date}")


def follows(register: Register, id: str, today: date) -> Iterator[str]:
    """What the officer should know of the last entry of a direction, in sentences, as at today."""
    direction = register[id]
    entry = direction.history[-1]
    tell = FOLLOWS.get(entry.act)
    if tell is not None:
        yield from tell(register, direction, entry, today)


def _after_difficulty(register: Register, direction: Direction, entry: Any, today: date) -> Iterator[str]:
    """How long the negotiation may still last (policy 4.4)."""
    course = next((each for each in courses(direction, date.max) if each[-1] is entry), None)
    if course is None or entry.stage == "resolved":
        return
    months = register.header.review.negotiation_months
    yield limit_in_words(add_months(course[0].date, months), months, today)


def limit_in_words(until: date, months: int, today: date) -> str:
    """The last day of a negotiation with the days left, in a sentence; in its last month it is warned of (policy 4.4)."""
    left = (until - today).days
    said = f"a negotiation takes at most {months} months (policy 4.4)"
    if left < 0:
        return f"{said}: that ended on {in_words(until)}, {days_in_words(-left)} ago; the board is owed a formal report"
    if add_months(until, -1) < today:
        return (
            f"{said}: until {in_words(until)}, less than a month ({days_in_words(left)}); prepare the formal report to the board"
        )
    return f"{said}: until {in_words(until)}, {days_in_words(left)} from now"


def _after_question(register: Register, direction: Direction, entry: Any, today: date) -> Iterator[str]:
    """Which query or request an answer is about (guidance 4.7, 5.4)."""
    for asked, answer in answers(direction, date.max, type(entry)):
        if answer is entry:
            who = asked.of if isinstance(asked, Request) else asked.by
            whose = f" {'of' if isinstance(asked, Request) else 'by'} {who}" if who else ""
            yield f"this answers the {asked.act} of {in_words(asked.date)}{whose}: {' '.join(asked.summary.split())}"
    if isinstance(entry, Request) and entry.stage == "asked" and entry.due:
        yield f"the answer is due on {in_words(entry.due)}"


def _after_review(register: Register, direction: Direction, entry: Any, today: date) -> Iterator[str]:
    """That a recommendation ends nothing by itself (policy 4.2)."""
    if entry.outcome != "retain":
        yield f"a recommendation: the direction stands until `directions {entry.outcome} {direction.id}` follows (policy 4.2)"


Tell = Callable[[Register, Direction, Any, date], Iterator[str]]
FOLLOWS: Final[Mapping[str, Tell]] = MappingProxyType(
    {"difficulty": _after_difficulty, "query": _after_question, "request": _after_question, "reviewed": _after_review}
)
