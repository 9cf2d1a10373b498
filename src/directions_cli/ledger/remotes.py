"""A remote of the repository: which it is, what its default branch is, fetching from it, pushing one branch to it.

Names of remotes and branches are taken only by pattern; what Git says of addresses is shown without names and passwords.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from directions_cli.errors import WronglyAsked
from directions_cli.ledger.git import PLAIN_ENGLISH, Answer, git
from directions_cli.ledger.hosts import without_secrets
from directions_cli.ledger.repository import default_name

NAME: Final = re.compile(r"[A-Za-z0-9][\w./-]*", re.ASCII)
QUIET: Final = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")
"""Nothing else is begun on the side while a proposal is on its way."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """How a push ended. `taken`: the branch is there already, with something else on it."""

    state: Literal["done", "taken", "refused"]
    reason: str = ""


def remote_of(top: Path) -> str | None:
    """The remote that proposals go to: `checkout.defaultRemote`, that of the branch, `origin`, or the only one.

    Raises `WronglyAsked` where there are several and none of these says which.
    """
    names = [name for name in git(top, "remote").text.split("\n") if NAME.fullmatch(name)]
    branch = git(top, "symbolic-ref", "--quiet", "--short", "HEAD").text
    asked = [git(top, "config", "checkout.defaultRemote").text]
    asked += [git(top, "config", f"branch.{branch}.remote").text] if branch else []
    for name in (*asked, "origin"):
        if name in names:
            return name
    if len(names) > 1:
        raise WronglyAsked(
            f"there are several remotes ({', '.join(names)}); say once which one proposals go to:"
            " `git config checkout.defaultRemote NAME`"
        )
    return names[0] if names else None


def fetch(top: Path, remote: str) -> str | None:
    """Fetch as `git fetch REMOTE` does. Gives the reason where that fails, without secrets."""
    return _failed(git(top, *QUIET, "fetch", "--quiet", "--", remote, env=PLAIN_ENGLISH, literal=False))


def default_branch(top: Path, remote: str | None, online: bool) -> str | None:
    """The name of the branch that proposals go into, such as `main`; if `online`, the remote is asked where it is not known."""
    return default_name(top, remote, lambda name: _said_by(top, name) if online else None)


def _said_by(top: Path, remote: str) -> str | None:
    """What a remote itself says that its default branch is."""
    said = git(top, "ls-remote", "--symref", "--", remote, "HEAD", env=PLAIN_ENGLISH, literal=False)
    found = re.match(r"ref: refs/heads/(\S+)\tHEAD", said.text) if not said.code else None
    return found[1] if found else None


def tracking(remote: str, branch: str) -> str:
    """The reference that says where a branch of the remote was when last fetched."""
    return f"refs/remotes/{remote}/{branch}"


def tip_of(top: Path, ref: str) -> str | None:
    """The commit that a full reference stands at, or None where there is no such reference."""
    answer = git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return None if answer.code else answer.text.split("\n")[-1]


def contains(top: Path, earlier: str, later: str) -> bool:
    """Whether a commit is part of the history of another; no where this clone lacks one of them."""
    return git(top, "merge-base", "--is-ancestor", earlier, later).code == 0


def fetched(top: Path, remote: str, branch: str) -> str | None:
    """The commit of one branch of the remote, fetched by its name: for a clone that follows only some branches."""
    answer = git(top, *QUIET, "fetch", "--quiet", "--no-tags", "--", remote, f"refs/heads/{branch}", literal=False)
    return tip_of(top, "FETCH_HEAD") if answer.code == 0 else None


def there_now(top: Path, remote: str, branch: str) -> str | None:
    """The commit that a branch of the remote is at now, asked of the remote itself; None where it has no such branch."""
    answer = git(top, "ls-remote", "--", remote, f"refs/heads/{branch}", env=PLAIN_ENGLISH, literal=False)
    return answer.text.split("\t")[0] or None if answer.code == 0 else None


def push(top: Path, remote: str, branch: str, commit: str, new: bool) -> Pushed:
    """Push one branch and nothing else, never by force. `new`: it must not be there yet.

    Git's own report is read for its first column; whether another's branch stands there is asked of the remote.
    """
    ref = f"refs/heads/{branch}"
    answer = git(
        top, *QUIET, "push", "--porcelain", "--no-follow-tags", "--", remote, f"{ref}:{ref}", env=PLAIN_ENGLISH, literal=False
    )
    said = [line.split("\t") for line in answer.out.decode("utf-8", "replace").split("\n")]
    flag, summary = next(((parts[0], parts[2]) for parts in said if len(parts) > 2 and parts[1].endswith(f":{ref}")), ("", ""))
    reason = "; ".join(filter(None, (summary, _reason(answer))))
    if answer.code == 0:
        same = new and flag == "="
        return Pushed("taken" if same else "done", without_secrets(answer.err.decode("utf-8", "replace")))
    theirs = there_now(top, remote, branch)
    if theirs == commit and (flag != "!" or not new):
        return Pushed("done", reason)
    behind = theirs is not None and not new and contains(top, theirs, commit)
    return Pushed("taken" if theirs and not behind else "refused", reason)


def take_back(top: Path, remote: str, branch: str, commit: str) -> bool:
    """Take away a branch that was just pushed, if it still is at that very commit. Says whether it is gone."""
    ref = f"refs/heads/{branch}"
    lease = f"--force-with-lease={ref}:{commit}"
    return git(top, *QUIET, "push", "--quiet", "--no-verify", lease, "--", remote, f":{ref}", literal=False).code == 0


def _failed(answer: Answer) -> str | None:
    return None if answer.code == 0 else _reason(answer)


def _reason(answer: Answer) -> str:
    """What Git said, on one line, without its advice."""
    lines = [line.strip() for line in without_secrets(answer.reason).splitlines()]
    return (
        "; ".join(line for line in lines if line and not line.startswith(("hint:", "To ", "error: failed to push")))
        or "Git does not say why"
    )
