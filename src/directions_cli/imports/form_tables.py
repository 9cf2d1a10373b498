"""The tables of a form taken apart: labels with what is filled in for them, and grids with a line for each sum or milestone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from directions_cli.imports.days import when_of
from directions_cli.imports.mapping import Column
from directions_cli.imports.matching import Headed, proposed
from directions_cli.imports.names import Names
from directions_cli.imports.word_tables import TICKS, Paragraph, WordCell
from directions_cli.imports.words import plain

Table = list[list[WordCell]]
LONGEST_LABEL: Final = 120
"""Characters that a label may have which stands alone, or before a colon."""
SURE: Final = 0.9
"""How sure a heading must be for its row to be that of a grid."""
OF_GRIDS: Final = frozenset({"finance", "milestones"})
"""What a grid has a line for."""
_NUMBER = re.compile(r"\(?\d{1,2}[.)]?|[a-z][.)]")
_NO_HEADING = re.compile(rf"[{TICKS}]|£\s*[1-9]|^\W*$")
_STEPS: Final = frozenset("action actions step steps task tasks activity activities deliverable deliverables what".split())
_PURPOSES: Final = frozenset(("purpose", "description", "detail", "details", "for what", "what for", "used for"))
"""Headings that mean a milestone beside a day by which it is due, and the use of money beside a sum."""


@dataclass
class Labelled:
    """A label of a form and what is filled in for it; `within` is the label of the group that it stands in."""

    label: str
    filled: WordCell
    within: str | None = None


@dataclass
class Grid:
    """A table with headings over its columns and a line for each sum of money, or each milestone."""

    columns: list[Column]
    rows: list[list[WordCell]] = field(default_factory=list)


Known = Callable[[str], float]
"""How alike words are to a label that the table of headings knows: 1 or more where they are the same."""


def parts_of(tables: list[Table], names: Names, known: Known) -> Iterator[Labelled | Grid]:
    """The labels and grids of a form, in their order."""
    for table in tables:
        grid = _grid(table, names, known)
        if grid is not None:
            yield grid
        else:
            yield from _labelled(table, known)


def _labelled(table: Table, known: Known) -> list[Labelled]:
    found: list[Labelled] = []
    for number, row in enumerate(table):
        cells = [cell for cell in row if cell.paragraphs]
        if len(cells) > 1 and _NUMBER.fullmatch(cells[0].text):
            cells = cells[1:]
        group = _group(table, number)
        if group is not None and found and row[0].goes_on and len(cells) == 1:
            found[-1].filled.paragraphs.extend(cells[0].paragraphs)
        elif group is not None and len(cells) > (1 if row[0].goes_on else 2):
            found.extend(_pairs(cells if row[0].goes_on else cells[1:], known, None if _NUMBER.fullmatch(group) else group))
        elif len(cells) > 1:
            found.extend(_pairs(_placed(row, cells), known))
        elif len(cells) == 1 and len(row) > 1 and len(cells[0].text) < LONGEST_LABEL:
            found.append(Labelled(cells[0].text, WordCell()))
        elif len(cells) == 1:
            _alone(cells[0], found, known)
    return found


def _group(table: Table, number: int) -> str | None:
    """The words of the first cell of a row, where it is merged over several rows; None where it is not."""
    if not table[number]:
        return None
    if not table[number][0].goes_on and not (number + 1 < len(table) and table[number + 1] and table[number + 1][0].goes_on):
        return None
    while number > 0 and table[number][0].goes_on and table[number - 1]:
        number -= 1
    return table[number][0].text


def _placed(row: list[WordCell], cells: list[WordCell]) -> list[WordCell]:
    """The cells of a row from its label on, empty ones too: several labels in a row are told apart by their places."""
    return row[next(place for place, cell in enumerate(row) if cell is cells[0]) :]


def _pairs(cells: list[WordCell], known: Known, within: str | None = None) -> list[Labelled]:
    """Labels of a row, each with the cell after it; or one label and all that stands beside it."""
    labels = [cell.text for cell in cells[2::2]]
    if len(cells) > 3 and len(cells) % 2 == 0 and all(len(each) < LONGEST_LABEL and _is_label(each, known) for each in labels):
        several = [(label.text, WordCell(list(filled.paragraphs))) for label, filled in zip(cells[::2], cells[1::2], strict=True)]
        return [Labelled(label, filled, within) for label, filled in several]
    if len(cells) > 2 and all(cell.text and known(cell.text) >= 1 for cell in cells):
        return [Labelled(" – ".join(cell.text for cell in cells), WordCell(), within)]
    return [Labelled(cells[0].text, WordCell([each for cell in cells[1:] for each in cell.paragraphs]), within)]


def _is_label(text: str, known: Known) -> bool:
    return bool(text) and not _NO_HEADING.search(text) and (text.endswith((":", "?")) or known(text) >= SURE)


def _alone(cell: WordCell, found: list[Labelled], known: Known) -> None:
    """A row of one cell: label and answer in it, or the answer to the label that stands alone in the row above."""
    label, filled = _label_inside(cell)
    above = found[-1] if found else None
    if above is not None and not above.filled.paragraphs and known(above.label) >= SURE and known(label) < 1:
        above.filled.paragraphs.extend(cell.paragraphs)
    else:
        found.append(Labelled(label, filled))


def _label_inside(cell: WordCell) -> tuple[str, WordCell]:
    """The label of a cell that holds label and answer: what stands before a colon, else its first paragraph."""
    first = cell.paragraphs[0]
    label, colon, rest = first.text.partition(":")
    if colon and len(label) < LONGEST_LABEL:
        kept = [Paragraph(rest.strip(), first.listed)] if rest.strip() else []
        return label, WordCell([*kept, *cell.paragraphs[1:]])
    return first.text, WordCell(cell.paragraphs[1:])


def _grid(table: Table, names: Names, known: Known) -> Grid | None:
    """A table as a grid: its first row of several cells names columns that are known, money or milestones among them."""
    start = next((number for number, row in enumerate(table) if sum(bool(cell.paragraphs) for cell in row) > 1), None)
    if start is None:
        return None
    heads = [" ".join(cell.text.split()) for cell in table[start]]
    rows = [row for row in table[start + 1 :] if any(cell.paragraphs for cell in row)]
    named = [head for head in heads if head]
    if not rows or any(_NO_HEADING.search(head) or len(head) > LONGEST_LABEL or when_of(head).day for head in named):
        return None
    columns = proposed(
        [
            Headed(place, (head,), tuple(row[place].text or None for row in rows if len(row) == len(heads)))
            for place, head in enumerate(heads)
        ],
        names,
    )
    columns = _in_their_grid(columns)
    sure = [column for column in columns if column.heading and column.score >= SURE]
    if len(sure) < 2 or len(sure) * 2 < len(named) or not OF_GRIDS & {column.field for column in sure}:
        return None
    # Two columns may be labels and answers, where the first answer happens to be a label too.
    if len(named) == 2 and sum(known(row[0].text) >= SURE for row in rows if row) * 2 > len(rows):
        return None
    return Grid(columns, rows)


def _in_their_grid(columns: list[Column]) -> list[Column]:
    """Columns whose headings mean another thing beside money, or beside days, than they do in a log."""
    fields = {column.field for column in columns if column.score >= SURE}
    found = []
    for column in columns:
        words = plain(column.heading)
        if "finance" in fields and "finance.use" not in fields and words in _PURPOSES:
            column = replace(column, field="finance.use", score=1.0)
        elif "ends" in fields and not OF_GRIDS & fields and words in _STEPS:
            column = replace(column, field="milestones", score=1.0)
        found.append(column)
    return found
