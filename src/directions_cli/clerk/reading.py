"""Reading a register as it stands in the work tree, whole, even while an act is running beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from directions_cli.errors import GitFailed, Refused
from directions_cli.ledger.journal import NAME, recover, state_of
from directions_cli.ledger.repository import REGISTER, git_folder
from directions_cli.store.files import on_disk
from directions_cli.store.folder import Loaded, load

ATTEMPTS = 50
Say = Callable[[str], None]


def read_register(folder: Path, say: Say) -> Loaded:
    """The register below `folder`. What a kill interrupted is finished or undone first, and said.

    An act that is published while the files are read makes them be read again, so that no half of it is seen.
    """
    git_dir = git_folder(folder)
    own = git_dir / "directions" if git_dir else None
    loaded: Loaded | None = None
    for _ in range(ATTEMPTS):
        if own and (own / NAME).exists():
            settle(folder, say)
        before = state_of(own) if own else None
        try:
            loaded = load(on_disk(folder / REGISTER))
        except FileNotFoundError:
            continue
        if own is None or state_of(own) == before:
            return loaded
    if loaded is None:
        raise Refused("the register's files change faster than they can be read; try again")
    return loaded


def settle(folder: Path, say: Say) -> None:
    """Finish or undo an interrupted act, once whoever holds the lock is done."""
    from directions_cli.ledger.lock import locked
    from directions_cli.ledger.repository import open_repository

    repository = open_repository(folder)
    try:
        with locked(repository.common_dir / "directions", "recover", say):
            said = recover(repository)
    except GitFailed as error:
        say(str(error))
        return
    except OSError as error:
        say(f"an interrupted act could not be finished ({error.strerror}); what is shown may lack a part of it")
        return
    if said:
        say(said)
