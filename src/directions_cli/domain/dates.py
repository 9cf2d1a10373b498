"""Calendar sums of governance, and days and pounds as people write them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z", re.ASCII)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier), or the last day of that month where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    import calendar

    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def annual_review_due(month: int, today: date) -> date:
    """The last day of the latest review month that is wholly past."""
    last = last_of_month(today.year, month)
    return last if last < today else last_of_month(today.year - 1, month)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    import calendar

    return date(year, month, calendar.monthrange(year, month)[1])


def in_words(day: date) -> str:
    """`18 March 2025`, the same on every system."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_words(count: int) -> str:
    """`1 day`, `12 days`."""
    return f"{count} day{'' if count == 1 else 's'}"


def pounds_in_words(amount: Decimal | int | None) -> str:
    """`£1,250,000`, with pence only where there are any; nothing for None."""
    if amount is None:
        return ""
    whole = amount == int(amount)
    return f"£{amount:,.0f}" if whole else f"£{amount:,.2f}"
