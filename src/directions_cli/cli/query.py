"""`directions query`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.entering import enter_one
from directions_cli.cli.formats import Format
from directions_cli.cli.giving import one_of
from directions_cli.cli.options import BodyTo, Date, DryRun, Form, Message, ProposeIt, Push, Ref, Yes

STAGES = {"raise": "raised", "answer": "answered"}
NEEDS = {"raise": {"by": "--by", "summary": "--summary"}, "answer": {"summary": "--summary"}}


def command(
    ctx: typer.Context,
    stage: Annotated[str, typer.Argument(metavar="raise|answer", help="What has happened.")],
    ref: Ref,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who asks; with answer: whose query it is, where several are open.")
    ] = None,
    summary: Annotated[str | None, typer.Option(metavar="TEXT", help="The question, or the answer.")] = None,
    notice: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The query in writing, by number, letter or date (with raise).")
    ] = None,
    amended: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What was amended in the direction upon it (with answer).")
    ] = None,
    date: Date = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
    propose: ProposeIt = False,
    push: Push = False,
    body: BodyTo = None,
) -> None:
    """Record a query about the clarity or content of a direction, or its answer: of a draft, or once issued (guidance 4.7).

    A query prompts an amendment where one is needed: of a draft with `directions draft REF`, once issued by a later direction.
    An answer is about the oldest open query of the one that --by names.

    Example: directions query raise 002 --by "Carer representative" --summary "Do weekends count?"
    """
    from directions_cli.cli.asking_monitoring import ask_query

    one_of(stage, "STAGE", tuple(STAGES))
    enter_one(
        ctx.obj,
        ref,
        "query",
        {"stage": STAGES[stage], "by": by, "notice": notice, "summary": summary, "amended": amended},
        date,
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        proposal=(propose, push, body),
        needs=NEEDS[stage],
        ask=ask_query(STAGES[stage]),
    )
