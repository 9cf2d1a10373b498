"""`directions report`."""

from __future__ import annotations

from typing import Annotated

import typer

from directions_cli.cli.giving import one_of
from directions_cli.cli.papers import Force, In, LargePrint, Out, Tray, hand_out
from directions_cli.cli.settings import Settings, say


def command(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="section: the “Direction required” section of a board report.")],
    about: Annotated[str, typer.Argument(metavar="NUMBER", help="The number of the board report.")],
    form: In = None,
    out: Out = None,
    force: Force = False,
    large_print: LargePrint = False,
) -> None:
    """Make a report, or a part of one, from the register: the section that says whether a report requires a direction.

    Guidance 3.8 and 7.5 ask for that section in every report to the board.

    Example: directions report section EXIJB-25-011 --out section.docx
    """
    from directions_cli.clerk.papers import maker_of, register_view
    from directions_cli.documents import composing

    settings: Settings = ctx.obj
    one_of(kind, "KIND", tuple(composing.REPORTS))
    register = register_view(settings.folder, settings.today, say)
    maker = maker_of(settings.folder, register)
    tray = Tray.of(maker.shelf, form, out, force, large_print)
    made = composing.report(maker, register, kind, about, settings.today)
    hand_out(tray, 1, lambda: [made], [made.name])
