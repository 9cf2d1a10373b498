"""Monitoring as commands: progress, review, difficulty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terms import GOOD, saved
from tests.conftest import git


@pytest.fixture
def issued(directions, tmp_path: Path):
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    return lambda *arguments: directions("--today", "2026-04-21", *arguments)


def row(issued) -> dict:
    return json.loads(issued("log", "--format", "json").stdout)[0]


def test_progress_with_a_milestone_met(issued, register: Path) -> None:
    done = issued(
        "progress", "001", "--rating", "on-track", "--note", "Ten places.", "--milestone", "1", "--met", "--spend", "£400,000.50"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert row(issued)["progress"] == "on-track"
    text = (register / "register/2025/EXIJB-2025-03-18-001.yaml").read_text()
    assert "milestone: 1, met: true, spend: 400000.50}" in text or "met: true" in text
    assert git(register, "log", "-1", "--format=%s").strip() == "Record progress of EXIJB-18/03/2025-001"


def test_review_retains(issued) -> None:
    done = issued("review", "001", "--outcome", "retain", "--body", "Performance and Audit Sub Committee", "--note", "On course.")
    assert done.returncode == 0, done.stderr
    assert row(issued)["status"] == "retained"
    assert issued("review", "001", "--outcome", "close", "--body", "PASC", "--note", "Nearly done.").returncode == 0
    assert row(issued)["status"] == "retained"


def test_a_difficulty_from_notice_to_outcome(issued) -> None:
    first = issued("difficulty", "resolve", "001", "--outcome", "None.")
    assert (first.returncode, "LIF015" in first.stderr) == (1, True)
    raised = issued("difficulty", "raise", "001", "--by", "example-council", "--summary", "No bidder.", "--date", "2026-01-12")
    assert raised.returncode == 0, raised.stderr
    assert [issue["stage"] for issue in row(issued)["delivery_issues"]] == ["raised"]
    assert issued("difficulty", "negotiate", "001", "--summary", "Talks began.").returncode == 0
    assert issued("difficulty", "resolve", "001", "--outcome", "A bidder was found.", "--report", "EXIJB-26-010").returncode == 0
    assert row(issued)["delivery_issues"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("progress", "001", "--rating", "splendid", "--note", "x"), 1, "LIF016"),
        (("progress", "001", "--rating", "on-track", "--note", "x", "--milestone", "9"), 1, "LIF016"),
        (("progress", "001"), 2, "--rating, --note"),
        (("review", "001", "--outcome", "keep", "--body", "x", "--note", "x"), 2, "one of retain"),
        (("difficulty", "begin", "001"), 2, "one of raise"),
        (("progress", "001", "--rating", "on-track", "--note", "x", "--date", "2024-01-01"), 1, "LIF00"),
    ],
)
def test_refusals(issued, register: Path, arguments, code: int, said: str) -> None:
    done = issued(*arguments)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert git(register, "status", "--porcelain") == ""
