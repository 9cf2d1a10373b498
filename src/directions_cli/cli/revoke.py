"""`directions revoke`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from directions_cli.cli.formats import Format
from directions_cli.cli.giving import day_of, letters_wanted, one_of, required, terms_given
from directions_cli.cli.officer import carry_out
from directions_cli.cli.options import (
    Approved,
    BodyTo,
    Date,
    DryRun,
    Form,
    From,
    LetterDir,
    LetterIn,
    Message,
    Note,
    Officer,
    ProposeIt,
    Push,
    Ref,
    ReportNumber,
    Sets,
    Yes,
)
from directions_cli.cli.proposed import id_for, proposal_asked
from directions_cli.cli.settings import Settings, day
from directions_cli.cli.terminal import at_terminal
from directions_cli.errors import WronglyAsked


def command(
    ctx: typer.Context,
    ref: Ref,
    approved: Approved = None,
    reason: Annotated[str | None, typer.Option(help="halted, cancelled or redirected.")] = None,
    note: Note = None,
    report: ReportNumber = None,
    by: Annotated[str | None, typer.Option(metavar="REF", help="The later direction that revokes it.")] = None,
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
    """Revoke a direction by a later decision, in writing: alone, by a later direction (--by), or by a new one (--from).

    Example: directions revoke 003 --approved 2026-06-16 --reason halted --note "The site was sold."
    """
    from directions_cli.cli.asking import ask_missing
    from directions_cli.domain.choices import REVOKING_REASONS

    settings: Settings = ctx.obj
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form, letter=letter)
    letters = letters_wanted(settings, letter, letter_format)
    if by and (source or sets):
        raise WronglyAsked("--by names a later direction, --from makes one; give one of the two")
    id = id_for(settings, asked, ref)
    by = id_for(settings, asked, by) if asked is not None and by else by
    values = terms_given(source, sets) if source or sets else None
    if values and not values.get("approved") and approved:
        values["approved"] = approved
    given: dict[str, Any] = {"--approved": approved, "--reason": reason, "--note": note}
    if values is None and by is None:
        if at_terminal() and not dry_run:
            given = ask_missing(given, {"--reason": REVOKING_REASONS}, settings.today)
        required(given)
    one_of(given["--reason"], "--reason", REVOKING_REASONS)
    decided = None if given["--approved"] is None else day(given["--approved"], "--approved")
    decision = {"approved": decided, "reason": given["--reason"], "note": given["--note"], "report": report}
    on = day_of(date, "--date", settings.today)
    carry_out(
        settings,
        lambda register, taken: _revoke(register, taken, id, by, values, on, date is not None, officer, decision),
        dry_run=dry_run,
        yes=yes,
        message=message,
        form=form,
        letters=letters,
        proposal=asked,
    )


def _revoke(
    register: Any,
    taken: Any,
    id: str,
    by: str | None,
    values: Any,
    on: Any,
    dated: bool,
    officer: str | None,
    decision: Any,
) -> Any:
    from directions_cli.domain.acts.ending import revoke
    from directions_cli.domain.acts.replacing import revoke_by, revoke_by_new
    from directions_cli.domain.naming import find

    if values is not None:
        return revoke_by_new(register, id, values, on, officer, taken, **decision)
    if by is None:
        return revoke(register, id, on, officer=officer, **decision)
    change = revoke_by(register, id, find(register, by), on, officer, **decision)
    begins = change.appended[0].entries[0].date
    if dated and begins != on:
        raise WronglyAsked(f"{by} itself says that it revokes this direction, with effect from {begins}: leave --date {on} out")
    return change
