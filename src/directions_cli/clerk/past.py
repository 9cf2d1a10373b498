"""The past of some files of the register: the commits behind them, and the entries that each commit and its parents held."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from directions_cli.domain.authority import FORMAT
from directions_cli.ledger.repository import Repository, head_of
from directions_cli.ledger.steps import line_of
from directions_cli.ledger.trailing import Commit, brought_by, commits_of, held, other_places
from directions_cli.store.files import HEADER
from directions_cli.store.folder import value_in
from directions_cli.store.formats import format_of
from directions_cli.store.reader import YamlFault, read_text

Key = tuple[str, int]
"""An entry by what it says, and the how manieth that says so."""
FILE: Key = ("", 0)
"""The file itself, which is there before its first entry."""
PLACES = 8
"""How often a register's folder may have been moved before we stop looking."""


class Past:
    """The commits behind some files, and what each of them and their parents held. `line` is the default branch's own."""

    def __init__(self, repository: Repository, branch: str | None, files: Sequence[str]) -> None:
        self.repository, self.branch, self.head = repository, branch, head_of(repository)
        self.notes: list[str] = []
        self.paths: dict[str, tuple[str, ...]] = {file: (repository.path(file),) for file in files}
        self._read: dict[tuple[bytes, int | None], tuple[Any, ...]] = {}
        self._inside: dict[str, frozenset[str]] = {}
        tips = [tip for tip in (self.head, branch) if tip]
        for _ in range(PLACES):
            self._look(tips if self.head or branch else [])
            if not self._moved():
                break
        self.line = [id for id in line_of(repository.top, branch) if id in self.by_id] if branch else []
        if any(commit.cut for commit in self.commits):
            self.notes.append(
                "this clone is shallow: its history is cut, so that what was committed before the cut is not known here;"
                " `git fetch --unshallow` brings the whole"
            )
        if branch is None:
            self.notes.append("no default branch is known here, so that it can't be said what was merged, and how")

    def _look(self, tips: Sequence[str]) -> None:
        everything = [path for paths in self.paths.values() for path in paths]
        self.commits = commits_of(self.repository, tips, everything)
        self.by_id = {commit.id: commit for commit in self.commits}
        asked = {id for commit in self.commits for id in (commit.id, *commit.parents)} | ({self.head} if self.head else set())
        headers = {path: str(PurePosixPath(path).parents[1] / HEADER) for path in everything}
        wanted = {*everything, *headers.values()}
        found = held(self.repository, ((id, path) for id in sorted(asked) for path in sorted(wanted)))
        self.bytes = {(id, path): data for (id, path), data in found.items() if path in headers}
        self.formats = {(id, path): format_of(found.get((id, headers[path]), b"")) for id, path in self.bytes}

    def _moved(self) -> bool:
        """Whether a file stood elsewhere before; then that place is looked at too."""
        found = False
        for file, paths in self.paths.items():
            made = [each.id for each in self.commits if each.parents and self._made(each, paths)]
            name = PurePosixPath(file).name
            earlier = other_places(self.repository, made, name) - set(paths) if made else frozenset()
            if earlier:
                self.paths[file] = (*paths, *sorted(earlier))
                self.notes.append(f"{paths[0]} stood at {', '.join(sorted(earlier))} before; that is followed too")
                found = True
        return found

    def _made(self, commit: Commit, paths: Sequence[str]) -> bool:
        present = [any((id, path) in self.bytes for path in paths) for id in (commit.id, *commit.parents)]
        return present[0] and not any(present[1:])

    def inside(self, merge: Commit) -> frozenset[str]:
        """Ids of all the commits that a merge brought to the default branch."""
        if merge.id not in self._inside:
            self._inside[merge.id] = brought_by(self.repository, merge)
        return self._inside[merge.id]

    def entries(self, commit: str, file: str) -> dict[Key, tuple[int, Any]] | None:
        """Number and value of each entry that a commit holds in a file; None where it has no such file."""
        place = next((path for path in self.paths[file] if (commit, path) in self.bytes), None)
        if place is None:
            return None
        there = self.bytes[commit, place], self.formats[commit, place]
        if there not in self._read:
            self._read[there] = _entries_of(*there)
        return keyed(self._read[there])

    def at(self, commit: str, file: str) -> bytes | None:
        """What a commit holds in a file, wherever that stood then; None where it has no such file."""
        return next((self.bytes[commit, path] for path in self.paths[file] if (commit, path) in self.bytes), None)


def _entries_of(data: bytes, number: int | None) -> tuple[Any, ...]:
    """The entries that a file's bytes hold, of a register of that format; none where they could not be read."""
    try:
        return entries_in(value_in("direction", read_text(data), FORMAT if number is None else number))
    except (YamlFault, ValueError):
        return ()


def entries_in(value: Any) -> tuple[Any, ...]:
    """The entries of a direction's file as plain values; none where it has no history that can be read."""
    history = value.get("history") if isinstance(value, dict) else None
    return history if isinstance(history, tuple) else ()


def keyed(entries: Sequence[Any]) -> dict[Key, tuple[int, Any]]:
    """Entries under what they say, with their number from 1; the file itself as number 0."""
    seen: Counter[str] = Counter()
    found: dict[Key, tuple[int, Any]] = {FILE: (0, None)}
    for number, entry in enumerate(entries, 1):
        text = json.dumps(entry, sort_keys=True, default=str)
        seen[text] += 1
        found[text, seen[text]] = (number, entry)
    return found
