"""What can be named in a register, remembered between runs as long as no file of it has another size or time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from directions_cli import __version__
from directions_cli.clerk.remembering import place_of, remember, remembered
from directions_cli.ledger.repository import REGISTER
from directions_cli.store.names import Names, files_of, scanned

if TYPE_CHECKING:
    from directions_cli.domain.register import Register

NAME = "names.json"


def names_of(folder: Path) -> Names:
    """The names in the register below `folder`: those remembered, else those that its files' first lines tell."""
    files = files_of(folder / REGISTER)
    key, place = _key(files), place_of(folder, NAME)
    known = _restored(remembered(place, key))
    if known is None:
        known = scanned(folder / REGISTER, (path for path, _, _ in files))
        remember(place, key, json.dumps(asdict(known), ensure_ascii=False))
    return known


def remember_names(folder: Path, register: Register) -> None:
    """Remember the names of a register that was read in full, whatever way its files are written."""
    header = register.header
    known = Names(
        [(each.id, each.terms.reference, each.terms.title) for each in register.values()],
        [(partner.code, partner.name) for partner in header.partners],
        [(function.code, function.name) for function in header.functions],
        [(report.number, report.title or "") for report in register.reports.values()],
        list(header.ratings),
    )
    remember(place_of(folder, NAME), _key(files_of(folder / REGISTER)), json.dumps(asdict(known), ensure_ascii=False))


def _key(files: list[tuple[str, int, int]]) -> str:
    return hashlib.blake2b(f"{__version__} {files}".encode("utf-8", "surrogateescape"), digest_size=24).hexdigest()


def _restored(text: str | None) -> Names | None:
    try:
        known = Names(**json.loads(text)) if text is not None else None
        return known if known is None or all(len(each) == 3 for each in known.directions) else None
    except (ValueError, TypeError):
        return None
