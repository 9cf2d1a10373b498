"""What pydantic says about a file, in plain words, with what to do."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from directions_cli.domain.finding import Path
from directions_cli.domain.nearest import near

MOST = 100
"""Faults of one file that are named."""
SAID = {
    "tuple_type": "should be a list: write [one, another], or a line '- one' for each",
    "bool_type": "should be true or false",
    "int_type": "should be a whole number",
    "model_type": "should be a mapping of keys and values",
    "dict_type": "should be a mapping of keys and values",
    "string_type": "should be text; put it in quotes",
    "union_tag_not_found": "has no key 'act' that says what happened",
}


class Problem(NamedTuple):
    """One thing that does not fit the file format."""

    code: str
    at: Path
    message: str


def problems(error: ValidationError, model: type[BaseModel], value: Any) -> Iterator[Problem]:
    """Each problem of a failed validation, with the path of its key in the file."""
    seen: set[tuple[Path, str]] = set()
    for detail in error.errors(include_url=False):
        if len(seen) == MOST:
            yield Problem("FIL008", (), f"holds more faults than these {MOST}; put them right, then look again")
            return
        at = _path(detail["loc"], value)
        code, message = _said(detail, at, model, value)
        if (at, message) not in seen:
            seen.add((at, message))
            yield Problem(code, at, message)


def _path(location: tuple[int | str, ...], value: Any) -> Path:
    """The path in the file: pydantic's without the tags of its unions."""
    path: list[int | str] = []
    last = len(location) - 1
    for number, step in enumerate(location):
        inside = isinstance(value, dict) and step in value
        item = isinstance(value, tuple) and isinstance(step, int) and step < len(value)
        if inside or item:
            path.append(step)
            value = value[step]
        elif number == last and isinstance(value, dict) and isinstance(step, str):
            path.append(step)
    return tuple(path)


def _said(detail: Any, at: Path, model: type[BaseModel], value: Any) -> tuple[str, str]:
    kind, name, given = detail["type"], name_of(at), detail.get("input")
    if kind == "extra_forbidden":
        key, known = str(detail["loc"][-1]), _keys(model)
        if key in known:
            return "FIL006", f"the key {key!r} has no place here; take it out or see `directions schema`"
        found = near(key, known, 1)
        hint = f"; did you mean {found[0]!r}?" if found else "; take it out or see `directions schema`"
        return "FIL006", f"unknown key {key!r}{hint}"
    if kind == "missing":
        return "FIL007", f"the key {detail['loc'][-1]!r} is missing"
    if kind == "value_error":
        return "FIL008", f"{name}: {detail['ctx']['error']}{_shown(given)}"
    if kind in ("literal_error", "union_tag_invalid"):
        expected = detail["ctx"].get("expected") or detail["ctx"].get("expected_tags")
        return "FIL008", f"{name}: should be one of {expected}{_shown(given)}"
    if kind == "string_pattern_mismatch":
        return "FIL008", f"{name}: does not have the form {detail['ctx']['pattern']}{_shown(given)}"
    said = SAID.get(kind) or detail["msg"][0].lower() + detail["msg"][1:]
    return "FIL008", f"{name}: {said}{_shown(given)}"


def _shown(given: Any) -> str:
    if isinstance(given, dict | tuple | list) or given is None:
        return ""
    text = str(given)
    text = text if len(text) <= 40 else text[:39] + "…"
    return f" (it is {text!r})"


def name_of(at: Path) -> str:
    """The key as people name it: `review`, or `to.2` for the second of a list."""
    if not at:
        return "the file"
    return f"{name_of(at[:-1])}.{at[-1] + 1}" if isinstance(at[-1], int) else at[-1]


@functools.cache
def _keys(model: type[BaseModel]) -> list[str]:
    """Every key that some model of the format knows: enough to guess at a slip of the pen."""
    found: set[str] = set()
    queue: list[Any] = [model.model_json_schema(by_alias=True)]
    while queue:
        part = queue.pop()
        if isinstance(part, dict):
            found.update(part.get("properties", {}))
            queue.extend(part.values())
    return sorted(found)
