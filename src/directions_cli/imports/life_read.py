"""Cells read into the life of a direction: status, progress, delivery issues, and what came before and after it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from directions_cli.imports.account import Cell
from directions_cli.imports.days import when_of
from directions_cli.imports.drafts import Draft, Reading, Said
from directions_cli.imports.kinds import TICKS, YES
from directions_cli.imports.mapping import Column
from directions_cli.imports.putting import Read
from directions_cli.imports.references import ended_in, named_in, nothing_named
from directions_cli.imports.statuses import after_no
from directions_cli.imports.terms_read import no_issues
from directions_cli.imports.words import Value, absent, line_of, plain, text_of

_ENDING_OF_HEADING = (
    (r"super[sc]|replac", "superseded"),
    (r"revo|withdr|cancel|rescind", "revoked"),
    (r"\bvar(?:y|ied|iation)|amend", "varied"),
    (
        r"clos|complet|discharg|achiev|fulfil|implement|conclud|finish|spent|stopp|deliver|\bend(?:ed|ing|s)?\b|retir|ceas",
        "closed",
    ),
)
_IN_FORCE: Final = re.compile(r"\b(?:extant|force|live|current|active|open|effect|operative|standing|valid|place|running)\b")
_ENDS: Final = re.compile(r"\b(?:clos|complet|ended|finish|super|revo)")
_OR: Final = re.compile(r"\bor\b|\band\b|[/,&]")
_PATTERN_OF_DAYS: Final = re.compile(r"\b[dmy]{1,4}(?:[/.\s-][dmy]{1,4}){1,2}\b")


def _status(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    heading = plain(column.heading)
    if words.casefold() in TICKS:
        yes = words.casefold() in YES
        if re.search(r"clos|complet|ended", heading):
            words = "Closed" if yes else "Live"
        elif yes:
            words = "Live"
        else:
            return Said(None, f"says that it is not {heading}, but not what became of it", noted=True)
    elif _IN_FORCE.search(heading) and not _ENDS.search(heading):
        words = after_no(words, reading.wishes.statuses)
    if absent(words):
        return Said(None, f"{words!r} says nothing of how it stands", dropped=True)
    if draft.status and draft.status[0] != words:
        return Said(None, "the status is known already from another cell; kept as a note", noted=True)
    draft.status = (words, cell)
    draft.links.extend((each, cell) for each in ended_in(words))
    draft.told_on = draft.told_on or column.date
    return Said(words)


def _progress(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, f"{words!r} reports nothing", dropped=True)
    draft.progress.append((words, cell))
    draft.told_on = draft.told_on or column.date
    return Said(words)


def _rating(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if absent(words):
        return Said(None, f"{words!r} is no rating", dropped=True)
    if draft.rating:
        return Said(None, "a rating is known already from another cell; kept as a note", noted=True)
    draft.rating = (words, cell)
    draft.told_on = draft.told_on or column.date
    return Said(words)


def _told_on(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    when = when_of(value, reading.year)
    if when.day is None:
        return Said(None, when.remark, noted=not absent(text_of(value)), dropped=absent(text_of(value)))
    draft.told_on, draft.told_by = when.day, cell
    return Said(when.day.isoformat())


def _difficulty(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    if no_issues(words):
        return Said("none")
    draft.difficulties.append((words, cell))
    return Said(words)


def _linked(how: str | None) -> Read:
    """Earlier directions by the verb of the heading, or of the cell; later ones by `superseded_by` and the like."""

    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        if nothing_named(value):
            return Said("none")
        named = named_in(value, how)
        draft.links.extend((each, cell) for each in named)
        return Said("; ".join(f"{each.how or 'names'} {each.words}" for each in named))

    return read


def _ended_on(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    when = when_of(value, reading.year)
    words = text_of(value)
    if when.day is None:
        return Said(None, when.remark, noted=not absent(words), dropped=absent(words))
    if draft.ended.get("date") not in (None, when.day):
        return Said(None, "its end is known already from another cell; kept as a note", noted=True)
    what, named = _ending_named(column.heading)
    draft.ended |= {"date": when.day, "what": what, "named": named, "cell": cell}
    return Said(when.day.isoformat(), None, noted=bool(when.rest))


def _ending_named(heading: str) -> tuple[str | None, bool]:
    """The ending of whose day a heading tells, and whether it names one; None where it names several, or one that is not known.

    `Date ended or revoked` and `Finished or dropped` leave open which it was: only the status can tell.
    """
    words = _PATTERN_OF_DAYS.sub(" ", heading.casefold())
    parts = [plain(part) for part in _OR.split(words)]
    meant = [{what for sign, what in _ENDING_OF_HEADING if re.search(sign, part)} for part in parts if part]
    every = set().union(*meant)
    if len(every) > 1 or (every and not all(meant)):
        return None, True
    return (every.pop(), True) if every else ("closed", False)


def _ended(name: str) -> Read:
    def read(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
        words = text_of(value)
        if absent(words):
            return Said(None, f"{words!r} says nothing", dropped=True)
        if name == "note":
            draft.ended[name] = "\n".join(filter(None, (draft.ended.get(name), words)))
            draft.ended["said"] = cell
            return Said(words)
        if name == "report":
            draft.ended[name] = line_of(value)
            draft.ended["reported"] = cell
            return Said(draft.ended[name])
        when = when_of(value, reading.year)
        if when.day is None:
            return Said(None, when.remark, noted=True)
        draft.ended[name] = when.day
        draft.ended["decided"] = cell
        return Said(when.day.isoformat())

    return read


def _reviewed(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    when = when_of(value, reading.year)
    words = text_of(value)
    if when.day is None:
        return Said(None, when.remark, noted=not absent(words), dropped=absent(words))
    draft.reviewed = (when.day, cell)
    return Said(when.day.isoformat())


def _note(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    words = text_of(value)
    return Said(None, f"{words!r} says nothing", dropped=True) if absent(words) else Said(words, noted=True)


def _leave_out(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    return Said(None, "the mapping leaves this column out", dropped=True)


OF_LIFE: Final[MappingProxyType[str, Read]] = MappingProxyType(
    {
        "status": _status, "progress": _progress, "progress.rating": _rating, "progress.date": _told_on,
        "difficulty": _difficulty, "earlier": _linked(None), "supersedes": _linked("supersedes"), "varies": _linked("varies"),
        "revokes": _linked("revokes"), "superseded_by": _linked("supersedes_by"), "varied_by": _linked("varies_by"),
        "revoked_by": _linked("revokes_by"), "ended_by": _linked("ended_by"), "ended.date": _ended_on,
        "ended.note": _ended("note"), "ended.approved": _ended("approved"),
        "ended.report": _ended("report"), "reviewed.date": _reviewed,
        "note": _note, "leave-out": _leave_out,
    }
)  # fmt: skip
"""How a cell of each field is read."""
