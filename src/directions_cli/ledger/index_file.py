"""Git's index: changing the entries of an act and no others, under Git's own lock, so that staged work stays staged."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from directions_cli.errors import GitFailed
from directions_cli.ledger.files import synced
from directions_cli.ledger.git import git, named_paths
from directions_cli.ledger.journal import Journal
from directions_cli.ledger.os_lock import is_at, remove_own, take, taken
from directions_cli.ledger.repository import Repository

MARK = b"directions: an act updates the index\n"
PATIENCE = 10.0
"""Seconds to wait for a Git command that holds the index."""
STALE = 2.0
"""Seconds that a lock of Git's must stay unchanged after a kill before it is taken for left behind."""
Entry = tuple[str, str | None, str, str]


@contextlib.contextmanager
def index_held(repository: Repository, patience: float = PATIENCE) -> Iterator[None]:
    """Hold Git's lock on the index, so that no other Git command stages, commits or switches meanwhile.

    Waits for a Git command that has it. What the lock holds tells whose it is, and the system's own lock on it whether
    that one is alive. Raises `GitFailed` after `patience` seconds.
    """
    lock, mark = _lock_of(repository), repository.own / f"index.mark.{os.getpid()}"
    begun = time.monotonic()
    while (file := _made(lock, mark)) is None:
        if time.monotonic() - begun > patience:
            raise GitFailed(
                f"another Git command holds {lock}; let it end and try again,"
                " or, if none is running, remove that file (a Git command that was killed left it)"
            )
        time.sleep(0.02)
    try:
        yield
    finally:
        remove_own(file, *([lock] if os.name == "nt" or is_at(file, lock) else []), mark)


def _made(lock: Path, mark: Path) -> IO[bytes] | None:
    """Make the lock in one step, already holding its mark, where the file system can; else in two. None where it is there."""
    with contextlib.ExitStack() as opened:
        file = opened.enter_context(mark.open("w+b"))
        file.write(MARK)
        file.flush()
        take(file)
        try:
            os.link(mark, lock)
        except FileExistsError:
            return None
        except OSError:
            try:
                file = opened.enter_context(lock.open("x+b"))
            except FileExistsError:
                return None
            file.write(MARK)
            file.flush()
            take(file)
        opened.pop_all()
    return file


def set_entries(repository: Repository, entries: Sequence[Entry]) -> None:
    """Set `(path, blob staged before, blob after, mode)` in the index where it holds the former; leave all else alone.

    The lock must be held. The new index is made beside the old one and takes its place in one step.
    """
    index, copy = repository.git_dir / "index", repository.own / f"act.index.{os.getpid()}"
    try:
        if index.exists():
            shutil.copyfile(index, copy)
        else:
            copy.unlink(missing_ok=True)
        env = {"GIT_INDEX_FILE": str(copy)}
        present = present_blobs(repository, [entry[0] for entry in entries], env)
        wanted = [entry for entry in entries if present.get(entry[0]) == entry[1]]
        if not wanted:
            return
        _put_in(repository, env, wanted)
        if index.exists():
            shutil.copymode(index, copy)
        synced(copy)
        copy.replace(index)
    finally:
        copy.unlink(missing_ok=True)


def _put_in(repository: Repository, env: dict[str, str], entries: Sequence[Entry]) -> None:
    """Let the index hold what was committed.

    It is taken from the files, with their times, so that Git need not read them again; where they hold something else by
    now, may be executed, or are gone, the blobs are set without.
    """
    paths = "".join(f"{entry[0]}\0" for entry in entries)
    git(repository.top, "update-index", "--add", "-z", "--stdin", given=paths.encode(), env=env)
    present = _present(repository, [entry[0] for entry in entries], env)
    if all(present.get(path) == (mode, after) for path, _, after, mode in entries):
        return
    lines = "".join(f"{mode} {after}\t{path}\0" for path, _, after, mode in entries)
    answer = git(repository.top, "update-index", "-z", "--index-info", given=lines.encode(), env=env)
    if answer.code:
        raise GitFailed(f"Git's index can't be brought up to date: {answer.reason}")


def present_blobs(repository: Repository, paths: Sequence[str], env: dict[str, str] | None = None) -> dict[str, str]:
    """The blob that the index holds for each of the paths that are in it. Half-merged paths have none that counts."""
    return {path: blob for path, (_, blob) in _present(repository, paths, env).items()}


def _present(repository: Repository, paths: Sequence[str], env: dict[str, str] | None) -> dict[str, tuple[str, str]]:
    """Mode and blob of each of the paths that are in the index."""
    answer = git(repository.top, "ls-files", "-s", "-z", "--", *named_paths(paths), env=env)
    if answer.code:
        raise GitFailed(f"Git's index can't be read: {answer.reason}")
    found, wanted = {}, frozenset(paths)
    for line in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            about, _, path = line.partition("\t")
            mode, blob, stage = about.split()
            if path in wanted:
                found[path] = mode, blob if stage == "0" else f"half-merged {blob}"
    return found


def _lock_of(repository: Repository) -> Path:
    return repository.git_dir / "index.lock"


def stale_locks_removed(repository: Repository, journal: Journal | None) -> str | None:
    """Take away locks that an interrupted act has left: by its mark or, with its journal there, by their standing still.

    A lock on the index that some Git command has made is never taken away: no child of an act makes one.
    """
    removed: list[str] = []
    index_lock = _lock_of(repository)
    with contextlib.suppress(OSError):
        held = index_lock.read_bytes()
        left = held == MARK and not held_by_act(repository)
        if left or (journal is not None and held == b"" and _stands_still(index_lock, STALE)):
            index_lock.unlink()
    if journal is not None:
        removed = branch_locks_removed(repository, journal.branch)
    return f"a lock that an interrupted act left was removed: {', '.join(removed)}" if removed else None


def held_by_act(repository: Repository) -> bool:
    """Whether an act that is alive holds Git's lock on the index, even if its own lock was taken away from it."""
    lock = _lock_of(repository)
    try:
        return lock.read_bytes() == MARK and taken(lock)
    except OSError:
        return False


def branch_locks_removed(repository: Repository, branch: str) -> list[str]:
    """Take away the locks on a branch and on HEAD that a killed Git command has left, if any; gives their names."""
    locks = (repository.git_dir / "HEAD.lock", repository.common_dir / f"{branch}.lock")
    removed = []
    for lock in locks:
        if lock.exists() and _stands_still(lock, STALE):
            lock.unlink(missing_ok=True)
            removed.append(lock.name)
    return removed


def _stands_still(lock: Path, seconds: float) -> bool:
    """Whether nobody touches or removes a lock for so long."""
    try:
        before = lock.stat()
        time.sleep(seconds)
        after = lock.stat()
    except FileNotFoundError:
        return False
    return (before.st_mtime_ns, before.st_size, before.st_ino) == (after.st_mtime_ns, after.st_size, after.st_ino)
