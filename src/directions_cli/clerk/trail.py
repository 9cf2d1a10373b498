"""The trail of a direction: for every entry the commit that brought it, who made and signed it, and how it was approved.

An entry's commit is the one that holds it while no parent of it does; what a merge only passes on is not its own. The
entry came to the default branch with the first commit of that branch's own line that holds it. Both are judged by what the
files hold, so that squashed, rebased and cherry-picked commits are told as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directions_cli.clerk.past import FILE, Key, Past, entries_in, keyed
from directions_cli.domain.direction import Direction
from directions_cli.domain.plain import plain
from directions_cli.ledger.repository import REGISTER, default_branch, open_repository
from directions_cli.ledger.trailing import Commit, Request, further
from directions_cli.store.folder import Loaded

MANY = 5
"""Entries that one note names."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Rows, one an entry; what could not be known or is odd; the branch that counts and the commit that is checked out."""

    rows: list[dict[str, Any]]
    notes: list[str]
    branch: str | None
    head: str | None


def trail(folder: Path, loaded: Loaded, directions: Sequence[Direction]) -> Trail:
    """The trail of directions, in their order; a draft before its first entry has the row number 0."""
    repository = open_repository(folder)
    branch = default_branch(repository)
    branch = further(repository, branch) if branch else None
    past = Past(repository, branch, [f"{REGISTER}/{each.path}" for each in directions])
    notes = [*past.notes]
    rows: list[dict[str, Any]] = []
    for direction in directions:
        one = _Traced(past, direction, entries_in(loaded.value(direction.path)))
        rows += one.rows()
        notes += one.notes()
    return Trail(rows, notes, branch, past.head)


