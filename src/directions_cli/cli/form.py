"""`directions form`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.formats import emit
from directions_cli.cli.settings import Settings


def command(
    ctx: typer.Context,
    refs: Annotated[list[str], typer.Argument(metavar="REF...", help="The directions whose forms to print.")],
) -> None:
    """Print the form of one or several directions, in Markdown, as it is appended to a report or letter.

    Example: directions form EXIJB-18/03/2025-001 > form.md
    """
    from directions_cli.clerk.clerk import of_loaded
    from directions_cli.documents.render import form_of
    from directions_cli.domain.naming import find

    settings: Settings = ctx.obj
    register = of_loaded(settings.loaded())
    emit("\n".join(form_of(register, find(register, ref), settings.today) for ref in refs))
