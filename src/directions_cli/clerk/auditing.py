"""The audit: the whole history of the register walked once, and every commit of its branch judged as a change.

Each commit is compared with its first parent, and a merge with every other parent too, so that nothing can vanish in merging.
Only files that changed are read, each version once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from directions_cli.clerk.comparing import as_found
from directions_cli.domain.authority import Header
from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import Finding
from directions_cli.domain.history import successor
from directions_cli.domain.register import Register
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.rules.alteration import KEEPS_ITS_PLACE, judge_change
from directions_cli.domain.rules.provenance import (
    CLOCKS_AGREE,
    NOTHING_LOST,
    READABLE,
    SIGNED,
    TIME_ZONES,
    dated_after,
    unlawful_lives,
)
from directions_cli.ledger.states import Blob, Pair, Step, contents_of
from directions_cli.store.files import HEADER, Found
from directions_cli.store.folder import place_in, read_one

Model = Header | Direction | ReportDecision | None
AT_ONCE = 200
"""Commits whose files are read from Git in one process."""
KEPT = 20_000
"""Versions of files that are kept in memory once read."""
MERGING = {"ALT001", "ALT002", "ALT003", "ALT004", "ALT005", "ALT006", "ALT009", "ALT010", "ALT011"}
"""What a merge may not do to any of its sides; the rest is judged on the branch that it went into."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An exception that an audit found: the commit, who wrote it and when, and the finding."""

    commit: str
    author: str
    authored: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class State:
    """A version of a file and what it holds."""

    blob: Blob | None
    model: Model


