"""What the system tells of the files of a register's folder without opening one, folder by folder."""

from __future__ import annotations

import marshal
import os
import stat
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Final, NamedTuple

from directions_cli.store.files import DEEPEST

Facts = tuple[int, int, int, int, int]
"""Kind and rights, size in bytes, times of the last change of content and of anything (nanoseconds), number of the file."""
_FACTS: Final = attrgetter("st_mode", "st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
_BY_FOLDER: Final = os.stat in os.supports_dir_fd and os.listdir in os.supports_fd


class Sight(NamedTuple):
    """A folder of the register: the path that leads to what is in it (empty, or with a slash at its end), and facts by name."""

    below: str
    facts: dict[str, Facts]

    @property
    def stamp(self) -> bytes:
        """What changes whenever a name or a fact in the folder does: all of them, in the order in which the system gives them.

        It is only ever compared, never read back; `marshal` is the quickest way to bytes. Another order costs another look.
        """
        return marshal.dumps(self.facts, 2)


def sights(folder: Path, below: str = "") -> Iterator[Sight]:
    """The folder and every one in it that may hold a file of a register; what `walk` would not enter stands as a name alone."""
    facts = _facts(folder)
    deeper = [name for name, found in facts.items() if stat.S_ISDIR(found[0])] if below.count("/") < DEEPEST else []
    entered = {name for name in deeper if os.access(folder / name, os.R_OK | os.X_OK)}
    yield Sight(below, {name: found for name, found in facts.items() if name not in entered} if entered else facts)
    for name in sorted(entered):
        yield from sights(folder / name, f"{below}{name}/")


def facts_at(path: Path) -> Facts:
    """The facts of what lies at a path, a link not followed. Raises `OSError`."""
    return _FACTS(path.lstat())


def _facts(folder: Path) -> dict[str, Facts]:
    if not _BY_FOLDER:
        with os.scandir(folder) as entries:
            return {entry.name: _FACTS(os.lstat(entry.path)) for entry in entries}
    opened = os.open(folder, os.O_RDONLY)
    try:
        look = os.stat  # a hundred thousand files: a name that is looked up once
        return {name: _FACTS(look(name, dir_fd=opened, follow_symlinks=False)) for name in os.listdir(opened)}  # noqa: PTH208
    finally:
        os.close(opened)
