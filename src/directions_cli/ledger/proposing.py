"""A proposal on the side of Git: a commit on a branch of its own, while what is checked out stays as it is.

Blobs, tree and commit are made with Git's plumbing as for any act; they bind nobody until the branch is made, in one step, by
compare-and-swap. So a kill leaves the whole branch or nothing. Where the user has hooks, they judge the commit in a work tree
of Git's own, in the program's folder, that is taken away again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from directions_cli.errors import GitFailed, Refused
from directions_cli.ledger.git import Plumbing, git
from directions_cli.ledger.hooks import has_hook
from directions_cli.ledger.journal import Step
from directions_cli.ledger.moving import move
from directions_cli.ledger.places import ROOM
from directions_cli.ledger.publishing import blobs_at
from directions_cli.ledger.remotes import contains, default_branch, fetched, remote_of, tip_of, tracking
from directions_cli.ledger.repository import REGISTER, Repository, open_repository
from directions_cli.ledger.transaction import MODE, Work, commit_object, index_of, swept, tree_of

PREFIX: Final = "directions/"
HEADS: Final = "refs/heads/"
HOOKS: Final = ("pre-commit", "prepare-commit-msg", "commit-msg")


@dataclass(frozen=True, slots=True)
class Point:
    """Where a proposal branches off: the commit, how it is called, the default branch, and the remote if there is one.

    `updates` is the branch of a draft that is proposed already and gets a further commit.
    """

    commit: str
    name: str
    default: str
    remote: str | None
    updates: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The branch point with what the user should be told of it."""

    point: Point
    said: tuple[str, ...]


def branch_point(repository: Repository, offline: str | None, asked: bool) -> Found:
    """The tip of the default branch: the remote's as last fetched, else the local one.

    `offline` is why nothing could be fetched; `asked` says that fetching was tried. Raises `Refused` where there is no branch.
    """
    top = repository.top
    remote = remote_of(top)
    online = asked and remote is not None and offline is None
    name = default_branch(top, remote, online)
    if name is None:
        raise Refused("there is no default branch to propose to yet: make a first commit, or fetch one (`git fetch`)")
    local = tip_of(top, HEADS + name)
    if remote is None:
        assert local is not None
        return Found(Point(local, name, name, None), ("there is no remote: the branch is made from your own " + name,))
    there = tip_of(top, tracking(remote, name)) or (fetched(top, remote, name) if online else None)
    said = [f"{remote} can't be reached ({offline}): the branch is made from what was last fetched"] if offline else []
    if there is None:
        if local is None:
            raise Refused(f"{remote} has no branch {name} here; fetch it first: `git fetch {remote}`")
        said.append(f"{remote} has no branch {name} that was fetched: the branch is made from your own {name}")
        return Found(Point(local, name, name, remote), tuple(said))
    if local and local != there and not contains(top, local, there):
        said.append(f"your own {name} has commits that {remote} lacks; the proposal is made without them (`git push` them first)")
    return Found(Point(there, f"{remote}/{name}", name, remote), tuple(said))


def commit_on(repository: Repository, base: str, work: Work) -> str:
    """The commit object of an act on top of `base`, judged by the user's hooks and signed as Git is set up to. Hold the lock.

    Nothing that is checked out changes, and no branch moves. Raises `Refused` or `GitFailed`.
    """
    repository.own.mkdir(parents=True, exist_ok=True)
    sweep_rooms(repository)
    try:
        with _room(repository, base, work) as room:
            plumbing = Plumbing(room.top, {"GIT_INDEX_FILE": str(index_of(room))})
            modes = blobs_at(room, base, list(work.files))
            steps = tuple(
                Step(path, None, plumbing.do("hash-object", "-w", "--stdin", given=after), modes.get(path, (MODE, ""))[0])
                for path, (_, after) in work.files.items()
            )
            try:
                return commit_object(room, plumbing, base, tree_of(room, plumbing, base, steps), work)
            finally:
                swept(room)
    except OSError as error:
        raise GitFailed(f"{error.filename or 'a file'} can't be read or written ({error.strerror}); nothing was done") from error


@contextlib.contextmanager
def _room(repository: Repository, base: str, work: Work) -> Iterator[Repository]:
    """Where the commit is made: the repository itself, or, where hooks are to judge it, a work tree that holds its files."""
    if not any(has_hook(repository, name) for name in HOOKS):
        yield repository
        return
    place = repository.own / f"{ROOM}{os.getpid()}"
    no_hooks = ("-c", f"core.hooksPath={os.devnull}")
    made = git(repository.top, *no_hooks, "worktree", "add", "--quiet", "--detach", "--", str(place), base)
    try:
        if made.code:
            raise GitFailed(f"Git could not make a work tree for the hooks, so nothing was done: {made.reason}")
        for path, (_, after) in work.files.items():
            target = place / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(after)
        room = open_repository(place)
        room.own.mkdir(parents=True, exist_ok=True)
        yield room
    finally:
        _clear(repository, place)


def _clear(repository: Repository, place: Path) -> None:
    git(repository.top, "worktree", "remove", "--force", "--force", "--", str(place))
    for left in (place, repository.common_dir / "worktrees" / place.name):
        shutil.rmtree(left, ignore_errors=True)


