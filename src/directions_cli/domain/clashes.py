"""What two branches of one direction hold that can't both stand, told in words for a person to decide.

What each check knows it tells in the field's words; beyond that, lawful is what the rules say, in every order of the
entries that their dates leave open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from directions_cli.domain.authority import Header
from directions_cli.domain.direction import Direction, answers, asked_by
from directions_cli.domain.history import ENDINGS, Corrected, Difficulty, Entry, Issued, Progress, Query, Request, Reviewed
from directions_cli.domain.merging import First, Places, interleaved, together, untouched
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import Register
from directions_cli.domain.rules import RULES
from directions_cli.domain.rules.core import Case, apply

ORDERS: Final[tuple[First, ...]] = ("text", "ours", "theirs")
HEADER: Final = Header.model_validate(
    {
        "format": 1,
        "authority": {"name": "Any", "code": "ANY", "model": "integration-joint-board"},
        "partners": (),
        "functions": (),
    }
)
"""Stands in for the register's own header, which a merge may be changing too. What it lacks is no news: both sides lack it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What can't both stand: the key of the file that it is about, and why, in words."""

    at: str
    why: str


@dataclass(frozen=True)
class Fork:
    """A direction as it was (`base`), as each side has it, and the terms that follow from both."""

    base: Direction
    ours: Direction
    theirs: Direction
    merged: Direction

    @cached_property
    def start(self) -> int:
        """How many entries stand first in all three alike."""
        return untouched(self.base.history, self.ours.history, self.theirs.history)

    @cached_property
    def places(self) -> Places | None:
        """How the entries behind those stand together; None where that can't be."""
        return interleaved(self.ours.history[self.start :], self.theirs.history[self.start :])

    @cached_property
    def added(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """What each side has that the other has not."""
        ours, theirs = self.ours.history[self.start :], self.theirs.history[self.start :]
        return (
            tuple(ours[i] for i, j in self.places or () if i is not None and j is None),
            tuple(theirs[j] for i, j in self.places or () if j is not None and i is None),
        )

    @cached_property
    def common(self) -> tuple[Entry, ...]:
        """What both sides have."""
        ours = self.ours.history
        return (
            *ours[: self.start],
            *(ours[self.start + i] for i, j in self.places or () if None not in (i, j) and i is not None),
        )


def clashes(fork: Fork) -> tuple[Clash, ...]:
    """Everything in the two sides that can't both stand, told in words; what the rules say only where nothing else does."""
    if fork.places is None:
        return (Clash("history", "both sides hold the same entries in different orders"),)
    found = tuple(clash for check in CLASHES for clash in check(fork))
    return found or tuple(Clash("history", why) for why in _unlawful(fork))


def said(entry: Entry) -> str:
    """An entry in a few words: `closed on 2025-06-17 (achieved)`."""
    shown = plain(entry)
    keys = ("stage", "rating", "outcome", "reason", "by", "of", "body", "field", "milestone")
    more = ", ".join(" ".join(f"{key} {shown[key]}".split()) for key in keys if key in shown)
    return f"{entry.act} on {entry.date or 'no known day'}" + (f" ({more})" if more else "")


def _pairs(fork: Fork, kind: Any) -> Iterator[tuple[Any, Any]]:
    """Every entry of a kind that we added with every one that they added."""
    ours, theirs = fork.added
    return ((one, other) for one in ours if isinstance(one, kind) for other in theirs if isinstance(other, kind))


def _two_endings(fork: Fork) -> Iterator[Clash]:
    ours, theirs = ([entry for entry in side if entry.act in ENDINGS] for side in fork.added)
    if ours and theirs:
        why = f"a direction ends once, but ours is {said(ours[0])} and theirs is {said(theirs[0])}"
        yield Clash("history", f"{why}; keep what the authority decided")


def _two_issues(fork: Fork) -> Iterator[Clash]:
    for one, other in _pairs(fork, Issued):
        why = f"both sides issue it: ours {one.date or 'on no known day'}, theirs {other.date or 'on no known day'}"
        yield Clash("history", f"{why}; keep the entry of the letter that was sent")


def _issued_as_it_stood(fork: Fork) -> Iterator[Clash]:
    """One side issued the draft as it stood; what the other changed in it was then not what was sent."""
    if fork.base.issue is not None:
        return
    terms = [plain_terms(each.terms) for each in (fork.base, fork.ours, fork.theirs)]
    for name, sender, other, changed in (("ours", fork.ours, fork.theirs, 2), ("theirs", fork.theirs, fork.ours, 1)):
        if sender.issue is None or other.issue is not None:
            continue
        for key in dict.fromkeys([*terms[0], *terms[changed]]):
            sent, drafted = terms[3 - changed].get(key), terms[changed].get(key)
            if drafted != terms[0].get(key) and drafted != sent:
                why = f"{name} issued the draft, and the other side changed {key}"
                yield Clash(key, f"{why}; issued terms stay as they were sent")


def _same_field(fork: Fork) -> Iterator[Clash]:
    for one, other in _pairs(fork, Corrected):
        ours, theirs = one.field.split("."), other.field.split(".")
        depth = min(len(ours), len(theirs))
        if ours[:depth] == theirs[:depth]:
            yield Clash("history", f"both sides correct {one.field}: ours to {_value(one.to)}, theirs to {_value(other.to)}")
        elif ours[0] == theirs[0] and any(_renumbers(each) for each in (one, other)):
            yield Clash("history", f"one side corrects how many {ours[0]} there are, and the other counts on them")


def _renumbers(entry: Corrected) -> bool:
    return entry.field.split(".")[-1].isdigit() and (entry.from_ is None or entry.to is None)


def _value(value: Any) -> str:
    text = " ".join(str("nothing" if value is None else value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _same_difficulty(fork: Fork) -> Iterator[Clash]:
    for one, other in _pairs(fork, Difficulty):
        if one.stage == other.stage == "resolved" and (one.by == other.by or None in (one.by, other.by)):
            outcomes = f"ours “{_value(one.outcome)}”, theirs “{_value(other.outcome)}”"
            yield Clash("history", f"both sides resolve the same difficulty: {outcomes}; keep what was agreed")


def _same_answer(fork: Fork) -> Iterator[Clash]:
    """Under one name, each side answers more than it asked itself, and together more than was open before."""
    for kind, name in ((Query, "query"), (Request, "request")):
        standing = _standing(replace(fork.base, history=fork.common), kind)
        sides = [_standing(side, kind) for side in (fork.ours, fork.theirs)]
        for who, count in standing.items():
            answered = [count - side[who] for side in sides]
            if min(answered) > 0 and sum(answered) > count:
                yield Clash("history", f"both sides answer the same {name}; keep the answer that was given")
                break


def _standing(direction: Direction, kind: Any) -> Counter[str | None]:
    """How many queries or requests are open under each name when all is told."""
    return Counter(asked_by(asked) for asked, answer in answers(direction, date.max, kind) if answer is None)


def _same_review(fork: Fork) -> Iterator[Clash]:
    for one, other in _pairs(fork, Reviewed):
        if one.date == other.date and (one.body or "").casefold() == (other.body or "").casefold():
            why = f"both sides record the review of {one.date} by {one.body or 'an unnamed body'}: ours {one.outcome}, theirs"
            yield Clash("history", f"{why} {other.outcome}; keep what the minute says")


def _same_report_of_progress(fork: Fork) -> Iterator[Clash]:
    for one, other in _pairs(fork, Progress):
        about = f"milestone {one.milestone}" if one.milestone else "the whole"
        if (one.date, one.milestone) != (other.date, other.milestone):
            continue
        for key in ("rating", "spend", "moved_to"):
            ours, theirs = getattr(one, key), getattr(other, key)
            if ours != theirs and None not in (ours, theirs):
                yield Clash("history", f"progress of {about} on {one.date} has the {key} {ours} in ours and {theirs} in theirs")


def _unlawful(fork: Fork) -> Iterator[str]:
    """What the rules say of both together, in any order that the dates leave open, and of neither side alone."""
    told: dict[str, None] = {}
    for first in ORDERS:
        added = together(fork.ours.history[fork.start :], fork.theirs.history[fork.start :], first) or ()
        whole = replace(fork.merged, history=(*fork.ours.history[: fork.start], *added))
        told.update(dict.fromkeys(new_errors(whole, fork.ours, fork.theirs)))
    for why in told:
        yield f"put together, the history can't stand: {why}"


def new_errors(whole: Direction, *sides: Direction) -> Iterator[str]:
    """What the rules refuse in a direction and in none of the sides that it was put together from."""
    days = (entry.date for each in (whole, *sides) for entry in each.history if entry.date)
    day = max(days, default=date.min)
    known: Counter[tuple[str, str]] = Counter()
    for side in sides:
        known |= _errors(side, day)
    yield from (f"{why} ({code})" for code, why in sorted((_errors(whole, day) - known).elements()))


def _errors(direction: Direction, day: date) -> Counter[tuple[str, str]]:
    case = Case(Register(HEADER, [direction]), day)
    judging = (rule for rule in RULES if rule.severity == "error" and rule.scope == "direction")
    return Counter((found.code, found.message) for rule in judging for found in apply(rule, case))


CLASHES: Final[tuple[Callable[[Fork], Iterator[Clash]], ...]] = (
    _two_endings,
    _two_issues,
    _issued_as_it_stood,
    _same_field,
    _same_difficulty,
    _same_answer,
    _same_review,
    _same_report_of_progress,
)
