"""`directions due`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from directions_cli.cli.formats import Column, as_csv, as_json, as_markdown, as_table, emit
from directions_cli.cli.pager import emit_long
from directions_cli.cli.papers import Force
from directions_cli.cli.settings import Settings, day, say
from directions_cli.domain.nearest import nearest, unknown
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.domain.authority import Header
    from directions_cli.domain.cycle.duty import Duty

DAYS_AHEAD: Final = 90
WITHIN: Final = re.compile(r"([0-9]{1,4}) ?([dwmy])", re.IGNORECASE)
SOON: Final = 14
"""Days within which what is to come is shown in yellow."""


class DueFormat(str, Enum):
    """Forms of the list, and the calendar."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    ics = "ics"


ENDINGS: Final = {".ics": DueFormat.ics, ".json": DueFormat.json, ".csv": DueFormat.csv, ".md": DueFormat.markdown}
COLUMNS: Final = (
    Column("date", "By"),
    Column("when", "When", 110),
    Column("kind", "Kind", 125),
    Column("about", "About"),
    Column("title", "Title", 165),
    Column("what", "What needs doing"),
    Column("who", "Who"),
)
KEYS: Final = "kind date overdue who direction reference report title private what source rule uid".split()


def command(
    ctx: typer.Context,
    within: Annotated[
        str | None, typer.Option(metavar="TIME", help="What is due in this time: 60d, 8w, 2m or 1y (default: 90d).")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what is due later.")] = False,
    who: Annotated[str | None, typer.Option(metavar="WHOM", help="Only for this office or partner.")] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only this kind, such as milestone; repeatable.")] = None,
    ref: Annotated[str | None, typer.Option("--direction", metavar="REF", help="Only about this direction.")] = None,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="As it stood on that day.")] = None,
    form: Annotated[DueFormat | None, typer.Option("--format", help="How to print it; ics is a calendar.")] = None,
    out: Annotated[str | None, typer.Option(metavar="FILE", help="Write it to a file; one in .ics is a calendar.")] = None,
    force: Force = False,
) -> None:
    """List what needs doing, by date and by whom: what is overdue, and what is due in the next 90 days.

    Example: directions due --within 60d --who nhs-example
    """
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.domain.cycle.due import due
    from directions_cli.domain.naming import find

    settings: Settings = ctx.obj
    at = day(as_at, "--as-at") if as_at else settings.today
    until = _until(at, within, everything)
    loaded = settings.loaded()
    register = of_loaded(loaded)
    header = register.header
    wanted = (_whom(header, who), _kinds(kind), find(register, ref) if ref is not None else None)
    asked = [duty for duty in due(register, at) if _asked_for(duty, *wanted)]
    found = [duty for duty in asked if until is None or duty.date <= until]
    printed = _form(form, out)
    _give(settings, _printed(printed, found, header, at), out, force)
    if printed in (DueFormat.table, DueFormat.ics):
        _sum_up(found, len(asked) - len(found), until)
    for finding in loaded.findings:
        say(f"{finding.where}: {finding.code} {finding.message}")
    if loaded.findings:
        say("what could not be read is missing from the list; `directions validate` says more")
        raise typer.Exit(1)


def _until(at: date, within: str | None, everything: bool) -> date | None:
    """The last day to list; None for all. Raises `WronglyAsked` where the options contradict each other or are no time."""
    from directions_cli.domain.dates import add_months

    if everything and within is not None:
        raise WronglyAsked("--all shows what --within would leave out; give one of them")
    if everything:
        return None
    if within is None:
        return at + timedelta(days=DAYS_AHEAD)
    found = WITHIN.fullmatch(within.strip())
    if not found:
        raise WronglyAsked(f"--within {within!r} is no time; write days, weeks, months or years as 60d, 8w, 2m or 1y")
    number, unit = int(found[1]), found[2].lower()
    if unit in "my":
        months = number * (12 if unit == "y" else 1)
        return add_months(at, min(months, 12 * 1000))
    return at + timedelta(days=number * (7 if unit == "w" else 1))


def _whom(header: Header, name: str | None) -> str | None:
    """The office or partner that a person means: by its code, or by its title or name in any case."""
    from directions_cli.domain.choices import OFFICES
    from directions_cli.domain.cycle.duty import office_title, whose

    if name is None:
        return None
    codes = [*OFFICES, *(partner.code for partner in header.partners)]
    for code in codes:
        if _even(name) in (_even(code), _even(whose(header, code)), _even(office_title(code))):
            return code
    raise WronglyAsked(unknown("--who", name, codes))


