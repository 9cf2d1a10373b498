"""Bringing the work tree and the index to what an act committed, or back to what they were before it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from directions_cli.errors import GitFailed
from directions_cli.ledger.files import replace_file, sync_folder
from directions_cli.ledger.git import MOST_NAMED, git, named_paths, told
from directions_cli.ledger.index_file import set_entries
from directions_cli.ledger.journal import Journal, Step
from directions_cli.ledger.repository import Repository

Files = Mapping[str, tuple[bytes | None, bytes]]
"""Each file of an act by its path from the top: its bytes before (None: new) and after."""


def publish(repository: Repository, journal: Journal, files: Files | None = None) -> Sequence[str]:
    """Bring the files and the index to what the act committed. Gives the paths that someone has changed since.

    The index must be held. A file is replaced only where it still is what the act found, in the work tree and in the
    last commit. `files` are known while the act runs; after a kill they are had from Git.
    """
    paths = [step.path for step in journal.steps]
    committed = {path: blob for path, (_, blob) in blobs_at(repository, "HEAD", paths).items()}
    left, done = [], []
    folders: dict[Path, None] = {}
    for step in journal.steps:
        if committed.get(step.path) != step.after:
            left.append(step.path)
            continue
        done.append((step.path, step.staged, step.after, step.mode))
        present = _present(repository, step, files)
        if present not in (step.before, step.after):
            left.append(step.path)
        elif present != step.after:
            data = files[step.path][1] if files else _content(repository, step.path, step.after)
            target = repository.top / step.path
            replace_file(target, data, repository.own, lasting=False)
            folders[target.parent] = None
    for folder in folders:
        sync_folder(folder)
    if done:
        set_entries(repository, done)
    return left


def show(repository: Repository, journal: Journal, files: Files) -> None:
    """Put the files of an act into the work tree for the hooks to see; the journal must stand."""
    for step in journal.steps:
        replace_file(repository.top / step.path, files[step.path][1], repository.own)


def take_back(repository: Repository, journal: Journal, files: Files | None = None, by_force: bool = False) -> Sequence[str]:
    """Give the work tree back what it held before the act. Gives the paths that someone has changed since.

    A file is restored where it holds what the act put there; `by_force` also where a hook has reworked it.
    """
    left = []
    for step in journal.steps:
        present = _present(repository, step, files)
        if present == step.before:
            continue
        if present != step.after and not by_force:
            left.append(step.path)
            continue
        target = repository.top / step.path
        if step.before is None:
            target.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                target.parent.rmdir()
            continue
        known = files[step.path][0] if files else None
        data = known if known is not None else _content(repository, step.path, step.before)
        replace_file(target, data, repository.own)
    return left


def blobs_at(repository: Repository, revision: str, paths: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Mode and blob of each of the paths that a commit holds."""
    many = ("-r",) if len(paths) > MOST_NAMED else ()
    answer = git(repository.top, "ls-tree", "-z", "--full-tree", *many, revision, "--", *named_paths(paths))
    if answer.code:
        raise GitFailed(f"Git can't say what {revision[:10]} holds: {answer.reason}")
    found, wanted = {}, frozenset(paths)
    for line in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            about, _, path = line.partition("\t")
            mode, _, blob = about.split()
            if path in wanted:
                found[path] = mode, blob
    return found


def bytes_of(target: Path) -> bytes | None:
    """What a plain file holds; None where there is none. Links are not followed."""
    return target.read_bytes() if target.is_file() and not target.is_symlink() else None


def _present(repository: Repository, step: Step, files: Files | None) -> str | None:
    """The blob that the work tree holds for a step's file; None where there is no file, "" where it is something else."""
    target = repository.top / step.path
    if not os.path.lexists(target):
        return None
    if target.is_symlink() or not target.is_file():
        return ""
    if files is not None:
        before, after = files[step.path]
        here = target.read_bytes()
        if here in (before, after):
            return step.before if here == before else step.after
    return told(repository.top, "hash-object", "--", step.path)


def _content(repository: Repository, path: str, blob: str) -> bytes:
    """A blob as Git would check it out here, line ends and all."""
    answer = git(repository.top, "cat-file", "--filters", f"--path={path}", blob)
    if answer.code:
        raise GitFailed(f"{path} can't be had from Git: {answer.reason}")
    return answer.out
