"""The journal of an act: what it is about to do, kept in the Git folder until it is done, and what a kill left undone.

The branch moves first, by compare-and-swap; the files and the index follow. So the journal decides all: where the branch
has the act's commit, the rest is finished; where it has not, nothing but the journal is there to be undone.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from directions_cli.ledger.git import git
from directions_cli.ledger.index_file import set_entries, stale_locks_removed
from directions_cli.ledger.repository import Repository

NAME = "journal.json"
LAST = "last.json"


@dataclass(frozen=True, slots=True)
class Step:
    """One file of an act: its path from the top, and its blobs before (None: new file) and after."""

    path: str
    before: str | None
    after: str
    mode: str = "100644"


@dataclass(frozen=True, slots=True)
class Journal:
    """An act on its way: the branch, its commit before (None: no commit yet) and after, and the files."""

    act: str
    summary: str
    branch: str
    before: str | None
    after: str
    steps: tuple[Step, ...]


def write_journal(repository: Repository, journal: Journal) -> None:
    """Put the journal where the next command finds it, and on the disk before anything else is done."""
    replace_file(repository.own / NAME, json.dumps(asdict(journal)).encode(), repository.own)


def forget_journal(repository: Repository) -> None:
    """The act is wholly done, or wholly undone. The journal is kept aside as the last one, whose change readers notice."""
    with contextlib.suppress(FileNotFoundError):
        (repository.own / NAME).replace(repository.own / LAST)


def state_of(own: Path) -> tuple[bool, int, int]:
    """What changes whenever an act is on its way or done: a reader that finds it changed reads again."""
    try:
        last = (own / LAST).stat()
        mark = last.st_mtime_ns, last.st_ino
    except OSError:
        mark = 0, 0
    return (own / NAME).exists(), *mark


def read_journal(own: Path) -> Journal | None:
    """The journal that a kill left, if any. One that is not whole was never acted upon."""
    try:
        values = json.loads((own / NAME).read_bytes())
        steps = tuple(Step(**step) for step in values.pop("steps"))
        return Journal(steps=steps, **values)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError, KeyError, AttributeError):
        (own / NAME).unlink(missing_ok=True)
        return None


def replace_file(path: Path, data: bytes, own: Path) -> None:
    """Write a file so that a reader finds the old or the new one, whole, and a power cut leaves one of the two.

    The temporary file lies in the program's own folder, so that a kill leaves nothing in the work tree; where that is
    another file system, it lies beside the target.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in (own, path.parent):
        temporary = folder / f"writing-{os.getpid()}-{path.name}"
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                shutil.copymode(path, temporary)
            temporary.replace(path)
            _sync_folder(path.parent)
            return
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink()
            if getattr(error, "errno", None) != 18 or folder == path.parent:
                raise


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows has no such call and does it by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def recover(repository: Repository) -> str | None:
    """Finish or undo what a kill interrupted; one line that says which, or None. Call it under the lock only."""
    journal = read_journal(repository.own)
    removed = stale_locks_removed(repository, journal)
    _sweep(repository.own)
    if journal is None:
        return removed
    if _landed(repository, journal, "HEAD"):
        left = publish(repository, journal)
        forget_journal(repository)
        rest = f"; left as you changed them since: {', '.join(left)}" if left else ""
        return f"an interrupted act was finished: {journal.summary}{rest}"
    forget_journal(repository)
    if _landed(repository, journal, journal.branch):
        return f"an interrupted act was finished on {journal.branch.removeprefix('refs/heads/')}: {journal.summary}"
    return f"an interrupted act was undone, nothing of it is left: {journal.summary}"


def _landed(repository: Repository, journal: Journal, revision: str) -> bool:
    """Whether the act's commit is part of a branch, or of what is checked out."""
    return git(repository.top, "merge-base", "--is-ancestor", journal.after, revision).code == 0


def publish(repository: Repository, journal: Journal, files: dict[str, bytes] | None = None) -> Sequence[str]:
    """Bring the files and the index to what the act committed. Gives the paths that someone has changed since.

    A file is replaced only where it still is what the act found (`before`), in the work tree and in the last commit.
    """
    left, done = [], []
    for step in journal.steps:
        if files is None and _blob_at(repository, "HEAD", step.path) != step.after:
            continue
        target = repository.top / step.path
        present = _blob_of_file(repository, step.path)
        if present not in (step.before, step.after):
            left.append(step.path)
            continue
        if present != step.after:
            data = files[step.path] if files else _content(repository, step)
            replace_file(target, data, repository.own)
        done.append(step)
    set_entries(repository, [(step.path, step.before, step.after, step.mode) for step in done])
    return left


def _blob_at(repository: Repository, revision: str, path: str) -> str | None:
    answer = git(repository.top, "ls-tree", revision, "--", path)
    return answer.text.split()[2] if answer.text else None


def _blob_of_file(repository: Repository, path: str) -> str | None:
    if not os.path.lexists(repository.top / path):
        return None
    answer = git(repository.top, "hash-object", "--", path)
    return answer.text if answer.code == 0 else ""


def _content(repository: Repository, step: Step) -> bytes:
    """The committed file as Git would check it out here, line ends and all."""
    return git(repository.top, "cat-file", "--filters", f"HEAD:{step.path}").out


def _sweep(own: Path) -> None:
    """Take away what a kill left in the program's own folder."""
    for pattern in ("writing-*", "act.index*", "hooks.index*", "index.mark", "MESSAGE"):
        for path in own.glob(pattern):
            with contextlib.suppress(OSError):
                path.unlink()
