"""`directions trail`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from directions_cli.cli.formats import LISTS, Column, Format, emit
from directions_cli.cli.options import Ref
from directions_cli.cli.settings import Settings
from directions_cli.cli.sheet import shown

COLUMNS = (
    Column("direction", "Direction", 110),
    Column("number", "#", right=True),
    Column("date", "Date"),
    Column("act", "Act"),
    Column("detail", "What it says", 100),
    Column("commit", "Commit"),
    Column("author", "By"),
    Column("committed", "Committed", 90),
)


def command(
    ctx: typer.Context,
    ref: Ref,
    chain: Annotated[bool, typer.Option("--chain", help="The directions before and after it too.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """Show every entry of a direction with the commit that made it, who made it and when.

    Example: directions trail EXIJB-18/03/2025-001 --chain
    """
    from directions_cli.clerk.clerk import of_loaded
    from directions_cli.clerk.trail import trail
    from directions_cli.domain.naming import find
    from directions_cli.domain.register import chain_of

    settings: Settings = ctx.obj
    register = of_loaded(settings.loaded())
    id = find(register, ref)
    line = chain_of(register, id)
    ids = (*line.before, id, *line.after) if chain else (id,)
    rows = [row for each in ids for row in trail(settings.folder, register[each])]
    emit(LISTS[form](rows if form is Format.json else [_for_eyes(row) for row in rows], COLUMNS))


def _for_eyes(row: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in row["entry"].items() if key not in ("act", "date")}
    detail = "; ".join(f"{key} {shown(value)}" for key, value in rest.items()).replace("\n", ", ")
    short = row["commit"][:10] if row["commit"] else "not committed"
    return {**row, "detail": detail if len(detail) < 160 else detail[:159] + "…", "commit": short}
