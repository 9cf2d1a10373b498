"""The account of an import: of every row and every cell, what was understood, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from directions_cli.domain.keys import key

Fate = Literal["read", "noted", "left out"]
NEW, KNOWN, DIFFERS, LEFT = "new", "known", "differs", "left out"
FATES: Final = (NEW, KNOWN, DIFFERS, LEFT)


@dataclass(slots=True)
class Cell:
    """What became of one cell that holds something."""

    row: int = key("Row of the sheet, from 1.")
    column: str = key("Letters of the column.")
    heading: str = key("Heading of the column; empty where it has none.")
    words: str = key("What the cell holds, as text.")
    field: str = key("Field that the column goes to, as mapping files name it.")
    fate: Fate = key("`read`, `noted` (kept in words in the note of its issue) or `left out`.")
    value: str | None = key("What it was understood as, as text, or null.")
    remark: str | None = key("What is to be said about it, or null.")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a sheet and the register differ."""

    field: str = key("Dotted name of the field, or `status`.")
    sheet: Any = key("What the sheet says.")
    register: Any = key("What the register holds, or null.")


@dataclass(slots=True)
class RowTold:
    """What became of the rows of one direction, or of a row that tells of none."""

    file: str = key("Name of the file.")
    sheet: str = key("Name of the sheet.")
    rows: tuple[int, ...] = key("Rows of the sheet, from 1, that tell of it.")
    fate: str = key(
        "`new` (imported, or to be), `known` (in the register just so), `differs` (in the register otherwise) or `left out`."
    )
    reference: str | None = key("Its reference as printed, or null.")
    title: str | None = key("Its title, or null.")
    id: str | None = key("Its id in the register, or null where it has none.")
    why: str | None = key("Why it was left out, or null.")
    remarks: tuple[str, ...] = key("What is to be said about the whole.")
    differences: tuple[Difference, ...] = key("Where sheet and register differ.")
    cells: tuple[Cell, ...] = key("Its cells that hold something.")


@dataclass(frozen=True, slots=True)
class ColumnTold:
    """How a column is read."""

    column: str = key("Letters of the column.")
    heading: str = key("Heading of the column; empty where it has none.")
    field: str = key("Field that it goes to; `note` where it fits none, `leave-out` where the mapping says so.")
    sure: float = key("How sure the proposal is, from 0 to 1.")
    to: tuple[str, ...] = key("Codes of the partners that its heading names.")
    year: str | None = key("Financial year that its heading names, or null.")
    kind: str | None = key("Kind of money that its heading names, or null.")
    unit: int = key("By how much its sums are multiplied: 1, 1000 or 1000000.")
    samples: tuple[str, ...] = key("The first cells below it.")


@dataclass(frozen=True, slots=True)
class SheetTold:
    """How a sheet is read, or why it is not."""

    file: str = key("Name of the file.")
    sheet: str = key("Name of the sheet.")
    headings: tuple[int, ...] = key("Rows of its headings, from 1; empty where it is not read.")
    as_at: str | None = key("Day that the sheet tells of, or null.")
    left_out: str | None = key("Why it is not read, or null.")
    columns: tuple[ColumnTold, ...] = key("Its columns.")


@dataclass(frozen=True, slots=True)
class Account:
    """What an import came to."""

    committed: bool = key("Whether anything was committed.")
    commits: tuple[str, ...] = key("Full ids of the commits.")
    ids: tuple[str, ...] = key("Ids of the directions made.")
    counts: dict[str, int] = key(
        "Number of directions or rows by fate, and of cells by fate: `cells read`, `cells noted`, `cells left out`."
    )
    missing: tuple[str, ...] = key("What the sheets name that register.yaml lacks, and what to add.")
    sheets: tuple[SheetTold, ...] = key("The sheets.")
    rows: tuple[RowTold, ...] = key("The rows, a direction or a row that tells of none each.")


def counted(rows: Sequence[RowTold]) -> dict[str, int]:
    """How many rows and cells had each fate."""
    found = {fate: sum(row.fate == fate for row in rows) for fate in FATES}
    cells = [cell.fate for row in rows for cell in row.cells]
    return found | {f"cells {fate}": cells.count(fate) for fate in ("read", "noted", "left out")}


REMARK_COLUMNS: Final = tuple(
    "File|Sheet|Row|Reference|Title|What became of it|Column|Heading|Cell|Field|Understood as|Remark".split("|")
)


def remark_rows(rows: Sequence[RowTold], every: bool = True) -> Iterator[tuple[Any, ...]]:
    """The account as rows of a spreadsheet: one for each direction, then one for each of its cells, with a column of remarks."""
    for row in rows:
        about = (row.file, row.sheet)
        whole = "; ".join(filter(None, (row.why, *row.remarks, *map(_differs, row.differences))))
        yield (*about, row.rows[0], row.reference, row.title, row.fate, None, None, None, None, row.id, whole or None)
        for cell in row.cells:
            if every or cell.remark:
                yield (
                    *about,
                    cell.row,
                    row.reference,
                    None,
                    cell.fate,
                    cell.column,
                    cell.heading,
                    cell.words,
                    cell.field,
                    cell.value,
                    cell.remark,
                )


def _differs(difference: Difference) -> str:
    there = "nothing" if difference.register is None else difference.register
    return f"{difference.field}: the sheet says {difference.sheet}, the register {there}"
