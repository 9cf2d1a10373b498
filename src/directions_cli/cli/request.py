"""`directions request`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.entering import enter_one
from directions_cli.cli.formats import Format
from directions_cli.cli.options import BodyTo, Date, DryRun, Form, Message, ProposeIt, Push, Yes
from directions_cli.cli.settings import day
from directions_cli.errors import WronglyAsked

STAGES = {"ask": "asked", "answer": "answered"}
NEEDS = {"ask": {"of": "--of", "summary": "--summary"}, "answer": {"summary": "--summary"}}


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="[ask|answer] REF", help="What has happened (default: ask); id, reference, or part of one."),
    ],
    of: Annotated[
        str | None,
        typer.Option(metavar="PARTNER", help="The partner that is asked; with answer: that answers, where several do."),
    ] = None,
    summary: Annotated[str | None, typer.Option(metavar="TEXT", help="What is asked, or what was answered.")] = None,
    due: Annotated[str | None, typer.Option(metavar="DATE", help="Day by which the answer is due (with ask).")] = None,
    date: Date = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
    propose: ProposeIt = False,
    push: Push = False,
    body: BodyTo = None,
) -> None:
    """Record that information on delivery is asked of a partner, or given by it (guidance 5.4; the Act, s.27(2)).

    An answer is about the oldest open request to the partner that --of names; where one alone is asked, it needs no name.

    Example: directions request ask 001 --of nhs-example --summary "Waits by locality" --due 2026-03-31
    """
    from directions_cli.cli.asking_monitoring import ask_request

    stage, ref = _stage_and_ref(words)
    values = {"stage": STAGES[stage], "of": of, "summary": summary, "due": day(due, "--due") if due else None}
    enter_one(
        ctx.obj,
        ref,
        "request",
        values,
        date,
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        proposal=(propose, push, body),
        needs=NEEDS[stage],
        ask=ask_request(STAGES[stage]),
    )


def _stage_and_ref(words: list[str]) -> tuple[str, str]:
    """What has happened, and to which direction: `answer 001`, `ask 001`, or `001` alone, which asks."""
    if len(words) == 1 and words[0] not in STAGES:
        return "ask", words[0]
    if len(words) == 2 and words[0] in STAGES:
        return words[0], words[1]
    if len(words) == 1:
        raise WronglyAsked(f"name the direction: directions request {words[0]} REF")
    raise WronglyAsked(f"REF is one word, and before it stands {' or '.join(STAGES)}, or nothing; not {' '.join(words)!r}")
