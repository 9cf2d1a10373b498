"""Asking the officer what a report requires, question by question, in the order of guidance 3.8 to 3.10."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from directions_cli.cli.asking import SKIP, ask_advice, choose, day_in_words, needed, prompt
from directions_cli.cli.deciding import people_in
from directions_cli.cli.giving import Values
from directions_cli.domain.acts.deciding import refuse_decided
from directions_cli.domain.base import web_address

if TYPE_CHECKING:
    from directions_cli.domain.register import Register

NONE = "none"
WEIGHED = {
    "scope": "Scope and scale of the function",
    "finance": "Finance involved",
    "change": "Scale and nature of the change",
    "people": "Those affected, with commas (patients, carers, staff …)",
    "timescale": "Timescale for delivery",
}
"""What guidance 3.9 asks an author to weigh, in its order."""


def ask_decision(register: Register, today: date, given: Values) -> Values:
    """The decision of a report; what is given already is not asked again.

    Raises `Refused` as soon as the number is one that is decided, before anything else is asked.
    """
    values = dict(given)

    def ask(key: str, question: Callable[[], Any]) -> None:
        if values.get(key) in (None, "", ()):
            values[key] = question()

    ask("number", lambda: needed("Number of the report"))
    refuse_decided(register, values["number"])
    ask("title", lambda: needed("Title of the report"))
    ask("meeting", lambda: needed("Day of the board meeting", day_in_words, today.isoformat()))
    ask("author", lambda: prompt(f"Author, by office, {SKIP}"))
    ask("url", lambda: prompt(f"Link to the report, {SKIP}", web_address))
    partners = {partner.code: partner.name for partner in register.header.partners}
    if "requires" not in values:
        values["to"] = _ask_recipients(partners)
        values["requires"] = "direction" if values["to"] else "no-direction"
    ask("escalation", lambda: choose("To be escalated to:", partners, several=True, optional=True))
    ask("considerations", _ask_weighed)
    ask("advice", ask_advice)
    ask("note", lambda: prompt(f"Anything to add, {SKIP}"))
    return {key: value for key, value in values.items() if value not in (None, ())}


def _ask_recipients(partners: dict[str, str]) -> tuple[str, ...]:
    """The partners to be directed; none where the answer is that no direction is required."""
    while True:
        found = choose("Does it require a direction to:", {**partners, NONE: "no direction is required"}, several=True)
        if found == (NONE,):
            return ()
        if NONE not in found:
            return found
        sys.stderr.write("  a direction to a partner, or none: not both\n")


def _ask_weighed() -> Values | None:
    found: Values = {}
    for key, question in WEIGHED.items():
        answer = prompt(f"{question}, {SKIP}")
        if answer:
            found[key] = people_in([answer]) if key == "people" else answer
    return found or None
