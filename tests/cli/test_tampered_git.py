"""Histories that were tampered with by way of Git itself: merges, modes, dates, moves, and what a clone puts in their place."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.histories import (
    DRIVER,
    HEADER,
    ONE,
    THREE,
    TWO,
    act,
    append,
    aside,
    commit,
    edit,
    head,
    made,
    merge,
    named,
    put,
    put_in_between,
    raw,
    staged,
    text_of,
)
from tests.cli.terms import CARE
from tests.conftest import git

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def progressed_aside(folder: Path, name: str = "side", ref: str = "EXIJB-2025-03-18-001") -> str:
    aside(folder, name)
    return act(folder, "progress", ref, "--rating", "delayed", "--note", f"Late, says {name}.", today="2025-06-01")


def ours_alone(folder: Path) -> str:
    progressed_aside(folder)
    return merge(folder, "-s", "ours", "side")


def evil_sum(folder: Path) -> str:
    progressed_aside(folder)
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    edit(folder, ONE, "amount: 1250000", "amount: 9")
    return commit(folder, "Merge branch 'side'")


def evil_removal(folder: Path) -> str:
    progressed_aside(folder, ref="EXIJB-2025-03-18-003")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    edit(folder, ONE, "  - {act: progress, date: 2025-05-01, rating: on-track, note: Still well.}\n", "")
    return commit(folder, "Merge branch 'side'")


def evil_insertion(folder: Path) -> str:
    progressed_aside(folder, ref="EXIJB-2025-03-18-003")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    put_in_between(folder)
    return commit(folder, "Merge branch 'side'")


def insertion_on_a_branch(folder: Path) -> str:
    aside(folder)
    put_in_between(folder)
    commit(folder)
    return merge(folder)


def octopus_without_one(folder: Path) -> str:
    progressed_aside(folder, "side")
    progressed_aside(folder, "other", "EXIJB-2025-03-18-003")
    git(folder, "switch", "-q", "main")
    tree = git(folder, "rev-parse", "side^{tree}").strip()
    parents = [part for name in ("main", "side", "other") for part in ("-p", name)]
    git(folder, "reset", "-q", "--hard", git(folder, "commit-tree", "-m", "Merge both", *parents, tree).strip())
    return head(folder)


def deleted_on_a_branch(folder: Path) -> str:
    aside(folder)
    (folder / THREE).unlink()
    commit(folder)
    git(folder, "switch", "-q", "main")
    act(folder, "progress", "EXIJB-2025-03-18-001", "--rating", "delayed", "--note", "Late.")
    return merge(folder, "-X", "ours", "side")


def theirs_of_an_old_branch(folder: Path) -> str:
    """A merge that takes the files as an old branch has them, and so takes back what came since."""
    aside(folder, "side", "main~3")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Nothing")
    git(folder, "switch", "-q", "main")
    parents, tree = ("-p", "main", "-p", "side"), git(folder, "rev-parse", "side^{tree}").strip()
    git(folder, "reset", "-q", "--hard", git(folder, "commit-tree", "-m", "Merge branch 'side'", *parents, tree).strip())
    return head(folder)


def first_parent_turned(folder: Path) -> str:
    """The same with the sides turned round: what came since is on the second parent."""
    aside(folder, "side", "main~3")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Nothing")
    parents, tree = ("-p", "side", "-p", "main"), git(folder, "rev-parse", "side^{tree}").strip()
    made_so = git(folder, "commit-tree", "-m", "Merge branch 'main'", *parents, tree).strip()
    git(folder, "switch", "-q", "main")
    git(folder, "reset", "-q", "--hard", made_so)
    return made_so


def moved_on_one_side(folder: Path) -> str:
    """The register was moved, and a merge with a branch from before that leaves out the branch's entry."""
    progressed_aside(folder)
    git(folder, "switch", "-q", "main")
    (folder / "nearby").mkdir()
    git(folder, "mv", "register", "nearby/register")
    commit(folder, "Move the register")
    return merge(folder, "-s", "ours", "side")


