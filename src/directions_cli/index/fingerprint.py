"""What tells one state of the program from another, so that nothing which another one worked out is taken for its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from directions_cli import __version__

PROGRAM: Final = str(Path(__file__).parents[1])
LAYERS: Final = ("domain", "store", "index")
"""The folders whose code decides what the index holds."""


@cache
def fingerprint(*about: object, layers: tuple[str, ...] = LAYERS) -> str:
    """The version of the program, and in a checkout, where its files change without it, their number, size and newest time."""
    found = [facts for layer in layers for facts in _files(f"{PROGRAM}/{layer}")]
    files = f"{len(found)} {max((when for when, _ in found), default=0)} {sum(size for _, size in found)}"
    return " ".join(map(str, (__version__, files, *about)))


def _files(folder: str) -> Iterator[tuple[int, int]]:
    """Time and size of each file of code in a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                stat = entry.stat()
                yield stat.st_mtime_ns, stat.st_size
            elif not entry.name.startswith(("_", ".")) and entry.is_dir():
                yield from _files(entry.path)
