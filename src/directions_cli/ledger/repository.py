"""Where a register lies: its folder, the repository around it, and whether an act may be done there now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from directions_cli.errors import Refused, WronglyAsked
from directions_cli.ledger.git import git

REGISTER = "register"
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

    @property
    def own(self) -> Path:
        """The program's own folder inside the Git folder of this work tree."""
        return self.git_dir / "directions"

    def path(self, inside: str) -> str:
        """The path from the top of the work tree of a path below the folder that holds the register."""
        return self.prefix + inside


def find_register(start: Path) -> Path:
    """The folder that holds `register/`, from `start` upwards. Needs no Git. Raises `WronglyAsked` where there is none."""
    if not start.is_dir():
        raise WronglyAsked(f"there is no folder {start}")
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / REGISTER / "register.yaml").is_file():
            return folder
        if (folder / ".git").exists():
            if (folder / REGISTER).is_dir():
                return folder
            break
    raise WronglyAsked(
        f"no register found in {start} or above it; go to one, name it with -C, or make one with `directions init`"
    )


def git_folder(start: Path) -> Path | None:
    """The Git folder of the work tree around `start`, found without running Git; None outside any."""
    for folder in (start, *start.parents):
        found = folder / ".git"
        if found.is_dir():
            return found
        if found.is_file():
            text = found.read_text(encoding="utf-8", errors="replace").strip()
            return (folder / text.removeprefix("gitdir:").strip()).resolve() if text.startswith("gitdir:") else None
    return None


def open_repository(folder: Path) -> Repository:
    """The repository around the folder that holds the register. Raises `WronglyAsked`, saying what is amiss."""
    wanted = ("--is-bare-repository", "--is-shallow-repository", "--absolute-git-dir", "--git-common-dir")
    answer = git(folder, "rev-parse", *wanted)
    if answer.code:
        if "not a git repository" in answer.reason:
            raise WronglyAsked(
                f"{folder} is in no Git repository; acts are Git commits: run `git init` there or `directions init`"
            )
        raise WronglyAsked(f"Git can't be used in {folder}: {answer.reason}")
    bare, shallow, git_dir, common = answer.text.split("\n")
    if bare == "true":
        raise WronglyAsked(f"{folder} is a bare repository, without files to work on; clone it and work in the clone")
    where = git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    if where.code:
        raise WronglyAsked(f"{folder} is no work tree: {where.reason}")
    top, _, prefix = where.text.partition("\n")
    common_dir = Path(common) if Path(common).is_absolute() else folder / common
    return Repository(Path(top), Path(git_dir), common_dir.resolve(), prefix.strip("\n"), shallow == "true")


def require_ready(repository: Repository) -> str:
    """The branch that acts go to. Raises `Refused` in a state in which an act would be lost or mixed up."""
    for name, what in UNDERWAY.items():
        if (repository.git_dir / name).exists():
            end = what.rpartition(" ")[2]
            raise Refused(f"{what} is in progress; finish it or give it up (`git {end} --abort`), then try again")
    branch = git(repository.top, "symbolic-ref", "--quiet", "HEAD")
    if branch.code:
        raise Refused("no branch is checked out (detached HEAD), so that an act could be lost; `git switch main` first")
    require_identity(repository.top)
    return branch.text


def require_identity(folder: Path) -> None:
    """Raise `Refused` where Git would have to guess who commits."""
    asked = ("-c", "user.useConfigOnly=true", "var")
    if git(folder, *asked, "GIT_COMMITTER_IDENT").code or git(folder, *asked, "GIT_AUTHOR_IDENT").code:
        raise Refused(
            "Git does not know who you are, and the register must; say so once with"
            ' `git config --global user.name "Your Name"` and `git config --global user.email you@example.org`'
        )


def head_of(repository: Repository) -> str | None:
    """The commit that is checked out, or None before the first one."""
    answer = git(repository.top, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    return None if answer.code else answer.text
