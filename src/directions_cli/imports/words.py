"""Words of a sheet: cells as text, and texts brought to a form in which they can be compared."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from typing import Any

Value = Any
"""What a cell holds: text, a number, a day, true or false, or None where it is empty."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_ESCAPED = re.compile(r"_x000[dD]_")
_APART = re.compile(r"[^a-z0-9£%#+]+")
_ABSENT = frozenset(
    "n/a na n.a n.a. not applicable none - -- --- – — . ? nil return tbc tba tbd to be confirmed to be agreed to be advised"
    " not known unknown not recorded not stated not yet known x/x blank".split()
) | {
    "not applicable", "to be confirmed", "to be agreed", "to be advised", "to be determined", "not known",
    "not recorded", "not stated", "not yet known", "nil return", "not specified", "not available", "no date",
}  # fmt: skip
_SAID_NONE = frozenset(
    {"n/a", "na", "n.a", "n.a.", "none", "nil return", "not applicable", "no", "-", "--", "---", "–", "—", "nil"}
)


LONGEST = 5_000
"""Characters of a cell that may say a day, a sum, a status or a reference. What is longer is prose."""


def text_of(value: Value) -> str:
    """A cell as text: a whole number without a point, a day as ISO text, blanks and control characters put right."""
    if value is None:
        return ""
    if isinstance(value, str) and value.isascii() and value.isprintable() and "_x000" not in value:
        return value.strip()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    text = _ESCAPED.sub("\n", str(value)).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\u2028", "\n")
    text = _CONTROL.sub("", text.replace("\u2029", "\n").replace("\t", " ").replace("\v", "\n").replace("\x85", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def line_of(value: Value) -> str:
    """A cell as text on a single line."""
    return " ".join(text_of(value).split())


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Small letters and digits alone, with single blanks: `Health & Social-Care` is `health and social care`."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "replace").decode() if not text.isascii() else text
    folded = folded if "£" not in text else unicodedata.normalize("NFC", text)
    return " ".join(_APART.split(folded.casefold().replace("&", " and ").replace("'", "").replace("’", ""))).strip()


def absent(text: str) -> bool:
    """Whether words only say that nothing is known or nothing applies: `TBC`, `n/a`, a dash."""
    return " ".join(text.casefold().split()).strip("()[] ") in _ABSENT


def says_none(text: str) -> bool:
    """Whether words say that there is none: `None`, `n/a`, `No`."""
    return " ".join(text.casefold().split()).strip("()[]. ") in _SAID_NONE


def letters_of(column: int) -> str:
    """A column as a spreadsheet names it, from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def shortened(text: str, longest: int = 60) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
