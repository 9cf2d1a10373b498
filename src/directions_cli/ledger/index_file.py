"""Git's index: changing the entries of an act and no others, under Git's own lock, so that staged work stays staged."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from directions_cli.errors import GitFailed
from directions_cli.ledger.git import git
from directions_cli.ledger.repository import Repository

if TYPE_CHECKING:
    from directions_cli.ledger.journal import Journal

MARK = b"directions: an act updates the index\n"
PATIENCE = 10.0
STALE = 2.0
"""Seconds that Git's lock must stay unchanged after a kill before it is taken for left behind."""
Entry = tuple[str, str | None, str, str]


def set_entries(repository: Repository, entries: Sequence[Entry]) -> None:
    """Set `(path, blob before, blob after, mode)` in the index where it holds the blob before; leave all else alone.

    The new index is made beside the old one and takes its place in one step.
    """
    if not entries:
        return
    index, copy = _index(repository), repository.own / "act.index"
    lock = index.with_name(index.name + ".lock")
    _hold(lock, repository.own / "index.mark")
    try:
        if index.exists():
            shutil.copyfile(index, copy)
        else:
            copy.unlink(missing_ok=True)
        env = {"GIT_INDEX_FILE": str(copy)}
        present = _present(repository, env, [entry[0] for entry in entries])
        wanted = [entry for entry in entries if present.get(entry[0]) == entry[1]]
        lines = "".join(f"{mode} {after}\t{path}\0" for path, _, after, mode in wanted)
        answer = git(repository.top, "update-index", "-z", "--index-info", given=lines.encode(), env=env)
        if answer.code:
            raise GitFailed(f"Git's index can't be brought up to date: {answer.reason}")
        if wanted:
            _note_times(repository, env, wanted, lines)
            copy.replace(index)
    finally:
        lock.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)


def _note_times(repository: Repository, env: dict[str, str], entries: Sequence[Entry], lines: str) -> None:
    """Let the index know the files' times, so that Git need not read them again; their content must be what was committed."""
    paths = "".join(f"{entry[0]}\0" for entry in entries)
    git(repository.top, "update-index", "-z", "--stdin", given=paths.encode(), env=env)
    present = _present(repository, env, [entry[0] for entry in entries])
    if any(present.get(path) != after for path, _, after, _ in entries):
        git(repository.top, "update-index", "-z", "--index-info", given=lines.encode(), env=env)


def _index(repository: Repository) -> Path:
    return repository.git_dir / "index"


def _hold(lock: Path, mark: Path) -> None:
    """Take Git's lock on the index, waiting for a Git command that has it. What it holds tells whose it is."""
    mark.write_bytes(MARK)
    begun = time.monotonic()
    while True:
        try:
            _make(lock, mark)
        except FileExistsError:
            if time.monotonic() - begun > PATIENCE:
                message = f"the act is committed, but another Git command holds {lock}; when it has ended, any `directions` command goes on"
                raise GitFailed(message) from None
            time.sleep(0.02)
            continue
        return


def _make(lock: Path, mark: Path) -> None:
    """Make the lock in one step, already holding its mark, where the file system can; else in two."""
    try:
        os.link(mark, lock)
    except FileExistsError:
        raise
    except OSError:
        with open(lock, "xb") as file:
            file.write(MARK)


def _present(repository: Repository, env: dict[str, str], paths: Sequence[str]) -> dict[str, str]:
    answer = git(repository.top, "ls-files", "-s", "-z", "--", *paths, env=env)
    found = {}
    for line in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            about, _, path = line.partition("\t")
            found[path] = about.split()[1]
    return found


def staged_blob(repository: Repository, path: str) -> str | None:
    """The blob that the index holds for a path."""
    return _present(repository, {}, [path]).get(path)


def stale_locks_removed(repository: Repository, journal: Journal | None) -> str | None:
    """Take away locks that an interrupted act has left, by its mark or, with its journal there, by their standing still."""
    removed = []
    index_lock = _index(repository).with_name("index.lock")
    with contextlib.suppress(OSError):
        if index_lock.read_bytes() == MARK:
            index_lock.unlink()
    if journal is not None:
        branch = repository.common_dir / f"{journal.branch}.lock"
        for lock in (index_lock, repository.git_dir / "HEAD.lock", branch):
            if lock.exists() and _stands_still(lock, STALE):
                lock.unlink(missing_ok=True)
                removed.append(lock.name)
    return f"a lock that an interrupted act left was removed: {', '.join(removed)}" if removed else None


def _stands_still(lock: Path, seconds: float) -> bool:
    """Whether nobody touches or removes a lock for so long."""
    try:
        before = lock.stat()
        time.sleep(seconds)
        after = lock.stat()
    except FileNotFoundError:
        return False
    return (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