def squashed_removal(folder: Path) -> str:
    aside(folder)
    edit(folder, ONE, "  - {act: progress, date: 2025-04-01, rating: on-track, note: Well.}\n", "")
    commit(folder)
    act(folder, "progress", "EXIJB-2025-03-18-003", "--rating", "delayed", "--note", "Late.")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--squash", "side")
    git(folder, "commit", "-q", "-m", "Progress (#12)")
    return head(folder)


def reverted_act(folder: Path) -> str:
    act(folder, "progress", "EXIJB-2025-03-18-003", "--rating", "delayed", "--note", "Late.")
    git(folder, "revert", "--no-edit", "HEAD")
    return head(folder)


def picked_revert(folder: Path) -> str:
    aside(folder)
    git(folder, "revert", "--no-edit", "main~3")
    picked = head(folder)
    git(folder, "switch", "-q", "main")
    git(folder, "cherry-pick", picked)
    return head(folder)


def link(folder: Path) -> str:
    (folder / ONE).unlink()
    (folder / ONE).symlink_to("EXIJB-2025-03-18-003.yaml")
    return commit(folder)


def link_with_the_same_bytes(folder: Path) -> str:
    return staged(folder, "120000", git(folder, "rev-parse", f"HEAD:{ONE}").strip(), ONE)


def submodule(folder: Path) -> str:
    put(folder, ".gitmodules", f'[submodule "x"]\n\tpath = {ONE}\n\turl = ./x\n\tignore = all\n')
    git(folder, "add", ".gitmodules")
    return staged(folder, "160000", head(folder), ONE)


def folder_linked(folder: Path) -> str:
    git(folder, "mv", "register/2025", "elsewhere")
    (folder / "register" / "2025").symlink_to("../elsewhere")
    return commit(folder)


def name_that_is_no_text(folder: Path) -> str:
    """A file whose name is no UTF-8, which no work tree needs to hold."""
    blob = git(folder, "rev-parse", f"HEAD:{ONE}").strip()
    line = b"100644 " + blob.encode() + b"\tregister/2025/EXIJB-\xff.yaml\0"
    subprocess.run(["git", "update-index", "-z", "--index-info"], input=line, cwd=folder, check=True)
    git(folder, "commit", "-q", "-m", "Tidy")
    return head(folder)


def no_utf8(folder: Path) -> str:
    (folder / ONE).write_bytes((folder / ONE).read_bytes().replace(b"Supports", b"Supp\xf6rts"))
    return commit(folder)


def author_before_the_act(folder: Path) -> str:
    act(folder, "progress", "EXIJB-2025-03-18-001", "--rating", "delayed", "--note", "Late.", today="2025-06-29")
    git(folder, "commit", "-q", "--amend", "--no-edit", "--date", "2025-06-20T12:00:00+01:00")
    return head(folder)


def author_after_the_commit(folder: Path) -> str:
    append(folder, ONE, "act: progress, date: 2025-06-20, rating: delayed")
    return commit(folder, GIT_AUTHOR_DATE="2098-06-20T12:00:00+01:00")


def clock_put_back(folder: Path) -> str:
    append(folder, ONE, "act: progress, date: 2025-05-20, rating: delayed")
    return commit(folder, GIT_AUTHOR_DATE="2025-05-20T12:00:00+01:00", GIT_COMMITTER_DATE="2025-05-20T12:00:00+01:00")


def clock_put_on(folder: Path) -> str:
    append(folder, ONE, "act: progress, date: 2098-05-20, rating: delayed")
    return commit(folder, GIT_AUTHOR_DATE="2098-05-20T12:00:00+01:00", GIT_COMMITTER_DATE="2098-05-20T12:00:00+01:00")


def words_like_git(folder: Path) -> str:
    """A commit whose author and message look like what Git prints of others."""
    edit(folder, ONE, "amount: 1250000", "amount: 9")
    return commit(folder, "\x01\x1f:100644 100644 M", GIT_AUTHOR_NAME="A\x1f\x01B", GIT_AUTHOR_EMAIL="a@example.org")


def message_with_a_nul(folder: Path) -> str:
    edit(folder, ONE, "amount: 1250000", "amount: 9")
    commit(folder)
    bad = made(folder, "commit", raw(folder, "commit", "HEAD") + b"\0:100644 100644 " + b"0" * 81 + b" M\0register/x\0")
    git(folder, "update-ref", "refs/heads/main", bad)
    return bad


