"""A log brought in: read, shown, changed at the terminal if wished, agreed to, committed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from directions_cli.cli.formats import Format, as_json, emit, telling
from directions_cli.cli.importing_shown import as_told, mapping_shown, result_shown
from directions_cli.cli.settings import Settings, say
from directions_cli.cli.terminal import at_terminal
from directions_cli.cli.watching import steps
from directions_cli.errors import Cancelled, Unreadable, WronglyAsked

if TYPE_CHECKING:
    from directions_cli.clerk.importing import Import, Log
    from directions_cli.domain.register import Register
    from directions_cli.imports.mapping import Wishes

MANY = 500
"""Rows from which on a progress bar is shown."""


@dataclass(frozen=True, slots=True)
class How:
    """The options of the command."""

    mapping: Path | None
    save_mapping: Path | None
    as_at: date | None
    remarks: Path | None
    each: bool
    dry_run: bool
    yes: bool
    message: str | None
    form: Format


def import_log(settings: Settings, files: Sequence[Path], how: How) -> None:
    """Read a log and bring its directions in once that is agreed. Without a terminal and --yes it only shows."""
    from directions_cli.clerk.importing import open_log
    from directions_cli.imports.opening import sheets_of

    _may_write(how.remarks, (".xlsx", ".csv"), "--remarks")
    clerk = settings.clerk()
    register = clerk.register()
    wishes = _wishes(how.mapping)
    log = open_log(register, [sheet for file in files for sheet in sheets_of(file)], wishes, how.as_at)
    asked = at_terminal() and not how.yes and not how.dry_run and how.form is Format.table
    sys.stderr.write(mapping_shown(log))
    if asked:
        from directions_cli.cli.importing_asked import changed

        log = changed(log, register)
    if how.save_mapping:
        _save(how.save_mapping, log, how.as_at)
    found = read(log, register, settings.today)
    if not any(mapped.left_out is None for mapped in log.maps):
        _out(found, how, (), committed=False)
        raise WronglyAsked(
            "no sheet holds a table of directions; if one does, name its headings in a mapping file (--save-mapping makes one)"
        )
    if not found.found or how.dry_run or not (how.yes or asked):
        _out(found, how, (), committed=False)
        _say_what_to_do(found, how)
        return
    if asked:
        sys.stderr.write(result_shown(found))
        _agree(found, how)
    commits = _commit(settings, found, how)
    with telling(f"{len(found.found)} historic directions are committed ({commits[-1][:10]})"):
        _out(found, how, commits, committed=True, seen=asked)
    _done(len(found.found), commits)


def _done(count: int, commits: Sequence[str]) -> None:
    what = "historic direction was" if count == 1 else "historic directions were"
    how = f"one commit ({commits[0][:10]})" if len(commits) == 1 else "a commit each"
    say(f"{count} {what} made in {how}")


def read(log: Log, register: Register, today: date) -> Import:
    """The log read and judged, with a progress bar at a terminal where it is long."""
    from directions_cli.clerk.importing import read_log

    rows = sum(len(sheet.rows) for sheet, mapped in zip(log.sheets, log.maps, strict=True) if mapped.left_out is None)
    with steps("Reading the rows", rows, MANY) as step:
        return read_log(log, register, today, lambda _: step())


def _wishes(path: Path | None) -> Wishes:
    from directions_cli.imports.mapping import Wishes
    from directions_cli.imports.mapping_file import wishes_of
    from directions_cli.store.terms_file import read_terms

    if path is None:
        return Wishes()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror}", str(path)) from None
    return wishes_of(read_terms(data, str(path)).value, str(path))


def _save(path: Path, log: Log, as_at: date | None) -> None:
    from directions_cli.imports.mapping_text import mapping_text

    try:
        path.write_text(mapping_text(log.maps, log.wishes, as_at), encoding="utf-8", newline="\n")
    except OSError as error:
        raise WronglyAsked(f"{path} can't be written: {error.strerror}") from None
    say(f"how the sheets are read is in {path}; change it, then add --mapping {path}")


def _may_write(path: Path | None, endings: tuple[str, ...], option: str) -> None:
    if path is not None and path.suffix.casefold() not in endings:
        raise WronglyAsked(f"{option} {path} should end in {' or '.join(endings)}")


def _say_what_to_do(found: Import, how: How) -> None:
    if how.dry_run:
        say("nothing was changed (--dry-run)")
    elif not found.found:
        say("nothing is new, so nothing was changed")
    else:
        say(
            "nothing was changed yet. Look at the account (--remarks account.xlsx writes it cell by cell);"
            " then add --yes to bring the directions in"
        )


def _agree(found: Import, how: How) -> None:
    import typer

    commits = "a commit each" if how.each else "one commit"
    try:
        if typer.confirm(f"Bring in {len(found.found)} historic directions, in {commits}?", err=True):
            return
    except typer.Abort:
        sys.stderr.write("\n")
    raise Cancelled("nothing was changed")


def _commit(settings: Settings, found: Import, how: How) -> tuple[str, ...]:
    from directions_cli.clerk.importing import enact_each, note_of

    clerk = settings.clerk()
    note = note_of(found.log, how.message)
    if not how.each:
        if len(found.found) >= MANY:
            say(f"judging and writing {len(found.found)} directions; this takes some seconds")
        proposal, commit = clerk.enact(found.act(), note)
        for each, direction in zip(found.found, proposal.change.made, strict=True):
            found.told[each.key].id = direction.id
        return (commit,)
    commits: list[str] = []
    with steps("Making the commits", len(found.found), MANY) as step:

        def done(_: str, commit: str) -> None:
            commits.append(commit)
            step()

        enact_each(clerk, found, note, done)
    return tuple(commits)


def _out(found: Import, how: How, commits: tuple[str, ...], *, committed: bool, seen: bool = False) -> None:
    """Print the account and write it to the file of remarks; where it was `seen` before the yes, print only what was made."""
    if how.remarks:
        from directions_cli.cli.importing_remarks import write_remarks

        write_remarks(how.remarks, found.rows)
        say(f"the account, cell by cell, is in {how.remarks}")
    if how.form is Format.json:
        from directions_cli.domain.keys import plain_result

        emit(as_json(plain_result(as_told(found, commits, committed=committed))))
    elif how.form is Format.table:
        emit("".join(_made(found)) if seen else result_shown(found))
    else:
        from directions_cli.cli.formats import LISTS
        from directions_cli.cli.importing_remarks import COLUMNS, as_rows

        emit(LISTS[how.form](as_rows(found.rows), COLUMNS))


def _made(found: Import) -> Iterator[str]:
    for each in found.found:
        row = found.told[each.key]
        yield f"{row.reference or row.title} {row.id}\n"
