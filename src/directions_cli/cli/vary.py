"""`directions vary`."""

from __future__ import annotations

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
    Ref,
    SameIntent,
    Sets,
    Yes,
)
from directions_cli.cli.proposed import id_for, proposal_asked, register_for
from directions_cli.cli.settings import Settings


def command(
    ctx: typer.Context,
    ref: Ref,
    source: From = None,
    sets: Sets = None,
    date: Date = None,
    officer: Officer = None,
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
    """Vary a direction: timescale, finance or measures change; the strategic intent stands.

    Makes a new direction that restates the whole terms; what you leave out is carried over, but for a first day of effect
    that is past. A list that you give takes the place of the whole list; --set FIELD=null takes a term out. Other
    functions, recipients or intent are a supersession, and refused here (policy app. 2).

    Example: directions vary 001 --set approved=2025-11-25 --set finance.1.amount=1400000
    """
    from directions_cli.cli.asking import edit_terms
    from directions_cli.domain.acts.replacing import vary

    settings: Settings = ctx.obj
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form, letter=letter)
    letters = letters_wanted(settings, letter, letter_format)
    register = register_for(settings, asked)
    id = id_for(settings, asked, ref)
    values = (
        terms_given(source, None, ask=lambda: edit_terms(settings.folder, register, id, "vary")) if source or not sets else {}
    )
    values = with_sets(register[id].terms, values, sets)
    day = day_of(date, "--date", settings.today)
    with kept(settings, values, asked=not (source or sets)):
        carry_out(
            settings,
            lambda now, taken: vary(now, id, values, day, officer, taken, same_intent),
            dry_run=dry_run,
            yes=yes,
            message=message,
            form=form,
            letters=letters,
            proposal=asked,
        )


def with_sets(terms: object, values: dict[str, object], sets: list[str] | None) -> dict[str, object]:
    """The values given, with each `--set` put into the term as it is carried over from the earlier direction."""
    from directions_cli.cli.giving import settings_of
    from directions_cli.domain.paths import put
    from directions_cli.domain.plain import plain_terms

    before = plain_terms(terms)  # type: ignore[arg-type]
    for path, value in settings_of(sets or ()):
        term = path.split(".")[0]
        if "." in path:
            values.setdefault(term, before.get(term))
        put(values, path, value)
        if value is None and "." not in path:
            values[path] = () if isinstance(before.get(path), tuple) else None
    return values
