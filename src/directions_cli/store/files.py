"""The files of a register's folder: which there are, and which don't belong there. Links are never followed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from directions_cli.domain.harmless import printable

LARGEST = 1_000_000
"""Bytes that a file of a register may have; no direction needs more."""
HEADER = "register.yaml"
REPORTS = "reports"
YEAR = re.compile(r"([0-9]{4}|undated)\Z")
DEEPEST = 3
"""Folders below one another that are looked into; a register needs one."""
SYSTEM_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".gitattributes"})
WELCOME = frozenset({"README.md"})
Sort = Literal["header", "direction", "report", "stray", "link"]
Kind = Literal["link", "file", "other"]


class Found(NamedTuple):
    """A file of the folder by its path with forward slashes, what sort it is, and what it holds or why it can't be read."""

    path: str
    sort: Sort
    data: bytes = b""
    unreadable: str | None = None

    @property
    def stem(self) -> str:
        """The name without folder and ending: for a direction, its id."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")


def sort_of(path: str) -> Sort | None:
    """What a path in the folder should hold; None for what may lie there unread (a README, a system's own files)."""
    folder, _, name = path.rpartition("/")
    if name in SYSTEM_LITTER or (not folder and name in WELCOME) or path == f"{REPORTS}/README.md":
        return None
    if path == HEADER:
        return "header"
    if name.endswith(".yaml") and folder == REPORTS:
        return "report"
    if name.endswith(".yaml") and YEAR.match(folder):
        return "direction"
    return "stray"


def on_disk(folder: Path) -> Iterator[Found]:
    """Every file of the folder, in the order of their names. Reads at most what a register's file may hold."""
    for path, entry in sorted(walk(folder, ""), key=lambda each: each[0]):
        kind: Kind = "link" if entry.is_symlink() else "file" if entry.is_file(follow_symlinks=False) else "other"
        found = read_found(folder, path, kind)
        if found is not None:
            yield found


def read_found(folder: Path, path: str, kind: Kind) -> Found | None:
    """What lies at a path of the folder, read if it belongs there; None where it may lie there unread.

    Raises `FileNotFoundError` where it is gone.
    """
    if kind == "link":
        return Found(printable(path), "link")
    sort = sort_of(path) if kind == "file" else "stray"
    if sort is None:
        return None
    if sort == "stray" or printable(path) != path:
        return Found(printable(path), "stray")
    try:
        with (folder / path).open("rb") as file:
            return Found(path, sort, file.read(LARGEST + 1))
    except FileNotFoundError:
        raise
    except OSError as error:
        return Found(path, sort, unreadable=error.strerror or "the system does not say why")


def walk(folder: Path, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below a folder; of a folder that lies too deep to be of a register, or can't be opened, its name alone."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            deeper = (
                entry.is_dir(follow_symlinks=False) and below.count("/") < DEEPEST and os.access(entry.path, os.R_OK | os.X_OK)
            )
            if deeper:
                yield from walk(Path(entry.path), f"{path}/")
            else:
                yield path, entry
