"""Mapping files: how the sheets of a log are read, kept as YAML with comments, so that it can be changed and used again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from directions_cli.domain.base import financial_year, iso_date
from directions_cli.errors import Unreadable
from directions_cli.imports.fields import FIELDS, LEFT_OUT
from directions_cli.imports.mapping import FORMAT, Given, GivenSheet, Wishes
from directions_cli.imports.statuses import MEANINGS, REASONS, STATUSES, Standing
from directions_cli.imports.words import plain, text_of

NAMES: Final = ("partners", "functions", "priorities", "localities")
KEYS: Final = ("format", "as_at", "sheets", "statuses", "ratings", *NAMES)
SHEET_KEYS: Final = ("sheet", "headings", "as_at", "leave_out", "leave_out_rows", "lines", "values", "columns")
COLUMN_KEYS: Final = ("column", "heading", "field", "to", "year", "kind", "unit", "words")


def wishes_of(value: Any, name: str) -> Wishes:
    """A mapping file's plain values as what is wished. Raises `Unreadable` naming the key that is wrong and what to write."""
    known(value, KEYS, name)
    if value.get("format") != FORMAT:
        raise Unreadable(f"format: this program reads mapping files of format {FORMAT}; write `format: {FORMAT}`", name)
    sheets = tuple(_sheet(each, f"{name}: sheets {number}") for number, each in enumerate(_list(value, "sheets", name), 1))
    words = {key: _words(value, key, name) for key in ("statuses", "ratings")}
    names = {key: _words(value, key, name, several=True) for key in NAMES}
    return Wishes(
        _day(value.get("as_at"), f"{name}: as_at"),
        sheets,
        {_key(word): _standing(said, f"{name}: statuses {word!r}") for word, said in words["statuses"].items()},
        {_key(word): said for word, said in words["ratings"].items()},
        {key: {_key(word): _tuple(said) for word, said in own.items()} for key, own in names.items()},
        {**words, **names},
    )


def _key(word: Any) -> str:
    """Words as they are looked up: plain, or as they stand where they are signs alone."""
    text = text_of(word)
    return plain(text) or text.casefold()


def _tuple(said: Any) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


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


def _words(value: Mapping[str, Any], key: str, where: str, several: bool = False) -> dict[Any, Any]:
    """The words of a sheet and what they mean: a text, or where `several` may be meant a list of them."""
    found = value.get(key) or {}
    kinds = (str, list, tuple) if several else str
    if not isinstance(found, dict) or not all(isinstance(each, kinds) for each in found.values()):
        raise Unreadable(f"{key} should be a mapping of the words of the sheet to what they mean", where)
    if not all(isinstance(part, str) for each in found.values() for part in _tuple(each)):
        raise Unreadable(f"{key} should give codes of register.yaml, one or a list of them", where)
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
        tuple((_field(name, where), text) for name, text in _texts(value, "values", where).items()),
        _rows(value.get("leave_out_rows"), where),
        None if value.get("lines") is None else _field(value["lines"], f"{where}: lines"),
    )


def _texts(value: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
    """A mapping of texts; numbers and days count as they are written, and a list as its parts in lines."""
    found = value.get(key) or {}
    if not isinstance(found, dict):
        raise Unreadable(f"{key} should be a mapping", where)
    parts = {str(name): each if isinstance(each, list | tuple) else (each,) for name, each in found.items()}
    return {name: "\n".join(map(text_of, each)) for name, each in parts.items()}


def _rows(value: Any, where: str) -> frozenset[int]:
    """Rows from 1, of a list or a text with commas: `4`, `"12-15"`, `"3, 8-9"`."""
    parts = [] if value is None else ",".join(map(str, value if isinstance(value, list | tuple) else (value,))).split(",")
    found: set[int] = set()
    for part in parts:
        match = re.fullmatch(r"\s*([1-9]\d{0,6})(?:\s*-\s*([1-9]\d{0,6}))?\s*", part)
        if not match:
            raise Unreadable("leave_out_rows should be a list of rows, as 4 or 12-15", where)
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)


def _field(field: Any, where: str) -> str:
    if field not in FIELDS and field != LEFT_OUT:
        near = get_close_matches(str(field), (*FIELDS, LEFT_OUT), 1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join((*FIELDS, LEFT_OUT))}"
        raise Unreadable(f"there is no field {field!r}{hint}", where)
    return str(field)


def _column(value: Any, where: str) -> Given:
    known(value, COLUMN_KEYS, where)
    field = _field(value.get("field"), where)
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
    words = {_key(word): text for word, text in _texts(value, "words", where).items()}
    return Given(field, heading, column, (to,) if isinstance(to, str) else tuple(to), year, kind, unit, words)


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
