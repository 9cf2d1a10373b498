"""A review that is begun: its answers, kept in the Git folder's own place as the officer goes, until they are committed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from directions_cli.cli.settings import say
from directions_cli.domain.outcomes import REVIEW_OUTCOMES

NAME: Final = "review.json"
EARLIER: Final = "review-earlier.json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered of a direction: an outcome and a note, or neither where it was skipped; and what was looked at."""

    outcome: str | None
    note: str | None
    seen: str


@dataclass
class Begun:
    """A review that is begun: of which body, on which day, with the answers by the direction's id."""

    path: Path
    body: str
    date: date
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many directions have an outcome."""
        return sum(each.outcome is not None for each in self.answers.values())

    def keep(self, id: str, answer: Answer) -> None:
        """Keep an answer, at once and whole: a kill leaves the answers before it or these."""
        self.answers[id] = answer
        self.write()

    def drop(self, ids: Iterable[str]) -> None:
        """Forget the answers that are committed; with the last of them the file goes."""
        for id in ids:
            self.answers.pop(id, None)
        if self.answered:
            self.write()
        else:
            self.path.unlink(missing_ok=True)

    def write(self) -> None:
        """Write all answers."""
        from directions_cli.ledger.files import replace_file

        answers = {id: {"outcome": each.outcome, "note": each.note, "seen": each.seen} for id, each in self.answers.items()}
        text = json.dumps({"body": self.body, "date": self.date.isoformat(), "answers": answers}, indent=1, ensure_ascii=False)
        replace_file(self.path, f"{text}\n".encode(), self.path.parent)


def begun(folder: Path) -> Begun | None:
    """The review that is begun in the register below `folder`, or None. One that can't be read is put aside, and said."""
    path = place(folder)
    try:
        return _read(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        aside = put_aside(path)
        say(f"the answers kept in {path} can't be read ({error}); they are put aside as {aside.name}")
        return None


def place(folder: Path) -> Path:
    """Where the answers are kept: in the program's own folder inside the Git folder, never in the work tree."""
    from directions_cli.cli.keeping import answers_file

    return answers_file(folder).with_name(NAME)


def put_aside(path: Path) -> Path:
    """Answers that are not gone on with, under another name beside; those put aside before are written over."""
    aside = path.with_name(EARLIER)
    path.replace(aside)
    return aside


def _read(path: Path) -> Begun:
    kept: Any = json.loads(path.read_text(encoding="utf-8"))
    answers = {}
    for id, each in kept["answers"].items():
        if each["outcome"] is not None and each["outcome"] not in REVIEW_OUTCOMES:
            raise ValueError(f"{each['outcome']!r} is no outcome")
        answers[id] = Answer(each["outcome"], each["note"], str(each["seen"]))
    return Begun(path, str(kept["body"]), date.fromisoformat(kept["date"]), answers)
