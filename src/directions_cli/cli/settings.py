"""What every command is told: where the register is, and what day it is."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.clerk.clerk import Clerk
    from directions_cli.store.folder import Loaded


def say(text: str) -> None:
    """Talk goes to standard error; results go to standard output."""
    from directions_cli.domain.harmless import harmless

    print(f"directions: {harmless(text)}", file=sys.stderr)


def day(text: str, option: str) -> date:
    """A day given as an option. Raises `WronglyAsked` where it is none."""
    try:
        if re.fullmatch(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise WronglyAsked(f"{option} {text!r} is no day; write YYYY-MM-DD, for example 2025-03-18")


class Settings(NamedTuple):
    """The options before the command."""

    where: Path
    today: date
    paged: bool = True

    @classmethod
    def of(cls, where: Path, today: str | None, paged: bool = True) -> Settings:
        """From the command line; the day defaults to the local date."""
        from directions_cli.ledger.environment import forget_hook_variables

        forget_hook_variables()
        return cls(where, date.today() if today is None else day(today, "--today"), paged)

    @property
    def folder(self) -> Path:
        """The folder that holds the register."""
        from directions_cli.ledger.places import find_register

        return find_register(self.where)

    def clerk(self) -> Clerk:
        """Who changes the register."""
        from directions_cli.clerk.clerk import Clerk

        return Clerk(self.folder, self.today, say)

    def loaded(self) -> Loaded:
        """The register for reading."""
        from directions_cli.clerk.reading import read_register

        return read_register(self.folder, say)
