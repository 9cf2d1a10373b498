"""`correct`: a slip of the pen in issued terms put right, with an entry that keeps both values (design section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from directions_cli.domain.acts.building import of_one, refuse_draft, terms_from
from directions_cli.domain.history import Corrected
from directions_cli.domain.paths import put
from directions_cli.domain.plain import plain_terms
from directions_cli.domain.register import Amended, Appended, Change, Register
from directions_cli.errors import Refused, WronglyAsked

NEVER_CORRECTED = ("varies", "supersedes", "revokes")
TEXTS = ("direction", "conditions")
LEAST_ALIKE = 0.5
"""How much of a text must stay, from 0 to 1, for the rest to be a slip of the pen."""


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
            raise Refused(f"LIF001 {path} of {direction.name} is already {value!r}; nothing to correct")
        _refuse_rewriting(path, before, value)
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


def _refuse_rewriting(path: str, before: Any, after: Any) -> None:
    """A text of which little is left was no slip of the pen; what changes is for a later direction to say."""
    if path not in TEXTS or not isinstance(before, str) or len(before) < 20:
        return
    alike = SequenceMatcher(None, before.split(), str(after or "").split(), autojunk=False).ratio()
    if alike < LEAST_ALIKE:
        raise Refused(
            f"LNK007 this rewrites {path}, which is no slip of the pen: vary or supersede the direction instead (policy app. 2)"
        )


def _as_written(value: Any) -> Any:
    """A value as the file will hold it: days as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _as_written(each) for key, each in value.items()}
    return tuple(map(_as_written, value)) if isinstance(value, tuple) else value
