"""`directions log`."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from directions_cli.cli.formats import LISTS, Column, Format, as_table
from directions_cli.cli.pager import emit_long
from directions_cli.cli.settings import Settings, day, say
from directions_cli.cli.terminal import status_style

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from directions_cli.clerk.logs import Part
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
AUTHORITY = Column("authority", "Authority")
OF_SEVERAL = (AUTHORITY, *(column._replace(from_width=column.from_width and column.from_width + 12) for column in COLUMNS))
"""The columns with whose direction it is, where the log is of several registers."""
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
    with_neighbours: Annotated[
        bool,
        typer.Option("--with-neighbours", help="The registers of neighbouring authorities too, with a column for whose it is."),
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """List the directions and where each stands, today or on any day.

    With --with-neighbours, partners and functions of the filters are this register's codes, matched as `conflicts` matches them.

    Example: directions log --status extant --to nhs-example --as-at 2025-12-31
    """
    from directions_cli.clerk.overview import overview
    from directions_cli.domain.selecting import Filters, asked_for

    settings: Settings = ctx.obj
    at = day(as_at, "--as-at") if as_at else settings.today
    filters = Filters(status, to, function, day(meeting, "--meeting") if meeting else None, text)
    whole = overview(settings.folder, at, as_at is not None, say)
    parts: list[Part] = []
    if with_neighbours:
        own, parts = beside(settings, at, as_at is not None)
        refuse_unknown(filters, known_in(whole, parts))
        found = [{"authority": own, **row} for row in whole.rows.chosen(filters)]
        for part in parts:
            pairs = zip(part.log.rows, part.log.words, strict=True)
            of_it = (row for row, words in pairs if asked_for(part.meant(row), words, filters))
            found += [{"authority": part.authority, **row} for row in of_it]
        _print(settings, form, found, True)
    else:
        refuse_unknown(filters, whole)
        if form is Format.json and filters == Filters(status):
            listed = in_brackets(whole.rows.texts(status))
            emit_long(settings, listed.decode() if sys.stdout.isatty() else listed)
        else:
            found = whole.rows.chosen(filters)
            _print(settings, form, found, False)
            if not found and form is Format.table:
                any_at_all = whole.rows.chosen(Filters())
                say(
                    "no direction is like that"
                    if any_at_all
                    else "there are no directions yet; `directions issue` makes the first"
                )
    for finding in whole.findings:
        say(finding)
    if whole.findings:
        say("what could not be read is missing from the log; `directions validate` says more")
    if whole.findings or any(part.log.faults for part in parts):
        raise typer.Exit(1)


def in_brackets(texts: Iterable[bytes]) -> bytes:
    """The rows as one list in JSON, as `as_json` prints it."""
    joined = b",\n  ".join(texts)
    return b"[\n  " + joined + b"\n]\n" if joined else b"[]\n"


def beside(settings: Settings, at: date, as_at: bool) -> tuple[str, list[Part]]:
    """Code of this register's authority, and the logs of its neighbours."""
    from directions_cli.clerk.logs import header_of, neighbour_logs
    from directions_cli.cli.conflicts import MANY
    from directions_cli.cli.watching import gone_through

    header = header_of(settings.folder)
    logs = neighbour_logs(settings.folder, header, at, as_at, settings.today, say)
    return header.authority.code, list(gone_through(logs, len(header.neighbours), "Registers", MANY))


def known_in(whole: Overview, parts: list[Part]) -> Overview:
    """All that filters may name, in this register and its neighbours'."""
    partners = sorted({*whole.partners, *(code for part in parts for code in part.log.partners)})
    functions = sorted({*whole.functions, *(code for part in parts for code in part.log.functions)})
    return whole._replace(partners=partners, functions=functions)


def _print(settings: Settings, form: Format, found: list[dict[str, Any]], of_several: bool) -> None:
    emit_long(settings, _printed(form, found, of_several))


def _printed(form: Format, found: list[dict[str, Any]], of_several: bool) -> str:
    columns = OF_SEVERAL if of_several else COLUMNS
    if form is Format.table:
        return partial(as_table, style=status_style)([_for_eyes(row) for row in found], columns) if found else ""
    if form is Format.csv:
        headings = {column.key: column.heading for column in columns}
        keys = ["authority", *IN_FILES] if of_several else IN_FILES
        return LISTS[form](found, [Column(key, headings.get(key, key)) for key in keys])
    return LISTS[form](found if form is Format.json else [_for_eyes(row) for row in found], columns)


def _for_eyes(row: dict[str, Any]) -> dict[str, Any]:
    """A row as people read it: pounds with commas, the id where there is no reference, difficulties as a count."""
    from directions_cli.domain.dates import pounds_in_words

    issues = [f"{issue['stage']} {issue['since']}" for issue in row["delivery_issues"]]
    shown = {"resource": pounds_in_words(row["resource"]), "reference": row["reference"] or row["id"]}
    return {**row, **shown, "delivery_issues": issues}


def refuse_unknown(filters: Filters, whole: Overview) -> None:
    """Refuse a filter that can match nothing because its word is not known."""
    from directions_cli.domain.nearest import unknown
    from directions_cli.domain.status import GROUPS, STATUSES
    from directions_cli.errors import WronglyAsked

    words = {
        "--status": (filters.status, [*STATUSES, *GROUPS]),
        "--to": (filters.to, whole.partners),
        "--function": (filters.function, whole.functions),
    }
    for option, (word, known) in words.items():
        if word and word not in known:
            raise WronglyAsked(unknown(option, word, known))
