"""JSON text of values that hold days and money."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from directions_cli.domain.harmless import UNSEEN


def number(value: Decimal) -> int | float:
    """Pounds as a JSON number, exact to the penny."""
    return int(value) if value == value.to_integral_value() else float(value)


def in_json(value: Any, indent: int | None = None) -> str:
    """JSON text of values that hold days (as ISO text) and money (as a number of pounds). What nobody can see is escaped."""

    def other(each: Any) -> Any:
        if isinstance(each, Decimal):
            return number(each)
        if isinstance(each, date):
            return each.isoformat()
        raise TypeError(type(each).__name__)

    text = json.dumps(value, indent=indent, ensure_ascii=False, default=other)
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def in_a_list(value: Any) -> bytes:
    """JSON text of a value as it stands in an indented list, without the blanks before its first line."""
    return in_json(value, indent=2).replace("\n", "\n  ").encode()
