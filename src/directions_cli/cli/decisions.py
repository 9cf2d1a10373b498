"""The decisions of board reports listed: `directions decide --list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from directions_cli.cli.formats import LISTS, Column, Format, emit
from directions_cli.cli.settings import Settings, day, say
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.domain.register import Register

COLUMNS = (
    Column("number", "Number"),
    Column("title", "Title"),
    Column("meeting", "Meeting", 70),
    Column("requires", "Requires", 80),
    Column("to", "To", 105),
    Column("directions", "Directions", 140),
    Column("days_waiting", "Days waiting", right=True),
    Column("waits_for", "Waits for", 170),
    Column("escalation", "Escalated to", 200),
)
IN_FILES = (
    *("number", "title", "meeting", "requires", "to", "directions", "days_waiting", "waits_for", "escalation"),
    *("author", "url", "id"),
)
SAID = {"direction": "direction", "no-direction": "none"}


def print_decisions(settings: Settings, form: Format, listed: bool, as_at: str | None, more: bool) -> None:
    """Print the list. Raises `WronglyAsked` where `more` was given that belongs to the act."""
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.domain.cycle.decisions import decision_rows
    from directions_cli.domain.keys import plain_result

    if not listed:
        raise WronglyAsked("--as-at says of which day the list is; ask for it with --list")
    if more:
        raise WronglyAsked("--list prints the decisions that were made; leave out what would make one")
    loaded = settings.loaded()
    register = of_loaded(loaded)
    found = decision_rows(register, day(as_at, "--as-at") if as_at else settings.today, as_at is not None)
    rows: list[dict[str, Any]] = plain_result(found)
    if form is Format.csv:
        headings = {column.key: column.heading for column in COLUMNS}
        emit(LISTS[form](rows, [Column(key, headings.get(key, key)) for key in IN_FILES]))
    elif rows or form is not Format.table:
        emit(LISTS[form](rows if form is Format.json else [_for_eyes(register, row) for row in rows], COLUMNS))
    else:
        say("no report is decided yet; `directions decide` records what one requires")
    for finding in loaded.findings:
        say(f"{finding.where}: {finding.code} {finding.message}")
    if loaded.findings:
        say("what could not be read is missing from the list; `directions validate` says more")
        raise typer.Exit(1)


def _for_eyes(register: Register, row: dict[str, Any]) -> dict[str, Any]:
    """A row as people read it: references in place of ids."""
    return {**row, "requires": SAID[row["requires"]], "directions": [register[id].name for id in row["directions"]]}
