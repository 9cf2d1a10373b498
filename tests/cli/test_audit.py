"""`audit`: tampered histories are named commit by commit, and histories of everyday shapes pass."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terms import CARE, GOOD
from tests.conftest import Done, git, run

TODAY = "2025-06-30"


def act(folder: Path, *arguments: object, given: str | None = None, today: str = TODAY) -> str:
    done = run("-C", folder, "--today", today, *arguments, "--yes", given=given)
    assert done.returncode == 0, done.stderr
    return git(folder, "rev-parse", "HEAD").strip()


def audit(folder: Path, *arguments: object) -> Done:
    return run("-C", folder, "--today", TODAY, "audit", *arguments)


def exceptions(folder: Path, *arguments: object) -> list[dict]:
    return json.loads(audit(folder, "--format", "json", *arguments).stdout)["exceptions"]


@pytest.fixture(scope="session")
def template_lived(template_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with two directions, progress on one of them, a correction and a variation; made once."""
    folder = tmp_path_factory.mktemp("lived") / "reg"
    shutil.copytree(template_register, folder, symlinks=True)
    act(folder, "issue", "--from", "-", given=GOOD, today="2025-03-20")
    act(folder, "issue", "--from", "-", given=CARE, today="2025-03-20")
    act(folder, "progress", "001", "--rating", "on-track", "--note", "Well.", today="2025-05-01")
    act(folder, "correct", "002", "--set", "title=Care at home by night", "--reason", "Misread.", today="2025-05-02")
    act(folder, "vary", "001", "--set", "approved=2025-06-17", "--set", "ends=2027-09-30")
    return folder


@pytest.fixture
def lived(template_lived: Path, tmp_path: Path) -> Path:
    """A register of the test's own with something in it."""
    shutil.copytree(template_lived, tmp_path / "reg", symlinks=True)
    return tmp_path / "reg"


def first(folder: Path) -> Path:
    return folder / "register" / "2025" / "EXIJB-2025-03-18-001.yaml"


def second(folder: Path) -> Path:
    return folder / "register" / "2025" / "EXIJB-2025-03-18-002.yaml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def commit(folder: Path, message: str = "Tidy", **env: str) -> str:
    git(folder, "add", "-A")
    subprocess.run(["git", "commit", "-q", "-m", message], cwd=folder, check=True, env={**os.environ, **env})
    return git(folder, "rev-parse", "HEAD").strip()


def rewritten_line(old: str, new: str, which: Callable[[Path], Path] = first) -> Callable[[Path], str]:
    def tamper(folder: Path) -> str:
        edit(which(folder), old, new)
        return commit(folder)

    return tamper


def evil_merge(folder: Path) -> str:
    git(folder, "switch", "-q", "-c", "side")
    act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    edit(first(folder), "amount: 1250000", "amount: 9")
    return commit(folder, "Merge branch 'side'")


