"""`audit`: tampered histories are named commit by commit, and histories of everyday shapes pass."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.histories import HEADER, ONE, TODAY, act, commit, edit, head, made, raw, text_of
from tests.conftest import Done, git, run


def audit(folder: Path, *arguments: object) -> Done:
    return run("-C", folder, "--today", TODAY, "audit", *arguments)


def exceptions(folder: Path, *arguments: object) -> list[dict]:
    return json.loads(audit(folder, "--format", "json", *arguments).stdout)["exceptions"]


def progress(folder: Path, note: str = "Late.") -> str:
    return act(folder, "progress", "EXIJB-2025-03-18-003", "--rating", "delayed", "--note", note)


def altered(folder: Path) -> str:
    edit(folder, ONE, "amount: 1250000", "amount: 1300000")
    return commit(folder)


def evil_merge(folder: Path) -> str:
    git(folder, "switch", "-q", "-c", "side")
    progress(folder)
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    edit(folder, ONE, "amount: 1250000", "amount: 9")
    return commit(folder, "Merge branch 'side'")


def test_a_shallow_clone_says_what_it_has_not_seen(past: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--depth", "2", past.as_uri(), tmp_path / "shallow"], check=True)
    done = audit(tmp_path / "shallow")
    assert done.returncode == 0, done.stdout
    assert "that this shallow clone has" in done.stdout
    assert "git fetch --unshallow" in done.stderr


def test_what_was_noted_must_still_be_there(past: Path) -> None:
    noted = head(past)
    digest = audit(past, "--digest").stdout.strip()
    assert re.fullmatch(r"EXIJB-[0-9a-f]{12}-[0-9a-f]{24}", digest)
    progress(past)
    assert audit(past, "--since", noted).returncode == 0
    assert audit(past, "--expect", digest).returncode == 0
    assert audit(past, "--expect", digest[:-1] + ("0" if digest[-1] != "0" else "1")).returncode == 1
    git(past, "reset", "-q", "--hard", f"{noted}~1")
    progress(past, "Rewritten.")
    for option in (("--since", noted), ("--expect", digest)):
        assert [each["code"] for each in exceptions(past, *option)] == ["AUD006"]
    assert audit(past, "--expect", "nonsense").returncode == 2


def test_since_leaves_out_what_came_before(past: Path) -> None:
    altered(past)
    noted = head(past)
    progress(past)
    assert len(exceptions(past)) == 1
    assert exceptions(past, "--since", noted) == []


def test_the_exception_stands_on_its_line(past: Path) -> None:
    altered(past)
    (found,) = exceptions(past)
    lines = text_of(past, ONE).splitlines()
    assert "1300000" in lines[found["line"] - 1]
    assert found["path"] == "register/2025/EXIJB-2025-03-18-001.yaml"


def test_a_tag_never_stands_for_a_branch(past: Path) -> None:
    clean = head(past)
    bad = altered(past)
    git(past, "tag", "main", clean)
    assert [each["commit"] for each in exceptions(past, "--branch", "main")] == [bad]
    git(past, "tag", "base", bad)
    git(past, "branch", "base", clean)
    assert run("-C", past, "--today", TODAY, "validate", "--against", "base").returncode == 1


@pytest.mark.parametrize(
    "setting",
    [
        "log.diffMerges=off",
        "log.diffMerges=combined",
        "diff.relative=true",
        "i18n.logOutputEncoding=UTF-16",
        "log.showRoot=false",
        "log.follow=true",
        "diff.renames=copies",
        "diff.ignoreSubmodules=all",
        "core.quotePath=true",
        "color.ui=always",
    ],
)
def test_the_settings_of_a_user_change_nothing(past: Path, setting: str) -> None:
    bad = evil_merge(past)
    git(past, "config", *setting.split("="))
    assert (bad, "ALT006") in {(each["commit"], each["code"]) for each in exceptions(past)}


def test_a_commit_with_an_impossible_date_is_named(past: Path) -> None:
    progress(past)
    content = re.sub(rb"(author [^>]*>) .*", rb"\1 1099511627776 +9900", raw(past, "commit", "HEAD"), count=1)
    bad = made(past, "commit", content)
    git(past, "update-ref", "refs/heads/main", bad)
    assert "AUD002" in {each["code"] for each in exceptions(past) if each["commit"] == bad}


def test_the_statement_can_be_filed(past: Path) -> None:
    text = audit(past, "--format", "markdown").stdout
    assert text.startswith("# Audit of the register of directions\n")
    assert "| Exceptions | none |" in text
    assert "None was found." in text
    bad = altered(past)
    edit(past, HEADER, '"Example Council"', '"Another Council"')
    other = commit(past, "A new name")
    text = audit(past, "--format", "markdown").stdout
    assert "**1 exception found, in 1 commit.**" in text
    assert f"| {bad} | Governance Officer |" in text
    assert f"| {other} | Governance Officer |" in text.partition("## To be looked at")[2]
    assert "| ALT006 | Issued terms do not change" in text.partition("## The rules named above")[2]
    assert "<!--" not in text


def test_what_is_wrong_with_a_commit_stands_in_none_of_its_files(past: Path) -> None:
    progress(past)
    (found, *_) = exceptions(past, "--signatures")
    assert (found["code"], found["where"], found["path"]) == ("AUD005", "the commit itself", None)


def test_there_is_nothing_to_audit_without_a_register(past: Path) -> None:
    git(past, "switch", "-q", "--orphan", "empty")
    subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "Empty"], cwd=past, check=True)
    git(past, "switch", "-q", "main")
    done = audit(past, "--branch", "empty")
    assert done.returncode == 2
    assert "holds no register here" in done.stderr
    assert audit(past, "--branch", "nowhere").returncode == 2


def test_a_paper_copy_is_matched_to_the_register(past: Path) -> None:
    form = run("-C", past, "--today", TODAY, "form", "EXIJB-2025-03-18-002").stdout
    digest = re.search(r"[0-9a-f]{5}(-[0-9a-f]{5}){3}", form)[0]
    done = audit(past, "--paper", digest)
    assert (done.returncode, done.stdout) == (
        0,
        "EXIJB-18/03/2025-002 EXIJB-2025-03-18-002: its terms as corrected on 2025-05-02; they still read so\n",
    )
    assert digest in run("-C", past, "--today", TODAY, "show", "EXIJB-2025-03-18-002").stdout
    assert audit(past, "--paper", "00000-00000-00000-00000").returncode == 1
    assert audit(past, "--paper", "nonsense").returncode == 2


def test_a_paper_copy_is_matched_to_what_is_committed(past: Path) -> None:
    form = run("-C", past, "--today", TODAY, "form", "EXIJB-2025-03-18-001").stdout
    digest = re.search(r"[0-9a-f]{5}(-[0-9a-f]{5}){3}", form)[0]
    edit(past, ONE, "amount: 1250000", "amount: 1300000")
    forged = re.search(r"[0-9a-f]{5}(-[0-9a-f]{5}){3}", run("-C", past, "--today", TODAY, "form", "EXIJB-2025-03-18-001").stdout)[
        0
    ]
    assert audit(past, "--paper", digest).returncode == 0
    assert audit(past, "--paper", forged).returncode == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--since", "nowhere"),
        ("--since", ""),
        ("--expect", ""),
        ("--expect", "EXIJB-79890895851a"),
        ("--branch", ""),
        ("--paper", "00000-00000-00000-00000", "--digest"),
        ("--paper", "00000-00000-00000-00000", "--since", "HEAD"),
        ("--paper", ""),
    ],
)
def test_what_is_wrongly_asked_is_never_passed(past: Path, options: tuple[str, ...]) -> None:
    done = audit(past, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert options[0] in done.stderr


def test_a_digest_of_a_register_with_exceptions_is_printed_with_a_warning(past: Path) -> None:
    altered(past)
    done = audit(past, "--digest")
    assert done.returncode == 1
    assert re.fullmatch(r"EXIJB-[0-9a-f]{12}-[0-9a-f]{24}\n", done.stdout)
    assert "1 exception found" in done.stderr
