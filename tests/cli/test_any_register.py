"""No register crashes the commands of the cycle: the worked example, altered at random, on random days.

What can't be read is said with exit code 1 or 2; anything else would be a bug, exit code 3, on which `run` fails.
`DIRECTIONS_EXAMPLES=50` tries fifty times as many.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from directions_cli.store.reader import read_yaml
from tests.conftest import examples, run

SHIPPED = Path(__file__).parents[2] / "register"
COMMANDS = (
    *("due --all", "due --all --format ics", "due --format json", "coverage", "budget", "budget --by-day", "conflicts --notes"),
    *("review --list", "review --list --format json", "decide --list", "report annual", "report progress --format json"),
    *("report performance --format json", "report practice --format json", "report closing 001 --private"),
)
FAR = ("1900-01-01", "2199-12-31", "2024-02-29", "2199-04-01")
WORDS = (
    *("nhs-example", "example-council", "care-at-home", "emergency-department", "no-such-code", "retain", "vary", "complete"),
    *("raised", "negotiating", "resolved", "asked", "answered", "set-aside", "issued", "varied", "superseded", "closed"),
    *("revoked", "reviewed", "progress", "EXIJB-2025-03-18-001", "EXIJB-2026-01-27-002"),
)


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    """The files of the worked example as values of JSON, which YAML reads too, by their path."""
    found = {
        path.relative_to(SHIPPED).as_posix(): read_yaml(path.read_text(encoding="utf-8")).value
        for path in SHIPPED.rglob("*.yaml")
    }
    return json.loads(
        json.dumps(found, sort_keys=True, default=lambda value: float(value) if isinstance(value, Decimal) else str(value))
    )


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value: what holds it, and its key or number."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


def some_day(chance: random.Random) -> str:
    if chance.random() < 0.1:
        return chance.choice(FAR)
    return (date(2023, 1, 1) + timedelta(days=chance.randrange(2000))).isoformat()


def alter(files: dict[str, Any], chance: random.Random) -> None:
    """One alteration: something left out, doubled, put into another order, or given another value of its kind."""
    box, key = chance.choice(list(places(files[chance.choice(sorted(files))])))
    value, kind = box[key], chance.random()
    if kind < 0.25 and isinstance(box, dict):
        del box[key]
    elif kind < 0.35 and isinstance(box, list):
        box.insert(chance.randrange(len(box) + 1), json.loads(json.dumps(value)))
    elif isinstance(value, list):
        chance.shuffle(value)
    elif isinstance(value, bool):
        box[key] = not value
    elif isinstance(value, int | float):
        box[key] = chance.choice((0, 1, -1, 12, 999_999_999_999))
    elif isinstance(value, str) and re.match(r"\d{4}-\d{2}", value):
        day = some_day(chance)
        box[key] = day if len(value) > 7 else chance.choice((day[:7], "2025-26"))
    elif isinstance(value, str):
        box[key] = chance.choice((*WORDS, value[: len(value) // 2]))


@pytest.mark.parametrize("number", range(examples(8)))
def test_a_register_altered_at_random_crashes_nothing(number: int, files: dict[str, Any], tmp_path: Path) -> None:
    chance = random.Random(number)
    altered = json.loads(json.dumps(files))
    for _ in range(chance.choice((1, 3, 10, 40, 120))):
        alter(altered, chance)
    for name, value in altered.items():
        path = tmp_path / "register" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), encoding="utf-8")
    today = some_day(chance)
    for command in chance.sample(COMMANDS, 6):
        done = run("-C", tmp_path, "--today", today, *command.split())
        assert done.returncode in (0, 1, 2), done.stderr
        assert done.returncode == 0 or done.stderr or done.stdout, f"{command} fails and says nothing"
