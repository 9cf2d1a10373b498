"""`directions correct`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.formats import Format
from directions_cli.cli.giving import day_of, letters_wanted, required, settings_of
from directions_cli.cli.officer import carry_out
from directions_cli.cli.options import BodyTo, Date, DryRun, Form, LetterDir, LetterIn, Message, ProposeIt, Push, Ref, Sets, Yes
from directions_cli.cli.proposed import id_for, proposal_asked
from directions_cli.cli.settings import Settings
from directions_cli.cli.terminal import at_terminal


def command(
    ctx: typer.Context,
    ref: Ref,
    sets: Sets = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why this is a slip and not a change.")] = None,
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
    """Put a slip of the pen in issued terms right. The entry keeps the field, both values and the reason.

    Example: directions correct 001 --set review=2027-04 --reason "The minute says April 2027."
    """
    from directions_cli.cli.asking import ask_missing
    from directions_cli.domain.acts.correcting import correct

    settings: Settings = ctx.obj
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form, letter=letter)
    letters = letters_wanted(settings, letter, letter_format)
    id = id_for(settings, asked, ref)
    given = {"--set": sets, "--reason": reason}
    if at_terminal() and not dry_run and sets:
        given = ask_missing(given, {}, settings.today)
    required(given)
    values = settings_of(sets or ())
    on = day_of(date, "--date", settings.today)
    carry_out(
        settings,
        lambda register, _: correct(register, id, values, str(given["--reason"]), on),
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        letters=letters,
        proposal=asked,
    )
