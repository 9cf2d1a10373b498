"""What stands behind a register that was not read from its files: their texts and the places in them, read when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from directions_cli.store.files import on_disk
from directions_cli.store.reader import Document, YamlFault, read_text, read_yaml

Made = TypeVar("Made")


class Behind(Mapping[str, Made]):
    """Something that is made of the text of a file, by its path; what can't be read now is not there."""

    def __init__(self, folder: Path, make: Callable[[str], Made]) -> None:
        self._folder, self._make = folder, make
        self._made: dict[str, Made] = {}

    def __getitem__(self, key: str) -> Made:
        if key not in self._made:
            try:
                self._made[key] = self._make(read_text((self._folder / key).read_bytes()))
            except (OSError, YamlFault):
                raise KeyError(key) from None
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return (found.path for found in on_disk(self._folder) if found.path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def texts_behind(folder: Path) -> Behind[str]:
    """The texts of the files in a register's folder."""
    return Behind(folder, lambda text: text)


def documents_behind(folder: Path) -> Behind[Document]:
    """What the files in a register's folder hold, with the places of their keys."""
    return Behind(folder, read_yaml)
