"""`directions` alone says where you stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.terms import GOOD, saved
from tests.conftest import git, run
from tests.house.test_architecture import loaded

DRAFT = GOOD.replace("2025-03-18", "2025-06-17")


def test_outside_a_register_it_says_how_to_begin(tmp_path: Path) -> None:
    done = run("-C", tmp_path)
    assert done.returncode == 0
    assert "directions init my-register" in done.stdout
    assert run("-C", tmp_path / "nowhere").returncode == 2


def test_an_empty_register(directions, register: Path) -> None:
    done = directions("--today", "2025-04-01")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "Example Integration Joint Board (EXIJB)\n\n  directions   0 drafts, 0 extant, 0 ended, as at 2025-04-01\n"
    )
    assert "  branch       main, all of the register is committed\n" in done.stdout
    assert "directions issue   the first direction" in done.stdout


def test_drafts_duties_branch_and_proposals(issued, register: Path, tmp_path: Path) -> None:
    bare = tmp_path / "shared.git"
    git(tmp_path, "init", "-q", "--bare", str(bare))
    git(register, "remote", "add", "origin", str(bare))
    git(register, "push", "-q", "-u", "origin", "main")
    assert (
        issued("--today", "2025-06-20", "progress", "001", "--rating", "on-track", "--note", "Well.", "--propose").returncode == 0
    )
    assert issued("--today", "2025-06-20", "draft", "--from", saved(tmp_path, DRAFT)).returncode == 0
    (register / "register/2025/EXIJB-2025-03-18-001.yaml").open("a", encoding="utf-8").write("# looked at\n")
    first = issued("--today", "2026-11-22")
    assert first.returncode == 0
    said = first.stdout
    assert "1 draft, 3 extant, 0 ended, as at 2026-11-22" in said
    assert "main, 1 file of the register not committed, 1 ahead of origin/main as last fetched" in said
    assert "Drafts\n  EXIJB-17/06/2025-001  Day services" in said
    assert "\nDue: " in said
    assert " overdue, " in said
    assert "Proposed, not merged\n  directions/progress-" in said
    assert "directions issue EXIJB-17/06/2025-001" in said
    assert issued("--today", "2026-11-22").stdout == said


def test_a_proposal_that_was_squashed_is_no_longer_open(issued, register: Path) -> None:
    day = ("--today", "2025-06-20")
    well = ("progress", "001", "--rating", "on-track", "--note", "Well.")
    late = ("progress", "001", "--rating", "delayed", "--note", "Late after all.")
    assert issued(*day, *well, "--propose").returncode == 0
    assert issued(*day, *late, "--propose").returncode == 0
    told = issued(*day).stdout
    branches = re.findall(r"^  (directions/progress-\S+)", told, re.MULTILINE)
    assert len(branches) == 2
    git(register, "merge", "--squash", branches[0])
    git(register, "commit", "-q", "-m", "Report progress (#7)")
    told = issued(*day).stdout
    assert re.findall(r"^  (directions/progress-\S+)", told, re.MULTILINE) == branches[1:]
    path = register / "register/2025/EXIJB-2025-03-18-001.yaml"
    theirs = git(register, "show", f"{branches[1]}:register/2025/EXIJB-2025-03-18-001.yaml")
    last = theirs[theirs.rindex("  - ") :] if "Well." not in theirs else ""
    assert "Late after all." in last
    path.write_bytes(path.read_bytes() + last.encode())
    git(register, "commit", "-q", "-a", "-m", "Report progress, put together by hand (#8)")
    assert "Proposed, not merged" not in issued(*day).stdout


def test_it_agrees_with_the_list_of_what_is_due(example_copy: Path) -> None:
    said = run("-C", example_copy, "--today", "2026-11-22").stdout
    counted = run("-C", example_copy, "--today", "2026-11-22", "due").stderr
    overdue, soon = counted.removeprefix("directions: ").split(" to come")[0].split(" overdue, ")
    assert f"Due: {overdue} overdue, {soon} in the next 90 days\n" in said


def test_what_cannot_be_read_is_said(issued, register: Path) -> None:
    (register / "register/2025/EXIJB-2025-03-18-001.yaml").write_text("title: [", encoding="utf-8")
    done = issued("--today", "2025-04-01")
    assert done.returncode == 1
    assert "FIL002" in done.stderr


@pytest.mark.parametrize("damage", [b"", b"x", b"\xff", b'{"a": 1}'])
def test_a_damaged_memory_is_no_memory(issued, register: Path, damage: bytes) -> None:
    fresh = issued("--today", "2025-04-01").stdout
    (register / ".git/directions/standing.json").write_bytes(damage)
    assert issued("--today", "2025-04-01").stdout == fresh


def test_on_a_register_already_read_it_loads_no_models(issued, register: Path) -> None:
    loaded("-C", str(register))
    assert not loaded("-C", str(register)) & {"pydantic", "ruamel", "git", "jinja2", "rich"}


def test_help_is_still_the_help() -> None:
    assert "Keep the register of directions" in run("--help").stdout
