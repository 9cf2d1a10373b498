"""`directions close`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from directions_cli.cli.formats import Format
from directions_cli.cli.giving import day_of, letters_wanted, one_of, required
from directions_cli.cli.officer import carry_out
from directions_cli.cli.options import (
    Approved,
    BodyTo,
    Date,
    DryRun,
    Form,
    LetterDir,
    LetterIn,
    Message,
    Note,
    ProposeIt,
    Push,
    Ref,
    ReportNumber,
    Yes,
)
from directions_cli.cli.proposed import id_for, proposal_asked
from directions_cli.cli.settings import Settings, day
from directions_cli.cli.terminal import at_terminal


def command(
    ctx: typer.Context,
    ref: Ref,
    approved: Approved = None,
    reason: Annotated[str | None, typer.Option(help="achieved, programme-ended or finance-ended.")] = None,
    note: Note = None,
    report: ReportNumber = None,
    date: Date = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
    letter: LetterDir = None,
    letter_format: LetterIn = None,
    propose: ProposeIt = False,
    push: Push = False,
    body: BodyTo = None,
) -> None:
    """Close a direction that is achieved, or whose programme or money is at its end (policy app. 2).

    Example: directions close 001 --approved 2026-06-16 --reason achieved --note "All 40 places are open."
    """
    from directions_cli.cli.asking import ask_missing
    from directions_cli.domain.acts.ending import close
    from directions_cli.domain.choices import CLOSING_REASONS

    settings: Settings = ctx.obj
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form, letter=letter)
    letters = letters_wanted(settings, letter, letter_format)
    id = id_for(settings, asked, ref)
    given: dict[str, Any] = {"--approved": approved, "--reason": reason, "--note": note}
    if at_terminal() and not dry_run:
        given = ask_missing(given, {"--reason": CLOSING_REASONS}, settings.today)
    required(given)
    one_of(given["--reason"], "--reason", CLOSING_REASONS)
    decided, on = day(given["--approved"], "--approved"), day_of(date, "--date", settings.today)
    carry_out(
        settings,
        lambda register, _: close(register, id, on, decided, given["--reason"], given["--note"], report),
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        letters=letters,
        proposal=asked,
    )
