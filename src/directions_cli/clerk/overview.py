"""The rows of the log, remembered between runs (see `remembering`). Only a register that could be read without a finding is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from directions_cli.clerk.names import remember_names
from directions_cli.clerk.remembering import key_of, place_of, remember, remembered
from directions_cli.clerk.steady import Say, steadily
from directions_cli.domain.json_text import in_json
from directions_cli.ledger.repository import REGISTER
from directions_cli.store.files import Found, on_disk

if TYPE_CHECKING:
    from directions_cli.domain.register import Register

NAME = "log.json"


@dataclass(frozen=True, slots=True)
class Overview:
    """All rows of the log on a day, the words that a search looks at, the codes that filters may name, and what can't be read."""

    rows: list[dict[str, Any]]
    words: list[str]
    partners: list[str]
    functions: list[str]
    findings: tuple[str, ...] = ()


def overview(folder: Path, day: date, as_at: bool, say: Say) -> Overview:
    """The overview of the register below `folder` as at a day; `as_at` leaves out what was not known on it."""
    files = steadily(folder, say, lambda: list(on_disk(folder / REGISTER)))
    key = key_of(files, day, as_at)
    place = place_of(folder, NAME)
    known = _restored(remembered(place, key))
    if known is not None:
        return known
    made, register = _made(files, day, as_at)
    if not made.findings:
        remember_names(folder, register)
        kept = {name: getattr(made, name) for name in ("rows", "words", "partners", "functions")}
        remember(place, key, in_json(kept))
    return made


def _restored(text: str | None) -> Overview | None:
    try:
        return Overview(**json.loads(text, parse_float=Decimal)) if text is not None else None
    except (ValueError, TypeError):
        return None


def _made(files: list[Found], day: date, as_at: bool) -> tuple[Overview, Register]:
    from directions_cli.clerk.clerk import of_loaded
    from directions_cli.domain.log import rows, searched
    from directions_cli.store.folder import load

    loaded = load(files)
    register = of_loaded(loaded)
    found = list(rows(register, day, as_at=as_at))
    made = Overview(
        found,
        [searched(register[row["id"]]) for row in found],
        [partner.code for partner in register.header.partners],
        [function.code for function in register.header.functions],
        tuple(f"{finding.where}: {finding.code} {finding.message}" for finding in loaded.findings),
    )
    return made, register
