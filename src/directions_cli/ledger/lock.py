"""The lock that lets one act run at a time in a repository. The system drops it when its holder dies."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from directions_cli.errors import GitFailed, Refused
from directions_cli.ledger.environment import act_around

PATIENCE = 120.0
"""Seconds to wait for another act; a hook or a signature may take a while."""
PAUSE = 0.03

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextlib.contextmanager
def locked(folder: Path, act: str, say: Callable[[str], None], patience: float = PATIENCE) -> Iterator[IO[bytes]]:
    """Hold the lock in `folder` for an act. Says so when it must wait, and raises `Refused` when that takes too long.

    The open file is given so that a Git process that must not outlive the lock can hold it too.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened = (folder / "lock").open("a+b")
    except OSError as error:
        raise GitFailed(f"{folder} can't be written ({error.strerror}), so nothing was done; acts need to write there") from None
    with opened as file:
        try:
            _wait(file, say, patience)
        except OSError as error:
            raise GitFailed(f"{folder / 'lock'} can't be locked ({error.strerror}); put the repository on a local disk") from None
        name_holder(file, act)
        yield file


def name_holder(file: IO[bytes], act: str) -> None:
    """Write into the lock who holds it, for those who wait."""
    file.seek(0)
    file.truncate()
    file.write(json.dumps({"act": act, "pid": os.getpid()}).encode())
    file.flush()


def _wait(file: IO[bytes], say: Callable[[str], None], patience: float) -> None:
    begun = time.monotonic()
    told = False
    while not _take(file):
        waited = time.monotonic() - begun
        if act_around() is not None and act_around() == _holder(file).get("pid"):
            raise Refused(
                "this runs in a hook of an act that is not done yet; an act can't wait for itself. Take it out of the hook"
            )
        if waited > patience:
            raise Refused(f"another act ({_named(file)}) is still running after {patience:.0f} s; try again when it is done")
        if waited > 1 and not told:
            told = True
            say(f"another act is running ({_named(file)}); waiting for it")
        time.sleep(PAUSE)


def _holder(file: IO[bytes]) -> dict[str, Any]:
    try:
        file.seek(0)
        holder = json.loads(file.read(200))
    except (OSError, ValueError):
        return {}
    return holder if isinstance(holder, dict) else {}


def _named(file: IO[bytes]) -> str:
    holder = _holder(file)
    return f"{holder['act']}, process {holder['pid']}" if {"act", "pid"} <= set(holder) else "of an unknown process"
