"""The audit: the whole history of the register walked once, and every commit of its branch judged as a change.

Each commit is compared with its first parent, and a merge with every other parent too, so that nothing can vanish in merging.
Only files that changed are read, each version once.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from directions_cli.clerk.comparing import as_found, found_at
from directions_cli.clerk.formats import unlawful_move
from directions_cli.clerk.holding import Held
from directions_cli.clerk.origins import came_by
from directions_cli.domain.authority import Header
from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import Finding
from directions_cli.domain.rules.alteration import KEEPS_ITS_PLACE, REPORT_DECIDES, judge_change
from directions_cli.domain.rules.provenance import (
    CLOCKS_AGREE,
    IN_THEIR_ORDER,
    NOTHING_LOST,
    READABLE,
    SIGNED,
    TIME_ZONES,
    dated_after,
    unlawful_lives,
)
from directions_cli.ledger.repository import Repository
from directions_cli.ledger.states import Blob, blobs_of, contents_of
from directions_cli.ledger.steps import Changed, Step
from directions_cli.store.files import HEADER
from directions_cli.store.folder import place_in, read_one
from directions_cli.store.formats import known_format

COMMIT_ITSELF = ""
"""The file of a finding that is about a commit, and not about what it changes."""
AT_ONCE = 200
"""Commits whose files are read from Git in one process."""
MERGING = {"ALT001", "ALT002", "ALT003", "ALT004", "ALT005", "ALT006", "ALT009", "ALT010", "ALT011", "ALT016"}
"""What a merge may not do to any of its sides; the rest is judged on the branch that it went into."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What an audit found: the commit, who wrote it and when, and the finding. An exception where that is an error.

    That a report decision is lacking is no alteration: it is for the validation of the register as it stands.
    """

    commit: str
    author: str
    authored: str
    finding: Finding


@dataclass(slots=True)
class Walk:
    """An audit under way: what the register held at the last commit, and what has been found and counted.

    `signatures` has Git's letter for each commit, and is None where nobody demands them; `demanded` says that somebody does
    from the first commit on. `now` is the moment of the audit.
    """

    repository: Repository
    folder: Path
    now: datetime
    signatures: Mapping[str, str] | None = None
    demanded: bool = False
    held: Held = field(default_factory=Held)
    doubts: list[Doubt] = field(default_factory=list)
    last: Step | None = None
    """The last commit that changed the register."""
    commits: int = 0
    changing: int = 0
    merges: int = 0
    entries: int = 0
    signed: int = 0

    def begin(self, blobs: dict[str, Blob], commit: str | None = None) -> None:
        """Take what stood at the commit that the audit begins after. Raises `NewerFormat`, as `go` does."""
        contents = contents_of(self.folder, blobs.values())
        self.held.begin(blobs, contents, _format(blobs.get(HEADER), contents, self.held.format, commit))

    def go(self, steps: Iterable[Step], seen: Callable[[Step], None]) -> None:
        """Judge commits, oldest first."""
        source = iter(steps)
        with undisturbed():
            while batch := list(islice(source, AT_ONCE)):
                contents = contents_of(self.folder, blobs_in(batch))
                for step in batch:
                    self._step(step, contents)
                    seen(step)

    def _step(self, step: Step, contents: Mapping[str, bytes]) -> None:
        self.commits += 1
        self.merges += len(step.parents) > 1
        if step.files:
            self.changing += 1
            self._about_commit(step)
            self._judge(step, contents)
            self.last = step
        for parent, files in step.sides.items():
            self._side(step, parent, files, contents)

    def _about_commit(self, step: Step) -> None:
        """What is wrong with a commit itself, whatever it changes."""
        written, committed = moment(step.authored), moment(step.committed)
        before = moment(self.last.committed) if self.last else None
        if written is None or committed is None:
            self._doubt(
                step, [CLOCKS_AGREE.finding(COMMIT_ITSELF, (), "bears a date that is none; it was not made by Git as usual")]
            )
        elif written - committed > TIME_ZONES:
            said = f"was written on {written.date()} and committed on {committed.date()}, before that"
            self._doubt(step, [CLOCKS_AGREE.finding(COMMIT_ITSELF, (), said)])
        if committed is not None and committed - self.now > TIME_ZONES:
            said = f"was committed on {committed.date()}, which is still to come"
            self._doubt(step, [IN_THEIR_ORDER.finding(COMMIT_ITSELF, (), said)])
        if self.last and committed is not None and before is not None and before - committed > TIME_ZONES:
            said = f"was committed on {committed.date()}, and {self.last.id[:10]}, on which it stands, only on {before.date()}"
            self._doubt(step, [IN_THEIR_ORDER.finding(COMMIT_ITSELF, (), said)])
        if self.demanded or (self.held.header is not None and self.held.header.signatures == "required"):
            letter = (self.signatures or {}).get(step.id, "N")
            self.signed += letter == "G"
            if letter != "G":
                said = f"has {SIGNATURES.get(letter, 'a signature that Git does not know')}"
                self._doubt(step, [SIGNED.finding(COMMIT_ITSELF, (), said)])

    def _judge(self, step: Step, contents: Mapping[str, bytes]) -> None:
        """Judge a commit against its first parent."""
        was, made = self.held.format, step.files.get(HEADER, (None, None))
        now = _format(made[1], contents, was, step.id)
        states = self.held.states(step.files, contents, was, now)
        for path, (_, new) in states.items():
            if new.blob is not None and new.model is None:
                self._unreadable(step, path, new.blob, contents, now)
        before = self.held.partial(states, 0)
        for path, (old, new) in states.items():
            self.held.take(path, new)
            if isinstance(old.model, Header) and new.blob is None:
                self._doubt(step, [READABLE.finding(path, (), "the header of the register is gone")])
        for path, (old, new) in states.items():
            if isinstance(new.model, Direction) and (old.blob is None or old.model is None):
                self._twice(step, path, new.model)
        self.held.format = now
        if made[0] is not None and now != was:
            self._doubt(step, self._unlawful_move(step, was, now, contents), contents)
        after = self.held.partial(states, 1)
        if before is None or after is None:
            return
        written = moment(step.authored)
        day = written.date() if written else date.max - TIME_ZONES
        self.entries += sum(len(each.history) for each in after.values()) - sum(len(each.history) for each in before.values())
        touched = frozenset(state.model.id for pair in states.values() for state in pair if isinstance(state.model, Direction))
        first = step.parents[0] if step.parents else step.id
        found = judge_change(before, after, came_by(self.repository, step.id, first, step.place))
        self._doubt(step, (*found, *dated_after(before, after, day), *unlawful_lives(before, after, touched)), contents)

    def _side(self, step: Step, parent: str, files: Changed, contents: Mapping[str, bytes]) -> None:
        """Judge a merge against another of its parents: it may not leave out what that had."""
        was = _format(files.get(HEADER, (None, None))[0], contents, self.held.format, parent)
        states = self.held.states(files, contents, was, self.held.format)
        before, after = self.held.partial(states, 0), self.held.partial(states, 1)
        if before is None or after is None:
            return
        lost = [each for each in judge_change(before, after) if each.code in MERGING]
        said = f"against the merged commit {parent[:10]}: "
        self._doubt(step, [NOTHING_LOST.finding(each.file, each.at, said + each.message, each.direction) for each in lost])

    def _unlawful_move(self, step: Step, was: int, now: int, contents: Mapping[str, bytes]) -> Iterator[Finding]:
        """What is wrong with a commit that leads to another format: it is compared file by file, those unchanged too.

        A merge of what had come to the newer format on a branch before is judged as any merge.
        """
        sides = (files[HEADER][0] if HEADER in files else step.files[HEADER][1] for files in step.sides.values())
        if any(_format(header, contents, was, None) == now for header in sides):
            return iter(())
        before, after = (found_at(self.folder, blobs_of(self.folder, each, step.place)) for each in (step.parents[0], step.id))
        return unlawful_move(before, after, formats=(was, now))

    def _twice(self, step: Step, path: str, model: Direction) -> None:
        """Doubt a second file of one id: the one could say what the other does not."""
        others = sorted(self.held.places.get(model.id, set()) - {path})
        if others:
            self._doubt(step, [KEEPS_ITS_PLACE.finding(path, (), f"{model.id} stands in {others[0]} already", model.id)])

    def _unreadable(self, step: Step, path: str, blob: Blob, contents: Mapping[str, bytes], number: int) -> None:
        found = as_found(path, blob, contents[blob.id])
        wrong = read_one(found, number)[1] if found is not None else ()
        named = [READABLE.finding(each.file, each.at, each.message) for each in wrong]
        self._doubt(step, [new.placed(each.line, each.column, None) for new, each in zip(named, wrong, strict=True)])

    def _doubt(self, step: Step, findings: Iterable[Finding], contents: Mapping[str, bytes] | None = None) -> None:
        for finding in (each for each in findings if each.code != REPORT_DECIDES.code):
            blob = step.files.get(finding.file, (None, None))[1]
            text = contents.get(blob.id) if contents and blob is not None else None
            placed = place_in(text, finding) if text is not None else finding
            self.doubts.append(Doubt(step.id, step.author, step.authored, placed))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Python does not look for circles of objects meanwhile: what is read of files has none, and is let go all the same."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _format(header: Blob | None, contents: Mapping[str, bytes], else_: int, commit: str | None) -> int:
    """The format that a header says, met in a commit; that of before where it is not there. Raises `NewerFormat`."""
    if header is None or not header.is_file:
        return else_
    return known_format(contents[header.id], f"{(commit or '')[:10]}:register/{HEADER}", else_)


def blobs_in(steps: Iterable[Step]) -> list[Blob]:
    """Every version of a file that some commits made or unmade."""
    pairs = (pair for step in steps for files in (step.files, *step.sides.values()) for pair in files.values())
    return [blob for pair in pairs for blob in pair if blob is not None]


def moment(text: str) -> datetime | None:
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
