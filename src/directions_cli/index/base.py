"""The file in which the index lies: SQLite under the Git folder. What can't be opened, trusted or written is done without.

A fault of the index never becomes a fault of a command: whoever uses it catches `IndexFault` and reads the register's files.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from weakref import finalize
from zlib import crc32

from directions_cli.errors import IndexLost
from directions_cli.index import NO_INDEX
from directions_cli.index.fingerprint import fingerprint
from directions_cli.ledger.places import OWN, REGISTER, git_folder

PATIENCE: Final = 0.3
"""Seconds that it waits for another process to have written; then the command goes on without the index."""
AT_ONCE: Final = 500
"""Rows that are fetched before they are given."""
FORM: Final = "4"
"""Raised whenever the tables change. The program's own version is part of the fingerprint."""
UNSOUND: Final = (ValueError, TypeError, LookupError, AttributeError)
"""What taking apart a damaged row comes to."""
LEFT: Final = 30 * 86_400
"""Seconds after which an index that nobody wrote, of a folder moved away or a computer renamed, is thrown away."""
TABLES: Final = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE folder (below TEXT PRIMARY KEY, stamp BLOB) WITHOUT ROWID;
CREATE TABLE seen (below TEXT, name TEXT, facts TEXT, content BLOB, folded TEXT, unsound INTEGER, blob TEXT,
                   PRIMARY KEY (below, name)) WITHOUT ROWID;
CREATE INDEX seen_folded ON seen (folded);
CREATE INDEX seen_unsound ON seen (below, name) WHERE unsound = 1;
CREATE TABLE content (key BLOB PRIMARY KEY, value BLOB);
CREATE TABLE other (path TEXT PRIMARY KEY, sort TEXT, content BLOB) WITHOUT ROWID;
CREATE TABLE direction (id TEXT PRIMARY KEY, path TEXT, content BLOB, place TEXT, issued TEXT, spans TEXT,
                        reference TEXT, title TEXT, varied_by TEXT);
CREATE TABLE ahead (path TEXT PRIMARY KEY, content BLOB, facts TEXT) WITHOUT ROWID;
CREATE TABLE lookup (name TEXT, key TEXT, id TEXT, PRIMARY KEY (name, key, id)) WITHOUT ROWID;
CREATE INDEX lookup_of ON lookup (id);
CREATE TABLE standing (place TEXT PRIMARY KEY, id TEXT, since TEXT, until TEXT, status TEXT, drafted INTEGER,
                       known TEXT) WITHOUT ROWID;
