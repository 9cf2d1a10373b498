"""The sheet that an officer sees before an act is committed: what, to whom, the redline, what else it touches."""

from __future__ import annotations

import textwrap
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from directions_cli.cli.terminal import width
from directions_cli.domain.dates import pounds_in_words
from directions_cli.domain.harmless import harmless

if TYPE_CHECKING:
    from directions_cli.clerk.clerk import Proposal
    from directions_cli.domain.direction import Direction
    from directions_cli.domain.register import Register

INDENT = 18


def sheet(proposal: Proposal) -> str:
    """The whole sheet as text."""
    from directions_cli.domain.plain import plain, plain_terms

    change, register = proposal.change, proposal.after
    lines = ["", f"  {change.summary}", ""]
    for direction in (*change.made, *change.redrafted):
        predecessors = [id for _, id in register.predecessors(direction.id)]
        if predecessors and change.act in ("vary", "supersede"):
            lines += redlined(register, predecessors[0], direction)
        else:
            lines += _whole(plain_terms(direction.terms))
    for decided in change.decided:
        lines += _whole(plain(decided.decision))
    for amended in change.amended:
        lines += redlined(proposal.before, amended.id, register[amended.id])
    for step in change.appended:
        for entry in step.entries:
            lines += field(f"{register[step.id].name}", _entry(plain(entry)))
    for path in proposal.files:
        lines += field("file", path)
    for each in proposal.letters:
        lines.append("  letter".ljust(INDENT) + harmless(str(each.path)))
    return "\n".join(lines) + "\n\n"


def redlined(register: Register, before: str, after: Direction) -> list[str]:
    """What differs, term by term: a line with - for what was, one with + for what will be."""
    from directions_cli.domain.redline import redline

    lines = [f"  What changes against {register[before].name}:"]
    for difference in redline(register[before].terms, after.terms):
        lines.append(f"  {difference.path}")
        for sign, value in (("-", difference.before), ("+", difference.after)):
            if value is not None:
                lines += wrapped(f"    {sign} ", shown(value))
    return [*lines, ""]


def _whole(values: dict[str, Any]) -> list[str]:
    return [line for key, value in values.items() for line in field(key, shown(value))] + [""]


def field(name: str, text: str) -> list[str]:
    """A name and its text, wrapped under itself."""
    head = f"  {name}".ljust(INDENT) if len(name) < INDENT - 3 else f"  {name}: "
    return wrapped(head, harmless(text))


def wrapped(head: str, text: str) -> list[str]:
    """A text behind a head, wrapped under itself."""
    room = max(40, min(width(), 110))
    lines: list[str] = []
    for part in text.splitlines() or [""]:
        first = head if not lines else " " * len(head)
        lines += textwrap.wrap(part, room, initial_indent=first, subsequent_indent=" " * len(head)) or [first.rstrip()]
    return lines


def _entry(values: dict[str, Any]) -> str:
    return f"gets the entry: {', '.join(f'{key} {shown(value)}' for key, value in values.items())}"


def shown(value: Any) -> str:
    """A plain value in words: money as pounds, days in ISO form, lists with commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return pounds_in_words(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "; ".join(f"{harmless(key.replace('_', ' '))}: {shown(each)}" for key, each in value.items())
    if isinstance(value, tuple):
        inner = [shown(each) for each in value]
        return "\n".join(inner) if any(isinstance(each, dict) for each in value) else ", ".join(inner)
    return harmless(str(value))
