"""What the index keeps of a direction beside its content, so that most questions are answered without building it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

from directions_cli.domain.direction import Direction, called, issued_on
from directions_cli.domain.lookups import LOOKUPS, Key, keys_of
from directions_cli.domain.standing import Stood, extant_spans

NEVER = "0001-01-01"
Row = tuple[Any, ...]


class Facts(NamedTuple):
    """A row of the table `direction`, and the rows of `lookup`."""

    direction: Row
    lookups: list[tuple[str, str, str]]

    def as_text(self) -> str:
        """What `facts_in` reads again; the key of the content, which is no text, is left out."""
        return json.dumps((self.direction[:2], self.direction[3:], self.lookups), ensure_ascii=False)


def facts_in(text: str, content: bytes) -> Facts:
    """The facts that `as_text` gave, of a direction whose file has that content. Raises `ValueError` where it is damaged."""
    first, rest, lookups = json.loads(text)
    return Facts((*first, content, *rest), lookups)


def facts_of(direction: Direction, content: bytes) -> Facts:
    """What is kept of a direction whose file has that content."""
    names, issued = called(direction), issued_on(direction)
    spans = " ".join(f"{first}/{last}" for first, last in extant_spans(direction))
    row = (
        direction.id,
        direction.path,
        content,
        place_of(direction),
        str(issued or ""),
        spans,
        names.reference,
        names.title,
        json.dumps(names.varied_by) if names.varied_by else "",
    )
    lookups = [(name, key_text(key), direction.id) for name in LOOKUPS for key in keys_of(name, direction)]
    return Facts(row, lookups)


def place_of(direction: Direction) -> str:
    """Where a direction stands in the log: by approval, then by id."""
    return f"{direction.terms.approved or NEVER} {direction.id}"


def key_text(key: Key) -> str:
    """The key of a look-up as text."""
    return "\n".join(map(str, key)) if isinstance(key, tuple) else str(key)


def stood_of(issued: str, spans: str) -> Stood:
    """From which day a direction is issued, and when it was extant, from what is kept of it."""
    pairs = (each.split("/") for each in spans.split())
    days = tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs)
    return Stood(date.fromisoformat(issued) if issued else None, days)
