"""What the readers of cells share: what a reader is, and how a value is put into the terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from directions_cli.imports.account import Cell
from directions_cli.imports.drafts import Draft, Reading, Said
from directions_cli.imports.mapping import Column
from directions_cli.imports.words import Value

Read = Callable[[Draft, Column, Value, Cell, Reading], Said]
"""Reads a cell into a direction and says what it was understood as."""


def unknown_words(words: str) -> str:
    """What is said of a cell that only says that nothing is known."""
    return f"{words!r} says that nothing is known, or that nothing applies"


def put(draft: Draft, name: str, value: Any, shown: str | None = None) -> Said:
    """Put a value into the terms unless another stands there already; then it goes to the note."""
    first, _, rest = name.partition(".")
    home = draft.terms.setdefault(first, {}) if rest else draft.terms
    here = rest or first
    if here in home and home[here] != value:
        return Said(None, f"{name} is known already from another cell; kept as a note", noted=True)
    home[here] = value
    return Said(shown or str(value))
