"""`directions coverage`."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from directions_cli.cli.formats import Format, as_json, emit
from directions_cli.cli.settings import Settings, day


class By(str, Enum):
    """Parts of coverage."""

    functions = "functions"
    partners = "partners"
    priorities = "priorities"
    localities = "localities"
    outcomes = "outcomes"
    all = "all"


def command(
    ctx: typer.Context,
    by: Annotated[By, typer.Option(help="One part, or all of them.")] = By.all,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="The register as it stood on that day.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """Show which functions, partners, priorities, localities and outcomes have no extant direction, and what covers the others.

    Example: directions coverage --by functions --as-at 2026-03-31
    """
    from directions_cli.cli.coverage_sheet import as_rows, as_sections
    from directions_cli.cli.reading import read, tell_findings
    from directions_cli.cli.sections import for_eyes, in_markdown
    from directions_cli.domain.cycle.coverage import coverage
    from directions_cli.domain.cycle.covered import PARTS
    from directions_cli.domain.keys import plain_result

    settings: Settings = ctx.obj
    at = day(as_at, "--as-at") if as_at else settings.today
    loaded, register = read(settings)
    found = coverage(register, at, PARTS if by is By.all else (by.value,))
    if form is Format.json:
        emit(as_json(plain_result(found)))
    elif form is Format.csv:
        emit(as_rows(found))
    else:
        emit(in_markdown(as_sections(found, every=True)) if form is Format.markdown else for_eyes(as_sections(found)))
    tell_findings(loaded)
