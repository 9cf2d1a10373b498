"""`directions trail`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from directions_cli.cli.formats import Format, as_csv, as_json
from directions_cli.cli.options import Ref
from directions_cli.cli.pager import emit_long
from directions_cli.cli.settings import Settings, say

if TYPE_CHECKING:
    from directions_cli.domain.direction import Direction


def command(
    ctx: typer.Context,
    ref: Ref,
    chain: Annotated[bool, typer.Option("--chain", help="The directions before and after it too.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """Show for every entry of a direction the commit that made it, who signed and approved it, and how it was merged.

    Example: directions trail EXIJB-18/03/2025-001 --chain --format markdown
    """
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.clerk.trail import trail
    from directions_cli.cli.trail_sheet import COLUMNS, as_file, as_sheet, flat
    from directions_cli.domain.chain import chain_of
    from directions_cli.domain.naming import find

    settings: Settings = ctx.obj
    loaded = settings.loaded()
    register = of_loaded(loaded)
    id = find(register, ref)
    line = chain_of(register, id)
    directions: list[Direction] = [register[each] for each in ((*line.before, id, *line.after) if chain else (id,))]
    told = trail(settings.folder, loaded, directions)
    rows: list[dict[str, Any]] = told.rows
    if form is Format.json:
        emit_long(settings, as_json(rows))
    elif form is Format.csv:
        emit_long(settings, as_csv([flat(row) for row in rows], COLUMNS))
    else:
        emit_long(settings, (as_file if form is Format.markdown else as_sheet)(told, directions))
    for note in told.notes:
        say(note)
