"""What can be named in a register, remembered between runs as long as no file of it has another size or time."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Final

from directions_cli import __version__
from directions_cli.clerk.remembering import place_of, remember, remembered
from directions_cli.index.base import Base
from directions_cli.index.reading import current
from directions_cli.ledger.places import REGISTER
from directions_cli.store.names import Names, files_of, scanned

NAME: Final = "names.json"
NAMED: Final = ("partners", "functions", "reports")


def names_of(folder: Path) -> Names:
    """The names in the register below `folder`: out of its index, else those remembered or told by its files' first lines."""
    base = current(folder)
    known = _indexed(base) if base is not None else None
    if known is not None:
        return known
    files = files_of(folder / REGISTER)
    key, place = _key(files), place_of(folder, NAME)
    known = _restored(remembered(place, key))
    if known is None:
        known = scanned(folder / REGISTER, (path for path, _, _ in files))
        remember(place, key, json.dumps(known._asdict(), ensure_ascii=False))
    return known


def _indexed(base: Base) -> Names | None:
    try:
        others = json.loads(base.told("named") or "")
        rows = base.rows("SELECT id, reference, title FROM direction ORDER BY id")
        partners, functions, reports = ([(code, name) for code, name in others[each]] for each in NAMED)
        return Names(rows, partners, functions, reports, others["ratings"])
    except (ValueError, KeyError, sqlite3.Error):
        return None


def _key(files: list[tuple[str, int, int]]) -> str:
    from hashlib import blake2b  # takes longer to load than the index to answer, and is seldom needed

    return blake2b(f"{__version__} {files}".encode("utf-8", "surrogateescape"), digest_size=24).hexdigest()


def _restored(text: str | None) -> Names | None:
    try:
        known = Names(**json.loads(text)) if text is not None else None
        return known if known is None or all(len(each) == 3 for each in known.directions) else None
    except (ValueError, TypeError):
        return None
