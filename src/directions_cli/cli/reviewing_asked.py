"""The annual review at a terminal: each extant direction in turn, with what happened since the last, and its outcome."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

import typer

from directions_cli.cli.asking import day_in_words, needed, prompt
from directions_cli.cli.asking_monitoring import ask_body
from directions_cli.cli.reviewing import How, commit_outcomes, screen_of
from directions_cli.cli.reviewing_kept import Answer, Begun, begun, place, put_aside
from directions_cli.cli.reviewing_shown import review_sheet
from directions_cli.cli.settings import Settings, say
from directions_cli.cli.sheet import field
from directions_cli.domain.base import plain_text
from directions_cli.domain.outcomes import REVIEW_OUTCOMES
from directions_cli.errors import Cancelled, WronglyAsked

if TYPE_CHECKING:
    from directions_cli.domain.acts.reviewing import Outcome
    from directions_cli.domain.cycle.reviewing import ForReview
    from directions_cli.domain.register import Register

Word = Literal["skip", "back", "quit"]
WORDS: dict[str, Word] = {"s": "skip", "skip": "skip", "b": "back", "back": "back", "q": "quit", "quit": "quit"}
QUESTION = "Outcome, 1 to 5 (Enter skips it, b goes back, q stops here, ? tells what they mean)"
AGAIN = "Outcome, 1 to 5 (Enter keeps it, s skips, b goes back, q stops here, ? tells what they mean)"
CODES = tuple(REVIEW_OUTCOMES)


@dataclass(frozen=True, slots=True)
class Session:
    """A review at a terminal: the register, what is to be reviewed, and the answers so far."""

    register: Register
    found: Sequence[ForReview]
    kept: Begun

    def open(self) -> int:
        """The place of the first direction that was neither answered nor skipped."""
        return next((n for n, each in enumerate(self.found) if each.id not in self.kept.answers), len(self.found))

    def outcomes(self) -> list[Outcome]:
        """What was answered, in the order of the directions."""
        from directions_cli.domain.acts.reviewing import Outcome

        kept, found = self.kept, []
        for each in self.found:
            answer = kept.answers.get(each.id)
            if answer and answer.outcome and answer.note:
                found.append(Outcome(each.id, answer.outcome, answer.note, kept.body, kept.date, answer.seen))
        return found


def review_in_session(settings: Settings, register: Register, how: How, body: str | None, day: date | None) -> None:
    """Go through the annual review and commit it. What is answered is kept until then: stopping loses nothing.

    Refused before anything is asked where the register is in no Git repository.
    """
    from directions_cli.ledger.repository import open_repository

    open_repository(settings.folder)
    session: Session | None = None
    try:
        kept = _begin(settings, register, body, day)
        session = _session(register, kept)
        _ask_all(session)
        outcomes = session.outcomes()
        if not outcomes:
            raise Cancelled("no direction has an outcome; nothing was changed")
        commit_outcomes(settings, register, outcomes, how, kept.drop)
    except Cancelled as cancelled:
        if session is None or not session.kept.answered:
            raise
        count = f"{session.kept.answered} of {len(session.found)} answers are kept"
        raise Cancelled(f"{cancelled}; {count}: `directions review` goes on with them") from None


def _begin(settings: Settings, register: Register, body: str | None, day: date | None) -> Begun:
    """The review that is begun already, if the officer goes on with it, else a new one; its body and day are asked once."""
    if day and day > settings.today:
        raise WronglyAsked(f"--date {day} is after today, {settings.today}")
    kept = begun(settings.folder)
    if kept is not None and kept.answered:
        about = f"The review by {kept.body} on {kept.date} is begun; directions that have an outcome: {kept.answered}"
        if _confirmed(f"{about}. Go on with it?"):
            if body or day:
                kept.head(body, day)
            return kept
        say(f"those answers are put aside as {put_aside(kept.path)}")

    def past(text: str) -> date:
        found = day_in_words(text)
        if found > settings.today:
            raise ValueError(f"{found} is after today, {settings.today}")
        return found

    name = body or ask_body(register)
    on = day or needed("Day of the meeting", past, settings.today.isoformat())
    return Begun(place(settings.folder), name, on)


def _confirmed(question: str) -> bool:
    try:
        return typer.confirm(question, default=True, err=True)
    except typer.Abort:
        sys.stderr.write("\n")
        raise Cancelled("nothing was changed") from None


def _session(register: Register, kept: Begun) -> Session:
    """What is still to be reviewed; kept answers on directions that were changed since are dropped, to be asked anew."""
    from directions_cli.domain.acts.reviewing import fingerprint
    from directions_cli.domain.cycle.reckoning import last_review
    from directions_cli.domain.cycle.reviewing import for_review

    found, held = [], 0
    for each in for_review(register, kept.date):
        last = last_review(register[each.id], kept.date)
        if last and last.date == kept.date and (last.body or "").casefold() == kept.body.casefold():
            held += 1
        else:
            found.append(each)
    if held:
        say(f"reviewed by {kept.body} on {kept.date} already, and not asked for again: {held}")
    if not found:
        raise WronglyAsked(f"no direction that is extant on {kept.date} is left to be reviewed")
    ids = {each.id for each in found}
    for id, answer in list(kept.answers.items()):
        if id not in ids:
            del kept.answers[id]
        elif answer.seen != fingerprint(register[id]):
            del kept.answers[id]
            if answer.outcome:
                say(f"{register[id].name} was changed since you answered; it is asked anew")
    return Session(register, found, kept)


def _ask_all(session: Session) -> None:
    """Ask direction by direction, then show all and let single answers be changed, until the officer goes on."""
    sys.stderr.write(meanings())
    at = session.open()
    while True:
        while at < len(session.found):
            at = _ask_one(session, at)
        outcomes = session.outcomes()
        skipped = [each.name for each in session.found if not _outcome_of(session, each.id)]
        sys.stderr.write(screen_of(session.register, outcomes) if outcomes else "\n")
        if skipped:
            sys.stderr.write("\n".join(field("without an outcome", ", ".join(skipped))) + "\n\n")
        changed = prompt("Number or reference to change (Enter goes on, q stops here)", partial(_changed, session, outcomes))
        if changed is None:
            return
        _ask_one(session, changed)


def _changed(session: Session, outcomes: Sequence[Outcome], text: str) -> int:
    """The place of the direction whose answer is to be changed: a number of the screen, or a name."""
    from directions_cli.domain.direction import called
    from directions_cli.domain.names import meant
    from directions_cli.domain.naming import one_reference

    if WORDS.get(text.casefold()) == "quit":
        raise Cancelled("stopped here")
    ids = [each.id for each in session.found]
    if text.isdigit() and 1 <= int(text) <= len(outcomes):
        return ids.index(outcomes[int(text) - 1].id)
    try:
        return ids.index(meant([called(session.register[id]) for id in ids], text, one_reference(session.register)))
    except WronglyAsked as error:
        raise ValueError(str(error)) from None


def _outcome_of(session: Session, id: str) -> str | None:
    answer = session.kept.answers.get(id)
    return answer.outcome if answer else None


def _ask_one(session: Session, at: int) -> int:
    """Ask about one direction; gives the place to go on at, the next that is open. Raises `Cancelled` where the officer stops."""
    from directions_cli.domain.acts.reviewing import fingerprint

    found, kept = session.found[at], session.kept
    before = kept.answers.get(found.id)
    seen = fingerprint(session.register[found.id])
    sys.stderr.write(review_sheet(session.register, found, f"{at + 1} of {len(session.found)}"))
    while True:
        picked = _ask_outcome(before.outcome if before else None)
        if picked == "quit":
            raise Cancelled("stopped here")
        if picked == "back":
            return max(at - 1, 0)
        if picked == "skip":
            kept.keep(found.id, Answer(None, None, seen))
            return session.open()
        note = needed("Note (b goes back to the outcome, q stops here)", plain_text, before.note if before else None)
        word = WORDS.get(note.casefold())
        if word == "quit":
            raise Cancelled("stopped here")
        if word != "back":
            kept.keep(found.id, Answer(picked, note, seen))
            return session.open()


def _ask_outcome(before: str | None) -> str:
    """One of the outcomes, or `skip`, `back`, `quit`."""

    def check(text: str) -> str:
        word = text.casefold()
        if word == "?":
            raise ValueError(meanings().strip())
        if word in WORDS:
            return WORDS[word]
        if word.isdigit() and 1 <= int(word) <= len(CODES):
            return CODES[int(word) - 1]
        fitting = [code for code in CODES if code.startswith(word)]
        if len(fitting) != 1:
            raise ValueError(f"{text} is none of them: {', '.join(f'{n} {code}' for n, code in enumerate(CODES, 1))}")
        return fitting[0]

    return prompt(AGAIN if before else QUESTION, check, before) or "skip"


def meanings() -> str:
    """What each outcome means, numbered (policy app. 2)."""
    lines = [f"  {number}  {code:<10} {meaning}\n" for number, (code, meaning) in enumerate(REVIEW_OUTCOMES.items(), 1)]
    return "\n" + "".join(lines) + "  Retain takes effect. The others are recommendations, until the act follows.\n"
