"""What every command can be given, read from the table that `make docs` makes of the commands themselves.

A shell that completes a word waits for the answer. To ask the commands would be to load typer, which takes longer than all
the rest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

TABLE: Final = Path(__file__).with_name("parameters.json")
"""The table: for each command the arguments and options that it takes, in the order of its help; under "" the program's own."""


class Parameter(NamedTuple):
    """An argument or an option."""

    name: str
    """The name by which the command knows it."""
    spelled: Sequence[str] = ()
    """How an option is written, in each of its ways; an argument has none."""
    takes: bool = False
    """Whether the option takes a value."""
    called: str = ""
    """What the help calls its value, without brackets and dots; empty where it has no name of its own."""
    words: Sequence[str] = ()
    """The words that it is one of."""
    repeats: bool = False
    """Whether the argument may be given several times."""
    help: str = ""


def parameters() -> Mapping[str, Sequence[Parameter]]:
    """The parameters of each command by its name, and under "" those that stand before the command."""
    known = json.loads(TABLE.read_text(encoding="utf-8"))
    return {command: [Parameter(**each) for each in found] for command, found in known.items()}
