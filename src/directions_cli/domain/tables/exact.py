"""JSON that holds money and other decimals exactly: they are written digit by digit and never go through a float."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from directions_cli.domain.harmless import UNSEEN


def exact_json(value: Any, indent: int | None = None, level: int = 0) -> str:
    """JSON text of plain values. Days are ISO text; decimals keep their digits; what nobody can see is escaped.

    `level` says how deep the text will stand, where it is put into another.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        members = [f"{_text(str(key))}: {exact_json(each, indent, level + 1)}" for key, each in value.items()]
        return _around("{", members, "}", indent, level)
    if isinstance(value, tuple | list):
        return _around("[", [exact_json(each, indent, level + 1) for each in value], "]", indent, level)
    return json.dumps(value)


def _around(begin: str, members: list[str], end: str, indent: int | None, level: int) -> str:
    if not members:
        return begin + end
    if indent is None:
        return begin + ", ".join(members) + end
    margin = "\n" + " " * (indent * (level + 1))
    return f"{begin}{margin}{f',{margin}'.join(members)}\n{' ' * (indent * level)}{end}"


def _text(text: str) -> str:
    said = json.dumps(text, ensure_ascii=False)
    return said if said.isascii() else UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], said)


def from_json(text: str | bytes) -> Any:
    """The plain values of a JSON text as the register's own files give them: decimals exact, lists as tuples.

    Raises `ValueError` where it is no JSON.
    """
    return as_tuples(json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once))


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number that a register holds")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def as_tuples(value: Any, leaf: Callable[[Any], Any] = lambda each: each) -> Any:
    """Plain values with every list as a tuple, as the reader of a register's files gives them."""
    if isinstance(value, dict):
        return {key: as_tuples(each, leaf) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return tuple(as_tuples(each, leaf) for each in value)
    return leaf(value)
