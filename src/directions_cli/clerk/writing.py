"""A change written out as the bytes of its files, and read back before anyone may rely on it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import Change, Register
from directions_cli.errors import Refused
from directions_cli.ledger.repository import REGISTER
from directions_cli.store.reader import read_text, read_yaml
from directions_cli.store.writer import amend, append_entries, dump_direction

SCHEMA = "../../schemas/direction.schema.json"


class WriteBroken(Exception):  # noqa: N818 (a bug, not an error of the officer's)
    """What was written does not read back as what was meant: a bug. Nothing has been changed."""


def written(folder: Path, before: Register, after: Register, change: Change) -> dict[str, tuple[bytes | None, bytes]]:
    """Each file of a change with its bytes before (None: new) and after, by its path from `register/` on."""
    texts: dict[str, str] = {}
    old: dict[str, bytes | None] = {}
    for direction in (*change.made, *change.redrafted):
        texts[direction.id] = dump_direction(direction, SCHEMA)
        target = folder / direction.path
        old[direction.id] = target.read_bytes() if direction.id in before else None
    for amended in change.amended:
        old[amended.id] = (folder / before[amended.id].path).read_bytes()
        texts[amended.id] = amend(_text(old[amended.id]), amended.values)
    entries = defaultdict(list)
    for step in change.appended:
        entries[step.id].extend(step.entries)
    for id, added in entries.items():
        if id not in texts:
            old[id] = (folder / before[id].path).read_bytes()
            texts[id] = _text(old[id])
        try:
            texts[id] = append_entries(texts[id], tuple(added))
        except ValueError as error:
            raise Refused(f"register/{after[id].path}: {error}") from None
    found = {}
    for id, text in texts.items():
        _same(text, after[id])
        found[f"{REGISTER}/{after[id].path}"] = (old[id], text.encode())
    return found


def _text(data: bytes | None) -> str:
    return read_text(data or b"")


def _same(text: str, meant: Direction) -> None:
    read = DirectionFile.model_validate(read_yaml(text).value)
    same_terms = plain_terms(read) == plain_terms(meant.terms)
    same_history = tuple(map(plain, read.history)) == tuple(map(plain, meant.history))
    if not (same_terms and same_history and read.ignore == meant.ignore):
        raise WriteBroken(f"{meant.id} would not read back as it was meant")