def other_encoding(folder: Path) -> str:
    edit(folder, ONE, "amount: 1250000", "amount: 9")
    commit(folder)
    content = raw(folder, "commit", "HEAD").replace(b"\n\n", b"\nencoding UTF-16\n\n", 1)
    bad = made(folder, "commit", content)
    git(folder, "update-ref", "refs/heads/main", bad)
    return bad


TAMPERED: dict[str, tuple[str, Callable[[Path], str]]] = {
    "a merge by 'ours'": ("AUD004", ours_alone),
    "a merge that changes a sum": ("ALT006", evil_sum),
    "a merge that takes an entry out": ("ALT003", evil_removal),
    "a merge that puts an entry in": ("ALT005", evil_insertion),
    "a branch that put an entry in": ("ALT005", insertion_on_a_branch),
    "an octopus without one side": ("AUD004", octopus_without_one),
    "a file deleted on a branch": ("ALT001", deleted_on_a_branch),
    "an old branch that wins": ("ALT003", theirs_of_an_old_branch),
    "an old branch that wins, turned round": ("AUD004", first_parent_turned),
    "a merge over a move": ("AUD004", moved_on_one_side),
    "a removal in a squash": ("ALT003", squashed_removal),
    "an act reverted": ("ALT003", reverted_act),
    "a revert picked": ("ALT003", picked_revert),
    "a link": ("AUD003", link),
    "a link with the same bytes": ("AUD003", link_with_the_same_bytes),
    "another repository": ("AUD003", submodule),
    "a folder that is a link": ("ALT001", folder_linked),
    "a name that is no text": ("AUD003", name_that_is_no_text),
    "bytes that are no text": ("AUD003", no_utf8),
    "an author's date before the act": ("AUD001", author_before_the_act),
    "an author's date after the commit": ("AUD002", author_after_the_commit),
    "a clock put back": ("AUD007", clock_put_back),
    "a clock put on": ("AUD007", clock_put_on),
    "words like Git's": ("ALT006", words_like_git),
    "a message with a NUL": ("ALT006", message_with_a_nul),
    "another encoding": ("ALT006", other_encoding),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_done_by_way_of_git_is_named(past: Path, name: str) -> None:
    code, tamper = TAMPERED[name]
    bad = tamper(past)[:12]
    status, found, said = named(past / "nearby" if (past / "nearby").is_dir() else past)
    assert (bad, code) in found, said
    assert {each for each, _ in found} == {bad}, said
    assert status == 1
    git(past, "reset", "-q", "--hard")


def replaced(folder: Path, bad: str) -> None:
    git(folder, "replace", bad, f"{bad}~1")


def grafted(folder: Path, bad: str) -> None:
    (folder / ".git" / "info").mkdir(exist_ok=True)
    above = git(folder, "rev-parse", f"{bad}~1", f"{bad}~2").split()
    (folder / ".git" / "info" / "grafts").write_text(f"{bad} {above[1]}\n", encoding="ascii")


def cached_lie(folder: Path, bad: str) -> None:
    """A commit-graph, Git's cache of commits, that gives the bad commit the files of the one before it."""
    git(folder, "config", "core.commitGraph", "true")
    git(folder, "commit-graph", "write", "--reachable")
    path = folder / ".git" / "objects" / "info" / "commit-graph"
    trees = [bytes.fromhex(git(folder, "rev-parse", f"{name}^{{tree}}").strip()) for name in (bad, f"{bad}~1")]
    data = path.read_bytes()[:-20]
    assert trees[0] in data
    path.chmod(0o644)
    data = data.replace(*trees)
    path.write_bytes(data + hashlib.sha1(data, usedforsecurity=False).digest())


@pytest.mark.parametrize("hide", [replaced, grafted, cached_lie])
def test_what_a_clone_puts_in_place_of_the_history_is_not_believed(past: Path, hide: Callable[[Path, str], None]) -> None:
    edit(past, ONE, "amount: 1250000", "amount: 9")
    bad = commit(past)
    act(past, "progress", "EXIJB-2025-03-18-003", "--rating", "delayed", "--note", "Late.")
    hide(past, bad)
    status, found, said = named(past)
    assert (status, found) == (1, {(bad[:12], "ALT006")}), said


def test_an_object_that_holds_something_else_is_not_believed(past: Path) -> None:
    id = git(past, "rev-parse", f"HEAD:{ONE}").strip()
    other = git(past, "rev-parse", f"HEAD:{THREE}").strip()
    places = [past / ".git" / "objects" / each[:2] / each[2:] for each in (id, other)]
    places[0].chmod(0o644)
    places[0].write_bytes(places[1].read_bytes())
    status, _, said = named(past)
    assert status not in (0, 3)
    assert id in said
    assert "git fsck" in said


def test_a_cut_history_is_said_to_be_cut(past: Path) -> None:
    edit(past, ONE, "amount: 1250000", "amount: 9")
    commit(past)
    act(past, "progress", "EXIJB-2025-03-18-003", "--rating", "delayed", "--note", "Late.")
    (past / ".git" / "shallow").write_text(head(past) + "\n", encoding="ascii")
    _, _, said = named(past)
    assert "that this shallow clone has" in said
    assert "git fetch --unshallow" in said


def signing(folder: Path) -> None:
    """A key that may sign, made for the test, and the demand of signatures."""
    key = folder.parent / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "officer@example.org", "-f", key], check=True)
    public = key.with_suffix(".pub").read_text(encoding="ascii")
    (folder.parent / "allowed").write_text(f"officer@example.org {public}", encoding="ascii")
    for name, value in (("format", "ssh"), ("ssh.allowedSignersFile", folder.parent / "allowed")):
        git(folder, "config", f"gpg.{name}", str(value))
    git(folder, "config", "user.signingKey", str(key))
    git(folder, "config", "commit.gpgSign", "true")
    put(folder, HEADER, text_of(folder, HEADER) + "signatures: required\n")
    commit(folder, "Demand signatures")


