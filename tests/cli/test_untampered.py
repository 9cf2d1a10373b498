"""Histories as honest people make them, in the shapes that Git and its hosts give them: `audit` passes each."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.histories import (
    DRIVER,
    HEADER,
    ONE,
    REPORT,
    THREE,
    TODAY,
    act,
    append,
    aside,
    commit,
    edit,
    merge,
    named,
    put,
    remarked,
    text_of,
)
from tests.cli.terms import CARE
from tests.conftest import git

DIFFICULTY = "act: difficulty, date: 2025-06-10, stage: raised, by: example-council, summary: No bidder"


def progress(folder: Path, ref: str = "EXIJB-2025-03-18-003", day: str = TODAY) -> str:
    return act(folder, "progress", ref, "--rating", "delayed", "--note", "Late.", today=day)


def more_care(folder: Path) -> str:
    return act(folder, "issue", "--from", "-", given=CARE.replace("title: Care", "title: More care"))


def merged(folder: Path) -> None:
    aside(folder)
    progress(folder)
    git(folder, "switch", "-q", "main")
    more_care(folder)
    merge(folder)


def merged_by_date(folder: Path, *how: str) -> None:
    """Two branches of one direction, put together by the merge driver; the side's entry comes to stand first."""
    git(folder, "config", "merge.directions.driver", DRIVER)
    aside(folder)
    append(folder, ONE, DIFFICULTY)
    commit(folder, "Raise a difficulty")
    git(folder, "switch", "-q", "main")
    progress(folder, "EXIJB-2025-03-18-001", "2025-06-20")
    if how:
        git(folder, *how)
    else:
        merge(folder)
        assert re.search("difficulty.*2025-06-10[^@]*progress.*2025-06-20", text_of(folder, ONE))


def merged_from_main_first(folder: Path) -> None:
    """The officer brings her branch up to date by merging main into it, then it is merged: entries were put in on the branch."""
    merged_by_date(folder, "switch", "-q", "side")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge branch 'main' into side", "main")
    merge(folder)


def pulled_and_pushed(folder: Path) -> None:
    """The same, and main is then moved to the branch: its own line now goes along the branch."""
    merged_by_date(folder, "switch", "-q", "side")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge branch 'main' into side", "main")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--ff-only", "side")


def squashed(folder: Path) -> None:
    aside(folder)
    progress(folder)
    act(folder, "close", "EXIJB-2025-03-18-003", "--approved", "2025-06-17", "--reason", "achieved", "--note", "Done.")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--squash", "side")
    git(folder, "commit", "-q", "-m", "Progress and closure (#12)")


def rebased(folder: Path) -> None:
    aside(folder)
    progress(folder)
    git(folder, "switch", "-q", "main")
    more_care(folder)
    git(folder, "switch", "-q", "side")
    git(folder, "rebase", "-q", "main")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--ff-only", "side")


def octopus(folder: Path) -> None:
    for number, ref in enumerate(("EXIJB-2025-03-18-001", "EXIJB-2025-03-18-003")):
        aside(folder, f"side{number}")
        progress(folder, ref)
    git(folder, "switch", "-q", "main")
    more_care(folder)
    merge(folder, "side0", "side1")


def cherry_picked(folder: Path) -> None:
    aside(folder)
    picked = progress(folder)
    git(folder, "switch", "-q", "main")
    more_care(folder)
    git(folder, "cherry-pick", picked)
    merge(folder)


def draft_withdrawn(folder: Path) -> None:
    act(folder, "draft", "--from", "-", given=CARE.replace("title: Care", "title: Put off").replace("2025-03-18", "2025-06-24"))
    git(folder, "revert", "--no-edit", "HEAD")


def draft_redrafted_and_issued(folder: Path) -> None:
    terms = CARE.replace("title: Care", "title: Put off").replace("2025-03-18", "2025-06-24")
    act(folder, "draft", "--from", "-", given=terms)
    edit(folder, "register/2025/EXIJB-2025-06-24-001.yaml", "amount: 20000000.5", "amount: 21000000")
    commit(folder, "Put the sum right before it is issued")
    act(folder, "issue", "EXIJB-2025-06-24-001")