CREATE INDEX standing_of ON standing (id);
CREATE TABLE logged (place TEXT PRIMARY KEY, row BLOB) WITHOUT ROWID;
CREATE TABLE worded (place TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID;
CREATE TABLE judged (id TEXT PRIMARY KEY, findings TEXT) WITHOUT ROWID;
"""


class IndexFault(Exception):
    """The index can't be used now: damaged, held by another process, or on a place that can't be written."""


class Base:
    """An open index. From `look` on it shows one state, whatever others write meanwhile: its journal is written ahead."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._relied_on = False
        # Transactions are told by hand below, so the library is to begin none of its own.
        writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
        address = f"{path.absolute().as_uri()}?mode={'rwc' if writable else 'ro'}"
        self._connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
        finalize(self, self._connection.close)  # at the end of the process too, else what was written ahead stays beside it
        self.do("PRAGMA synchronous = NORMAL")  # a power cut may take the last state, never leave half of one

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def do(self, sql: str, *values: Any) -> None:
        """Carry out one statement. Raises `sqlite3.Error`, as all that asks or writes does."""
        self._connection.execute(sql, values)

    def each(self, sql: str, *values: Any) -> Iterator[Any]:
        """The rows that a question gives, one after another, without holding them all."""
        with self._readable():
            asked = self._connection.execute(sql, values)
        while some := self._some(asked):
            yield from some

    def _some(self, asked: sqlite3.Cursor) -> list[Any]:
        with self._readable():
            return asked.fetchmany(AT_ONCE)

    def rows(self, sql: str, *values: Any, **named: Any) -> list[Any]:
        """The rows that a question gives; its values are given in order or by name."""
        with self._readable():
            return self._connection.execute(sql, named or values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        with self._readable():
            row = self._connection.execute(sql, values).fetchone()
        return row[0] if row else None

    def many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """One statement for many rows."""
        self._connection.executemany(sql, rows)

    def told(self, name: str) -> str | None:
        """What the index notes under a name."""
        found = self.one("SELECT value FROM about WHERE name = ?", name)
        return found if isinstance(found, str) else None

    def note(self, name: str, value: str) -> None:
        """Note something under a name."""
        self.do("INSERT OR REPLACE INTO about VALUES (?, ?)", name, value)

    def look(self) -> None:
        """Hold the state that there is now: nothing that is written from here on is seen."""
        self.release()
        self.do("BEGIN")
        self.told("token")

    def rely(self) -> None:
        """From here on a command relies on the state that is held: where it can't be read any more, that is `IndexLost`."""
        self._relied_on = True

    @contextlib.contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if not self._relied_on:
                raise
            raise self.lost(str(error)) from None

    @contextlib.contextmanager
    def sound(self, what: str) -> Iterator[None]:
        """A block that takes apart what the index holds of `what`: where that is not as it was written, it is `IndexLost`."""
        try:
            yield
        except UNSOUND as error:
            raise self.lost(f"{what}: {type(error).__name__} {error}") from None

    def lost(self, why: str) -> IndexLost:
        """The index thrown away, since it is damaged; and the words for it."""
        self.close()
        with contextlib.suppress(OSError):
            self.path.unlink()
        return IndexLost(f"the index of the register was damaged ({why}) and is thrown away; do it again")

    def release(self) -> None:
        """Have done with the state that was held."""
        if self._connection.in_transaction:
            self.do("ROLLBACK")

    @contextlib.contextmanager
    def write(self) -> Iterator[None]:
        """All that is written in the block, or nothing of it. Raises `sqlite3.Error` where another process is writing."""
        self.release()
        self.do("BEGIN IMMEDIATE")
        try:
            yield
            self.do("COMMIT")
        except BaseException:
            self.release()
            raise


def opened(folder: Path) -> Base | None:
    """The index of the register below `folder`, new where there is none of this program; None where it can't be had."""
    if os.environ.get(NO_INDEX):
        return None
    found = git_folder(folder)
    if found is None:
        return None
    try:
        return _opened(found, folder)
    except (sqlite3.Error, OSError):
        return None


def _opened(git_dir: Path, folder: Path) -> Base | None:
    own = git_dir / OWN
    if not own.is_dir():
        if not os.access(git_dir, os.W_OK):
            return None
        own.mkdir(exist_ok=True)
    base = Base(own / name_for(folder))
    try:
        if _is_ours(base):
            return base
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            base.close()
            raise
    except sqlite3.DatabaseError:
        pass
    return _anew(base)


def _is_ours(base: Base) -> bool:
    """Whether this very program made the index, and in this very place."""
    return base.told("program") == fingerprint(FORM) and base.told("home") == _home(base.path)


def _anew(base: Base) -> Base:
    """An empty index in the place of one that is damaged, of another program, or not there yet."""
    _throw_away_old(base.path)
    try:
        base.do("PRAGMA journal_mode = WAL")
        with base.write():
            for kind, name in base.rows("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL"):
                base.do(f'DROP {kind} IF EXISTS "{name}"')
            for statement in filter(str.strip, TABLES.split(";")):
                base.do(statement)
            base.note("program", fingerprint(FORM))
            base.note("home", _home(base.path))
    except sqlite3.DatabaseError as error:
        base.close()
        if isinstance(error, sqlite3.OperationalError):
            raise
        base.path.unlink()  # no database at all: it is ours to throw away
        return _anew(Base(base.path))
    return base


def _throw_away_old(path: Path) -> None:
    for other in path.parent.glob("index*.sqlite*"):
        with contextlib.suppress(OSError):
            if not other.name.startswith(path.name) and other.stat().st_mtime + LEFT < time.time():
                other.unlink()


def _home(path: Path) -> str:
    """Where the file lies, and its number there: an index that somebody hands over in a copied folder is not believed."""
    return f"{path.stat().st_ino} {path.absolute()}".encode("utf-8", "surrogateescape").hex()


def name_for(folder: Path) -> str:
    """The name of the index: one for each register of a repository and each computer that reads it.

    Computers that share a drive can't share an index: what is written ahead is told through the memory of one.
    """
    computer = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"index-{crc32(f'{computer} {folder / REGISTER}'.encode('utf-8', 'surrogateescape')):08x}.sqlite"
