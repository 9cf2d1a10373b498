"""The commands of docs/monitoring.md and docs/review.md do what the pages say, in the worked example."""

from __future__ import annotations

import csv
import shlex
import shutil
from pathlib import Path

import pytest

from directions_cli.domain.outcomes import REVIEW_OUTCOMES
from tests.conftest import git, run

DOCS = Path(__file__).parents[2] / "docs"
DAY = ("--today", "2026-11-22")


def commands(page: str) -> list[list[str]]:
    """Every line of a code block that calls the program."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("directions ")]


@pytest.fixture(scope="module")
def example(worked_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "example"
    shutil.copytree(worked_example, folder, symlinks=True)
    return folder


def filled_in(path: Path) -> None:
    """The sheet as an officer gives it back: an outcome and a note in the first two rows."""
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    for row in rows[:2]:
        row |= {"outcome": "Retained", "note": "On course."}
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_the_commands_of_the_pages_run(example: Path, tmp_path: Path) -> None:
    called = [*commands("monitoring.md"), *commands("review.md")]
    assert len(called) == 14
    for arguments in called:
        done = run("-C", example, *DAY, *arguments, cwd=tmp_path)
        assert done.returncode == 0, (arguments, done.stderr)
        assert "warning" not in done.stderr, (arguments, done.stderr)
        if "--sheet" in arguments:
            filled_in(tmp_path / "outcomes.csv")
    assert git(example, "log", "-1", "--format=%s").startswith("Record review of 2 directions by Performance and Audit")
    checked = run("-C", example, *DAY, "validate")
    assert checked.returncode == 0, checked.stdout
    assert run("-C", example, *DAY, "audit").returncode == 0


def test_the_page_names_every_outcome() -> None:
    text = (DOCS / "review.md").read_text(encoding="utf-8")
    assert all(f"| `{outcome}` |" in text for outcome in REVIEW_OUTCOMES)
