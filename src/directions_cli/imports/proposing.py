"""Proposing how the sheets of a log are read, with what a mapping file says put first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from directions_cli.errors import WronglyAsked
from directions_cli.imports.contents import SURE
from directions_cli.imports.fields import FIELDS, LEFT_OUT, NOTE
from directions_cli.imports.grid import Sheet
from directions_cli.imports.headings import find_headings, headed
from directions_cli.imports.mapping import Column, Given, GivenSheet, SheetMap, Wishes
from directions_cli.imports.matching import Headed, proposed, with_heading
from directions_cli.imports.names import Names
from directions_cli.imports.words import letters_of, line_of, plain, shortened, text_of

NEEDED = frozenset({"reference", "title", "direction", "report.number", "report.title"})
"""A sheet with no column for any of these tells of no directions, or only where functions stand beside a day or money."""
_NAMED = frozenset({"functions", "services"})
_BESIDE = frozenset({"approved", "issued", "takes_effect", "ends", "finance"})
TO_WHOM = re.compile(
    r"^(?:all |log of )?(?:directions? )?(?:issued |given |made )?(?:to|for|:)\s+|^directions?\b[\s:–-]+", re.IGNORECASE
)
"""What stands before the recipients in a line that says to whom the directions below it are."""
_VAGUE = frozenset({"board", "health", "joint", "ijb"})
"""Names of sheets that may be those of a partner, and of much else."""
_COUNTED = frozenset({"reference", "status", "progress.rating", "to", "functions", "note"})
_NUMBERS = frozenset({"number", "no", "number of directions", "directions"})
"""Headings of numbers of directions in a table that sums up a log, and the fields that such a table may seem to have."""
TOLD_ALIKE = frozenset({"localities", "priorities", "to", "status", "progress.rating"})
"""Fields that cells tell, and that take no cell for what it isn't."""
NO_TABLE = "no row of it looks like the headings of a log"


def map_sheets(sheets: Sequence[Sheet], names: Names, wishes: Wishes, as_at: date | None = None) -> list[SheetMap]:
    """How each sheet is read, or why it is not. Raises `WronglyAsked` where a mapping names a column that no sheet has."""
    found = _alike([map_sheet(sheet, names, wishes, as_at) for sheet in sheets])
    passed = _refuse_unused(wishes, sheets, found)
    return [replace(each, remarks=tuple(passed.get(number, ()))) for number, each in enumerate(found)]


def _alike(found: list[SheetMap]) -> list[SheetMap]:
    """The sheets with columns of one heading read alike where cells told on one of them what they are.

    A cell that doesn't say such a thing after all is a note there as it would have been before.
    """
    told: dict[str, set[str]] = {}
    for each in found:
        for column in each.columns:
            if each.left_out is None and column.field != NOTE and plain(column.heading):
                told.setdefault(plain(column.heading), set()).add(column.field)
    whole = []
    for each in found:
        held = {column.field for column in each.columns}
        columns = []
        for column in each.columns:
            meant = told.get(plain(column.heading), set())
            name = next(iter(meant)) if len(meant) == 1 else None
            if column.field == NOTE and not column.given and name in TOLD_ALIKE and name not in held:
                column = replace(column, field=name, score=SURE)
                held.add(name)
            columns.append(column)
        whole.append(replace(each, columns=tuple(columns)))
    return whole


def map_sheet(sheet: Sheet, names: Names, wishes: Wishes, as_at: date | None = None) -> SheetMap:
    """How one sheet is read."""
    given = wishes.of(sheet.name)
    if given and given.leave_out:
        return SheetMap(sheet.file, sheet.name, None, left_out="the mapping leaves it out", read_as=sheet.read_as)
    found = find_headings(sheet, given.headings if given else None)
    if found is None:
        reason = NO_TABLE if any(sheet.rows) else "it is empty"
        return SheetMap(sheet.file, sheet.name, None, left_out=reason, read_as=sheet.read_as)
    columns = headed(sheet, found)
    placed = [column for each in columns for column in _placed(each, given, names)]
    rest = [each for each in columns if each.index not in {column.index for column in placed}]
    whole = sorted((*placed, *proposed(rest, names, placed)), key=lambda column: column.index)
    headings = (found.first + 1, found.last + 1)
    day = as_at or (given.as_at if given else None) or wishes.as_at or found.as_at
    fields = {column.field for column in whole}
    tells = fields & NEEDED or (fields & _NAMED and fields & _BESIDE)
    useless = None if tells else "no column of it holds a reference, a title or a text"
    if useless is None and not placed and fields <= _COUNTED and _counts(whole, columns):
        useless = "it only counts directions"
    values = given.values if given else ()
    if useless is None and not fields & {"to", *(name for name, _ in values)}:
        values = (*values, *_recipients(sheet, found.first, names))
    without = given.without if given else frozenset()
    return SheetMap(
        sheet.file,
        sheet.name,
        headings,
        tuple(whole),
        day,
        useless,
        sheet.read_as,
        values,
        without,
        given.lines if given else None,
    )


