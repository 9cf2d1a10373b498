"""`directions draft`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer

from directions_cli.cli.formats import Format
from directions_cli.cli.giving import terms_given
from directions_cli.cli.keeping import kept
from directions_cli.cli.officer import carry_out
from directions_cli.cli.options import BodyTo, DryRun, Form, From, Message, ProposeIt, Push, Sets, Yes
from directions_cli.cli.proposed import proposal_asked, register_for
from directions_cli.cli.settings import Settings


def command(
    ctx: typer.Context,
    ref: Annotated[str | None, typer.Argument(metavar="[REF]", help="A draft to change; else a new one is made.")] = None,
    source: From = None,
    sets: Sets = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    message: Message = None,
    form: Form = Format.table,
    propose: ProposeIt = False,
    push: Push = False,
    body: BodyTo = None,
) -> None:
    """Put a draft before the board, numbered but without effect.

    With REF, an existing draft gets new terms (--from, --set), or, with neither, the edits made in its file are committed.

    Example: directions draft --from day-services.yaml
    """
    from directions_cli.cli.asking import ask_terms
    from directions_cli.domain.acts.issuing import draft

    settings: Settings = ctx.obj
    asked = proposal_asked(settings, propose, push, body, dry_run=dry_run, form=form)
    run = partial(carry_out, settings, dry_run=dry_run, yes=yes, message=message, form=form, proposal=asked)
    if ref is None:
        values = terms_given(source, sets, ask=lambda: ask_terms(register_for(settings, asked), settings.today))
        with kept(settings, values, asked=not (source or sets)):
            run(lambda register, taken: draft(register, values, taken))
    elif asked is not None:
        from directions_cli.cli.propose import propose_ref

        propose_ref(asked, ref, _editing(source, sets), dry_run=dry_run, yes=yes, message=message, form=form)
    else:
        _change(settings, ref, source, sets, run)


def _change(settings: Settings, ref: str, source: str | None, sets: list[str] | None, run: Any) -> None:
    from directions_cli.domain.acts.issuing import redraft
    from directions_cli.domain.naming import find
    from directions_cli.domain.plain import plain_terms

    register = settings.clerk().register()
    id = find(register, ref)
    values = plain_terms(register[id].terms)
    edit = _editing(source, sets)
    if edit is not None:
        edit(values)
    run(lambda now, taken: redraft(now, id, values), edited=frozenset({id}))


def _editing(source: str | None, sets: list[str] | None) -> Callable[[dict[str, Any]], None] | None:
    """What puts the terms given into those of a draft; None where none are given."""
    from directions_cli.cli.giving import settings_of
    from directions_cli.domain.paths import put

    if not (source or sets):
        return None
    given, single = terms_given(source, None) if source else {}, settings_of(sets or ())

    def edit(values: dict[str, Any]) -> None:
        values |= given
        for path, value in single:
            put(values, path, value)

    return edit
