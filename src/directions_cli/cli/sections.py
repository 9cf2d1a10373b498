"""Results of several parts, each a heading, a table and a few sentences: for the terminal and in Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from directions_cli.cli.formats import Column, as_markdown, as_table, escaped
from directions_cli.domain.harmless import harmless


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a result. Without rows its table is left out; one of rows alone is left out with them."""

    heading: str
    columns: Sequence[Column] = ()
    rows: Sequence[dict[str, Any]] = ()
    notes: Sequence[str] = ()


def for_eyes(sections: Sequence[Section]) -> str:
    """The parts for the terminal, a blank line between them; sentences are wrapped to its width."""
    from directions_cli.cli.terminal import width

    parts = []
    for section in sections:
        if section.rows or section.notes or not section.columns:
            table = as_table(section.rows, section.columns) if section.rows else ""
            heading, *notes = [
                textwrap.fill(harmless(text), max(40, min(width(), 110)), break_on_hyphens=False)
                for text in (section.heading, *section.notes)
            ]
            parts.append(f"{heading}\n{table}" + "".join(note + "\n" for note in notes))
    return "\n".join(parts)


def in_markdown(sections: Sequence[Section]) -> str:
    """The parts in Markdown, with every column."""
    parts = []
    for section in sections:
        if section.rows or section.notes or not section.columns:
            parts.append(f"## {escaped(harmless(section.heading))}\n")
            parts += [as_markdown(section.rows, section.columns)] if section.rows else []
            parts += [f"{escaped(harmless(note))}\n" for note in section.notes]
    return "\n".join(parts)


def in_pounds(amount: Decimal | int | None, none: str = "") -> str:
    """`£1,250,000`, with pence only where there are any, `-£5` below zero; `none` where it is not known."""
    from directions_cli.domain.dates import pounds_in_words

    if amount is None:
        return none
    return f"-{pounds_in_words(-amount)}" if amount < 0 else pounds_in_words(amount)
