"""Calendar sums of governance: months ahead, the annual review, dates as a letter prints them."""

from __future__ import annotations

import calendar
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier), or the last day of that month where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def annual_review_due(month: int, today: date) -> date:
    """The last day of the latest review month that is wholly past."""
    last = last_of_month(today.year, month)
    return last if last < today else last_of_month(today.year - 1, month)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def in_words(day: date) -> str:
    """`18 March 2025`, the same on every system."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
