"""A sheet as a grid of cells, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from directions_cli.imports.words import Value

MOST_CELLS = 4_000_000
"""Cells that a sheet may hold: 40,000 directions with a hundred columns. More is no log of directions."""
MOST_COLUMNS = 1_000
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted from 0."""


Links = dict[tuple[int, int], str]
"""Addresses that lie behind the words of cells, by row and column from 0."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: the file and the name it has there, its rows of cells from row 1 and column A, and its merged cells.

    What stands in merged cells stands in each of them; `filled` are the places that had it from the merging alone.
    `read_as` says how a file of text was read, where that could be otherwise; `links` are addresses behind the words of cells.
    """

    file: str
    name: str
    rows: tuple[tuple[Value, ...], ...]
    filled: frozenset[tuple[int, int]] = field(default=frozenset())
    spans: tuple[Span, ...] = ()
    read_as: str | None = None
    sha256: str = ""
    links: Links = field(default_factory=dict)

    @cached_property
    def width(self) -> int:
        """Number of columns."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Value:
        """What a cell holds, counted from 0; None beyond the end."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None


def empty(value: Value) -> bool:
    """Whether a cell holds nothing, or nothing but blanks."""
    return value is None or (isinstance(value, str) and not value.strip())


def sheet_of(
    file: str,
    name: str,
    rows: Iterable[Sequence[Value]],
    spans: Iterable[Span] = (),
    read_as: str | None = None,
    sha256: str = "",
    links: Links | None = None,
) -> Sheet:
    """A sheet of rows as they were read: empty cells become None, and merged ones hold what the first of them holds."""
    grid = [[None if empty(value) else value for value in row] for row in rows]
    filled: set[tuple[int, int]] = set()
    links = dict(links or {})
    kept = tuple(span for span in spans if span[0] < len(grid))
    for first, left, last, right in kept:
        value = grid[first][left] if left < len(grid[first]) else None
        if value is None:
            continue
        for row in range(first, min(last, len(grid) - 1) + 1):
            cells = grid[row]
            cells.extend([None] * (min(right, MOST_COLUMNS) + 1 - len(cells)))
            for column in range(left, min(right, MOST_COLUMNS) + 1):
                if (row, column) != (first, left) and cells[column] is None:
                    cells[column] = value
                    filled.add((row, column))
                    if (first, left) in links:
                        links[row, column] = links[first, left]
    while grid and all(value is None for value in grid[-1]):
        grid.pop()
    return Sheet(file, name, tuple(map(tuple, grid)), frozenset(filled), kept, read_as, sha256, links)