def sweep_rooms(repository: Repository) -> None:
    """Take away work trees for hooks that a kill left; the lock is held, so none is in use."""
    left = {path.name for path in (repository.common_dir / "worktrees").glob(f"{ROOM}*")}
    left |= {path.name for path in repository.own.glob(f"{ROOM}*")}
    for name in left:
        _clear(repository, repository.own / name)


def make_branch(repository: Repository, branch: str, commit: str, before: str | None, lock: IO[bytes]) -> None:
    """Make a branch, or move it on from `before`, in one step. Raises `GitFailed` where it is not as it was found."""
    reason = move(repository, HEADS + branch, commit, before, f"directions: propose {branch}", lock)
    if reason is not None:
        raise GitFailed(f"Git did not make the branch {branch}, so nothing was done: {reason}")


def drop_branch(repository: Repository, branch: str, commit: str, before: str | None = None) -> None:
    """Take a branch that was just made away again, or put it back to `before`; not where someone has moved it since."""
    if before:
        git(repository.top, "update-ref", "-m", "directions: not pushed", HEADS + branch, before, commit, literal=False)
    else:
        git(repository.top, "update-ref", "-d", HEADS + branch, commit, literal=False)


def checked_out(repository: Repository, branch: str) -> Path | None:
    """The work tree in which a branch is checked out, or None."""
    place = None
    for line in git(repository.top, "worktree", "list", "--porcelain").text.split("\n"):
        if line.startswith("worktree "):
            place = Path(line.removeprefix("worktree "))
        elif line == f"branch {HEADS}{branch}":
            return place
    return None


def proposals(repository: Repository, remote: str | None) -> dict[str, str]:
    """The branches of proposals with their tips: the local ones, and those fetched that there is no local one of."""
    return _of_proposals(repository, remote, "%(objectname)")


def subjects(repository: Repository, remote: str | None) -> dict[str, str]:
    """The branches of proposals with the subject of their last commit: the local ones, and those fetched from a remote."""
    return _of_proposals(repository, remote, "%(contents:subject)")


def _of_proposals(repository: Repository, remote: str | None, what: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for place in [HEADS + PREFIX, *([tracking(remote, PREFIX)] if remote else [])]:
        answer = git(repository.top, "for-each-ref", f"--format=%(refname) {what}", place)
        for line in answer.text.split("\n") if answer.text else ():
            ref, _, said = line.partition(" ")
            found.setdefault(PREFIX + ref.removeprefix(place), said)
    return found


def merged(repository: Repository, tip: str, into: str, path: str) -> bool:
    """Whether a proposal is merged: its commit is part of the branch, or, squashed or rebased, its file was once there."""
    return contains(repository.top, tip, into) or was_there(repository, tip, into, path)


def brought(repository: Repository, tip: str, into: str) -> bool:
    """Whether all that a proposal changes in the register stands in a branch, or once stood: so it is after a squash or rebase.

    A file stands if it was there just as the proposal has it, or if the text that the proposal adds to it stands there
    beside what others added. A branch that changes no file of the register has brought nothing.
    """
    base = git(repository.top, "merge-base", tip, into)
    if base.code:
        return False
    start = base.text.split("\n")[0]
    asked = ("--name-only", "-z", "--no-renames", start, tip, "--", repository.path(f"{REGISTER}/"))
    paths = [path for path in git(repository.top, "diff-tree", "-r", *asked).text.split("\0") if path]
    return bool(paths) and all(
        _added_stands(repository, start, tip, into, path) or was_there(repository, tip, into, path) for path in paths
    )


def _added_stands(repository: Repository, start: str, tip: str, into: str, path: str) -> bool:
    """Whether a file that is only added to has the addition in another commit too."""
    read = [git(repository.top, "cat-file", "blob", f"{commit}:{path}") for commit in (start, tip, into)]
    before, mine, theirs = (None if each.code else each.out for each in read)
    if before is None or mine is None or theirs is None or not mine.startswith(before):
        return mine is not None and mine == theirs
    return mine[len(before) :].strip() in theirs


def was_there(repository: Repository, tip: str, into: str, path: str) -> bool:
    """Whether the file of a commit was ever in the history of another just as it is there."""
    found = blobs_at(repository, tip, [path]).get(path)
    if found is None:
        return False
    options = ("--max-count=1", "--format=%H", f"--find-object={found[1]}")
    return bool(git(repository.top, "log", *options, into, "--", path).text)


def others_with(repository: Repository, path: str, remote: str, branch: str) -> list[str]:
    """Other fetched branches of the remote that hold a file at that path."""
    refs = git(repository.top, "for-each-ref", "--format=%(refname)", tracking(remote, "")).text.split("\n")
    own = tracking(remote, branch)
    asked = [ref for ref in refs if ref and ref not in (own, tracking(remote, "HEAD"))]
    given = "".join(f"{ref}:{path}\n" for ref in asked).encode("utf-8", "surrogateescape")
    answer = git(repository.top, "cat-file", "--batch-check", given=given) if asked else None
    lines = answer.text.split("\n") if answer else []
    found = [ref for ref, line in zip(asked, lines, strict=False) if " blob " in line]
    return [ref.removeprefix(tracking(remote, "")) for ref in found]
