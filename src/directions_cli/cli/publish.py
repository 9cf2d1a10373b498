"""`directions publish`."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.settings import Settings, day, say
from directions_cli.cli.watching import gone_through
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directions_cli.clerk.publishing import Published
    from directions_cli.publishing.site import Planned

MANY = 20
_ADDRESS = re.compile(r"https?://[^\s/?#\"<>]+(/[^\s?#\"<>]*)?\Z")


class ResultFormat(str, Enum):
    """Forms of the result."""

    table = "table"
    json = "json"


class Documents(str, Enum):
    """Which documents are offered with each direction."""

    none = "none"
    form = "form"
    all = "all"


def command(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="The folder of the site; it is made, or brought up to date.")],
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="The register as it stood on that day.")] = None,
    base_url: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Where the site will be, for its map, feed and whole addresses; it works without."),
    ] = None,
    documents: Annotated[
        Documents, typer.Option(help="The form of each direction: none, in HTML (form), or as PDF and Word too (all).")
    ] = Documents.form,
    force: Annotated[
        bool, typer.Option("--force", help="Also into a folder that holds other files, and over those in the way.")
    ] = False,
    form: Annotated[ResultFormat, typer.Option("--format", help="How to print the result.")] = ResultFormat.table,
) -> None:
    """Make a static site of the register for the public, or bring it up to date: only what differs is written.

    Directions that were made in private, and reports that led to them, leave no trace in it but their number. Drafts are left
    out. It works from a disk, on any web server and under any path, and asks for nothing from elsewhere (docs/publish.md).

    Example: directions publish --out site --base-url https://register.exijb.example.org/
    """
    from directions_cli.clerk.publishing import Asked, publish
    from directions_cli.cli.formats import as_json, emit
    from directions_cli.domain.keys import plain_result

    settings: Settings = ctx.obj
    at = day(as_at, "--as-at") if as_at else settings.today
    if at > settings.today:
        raise WronglyAsked(f"--as-at {at} lies ahead of {settings.today}; a register shows what has happened")
    asked = Asked(out, at, at < settings.today, _address(base_url), documents.value, force)
    made = publish(settings.folder, asked, say, _bar)
    emit(as_json(plain_result(made)) if form is ResultFormat.json else _said(made))


def _address(text: str | None) -> str | None:
    """The address of the site with a slash at its end. Raises `WronglyAsked` where it is none."""
    if text is None:
        return None
    if not _ADDRESS.match(text):
        raise WronglyAsked(f"--base-url {text!r} is no address of a site; write https://…, without ? and #")
    return text if text.endswith("/") else f"{text}/"


def _said(made: Published) -> str:
    """The result in a sentence or two."""
    private = f" {made.private} made in private {'is' if made.private == 1 else 'are'} left out." if made.private else ""
    changes = f"{made.written} files written, {made.unchanged} unchanged, {made.removed} removed"
    return f"{made.pages} pages in {made.out}: {changes}.{private}\n"


def _bar(planned: Sequence[Planned]) -> Iterable[Planned]:
    return gone_through(planned, len(planned), "Pages", MANY)
