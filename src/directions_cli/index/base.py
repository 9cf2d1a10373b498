"""The file in which the index lies: SQLite under the Git folder. What can't be opened, trusted or written is done without.

A fault of the index never becomes a fault of a command: whoever uses it catches `IndexFault` and reads the register's files.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from weakref import WeakSet

from directions_cli.errors import ChangedMeanwhile
from directions_cli.index import NO_INDEX
from directions_cli.index.fingerprint import fingerprint
from directions_cli.ledger.places import OWN, REGISTER, git_folder

PATIENCE: Final = 300
"""Milliseconds that it waits for another process to write or to read; then the command goes on without the index."""
LONG_PATIENCE: Final = 20_000
"""Milliseconds that a command which relies on the index waits for another process to have written it."""
FORM: Final = "2"
"""Raised whenever the tables change. The program's own version is part of the fingerprint."""
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
CREATE TABLE lookup (name TEXT, key TEXT, id TEXT, PRIMARY KEY (name, key, id)) WITHOUT ROWID;
CREATE INDEX lookup_of ON lookup (id);
CREATE TABLE standing (place TEXT PRIMARY KEY, id TEXT, since TEXT, until TEXT, status TEXT, drafted INTEGER,
                       known TEXT) WITHOUT ROWID;
CREATE INDEX standing_of ON standing (id);
CREATE TABLE logged (place TEXT PRIMARY KEY, row BLOB) WITHOUT ROWID;
CREATE TABLE worded (place TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID;
CREATE TABLE judged (id TEXT PRIMARY KEY, findings TEXT) WITHOUT ROWID;
"""


LIVE: Final[WeakSet[Base]] = WeakSet()
"""The indexes that this process has open."""


class IndexFault(Exception):
    """The index can't be used now: damaged, held by another process, or on a place that can't be written."""


class Base:
    """An open index. From `look` on it shows one state; a state that is held keeps others from writing, so let go of it soon."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: str | None = None
        self._let_go = False
        # Times and locks are told by hand below, so the library is to begin no transaction of its own.
        writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
        address = f"{path.absolute().as_uri()}?mode={'rwc' if writable else 'ro'}"
        self._connection = sqlite3.connect(address, uri=True, timeout=PATIENCE / 1000, isolation_level=None)
        self._patience = PATIENCE
        LIVE.add(self)

    def close(self) -> None:
        """Give the file back."""
        LIVE.discard(self)
        self._connection.close()

    def do(self, sql: str, *values: Any) -> None:
        """Carry out one statement. Raises `sqlite3.Error`, as all that asks or writes does."""
        self._connection.execute(sql, values)

    def each(self, sql: str, *values: Any) -> Iterator[Any]:
        """The rows that a question gives, one after another, without holding them all."""
        with self.held():
            yield from self._connection.execute(sql, values)

    def rows(self, sql: str, *values: Any, **named: Any) -> list[Any]:
        """The rows that a question gives; its values are given in order or by name."""
        with self.held():
            return self._connection.execute(sql, named or values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        with self.held():
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
        """Hold the state that there is now: nothing that is written from here on is seen, and nobody else can write."""
        self.release()
        self.do("BEGIN")
        self._held = self.told("token")

    def release(self) -> None:
        """Have done with the state that was held."""
        self._let_go = False
        if self._connection.in_transaction:
            self.do("ROLLBACK")

    def let_go(self) -> None:
        """Let others write. The same state is had again for as long as something is asked; if it is gone, that is refused."""
        if self._connection.in_transaction:
            self.do("ROLLBACK")
            self._let_go = True
            self._wait(LONG_PATIENCE)

    def _wait(self, patience: int) -> None:
        if patience != self._patience:
            self._patience = patience
            self.do(f"PRAGMA busy_timeout = {patience}")

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """The state that was let go, while the block lasts. Raises `ChangedMeanwhile` where there is another by now."""
        if not self._let_go:
            yield
            return
        wanted = self._held
        try:
            self.look()
            if self._held != wanted:
                self._held = wanted
                raise ChangedMeanwhile("the register was changed while this command looked at it; try again")
            yield
        except sqlite3.Error as error:
            said = f"the index of the register can't be read any more ({error}); try again, or with --no-index"
            raise ChangedMeanwhile(said) from None
        finally:
            self.let_go()

    @contextlib.contextmanager
    def write(self) -> Iterator[None]:
        """All that is written in the block, or nothing of it. Raises `sqlite3.Error` where another process is writing."""
        self.release()
        for other in [each for each in LIVE if each is not self and each.path == self.path]:
            other.let_go()
        self._wait(PATIENCE)
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
    path = own / _name(folder)
    base = Base(path)
    try:
        if base.told("program") == fingerprint(FORM):
            return base
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            base.close()
            raise
    except sqlite3.DatabaseError:
        pass
    return _anew(base)


def _anew(base: Base) -> Base:
    """An empty index in the place of one that is damaged, of another program, or not there yet."""
    try:
        with base.write():
            for kind, name in base.rows("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL"):
                base.do(f'DROP {kind} IF EXISTS "{name}"')
            for statement in filter(str.strip, TABLES.split(";")):
                base.do(statement)
            base.note("program", fingerprint(FORM))
    except sqlite3.DatabaseError as error:
        base.close()
        if isinstance(error, sqlite3.OperationalError):
            raise
        base.path.unlink()  # no database at all: it is ours to throw away
        return _anew(Base(base.path))
    return base


def _name(folder: Path) -> str:
    """One index for each register of a repository: almost always it has one, at its top."""
    if (folder / ".git").exists():
        return "index.sqlite"
    from hashlib import blake2b

    below = blake2b(str(folder / REGISTER).encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    return f"index-{below}.sqlite"
