"""Rows read into directions: which rows tell of one, which belong together, and which tell of none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from directions_cli.imports.account import Cell, RowTold
from directions_cli.imports.drafts import Draft, Reading, Said, said_of
from directions_cli.imports.grid import Sheet
from directions_cli.imports.headings import repeats_headings
from directions_cli.imports.life_read import OF_LIFE
from directions_cli.imports.mapping import Column, SheetMap
from directions_cli.imports.no_directions import none_required, prompts, sums_up
from directions_cli.imports.parts import OF_THE_LINE, Part, part_of, put_part
from directions_cli.imports.standing import finish
from directions_cli.imports.terms_read import OF_TERMS
from directions_cli.imports.words import LONGEST, Value, plain, shortened, text_of

READERS: Final = {**OF_TERMS, **OF_LIFE}
TOTAL: Final = re.compile(r"(?:grand |overall |sub[ -]?)?totals?\b|all directions$|sum of\b", re.IGNORECASE)
"""How a cell begins whose row is a total of those above."""
_NUMBERS_ALONE = re.compile(r"[\d\s,.£%()kmKM–-]*")
_IDENTITY: Final = ("reference", "title")
_OWN: Final = ("reference", "title", "approved", "issued", "report.number", "direction")
_ONCE: Final = frozenset(
    {"reference", "title", "approved", "issued", "report.number", "report.title", "review", "takes_effect", "ends", "status"}
)
ALONE: Final = "a line of words alone, no direction"
OF_THE_SHEET: Final = "Of the sheet"
"""What stands for a heading of what is said of a whole sheet."""
PROSE: Final = frozenset(
    "direction conditions note progress difficulty impact alignment measures milestones finance.use finance.method"
    " finance.note ended.note leave-out".split()
)
"""Fields that hold prose, of any length."""
Progress = Callable[[int], None]
"""Is told how many rows have been read."""


def read_rows(sheet: Sheet, reading: Reading, progress: Progress = lambda _: None) -> Iterator[Draft | RowTold]:
    """The directions of a sheet, as far as its rows tell, and the rows that tell of none, in their order."""
    current: Draft | None = None
    part: Part = {}
    for row in _below(sheet, reading.sheet):
        progress(row)
        cells = _cells(sheet, row, reading.sheet)
        if not cells:
            if current:
                yield _finished(current, reading)
            current = None
            continue
        why = _no_direction(sheet, row, reading.sheet, cells)
        if why:
            if why.startswith(ALONE):
                part, said = part_of(text_of(cells[0][1]), reading, part)
                why += said
            yield _told(sheet, row, reading.sheet, why)
            continue
        if current is None or not _goes_on(sheet, row, reading.sheet, current):
            if current:
                yield _finished(current, reading)
            current = Draft(sheet.file, sheet.name, [])
            current.part = put_part(current, part)
        _read_into(current, sheet, row, reading, cells)
    if current:
        yield _finished(current, reading)


def _finished(draft: Draft, reading: Reading) -> Draft:
    """A direction with what is said of its whole sheet, where its own rows do not say it."""
    said = [(OF_THE_LINE, *each) for each in draft.part] + [(OF_THE_SHEET, *each) for each in reading.sheet.values]
    for whose, name, words in said:
        if name == "to" and draft.terms.get("to"):
            continue
        if name != "note" and any(cell.field == name and cell.fate == "read" and cell.value for cell in draft.cells):
            continue
        if name == "approved" and draft.terms.get(name):
            continue
        column = Column(-1, "", whose, name)
        cell = said_of(column, draft.rows[0], words)
        _read_cell(draft, column, words, cell, reading)
        if cell.fate == "read":
            of = "its sheet" if whose == OF_THE_SHEET else "the line above its rows"
            draft.remarks.append(f"{name} is that of {of}: {cell.value or words}")
    return finish(draft, reading)


def _below(sheet: Sheet, mapped: SheetMap) -> range:
    return range(mapped.headings[1] if mapped.headings else len(sheet.rows), len(sheet.rows))


def _cells(sheet: Sheet, row: int, mapped: SheetMap) -> list[tuple[Column, Value]]:
    return [(column, value) for column in mapped.columns if (value := sheet.cell(row, column.index)) is not None]


def _no_direction(sheet: Sheet, row: int, mapped: SheetMap, cells: list[tuple[Column, Value]]) -> str | None:
    """Why a row tells of no direction: headings once more, a total, numbers of columns, or one line of words alone."""
    if row + 1 in mapped.without:
        return "the mapping leaves it out"
    if repeats_headings(((column.heading, value) for column, value in cells), len(cells)):
        return "the headings once more"
    if any(none_required(column, value) for column, value in cells):
        return "it says that no direction was required"
    if prompts(row, mapped, cells):
        return "it says how to fill in the columns"
    if sums_up(sheet, row, mapped, cells, len(_cells(sheet, row + 1, mapped))):
        return "a line of totals"
    texts = [text_of(value) for _, value in cells]
    if any(TOTAL.match(text) for text in texts[:3]):
        rest = [text for text in texts if not TOTAL.match(text) and not _NUMBERS_ALONE.fullmatch(text)]
        if len(set(texts)) <= 3 or len(rest) <= 1:
            return "a line of totals"
    if len(texts) > 3 and texts == [str(number) for number in range(1, len(texts) + 1)]:
        return "numbers of columns"
    if len(set(texts)) == 1 and len(mapped.columns) > 2:
        merged = any((row, column.index) in sheet.filled for column, _ in cells)
        if len(cells) == 1 or merged:
            only = cells[0][0]
            if (
                only.field in _IDENTITY
                or merged
                or only.index == min(column.index for column in mapped.columns)
                or only.field == "note"
            ):
                return f"{ALONE}: {shortened(texts[0])}"
    return None


def _told(sheet: Sheet, row: int, mapped: SheetMap, why: str) -> RowTold:
    cells = []
    for column, value in _cells(sheet, row, mapped):
        cell = said_of(column, row + 1, text_of(value))
        cell.fate = "left out"
        cells.append(cell)
    return RowTold(sheet.file, sheet.name, (row + 1,), "left out", None, None, None, why, (), (), tuple(cells))


def _goes_on(sheet: Sheet, row: int, mapped: SheetMap, current: Draft) -> bool:
    """Whether a row goes on with the direction above it: it names the same one, or names none and adds to it."""
    here = _identity(sheet, row, mapped, _OWN)
    if not any(here.get(name) for name in _IDENTITY):
        named = [name for name in _IDENTITY if mapped.of(name)]
        return bool(named) and not any(here.get(name) for name in ("approved", "issued", "report.number"))
    before = current.seen
    same = all(here.get(name, "") == before.get(name, "") for name in _IDENTITY)
    apart = any(
        here.get(name) and before.get(name) and here[name] != before[name] for name in ("approved", "issued", "report.number")
    )
    return same and not apart and (bool(here.get("reference")) or all(_filled(sheet, row, mapped, name) for name in _IDENTITY))


def _filled(sheet: Sheet, row: int, mapped: SheetMap, name: str) -> bool:
    """Whether what a row holds of a field is there because cells are merged."""
    return all((row, column.index) in sheet.filled or sheet.cell(row, column.index) is None for column in mapped.of(name))


def _identity(sheet: Sheet, row: int, mapped: SheetMap, names: tuple[str, ...]) -> dict[str, str]:
    return {name: plain(text_of(sheet.cell(row, column.index))) for name in names for column in mapped.of(name)[:1]}


def _read_into(draft: Draft, sheet: Sheet, row: int, reading: Reading, cells: list[tuple[Column, Value]]) -> None:
    """Read the cells of a row into a direction. In a further row, what only repeats the row above is not read again."""
    further = bool(draft.rows)
    draft.rows.append(row + 1)
    if not further:
        draft.seen = _identity(sheet, row, reading.sheet, _OWN)
    known = {(cell.column, cell.words) for cell in draft.cells}
    before = tuple(draft.terms.get("to", ())), tuple(draft.terms.get("functions", ()))
    for column, value in cells:
        words = text_of(value)
        cell = said_of(column, row + 1, words)
        draft.cells.append(cell)
        if (
            further
            and (column.letter, words) in known
            and (column.field in _ONCE or (row, column.index) in sheet.filled or column.field != "finance")
        ):
            cell.value, cell.remark = "as in the row above", None
            continue
        if column.words:
            value = column.words.get(plain(words) or words.casefold(), value)
            if value == "":
                cell.fate, cell.remark = "left out", "the mapping says that it says nothing"
                continue
        link = sheet.links.get((row, column.index))
        if link and column.field == "report.url":
            value = link
        _read_cell(draft, column, value, cell, reading)
        if link and column.field in ("report.number", "report.title") and not reading.sheet.of("report.url"):
            draft.terms.setdefault("report", {}).setdefault("url", link)
            cell.value = f"{cell.value or words}; {link}"
    if further:
        _pair_money(draft, before, row + 1)


def read_field(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """What a cell says, read as its field is. What is far too long for the field is kept as a note."""
    if column.field not in PROSE and len(text_of(value)) > LONGEST:
        return Said(None, "is far longer than what it should hold; kept as a note", noted=True)
    return READERS[column.field](draft, column, value, cell, reading)


def _read_cell(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> None:
    said = read_field(draft, column, value, cell, reading)
    cell.value, cell.remark = said.value, said.remark
    if said.noted:
        draft.note(cell)
    elif said.dropped:
        cell.fate = "left out"


def _pair_money(draft: Draft, before: tuple[tuple[str, ...], tuple[str, ...]], row: int) -> None:
    """Money of a direction that has a row for each recipient: each line is to the recipient of its row."""
    rows = {line["_row"] for line in draft.lines}
    if len(rows) < 2 or any("to" in line for line in draft.lines if line["_row"] == row):
        return
    first = {cell.row: cell.value for cell in draft.cells if cell.field == "to" and cell.fate == "read"}
    for line in draft.lines:
        said = first.get(line["_row"])
        if said and "to" not in line and said in draft.terms.get("to", ()):
            line["to"] = said
