"""Moving a branch in one step, by compare-and-swap, and knowing for certain afterwards whether it has moved."""

from __future__ import annotations

from typing import IO

from directions_cli.errors import GitFailed
from directions_cli.ledger.git import LASTING, git
from directions_cli.ledger.index_file import branch_locks_removed
from directions_cli.ledger.lock import require_held
from directions_cli.ledger.repository import Repository


def move(repository: Repository, ref: str, after: str, before: str | None, message: str, lock: IO[bytes] | None) -> str | None:
    """Move a branch from one commit (None: it is not there) to another. None where it has moved, else why it has not.

    Git holds the act's lock too, so that it can't move the branch after the next act has begun. Git moves the branch
    first and then writes down that it did: where only the latter fails, or Git is killed after it, the branch has moved.
    What a killed Git leaves locked is unlocked. Raises `Refused` where the act has lost its lock.
    """
    require_held(lock)
    keep = [lock.fileno()] if lock else []
    old = before or "0" * len(after)
    command = (*LASTING, "update-ref", "--create-reflog", "-m", message, ref, after, old)
    try:
        moved = git(repository.top, *command, keep=keep, literal=False)
        reason = moved.reason if moved.code else None
    except GitFailed as stopped:
        reason = str(stopped)
    branch_locks_removed(repository, ref)
    if reason is None or _tip(repository, ref) == after:
        return None
    return reason


def _tip(repository: Repository, ref: str) -> str | None:
    answer = git(repository.top, "rev-parse", "--quiet", "--verify", ref)
    return None if answer.code else answer.text
