"""Commits behind files, as Git holds them: people, signatures, trailers, requests, branches."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from directions_cli.ledger.repository import default_branch, open_repository
from directions_cli.ledger.steps import line_of
from directions_cli.ledger.trailing import Commit, Request, commits_of, further, held
from tests.conftest import git


@pytest.fixture
def repo(tmp_path: Path, own_git_world: None) -> Path:
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder: Path, message: str, *more: str, file: str = "a.yaml", text: str | None = None) -> str:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text() if path.exists() else ""
    path.write_text(text if text is not None else before + "line\n")
    git(folder, "add", "--", file)
    git(folder, "commit", "-q", "--cleanup=verbatim", "-m", message, *more)
    return git(folder, "rev-parse", "HEAD").strip()


def commits(folder: Path, *paths: str) -> list[Commit]:
    return commits_of(open_repository(folder), ["HEAD"], paths or ("a.yaml",))


def said(message: str) -> Request | None:
    person = ("A", "a@example.org", "2025-03-20T12:00:00+00:00")
    return Commit("0" * 40, (), *person, *person, "none", "", "", message, ()).request


@pytest.mark.parametrize(
    ("message", "kind", "number", "of"),
    [
        ("Merge pull request #12 from example/directions/issue-001\n\nIssue 001\n", "pull request", 12, None),
        ("Issue EXIJB-18/03/2025-001: Day services (#7)\n", "pull request", 7, None),
        ("Issue EXIJB-18/03/2025-001: Day\nservices (#7)\n\nBody (#8)\n", "pull request", 7, None),
        ('Revert "Issue 001 (#12)" (#13)', "pull request", 13, None),
        ("Merge branch 'x' into 'main'\n\nIssue\n\nSee merge request board/registers/exijb!31\n", "merge request", 31, "board/registers/exijb"),
        ("Issue 001\n\nSee merge request !4", "merge request", 4, None),
        ("Issue 001 (!5)", "merge request", 5, None),
        ("Merged PR 1042: Issue 001\n\nRelated work items: #9", "pull request", 1042, None),
        ("Merged in directions/issue-001 (pull request #3)\n\nIssue 001\n\nApproved-by: A Person", "pull request", 3, None),
        ("Pull request #21: Issue 001\n\nMerge in EX/reg from x to main", "pull request", 21, None),
        ("Merge pull request #22 in EX/reg from x to main", "pull request", 22, None),
        ("Merge pull request 'Issue 001' (#6) from directions/issue-001 into main\n\nReviewed-on: https://git.example.org/6", "pull request", 6, None),
    ],
)  # fmt: skip
def test_requests_of_every_style(message: str, kind: str, number: int, of: str | None) -> None:
    assert said(message) == Request(kind, number, of)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Issue 001",
        'Revert "Issue 001 (#12)"',
        'Revert "Merge pull request #12 from x/y"',
        "Issue (#12) and more",
        "Merge pull request #9999999999999 from x",
        "Fix #12",
        "Text: See merge request a/b!3 there",
        "Ward (#٣)",
    ],
)
def test_what_only_looks_like_a_request_is_none(message: str) -> None:
    assert said(message) is None


def test_people_times_and_trailers_are_those_of_the_commit(repo: Path) -> None:
    (repo / ".mailmap").write_text("Other Name <other@example.org> <a@example.org>\n")
    git(repo, "config", "log.mailmap", "true")
    message = (
        "Issue 001\n\nApproved-by: no trailer, for it stands\nin running text\n\nWords.\n\n"
        "approved-by: Chair, Ann <ann@example.org>\nReviewed-by: Bo\n  <bo@example.org>\nAct: issue\n"
        "Signed-off-by: C\nCo-authored-by: D\n"
    )
    commit(repo, message, "--author", "Zoë, “Z” O’Neil\x1b[31m <a@example.org>", "--date", "2025-03-20T09:00:00+0100")
    (one,) = commits(repo)
    assert (one.author, one.author_email, one.authored) == (
        "Zoë, “Z” O’Neil\x1b[31m",
        "a@example.org",
        "2025-03-20T09:00:00+01:00",
    )
    assert (one.committer, one.committer_email) == ("Governance Officer", "officer@example.org")
    assert one.trailers == (
        ("Approved-by", "Chair, Ann <ann@example.org>"),
        ("Reviewed-by", "Bo <bo@example.org>"),
        ("Signed-off-by", "C"),
        ("Co-authored-by", "D"),
    )
    assert (one.signature, one.subject) == ("none", "Issue 001")


def test_trailers_where_forges_put_them(repo: Path) -> None:
    for message in (
        "Merge branch 'x' into 'main'\n\nTitle\n\nApproved-by: A\nReviewed-by: B\n\nSee merge request b/r!3\n",
        "Merge branch 'x' into 'main'\n\nTitle\n\nApproved-by: A\nReviewed-by: B\nSee merge request b/r!3\n",
        "Issue (#3)\n\n* Draft\n\nApproved-by: A\n\n* Issue\r\n\r\nReviewed-by: B\r\n",
        "Merged in x (pull request #3)\n\nTitle\n\nApproved-by: A\nApproved-by: A\nReviewed-by: B",
        "Issue\n\nApproved-by: A\nReviewed-by: B\n(cherry picked from commit 0123456)\n",
    ):
        commit(repo, message)
        assert commits(repo)[-1].trailers == (("Approved-by", "A"), ("Reviewed-by", "B")), message
    commit(repo, "Approved-by: A")
    assert commits(repo)[-1].trailers == ()


def test_no_setting_of_the_user_changes_what_is_read(repo: Path) -> None:
    first = commit(repo, "One\n\nApproved-by: A", file="b.yaml", text="long enough to be taken for the same file\n" * 9)
    git(repo, "mv", "b.yaml", "a.yaml")
    git(repo, "commit", "-qm", "Two")
    plain = commits(repo)
    for name, value in {
        "log.follow": "true",
        "log.showSignature": "true",
        "log.date": "relative",
        "log.decorate": "full",
        "format.pretty": "oneline",
        "color.ui": "always",
        "trailer.separators": "=",
        "i18n.logOutputEncoding": "latin1",
        "log.diffMerges": "first-parent",
        "core.quotePath": "false",
    }.items():
        git(repo, "config", name, value)
    assert commits(repo) == plain
    assert [each.subject for each in plain] == ["Two"]
    git(repo, "replace", first, git(repo, "commit-tree", f"{first}^{{tree}}", "-m", "Forged").strip())
    assert [each.subject for each in commits(repo, "b.yaml")] == ["One", "Two"]


def test_a_message_in_another_encoding_or_in_none_is_read(repo: Path) -> None:
    (repo / "a.yaml").write_text("a\n")
    git(repo, "add", "a.yaml")
    tree = git(repo, "write-tree").strip()
    raw = f"tree {tree}\nauthor Zo".encode() + b"\xeb <z@example.org> 1742461200 +0000\n"
    raw += b"committer \xff <> 1742461200 -0930\nencoding ISO-8859-1\n\nCaf\xe9\n"
    (repo / "raw").write_bytes(raw)
    id = git(repo, "hash-object", "-t", "commit", "-w", "raw").strip()
    git(repo, "reset", "-q", "--hard", id)
    (one,) = commits(repo)
    assert (one.author, one.subject, one.committer, one.committer_email) == ("Zoë", "Café", "ÿ", "")
    assert one.committed == "2025-03-19T23:30:00-09:30"


@pytest.fixture
def signing(repo: Path, tmp_path: Path) -> Path:
    """The repository, set up to sign by SSH, with a file of allowed signers that is empty yet."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed, so no commit can be signed by SSH")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(tmp_path / "key")], check=True)
    (tmp_path / "allowed").write_text("")
    for name, value in {
        "gpg.format": "ssh",
        "user.signingKey": str(tmp_path / "key.pub"),
        "gpg.ssh.allowedSignersFile": str(tmp_path / "allowed"),
    }.items():
        git(repo, "config", name, value)
    return repo


