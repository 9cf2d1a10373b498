"""One log over many registers: the rows of each neighbour's, remembered apart from one another between runs.

A register that was fetched is known again by its tree, so that nothing of it is read; one in a folder, by every byte of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from directions_cli.clerk.neighbours import Asked, Neighbour, Source, faults_of, source_of
from directions_cli.clerk.remembering import key_of, place_of, remember, remembered
from directions_cli.clerk.steady import Say
from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.matching import translated
from directions_cli.domain.json_text import in_json
from directions_cli.domain.neighbours import NeighbouringAuthority
from directions_cli.errors import DirectionsError, Refused
from directions_cli.ledger.repository import REGISTER
from directions_cli.store.files import HEADER, LARGEST, Found
from directions_cli.store.folder import read_one


@dataclass(frozen=True, slots=True)
class NeighbourLog:
    """All rows of a neighbour's log on a day, the words of each that a search looks at, and what its codes stand for.

    `partners` and `functions` are names by code; `faults` say what can't be read.
    """

    rows: list[dict[str, Any]]
    words: list[str]
    partners: dict[str, str]
    functions: dict[str, str]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A neighbour's part of one log: whose it is, its log, and what gives a row with our codes for the filters."""

    authority: str
    log: NeighbourLog
    meant: Callable[[dict[str, Any]], dict[str, Any]]


def header_of(folder: Path) -> Header:
    """The header of the register below `folder` alone. Raises `Refused` where it can't be read."""
    with (folder / REGISTER / HEADER).open("rb") as file:
        found, findings = read_one(Found(HEADER, "header", file.read(LARGEST + 1)))
    if not isinstance(found, Header):
        raise Refused("; ".join(f"{each.where}: {each.code} {each.message}" for each in findings))
    return found


def neighbour_logs(folder: Path, header: Header, day: date, as_at: bool, today: date, say: Say) -> Iterator[Part]:
    """The log of each neighbour on a day, in the order of the header; `as_at` leaves out what was not known on it."""
    asked = Asked(folder, say, False, today)
    for about in header.neighbours:
        found = source_of(asked, about)
        log = _none(found.faults) if isinstance(found, Neighbour) else _log_of(folder, found, day, as_at)
        for fault in log.faults:
            say(f"{about.code}: {fault}")
        yield Part(about.code, log, _meant(log, about, header))


def _meant(log: NeighbourLog, about: NeighbouringAuthority, ours: Header) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What gives a row with its partners and functions by our codes, as far as they stand for ours; others stay as they are."""
    partners = {partner.code: partner.name for partner in ours.partners}
    functions = {function.code: function.name for function in ours.functions}
    to = translated(log.partners, about.health_boards, partners)
    covered = translated(log.functions, about.functions, functions)

    def meant(row: dict[str, Any]) -> dict[str, Any]:
        return {
            **row,
            "to": [to.get(code, code) for code in row["to"] if code in to or code not in partners],
            "functions": [covered.get(code, code) for code in row["functions"] if code in covered or code not in functions],
        }

    return meant


def _none(faults: tuple[str, ...]) -> NeighbourLog:
    return NeighbourLog([], [], {}, {}, faults)


def _log_of(folder: Path, source: Source, day: date, as_at: bool) -> NeighbourLog:
    place = place_of(folder, f"log-{source.about.code}.json")
    try:
        files = [] if source.state else source.files()
        key = key_of(files, source.about.code, source.state, day, as_at)
        known = _restored(remembered(place, key))
        if known is not None:
            return known
        made = _made(source, files or source.files(), day, as_at)
    except (DirectionsError, OSError) as error:
        return _none((f"the register at {source.where} can't be read: {error}",))
    if not made.faults:
        remember(place, key, in_json({each.name: getattr(made, each.name) for each in fields(made) if each.name != "faults"}))
    return made


def _restored(text: str | None) -> NeighbourLog | None:
    try:
        return NeighbourLog(**json.loads(text, parse_float=Decimal)) if text is not None else None
    except (ValueError, TypeError):
        return None


def _made(source: Source, files: list[Found], day: date, as_at: bool) -> NeighbourLog:
    from directions_cli.domain.log import rows, searched
    from directions_cli.store.folder import load

    loaded = load(files)
    faults = faults_of(loaded, source.about, source.where)
    register = loaded.register
    if register is None or register.header.authority.code != source.about.code:
        return _none(faults)
    found = list(rows(register, day, as_at=as_at))
    return NeighbourLog(
        found,
        [searched(register[row["id"]]) for row in found],
        {partner.code: partner.name for partner in register.header.partners},
        {function.code: function.name for function in register.header.functions},
        faults,
    )
