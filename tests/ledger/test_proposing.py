"""The Git side of proposals: addresses of sites, pushes, work trees for hooks, and kills at any instant."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from directions_cli.ledger.hosts import LONGEST_ON_AZURE, host_of, offered, opening, place_of, without_secrets
from directions_cli.ledger.os_lock import take
from directions_cli.ledger.places import ROOM
from directions_cli.ledger.remotes import push, take_back
from tests.conftest import git, run
from tests.ledger.killing import Zygote
from tests.ledger.world import CLOSE, ISSUE, TODAY, done, files_in_commit, snapshot, with_other_work

BRANCH = "directions/close-EXIJB-2025-03-18-001"
FILE = "register/2025/EXIJB-2025-03-18-001.yaml"
GITHUB = "https://github.com/o/r/compare/main...directions/a-1?quick_pull=1&title=A%20title%20%26%20more"
AZURE = "https://dev.azure.com/o/p/_git/r/pullrequestcreate?sourceRef=directions%2Fa-1&targetRef=main"
SERVER = "projects/KEY/repos/r/pull-requests?create&sourceBranch=refs%2Fheads%2Fdirections%2Fa-1&targetBranch=refs%2Fheads%2Fmain"
CLOUD = "https://bitbucket.org/o/r/pull-requests/new?source=directions%2Fa-1&dest=main&t=1"


def gitlab(root: str) -> str:
    asked = "merge_request%5Bsource_branch%5D=directions%2Fa-1&merge_request%5Btarget_branch%5D=main"
    return f"{root}/-/merge_requests/new?{asked}&merge_request%5Btitle%5D=A%20title%20%26%20more"


def gitea(root: str) -> str:
    return f"{root}/compare/main...directions/a-1?expand=1&title=A%20title%20%26%20more"


ADDRESSES = {
    "https://github.com/o/r.git": GITHUB,
    "https://github.com/o/r": GITHUB,
    "https://github.com/o/r/": GITHUB,
    "https://me:secret@github.com/o/r.git": GITHUB,
    "https://x-access-token:se%2Fcr%40et@github.com/o/r.git": GITHUB,
    "https://x-access-token:secret/secret@github.com/o/r.git": None,
    "git@github.com:o/r.git": GITHUB,
    "github.com:o/r": GITHUB,
    "ssh://git@github.com/o/r.git": GITHUB,
    "ssh://git@ssh.github.com:443/o/r.git": GITHUB,
    "git://github.com/o/r.git": GITHUB,
    "https://GitHub.com/o/r.git": GITHUB,
    "git@github.council.example:o/r.git": GITHUB.replace("github.com", "github.council.example"),
    "https://council.ghe.com/o/r.git": GITHUB.replace("github.com", "council.ghe.com"),
    "https://gitlab.com/group/below/r.git": gitlab("https://gitlab.com/group/below/r"),
    "git@gitlab.com:group/below/r.git": gitlab("https://gitlab.com/group/below/r"),
    "ssh://git@altssh.gitlab.com:443/g/r.git": gitlab("https://gitlab.com/g/r"),
    "http://gitlab.council.example:8080/g/r.git": gitlab("http://gitlab.council.example:8080/g/r"),
    "ssh://git@gitlab.council.example:2222/g/r.git": gitlab("https://gitlab.council.example/g/r"),
    "https://o@dev.azure.com/o/p/_git/r": AZURE,
    "git@ssh.dev.azure.com:v3/o/p/r": AZURE,
    "ssh://git@ssh.dev.azure.com/v3/o/p/r": AZURE,
    "o@vs-ssh.visualstudio.com:v3/o/p/r": AZURE,
    "https://o.visualstudio.com/p/_git/r": AZURE.replace("dev.azure.com/o", "o.visualstudio.com"),
    "https://bitbucket.org/o/r.git": CLOUD,
    "git@bitbucket.org:o/r.git": CLOUD,
    "https://bitbucket.council.example/scm/KEY/r.git": f"https://bitbucket.council.example/{SERVER}",
    "ssh://git@bitbucket.council.example:7999/KEY/r.git": f"https://bitbucket.council.example/{SERVER}",
    "https://codeberg.org/o/r.git": gitea("https://codeberg.org/o/r"),
    "git@gitea.council.example:o/r.git": gitea("https://gitea.council.example/o/r"),
    "https://git.forgejo.example/o/r": gitea("https://git.forgejo.example/o/r"),
    "https://git.council.example/o/r.git": None,
    "/srv/git/r.git": None,
    "../hub.git": None,
    "file:///srv/git/r.git": None,
    "C:\\git\\r.git": None,
    "C:/git/r.git": None,
    "https://": None,
    "https://github.com": None,
    "https://[bad/o/r": None,
    "https://github.com:port/o/r": None,
    "": None,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_that_opens_a_pull_request(address):
    found = opening(place_of(address), "directions/a-1", "main", "A title & more")
    assert found == ADDRESSES[address]
    assert found is None or "secret" not in found


def test_a_body_is_as_long_as_the_site_takes():
    place = place_of("git@ssh.dev.azure.com:v3/o/p/r")
    assert place is not None
    host = host_of(place)
    assert host is not None
    assert host.longest == LONGEST_ON_AZURE


def test_no_secret_is_shown():
    said = "fatal: unable to access 'https://me:a@b/c@git.example/o/r.git/': no; see https://example.org"
    assert without_secrets(said) == "fatal: unable to access 'https://git.example/o/r.git/': no; see https://example.org"


def test_a_page_is_taken_from_the_site_itself_only():
    place = place_of("git@git.council.example:o/r.git")
    said = "remote: \nremote: Create a pull request:        \nremote:   https://git.council.example/o/r/pulls/new        \n"
    assert offered(place, said) == "https://git.council.example/o/r/pulls/new"
    assert offered(place, said.replace("council", "elsewhere")) is None
    assert offered(None, said) is None


@pytest.fixture
def hub(register: Path) -> Path:
    done(register, *ISSUE)
    bare = register.parent / "hub.git"
    git(register, "clone", "--quiet", "--bare", ".", str(bare))
    git(register, "remote", "add", "origin", str(bare))
    git(register, "fetch", "--quiet", "origin")
    return bare


def test_pushing_tells_new_from_taken_from_refused(register, hub):
    head = git(register, "rev-parse", "HEAD").strip()
    git(register, "branch", "directions/a")
    assert push(register, "origin", "directions/a", head, new=True).state == "done"
    assert push(register, "origin", "directions/a", head, new=True).state == "taken"
    assert push(register, "origin", "directions/a", head, new=False).state == "done"
    git(register, "commit", "--quiet", "--allow-empty", "-m", "More")
    more = git(register, "rev-parse", "HEAD").strip()
    git(register, "branch", "--quiet", "-f", "directions/a", "HEAD")
    hook = hub / "hooks" / "update"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert push(register, "origin", "directions/a", more, new=False).state == "refused"
    hook.unlink()
    git(hub, "branch", "--quiet", "-f", "directions/a", "main~1")
    git(register, "branch", "--quiet", "-f", "directions/a", git(register, "commit-tree", "-m", "x", "HEAD^{tree}").strip())
    answer = push(register, "origin", "directions/a", git(register, "rev-parse", "directions/a").strip(), new=False)
    assert answer.state == "taken"
    assert "rejected" in answer.reason


def test_only_the_very_commit_that_was_pushed_is_taken_back(register, hub):
    head, first = (git(register, "rev-parse", each).strip() for each in ("HEAD", "HEAD~1"))
    git(register, "push", "--quiet", "origin", "HEAD:refs/heads/directions/a")
    assert not take_back(register, "origin", "directions/a", first)
    assert git(hub, "rev-parse", "directions/a").strip() == head
    assert take_back(register, "origin", "directions/a", head)
    assert "directions/a" not in git(hub, "branch")


@pytest.fixture(scope="module")
def zygote(tmp_path_factory: pytest.TempPathFactory, own_git_world: None) -> Iterator[Zygote]:
    made = Zygote(tmp_path_factory.mktemp("zygote"))
    yield made
    made.process.stdin.close()
    made.process.wait()
    made.process.stdout.close()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children of a forking process")
@pytest.mark.parametrize(("hooked", "group"), [(False, False), (True, True)], ids=["alone", "with hooks and children"])
def test_a_kill_leaves_the_whole_branch_or_none(register, hub, zygote, tmp_path, hooked, group):
    with_other_work(register)
    if hooked:
        hook = register / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\ntest -f register/register.yaml\n")
        hook.chmod(0o755)
    before = snapshot(register)
    whole = tmp_path / "whole"
    fresh(register, hub, whole)
    code, steps, said = zygote.run(whole / "reg", *CLOSE, "--propose", "--push", step=10_000)
    assert code == 0, said
    stride = int(os.environ.get("DIRECTIONS_KILL_STRIDE", "7"))
    seen = set()
    for step in (*range(1, steps, stride), steps):
        place = tmp_path / f"at{step}"
        fresh(register, hub, place)
        zygote.run(place / "reg", *CLOSE, "--propose", "--push", step=step, group=group)
        seen.add(judge(place, before))
        shutil.rmtree(place)
    assert {"nothing", "made"} <= seen <= {"nothing", "made", "pushed"}


def fresh(register: Path, hub: Path, place: Path) -> None:
    shutil.copytree(register, place / "reg", symlinks=True)
    shutil.copytree(hub, place / "hub.git", symlinks=True)
    git(place / "reg", "remote", "set-url", "origin", str(place / "hub.git"))
    git(place / "reg", "status")


def judge(place: Path, before) -> str:
    """Whether the branch is there, whole, and nothing else is changed; then the next try goes well or says what there is."""
    folder, hub = place / "reg", place / "hub.git"
    now = snapshot(folder)
    assert (now.head, now.status, now.staged, now.unstaged, now.index, now.files) == (
        *(before.head, before.status, before.staged, before.unstaged),
        *(before.index, before.files),
    )
    there = git(folder, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/directions").split()
    assert there in ([], [BRANCH])
    pushed = git(hub, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/directions")
    if there:
        assert files_in_commit(folder, BRANCH) == [FILE]
        assert "act: closed" in git(folder, "show", f"{BRANCH}:{FILE}")
    if pushed:
        assert git(hub, "rev-parse", BRANCH) == git(folder, "rev-parse", BRANCH)
    again = run("-C", folder, *TODAY, *CLOSE, "--propose", "--push")
    if there:
        assert again.returncode == 1
        assert f"proposed already, on the branch {BRANCH}" in again.stderr
    else:
        assert again.returncode == 0, again.stderr
        assert not list((folder / ".git" / "directions").glob(f"{ROOM}*"))
        assert git(folder, "worktree", "list").count("\n") == 1
    return "pushed" if pushed else "made" if there else "nothing"


@pytest.mark.parametrize("half", ["", "commondir", "index.lock"])
def test_a_work_tree_for_hooks_that_a_kill_left_goes_with_the_next_look(register, half):
    """Made as far as `git worktree add` comes before it is killed; Git itself stumbles over an empty `commondir`."""
    left = register / ".git" / "worktrees" / f"{ROOM}99"
    left.mkdir(parents=True)
    if half:
        (left / half).touch()
    (register / ".git" / "directions").mkdir(exist_ok=True)
    with (register / ".git" / "directions" / "lock").open("a+b") as held:
        assert take(held)
        assert run("-C", register, *TODAY, "log").returncode == 0
        assert left.exists()
    done = run("-C", register, *TODAY, "log")
    assert done.returncode == 0
    assert "could not" not in done.stderr
    assert not left.exists()
    git(register, "fsck", "--strict")
