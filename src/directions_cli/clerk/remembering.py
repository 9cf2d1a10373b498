"""What was worked out of a register, remembered between runs as long as no byte of it and none of the program has changed.

It lies in the Git folder, is never committed, and may be deleted at any time. Its key tells the state of the register, the
day, and the program's own files, so it can't answer for another state.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from directions_cli.index import NO_INDEX
from directions_cli.index.base import Base
from directions_cli.index.fingerprint import fingerprint
from directions_cli.ledger.places import OWN, git_folder
from directions_cli.store.files import Found

LAYERS: Final = ("domain", "store", "index", "documents", "clerk")


def key_of_state(base: Base, *about: object) -> str:
    """The key of what is worked out of a register whose index is up to date; `about` is what else it depends on, as the day."""
    return " ".join(map(str, (fingerprint(layers=LAYERS), base.told("token"), *about)))


def key_of(files: Iterable[Found], *about: object) -> str:
    """The key of what is worked out of these files; `about` is whatever else it depends on, as the day."""
    from hashlib import blake2b

    digest = blake2b(fingerprint(*about, layers=LAYERS).encode(), digest_size=24)
    for found in files:
        digest.update(f"\0{found.path}\0{found.sort}\0{len(found.data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(found.data)
    return digest.hexdigest()


def place_of(folder: Path, name: str) -> Path | None:
    """Where something of that name is remembered for the register below `folder`; None in no repository, or by `--no-index`."""
    git_dir = None if os.environ.get(NO_INDEX) else git_folder(folder)
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
        try:
            temporary.write_text(f"{key}\n{text}", encoding="utf-8", newline="\n")
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)
