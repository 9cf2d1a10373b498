"""What a register held at a commit, as an audit goes from one to the next; each version of a file is read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from directions_cli.clerk.comparing import as_found
from directions_cli.domain.authority import FORMAT, Header
from directions_cli.domain.direction import Direction
from directions_cli.domain.history import successor
from directions_cli.domain.register import Register
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.terms import LINK_FIELDS
from directions_cli.ledger.states import Blob
from directions_cli.ledger.steps import Changed
from directions_cli.store.files import Found
from directions_cli.store.folder import read_one

Model = Header | Direction | ReportDecision | None
KEPT = 1_000
"""Versions of files that are kept in memory besides those that the register holds at the commit."""


@dataclass(frozen=True, slots=True)
class State:
    """A version of a file and what it holds."""

    blob: Blob | None
    model: Model


NOTHING = State(None, None)
"""What a file is that is not there."""
States = Mapping[str, tuple[State, State]]
"""Files that a commit changed, each before and after."""


@dataclass(slots=True)
class Held:
    """What the register holds, and the indexes by which a part of it is found."""

    header: Header | None = None
    directions: dict[str, Direction] = field(default_factory=dict)
    reports: dict[str, ReportDecision] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)
    """The files of each id."""
    named: dict[str, set[str]] = field(default_factory=dict)
    """The ids of each reference, in small letters."""
    decided: dict[str, set[str]] = field(default_factory=dict)
    """The files of the decisions on each report, by its number in small letters."""
    files: dict[str, State] = field(default_factory=dict)
    """Every file as it is now."""
    read: dict[tuple[str, Blob, int], Model] = field(default_factory=dict)
    """What other versions of files held, by the format that they were read in, the last to be asked for at the end."""
    format: int = FORMAT
    """The format that the files are kept in; an older one is read as the present one has it."""

    def states(self, files: Changed, contents: Mapping[str, bytes], was: int = FORMAT, now: int = FORMAT) -> States:
        """What files held before and after a commit, whose register was of one format before and is of one after it."""
        return {
            path: (self._state(path, old, contents, was), self._state(path, new, contents, now))
            for path, (old, new) in files.items()
        }

    def begin(self, blobs: Mapping[str, Blob], contents: Mapping[str, bytes], number: int = FORMAT) -> None:
        """Take what stands at the commit after which an audit begins, of a register of that format."""
        self.format = number
        for path, blob in blobs.items():
            self.take(path, self._state(path, blob, contents, number))

    def take(self, path: str, state: State) -> None:
        """Take over what a file now holds, and what it held before no more."""
        before = self.files.pop(path, NOTHING)
        if before.blob is not None:
            self._keep(path, before, self.format)
        if state.blob is not None:
            self.files[path] = state
        self._forget(path, before.model)
        self._index(path, state.model)

    def _forget(self, path: str, model: Model) -> None:
        match model:
            case Direction():
                self.directions.pop(model.id, None)
                _drop(self.places, model.id, path)
                _drop(self.named, _reference(model), model.id)
            case ReportDecision():
                self.reports.pop(path, None)
                _drop(self.decided, model.number.casefold(), path)

    def _index(self, path: str, model: Model) -> None:
        match model:
            case Header():
                self.header = model
            case Direction():
                self.directions[model.id] = model
                self.places.setdefault(model.id, set()).add(path)
                self.named.setdefault(_reference(model), set()).add(model.id)
            case ReportDecision():
                self.reports[path] = model
                self.decided.setdefault(model.number.casefold(), set()).add(path)

    def partial(self, states: States, which: int) -> Register | None:
        """A register of what a commit touched, and of what that names, before (0) or after (1) it.

        All the directions where it touched the header. None where no header is known.
        """
        here = {path: pair[which] for path, pair in states.items()}
        every = [state.model for pair in states.values() for state in pair]
        known = (*(state.model for state in here.values()), self.header, *every)
        header = next((each for each in known if isinstance(each, Header)), None)
        if header is None:
            return None
        touched = [each for each in every if isinstance(each, Direction)]
        ids = {each.id for each in touched}
        whole = any(isinstance(each, Header) for each in every)
        wanted = set(self.directions) if whole else {id for each in touched for id in self._named_by(each)}
        directions = [self.directions[id] for id in wanted - ids if id in self.directions]
        directions += [each.model for each in here.values() if isinstance(each.model, Direction)]
        reports = {path: self.reports[path] for path in self._decisions_of(every) if path not in states}
        reports |= {path: each.model for path, each in here.items() if isinstance(each.model, ReportDecision)}
        unread = [Found(path, "stray").stem for path, each in here.items() if each.blob is not None and each.model is None]
        return Register(header, directions, reports, unread)

    def _named_by(self, direction: Direction) -> Iterator[str]:
        """Ids that a direction's history or terms name."""
        yield from (by for entry in direction.history if (by := successor(entry)))
        for name in LINK_FIELDS:
            for link in getattr(direction.terms, name):
                if isinstance(link, str):
                    yield link
                    yield from self.named.get(link.casefold(), ())

    def _decisions_of(self, models: Iterable[Model]) -> set[str]:
        """The files of the decisions on the reports that are touched or named, and of one more, if any are kept at all."""
        numbers = {each.number for each in models if isinstance(each, ReportDecision)}
        numbers |= {each.terms.report.number or "" for each in models if isinstance(each, Direction) and each.terms.report}
        found = {path for number in numbers for path in self.decided.get(number.casefold(), ())}
        return found.union(islice(self.reports, 1))

    def _state(self, path: str, blob: Blob | None, contents: Mapping[str, bytes], number: int) -> State:
        """A version of a file and what it holds; each version is read once, as long as it is not long ago."""
        if blob is None:
            return NOTHING
        now = self.files.get(path)
        if now is not None and now.blob == blob and number == self.format:
            return now
        if (path, blob, number) in self.read:
            return State(blob, self.read[path, blob, number])
        found = as_found(path, blob, contents[blob.id])
        state = State(blob, read_one(found, number)[0] if found is not None else None)
        self._keep(path, state, number)
        return state

    def _keep(self, path: str, state: State, number: int) -> None:
        if state.blob is not None:
            self.read[path, state.blob, number] = state.model
            while len(self.read) > KEPT:
                self.read.pop(next(iter(self.read)))


def _reference(direction: Direction) -> str:
    return (direction.terms.reference or "").casefold()


def _drop(index: dict[str, set[str]], key: str, value: str) -> None:
    """Take a value out of an index, and its key where that was the last one."""
    found = index.get(key, set())
    found.discard(value)
    if not found:
        index.pop(key, None)
