"""What the commands of monitoring share: one entry, from its options to its commit."""

from __future__ import annotations

from typing import Any

from directions_cli.cli.formats import Format
from directions_cli.cli.giving import day_of
from directions_cli.cli.officer import carry_out
from directions_cli.cli.proposed import id_for, proposal_asked
from directions_cli.cli.settings import Settings


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
) -> None:
    """Add one entry to a direction's history. Options that were not given are no part of it.

    `proposal` are the values of --propose, --push and --body.
    """
    from directions_cli.domain.acts.monitoring import enter
    from directions_cli.domain.naming import find
    from directions_cli.store.terms_file import read_value

    propose, push, body = proposal
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form)
    on = day_of(date, "--date", settings.today)
    given = {key: value for key, value in values.items() if value is not None}
    if "spend" in given:
        given["spend"] = read_value(given["spend"].replace(",", "").removeprefix("£"))
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
    )
