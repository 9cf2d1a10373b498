"""Mapping files: how the sheets of a log are read, kept as YAML with comments, so that it can be changed and used again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from directions_cli.domain.base import financial_year, iso_date
from directions_cli.errors import Unreadable
from directions_cli.imports.fields import FIELDS, LEFT_OUT, NOTE
from directions_cli.imports.mapping import FORMAT, Given, GivenSheet, SheetMap, Wishes
from directions_cli.imports.statuses import MEANINGS, RATINGS, REASONS, STATUSES, Standing
from directions_cli.imports.words import plain

KEYS: Final = ("format", "as_at", "sheets", "statuses", "ratings", "partners", "functions")
SHEET_KEYS: Final = ("sheet", "headings", "as_at", "leave_out", "columns")
COLUMN_KEYS: Final = ("column", "heading", "field", "to", "year", "kind", "unit")


def wishes_of(value: Any, name: str) -> Wishes:
    """A mapping file's plain values as what is wished. Raises `Unreadable` naming the key that is wrong and what to write."""
    known(value, KEYS, name)
    if value.get("format") != FORMAT:
        raise Unreadable(f"format: this program reads mapping files of format {FORMAT}; write `format: {FORMAT}`", name)
    sheets = tuple(_sheet(each, f"{name}: sheets {number}") for number, each in enumerate(_list(value, "sheets", name), 1))
    words = {key: _words(value, key, name) for key in ("statuses", "ratings", "partners", "functions")}
    return Wishes(
        _day(value.get("as_at"), f"{name}: as_at"),
        sheets,
        {plain(word): _standing(said, f"{name}: statuses {word!r}") for word, said in words["statuses"].items()},
        {plain(word): said for word, said in words["ratings"].items()},
        {plain(word): said for word, said in words["partners"].items()},
        {plain(word): said for word, said in words["functions"].items()},
        words,
    )


def known(value: Any, keys: Sequence[str], where: str) -> None:
    """Refuse what is no mapping, and keys that a mapping file does not have."""
    if not isinstance(value, dict):
        raise Unreadable(f"should be a mapping with the keys {', '.join(keys)}", where)
    for key in value:
        if key not in keys:
            near = get_close_matches(key, keys, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(keys)}"
            raise Unreadable(f"there is no key {key!r}{hint}", where)


def _list(value: Mapping[str, Any], key: str, where: str) -> Sequence[Any]:
    found = value.get(key) or ()
    if not isinstance(found, tuple | list):
        raise Unreadable(f"{key} should be a list", where)
    return found


