"""`directions report`."""

from __future__ import annotations

from datetime import date
from enum import Enum
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple

import typer

from directions_cli.cli.formats import as_json, emit
from directions_cli.cli.giving import one_of
from directions_cli.cli.papers import Force, LargePrint, Out, PaperFormat, Tray, hand_out
from directions_cli.cli.settings import Settings, day, say
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    pass


class ReportFormat(str, Enum):
    """Formats of a report: those of a document, and its figures alone."""

    markdown = "markdown"
    html = "html"
    docx = "docx"
    pdf = "pdf"
    json = "json"


class Kind(NamedTuple):
    """A kind of report: what ABOUT names, if it is about one thing, and which options it takes."""

    about: str | None
    options: tuple[str, ...]


PERIOD, DAY = ("--from", "--to", "--private"), ("--as-at", "--private")
KINDS: Final[MappingProxyType[str, Kind]] = MappingProxyType(
    {
        "section": Kind("the number of a board report", ()),
        "progress": Kind(None, PERIOD),
        "annual": Kind(None, PERIOD),
        "performance": Kind(None, PERIOD),
        "closing": Kind("a direction, by its id or reference", DAY),
        "practice": Kind(None, ("--as-at", "--with-neighbours")),
    }
)

WithNeighbours = Annotated[
    bool,
    typer.Option("--with-neighbours", help="Neighbouring authorities beside this one, as `register.yaml` names them (practice)."),
]


def command(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="section, progress, annual, performance, closing or practice.")],
    about: Annotated[
        str | None, typer.Argument(metavar="[ABOUT]", help="section: number of the board report; closing: the direction.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day of the period (progress, annual, performance).")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day of the period (the same three).")] = None,
    as_at: Annotated[
        str | None, typer.Option("--as-at", metavar="DATE", help="As the register stood on that day (closing, practice).")
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Tell of directions taken in private too; else they are only counted.")
    ] = False,
    with_neighbours: WithNeighbours = False,
    form: Annotated[
        ReportFormat | None,
        typer.Option("--format", help="Format of the report (default: markdown, or as the ending of --out); json: its figures."),
    ] = None,
    out: Out = None,
    force: Force = False,
    large_print: LargePrint = False,
) -> None:
    """Make a report from the register, with its figures, charts, tables and an appendix of the directions.

    section NUMBER: the “Direction required” section of a board report (guidance 3.8, 7.5).

    progress: to the committee that monitors directions, for six months to the day unless --from says else (policy 4.3).

    annual: all extant directions, the status of each, and what ended within a year to the day or since --from (policy 4.3).

    performance: directions against the plan and the national outcomes, for the Annual Performance Report (policy 4.3,
    guidance 4.5); for the last whole financial year, unless --from and --to say else.

    closing REF: a briefing for the board on one direction, or on a difficulty with it (policy 4.4, appendix 2).

    practice: how directions are made, monitored, reviewed and ended, by year.

    Example: directions report progress --from 2026-04-01 --out progress.pdf
    """
    settings: Settings = ctx.obj
    one_of(kind, "KIND", tuple(KINDS))
    given = {"--from": since, "--to": until, "--as-at": as_at, "--private": private, "--with-neighbours": with_neighbours}
    _check(kind, about, given)
    if form is ReportFormat.json and (out not in (None, "-") or large_print):
        raise WronglyAsked("the figures go to standard output: --format json takes neither --out FILE nor --large-print")
    if kind == "section":
        _section(settings, about or "", form, out, force, large_print)
        return
    period = day(since, "--from") if since else None, _last_day(until, as_at)
    _committee(settings, (kind, settings.today, *period, about, private, with_neighbours), form, (out, force, large_print))


def _last_day(until: str | None, as_at: str | None) -> date | None:
    """The day that was asked for as the end of a period, or as the one to report on."""
    if until:
        return day(until, "--to")
    return day(as_at, "--as-at") if as_at else None


def _check(kind: str, about: str | None, given: dict[str, str | bool | None]) -> None:
    """Raise `WronglyAsked` for options that the kind does not take, or an ABOUT that is missing or too much."""
    wants, options = KINDS[kind]
    if wants and about is None:
        raise WronglyAsked(f"`directions report {kind}` is about {wants}: name it after {kind!r}")
    if about is not None and not wants:
        raise WronglyAsked(f"`directions report {kind}` is about the whole register, so {about!r} is too much")
    for option, value in given.items():
        if value and option not in options:
            others = f"it takes {', '.join(options)}" if options else "it takes no period and no day"
            raise WronglyAsked(f"`directions report {kind}` has no {option}; {others}")


def _section(settings: Settings, number: str, form: ReportFormat | None, out: str | None, force: bool, large: bool) -> None:
    from directions_cli.clerk.papers import maker_of, register_view
    from directions_cli.documents import composing
    from directions_cli.documents.view import plain

    register = register_view(settings.folder, settings.today, say)
    if form is ReportFormat.json:
        emit(as_json(plain(composing.section(register, number))))
        return
    maker = maker_of(settings.folder, register)
    tray = Tray.of(maker.shelf, _paper(form), out, force, large)
    made = composing.report(maker, register, "section", number, settings.today)
    hand_out(tray, 1, lambda: [made], [made.name])


def _committee(
    settings: Settings, asked: tuple[Any, ...], form: ReportFormat | None, place: tuple[str | None, bool, bool]
) -> None:
    from directions_cli.clerk.papers import figures_of
    from directions_cli.clerk.reporting import Wanted
    from directions_cli.documents.committee import committee_report, has_charts
    from directions_cli.domain.keys import plain_result

    wanted = Wanted(*asked)
    found, authority, maker = figures_of(settings.folder, wanted, say)
    if form is ReportFormat.json:
        emit(as_json(plain_result(found.figures)))
        return
    tray = Tray.of(maker.shelf, _paper(form), *place)
    made = committee_report(maker, authority, wanted.kind, found.figures, found.day, found.about)
    hand_out(tray, 1, lambda: [made], [made.name])
    if tray.format is PaperFormat.docx and has_charts(made.document) and find_spec("typst") is None:
        say("the charts are left out, their tables are there: pictures in Word files need the part for PDF, directions-cli[pdf]")


def _paper(form: Any) -> PaperFormat | None:
    return None if form is None else PaperFormat(form.value)
