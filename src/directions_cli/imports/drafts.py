"""A direction while its rows are read: what is known of it so far, what goes to its note, and the account of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from directions_cli.domain.authority import Header
from directions_cli.imports.account import Cell, RowTold
from directions_cli.imports.mapping import Column, SheetMap, Wishes
from directions_cli.imports.names import Names
from directions_cli.imports.references import Named


class Said(NamedTuple):
    """What a cell was understood as; `noted` where its words are kept in the note, `dropped` where they say nothing to keep."""

    value: str | None = None
    remark: str | None = None
    noted: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reading of a sheet goes by."""

    header: Header
    names: Names
    wishes: Wishes
    sheet: SheetMap
    year: int | None
    missing: dict[str, None]


@dataclass(slots=True)
class Draft:
    """A direction as its rows tell of it. `terms` are plain values of its file; the rest is put together at the end."""

    file: str
    sheet: str
    rows: list[int]
    terms: dict[str, Any] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    of_lines: dict[str, str] = field(default_factory=dict)
    of_grids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    steps: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    links: list[tuple[Named, Cell]] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    issued: date | None = None
    officer: str | None = None
    status: tuple[str, Cell] | None = None
    live: bool | None = None
    ended: dict[str, Any] = field(default_factory=dict)
    progress: list[tuple[str, Cell]] = field(default_factory=list)
    rating: tuple[str, Cell] | None = None
    told_on: date | None = None
    told_by: Cell | None = None
    reviewed: tuple[date, Cell] | None = None
    difficulties: list[tuple[str, Cell]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    ending: dict[str, Any] | None = None
    standing: str | None = None
    cells: list[Cell] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    left_out: str | None = None
    seen: dict[str, str] = field(default_factory=dict)
    part: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Where it is known from, for `source`."""
        listed = f"rows {self.rows[0]} to {self.rows[-1]}" if len(self.rows) > 1 else f"row {self.rows[0]}"
        return (
            f"{self.file}, sheet {self.sheet!r}, {listed}"
            if not self.file.endswith((".csv", ".tsv", ".txt"))
            else f"{self.file}, {listed}"
        )

    @property
    def name(self) -> str:
        """What people call it: the reference, else the title."""
        return str(self.terms.get("reference") or self.terms.get("title") or self.place)

    def note(self, cell: Cell, remark: str | None = None, words: str | None = None) -> None:
        """Keep the words of a cell in the note of its issue."""
        said = (cell.heading or f"Column {cell.column}", words or cell.words)
        if said not in self.notes:
            self.notes.append(said)
        cell.fate = "noted"
        cell.remark = "; ".join(dict.fromkeys(filter(None, (cell.remark, remark)))) or None

    def told(self) -> RowTold:
        """The account of its rows as far as it goes."""
        terms: Mapping[str, Any] = self.terms
        fate = "left out" if self.left_out else "new"
        return RowTold(
            self.file, self.sheet, tuple(self.rows), fate, terms.get("reference"), terms.get("title"), None, self.left_out,
            tuple(self.remarks), (), tuple(self.cells),
        )  # fmt: skip


def said_of(column: Column, row: int, words: str) -> Cell:
    """The account of a cell before it is read."""
    return Cell(row, column.letter, column.heading, words, column.field, "read", None, None)
