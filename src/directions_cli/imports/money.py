"""Money as logs write it: `£1.2m recurring`, `1.2 million`, `(1,200)`, `£350k`, or prose that names no sum.

A sum is read only where a sum is written. Prose such as "within existing resources" is a method or a note, never a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from directions_cli.domain.base import LARGEST
from directions_cli.imports.days import year_in
from directions_cli.imports.words import LONGEST as LONGEST_CELL
from directions_cli.imports.words import Value, absent, line_of, plain, text_of

_UNITS: Final[dict[str, int | Decimal]] = {
    "k": 1_000, "000": 1_000, "000s": 1_000, "thousand": 1_000, "thousands": 1_000, "'000": 1_000, "’000": 1_000,
    "m": 1_000_000, "mn": 1_000_000, "mil": 1_000_000, "mill": 1_000_000, "mio": 1_000_000, "million": 1_000_000,
    "millions": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000, "p": Decimal("0.01"),
}  # fmt: skip
_SUM = re.compile(
    r"(?P<before>[-–−(]\s*)?(?P<pound>£|gbp\s*|eur|\$|€)?\s*(?P<minus>[-–−]\s*)?"
    r"(?:(?<![a-z])|(?<=gbp)|(?<=eur))(?P<number>\d{1,3}(?:[, ]\d{3})+(?!,?[\d\0])(?:\.\d+)?|\d+(?!,?[\d\0])(?:\.\d+)?|\.\d+)"
    r"(?P<unit>\s?(?:k|mn|mill|mil|mio|millions|million|m|bn|billion|thousands|thousand|'000s?|’000s?)\b)?"
    r"(?P<rest>\s*(?:gbp|pounds)\b)?(?P<after>\s*\))?(?P<percent>\s*%)?",
    re.IGNORECASE,
)
_NOT_MONEY = re.compile(
    r"\b20\d\d\s*[/–-]\s*(?:20)?\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}(?:st|nd|rd|th)\b|"
    r"\b(?:wte|fte|phase|stage|year|years|months?|weeks?|beds?|places?|section|no\.?)\s*\d+(?:\.\d+)?\b|"
    r"\b\d+(?:\.\d+)?\s*(?:wte|fte|years?|months?|weeks?|beds?|places?|posts?|hours?|people|per ?cent)\b|"
    r"\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d{4})?\b|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{4}\b|"
    r"\b(?:19|20)\d\d\b(?!,)",
    re.IGNORECASE,
)
MOST_IN_UNITS: Final = 1_000_000_000
"""Pounds above which a sum with its own pound sign is taken as it stands, whatever unit the heading names."""
LONGEST: Final = 40
"""Characters of a number that may be a sum; what is longer is beyond any money, and beyond what can be reckoned with."""
_LIMIT = re.compile(
    r"\b(up to|max(?:imum)?|circa|approx\w*|c\.|around|about|estimated?|at least|minimum|over)\b|~", re.IGNORECASE
)
_METHOD = re.compile(
    r"\b(within|existing|no additional|cost neutral|no (?:financial|cost)|baseline|core budget|current (?:budget|resource)|"
    r"in line with|as per|based on|formula|share|drawdown|draw down|to be met|met from|funded (?:from|by|through)|actual|per"
    r"|settlement|nil cost)\b",
    re.IGNORECASE,
)


_ALONE = re.compile(r"(?!20[0-4]\d$)\d{4}")
"""A bare number that is no year of these days: `1950` is a sum where only sums stand."""
_EACH = re.compile(
    r"\s*(?:(?:per|a|an) (?:place|person|bed|week|hour|day|head|visit|client|user|placement|case|month|unit)|each\b|p\.?w\b)",
    re.IGNORECASE,
)
"""What stands behind a price of one of several, which is how a payment is worked out and no sum."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A line of money as a cell tells it. `amount` in pounds; `remark` says what could not be taken for an amount, and why."""

    amount: Decimal | None = None
    method: str | None = None
    note: str | None = None
    year: str | None = None
    words: str = ""
    remark: str | None = None


def unit_of_heading(heading: str) -> int:
    """By how much the numbers below a heading are to be multiplied: `Budget (£000)` says 1,000."""
    text = heading.casefold().replace(" ", "")
    if re.search(r"£'?’?000|\('?000s?\)|'000|’000|£k|\(k\)|inthousands|thousands|£s?000|000s", text):
        return 1_000
    if re.search(r"£m(?!o)|\(m\)|million|£mn", text):
        return 1_000_000
    return 1


def pounds_of(number: Decimal) -> Decimal | None:
    """A sum that a direction can hold, to the penny; None where it has parts of a penny or is out of all bounds."""
    if not number.is_finite() or abs(number) >= LARGEST:
        return None
    rounded = number.quantize(Decimal("0.01"))
    if abs(number - rounded) > Decimal("0.000001") * max(abs(number), Decimal(1)):
        return None
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded


