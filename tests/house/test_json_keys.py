"""Every command that prints JSON prints the keys that docs/json.md describes, and no others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from directions_cli.cli.keys import RESULTS, keys_in
from tests.conftest import git, run

DAY = "2026-11-22"
CALLS = {
    "decide --list": ("decide", "--list"),
    "review": ("review", "--list"),
    "log": ("log",),
    "log --with-neighbours": ("log", "--with-neighbours"),
    "conflicts": ("conflicts", "--notes"),
    "show": ("show", "EXIJB-2026-01-27-001"),
    "due": ("due", "--all"),
    "coverage": ("coverage",),
    "budget": ("budget", "--by-day"),
    "report section": ("report", "section", "EXIJB-25-011"),
    "report progress": ("report", "progress"),
    "report annual": ("report", "annual"),
    "report performance": ("report", "performance"),
    "report closing": ("report", "closing", "EXIJB-2024-06-18-001"),
    "report practice": ("report", "practice", "--with-neighbours"),
    "publish": ("publish", "--force", "--out", "{out}"),
    "validate": ("validate", "--notes"),
    "doctor": ("doctor",),
    "rules": ("rules",),
    "import": ("import", str(Path(__file__).parents[1] / "imports" / "log.csv"), "--dry-run"),
}
"""A call of each command on the worked example that fills every object of its result. Acts are called in tests of their own."""


@pytest.fixture(scope="module")
def example(worked_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("json") / "example"
    shutil.copytree(worked_example, folder, symlinks=True)
    beside(folder)
    plan(folder)
    return folder


def plan(folder: Path) -> None:
    """A recovery plan by two directions upon one report: from the Health Board to the council."""
    for id, amount in (("EXIJB-2026-03-17-001", 9_000_000), ("EXIJB-2026-03-17-002", 20_450_000)):
        about = ("--set", "approved=2026-11-17", "--set", "report.number=EXIJB-26-049", "--set", f"finance.1.amount={amount}")
        done = run("-C", folder, "--today", DAY, "vary", id, *about, "--yes")
        assert done.returncode == 0, done.stderr


def beside(folder: Path) -> None:
    """A neighbouring authority for the worked example, which directs all that the example does."""
    north = folder.parent / "north"
    shutil.copytree(folder / "register", north / "register")
    header = folder / "register" / "register.yaml"
    text = header.read_text(encoding="utf-8")
    other = text.replace("code: EXIJB\n", "code: EXNIJB\n").replace(
        "name: Example Integration", "name: Northern Example Integration"
    )
    (north / "register" / "register.yaml").write_text(other, encoding="utf-8")
    known = "neighbours:\n  - {code: EXNIJB, name: Northern Example Integration Joint Board, register: ../north}\n"
    header.write_text(text.replace("reference:\n", f"{known}reference:\n", 1), encoding="utf-8")
    git(folder, "commit", "--quiet", "-m", "Name a neighbour", "--", "register/register.yaml")


def objects(value: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a result under its place, as `RESULTS` names it."""
    if isinstance(value, dict):
        yield place, value
        for name, each in value.items():
            yield from objects(each, f"{place}.{name}".removeprefix("."))
    elif isinstance(value, list):
        for each in value:
            yield from objects(each, f"{place}[]" if place else "")


def test_every_described_command_is_called() -> None:
    assert set(CALLS) == set(RESULTS) - {"an act"}


@pytest.mark.parametrize("command", CALLS)
def test_keys_are_those_described(command: str, example: Path) -> None:
    done = run("-C", example, "--today", DAY, *CALLS[command], "--format", "json", cwd=example.parent)
    assert done.returncode in (0, 1), done.stderr
    described = {place: set(keys_in(each)) for place, each in RESULTS[command].objects.items()}
    met = set()
    for place, found in objects(json.loads(done.stdout)):
        if place in described:
            met.add(place)
            assert set(found) == described[place], place
    assert met == set(described)


def test_an_act_prints_its_keys(example: Path) -> None:
    done = run(
        *("-C", example, "--today", DAY, "progress", "2025-06-17-003", "--rating", "on-track", "--note", "As planned."),
        *("--format", "json"),
    )
    assert done.returncode == 0, done.stderr
    described = keys_in(RESULTS["an act"].objects[""])
    assert set(json.loads(done.stdout)) == {key for key, about in described.items() if "--propose" not in about}
