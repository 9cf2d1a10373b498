"""What a template sees: read-only views of plain values, which can be kept as JSON and come back the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any


class View:
    """Named values: the fields of one of the classes in `views`, and nothing else."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", dict(values))

    def __getattr__(self, name: str) -> Any:
        try:
            return object.__getattribute__(self, "_values")[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{name} can't be changed: views are read-only")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self._values == other._values

    def __hash__(self) -> int:
        return hash(tuple(self._values))

    def __repr__(self) -> str:
        return f"View({self._values!r})"

    def __dir__(self) -> Iterator[str]:
        return iter(self._values)


def view_of(value: Any, known: Mapping[int, View] = MappingProxyType({})) -> Any:
    """A value of `views` as templates see it: dataclasses become views, lists tuples.

    `known` has views that were made before, by the identity of what they are of.
    """
    if id(value) in known:
        return known[id(value)]
    if is_dataclass(value) and not isinstance(value, type):
        return View({field.name: view_of(getattr(value, field.name), known) for field in fields(value)})
    if isinstance(value, Mapping):
        return View({key: view_of(each, known) for key, each in value.items()})
    if isinstance(value, tuple | list):
        return tuple(view_of(each, known) for each in value)
    return value


def plain(value: Any) -> Any:
    """A view as plain values, objects under the names of its fields, for JSON."""
    if isinstance(value, View):
        return {name: plain(each) for name, each in value._values.items()}
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, tuple | list) else value


def kept(view: Any) -> str:
    """A view as JSON, from which `restored` makes an equal one."""
    return json.dumps(view, default=_kept, ensure_ascii=False, separators=(",", ":"))


def restored(text: str) -> Any:
    """The view that `kept` made the text of. Raises `ValueError` where it is no such text."""
    return _restored(json.loads(text, object_hook=_marked))


def _kept(value: Any) -> dict[str, Any]:
    match value:
        case View():
            return dict(value._values)
        case Decimal():
            return {"$pounds": str(value)}
        case date():
            return {"$day": value.isoformat()}
    raise TypeError(f"{type(value).__name__} has no place in a view")


def _marked(found: dict[str, Any]) -> Any:
    if "$pounds" in found:
        return Decimal(found["$pounds"])
    if "$day" in found:
        return date.fromisoformat(found["$day"])
    return View({key: _restored(each) for key, each in found.items()})


def _restored(value: Any) -> Any:
    return tuple(map(_restored, value)) if isinstance(value, list) else value