def _counts(whole: Sequence[Column], columns: Sequence[Headed]) -> bool:
    """Whether what a sheet calls `Number` are numbers of directions, of each status or partner, and no references."""
    called = {column.index for column in whole if column.field == "reference" and plain(column.heading) in _NUMBERS}
    values = [value for each in columns if each.index in called for value in each.values]
    return bool(values) and all(isinstance(value, int | float) or str(value).isdigit() for value in values)


def _recipients(sheet: Sheet, before: int, names: Names) -> tuple[tuple[str, str], ...]:
    """The recipients of all directions of a sheet that has no column for them, where its name or a line above says them."""
    titles = [line_of(value) for row in sheet.rows[:before] for value in dict.fromkeys(row) if isinstance(value, str)]
    for words in (sheet.name, *titles):
        bare = TO_WHOM.sub("", words.strip()).strip(" :")
        codes, _, unknown = names.recipients(bare) if len(bare) <= 80 and plain(bare) not in _VAGUE else ((), False, ())
        if codes and not unknown:
            return (("to", bare),)
    return ()


def _placed(headed: Headed, given: GivenSheet | None, names: Names) -> Iterator[Column]:
    """The column as the mapping file has it, once for each field: by its letter, else by its heading."""
    for each in given.columns if given else ():
        if _is_meant(each, headed):
            samples = tuple(shortened(text_of(value), 40) for value in headed.values[:3])
            column = Column(headed.index, letters_of(headed.index), headed.heading, each.field, 1.0, samples, given=True)
            yield _as_given(with_heading(column, names), each)


def _as_given(column: Column, given: Given) -> Column:
    return replace(
        column,
        to=given.to or column.to,
        year=given.year or column.year,
        kind=given.kind or column.kind,
        unit=given.unit or column.unit,
        words=given.words,
    )


def _is_meant(given: Given, headed: Headed) -> bool:
    if given.heading is not None:
        called = {plain(headed.heading), *(plain(each) for each in headed.headings[-1:])}
        same = plain(given.heading) in called
        return same and (given.column is None or given.column.upper() == letters_of(headed.index))
    return given.column is not None and given.column.upper() == letters_of(headed.index)


def _refuse_unused(wishes: Wishes, sheets: Sequence[Sheet], found: Sequence[SheetMap]) -> dict[int, list[str]]:
    """Raise `WronglyAsked` where a mapping names a sheet or column that is not there: a slip of the pen must not go unseen.

    Gives by the place of their sheet what is said of columns that are only empty, or not wanted anyway: they are passed over.
    """
    passed: dict[int, list[str]] = {}
    for each in wishes.sheets:
        about = [n for n, one in enumerate(found) if each.sheet is None or one.sheet.casefold() == each.sheet.casefold()]
        if each.sheet is not None and not about:
            there = ", ".join(sheet.name for sheet in sheets)
            raise WronglyAsked(f"the mapping names the sheet {each.sheet!r}, which is not there; there are {there}")
        if each.leave_out:
            continue
        for given in each.columns:
            if given.field not in FIELDS and given.field != LEFT_OUT:
                raise WronglyAsked(f"the mapping names the field {given.field!r}, which there is not")
            columns = [column for n in about for column in found[n].columns]
            if not columns or any(_same(given, column) for column in columns):
                continue
            if given.field != LEFT_OUT and not any(_is_within(given, sheets[n]) for n in about):
                there = ", ".join(dict.fromkeys(column.heading or column.letter for column in columns))
                raise WronglyAsked(
                    f"the mapping names the column {given.heading or given.column!r}, which no sheet has; it has {there}"
                )
            first = next(n for n in about if found[n].columns)
            what = f"the column {given.heading or given.column!r} of the mapping is not there or holds nothing: passed over"
            passed.setdefault(first, []).append(what)
    return passed


def _is_within(given: Given, sheet: Sheet) -> bool:
    """Whether a column that a mapping names by its letters lies within a sheet, where it may be empty."""
    return given.heading is None and given.column is not None and given.column.upper() in map(letters_of, range(sheet.width))


def _same(given: Given, column: Column) -> bool:
    if given.heading is not None:
        headings = {plain(column.heading), plain(column.heading.rpartition(" – ")[2])}
        return plain(given.heading) in headings
    return (given.column or "").upper() == column.letter
