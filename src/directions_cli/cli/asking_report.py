"""Asking on which report a new direction rests: those that were decided and wait for one are offered (guidance 3.8)."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from directions_cli.cli.asking import choose
from directions_cli.cli.giving import Values

if TYPE_CHECKING:
    from directions_cli.domain.cycle.decisions import DecisionRow
    from directions_cli.domain.register import Register


def ask_report(register: Register, today: date) -> tuple[Values, dict[str, str]]:
    """The report and the day of its meeting, if one of those that wait is chosen; and the partners to choose from.

    These are the partners for whom the report waits, else all of the register; code by name.
    """
    from directions_cli.domain.cycle.decisions import decision_rows

    partners = {partner.code: partner.name for partner in register.header.partners}
    waiting = {row.number: row for row in decision_rows(register, today) if _undrafted(register, row)}
    if not waiting:
        return {}, partners
    found = choose("Reports that wait for a direction:", {number: row.title for number, row in waiting.items()}, optional=True)
    if not found:
        return {}, partners
    row = waiting[found[0]]
    asked = {code: partners.get(code, code) for code in _undrafted(register, row)}
    sys.stderr.write(f"  it went to the board on {row.meeting} and requires a direction to {' and '.join(asked.values())}\n")
    return {"report": {"number": row.number, "title": row.title}, "approved": row.meeting}, asked


def _undrafted(register: Register, row: DecisionRow) -> tuple[str, ...]:
    """The partners for whom a report waits and to whom no draft rests on it: a draft that is there is issued, not made anew."""
    drafted = {code for id in row.directions if register[id].issue is None for code in register[id].terms.to}
    return tuple(code for code in row.waits_for if code not in drafted)
