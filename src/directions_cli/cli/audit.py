"""`directions audit`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from directions_cli.cli.formats import as_json, emit
from directions_cli.cli.settings import Settings, say
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.clerk.auditing import Doubt
    from directions_cli.clerk.statement import Statement
    from directions_cli.ledger.states import Step

MANY = 200
"""Commits from which on a progress bar is shown."""


class AuditFormat(str, Enum):
    """Formats of the statement."""

    text = "text"
    markdown = "markdown"
    json = "json"


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

    Example: directions audit --format markdown > audit.md
    """
    from directions_cli.clerk.statement import audited

    settings: Settings = ctx.obj
    if paper is not None:
        _match(settings, paper)
        return
    statement = audited(settings.folder, branch, since, expect, signatures, _bar)
    if digest:
        emit(f"{statement.digest}\n")
    else:
        emit(FORMS[form](statement, settings.today.isoformat()))
    if statement.shallow:
        say("this is a shallow clone: what came before its first commit was not seen (`git fetch --unshallow`)")
    if not statement.clean:
        say(f"{len(statement.doubts)} exception{'s' if len(statement.doubts) != 1 else ''} found")
        raise typer.Exit(1)


def _match(settings: Settings, paper: str) -> None:
    """Say which direction a paper copy is of, and whether its terms still read so."""
    from directions_cli.clerk.clerk import of_loaded
    from directions_cli.domain.digest import SHAPE, matching

    if not SHAPE.match(paper.strip().casefold()):
        raise WronglyAsked(
            f"--paper {paper!r} is no digest; it is printed on the form and letter, such as 3f2a1-9c04b-77de1-0a2b3"
        )
    found = list(matching(of_loaded(settings.loaded()), paper))
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


def _facts(statement: Statement, today: str) -> list[tuple[str, str]]:
    """What was checked, as pairs of words."""
    part = f"the commits after {statement.since}" if statement.since else "the whole history"
    signed = [] if statement.signed is None else [("Good signatures", f"{statement.signed} of {statement.changing}")]
    return [
        ("Register of", statement.authority),
        ("Audited on", today),
        ("Branch", f"{statement.branch}, at commit {statement.commit}"),
        ("Checked", part + (" that this shallow clone has" if statement.shallow else "")),
        ("Commits on its line", f"{statement.commits}, of which {statement.merges} merges"),
        ("Commits that change the register", str(statement.changing)),
        ("Directions", str(statement.directions)),
        ("Entries made", str(statement.entries)),
        *signed,
        ("Digest", statement.digest),
        ("Exceptions", str(len(statement.doubts)) if statement.doubts else "none"),
    ]


CHECKED = (
    "Each commit was compared with the one before it, and each merge with every side of it: issued terms stay as they were but"
    " for corrections that an entry names; no entry is altered, taken out or put in between; no issued direction leaves the"
    " register or is renamed; no status comes about that no act leads to; no entry is dated after its commit."
)


def as_text(statement: Statement, today: str) -> str:
    """The statement for the terminal."""
    width = max(len(name) for name, _ in _facts(statement, today))
    lines = [f"{name:<{width}}  {value}" for name, value in _facts(statement, today)]
    for doubt in statement.doubts:
        by = f", {doubt.author}, {doubt.authored}" if doubt.author else ""
        lines += ["", f"{doubt.commit[:12]}{by}", f"  {doubt.finding.where}: {doubt.finding.code} {doubt.finding.message}"]
    from directions_cli.domain.harmless import harmless

    return harmless("\n".join(lines)) + "\n"


def as_markdown(statement: Statement, today: str) -> str:
    """The statement for an auditor's file."""
    from datetime import date

    from directions_cli.documents.shelf import Shelf
    from directions_cli.documents.tree import Block, Document, Heading, Paragraph, Table
    from directions_cli.documents.words import plain
    from directions_cli.documents.writers import written

    facts = tuple((plain(name), plain(value)) for name, value in _facts(statement, today))
    blocks: list[Block] = [
        Heading(1, plain("Audit of the register of directions")),
        Table((plain("What"), plain("Finding")), facts),
        Paragraph(plain(CHECKED)),
        Heading(2, plain("Exceptions")),
    ]
    if statement.doubts:
        head = tuple(map(plain, ("Commit", "By", "When", "Where", "Code", "What")))
        blocks.append(Table(head, tuple(tuple(map(plain, _row(each).values())) for each in statement.doubts)))
    else:
        blocks.append(Paragraph(plain("None was found.")))
    return written(Document("Audit", tuple(blocks), date.min), "markdown", Shelf.of(None)).decode()


def _row(doubt: Doubt) -> dict[str, str]:
    found = doubt.finding
    return {
        "commit": doubt.commit,
        "author": doubt.author or "-",
        "authored": doubt.authored or "-",
        "where": found.where,
        "code": found.code,
        "message": found.message,
    }


def in_json(statement: Statement, today: str) -> str:
    """The statement for programs."""
    from dataclasses import asdict

    values: dict[str, Any] = asdict(statement)
    values["audited"] = today
    values["exceptions"] = [
        {
            **_row(doubt),
            "path": f"register/{doubt.finding.file}",
            "line": doubt.finding.line,
            "direction": doubt.finding.direction,
        }
        for doubt in statement.doubts
    ]
    del values["doubts"]
    return as_json(values)


FORMS: dict[AuditFormat, Callable[[Statement, str], str]] = {
    AuditFormat.text: as_text,
    AuditFormat.markdown: as_markdown,
    AuditFormat.json: in_json,
}
