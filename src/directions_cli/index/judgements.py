"""What the rules found in each direction on a day, kept until something that they look at changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import astuple
from datetime import date
from typing import Any, Final

from directions_cli.domain.finding import Finding
from directions_cli.domain.rules import judge, judge_directions
from directions_cli.index.base import Base, IndexFault
from directions_cli.index.register import KeptRegister

DAY: Final = "day judged"
"""The note that says as at which day the findings were made; the rules judge by the day."""
UNJUDGED: Final = "SELECT direction.id FROM direction LEFT JOIN judged ON judged.id = direction.id WHERE judged.id IS NULL"


def kept_findings(register: KeptRegister, today: date, placed: Callable[[Finding], Finding]) -> list[Finding]:
    """Every finding of the rules over the register of an index; only directions that may have new ones are judged.

    `placed` gives a finding with its place in the file. Raises `IndexFault` where the index can't be used.
    """
    base = register.base
    anew = base.told(DAY) != str(today)
    asked = base.rows("SELECT id FROM direction") if anew else base.rows(UNJUDGED)
    waiting = [id for (id,) in asked]
    found: dict[str, list[Finding]] = {id: [] for id in waiting}
    if waiting:
        for finding in judge_directions(register, today, waiting):
            assert finding.direction is not None
            found[finding.direction].append(placed(finding))
        try:
            _keep(base, found, today, anew)
        except sqlite3.Error as error:
            raise IndexFault(str(error)) from None
    texts = base.rows("SELECT findings FROM judged WHERE findings != '' ORDER BY id")
    with base.sound("the findings"):
        kept = [_finding(each) for (text,) in texts for each in json.loads(text)]
    return [*map(placed, judge(register, today, only=())), *kept]


def _keep(base: Base, found: dict[str, list[Finding]], today: date, anew: bool) -> None:
    token = base.told("token")
    with base.write():
        if base.told("token") != token:
            raise IndexFault("another process has brought it up to another state")
        if anew:
            base.do("DELETE FROM judged")
            base.note(DAY, str(today))
        base.many("INSERT OR REPLACE INTO judged VALUES (?, ?)", ((id, _text(findings)) for id, findings in found.items()))
    base.look()
    if base.told("token") != token:
        raise IndexFault("another process has brought it up to another state")


def _text(findings: list[Finding]) -> str:
    return json.dumps([astuple(each) for each in findings], ensure_ascii=False) if findings else ""


def _finding(kept: list[Any]) -> Finding:
    code, severity, file, at, *others = kept
    return Finding(code, severity, file, tuple(at), *others)


def drop_findings(base: Base, ids: Iterable[str] | None) -> None:
    """Drop what was found in some directions, or in all."""
    if ids is None:
        base.do("DELETE FROM judged")
    else:
        base.many("DELETE FROM judged WHERE id = ?", ((id,) for id in ids))
