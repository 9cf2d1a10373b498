"""Writing into the index what was found to be new, and dropping what was worked out of anything that it may change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Final
from unicodedata import normalize

from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.harmless import printable
from directions_cli.domain.register import stem_of
from directions_cli.domain.rules import near
from directions_cli.index.base import Base, IndexFault
from directions_cli.index.facts import facts_in, facts_of
from directions_cli.index.judgements import drop_findings
from directions_cli.index.keeping import packed
from directions_cli.index.noticing import IGNORED, News, Read, apart, key_of
from directions_cli.index.register import built, kept_register
from directions_cli.index.register import unsound as unsound_in
from directions_cli.index.rows import drop_rows
from directions_cli.store.files import read_found, sort_of
from directions_cli.store.folder import checked

AT_ONCE: Final = 2_000
"""Files that are parsed before what they hold is written down, so that little is lost when a first reading is interrupted."""
FEW: Final = 300
"""Directions up to which it is worth finding out what they are linked to; beyond, everything is worked out anew."""
SPARE: Final = 20_000
"""Contents that no file has now, kept for a branch that is checked out again."""


def read_ahead(base: Base, register: Path, news: News, say: Callable[[str], None]) -> None:
    """Parse the contents that were never seen, and keep what they hold; of a direction the facts too, while its model is built.

    Raises `FileNotFoundError` where a file is no longer what it was a moment ago.
    """
    unseen = [path for path, read in news.read.items() if read.sort not in ("stray", "link") and not _kept(base, read.key)]
    if len(unseen) > AT_ONCE:
        say(f"reading {len(unseen):,} files for the first time; from then on only those that change are read")
    waiting = iter(unseen)
    while batch := list(islice(waiting, AT_ONCE)):
        found, ahead = [], []
        for path in batch:
            again = read_found(register, path, "file")
            if again is None or key_of(again)[1] != news.read[path].key:
                raise FileNotFoundError(path)
            key, said = news.read[path].key, checked(again)
            if said is None:
                continue
            value, model = said
            found.append((key, packed(value)))
            if isinstance(model, DirectionFile):
                direction = Direction(stem_of(path), path, model, model.history, model.ignore)
                ahead.append((path, key, facts_of(direction, key).as_text()))
        with base.write():
            base.many("INSERT OR IGNORE INTO content VALUES (?, ?)", found)
            base.many("INSERT OR REPLACE INTO ahead VALUES (?, ?, ?)", ahead)


def _kept(base: Base, key: bytes) -> bool:
    return base.one("SELECT 1 FROM content WHERE key = ?", key) is not None


def update(base: Base, news: News) -> None:
    """Bring every table up to the news. Raises `IndexFault` where two files bear one name: that is for the reader of files."""
    paths = (*news.read, *news.gone)
    sorts = set(map(sort_of, paths))
    whole = "header" in sorts or len(paths) > FEW
    unsound_before = unsound_in(base)
    touched = _ids_at(base, paths)
    concerned = set() if whole else set(near(kept_register(base), touched))
    for path in paths:
        _take_out(base, path)
    for path, read in news.read.items():
        _put_in(base, path, read)
    base.do("DELETE FROM ahead")
    _refuse_clashes(base, news)
    if sorts & {"header", "report"}:
        _note_names(base)
    touched |= _ids_at(base, paths)
    if not whole:
        concerned |= near(kept_register(base), touched)
    judged_anew = whole or "report" in sorts or unsound_before != unsound_in(base)
    drop_rows(base, None if whole else concerned | touched)
    drop_findings(base, None if judged_anew else concerned | touched)
    _prune(base)


def _note_names(base: Base) -> None:
    """Note what can be named besides the directions, so that neither log nor shell reads the header and reports for it."""
    register = kept_register(base)
    header, reports = register.header, register.reports.values()
    said = {
        "partners": [(each.code, each.name) for each in header.partners],
        "functions": [(each.code, each.name) for each in header.functions],
        "reports": [(each.number, each.title or "") for each in reports],
        "ratings": list(header.ratings),
    }
    base.note("named", json.dumps(said, ensure_ascii=False))


def _ids_at(base: Base, paths: Iterable[str]) -> set[str]:
    """The ids of the directions at some paths, as far as the index has them."""
    stems = (path.rpartition("/")[2].removesuffix(".yaml") for path in paths if sort_of(path) == "direction")
    return {id for id in stems if base.one("SELECT 1 FROM direction WHERE id = ?", id) is not None}


def _take_out(base: Base, path: str) -> None:
    base.do("DELETE FROM seen WHERE below = ? AND name = ?", *apart(path))
    base.do("DELETE FROM other WHERE path = ?", path)
    if sort_of(path) == "direction":
        id = stem_of(path)
        base.do("DELETE FROM lookup WHERE id = ?", id)
        base.do("DELETE FROM direction WHERE id = ?", id)


def _put_in(base: Base, path: str, read: Read) -> None:
    counts = read.key != IGNORED
    kept = None if read.sort in ("stray", "link") else base.one("SELECT value FROM content WHERE key = ?", read.key)
    folded = normalize("NFC", stem_of(path) if read.sort == "direction" else printable(path)).casefold() if counts else None
    unsound = counts and kept is None
    base.do("INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)", *apart(path), read.facts, read.key, folded, unsound, read.blob)
    if kept is None:
        return
    if read.sort != "direction":
        base.do("INSERT INTO other VALUES (?, ?, ?)", path, read.sort, read.key)
        return
    ahead = base.one("SELECT facts FROM ahead WHERE path = ? AND content = ?", path, read.key)
    with base.sound(path):
        facts = facts_in(ahead, read.key) if ahead else facts_of(built(stem_of(path), path, kept), read.key)
    base.do("INSERT OR REPLACE INTO direction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *facts.direction)
    base.many("INSERT OR IGNORE INTO lookup VALUES (?, ?, ?)", facts.lookups)


def _refuse_clashes(base: Base, news: News) -> None:
    for path in news.read:
        folded = base.one("SELECT folded FROM seen WHERE below = ? AND name = ?", *apart(path))
        if folded is not None and base.one("SELECT count(*) FROM seen WHERE folded = ?", folded) > 1:
            raise IndexFault("two files bear one name")


def _prune(base: Base) -> None:
    """Forget contents that no file has, once there are many of them."""
    last, before = int(base.one("SELECT max(rowid) FROM content") or 0), int(base.told("pruned") or 0)
    if last - before > SPARE + 2 * int(base.one("SELECT count(*) FROM direction")):
        base.do("DELETE FROM content WHERE key NOT IN (SELECT content FROM seen WHERE content IS NOT NULL)")
        base.note("pruned", str(last))
