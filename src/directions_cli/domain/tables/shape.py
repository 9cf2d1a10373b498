"""What a table of an export is: its columns, their kinds, its keys and what they refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "month or day", "financial year", "day", "money", "whole", "yes-no", "values"]
KINDS: Final[dict[Kind, str]] = {
    "text": "Text.",
    "month or day": "A month as 2026-04 or a day as 2026-04-21, as exact as it is known.",
    "financial year": "A financial year from April to March, as 2025-26.",
    "day": "A calendar day.",
    "money": "Pounds, exact to the penny.",
    "whole": "A whole number.",
    "yes-no": "Yes or no.",
    "values": "A value of any shape, as JSON.",
}
"""Every kind of cell with what it holds."""
Cell = object
"""What a cell holds: a text, day, decimal sum, whole number, True or False, or None where nothing is known."""
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `source` is the key of the file that it comes from, or how it is worked out.

    `computed` columns are worked out and never read back; `for_sheets` ones repeat what another table says, for people who
    read one sheet, and stand in no database. `refers` names the table and column whose values it may have.
    """

    name: str
    kind: Kind
    about: str
    source: str
    computed: bool = False
    for_sheets: bool = False
    refers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row is, its columns, and the columns by which a row is known."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def place(self, name: str) -> int:
        """The place of a column."""
        return next(at for at, column in enumerate(self.columns) if column.name == name)

    @property
    def normal(self) -> tuple[int, ...]:
        """The places of the columns that repeat nothing, for databases."""
        return tuple(at for at, column in enumerate(self.columns) if not column.for_sheets)


def heading(name: str) -> str:
    """The name of a table or column as people read it: `takes_effect` is `Takes effect`."""
    return (name[:1].upper() + name[1:]).replace("_", " ")


def name_of(heading: str) -> str:
    """The name behind a heading."""
    return "_".join(heading.split()).casefold()
