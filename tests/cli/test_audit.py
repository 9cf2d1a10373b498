"""`audit`: tampered histories are named commit by commit, and histories of everyday shapes pass."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
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


def changed_and_changed_back(folder: Path) -> str:
    text = first(folder).read_bytes()
    edit(first(folder), "amount: 1250000", "amount: 1")
    bad = commit(folder)
    first(folder).write_bytes(text)
    commit(folder, "Nothing to see")
    return bad


def rewritten_line(old: str, new: str, which: Callable[[Path], Path] = first) -> Callable[[Path], str]:
    def tamper(folder: Path) -> str:
        edit(which(folder), old, new)
        return commit(folder)

    return tamper


def without_progress(folder: Path) -> str:
    text = first(folder).read_text("utf-8")
    taken = re.sub(r"  - \{act: progress.*\n", "", text)
    assert taken != text
    first(folder).write_text(taken, encoding="utf-8", newline="\n")
    return commit(folder)


def deleted(folder: Path) -> str:
    second(folder).unlink()
    return commit(folder)


def renamed(folder: Path) -> str:
    git(folder, "mv", str(second(folder)), str(second(folder)).replace("002", "007"))
    return commit(folder)


def moved(folder: Path) -> str:
    (folder / "register" / "2024").mkdir()
    git(folder, "mv", str(second(folder)), str(folder / "register" / "2024"))
    return commit(folder)


def evil_merge(folder: Path) -> str:
    git(folder, "switch", "-q", "-c", "side")
    act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    edit(first(folder), "amount: 1250000", "amount: 9")
    return commit(folder, "Merge branch 'side'")


def merge_that_drops_an_entry(folder: Path) -> str:
    git(folder, "switch", "-q", "-c", "side")
    act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-s", "ours", "-m", "Merge branch 'side'", "side")
    return git(folder, "rev-parse", "HEAD").strip()


def merge_that_drops_a_direction(folder: Path) -> str:
    git(folder, "switch", "-q", "-c", "side")
    act(folder, "issue", "--from", "-", given=CARE.replace("title: Care", "title: More care"))
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-s", "ours", "-m", "Merge branch 'side'", "side")
    return git(folder, "rev-parse", "HEAD").strip()


def written_before_the_act(folder: Path) -> str:
    act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.")
    git(folder, "commit", "-q", "--amend", "--no-edit", "--date", "2025-06-20T12:00:00+01:00")
    return git(folder, "rev-parse", "HEAD").strip()


def written_after_it_was_committed(folder: Path) -> str:
    act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.")
    git(folder, "commit", "-q", "--amend", "--no-edit", "--date", "2099-06-20T12:00:00+01:00")
    return git(folder, "rev-parse", "HEAD").strip()


def unreadable(folder: Path) -> str:
    second(folder).write_text("title: [", encoding="utf-8")
    return commit(folder)


def a_link(folder: Path) -> str:
    second(folder).unlink()
    second(folder).symlink_to(first(folder).name)
    return commit(folder)


def back_to_a_draft(folder: Path) -> str:
    text = second(folder).read_text("utf-8")
    second(folder).write_text(text.partition("history:")[0], encoding="utf-8", newline="\n")
    return commit(folder)


def ended_twice(folder: Path) -> str:
    with first(folder).open("a", encoding="utf-8", newline="\n") as file:
        file.write("  - {act: closed, date: 2025-06-30, approved: 2025-06-17, reason: achieved, note: Done.}\n")
    return commit(folder)


def varied_by_what_was_there(folder: Path) -> str:
    with second(folder).open("a", encoding="utf-8", newline="\n") as file:
        file.write("  - {act: varied, date: 2025-06-30, by: EXIJB-2025-06-17-001}\n")
    return commit(folder)


def a_partner_gone(folder: Path) -> str:
    edit(folder / "register" / "register.yaml", "code: example-council", "code: other-council")
    return commit(folder)


def another_code(folder: Path) -> str:
    edit(folder / "register" / "register.yaml", 'code: "EXIJB"', 'code: "EXOTH"')
    return commit(folder)


def a_second_file(folder: Path) -> str:
    (folder / "register" / "2027").mkdir()
    copy = folder / "register" / "2027" / first(folder).name
    copy.write_text(first(folder).read_text("utf-8").replace("1250000", "9"), encoding="utf-8", newline="\n")
    return commit(folder)


def superseded_by_a_draft(folder: Path) -> str:
    act(folder, "draft", "--from", "-", given=CARE.replace("title: Care", "title: Put off").replace("2025-03-18", "2025-06-24"))
    with second(folder).open("a", encoding="utf-8", newline="\n") as file:
        file.write("  - {act: superseded, date: 2025-06-30, by: EXIJB-2025-06-24-001}\n")
    return commit(folder)


def header_gone(folder: Path) -> str:
    path = folder / "register" / "register.yaml"
    text = path.read_bytes()
    path.unlink()
    bad = commit(folder)
    path.write_bytes(text)
    commit(folder, "Back again")
    return bad


TAMPERED: dict[str, tuple[Callable[[Path], str], str]] = {
    "a term edited in place": (rewritten_line("amount: 1250000", "amount: 1300000"), "ALT006"),
    "the text edited": (rewritten_line("40 day places", "41 day places"), "ALT006"),
    "the recipient edited": (rewritten_line("jointly: false", "jointly: true"), "ALT006"),
    "an entry removed": (without_progress, "ALT003"),
    "an entry altered": (rewritten_line("rating: on-track", "rating: delayed"), "ALT004"),
    "the date of issue altered": (rewritten_line("date: 2025-03-20", "date: 2025-03-19"), "ALT004"),
    "a correction altered": (rewritten_line("reason: Misread.", "reason: Other.", second), "ALT004"),
    "a file deleted": (deleted, "ALT001"),
    "a file renamed": (renamed, "ALT002"),
    "a file moved": (moved, "ALT002"),
    "an evil merge": (evil_merge, "ALT006"),
    "a merge that drops an entry": (merge_that_drops_an_entry, "AUD004"),
    "a merge that drops a direction": (merge_that_drops_a_direction, "AUD004"),
    "an author date before the act": (written_before_the_act, "AUD001"),
    "an author date after the commit": (written_after_it_was_committed, "AUD002"),
    "a file that can't be read": (unreadable, "AUD003"),
    "a link instead of a file": (a_link, "AUD003"),
    "back to a draft": (back_to_a_draft, "ALT003"),
    "ended twice": (ended_twice, "LIF001"),
    "varied by what was there": (varied_by_what_was_there, "ALT007"),
    "a second file of one id": (a_second_file, "ALT002"),
    "superseded by a draft": (superseded_by_a_draft, "ALT007"),
    "the header gone": (header_gone, "AUD003"),
    "a partner gone": (a_partner_gone, "ALT009"),
    "another authority": (another_code, "ALT010"),
}


STOPS_ACTS = (
    "a partner gone",
    "another authority",
    "a file that can't be read",
    "a link instead of a file",
    "a second file of one id",
)


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_history_is_named_by_its_commit(lived: Path, name: str) -> None:
    tamper, code = TAMPERED[name]
    bad = tamper(lived)
    if name not in STOPS_ACTS:
        act(lived, "issue", "--from", "-", given=CARE.replace("title: Care", "title: Later care"))
    found = exceptions(lived)
    assert (bad, code) in {(each["commit"], each["code"]) for each in found}, found
    assert {each["commit"] for each in found} == {bad}
    assert audit(lived).returncode == 1


def test_terms_changed_and_changed_back_are_named_both_times(lived: Path) -> None:
    bad = changed_and_changed_back(lived)
    assert [(each["commit"], each["code"]) for each in exceptions(lived)] == [
        (bad, "ALT006"),
        (git(lived, "rev-parse", "HEAD").strip(), "ALT006"),
    ]


def merged(folder: Path) -> None:
    git(folder, "switch", "-q", "-c", "side")
    act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.")
    git(folder, "switch", "-q", "main")
    act(folder, "issue", "--from", "-", given=CARE.replace("title: Care", "title: More care"))
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge branch 'side'", "side")


def merged_by_date(folder: Path) -> None:
    git(folder, "config", "merge.directions.driver", f'"{sys.executable}" -m directions_cli merge-driver %O %A %B %P %L')
    git(folder, "switch", "-q", "-c", "side")
    act(folder, "difficulty", "raise", "002", "--by", "example-council", "--summary", "No bidder.", "--date", "2025-06-10")
    git(folder, "switch", "-q", "main")
    act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.", "--date", "2025-06-20")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge branch 'side'", "side")
    assert re.search("difficulty.*2025-06-10[^@]*progress.*2025-06-20", second(folder).read_text("utf-8"))


def squashed(folder: Path) -> None:
    git(folder, "switch", "-q", "-c", "side")
    act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.")
    act(folder, "close", "002", "--approved", "2025-06-17", "--reason", "achieved", "--note", "Done.")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--squash", "side")
    git(folder, "commit", "-q", "-m", "Progress and closure (#12)")


def rebased(folder: Path) -> None:
    git(folder, "switch", "-q", "-c", "side")
    act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.")
    git(folder, "switch", "-q", "main")
    act(folder, "issue", "--from", "-", given=CARE.replace("title: Care", "title: More care"))
    git(folder, "switch", "-q", "side")
    git(folder, "rebase", "-q", "main")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--ff-only", "side")


def octopus(folder: Path) -> None:
    for number, ref in enumerate(("EXIJB-2025-06-17-001", "EXIJB-2025-03-18-002")):
        git(folder, "switch", "-q", "-c", f"side{number}", "main")
        act(folder, "progress", ref, "--rating", "delayed", "--note", "Late.")
    git(folder, "switch", "-q", "main")
    act(folder, "issue", "--from", "-", given=CARE.replace("title: Care", "title: More care"))
    git(folder, "merge", "-q", "-m", "Merge both", "side0", "side1")


def cherry_picked(folder: Path) -> None:
    git(folder, "switch", "-q", "-c", "side")
    picked = act(folder, "progress", "002", "--rating", "delayed", "--note", "Late.")
    git(folder, "switch", "-q", "main")
    act(folder, "issue", "--from", "-", given=CARE.replace("title: Care", "title: More care"))
    git(folder, "cherry-pick", picked)
    git(folder, "merge", "-q", "-m", "Merge branch 'side'", "side")


def drafted_and_withdrawn(folder: Path) -> None:
    act(folder, "draft", "--from", "-", given=CARE.replace("title: Care", "title: Put off").replace("2025-03-18", "2025-06-24"))
    git(folder, "rm", "-q", "register/2025/EXIJB-2025-06-24-001.yaml")
    git(folder, "commit", "-q", "-m", "Withdraw the draft")


def other_files(folder: Path) -> None:
    (folder / "notes.txt").write_text("Minutes", encoding="utf-8")
    commit(folder, "Keep the minutes too")


def effect_ahead(folder: Path) -> None:
    act(folder, "vary", "EXIJB-2025-06-17-001", "--set", "approved=2025-06-24", "--set", "takes_effect=2027-01-01")


UNTAMPERED = {
    "straight": lambda folder: None,
    "merge": merged,
    "merge by date": merged_by_date,
    "squash": squashed,
    "rebase": rebased,
    "octopus": octopus,
    "cherry-pick": cherry_picked,
    "a draft withdrawn": drafted_and_withdrawn,
    "other files": other_files,
    "effect ahead": effect_ahead,
}


@pytest.mark.parametrize("name", UNTAMPERED)
def test_an_everyday_history_passes(lived: Path, name: str) -> None:
    UNTAMPERED[name](lived)
    assert exceptions(lived) == []
    done = audit(lived)
    assert done.returncode == 0
    assert re.search(r"^Exceptions +none$", done.stdout, re.MULTILINE)


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


def test_what_a_clone_puts_in_place_of_the_history_is_not_believed(lived: Path) -> None:
    bad = rewritten_line("amount: 1250000", "amount: 1300000")(lived)
    git(lived, "replace", "--graft", bad)
    assert [each["commit"] for each in exceptions(lived)] == [bad]


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
