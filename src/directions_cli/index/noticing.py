"""Bringing the index up to what the register's files are now.

A file whose facts are those last seen is taken for unchanged, as Git takes it; any other is read, and parsed where nothing
of that content was seen before. Facts are believed only once they are older than the clock could blur (`SETTLED`), and only
where the system tells when anything of a file last changed: elsewhere every file is read each time.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from directions_cli.index.base import Base, IndexFault
from directions_cli.ledger.places import REGISTER
from directions_cli.store.files import Found, Kind, Sort, read_found
from directions_cli.store.sights import Facts, Sight, sights

SETTLED: Final = 2_000_000_000
"""Nanoseconds after a change within which a file may change again and look the same: the coarsest clock of a file system."""
BELIEVED: Final = os.name == "posix"
"""Whether the time of a file's last change can't be set by whoever changes it; Windows keeps no such time."""
ATTEMPTS: Final = 4
IGNORED: Final = b"ignored"
"""The key of a file that may lie in a register unread, such as a README."""


class Read(NamedTuple):
    """A file that was read: its sort, the key of what it holds, the facts believed of it (empty: none), its id in Git."""

    sort: Sort
    key: bytes
    facts: str
    blob: str


class News:
    """What differs between the register as last seen and now, by path; what was `touched` holds the same as before."""

    def __init__(self) -> None:
        self.read: dict[str, Read] = {}
        self.touched: dict[str, str] = {}
        self.gone: set[str] = set()


def notice(base: Base, folder: Path, say: Callable[[str], None]) -> None:
    """Bring the index up to the register below `folder`; and hold that state.

    Raises `IndexFault` where the index can't answer for this register now, `FileNotFoundError` where a file went meanwhile.
    """
    try:
        for _ in range(ATTEMPTS):
            if _is_now(base, folder, say):
                break
        else:
            raise IndexFault("the register changes faster than it can be noted")
        if base.one("SELECT 1 FROM other WHERE sort = 'header'") is None:
            raise IndexFault("there is no header that can be read")
        base.rely()
    except (sqlite3.Error, UnicodeEncodeError) as error:  # the latter for a file whose name is no text
        raise IndexFault(str(error)) from None


def is_current(base: Base, folder: Path) -> bool:
    """Whether nothing in the register looks otherwise than when the index was brought up to it."""
    found = {sight.below: sight.stamp for sight in sights(folder / REGISTER)}
    base.look()
    return BELIEVED and found == dict(base.rows("SELECT below, stamp FROM folder"))


def _is_now(base: Base, folder: Path, say: Callable[[str], None]) -> bool:
    """Bring the index up to the files, if it is not. False where another process was quicker."""
    now = time.time_ns()
    found = list(sights(folder / REGISTER))
    base.look()
    stamps = dict(base.rows("SELECT below, stamp FROM folder"))
    stale = [sight for sight in found if not BELIEVED or stamps.get(sight.below) != sight.stamp]
    gone = stamps.keys() - {sight.below for sight in found}
    if not stale and not gone:
        return True
    token, news = base.told("token"), News()
    for sight in stale:
        _look_over(base, folder, sight, now, news)
    for below in gone:
        news.gone |= {below + name for (name,) in base.rows("SELECT name FROM seen WHERE below = ?", below)}
    if news.read or news.gone:
        from directions_cli.index.updating import read_ahead

        read_ahead(base, folder / REGISTER, news, say)
    with base.write():
        if base.told("token") != token:
            return False
        token = _put(base, news) or token
        for below in gone:
            base.do("DELETE FROM folder WHERE below = ?", below)
        for sight in stale:
            blurred = base.one("SELECT 1 FROM seen WHERE below = ? AND facts = '' LIMIT 1", sight.below)
            base.do("INSERT OR REPLACE INTO folder VALUES (?, ?)", sight.below, b"" if blurred else sight.stamp)
    base.look()
    return base.told("token") == token


def _put(base: Base, news: News) -> str | None:
    """Write the news into the index. The new token of its state, or None where nothing that it says changed."""
    base.many(
        "UPDATE seen SET facts = ? WHERE below = ? AND name = ?", ((facts, *apart(path)) for path, facts in news.touched.items())
    )
    if not news.read and not news.gone:
        return None
    from directions_cli.index.updating import update

    update(base, news)
    token = os.urandom(12).hex()
    base.note("token", token)
    return token


def _look_over(base: Base, folder: Path, sight: Sight, now: int, news: News) -> None:
    """Find what is new in one folder."""
    had = {
        name: (facts, key) for name, facts, key in base.rows("SELECT name, facts, content FROM seen WHERE below = ?", sight.below)
    }
    for name, facts in sight.facts.items():
        told, (known, before) = _told(facts, now), had.pop(name, ("", None))
        if told and told == known:
            continue
        path = sight.below + name
        found = read_found(folder / REGISTER, path, kind_of(facts))
        read = Read(*key_of(found), told, blob_of(found))
        if read.key == before:
            news.touched[path] = told
        else:
            news.read[path] = read
    news.gone |= {sight.below + name for name in had}


def _told(facts: Facts, now: int) -> str:
    """The facts as text; none where something changed so lately that more may have, unseen."""
    return "%d %d %d %d %d" % facts if BELIEVED and max(facts[2], facts[3]) + SETTLED < now else ""  # noqa: UP031


def key_of(found: Found | None) -> tuple[Sort, bytes]:
    """The sort of a file and the key of what it holds; what may lie in a register unread has a key of its own."""
    if found is None:
        return "stray", IGNORED
    if found.sort in ("link", "stray"):
        return found.sort, found.sort.encode()
    from hashlib import blake2b

    digest = blake2b(f"{found.sort}\0{found.unreadable}\0".encode(), digest_size=20)
    digest.update(found.data)
    return found.sort, digest.digest()


def blob_of(found: Found | None) -> str:
    """The id that Git gives to what a file holds with plain line ends; empty where it holds nothing of a register's."""
    if found is None or found.sort in ("link", "stray") or found.unreadable:
        return ""
    from hashlib import sha1

    text = found.data.replace(b"\r\n", b"\n")
    return sha1(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()


def kind_of(facts: Facts) -> Kind:
    """What lies under a name: a symbolic link, a file, or something else."""
    return "link" if stat.S_ISLNK(facts[0]) else "file" if stat.S_ISREG(facts[0]) else "other"


def apart(path: str) -> tuple[str, str]:
    """A path as the table `seen` has it: what leads to the file, and its name."""
    below, slash, name = path.rpartition("/")
    return below + slash, name
