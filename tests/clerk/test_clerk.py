"""The clerk: founding a register, recovering in plain words, refusing what can't be written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import git, run, run_process
from tests.ledger.world import (
    CLOSE,
    CORRECT,
    ISSUE,
    SUPERSEDE,
    act,
    done,
    files_in_commit,
    files_of,
    snapshot,
    terms,
    with_other_work,
)

FIRST = "register/2025/EXIJB-2025-03-18-001.yaml"


def founded(folder: Path, *more: str, **env):
    return run("--today", "2025-03-01", "init", folder, *more, **env)


@pytest.fixture
def issued(register: Path) -> Path:
    """A register with one direction."""
    done(register, *ISSUE)
    return register


def test_init_makes_one_commit_and_a_clean_tree(tmp_path):
    folder = tmp_path / "a new" / "ünï register"
    assert founded(folder).returncode == 0
    assert git(folder, "rev-list", "--count", "HEAD") == "1\n"
    assert git(folder, "status", "--porcelain") == ""
    assert "register/register.yaml" in git(folder, "ls-files").splitlines()
    assert run("-C", folder, "validate").returncode == 0


def test_init_in_a_repository_with_other_content(tmp_path):
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "--quiet")
    with_other_work(folder)
    before = snapshot(folder)
    assert founded(folder).returncode == 0
    after = snapshot(folder)
    assert (after.staged, after.unstaged, after.status) == (before.staged, before.unstaged, before.status)
    assert {path: after.files[path] for path in before.files} == before.files
    assert all(path.startswith(("register/", "schemas/", ".gitattributes", ".github/")) for path in files_in_commit(folder))


def test_init_in_a_folder_with_files_but_no_repository(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    assert founded(tmp_path).returncode == 0
    assert git(tmp_path, "status", "--porcelain") == "?? notes.txt\n"


def test_init_twice_is_refused(register):
    before = snapshot(register)
    finished = founded(register)
    assert finished.returncode == 1
    assert "already" in finished.stderr
    assert snapshot(register) == before


@pytest.mark.parametrize("there", ["nothing", "folder", "nested"])
def test_init_without_an_identity_leaves_nothing_behind(tmp_path, there):
    folder = tmp_path / "x" / "y" if there == "nested" else tmp_path / "x"
    if there == "folder":
        folder.mkdir()
    before = files_of(tmp_path)
    finished = founded(folder, env={"GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(tmp_path)})
    assert finished.returncode == 1
    assert "user.name" in finished.stderr
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("there", ["nothing", "folder"])
def test_init_that_a_hook_refuses_leaves_nothing_behind(tmp_path, there):
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (hooks / "pre-commit").chmod(0o755)
    folder = tmp_path / "x"
    if there == "folder":
        folder.mkdir()
        (folder / "mine.txt").write_text("mine")
    before = files_of(tmp_path)
    env = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.hooksPath", "GIT_CONFIG_VALUE_0": str(hooks)}
    finished = founded(folder, env=env)
    assert finished.returncode == 1, finished.stderr
    assert files_of(tmp_path) == before
    assert not (folder / ".git").exists()


@pytest.mark.parametrize("name", ["schemas/register.schema.json", "register/README.md", ".gitattributes", "register"])
def test_init_does_not_overwrite(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    before = files_of(tmp_path)
    finished = founded(tmp_path)
    assert finished.returncode == 1, finished.stderr
    assert files_of(tmp_path) == before
    assert not (tmp_path / ".git").exists()


def test_init_where_a_file_stands(tmp_path):
    (tmp_path / "x").write_text("mine")
    finished = founded(tmp_path / "x")
    assert finished.returncode == 2
    assert (tmp_path / "x").read_text() == "mine"


def test_an_example_lands_whole(tmp_path):
    finished = run_process("init", "--example", tmp_path / "demo")
    assert finished.returncode == 0, finished.stderr
    assert git(tmp_path / "demo", "status", "--porcelain") == ""
    assert git(tmp_path / "demo", "for-each-ref", "--format=%(refname)") == "refs/heads/main\n"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "mark"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_acts_keep_what_people_have_made_of_a_file(issued, mark, newline):
    path = issued / FIRST
    text = b"# kept\n" + path.read_bytes().replace(b"to: [example-council]", b"to: [ 'example-council' ]  # sic") + b"# the end"
    if newline == b"\r\n":
        (issued / ".gitattributes").write_text("*.yaml -text\n")
    path.write_bytes(mark + text.replace(b"\n", newline))
    git(issued, "commit", "-qam", "made it ours")
    for number, command in enumerate((CORRECT, CLOSE)):
        before = path.read_bytes()
        done(issued, *command)
        after = path.read_bytes()
        assert git(issued, "status", "--porcelain") == ""
        assert after.startswith(mark + b"# kept")
        assert after.endswith(b"# the end")
        assert (b"\r\n" in after) == (newline == b"\r\n")
        assert after.count(b"\n") == after.count(newline)
        gone = [line for line in before.splitlines() if line not in after.splitlines()]
        assert gone == ([b"review: 2026-04"] if number == 0 else [])


def test_a_history_that_can_not_be_added_to_is_refused_plainly(issued):
    path = issued / FIRST
    text = path.read_text()
    at = text.index("history:")
    path.write_text(text[:at] + "history: [{act: issued, date: 2025-03-20, officer: Chief Officer}]\n")
    git(issued, "commit", "-qam", "on one line")
    before = snapshot(issued)
    finished = act(issued, *CLOSE)
    assert finished.returncode == 1
    assert f"{FIRST}: history stands on one line" in finished.stderr
    assert snapshot(issued) == before


def test_the_commit_names_what_it_did_and_holds_its_files(issued):
    done(issued, *ISSUE)
    done(issued, *SUPERSEDE, "--message", "The board was unanimous.")
    assert files_in_commit(issued) == sorted([FIRST, FIRST.replace("001", "002"), "register/2025/EXIJB-2025-05-20-001.yaml"])
    message = git(issued, "log", "-1", "--format=%B")
    assert "The board was unanimous." in message
    trailers = git(issued, "log", "-1", "--format=%(trailers:key=Direction,valueonly)").split()
    assert trailers == ["EXIJB-2025-05-20-001", "EXIJB-2025-03-18-001", "EXIJB-2025-03-18-002"]


def test_edits_of_a_draft_are_part_of_its_act_and_nothing_else_is(register):
    done(register, "draft", "--from", "-")
    with_other_work(register)
    path = register / FIRST
    path.write_text(path.read_text().replace("review: 2026-04", "review: 2026-05"))
    before = snapshot(register)
    done(register, "draft", "EXIJB-2025-03-18-001", given="")
    after = snapshot(register)
    assert files_in_commit(register) == [FIRST]
    assert "review: 2026-05" in git(register, "show", f"HEAD:{FIRST}")
    assert after.staged == before.staged
    assert FIRST not in after.status


def test_a_command_in_a_subfolder_finds_the_register(issued):
    assert "EXIJB-2025-03-18-001" in run("-C", issued / "register" / "2025", "log", "--format", "csv").stdout


def test_a_broken_direction_elsewhere_does_not_stop_an_act_nor_lose_its_number(issued):
    done(issued, *ISSUE)
    (issued / FIRST.replace("001", "002")).write_text("title: [\n")
    finished = done(issued, *ISSUE, given=terms())
    assert "EXIJB-2025-03-18-003" in finished.stdout


def test_an_interrupted_founding_is_finished_by_the_next_command(tmp_path):
    """The founding landed in Git, and its files were not yet out: the journal is enough for any command."""
    import json
    from dataclasses import asdict

    from directions_cli.ledger.journal import Journal, Step

    made = tmp_path / "made"
    assert founded(made).returncode == 0
    steps = [line.split() for line in git(made, "ls-tree", "-r", "HEAD").splitlines()]
    head = git(made, "rev-parse", "HEAD").strip()
    journal = Journal(
        "init", "Found it", "refs/heads/main", None, head, tuple(Step(path, None, blob) for _, _, blob, path in steps)
    )
    shutil.rmtree(made / "register")
    shutil.rmtree(made / "schemas")
    (made / ".gitattributes").unlink()
    (made / ".git" / "index").unlink()
    (made / ".git" / "directions" / "journal.json").write_text(json.dumps(asdict(journal)))
    finished = run("-C", made, "validate")
    assert finished.returncode == 0, finished.stderr
    assert "an interrupted act was finished: Found it" in finished.stderr
    assert git(made, "status", "--porcelain") == ""
