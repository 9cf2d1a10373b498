"""`directions trail`: who made, signed, approved and merged each entry, through histories of every shape."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terms import GOOD, saved
from tests.conftest import Done, git, run

ID = "EXIJB-2025-03-18-001"
FILE = f"register/2025/{ID}.yaml"
PROGRESS = "  - {{act: progress, date: 2025-0{n}-01, rating: on-track, note: {note}}}\n"


@pytest.fixture
def issued(directions, register: Path, tmp_path: Path) -> Path:
    """A register with one direction, issued straight on `main`."""
    done = directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    assert done.returncode == 0, done.stderr
    return register


def trail(folder: Path, *more: str) -> Done:
    return run("-C", folder, "--today", "2025-12-01", "trail", ID, *more)


def rows(folder: Path, *more: str) -> list[dict[str, Any]]:
    done = trail(folder, "--format", "json", *more)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def head(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD").strip()


def add(folder: Path, n: int, message: str = "Record progress", note: str = "fine", file: str = FILE) -> str:
    """Commit one more entry on whatever is checked out."""
    path = folder / file
    path.write_text(path.read_text() + PROGRESS.format(n=n, note=note), newline="\n")
    git(folder, "commit", "-qm", message, "--", file)
    return head(folder)


def elsewhere(folder: Path, name: str = "notes.txt") -> str:
    """A commit that has nothing to do with the register."""
    (folder / name).write_text(name)
    git(folder, "add", name)
    git(folder, "commit", "-qm", f"Add {name}")
    return head(folder)


def test_an_entry_committed_on_the_branch_itself(issued: Path) -> None:
    (row,) = rows(issued)
    assert {key: row[key] for key in ("number", "act", "state", "commit", "author", "author_email", "committer")} == {
        "number": 1,
        "act": "issued",
        "state": "committed",
        "commit": head(issued),
        "author": "Governance Officer",
        "author_email": "officer@example.org",
        "committer": "Governance Officer",
    }
    assert (row["branch"], row["on_branch"], row["merge"], row["request"], row["signature"]) == (
        "refs/heads/main",
        True,
        None,
        None,
        "none",
    )
    assert (row["also"], row["was"], row["trailers"]) == ([], None, [])


def test_a_merged_branch(issued: Path) -> None:
    git(issued, "switch", "-qc", "directions/progress-001")
    made = add(issued, 4, "Record progress\n\nReviewed-by: Bo <bo@example.org>")
    assert rows(issued)[1]["on_branch"] is False
    git(issued, "switch", "-q", "main")
    elsewhere(issued)
    message = "Merge pull request #12 from example/directions/progress-001\n\nProgress\n\nApproved-by: Ann <ann@example.org>"
    git(issued, "merge", "-q", "--no-ff", "-m", message, "directions/progress-001")
    merge = head(issued)
    elsewhere(issued, "later.txt")
    row = rows(issued)[1]
    assert (row["commit"], row["merge"]["commit"], row["on_branch"], row["entered_in_merge"]) == (made, merge, True, False)
    assert row["request"] == {"kind": "pull request", "number": 12, "of": None}
    assert row["trailers"] == [
        {"trailer": "Reviewed-by", "value": "Bo <bo@example.org>", "commit": made},
        {"trailer": "Approved-by", "value": "Ann <ann@example.org>", "commit": merge},
    ]


def test_a_squashed_branch_is_its_commit_on_the_default_branch(issued: Path) -> None:
    git(issued, "switch", "-qc", "side")
    draft = add(issued, 4)
    git(issued, "switch", "-q", "main")
    git(issued, "merge", "-q", "--squash", "side")
    git(issued, "commit", "-qm", "Record progress (#7)\n\nSigned-off-by: A <a@example.org>")
    row = rows(issued)[1]
    assert (row["commit"], row["merge"], row["request"]["number"]) == (head(issued), None, 7)
    git(issued, "switch", "-q", "side")
    row = rows(issued)[1]
    assert (row["commit"], row["also"]) == (git(issued, "rev-parse", "main").strip(), [draft])


def test_a_rebased_branch_has_no_merge_and_no_request(issued: Path) -> None:
    git(issued, "switch", "-qc", "side")
    add(issued, 4)
    git(issued, "switch", "-q", "main")
    elsewhere(issued)
    git(issued, "switch", "-q", "side")
    git(issued, "rebase", "-q", "main")
    git(issued, "switch", "-q", "main")
    git(issued, "merge", "-q", "--ff-only", "side")
    row = rows(issued)[1]
    assert (row["commit"], row["merge"], row["request"], row["on_branch"]) == (head(issued), None, None, True)


def test_a_branch_merged_into_a_branch_that_was_merged(issued: Path) -> None:
    git(issued, "switch", "-qc", "develop")
    git(issued, "switch", "-qc", "side")
    made = add(issued, 4)
    git(issued, "switch", "-q", "develop")
    git(issued, "merge", "-q", "--no-ff", "-m", "Merge pull request #3 from x/side\n\nApproved-by: Ann", "side")
    inner = head(issued)
    git(issued, "switch", "-q", "main")
    git(issued, "merge", "-q", "--no-ff", "-m", "Merge pull request #9 from x/develop", "develop")
    outer = head(issued)
    git(issued, "switch", "-qc", "late", "main~1")
    elsewhere(issued)
    git(issued, "merge", "-q", "-m", "Merge branch 'main' into late", "main")
    git(issued, "switch", "-q", "main")
    git(issued, "merge", "-q", "--no-ff", "-m", "Merge pull request #10 from x/late", "late")
    row = rows(issued)[1]
    assert (row["commit"], row["merge"]["commit"], row["request"]["number"]) == (made, outer, 9)
    assert [(each["commit"], each["request"]["number"]) for each in row["through"]] == [(inner, 3)]
    assert row["trailers"] == [{"trailer": "Approved-by", "value": "Ann", "commit": inner}]
    assert f"merge {inner} (pull request 3): Merge pull request #3" in trail(issued).stdout


def test_an_octopus(issued: Path) -> None:
    git(issued, "switch", "-qc", "one")
    made = add(issued, 4)
    for name in ("two", "three"):
        git(issued, "switch", "-qc", name, "main")
        elsewhere(issued, name)
    git(issued, "switch", "-q", "main")
    elsewhere(issued)
    git(issued, "merge", "-q", "-m", "Merge three branches", "one", "two", "three")
    row = rows(issued)[1]
    assert (row["commit"], row["merge"]["commit"]) == (made, head(issued))
    assert len(git(issued, "rev-parse", "HEAD^@").split()) == 4


def test_an_entry_that_only_the_merge_holds(issued: Path) -> None:
    git(issued, "switch", "-qc", "side")
    first = add(issued, 4)
    git(issued, "switch", "-q", "main")
    elsewhere(issued)
    git(issued, "merge", "-q", "--no-ff", "--no-commit", "side")
    path = issued / FILE
    path.write_text(path.read_text() + PROGRESS.format(n=5, note="evil"), newline="\n")
    git(issued, "add", FILE)
    git(issued, "commit", "-qm", "Merge branch 'side'")
    _, honest, evil = rows(issued)
    assert (honest["commit"], honest["entered_in_merge"]) == (first, False)
    assert (evil["commit"], evil["merge"]["commit"], evil["entered_in_merge"]) == (head(issued), head(issued), True)
    assert "no commit that was merged holds it" in trail(issued).stdout


def test_two_sides_that_conflicted(issued: Path) -> None:
    git(issued, "switch", "-qc", "side")
    theirs = add(issued, 5, note="theirs")
    git(issued, "switch", "-q", "main")
    ours = add(issued, 4, note="ours")
    subprocess.run(["git", "merge", "-q", "side"], cwd=issued, capture_output=True, check=False)
    text = (issued / FILE).read_text()
    (issued / FILE).write_text(
        "".join(line for line in text.splitlines(True) if line[:7] not in ("<<<<<<<", "=======", ">>>>>>>"))
    )
    git(issued, "commit", "-qam", "Merge branch 'side'")
    _, first, second = rows(issued)
    assert (first["commit"], first["merge"], second["commit"]) == (ours, None, theirs)
    assert (second["merge"]["commit"], second["entered_in_merge"]) == (head(issued), False)


def test_the_same_entry_on_two_branches(issued: Path) -> None:
    git(issued, "switch", "-qc", "side")
    original = add(issued, 4)
    git(issued, "switch", "-q", "main")
    elsewhere(issued)
    git(issued, "cherry-pick", original)
    picked = head(issued)
    git(issued, "switch", "-q", "side")
    elsewhere(issued, "more.txt")
    git(issued, "switch", "-q", "main")
    git(issued, "merge", "-q", "--no-ff", "-m", "Merge branch 'side' (#9)", "side")
    row = rows(issued)[1]
    assert (row["commit"], row["merge"], row["also"]) == (picked, None, [original])


def test_the_commit_inside_the_merge_counts_where_another_branch_has_it_too(issued: Path) -> None:
    git(issued, "switch", "-qc", "one")
    first = add(issued, 4)
    git(issued, "switch", "-qc", "two", "main")
    elsewhere(issued)
    git(issued, "cherry-pick", first)
    second = head(issued)
    git(issued, "switch", "-q", "main")
    elsewhere(issued, "more.txt")
    git(issued, "merge", "-q", "--no-ff", "-m", "Merged PR 2: two", "two")
    merge = head(issued)
    git(issued, "merge", "-q", "--no-ff", "-m", "Merged PR 1: one", "one")
    row = rows(issued)[1]
    assert (row["commit"], row["merge"]["commit"], row["request"]["number"], row["also"]) == (second, merge, 2, [first])


def test_a_merge_that_took_nothing_brings_nothing(issued: Path) -> None:
    git(issued, "switch", "-qc", "side")
    made = add(issued, 4)
    git(issued, "switch", "-q", "main")
    git(issued, "merge", "-q", "-s", "ours", "-m", "Merge pull request #3 from x/side", "side")
    assert len(rows(issued)) == 1
    assert made[:10] in trail(issued).stderr
    git(issued, "switch", "-q", "side")
    assert (rows(issued)[1]["on_branch"], rows(issued)[1]["merge"]) == (False, None)


def test_an_entry_taken_out_and_put_back(issued: Path) -> None:
    made = add(issued, 4)
    git(issued, "revert", "--no-edit", "HEAD")
    assert f"progress of 2025-04-01 (commit {made[:10]}) stands in its history and no longer in its file" in trail(issued).stderr
    git(issued, "revert", "--no-edit", "HEAD")
    row = rows(issued)[1]
    assert (row["commit"], row["also"]) == (made, [head(issued)])


def test_an_entry_that_was_altered_says_what_it_was(issued: Path) -> None:
    add(issued, 4, note="late")
    path = issued / FILE
    path.write_text(path.read_text().replace("note: late", "note: splendid"), newline="\n")
    git(issued, "commit", "-qam", "Tidy")
    row = rows(issued)[1]
    assert (row["commit"], row["was"]["note"]) == (head(issued), "late")
    done = trail(issued)
    assert "this commit altered the entry" in done.stdout
    assert done.stderr == ""


def test_reformatting_is_no_alteration(issued: Path) -> None:
    made = add(issued, 4)
    path = issued / FILE
    path.write_text(path.read_text().replace("note: fine}", 'note: "fine" }  # said'), newline="\n")
    git(issued, "commit", "-qam", "Tidy")
    assert (rows(issued)[1]["commit"], rows(issued)[1]["was"]) == (made, None)


def test_two_entries_that_say_the_same(issued: Path) -> None:
    first, second = add(issued, 4), add(issued, 4)
    assert [row["commit"] for row in rows(issued)[1:]] == [first, second]


def test_what_is_not_committed_yet(issued: Path) -> None:
    path = issued / FILE
    path.write_text(path.read_text() + PROGRESS.format(n=4, note="new"), newline="\n")
    row = rows(issued)[1]
    assert (row["state"], row["commit"], row["on_branch"], row["merge"]) == ("not committed", None, False, None)
    assert "not committed yet" in trail(issued).stdout


def test_before_the_first_commit(tmp_path: Path, issued: Path) -> None:
    folder = tmp_path / "new"
    shutil.copytree(issued / "register", folder / "register")
    assert trail(folder).returncode == 2
    git(folder, "init", "-q")
    (row,) = rows(folder)
    assert (row["state"], row["branch"]) == ("not committed", None)
    assert "no default branch is known" in trail(folder).stderr


def test_a_draft(directions, register: Path, tmp_path: Path) -> None:
    directions("--today", "2025-03-10", "draft", "--from", saved(tmp_path, GOOD))
    drafted = head(register)
    assert [(row["number"], row["act"], row["commit"]) for row in rows(register)] == [(0, "drafted", drafted)]
    done = directions("--today", "2025-03-20", "issue", "001")
    assert done.returncode == 0, done.stderr
    assert [(row["number"], row["act"], row["commit"]) for row in rows(register)] == [
        (0, "drafted", drafted),
        (1, "issued", head(register)),
    ]


def test_who_amended_a_draft_before_it_was_issued(directions, register: Path, tmp_path: Path) -> None:
    directions("--today", "2025-03-10", "draft", "--from", saved(tmp_path, GOOD))
    git(register, "switch", "-qc", "side")
    directions("--today", "2025-03-12", "draft", "001", "--set", "ends=2027-06-30", "--yes")
    amended = head(register)
    git(register, "switch", "-q", "main")
    git(register, "merge", "-q", "--no-ff", "-m", "Merge branch 'side'", "side")
    directions("--today", "2025-03-20", "issue", "001", "--yes")
    first, issue = rows(register)
    assert [each["commit"] for each in first["amended"]] == [amended]
    assert issue["amended"] == []
    assert f"amended         {amended[:10]}, Governance Officer <officer@example.org>" in trail(register).stdout
    (line, _) = csv.DictReader(io.StringIO(trail(register, "--format", "csv").stdout))
    assert line["amended"] == amended


def test_a_shallow_clone_says_that_its_history_is_cut(issued: Path, tmp_path: Path) -> None:
    boundary, made = elsewhere(issued), add(issued, 4)
    git(tmp_path, "clone", "-q", "--depth", "2", issued.as_uri(), "shallow")
    clone = tmp_path / "shallow"
    first, second = rows(clone)
    assert (first["state"], first["commit"], first["cut_at"], first["author"], first["merge"]) == (
        "cut",
        None,
        boundary,
        None,
        None,
    )
    assert (second["state"], second["commit"], second["on_branch"]) == ("committed", made, True)
    done = trail(clone)
    assert "this clone is shallow" in done.stderr
    assert "not known" in done.stdout
    assert "this clone is shallow" in trail(clone, "--format", "markdown").stdout
    git(clone, "fetch", "-q", "--unshallow")
    assert [row["commit"] for row in rows(clone)] == [row["commit"] for row in rows(issued)]
    assert trail(clone).stderr == ""


def test_a_detached_head_and_a_renamed_default_branch(issued: Path, tmp_path: Path) -> None:
    made = add(issued, 4)
    git(issued, "branch", "-m", "main", "trunk")
    git(tmp_path, "clone", "-q", str(issued), "clone")
    clone = tmp_path / "clone"
    git(clone, "checkout", "-q", "--detach")
    row = rows(clone)[1]
    assert (row["branch"], row["commit"], row["on_branch"]) == ("refs/heads/trunk", made, True)
    git(clone, "checkout", "-q", "--detach", "HEAD~1")
    done = trail(clone)
    assert f"{ID}: progress of 2025-04-01 (commit {made[:10]}) stands on refs/heads/trunk" in done.stderr


def test_a_merge_that_is_fetched_and_not_yet_pulled(issued: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(issued), "clone")
    clone = tmp_path / "clone"
    git(clone, "switch", "-qc", "side")
    made = add(clone, 4)
    git(clone, "push", "-q", "origin", "side")
    git(issued, "merge", "-q", "--no-ff", "-m", "Merge pull request #5 from x/side", "side")
    git(clone, "fetch", "-q")
    row = rows(clone)[1]
    assert (row["branch"], row["commit"], row["request"]["number"]) == ("refs/remotes/origin/main", made, 5)


def test_a_register_that_was_moved_into_a_folder(issued: Path) -> None:
    first, second = head(issued), add(issued, 4)
    (issued / "board").mkdir()
    git(issued, "mv", "register", "board/register")
    git(issued, "commit", "-qm", "Move the register")
    third = add(issued, 5, file=f"board/{FILE}")
    done = trail(issued / "board")
    assert [row["commit"] for row in rows(issued / "board")] == [first, second, third]
    assert f"board/{FILE} stood at {FILE} before" in done.stderr


def test_a_chain_is_told_with_few_git_processes(tmp_path: Path, worked_example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", str(log))
    done = run("-C", worked_example, "trail", "EXIJB-18/03/2025-005", "--chain", "--format", "json")
    monkeypatch.delenv("GIT_TRACE")
    assert {row["direction"] for row in json.loads(done.stdout)} == {"EXIJB-2025-03-18-005", "EXIJB-2026-06-16-001"}
    started = [line for line in log.read_text().splitlines() if "trace: built-in: git" in line]
    assert len(started) <= 14, "\n".join(started)


def test_hostile_names_in_every_form(issued: Path) -> None:
    path = issued / FILE
    path.write_text(path.read_text() + PROGRESS.format(n=4, note="fine"), newline="\n")
    author = "=cmd|' /C calc'!A0, \x1b]0;x\x07\x1b[31m\u202eEvil | `x` [a](javascript:b) <evil,\x1b@example.org>"
    message = "Progress \x1b[2J\u202e | `x` <script>\n\nApproved-by: \x1b[31mNobody | x\nReviewed-by: =1+1"
    git(issued, "commit", "-qam", message, "--author", author)
    for form in ("table", "json", "csv", "markdown"):
        done = trail(issued, "--format", form)
        assert done.returncode == 0
        for text in (done.stdout, done.stderr):
            assert not set(text) & set("\x1b\x07\u202e\r") - ({"\r"} if form == "csv" else set())
    (cells,) = [row for row in csv.DictReader(io.StringIO(trail(issued, "--format", "csv").stdout)) if row["number"] == "2"]
    assert cells["author"].startswith("'=cmd")
    assert cells["reviewed_by"].startswith("'=1")
    page = trail(issued, "--format", "markdown").stdout
    assert "<script>" not in page
    assert "[a](" not in page
    assert {line.count(" | ") for line in page.splitlines() if line.startswith("| author")} == {1}


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_the_sheet_fits_its_terminal(issued: Path, columns: str) -> None:
    add(issued, 4, "Record progress of a direction whose subject is longer than a line of the terminal may well be today")
    done = run("-C", issued, "trail", ID, env={"COLUMNS": columns})
    assert max(map(len, done.stdout.splitlines())) <= max(int(columns), 58)


def test_the_whole_sheet_and_the_page(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(issued, "switch", "-qc", "side")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2025-04-01T09:00:00+0100")
    add(issued, 4)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2025-04-01T10:00:00+0100")
    git(issued, "commit", "--amend", "-q", "--no-edit")
    made = head(issued)
    git(issued, "switch", "-q", "main")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2025-04-01T10:00:00+0100")
    message = "Merge branch 'side' into 'main'\n\nProgress\n\nApproved-by: Ann <ann@example.org>\n\nSee merge request board/reg!3"
    git(issued, "merge", "-q", "--no-ff", "-m", message, "side")
    sheet = run("-C", issued, "trail", ID, env={"COLUMNS": "80"}).stdout
    assert sheet.startswith(
        "EXIJB-18/03/2025-001\nDay services for adults with a learning disability\n  seen from       branch main, commit"
    )
    assert (
        sheet[sheet.index("2. Progress") :]
        == f"""\
