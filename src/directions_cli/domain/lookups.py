"""By what else than its id a direction is found: one table of keys, for a register that is read whole, changed, or indexed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from directions_cli.domain.direction import Direction
from directions_cli.domain.report import number_key, reports_of
from directions_cli.domain.terms import LINK_FIELDS, FinanceLine

Money = tuple[str, str, str, str]
Key = Hashable
AnyKey = TypeVar("AnyKey", bound=Key)
Found = Mapping[Key, tuple[str, ...]]
"""Ids by key, in the order of ids."""


def by_reference(direction: Direction) -> Iterator[Key]:
    """The reference in small letters; several directions bear one where numbers repeat or variations keep theirs."""
    if direction.terms.reference:
        yield direction.terms.reference.casefold()


def by_link(direction: Direction) -> Iterator[Key]:
    """What the terms call each earlier direction that they name, in small letters: an id or a reference."""
    for name in LINK_FIELDS:
        yield from (link.casefold() for link in getattr(direction.terms, name) if isinstance(link, str))


def by_money(direction: Direction) -> Iterator[Key]:
    """Function, recipient, year and kind of each line of its money."""
    yield from filter(None, map(money_of, direction.terms.finance))


def by_report(direction: Direction) -> Iterator[Key]:
    """The key of the number of each report that it rests on, or was revoked upon."""
    yield from map(number_key, reports_of(direction))


LOOKUPS: Final[Mapping[str, Callable[[Direction], Iterable[Key]]]] = MappingProxyType(
    {"reference": by_reference, "link": by_link, "money": by_money, "report": by_report}
)


def keys_of(name: str, direction: Direction) -> dict[Key, None]:
    """The keys of a look-up under which a direction is found, each once."""
    return dict.fromkeys(LOOKUPS[name](direction))


def gathered(name: str, directions: Iterable[Direction]) -> Found:
    """A look-up over all of some directions, which come in the order of their ids."""
    return grouped((key, direction.id) for direction in directions for key in keys_of(name, direction))


def grouped(pairs: Iterable[tuple[AnyKey, str]]) -> dict[AnyKey, tuple[str, ...]]:
    """The names of each key in the order given, in time that grows with their number alone."""
    found: dict[AnyKey, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def money_of(line: FinanceLine) -> Money | None:
    """Function, recipient, year and kind of a line of money, or None where one of them is not said."""
    if line.function and line.to and line.year and line.kind:
        return line.function, line.to, line.year, line.kind
    return None


class Upon(Mapping[Key, tuple[str, ...]]):
    """A look-up over directions of which some were made or altered since `base` was gathered."""

    def __init__(self, name: str, base: Found, changed: Mapping[str, Direction]) -> None:
        self._base, self._changed = base, changed
        self._new = gathered(name, (changed[id] for id in sorted(changed)))

    def __getitem__(self, key: Key) -> tuple[str, ...]:
        before, new = self._base.get(key, ()), self._new.get(key, ())
        found = (*(id for id in before if id not in self._changed), *new)
        if not found:
            raise KeyError(key)
        return tuple(sorted(found)) if new else found

    def __iter__(self) -> Iterator[Key]:
        return (key for key in dict.fromkeys((*self._base, *self._new)) if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
