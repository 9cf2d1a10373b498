"""`directions review`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.entering import enter_one
from directions_cli.cli.formats import Format
from directions_cli.cli.giving import one_of
from directions_cli.cli.options import BodyToAlone, Date, DryRun, Form, Message, Note, ProposeIt, Push, Ref, Yes

OUTCOMES = ("retain", "vary", "supersede", "close", "revoke")


def command(
    ctx: typer.Context,
    ref: Ref,
    outcome: Annotated[str | None, typer.Option(help="retain, vary, supersede, close or revoke.")] = None,
    body: Annotated[str | None, typer.Option(metavar="TEXT", help="The body that reviewed it.")] = None,
    note: Note = None,
    date: Date = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
    propose: ProposeIt = False,
    push: Push = False,
    body_to: BodyToAlone = None,
) -> None:
    """Record what a committee's review came to. Retain takes effect; every other outcome is a recommendation (policy 4.2).

    Example: directions review 001 --outcome retain --body "Performance and Audit Sub Committee" --note "On course."
    """
    from directions_cli.cli.asking_monitoring import ask_review

    one_of(outcome, "--outcome", OUTCOMES)
    values = {"outcome": outcome, "body": body, "note": note}
    enter_one(
        ctx.obj,
        ref,
        "reviewed",
        values,
        date,
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        proposal=(propose, push, body_to),
        needs={"outcome": "--outcome", "body": "--body", "note": "--note"},
        ask=ask_review,
    )
