"""The moment of an act: the branch moves if all is as it was found, then the files and the index follow."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator, Sequence
from typing import IO

from directions_cli.errors import GitFailed, Refused
from directions_cli.ledger.index_file import index_held, present_blobs
from directions_cli.ledger.journal import Journal, forget_journal, stands, write_journal
from directions_cli.ledger.lock import require_held
from directions_cli.ledger.moving import move
from directions_cli.ledger.publishing import Files, bytes_of, publish, take_back
from directions_cli.ledger.repository import Repository, branch_of, head_of


def land(repository: Repository, journal: Journal, files: Files, lock: IO[bytes] | None, shown: bool = False) -> Sequence[str]:
    """Move the branch if it still is where it was, then publish. The journal stands until all is done.

    `shown` says that the files are in the work tree already, where a hook may have reworked them.

    Git's own lock on the index is held throughout, so that no commit, staging or switch by hand comes between. Gives the
    paths that a hook or someone has changed since. Raises `Refused` or `GitFailed`; then nothing has changed.
    """
    require_held(lock)
    write_journal(repository.own, journal)
    moved = False
    try:
        with index_held(repository), _uninterrupted():
            _as_found(repository, journal, files, shown)
            _move(repository, journal, lock)
            moved = True
            left = publish(repository, journal, files)
    except BaseException as error:
        if moved:
            raise GitFailed(
                f"the act is committed, but its files could not all be put in place ({error});"
                " when that is put right, any `directions` command finishes it"
            ) from error
        if shown and stands(repository.own, journal):
            take_back(repository, journal, files, by_force=True)
        forget_journal(repository.own, journal)
        raise
    with contextlib.suppress(OSError):  # all is done; where the journal can't be put away, the next command does that
        forget_journal(repository.own, journal)
    return left


def _as_found(repository: Repository, journal: Journal, files: Files, shown: bool) -> None:
    """Raise `Refused` where branch, index or a file are not as the act found them; nobody may lose what they did meanwhile."""
    if branch_of(repository) != journal.branch:
        raise Refused("another branch was checked out while the act was made, so it was not done; try again")
    staged = present_blobs(repository, [step.path for step in journal.steps])
    for step in journal.steps:
        same = shown or bytes_of(repository.top / step.path) == files[step.path][0]
        if not same or staged.get(step.path) != step.staged:
            raise Refused(f"{step.path} was changed by someone while the act was made, so it was not done; try again")


def _move(repository: Repository, journal: Journal, lock: IO[bytes] | None) -> None:
    assert journal.after is not None
    message = f"directions: {journal.summary}"
    reason = move(repository, journal.branch, journal.after, journal.before, message, lock)
    if reason is None:
        return
    if head_of(repository) != journal.before:
        raise GitFailed("someone committed to the branch while the act was made, so it was not done; try again")
    raise GitFailed(f"Git did not move the branch, so nothing was done: {reason}")


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait for the tenth of a second in which the branch, the files and the index move."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
