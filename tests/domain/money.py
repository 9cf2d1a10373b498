"""Registers of a few directions that differ only in their money and history, for tests of what counts."""

from __future__ import annotations

from directions_cli.domain.register import Register
from tests.domain.building import DIRECTION, HEADER, changed, direction_file, register_of

A, B, C, D = (f"EXIJB-2025-01-1{number}-001" for number in range(1, 5))
CARE = "to: example-council, function: care-at-home, kind: payment, use: Care"
NURSING = "to: nhs-example, function: district-nursing, kind: payment, use: Nursing"
HOSPITAL = "to: nhs-example, function: emergency-department, kind: set-aside, use: Staff"


def line(about: str, year: str, amount: object = None, method: str | None = None) -> str:
    """A line of money as a file has it."""
    said = [f"amount: {amount}"] if amount is not None else []
    said += [f"method: {method}"] if method else []
    return f"  - {{{', '.join([about, f'year: {year}', *said])}}}\n"


def money(*lines: str) -> str:
    """The finance of a direction."""
    return "finance:\n" + "".join(lines) if lines else "finance: []\n"


def direction(id: str, issued: str | None, *entries: str, finance: str = money(), more: str = "", approved: str = "2025-01-10"):
    """A file of the register: approved on 10 January 2025, issued on a day (None: a draft), and what came after."""
    lines = [f"act: issued, date: {issued}, officer: Chief Officer"] if issued else []
    history = "".join(f"  - {{{each}}}\n" for each in (*lines, *entries))
    text = changed(
        DIRECTION,
        f"reference: R-{id}\n",
        f"approved: {approved}\n",
        "takes_effect: 2025-01-10\n",
        "to: [example-council, nhs-example]\n",
        "functions: [care-at-home, district-nursing, emergency-department]\n",
        finance,
        *([more] if more else []),
        f"history:\n{history}" if history else "-history\n",
    )
    return direction_file(text, id)


def register(*files, budgets: str = "[]", header: str = HEADER) -> Register:
    """The register of these files with these budgets."""
    return register_of(*files, header=changed(header, f"budgets: {budgets}\n"))