def test_signatures_by_ssh(signing: Path, tmp_path: Path) -> None:
    commit(signing, "Unsigned")
    commit(signing, "Signed", "-S")
    allowed = tmp_path / "allowed"
    public = " ".join((tmp_path / "key.pub").read_text().split()[:2])

    def states() -> list[tuple[str, str]]:
        return [(each.signature, each.signer) for each in commits(signing)]

    assert states() == [("none", ""), ("unknown-key", "")]
    assert commits(signing)[1].key.startswith("SHA256:")
    allowed.write_text(f"officer@example.org {public}\n")
    assert states() == [("none", ""), ("good", "officer@example.org")]
    git(signing, "config", "--unset", "gpg.ssh.allowedSignersFile")
    assert states()[1][0] == "unchecked", "a signature that can't be checked is not said to be none"


def test_a_signature_on_other_words_is_bad(signing: Path, tmp_path: Path) -> None:
    commit(signing, "Signed", "-S")
    public = " ".join((tmp_path / "key.pub").read_text().split()[:2])
    (tmp_path / "allowed").write_text(f"officer@example.org {public}\n")
    raw = git(signing, "cat-file", "commit", "HEAD").replace("Signed", "Forged")
    (signing / "raw").write_text(raw)
    git(signing, "reset", "-q", "--hard", git(signing, "hash-object", "-t", "commit", "-w", "raw").strip())
    assert [each.signature for each in commits(signing)] == ["bad"]


