"""Real Git merges, rebases and cherry-picks with `directions merge-driver`, and what happens without it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from directions_cli.store.reader import read_yaml
from tests.conftest import git, run, run_process
from tests.ledger.world import VARY, done, terms

DRIVER = "directions merge-driver %O %A %B %P %L"
REF = "EXIJB-2025-03-18-001"
FILE = f"register/2025/{REF}.yaml"
PROGRESS = ("progress", REF, "--rating", "on-track", "--note", "Three of four are open.", "--date", "2025-07-20")
RAISED = ("difficulty", "raise", REF, "--by", "example-council", "--summary", "No places.", "--date", "2025-07-10")
LATER = ("progress", REF, "--rating", "at-risk", "--note", "Late", "--date", "2025-07-22")
REVOKE = ("revoke", REF, "--approved", "2025-06-17", "--reason", "halted", "--note", "Halted", "--date", "2025-06-18")
CLOSE = ("close", REF, "--approved", "2025-07-15", "--reason", "achieved", "--note", "Done", "--date", "2025-07-16")


@pytest.fixture(scope="session")
def path_with_directions(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH on which `directions` is this program."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "directions"
    script.write_text(f'#!/bin/sh\nexec "{Path(sys.executable).as_posix()}" -m directions_cli "$@"\n', newline="\n")
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def configure(folder: Path, attributes: str = "register/**/*.yaml merge=directions\n") -> None:
    """What `init` writes and the officer is asked to say once in each clone."""
    (folder / ".gitattributes").write_text(attributes)
    git(folder, "config", "merge.directions.driver", DRIVER)
    git(folder, "add", ".gitattributes")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Merge entry by entry")


@pytest.fixture
def issued(register: Path, monkeypatch: pytest.MonkeyPatch, path_with_directions: str) -> Path:
    """A register with one direction, set up for the driver."""
    monkeypatch.setenv("PATH", path_with_directions)
    configure(register)
    done(register, "issue", "--from", "-", "--date", "2025-03-20")
    return register


def tried(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a Git command that may fail."""
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **(env or {})},
    )


def branched(folder: Path, theirs: tuple[str, ...], ours: tuple[str, ...]) -> None:
    """An act on a branch `other`, and another on the branch one stands on again."""
    git(folder, "switch", "-q", "-c", "other")
    done(folder, *theirs)
    git(folder, "switch", "-q", "main")
    done(folder, *ours)


def acts(folder: Path, file: str = FILE) -> list[str]:
    """The acts of a direction's history in their order."""
    return [entry["act"] for entry in read_yaml((folder / file).read_text(encoding="utf-8")).value["history"]]


def unmerged(folder: Path) -> str:
    return git(folder, "diff", "--name-only", "--diff-filter=U").strip()


def test_two_branches_are_merged_by_date(issued: Path) -> None:
    branched(issued, RAISED, PROGRESS)
    git(issued, "merge", "-q", "--no-edit", "other")
    assert acts(issued) == ["issued", "difficulty", "progress"]
    found = run("-C", issued, "--today", "2025-07-25", "validate")
    assert found.returncode == 0, found.stdout


def test_the_result_is_the_same_from_the_other_side(issued: Path) -> None:
    branched(issued, RAISED, PROGRESS)
    git(issued, "branch", "kept")
    git(issued, "merge", "-q", "--no-edit", "other")
    git(issued, "switch", "-q", "other")
    git(issued, "merge", "-q", "--no-edit", "kept")
    assert git(issued, "rev-parse", "main^{tree}") == git(issued, "rev-parse", "other^{tree}")


def test_branches_merged_again_and_again_both_ways(issued: Path) -> None:
    branched(issued, RAISED, PROGRESS)
    git(issued, "merge", "-q", "--no-edit", "other")
    git(issued, "switch", "-q", "other")
    done(issued, *LATER)
    git(issued, "merge", "-q", "--no-edit", "main")
    assert acts(issued) == ["issued", "difficulty", "progress", "progress"]
    git(issued, "switch", "-q", "main")
    git(issued, "merge", "-q", "--no-edit", "other")
    assert git(issued, "rev-parse", "main") == git(issued, "rev-parse", "other")


def test_criss_cross_merges_have_an_ancestor_made_by_the_driver(issued: Path) -> None:
    branched(issued, RAISED, PROGRESS)
    git(issued, "branch", "kept")
    git(issued, "merge", "-q", "--no-edit", "other")
    done(issued, *LATER)
    git(issued, "switch", "-q", "other")
    git(issued, "merge", "-q", "--no-edit", "kept")
    done(issued, "review", REF, "--outcome", "retain", "--body", "Audit", "--note", "Stands", "--date", "2025-07-24")
    git(issued, "merge", "-q", "--no-edit", "main")
    assert acts(issued) == ["issued", "difficulty", "progress", "progress", "reviewed"]


def test_a_rebase(issued: Path) -> None:
    branched(issued, RAISED, PROGRESS)
    git(issued, "rebase", "-q", "other")
    assert acts(issued) == ["issued", "difficulty", "progress"]
    assert len(git(issued, "rev-list", "--merges", "HEAD").split()) == 0


