"""`directions review`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from directions_cli.cli.entering import enter_one
from directions_cli.cli.formats import Format
from directions_cli.cli.giving import one_of
from directions_cli.cli.options import BodyToAlone, Date, DryRun, Form, Message, Note, ProposeIt, Push, Yes
from directions_cli.cli.proposed import proposal_asked, register_for
from directions_cli.cli.settings import Settings, day, say
from directions_cli.cli.terminal import at_terminal
from directions_cli.domain.outcomes import REVIEW_OUTCOMES
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.domain.register import Register


def command(
    ctx: typer.Context,
    ref: Annotated[str | None, typer.Argument(metavar="[REF]", help="One direction; without it, the annual review.")] = None,
    outcome: Annotated[str | None, typer.Option(help="retain, vary, supersede, close or revoke.")] = None,
    body: Annotated[str | None, typer.Option(metavar="TEXT", help="The body that reviewed it.")] = None,
    note: Note = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="FILE.csv", help="Outcomes from a sheet; - reads standard input.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="FILE.csv", help="Write a sheet to fill in, a row for each direction.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List what is to be reviewed, and what happened since.")] = False,
    each: Annotated[bool, typer.Option("--each", help="A commit for each direction, not one for the session.")] = False,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="As it stood on that day (with --list).")] = None,
    date: Date = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
    propose: ProposeIt = False,
    push: Push = False,
    body_to: BodyToAlone = None,
) -> None:
    """Review one direction (REF), or hold the annual review of all that are extant (policy 4.2, 4.3).

    Without REF it shows each direction with what happened since its last review, and asks for outcome and note; answers are
    kept as you go. Retain takes effect; every other outcome is a recommendation until the act follows.

    Example: directions review --body "Performance and Audit Sub Committee" --date 2026-04-21
    """
    settings: Settings = ctx.obj
    one_of(outcome, "--outcome", tuple(REVIEW_OUTCOMES))
    given = {"REF": ref, "--from": source, "--sheet": sheet, "--list": list_ or None}
    _refuse_mixed(given, outcome, note, each, as_at, propose)
    how: dict[str, Any] = {"dry_run": dry_run, "yes": yes, "message": message, "form": form}
    if ref is not None:
        _one(settings, ref, {"outcome": outcome, "body": body, "note": note}, date, (propose, push, body_to), how)
    elif list_ or sheet:
        on = day(as_at, "--as-at") if as_at else day(date, "--date") if date else settings.today
        _show(settings, sheet, body, on, date is not None, form)
    else:
        _several(settings, source, body, day(date, "--date") if date else None, each, (propose, push, body_to), how)


def _refuse_mixed(
    given: dict[str, Any], outcome: str | None, note: str | None, each: bool, as_at: str | None, propose: bool
) -> None:
    """Raise `WronglyAsked` where options don't go together."""
    there = [name for name, value in given.items() if value]
    if len(there) > 1:
        raise WronglyAsked(f"{' and '.join(there)} are different ways to review; give one of them")
    if given["REF"] is None and (outcome or note):
        raise WronglyAsked("--outcome and --note are about one direction; name it: directions review REF --outcome …")
    if as_at and not given["--list"]:
        raise WronglyAsked("--as-at goes with --list; --date is the day of a review")
    if each and (propose or (there and there[0] != "--from")):
        why = "a proposal is one branch" if propose else f"{there[0]} makes no more than one"
        raise WronglyAsked(f"--each makes a commit for each direction, and {why}; leave it out")


def _one(
    settings: Settings,
    ref: str,
    values: dict[str, Any],
    date: str | None,
    proposal: tuple[bool, bool, str | None],
    how: dict[str, Any],
) -> None:
    from directions_cli.cli.asking_monitoring import ask_review

    needs = {"outcome": "--outcome", "body": "--body", "note": "--note"}
    enter_one(settings, ref, "reviewed", values, date, **how, proposal=proposal, needs=needs, ask=ask_review)


def _show(settings: Settings, sheet: str | None, body: str | None, on: datetime.date, dated: bool, form: Format) -> None:
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.cli.reviewing_sheet import listed, write_sheet
    from directions_cli.domain.cycle.reviewing import for_review

    register = of_loaded(settings.loaded())
    found = for_review(register, on)
    if sheet:
        write_sheet(sheet, found, body, on if dated else None)
    else:
        listed(found, form)
    if _some_unread(register):
        raise typer.Exit(1)


def _some_unread(register: Register) -> bool:
    """Whether files can't be read, so that directions are missing from the review; says which."""
    if register.unread:
        say(f"can't be read, and missing here: {', '.join(sorted(register.unread))}; `directions validate` says more")
    return bool(register.unread)


def _several(
    settings: Settings,
    source: str | None,
    body: str | None,
    on: datetime.date | None,
    each: bool,
    proposal: tuple[bool, bool, str | None],
    how: dict[str, Any],
) -> None:
    """The annual review, from a sheet or at a terminal."""
    from directions_cli.cli.reviewing import How, commit_outcomes

    if source is None and not at_terminal():
        raise WronglyAsked("the annual review asks at a terminal; elsewhere name a direction, or give --from, --sheet or --list")
    propose, push, body_to = proposal
    asked = proposal_asked(settings, propose, push, body_to, dry_run=how["dry_run"], form=how["form"])
    register = register_for(settings, asked)
    _some_unread(register)
    as_asked = How(**how, asked=asked, each=each)
    if source is None:
        from directions_cli.cli.reviewing_asked import review_in_session

        review_in_session(settings, register, as_asked, body, on)
        return
    from directions_cli.cli.reviewing_sheet import outcomes_of

    commit_outcomes(settings, register, outcomes_of(register, source, body, on, settings.today), as_asked)
