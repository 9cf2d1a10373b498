"""Writing a mapping file: how the sheets of a log are read, as YAML with comments that say what may stand in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from directions_cli.imports.fields import FIELDS, LEFT_OUT, NOTE
from directions_cli.imports.mapping import FORMAT, Column, SheetMap, Wishes
from directions_cli.imports.statuses import MEANINGS, RATINGS, REASONS

HEAD: Final = """\
# How `directions import` reads a log. Change it, then: directions import LOG --mapping THIS-FILE
#
# sheets: one for each sheet, by its name ("*" is every other sheet). headings: their row, or the first and last, as 3-4.
# columns: which column goes where. `heading` (or `column`, its letters) says which; `field` says where it goes.
#   Columns that are not named here are left to the program's own proposal.
#   Of money: to (a partner), year (2025-26), kind (payment or set-aside), unit (1000 where the sheet counts in thousands).
#   words: what is to be read in the stead of some cells: {"As above": "Care at home", "see minute": ""} ("" says nothing).
#   A column may be named more than once, for each field that its cells tell of.
# values: what is said of every direction of a sheet that does not say otherwise: {to: NHS, finance.year: 2025/26}.
# leave_out: true leaves out the sheet; leave_out_rows: [4, 12-15] leaves out rows.
# lines: the field of lines of words between the rows, which hold for the rows below them: approved, to, functions and so on.
# as_at: the day of which the sheet tells. Endings, ratings and issues without a day of their own are dated by it.
"""


def mapping_text(maps: Sequence[SheetMap], wishes: Wishes, as_at: date | None = None) -> str:
    """A mapping file of how sheets are read, with comments that say what may stand in it."""
    lines = [HEAD, "# Fields:\n", *(f"#   {name:<17}{field.about}\n" for name, field in FIELDS.items())]
    lines.append(f"#   {LEFT_OUT:<17}the column is not wanted; what fits no field goes to {NOTE}\n")
    lines.append(f"format: {FORMAT}\n")
    if as_at or wishes.as_at:
        lines.append(f"as_at: {as_at or wishes.as_at}\n")
    lines.append("sheets:\n")
    for each in maps:
        lines.extend(_sheet_lines(each))
    lines.extend(_word_lines(wishes))
    return "".join(lines)


def _sheet_lines(each: SheetMap) -> list[str]:
    lines = [f"  - sheet: {_quoted(each.sheet)}\n"]
    if each.headings is None:
        return [*lines, f"    leave_out: true  # {each.left_out}\n"]
    first, last = each.headings
    lines.append(f"    headings: {first}\n" if first == last else f"    headings: {first}-{last}\n")
    if each.as_at:
        lines.append(f"    as_at: {each.as_at}\n")
    if each.left_out:
        lines.append(f"    leave_out: true  # {each.left_out}\n")
    if each.without:
        lines.append(f"    leave_out_rows: {_quoted(', '.join(map(str, sorted(each.without))))}\n")
    if each.lines:
        lines.append(f"    lines: {each.lines}\n")
    if each.values:
        lines.append(f"    values: {{{', '.join(f'{name}: {_quoted(text)}' for name, text in each.values)}}}\n")
    lines.append("    columns:\n")
    headings = [column.heading for column in each.columns]
    for column in each.columns:
        parts = {"heading": _quoted(column.heading)} if column.heading else {}
        if not column.heading or headings.count(column.heading) > 1:
            parts["column"] = column.letter
        parts["field"] = column.field
        parts |= _beside(column)
        sample = f"  # {column.samples[0]}" if column.samples else ""
        lines.append(f"      - {{{', '.join(f'{key}: {value}' for key, value in parts.items())}}}{sample}\n")
    return lines


def _beside(column: Column) -> dict[str, str]:
    """What a mapping says of a column besides its field."""
    parts = {}
    if column.field in ("finance", "to") and column.to:
        parts["to"] = f"[{', '.join(column.to)}]"
    if column.field == "finance":
        parts |= {key: value for key, value in (("year", column.year), ("kind", column.kind)) if value}
        parts |= {"unit": str(column.unit)} if column.unit != 1 else {}
    if column.words:
        parts["words"] = f"{{{', '.join(f'{_quoted(word)}: {_quoted(text)}' for word, text in column.words.items())}}}"
    return parts


def _word_lines(wishes: Wishes) -> list[str]:
    """The sections for words of the authority's own: those it has, else how they would be written."""
    meanings = f"{', '.join(MEANINGS)}; closed and revoked may add a reason ({', '.join(REASONS)})"
    ratings = ", ".join(sorted(set(RATINGS.values())))
    example = {
        "statuses": (f"what a status means: {meanings}", '"Signed off": closed achieved'),
        "ratings": (f"what a rating means, in the codes of register.yaml; {ratings} by default", '"Purple": at-risk'),
        "partners": ("what a partner is called, and its code in register.yaml, or several", '"The Board": nhs-example'),
        "functions": ("what a function is called, and its code in register.yaml, or several", '"Home": [care-at-home]'),
        "priorities": ("what a priority is called, and its code in register.yaml, or several", '"Early help": SP1'),
        "localities": ("what a locality is called, and its code in register.yaml, or several", '"The East": east-vale'),
    }
    lines = []
    for key, (about, sample) in example.items():
        own = wishes.written.get(key) or {}
        lines.append(f"# {about}\n")
        lines.append(f"{key}:\n" if own else f"# {key}:\n#   {sample}\n")
        lines.extend(f"  {_quoted(str(word))}: {_quoted(said)}\n" for word, said in own.items())
    return lines


def _quoted(text: Any) -> str:
    return json.dumps(text, ensure_ascii=False)