@dataclass(slots=True)
class Walk:
    """An audit under way: what the register held at the last commit, and what has been found and counted."""

    folder: Path
    signatures: bool
    header: Header | None = None
    directions: dict[str, Direction] = field(default_factory=dict)
    reports: dict[str, ReportDecision] = field(default_factory=dict)
    known: dict[tuple[str, str], Model] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    places: dict[str, set[str]] = field(default_factory=dict)
    commits: int = 0
    changing: int = 0
    merges: int = 0
    entries: int = 0
    signed: int = 0

    def begin(self, blobs: dict[str, Blob]) -> None:
        """Take what stood at the commit that the audit begins after."""
        contents = contents_of(self.folder, (blob.id for blob in blobs.values()))
        for path, blob in blobs.items():
            self._take(path, self._read(path, blob, contents), None)

    def go(self, steps: Iterable[Step], seen: Callable[[Step], None]) -> None:
        """Judge commits, oldest first."""
        source = iter(steps)
        while batch := list(islice(source, AT_ONCE)):
            pairs = [pair for step in batch for files in (step.files, *step.sides.values()) for pair in files.values()]
            contents = contents_of(self.folder, (blob.id for pair in pairs for blob in pair if blob is not None))
            for step in batch:
                self._count(step)
                self._about_commit(step)
                if step.files:
                    self._judge(step, contents)
                for parent, files in step.sides.items():
                    self._side(step, parent, files, contents)
                seen(step)

    def _count(self, step: Step) -> None:
        self.commits += 1
        self.changing += bool(step.files)
        self.merges += len(step.parents) > 1

    def _about_commit(self, step: Step) -> None:
        """What is wrong with a commit itself, whatever it changes."""
        if not step.files:
            return
        written, committed = _moment(step.authored), _moment(step.committed)
        if written is None or committed is None:
            self._doubt(step, [CLOCKS_AGREE.finding(HEADER, (), "bears a date that is none; it was not made by Git as usual")])
        elif written - committed > TIME_ZONES:
            said = f"was written on {written.date()} and committed on {committed.date()}, before that"
            self._doubt(step, [CLOCKS_AGREE.finding(HEADER, (), said)])
        demanded = self.signatures or (self.header is not None and self.header.signatures == "required")
        if demanded and step.signature == "G":
            self.signed += 1
        elif demanded:
            said = f"has {SIGNATURES.get(step.signature, 'a signature that Git does not know')}"
            self._doubt(step, [SIGNED.finding(HEADER, (), said)])

    def _judge(self, step: Step, contents: dict[str, bytes]) -> None:
        """Judge a commit against its first parent."""
        states = self._states(step.files, contents)
        for path, (_, new) in states.items():
            if new.blob is not None and new.model is None:
                self._unreadable(step, path, new.blob, contents)
        before = self._partial(states, 0)
        for path, (old, new) in states.items():
            self._take(path, new.model, old.model)
            if isinstance(new.model, Direction) and old.blob is None:
                self._twice(step, path, new.model, states)
            if isinstance(old.model, Header) and new.blob is None:
                self._doubt(step, [READABLE.finding(path, (), "the header of the register is gone")])
        after = self._partial(states, 1)
        if before is None or after is None:
            return
        moment = _moment(step.authored)
        written = moment.date() if moment else date.max - TIME_ZONES
        self.entries += sum(len(each.history) for each in after.values()) - sum(len(each.history) for each in before.values())
        found = (*judge_change(before, after), *dated_after(before, after, written), *unlawful_lives(before, after))
        self._doubt(step, found, contents)

    def _side(self, step: Step, parent: str, files: Mapping[str, Pair], contents: dict[str, bytes]) -> None:
        """Judge a merge against another of its parents: it may not leave out what that had."""
        states = self._states(files, contents)
        before, after = self._partial(states, 0), self._partial(states, 1)
        if before is None or after is None:
            return
        lost = [each for each in judge_change(before, after) if each.code in MERGING]
        said = f"against the merged commit {parent[:10]}: "
        self._doubt(step, [NOTHING_LOST.finding(each.file, each.at, said + each.message, each.direction) for each in lost])

    def _states(self, files: Mapping[str, Pair], contents: dict[str, bytes]) -> dict[str, tuple[State, State]]:
        return {
            path: (State(old, self._read(path, old, contents)), State(new, self._read(path, new, contents)))
            for path, (old, new) in files.items()
        }

    def _partial(self, states: Mapping[str, tuple[State, State]], which: int) -> Register | None:
        """A register of the directions that a commit touched, and those that they name, before (0) or after (1) it."""
        here = {path: pair[which] for path, pair in states.items()}
        every = [state.model for pair in states.values() for state in pair]
        header = next((each.model for each in here.values() if isinstance(each.model, Header)), self.header)
        if header is None:
            header = next((each for each in every if isinstance(each, Header)), None)
        if header is None:
            return None
        touched = {each.id for each in every if isinstance(each, Direction)}
        named = {by for each in every if isinstance(each, Direction) for entry in each.history if (by := successor(entry))}
        wanted = self.directions if any(isinstance(each, Header) for each in every) else named & self.directions.keys()
        directions = [self.directions[id] for id in wanted if id not in touched]
        directions += [each.model for each in here.values() if isinstance(each.model, Direction)]
        reports = {path: each for path, each in self.reports.items() if path not in states}
        reports |= {path: each.model for path, each in here.items() if isinstance(each.model, ReportDecision)}
        unread = [Found(path, "stray").stem for path, each in here.items() if each.blob is not None and each.model is None]
        return Register(header, directions, reports, unread)

    def _read(self, path: str, blob: Blob | None, contents: dict[str, bytes]) -> Model:
        """What a version of a file holds; None where it is not there or can't be read. Each version is read once."""
        if blob is None:
            return None
        key = (path, blob.id)
        if key not in self.known:
            found = as_found(path, blob, contents[blob.id])
            while len(self.known) >= KEPT:
                self.known.pop(next(iter(self.known)))
            self.known[key] = read_one(found)[0] if found is not None else None
        return self.known[key]

    def _take(self, path: str, model: Model, before: Model) -> None:
        """Take over what a file now holds, and forget the version before."""
        if isinstance(before, Direction):
            self.directions.pop(before.id, None)
            self.places.get(before.id, set()).discard(path)
        elif isinstance(before, ReportDecision):
            self.reports.pop(path, None)
        match model:
            case Header():
                self.header = model
            case Direction():
                self.directions[model.id] = model
                self.places.setdefault(model.id, set()).add(path)
            case ReportDecision():
                self.reports[path] = model

    def _twice(self, step: Step, path: str, model: Direction, states: Mapping[str, tuple[State, State]]) -> None:
        """Doubt a second file of one id: the one could say what the other does not."""
        others = [each for each in self.places.get(model.id, ()) if each != path and (each not in states or states[each][1].blob)]
        if others:
            self._doubt(step, [KEEPS_ITS_PLACE.finding(path, (), f"{model.id} stands in {others[0]} already", model.id)])

    def _unreadable(self, step: Step, path: str, blob: Blob, contents: dict[str, bytes]) -> None:
        found = as_found(path, blob, contents[blob.id])
        wrong = read_one(found)[1] if found is not None else ()
        self._doubt(step, [READABLE.finding(path, each.at, each.message).placed(each.line, each.column, None) for each in wrong])

    def _doubt(self, step: Step, findings: Iterable[Finding], contents: dict[str, bytes] | None = None) -> None:
        for finding in findings:
            if finding.severity == "error":
                blob = step.files.get(finding.file, (None, None))[1]
                text = contents.get(blob.id) if contents and blob is not None else None
                placed = place_in(text, finding) if text is not None else finding
                self.doubts.append(Doubt(step.id, step.author, step.authored, placed))


def _moment(text: str) -> datetime | None:
    """The moment that Git gives for a commit; None where what the commit bears is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


SIGNATURES: Final = {
    "N": "no signature",
    "B": "a bad signature",
    "U": "a good signature of somebody who is not among the allowed signers",
    "X": "a good signature that has expired",
    "Y": "a good signature of a key that has expired",
    "R": "a good signature of a key that was revoked",
    "E": "a signature that can't be checked here",
}