def test_what_nobody_signed_is_named_and_so_is_who_drops_the_demand(past: Path) -> None:
    signing(past)
    act(past, "progress", "EXIJB-2025-03-18-003", "--rating", "delayed", "--note", "Late.")
    assert named(past)[:2] == (0, set())
    git(past, "config", "commit.gpgSign", "false")
    edit(past, HEADER, "signatures: required\n", "")
    dropped = commit(past)[:12]
    edit(past, ONE, "amount: 1250000", "amount: 9")
    altered = commit(past)[:12]
    assert named(past)[1] == {(dropped, "AUD005"), (altered, "ALT006")}
    assert (altered, "AUD005") in named(past, "--signatures")[1]


def test_a_signature_of_another_key_is_none_of_somebody_who_may(past: Path) -> None:
    signing(past)
    (past.parent / "key").unlink()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", past.parent / "key"], check=True)
    bad = act(past, "progress", "EXIJB-2025-03-18-003", "--rating", "delayed", "--note", "Late.")[:12]
    status, found, said = named(past)
    assert (status, found) == (1, {(bad, "AUD005")}), said


def test_a_demand_in_other_spelling_is_a_demand(past: Path) -> None:
    put(past, HEADER, text_of(past, HEADER) + '"signatures" : required\n')
    commit(past, "Demand signatures")
    bad = act(past, "progress", "EXIJB-2025-03-18-003", "--rating", "delayed", "--note", "Late.")[:12]
    status, found, said = named(past)
    assert (status, found) == (1, {(bad, "AUD005")}), said
    assert "has no signature" in said


def cut_back(folder: Path) -> None:
    git(folder, "reset", "-q", "--hard", "HEAD~2")
    act(folder, "progress", "EXIJB-2025-03-18-003", "--rating", "delayed", "--note", "Anew.")


def rooted_anew(folder: Path) -> None:
    """Every commit made again on another root: the files alone are as they were."""
    git(folder, "switch", "-q", "--orphan", "anew")
    git(folder, "checkout", "main", "--", ".")
    commit(folder, "Found the register")
    git(folder, "branch", "-q", "-M", "anew", "main")