2. Progress, 2025-04-01
  says            rating on-track; note fine
  commit          {made}
  message         Record progress
  author          Governance Officer <officer@example.org>, 2025-04-01 09:00:00
                  +01:00
  committer       Governance Officer <officer@example.org>, 2025-04-01 10:00:00
                  +01:00
  signature       none
  merge           {head(issued)}
  its message     Merge branch 'side' into 'main'
  merged by       Governance Officer <officer@example.org>, 2025-04-01 10:00:00
                  +01:00
  its signature   none
  request         merge request 3 of board/reg
  Approved-by     Ann <ann@example.org> (in the merge {head(issued)[:10]})
"""
    )
    page = trail(issued, "--format", "markdown").stdout
    brought = f"merge request 3 of board/reg, merge {head(issued)[:10]}"
    for line in (
        f"# Approval trail of {ID}",
        "| Reference | EXIJB-18/03/2025-001 |",
        f"| 2 | 2025-04-01 | progress | {made[:10]} | Governance Officer | none | {brought} |",
        "## 2. Progress, 2025-04-01",
        f"| merge | {head(issued)} |",
        f"| Approved-by | Ann \\<ann@example.org\\> (in the merge {head(issued)[:10]}) |",
    ):
        assert line in page.splitlines()


def test_a_signed_commit_and_one_that_cannot_be_checked(issued: Path, tmp_path: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed, so no commit can be signed by SSH")
    key, allowed = tmp_path / "key", tmp_path / "allowed"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    allowed.write_text(f"officer@example.org {' '.join(key.with_suffix('.pub').read_text().split()[:2])}\n")
    for name, value in {"gpg.format": "ssh", "user.signingKey": f"{key}.pub", "commit.gpgSign": "true"}.items():
        git(issued, "config", name, value)
    done = run("-C", issued, "--today", "2025-04-01", "progress", ID, "--rating", "on-track", "--note", "Signed")
    assert done.returncode == 0, done.stderr
    assert rows(issued)[1]["signature"] == "unchecked"
    assert "present, but can't be checked here" in trail(issued).stdout
    git(issued, "config", "gpg.ssh.allowedSignersFile", str(allowed))
    row = rows(issued)[1]
    assert (row["signature"], row["signer"], row["key"][:7]) == ("good", "officer@example.org", "SHA256:")
    assert "  signature       good; officer@example.org, SHA256:" in trail(issued).stdout
    assert rows(issued)[0]["signature"] == "none"
