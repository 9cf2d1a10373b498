"""`directions validate`."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.formats import emit
from directions_cli.cli.settings import Settings, say
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.clerk.comparing import Compared
    from directions_cli.domain.finding import Finding
    from directions_cli.domain.register import Register


class Report(str, Enum):
    """Forms of the findings."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"
    junit = "junit"


def command(
    ctx: typer.Context,
    form: Annotated[Report, typer.Option("--format", help="How to print the findings.")] = Report.text,
    select: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Only these codes or prefixes; repeatable.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Not these codes or prefixes; repeatable.")] = None,
    notes: Annotated[bool, typer.Option("--notes", help="Show notes too, not only errors and warnings.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings as well.")] = False,
    against: Annotated[
        str | None,
        typer.Option(metavar="REV", help="Judge the change since this revision too: issued terms and entries stay."),
    ] = None,
    unchanged_passes: Annotated[
        bool,
        typer.Option("--unchanged-passes", help="Pass where nothing differs from what is checked out: for hooks, not for CI."),
    ] = False,
    summary: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Add a summary in Markdown (acts, redline, findings) to this file; - prints it alone."),
    ] = None,
) -> None:
    """Check every file of the register against all the rules. Never writes; says all that is wrong at once.

    With --against, the change since a revision is judged as it would be merged into it. Exit code 0 where no error is found,
    1 where one is, 2 where there is nothing to check or to compare with.

    Example: directions validate --against origin/main --format github
    """
    from directions_cli.clerk.reading import judged

    settings: Settings = ctx.obj
    if summary == "-" and form is not Report.text:
        raise WronglyAsked(f"--summary - and --format {form.value} can't both be standard output; give a file with --summary")
    if unchanged_passes and against is None:
        raise WronglyAsked("--unchanged-passes belongs to a comparison; say with what: --against REV")
    chosen, left = _codes(select, "--select"), _codes(ignore, "--ignore")
    if against is not None:
        from directions_cli.clerk.comparing import compare

        compared = compare(settings.folder, against, settings.today, say, unchanged_passes)
        say(said_of(compared, against))
        wanted = _in_order(each for each in compared.findings if _asked_for(each, chosen, left, notes))
        _finish(
            wanted, list(compared.findings), compared.after.register, form, strict, compared, summary, below_top(settings.folder)
        )
        return
    loaded = settings.loaded()
    if loaded.register is None and not loaded.texts and all(finding.code == "FIL012" for finding in loaded.findings):
        raise WronglyAsked(f"{settings.folder} holds nothing to validate: register/register.yaml is missing, and so is all else")
    found: list[Finding] = [*loaded.findings, *([loaded.older] if loaded.older else [])]
    found += judged(loaded, settings.today)
    wanted = _in_order(each for each in found if _asked_for(each, chosen, left, notes))
    _finish(wanted, found, loaded.register, form, strict, None, summary, below_top(settings.folder))


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: (each.file, each.line or 0, each.column or 0, each.code))


def _finish(
    wanted: list[Finding],
    found: list[Finding],
    register: Register | None,
    form: Report,
    strict: bool,
    compared: Compared | None,
    summary: str | None,
    below: str,
) -> None:
    """Print the findings, write the summary, and leave with the exit code that they ask for."""
    from directions_cli.cli.findings import BY_PLACE, FORMS

    placed = BY_PLACE.get(form.value)
    if summary != "-":
        emit(placed(wanted, below) if placed else FORMS[form.value](wanted))
    if summary is not None:
        from directions_cli.clerk.summing import summed_up

        page = summed_up(wanted, compared)
        if summary == "-":
            emit(page)
        else:
            with Path(summary).open("a", encoding="utf-8", newline="\n") as file:
                file.write(page)
    _summary(wanted, found, len(register) if register is not None else 0, form)
    worst = {each.severity for each in wanted}
    if "error" in worst or (strict and "warning" in worst):
        raise typer.Exit(1)


def below_top(folder: Path) -> str:
    """What leads from the top of the repository to the folder that holds the register, with a slash at its end."""
    for top in (folder, *folder.parents):
        if (top / ".git").exists():
            inside = folder.relative_to(top).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""


def said_of(compared: Compared, against: str) -> str:
    """What was compared with what."""
    named = compared.base[:10] if compared.base.startswith(against) else f"{against} ({compared.base[:10]})"
    if compared.same:
        return f"compared with {named}: nothing of the register differs"
    moved = (
        "" if compared.meeting == compared.base else f", which has moved on since {compared.meeting[:10]}, as it would be merged"
    )
    return f"compared with {named}{moved}"


def _codes(given: list[str] | None, option: str) -> tuple[str, ...]:
    """Codes or prefixes in capitals. One that no rule begins with is refused: it would silently check nothing."""
    from directions_cli.domain.nearest import nearest
    from directions_cli.domain.rules import RULES

    codes = tuple(code.strip().upper() for each in given or () for code in each.split(","))
    for code in codes:
        if not code or not any(rule.code.startswith(code) for rule in RULES):
            meant = nearest(code, (rule.code for rule in RULES))
            raise WronglyAsked(f"{option} {code!r} fits no rule{meant}; `directions rules` lists them")
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
