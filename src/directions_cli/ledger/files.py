"""Writing a file so that nobody ever finds half of it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path

TEMPORARY = ".directions-writing-"


def replace_file(path: Path, data: bytes, own: Path, lasting: bool = True) -> None:
    """Write a file so that a reader finds the old or the new one, whole, and a power cut leaves one of the two.

    Which of the two is settled by its folder: whoever writes many says `lasting=False`, and then calls `sync_folder` for each
    folder once.

    The temporary file lies in `own`, the program's folder in the Git folder, so that a kill leaves nothing in the work
    tree; where that is another file system, it lies beside the target, where recovery sweeps it up.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _replace(path, data, own / f"{TEMPORARY}{os.getpid()}-{path.name}")
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _replace(path, data, path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}"))
    if lasting:
        sync_folder(path.parent)


def _replace(path: Path, data: bytes, temporary: Path) -> None:
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def synced(path: Path) -> None:
    """Put what a file holds on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows has no such call and does it by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path, *patterns: str) -> None:
    """Take away files of these patterns that a kill left in a folder."""
    for pattern in patterns:
        for path in folder.glob(pattern):
            with contextlib.suppress(OSError):
                path.unlink()
