"""The rows of the log, remembered between runs as long as no byte of the register and none of the program has changed.

What is remembered lies in the Git folder, is never committed, and may be deleted at any time. Its key is a hash over every
file of the register, the day, and the program's own files, so it can't answer for another state. Only a register that could
be read without a finding is remembered.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from directions_cli import __version__
from directions_cli.clerk.steady import Say, steadily
from directions_cli.domain.json_text import in_json
from directions_cli.ledger.repository import OWN, REGISTER, git_folder
from directions_cli.store.files import Found, on_disk

NAME = "log.json"
PROGRAM = Path(__file__).parents[1]


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
    key = _key(files, day, as_at)
    git_dir = git_folder(folder)
    place = git_dir / OWN / NAME if git_dir else None
    known = _remembered(place, key) if place else None
    if known is not None:
        return known
    made = _made(files, day, as_at)
    if place and not made.findings:
        _remember(place, key, made)
    return made


def _key(files: Iterable[Found], day: date, as_at: bool) -> str:
    digest = hashlib.blake2b(f"{__version__} {_program()} {day} {as_at}".encode(), digest_size=24)
    for found in files:
        digest.update(f"\0{found.path}\0{found.sort}\0{len(found.data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(found.data)
    return digest.hexdigest()


def _program() -> str:
    """What changes whenever the program's own files for reading do, as it may in a checkout."""
    stats = [path.stat() for name in ("domain", "store", "clerk") for path in sorted((PROGRAM / name).rglob("*.py"))]
    return f"{len(stats)} {max(stat.st_mtime_ns for stat in stats)} {sum(stat.st_size for stat in stats)}"


def _remembered(place: Path, key: str) -> Overview | None:
    try:
        values = json.loads(place.read_bytes(), parse_float=Decimal)
        return Overview(**values["overview"]) if values["key"] == key else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _remember(place: Path, key: str, made: Overview) -> None:
    """Put it where the next run finds it, in one step; where that can't be done, nothing is lost."""
    temporary = place.with_name(f"{NAME}.{os.getpid()}")
    values = {name: getattr(made, name) for name in ("rows", "words", "partners", "functions")}
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        temporary.write_text(in_json({"key": key, "overview": values}), encoding="utf-8")
        temporary.replace(place)


def _made(files: list[Found], day: date, as_at: bool) -> Overview:
    from directions_cli.clerk.clerk import of_loaded
    from directions_cli.domain.log import rows, searched
    from directions_cli.store.folder import load

    loaded = load(files)
    register = of_loaded(loaded)
    found = list(rows(register, day, as_at=as_at))
    return Overview(
        found,
        [searched(register[row["id"]]) for row in found],
        [partner.code for partner in register.header.partners],
        [function.code for function in register.header.functions],
        tuple(f"{finding.where}: {finding.code} {finding.message}" for finding in loaded.findings),
    )
