"""Several at once: acts land one after another, readers see whole registers, locks tell whose they are."""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from directions_cli.ledger.index_file import MARK
from directions_cli.ledger.journal import Journal, Step
from tests.conftest import git
from tests.ledger.world import CLOSE, ISSUE, SUPERSEDE, act, done, snapshot, terms

COMMAND = [sys.executable, "-m", "directions_cli"]


def begun(folder: Path, *arguments: str) -> subprocess.Popen:
    given = folder.parent / "terms.yaml"
    given.write_text(terms())
    command = [*COMMAND, "-C", str(folder), "--today", "2025-07-25", *arguments]
    with given.open() as file:
        return subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_eight_acts_at_once_all_land_and_readers_see_no_half(register):
    done(register, *ISSUE)
    done(register, *ISSUE)
    writers = [begun(register, *ISSUE) for _ in range(7)] + [begun(register, *SUPERSEDE)]
    seen = []
    while any(writer.poll() is None for writer in writers):
        reader = act(register, "log", "--format", "json")
        assert reader.returncode == 0, reader.stderr
        rows = {row["id"]: row for row in json.loads(reader.stdout)}
        successors = [row for row in rows.values() if row["supersedes"]]
        superseded = [row for row in rows.values() if row["replaced_by"]]
        assert (len(successors), len(superseded)) in ((0, 0), (1, 2))
        seen.append(len(rows))
    ids = []
    for writer in writers:
        out, said = writer.communicate()
        assert writer.returncode == 0, said
        ids.append(out.split()[-1])
    assert len(set(ids)) == 8
    assert git(register, "rev-list", "--count", "HEAD") == "11\n"
    assert git(register, "status", "--porcelain") == ""
    assert seen == sorted(seen)


def test_who_waits_is_told_for_whom(register):
    hook = register / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ../busy\nwhile [ ! -e ../go ]; do sleep 0.1; done\n")
    hook.chmod(0o755)
    first = begun(register, *ISSUE)
    while not (register.parent / "busy").exists():
        time.sleep(0.05)
    second = begun(register, *ISSUE)
    said = second.stderr.readline()
    whose = f"Issue EXIJB-18/03/2025-001: Redesign of day services, process {first.pid} of {getpass.getuser()}, since "
    assert re.search(rf"another act is running \({re.escape(whose)}\d\d:\d\d:\d\d\); waiting for it", said)
    (register.parent / "go").touch()
    _, said = second.communicate()
    assert second.returncode == 0, said
    out, _ = first.communicate()
    assert first.returncode == 0
    assert "-001" in out


def test_a_lock_on_the_index_with_our_mark_is_taken_away(register):
    (register / ".git" / "index.lock").write_bytes(MARK)
    done(register, *ISSUE)
    assert git(register, "status", "--porcelain") == ""


def interrupted(folder: Path, after: str) -> None:
    """The journal that a kill leaves behind before the branch has moved."""
    head = git(folder, "rev-parse", "HEAD").strip()
    journal = Journal("issue", "Issue something", "refs/heads/main", head, after, (Step("register/x.yaml", None, "0" * 40),))
    own = folder / ".git" / "directions"
    own.mkdir(exist_ok=True)
    (own / "journal.json").write_text(json.dumps(asdict(journal)))


def test_locks_of_a_killed_group_are_taken_away_with_the_journal_there(register):
    interrupted(register, "1" * 40)
    locks = [
        register / ".git" / "HEAD.lock",
        register / ".git" / "refs" / "heads" / "main.lock",
        register / ".git" / "index.lock",
    ]
    for lock in locks:
        lock.write_bytes(b"")
    finished = done(register, *ISSUE)
    assert "an interrupted act was undone, nothing of it is left: Issue something" in finished.stderr
    assert not any(lock.exists() for lock in locks)


def test_a_lock_of_a_running_git_is_never_taken_away(register):
    done(register, *ISSUE)
    interrupted(register, "1" * 40)
    lock = register / ".git" / "index.lock"
    lock.write_bytes(b"DIRC a new index that somebody's git commit is about to put in place")
    finished = act(register, "log")
    assert finished.returncode == 0
    assert "could not be finished" in finished.stderr
    assert lock.exists()
    lock.unlink()
    assert "was undone" in act(register, "log").stderr
    assert "EXIJB" in act(register, "log").stdout


def test_a_journal_that_can_not_be_read_is_put_aside_and_said(register):
    done(register, *ISSUE)
    own = register / ".git" / "directions"
    for text in (b"\x00\xff", b"{}", b'{"steps": 3}', b"[]", b'{"act": 1}'):
        (own / "journal.json").write_bytes(text)
        finished = act(register, "validate")
        assert finished.returncode == 0, finished.stderr
        assert "put aside" in finished.stderr
        assert (own / "journal-unreadable.json").read_bytes() == text
    done(register, *CLOSE)


def test_recovery_after_the_branch_was_switched(register):
    """The act landed on main; its files were not yet out when the user went to another branch."""
    done(register, *ISSUE)
    git(register, "branch", "aside")
    aside = register.parent / "copy"
    shutil.copytree(register, aside, symlinks=True)
    done(aside, *SUPERSEDE[:2], *SUPERSEDE[3:])
    git(register, "fetch", "--quiet", str(aside), "main")
    after = git(register, "rev-parse", "FETCH_HEAD").strip()
    head = git(register, "rev-parse", "HEAD").strip()
    steps = []
    for line in git(register, "diff-tree", "-r", head, after).splitlines():
        _, _, before, blob, _, path = line.split()
        known = None if set(before) == {"0"} else before
        steps.append(Step(path, known, blob, staged=known))
    journal = Journal("supersede", "Supersede it", "refs/heads/main", head, after, tuple(steps))
    git(register, "update-ref", "refs/heads/main", after)
    (register / ".git" / "directions" / "journal.json").write_text(json.dumps(asdict(journal)))
    git(register, "symbolic-ref", "HEAD", "refs/heads/aside")
    before = snapshot(register)
    finished = act(register, "validate")
    assert "was finished on main: Supersede it" in finished.stderr
    assert snapshot(register) == before
    git(register, "switch", "--quiet", "main")
    assert git(register, "status", "--porcelain") == ""
    assert act(register, "validate").returncode == 0


def test_an_edit_after_a_kill_is_left_alone_and_said(register):
    done(register, *ISSUE)
    copy = register.parent / "copy"
    shutil.copytree(register, copy, symlinks=True)
    done(copy, *CLOSE)
    git(register, "fetch", "--quiet", str(copy), "main")
    after, head = git(register, "rev-parse", "FETCH_HEAD").strip(), git(register, "rev-parse", "HEAD").strip()
    _, _, before, blob, _, path = git(register, "diff-tree", "-r", head, after).split()
    journal = Journal("close", "Close it", "refs/heads/main", head, after, (Step(path, before, blob, staged=before),))
    git(register, "update-ref", "refs/heads/main", after)
    (register / ".git" / "directions" / "journal.json").write_text(json.dumps(asdict(journal)))
    (register / path).write_text((register / path).read_text() + "# my own edit\n")
    finished = act(register, "log")
    assert f"left alone: {path}" in finished.stderr
    assert "# my own edit" in (register / path).read_text()


def test_reading_does_not_load_gitpython(register):
    code = "import sys; from directions_cli.cli.main import run\ntry: run()\nexcept SystemExit: print('git' in sys.modules)"
    for command in ("log", "validate"):
        finished = subprocess.run(
            [sys.executable, "-c", code, "-C", str(register), command], capture_output=True, text=True, check=True, env=os.environ
        )
        assert finished.stdout.splitlines()[-1] == "False"
