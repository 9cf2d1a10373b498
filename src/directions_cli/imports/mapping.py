"""A mapping: which column of a sheet holds which field, and what an authority's own words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as of
from datetime import date
from typing import Any

from directions_cli.imports.statuses import Standing

FORMAT = 1
"""Version of mapping files that this program writes."""


@dataclass(frozen=True)
class Column:
    """A column and the field that it goes to. `score` is how sure the proposal is, from 0 to 1; 1 where a mapping says so.

    What a heading says of money stands beside it: its year, the partner, the kind, and by how much sums are multiplied.
    `words` are cells, in their plain form, and what is to be read in their stead.
    """

    index: int
    letter: str
    heading: str
    field: str
    score: float = 1.0
    samples: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    year: str | None = None
    kind: str | None = None
    unit: int = 1
    date: date | None = None
    given: bool = False
    words: Mapping[str, str] = of(default_factory=dict)


@dataclass(frozen=True)
class SheetMap:
    """How one sheet is read: the rows of its headings (from 1), its columns, the day of which it tells; or why it is not read.

    `values` are said of every direction of it that does not say otherwise, by field; `without` are rows (from 1) to leave out;
    `lines` is the field that lines of words between the rows hold for those below them. `remarks` are said where it is shown.
    """

    file: str
    sheet: str
    headings: tuple[int, int] | None
    columns: tuple[Column, ...] = ()
    as_at: date | None = None
    left_out: str | None = None
    read_as: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    without: frozenset[int] = frozenset()
    lines: str | None = None
    remarks: tuple[str, ...] = ()

    def of(self, name: str) -> tuple[Column, ...]:
        """The columns that go to a field."""
        return tuple(column for column in self.columns if column.field == name)


@dataclass(frozen=True, slots=True)
class Given:
    """What a mapping file says of one column; what it leaves out is left to the proposal."""

    field: str
    heading: str | None = None
    column: str | None = None
    to: tuple[str, ...] = ()
    year: str | None = None
    kind: str | None = None
    unit: int | None = None
    words: Mapping[str, str] = of(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """What a mapping file says of one sheet; `sheet` None is said of every sheet that it does not name."""

    sheet: str | None = None
    headings: tuple[int, int] | None = None
    columns: tuple[Given, ...] = ()
    as_at: date | None = None
    leave_out: bool = False
    values: tuple[tuple[str, str], ...] = ()
    without: frozenset[int] = frozenset()
    lines: str | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """A mapping file as read: its sheets, and what words of the authority's own mean, by their plain form."""

    as_at: date | None = None
    sheets: tuple[GivenSheet, ...] = ()
    statuses: Mapping[str, Standing] = of(default_factory=dict)
    ratings: Mapping[str, str] = of(default_factory=dict)
    names: Mapping[str, Mapping[str, tuple[str, ...]]] = of(default_factory=dict)
    written: Mapping[str, Mapping[str, Any]] = of(default_factory=dict)

    def of(self, sheet: str) -> GivenSheet | None:
        """What is said of a sheet by its name, else of every sheet."""
        named = next((each for each in self.sheets if each.sheet is not None and each.sheet.casefold() == sheet.casefold()), None)
        return named or next((each for each in self.sheets if each.sheet is None), None)
