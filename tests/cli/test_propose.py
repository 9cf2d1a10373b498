"""Acts proposed on a branch of their own: nothing that is checked out changes, numbers are never given twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.terms import CARE, GOOD, changed
from tests.cli.test_asking import Terminal
from tests.conftest import git, run, run_process
from tests.ledger.world import DECIDE, Snapshot, files_in_commit, files_of, snapshot, with_other_work

TODAY = ("--today", "2025-07-25")
FIRST = "EXIJB-2025-03-18-001"
FILE = f"register/2025/{FIRST}.yaml"
DRAFT = ("draft", "--from", "-")
ISSUE = ("issue", "--from", "-", "--date", "2025-03-20")
CLOSE = ("close", FIRST, "--approved", "2025-06-17", "--reason", "achieved", "--note", "All 40 places are open.")
PROGRESS = ("progress", FIRST, "--rating", "on-track", "--note", "Ten places are open.")


@pytest.fixture
def hub(register: Path) -> Path:
    """A bare remote that holds the register, in which one direction is issued; `register` is a clone of it."""
    assert act(register, *ISSUE).returncode == 0
    bare = register.parent / "hub.git"
    git(register, "clone", "--quiet", "--bare", ".", str(bare))
    git(register, "remote", "add", "origin", str(bare))
    git(register, "fetch", "--quiet", "origin")
    git(register, "branch", "--quiet", "--set-upstream-to=origin/main")
    return bare


def clone(hub: Path, name: str = "two") -> Path:
    git(hub.parent, "clone", "--quiet", str(hub), name)
    return hub.parent / name


def act(folder: Path, *arguments: object, given: str = GOOD, **more):
    return run("-C", folder, *TODAY, *arguments, given=given, **more)


def proposed(folder: Path, *arguments: object, **more) -> str:
    """Propose something that must succeed; gives the last line of standard output."""
    done = act(folder, *arguments, *(() if arguments[0] == "propose" else ("--propose",)), **more)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def branches(folder: Path, where: str = "refs/heads/directions") -> list[str]:
    return git(folder, "for-each-ref", "--format=%(refname:lstrip=2)", where).split()


def but_for_refs(whole: Snapshot) -> tuple[object, ...]:
    return (whole.head, whole.status, whole.staged, whole.unstaged, whole.index, whole.files)


def merge(folder: Path, branch: str) -> None:
    """Merge a branch of the remote into its main, as a site does."""
    place = folder.parent / "merging"
    shutil.rmtree(place, ignore_errors=True)
    git(folder.parent, "clone", "--quiet", str(folder.parent / "hub.git"), str(place))
    git(place, "merge", "--quiet", "--no-ff", "-m", "Merge", f"origin/{branch}")
    git(place, "push", "--quiet", "origin", "main")


def test_nothing_that_is_checked_out_changes(register, hub):
    with_other_work(register)
    before = snapshot(register)
    branch = proposed(register, *DRAFT)
    assert branch == "directions/draft-EXIJB-2025-03-18-002"
    assert but_for_refs(snapshot(register)) == but_for_refs(before)
    assert files_in_commit(register, branch) == ["register/2025/EXIJB-2025-03-18-002.yaml"]
    assert git(register, "rev-parse", f"{branch}^") == git(register, "rev-parse", "origin/main")
    assert branches(hub) == [], "nothing is pushed unasked"
    message = git(register, "log", "-1", "--format=%B", branch)
    assert message.startswith("Draft EXIJB-18/03/2025-002: Day services")
    assert "Act: draft" in message


@pytest.mark.parametrize(
    ("arguments", "branch"),
    [
        (ISSUE, "issue-EXIJB-2025-03-18-002"),
        (("vary", FIRST, "--set", "approved=2025-05-20", "--set", "finance.1.amount=1400000"), "vary-EXIJB-2025-05-20-001"),
        (("supersede", FIRST, "--set", "approved=2025-05-20"), "supersede-EXIJB-2025-05-20-001"),
        (CLOSE, f"close-{FIRST}"),
        (("revoke", FIRST, "--approved", "2025-06-17", "--reason", "halted", "--note", "Sold."), f"revoke-{FIRST}"),
        (("correct", FIRST, "--set", "review=2027-05", "--reason", "The minute says May."), f"correct-{FIRST}"),
        (PROGRESS, f"progress-{FIRST}"),
        (("review", FIRST, "--outcome", "retain", "--body", "Audit", "--note", "On course."), f"review-{FIRST}"),
        (("difficulty", "raise", FIRST, "--by", "example-council", "--summary", "No bidder."), f"difficulty-{FIRST}"),
        (DECIDE, "decide-2025-06-17-respite"),
    ],
)
def test_every_act_can_be_proposed(register, hub, arguments, branch):
    before = snapshot(register)
    assert proposed(register, *arguments, "--push") == f"directions/{branch}"
    assert but_for_refs(snapshot(register)) == but_for_refs(before)
    assert branches(hub) == [f"directions/{branch}"]
    merge(register, f"directions/{branch}")
    git(register, "pull", "--quiet")
    assert act(register, "validate").returncode == 0


def test_the_default_branch_is_fetched_and_the_act_judged_there(register, hub):
    other = clone(hub)
    assert act(other, *CLOSE).returncode == 0
    git(other, "push", "--quiet")
    refused = act(register, *PROGRESS, "--propose")
    assert refused.returncode == 1
    assert "closed" in refused.stderr
    assert branches(register) == []
    assert proposed(register, *DRAFT) == "directions/draft-EXIJB-2025-03-18-002"
    assert git(register, "show", f"directions/draft-EXIJB-2025-03-18-002:{FILE}").count("act: closed") == 1


def test_an_edit_in_the_work_tree_is_no_part_of_what_is_proposed(register, hub):
    path = register / FILE
    path.write_text(path.read_text().replace("1250000", "9"))
    branch = proposed(register, "vary", FIRST, "--set", "approved=2025-05-20", "--set", "finance.1.use=More places")
    assert "1250000" in git(register, "show", f"{branch}:register/2025/EXIJB-2025-05-20-001.yaml")
    assert "amount: 9" in path.read_text()


def test_own_commits_that_the_remote_lacks_are_left_out_and_it_is_said(register, hub):
    assert act(register, *CLOSE).returncode == 0
    done = act(register, *DRAFT, "--propose")
    assert done.returncode == 0
    assert "your own main has commits that origin lacks" in done.stderr
    assert git(register, "rev-list", "--count", "origin/main..directions/draft-EXIJB-2025-03-18-002") == "1\n"


@pytest.mark.parametrize("where", [("switch", "--quiet", "-c", "elsewhere"), ("switch", "--quiet", "--detach")])
def test_from_another_branch_and_from_none(register, hub, where):
    git(register, *where)
    before = snapshot(register)
    proposed(register, *DRAFT, "--push")
    assert but_for_refs(snapshot(register)) == but_for_refs(before)
    assert branches(hub) == ["directions/draft-EXIJB-2025-03-18-002"]


def test_while_a_merge_is_in_progress(register, hub):
    git(register, "switch", "--quiet", "-c", "side", "HEAD~1")
    (register / "a.txt").write_text("a")
    git(register, "add", "a.txt")
    git(register, "commit", "--quiet", "-m", "Side")
    git(register, "merge", "--quiet", "--no-commit", "--no-ff", "main")
    before = snapshot(register)
    proposed(register, *PROGRESS)
    assert but_for_refs(snapshot(register)) == but_for_refs(before)
    assert (register / ".git" / "MERGE_HEAD").exists()


def test_without_a_remote(register):
    before = snapshot(register)
    done = act(register, *DRAFT, "--propose")
    assert done.returncode == 0
    assert "there is no remote" in done.stderr
    assert but_for_refs(snapshot(register)) == but_for_refs(before)
    assert branches(register) == [f"directions/draft-{FIRST}"]
    refused = act(register, *DRAFT, "--propose", "--push")
    assert refused.returncode == 1
    assert "no remote to push to" in refused.stderr
    assert branches(register) == [f"directions/draft-{FIRST}"]


def test_offline_it_is_said_and_the_last_fetched_branch_is_used(register, hub):
    git(register, "remote", "set-url", "origin", "https://me:hidden-word@127.0.0.1:9/none.git")
    done = act(register, *DRAFT, "--propose")
    assert done.returncode == 0
    assert "can't be reached" in done.stderr
    assert "hidden-word" not in done.stderr
    failed = act(register, *DRAFT, "--propose", "--push")
    assert failed.returncode == 1
    assert "git push origin directions/draft-EXIJB-2025-03-18-003" in failed.stderr
    assert "hidden-word" not in failed.stderr
    assert len(branches(register)) == 2
    git(register, "remote", "set-url", "origin", str(hub))
    assert proposed(register, "propose", "EXIJB-2025-03-18-003", "--push").endswith("003")
    assert branches(hub) == ["directions/draft-EXIJB-2025-03-18-003"]


def test_a_draft_that_was_numbered_meanwhile_gets_the_next_number(register, hub):
    """The other's branch is not seen when the number is given, as where a clone fetches the default branch alone."""
    git(register, "config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main")
    other = clone(hub)
    proposed(other, *DRAFT, "--push", given=CARE)
    done = act(register, *DRAFT, "--propose", "--push")
    assert done.returncode == 0, done.stderr
    assert "EXIJB-18/03/2025-002 was taken in the meantime" in done.stderr
    assert done.stdout.startswith("EXIJB-18/03/2025-003 EXIJB-2025-03-18-003\n")
    assert branches(register) == ["directions/draft-EXIJB-2025-03-18-003"]
    assert branches(hub) == ["directions/draft-EXIJB-2025-03-18-002", "directions/draft-EXIJB-2025-03-18-003"]
    assert "Care at home" in git(hub, "show", "directions/draft-EXIJB-2025-03-18-002")


