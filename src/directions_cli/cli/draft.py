"""`directions draft`."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

from directions_cli.cli.formats import Format
from directions_cli.cli.giving import terms_given
from directions_cli.cli.keeping import kept
from directions_cli.cli.officer import carry_out
from directions_cli.cli.options import DryRun, Form, From, Message, Sets, Yes
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
) -> None:
    """Put a draft before the board, numbered but without effect.

    With REF, an existing draft gets new terms (--from, --set), or, with neither, the edits made in its file are committed.

    Example: directions draft --from day-services.yaml
    """
    from directions_cli.cli.asking import ask_terms
    from directions_cli.domain.acts.issuing import draft

    settings: Settings = ctx.obj
    run = partial(carry_out, settings, dry_run=dry_run, yes=yes, message=message, form=form)
    if ref is None:
        values = terms_given(source, sets, ask=lambda: ask_terms(settings.clerk().register(), settings.today))
        with kept(settings, values, asked=not (source or sets)):
            run(lambda register, taken: draft(register, values, taken))
    else:
        _change(settings, ref, source, sets, run)


def _change(settings: Settings, ref: str, source: str | None, sets: list[str] | None, run: Any) -> None:
    from directions_cli.domain.acts.issuing import redraft
    from directions_cli.domain.naming import find
    from directions_cli.domain.paths import put
    from directions_cli.domain.plain import plain_terms

    register = settings.clerk().register()
    id = find(register, ref)
    values = plain_terms(register[id].terms)
    if source or sets:
        given = terms_given(source, None) if source else {}
        values |= given
        for path, value in _settings(sets):
            put(values, path, value)
    run(lambda now, taken: redraft(now, id, values), edited=frozenset({id}))


def _settings(sets: list[str] | None) -> list[tuple[str, Any]]:
    from directions_cli.cli.giving import settings_of

    return settings_of(sets or ())