def test_a_cherry_pick_and_then_a_merge_have_the_entry_once(issued: Path) -> None:
    branched(issued, RAISED, PROGRESS)
    git(issued, "cherry-pick", "other")
    assert acts(issued) == ["issued", "difficulty", "progress"]
    git(issued, "merge", "-q", "--no-edit", "other")
    assert acts(issued) == ["issued", "difficulty", "progress"]


def test_a_revert_takes_an_entry_out_as_text(issued: Path) -> None:
    done(issued, *RAISED)
    git(issued, "revert", "--no-edit", "HEAD")
    assert acts(issued) == ["issued"]


def test_varied_on_one_and_revoked_on_the_other_is_a_conflict_in_words(issued: Path) -> None:
    branched(issued, REVOKE, VARY)
    merge = tried(issued, "merge", "--no-edit", "other")
    assert merge.returncode == 1
    assert "a direction ends once, but ours is varied on" in merge.stderr
    assert unmerged(issued) == FILE
    text = (issued / FILE).read_text(encoding="utf-8")
    assert "<<<<<<< ours\n# directions: a direction ends once" in text
    found = run("-C", issued, "--today", "2025-07-25", "validate")
    assert found.returncode == 1
    assert "FIL004" in found.stdout
    git(issued, "merge", "--abort")
    assert acts(issued) == ["issued", "varied"]


def test_progress_after_the_day_it_was_closed_is_a_conflict(issued: Path) -> None:
    branched(issued, CLOSE, PROGRESS)
    assert "it is closed on 2025-07-20 (LIF001)" in tried(issued, "merge", "other").stderr
    text = (issued / FILE).read_text(encoding="utf-8")
    (issued / FILE).write_text(re.sub(r"(?m)^(<<<<<<< ours|=======|>>>>>>> theirs|#(?! yaml).*)\n", "", text))
    assert acts(issued) == ["issued", "progress", "closed"]


def test_several_branches_at_once_are_refused_where_they_clash_and_merged_where_not(issued: Path) -> None:
    branched(issued, CLOSE, PROGRESS)
    git(issued, "switch", "-q", "-c", "third", "main~1")
    done(issued, *REVOKE)
    git(issued, "switch", "-q", "main")
    before = git(issued, "rev-parse", "HEAD")
    octopus = tried(issued, "merge", "--no-edit", "other", "third")
    assert octopus.returncode != 0
    assert git(issued, "rev-parse", "HEAD") == before


def test_without_the_config_git_leaves_its_own_conflict(issued: Path) -> None:
    branched(issued, RAISED, PROGRESS)
    git(issued, "config", "--unset", "merge.directions.driver")
    assert tried(issued, "merge", "other").returncode == 1
    text = (issued / FILE).read_text(encoding="utf-8")
    assert "<<<<<<< HEAD\n" in text
    assert "No places." in text
    assert "Three of four" in text


def test_a_driver_that_is_not_on_the_path_leaves_a_conflict_and_the_merge_can_be_made_anew(issued: Path) -> None:
    """Git then leaves our text without marks; the file stays unmerged, so that nothing is committed unseen."""
    branched(issued, RAISED, PROGRESS)
    git(issued, "config", "merge.directions.driver", DRIVER.replace("directions", "no-such-program", 1))
    assert tried(issued, "merge", "other").returncode != 0
    assert unmerged(issued) == FILE
    assert tried(issued, "commit", "-m", "x").returncode != 0
    git(issued, "merge", "--abort")
    git(issued, "config", "merge.directions.driver", DRIVER)
    git(issued, "merge", "-q", "--no-edit", "other")
    assert acts(issued) == ["issued", "difficulty", "progress"]


def test_a_register_in_a_folder_with_blanks(register: Path, tmp_path: Path, monkeypatch, path_with_directions: str) -> None:
    monkeypatch.setenv("PATH", path_with_directions)
    top = tmp_path / "all the papers"
    inner = top / "of the board's $HOME"
    inner.mkdir(parents=True)
    shutil.copytree(register / "register", inner / "register")
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "Begin")
    configure(top, "register/**/*.yaml merge=directions\n**/register/**/*.yaml merge=directions\n")
    done(inner, "issue", "--from", "-", "--date", "2025-03-20")
    branched(inner, RAISED, PROGRESS)
    git(inner, "merge", "-q", "--no-edit", "other")
    assert acts(inner) == ["issued", "difficulty", "progress"]


def test_windows_line_ends(issued: Path) -> None:
    for name in ("other", "main"):
        git(issued, "switch", "-q", *(("-c", name) if name == "other" else (name,)))
        if name == "other":
            (issued / FILE).write_bytes((issued / FILE).read_bytes().replace(b"\n", b"\r\n"))
            git(issued, "commit", "-q", "-am", "Line ends of an editor")
        done(issued, *(RAISED if name == "other" else PROGRESS))
    git(issued, "merge", "-q", "--no-edit", "other")
    data = (issued / FILE).read_bytes()
    assert acts(issued) == ["issued", "difficulty", "progress"]
    assert data.count(b"\r\n") in (0, data.count(b"\n"))


