"""Models as plain values: mappings under the keys of the file, in the order of the file, without what is absent."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from directions_cli.domain.terms import TERM_FIELDS, Terms

ALWAYS_SHOWN = ("jointly", "private")


def plain(model: BaseModel) -> dict[str, Any]:
    """A model as plain values under the keys of the file, in the order of the file, without what is absent."""
    found: dict[str, Any] = {}
    fields = type(model).model_fields
    for name in sorted(fields, key=lambda name: name != "act"):
        value, key = getattr(model, name), fields[name].alias or name
        absent = value is None or value == ()
        falsehood = value is False and name not in ALWAYS_SHOWN
        if name in ("from_", "to") and "field" in fields:
            # A correction keeps both values, even where one of them is nothing or false.
            absent = falsehood = False
        if not absent and not falsehood:
            found[key] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return plain(value)
    return tuple(_plain(each) for each in value) if isinstance(value, tuple | list) else value


def plain_terms(terms: Terms) -> dict[str, Any]:
    """The terms alone as plain values, even where they were read together with a history."""
    return plain(Terms.model_construct(**{name: getattr(terms, name) for name in TERM_FIELDS}))
