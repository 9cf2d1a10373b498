"""Reading a register by way of its index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from directions_cli.index.base import Base, IndexFault, opened
from directions_cli.index.noticing import is_current, kind_of, notice
from directions_cli.ledger.places import REGISTER
from directions_cli.store.sights import facts_at

if TYPE_CHECKING:
    from directions_cli.domain.finding import Finding
    from directions_cli.store.folder import Loaded

Say = Callable[[str], None]


def noticed(folder: Path, say: Say) -> Base | None:
    """The index of the register below `folder`, brought up to its files; None where that can't be done, and files are to be read.

    Raises `FileNotFoundError` where a file went while it was looked at.
    """
    base = opened(folder)
    if base is None:
        return None
    try:
        notice(base, folder, say)
    except IndexFault:
        base.close()
        return None
    return base


def current(folder: Path) -> Base | None:
    """The index of the register below `folder` if it is up to its files as it is; it is not brought up to them."""
    base = opened(folder)
    if base is None:
        return None
    try:
        if is_current(base, folder):
            base.rely()
            return base
    except (sqlite3.Error, OSError, UnicodeEncodeError):
        pass
    base.close()
    return None


def loaded(folder: Path, say: Say) -> Loaded:
    """The register below `folder`, with the findings of reading it."""
    return register_of(folder, noticed(folder, say))


def register_of(folder: Path, base: Base | None) -> Loaded:
    """The register below `folder` out of an index that is up to date, else out of its files, with the findings of reading it."""
    from directions_cli.store.files import on_disk
    from directions_cli.store.folder import Loaded, load

    inside = folder / REGISTER
    if base is not None:
        from directions_cli.index.register import kept_register
        from directions_cli.store.behind import documents_behind, texts_behind

        try:
            register, findings = kept_register(base), faults(base, folder)
            return Loaded(register, findings, texts_behind(inside), documents_behind(inside))
        except IndexFault:
            base.close()
    return load(on_disk(inside))


def faults(base: Base, folder: Path) -> tuple[Finding, ...]:
    """The findings of reading the files that can't be used, in the order of their paths."""
    if base.one("SELECT 1 FROM seen WHERE unsound = 1 LIMIT 1") is None:
        return ()
    from directions_cli.index.register import unsound
    from directions_cli.store.files import read_found
    from directions_cli.store.folder import faults_of

    inside = folder / REGISTER
    found = (read_found(inside, path, kind_of(facts_at(inside / path))) for path in unsound(base))
    return tuple(finding for each in found if each is not None for finding in faults_of(each))
