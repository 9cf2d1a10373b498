"""`directions difficulty`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.entering import enter_one
from directions_cli.cli.formats import Format
from directions_cli.cli.giving import one_of, required
from directions_cli.cli.options import BodyTo, Date, DryRun, Form, Message, ProposeIt, Push, Ref, ReportNumber, Yes

STAGES = {"raise": "raised", "negotiate": "negotiating", "resolve": "resolved"}


def command(
    ctx: typer.Context,
    stage: Annotated[str, typer.Argument(metavar="raise|negotiate|resolve", help="What has happened.")],
    ref: Ref,
    by: Annotated[str | None, typer.Option(metavar="PARTNER", help="The partner in difficulty.")] = None,
    summary: Annotated[str | None, typer.Option(metavar="TEXT", help="What the difficulty is, or how the talks stand.")] = None,
    outcome: Annotated[str | None, typer.Option(metavar="TEXT", help="How it was resolved.")] = None,
    report: ReportNumber = None,
    date: Date = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
    propose: ProposeIt = False,
    push: Push = False,
    body: BodyTo = None,
) -> None:
    """Record that a partner is in difficulty and says so in writing, that it is negotiated, or how it was resolved (policy 4.4).

    Example: directions difficulty raise 001 --by example-council --summary "No bidder for the contract."
    """
    one_of(stage, "STAGE", tuple(STAGES))
    needed = {"raise": {"--by": by, "--summary": summary}, "negotiate": {"--summary": summary}, "resolve": {"--outcome": outcome}}
    required(needed[stage])
    values = {"stage": STAGES[stage], "by": by, "summary": summary, "outcome": outcome, "report": report}
    enter_one(
        ctx.obj,
        ref,
        "difficulty",
        values,
        date,
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        proposal=(propose, push, body),
    )
