"""Grids of a form read: a line of money for each sum, a milestone for each step, each from the cells of its own row."""

from __future__ import annotations

from typing import Any

from directions_cli.imports.account import Cell
from directions_cli.imports.days import when_of
from directions_cli.imports.drafts import Draft, Reading, Said, said_of
from directions_cli.imports.form_tables import Grid
from directions_cli.imports.mapping import Column
from directions_cli.imports.money_read import put_money
from directions_cli.imports.rows import TOTAL, read_field
from directions_cli.imports.word_tables import WordCell
from directions_cli.imports.words import absent

OF_MONEY = frozenset("finance finance.use finance.method finance.year finance.kind finance.note to functions".split())
"""What a row of a grid may say of its money; `finance.note` is kept with the line."""


def read_grid(grid: Grid, draft: Draft, number: int, reading: Reading) -> int:
    """Read a grid into a draft, its rows numbered from `number`; gives the number after the last."""
    of_money = any(column.field == "finance" for column in grid.columns)
    for row in grid.rows:
        cells = [(column, cell.text, _told(draft, column, number, cell)) for column, cell in zip(grid.columns, row, strict=False)]
        cells = [(column, words, told) for column, words, told in cells if words]
        draft.cells.extend(told for _, _, told in cells)
        if any(TOTAL.match(words) for _, words, _ in cells[:3]):
            for _, _, told in cells:
                told.fate, told.remark = "left out", "a line of totals"
        elif of_money:
            _money(draft, cells, number, reading)
        else:
            _milestone(draft, cells)
        over = [cell for cell in row[len(grid.columns) :] if cell.text]
        draft.cells.extend(_left(said_of(Column(0, "", "", "note"), number, cell.text)) for cell in over)
        number += 1
    return number


def _told(draft: Draft, column: Column, number: int, cell: WordCell) -> Cell:
    return said_of(column, number, cell.text)


def _left(told: Cell, remark: str = "this column is not known; put what it says where it belongs in the draft") -> Cell:
    told.fate, told.remark = "left out", remark
    return told


def _money(draft: Draft, cells: list[tuple[Column, str, Cell]], number: int, reading: Reading) -> None:
    """The lines of money of a row: to whom, for what and for which year is said beside the sum."""
    part = Draft(draft.file, draft.sheet, [number])
    for column, words, told in cells:
        if column.field not in OF_MONEY:
            _left(told)
            continue
        part.cells.append(told)
        said: Said = read_field(part, column, words, told, reading)
        told.value, told.remark = said.value, said.remark
        if said.noted:
            told.fate = "left out"
    put_money(part)
    to, functions = part.terms.get("to", ()), part.terms.get("functions", ())
    for name, codes in (("to", to), ("functions", functions)):
        draft.of_grids[name] = tuple(dict.fromkeys((*draft.of_grids.get(name, ()), *codes)))
    for line in part.terms.get("finance", ()):
        beside = {"to": to[0] if len(to) == 1 else None, "function": functions[0] if len(functions) == 1 else None}
        draft.lines.append({**{name: code for name, code in beside.items() if code}, **line, "_row": number})


def _milestone(draft: Draft, cells: list[tuple[Column, str, Cell]]) -> None:
    """A milestone: what, by when and by which measure."""
    step: dict[str, Any] = {}
    for column, words, told in cells:
        if absent(words):
            _left(told, f"{words!r} says that nothing is known, or that nothing applies")
        elif column.field == "milestones" and "what" not in step:
            step["what"] = told.value = words
        elif column.field == "measures" and "measure" not in step:
            step["measure"] = told.value = words
        elif column.field == "ends" and "due" not in step:
            when = when_of(words)
            if when.text is None or when.rest:
                _left(told, when.remark or "names no day or month alone")
            else:
                step["due"] = told.value = when.text
        else:
            _left(told)
    if "what" in step:
        draft.terms["milestones"] = (*draft.terms.get("milestones", ()), step)
        return
    for _, _, told in cells:
        _left(told, "the row does not say which milestone it is")
