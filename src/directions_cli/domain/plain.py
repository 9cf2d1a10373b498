"""Models as plain values: mappings under the keys of the file, in the order of the file, without what is absent."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

from directions_cli.domain.terms import TERM_FIELDS, Terms

ALWAYS_SHOWN = ("jointly", "private")


def plain(model: BaseModel) -> dict[str, Any]:
    """A model as plain values under the keys of the file, in the order of the file, without what is absent."""
    found: dict[str, Any] = {}
    for name, key, kept in _keys(type(model)):
        value = getattr(model, name)
        absent = value is None or value == ()
        falsehood = value is False and name not in ALWAYS_SHOWN
        if kept or not (absent or falsehood):
            found[key] = _plain(value)
    return found


@cache
def _keys(model: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """Name and key of each field, `act` first, and whether it is shown even where it is nothing or false.

    What must be there is, be it an empty list, and so is a list that is empty where it need not be; a correction keeps both
    values, whatever they are.
    """
    fields = model.model_fields
    order = sorted(fields, key=lambda name: name != "act")
    both = ("from_", "to") if "field" in fields else ()
    kept = {name for name in fields if name in both or fields[name].is_required() or _fills_in(fields[name].default)}
    return tuple((name, fields[name].alias or name, name in kept) for name in order)


def _fills_in(default: Any) -> bool:
    """Whether a list that is left out is not an empty one."""
    return isinstance(default, tuple) and bool(default)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return plain(value)
    return tuple(_plain(each) for each in value) if isinstance(value, tuple | list) else value


def same_terms(one: Terms, other: Terms) -> bool:
    """Whether two say the same as instruments, even where they were read together with a history."""
    these, those = one.__dict__, other.__dict__
    return all(these[name] == those[name] for name in TERM_FIELDS)


def plain_terms(terms: Terms) -> dict[str, Any]:
    """The terms alone as plain values, even where they were read together with a history."""
    return plain(Terms.model_construct(**{name: getattr(terms, name) for name in TERM_FIELDS}))
