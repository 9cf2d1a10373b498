"""Days as logs write them, in the order of the United Kingdom: `04.07.16`, `4 July 2016`, `18th March 2025`, `2025/26`.

What names no day gives none: a month stays a month, and neither is completed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directions_cli.domain.base import YEARS
from directions_cli.domain.dates import MONTHS
from directions_cli.imports.words import LONGEST, Value, absent, text_of

_NAMES = {name.casefold()[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_END = r"(?![\d])"
_FORMS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]\d{1,2}:\d\d(?::\d\d)?)?" + _END),
    re.compile(r"(?<!\d)(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})" + _END),
    re.compile(r"(?<![\d/])(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{4}|\d{2})" + r"(?![\d/])"),
    re.compile(
        r"(?<!\d)(?P<d>\d{1,2})\s*(?:st|nd|rd|th)?(?:\s+of)?[\s\-./]*" + _MONTH.replace("(", "(?P<n>", 1)
        + r"[\s,\-./]*(?P<y>\d{4}|['’]?\d{2})" + _END, re.IGNORECASE),
    re.compile(
        _MONTH.replace("(", r"\b(?P<n>", 1) + r"\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})" + _END, re.IGNORECASE),
)  # fmt: skip
_ANY_MONTH = re.compile(rf"\b{_MONTH}(?![a-z])", re.IGNORECASE)
_WITHOUT_YEAR = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})\s*(?:st|nd|rd|th)?(?:\s+of)?\s+" + _MONTH.replace("(", "(?P<n>", 1) + r"\s*\Z", re.I
)
_MONTHS = (
    re.compile(_MONTH.replace("(", r"\b(?P<n>", 1) + r"[\s,\-./]*(?P<y>\d{4}|['’]\d{2}|(?<=[-./])\d{2})" + _END, re.IGNORECASE),
    re.compile(r"(?<![\d/.\-])(?P<m>0?[1-9]|1[0-2])[/.\-](?P<y>(?:19|20)\d{2})(?![\d/.\-])"),
    re.compile(r"(?<![\d/.\-])(?P<y>(?:19|20)\d{2})-(?P<m>0[1-9]|1[0-2])(?![\d/.\-])"),
)
_FINANCIAL = re.compile(r"(?<!\d)(?P<a>(?:19|20)\d\d)\s*[/–\-]\s*(?P<b>(?:20)?\d\d)(?![\d/.\-])")
_SHORT = re.compile(r"(?<![\d/.])(?P<a>\d\d)\s*/\s*(?P<b>\d\d)(?![\d/.])")
SERIALS = range(14_000, 100_000)
"""Numbers that a spreadsheet counts days by, from 1938 to 2173."""


@dataclass(frozen=True, slots=True)
class When:
    """What a cell says of time: a day, else a month; what else is written there; and what is to be said about it."""

    day: date | None = None
    month: str | None = None
    rest: str = ""
    remark: str | None = None

    @property
    def text(self) -> str | None:
        """The day, else the month, as the register writes it."""
        return self.day.isoformat() if self.day else self.month


def when_of(value: Value, year: int | None = None) -> When:
    """What a cell says of time. `year` is the first year of the sheet, for a day written without one."""
    if isinstance(value, datetime):
        return _known(value.date())
    if isinstance(value, date):
        return _known(value)
    if isinstance(value, bool) or value is None:
        return When(remark="is no day" if value is not None else None)
    if isinstance(value, int | float):
        return _serial(float(value))
    text = text_of(value)
    if not text or absent(text):
        return When(remark=f"{text!r} says that it is not known" if text else None)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _serial(float(text))
    found = _days(text)
    if len(found) == 1:
        match, day = found[0]
        return _known(day, text[: match.start()] + " " + text[match.end() :])
    if len(found) > 1:
        return When(rest=text, remark="names several days; which is meant can't be told")
    return _less_exact(text, year)


def _less_exact(text: str, year: int | None) -> When:
    if len(text) > LONGEST:
        return When(rest=text, remark="is too long to be read as a day")
    wrong = next((each for form in _FORMS for each in form.finditer(text)), None)
    if wrong:
        return When(rest=text, remark=f"{wrong[0].strip()} is no day of the calendar, written day before month")
    bare = _WITHOUT_YEAR.search(text)
    if bare and year:
        month = _NAMES[bare["n"].casefold()[:3]]
        day = _day(year if month >= 4 else year + 1, month, int(bare["d"]))
        if day:
            return When(day, None, text[: bare.start()].strip(), f"the year {day.year} is that of the sheet")
    months = [(each, _month(each)) for form in _MONTHS for each in form.finditer(text)]
    known = list(dict.fromkeys(month for _, month in months if month))
    if len(known) == 1 and len(re.findall(_ANY_MONTH, text)) <= 1:
        match = months[0][0]
        return When(None, known[0], _rest(text[: match.start()] + " " + text[match.end() :]), "names a month, not a day")
    return When(rest=text, remark="names no day")


def days_in(text: str) -> list[date]:
    """Every day that a text names, in its order."""
    return [day for _, day in _days(text)]


def _days(text: str) -> list[tuple[re.Match[str], date]]:
    found: list[tuple[re.Match[str], date]] = []
    for form in _FORMS if len(text) <= LONGEST else ():
        for match in form.finditer(text):
            if any(match.start() < other.end() and other.start() < match.end() for other, _ in found):
                continue
            month = int(match["m"]) if "m" in form.groupindex else _NAMES[match["n"].casefold()[:3]]
            day = _day(_year(match["y"]), month, int(match["d"]))
            if day:
                found.append((match, day))
    return sorted(found, key=lambda pair: pair[0].start())


def _year(text: str) -> int:
    digits = text.strip("'’")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _month(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = int(groups["m"]) if groups.get("m") else _NAMES[match["n"].casefold()[:3]]
    year = _year(match["y"])
    return f"{year:04}-{month:02}" if year in YEARS else None


def _known(day: date, rest: str = "") -> When:
    if day.year not in YEARS:
        return When(rest=day.isoformat(), remark=f"the year {day.year} can't be meant")
    return When(day, None, _rest(rest))


def _rest(text: str) -> str:
    words = " ".join(text.split()).strip(" ,;:()[]-–.")
    weekdays = r"(?:mon|tues?|wed(?:nes)?|thurs?|thur|fri|sat(?:ur)?|sun)(?:day)?"
    return "" if re.fullmatch(rf"(?:{weekdays}|on|by|from|the|dated?|end of|until|to)?,?", words, re.IGNORECASE) else words


def _serial(number: float) -> When:
    if int(number) not in SERIALS:
        remark = "is a year, not a day" if number.is_integer() and int(number) in YEARS else "is a number, not a day"
        return When(rest=text_of(number), remark=remark)
    day = date(1899, 12, 30) + timedelta(days=int(number))
    return When(day, None, "", f"{int(number)} is read as the number that spreadsheets count days by")


def year_in(text: str) -> str | None:
    """The financial year that a text names, as `2025-26`; None where it names none, or several."""
    found = set()
    text = text[:LONGEST]
    for match in _FINANCIAL.finditer(text):
        first, second = int(match["a"]), int(match["b"]) % 100
        if (first + 1) % 100 == second and first in YEARS:
            found.add(f"{first}-{second:02}")
    if not found:
        for match in _SHORT.finditer(text):
            first, second = int(match["a"]), int(match["b"])
            if (first + 1) % 100 == second and 10 <= first <= 60:
                found.add(f"20{first:02}-{second:02}")
    return found.pop() if len(found) == 1 else None


def year_of_sheet(name: str) -> int | None:
    """The year that the name of a sheet tells: `2024-25` and `2024` are 2024. A day without a year is then of April or later in
    it, or of the spring after."""
    year = year_in(name)
    if year:
        return int(year[:4])
    found = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", name[:LONGEST])
    return int(found[0]) if len(found) == 1 else None


def period_of(text: str) -> tuple[date | None, date | None] | None:
    """First and last day of a period: `1 April 2025 to 31 March 2027`. None where a text names no such thing."""
    found = _days(text)
    if len(found) != 2:
        return None
    (one, first), (other, last) = found
    between = text[one.end() : other.start()].strip().casefold()
    return (first, last) if re.fullmatch(r"-|–|—|to|until|till|through to|and|up to", between) and first <= last else None
