"""`directions decide`."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from directions_cli.cli.formats import Format
from directions_cli.cli.keeping import kept
from directions_cli.cli.officer import carry_out
from directions_cli.cli.options import BodyTo, DryRun, Form, Message, ProposeIt, Push, Yes
from directions_cli.cli.proposed import proposal_asked, register_for
from directions_cli.cli.settings import Settings, say

Texts = list[str] | None
Number = Annotated[str | None, typer.Option(help="Number of the report.")]
Title = Annotated[str | None, typer.Option(help="Title of the report.")]
Meeting = Annotated[str | None, typer.Option(metavar="DATE", help="Day of the board meeting that has the report.")]
Author = Annotated[str | None, typer.Option(metavar="OFFICE", help="Office of the author.")]
Url = Annotated[str | None, typer.Option(help="Link to the report.")]
To = Annotated[Texts, typer.Option("--to", metavar="PARTNER", help="Partner to whom it requires a direction; repeatable.")]
NoDirection = Annotated[bool, typer.Option("--none", help="It requires no direction.")]
Escalate = Annotated[Texts, typer.Option(metavar="PARTNER", help="Partner to whom it is to be escalated; repeatable.")]
Scope = Annotated[str | None, typer.Option(help="Scope and scale of the function.")]
Finance = Annotated[str | None, typer.Option(help="Finance involved.")]
Altered = Annotated[str | None, typer.Option("--change", help="Scale and nature of the change.")]
People = Annotated[Texts, typer.Option(help="Those affected; repeatable, or with commas.")]
Timescale = Annotated[str | None, typer.Option(help="Timescale for delivery.")]
Advised = Annotated[Texts, typer.Option("--advice", metavar='"OFFICE: TEXT"', help="Advice taken, and whose; repeatable.")]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Anything to add.")]
Given = Annotated[
    str | None,
    typer.Option("--from", metavar="FILE", help="The decision as YAML, like those in register/reports; - reads standard input."),
]
Fields = Annotated[
    Texts, typer.Option("--set", metavar="FIELD=VALUE", help="A field by its dotted path, as considerations.scope=…; repeatable.")
]
Over = Annotated[bool, typer.Option("--force", help="Write over the file of --section if it is there.")]
Section = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write the section of the report there (.md, .html, .docx, .pdf) instead of printing it."),
]
Listed = Annotated[bool, typer.Option("--list", help="List the decisions that were made, what followed and what waits.")]
AsAt = Annotated[str | None, typer.Option(metavar="DATE", help="With --list: as it stood on that day.")]


def command(
    ctx: typer.Context,
    number: Number = None,
    title: Title = None,
    meeting: Meeting = None,
    author: Author = None,
    url: Url = None,
    to: To = None,
    none: NoDirection = False,
    escalate: Escalate = None,
    scope: Scope = None,
    finance: Finance = None,
    change: Altered = None,
    people: People = None,
    timescale: Timescale = None,
    advice: Advised = None,
    note: Note = None,
    source: Given = None,
    sets: Fields = None,
    section: Section = None,
    force: Over = False,
    listed: Listed = False,
    as_at: AsAt = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
    propose: ProposeIt = False,
    push: Push = False,
    body: BodyTo = None,
) -> None:
    """Record what a report to the board requires: a direction, and to which partners, or none (guidance 3.8 to 3.10).

    Prints the “Direction required” section for the report. With --list the decisions made so far.

    Example: directions decide --number EXIJB-25-014 --title "Day services" --meeting 2025-03-18 --to example-council
    """
    from directions_cli.cli.deciding import Paper, checked, next_step, values_of
    from directions_cli.cli.decisions import print_decisions
    from directions_cli.domain.acts.deciding import decide

    settings: Settings = ctx.obj
    weighed = {"scope": scope, "finance": finance, "change": change, "people": people, "timescale": timescale}
    given = {"number": number, "title": title, "meeting": meeting, "author": author, "url": url, "to": to}
    given |= {"escalation": escalate, **{f"considerations.{name}": each for name, each in weighed.items()}}
    given |= {"advice": advice, "note": note}
    if listed or as_at:
        print_decisions(settings, form, listed, as_at, any((*given.values(), none, source, sets, section, propose)))
        return
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form)
    paper = Paper.of(settings, section, force, printed=form is not Format.json and asked is None)
    values, by_questions = values_of(settings, given, none, source, sets, lambda: register_for(settings, asked))
    run = partial(carry_out, settings, dry_run=dry_run, yes=yes, message=message, form=form, proposal=asked)
    with kept(settings, values, asked=by_questions):
        checked(values)
        done = run(lambda register, _: decide(register, values))
    paper.hand_out(done, dry_run)
    if not dry_run and asked is None:
        say(next_step(done, settings.today, section))
