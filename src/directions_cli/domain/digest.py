"""The digest of a direction: a short text that stands for its terms, so that a paper copy can be matched to the register."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from directions_cli.domain.corrections import as_left_by
from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Corrected, Issued
from directions_cli.domain.plain import plain_terms
from directions_cli.domain.register import Register

GROUPS, LETTERS = 4, 5
SHAPE: Final = re.compile(r"[0-9a-f]{5}(-[0-9a-f]{5}){3}\Z")


def digest_of(direction: Direction) -> str:
    """`3f2a1-9c04b-77de1-0a2b3`: of a SHA-256 over the id and the terms as they read, whatever the file's spelling of them."""
    whole = {"id": direction.id, "terms": plain_terms(direction.terms)}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_said)
    letters = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return "-".join(letters[at : at + LETTERS] for at in range(0, GROUPS * LETTERS, LETTERS))


def _said(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def digests(direction: Direction) -> Iterator[tuple[str, int]]:
    """The digest of a direction as it was issued and as each correction left it, with the place of that entry in its history."""
    for number, entry in enumerate(direction.history):
        if isinstance(entry, Issued | Corrected):
            yield digest_of(as_left_by(direction, number)), number


def matching(register: Register, digest: str) -> Iterator[tuple[Direction, int, bool]]:
    """The directions whose terms have that digest, the entry that left them so, and whether they still read so."""
    wanted = digest.strip().casefold()
    for direction in register.values():
        found = list(digests(direction))
        for place, (each, number) in enumerate(found):
            if each == wanted:
                yield direction, number, place == len(found) - 1
                break
