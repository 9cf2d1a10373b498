"""`validate --against`: a change judged as it would be merged, and never passed where nothing was compared."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.histories import DRIVER, append
from tests.cli.terms import CARE, GOOD
from tests.conftest import Done, git, run

TODAY = "2025-06-30"
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


@pytest.fixture
def base(register: Path) -> Path:
    """A register with one issued direction on main, and the branch of a change checked out."""
    done = run("-C", register, "--today", "2025-03-20", "issue", "--from", "-", "--yes", given=GOOD)
    assert done.returncode == 0, done.stderr
    git(register, "switch", "-q", "-c", "change")
    return register


def against(folder: Path, *arguments: object, rev: str = "main") -> Done:
    return run("-C", folder, "--today", TODAY, "validate", "--against", rev, *arguments)


def codes(folder: Path, rev: str = "main") -> list[str]:
    return [each["code"] for each in json.loads(against(folder, "--format", "json", rev=rev).stdout)]


def only(register: Path) -> Path:
    (path,) = (register / "register").glob("20*/*.yaml")
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def act(folder: Path, *arguments: object, given: str | None = None) -> None:
    done = run("-C", folder, "--today", TODAY, *arguments, "--yes", given=given)
    assert done.returncode == 0, done.stderr


ACTS = {
    "issue": lambda folder: act(folder, "issue", "--from", "-", given=CARE),
    "vary": lambda folder: act(folder, "vary", "001", "--set", "approved=2025-06-17", "--set", "ends=2027-09-30"),
    "close": lambda folder: act(folder, "close", "001", "--approved", "2025-06-17", "--reason", "achieved", "--note", "Done."),
    "correct": lambda folder: act(folder, "correct", "001", "--set", "review=2027-05", "--reason", "Misread."),
    "progress": lambda folder: act(folder, "progress", "001", "--rating", "on-track", "--note", "Well."),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_acts_do_passes(base: Path, name: str) -> None:
    ACTS[name](base)
    done = against(base)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"compared with main ({git(base, 'rev-parse', 'main')[:10]})" in done.stderr


def delete(path: Path) -> None:
    path.unlink()


TAMPERED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a term edited": ("ALT006", lambda path: edit(path, "amount: 1250000", "amount: 1300000")),
    "an entry altered": ("ALT004", lambda path: edit(path, "date: 2025-03-20", "date: 2025-03-21")),
    "an entry removed": ("ALT003", lambda path: path.write_text(path.read_text("utf-8").partition("history:")[0], "utf-8")),
    "the file deleted": ("ALT001", delete),
    "the file renamed": ("ALT002", lambda path: path.rename(path.with_name(path.name.replace("001", "009")))),
}


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "in the work tree"])
@pytest.mark.parametrize("name", TAMPERED)
def test_what_no_act_does_is_refused(base: Path, name: str, committed: bool) -> None:
    code, tamper = TAMPERED[name]
    tamper(only(base))
    if committed:
        git(base, "add", "-A")
        git(base, "commit", "-q", "-m", "Tidy")
    assert code in codes(base)
    assert against(base).returncode == 1


def test_the_finding_stands_on_the_altered_line(base: Path) -> None:
    path = only(base)
    edit(path, "amount: 1250000", "amount: 1300000")
    line = next(number for number, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "1300000" in text)
    (found,) = (each for each in json.loads(against(base, "--format", "json").stdout) if each["code"] == "ALT006")
    assert found["line"] == line
    assert found["path"].endswith(path.name)


def test_what_the_base_has_gained_meanwhile_is_not_taken_for_gone(base: Path) -> None:
    act(base, "progress", "001", "--rating", "on-track", "--note", "Well.")
    git(base, "switch", "-q", "main")
    act(base, "issue", "--from", "-", given=CARE)
    git(base, "switch", "-q", "change")
    done = against(base)
    assert done.returncode == 0, done.stdout
    assert "which has moved on since" in done.stderr
    assert "2 directions checked" in done.stderr


def test_a_number_that_the_base_has_given_meanwhile_is_taken(base: Path) -> None:
    act(base, "issue", "--from", "-", given=CARE)
    git(base, "switch", "-q", "main")
    act(base, "issue", "--from", "-", given=CARE.replace("title: Care at home", "title: Something else"))
    git(base, "switch", "-q", "change")
    # The number is given anew in a clone that does not see the other branch; here both are made to be the same.
    (ours,) = (each for each in (base / "register").glob("20*/*.yaml") if each != only_of_main(base))
    text = ours.read_text("utf-8")
    git(base, "switch", "-q", "main")
    theirs = sorted((base / "register").glob("20*/*.yaml"))[-1]
    git(base, "switch", "-q", "change")
    git(base, "mv", str(ours), str(theirs))
    theirs.write_text(text, encoding="utf-8", newline="\n")
    git(base, "commit", "-q", "-a", "-m", "The same number")
    assert "ALT013" in codes(base)


def only_of_main(base: Path) -> Path:
    return base / "register" / "2025" / "EXIJB-2025-03-18-001.yaml"


def test_both_sides_changed_is_not_passed(base: Path) -> None:
    act(base, "progress", "001", "--rating", "on-track", "--note", "Well.")
    git(base, "switch", "-q", "main")
    act(base, "close", "001", "--approved", "2025-06-17", "--reason", "achieved", "--note", "Done.")
    git(base, "switch", "-q", "change")
    assert "ALT012" in codes(base)


@pytest.mark.parametrize(
    ("rev", "said"),
    [
        ("change", "that is the commit that is checked out"),
        ("nonsense", "is no commit that this clone has"),
        ("--upload-pack=x", "is no commit"),
        ("empty", "have no history in common"),
    ],
)
def test_where_nothing_was_compared_it_does_not_pass(base: Path, rev: str, said: str) -> None:
    git(base, "branch", "empty", git(base, "commit-tree", "-m", "Empty", EMPTY_TREE).strip())
    done = against(base, rev=rev)
    assert done.returncode == 2
    assert said in done.stderr


def test_only_who_asks_for_it_passes_where_nothing_differs(base: Path) -> None:
    assert against(base, rev="HEAD").returncode == 2
    done = against(base, "--unchanged-passes", rev="HEAD")
    assert (done.returncode, "nothing of the register differs" in done.stderr) == (0, True)
    edit(only(base), "amount: 1250000", "amount: 1300000")
    assert against(base, "--unchanged-passes", rev="HEAD").returncode == 1
    assert against(base, "--unchanged-passes", rev="nonsense").returncode == 2
    assert run("-C", base, "validate", "--unchanged-passes").returncode == 2


def test_a_base_without_a_register_is_no_base(base: Path) -> None:
    git(base, "switch", "-q", "-c", "without")
    git(base, "rm", "-q", "-r", "register")
    git(base, "commit", "-q", "-m", "Without")
    git(base, "switch", "-q", "change")
    done = against(base, rev="without")
    assert (done.returncode, "holds no register here" in done.stderr) == (2, True)


def test_a_shallow_clone_without_the_base_says_so(base: Path, tmp_path: Path) -> None:
    act(base, "progress", "001", "--rating", "on-track", "--note", "Well.")
    subprocess.run(["git", "clone", "-q", "--depth", "1", base.as_uri(), tmp_path / "shallow"], check=True)
    done = against(tmp_path / "shallow", rev="HEAD~1")
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr


def test_a_base_whose_files_can_not_be_had_says_so(base: Path, tmp_path: Path) -> None:
    """A clone without the contents of files, whose remote has gone."""
    git(base, "config", "uploadpack.allowFilter", "true")
    act(base, "progress", "001", "--rating", "on-track", "--note", "Well.")
    clone = tmp_path / "partial"
    subprocess.run(["git", "clone", "-q", "--filter=blob:none", base.as_uri(), clone], check=True)
    git(clone, "remote", "set-url", "origin", (tmp_path / "nowhere").as_uri())
    done = against(clone, rev="origin/main")
    assert (done.returncode, "nothing was compared" in done.stderr) == (2, True), done.stderr
    assert "hint:" not in done.stderr


def test_outside_any_repository_it_says_so(base: Path, tmp_path: Path) -> None:
    (base / ".git").rename(tmp_path / "elsewhere")
    done = against(base)
    assert (done.returncode, "is in no Git repository" in done.stderr) == (2, True)


def test_other_line_ends_are_no_alteration(base: Path) -> None:
    path = only(base)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    act_free = against(base)
    assert act_free.returncode == 2
    assert "nothing differs" in act_free.stderr


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "in the work tree"])
def test_an_entry_slipped_in_by_its_date_is_refused(base: Path, committed: bool) -> None:
    git(base, "switch", "-q", "main")
    act(base, "progress", "001", "--rating", "on-track", "--note", "Well.")
    git(base, "switch", "-q", "-C", "change")
    edit(only(base), "  - {act: progress", "  - {act: progress, date: 2025-04-15, rating: at-risk}\n  - {act: progress")
    if committed:
        git(base, "commit", "-q", "-a", "-m", "Tidy")
    assert codes(base) == ["ALT005"]


def test_an_entry_that_merging_the_base_put_in_by_date_is_lawful(base: Path) -> None:
    git(base, "config", "merge.directions.driver", DRIVER)
    append(base, "register/2025/EXIJB-2025-03-18-001.yaml", "act: progress, date: 2025-06-10, rating: at-risk")
    git(base, "commit", "-q", "-a", "-m", "Progress")
    git(base, "switch", "-q", "main")
    act(base, "progress", "001", "--rating", "on-track", "--note", "Well.")
    git(base, "switch", "-q", "change")
    git(base, "merge", "-q", "-m", "Merge branch 'main'", "main")
    assert codes(base) == []


def test_another_name_in_the_header_is_a_warning(base: Path) -> None:
    edit(base / "register" / "register.yaml", 'name: "Example Council"', 'name: "Another Council"')
    assert codes(base) == ["ALT015"]
    assert against(base).returncode == 0
    edit(base / "register" / "register.yaml", "kind: local-authority", "kind: health-board")
    assert "ALT016" in codes(base)
    assert against(base).returncode == 1


def test_the_summary_tells_each_act_in_words(base: Path, tmp_path: Path) -> None:
    place = tmp_path / "summary.md"
    place.write_text("# Job\n", encoding="utf-8")
    ACTS["vary"](base)
    assert against(base, "--summary", place).returncode == 0
    text = place.read_text("utf-8")
    assert text.startswith("# Job\n## Register of directions\n")
    assert "- Varied on 30 June 2025 by EXIJB-17/06/2025-001" in text
    assert "- New, approved on 17 June 2025, to Example Council." in text
    assert "| Ends | 31 March 2027 | 30 September 2027 |" in text
    edit(only_of_main(base), "amount: 1250000", "amount: 1300000")
    assert against(base, "--summary", place).returncode == 1
    assert "| error | ALT006 |" in place.read_text("utf-8")
    assert "**1 error.**" in place.read_text("utf-8")


def test_the_summary_alone_on_standard_output(base: Path) -> None:
    ACTS["progress"](base)
    done = against(base, "--summary", "-")
    assert done.returncode == 0
    assert done.stdout.startswith("## Register of directions\n")
    assert not (base / "-").exists()
    both = against(base, "--summary", "-", "--format", "json")
    assert (both.returncode, both.stdout) == (2, "")
    assert "can't both be standard output" in both.stderr


def test_the_summary_tells_what_else_changes(base: Path, tmp_path: Path) -> None:
    place = tmp_path / "summary.md"
    (base / "register" / "reports").mkdir()
    decision = "number: EXIJB-25-030\ntitle: A report\nmeeting: 2025-06-17\nrequires: direction\nto: [example-council]\n"
    (base / "register" / "reports" / "2025-06-17.yaml").write_text(decision, encoding="utf-8")
    edit(base / "register" / "register.yaml", "{title: Chair}", "{title: Convener}")
    assert against(base, "--summary", place).returncode == 0
    text = place.read_text("utf-8")
    assert "- The header (register.yaml) changes in: officers." in text
    said = "Decided: before the meeting of 17 June 2025, it requires a direction to Example Council."
    assert f"### Report EXIJB-25-030: A report\n\n{said}\n" in text
    assert text.count("EXIJB-25-030: A report") == text.count("requires a direction to") == 1, "a decision is told once"


def test_a_host_is_told_paths_from_the_top_of_the_repository(base: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    (outer / "health and care").mkdir(parents=True)
    git(outer, "init", "-q", "-b", "main")
    (base / ".git").rename(tmp_path / "old.git")
    base.rename(outer / "health and care" / "reg")
    folder = outer / "health and care" / "reg"
    (folder / "register" / "stray.txt").write_text("x", encoding="utf-8")
    found = run("-C", folder, "--today", TODAY, "validate", "--format", "github").stdout
    assert "file=health and care/reg/register/stray.txt" in found
    sarif = json.loads(run("-C", folder, "--today", TODAY, "validate", "--format", "sarif").stdout)
    places = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in sarif["runs"][0]["results"]]
    assert "health%20and%20care/reg/register/stray.txt" in places
