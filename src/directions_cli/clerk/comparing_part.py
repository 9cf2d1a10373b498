"""Comparing a register with a commit by no more of it than differs, and what that bears on.

It needs an index, in which the files of the work tree are known by the ids that Git gives them. What it can't be sure of is
compared in full (`comparing`): a header that differs, or a file on either side that can't be used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from directions_cli.domain.direction import Direction
from directions_cli.domain.register import Change, Register
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.rules import near
from directions_cli.index.register import KeptRegister, blobs
from directions_cli.ledger.repository import REGISTER
from directions_cli.ledger.states import Blob, contents_of
from directions_cli.store.files import HEADER, Found, read_found, sort_of
from directions_cli.store.folder import Loaded, read_one


class Parts(NamedTuple):
    """The directions that differ and all that they bear on, before and after, each as a register with all its reports."""

    before: Register
    after: Register
    same: bool


def parts(folder: Path, loaded: Loaded, there: Mapping[str, Blob]) -> Parts | None:
    """What differs between the register that was read and the files of a commit; None where all has to be compared."""
    after = loaded.register
    if not isinstance(after, KeptRegister) or loaded.findings:
        return None
    if any(not blob.is_file or sort_of(path) == "stray" for path, blob in there.items()):
        return None
    held = {path: blob for path, blob in there.items() if sort_of(path) is not None}
    known = blobs(after.base)
    paths = [path for path in {*held, *known} if path not in held or held[path].id != known.get(path)]
    contents = contents_of(folder, [held[path] for path in paths if path in held])
    old = {path: Found(path, sort_of(path) or "stray", contents[held[path].id]) for path in paths if path in held}
    paths = [path for path in paths if not _even(folder, path, old.get(path))]
    if HEADER in paths:
        return None
    models = {path: read_one(old[path])[0] for path in paths if path in old}
    if None in models.values():
        return None
    return _parts(after, paths, models)


def _parts(after: KeptRegister, paths: Iterable[str], models: Mapping[str, object]) -> Parts:
    changed = {each.id: each for each in models.values() if isinstance(each, Direction)}
    stems = {path.rpartition("/")[2].removesuffix(".yaml") for path in paths if sort_of(path) == "direction"}
    before = after.with_(Change("compare", "", "", made=tuple(changed.values())))
    ids = near(after, stems) | near(before, changed.keys())
    decided = {path: each for path, each in models.items() if isinstance(each, ReportDecision)}
    gone = {path for path in paths if path not in models}
    reports = {path: each for path, each in {**after.reports, **decided}.items() if path not in gone}
    then = [before[id] for id in ids if id in before and (id in changed or id not in stems)]
    now = [after[id] for id in ids if id in after]
    return Parts(
        Register(after.header, then, dict(sorted(reports.items()))), Register(after.header, now, after.reports), not list(paths)
    )


def _even(folder: Path, path: str, old: Found | None) -> bool:
    """Whether a file says the same, whatever its line ends are."""
    if old is None or not (folder / REGISTER / path).is_file():
        return False
    new = read_found(folder / REGISTER, path, "file")
    return new is not None and new.data.replace(b"\r\n", b"\n") == old.data.replace(b"\r\n", b"\n")
