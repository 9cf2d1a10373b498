"""The lock that lets one act run at a time in a repository. The system drops it when its holder dies."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from directions_cli.errors import Refused

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
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as file:
        _wait(file, say, patience)
        file.seek(0)
        file.truncate()
        file.write(json.dumps({"act": act, "pid": os.getpid()}).encode())
        file.flush()
        yield file


def _wait(file: IO[bytes], say: Callable[[str], None], patience: float) -> None:
    begun = time.monotonic()
    told = False
    while not _take(file):
        waited = time.monotonic() - begun
        if waited > patience:
            raise Refused(f"another act ({_holder(file)}) is still running after {patience:.0f} s; try again when it is done")
        if waited > 1 and not told:
            told = True
            say(f"another act is running ({_holder(file)}); waiting for it")
        time.sleep(PAUSE)


def _holder(file: IO[bytes]) -> str:
    try:
        file.seek(0)
        holder = json.loads(file.read(200))
        return f"{holder['act']}, process {holder['pid']}"
    except (OSError, ValueError, KeyError):
        return "unknown"
