"""What is exported and read back is the same register: terms, accepted findings, histories, decisions, header.

`DIRECTIONS_ROUND_TRIPS=1000` tries as many random registers.
"""

from __future__ import annotations

import os
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from directions_cli.clerk.importing_own import incoming
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import Register
from directions_cli.domain.tables.chosen import Wanted
from directions_cli.exports.formats import written
from directions_cli.imports.own import directions_of, is_own
from directions_cli.resources import shipped
from directions_cli.store.files import on_disk
from directions_cli.store.folder import load
from tests.exports.random_registers import registers

DAY = date(2026, 11, 22)
READ_BACK = (("json", False), ("jsonl", False), ("sqlite", False), ("xlsx", False), ("ods", False), ("csv", True))
TIMES = int(os.environ.get("DIRECTIONS_ROUND_TRIPS", "12"))


def put(register: Register, form: str, folder: bool, place: Path) -> Path:
    """An export written to files, and where it lies."""
    made = written(register, Wanted(DAY, private=True), form, "out", folder=folder)
    for name, content in made.files.items():
        (place / name).write_bytes(content)
    return place if folder else place / next(iter(made.files))


def told(value: Any) -> Any:
    """Plain values in which true is not one, and 1.50 is 1.5."""
    if isinstance(value, dict):
        return {key: told(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(map(told, value))
    return ("decimal", value.normalize()) if isinstance(value, Decimal) else (type(value).__name__, value)


def content(register: Register) -> Any:
    directions = [
        (each.id, each.path, plain_terms(each.terms), tuple(map(plain, each.history)), tuple(map(plain, each.ignore)))
        for each in register.values()
    ]
    reports = {path: plain(each) for path, each in register.reports.items()}
    return told(({"": plain(register.header)}, tuple(directions), reports))


def differences(one: Any, other: Any, place: str = "") -> list[str]:
    """Where two contents differ, so that a failure can be read."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [said for key in {**one, **other} for said in differences(one.get(key), other.get(key), f"{place}.{key}")]
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return [said for at, pair in enumerate(zip(one, other, strict=True)) for said in differences(*pair, f"{place}.{at}")]
    return [] if one == other else [f"{place}: {one!r:.300} is not {other!r:.300}"]


def brought_back(register: Register, form: str, folder: bool) -> Register:
    with tempfile.TemporaryDirectory() as scratch:
        path = put(register, form, folder, Path(scratch))
        assert is_own(path)
        return incoming(directions_of(path), path.name).register


@pytest.mark.parametrize(("form", "folder"), READ_BACK)
def test_the_worked_example_comes_back(form: str, folder: bool) -> None:
    register = load(on_disk(shipped("register"))).register
    assert register is not None
    assert differences(content(brought_back(register, form, folder)), content(register)) == []


@pytest.mark.slow
@settings(
    max_examples=TIMES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
@given(registers())
def test_any_register_comes_back(register: Register) -> None:
    for form, folder in READ_BACK:
        assert differences(content(brought_back(register, form, folder)), content(register)) == [], form