def sums_of(value: Value, unit: int = 1) -> list[Sum]:
    """The lines of money that a cell tells of; none where it is empty or says only that nothing is known."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [_number(Decimal(repr(value)), unit, line_of(value))]
    text = text_of(value)
    if not text or absent(text):
        return []
    if len(text) > LONGEST_CELL:
        return [Sum(note=text, words=text, remark="is too long to be read as money; kept as a note")]
    parts = [part.strip(" ;•-–") for part in re.split(r"\n|;|•", text) if part.strip(" ;•-–")]
    found = [_found(part) for part in parts]
    if len(parts) > 1 and all(len(each) == 1 for each in found):
        return [_said(part, unit) for part in parts]
    shared = [part.strip() for part in re.split(r"\s/\s|,\s+(?!\d)|\s+(?:and|plus|&)\s+", text)]
    if len(shared) > 1 and all(
        len(each) == 1 and _words_beside(each[0], part) for part, each in zip(shared, map(_found, shared), strict=True)
    ):
        return [_said(part, unit) for part in shared]
    return [_said(text, unit)]


def _words_beside(found: re.Match[str], part: str) -> bool:
    """Whether words beside a sum say whose or for when it is, so that several sums of a cell are told apart."""
    return bool(re.search(r"[a-z]{2}|\d{4}", plain(part[: found.start()] + " " + part[found.end() :])))


def _found(text: str, counted: bool = False) -> list[re.Match[str]]:
    """The sums of money in a text. A number counts where a pound sign or unit says so, or where it is all there is.

    Where the heading says in which unit is `counted`, a number that could be a year is a sum too.
    """
    if _ALONE.fullmatch(text.strip()) or (counted and re.fullmatch(r"\d{4}", text.strip())):
        return list(_SUM.finditer(text))
    kept = _NOT_MONEY.sub(lambda each: "\0" * len(each[0]), text)
    found = [each for each in _SUM.finditer(kept) if not each["percent"]]
    marked = [each for each in found if each["pound"] or each["unit"] or each["rest"]]
    if marked:
        return marked
    bare = [each for each in found if re.search("[, ]", each["number"]) or len(each["number"]) >= 4]
    alone = [each for each in found if not plain(text[: each.start()] + text[each.end() :])]
    return alone or bare


def _said(text: str, unit: int) -> Sum:
    words = " ".join(text.split())
    found = _found(text, unit > 1)
    year = year_in(text)
    if not found:
        if _METHOD.search(text):
            return Sum(method=words, year=year, words=words)
        return Sum(note=words, words=words, remark="no sum of money is written there; kept as a note")
    if len(found) > 1:
        amounts = {_pounds(each, unit) for each in found}
        if len(amounts) > 1:
            remark = "several sums are written there; which is meant can't be told, so it is kept as a note"
            return Sum(note=words, words=words, remark=remark)
    only = found[0]
    if (only["pound"] or "").strip().casefold() in ("$", "€", "eur"):
        return Sum(note=words, words=words, remark="the sum is not in pounds; kept as a note")
    between = re.search(r"\d\s*(?:-|–|to)\s*£?\s*\d", _NOT_MONEY.sub("", text))
    if between and not only["before"]:
        return Sum(note=words, words=words, remark="a range is written there, not a sum; kept as a note")
    if _EACH.match(text[only.end() :]):
        return Sum(method=words, year=year, words=words)
    amount = _pounds(only, unit)
    if amount is not None and amount < 0 and "(" in (only["before"] or "") and not only["minus"] and plain(text[: only.start()]):
        amount = -amount
    rest = plain(text[: only.start()] + " " + text[only.end() :]).strip()
    note = words if (rest and rest not in ("pa", "gbp", "pounds")) or _LIMIT.search(text) else None
    note = words if rest == "pa" else note
    return _checked(amount, note, year, words)


def _pounds(found: re.Match[str], unit: int) -> Decimal | None:
    said = (found["unit"] or "").strip().casefold().rstrip(".")
    if len(found["number"]) > LONGEST:
        return None
    try:
        number = Decimal(re.sub("[, ]", "", found["number"]))
    except InvalidOperation:
        return None
    whole = found["pound"] and number * unit > MOST_IN_UNITS
    times = Decimal(_UNITS[said]) if said in _UNITS else Decimal(1 if whole else unit)
    below = bool(found["minus"] or (found["before"] and ("(" not in found["before"] or found["after"])))
    return pounds_of(number * times * (-1 if below else 1))


def _number(number: Decimal, unit: int, words: str) -> Sum:
    return _checked(pounds_of(number * unit), None, None, words)


def _checked(amount: Decimal | None, note: str | None, year: str | None, words: str) -> Sum:
    if amount is None:
        return Sum(note=words, words=words, remark="is not a sum of pounds and pence; kept as a note")
    if amount < 0:
        remark = "a sum below zero is no amount of a direction (FIN013); kept as a note"
        return Sum(note=words, year=year, words=words, remark=remark)
    return Sum(amount, None, note, year, words)
