"""What was worked out of a register, remembered between runs as long as no byte of it and none of the program has changed.

It lies in the Git folder, is never committed, and may be deleted at any time. Its key is a hash over every file of the
register, the day, and the program's own files, so it can't answer for another state.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from directions_cli import __version__
from directions_cli.ledger.repository import OWN, git_folder
from directions_cli.store.files import Found

PROGRAM = Path(__file__).parents[1]
LAYERS: Final = ("domain", "store", "documents", "clerk")


def key_of(files: Iterable[Found], *about: object) -> str:
    """The key of what is worked out of these files; `about` is whatever else it depends on, as the day."""
    said = " ".join(map(str, (__version__, _program(), *about)))
    digest = hashlib.blake2b(said.encode(), digest_size=24)
    for found in files:
        digest.update(f"\0{found.path}\0{found.sort}\0{len(found.data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(found.data)
    return digest.hexdigest()


def _program() -> str:
    """What changes whenever the program's own files for reading do, as it may in a checkout."""
    count = size = newest = 0
    for layer in LAYERS:
        for folder, _, names in os.walk(PROGRAM / layer):
            for name in names:
                if name.endswith(".py"):
                    stat = os.stat(f"{folder}/{name}")  # noqa: PTH116 - a hundred files at every start: pathlib takes twice as long
                    count, size, newest = count + 1, size + stat.st_size, max(newest, stat.st_mtime_ns)
    return f"{count} {newest} {size}"


def place_of(folder: Path, name: str) -> Path | None:
    """Where something of that name is remembered for the register below `folder`; None where it is in no repository."""
    git_dir = git_folder(folder)
    return git_dir / OWN / name if git_dir else None


def remembered(place: Path | None, key: str) -> str | None:
    """The text that is remembered under that key, or None."""
    if place is None:
        return None
    try:
        known, _, text = place.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    return text if known == key else None


def remember(place: Path | None, key: str, text: str) -> None:
    """Put a text where the next run finds it, in one step; where that can't be done, nothing is lost."""
    if place is None:
        return
    temporary = place.with_name(f"{place.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        temporary.write_text(f"{key}\n{text}", encoding="utf-8", newline="\n")
        temporary.replace(place)