def test_an_issued_direction_whose_number_was_taken_is_refused(register, hub):
    git(register, "config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main")
    other = clone(hub)
    proposed(other, *ISSUE, "--push", given=CARE)
    before = snapshot(register)
    refused = act(register, *ISSUE, "--propose", "--push")
    assert refused.returncode == 1
    assert "EXIJB-18/03/2025-002 was taken in the meantime" in refused.stderr
    assert "may stand in a letter" in refused.stderr
    assert snapshot(register) == before
    assert "Care at home" in git(hub, "show", "directions/issue-EXIJB-2025-03-18-002")


def test_the_same_commit_pushed_twice_is_not_one_number_for_two(register, hub):
    """The same words by the same name in the same second make the same commit: the second is a draft of its own."""
    git(register, "config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main")
    other = clone(hub)
    dated = {"GIT_AUTHOR_DATE": "2025-07-25T10:00:00Z", "GIT_COMMITTER_DATE": "2025-07-25T10:00:00Z"}
    proposed(other, *DRAFT, "--push", env=dated)
    assert proposed(register, *DRAFT, "--push", env=dated) == "directions/draft-EXIJB-2025-03-18-003"
    assert len(branches(hub)) == 2


def test_two_acts_that_take_one_number_under_two_names(register, hub):
    git(register, "config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main")
    other = clone(hub)
    proposed(other, *ISSUE, "--push", given=CARE)
    done = act(register, *DRAFT, "--propose", "--push")
    # This clone does not fetch the other's branch, so only Git's merge can catch it.
    assert done.returncode == 0
    git(register, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    third = clone(hub, "three")
    assert proposed(third, *DRAFT, "--push") == "directions/draft-EXIJB-2025-03-18-003"


def test_many_clones_at_once(register, hub):
    """Every draft gets a number of its own, and none is lost."""
    clones = [clone(hub, f"clone{number}") for number in range(3)]
    said: list[tuple[int, str, str]] = []

    def work(folder: Path, number: int) -> None:
        for turn in range(3):
            given = changed(GOOD, title=f"Number {number} of {turn}")
            verb = ISSUE if turn == 1 else DRAFT
            done = run_process_of(folder, *verb, "--propose", "--push", given=given)
            said.append((done.returncode, done.stdout.decode(), done.stderr.decode()))

    threads = [threading.Thread(target=work, args=(folder, number)) for number, folder in enumerate(clones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    good = [out for code, out, _ in said if code == 0]
    assert all("taken in the meantime" in err for code, _, err in said if code), said
    ids = [out.split()[1] for out in good]
    assert len(ids) == len(set(ids)) >= 6
    there = branches(hub)
    assert sorted(name.partition("-")[2] for name in there) == sorted(ids)


def test_several_at_once_in_one_clone(register, hub):
    threads, said = [], []
    for number in range(4):
        given = changed(GOOD, title=f"Number {number}")
        threads.append(
            threading.Thread(
                target=lambda given=given: said.append(run_process_of(register, *DRAFT, "--propose", "--push", given=given))
            )
        )
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [done.returncode for done in said] == [0] * 4, [done.stderr for done in said]
    ids = {done.stdout.split()[1] for done in said}
    assert len(ids) == 4
    assert len(branches(hub)) == len(branches(register)) == 4


def run_process_of(folder: Path, *arguments: str, given: str):
    command = [sys.executable, "-m", "directions_cli", "-C", str(folder), *TODAY, *arguments]
    return subprocess.run(command, input=given.encode(), capture_output=True, check=False)


def test_an_act_that_is_proposed_already_is_refused_until_it_is_merged(register, hub):
    proposed(register, *CLOSE, "--push")
    again = act(register, *CLOSE, "--propose")
    assert again.returncode == 1
    assert f"proposed already, on the branch directions/close-{FIRST}" in again.stderr
    theirs = act(clone(hub), *CLOSE, "--propose")
    assert theirs.returncode == 1
    assert "proposed already" in theirs.stderr


def test_what_to_do_with_a_proposal_that_is_there(register, hub):
    branch = proposed(register, *CLOSE)
    refused = act(register, *CLOSE, "--propose", "--push").stderr
    assert (
        f"push it (`git push origin {branch}`), have it merged, or, if it is given up, remove it (`git branch -D {branch}`)"
        in refused
    )
    git(register, "push", "--quiet", "origin", branch)
    assert (
        f"remove it (`git branch -D {branch}`, `git push origin --delete {branch}`)" in act(register, *CLOSE, "--propose").stderr
    )
    assert f"remove it (`git push origin --delete {branch}`)" in act(clone(hub), *CLOSE, "--propose").stderr


@pytest.mark.parametrize("ref", ["EXIJB-2025-06-17-001", "EXIJB-17/06/2025-001", "17/06/2025-001"])
def test_an_act_on_what_is_only_proposed_says_so(register, hub, ref):
    branch = proposed(register, "vary", FIRST, "--set", "approved=2025-06-17", "--set", "ends=2027-09-30", "--push")
    for folder in (register, clone(hub)):
        done = act(folder, "close", ref, *CLOSE[2:], "--propose")
        assert (done.returncode, f"only proposed on the branch {branch}" in done.stderr) == (1, True), done.stderr
    done = act(register, "close", "18/06/2025-009", *CLOSE[2:], "--propose")
    assert "no direction is called" in done.stderr


def test_monitoring_may_be_proposed_several_times(register, hub):
    assert proposed(register, *PROGRESS) == f"directions/progress-{FIRST}"
    assert proposed(register, *PROGRESS) == f"directions/progress-{FIRST}-2"


def test_what_stands_in_the_way_at_the_remote_is_never_overwritten(register, hub):
    git(register, "config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main")
    proposed(clone(hub), *CLOSE, "--push")
    there = git(hub, "rev-parse", f"directions/close-{FIRST}")
    refused = act(register, *CLOSE[:-1], "Others.", "--propose", "--push")
    assert refused.returncode == 1
    assert "somebody proposes this too" in refused.stderr
    assert git(hub, "rev-parse", f"directions/close-{FIRST}") == there
    assert branches(register) == []


def test_a_remote_that_says_no(register, hub):
    hook = hub / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho this branch is protected; exit 1\n")
    hook.chmod(0o755)
    refused = act(register, *CLOSE, "--propose", "--push")
    assert refused.returncode == 1
    assert "pre-receive hook declined" in refused.stderr
    assert f"git push origin directions/close-{FIRST}" in refused.stderr
    assert branches(register) == [f"directions/close-{FIRST}"]
    assert branches(hub) == []


def test_a_push_takes_one_branch_and_no_tag(register, hub):
    git(register, "tag", "-a", "-m", "A tag", "mine")
    git(register, "config", "push.followTags", "true")
    git(register, "branch", "another")
    proposed(register, *CLOSE, "--push")
    assert git(hub, "tag") == ""
    assert branches(hub, "refs/heads") == [f"directions/close-{FIRST}", "main"]


def test_a_local_draft_is_proposed(register, hub):
    assert act(register, *DRAFT).returncode == 0
    before = snapshot(register)
    branch = proposed(register, "propose", "002", "--push")
    assert branch == "directions/draft-EXIJB-2025-03-18-002"
    assert but_for_refs(snapshot(register)) == but_for_refs(before)
    assert files_in_commit(register, branch) == ["register/2025/EXIJB-2025-03-18-002.yaml"]
    merge(register, branch)
    git(register, "pull", "--quiet", "--no-rebase")
    done = act(register, "propose", "002")
    assert done.returncode == 1
    assert "nothing to propose" in done.stderr


def test_a_draft_proposed_again_after_changes_gets_a_further_commit(register, hub):
    assert act(register, *DRAFT).returncode == 0
    branch = proposed(register, "propose", "002", "--push")
    first = git(register, "rev-parse", branch)
    assert proposed(register, "propose", "002", "--push") == branch
    assert git(register, "rev-parse", branch) == first, "nothing had changed"
    assert act(register, "draft", "002", "--set", "title=Day places").returncode == 0
    assert proposed(register, "propose", "002", "--push") == branch
    assert git(register, "rev-parse", f"{branch}^") == first
    assert git(hub, "rev-parse", branch) == git(register, "rev-parse", branch) != first
    assert "Day places" in git(hub, "show", f"{branch}:register/2025/EXIJB-2025-03-18-002.yaml")


def test_a_draft_that_is_only_proposed_can_be_changed_from_any_clone(register, hub):
    branch = proposed(register, *DRAFT, "--push")
    other = clone(hub)
    assert proposed(other, "draft", "002", "--set", "title=Day places", "--push", given="") == branch
    assert git(hub, "rev-list", "--count", f"main..{branch}") == "2\n"
    assert proposed(register, "draft", "002", "--set", "review=2027-05", "--push", given="") == branch
    assert git(hub, "rev-list", "--count", f"main..{branch}") == "3\n"
    text = git(hub, "show", f"{branch}:register/2025/EXIJB-2025-03-18-002.yaml")
    assert "Day places" in text
    assert "2027-05" in text


def test_a_draft_on_whose_branch_one_stands(register, hub):
    branch = proposed(register, *DRAFT, "--push")
    git(register, "switch", "--quiet", branch)
    path = register / "register/2025/EXIJB-2025-03-18-002.yaml"
    path.write_text(path.read_text().replace("2027-04", "2027-06"))
    assert proposed(register, "propose", "002", "--push") == branch
    assert git(register, "status", "--porcelain") == ""
    assert git(hub, "rev-parse", branch) == git(register, "rev-parse", "HEAD")


def test_a_local_draft_whose_number_was_taken_on_the_default_branch(register, hub):
    assert act(register, *DRAFT).returncode == 0
    other = clone(hub)
    assert act(other, *ISSUE, given=CARE).returncode == 0
    git(other, "push", "--quiet")
    files = files_of(register)
    done = act(register, "propose", "002", "--push")
    assert done.returncode == 0, done.stderr
    assert "EXIJB-18/03/2025-002 was taken in the meantime" in done.stderr
    assert "EXIJB-2025-03-18-003" in done.stdout
    assert files_of(register) == files
    assert branches(hub) == ["directions/draft-EXIJB-2025-03-18-003"]


def test_a_local_draft_whose_number_another_draft_has_been_proposed_under(register, hub):
    assert act(register, *DRAFT).returncode == 0
    proposed(clone(hub), *DRAFT, "--push", given=CARE)
    done = act(register, "propose", "002", "--push")
    assert done.returncode == 0, done.stderr
    assert "EXIJB-2025-03-18-003" in done.stdout
    assert "Care at home" in git(hub, "show", "directions/draft-EXIJB-2025-03-18-002")
    assert len(branches(hub)) == 2


def test_a_proposed_draft_whose_number_was_taken_on_the_default_branch_is_proposed_anew(register, hub):
    """The other's direction is merged first, under the number that both were given."""
    branch = proposed(register, *DRAFT, "--push")
    other = clone(hub)
    git(other, "update-ref", "-d", f"refs/remotes/origin/{branch}")
    assert act(other, *ISSUE, given=CARE).stdout.split()[-1] == "EXIJB-2025-03-18-002"
    git(other, "push", "--quiet")
    done = act(register, "propose", "002", "--push")
    assert done.returncode == 0, done.stderr
    assert "EXIJB-18/03/2025-002 was taken in the meantime on origin/main" in done.stderr
    assert f"{branch} is of no more use" in done.stderr
    new = "directions/draft-EXIJB-2025-03-18-003"
    assert branches(hub) == [branch, new]
    assert "Day services" in git(hub, "show", f"{new}:register/2025/EXIJB-2025-03-18-003.yaml")
    merge(register, new)


def test_a_draft_checked_out_in_another_work_tree(register, hub):
    branch = proposed(register, *DRAFT)
    git(register, "worktree", "add", "--quiet", str(register.parent / "there"), branch)
    done = act(register, "draft", "002", "--set", "review=2027-05", "--propose", given="")
    assert done.returncode == 1
    assert "is checked out in" in done.stderr


def test_a_draft_on_which_two_clones_have_gone_on(register, hub):
    branch = proposed(register, *DRAFT, "--push")
    other = clone(hub)
    proposed(other, "draft", "002", "--set", "title=Day places", "--push", given="")
    git(register, "config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main")
    before = snapshot(register)
    refused = act(register, "draft", "002", "--set", "review=2027-05", "--propose", "--push", given="")
    assert refused.returncode == 1
    assert "has commits that you lack" in refused.stderr
    assert snapshot(register).refs == before.refs
    git(register, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    assert proposed(register, "draft", "002", "--set", "review=2027-05", "--push", given="") == branch


def test_a_second_proposal_of_the_same_title_is_pointed_out(register, hub):
    proposed(register, *DRAFT)
    done = act(register, *DRAFT, "--propose")
    assert "directions/draft-EXIJB-2025-03-18-002 proposes" in done.stderr


def test_an_issued_direction_is_no_draft(register, hub):
    done = act(register, "propose", FIRST)
    assert done.returncode == 1
    assert "is issued" in done.stderr
    assert act(register, "propose", "nothing-like-it").returncode == 2


def test_an_act_on_what_is_only_proposed_says_where_that_is(register, hub):
    branch = proposed(register, *DRAFT)
    done = act(register, "issue", "EXIJB-2025-03-18-002", "--propose")
    assert done.returncode == 1
    assert branch in done.stderr
    assert "merged first" in done.stderr


def test_dry_run_shows_branch_commit_and_body_and_touches_nothing(register, hub):
    proposed(clone(hub), *DRAFT, "--push")
    before = snapshot(register)
    own = files_of(register / ".git" / "directions") if (register / ".git" / "directions").exists() else {}
    done = act(register, *CLOSE, "--propose", "--dry-run")
    assert done.returncode == 0
    assert done.stdout.startswith(f"directions/close-{FIRST}\n\nClose EXIJB-18/03/2025-001")
    assert "+  - {act: closed" in done.stdout
    assert "## The form" in done.stdout
    assert snapshot(register) == before
    assert files_of(register / ".git" / "directions") == own


def test_the_body_goes_where_it_is_asked_for(register, hub, tmp_path):
    place = tmp_path / "body.md"
    proposed(register, *CLOSE, "--body", place)
    text = place.read_text()
    assert text == (register / ".git" / "directions" / f"proposal-close-{FIRST}.md").read_text()
    for part in ("## What changes", "## What the rules find", "## Files", "## The form", FILE, "All 40 places are open."):
        assert part in text, part
    out = act(register, *PROGRESS, "--propose", "--body", "-")
    assert out.stdout.startswith("Record progress of")
    assert f"directions/progress-{FIRST}" in out.stderr


def test_the_redline_is_in_the_body(register, hub):
    out = act(
        *(
            register,
            "vary",
            FIRST,
            "--set",
            "approved=2025-05-20",
            "--set",
            "finance.1.amount=1400000",
            "--propose",
            "--body",
            "-",
        )
    )
    assert out.returncode == 0, out.stderr
    assert "| Term | Before | After |" in out.stdout
    assert "£1,400,000" in out.stdout
    out = act(register, "supersede", FIRST, "--set", "approved=2025-05-20", "--set", "review=2028-01", "--propose", "--body", "-")
    assert "What differs from EXIJB-18/03/2025-001" in out.stdout


def test_a_template_that_is_wrong_does_not_stop_an_act(register, hub):
    (register / "templates").mkdir(exist_ok=True)
    (register / "templates" / "form.md").write_text("# {{ nothing.such }}\n")
    out = act(register, *CLOSE, "--propose", "--push", "--body", "-")
    assert out.returncode == 0, out.stderr
    assert "The form is left out, as it can't be made" in out.stdout
    assert branches(hub) == [f"directions/close-{FIRST}"]


def test_a_body_pings_nobody_and_is_never_too_long(register, hub):
    long = "\n".join(f"  Word {number} for @somebody, see #{number} and https://example.org/{number}." for number in range(3000))
    out = act(
        register,
        *DRAFT,
        "--propose",
        "--body",
        "-",
        given=changed(GOOD, title="For @council, see #12") + "conditions: |\n" + long,
    )
    assert out.returncode == 0, out.stderr
    assert len(out.stdout) <= 60_000
    assert "@council" not in out.stdout
    assert "#12" not in out.stdout
    assert "register/2025/EXIJB-2025-03-18-002.yaml" in out.stdout
    assert "The form is left out" in out.stdout


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("--push",), 2, "--push belongs to a proposal"),
        (("--body", "x.md"), 2, "--body belongs to a proposal"),
        (("--propose", "--letter=."), 1, "not done yet"),
        (("--propose", "--body", "-", "--format", "json"), 2, "standard output"),
        (("--propose", "--body", "."), 2, "a folder"),
        (("--propose", "--body", ".git/x"), 2, "Git's own folder"),
    ],
)
def test_what_does_not_go_together(register, hub, more, code, words):
    before = snapshot(register)
    done = act(register, *CLOSE, *more, cwd=register)
    assert done.returncode == code
    assert words in done.stderr
    assert snapshot(register) == before


def test_json(register, hub):
    made = json.loads(act(register, *CLOSE, "--propose", "--push", "--format", "json").stdout)
    assert made["id"] == FIRST
    assert made["act"] == "close"
    assert made["paths"] == [FILE]
    assert made["branch"] == f"directions/close-{FIRST}"
    assert made["into"] == "main"
    assert made["pushed"] is True
    assert made["address"] is None
    assert Path(made["body"]).is_file()
    assert made["commit"] == git(hub, "rev-parse", made["branch"]).strip()


def test_the_address_that_opens_the_pull_request(register, hub):
    """The remote's own address is GitHub's; Git is told to go to the folder instead, as `url.insteadOf` may."""
    git(register, "remote", "set-url", "origin", "https://me:hidden-word@github.com/example/register.git")
    git(register, "config", f"url.{hub}.insteadOf", "https://me:hidden-word@github.com/example/register.git")
    done = act(register, *CLOSE, "--propose", "--push")
    assert done.returncode == 0, done.stderr
    address = done.stdout.splitlines()[-1]
    assert address.startswith(
        f"https://github.com/example/register/compare/main...directions/close-{FIRST}?quick_pull=1&title=Close%20"
    )
    assert "hidden-word" not in done.stdout + done.stderr


def test_another_default_branch_and_another_remote(register, hub):
    git(hub, "branch", "-m", "main", "trunk")
    git(register, "remote", "rename", "origin", "council")
    git(register, "fetch", "--quiet", "--prune", "council")
    git(register, "symbolic-ref", "-d", "refs/remotes/council/HEAD") if "council/HEAD" in git(register, "branch", "-r") else None
    made = json.loads(act(register, *CLOSE, "--propose", "--push", "--format", "json").stdout)
    assert made["into"] == "trunk"
    assert branches(hub) == [f"directions/close-{FIRST}"]


def test_several_remotes_and_none_that_is_meant(register, hub):
    git(register, "remote", "rename", "origin", "council")
    git(register, "remote", "add", "board", str(hub))
    git(register, "switch", "--quiet", "--detach")
    done = act(register, *CLOSE, "--propose")
    assert done.returncode == 2
    assert "checkout.defaultRemote" in done.stderr
    git(register, "config", "checkout.defaultRemote", "council")
    proposed(register, *CLOSE)


def test_the_branch_that_is_squashed_does_not_stand_in_the_way(register, hub):
    branch = proposed(register, *DRAFT, "--push")
    other = clone(hub)
    git(other, "merge", "--quiet", "--squash", f"origin/{branch}")
    git(other, "commit", "--quiet", "-m", "Squashed (#1)")
    git(other, "push", "--quiet")
    git(register, "pull", "--quiet")
    assert proposed(register, "draft", "002", "--set", "review=2027-05", given="") == f"{branch}-2"


def test_hooks_judge_the_proposal_and_see_it(register, hub):
    hooks = register / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    seen = register.parent / "seen"
    (hooks / "pre-commit").write_text(
        f"#!/bin/sh\n(git diff --cached --name-only; grep -c 'act: closed' {FILE}; git show :{FILE} | grep -c closed) > '{seen}'\n"
    )
    (hooks / "commit-msg").write_text("#!/bin/sh\necho 'Reviewed-by: Clerk <clerk@example.org>' >> \"$1\"\n")
    (hooks / "post-commit").write_text(f"#!/bin/sh\ntouch '{register.parent}/posted'\n")
    for hook in hooks.iterdir():
        hook.chmod(0o755)
    with_other_work_kept = snapshot(register)
    done = act(register, *CLOSE, "--propose")
    assert done.returncode == 0, done.stderr
    assert but_for_refs(snapshot(register)) == but_for_refs(with_other_work_kept)
    assert seen.read_text().split() == [FILE, "1", "1"]
    assert "Reviewed-by: Clerk" in git(register, "log", "-1", "--format=%B", f"directions/close-{FIRST}")
    assert "post-commit hook was not run" in done.stderr
    assert not (register.parent / "posted").exists()
    assert git(register, "worktree", "list").count("\n") == 1
    (hooks / "pre-commit").write_text("#!/bin/sh\necho not today; exit 1\n")
    before = snapshot(register)
    refused = act(register, *PROGRESS, "--propose")
    assert refused.returncode == 1
    assert "not today" in refused.stderr
    assert snapshot(register) == before
    assert git(register, "worktree", "list").count("\n") == 1


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_signed_as_git_is_set_up(register, hub, tmp_path):
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    for name, value in (("gpg.format", "ssh"), ("user.signingKey", str(key)), ("commit.gpgSign", "true")):
        git(register, "config", name, value)
    branch = proposed(register, *CLOSE)
    assert "SSH SIGNATURE" in git(register, "cat-file", "commit", branch)
    git(register, "config", "user.signingKey", str(tmp_path / "nothing"))
    before = snapshot(register)
    assert act(register, *PROGRESS, "--propose").returncode == 1
    assert snapshot(register) == before


def test_nobody_known(register, hub):
    done = act(register, *CLOSE, "--propose", env={"GIT_CONFIG_GLOBAL": os.devnull})
    assert done.returncode == 1
    assert "does not know who you are" in done.stderr
    assert branches(register) == []


def test_a_register_below_a_folder(register, tmp_path):
    whole = tmp_path / "whole"
    whole.mkdir()
    git(whole, "init", "--quiet")
    shutil.copytree(register, whole / "boards" / "ex", ignore=shutil.ignore_patterns(".git"))
    git(whole, "add", "--all")
    git(whole, "commit", "--quiet", "-m", "All")
    bare = tmp_path / "whole.git"
    git(whole, "clone", "--quiet", "--bare", ".", str(bare))
    git(whole, "remote", "add", "origin", str(bare))
    folder = whole / "boards" / "ex"
    before = snapshot(whole)
    assert proposed(folder, *DRAFT, "--push") == f"directions/draft-{FIRST}"
    assert but_for_refs(snapshot(whole)) == but_for_refs(before)
    assert files_in_commit(whole, f"directions/draft-{FIRST}") == [f"boards/ex/{FILE}"]
    hook = whole / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntest -f boards/ex/register/2025/EXIJB-2025-03-18-002.yaml\n")
    hook.chmod(0o755)
    assert proposed(folder, *DRAFT, "--push") == "directions/draft-EXIJB-2025-03-18-002"


def test_in_a_linked_work_tree(register, hub):
    place = register.parent / "linked"
    git(register, "worktree", "add", "--quiet", "-b", "linked", str(place))
    before = snapshot(place), snapshot(register)
    proposed(place, *CLOSE, "--push")
    assert tuple(map(but_for_refs, (snapshot(place), snapshot(register)))) == tuple(map(but_for_refs, before))
    assert branches(hub) == [f"directions/close-{FIRST}"]


def test_as_a_process_of_its_own(register, hub):
    done = run_process("-C", register, *TODAY, *CLOSE, "--propose", "--push")
    assert done.returncode == 0, done.stderr
    assert branches(hub) == [f"directions/close-{FIRST}"]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of POSIX systems")
def test_at_a_terminal_it_is_shown_and_asked_first(register, hub):
    terminal = Terminal(register, *TODAY, *CLOSE, "--propose", "--push")
    terminal.answer(f"Propose this on the branch directions/close-{FIRST} and push it?", "n")
    assert terminal.end() == 130
    assert branches(register) == branches(hub) == []
    terminal = Terminal(register, *TODAY, *CLOSE, "--propose", "--push")
    terminal.answer("and push it?", "y")
    assert terminal.end() == 0
    assert branches(register) == branches(hub) == [f"directions/close-{FIRST}"]
