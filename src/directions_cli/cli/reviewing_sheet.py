"""The annual review as a list and as a sheet: what is to be reviewed, and outcomes that come back filled in."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from directions_cli.cli.formats import LISTS, Column, Format, as_csv, as_json, emit
from directions_cli.cli.settings import say
from directions_cli.domain.outcomes import REVIEW_OUTCOMES
from directions_cli.errors import DirectionsError, Refused, Unreadable, WronglyAsked

if TYPE_CHECKING:
    from directions_cli.domain.acts.reviewing import Outcome
    from directions_cli.domain.cycle.reviewing import ForReview
    from directions_cli.domain.register import Register
    from directions_cli.store.sheets import Row

COLUMNS = (
    Column("reference", "Reference"),
    Column("title", "Title", 100),
    Column("status", "Status", 90),
    Column("reviewed", "Reviewed"),
    Column("outcome", "Outcome"),
    Column("rating", "Rating"),
    Column("milestones", "Milestones", 70),
    Column("difficulties", "Difficulties", 120, right=True),
    Column("resource", "Resource", 130, right=True),
    Column("spend", "Spent", 140, right=True),
    Column("ends", "Ends", 150),
    Column("id", "Id", 190),
)
FACTS = ("id", "reference", "title", "status", "to", "last_review", "last_outcome", "rating", "milestones")
MORE_FACTS = ("resource", "spend", "difficulties", "ends")
ASKED = ("outcome", "note", "body", "date")
"""Columns of the sheet that are filled in, behind those that say where each direction stands."""
ENDINGS_OF = {"retained": "retain", "varied": "vary", "superseded": "supersede", "closed": "close", "revoked": "revoke"}
"""The words of policy appendix 2 for what a review comes to."""


class Wrong(NamedTuple):
    """A row that can't be entered: its line, why, and whether it is the register that says no."""

    line: int
    why: str
    refused: bool = False


def listed(found: Sequence[ForReview], form: Format) -> None:
    """Print what is to be reviewed, and what happened since. Of private directions no words but the title are printed."""
    from directions_cli.domain.cycle.reviewing import without_private_words
    from directions_cli.domain.keys import plain_result

    if form is Format.json:
        emit(as_json([plain_result(without_private_words(each)) for each in found]))
        return
    rows = [_row(each, form is not Format.csv) for each in found]
    emit(LISTS[form](rows, COLUMNS) if rows or form is not Format.table else "")
    if not found and form is Format.table:
        say("no direction is extant; nothing is to be reviewed")


def _row(found: ForReview, for_eyes: bool) -> dict[str, Any]:
    from directions_cli.domain.dates import pounds_in_words

    money = pounds_in_words if for_eyes else lambda amount: amount
    return {
        "id": found.id,
        "reference": found.name if for_eyes else found.reference,
        "title": found.title,
        "status": found.status,
        "reviewed": found.reviewed,
        "outcome": found.outcome,
        "rating": found.rating,
        "milestones": milestones_in_words(found),
        "difficulties": len(found.difficulties) or None,
        "resource": money(found.resource),
        "spend": money(found.spend),
        "ends": f"{found.ends} (past)" if found.expired and for_eyes else found.ends,
    }


def milestones_in_words(found: ForReview) -> str:
    """`2 of 5 met, 1 missed`; nothing where it has none."""
    if not found.milestones:
        return ""
    missed = found.milestones_that_are("missed")
    return f"{found.milestones_that_are('met')} of {len(found.milestones)} met" + (f", {missed} missed" if missed else "")


def write_sheet(path: str, found: Sequence[ForReview], body: str | None, day: date | None) -> None:
    """Write the sheet, a row for each direction to be reviewed. A file that is there is never written over.

    It is CSV in UTF-8 with a byte-order mark, as Excel opens it; what a spreadsheet would take for a formula has an
    apostrophe before it.
    """
    rows = []
    for each in found:
        row = _row(each, for_eyes=False)
        rest = {"to": each.to, "last_review": each.reviewed, "last_outcome": each.outcome}
        rows.append({**row, **rest, "outcome": None, "note": None, "body": body, "date": day})
    columns = [Column(key, key) for key in (*FACTS, *MORE_FACTS, *ASKED)]
    text = as_csv(rows, columns)
    if path == "-":
        emit(text)
        return
    try:
        with Path(path).open("xb") as file:
            file.write(text.encode("utf-8-sig"))
    except FileExistsError:
        raise WronglyAsked(f"{path} is there already, and may hold outcomes; name another file") from None
    say(
        f"{path} has a row for each of {len(rows)} directions; fill in {', '.join(ASKED)}, then `directions review --from {path}`"
    )