def one_reworded(folder: Path) -> None:
    git(folder, "commit", "-q", "--amend", "-m", "Other words")


def root_altered(folder: Path) -> None:
    """The first commit made again with another committer, and all others on top of it."""
    root = git(folder, "rev-list", "--max-parents=0", "HEAD").strip()
    content = raw(folder, "commit", root).replace(b"Governance Officer", b"Somebody Else")
    again = made(folder, "commit", content)
    git(folder, "rebase", "-q", "--onto", again, root, "main")


def only_beside(folder: Path) -> None:
    """The noted commit is still reachable, but no longer on the branch's own line."""
    noted = head(folder)
    git(folder, "reset", "-q", "--hard", "HEAD~2")
    act(folder, "progress", "EXIJB-2025-03-18-001", "--rating", "delayed", "--note", "Anew.")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge the rest", noted)


REWRITTEN = {
    "cut back": cut_back,
    "made anew": rooted_anew,
    "the last one reworded": one_reworded,
    "the root altered": root_altered,
    "only beside the line": only_beside,
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_history_written_anew_is_named_by_what_was_noted(past: Path, name: str) -> None:
    noted = head(past)
    digest = re.search(r"^Digest +(\S+)$", named(past)[2], re.MULTILINE)[1]
    REWRITTEN[name](past)
    for option in (("--since", noted), ("--expect", digest)):
        status, found, said = named(past, *option)
        assert (noted[:12], "AUD006") in found, said
        assert status == 1
    assert f"EXIJB-{noted[:12]}-" in digest


def test_a_digest_holds_over_a_move(past: Path) -> None:
    digest = re.search(r"^Digest +(\S+)$", named(past)[2], re.MULTILINE)[1]
    noted = head(past)
    (past / "nearby").mkdir()
    git(past, "mv", "register", "nearby/register")
    moved = commit(past, "Move the register")
    assert named(past / "nearby", "--expect", digest)[:2] == (0, set())
    assert named(past / "nearby", "--since", noted)[:2] == (0, set())
    assert named(past / "nearby", "--since", moved)[:2] == (0, set())


def test_a_merge_by_date_is_no_cover_for_a_second_entry(past: Path) -> None:
    git(past, "config", "merge.directions.driver", DRIVER)
    aside(past)
    append(past, ONE, "act: difficulty, date: 2025-06-10, stage: raised, by: example-council, summary: No bidder")
    commit(past, "Raise a difficulty")
    git(past, "switch", "-q", "main")
    act(past, "progress", "EXIJB-2025-03-18-001", "--rating", "delayed", "--note", "Late.", today="2025-06-20")
    git(past, "merge", "-q", "--no-ff", "--no-commit", "side")
    edit(
        past,
        ONE,
        "  - {act: progress, date: 2025-06-20",
        "  - {act: progress, date: 2025-06-12, rating: at-risk}\n  - {act: progress, date: 2025-06-20",
    )
    bad = commit(past, "Merge branch 'side'")[:12]
    status, found, said = named(past)
    assert (status, found) == (1, {(bad, "ALT005")}), said


def test_an_issued_direction_left_out_of_a_merge_is_named(past: Path) -> None:
    aside(past)
    act(past, "issue", "--from", "-", given=CARE.replace("title: Care", "title: More care"))
    bad = merge(past, "-s", "ours", "side")[:12]
    assert named(past)[:2] == (1, {(bad, "AUD004")})


def test_nothing_but_the_ending_of_another_is_no_ending(past: Path) -> None:
    """A direction that says it replaces another, entered by hand without the other's entry."""
    text = (
        text_of(past, TWO)
        .partition("history:")[0]
        .replace("2025-03-18", "2025-06-24")
        .replace("18/03/2025-002", "24/06/2025-001")
    )
    put(
        past,
        "register/2025/EXIJB-2025-06-24-001.yaml",
        text.replace("private: false", "supersedes: [EXIJB-2025-03-18-001]\nprivate: false")
        + "history:\n  - {act: issued, date: 2025-06-25, officer: Chief Officer}\n",
    )
    bad = commit(past)[:12]
    assert named(past)[:2] == (1, {(bad, "LNK002")})
