"""Ids in use on every branch, so that no number is given twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from directions_cli.domain.taken import having
from directions_cli.ledger.revisions import ids_on_branches
from tests.conftest import git

ON_MAIN = ("2025/A-2025-01-02-001", "2025/A-2025-01-02-002", "2026/A-2026-03-04-001", "undated/A-undated-h001")
ON_THE_SIDE = ("2026/A-2025-01-02-001-v2", "2025/A-2025-01-02-003")


@pytest.fixture
def branches(tmp_path: Path) -> Path:
    """A repository with two branches that have directions of their own."""
    git(tmp_path, "init", "--quiet")
    for branch, stems in (("main", ON_MAIN), ("side", ON_THE_SIDE)):
        git(tmp_path, "checkout", "--quiet", "--orphan", branch)
        for stem in stems:
            path = tmp_path / "register" / f"{stem}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("title: T\n", encoding="utf-8")
            git(tmp_path, "add", str(path))
        git(tmp_path, "commit", "--quiet", "-m", branch)
        git(tmp_path, "rm", "--quiet", "-r", "--cached", "register")
    return tmp_path


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("-2025-01-02-", {"A-2025-01-02-001", "A-2025-01-02-002", "A-2025-01-02-003"}),
        ("-2025-", {"A-2025-01-02-001", "A-2025-01-02-002", "A-2025-01-02-003"}),
        ("A-2025-01-02-001", {"A-2025-01-02-001", "A-2025-01-02-001-v2"}),
        ("-undated-", {"A-undated-h001"}),
        ("-2024-01-01-", set()),
        ("", {stem.rpartition("/")[2] for stem in (*ON_MAIN, *ON_THE_SIDE)}),
    ],
)
def test_those_that_hold_a_text_are_found_on_every_branch(branches: Path, part: str, expected: set[str]) -> None:
    assert set(having(ids_on_branches(branches), part)) == expected


def test_all_of_them_again_and_again(branches: Path) -> None:
    found = ids_on_branches(branches)
    assert set(found) == set(found) == {stem.rpartition("/")[2] for stem in (*ON_MAIN, *ON_THE_SIDE)}


def test_without_a_commit_there_are_none(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert list(ids_on_branches(tmp_path)) == []
