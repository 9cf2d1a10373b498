"""A lock of the operating system on an open file. It is dropped when its holder ends, however that comes about.

So it tells more surely than any process id whether somebody still stands behind a file: neither a restart of the machine nor
an id that was given again can deceive it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def take(file: IO[bytes]) -> bool:
        """Lock an open file, without waiting; says whether that could be done. Raises `OSError` where locks are not known."""
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def take(file: IO[bytes]) -> bool:
        """Lock an open file, without waiting; says whether that could be done. Raises `OSError` where locks are not known."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def taken(path: Path) -> bool:
    """Whether somebody alive holds the lock on a file; also where that can't be known, so that nobody's is taken away."""
    try:
        with path.open("r+b") as file:
            return not take(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def is_at(file: IO[bytes], path: Path) -> bool:
    """Whether an open file still is the one that stands at a path, not one that was deleted since."""
    try:
        here, there = os.fstat(file.fileno()), path.stat()
    except OSError:
        return False
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


def remove_own(file: IO[bytes], *paths: Path) -> None:
    """Close an open file and remove it by its names: first removed, so that it is never there unlocked; on Windows last."""
    if os.name == "nt":
        file.close()
    for path in paths:
        path.unlink(missing_ok=True)
    file.close()