def header_edited(folder: Path) -> None:
    text = text_of(folder, HEADER)
    put(
        folder,
        HEADER,
        text.replace("functions:\n", "functions:\n  - {code: new-one, name: New one, delegated_by: nhs-example}\n", 1),
    )
    commit(folder, "A function was delegated")
    put(folder, HEADER, text_of(folder, HEADER) + "committees: [Performance and Audit Sub Committee]\n")
    commit(folder, "Name the committee")


def corrected(folder: Path) -> None:
    act(folder, "correct", "EXIJB-2025-03-18-003", "--set", "review=2027-05", "--reason", "Misread.")
    act(folder, "correct", "EXIJB-2025-03-18-001", "--set", "milestones.1.what=The first", "--reason", "Left out.")
    act(folder, "correct", "EXIJB-2025-03-18-001", "--set", "alignment.outcomes.1=", "--reason", "Misread.")


def other_line_ends(folder: Path) -> None:
    git(folder, "config", "core.autocrlf", "true")
    (folder / THREE).unlink()
    git(folder, "checkout", "--", THREE)
    progress(folder)
    git(folder, "config", "core.autocrlf", "false")
    for path in (ONE, THREE, HEADER, REPORT):
        put(folder, path, text_of(folder, path).replace("\r\n", "\n").replace("\n", "\r\n"))
    (folder / ".gitattributes").unlink()
    commit(folder, "Line ends as Windows has them")


def comments(folder: Path) -> None:
    put(
        folder,
        ONE,
        "# Kept by the governance team\n" + text_of(folder, ONE).replace("jointly: false", "jointly: false   # alone"),
    )
    commit(folder, "Say who keeps it")


def tags_and_empty_commits(folder: Path) -> None:
    git(folder, "tag", "-a", "-m", "Audited", "audited-2025")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Run CI again")
    git(folder, "tag", "main", "HEAD~3")


def other_files(folder: Path) -> None:
    put(folder, "minutes/2025-06-17.md", "Minutes")
    put(folder, "register/README.md", "Read me")
    put(folder, "register/2025/.gitkeep", "")
    commit(folder, "Keep the minutes too")
    (folder / "minutes" / "2025-06-17.md").unlink()
    commit(folder, "Keep them elsewhere")


def modes(folder: Path) -> None:
    git(folder, "update-index", "--chmod=+x", ONE)
    git(folder, "commit", "-q", "-m", "A share that makes every file a program")


def effect_ahead(folder: Path) -> None:
    act(folder, "vary", "EXIJB-2025-06-17-001", "--set", "approved=2025-06-24", "--set", "takes_effect=2027-01-01")


def moved(folder: Path) -> None:
    (folder / "nearby").mkdir()
    git(folder, "mv", "register", "nearby/register")
    commit(folder, "Move the register")
    put(folder, f"nearby/{ONE}", text_of(folder, f"nearby/{ONE}") + f"  - {{{DIFFICULTY}}}\n")
    commit(folder, "Raise a difficulty")


def merged_over_a_move(folder: Path) -> None:
    aside(folder)
    progress(folder)
    git(folder, "switch", "-q", "main")
    (folder / "nearby").mkdir()
    git(folder, "mv", "register", "nearby/register")
    commit(folder, "Move the register")
    merge(folder)


def a_neighbour_comes(folder: Path) -> None:
    """Another authority's register comes to stand in the same repository, and goes again."""
    text = text_of(folder, HEADER).replace("EXIJB", "EXOTH").replace("Example Integration", "Other Integration")
    put(folder, f"nearby/{HEADER}", text)
    commit(folder, "Keep our neighbour's too")
    git(folder, "rm", "-q", "-r", "nearby")
    commit(folder, "They keep it themselves")
    progress(folder)


