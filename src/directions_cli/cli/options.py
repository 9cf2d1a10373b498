"""Options that several commands share, so that they read and mean the same everywhere."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from directions_cli.cli.formats import Format


class LetterFormat(str, Enum):
    """Formats of a letter that is made with an act."""

    pdf = "pdf"
    docx = "docx"
    html = "html"
    markdown = "markdown"


Ref = Annotated[str, typer.Argument(metavar="REF", help="Id, reference, or an unambiguous part of one.")]
From = Annotated[str | None, typer.Option("--from", metavar="FILE", help="Terms as YAML; - reads standard input.")]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="A term by its dotted path, as finance.1.amount=1250000; repeatable."),
]
Date = Annotated[str | None, typer.Option("--date", metavar="DATE", help="Day of the act (default: --today).")]
Officer = Annotated[
    str | None, typer.Option("--officer", metavar="OFFICE", help="Office that issues it (default: Chief Officer).")
]
SameIntent = Annotated[
    str | None,
    typer.Option("--same-intent", metavar="REASON", help="Why other wording leaves the strategic intent as it was."),
]
Approved = Annotated[str | None, typer.Option("--approved", metavar="DATE", help="Day of the meeting that decided it.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="The decision in words.")]
ReportNumber = Annotated[str | None, typer.Option("--report", metavar="NUMBER", help="Number of the report decided on.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change and the commit message; touch nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before the commit.")]
Message = Annotated[str | None, typer.Option("--message", "-m", metavar="TEXT", help="Words to add to the commit message.")]
Form = Annotated[Format, typer.Option("--format", help="How to print the result.")]
LetterDir = Annotated[
    str | None,
    typer.Option(
        "--letter",
        metavar="[DIR]",
        help="Make the letter with the act, a copy for each recipient, in this folder or the one you stand in; the entry"
        " keeps name and SHA-256. REF stands before it, or write --letter=DIR.",
    ),
]
LetterIn = Annotated[LetterFormat | None, typer.Option("--letter-format", help="Format of the letter (default: pdf).")]
ProposeIt = Annotated[
    bool,
    typer.Option(
        "--propose",
        help="Commit on a branch of its own, from the up-to-date default branch, for a pull request; what you have checked out"
        " stays as it is.",
    ),
]
Push = Annotated[
    bool, typer.Option("--push", help="Push that branch and print the address that opens its pull request (with --propose).")
]
_BODY = "Write the pull request's body here too; - is standard output (with --propose)."
BodyTo = Annotated[str | None, typer.Option("--body", "--body-to", metavar="FILE", help=_BODY)]
BodyToAlone = Annotated[str | None, typer.Option("--body-to", metavar="FILE", help=_BODY)]
"""For `review`, whose --body is the body that reviewed."""
