"""`directions supersede`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.formats import Format
from directions_cli.cli.giving import day_of, letters_wanted, terms_given
from directions_cli.cli.keeping import kept
from directions_cli.cli.officer import carry_out
from directions_cli.cli.options import (
    BodyTo,
    Date,
    DryRun,
    Form,
    From,
    LetterDir,
    LetterIn,
    Message,
    Officer,
    ProposeIt,
    Push,
    Sets,
    Yes,
)
from directions_cli.cli.proposed import id_for, proposal_asked, register_for
from directions_cli.cli.settings import Settings
from directions_cli.cli.vary import with_sets


def command(
    ctx: typer.Context,
    refs: Annotated[list[str], typer.Argument(metavar="REF...", help="The directions to supersede.")],
    source: From = None,
    sets: Sets = None,
    date: Date = None,
    officer: Officer = None,
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
    """Supersede one or several directions by a new one: a new or revised intent, or a change of focus.

    What you leave out is carried over from the first of them.

    Example: directions supersede 2024-001 2024-003 --from frailty.yaml
    """
    from directions_cli.cli.asking import edit_terms
    from directions_cli.domain.acts.replacing import supersede

    settings: Settings = ctx.obj
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form, letter=letter)
    letters = letters_wanted(settings, letter, letter_format)
    register = register_for(settings, asked)
    ids = tuple(dict.fromkeys(id_for(settings, asked, ref) for ref in refs))
    given = (
        terms_given(source, None, ask=lambda: edit_terms(settings.folder, register, ids[0], "supersede"))
        if source or not sets
        else {}
    )
    values = with_sets(register[ids[0]].terms, given, sets)
    day = day_of(date, "--date", settings.today)
    with kept(settings, values, asked=not (source or sets)):
        carry_out(
            settings,
            lambda now, taken: supersede(now, ids, values, day, officer, taken),
            dry_run=dry_run,
            yes=yes,
            message=message,
            form=form,
            letters=letters,
            proposal=asked,
        )