def test_the_line_of_a_branch_is_that_of_its_first_parents(repo: Path) -> None:
    one = commit(repo, "One", text="1\n")
    git(repo, "switch", "-qc", "side")
    two = commit(repo, "Two", text="1\n2\n")
    git(repo, "switch", "-q", "main")
    other = commit(repo, "Elsewhere", file="b.yaml")
    git(repo, "merge", "-q", "--no-ff", "-m", "Merge pull request #2 from x/side", "side")
    merge = git(repo, "rev-parse", "HEAD").strip()
    repository = open_repository(repo)
    assert line_of(repository.top, "refs/heads/main") == [one, other, merge]
    assert {each.id for each in commits(repo)} == {one, two, merge}
    places = [(one, "a.yaml"), (two, "a.yaml"), (two, "none.yaml")]
    assert held(repository, places) == {places[0]: b"1\n", places[1]: b"1\n2\n"}


def test_the_default_branch(repo: Path, tmp_path: Path) -> None:
    assert default_branch(open_repository(repo)) is None, "there is no commit yet"
    commit(repo, "One")
    assert default_branch(open_repository(repo)) == "refs/heads/main"
    git(repo, "branch", "-m", "main", "elsewhere")
    assert default_branch(open_repository(repo)) == "refs/heads/elsewhere", "the one that is checked out"
    git(repo, "checkout", "-q", "--detach")
    assert default_branch(open_repository(repo)) == "refs/heads/elsewhere", "the only one"
    git(repo, "branch", "other")
    assert default_branch(open_repository(repo)) is None
    git(repo, "branch", "master")
    assert default_branch(open_repository(repo)) == "refs/heads/master"
    git(repo, "branch", "main")
    assert default_branch(open_repository(repo)) == "refs/heads/main"
    git(repo, "config", "init.defaultBranch", "other")
    assert default_branch(open_repository(repo)) == "refs/heads/other"


def test_the_default_branch_is_what_the_remote_calls_it(repo: Path, tmp_path: Path) -> None:
    commit(repo, "One")
    git(repo, "switch", "-qc", "trunk")
    commit(repo, "Two")
    git(tmp_path, "clone", "-q", "repo", "clone")
    clone = tmp_path / "clone"
    assert default_branch(open_repository(clone)) == "refs/heads/trunk"
    git(clone, "checkout", "-q", "--detach")
    git(clone, "branch", "-qD", "trunk")
    assert default_branch(open_repository(clone)) == "refs/remotes/origin/trunk", "as CI has it"
    git(clone, "branch", "-q", "main", "origin/main")
    assert default_branch(open_repository(clone)) == "refs/remotes/origin/trunk"
    git(clone, "update-ref", "-d", "refs/remotes/origin/trunk")
    assert default_branch(open_repository(clone)) == "refs/heads/main", "renamed there, and origin/HEAD leads nowhere"
    git(clone, "remote", "rename", "origin", "board")
    git(clone, "fetch", "-q", "board")
    git(clone, "remote", "set-head", "board", "trunk")
    assert default_branch(open_repository(clone)) == "refs/remotes/board/trunk"


def test_a_fetched_branch_that_is_ahead_counts(repo: Path, tmp_path: Path) -> None:
    commit(repo, "One")
    git(tmp_path, "clone", "-q", "repo", "clone")
    clone = tmp_path / "clone"
    assert further(open_repository(clone), "refs/heads/main") == "refs/heads/main"
    commit(repo, "Two")
    git(clone, "fetch", "-q")
    assert further(open_repository(clone), "refs/heads/main") == "refs/remotes/origin/main"
    commit(clone, "Mine")
    assert further(open_repository(clone), "refs/heads/main") == "refs/heads/main", "the two have parted"
    assert further(open_repository(clone), "refs/remotes/origin/main") == "refs/remotes/origin/main"
    assert further(open_repository(repo), "refs/heads/main") == "refs/heads/main"
