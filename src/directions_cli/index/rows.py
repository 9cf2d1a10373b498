"""The rows of the log, kept as they are printed in JSON, each with the days for which it holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from directions_cli.domain.selecting import Filters, asked_for, statuses_of
from directions_cli.index.base import Base, IndexFault

if TYPE_CHECKING:
    from directions_cli.domain.direction import Direction
    from directions_cli.domain.register import Register

WHOLE: Final = "whole rows"
"""The note that says for which days every direction has its row."""
AT_ONCE: Final = 2_000
"""Rows that are made before they are written down."""
Made = tuple[tuple[Any, ...], bytes, str]
"""A row of `standing`, the text of the log's row, and the words that a search looks at."""
MISSING: Final = """
SELECT direction.id FROM direction LEFT JOIN standing ON standing.place = direction.place
WHERE standing.place IS NULL OR NOT (since <= :day AND :day < until)
"""
KNOWN: Final = "since <= :day AND :day < until AND ((drafted AND NOT :as_at) OR known <= :day)"
"""Which rows the log of a day has; with `as_at`, a draft has to be approved by then too (see `domain.log.is_known`)."""


class KeptRows(NamedTuple):
    """The rows of the log as at a day, in its order."""

    base: Base
    day: date
    as_at: bool

    def texts(self, status: str | None) -> list[bytes]:
        """The rows as JSON, indented as in a list, or those of a status or group."""
        return self._asked("row", "logged", status)

    def chosen(self, filters: Filters) -> list[dict[str, Any]]:
        """The rows that are asked for."""
        texts = self.texts(filters.status)
        words = self._asked("words", "worded", filters.status) if filters.text else [""] * len(texts)
        with self.base.sound("the log"):
            read = json.JSONDecoder(parse_float=Decimal).decode
            rows = (read(text.decode()) for text in texts)
            return [row for row, said in zip(rows, words, strict=True) if asked_for(row, said, filters)]

    def _asked(self, column: str, table: str, status: str | None) -> list[Any]:
        wanted = statuses_of(status)
        among = f" AND status IN ({', '.join(f':{name}' for name in wanted)})" if status else ""
        sql = f"SELECT {column} FROM standing LEFT JOIN {table} USING (place) WHERE {KNOWN}{among} ORDER BY place"
        named = {name: name for name in wanted}
        found = [each for (each,) in self.base.rows(sql, day=self.day.isoformat(), as_at=self.as_at, **named)]
        if None in found:
            raise self.base.lost("the log lacks a row")
        return found


def kept_rows(base: Base, day: date, as_at: bool) -> KeptRows:
    """The rows of an index that is up to date; those that are missing for the day are made first.

    Raises `IndexFault` where they can't be kept.
    """
    told = str(day)
    kept = KeptRows(base, day, as_at)
    first, _, last = (base.told(WHOLE) or "").partition(" ")
    if first and first <= told < last:
        return kept
    missing = [id for (id,) in base.rows(MISSING, day=told)]
    try:
        _keep(base, missing, day)
    except sqlite3.Error as error:
        raise IndexFault(str(error)) from None
    return kept


def _keep(base: Base, missing: list[str], day: date) -> None:
    """Make the rows that are missing for a day, some at a time, and note for which days there is one of every direction."""
    token = base.told("token")
    waiting = iter(missing)
    while True:
        made = _made(base, list(islice(waiting, AT_ONCE)), day)
        with base.write():
            _refuse_other(base, token)
            base.many("INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?, ?, ?)", (each[0] for each in made))
            base.many("INSERT OR REPLACE INTO logged VALUES (?, ?)", ((each[0][0], each[1]) for each in made))
            base.many("INSERT OR REPLACE INTO worded VALUES (?, ?)", ((each[0][0], each[2]) for each in made))
            if len(made) < AT_ONCE:
                first, last = base.rows("SELECT max(since), min(until) FROM standing")[0]
                base.note(WHOLE, f"{first or date.min} {last or date.max}")
        base.look()
        _refuse_other(base, token)
        if len(made) < AT_ONCE:
            return


def _made(base: Base, ids: list[str], day: date) -> list[Made]:
    if not ids:
        return []
    from directions_cli.index.register import kept_register

    register = kept_register(base)
    return [_row(register[id], register, day) for id in ids]


def _refuse_other(base: Base, token: str | None) -> None:
    if base.told("token") != token:
        raise IndexFault("another process has brought it up to another state")


def _row(direction: Direction, register: Register, day: date) -> Made:
    from directions_cli.domain.json_text import in_a_list
    from directions_cli.domain.log import known_from, row, searched
    from directions_cli.domain.standing import unchanged_around
    from directions_cli.index.facts import place_of

    made = row(direction, register, day)
    since, until = unchanged_around(direction, day)
    place, known = place_of(direction), known_from(direction)
    standing = (place, direction.id, str(since), str(until), made["status"], direction.issue is None, str(known))
    return standing, in_a_list(made), searched(direction)


def drop_rows(base: Base, ids: Iterable[str] | None) -> None:
    """Drop the rows of some directions, or of all."""
    base.do("DELETE FROM about WHERE name = ?", WHOLE)
    if ids is None:
        for table in ("standing", "logged", "worded"):
            base.do(f"DELETE FROM {table}")
        return
    places = [place for id in ids for place in base.rows("SELECT place FROM standing WHERE id = ?", id)]
    for table in ("standing", "logged", "worded"):
        base.many(f"DELETE FROM {table} WHERE place = ?", places)
