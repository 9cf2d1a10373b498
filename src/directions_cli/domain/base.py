"""The building blocks of the file format: strict, frozen models and the few scalar types they use.

A date is `2025-03-18`; a month may stand for a day where the field says so; money is decimal pounds and never a float;
a financial year is `2025-26`. Nothing is coerced: `0123` is not a date, `yes` is not true.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema

from directions_cli.domain.dates import DAY, MONTH

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
YEAR = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
YEARS = range(1900, 2200)
"""Years that a register may name: wide enough for any direction, and no sum of months leads out of the calendar."""
ADDRESS = re.compile(r"https?://[^\s/]\S*\Z")
"""An address of the web that a letter can print as a link."""
CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LARGEST = Decimal(10) ** 12


class Model(BaseModel):
    """Base of every model: unknown keys refused, no coercion, no change after it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True, use_attribute_docstrings=False)


def iso_date(value: Any) -> date:
    """A calendar day from `YYYY-MM-DD` text; anything else is refused, a text of digits too."""
    if type(value) is date:
        _known_year(value.year)
        return value
    if not isinstance(value, str) or not DAY.match(value):
        raise ValueError("write a date as YYYY-MM-DD, for example 2025-03-18")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"there is no such day as {value}") from None
    _known_year(day.year)
    return day


def _known_year(year: int) -> None:
    if year not in YEARS:
        raise ValueError(f"names the year {year:04}; a register knows the years {YEARS[0]} to {YEARS[-1]}")


def month_or_day(value: Any) -> str:
    """`2026-04` or `2026-04-21`, kept as written: a month is a less exact fact than a day."""
    if isinstance(value, str) and MONTH.match(value):
        _known_year(int(value[:4]))
        return value
    if type(value) is date or (isinstance(value, str) and DAY.match(value)):
        return iso_date(value).isoformat()
    raise ValueError("write a month as YYYY-MM or a day as YYYY-MM-DD, for example 2026-04")


def last_day(when: str) -> date:
    """The last calendar day of a month or day text such as `2026-04` (30 April 2026)."""
    if MONTH.match(when):
        year, month = int(when[:4]), int(when[5:])
        return date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(when)


def pounds(value: Any) -> Decimal:
    """Pounds as a decimal with at most two places; no float, no text, no true or false."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("write money as a plain number of pounds, for example 1250000 or 1250000.50")
    amount = Decimal(value)
    if not amount.is_finite() or abs(amount) >= LARGEST:
        raise ValueError("is not a sum of money that a direction can hold")
    if amount != amount.quantize(Decimal("0.01")):
        raise ValueError("has parts of a penny; round it to two decimal places")
    return amount


def financial_year(value: Any) -> str:
    """A financial year from April to March as `2025-26`."""
    found = YEAR.match(value) if isinstance(value, str) else None
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise ValueError("write a financial year as 2025-26, two years that follow each other")
    _known_year(int(found[1]))
    return found[0]


def year_bounds(year: str) -> tuple[date, date]:
    """First and last day of a financial year: `2025-26` is 1 April 2025 to 31 March 2026."""
    first = int(year[:4])
    return date(first, 4, 1), date(first + 1, 3, 31)


def year_of(day: date) -> str:
    """The financial year that a day falls in."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def plain_text(value: Any) -> str:
    """Text that says something, without control characters (line breaks and tabs may stand)."""
    if not isinstance(value, str):
        hint = f' write it in quotes: "{value}"' if isinstance(value, int | Decimal) else ""
        raise ValueError(f"should be text;{hint}" if hint else "should be text")
    if not value.strip():
        raise ValueError("is empty; leave the key out if it is not known")
    found = CONTROL.search(value)
    if found:
        raise ValueError(f"holds the control character U+{ord(found[0]):04X}; take it out")
    return value


def plain_values(value: Any) -> Any:
    """Plain values of any shape, as a `corrected` entry keeps them; every text in them is checked as text is elsewhere."""
    if isinstance(value, str) and value:
        plain_text(value) if value.strip() else None
    elif isinstance(value, dict):
        for key, each in value.items():
            plain_text(key)
            plain_values(each)
    elif isinstance(value, tuple | list):
        for each in value:
            plain_values(each)
    return value


def one_line(value: str) -> str:
    """Text on a single line: a title, a reference, a name."""
    if "\t" in value or len(value.splitlines()) > 1 or value.endswith("\n"):
        raise ValueError("should stand on one line")
    if value != value.strip():
        raise ValueError("has blanks at its start or end; take them out")
    return value


def code(value: str) -> str:
    """A short name in the register's own use: small letters, digits and single hyphens."""
    if not re.match(CODE, value) or len(value) > 60:
        raise ValueError("should be a code of small letters, digits and hyphens, for example care-at-home")
    return value


def web_address(value: str) -> str:
    """An address that a letter can print as a link: http or https only."""
    if not ADDRESS.match(value):
        raise ValueError("should be a web address that starts with https://")
    return value


_DATE_SCHEMA = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_WHEN_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$", "examples": ["2026-04", "2026-04-21"]}
_YEAR_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}$", "examples": ["2025-26"]}
_MONEY_SCHEMA = {"type": "number", "multipleOf": 0.01, "examples": [1250000, 1250000.5]}
_TEXT_SCHEMA = {"type": "string", "minLength": 1}

IsoDate = Annotated[date, BeforeValidator(iso_date), WithJsonSchema(_DATE_SCHEMA)]
When = Annotated[str, BeforeValidator(month_or_day), WithJsonSchema(_WHEN_SCHEMA)]
Year = Annotated[str, BeforeValidator(financial_year), WithJsonSchema(_YEAR_SCHEMA)]
Money = Annotated[Decimal, BeforeValidator(pounds), PlainSerializer(lambda value: value), WithJsonSchema(_MONEY_SCHEMA)]
Text = Annotated[str, BeforeValidator(plain_text), WithJsonSchema(_TEXT_SCHEMA)]
Line = Annotated[str, BeforeValidator(plain_text), AfterValidator(one_line), WithJsonSchema(_TEXT_SCHEMA)]
Code = Annotated[Line, AfterValidator(code), WithJsonSchema({"type": "string", "pattern": CODE})]
Url = Annotated[Line, AfterValidator(web_address), WithJsonSchema({"type": "string", "format": "uri"})]
Values = Annotated[Any, BeforeValidator(plain_values)]
