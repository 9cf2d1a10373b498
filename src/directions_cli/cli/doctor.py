"""`directions doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from directions_cli.cli.formats import LISTS, Column, Format
from directions_cli.cli.pager import emit_long
from directions_cli.cli.settings import Settings, say
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.domain.examined import Examined

COLUMNS = (
    Column("about", "About"),
    Column("name", "Name"),
    Column("state", "State"),
    Column("said", "How it is"),
    Column("advice", "What to do"),
    Column("fixable", "--fix does it"),
)
SIGNS = {"good": "ok", "warning": "!", "wrong": "WRONG"}


def command(
    ctx: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help="Do what is safe: set the merge driver, clear up what a killed act left.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """Examine Git, this clone and the register, and say what to do about what is not as it should be.

    It looks only, unless --fix is given. The exit code is 1 where something is wrong, 0 where there are but warnings.

    Example: directions doctor --fix
    """
    from directions_cli.clerk.examining import examine
    from directions_cli.clerk.examining import fix as fixed
    from directions_cli.domain.examined import any_wrong
    from directions_cli.domain.keys import plain_result

    settings: Settings = ctx.obj
    try:
        folder = settings.folder
    except WronglyAsked as error:
        if not settings.where.is_dir():
            raise
        folder = None
        say(str(error))
    found = examine(settings.where, folder, settings.today)
    if fix and folder is not None:
        for line in fixed(folder, found, say):
            say(line)
        found = examine(settings.where, folder, settings.today)
    rows: list[dict[str, Any]] = plain_result(found)
    emit_long(settings, _text(found) if form is Format.table else LISTS[form](rows, COLUMNS))
    warnings = sum(each.state == "warning" for each in found)
    bad = sum(each.state == "wrong" for each in found)
    if form is Format.table:
        say(f"{bad} wrong, {warnings} to look at" if bad or warnings else "all is in order")
    if any(each.fixable for each in found) and not fix:
        say("`directions doctor --fix` does what is safe")
    if any_wrong(found):
        raise typer.Exit(1)


def _text(found: list[Examined]) -> str:
    """One line for each, under a heading for what it is about; what to do stands below."""
    from directions_cli.cli.sheet import wrapped

    lines: list[str] = []
    for about in dict.fromkeys(each.about for each in found):
        lines += [*([""] if lines else []), about.capitalize()]
        for each in found:
            if each.about == about:
                lines += wrapped(f"  {SIGNS[each.state]:<6}{each.name:<14}", each.said)
                lines += wrapped(" " * 22, f"→ {each.advice}") if each.advice else []
    return "".join(f"{line}\n" for line in lines)