def test_a_shallow_clone_says_what_it_has_not_seen(lived: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--depth", "2", lived.as_uri(), tmp_path / "shallow"], check=True)
    done = audit(tmp_path / "shallow")
    assert done.returncode == 0, done.stdout
    assert "that this shallow clone has" in done.stdout
    assert "git fetch --unshallow" in done.stderr


def test_what_was_noted_must_still_be_there(lived: Path) -> None:
    noted = git(lived, "rev-parse", "HEAD").strip()
    digest = audit(lived, "--digest").stdout.strip()
    assert re.fullmatch(r"EXIJB-[0-9a-f]{12}-[0-9a-f]{24}", digest)
    act(lived, "progress", "002", "--rating", "delayed", "--note", "Late.")
    assert audit(lived, "--since", noted).returncode == 0
    assert audit(lived, "--expect", digest).returncode == 0
    assert audit(lived, "--expect", digest[:-1] + ("0" if digest[-1] != "0" else "1")).returncode == 1
    git(lived, "reset", "-q", "--hard", f"{noted}~1")
    act(lived, "progress", "002", "--rating", "on-track", "--note", "Rewritten.")
    for option in (("--since", noted), ("--expect", digest)):
        assert [each["code"] for each in exceptions(lived, *option)] == ["AUD006"]
    assert audit(lived, "--expect", "nonsense").returncode == 2


def test_since_leaves_out_what_came_before(lived: Path) -> None:
    rewritten_line("amount: 1250000", "amount: 1300000")(lived)
    noted = git(lived, "rev-parse", "HEAD").strip()
    act(lived, "progress", "002", "--rating", "delayed", "--note", "Late.")
    assert len(exceptions(lived)) == 1
    assert exceptions(lived, "--since", noted) == []


def test_the_exception_stands_on_its_line(lived: Path) -> None:
    rewritten_line("amount: 1250000", "amount: 1300000")(lived)
    (found,) = exceptions(lived)
    lines = first(lived).read_text("utf-8").splitlines()
    assert "1300000" in lines[found["line"] - 1]
    assert found["path"] == "register/2025/EXIJB-2025-03-18-001.yaml"


def test_signatures_are_asked_for_from_when_the_header_demands_them(lived: Path) -> None:
    path = lived / "register" / "register.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "signatures: required\n", encoding="utf-8", newline="\n")
    commit(lived, "Demand signatures")
    assert exceptions(lived) == []
    unsigned = act(lived, "progress", "002", "--rating", "delayed", "--note", "Late.")
    path.write_text(text, encoding="utf-8", newline="\n")
    dropped = commit(lived, "Demand none")
    act(lived, "progress", "002", "--rating", "on-track", "--note", "Well.")
    found = exceptions(lived)
    assert [(each["commit"], each["code"]) for each in found] == [(unsigned, "AUD005"), (dropped, "AUD005")]
    assert "has no signature" in found[0]["message"]
    assert len(exceptions(lived, "--signatures")) == int(json.loads(audit(lived, "--format", "json").stdout)["changing"])


def test_a_tag_never_stands_for_a_branch(lived: Path) -> None:
    clean = git(lived, "rev-parse", "HEAD").strip()
    bad = rewritten_line("amount: 1250000", "amount: 1300000")(lived)
    git(lived, "tag", "main", clean)
    assert [each["commit"] for each in exceptions(lived, "--branch", "main")] == [bad]
    git(lived, "tag", "base", bad)
    git(lived, "branch", "base", clean)
    assert run("-C", lived, "--today", TODAY, "validate", "--against", "base").returncode == 1


@pytest.mark.parametrize(
    "setting",
    [
        "log.diffMerges=off",
        "log.diffMerges=combined",
        "diff.relative=true",
        "i18n.logOutputEncoding=UTF-16",
        "log.showRoot=false",
    ],
)
def test_the_settings_of_a_user_change_nothing(lived: Path, setting: str) -> None:
    bad = evil_merge(lived)
    git(lived, "config", *setting.split("="))
    assert (bad, "ALT006") in {(each["commit"], each["code"]) for each in exceptions(lived)}


def test_a_commit_with_an_impossible_date_is_named(lived: Path) -> None:
    act(lived, "progress", "002", "--rating", "delayed", "--note", "Late.")
    raw = subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=lived, capture_output=True, check=True).stdout
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        input=re.sub(rb"(author [^>]*>) .*", rb"\1 1099511627776 +9900", raw, count=1),
        cwd=lived,
        capture_output=True,
        check=True,
    )
    bad = made.stdout.decode().strip()
    git(lived, "update-ref", "refs/heads/main", bad)
    assert "AUD002" in {each["code"] for each in exceptions(lived) if each["commit"] == bad}


def test_the_statement_can_be_filed(lived: Path) -> None:
    text = audit(lived, "--format", "markdown").stdout
    assert text.startswith("# Audit of the register of directions\n")
    assert "| Exceptions | none |" in text
    assert "None was found." in text
    bad = rewritten_line("amount: 1250000", "amount: 1300000")(lived)
    assert f"| {bad} | Governance Officer |" in audit(lived, "--format", "markdown").stdout


def test_there_is_nothing_to_audit_without_a_register(lived: Path) -> None:
    git(lived, "switch", "-q", "--orphan", "empty")
    subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "Empty"], cwd=lived, check=True)
    git(lived, "switch", "-q", "main")
    done = audit(lived, "--branch", "empty")
    assert done.returncode == 2
    assert "holds no register here" in done.stderr
    assert audit(lived, "--branch", "nowhere").returncode == 2


def test_a_paper_copy_is_matched_to_the_register(lived: Path) -> None:
    form = run("-C", lived, "--today", TODAY, "form", "EXIJB-2025-03-18-002").stdout
    digest = re.search(r"[0-9a-f]{5}(-[0-9a-f]{5}){3}", form)[0]
    done = audit(lived, "--paper", digest)
    assert (done.returncode, done.stdout) == (
        0,
        "EXIJB-18/03/2025-002 EXIJB-2025-03-18-002: its terms as corrected on 2025-05-02; they still read so\n",
    )
    assert digest in run("-C", lived, "--today", TODAY, "show", "EXIJB-2025-03-18-002").stdout
    assert audit(lived, "--paper", "00000-00000-00000-00000").returncode == 1
    assert audit(lived, "--paper", "nonsense").returncode == 2
