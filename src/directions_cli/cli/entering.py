"""What the commands of monitoring share: one entry, from its options or the answers at a terminal to its commit."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from directions_cli.cli.formats import Format
from directions_cli.cli.giving import Values, day_of, required
from directions_cli.cli.officer import carry_out
from directions_cli.cli.proposed import id_for, proposal_asked, register_for
from directions_cli.cli.settings import Settings
from directions_cli.cli.terminal import at_terminal

if TYPE_CHECKING:
    from directions_cli.domain.register import Register

Ask = Callable[["Register", str, Values, datetime.date], Values]
"""Asks for what is missing of an entry on a direction, by its id, dated that day; gives the values that are new."""


def enter_one(
    settings: Settings,
    ref: str,
    act: str,
    values: dict[str, Any],
    date: str | None,
    *,
    dry_run: bool,
    yes: bool,
    message: str | None,
    form: Format,
    proposal: tuple[bool, bool, str | None] = (False, False, None),
    needs: Mapping[str, str] | None = None,
    ask: Ask | None = None,
) -> None:
    """Add one entry to a direction's history. Options that were not given are no part of it.

    `proposal` are the values of --propose, --push and --body. `needs` names the option of each key that the entry can't
    do without; where one is missing, `ask` is put to the officer at a terminal, and refused elsewhere.
    """
    from directions_cli.domain.acts.monitoring import enter, follows
    from directions_cli.domain.naming import find

    propose, push, body = proposal
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form)
    on = day_of(date, "--date", settings.today)
    given = {key: value for key, value in values.items() if value not in (None, ())}
    if "spend" in given:
        given["spend"] = pounds_given(given["spend"])
    if any(given.get(key) in (None, "") for key in needs or ()):
        if ask and at_terminal() and not dry_run:
            register = register_for(settings, asked)
            ref = id_for(settings, asked, ref)
            given |= ask(register, ref, given, on)
        required({option: given.get(key) for key, option in (needs or {}).items()})
    if asked is not None:
        ref = id_for(settings, asked, ref)
    entry = {"act": act, "date": on, **given}
    carry_out(
        settings,
        lambda register, _: enter(register, find(register, ref), entry),
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        proposal=asked,
        follows=lambda done: follows(done.after, done.change.subject, settings.today),
    )


def pounds_given(text: str) -> Any:
    """Pounds as people write them, `£400,000.50`, as a file holds them; what is no number is left to be refused."""
    from directions_cli.store.terms_file import read_value

    return read_value(text.strip().replace(",", "").removeprefix("£"))
