"""Reading files while acts may be running beside: what is read is whole, never half of an act."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from directions_cli.errors import DirectionsError, GitFailed, IndexLost, Refused, WronglyAsked
from directions_cli.ledger.environment import act_around
from directions_cli.ledger.places import NAME, OWN, REGISTER, git_folder, room_left, state_of

ATTEMPTS = 50
PATIENCE = 2.0
"""Seconds that a reader waits for another Git command before it shows what there is."""
Say = Callable[[str], None]
Read = TypeVar("Read")


def steadily(folder: Path, say: Say, read: Callable[[], Read]) -> Read:
    """What `read` gives of the register below `folder`. What a kill interrupted is finished or undone first, and said.

    An act that is published while the files are read makes them be read again, so that no half of it is seen.
    """
    git_dir = git_folder(folder)
    own = git_dir / OWN if git_dir else None
    as_it_is = own is not None and _inside_hook(own)
    for _ in range(ATTEMPTS):
        if own and not as_it_is and os.path.lexists(own / NAME):
            as_it_is = not settle(folder, say)
        if git_dir and not as_it_is and room_left(git_dir):
            with contextlib.suppress(DirectionsError, OSError):  # it is in nobody's way; the next act tries again
                _recovered(folder, say)
        before = state_of(own) if own else (False, 0, 0)
        if not (folder / REGISTER).is_dir():
            raise WronglyAsked(f"no register found in {folder}; make one with `directions init`")
        try:
            found = read()
        except (FileNotFoundError, IndexLost):
            continue
        if own is None or as_it_is or (not before[0] and state_of(own) == before):
            return found
    raise Refused("the register's files change faster than they can be read; try again")


def _inside_hook(own: Path) -> bool:
    """Whether this runs in a hook of the very act whose journal stands: it must see the files as the act shows them."""
    around = act_around()
    if around is None:
        return False
    from directions_cli.ledger.journal import JournalBroken, read_journal

    try:
        journal = read_journal(own)
    except (JournalBroken, OSError):
        return False
    return journal is not None and journal.holder == around


def settle(folder: Path, say: Say) -> bool:
    """Finish or undo an interrupted act, once whoever holds the lock is done. False where that can't be done, which is said."""
    try:
        _recovered(folder, say)
    except (GitFailed, WronglyAsked) as error:
        reason = str(error)
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
    else:
        return True
    say(f"an interrupted act could not be finished, and what is shown may lack a part of it: {reason}")
    return False


def _recovered(folder: Path, say: Say) -> None:
    """Finish or undo what a kill left, under the lock, and say which."""
    from directions_cli.ledger.lock import locked
    from directions_cli.ledger.recovery import recover
    from directions_cli.ledger.repository import open_repository

    repository = open_repository(folder)
    with locked(repository.shared, "recovery", say):
        said = recover(repository, PATIENCE)
    if said:
        say(said)
