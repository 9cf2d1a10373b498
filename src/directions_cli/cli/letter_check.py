"""`directions letter --check`: whether a file is a letter of this register, and of which act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from directions_cli.cli.formats import LISTS, Column, Format, emit
from directions_cli.cli.settings import Settings, say

if TYPE_CHECKING:
    from directions_cli.domain.direction import Direction
    from directions_cli.domain.history import Entry, Letter
    from directions_cli.domain.register import Register

COLUMNS: Final = (
    Column("file", "File"),
    Column("is_letter", "Letter"),
    Column("reference", "Reference"),
    Column("id", "Id"),
    Column("act", "Act"),
    Column("date", "Date"),
    Column("name", "Kept as"),
    Column("sha256", "SHA-256"),
    Column("note", "Note"),
)
SHOWN: Final = 12
"""Characters of a SHA-256 that a sentence gives."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter that the register keeps, with the direction and the entry that it was sent with."""

    direction: Direction
    entry: Entry
    letter: Letter


def check_letters(settings: Settings, files: Sequence[str], form: Format = Format.table) -> None:
    """Say for each file whether it is a letter of this register.

    Leaves with 1 where one is not, with 2 where one can't be read. Needs no Git.
    """
    from directions_cli.clerk.reading import of_loaded

    loaded = settings.loaded()
    letters = list(kept_in(of_loaded(loaded)))
    for finding in loaded.findings:
        say(f"{finding.where}: {finding.code} {finding.message}")
    rows, unreadable = [], False
    for file in files:
        found = digest_of(Path(file))
        if found.startswith("can't"):
            unreadable = True
            rows.append(_row(file, None, None, found))
        else:
            rows += told(file, found, letters)
    emit("\n".join(map(_text, rows)) if form is Format.table else LISTS[form](rows, COLUMNS))
    if unreadable or not all(row["is_letter"] for row in rows):
        raise typer.Exit(2 if unreadable else 1)


def kept_in(register: Register) -> Iterator[Kept]:
    """Every letter that a register keeps, in the order of its directions and their entries."""
    from directions_cli.domain.history import letters_of

    for direction in register.values():
        for entry in direction.history:
            yield from (Kept(direction, entry, letter) for letter in letters_of(entry))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hex, or why it can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        return f"can't be read: {getattr(error, 'strerror', None) or error}"


def told(file: str, digest: str, letters: Iterable[Kept]) -> Iterator[dict[str, Any]]:
    """What the register knows of a file with that SHA-256: a row for each entry that keeps it, else one that says why not."""
    name = Path(file).name
    letters = list(letters)
    same = [each for each in letters if each.letter.sha256 == digest]
    for each in same:
        other = "" if each.letter.name == name else f"kept under the name {each.letter.name}"
        yield _row(file, digest, each, other)
    if not same:
        named = [each for each in letters if each.letter.name.casefold() == name.casefold()]
        yield _row(file, digest, None, _why_not(named))


def _why_not(named: Sequence[Kept]) -> str:
    if not named:
        return "no letter of this register"
    of = ", ".join(
        dict.fromkeys(f"{each.direction.name} ({each.entry.act} {each.entry.date or 'on no known day'})" for each in named)
    )
    digests = ", ".join(f"{each.letter.sha256[:SHOWN]}…" for each in named if each.letter.sha256)
    if not digests:
        return f"not proved: {of} keeps a letter of this name, but not its SHA-256"
    return f"altered: {of} keeps a letter of this name with another SHA-256 ({digests}), so this is not what was sent"


def _text(row: Mapping[str, Any]) -> str:
    """What is known of a file, for eyes: names and hashes are too long for the columns of a table."""
    from directions_cli.cli.sheet import INDENT, field
    from directions_cli.domain.dates import in_words
    from directions_cli.domain.harmless import harmless

    lines = [harmless(row["file"])]
    if row["is_letter"]:
        when = f"on {in_words(row['date'])}" if row["date"] else "on no known day"
        lines += field("letter", f"yes, of {row['reference']}: {row['act']} {when}")
        lines += field("id", row["id"])
    else:
        note = row["note"]
        lines += field("letter", note if note.startswith("no ") else f"no: {note}")
    if row["sha256"]:
        lines.append("  sha256".ljust(INDENT) + row["sha256"])
    if row["is_letter"] and row["note"]:
        lines += field("note", row["note"])
    return "".join(f"{line}\n" for line in lines)


def _row(file: str, digest: str | None, kept: Kept | None, note: str) -> dict[str, Any]:
    return {
        "file": file,
        "is_letter": kept is not None,
        "reference": kept.direction.name if kept else None,
        "id": kept.direction.id if kept else None,
        "act": kept.entry.act if kept else None,
        "date": kept.entry.date if kept else None,
        "name": kept.letter.name if kept else None,
        "sha256": digest,
        "note": note or None,
    }
