"""Completed forms brought in as drafts, one or a folder of them; what could not be read is listed by form and label."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from directions_cli.cli.formats import LISTS, Format, as_json, emit
from directions_cli.cli.settings import Settings, day, say
from directions_cli.cli.terminal import at_terminal
from directions_cli.domain.harmless import harmless
from directions_cli.errors import Cancelled, DirectionsError, Unreadable, WronglyAsked
from directions_cli.imports.account import Account, RowTold, counted
from directions_cli.imports.words import shortened

if TYPE_CHECKING:
    from directions_cli.clerk.clerk import Clerk
    from directions_cli.imports.forms import Form


def import_forms(
    settings: Settings,
    files: Sequence[Path],
    approved: str | None,
    sets: Sequence[str],
    terms: Path | None,
    remarks: Path | None,
    *,
    each: bool,
    dry_run: bool,
    yes: bool,
    message: str | None,
    form: Format,
) -> None:
    """Read forms and make drafts of them once that is agreed."""
    from directions_cli.imports.forms import forms_in

    clerk = settings.clerk()
    meeting = None if approved is None else day(approved, "--approved")
    paths = forms_in(list(files))
    if not paths:
        raise WronglyAsked("there are no forms (.docx) in that folder")
    found, told, missing = _read(clerk, paths, _completing(meeting, sets))
    good = [form for form in found if form.told.fate != "left out"]
    if terms:
        _write_terms(terms, found)
    asked = at_terminal() and not yes and not dry_run and form is Format.table
    commits: list[str] = []
    if good and not dry_run and (yes or asked):
        if asked:
            sys.stderr.write(_shown(told, missing))
            _agree(len(good))
        commits = _commit(clerk, good, each, message)
    elif not dry_run:
        say(
            "nothing was changed yet; add --yes to make the drafts"
            if good
            else "no form can become a draft as it is, so nothing was changed"
        )
    else:
        say("nothing was changed (--dry-run)")
    if remarks:
        from directions_cli.cli.importing_remarks import write_remarks

        write_remarks(remarks, told)
    if form is Format.json:
        from directions_cli.domain.keys import plain_result

        ids = tuple(row.id for row in told if row.id and commits)
        emit(as_json(plain_result(Account(bool(commits), tuple(commits), ids, counted(told), tuple(missing), (), tuple(told)))))
    elif form is Format.table and asked and commits:
        emit(harmless("".join(f"{row.file}: {row.reference} {row.id}\n" for row in told if row.id)))
    elif form is Format.table:
        emit(_shown(told, missing))
    else:
        from directions_cli.cli.importing_remarks import COLUMNS, as_rows

        emit(LISTS[form](as_rows(told), COLUMNS))
    if len(told) == 1 and told[0].fate == "left out":
        why = told[0].why or "could not be read"
        raise Unreadable(why if form is not Format.table else why.splitlines()[0].rstrip(":"), told[0].file)


def _completing(approved: date | None, sets: Sequence[str]) -> Callable[[dict[str, Any]], None]:
    """What puts the officer's own values into the terms of each form: the meeting where the form gives none, and --set."""
    from directions_cli.cli.giving import settings_of
    from directions_cli.domain.paths import put
    from directions_cli.domain.terms import TERM_FIELDS

    given = settings_of(sets)

    def complete(values: dict[str, Any]) -> None:
        if approved is not None:
            values.setdefault("approved", approved)
        for path, value in given:
            put(values, path, value, TERM_FIELDS)

    return complete


def _write_terms(folder: Path, found: Sequence[Form]) -> None:
    """The terms of each form as a file for `draft --from`, to be completed where the register says no."""
    from directions_cli.store.writer import dump

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for form in found:
            path = folder / f"{Path(form.file).stem}.yaml"
            why = "".join(f"# {line}\n" for line in (form.told.why or "").splitlines())
            path.write_text(f"# The terms of {form.file}\n{why}{dump(in_order(form.terms))}", encoding="utf-8", newline="\n")
            say(f"the terms of {form.file} are in {path}: directions draft --from {path}")
    except OSError as error:
        raise WronglyAsked(f"{error.filename or folder} can't be written: {error.strerror}") from None