class _Traced:
    """One direction against its past."""

    def __init__(self, past: Past, direction: Direction, today: tuple[Any, ...]) -> None:
        self.past, self.direction = past, direction
        self.file = f"{REGISTER}/{direction.path}"
        self.today = keyed(today)
        self.brought: dict[Key, list[Commit]] = {}
        self.values: dict[Key, Any] = {}
        self.holds = {id: past.entries(id, self.file) for id in {id for id, _ in past.bytes}}
        for commit in past.commits:
            before = [self.holds.get(parent) for parent in commit.parents]
            for key, (_, value) in (self.holds.get(commit.id) or {}).items():
                self.values[key] = value
                if not any(each and key in each for each in before):
                    self.brought.setdefault(key, []).append(commit)
        self.told: set[Key] = set(self.today)

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the direction."""
        rows = []
        first, _ = self._found(FILE)
        drafted = first and not first.cut and len(self.holds[first.id] or ()) == 1
        if drafted or not self.direction.history:
            rows.append(self._row(FILE, 0, {"act": "drafted"}))
        keys = [key for key in self.today if key != FILE]
        return rows + [self._row(key, n, plain(entry)) for n, (key, entry) in enumerate(self._paired(keys), 1)]

    def _paired(self, keys: Sequence[Key]) -> Iterator[tuple[Key, Any]]:
        return zip(keys, self.direction.history, strict=True)

    def _found(self, key: Key) -> tuple[Commit | None, Commit | None]:
        """The commit that brought an entry, and the one with which it came to the default branch."""
        bringers = self.brought.get(key, [])
        landed = next((id for id in self.past.line if key in (self.holds.get(id) or ())), None)
        landing = self.past.by_id.get(landed) if landed else None
        if landing is None or landing in bringers:
            return landing or next(iter(bringers), None), landing
        inside = self.past.inside(landing) if len(bringers) > 1 else ()
        return next((each for each in bringers if each.id in inside), next(iter(bringers), None)), landing

    def _row(self, key: Key, number: int, entry: dict[str, Any]) -> dict[str, Any]:
        made, landing = self._found(key)
        here = self.holds.get(self.past.head or "") or {}
        state = "not committed" if made is None or key not in here else "cut" if made.cut else "committed"
        known = made if state == "committed" else None
        passed_on = landing is not made or (landing is not None and len(landing.parents) > 1)
        merge = landing if landing and passed_on and not landing.cut and state != "not committed" else None
        others = [each.id for each in self.brought.get(key, ()) if each is not known and not each.cut]
        through = self._through(key, merge)
        approving = [each for each in dict.fromkeys((known, *through, merge)) if each]
        request = next((each.request for each in reversed(approving) if each.request), None)
        return {
            "direction": self.direction.id,
            "number": number,
            "date": entry.get("date"),
            "act": entry["act"],
            "entry": entry,
            "state": state,
            "cut_at": made.id if made and state == "cut" else None,
            **_about(known),
            "branch": self.past.branch,
            "on_branch": landing is not None and state != "not committed" if self.past.branch else None,
            "merge": _about(merge) if merge else None,
            "entered_in_merge": merge is not None and merge is known,
            "through": [{**_about(each), "request": _asked(each.request)} for each in through],
            "request": _asked(request),
            "trailers": [
                {"trailer": name, "value": value, "commit": each.id} for each in approving for name, value in each.trailers
            ],
            "also": others,
            "amended": [_about(each) for each in self._amending()] if key == FILE else [],
            "was": self._was(known, key, number),
        }

    def _amending(self) -> Iterator[Commit]:
        """The commits that changed the draft after it was made and before its first entry. A merge that passes it on does not."""
        made = self.brought.get(FILE, ())
        for each in self.past.commits:
            if len(self.holds.get(each.id) or ()) == 1 and each not in made:
                now = self.past.at(each.id, self.file)
                if all(self.past.at(parent, self.file) != now for parent in each.parents):
                    yield each

    def _through(self, key: Key, merge: Commit | None) -> list[Commit]:
        """The merges that passed an entry on, from branch to branch, before the one that brought it to the default branch."""
        passing = [each for each in self.past.commits if len(each.parents) > 1 and self._passed_on(key, each)]
        inside = self.past.inside(merge) if merge and any(each is not merge for each in passing) else ()
        return [each for each in passing if each is not merge and each.id in inside]

    def _passed_on(self, key: Key, merge: Commit) -> bool:
        first, *others = [self.holds.get(parent) or () for parent in merge.parents]
        return key in (self.holds.get(merge.id) or ()) and key not in first and any(key in other for other in others)

    def _was(self, made: Commit | None, key: Key, number: int) -> Any:
        """What stood in an entry's place before its commit altered it; None where the commit added it."""
        now = (self.holds.get(made.id) if made else None) or {}
        place = now.get(key, (0, None))[0]
        for parent in made.parents if made and key != FILE else ():
            for other, (at, value) in (self.holds.get(parent) or {}).items():
                if at == place and other != FILE and other not in now:
                    self.told.add(other)
                    return value
        return None

    def notes(self) -> list[str]:
        """What the history holds and the file does not."""
        tip = self.holds.get(self.past.line[-1]) if self.past.line else None
        gone = [key for key in self.brought if key not in self.told]
        ahead = [key for key in gone if tip and key in tip]
        notes = []
        if ahead:
            said = f"{self.direction.id}: {self._named(ahead)} on {self.past.branch} and not in the folder as it stands"
            notes.append(f"{said}; is it behind that branch, or was something taken out?")
        lost = [key for key in gone if key not in ahead]
        if lost:
            said = f"{self.direction.id}: {self._named(lost)} in its history and no longer in its file"
            notes.append(f"{said}; an entry is never taken out lawfully: look at the commits with `git log -p`")
        return notes

    def _named(self, keys: Sequence[Key]) -> str:
        names = []
        for key in keys[:MANY]:
            value = self.values[key] if isinstance(self.values[key], dict) else {}
            what = " of ".join(str(value[each]) for each in ("act", "date") if value.get(each))
            names.append(f"{what or 'an entry'} (commit {self.brought[key][0].id[:10]})")
        more = f" and {len(keys) - MANY} more" if len(keys) > MANY else ""
        return f"{', '.join(names)}{more} {'stands' if len(keys) == 1 else 'stand'}"


def _asked(request: Request | None) -> dict[str, Any] | None:
    return {"kind": request.kind, "number": request.number, "of": request.of} if request else None


def _about(commit: Commit | None) -> dict[str, Any]:
    names = "author author_email authored committer committer_email committed signature signer key subject".split()
    return {"commit": commit.id if commit else None} | {name: getattr(commit, name) if commit else None for name in names}