def _even(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


def _kinds(given: list[str] | None) -> list[str] | None:
    from directions_cli.domain.cycle.duty import KINDS

    for kind in given or ():
        if kind not in KINDS:
            raise WronglyAsked(f"--kind {kind!r} is no kind of duty{nearest(kind, KINDS)}; it is one of {', '.join(KINDS)}")
    return given


def _asked_for(duty: Duty, who: str | None, kinds: list[str] | None, direction: str | None) -> bool:
    return (
        (who is None or who in duty.who)
        and (not kinds or duty.kind in kinds)
        and (direction is None or duty.direction == direction)
    )


def _form(form: DueFormat | None, out: str | None) -> DueFormat:
    """The form that was asked for, else that of the file's ending. Raises `WronglyAsked` where the two contradict each other."""
    if out is None or out == "-":
        return form or DueFormat.table
    ending = ENDINGS.get(f".{out.rpartition('.')[2].lower()}")
    chosen = form or ending
    if chosen is None or chosen is DueFormat.table:
        raise WronglyAsked(f"--out {out}: end it in {', '.join(ENDINGS)}, or give --format; a table is for the screen")
    if ending not in (None, chosen):
        raise WronglyAsked(f"--out {out} does not end as {chosen.value}, which --format says; let them agree")
    return chosen


def _printed(form: DueFormat, found: list[Duty], header: Header, at: date) -> bytes | str:
    from directions_cli.domain.cycle.due_calendar import calendar
    from directions_cli.domain.keys import plain_result

    if form is DueFormat.ics:
        return calendar(found, header, at)
    plain: list[dict[str, Any]] = plain_result(found)
    if form is DueFormat.json:
        return as_json(plain)
    if form is DueFormat.csv:
        return as_csv(plain, [Column(key, key) for key in KEYS])
    rows = [_for_eyes(duty, header) for duty in found]
    if form is DueFormat.markdown:
        return as_markdown(rows, COLUMNS)
    groups = {"Overdue": [row for row in rows if row["overdue"] > 0], "To come": [row for row in rows if row["overdue"] <= 0]}
    parts = [f"{heading}\n\n{as_table(part, COLUMNS, partial(_style, at))}" for heading, part in groups.items() if part]
    return "\n".join(parts)


def _for_eyes(duty: Duty, header: Header) -> dict[str, Any]:
    """A duty as people read it: names for codes, the days between in words."""
    from directions_cli.domain.cycle.duty import KINDS, whose

    when = "today" if not duty.overdue else f"{_days(duty.overdue)} ago" if duty.overdue > 0 else f"in {_days(-duty.overdue)}"
    return {
        "date": duty.date,
        "when": when,
        "kind": KINDS[duty.kind],
        "about": duty.reference or duty.direction or duty.report,
        "title": duty.title,
        "what": duty.what,
        "who": [whose(header, code) for code in duty.who],
        "overdue": duty.overdue,
    }


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _style(at: date, key: str, value: Any) -> str:
    """The colour of a day: red once it is past, yellow where it is near; other cells stay plain."""
    if key != "date":
        return ""
    return "red" if value < at else "yellow" if (value - at).days <= SOON else ""


def _give(settings: Settings, content: bytes | str, out: str | None, force: bool) -> None:
    """Print the list, or write it to a file in one step; a file that is there stays, unless it may be written over."""
    if out is None or out == "-":
        emit_long(settings, content)
        return
    from directions_cli.documents.outbox import put, refuse_existing

    path = Path(out)
    refuse_existing([path], force)
    put(path, content if isinstance(content, bytes) else content.encode())
    emit(f"{path}\n")


def _sum_up(found: list[Duty], later: int, until: date | None) -> None:
    """Say how much is overdue, how much is to come, and how much is left out."""
    overdue = sum(duty.overdue > 0 for duty in found)
    by = f" by {until}" if until else ""
    more = f"; {later} later (--all shows them)" if later else ""
    say(f"{overdue} overdue, {len(found) - overdue} to come{by}{more}" if found else f"nothing is due{by}{more}")
