"""Where documents go: files whose names are safe on every system, written whole or not at all, never over another unasked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from directions_cli.errors import WronglyAsked

_UNSAFE = re.compile(r"[^\w.()+=@-]+")
LONGEST = 120


def file_name(name: str, ending: str) -> str:
    """A name for a file that Windows, macOS and Linux take: no separators, blanks or dots at its ends, not too long."""
    safe = _UNSAFE.sub("-", name).strip("-. ")[:LONGEST].rstrip("-. ")
    return f"{safe or 'document'}{ending}"


def refuse_existing(paths: Iterable[Path], force: bool) -> None:
    """Raise `WronglyAsked` naming the files that are there already, unless they may be written over."""
    there = [path for path in paths if os.path.lexists(path)]
    if there and not force:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise WronglyAsked(f"{there[0]} is there already{more}; nothing was written (--force writes over it)")


def put(path: Path, content: bytes) -> None:
    """Write a file in one step: the whole of it, or nothing. Raises `WronglyAsked` where it can't be written."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            temporary.write_bytes(content)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise WronglyAsked(f"{path} can't be written: {error.strerror}") from None
