"""`validate`: forms, choices, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terms import GOOD, saved
from tests.conftest import git


@pytest.fixture
def faulty(directions, register: Path, tmp_path: Path):
    """A register in which two things are wrong: a recipient that is none, and a file that is no YAML."""
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    path = register / "register/2025/EXIJB-2025-03-18-001.yaml"
    path.write_text(path.read_text().replace("to: [example-council]", "to: [example-concil]"))
    (register / "register/2025/EXIJB-2025-03-18-002.yaml").write_text("title: A\n\ttitle: B\n")
    return lambda *arguments: directions("--today", "2025-04-01", "validate", *arguments)


def test_all_findings_at_once_with_their_places(faulty) -> None:
    done = faulty()
    assert done.returncode == 1
    assert "register/2025/EXIJB-2025-03-18-001.yaml:10:6: error CON002" in done.stdout
    assert "    to: [example-concil]" in done.stdout
    assert "register/2025/EXIJB-2025-03-18-002.yaml:2:1: error FIL002" in done.stdout


def test_json_has_the_keys_of_the_contract(faulty) -> None:
    found = json.loads(faulty("--format", "json").stdout)
    assert {"code", "severity", "path", "line", "message", "source"} <= set(found[0])
    assert {each["code"] for each in found} >= {"CON002", "FIL002"}


def test_github_annotations(faulty) -> None:
    lines = faulty("--format", "github").stdout.splitlines()
    assert any(
        line.startswith("::error file=register/2025/EXIJB-2025-03-18-001.yaml,line=10,col=6,title=CON002::") for line in lines
    )


def test_sarif_names_rules_and_places(faulty) -> None:
    whole = json.loads(faulty("--format", "sarif").stdout)
    assert whole["version"] == "2.1.0"
    (run,) = whole["runs"]
    known = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert len(known) >= 40
    for result in run["results"]:
        assert result["ruleId"] in known
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1


def test_select_and_ignore_by_code_or_prefix(faulty) -> None:
    assert {each["code"] for each in json.loads(faulty("--select", "FIL", "--format", "json").stdout)} == {"FIL002"}
    left = {each["code"] for each in json.loads(faulty("--ignore", "FIL,CON002", "--format", "json").stdout)}
    assert not left & {"FIL002", "CON002"}
    assert faulty("--select", "QQQ").returncode == 2
    assert faulty("--ignore", "FIL", "--select", "FIL").returncode == 0


def test_notes_are_shown_when_asked_for_and_warnings_fail_when_strict(directions, register: Path, tmp_path: Path) -> None:
    terms = GOOD.replace("review: 2027-04\n", "").replace(
        "report: {number: EXIJB-25-014, title: Day services, appendix: B, url: https://exijb.example.org/25-014}\n", ""
    )
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, terms))
    plain = directions("--today", "2025-04-01", "validate")
    assert plain.returncode == 0
    assert "CON013" in plain.stdout
    assert "CON009" not in plain.stdout
    assert "CON009" in directions("--today", "2025-04-01", "validate", "--notes").stdout
    assert directions("--today", "2025-04-01", "validate", "--strict").returncode == 1
    path = register / "register/2025/EXIJB-2025-03-18-001.yaml"
    path.write_text(path.read_text().replace("history:", "ignore: [{code: CON013, reason: The board said so.}]\nhistory:"))
    assert "CON013" not in directions("--today", "2025-04-01", "validate").stdout
    path.write_text(path.read_text().replace(", reason: The board said so.", ""))
    done = directions("--today", "2025-04-01", "validate")
    assert done.returncode == 1
    assert "reason" in done.stdout


def test_an_empty_place_is_no_pass(tmp_path: Path, register: Path, directions) -> None:
    empty = tmp_path / "empty"
    (empty / "register").mkdir(parents=True)
    git(empty, "init", "-q")
    from tests.conftest import run

    assert run("-C", empty, "validate").returncode == 2
    assert run("-C", tmp_path, "validate").returncode == 2
    (register / "register/register.yaml").unlink()
    done = directions("validate")
    assert done.returncode in (1, 2)


def test_validation_never_writes(faulty, register: Path) -> None:
    def times() -> dict[Path, int]:
        found = (path for path in register.rglob("*") if path.is_file() and path.parent.name != "directions")
        return {path: path.stat().st_mtime_ns for path in found}

    before = times()
    faulty()
    assert times() == before
