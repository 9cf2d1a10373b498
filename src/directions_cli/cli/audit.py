"""`directions audit`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC
from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.audit_sheet import FORMS, AuditFormat
from directions_cli.cli.formats import emit
from directions_cli.cli.settings import Settings, say
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.ledger.steps import Step

MANY = 200
"""Commits from which on a progress bar is shown."""


def command(
    ctx: typer.Context,
    branch: Annotated[str | None, typer.Option(metavar="REV", help="The branch to audit (default: the default branch).")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="REV", help="Only what came after this commit, which must still be on the branch.")
    ] = None,
    digest: Annotated[
        bool, typer.Option("--digest", help="Print the digest of the register alone, to quote in minutes.")
    ] = False,
    expect: Annotated[
        str | None, typer.Option(metavar="DIGEST", help="A digest noted before: the register must have held just that.")
    ] = None,
    paper: Annotated[
        str | None,
        typer.Option(metavar="DIGEST", help="Say which direction a form or letter is of, by the digest that is printed on it."),
    ] = None,
    signatures: Annotated[
        bool, typer.Option("--signatures", help="Every commit must be signed, as where the header demands it.")
    ] = False,
    form: Annotated[AuditFormat, typer.Option("--format", help="How to print the statement.")] = AuditFormat.text,
) -> None:
    """Prove the register by its whole history: every commit a lawful change, no entry altered, nothing lost in merging.

    Prints a statement to file. Exit code 0 where no exception is found, 1 where one is, 2 where there is nothing to audit.

    Example: directions audit --format markdown
    """
    from datetime import datetime

    from directions_cli.clerk.statement import audited

    settings: Settings = ctx.obj
    if paper is not None:
        if since is not None or expect is not None or digest or signatures:
            raise WronglyAsked("--paper asks about one copy, and the other options about the history; ask for each by itself")
        _match(settings, paper, branch)
        return
    now = datetime.now(UTC)  # a commit bears the real time, whatever day an act is said to be done on
    statement = audited(settings.folder, now, branch, since, expect, signatures, _bar)
    if digest:
        emit(f"{statement.digest}\n")
    else:
        emit(FORMS[form](statement, settings.today.isoformat()))
    if statement.shallow:
        say("this is a shallow clone: what came before its first commit was not seen (`git fetch --unshallow`)")
    if not statement.clean:
        say(f"{len(statement.exceptions)} exception{'s' if len(statement.exceptions) != 1 else ''} found")
        raise typer.Exit(1)


def _match(settings: Settings, paper: str, branch: str | None) -> None:
    """Say which direction a paper copy is of, and whether its terms still read so, by what is committed on the branch."""
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.clerk.statement import register_on
    from directions_cli.domain.digest import SHAPE, matching

    if not SHAPE.match(paper.strip().casefold()):
        raise WronglyAsked(
            f"--paper {paper!r} is no digest; it is printed on the form and letter, such as 3f2a1-9c04b-77de1-0a2b3"
        )
    found = list(matching(of_loaded(register_on(settings.folder, branch)), paper))
    for direction, number, current in found:
        entry = direction.history[number]
        when = f" on {entry.date}" if entry.date else ""
        now = "they still read so" if current else "they have been corrected since"
        emit(f"{direction.name} {direction.id}: its terms as {entry.act}{when}; {now}\n")
    if not found:
        say("no direction of this register has, or had, terms of that digest: the copy is of another, or was altered")
        raise typer.Exit(1)


def _bar(count: int) -> Callable[[Step], None]:
    """What shows each commit as it is done: a bar on standard error, where they are many and somebody looks on."""
    if count < MANY or not sys.stderr.isatty():
        return lambda _: None
    import atexit

    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task("Commits", total=count)
    bar.start()
    atexit.register(bar.stop)
    return lambda _: bar.advance(task)