def outcomes_of(register: Register, source: str, body: str | None, day: date | None, today: date) -> list[Outcome]:
    """The outcomes that a sheet holds; rows without outcome and note are left out.

    `body` and `day` stand where a row names none. Raises with every wrong row by its line: `Unreadable` where something is
    wrongly written, `Refused` where only the register says no.
    """
    from directions_cli.store.sheets import rows_of

    rows = rows_of(_bytes(source), source if source != "-" else "<standard input>", ("id", "reference", *ASKED))
    if not any(row.cells.keys() & {"id", "reference"} for row in rows):
        raise Unreadable("has no column `reference` or `id` with a direction in it", source)
    found: list[Outcome] = []
    lines: dict[str, int] = {}
    wrong: list[Wrong] = []
    for row in rows:
        if not row.cells.keys() & {"outcome", "note"}:
            continue
        try:
            outcome = _outcome(register, row, body, day, today)
        except DirectionsError as error:
            wrong.append(Wrong(row.line, str(error), isinstance(error, Refused)))
            continue
        if outcome.id in lines:
            wrong.append(Wrong(row.line, f"{register[outcome.id].name} is on line {lines[outcome.id]} already"))
        else:
            lines[outcome.id] = row.line
            found.append(outcome)
    if wrong:
        raise _all_wrong(source, wrong)
    if len(found) < len(rows):
        say(f"rows without an outcome, left out: {len(rows) - len(found)} of {len(rows)}")
    return found


def _bytes(source: str) -> bytes:
    from directions_cli.store.files import LARGEST

    try:
        if source == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(f"can't be read: {getattr(error, 'strerror', None) or error}", source) from None
    if len(data) > LARGEST:
        raise Unreadable("is larger than any sheet of outcomes", source)
    return data


def _outcome(register: Register, row: Row, body: str | None, day: date | None, today: date) -> Outcome:
    """What a row says. Raises `WronglyAsked` for what is wrongly written, `Refused` where the register says no."""
    from pydantic import ValidationError

    from directions_cli.cli.asking import day_in_words
    from directions_cli.domain.acts.reviewing import Outcome, review_several
    from directions_cli.store.terms_file import explain

    cells = row.cells
    id = _direction(register, cells)
    word = cells.get("outcome", "").casefold()
    outcome = ENDINGS_OF.get(word, word)
    if outcome not in REVIEW_OUTCOMES:
        raise WronglyAsked(f"outcome {cells.get('outcome', '')!r} should be one of {', '.join(REVIEW_OUTCOMES)}")
    if "note" not in cells:
        raise WronglyAsked("has no note: why the review came to that outcome")
    name = cells.get("body") or body
    if not name:
        raise WronglyAsked("names no body, and --body gives none")
    try:
        on = day_in_words(cells["date"]) if "date" in cells else day or today
    except ValueError as error:
        raise WronglyAsked(f"date {cells['date']!r}: {error}") from None
    made = Outcome(id, outcome, cells["note"], name, on)
    _may_be_reviewed(register, made, today)
    try:
        review_several(register, [made])
    except ValidationError as error:
        raise explain(error, {}) from None
    return made


def _direction(register: Register, cells: dict[str, str]) -> str:
    """The direction that a row means. Where it gives both, id and reference must be of the same one."""
    from directions_cli.domain.naming import find

    id, reference = cells.get("id"), cells.get("reference")
    if id is None and reference is None:
        raise WronglyAsked("names no direction")
    found = find(register, id or str(reference))
    if id and reference and (register[found].terms.reference or "").casefold() != reference.casefold():
        known = register[found].terms.reference or "no reference"
        raise WronglyAsked(f"id and reference are of two directions: {id} has {known}, not {reference}; empty one of the cells")
    return found


def _may_be_reviewed(register: Register, outcome: Outcome, today: date) -> None:
    from directions_cli.domain.direction import is_extant, status_of

    direction = register[outcome.id]
    if outcome.date > today:
        raise WronglyAsked(f"date {outcome.date} is after today, {today}")
    if not is_extant(direction, outcome.date):
        raise Refused(
            f"{direction.name} is {status_of(direction, outcome.date)} on {outcome.date}; only what is extant is reviewed"
        )


def _all_wrong(source: str, wrong: Sequence[Wrong]) -> DirectionsError:
    said = "\n".join(_told(source, wrong))
    if all(each.refused for each in wrong):
        return Refused(f"rows to which the register says no: {len(wrong)}; nothing was changed:\n{said}")
    return WronglyAsked(f"rows that are wrong: {len(wrong)}; nothing was changed:\n{said}")


def _told(source: str, wrong: Sequence[Wrong]) -> Iterator[str]:
    for each in wrong:
        why = "\n    ".join(each.why.splitlines())
        yield f"  {source}:{each.line}: {why}"
