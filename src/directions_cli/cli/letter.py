"""`directions letter`."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.formats import Format
from directions_cli.cli.giving import one_of
from directions_cli.cli.papers import Force, LargePrint, Layout, Out, PaperFormat, Tray, hand_out
from directions_cli.cli.settings import Settings, say
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.documents.composing import Made


class Forms(str, Enum):
    """Where the completed forms go."""

    attached = "attached"
    beside = "beside"
    none = "none"


def command(
    ctx: typer.Context,
    refs: Annotated[list[str] | None, typer.Argument(metavar="[REF]...", help="The directions that the letter is about.")] = None,
    to: Annotated[str | None, typer.Option(metavar="PARTNER", help="Only the copy for this recipient.")] = None,
    forms: Annotated[
        Forms, typer.Option(help="The completed forms: attached in the same file, beside it in files of their own, or none.")
    ] = Forms.attached,
    act: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="The last issue, revocation, closure or correction, rather than the last act."),
    ] = None,
    layout: Layout = None,
    check: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Say whether this file is a letter of this register, and of which act; repeatable."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help="markdown, html, docx or pdf (default: as the ending of --out); with --check a list's format."
        ),
    ] = None,
    out: Out = None,
    force: Force = False,
    large_print: LargePrint = False,
) -> None:
    """Make the letter of the last act of one or several directions, a copy for each recipient, the completed forms with it.

    It issues, varies, supersedes, revokes, closes or corrects, as the history says; one letter tells of acts of one day.

    Example: directions letter 001 002 --format pdf --out letters
    """
    from directions_cli.clerk.papers import ids_of, maker_of, register_view
    from directions_cli.documents import composing

    settings: Settings = ctx.obj
    if check:
        from directions_cli.cli.letter_check import check_letters

        listed = one_of(form, "--format", tuple(Format)) or Format.table
        check_letters(settings, [*check, *(refs or [])], Format(listed))
        return
    if not refs:
        raise WronglyAsked("name the directions that the letter is about: directions letter 001")
    one_of(act, "--act", composing.LETTER_KINDS)
    register = register_view(settings.folder, settings.today, say)
    ids = ids_of(register, refs)
    maker = maker_of(settings.folder, register)
    paper = one_of(form, "--format", tuple(PaperFormat))
    tray = Tray.of(maker.shelf, PaperFormat(paper) if paper else None, out, force, large_print)
    name = composing.layout(layout, maker.shelf)
    if forms is Forms.beside and tray.together:
        raise WronglyAsked("--forms beside makes several files; give a folder with --out")
    letters = list(composing.letters(maker, register, ids, settings.today, to, forms is Forms.attached, name, act))
    if tray.is_file and len(letters) > 1:
        raise WronglyAsked(f"there are {len(letters)} copies; give a folder with --out, or choose one with --to")
    beside = ids if forms is Forms.beside else []

    def made() -> Iterator[Made]:
        yield from letters
        yield from (composing.form(maker, register, id, settings.today, name) for id in beside)

    hand_out(tray, len(letters) + len(beside), made, [*(each.name for each in letters), *map(composing.form_name, beside)])
