"""Values in the words of a document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from directions_cli.domain.dates import in_words, pounds_in_words


def in_a_cell(value: Any) -> str:
    """A plain value as a table's cell says it."""
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return pounds_in_words(value)
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')}: {in_a_cell(each)}" for key, each in value.items())
    return "; ".join(map(in_a_cell, value)) if isinstance(value, tuple) else str(value)
