"""Entries of monitoring: progress, review, difficulty, query and request (policy 4; guidance 4.7, 5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from directions_cli.domain.acts.building import of_one
from directions_cli.domain.history import Entry
from directions_cli.domain.register import Appended, Change, Register
from directions_cli.errors import WronglyAsked

ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
SUMMARY = {
    "progress": "Record progress of",
    "reviewed": "Record review of",
    "difficulty": "Record difficulty with",
    "query": "Record query on",
    "request": "Record request for information on",
}


def enter(register: Register, id: str, values: Mapping[str, Any]) -> Change:
    """One monitoring entry, from its plain values. Raises pydantic's `ValidationError` where they don't fit."""
    direction = of_one(register, id)
    entry = ENTRY.validate_python(dict(values))
    if entry.act not in SUMMARY:
        raise WronglyAsked(f"{entry.act!r} is no monitoring entry; it has an act of its own")
    act = "review" if entry.act == "reviewed" else entry.act
    return Change(act, f"{SUMMARY[entry.act]} {direction.name}", id, appended=(Appended(id, (entry,)),))
