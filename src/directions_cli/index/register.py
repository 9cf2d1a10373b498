"""A register that is read from the index: a direction is built when it is asked for, and look-ups are questions to the index."""

from __future__ import annotations

import json
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cached_property
from itertools import chain, islice
from pathlib import PurePosixPath
from typing import Final

from directions_cli.domain.authority import Header
from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.lookups import LOOKUPS, Found, Key
from directions_cli.domain.names import Called
from directions_cli.domain.register import Register
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.standing import Stood
from directions_cli.index.base import Base, IndexFault
from directions_cli.index.facts import key_text, stood_of
from directions_cli.index.keeping import unpacked
from directions_cli.store.files import sort_of

AT_ONCE: Final = 500
"""Ids in one question; SQLite takes no more than 999."""
SEPARATED: Final = frozenset({"money"})
"""The look-ups whose keys are several words."""


def built(id: str, path: str, kept: bytes) -> Direction:
    """The direction of a file, from what the index keeps of its content. Raises `ValueError` where that is damaged."""
    model = DirectionFile.model_validate(unpacked(kept))
    return Direction(id, path, model, model.history, model.ignore)


class Shelf(Mapping[str, Direction]):
    """The directions of an index by id, in the order of ids; each is built once, the first time it is asked for."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._built: dict[str, Direction] = {}
        self._all = False

    @cached_property
    def _ids(self) -> dict[str, None]:
        return dict.fromkeys(chain.from_iterable(self._base.rows("SELECT id FROM direction ORDER BY id")))

    def __getitem__(self, key: str) -> Direction:
        found = self._built.get(key)
        if found is None:
            rows = self._base.rows(ONE, key)
            if not rows:
                raise KeyError(key)
            found = self._built[key] = self._made(rows[0])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return int(self._base.one("SELECT count(*) FROM direction"))

    def __contains__(self, key: object) -> bool:
        return key in self._built or self._base.one("SELECT 1 FROM direction WHERE id = ?", key) is not None

    def _made(self, row: tuple[str, str, bytes]) -> Direction:
        with self._base.sound(row[0]):
            return built(*row)

    def _whole(self) -> dict[str, Direction]:
        if not self._all:
            built = self._built
            for row in self._base.each(EACH):
                if row[0] not in built:
                    built[row[0]] = self._made(row)
            with self._base.sound("a direction's content"):
                self._built = {id: built[id] for id in self._ids}
            self._all = True
        return self._built

    def items(self) -> ItemsView[str, Direction]:
        """Ids and directions, all of them built."""
        return self._whole().items()

    def values(self) -> ValuesView[Direction]:
        """All directions."""
        return self._whole().values()


EACH: Final = "SELECT id, path, value FROM direction LEFT JOIN content ON key = content ORDER BY id"
ONE: Final = "SELECT id, path, value FROM direction LEFT JOIN content ON key = content WHERE id = ?"


class Asked(Mapping[Key, tuple[str, ...]]):
    """A look-up that is a question to the index."""

    def __init__(self, name: str, base: Base) -> None:
        self._name, self._base = name, base
        self._answers: dict[Key, tuple[str, ...]] = {}

    def __getitem__(self, key: Key) -> tuple[str, ...]:
        if key not in self._answers:
            rows = self._base.rows("SELECT id FROM lookup WHERE name = ? AND key = ? ORDER BY id", self._name, key_text(key))
            self._answers[key] = tuple(id for (id,) in rows)
        if not self._answers[key]:
            raise KeyError(key)
        return self._answers[key]

    def __iter__(self) -> Iterator[Key]:
        for (key,) in self._base.rows("SELECT DISTINCT key FROM lookup WHERE name = ?", self._name):
            yield tuple(key.split("\n")) if self._name in SEPARATED else key

    def __len__(self) -> int:
        return int(self._base.one("SELECT count(DISTINCT key) FROM lookup WHERE name = ?", self._name))


class KeptRegister(Register):
    """The register of an index. `base` is where it is looked up."""

    def __init__(self, base: Base, header: Header, reports: Mapping[str, ReportDecision], unread: Iterable[str]) -> None:
        super().__init__(header, (), reports, unread)
        self.base = base
        self._directions = Shelf(base)

    def having(self, part: str) -> Iterable[str]:
        """The ids in which that text stands."""
        return (id for (id,) in self.base.rows("SELECT id FROM direction WHERE instr(id, ?)", part))

    def looked_up(self, name: str) -> Found:
        """A look-up of `LOOKUPS`."""
        assert name in LOOKUPS
        return Asked(name, self.base)

    def names(self) -> list[Called]:
        """What every direction is called."""
        rows = self.base.rows("SELECT id, reference, title, varied_by FROM direction ORDER BY id")
        with self.base.sound("the names"):
            return [Called(id, reference, title, tuple(json.loads(by)) if by else ()) for id, reference, title, by in rows]

    def stood(self, ids: Iterable[str]) -> dict[str, Stood]:
        """When each of some directions stood."""
        waiting, found = iter(ids), {}
        while some := list(islice(waiting, AT_ONCE)):
            marks = ", ".join("?" * len(some))
            rows = self.base.rows(f"SELECT id, issued, spans FROM direction WHERE id IN ({marks})", *some)
            with self.base.sound("when directions stood"):
                found.update({id: stood_of(issued, spans) for id, issued, spans in rows})
        return found


def kept_register(base: Base) -> KeptRegister:
    """The register of an index that is up to date. Raises `IndexFault` where it has no header."""
    rows = base.rows("SELECT sort, path, value FROM other LEFT JOIN content ON key = content ORDER BY path")
    with base.sound("the header and reports"):
        found = {path: (sort, unpacked(value)) for sort, path, value in rows}
        header = next((Header.model_validate(value) for sort, value in found.values() if sort == "header"), None)
        reports = {path: ReportDecision.model_validate(value) for path, (sort, value) in found.items() if sort == "report"}
    if header is None:
        raise IndexFault("it has no header")
    return KeptRegister(base, header, reports, unread_of(unsound(base)))


def unsound(base: Base) -> list[str]:
    """The paths of the files that can't be used, in order."""
    return sorted(below + name for below, name in base.rows("SELECT below, name FROM seen WHERE unsound = 1"))


def unread_of(paths: Iterable[str]) -> frozenset[str]:
    """The stems of files that should hold a direction or a report decision, and could not be read."""
    return frozenset(PurePosixPath(path).stem for path in paths if sort_of(path) in ("direction", "report"))


def blobs(base: Base) -> dict[str, str]:
    """The id that Git would give to each file of the register, by its path."""
    return {below + name: blob for below, name, blob in base.each("SELECT below, name, blob FROM seen WHERE blob != ''")}
