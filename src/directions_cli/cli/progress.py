"""`directions progress`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.entering import enter_one
from directions_cli.cli.formats import Format
from directions_cli.cli.options import BodyTo, Date, DryRun, Form, Message, ProposeIt, Push, Ref, Yes


def command(
    ctx: typer.Context,
    ref: Ref,
    rating: Annotated[str | None, typer.Option(help="One of the register's ratings, such as on-track.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="How delivery stands, in words.")] = None,
    milestone: Annotated[int | None, typer.Option(metavar="N", help="Number of the milestone it is about, from 1.")] = None,
    met: Annotated[bool, typer.Option("--met", help="That milestone was met.")] = False,
    moved_to: Annotated[str | None, typer.Option(metavar="DATE", help="New date expected for that milestone.")] = None,
    spend: Annotated[str | None, typer.Option(metavar="POUNDS", help="Pounds spent to date, as £400,000.")] = None,
    date: Date = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
    propose: ProposeIt = False,
    push: Push = False,
    body: BodyTo = None,
) -> None:
    """Record how the delivery of a direction stands (policy 4.1, 4.3). At a terminal it asks for what is not given.

    Spend counts from the first day of the direction. A milestone that is moved leaves the terms as they are.

    Example: directions progress 001 --rating on-track --note "Ten places are open." --milestone 1 --met
    """
    from directions_cli.cli.asking_monitoring import ask_progress

    values = {"rating": rating, "note": note, "milestone": milestone, "met": met or None, "moved_to": moved_to, "spend": spend}
    enter_one(
        ctx.obj,
        ref,
        "progress",
        values,
        date,
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        proposal=(propose, push, body),
        needs={"rating": "--rating", "note": "--note"},
        ask=ask_progress,
    )
