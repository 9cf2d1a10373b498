"""A committee's session: the reviews of many directions as one act (policy 4.2, 4.3)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directions_cli.domain.acts.monitoring import enter
from directions_cli.domain.dates import in_words
from directions_cli.domain.direction import Direction
from directions_cli.domain.outcomes import REVIEW_OUTCOMES
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import Change, Register
from directions_cli.errors import Refused, WronglyAsked


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the review of one direction came to. `seen` is the fingerprint of the direction that was looked at, if kept."""

    id: str
    outcome: str
    note: str
    body: str
    date: date
    seen: str | None = None


def review_several(register: Register, outcomes: Sequence[Outcome]) -> Change:
    """The reviews of a session as one change, a `reviewed` entry for each direction; of one direction as `enter` makes it.

    Raises `WronglyAsked` where there are none or one direction is there twice, `Refused` where a direction is not any more
    what was looked at, pydantic's `ValidationError` where values don't fit.
    """
    if not outcomes:
        raise WronglyAsked("no direction has an outcome; nothing is reviewed")
    twice = [id for id, count in Counter(each.id for each in outcomes).items() if count > 1]
    if twice:
        raise WronglyAsked(f"a session reviews a direction once; here twice: {', '.join(twice)}")
    changes = [_one(register, each) for each in outcomes]
    if len(changes) == 1:
        return changes[0]
    bodies = dict.fromkeys(each.body for each in outcomes)
    by = f" by {next(iter(bodies))}" if len(bodies) == 1 else ""
    appended = tuple(step for change in changes for step in change.appended)
    return Change("review", f"Record review of {len(outcomes)} directions{by}", outcomes[0].id, appended=appended)


def _one(register: Register, outcome: Outcome) -> Change:
    values = {"act": "reviewed", "date": outcome.date, "body": outcome.body, "outcome": outcome.outcome, "note": outcome.note}
    change = enter(register, outcome.id, values)
    if outcome.seen is not None and fingerprint(register[outcome.id]) != outcome.seen:
        name = register[outcome.id].name
        raise Refused(
            f"{name} was changed since it was looked at; `directions review` asks for it anew, the other answers are kept"
        )
    return change


def fingerprint(direction: Direction) -> str:
    """What changes whenever the terms or the history of a direction do."""
    said = repr((plain_terms(direction.terms), [plain(entry) for entry in direction.history]))
    return hashlib.sha256(said.encode()).hexdigest()


def session_in_words(register: Register, outcomes: Sequence[Outcome]) -> str:
    """The session as a commit message lists it: by body and day, each direction with its outcome."""
    parts = []
    for body, day in dict.fromkeys((each.body, each.date) for each in outcomes):
        here = [each for each in outcomes if (each.body, each.date) == (body, day)]
        lines = [f"- {register[each.id].name}: {each.outcome}" for each in here]
        parts.append("\n".join([f"{body}, {in_words(day)}:", *lines]))
    return "\n\n".join(parts)


def counted(outcomes: Sequence[Outcome]) -> str:
    """How often each outcome was given: `12 retain, 2 close`."""
    found = Counter(each.outcome for each in outcomes)
    return ", ".join(f"{found[outcome]} {outcome}" for outcome in REVIEW_OUTCOMES if found[outcome])
