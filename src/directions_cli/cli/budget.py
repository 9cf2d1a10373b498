"""`directions budget`."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from directions_cli.cli.formats import Format, as_json, emit
from directions_cli.cli.settings import Settings, day


class Kind(str, Enum):
    """Kinds of directed money."""

    payment = "payment"
    set_aside = "set-aside"


def command(
    ctx: typer.Context,
    year: Annotated[
        list[str] | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help="A financial year as 2025-26; repeatable. Default: that of the day, and the next if there is money for it.",
        ),
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="PARTNER", help="Only money of this partner.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only payments, or only sums set aside.")] = None,
    by_function: Annotated[bool, typer.Option("--by-function", help="Show each function too.")] = False,
    by_day: Annotated[
        bool,
        typer.Option(
            "--by-day", help="Count each direction for the days of a year on which it stood; else by year of its lines."
        ),
    ] = False,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="The register as it stood on that day.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
) -> None:
    """Set the money directed against the budgets of register.yaml: what is over, what is left, what acts moved.

    Example: directions budget --year 2025-26 --to nhs-example --by-function
    """
    from directions_cli.cli.budget_sheet import as_rows, as_sections
    from directions_cli.cli.reading import read, tell_findings
    from directions_cli.cli.sections import for_eyes, in_markdown
    from directions_cli.domain.cycle.budget import commitments
    from directions_cli.domain.keys import plain_result

    settings: Settings = ctx.obj
    at = day(as_at, "--as-at") if as_at else settings.today
    loaded, register = read(settings)
    years = [_year(each) for each in year or ()]
    _refuse_unknown(to, [partner.code for partner in register.header.partners])
    found = commitments(register, at, years, to, kind.value if kind else None, by_day)
    if form is Format.json:
        emit(as_json(plain_result(found)))
    elif form is Format.csv:
        emit(as_rows(found, by_function))
    else:
        emit((in_markdown if form is Format.markdown else for_eyes)(as_sections(found, by_function)))
    tell_findings(loaded)


def _year(text: str) -> str:
    """A financial year given as an option."""
    from directions_cli.domain.base import financial_year
    from directions_cli.errors import WronglyAsked

    try:
        return financial_year(text)
    except ValueError as error:
        raise WronglyAsked(f"--year {text!r}: {error}") from None


def _refuse_unknown(to: str | None, partners: list[str]) -> None:
    from directions_cli.domain.nearest import unknown
    from directions_cli.errors import WronglyAsked

    if to is not None and to not in partners:
        raise WronglyAsked(unknown("--to", to, partners))
