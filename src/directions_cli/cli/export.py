"""`directions export`."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.formats import emit
from directions_cli.cli.papers import Force, pipe
from directions_cli.cli.reading import read, tell_findings
from directions_cli.cli.settings import Settings, day, say
from directions_cli.cli.watching import watching
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.exports.formats import Export, Written


class ExportFormat(str, Enum):
    """Forms of an export."""

    csv = "csv"
    xlsx = "xlsx"
    ods = "ods"
    json = "json"
    jsonl = "jsonl"
    sqlite = "sqlite"
    parquet = "parquet"
    dictionary = "dictionary"


ENDINGS = {
    ".csv": ExportFormat.csv,
    ".xlsx": ExportFormat.xlsx,
    ".ods": ExportFormat.ods,
    ".json": ExportFormat.json,
    ".jsonl": ExportFormat.jsonl,
    ".ndjson": ExportFormat.jsonl,
    ".db": ExportFormat.sqlite,
    ".sqlite": ExportFormat.sqlite,
    ".sqlite3": ExportFormat.sqlite,
    ".md": ExportFormat.dictionary,
}
"""What the ending of --out asks for where no format is given."""


def command(
    ctx: typer.Context,
    form: Annotated[
        ExportFormat | None, typer.Option("--format", help="Form (default: as the ending of --out, else csv).")
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out", metavar="PATH", help="A file; for csv, parquet and dictionary also a folder; - is standard output."
        ),
    ] = None,
    as_at: Annotated[str | None, typer.Option(metavar="DATE", help="The register as it stood on that day.")] = None,
    status: Annotated[
        str | None,
        typer.Option(help="Only these: draft, issued, retained, varied, superseded, closed, revoked; extant, ended."),
    ] = None,
    private: Annotated[
        bool, typer.Option("--private/--no-private", help="Private directions too; they are left out else.")
    ] = False,
    excel: Annotated[bool, typer.Option("--excel", help="Begin CSV with the mark by which Excel knows UTF-8.")] = False,
    force: Force = False,
) -> None:
    """Hand the register out as spreadsheets, JSON, a database or Parquet, or say what its columns mean.

    Private directions are left out and counted, unless --private is given. Nothing else is lost: `import` reads csv (folder),
    xlsx, ods, json, jsonl, sqlite and parquet back. The same register and day give the same bytes.

    Example: directions export --out directions.xlsx
    """
    from directions_cli.domain.tables.chosen import Wanted
    from directions_cli.exports.formats import EXPORTS, written

    settings: Settings = ctx.obj
    chosen, place, folder = _target(form, out)
    export = EXPORTS[chosen.value]
    _refuse_wrong(chosen, export, excel, status)
    _refuse_missing(export)
    loaded, register = read(settings)
    wanted = Wanted(day(as_at, "--as-at") if as_at else settings.today, as_at is not None, status, private)
    with watching() as watch:
        made = written(
            register,
            wanted,
            chosen.value,
            place.stem if place and not folder else "directions",
            folder=folder or chosen is ExportFormat.parquet,
            ending=place.suffix if place and not folder else None,
            marked=excel,
            watch=watch,
        )
    _put(made, export, place, folder, force)
    if chosen is not ExportFormat.dictionary:
        _tell(made)
    tell_findings(loaded)


def _target(form: ExportFormat | None, out: str | None) -> tuple[ExportFormat, Path | None, bool]:
    """The form, where it goes (None: standard output), and whether that is a folder. Raises `WronglyAsked` where they clash."""
    place = Path(out) if out not in (None, "-") else None
    if place is None:
        return form or ExportFormat.csv, None, False
    meant = None if place.is_dir() else ENDINGS.get(place.suffix.lower())
    if form is None:
        if meant is None and place.suffix and not place.is_dir():
            raise WronglyAsked(f"--out {out}: no export ends in {place.suffix}; give --format, or end it in {', '.join(ENDINGS)}")
        form = meant or ExportFormat.csv
    from directions_cli.exports.formats import EXPORTS

    export = EXPORTS[form.value]
    folder = export.folder is not None and (place.is_dir() or place.suffix.lower() not in export.endings)
    if form is ExportFormat.parquet and place.suffix and not place.is_dir():
        raise WronglyAsked(f"--out {out}: Parquet is a file for each table; give a folder")
    if not folder and place.suffix.lower() not in export.endings:
        raise WronglyAsked(f"--out {out}: {form.value} ends in {' or '.join(export.endings)}; name the file so")
    return form, place, folder


def _refuse_wrong(form: ExportFormat, export: Export, excel: bool, status: str | None) -> None:
    from directions_cli.domain.status import GROUPS, STATUSES

    if excel and form is not ExportFormat.csv:
        raise WronglyAsked(f"--excel is about CSV; {form.value} needs no mark")
    if status and status not in (*STATUSES, *GROUPS):
        raise WronglyAsked(f"--status {status!r} is not known here; it is one of {', '.join([*STATUSES, *GROUPS])}")


def _refuse_missing(export: Export) -> None:
    """Raise `WronglyAsked` with the line that installs what is missing."""
    from importlib.util import find_spec

    from directions_cli.documents.extras import missing

    if export.extra and export.needs and find_spec(export.needs) is None:
        raise missing(export.extra, f"{export.endings[0]} files")


def _put(made: Written, export: Export, place: Path | None, folder: bool, force: bool) -> None:
    from directions_cli.documents.outbox import put, refuse_existing

    if place is None:
        _on_screen(made, export)
        return
    where = place if folder else place.parent
    if where.exists() and not where.is_dir():
        raise WronglyAsked(f"{where} is a file; --out takes a folder there")
    paths = {where / name: content for name, content in made.files.items()}
    refuse_existing(paths, force)
    where.mkdir(parents=True, exist_ok=True)
    for path, content in paths.items():
        put(path, content)
        emit(f"{path}\n")


def _on_screen(made: Written, export: Export) -> None:
    if export.file is None:
        raise WronglyAsked("this is a file for each table; give a folder with --out")
    content = next(iter(made.files.values()))
    if export.is_text:
        emit(content)
    else:
        pipe(content)


def _tell(made: Written) -> None:
    about = made.about
    said = f"{about['directions']} direction{'' if about['directions'] == 1 else 's'}, as at {about['day']}"
    if made.left_out:
        many = made.left_out > 1
        said += f"; {made.left_out} private direction{'s are' if many else ' is'} left out"
        said += f" (--private includes {'them' if many else 'it'})"
    say(said)
