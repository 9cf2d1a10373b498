"""What tables say put together again: the plain values of each file, and of the header."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from directions_cli.domain.tables.parts import ROOTS, Part
from directions_cli.domain.tables.tables import TABLES

Values = dict[str, Any]
Above = tuple[Any, ...]


def rebuilt(root: str, tables: Mapping[str, Sequence[Values]]) -> dict[str, Values]:
    """The plain values of every file of a kind (`direction` or `decision`) by its id, from the rows of its tables.

    A row is its values by column. Raises `ValueError` where a row belongs to nothing, or stands twice.
    """
    found = {part: _by_place(root, part, tables.get(part.table, ())) for part in ROOTS[root]}
    first = ROOTS[root][0]
    files = {}
    for (id,), rows in found.pop(first).items():
        values = _member(first, rows[None])
        for part, places in found.items():
            if len(part.path) == 1:
                _put(values, part, places.pop((id,), {}))
        for part, places in found.items():
            if len(part.path) == 2 and part.path[0] != "history":
                _put(_inside(values, part, places, id), part, places.pop((id,), {}))
        for number, entry in enumerate(values.get("history", ()), 1):
            for part, places in found.items():
                if len(part.path) == 2 and part.path[0] == "history":
                    _put(entry, part, places.pop((id, number), {}))
        files[str(id)] = values
    for part, places in found.items():
        if places:
            raise ValueError(f"{part.table} has rows of {next(iter(places))[0]!r}, which is not in {first.table}")
    return files


def _by_place(root: str, part: Part, rows: Sequence[Values]) -> dict[Above, dict[Any, Values]]:
    """The rows of a part by what they belong to, each by its number."""
    found: defaultdict[Above, dict[Any, Values]] = defaultdict(dict)
    for row in rows:
        if part.fixed and row.get("field") != part.fixed:
            continue
        inside = part.path[:1] == ("history",) and len(part.path) > 1
        above = (row.get("id") if not part.path else row.get(root), *((row.get("entry"),) if inside else ()))
        number = row.get("number") if part.many else None
        if None in above or (part.many and number is None):
            raise ValueError(f"a row of {part.table} does not say whose it is, or which of its list")
        if number in found[above]:
            raise ValueError(f"{part.table} has two rows {' '.join(map(str, (*above, number or '')))}".rstrip())
        found[above][number] = row
    return dict(found)


def _put(holder: Values, part: Part, rows: dict[Any, Values]) -> None:
    if not rows:
        return
    if not part.many:
        holder[part.path[-1]] = _member(part, rows[None])
    else:
        holder[part.path[-1]] = tuple(_member(part, rows[number]) for number in sorted(rows))


def _inside(values: Values, part: Part, places: Mapping[Above, Any], id: Any) -> Values:
    inner: Values | None = values.get(part.path[0])
    if inner is None:
        if (id,) in places:
            raise ValueError(f"{part.table} has rows of {id}, whose {part.path[0]} is missing")
        return {}
    return inner


def _member(part: Part, row: Values) -> Any:
    """What a row says: a plain value, or a mapping of what is known, under the keys of the file."""
    if part.value and row.get(part.value) is not None:
        return row[part.value]
    keys = {name: key for key, name in part.names}
    own = {column.name for column in TABLES[part.table].columns if not column.computed}
    aside = {"id", "path", "direction", "decision"} if not part.path else {"direction", "decision", "entry", "field", part.value}
    aside |= {"number"} if part.many else set()
    return {keys.get(name, name): value for name, value in row.items() if value is not None and name in own and name not in aside}


def branched(rows: Sequence[tuple[str, Any]]) -> Values:
    """The mapping whose values stand at dotted paths, lists counted from 1. Raises `ValueError` where they contradict."""
    whole: Values = {}
    for path, value in rows:
        steps = path.split(".")
        holder = whole
        for step in steps[:-1]:
            holder = holder.setdefault(step, {})
            if not isinstance(holder, dict):
                raise ValueError(f"the header has a value at {step} and others inside it")
        if steps[-1] in holder:
            raise ValueError(f"the header has {path} twice")
        holder[steps[-1]] = value
    return {key: _listed(each) for key, each in whole.items()}


def _listed(value: Any) -> Any:
    """A mapping under the keys 1, 2, 3 and so on as a list."""
    if not isinstance(value, dict):
        return value
    if value and all(re.fullmatch("[1-9][0-9]{0,6}", key) for key in value):
        if sorted(map(int, value)) != list(range(1, len(value) + 1)):
            raise ValueError("a list of the header has a gap")
        return tuple(_listed(value[str(number)]) for number in range(1, len(value) + 1))
    return {key: _listed(each) for key, each in value.items()}
