"""`correct`: a slip of the pen in issued terms put right, with an entry that keeps both values (design section 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from directions_cli.domain.acts.building import of_one, refuse_draft, terms_from
from directions_cli.domain.history import Corrected
from directions_cli.domain.plain import plain_terms
from directions_cli.domain.register import Amended, Appended, Change, Register
from directions_cli.domain.terms import TERM_FIELDS
from directions_cli.errors import Refused, WronglyAsked

NEVER_CORRECTED = ("varies", "supersedes", "revokes")
STEP = re.compile(r"\d{1,6}\Z", re.ASCII)


def correct(register: Register, id: str, values: Iterable[tuple[str, Any]], reason: str, day: date) -> Change:
    """Terms put right. `values` are dotted paths (lists counted from 1) with their new values; None takes a value out.

    Links to other directions are no slips that one side alone can put right, and are refused.
    """
    direction = of_one(register, id)
    refuse_draft(direction, "correct")
    whole = plain_terms(direction.terms)
    entries, given = [], []
    for path, value in values:
        if path.split(".")[0] in NEVER_CORRECTED:
            raise Refused(f"LNK002 {path.split('.')[0]} binds two directions; a correction of one side would part them")
        before = put(whole, path, value)
        if before == value:
            raise Refused(f"{path} of {direction.name} is already {value!r}; nothing to correct")
        given.append((path, value))
        entries.append(
            Corrected.model_validate(
                {
                    "act": "corrected",
                    "date": day,
                    "field": path,
                    "from": _as_written(before),
                    "to": _as_written(value),
                    "reason": reason,
                }
            )
        )
    if not entries:
        raise WronglyAsked("say what to correct with --set FIELD=VALUE, for example --set review=2027-04")
    terms = terms_from(whole)
    amended = Amended(id, terms, tuple(given))
    fields = ", ".join(path for path, _ in given)
    summary = f"Correct {fields} of {direction.name}"
    return Change("correct", summary, id, appended=(Appended(id, tuple(entries)),), amended=(amended,))


def _as_written(value: Any) -> Any:
    """A value as the file will hold it: days as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _as_written(each) for key, each in value.items()}
    return tuple(map(_as_written, value)) if isinstance(value, tuple) else value


def put(whole: dict[str, Any], path: str, value: Any) -> Any:
    """Put a value at a dotted path of plain values and give back what stood there, None where nothing did.

    Raises `WronglyAsked` where the path leads nowhere.
    """
    steps = [int(step) if STEP.match(step) else step for step in path.split(".")]
    if steps[0] not in TERM_FIELDS:
        raise WronglyAsked(f"{steps[0]!r} is no term of a direction; the terms are {', '.join(TERM_FIELDS)}")
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
    raise WronglyAsked(f"{path}: there is nothing below {holder!r}")
