"""A change written out as the bytes of its files, and read back before anyone may rely on it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.history import Entry
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import Change, Decided, Register
from directions_cli.domain.report import ReportDecision
from directions_cli.errors import Refused
from directions_cli.ledger.repository import REGISTER
from directions_cli.store.amending import amend
from directions_cli.store.appending import append_entries
from directions_cli.store.reader import YamlFault, read_text, read_yaml
from directions_cli.store.writer import dump_decision, dump_direction

Read = Callable[[str], bytes]
SCHEMA = "../../schemas/direction.schema.json"
SCHEMA_OF_DECISION = "../../schemas/report.schema.json"


class WriteBroken(Exception):
    """What was written does not read back as what was meant: a bug. Nothing has been changed."""


def written(folder: Path, before: Register, after: Register, change: Change) -> dict[str, tuple[bytes | None, bytes]]:
    """Each file of a change with its bytes before (None: new) and after, by its path from `register/` on."""
    return written_upon(lambda path: _read(folder, path), before, after, change)


def written_upon(read: Read, before: Register, after: Register, change: Change) -> dict[str, tuple[bytes | None, bytes]]:
    """As `written`, for files that lie elsewhere than in a folder: `read` gives the bytes of one by its path."""
    texts: dict[str, str] = {}
    old: dict[str, bytes | None] = {}
    for direction in (*change.made, *change.redrafted):
        texts[direction.id] = dump_direction(direction, SCHEMA)
        old[direction.id] = read(before[direction.id].path) if direction.id in before else None
    for amended in change.amended:
        old[amended.id] = read(before[amended.id].path)
        try:
            texts[amended.id] = amend(_text(old[amended.id]), amended.values)
        except ValueError as error:
            raise Refused(f"register/{before[amended.id].path}: {error}") from None
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    for step in change.appended:
        entries[step.id].extend(step.entries)
    for id, added in entries.items():
        if id not in texts:
            old[id] = read(before[id].path)
            texts[id] = _text(old[id])
        try:
            texts[id] = append_entries(texts[id], tuple(added))
        except ValueError as error:
            raise Refused(f"register/{after[id].path}: {error}") from None
    found = {}
    for id, text in texts.items():
        _same(text, after[id])
        found[f"{REGISTER}/{after[id].path}"] = (old[id], _mark(old[id]) + text.encode())
    return found | {f"{REGISTER}/{each.path}": (None, _decision(each)) for each in change.decided}


def _decision(decided: Decided) -> bytes:
    text = dump_decision(decided.decision, SCHEMA_OF_DECISION)
    if ReportDecision.model_validate(read_yaml(text).value) != decided.decision:
        raise WriteBroken(f"{decided.path} would not read back as it was meant")
    return text.encode()


def _read(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except OSError as error:
        raise Refused(f"register/{path} can't be read ({error.strerror}); was it changed meanwhile? Try again") from None


def _mark(data: bytes | None) -> bytes:
    """The byte-order mark that a file begins with, if it does: reading takes it off, writing must not lose it."""
    return BOM_UTF8 if data is not None and data.startswith(BOM_UTF8) else b""


def _text(data: bytes | None) -> str:
    try:
        return read_text(data or b"")
    except YamlFault as fault:
        raise Refused(f"a file of the register was changed meanwhile and {fault.message}; look at it and try again") from None


def _same(text: str, meant: Direction) -> None:
    read = DirectionFile.model_validate(read_yaml(text).value)
    same_terms = plain_terms(read) == plain_terms(meant.terms)
    same_history = tuple(map(plain, read.history)) == tuple(map(plain, meant.history))
    if not (same_terms and same_history and read.ignore == meant.ignore):
        raise WriteBroken(f"{meant.id} would not read back as it was meant")
