"""`directions log`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from directions_cli.cli.formats import LISTS, Column, Format, as_table, emit
from directions_cli.cli.settings import Settings, day, say
from directions_cli.cli.terminal import status_style

if TYPE_CHECKING:
    from directions_cli.clerk.overview import Overview
    from directions_cli.domain.selecting import Filters

COLUMNS = (
    Column("reference", "Reference"),
    Column("title", "Title"),
    Column("status", "Status"),
    Column("to", "To", 90),
    Column("issued", "Issued", 105),
    Column("resource", "Resource", 80, right=True),
    Column("delivery_issues", "Delivery issues", 130),
    Column("approved", "Approved", 145),
    Column("functions", "Functions", 172),
    Column("review", "Review", 185),
    Column("ends", "Ends", 200),
    Column("progress", "Progress", 215),
    Column("id", "Id", 240),
    Column("replaced_by", "Replaced by", 265),
    Column("takes_effect", "From", 280),
)
"""The minimum columns of guidance 5.2 and the status; narrow terminals show fewer."""
IN_FILES = [
    "id",
    "reference",
    "title",
    "status",
    "extant",
    "to",
    "functions",
    "approved",
    "issued",
    "takes_effect",
    "ends",
    "resource",
    "delivery_issues",
    "progress",
    "review",
    "varies",
    "supersedes",
    "revokes",
    "replaced_by",
    "private",
]


def command(
    ctx: typer.Context,
    status: Annotated[
        str | None,
        typer.Option(help="draft, issued, retained, varied, superseded, closed, revoked; or the groups extant, ended."),
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="PARTNER", help="Only directions to this partner.")] = None,
    function: Annotated[str | None, typer.Option(help="Only directions that cover this function.")] = None,
    meeting: Annotated[str | None, typer.Option(metavar="DATE", help="Only those approved at this meeting.")] = None,
    text: Annotated[str | None, typer.Option(help="Only those whose title, text or reference holds this.")] = None,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="The register as it stood on that day.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """List the directions and where each stands, today or on any day.

    Example: directions log --status extant --to nhs-example --as-at 2025-12-31
    """
    from directions_cli.clerk.overview import overview
    from directions_cli.domain.selecting import Filters, asked_for

    settings: Settings = ctx.obj
    at = day(as_at, "--as-at") if as_at else settings.today
    filters = Filters(status, to, function, day(meeting, "--meeting") if meeting else None, text)
    whole = overview(settings.folder, at, as_at is not None, say)
    refuse_unknown(filters, whole)
    found = [row for row, words in zip(whole.rows, whole.words, strict=True) if asked_for(row, words, filters)]
    emit(_printed(form, found))
    if not found and form is Format.table:
        say("no direction is like that" if whole.rows else "there are no directions yet; `directions issue` makes the first")
    for finding in whole.findings:
        say(finding)
    if whole.findings:
        say("what could not be read is missing from the log; `directions validate` says more")
        raise typer.Exit(1)


def _printed(form: Format, found: list[dict[str, Any]]) -> str:
    if form is Format.table:
        return partial(as_table, style=status_style)([_for_eyes(row) for row in found], COLUMNS) if found else ""
    if form is Format.csv:
        headings = {column.key: column.heading for column in COLUMNS}
        return LISTS[form](found, [Column(key, headings.get(key, key)) for key in IN_FILES])
    return LISTS[form](found if form is Format.json else [_for_eyes(row) for row in found], COLUMNS)


def _for_eyes(row: dict[str, Any]) -> dict[str, Any]:
    """A row as people read it: pounds with commas, the id where there is no reference, difficulties as a count."""
    from directions_cli.domain.dates import pounds_in_words

    issues = [f"{issue['stage']} {issue['since']}" for issue in row["delivery_issues"]]
    shown = {"resource": pounds_in_words(row["resource"]), "reference": row["reference"] or row["id"]}
    return {**row, **shown, "delivery_issues": issues}


def refuse_unknown(filters: Filters, whole: Overview) -> None:
    """Refuse a filter that can match nothing because its word is not known."""
    from directions_cli.domain.status import GROUPS, STATUSES
    from directions_cli.errors import WronglyAsked

    words = {
        "--status": (filters.status, [*STATUSES, *GROUPS]),
        "--to": (filters.to, whole.partners),
        "--function": (filters.function, whole.functions),
    }
    for option, (word, known) in words.items():
        if word and word not in known:
            raise WronglyAsked(f"{option} {word!r} is not known here; it is one of {', '.join(known)}")
