"""Narrowing the log to what people ask for. It looks at finished rows alone, so that it needs no models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from directions_cli.domain.status import GROUPS


class Filters(NamedTuple):
    """What the log is narrowed to; None asks for all. `status` is a status or the group extant or ended."""

    status: str | None = None
    to: str | None = None
    function: str | None = None
    meeting: date | None = None
    text: str | None = None


EVERYTHING = Filters()
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\n": " "})


def even(text: str) -> str:
    """A text in small letters, with typographic quotes, dashes, blanks and line ends made plain, to be searched."""
    return " ".join(text.translate(_TYPOGRAPHY).casefold().split())


def statuses_of(status: str | None) -> tuple[str, ...]:
    """The statuses that a status or group stands for."""
    return GROUPS.get(status, (status,)) if status else ()


def asked_for(row: Mapping[str, Any], words: str, filters: Filters) -> bool:
    """Whether a row of the log, whose direction says `words`, is one that was asked for."""
    if filters.status and row["status"] not in statuses_of(filters.status):
        return False
    if filters.to and filters.to not in row["to"]:
        return False
    if filters.function and filters.function not in row["functions"]:
        return False
    if filters.meeting and filters.meeting.isoformat() != str(row["approved"]):
        return False
    return not filters.text or even(filters.text) in even(words)
