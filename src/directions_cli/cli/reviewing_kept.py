"""A review that is begun: its answers, kept in the Git folder's own place as the officer goes, until they are committed."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from directions_cli.cli.settings import say
from directions_cli.domain.outcomes import REVIEW_OUTCOMES

NAME: Final = "review.json"
EARLIER: Final = "review-earlier.json"
UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError)
"""What reading a file of another shape raises."""


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
    date: datetime.date
    answers: dict[str, Answer] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)

    @property
    def answered(self) -> int:
        """How many directions have an outcome."""
        return sum(each.outcome is not None for each in self.answers.values())

    def keep(self, id: str, answer: Answer) -> None:
        """Keep an answer, at once and whole: a kill leaves the answers before it or these."""
        before = self.answers.get(id)
        if before and before.outcome and not answer.outcome:
            self.withdrawn.add(id)
        self.answers[id] = answer
        self._write(self._together())

    def drop(self, ids: Iterable[str]) -> None:
        """Forget the answers that are committed; with the last of them the file goes."""
        gone = frozenset(ids)
        self.answers = {id: each for id, each in self.answers.items() if id not in gone}
        left = {id: each for id, each in self._together().items() if id not in gone}
        if any(each.outcome is not None for each in left.values()):
            self._write(left)
        else:
            self.path.unlink(missing_ok=True)

    def head(self, body: str | None, day: datetime.date | None) -> None:
        """Give it another body or day, as far as one is given."""
        self.body, self.date = body or self.body, day or self.date
        self._write(self.answers)

    def _together(self) -> dict[str, Answer]:
        """These answers and those of another terminal; to skip a direction takes back no more than what was answered here."""
        there = self._there()
        skipped = (id for id, each in self.answers.items() if not each.outcome and id not in self.withdrawn)
        others = {id: there[id] for id in skipped if id in there}
        return {**there, **self.answers, **others}

    def _there(self) -> dict[str, Answer]:
        """The answers in the file, where another terminal holds the same review."""
        try:
            found = _read(self.path)
        except (OSError, *UNREADABLE):
            return {}
        return found.answers if (found.body, found.date) == (self.body, self.date) else {}

    def _write(self, answers: Mapping[str, Answer]) -> None:
        plain = {id: {"outcome": each.outcome, "note": each.note, "seen": each.seen} for id, each in answers.items()}
        text = json.dumps({"body": self.body, "date": self.date.isoformat(), "answers": plain}, indent=1, ensure_ascii=False)
        _replace(self.path, f"{text}\n")


def _replace(path: Path, text: str) -> None:
    """Write a file in one step that outlasts a power cut, under a name beside it that no act at another terminal sweeps up."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def begun(folder: Path) -> Begun | None:
    """The review that is begun in the register below `folder`, or None. One that can't be read is put aside, and said."""
    path = place(folder)
    try:
        return _read(path)
    except FileNotFoundError:
        return None
    except (OSError, *UNREADABLE) as error:
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
    return Begun(path, str(kept["body"]), datetime.date.fromisoformat(kept["date"]), answers)
