"""`directions templates`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.formats import LISTS, Column, Format, as_json, emit
from directions_cli.cli.giving import one_of
from directions_cli.cli.options import Form
from directions_cli.cli.settings import Settings, say
from directions_cli.domain.harmless import harmless
from directions_cli.errors import DirectionsError, WronglyAsked

if TYPE_CHECKING:
    from directions_cli.documents.shelf import Shelf

LIST = (Column("name", "Name"), Column("from", "From"), Column("about", "What it is for", 80))
FAULTS = (Column("severity", "Severity"), Column("where", "Where"), Column("what", "What"))


def command(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="list|show|copy|check", help="What to do.")] = "list",
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Templates or styles, as list has them.")] = None,
    every_name: Annotated[bool, typer.Option("--names", help="With show: every name and part that a template may use.")] = False,
    extend: Annotated[bool, typer.Option("--extend", help="With copy: only a small file that replaces single blocks.")] = False,
    force: Annotated[bool, typer.Option("--force", help="With copy: write over files that are there already.")] = False,
    form: Form = Format.table,
) -> None:
    """List, show, copy and check the templates and styles of documents.

    Those in the folder templates/ of the register go before those that are shipped. shipped/NAME is always the shipped one.

    Example: directions templates copy letter.md --extend
    """
    one_of(what, "the first word", ("list", "show", "copy", "check"))
    settings: Settings = ctx.obj
    if what == "list":
        emit(LISTS[form](_rows(_shelf(settings)[0]), LIST))
    elif what == "show":
        _show(_shelf(settings)[0], names or [], every_name)
    elif what == "copy":
        _copy(settings.folder, names or [], extend, force)
    else:
        _check(settings, form)


def _shelf(settings: Settings) -> tuple[Shelf, Path | None]:
    """The shelf of the register, or the shipped one alone where there is no register here."""
    from directions_cli.documents.shelf import Shelf

    try:
        folder = settings.folder
    except DirectionsError:
        return Shelf.of(None), None
    return Shelf.of(folder), folder


def _rows(shelf: Shelf) -> list[dict[str, object]]:
    return [
        {"name": name, "from": "register" if shelf.is_own(name) else "shipped", "about": shelf.about(name)}
        for name in shelf.names()
    ]


def _show(shelf: Shelf, names: list[str], every_name: bool) -> None:
    from directions_cli.documents.guide import names_guide

    if every_name:
        emit(names_guide())
        return
    if not names:
        raise WronglyAsked("name a template to show, such as letter.md, or give --names; `directions templates` lists them")
    for name in names:
        shelf.known(name)
        text = shelf.words(name)
        said = f"{name} is no text; `directions templates copy {name}` makes a copy to open\n"
        emit(said if text is None else harmless(text))


def _copy(folder: Path, names: list[str], extend: bool, force: bool) -> None:
    from directions_cli.documents.guide import small_override
    from directions_cli.documents.shelf import SHIPPED, TEMPLATES, Shelf

    if not names:
        raise WronglyAsked("name what to copy, such as letter.md; `directions templates` lists it")
    shelf = Shelf(None, Shelf.of(None).base)
    made = {}
    for name in (each.removeprefix(SHIPPED) for each in names):
        path = folder / "templates" / name
        content = small_override(shelf, name) if extend else shelf.bytes(shelf.known(name))
        if path.resolve() == (shelf.base / name).resolve():
            raise WronglyAsked("this register is the shipped example; its templates are those that would be copied")
        if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
            raise WronglyAsked(f"{path} is a link or leads out of the register, so nothing is written there; take the link away")
        if path.exists() and not force:
            raise WronglyAsked(f"{path} is there already; give --force to write over it")
        made[path] = content
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        emit(f"{path}\n")
    if any(path.suffix in TEMPLATES for path in made):
        more = "" if extend else "; to replace single blocks only, copy with --extend"
        say(f"change it, then run `directions templates check`{more}")


def _check(settings: Settings, form: Format) -> None:
    from directions_cli.clerk.papers import register_view
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.documents.checking import faults
    from directions_cli.documents.shelf import Shelf
    from directions_cli.resources import shipped

    shelf, folder = _shelf(settings)
    example = shipped("register").parent
    if folder is None:
        register = register_view(example, settings.today, lambda text: None)
        found = faults(shelf, None, register, settings.today)
    else:
        language = of_loaded(settings.loaded()).header.language
        try:
            register = register_view(folder, settings.today, say)
        except WronglyAsked:
            register = None  # the catalogue is at fault, and `faults` says how
        found = faults(Shelf.of(folder), language, register, settings.today)
    rows: list[dict[str, object]] = [each._asdict() for each in found]
    errors = sum(each.severity == "error" for each in found)
    if form is Format.table and not found:
        emit(f"{len(list(shelf.templates()))} templates are in order.\n")
    elif form is Format.json:
        emit(as_json(rows))
    else:
        emit(
            "".join(f"{each.where}: {each.severity}: {each.what}\n" for each in found)
            if form is Format.table
            else LISTS[form](rows, FAULTS)
        )
    if errors:
        raise typer.Exit(1)
