"""Where a register lies: its folder, the repository around it, and whether an act may be done there now."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from directions_cli.errors import Refused, WronglyAsked
from directions_cli.ledger.git import PLAIN_ENGLISH, git
from directions_cli.ledger.places import OWN as OWN
from directions_cli.ledger.places import REGISTER as REGISTER
from directions_cli.ledger.places import find_register as find_register
from directions_cli.ledger.places import git_folder as git_folder

USUAL: Final = ("main", "master")
"""What the default branch is called where nobody has said otherwise."""
REMOTE_HEAD = re.compile("refs/remotes/[^/]+/HEAD")
UNDERWAY = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree with its Git folders. `prefix` leads from its top to the folder that holds `register/`."""

    top: Path
    git_dir: Path
    common_dir: Path
    prefix: str
    shallow: bool
    hooks: Path

    @property
    def own(self) -> Path:
        """The program's own folder inside the Git folder of this work tree."""
        return self.git_dir / OWN

    @property
    def shared(self) -> Path:
        """The program's own folder that all work trees of the repository share; the lock lies there."""
        return self.common_dir / OWN

    def path(self, inside: str) -> str:
        """The path from the top of the work tree of a path below the folder that holds the register."""
        return self.prefix + inside


def open_repository(folder: Path) -> Repository:
    """The repository around the folder that holds the register. Raises `WronglyAsked`, saying what is amiss."""
    wanted = ("--is-bare-repository", "--is-shallow-repository", "--absolute-git-dir", "--git-common-dir")
    places = ("--git-path", "hooks", "--show-prefix", "--show-toplevel")
    answer = git(folder, "rev-parse", *wanted, *places, env=PLAIN_ENGLISH)
    said = answer.text.split("\n")
    if said[0] == "true":
        raise WronglyAsked(f"{folder} is a bare repository, without files to work on; clone it and work in the clone")
    if answer.code:
        if "not a git repository" in answer.reason:
            raise WronglyAsked(
                f"{folder} is in no Git repository; acts are Git commits: run `git init` there or `directions init`"
            )
        raise WronglyAsked(f"Git can't be used in {folder}: {answer.reason}")
    if len(said) != 7:
        raise WronglyAsked(f"{folder} has a line break in its path; move it to a folder with a plain name")
    _, shallow, git_dir, common, hooks, prefix, top = said
    return Repository(
        Path(top), Path(git_dir), (folder / common).resolve(), prefix, shallow == "true", (folder / hooks).absolute()
    )


def require_ready(repository: Repository) -> str:
    """The branch that acts go to. Raises `Refused` in a state in which an act would be lost or mixed up."""
    for name, what in UNDERWAY.items():
        if (repository.git_dir / name).exists():
            end = what.rpartition(" ")[2]
            raise Refused(f"{what} is in progress; finish it or give it up (`git {end} --abort`), then try again")
    branch = branch_of(repository)
    if branch is None:
        raise Refused("no branch is checked out (detached HEAD), so that an act could be lost; `git switch main` first")
    require_identity(repository.top)
    return branch


def branch_of(repository: Repository) -> str | None:
    """The branch that is checked out, such as `refs/heads/main`; None where HEAD is detached."""
    answer = git(repository.top, "symbolic-ref", "--quiet", "HEAD")
    return None if answer.code else answer.text


def default_branch(repository: Repository) -> str | None:
    """The branch that decides what is in the register, as a full name such as `refs/heads/main`; None where none is known.

    The default branch of the remote, or of the first of several; else the branch that is checked out, or the only one. The
    local branch is named, or the fetched one where there is no local one.
    """
    known = _branches(repository.top)
    heads = sorted((name for name in known if REMOTE_HEAD.fullmatch(name)), key=lambda name: name != "refs/remotes/origin/HEAD")
    remotes = [head.split("/")[2] for head in heads] or ["origin"]
    name = _default_among(repository.top, known, remotes, lambda _: None)
    if name is not None:
        places = ("refs/heads/", *(f"refs/remotes/{remote}/" for remote in remotes))
        return next(place + name for place in places if place + name in known)
    local = [name for name in known if name.startswith("refs/heads/")]
    here = branch_of(repository)
    return here if here in local else local[0] if len(local) == 1 else None


def default_name(top: Path, remote: str | None, ask: Callable[[str], str | None]) -> str | None:
    """The name of the default branch of a remote, such as `main`; without a remote, of this clone. None where there is no branch.

    `ask` is asked for what the remote itself says, where that is not known here.
    """
    return _default_among(top, _branches(top), [remote] if remote else [], ask)


def _branches(top: Path) -> dict[str, str]:
    """The full name of every branch, local or fetched, with the branch that it points to if it is a remote's HEAD."""
    listed = git(top, "for-each-ref", "--format=%(refname) %(symref)", "refs/heads", "refs/remotes").text
    return dict(line.split(" ", 1) for line in listed.split("\n") if line)


def _default_among(top: Path, known: Mapping[str, str], remotes: Sequence[str], ask: Callable[[str], str | None]) -> str | None:
    """What a remote calls its default, else the user's `init.defaultBranch`, else `main` or `master`: of a remote, or here."""
    places = [f"refs/remotes/{remote}/" for remote in remotes]
    for remote, place in zip(remotes, places, strict=True):
        said = known.get(f"{place}HEAD", "")
        found = said.removeprefix(place) if said in known else ask(remote)
        if found:
            return found
    names = (git(top, "config", "init.defaultBranch").text, *USUAL)
    return next((name for place in (*places, "refs/heads/") for name in names if place + name in known), None)


def require_identity(folder: Path, both: bool = False) -> None:
    """Raise `Refused` where Git would have to guess who commits; with `both`, also where only the author is unknown."""
    asked = ("-c", "user.useConfigOnly=true", "var")
    names = ("GIT_COMMITTER_IDENT", "GIT_AUTHOR_IDENT") if both else ("GIT_COMMITTER_IDENT",)
    if any(git(folder, *asked, name).code for name in names):
        raise Refused(
            "Git does not know who you are, and the register must; say so once with"
            ' `git config --global user.name "Your Name"` and `git config --global user.email you@example.org`'
        )


def head_of(repository: Repository) -> str | None:
    """The commit that is checked out, or None before the first one."""
    answer = git(repository.top, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    return None if answer.code else answer.text
