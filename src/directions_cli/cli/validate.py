"""`directions validate`."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.formats import emit
from directions_cli.cli.settings import Settings, say
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.domain.finding import Finding


class Report(str, Enum):
    """Forms of the findings."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


def command(
    ctx: typer.Context,
    form: Annotated[Report, typer.Option("--format", help="How to print the findings.")] = Report.text,
    select: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Only these codes or prefixes; repeatable.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Not these codes or prefixes; repeatable.")] = None,
    notes: Annotated[bool, typer.Option("--notes", help="Show notes too, not only errors and warnings.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings as well.")] = False,
) -> None:
    """Check every file of the register against all the rules. Never writes; says all that is wrong at once.

    Exit code 0 where no error is found, 1 where one is, 2 where there is nothing to check.

    Example: directions validate --select FIN --format json
    """
    from directions_cli.cli.findings import FORMS
    from directions_cli.domain.rules import judge

    settings: Settings = ctx.obj
    chosen, left = _codes(select, "--select"), _codes(ignore, "--ignore")
    loaded = settings.loaded()
    if not loaded.texts and all(finding.code == "FIL012" for finding in loaded.findings):
        raise WronglyAsked(f"{settings.folder} holds nothing to validate: register/register.yaml is missing, and so is all else")
    found: list[Finding] = list(loaded.findings)
    if loaded.register is not None:
        found += [loaded.placed(finding) for finding in judge(loaded.register, settings.today)]
    wanted = [each for each in found if _asked_for(each, chosen, left, notes)]
    wanted.sort(key=lambda each: (each.file, each.line or 0, each.column or 0, each.code))
    emit(FORMS[form.value](wanted))
    count = len(loaded.register) if loaded.register is not None else 0
    _summary(wanted, found, count, form)
    worst = {each.severity for each in wanted}
    if "error" in worst or (strict and "warning" in worst):
        raise typer.Exit(1)


def _codes(given: list[str] | None, option: str) -> tuple[str, ...]:
    """Codes or prefixes in capitals. One that no rule begins with is refused: it would silently check nothing."""
    from directions_cli.domain.rules import RULES

    codes = tuple(code.strip().upper() for each in given or () for code in each.split(","))
    for code in codes:
        if not code or not any(rule.code.startswith(code) for rule in RULES):
            raise WronglyAsked(f"{option} {code!r} fits no rule; `directions rules` lists them")
    return codes


def _asked_for(finding: Finding, chosen: tuple[str, ...], left: tuple[str, ...], notes: bool) -> bool:
    if left and finding.code.startswith(left):
        return False
    if chosen:
        return finding.code.startswith(chosen)
    return notes or finding.severity != "note"


def _summary(wanted: list[Finding], found: list[Finding], count: int, form: Report) -> None:
    if form is not Report.text:
        return
    numbers = {severity: sum(each.severity == severity for each in wanted) for severity in ("error", "warning", "note")}
    parts = [f"{number} {severity}{'s' if number != 1 else ''}" for severity, number in numbers.items() if number]
    hidden = sum(each.severity == "note" for each in found) - numbers["note"]
    notes = "1 note" if hidden == 1 else f"{hidden} notes"
    more = f" ({notes} not shown; --notes shows more)" if hidden > 0 and not numbers["note"] else ""
    say(f"{count} direction{'' if count == 1 else 's'} checked: {', '.join(parts) or 'all is in order'}{more}")
