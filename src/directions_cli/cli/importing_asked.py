"""Changing at the terminal how a log is read: one column after another, until it is right."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from directions_cli.cli.asking import prompt
from directions_cli.cli.importing_shown import mapping_shown
from directions_cli.imports.fields import FIELDS, LEFT_OUT
from directions_cli.imports.mapping import SheetMap
from directions_cli.imports.matching import with_heading

if TYPE_CHECKING:
    from directions_cli.clerk.importing import Log
    from directions_cli.domain.register import Register

HELP = "Change a column, as `H finance` (? lists the fields; `2 H finance` is column H of the second sheet); Enter goes on"


def changed(log: Log, register: Register) -> Log:
    """The log with the columns that the officer has put elsewhere. Ctrl-C cancels."""
    while True:
        answer = prompt(HELP, partial(_change, log))
        if answer is None:
            return log
        if answer is not log:
            log = answer
            sys.stderr.write(mapping_shown(log))


def _change(log: Log, text: str) -> Log:
    """The log after one change. Raises `ValueError` with what is wrong with the answer."""
    if text.strip() == "?":
        sys.stderr.write("".join(f"  {name:<17}{field.about}\n" for name, field in FIELDS.items()))
        sys.stderr.write(f"  {LEFT_OUT:<17}the column is not wanted\n")
        return log
    words = text.split()
    read = [number for number, each in enumerate(log.maps) if each.left_out is None]
    if words and words[0].isdigit():
        number = int(words.pop(0)) - 1
        if not 0 <= number < len(log.maps):
            raise ValueError(f"there are {len(log.maps)} sheets")
        read = [number]
    if len(words) != 2 or not words[0].isalpha():
        raise ValueError("write the letters of a column and a field, as `H finance`")
    letters, name = words[0].upper(), words[1]
    if name not in FIELDS and name != LEFT_OUT:
        from directions_cli.domain.nearest import nearest

        raise ValueError(f"there is no field {name}{nearest(name, (*FIELDS, LEFT_OUT))}; ? lists them")
    maps = list(log.maps)
    hit = False
    for number in read:
        if any(column.letter == letters for column in maps[number].columns):
            maps[number] = _with(maps[number], letters, name, log)
            hit = True
    if not hit:
        raise ValueError(f"no sheet has a column {letters}")
    return replace(log, maps=tuple(maps))


def _with(each: SheetMap, letters: str, name: str, log: Log) -> SheetMap:
    columns = tuple(
        with_heading(replace(column, field=name, score=1.0, given=True), log.names) if column.letter == letters else column
        for column in each.columns
    )
    return replace(each, columns=columns)
