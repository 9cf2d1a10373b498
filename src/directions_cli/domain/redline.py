"""What differs between a direction and the one it varies, supersedes or was before a correction.

Policy appendix 2 draws the line: a variation leaves the strategic intent and changes timescale, finance or measures;
other wording, functions or recipients make a supersession.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from directions_cli.domain.dates import MONTHS
from directions_cli.domain.plain import plain_terms
from directions_cli.domain.terms import TERM_FIELDS, Terms

OF_THE_DECISION: Final = ("reference", "approved", "report", "varies", "supersedes", "revokes", "source")
MAY_VARY: Final = frozenset(
    {"takes_effect", "ends", "finance", "milestones", "measures", "information", "review"}
    | {"alignment", "advice", "impact", "private", "private_reason"}
)
NUMBERS_MAY_VARY: Final = frozenset({"title", "direction", "conditions"})
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion"
)
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# A run of digits is taken whole (atomic) and never begun in its middle, so that no text takes long to compare.
_DIGITS = r"(?<!\d[,./:-])£?(?>\d+(?:[,./:-]\d+)*)(?:st|nd|rd|th)?"
_UNIT = r"(?:\s?(?:%|per cent|bn|m|k|million|billion|thousand|pounds))?"
FIGURE: Final = re.compile(
    rf"(?<!\w)(?:{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s+\d{{4}})?|{_MONTH}(?:\s+\d{{4}})?|{_DIGITS}{_UNIT})(?!\w)"
    rf"|\b(?:{_NUMBER_WORDS})(?:(?:[\s-]|\sand\s)(?:{_NUMBER_WORDS}))*\b",
    re.IGNORECASE,
)

WIDTH: Final = 80
"""Characters of a value that a finding shows."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One term that differs: its dotted path (lists counted from 1) and both values, None where absent."""

    path: str
    before: Any
    after: Any

    @property
    def term(self) -> str:
        """The key of the terms that it belongs to."""
        return self.path.split(".")[0]


def redline(before: Terms, after: Terms, decision: bool = False) -> tuple[Difference, ...]:
    """Every term that differs, in the order of the file; what belongs to the decision only if `decision`.

    A first day of effect that was past when the later one was approved is no difference where that gives none.
    """
    old, new = plain_terms(before), plain_terms(after)
    if before.takes_effect and after.approved and before.takes_effect < after.approved and not after.takes_effect:
        del old["takes_effect"]
    found = _between(old, new)
    return tuple(each for each in found if decision or each.term not in OF_THE_DECISION)


def differences(before: Terms, after: Terms) -> tuple[Difference, ...]:
    """Every term that differs, in the order of the file, whatever it means for a variation."""
    return _between(plain_terms(before), plain_terms(after))


def _between(old: dict[str, Any], new: dict[str, Any]) -> tuple[Difference, ...]:
    keys = [key for key in TERM_FIELDS if key in old or key in new]
    return tuple(difference for key in keys for difference in _differences(key, old.get(key), new.get(key)))


def _differences(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after and type(before) is type(after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from _differences(f"{path}.{key}", before.get(key), after.get(key))
    elif isinstance(before, tuple) and isinstance(after, tuple) and any(isinstance(each, dict) for each in before + after):
        for number in range(max(len(before), len(after))):
            old = before[number] if number < len(before) else None
            new = after[number] if number < len(after) else None
            yield from _differences(f"{path}.{number + 1}", old, new)
    elif before != after:
        yield Difference(path, before, after)


def told_apart(before: Any, after: Any) -> tuple[str, str]:
    """Two values in words, long texts from where they part; what could look the same is told by the code of its signs."""
    was, now = map(_in_words, (before, after))
    if not (isinstance(before, str) and isinstance(after, str)):
        return _short(was), _short(now)
    if " " not in was + now and max(len(was), len(now)) <= WIDTH and (was + now).isascii():
        return was, now
    at = next((i for i, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    one, other = was[at : at + 1], now[at : at + 1]
    alike = "".join(was.split()) == "".join(now.split()) or not (one + other).isascii()
    codes = f" ({_code(one)} is now {_code(other)})" if alike else ""
    begin = at - 30 if max(len(was), len(now)) > WIDTH and at > 40 else 0
    dots = "…" if begin else ""
    return f"“{dots}{_short(was[begin:])}”", f"“{dots}{_short(now[begin:])}”{codes}"


def _in_words(value: Any) -> str:
    if isinstance(value, tuple) and not any(isinstance(each, dict) for each in value):
        return ", ".join(map(str, value))
    return "nothing" if value is None else str(value)


def _short(text: str) -> str:
    even = " ".join(text.split())
    return even if len(even) <= WIDTH else f"{even[: WIDTH - 1]}…"


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}" if sign else "the end"


def wording(text: str) -> str:
    """A text with its dates, numbers and sums taken out and blanks evened, to compare what it otherwise says."""
    return " ".join(FIGURE.sub("#", text).split())


def beyond_variation(before: Terms, after: Terms) -> tuple[Difference, ...]:
    """The differences that make a supersession of what was meant as a variation (policy app. 2)."""
    return tuple(each for each in redline(before, after) if not _may_vary(each))


def only_wording(differences: tuple[Difference, ...]) -> bool:
    """Whether all of them are other wording, which a reason (`same_intent`) may carry; recipients and functions can't."""
    return all(each.term in (*NUMBERS_MAY_VARY, "services", "localities") for each in differences)


def _may_vary(difference: Difference) -> bool:
    if difference.term in MAY_VARY:
        return True
    texts = isinstance(difference.before, str) and isinstance(difference.after, str)
    return difference.term in NUMBERS_MAY_VARY and texts and wording(difference.before) == wording(difference.after)
