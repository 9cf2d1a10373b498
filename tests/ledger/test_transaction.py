"""An act is one commit that holds exactly its files, or everything is as it was; other work is never touched."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import git
from tests.ledger.world import ACTS, CLOSE, FILES, ISSUE, SUPERSEDE, act, done, files_in_commit, snapshot, terms, with_other_work

FIRST = "register/2025/EXIJB-2025-03-18-001.yaml"


@pytest.fixture(scope="module")
def two(template_register: Path, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("two") / "reg"
    shutil.copytree(template_register, folder, symlinks=True)
    done(folder, *ISSUE)
    done(folder, *ISSUE)
    return folder


@pytest.fixture
def reg(two: Path, tmp_path: Path) -> Path:
    """A register with two directions."""
    folder = tmp_path / "reg"
    shutil.copytree(two, folder, symlinks=True)
    git(folder, "status")
    return folder


def hook(folder: Path, name: str, script: str) -> Path:
    path = folder / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def refused(folder: Path, *arguments: object, code: int = 1, **more) -> str:
    """An act that must be refused and leave everything as it was; gives what it said."""
    before = snapshot(folder)
    finished = act(folder, *arguments, **more)
    assert finished.returncode == code, finished.stderr
    assert snapshot(folder) == before, finished.stderr
    assert finished.stdout == ""
    return finished.stderr


@pytest.mark.parametrize("name", ACTS)
def test_an_act_commits_its_files_and_leaves_other_work_alone(reg, name):
    with_other_work(reg)
    before = snapshot(reg)
    done(reg, *ACTS[name])
    after = snapshot(reg)
    assert after.others() == before.others()
    assert git(reg, "rev-parse", "HEAD^") == before.head
    paths = files_in_commit(reg)
    assert len(paths) == FILES[name]
    folder = "register/reports/2025-06-17-" if name == "decide" else "register/2025/EXIJB-"
    assert all(path.startswith(folder) for path in paths)


def test_a_refused_act_leaves_everything_alone(reg):
    with_other_work(reg)
    assert "nothing was changed" in refused(reg, "issue", "--from", "-", given="title: Too little\napproved: 2025-03-18\n")


def test_a_dry_run_touches_nothing_not_even_in_git(reg):
    with_other_work(reg)

    def everything() -> dict[str, tuple[int, bytes]]:
        files = (path for path in reg.rglob("*") if path.is_file() and not path.name.startswith("index-"))
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = everything()
    for name in ACTS:
        assert "nothing was changed" in done(reg, *ACTS[name], "--dry-run").stderr
    assert everything() == before


def test_a_pre_commit_hook_may_refuse(reg):
    with_other_work(reg)
    hook(reg, "pre-commit", "echo 'not on a Sunday' >&2; exit 1")
    said = refused(reg, *SUPERSEDE)
    assert "pre-commit hook refused" in said
    assert "not on a Sunday" in said


def test_a_pre_commit_hook_sees_index_and_files_as_for_any_commit(reg):
    with_other_work(reg)
    hook(
        reg,
        "pre-commit",
        'git diff --cached --name-only > ../seen; for f in $(cat ../seen); do grep -q "^title" "$f" || exit 1; done',
    )
    done(reg, *SUPERSEDE)
    seen = (reg.parent / "seen").read_text().splitlines()
    assert seen == sorted(files_in_commit(reg))
    assert len(seen) == 3


def test_a_hook_keeps_the_environment_and_pathspecs_of_the_user(reg):
    hook(reg, "pre-commit", 'test -z "$LC_ALL$GIT_LITERAL_PATHSPECS" && git diff --cached --name-only -- "*.yaml" > ../seen')
    done(reg, *ISSUE)
    assert (reg.parent / "seen").read_text().splitlines() == files_in_commit(reg)


def test_a_hook_that_changes_what_is_committed_is_refused(reg):
    with_other_work(reg)
    hook(reg, "pre-commit", "git add untracked.txt")
    assert "changed what would be committed" in refused(reg, *ISSUE)


def test_a_formatting_hook_that_refuses_leaves_nothing_of_its_work(reg):
    hook(reg, "pre-commit", 'for f in $(git diff --cached --name-only); do echo "# tidied" >> "$f"; done; exit 1')
    refused(reg, *SUPERSEDE)


def test_a_hook_that_reworks_a_file_without_refusing_is_said(reg):
    hook(reg, "pre-commit", 'for f in $(git diff --cached --name-only); do echo "# tidied" >> "$f"; done')
    finished = done(reg, *ISSUE)
    assert "changed since it was committed" in finished.stderr
    assert git(reg, "status", "--porcelain").startswith(" M register/2025/")


def test_message_hooks_edit_and_refuse(reg):
    hook(reg, "prepare-commit-msg", 'test "$2" = message && echo "Prepared: yes" >> "$1"')
    edit = hook(reg, "commit-msg", 'echo "Checked: yes" >> "$1"')
    done(reg, *ISSUE)
    message = git(reg, "log", "-1", "--format=%B")
    assert "Prepared: yes\nChecked: yes" in message
    edit.write_text("#!/bin/sh\necho 'needs a ticket number'; exit 1\n")
    assert "needs a ticket number" in refused(reg, *ISSUE)
    edit.write_text('#!/bin/sh\n: > "$1"\n')
    assert "emptied the commit message" in refused(reg, *ISSUE)


def test_a_post_commit_hook_runs_after_and_can_not_refuse(reg):
    hook(reg, "post-commit", "git rev-parse HEAD > ../after; echo 'thank you'; exit 1")
    assert "thank you" in done(reg, *ISSUE).stderr
    assert (reg.parent / "after").read_text() == git(reg, "rev-parse", "HEAD")


def test_hooks_are_found_where_git_finds_them(reg, tmp_path):
    elsewhere = tmp_path / "my hooks"
    elsewhere.mkdir()
    (elsewhere / "pre-commit").write_text("#!/bin/sh\necho from elsewhere; exit 1\n")
    (elsewhere / "pre-commit").chmod(0o755)
    git(reg, "config", "core.hooksPath", str(elsewhere))
    assert "from elsewhere" in refused(reg, *ISSUE)
    (elsewhere / "pre-commit").chmod(0o644)
    done(reg, *ISSUE)


def test_reading_in_a_hook_sees_the_act_and_does_not_wait(reg):
    command = "python -m directions_cli --today 2025-07-25"
    hook(reg, "pre-commit", f"{command} log --format csv | wc -l > ../rows; {command} validate")
    env = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done(reg, *ISSUE, env=env)
    assert (reg.parent / "rows").read_text().strip() == "4"


def test_an_act_in_a_hook_of_an_act_is_refused_at_once(reg):
    env = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = f"python -m directions_cli --today 2025-07-25 {' '.join(CLOSE[:-1])} Done"
    hook(reg, "pre-commit", command)
    assert "runs in a hook of an act" in refused(reg, *ISSUE, env=env)


def test_a_command_inside_a_hook_of_git_finds_its_own_repository(reg):
    git(reg, "config", "user.name", "Somebody Else")
    env = {"GIT_DIR": str(reg.parent / "nowhere"), "GIT_INDEX_FILE": str(reg.parent / "other.index"), "GIT_PREFIX": "x/"}
    done(reg, *ISSUE, env=env | {"GIT_GLOB_PATHSPECS": "1"})
    assert git(reg, "status", "--porcelain") == ""
    assert not (reg.parent / "other.index").exists()


def test_a_commit_by_hand_between_reading_and_landing_is_not_overrun(reg):
    hook(reg, "commit-msg", "git commit-tree -p HEAD -m other HEAD^{tree} > ../other; git update-ref HEAD $(cat ../other)")
    finished = act(reg, *SUPERSEDE)
    assert finished.returncode == 1
    assert "someone committed" in finished.stderr
    assert git(reg, "rev-parse", "HEAD") == (reg.parent / "other").read_text()
    assert git(reg, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "meanwhile", ["git switch -q -c aside", "git checkout -q --detach", "echo '# mine' >> {first}", "git rm -q {first}"]
)
def test_what_someone_does_meanwhile_is_not_lost(reg, meanwhile):
    (reg / "aside.txt").write_text("x")
    hook(reg, "commit-msg", f"unset GIT_INDEX_FILE; {meanwhile.format(first=FIRST)}")
    head = git(reg, "rev-parse", "HEAD")
    finished = act(reg, *SUPERSEDE)
    assert finished.returncode == 1, finished.stderr
    assert "while the act was made" in finished.stderr
    assert git(reg, "rev-parse", "HEAD") == head
    assert ("# mine" in (reg / FIRST).read_text()) if "mine" in meanwhile else True
    assert not (reg / ".git" / "directions" / "journal.json").exists()


def test_signing_works_as_git_is_set_up(reg, tmp_path):
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    (tmp_path / "allowed").write_text(f"officer@example.org {key.with_suffix('.pub').read_text()}")
    for name, value in (
        ("commit.gpgsign", "true"),
        ("gpg.format", "ssh"),
        ("user.signingkey", str(key)),
        ("gpg.ssh.allowedSignersFile", str(tmp_path / "allowed")),
    ):
        git(reg, "config", name, value)
    done(reg, *ISSUE)
    git(reg, "verify-commit", "HEAD")
    git(reg, "config", "user.signingkey", str(tmp_path / "no such key"))
    assert "could not sign" in refused(reg, *ISSUE)


def test_without_an_identity_nothing_is_done(reg):
    env = {"GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(reg.parent)}
    assert "user.name" in refused(reg, *ISSUE, env=env)
    committer = {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    assert "user.name" in refused(reg, *ISSUE, env=env | committer)
    author = {"GIT_AUTHOR_NAME": "B", "GIT_AUTHOR_EMAIL": "b@example.org"}
    done(reg, *ISSUE, env=env | committer | author)
    assert git(reg, "log", "-1", "--format=%an %cn").strip() == "B A"


def test_a_detached_head_is_refused(reg):
    git(reg, "checkout", "--quiet", "--detach")
    assert "detached" in refused(reg, *ISSUE)


@pytest.mark.parametrize("command", ["merge", "rebase", "cherry-pick", "revert"])
def test_an_act_waits_for_the_end_of_a_merge_and_its_like(reg, command):
    (reg / "x.txt").write_text("one\n")
    git(reg, "add", "x.txt")
    git(reg, "commit", "-qm", "one")
    git(reg, "switch", "-qc", "side")
    (reg / "x.txt").write_text("two\n")
    git(reg, "commit", "-qam", "two")
    git(reg, "switch", "-q", "main")
    (reg / "x.txt").write_text("three\n")
    git(reg, "commit", "-qam", "three")
    what = "HEAD^" if command == "revert" else "side"
    assert subprocess.run(["git", command, what], cwd=reg, capture_output=True, check=False).returncode != 0
    said = refused(reg, *ISSUE)
    assert f"a {command} is in progress" in said
    git(reg, command, "--abort")
    done(reg, *ISSUE)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda reg: (reg / FIRST).write_text((reg / FIRST).read_text() + "# mine\n"), "not committed"),
        (lambda reg: ((reg / FIRST).write_text((reg / FIRST).read_text() + "# mine\n"), git(reg, "add", FIRST)), "not committed"),
        (lambda reg: git(reg, "rm", "--quiet", "--cached", FIRST), "not committed"),
        (lambda reg: (git(reg, "rm", "--quiet", "--cached", FIRST), git(reg, "commit", "-qm", "out")), "not in Git yet"),
    ],
    ids=["edited", "staged", "unstaged", "untracked"],
)
def test_a_file_with_uncommitted_changes_is_not_overwritten(reg, spoil, words):
    spoil(reg)
    assert words in refused(reg, *CLOSE)


def test_what_stands_where_a_new_file_is_to_be_is_not_overwritten(reg):
    year = reg / "register" / "2024"
    arguments, given = ISSUE, terms("2024-12-10")
    year.write_text("a file where the folder should be")
    assert "no folder of its own" in refused(reg, *arguments, given=given)
    year.unlink()
    elsewhere = reg.parent / "elsewhere"
    elsewhere.mkdir()
    year.symlink_to(elsewhere)
    assert "no folder of its own" in refused(reg, *arguments, given=given)
    assert list(elsewhere.iterdir()) == []


def test_an_executable_file_stays_executable(reg):
    git(reg, "update-index", "--chmod=+x", FIRST)
    (reg / FIRST).chmod(0o755)
    git(reg, "commit", "-qm", "executable")
    done(reg, *CLOSE)
    assert git(reg, "ls-tree", "HEAD", FIRST).startswith("100755")
    assert git(reg, "status", "--porcelain") == ""


def test_rights_that_somebody_changed_are_not_staged(reg):
    (reg / FIRST).chmod(0o755)
    done(reg, *CLOSE)
    assert git(reg, "ls-tree", "HEAD", FIRST).startswith("100644")
    assert git(reg, "ls-files", "-s", FIRST).startswith("100644")
    assert git(reg, "diff", "--cached", "--name-only") == ""


def test_no_repository(reg):
    shutil.rmtree(reg / ".git")
    finished = act(reg, *ISSUE)
    assert finished.returncode == 2
    assert "no Git repository" in finished.stderr
    assert act(reg, "log").returncode == 0


def test_a_bare_repository(reg):
    git(reg, "config", "core.bare", "true")
    finished = act(reg, *ISSUE)
    assert finished.returncode == 2
    assert "bare" in finished.stderr


def test_a_shallow_clone_is_said_and_works(reg, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{reg}", str(clone))
    finished = done(clone, *ISSUE)
    assert "shallow" in finished.stderr
    assert "EXIJB-2025-03-18-003" in finished.stdout


def test_linked_work_trees_share_numbers_and_the_lock(reg, tmp_path):
    aside = tmp_path / "aside tree"
    git(reg, "worktree", "add", "--quiet", "-b", "aside", str(aside))
    assert "EXIJB-2025-03-18-003" in done(aside, *ISSUE).stdout
    assert "EXIJB-2025-03-18-004" in done(reg, *ISSUE).stdout
    for folder in (aside, reg):
        assert git(folder, "status", "--porcelain") == ""
    assert git(aside, "rev-parse", "HEAD^") == git(reg, "rev-parse", "HEAD^")


def test_numbers_on_local_and_fetched_branches_are_taken(reg, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(reg), str(clone))
    git(clone, "switch", "-qc", "theirs")
    assert "-003" in done(clone, *ISSUE).stdout
    git(reg, "fetch", "--quiet", str(clone), "theirs:refs/remotes/other/theirs")
    git(reg, "switch", "-qc", "mine")
    assert "-004" in done(reg, *ISSUE).stdout
    git(reg, "switch", "-q", "main")
    assert "EXIJB-2025-03-18-005" in done(reg, *ISSUE).stdout


def test_a_register_in_a_folder_of_a_larger_repository(reg, tmp_path):
    whole = tmp_path / "Große Sammlung 2025"
    part = whole / "the register's own"
    part.mkdir(parents=True)
    git(whole, "init", "--quiet")
    shutil.copytree(reg / "register", part / "register")
    git(whole, "add", "--all")
    git(whole, "commit", "-qm", "begin")
    with_other_work(whole)
    before = snapshot(whole)
    assert "-003" in done(part / "register" / "2025", *ISSUE).stdout
    done(part, *SUPERSEDE)
    assert [path.split("/")[0] for path in files_in_commit(whole)] == ["the register's own"] * 3
    assert snapshot(whole).others()[1:3] == before.others()[1:3]
    assert "register's own" not in git(whole, "status", "--porcelain")


def test_a_repository_with_windows_line_ends(reg):
    git(reg, "config", "core.autocrlf", "true")
    (reg / ".gitattributes").unlink()
    git(reg, "commit", "-qam", "no attributes")
    shutil.rmtree(reg / "register")
    git(reg, "checkout", "--", ".")
    assert b"\r\n" in (reg / FIRST).read_bytes()
    done(reg, *SUPERSEDE)
    assert git(reg, "status", "--porcelain") == ""
    assert b"\r\n" not in subprocess.run(["git", "show", f"HEAD:{FIRST}"], cwd=reg, capture_output=True, check=True).stdout
    assert (reg / FIRST).read_bytes().count(b"\n") == (reg / FIRST).read_bytes().count(b"\r\n")


def test_an_unborn_branch(reg):
    git(reg, "switch", "-q", "--orphan", "anew")
    git(reg, "checkout", "main", "--", ".")
    git(reg, "rm", "-rq", "--cached", ".")
    finished = act(reg, *ISSUE)
    assert finished.returncode == 0, finished.stderr
    assert git(reg, "rev-list", "--count", "HEAD") == "1\n"


def test_a_git_folder_on_another_file_system(template_register, tmp_path):
    other = Path("/dev/shm") / f"directions-{os.getpid()}"
    if not other.parent.is_dir() or other.parent.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is one file system only")
    reg = tmp_path / "reg"
    try:
        git(tmp_path, "init", "--quiet", f"--separate-git-dir={other}", str(reg))
        shutil.copytree(template_register / "register", reg / "register")
        git(reg, "add", "--all")
        git(reg, "commit", "-qm", "begin")
        done(reg, *ISSUE)
        assert git(reg, "status", "--porcelain") == ""
    finally:
        shutil.rmtree(other, ignore_errors=True)


def test_a_full_disk_is_said_and_leaves_everything_alone(reg):
    """No file may grow beyond 100 bytes, so that Git and the program itself fail to write."""

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    before = snapshot(reg)
    command = [sys.executable, "-m", "directions_cli", "-C", str(reg), "--today", "2025-07-25", *CLOSE]
    finished = subprocess.run(command, capture_output=True, text=True, preexec_fn=narrow, check=False)
    assert finished.returncode == 1, finished.stderr
    assert "Traceback" not in finished.stderr
    assert snapshot(reg) == before


def test_a_git_that_holds_the_index_is_waited_for(reg):
    lock = reg / ".git" / "index.lock"
    lock.write_bytes(b"")
    command = [sys.executable, "-m", "directions_cli", "-C", str(reg), "--today", "2025-07-25", *CLOSE]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(2.5)
    assert lock.read_bytes() == b""
    lock.unlink()
    _, said = running.communicate(timeout=20)
    assert running.returncode == 0, said
    assert git(reg, "status", "--porcelain") == ""
