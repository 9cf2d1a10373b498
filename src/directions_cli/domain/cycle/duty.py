"""A duty: one thing that needs doing, by when and by whom; and how the functions that find duties say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from directions_cli.domain.authority import Header
from directions_cli.domain.choices import DUTIES, OFFICES
from directions_cli.domain.direction import Direction
from directions_cli.domain.keys import key

LONGEST = 120
"""Characters of a direction's own words that a sentence about it quotes."""
CHIEF_OFFICER: Final = "chief_officer"
CHIEF_FINANCE_OFFICER: Final = "chief_finance_officer"

KINDS: Final = DUTIES


class Owed(NamedTuple):
    """What a function of the table finds: by when, by whom (offices and codes of partners), and what, in a sentence.

    `part` tells one duty of a kind from another of the same direction; the day is no part of it, because days move.
    """

    date: date
    who: tuple[str, ...]
    what: str
    part: str = ""
    report: str | None = None
    title: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that needs doing, as at a day."""

    kind: str = key(f"{', '.join(f'`{kind}`' for kind in KINDS)}.")
    date: date = key("Day by which it is to be done.")
    overdue: int = key("Days since that day: more than 0 is overdue, 0 is due today, less than 0 is still to come.")
    who: tuple[str, ...] = key("Whose it is: offices of `register.yaml` (such as `chief_officer`) and codes of partners.")
    direction: str | None = key("Id of the direction, or null.")
    reference: str | None = key("Its reference, or null.")
    report: str | None = key("Number of the report to the board that it is about, or null.")
    title: str | None = key("Title of the direction or the report, or null.")
    private: bool = key("Whether the board took the direction, or one upon the same report, in private.")
    what: str = key("What needs doing, in a sentence; it quotes nothing of a private direction.")
    source: str = key("The paragraph that it comes from.")
    rule: str | None = key("The rule by which `validate` speaks of it once it is overdue, or null.")
    uid: str = key("A name of its own that stays from run to run, also where the day moves.")


def quoted(direction: Direction, text: str | None) -> str:
    """Words of a direction in brackets, on one line and not too long, with a blank before; nothing of a private one."""
    if not text or direction.terms.private:
        return ""
    line = " ".join(text.split()).rstrip(".")
    return f" ({line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + '…'})"


def office_title(name: str) -> str:
    """An office as people call it where the register gives no title: `chief_officer` is Chief Officer."""
    return name.replace("_", " ").title()


def whose(header: Header, code: str) -> str:
    """The name of an office or a partner as people read it."""
    if code in OFFICES:
        officer = getattr(header.officers, code)
        return (officer.title if officer else None) or office_title(code)
    partner = header.partner(code)
    return partner.name if partner else code
