"""The lock that lets one act run at a time in a repository. The system drops it when its holder dies.

Who has to wait stands in a queue, so that nobody is passed over however many there are.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from directions_cli.errors import GitFailed, Refused
from directions_cli.ledger.environment import act_around
from directions_cli.ledger.os_lock import is_at, take
from directions_cli.ledger.waiting import Ticket, in_queue

PATIENCE = 120.0
"""Seconds to wait while one and the same act is running; a hook or a signature may take a while."""
PAUSE, SHORT_PAUSE = 0.03, 0.005
"""Seconds between two looks, and between those of whoever is next."""
TOLD_AFTER = 1.0
"""Seconds after which those who wait are told for whom."""


@contextlib.contextmanager
def locked(folder: Path, act: str, say: Callable[[str], None], patience: float = PATIENCE) -> Iterator[IO[bytes]]:
    """Hold the lock in `folder` for an act. Says so when it must wait, and raises `Refused` when one act takes too long.

    The open file is given so that a Git process that must not outlive the lock can hold it too.
    """
    with contextlib.ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            ticket = held.enter_context(in_queue(folder))
            file = held.enter_context((folder / "lock").open("a+b", buffering=0))
        except OSError as error:
            raise GitFailed(
                f"{folder} can't be written ({error.strerror}), so nothing was done; acts need to write there"
            ) from None
        try:
            while not _wait(ticket, file, say, patience):
                file = held.enter_context((folder / "lock").open("a+b", buffering=0))
            name_holder(file, act)
        except OSError as error:
            raise GitFailed(
                f"{folder / 'lock'} can't be locked ({error.strerror}), so nothing was done; put the repository on a local disk"
                " with room left"
            ) from None
        yield file


def require_held(file: IO[bytes] | None) -> None:
    """Raise `Refused` where the lock that is held is not the one that others wait for, as somebody has deleted its file."""
    if file is not None and not is_at(file, Path(file.name)):
        raise Refused("the lock of this act was taken away while it was made, so it was not done; try again")


def name_holder(file: IO[bytes], act: str) -> None:
    """Write into the lock whose it is and since when, for those who wait; where there is no room, they are told less."""
    with contextlib.suppress(OSError):
        file.seek(0)
        file.truncate()
        file.write(json.dumps({"act": act, "pid": os.getpid(), "user": _user(), "since": _now()}).encode())


def _user() -> str:
    """The name by which this machine knows the officer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "an unknown user"


def _now() -> str:
    return datetime.now().strftime("%H:%M:%S")


def _wait(ticket: Ticket, file: IO[bytes], say: Callable[[str], None], patience: float) -> bool:
    """Wait until it is this one's turn and take the lock. No where the lock's file was replaced: then the new one counts."""
    begun = since = time.monotonic()
    told, seen = False, ""
    while (before := ticket.before()) or not take(file):
        holder = _holder(file)
        if act_around() is not None and act_around() == holder.get("pid"):
            raise Refused(
                "this runs in a hook of an act that is not done yet; an act can't wait for itself. Take it out of the hook"
            )
        if seen != repr((before, holder)):
            seen, since = repr((before, holder)), time.monotonic()
        if time.monotonic() - since > patience:
            raise Refused(f"another act ({_named(holder)}) is still running after {patience:.0f} s; try again when it is done")
        if not told and time.monotonic() - begun > TOLD_AFTER:
            told = True
            others = f", {before - 1} more before this one" if before > 1 else ""
            say(f"another act is running ({_named(holder)}); waiting for it{others}")
        if not is_at(file, Path(file.name)):
            return False
        time.sleep(SHORT_PAUSE if before <= 1 else PAUSE)
    return is_at(file, Path(file.name))


def _holder(file: IO[bytes]) -> dict[str, Any]:
    try:
        file.seek(0)
        holder = json.loads(file.read(1000))
    except (OSError, ValueError):
        return {}
    return holder if isinstance(holder, dict) else {}


def _named(holder: dict[str, Any]) -> str:
    if not {"act", "pid", "user", "since"} <= set(holder):
        return "of an unknown process"
    return f"{holder['act']}, process {holder['pid']} of {holder['user']}, since {holder['since']}"
