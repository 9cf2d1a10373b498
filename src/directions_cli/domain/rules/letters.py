"""Letters kept with the acts that they were sent with (family LIF, continued)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Letter, letters_of
from directions_cli.domain.rules.core import Case, Fault, rule

NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*]')
DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)", re.IGNORECASE)
LONGEST: Final = 255


def _kept(direction: Direction) -> Iterator[tuple[tuple[str | int, ...], Letter]]:
    """Every letter with its place in the file."""
    for number, entry in enumerate(direction.history):
        letters = letters_of(entry)
        for place, letter in enumerate(letters):
            where = (place,) if len(letters) > 1 else ()
            yield ("history", number, "letter", *where), letter


@rule("LIF021", "warning", "design 2")
def letter_has_a_file_name(direction: Direction, case: Case) -> Iterator[Fault]:
    """A letter is kept under a name that a file can have on any system.

    The name leads to the copy on file. Folders do not belong to it, nor what only some systems allow.
    """
    for at, letter in _kept(direction):
        why = why_no_file_name(letter.name)
        if why:
            yield Fault((*at, "name"), f"{letter.name!r} {why}; keep the name of the file alone, as it is on file")


def why_no_file_name(name: str) -> str | None:
    """Why a name can't be that of a file on every system, or None where it can."""
    found = NOT_IN_NAMES.search(name)
    if found:
        return f"holds {found[0]!r}, which file names don't hold"
    if name.endswith("."):
        return "ends in a full stop, which is lost on some systems"
    if DEVICES.match(name):
        return "is the name of a device on some systems"
    return f"is longer than {LONGEST} bytes" if len(name.encode()) > LONGEST else None


@rule("LIF022", "note", "guidance 2.5")
def letter_can_be_proved(direction: Direction, case: Case) -> Iterator[Fault]:
    """A letter is kept with its SHA-256.

    Only with it can `directions letter --check` say that a file is what was sent; `--letter` keeps it with the act.
    """
    for at, letter in _kept(direction):
        if letter.sha256 is None:
            yield Fault(at, f"{letter.name} is kept without its SHA-256, so that nobody can prove what was sent")


RULES = (letter_has_a_file_name, letter_can_be_proved)
