"""The steps by which the history changed a register: every commit of a branch's first-parent line, and what it changed.

A register may have been moved to another folder. It is followed: a commit that moves it is compared file by file with what
stood at the earlier place, so that nothing can be altered on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from directions_cli.errors import GitFailed
from directions_cli.ledger.git import AS_COMMITTED, git, own_programs
from directions_cli.ledger.repository import REGISTER
from directions_cli.ledger.states import AS_IT_IS, Blob, prefix_of

Pair = tuple[Blob | None, Blob | None]
"""A file before and after: None where it was not there."""
Changed = Mapping[str, Pair]
Earlier = Callable[[str, str], str | None]
"""Given a commit and the place of the register after it: where the register stood in that commit, if elsewhere."""


@dataclass(frozen=True, slots=True)
class Step:
    """A commit of the first-parent line and what it changed of the register against its first parent, by path.

    `sides` is the same against every other parent of a merge. `place` leads from the top of the repository to the register.
    """

    id: str
    parents: tuple[str, ...]
    authored: str
    committed: str
    author: str
    place: str
    files: Changed
    sides: Mapping[str, Changed]


@dataclass(frozen=True, slots=True)
class _Head:
    """What Git says of a commit itself."""

    id: str
    parents: tuple[str, ...]
    authored: str
    committed: str
    author: str


_FIELDS = ("%H", "%P", "%aI", "%cI", "%an")
"""What is asked of each commit. What a person words stands last: whatever it holds, the others stay apart."""
_RAW = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--ignore-submodules=none", "-r", "--root")
_LOG = ("--first-parent", "-m", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--encoding=UTF-8")


def steps_to(folder: Path, commit: str, since: str | None, header: str, earlier: Earlier) -> tuple[list[Step], str]:
    """Every commit of the first-parent line up to `commit`, oldest first; and the place of the register before the first.

    A merge is compared with its first parent, so that whatever it brought in and whatever was changed in the merging itself is
    seen as one step, and with its others apart. `since` leaves out that commit and those before it. `header` is the name of
    the file that makes a folder a register. Two Git processes, and a few for each move of the register.
    """
    line = f"{since}..{commit}" if since else commit
    own = (*AS_IT_IS, "-c", "log.diffMerges=first-parent")
    format = "--format=%x01" + "%x1f".join(_FIELDS)
    answer = git(folder, *own, "log", *_LOG, *_RAW, format, line, "--", env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"the history can't be read: {answer.reason}")
    track = _Track(folder, prefix_of(folder), header, earlier)
    steps = [track.back(head, changes) for head, changes in _commits(answer.out)]
    merges = [(step.id, parent) for step in steps for parent in step.parents[1:]]
    sides = _sides(folder, merges)
    whole = [track.with_sides(step, sides) if len(step.parents) > 1 else step for step in reversed(steps)]
    return whole, track.place


class _Track:
    """Follows a register's place back through the history. `there` says whether it stands at the place."""

    def __init__(self, folder: Path, place: str, header: str, earlier: Earlier) -> None:
        self.folder, self.place, self.header, self.earlier = folder, place, header, earlier
        self.there = True

    def back(self, head: _Head, changes: Mapping[str, Pair]) -> Step:
        """One commit back: what it changed of the register, wherever that stood before and after it."""
        first = head.parents[0] if head.parents else None
        was, now = changes.get(self.place + self.header, (None, None))
        place, moved = self.place, None
        if self.there and now is not None and was is None:
            moved = self.earlier(first, self.place) if first else None
            self.there = moved is not None
        elif not self.there and first:
            if was is not None:
                self.there = True
            elif self._some_header_went(changes):
                moved = self.earlier(first, self.place)
                self.there = moved is not None
                place = moved or place
        files = _below(place, changes)
        if moved is not None and moved != place:
            files = _between(self.folder, (first, moved), (head.id, place))
        self.place = moved or self.place
        return Step(head.id, head.parents, head.authored, head.committed, head.author, place, files, {})

    def _some_header_went(self, changes: Mapping[str, Pair]) -> bool:
        """Whether a commit took the header of any register away."""
        ending = f"/{REGISTER}/{self.header}"
        return any(new is None and f"/{path}".endswith(ending) for path, (_, new) in changes.items())

    def with_sides(self, step: Step, sides: Mapping[tuple[str, str], Mapping[str, Pair]]) -> Step:
        """A merge with what it changed against its other parents, in which the register may have stood elsewhere."""
        found: dict[str, Changed] = {}
        for parent in step.parents[1:]:
            changes = sides[step.id, parent]
            was, now = changes.get(step.place + self.header, (None, None))
            moved = self.earlier(parent, step.place) if was is None and now is not None else None
            whole = _below(step.place, changes)
            found[parent] = _between(self.folder, (parent, moved), (step.id, step.place)) if moved else whole
        return Step(step.id, step.parents, step.authored, step.committed, step.author, step.place, step.files, found)


