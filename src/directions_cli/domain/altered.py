"""Directions of which some were made or altered, above those that stay as they are."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from functools import cached_property

from directions_cli.domain.direction import Direction


class Altered(Mapping[str, Direction]):
    """Directions of which some were made or altered; the others are looked up where they were."""

    def __init__(self, base: Mapping[str, Direction], changed: Mapping[str, Direction]) -> None:
        self.base, self.changed = base, changed

    @cached_property
    def _ids(self) -> dict[str, None]:
        """All ids, in order."""
        return dict.fromkeys(sorted({*self.base, *self.changed}))

    def __getitem__(self, key: str) -> Direction:
        found = self.changed.get(key)
        return self.base[key] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, key: object) -> bool:
        return key in self.changed or key in self.base

    @cached_property
    def _whole(self) -> dict[str, Direction]:
        """All of them, those that were looked up elsewhere at once."""
        found = {**dict(self.base.items()), **self.changed}
        return {id: found[id] for id in self._ids}

    def items(self) -> ItemsView[str, Direction]:
        """Ids and directions."""
        return self._whole.items()

    def values(self) -> ValuesView[Direction]:
        """The directions alone."""
        return self._whole.values()
