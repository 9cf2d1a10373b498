"""`directions import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from directions_cli.cli.formats import Format
from directions_cli.cli.options import Message, Yes
from directions_cli.cli.settings import Settings, day
from directions_cli.errors import WronglyAsked

OURS_ALONE = (".json", ".jsonl", ".sqlite", ".db")
"""Endings of files that only an export of ours has."""
Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="A log (.xlsx, .xls, .ods, .csv); or forms (.docx), or folders of them.")
]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", metavar="FILE", help="How the sheets are read: a mapping file (YAML).")
]
SaveMapping = Annotated[
    Path | None, typer.Option("--save-mapping", metavar="FILE", help="Write how the sheets are read to a mapping file.")
]
AsAt = Annotated[
    str | None,
    typer.Option(
        "--as-at", metavar="DATE", help="The day of which the log tells, by which endings and ratings without a day are dated."
    ),
]
Remarks = Annotated[
    Path | None, typer.Option("--remarks", metavar="FILE", help="Write the account, cell by cell with remarks, to .xlsx or .csv.")
]
Each = Annotated[bool, typer.Option("--each", help="A commit for each direction, instead of one for all.")]
Meeting = Annotated[
    str | None, typer.Option("--approved", metavar="DATE", help="Of forms without a date: the day of the meeting.")
]
Lacking = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="FIELD=VALUE", help="Of forms: a term that a form lacks, as finance.1.year=2025-26; repeatable."
    ),
]
TermsFolder = Annotated[
    Path | None, typer.Option("--terms", metavar="FOLDER", help="Of forms: write the terms of each to a file for `draft --from`.")
]
Try = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; touch nothing.")]
Header = Annotated[
    bool, typer.Option("--header", help="Of an export of `directions`: take its header too, over that of an empty register.")
]
Account = Annotated[Format, typer.Option("--format", help="How to print the account.")]


def command(
    ctx: typer.Context,
    files: Files,
    mapping: MappingFile = None,
    save_mapping: SaveMapping = None,
    as_at: AsAt = None,
    remarks: Remarks = None,
    each: Each = False,
    approved: Meeting = None,
    sets: Lacking = None,
    terms: TermsFolder = None,
    header: Header = False,
    dry_run: Try = False,
    yes: Yes = False,
    message: Message = None,
    form: Account = Format.table,
) -> None:
    """Bring in a log kept elsewhere as historic directions, completed Word forms as drafts, or an export of a register.

    Of a log or form it shows how it reads each column and what comes of each row, and writes nothing until you agree. An
    export of `directions` is brought back whole, as one act; what is here with other content is refused.

    Example: directions import log.xlsx, then directions import log.xlsx --yes
    """
    from directions_cli.imports.own import is_own

    settings: Settings = ctx.obj
    if len(files) == 1 and (files[0].suffix.casefold() in OURS_ALONE or is_own(files[0])):
        from directions_cli.cli.import_own import bring_in_own

        if mapping or save_mapping or as_at or remarks or each or approved or sets or terms:
            raise WronglyAsked(f"{files[0]} is an export of `directions`: of the options for logs and forms it takes none")
        bring_in_own(settings, files[0], header=header, dry_run=dry_run, yes=yes, message=message, form=form)
        return
    if header:
        raise WronglyAsked("--header is for an export of `directions`, and this is none")
    forms = [file for file in files if file.is_dir() or file.suffix.casefold() in (".docx", ".docm", ".doc")]
    if forms and len(forms) < len(files):
        raise WronglyAsked("give either logs or forms, not both at once: a log becomes historic directions, a form a draft")
    if forms:
        if mapping or save_mapping or as_at:
            raise WronglyAsked("--mapping, --save-mapping and --as-at are for logs; leave them out for forms")
        from directions_cli.cli.importing_forms import import_forms

        import_forms(
            settings, forms, approved, sets or (), terms, remarks, each=each, dry_run=dry_run, yes=yes, message=message, form=form
        )
        return
    if approved or sets or terms:
        raise WronglyAsked("--approved, --set and --terms are for forms; what a log says is changed by a mapping")
    from directions_cli.cli.importing_log import How, import_log

    told = None if as_at is None else day(as_at, "--as-at")
    import_log(settings, files, How(mapping, save_mapping, told, remarks, each, dry_run, yes, message, form))
