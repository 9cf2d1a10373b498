"""Cells of flat forms: no text of theirs is ever a formula, and each is read back as what it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from directions_cli.domain.formula import bare, guarded
from directions_cli.domain.tables.exact import exact_json, from_json
from directions_cli.domain.tables.shape import Cell, Kind


def cell_of(value: Any, kind: Kind) -> Cell:
    """A plain value as the cell of a column: texts guarded, values of any shape as JSON."""
    if value is None:
        return None
    if kind == "values":
        return guarded(exact_json(value))
    return guarded(value) if isinstance(value, str) else value


def value_of(cell: Any, kind: Kind) -> Any:
    """A cell as it was read from a file (text, number, day, True or False, or nothing) as the plain value that it was.

    Raises `ValueError` with what is wrong where it is none of the column's kind.
    """
    if cell is None or cell == "":
        return None
    return _READ[kind](cell)


def _as_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return bare(str(cell))


def _as_day(cell: Any) -> str:
    return cell.isoformat()[:10] if isinstance(cell, date) else _as_text(cell)


def _as_money(cell: Any) -> Decimal:
    try:
        amount = Decimal(repr(cell) if isinstance(cell, float) else str(cell).strip())
        return amount.quantize(Decimal("0.01")) if isinstance(cell, float) else amount
    except InvalidOperation:
        raise ValueError(f"{str(cell)[:40]!r} is no sum of money; write a plain number of pounds") from None


def _as_whole(cell: Any) -> int:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if isinstance(cell, bool) or not re.fullmatch(r"-?[0-9]{1,18}", text, re.ASCII):
        raise ValueError(f"{str(cell)[:40]!r} is no whole number")
    return int(text)


def _as_truth(cell: Any) -> bool:
    word = str(cell).strip().casefold()
    if word in ("yes", "true", "1", "1.0"):
        return True
    if word in ("no", "false", "0", "0.0"):
        return False
    raise ValueError(f"{str(cell)[:40]!r} is neither yes nor no")


_READ: Final[dict[Kind, Callable[[Any], Any]]] = {
    "text": _as_text,
    "month or day": _as_text,
    "financial year": _as_text,
    "day": _as_day,
    "money": _as_money,
    "whole": _as_whole,
    "yes-no": _as_truth,
    "values": lambda cell: from_json(_as_text(cell)),
}
