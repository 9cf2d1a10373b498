"""What a kill left undone, finished or undone by the next command (design section 4, promise 2)."""

from __future__ import annotations

from directions_cli.ledger.files import TEMPORARY, sweep
from directions_cli.ledger.git import git
from directions_cli.ledger.index_file import PATIENCE, held_by_act, index_held, stale_locks_removed
from directions_cli.ledger.journal import ASIDE, Journal, JournalBroken, forget_journal, read_journal
from directions_cli.ledger.places import NAME
from directions_cli.ledger.proposing import sweep_rooms
from directions_cli.ledger.publishing import publish, take_back
from directions_cli.ledger.repository import Repository

MARKS = "index.mark*"
LEFT_BEHIND = (f"{TEMPORARY}*", "act.index*", "hooks.index*", MARKS, "MESSAGE*")


def recover(repository: Repository, patience: float = PATIENCE) -> str | None:
    """Finish or undo what a kill interrupted; one line that says which, or None. Call it under the lock only.

    Raises `GitFailed` where another Git command holds the index for longer than `patience` seconds.
    """
    try:
        journal = read_journal(repository.own)
    except JournalBroken:
        (repository.own / NAME).replace(repository.own / ASIDE)
        sweep(repository.own, *LEFT_BEHIND)
        return f"the journal of an act could not be read and was put aside as {repository.own / ASIDE}; look at `git status`"
    removed = stale_locks_removed(repository, journal)
    if journal is None:
        if not held_by_act(repository):
            sweep(repository.own, *LEFT_BEHIND)
            sweep_rooms(repository)
        return removed
    said = _settled(repository, journal, patience)
    forget_journal(repository.own)
    return said


def _settled(repository: Repository, journal: Journal, patience: float) -> str:
    with index_held(repository, patience):
        sweep(repository.own, *(pattern for pattern in LEFT_BEHIND if pattern != MARKS))
        for folder in {(repository.top / step.path).parent for step in journal.steps}:
            sweep(folder, f"{TEMPORARY}*")
        if _landed(repository, journal, "HEAD"):
            left = publish(repository, journal)
            said = f"an interrupted act was finished: {journal.summary}"
        else:
            left = take_back(repository, journal)
            if _landed(repository, journal, journal.branch):
                said = f"an interrupted act was finished on {journal.branch.removeprefix('refs/heads/')}: {journal.summary}"
            else:
                said = f"an interrupted act was undone, nothing of it is left: {journal.summary}"
    return said + (f"; as you changed them since, these were left alone: {', '.join(left)}" if left else "")


def _landed(repository: Repository, journal: Journal, revision: str) -> bool:
    """Whether the act's commit is part of a branch, or of what is checked out."""
    if journal.after is None:
        return False
    return git(repository.top, "merge-base", "--is-ancestor", journal.after, revision).code == 0