def in_order(terms: dict[str, Any]) -> dict[str, Any]:
    """Terms in the order of a direction's file."""
    from directions_cli.domain.terms import TERM_FIELDS

    return {name: terms[name] for name in TERM_FIELDS if name in terms}


def _read(
    clerk: Clerk, paths: Sequence[Path], complete: Callable[[dict[str, Any]], None]
) -> tuple[list[Form], list[RowTold], list[str]]:
    """The forms that could be read, the account of all, and what register.yaml lacks. Each is judged by the rules alone."""
    from directions_cli.domain.acts.issuing import draft
    from directions_cli.imports.forms import read_form

    register = clerk.register()
    good: list[Form] = []
    told: list[RowTold] = []
    missing: dict[str, None] = {}
    for path in paths:
        try:
            form = read_form(path, register, complete)
        except Unreadable as error:
            why = str(error).removeprefix(f"{error.where}: ")
            told.append(RowTold(path.name, "", (1,), "left out", None, None, None, why, (), (), ()))
            continue
        told.append(form.told)
        missing.update(dict.fromkeys(form.missing))
        good.append(form)
        if form.told.fate == "left out":
            continue
        try:
            clerk.judged(register, lambda now, taken, form=form: draft(now, form.terms, taken), frozenset())  # type: ignore[misc]
        except DirectionsError as error:
            form.told.fate = "left out"
            form.told.why = f"{error}\n  complete it with --set FIELD=VALUE, or write its terms to a file with --terms FOLDER"
    return good, told, list(missing)


def _commit(clerk: Clerk, good: Sequence[Form], each: bool, message: str | None) -> list[str]:
    from directions_cli.domain.acts.drafting import draft_several

    commits = []
    for batch in [[form] for form in good] if each else [list(good)]:
        values = [form.terms for form in batch]
        note = "\n\n".join(filter(None, (message, "From " + ", ".join(form.file for form in batch) + ".")))
        proposal, commit = clerk.enact(lambda now, taken, values=values: draft_several(now, values, taken), note)  # type: ignore[misc]
        for form, direction in zip(batch, proposal.change.made, strict=True):
            form.told.id, form.told.reference = direction.id, direction.terms.reference
        commits.append(commit)
        say(f"{proposal.change.summary} (commit {commit[:10]})")
    return commits


def _agree(count: int) -> None:
    import typer

    try:
        if typer.confirm(f"Make {count} {'draft' if count == 1 else 'drafts'}?", err=True):
            return
    except typer.Abort:
        sys.stderr.write("\n")
    raise Cancelled("nothing was changed")


def _shown(told: Sequence[RowTold], missing: Sequence[str]) -> str:
    """Each form with what came of it, and the labels that could not be read with their words; of one alone, all that was read."""
    lines = []
    for row in told:
        state = "left out" if row.fate == "left out" else "a draft"
        named = " ".join(filter(None, (row.reference, row.id, row.title)))
        whole = ", ".join(filter(None, (state, named)))
        lines.append(f"{row.file}: {': '.join(filter(None, (whole, row.why)))}\n")
        lines.extend(f"    {remark}\n" for remark in row.remarks)
        for cell in row.cells:
            if len(told) == 1 and cell.fate == "read" and not cell.remark:
                lines.append(f"    {shortened(cell.heading, 50)} → {cell.field}: {shortened(cell.value or cell.words, 60)}\n")
            elif cell.remark:
                state = "not read" if cell.fate == "left out" else "read"
                lines.append(f"    {shortened(cell.heading, 50)} ({state}) {shortened(cell.words, 60)!r}: {cell.remark}\n")
    lines.extend(f"register.yaml lacks {each}\n" for each in missing)
    return harmless("".join(lines))
