"""`directions letter`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.formats import emit
from directions_cli.cli.settings import Settings


def command(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The direction that the letter is about.")],
    to: Annotated[str | None, typer.Option(metavar="PARTNER", help="Only the copy for this recipient.")] = None,
) -> None:
    """Print the letter of a direction's last act in Markdown, a copy for each recipient, the form below it.

    It issues, varies, supersedes, revokes, closes or corrects, as the history says.

    Example: directions letter EXIJB-18/03/2025-001 --to example-council
    """
    from directions_cli.clerk.clerk import of_loaded
    from directions_cli.documents.render import letters_of
    from directions_cli.domain.naming import find

    settings: Settings = ctx.obj
    register = of_loaded(settings.loaded())
    emit("\n\n".join(letters_of(register, find(register, ref), settings.today, to)))