def _words(value: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
    found = value.get(key) or {}
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise Unreadable(f"{key} should be a mapping of the words of the sheet to what they mean", where)
    return found


def _sheet(value: Any, where: str) -> GivenSheet:
    known(value, SHEET_KEYS, where)
    headings = str(value["headings"]) if value.get("headings") is not None else None
    rows = re.fullmatch(r"([1-9]\d{0,5})(?:\s*-\s*([1-9]\d{0,5}))?", headings) if headings else None
    if headings and not rows:
        raise Unreadable("headings should be the row of the headings, as 3, or two rows, as 3-4", where)
    columns = tuple(_column(each, f"{where}: columns {number}") for number, each in enumerate(_list(value, "columns", where), 1))
    named = value.get("sheet")
    return GivenSheet(
        None if named in (None, "*") else str(named),
        (int(rows[1]), int(rows[2] or rows[1])) if rows else None,
        columns,
        _day(value.get("as_at"), f"{where}: as_at"),
        value.get("leave_out") is True,
    )


def _column(value: Any, where: str) -> Given:
    known(value, COLUMN_KEYS, where)
    field = value.get("field")
    if field not in FIELDS and field != LEFT_OUT:
        near = get_close_matches(str(field), (*FIELDS, LEFT_OUT), 1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join((*FIELDS, LEFT_OUT))}"
        raise Unreadable(f"there is no field {field!r}{hint}", where)
    if value.get("heading") is None and value.get("column") is None:
        raise Unreadable("say which column: its heading, or its letters as `column: C`", where)
    to = value.get("to") or ()
    unit, kind = value.get("unit"), value.get("kind")
    if unit not in (None, 1, 1_000, 1_000_000):
        raise Unreadable("unit should be 1, 1000 or 1000000: by how much sums are multiplied", where)
    if kind not in (None, "payment", "set-aside"):
        raise Unreadable("kind should be payment or set-aside", where)
    heading, column = (None if value.get(key) is None else str(value[key]) for key in ("heading", "column"))
    year = _checked(financial_year, value.get("year"), f"{where}: year")
    return Given(field, heading, column, (to,) if isinstance(to, str) else tuple(to), year, kind, unit)


def _day(value: Any, where: str) -> date | None:
    found: date | None = _checked(iso_date, value, where)
    return found


def _checked(check: Callable[[Any], Any], value: Any, where: str) -> Any:
    try:
        return None if value is None else check(value)
    except ValueError as error:
        raise Unreadable(str(error), where) from None


def _standing(text: str, where: str) -> Standing:
    """`closed`, or with a reason `closed achieved`; every word of the usual table will do too."""
    words = text.casefold().split()
    if words and words[0] in MEANINGS and (len(words) == 1 or (len(words) == 2 and words[1] in REASONS)):
        return Standing(words[0], words[1] if len(words) == 2 else None)
    if plain(text) in STATUSES:
        return STATUSES[plain(text)]
    raise Unreadable(
        f"{text!r} should be one of {', '.join(MEANINGS)}; closed and revoked may add a reason: {', '.join(REASONS)}", where
    )


HEAD: Final = """\
# How `directions import` reads a log. Change it, then: directions import LOG --mapping THIS-FILE
#
# sheets: one for each sheet, by its name ("*" is every other sheet). headings: the row of the headings, or two, as 3-4.
# columns: which column goes where. `heading` (or `column`, its letters) says which; `field` says where it goes.
#   Columns that are not named here are left to the program's own proposal.
#   Of money: to (a partner), year (2025-26), kind (payment or set-aside), unit (1000 where the sheet counts in thousands).
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
    lines.append("    columns:\n")
    headings = [column.heading for column in each.columns]
    for column in each.columns:
        parts = {"heading": _quoted(column.heading)} if column.heading else {}
        if not column.heading or headings.count(column.heading) > 1:
            parts["column"] = column.letter
        parts["field"] = column.field
        if column.field in ("finance", "to") and column.to:
            parts["to"] = f"[{', '.join(column.to)}]"
        if column.field == "finance":
            parts |= {key: value for key, value in (("year", column.year), ("kind", column.kind)) if value}
            parts |= {"unit": str(column.unit)} if column.unit != 1 else {}
        sample = f"  # {column.samples[0]}" if column.samples else ""
        lines.append(f"      - {{{', '.join(f'{key}: {value}' for key, value in parts.items())}}}{sample}\n")
    return lines


def _word_lines(wishes: Wishes) -> list[str]:
    """The sections for words of the authority's own: those it has, else how they would be written."""
    meanings = f"{', '.join(MEANINGS)}; closed and revoked may add a reason ({', '.join(REASONS)})"
    ratings = ", ".join(sorted(set(RATINGS.values())))
    example = {
        "statuses": (f"what a status means: {meanings}", '"Signed off": closed achieved'),
        "ratings": (f"what a rating means, in the codes of register.yaml; {ratings} by default", '"Purple": at-risk'),
        "partners": ("what a partner is called, and its code in register.yaml", '"The Board": nhs-example'),
        "functions": ("what a function is called, and its code in register.yaml", '"Homecare": care-at-home'),
    }
    lines = []
    for key, (about, sample) in example.items():
        own = wishes.written.get(key) or {}
        lines.append(f"# {about}\n")
        lines.append(f"{key}:\n" if own else f"# {key}:\n#   {sample}\n")
        lines.extend(f"  {_quoted(word)}: {_quoted(said)}\n" for word, said in own.items())
    return lines


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
