"""`doctor` finds what is not as it should be, says what to do, and repairs nothing unasked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from directions_cli.clerk.approval import DRIVER
from directions_cli.ledger.index_file import MARK
from tests.conftest import Done, git, run


def told(done: Done) -> dict[str, dict[str, object]]:
    """What was found by name; the worst of a name where there are several."""
    order = {"good": 0, "warning": 1, "wrong": 2}
    rows = sorted(json.loads(done.stdout), key=lambda row: order[row["state"]])
    return {row["name"]: row for row in rows}


def state(directions, name: str) -> tuple[str, str]:
    done = directions("--today", "2025-04-01", "doctor", "--format", "json")
    found = told(done)
    assert (done.returncode == 1) == any(row["state"] == "wrong" for row in found.values())
    return found[name]["state"], str(found[name]["said"])


def test_a_register_just_made_lacks_a_merge_driver_and_a_remote(issued) -> None:
    done = issued("--today", "2025-04-01", "doctor")
    assert done.returncode == 0
    assert "directions merge-driver %O %A %B %P %L" in done.stdout
    assert "git remote add origin" in done.stdout
    found = told(issued("--today", "2025-04-01", "doctor", "--format", "json"))
    assert {name for name, row in found.items() if row["state"] != "good"} <= {"merge-driver", "remote", "encoding", "parts"}


def test_it_repairs_nothing_unasked_and_what_is_safe_when_asked(issued, register: Path) -> None:
    before = (register / ".git/config").read_bytes()
    issued("--today", "2025-04-01", "doctor")
    assert (register / ".git/config").read_bytes() == before
    done = issued("--today", "2025-04-01", "doctor", "--fix")
    assert "the merge driver is set" in done.stderr
    assert f'git config merge.directions.driver "{git(register, "config", "merge.directions.driver").strip()}"' == DRIVER
    assert state(issued, "merge-driver")[0] == "good"


def test_a_remote_and_its_default_branch(issued, register: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "shared.git")
    git(register, "remote", "add", "origin", str(tmp_path / "shared.git"))
    git(register, "push", "-q", "-u", "origin", "main")
    assert state(issued, "remote") == ("good", "origin, default branch main")
    git(register, "remote", "add", "a", "x")
    git(register, "remote", "rename", "origin", "b")
    git(register, "config", "--unset", "branch.main.remote")
    assert state(issued, "remote")[0] == "warning"


def test_signatures_that_the_register_demands(issued, register: Path, tmp_path: Path) -> None:
    header = register / "register/register.yaml"
    header.write_text(header.read_text(encoding="utf-8") + "signatures: required\n", encoding="utf-8")
    assert state(issued, "signing")[0] == "wrong"
    git(register, "config", "commit.gpgsign", "true")
    git(register, "config", "gpg.format", "ssh")
    assert state(issued, "signing") == ("wrong", "commits are to be signed by SSH, but with no key")
    git(register, "config", "user.signingkey", str(tmp_path / "key.pub"))
    git(register, "config", "gpg.ssh.program", sys.executable)
    assert state(issued, "signing") == ("good", "commits are signed (ssh)")


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no bit for what can be executed")
def test_hooks_that_git_passes_over(issued, register: Path) -> None:
    hook = register / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n", encoding="utf-8")
    assert "can't be executed" in state(issued, "hooks")[1]
    hook.chmod(0o755)
    assert state(issued, "hooks") == ("good", "pre-commit")
    git(register, "config", "core.hooksPath", "nowhere")
    assert "core.hooksPath names nowhere" in state(issued, "hooks")[1]


def test_attributes_and_line_ends(issued, register: Path) -> None:
    git(register, "config", "core.autocrlf", "true")
    assert state(issued, "line-ends")[0] == "good"
    (register / ".gitattributes").write_text("", encoding="utf-8")
    assert state(issued, "line-ends")[0] == "warning"
    assert "lacks eol and merge" in state(issued, "attributes")[1]


def test_what_a_killed_act_left(issued, register: Path) -> None:
    lock = register / ".git/index.lock"
    lock.write_bytes(MARK)
    assert state(issued, "locks")[0] == "warning"
    assert lock.exists()
    issued("--today", "2025-04-01", "doctor", "--fix")
    assert not lock.exists()


def test_a_lock_of_git_itself_is_never_taken_away(issued, register: Path) -> None:
    lock = register / ".git/index.lock"
    lock.write_bytes(b"")
    assert state(issued, "locks")[0] == "warning"
    old = time.time() - 3600
    os.utime(lock, (old, old))
    assert state(issued, "locks")[0] == "wrong"
    issued("--today", "2025-04-01", "doctor", "--fix")
    assert lock.exists()


def test_a_journal_is_told_and_left_alone(issued, register: Path) -> None:
    journal = register / ".git/directions/journal.json"
    last = json.loads((register / ".git/directions/last.json").read_text(encoding="utf-8"))
    journal.write_text(json.dumps(last), encoding="utf-8")
    assert state(issued, "journal")[0] == "warning"
    assert journal.exists()
    issued("--today", "2025-04-01", "doctor", "--fix")
    assert not journal.exists()


def test_a_merge_half_done_a_detached_head_and_a_shallow_clone(issued, register: Path, tmp_path: Path) -> None:
    (register / ".git/MERGE_HEAD").write_text(git(register, "rev-parse", "HEAD"), encoding="utf-8")
    assert state(issued, "branch") == ("wrong", "a merge is in progress")
    (register / ".git/MERGE_HEAD").unlink()
    git(register, "checkout", "-q", "--detach")
    assert state(issued, "branch")[0] == "wrong"
    subprocess.run(["git", "clone", "-q", "--depth", "1", register.as_uri(), "cut"], cwd=tmp_path, check=True)
    done = run("-C", tmp_path / "cut", "--today", "2025-04-01", "doctor", "--format", "json")
    assert told(done)["history"]["state"] == "warning"


def test_an_unknown_identity(issued, register: Path, tmp_path: Path) -> None:
    env = {"GIT_CONFIG_GLOBAL": str(tmp_path / "none")}
    found = told(issued("--today", "2025-04-01", "doctor", "--format", "json", env=env))
    assert found["identity"]["state"] == "wrong"
    assert "git config --global user.name" in str(found["identity"]["advice"])


def test_errors_of_the_register_and_of_its_templates(issued, register: Path) -> None:
    (register / "templates").mkdir()
    (register / "templates/letter.md").write_text("{{ authority.naem }}", encoding="utf-8")
    assert state(issued, "templates")[0] == "wrong"
    (register / "register/2025/EXIJB-2025-03-18-001.yaml").write_text("title: [", encoding="utf-8")
    assert state(issued, "rules")[0] == "wrong"


def test_a_register_of_a_later_format(issued, register: Path) -> None:
    header = register / "register/register.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("format: 1", "format: 99"), encoding="utf-8")
    kind, said = state(issued, "header")
    assert kind == "wrong"
    assert "99" in said


def test_outside_a_register_it_examines_the_computer(tmp_path: Path) -> None:
    done = run("-C", tmp_path, "doctor", "--format", "json")
    assert done.returncode == 0
    assert {row["about"] for row in json.loads(done.stdout)} == {"computer"}
    assert run("-C", tmp_path / "nowhere", "doctor").returncode == 2


def test_without_git(issued, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = issued("--today", "2025-04-01", "doctor", "--format", "json")
    assert done.returncode == 1
    assert told(done)["git"]["state"] == "wrong"
