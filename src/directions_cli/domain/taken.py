"""Ids that are in use somewhere, asked for by a part of them: nobody need make out a hundred thousand to number one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable


class Taken(Iterable[str]):
    """Ids that can tell which of them hold a text without all of them being made out."""

    @abstractmethod
    def having(self, part: str) -> Iterable[str]:
        """The ids in which that text stands."""


def having(ids: Iterable[str], part: str) -> Iterable[str]:
    """Those of the ids in which that text stands."""
    return ids.having(part) if isinstance(ids, Taken) else (id for id in ids if part in id)
