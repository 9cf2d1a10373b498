"""The commit that a page names: the last one that changed what the page shows, so that the page stays while that stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

SHORT: Final = 12
"""Digits of a commit that a page prints."""


class Last(NamedTuple):
    """The last commit of a file, and its place among the commits of the register, 0 the latest."""

    place: int
    commit: str


@dataclass(frozen=True, slots=True)
class Stamps:
    """The last commit of each file of the register, by its path within it; `changed` are files with changes not committed."""

    last: Mapping[str, Last] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()

    def of(self, files: Iterable[str]) -> str | None:
        """The latest commit of some files, in short; None where Git knows none of them."""
        found = [self.last[each] for each in files if each in self.last]
        return min(found).commit[:SHORT] if found else None

    @property
    def whole(self) -> str | None:
        """The latest commit of the register."""
        return self.of(self.last)
