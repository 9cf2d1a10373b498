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
    steps = _steps(path, fields)
    before = _at(whole, steps, path)
    whole.update(_with(whole, steps, value, path))
    if value is None and len(steps) == 1:
        whole.pop(str(steps[0]), None)
    return before


def take_back(whole: dict[str, Any], path: str, was: Any, now: Any) -> None:
    """Put back what a correction changed at a dotted path from `was` to `now`.

    An item that it took out of a list goes back between the others. Raises `WronglyAsked` where the path leads nowhere.
    """
    steps = _steps(path)
    if now is None and was is not None and isinstance(steps[-1], int):
        whole.update(_with(whole, steps, was, path, insert=True))
    else:
        put(whole, path, was)


def _steps(path: str, fields: Collection[str] = TERM_FIELDS) -> list[str | int]:
    steps = [int(step) if STEP.match(step) else step for step in path.split(".")]
    if steps[0] not in fields:
        what = "term of a direction; the terms" if fields is TERM_FIELDS else "field; the fields"
        raise WronglyAsked(f"{steps[0]!r} is no {what} are {', '.join(fields)}")
    return steps


def _at(holder: Any, steps: list[str | int], path: str) -> Any:
    for step in steps:
        if isinstance(holder, dict):
            holder = holder.get(step)
        elif isinstance(holder, tuple) and isinstance(step, int) and 1 <= step <= len(holder):
            holder = holder[step - 1]
        else:
            return None
    return holder


def _with(holder: Any, steps: list[str | int], value: Any, path: str, insert: bool = False) -> Any:
    """What a holder is with a value at some steps below it; with `insert`, as a new item before the one of that number."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if insert and not rest and holder is None:
        holder = ()
    if isinstance(holder, tuple):
        if not isinstance(step, int) or not 1 <= step <= len(holder) + (not rest):
            raise WronglyAsked(f"{path}: the list has items 1 to {len(holder)}; {step} is none of them")
        items = [*holder[: step - 1], None, *holder[step - 1 if insert and not rest else step :]]
        items[step - 1] = _with(holder[step - 1] if step <= len(holder) else None, rest, value, path, insert)
        return tuple(item for item in items if item is not None)
    if isinstance(holder, dict) or holder is None:
        if isinstance(step, int):
            raise WronglyAsked(f"{path}: {step} counts items of a list, but there is none")
        return {**(holder or {}), step: _with((holder or {}).get(step), rest, value, path, insert)}
    raise WronglyAsked(f"{path}: there is nothing below the value {str(holder)[:40]!r}")
