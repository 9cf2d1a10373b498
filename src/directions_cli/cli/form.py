"""`directions form`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.papers import Force, In, LargePrint, Layout, Out, PaperFormat, Tray, hand_out
from directions_cli.cli.settings import Settings, day, say
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.documents.view import View


def command(
    ctx: typer.Context,
    refs: Annotated[list[str] | None, typer.Argument(metavar="[REF]...", help="The directions whose forms to make.")] = None,
    status: Annotated[str | None, typer.Option(help="All of a status or of the group extant or ended, instead of REFs.")] = None,
    to: Annotated[str | None, typer.Option(metavar="PARTNER", help="Only those to this partner.")] = None,
    function: Annotated[str | None, typer.Option(help="Only those that cover this function.")] = None,
    meeting: Annotated[str | None, typer.Option(metavar="DATE", help="Only those approved at this meeting.")] = None,
    layout: Layout = None,
    template: Annotated[
        str | None, typer.Option(metavar="FILE", help="Your own Word form (.docx) with tags, filled in as it is.")
    ] = None,
    form: In = None,
    out: Out = None,
    force: Force = False,
    large_print: LargePrint = False,
) -> None:
    """Make the form of one or several directions, as it is appended to a report or letter.

    Example: directions form 001 --out form.docx, or all that are extant: directions form --status extant --format pdf --out forms
    """
    from directions_cli.clerk.papers import maker_of, register_view
    from directions_cli.documents import composing

    settings: Settings = ctx.obj
    register = register_view(settings.folder, settings.today, say)
    ids = _asked(register, refs or [], settings, status=status, to=to, function=function, meeting=meeting)
    maker = maker_of(settings.folder, register)
    if template is not None:
        if form not in (None, PaperFormat.docx) or layout or large_print:
            raise WronglyAsked("--template is filled in as Word, as it is: leave --layout, --large-print and other formats out")
        from directions_cli.cli.own_form import fill_all

        fill_all(register, ids, settings.today, maker, template, out, force)
        return
    tray = Tray.of(maker.shelf, form, out, force, large_print)
    name = composing.layout(layout, maker.shelf)
    if tray.together:
        hand_out(tray, 1, lambda: [composing.forms(maker, register, ids, settings.today, name)])
        return
    made = lambda: (composing.form(maker, register, id, settings.today, name) for id in ids)  # noqa: E731
    hand_out(tray, len(ids), made, [composing.form_name(id) for id in ids])


def _asked(register: View, refs: list[str], settings: Settings, meeting: str | None, **filters: str | None) -> list[str]:
    """The ids of the directions that were named, or that the filters let through."""
    from directions_cli.clerk.papers import ids_of

    narrowed = meeting is not None or any(value is not None for value in filters.values())
    if refs and narrowed:
        raise WronglyAsked("name directions, or narrow them down with --status, --to, --function or --meeting; not both")
    if refs:
        return ids_of(register, refs)
    if not narrowed:
        raise WronglyAsked("name a direction, or take all of a status: directions form --status extant --out forms --format pdf")
    from directions_cli.clerk.overview import overview
    from directions_cli.cli.log import refuse_unknown
    from directions_cli.domain.selecting import Filters

    wanted = Filters(meeting=day(meeting, "--meeting") if meeting else None, **filters)
    whole = overview(settings.folder, settings.today, False, say)
    refuse_unknown(wanted, whole)
    ids = [row["id"] for row in whole.rows.chosen(wanted)]
    if not ids:
        raise WronglyAsked("no direction is like that; `directions log` with the same options lists what there is")
    return ids
