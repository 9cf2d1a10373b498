"""Terms by their dotted path: `finance.1.amount` is the amount of the first finance line."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from directions_cli.domain.terms import TERM_FIELDS
from directions_cli.errors import WronglyAsked

STEP = re.compile(r"\d{1,6}\Z", re.ASCII)


def put(whole: dict[str, Any], path: str, value: Any, fields: Collection[str] = TERM_FIELDS) -> Any:
    """Put a value at a dotted path of plain values and give back what stood there, None where nothing did.

    `fields` are the names that a path may begin with: the terms of a direction. Raises `WronglyAsked` where the path
    leads nowhere.
    """
    steps = [int(step) if STEP.match(step) else step for step in path.split(".")]
    if steps[0] not in fields:
        what = "term of a direction; the terms" if fields is TERM_FIELDS else "field; the fields"
        raise WronglyAsked(f"{steps[0]!r} is no {what} are {', '.join(fields)}")
    before = _at(whole, steps, path)
    whole.update(_with(whole, steps, value, path))
    if value is None and len(steps) == 1:
        whole.pop(str(steps[0]), None)
    return before


def _at(holder: Any, steps: list[str | int], path: str) -> Any:
    for step in steps:
        if isinstance(holder, dict):
            holder = holder.get(step)
        elif isinstance(holder, tuple) and isinstance(step, int) and 1 <= step <= len(holder):
            holder = holder[step - 1]
        else:
            return None
    return holder


def _with(holder: Any, steps: list[str | int], value: Any, path: str) -> Any:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(holder, tuple):
        if not isinstance(step, int) or not 1 <= step <= len(holder) + (not rest):
            raise WronglyAsked(f"{path}: the list has items 1 to {len(holder)}; {step} is none of them")
        items = [*holder, None] if step > len(holder) else list(holder)
        items[step - 1] = _with(items[step - 1], rest, value, path)
        return tuple(item for item in items if item is not None)
    if isinstance(holder, dict) or holder is None:
        if isinstance(step, int):
            raise WronglyAsked(f"{path}: {step} counts items of a list, but there is none")
        return {**(holder or {}), step: _with((holder or {}).get(step), rest, value, path)}
    raise WronglyAsked(f"{path}: there is nothing below the value {str(holder)[:40]!r}")
