"""`directions conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from directions_cli.cli.formats import LISTS, Column, Format, as_table, emit
from directions_cli.cli.settings import Settings, day, say
from directions_cli.cli.watching import gone_through

if TYPE_CHECKING:
    from directions_cli.clerk.neighbours import Neighbour
    from directions_cli.domain.cycle.compared import Conflict
    from directions_cli.domain.cycle.matching import Side

COLUMNS = (
    Column("severity", "Severity"),
    Column("code", "Code"),
    Column("authorities", "Authorities"),
    Column("about", "About", 100),
    Column("message", "What clashes, and what to do"),
    Column("named", "Directions", 130),
)
IN_FILES = (
    *("code", "severity", "health_board", "function", "hospital", "year", "stated", "committed", "authorities", "directions"),
    *("message", "source"),
)
MANY = 5
"""Neighbours from which a bar shows how far reading is."""


def command(
    ctx: typer.Context,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch the neighbours' registers that are at an address of Git.")
    ] = False,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="The registers as they stood on that day.")] = None,
    notes: Annotated[bool, typer.Option("--notes", help="Show notes too: what is worth reading side by side.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """Find where extant directions or budgets clash with those of neighbouring authorities (guidance 6).

    The neighbours and their registers stand in register.yaml under `neighbours`; `directions rules CFL001` and the following
    say what is compared. Exit code 1 where a clash is an error or a register can't be read.

    Example: directions conflicts --fetch
    """
    from directions_cli.clerk.neighbours import each_neighbour
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.domain.cycle.conflicts import conflicts
    from directions_cli.domain.cycle.matching import beside, own_side
    from directions_cli.domain.keys import plain_result

    settings: Settings = ctx.obj
    at = day(as_at, "--as-at") if as_at else settings.today
    loaded = settings.loaded()
    register = of_loaded(loaded)
    header = register.header
    reading = each_neighbour(settings.folder, header, say, fetch, settings.today)
    found = list(gone_through(reading, len(header.neighbours), "Registers", MANY))
    listed = {each.code: frozenset({each.code.casefold(), each.name.casefold()}) for each in header.neighbours}
    sides = [beside(each.register, each.about, register, at) for each in found if each.register is not None]
    _tell(found, sides)
    clashes = conflicts(own_side(register, at), sides, listed)
    shown = [each for each in clashes if notes or each.severity != "note"]
    rows = [{**plain_result(each), "about": _about(each), "named": [part.id for part in each.directions]} for each in shown]
    emit(_printed(form, rows))
    for finding in loaded.findings:
        say(f"{finding.where}: {finding.code} {finding.message}")
    if sides or clashes:
        _sum_up(clashes, notes, 1 + len(sides))
    elif found:
        say("no register of a neighbour could be read, so that nothing was compared")
    if any(each.severity == "error" for each in shown) or loaded.findings or any(each.faults for each in found):
        raise typer.Exit(1)


def _tell(found: list[Neighbour], sides: list[Side]) -> None:
    """Say of each register that was read where it is and how old, and what could keep its clashes from being found."""
    abouts = [each for each in found if each.register is not None]
    for each, side in zip(abouts, sides, strict=True):
        when = f", last fetched {each.fetched:%Y-%m-%d %H:%M}" if each.fetched else ", read as it is"
        say(f"{each.about.code}: {each.where}{when}")
        header = side.register.header
        for key, codes in (("health_boards", header.partners), ("functions", header.functions)):
            unknown = sorted(set(getattr(each.about, key)) - {known.code for known in codes})
            if unknown:
                say(f"{each.about.code}: its register does not have what `{key}` names here: {', '.join(unknown)}")
        if not side.boards:
            say(f"{each.about.code}: it has no Health Board in common with this register, so that nothing is compared")
    if not found:
        say("register.yaml names no neighbours, so that there is nothing to compare; add them under `neighbours`")


def _about(each: Conflict) -> str:
    return f"{each.hospital} {each.year}" if each.hospital else each.function or ""


def _printed(form: Format, rows: list[dict[str, Any]]) -> str:
    if form is Format.json:
        return LISTS[form]([{key: row[key] for key in IN_FILES} for row in rows], COLUMNS)
    if form is Format.csv:
        cells = [{**row, "directions": row["named"]} for row in rows]
        return LISTS[form](cells, [Column(key, key) for key in IN_FILES])
    if form is Format.table:
        return as_table(rows, COLUMNS) if rows else ""
    return LISTS[form](rows, COLUMNS)


def _sum_up(clashes: tuple[Conflict, ...], notes: bool, registers: int) -> None:
    numbers = {severity: sum(each.severity == severity for each in clashes) for severity in ("error", "warning", "note")}
    hidden = 0 if notes else numbers.pop("note")
    parts = [f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in numbers.items() if number]
    more = f" ({hidden} note{'' if hidden == 1 else 's'} not shown; --notes shows more)" if hidden else ""
    said = ", ".join(parts) or "no clash"
    say(f"{registers} register{'' if registers == 1 else 's'} compared: {said}{more}")
