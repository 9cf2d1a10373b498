"""`directions difficulty`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.entering import enter_one
from directions_cli.cli.formats import Format
from directions_cli.cli.giving import one_of
from directions_cli.cli.options import BodyTo, Date, DryRun, Form, Message, ProposeIt, Push, Ref, Yes

STAGES = {"raise": "raised", "negotiate": "negotiating", "resolve": "resolved"}
NEEDS = {
    "raise": {"by": "--by", "summary": "--summary"},
    "negotiate": {"summary": "--summary"},
    "resolve": {"outcome": "--outcome"},
}
OFFICES = ("chair", "vice-chair")


def command(
    ctx: typer.Context,
    stage: Annotated[str, typer.Argument(metavar="raise|negotiate|resolve", help="What has happened.")],
    ref: Ref,
    by: Annotated[str | None, typer.Option(metavar="PARTNER", help="The partner in difficulty.")] = None,
    notice: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its written notice to the Chief Officer, by number, letter or date.")
    ] = None,
    summary: Annotated[str | None, typer.Option(metavar="TEXT", help="What the difficulty is, or how the talks stand.")] = None,
    involved: Annotated[
        list[str] | None, typer.Option(metavar="OFFICE", help="chair or vice-chair, involved by the Chief Officer; repeatable.")
    ] = None,
    updates: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How board members and partners are kept up to date, as was settled.")
    ] = None,
    outcome: Annotated[str | None, typer.Option(metavar="TEXT", help="How it was resolved.")] = None,
    report: Annotated[str | None, typer.Option(metavar="NUMBER", help="Number of the formal report to the board.")] = None,
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

    A negotiation takes six months at most, counted from the day on which the difficulty was raised; its end is reported to
    the board. Partners may be in difficulty at the same time: --by then says whose is meant.

    Example: directions difficulty raise 001 --by example-council --notice "Letter of 9 January" --summary "No bidder."
    """
    from directions_cli.cli.asking_monitoring import ask_difficulty

    one_of(stage, "STAGE", tuple(STAGES))
    offices = [word.strip() for text in involved or () for word in text.split(",")]
    for office in offices:
        one_of(office, "--involved", OFFICES)
    values = {"stage": STAGES[stage], "by": by, "notice": notice, "summary": summary, "involved": tuple(dict.fromkeys(offices))}
    enter_one(
        ctx.obj,
        ref,
        "difficulty",
        values | {"updates": updates, "outcome": outcome, "report": report},
        date,
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        proposal=(propose, push, body),
        needs=NEEDS[stage],
        ask=ask_difficulty(STAGES[stage]),
    )