def _below(place: str, changes: Mapping[str, Pair]) -> Changed:
    """What was changed below a place, by the path from there."""
    return {path.removeprefix(place): pair for path, pair in changes.items() if path.startswith(place)}


def _between(folder: Path, old: tuple[str | None, str], new: tuple[str, str]) -> Changed:
    """What differs between a folder of one commit and a folder of another, each given as `(commit, place)`."""
    names = [f"{commit}:{place.rstrip('/')}" for commit, place in (old, new)]
    answer = git(folder, *AS_IT_IS, "diff-tree", *_RAW, *names, "--", env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"the register can't be followed to {new[1]} in {new[0][:10]}: {answer.reason}")
    return {path: _pair(token) for token, path in _tokens(answer.out) if path is not None}


def _commits(out: bytes) -> Iterator[tuple[_Head, Mapping[str, Pair]]]:
    """What Git says of each commit and of the files that it changed, in the order in which Git prints them."""
    head: _Head | None = None
    changes: dict[str, Pair] = {}
    for token, path in _tokens(out):
        if path is not None:
            if f"{REGISTER}/" in path:
                changes[path] = _pair(token)
            continue
        if head is not None:
            yield head, changes
        id, parents, authored, committed, author = token[1:].split("\x1f", len(_FIELDS) - 1)
        head, changes = _Head(id, tuple(parents.split()), authored, committed, author), {}
    if head is not None:
        yield head, changes


def _sides(folder: Path, merges: list[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Pair]]:
    """What each merge changed against another of its parents."""
    if not merges:
        return {}
    given = "".join(f"{merge} {parent}\n" for merge, parent in merges).encode()
    answer = git(folder, *AS_IT_IS, "diff-tree", "--stdin", "--always", *_RAW, given=given, env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"the merges of the history can't be read: {answer.reason}")
    found: list[dict[str, Pair]] = []
    for token, path in _tokens(answer.out):
        if path is None:
            found.append({})
        elif f"{REGISTER}/" in path:
            found[-1][path] = _pair(token)
    if len(found) != len(merges):
        raise GitFailed("Git did not answer for every merge of the history")
    return dict(zip(merges, found, strict=True))


def _tokens(out: bytes) -> Iterator[tuple[str, str | None]]:
    """What Git prints with `-z`: the head of each commit, with None, and each change with its path."""
    tokens = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        token = token.lstrip("\n")
        if token.startswith(":"):
            yield token, next(tokens)
        elif token:
            yield token, None


def _pair(raw: str) -> Pair:
    was, now, old, new, _ = raw[1:].split(" ")
    return None if not old.strip("0") else Blob(was, old), None if not new.strip("0") else Blob(now, new)


def line_of(folder: Path, commit: str) -> list[str]:
    """Every commit of the first-parent line up to one, oldest first, that one too. Reads no trees, so it is quick."""
    answer = git(folder, *AS_IT_IS, "rev-list", "--first-parent", "--reverse", commit, "--", env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"the history can't be read: {answer.reason}")
    return answer.text.split()


def first_parents(folder: Path, commit: str) -> frozenset[str]:
    """The same commits, to be looked up."""
    return frozenset(line_of(folder, commit))


def signatures_of(folder: Path, commits: list[str]) -> dict[str, str]:
    """Git's letter for the signature of each commit: `G` for a good one of somebody who may."""
    if not commits:
        return {}
    given = "".join(f"{commit}\n" for commit in commits).encode()
    asked = ("log", "--no-walk=unsorted", "--stdin", "--no-show-signature", "--format=%H %G?")
    answer = git(folder, *own_programs(folder), *AS_IT_IS, *asked, given=given, env=AS_COMMITTED)
    if answer.code:
        raise GitFailed(f"the signatures can't be read: {answer.reason}")
    return dict(line.split(" ", 1) for line in answer.text.splitlines())
