"""`directions issue`."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

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
    SameIntent,
    Sets,
    Yes,
)
from directions_cli.cli.proposed import id_for, proposal_asked, register_for
from directions_cli.cli.settings import Settings, say
from directions_cli.errors import WronglyAsked


def command(
    ctx: typer.Context,
    ref: Annotated[str | None, typer.Argument(metavar="[REF]", help="The draft to issue.")] = None,
    source: From = None,
    sets: Sets = None,
    approved: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the meeting that made it.")] = None,
    title: Annotated[str | None, typer.Option(help="What it is about.")] = None,
    to: Annotated[list[str] | None, typer.Option(metavar="PARTNER", help="Partner that is directed; repeatable.")] = None,
    function: Annotated[list[str] | None, typer.Option(help="Delegated function; repeatable.")] = None,
    date: Date = None,
    officer: Officer = None,
    historic: Annotated[
        bool, typer.Option("--historic", help="Issued before this register was kept; what is unknown may be absent.")
    ] = False,
    same_intent: SameIntent = None,
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
    """Issue a draft, or a direction in one step, to the partners.

    Terms that name `varies`, `supersedes` or `revokes` end the directions that they name, in the same commit.

    Example: directions issue --from carers.yaml --date 2025-03-20
    """
    from directions_cli.cli.asking import ask_terms
    from directions_cli.domain.acts.issuing import issue

    settings: Settings = ctx.obj
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form, letter=letter)
    letters = letters_wanted(settings, letter, letter_format)
    run = partial(carry_out, settings, dry_run=dry_run, yes=yes, message=message, form=form, letters=letters, proposal=asked)
    options: dict[str, Any] = {"approved": approved, "title": title, "to": tuple(to or ()), "functions": tuple(function or ())}
    if ref is not None:
        _as_it_stands(ref, historic, {**options, "--from": source, "--set": sets})
        run(partial(_of_draft, settings, id_for(settings, asked, ref) if asked else ref, date, officer, same_intent))
        return
    values = terms_given(source, sets, options, lambda: ask_terms(register_for(settings, asked), settings.today))
    if values.get("reference") and not historic:
        historic = True
        say("the terms carry a reference of their own, so this is entered as a historic direction")
    day = day_of(date, "--date", settings.today) if date is not None or not historic else None
    with kept(settings, values, asked=not (source or sets or any(options.values()))):
        run(lambda register, taken: issue(register, values, day, officer, taken, historic, same_intent=same_intent))


def _as_it_stands(ref: str, historic: bool, given: dict[str, Any]) -> None:
    """Refuse what would change a draft while it is issued."""
    if historic:
        raise WronglyAsked(f"a draft can't be historic: leave --historic out, or leave {ref} out and give the terms with --from")
    if any(value not in (None, (), []) for value in given.values()):
        raise WronglyAsked(f"a draft is issued as it stands; change it first with `directions draft {ref}`")


def _of_draft(
    settings: Settings, ref: str, date: str | None, officer: str | None, reason: str | None, register: Any, taken: Any
) -> Any:
    from directions_cli.domain.acts.issuing import issue_draft
    from directions_cli.domain.naming import find

    day = day_of(date, "--date", settings.today)
    return issue_draft(register, find(register, ref), day, officer, same_intent=reason)