def test_the_size_of_marks_is_that_of_the_attribute(issued: Path) -> None:
    configure(issued, "register/**/*.yaml merge=directions conflict-marker-size=15\n")
    branched(issued, REVOKE, CLOSE)
    assert tried(issued, "merge", "other").returncode == 1
    text = (issued / FILE).read_text(encoding="utf-8")
    assert re.findall(r"^[<=>]+", text, re.MULTILINE) == ["<" * 15, "=" * 15, ">" * 15]
    assert run("-C", issued, "--today", "2025-07-25", "validate").returncode == 1


def test_header_and_reports_are_merged_as_any_text(issued: Path) -> None:
    header = issued / "register" / "register.yaml"
    git(issued, "switch", "-q", "-c", "other")
    header.write_text(header.read_text().replace("format: 1", "# on top\nformat: 1"))
    git(issued, "commit", "-q", "-am", "Top")
    git(issued, "switch", "-q", "main")
    header.write_text(header.read_text() + "# at the end\n")
    git(issued, "commit", "-q", "-am", "End")
    git(issued, "merge", "-q", "--no-edit", "other")
    assert "# on top\n" in header.read_text()
    assert header.read_text().endswith("# at the end\n")


def test_one_number_given_to_two_directions_is_a_conflict(issued: Path, tmp_path: Path) -> None:
    other = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(issued), str(other))
    for folder, word in ((other, "evening"), (issued, "night")):
        done(folder, "issue", "--from", "-", "--date", "2025-03-21", given=terms().replace("day services", f"{word} services"))
    git(issued, "fetch", "-q", str(other), "main")
    merge = tried(issued, "merge", "FETCH_HEAD")
    assert merge.returncode == 1
    assert "CONFLICT (add/add)" in merge.stdout
    assert "two branches made different directions under this number" in merge.stderr
    text = (issued / "register/2025/EXIJB-2025-03-18-002.yaml").read_text()
    assert "night services" in text.partition("=======")[0]
    assert "evening services" in text.partition("=======")[2]


def test_one_reference_in_two_files_is_found_by_validate(issued: Path, tmp_path: Path) -> None:
    other = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(issued), str(other))
    for folder in (other, issued):
        done(folder, "issue", "--from", "-", "--date", "2025-03-21")
    git(other, "mv", "register/2025/EXIJB-2025-03-18-002.yaml", "register/2025/EXIJB-2025-03-18-003.yaml")
    git(other, "commit", "-q", "-m", "Named by hand")
    git(issued, "fetch", "-q", str(other), "main")
    git(issued, "merge", "-q", "--no-edit", "FETCH_HEAD")
    found = run("-C", issued, "--today", "2025-07-25", "validate")
    assert found.returncode == 1
    assert "IDN" in found.stdout


@pytest.fixture
def three(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Three files as Git hands them over, in a folder with blanks."""
    folder = tmp_path / "a b"
    folder.mkdir()
    files = tuple(folder / name for name in ("base", "ours", "theirs"))
    for file in files:
        file.write_text("title: x\n")
    return files  # type: ignore[return-value]


def test_by_hand_on_files_that_are_no_directions(three) -> None:
    base, ours, theirs = three
    ours.write_text("title: y\n")
    theirs.write_text("title: z\n")
    assert run_process("merge-driver", *three, "notes.txt", 9).returncode == 1
    assert ours.read_text() == "<<<<<<<<< ours\ntitle: y\n=========\ntitle: z\n>>>>>>>>> theirs\n"
    ours.write_text("title: x\n")
    assert run_process("merge-driver", *three).returncode == 0
    assert ours.read_text() == "title: z\n"
    assert base.read_text() == "title: x\n"


def test_a_side_that_is_no_yaml_is_merged_by_lines_and_says_why(three) -> None:
    _, ours, theirs = three
    ours.write_text("title: [\n")
    theirs.write_text("title: z\n")
    done = run_process("merge-driver", *three, FILE, 7)
    assert done.returncode == 1
    assert "ours can't be read as a direction" in done.stderr
    assert ours.read_text().startswith("<<<<<<< ours\n# directions: ours can't be read as a direction: line 2")
    assert ours.read_text().endswith("title: [\n=======\ntitle: z\n>>>>>>> theirs\n")


@pytest.mark.parametrize("more", [(FILE, "0"), (FILE, "many"), (FILE, "7", "x")])
def test_what_git_never_asks_is_refused_and_nothing_is_written(three, more) -> None:
    assert run_process("merge-driver", *three, *more).returncode == 2
    assert three[1].read_text() == "title: x\n"


def test_a_file_that_is_not_there_is_named(three) -> None:
    done = run_process("merge-driver", three[0], three[1], three[2].with_name("none"), FILE, 7)
    assert done.returncode == 2
    assert "can't be read" in done.stderr


def test_bytes_that_are_no_text_stay_ours(three) -> None:
    three[1].write_bytes(b"\0\1")
    three[2].write_bytes(b"\0\2")
    assert run_process("merge-driver", *three, FILE, 7).returncode == 1
    assert three[1].read_bytes() == b"\0\1"
