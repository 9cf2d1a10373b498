"""What of a register goes into an export: as at a day, by status, and never a private direction unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.direction import Direction, since
from directions_cli.domain.history import Corrected, Entry, successor
from directions_cli.domain.log import is_known, row
from directions_cli.domain.register import Register
from directions_cli.domain.report import number_key
from directions_cli.domain.selecting import Filters, asked_for
from directions_cli.domain.terms import LINK_FIELDS, Terms, Unidentified

MARK: Final = "register of directions"
"""What an export says it holds, so that it is known again."""
FORMAT: Final = 1
IN_PRIVATE: Final = "a direction that the board took in private"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `day` is the day by which statuses are given; with `as_at`, nothing later is in it.

    `status` is a status or the group extant or ended, None for all; `private` includes private directions.
    """

    day: date
    as_at: bool = False
    status: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes out: a register of its own, the row of the log of each direction by id, and what the export says of itself."""

    register: Register
    rows: Mapping[str, Mapping[str, Any]]
    about: Mapping[str, Any]
    left_out: int = field(default=0)


def chosen(register: Register, wanted: Wanted) -> Chosen:
    """The part of a register that is wanted. What is private is left out with all that names it, and counted."""
    secret = frozenset() if wanted.private else frozenset(id for id, each in register.items() if each.terms.private)
    hidden = _names(register, secret)
    known_then = [each for each in register.values() if not wanted.as_at or is_known(each, wanted.day, True)]
    known = [each for each in known_then if each.id not in secret]
    left_out = len(known_then) - len(known)
    told = [_without_hidden(_as_at(each, wanted), register, secret, hidden) for each in known]
    reports = {
        path: report
        for path, report in register.reports.items()
        if not _rests_on_private(register, report.number, secret) and (not wanted.as_at or report.meeting <= wanted.day)
    }
    whole = Register(register.header, told, reports)
    rows = {each.id: row(each, whole, wanted.day) for each in whole.values()}
    kept = [id for id, found in rows.items() if asked_for(found, "", Filters(wanted.status))]
    if len(kept) < len(rows):
        whole = Register(register.header, (whole[id] for id in kept), reports)
        rows = {id: rows[id] for id in kept}
    about = {
        "of": MARK,
        "format": FORMAT,
        "authority": register.header.authority.code,
        "day": wanted.day,
        "as_at": wanted.as_at,
        "status": wanted.status,
        "directions": len(whole),
        "reports": len(reports),
        "private_left_out": left_out,
    }
    return Chosen(whole, MappingProxyType(rows), MappingProxyType(about), left_out)


def _names(register: Register, secret: frozenset[str]) -> frozenset[str]:
    """Ids and references of the private directions, in small letters."""
    found = {id.casefold() for id in secret}
    return frozenset(found | {register[id].terms.reference.casefold() for id in secret if register[id].terms.reference})  # type: ignore[union-attr]


def _as_at(direction: Direction, wanted: Wanted) -> Direction:
    if not wanted.as_at:
        return direction
    before = as_read_on(direction, wanted.day)
    return replace(before, history=tuple(entry for entry in before.history if since(direction, entry) <= wanted.day))


def _without_hidden(direction: Direction, register: Register, secret: frozenset[str], hidden: frozenset[str]) -> Direction:
    """A direction in which nothing names a private one: links are not identified, and entries say only that one was private."""
    if not secret:
        return direction
    links = {
        name: tuple(
            Unidentified(unidentified=IN_PRIVATE) if secret.intersection(register.linked(link, direction.id)) else link
            for link in getattr(direction.terms, name)
        )
        for name in LINK_FIELDS
        if getattr(direction.terms, name)
    }
    terms: Terms = direction.terms
    if any(links[name] != getattr(terms, name) for name in links):
        terms = terms.model_copy(update=links)
    history = tuple(_entry_without(entry, secret, hidden) for entry in direction.history)
    return replace(direction, terms=terms, history=history)


def _entry_without(entry: Entry, secret: frozenset[str], hidden: frozenset[str]) -> Entry:
    if successor(entry) in secret:
        return entry.model_copy(update={"by": IN_PRIVATE})
    if isinstance(entry, Corrected):
        values = {"from_": _value_without(entry.from_, hidden), "to": _value_without(entry.to, hidden)}
        return entry.model_copy(update=values)
    return entry


def _value_without(value: Any, hidden: frozenset[str]) -> Any:
    if isinstance(value, str):
        return IN_PRIVATE if value.casefold() in hidden else value
    if isinstance(value, tuple | list):
        return tuple(_value_without(each, hidden) for each in value)
    if isinstance(value, dict):
        return {key: _value_without(each, hidden) for key, each in value.items()}
    return value


def _rests_on_private(register: Register, number: str, secret: frozenset[str]) -> bool:
    """Whether all directions that rest on a report are private: its title would tell what they are about."""
    ids = register.by_report.get(number_key(number), ())
    return bool(ids) and secret.issuperset(ids)
