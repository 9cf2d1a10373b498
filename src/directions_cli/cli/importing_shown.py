"""What an import shows: the proposed mapping, and what has come of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from directions_cli.domain.harmless import harmless
from directions_cli.imports.account import Account, ColumnTold, RowTold, SheetTold, counted
from directions_cli.imports.words import shortened

if TYPE_CHECKING:
    from directions_cli.clerk.importing import Import, Log
    from directions_cli.imports.mapping import Column, SheetMap

UNSURE = 0.9
MOST_ROWS = 200
"""Rows that are told one by one on the screen; the rest is in the file of remarks."""


def mapping_shown(log: Log) -> str:
    """How each sheet is read, column by column, with the first cells below each heading."""
    return "".join(line for each in log.maps for line in _sheet(each))


def _sheet(each: SheetMap) -> Iterator[str]:
    name = each.file if each.read_as else f"{each.file}, sheet {each.sheet!r}"
    if each.read_as:
        name += f" ({each.read_as})"
    if each.left_out:
        yield harmless(f"{name}: not read, because {each.left_out}\n\n")
        return
    assert each.headings
    first, last = each.headings
    rows = f"row {first}" if first == last else f"rows {first} {'to' if last > first + 1 else 'and'} {last}"
    day = f"; it tells of {each.as_at}" if each.as_at else ""
    yield harmless(f"{name}: headings in {rows}{day}\n")
    widest = max((len(column.heading) for column in each.columns), default=0)
    for column in each.columns:
        heading = shortened(column.heading or "(no heading)", 40)
        yield harmless(f"  {column.letter:>3}  {heading:<{min(max(widest, 12), 40)}}  {_goes_to(column)}\n")
    yield from (harmless(f"  {remark}\n") for remark in each.remarks)
    yield "\n"


def _goes_to(column: Column) -> str:
    more = [
        *column.to,
        column.year,
        column.kind,
        f"times {column.unit:,}" if column.field == "finance" and column.unit != 1 else None,
    ]
    beside = f" ({', '.join(filter(None, more))})" if any(more) and column.field in ("finance", "to") else ""
    sure = "?" if column.field not in ("note", "leave-out") and column.score < UNSURE else " "
    samples = " · ".join(shortened(sample, 24) for sample in column.samples)
    return f"-> {column.field + beside:<28}{sure} {samples}".rstrip()


def result_shown(found: Import) -> str:
    """What has come of the rows: what was left out or needs a look, one by one; then the sums."""
    lines: list[str] = []
    shown = [
        row for row in found.rows if row.fate in ("left out", "differs") or row.remarks or any(cell.remark for cell in row.cells)
    ]
    for row in shown[:MOST_ROWS]:
        lines.extend(_row(row))
    if len(shown) > MOST_ROWS:
        lines.append(f"  and {len(shown) - MOST_ROWS} rows more; --remarks account.xlsx writes all of them\n")
    for each in found.missing:
        lines.append(f"register.yaml lacks {each}\n")
    number = counted(found.rows)
    rows = f"{number['new']} new, {number['known']} known already, {number['differs']} that differ, {number['left out']} left out"
    cells = f"{number['cells read']} understood, {number['cells noted']} kept as notes, {number['cells left out']} left out"
    lines.append(f"{rows}; cells: {cells}\n")
    return harmless("".join(lines))


def _row(row: RowTold) -> Iterator[str]:
    rows = f"{row.rows[0]}-{row.rows[-1]}" if len(row.rows) > 1 else str(row.rows[0])
    name = row.reference or shortened(row.title or "", 40)
    yield f"{row.sheet} {rows}: {row.fate}{f', {name}' if name else ''}{f': {row.why}' if row.why else ''}\n"
    for each in row.differences:
        there = "nothing" if each.register is None else shortened(str(each.register), 60)
        yield f"    {each.field}: the sheet says {shortened(str(each.sheet), 60)}, the register {there}\n"
    for remark in row.remarks:
        yield f"    {remark}\n"
    for cell in row.cells:
        if cell.remark:
            kept = {"noted": " (kept in the note)", "left out": " (left out)"}.get(cell.fate, "")
            where = f"{cell.column}{cell.row} {shortened(cell.heading, 30)}"
            yield f"    {where} {shortened(cell.words, 40)!r}: {cell.remark}{kept}\n"


def as_told(found: Import, commits: tuple[str, ...], *, committed: bool) -> Account:
    """The whole account, as JSON has it."""
    ids = tuple(id for each in found.found if committed and (id := found.told[each.key].id))
    sheets = tuple(_told(each) for each in found.log.maps)
    return Account(committed, commits, ids, counted(found.rows), found.missing, sheets, found.rows)


def _told(each: SheetMap) -> SheetTold:
    columns = tuple(
        ColumnTold(
            column.letter,
            column.heading,
            column.field,
            column.score,
            column.to,
            column.year,
            column.kind,
            column.unit,
            column.samples,
        )
        for column in each.columns
    )
    rows = tuple(range(each.headings[0], each.headings[1] + 1)) if each.headings else ()
    return SheetTold(each.file, each.sheet, rows, each.as_at.isoformat() if each.as_at else None, each.left_out, columns)
