"""What kind of things a column holds, judged by its cells: days, sums, ticks, short names or long text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from directions_cli.imports.days import SERIALS, period_of, when_of
from directions_cli.imports.statuses import RATINGS, standing_of
from directions_cli.imports.words import Value, absent, plain, text_of

LOOKED_AT = 60
"""Cells of a column that are looked at."""
TICKS = frozenset("yes no y n x true false ✓ ✔ ☑ ☒ √ tick ticked 1 0 * •".split())
YES = frozenset("yes y x true ✓ ✔ ☑ √ tick ticked 1 * •".split())


def kind_of(value: Value) -> str:
    """`day`, `month`, `number`, `money`, `tick`, `status`, `rating`, `url`, `year`, `code`, `short`, `long` or `absent`."""
    for of, kind in ((bool, "tick"), (date, "day"), ((int, float), "number")):
        if isinstance(value, of):
            return kind
    text = text_of(value)
    if text.casefold() in TICKS:
        return "tick"
    if absent(text):
        return "absent"
    if re.match(r"https?://|www\.", text):
        return "url"
    if _is_long(text):
        return "long"
    if re.fullmatch(r"(?:FY\s*)?(?:20\d\d|19\d\d)\s*[/–-]\s*(?:20)?\d\d", text, re.IGNORECASE):
        return "year"
    if re.match(r"[-(]?\s*(£|GBP)", text) or re.fullmatch(
        r"\(?-?\d{1,3}(,\d{3})+(\.\d+)?\)?|\d+(\.\d+)?\s*(m|k|million|thousand)", text, re.I
    ):
        return "money"
    of_time = _of_time(text)
    if of_time:
        return of_time
    if plain(text) in RATINGS and len(text) > 2:
        return "rating"
    if standing_of(text, {})[0]:
        return "status"
    return "code" if re.search(r"\d", text) and len(text) <= 24 and len(text.split()) <= 3 else "short"


def _of_time(text: str) -> str | None:
    """Whether a text is a day or a month, or goes from one day to another."""
    if period_of(text):
        return "day"
    when = when_of(text)
    if (when.day is None and when.month is None) or re.search(r"\d", when.rest):
        return None
    return ("day" if when.day else "month") if len(when.rest) < 25 else "short"


def _is_long(text: str) -> bool:
    """Whether a text is more than a name: it is long, has many lines, directs someone, or is a sentence."""
    directs = len(text) > 30 and re.search(r"\b(directed to|shall|must|will)\b", text)
    sentence = text.endswith(".") and len(text.split()) > 5
    return bool(len(text) > 70 or directs or sentence or text.count("\n") > 2)


def kinds_of(values: Sequence[Value]) -> Counter[str]:
    """How many cells of a column are of each kind, among the first that hold something."""
    return Counter(kind_of(value) for value in list(values)[:LOOKED_AT])


def main_kind(kinds: Counter[str]) -> str | None:
    """The kind that most cells of a column are of, apart from those that say nothing; None where it is empty."""
    kinds = Counter({kind: count for kind, count in kinds.items() if kind != "absent"})
    return kinds.most_common(1)[0][0] if kinds else None


def serials(values: Sequence[Value]) -> bool:
    """Whether the numbers of a column may be days as spreadsheets count them."""
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    return bool(numbers) and all(int(value) in SERIALS for value in numbers)
