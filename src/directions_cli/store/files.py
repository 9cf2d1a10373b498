"""The files of a register's folder: which there are, and which don't belong there. Links are never followed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from directions_cli.store.reader import LARGEST

HEADER = "register.yaml"
REPORTS = "reports"
YEAR = re.compile(r"(\d{4}|undated)\Z")
SYSTEM_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".gitattributes"})
WELCOME = frozenset({"README.md"})
Sort = Literal["header", "direction", "report", "stray", "link"]


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder by its path with forward slashes, what sort it is, and what it holds."""

    path: str
    sort: Sort
    data: bytes = b""

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
    for path in sorted(_walk(folder, "")):
        full = folder / path
        if full.is_symlink():
            yield Found(path, "link")
            continue
        sort = sort_of(path)
        if sort == "stray":
            yield Found(path, sort)
        elif sort is not None:
            with full.open("rb") as file:
                yield Found(path, sort, file.read(LARGEST + 1))


def _walk(folder: Path, below: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{path}/")
            else:
                yield path