def work_in_hand(folder: Path) -> None:
    """What is not committed is nobody's history yet."""
    edit(folder, ONE, "amount: 1250000", "amount: 9")


UNTAMPERED: dict[str, Callable[[Path], object]] = {
    "straight": lambda folder: None,
    "a merge": merged,
    "a merge by date": merged_by_date,
    "a merge from main first": merged_from_main_first,
    "a pull and a push": pulled_and_pushed,
    "a squash": squashed,
    "a rebase": rebased,
    "an octopus": octopus,
    "a cherry-pick": cherry_picked,
    "a draft withdrawn": draft_withdrawn,
    "a draft redrafted and issued": draft_redrafted_and_issued,
    "an ordinary header": header_edited,
    "corrections": corrected,
    "other line ends": other_line_ends,
    "comments": comments,
    "tags and empty commits": tags_and_empty_commits,
    "other files": other_files,
    "modes": modes,
    "effect ahead": effect_ahead,
    "a move": moved,
    "a merge over a move": merged_over_a_move,
    "a neighbour": a_neighbour_comes,
    "work in hand": work_in_hand,
}


@pytest.mark.parametrize("name", UNTAMPERED)
def test_an_honest_history_passes(past: Path, name: str) -> None:
    UNTAMPERED[name](past)
    status, found, said = named(past / "nearby" if (past / "nearby").is_dir() else past)
    assert (status, found) == (0, set()), said
    assert re.search(r"^Exceptions +none$", said, re.MULTILINE)
    assert re.search(r"^To be looked at +nothing$", said, re.MULTILINE), said


def rebased_by_date(folder: Path) -> None:
    merged_by_date(folder, "switch", "-q", "side")
    git(folder, "commit", "-q", "--amend", "--no-edit", "--date", "2026-11-01T10:00:00Z")
    git(folder, "rebase", "-q", "main")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--ff-only", "side")


def squashed_by_date(folder: Path, *message: str) -> None:
    merged_by_date(folder, "switch", "-q", "side")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge branch 'main' into side", "main")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--squash", "side")
    git(folder, "commit", "-q", *(message or ("--no-edit",)))


BY_DATE: dict[str, Callable[[Path], object]] = {
    "a rebase": rebased_by_date,
    "a squash in Git's words": squashed_by_date,
    "a squash of a request": lambda folder: squashed_by_date(folder, "-m", "Raise a difficulty (#12)"),
}


@pytest.mark.parametrize("name", BY_DATE)
def test_a_branch_put_in_by_date_and_carried_over_passes_and_is_to_be_looked_at(past: Path, name: str) -> None:
    BY_DATE[name](past)
    assert re.search("difficulty.*2025-06-10[^@]*progress.*2025-06-20", text_of(past, ONE))
    status, found, said = named(past)
    assert (status, found) == (0, set()), said
    assert {code for _, code in remarked(past)} == {"ALT014"}


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_a_shallow_clone_passes_for_what_it_has(past: Path, tmp_path: Path, depth: int) -> None:
    subprocess.run(["git", "clone", "-q", "--depth", str(depth), past.as_uri(), tmp_path / "shallow"], check=True)
    status, found, said = named(tmp_path / "shallow")
    assert (status, found) == (0, set()), said
    assert "that this shallow clone has" in said


def test_a_register_that_came_with_its_past_passes(example_copy: Path) -> None:
    """The worked example, whose commits are dated as its acts were; its statement is what everybody sees first."""
    status, found, said = named(example_copy)
    assert (status, found) == (0, set()), said


def test_a_register_in_a_repository_of_other_things_passes(past: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    put(outer, "readme.txt", "Other things")
    commit(outer, "Begin")
    put(outer, f"directions/{HEADER}", text_of(past, HEADER))
    put(outer, f"directions/{ONE}", text_of(past, ONE))
    commit(outer, "Bring the register")
    assert named(outer / "directions")[:2] == (0, set())
