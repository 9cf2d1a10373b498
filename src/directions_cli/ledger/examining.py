"""What of Git and the repository is as acts need it. It looks only; nothing is repaired."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from directions_cli.domain.examined import Examined, good, warning, wrong
from directions_cli.errors import DirectionsError
from directions_cli.ledger.git import git
from directions_cli.ledger.hooks import SINCE, version
from directions_cli.ledger.index_file import MARK
from directions_cli.ledger.journal import JournalBroken, read_journal
from directions_cli.ledger.remotes import remote_of
from directions_cli.ledger.repository import UNDERWAY, Repository, branch_of, default_branch, require_identity

OLDEST: Final = (2, 30)
"""The oldest version of Git that the program is tried with."""
DRIVER: Final = "directions merge-driver %O %A %B %P %L"
LEAST_ROOM: Final = 100_000_000
"""Bytes that should be free on the disk of a register."""
LONG_AGO: Final = 600.0
"""Seconds after which a lock of Git can hardly be in use."""
HOOKS: Final = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-push")


def git_is_there(folder: Path) -> Examined:
    """The version of Git, and what an older one lacks."""
    try:
        found = version(folder)
    except DirectionsError as error:
        return wrong("git", str(error), "install Git (git-scm.com), open a new terminal and try again")
    number = f"Git {found[0]}.{found[1]}"
    if found < OLDEST:
        return wrong("git", f"{number} is older than {OLDEST[0]}.{OLDEST[1]}", "install a newer Git")
    if found < SINCE:
        lacks = f"{number} has no `git hook run`: hooks are started by hand, and on Windows those without .exe can't be"
        return warning("git", lacks, f"install Git {SINCE[0]}.{SINCE[1]} or later")
    return good("git", number)


def identity(folder: Path) -> Examined:
    """Whether Git knows who commits."""
    try:
        require_identity(folder, both=True)
    except DirectionsError as error:
        said, advice = str(error).split("; ", 1)
        return wrong("identity", said, advice)
    return good("identity", git(folder, "var", "GIT_COMMITTER_IDENT").text.rpartition(" <")[0] or "known")


def signing(repository: Repository, demanded: bool) -> Examined:
    """Whether commits are signed, if the register demands it, with a key that Git finds."""
    top = repository.top
    signs = git(top, "config", "--type=bool", "commit.gpgsign").text == "true"
    if not signs:
        if not demanded:
            return good("signing", "commits are not signed, and the register does not demand it")
        advice = "`git config commit.gpgsign true`, and name your key with `git config user.signingkey`"
        return wrong("signing", "the register demands signed commits, and yours are not signed", advice)
    form = git(top, "config", "gpg.format").text or "openpgp"
    key = git(top, "config", "user.signingkey").text
    if form == "ssh" and not key and not git(top, "config", "gpg.ssh.defaultKeyCommand").text:
        return wrong(
            "signing", "commits are to be signed by SSH, but with no key", "`git config user.signingkey ~/.ssh/id_ed25519.pub`"
        )
    named = git(top, "config", f"gpg.{form}.program").text or (
        git(top, "config", "gpg.program").text if form == "openpgp" else ""
    )
    program = named or {"ssh": "ssh-keygen", "x509": "gpgsm"}.get(form, "gpg")
    if shutil.which(program) is None and shutil.which(str(Path(program).expanduser())) is None and sys.platform != "win32":
        return wrong("signing", f"commits are to be signed, but {program} is not installed", f"install {program}")
    return good("signing", f"commits are signed ({form})")


def hooks(repository: Repository, _: bool) -> Iterator[Examined]:
    """Hooks that Git would pass over because they can't be executed, and a folder of hooks that is not there."""
    said = git(repository.top, "config", "core.hooksPath").text
    if said and not repository.hooks.is_dir():
        yield warning(
            "hooks", f"core.hooksPath names {said}, which is no folder", "make it, or `git config --unset core.hooksPath`"
        )
        return
    there = [name for name in HOOKS if (repository.hooks / name).is_file()]
    dead = [name for name in there if os.name == "posix" and not os.access(repository.hooks / name, os.X_OK)]
    for name in dead:
        path = repository.hooks / name
        yield warning(
            "hooks", f"the hook {name} can't be executed, and Git passes over it", f"`chmod +x {path}`, or take it away"
        )
    if not dead:
        yield good("hooks", ", ".join(there) or "none")


def merge_driver(repository: Repository, _: bool) -> Examined:
    """Whether this clone merges directions entry by entry."""
    said = git(repository.top, "config", "merge.directions.driver").text
    advice = f'git config merge.directions.driver "{DRIVER}"'
    if not said:
        return warning("merge-driver", "this clone does not know how to merge directions entry by entry", f"`{advice}`", True)
    words = said.split()
    if not {"merge-driver", "%O", "%A", "%B"} <= set(words):
        return warning("merge-driver", f"the merge driver is {said!r}, which is not this program's", f"`{advice}`", True)
    return good("merge-driver", said)


def attributes(repository: Repository, _: bool) -> Examined:
    """Whether Git keeps line ends of the register's files and merges them with the driver."""
    path = repository.path("register/2025/X-2025-01-01-001.yaml")
    said = git(repository.top, "check-attr", "merge", "eol", "--", path).text
    lost = [name for name, value in (("eol", "lf"), ("merge", "directions")) if f": {name}: {value}" not in said]
    if lost:
        lines = "`*.yaml text eol=lf` and `register/**/*.yaml merge=directions`"
        return warning(
            "attributes", f".gitattributes lacks {' and '.join(lost)} for the register", f"put the lines {lines} into it"
        )
    return good("attributes", "files of the register keep their line ends and are merged entry by entry")


def line_ends(repository: Repository, _: bool) -> Examined:
    """Whether Git changes line ends by itself where nothing says otherwise."""
    crlf = git(repository.top, "config", "core.autocrlf").text.lower() or "false"
    path = repository.path("register/register.yaml")
    kept = ": eol: lf" in git(repository.top, "check-attr", "eol", "--", path).text
    if crlf == "true" and not kept:
        return warning(
            "line-ends", "core.autocrlf is true and .gitattributes does not say otherwise", "put `*.yaml text eol=lf` into it"
        )
    return good("line-ends", f"core.autocrlf is {crlf}" + (", and .gitattributes keeps LF" if kept else ""))


def left_behind(repository: Repository, _: bool) -> Iterator[Examined]:
    """What a command that was killed has left: an act's journal, a lock on Git's index."""
    try:
        journal = read_journal(repository.own)
    except (JournalBroken, OSError):
        journal = None
        yield warning("journal", "the journal of an act can't be read", "`directions doctor --fix` puts it aside", True)
    if journal is not None:
        yield warning(
            "journal", f"an act was interrupted: {journal.summary}", "the next command finishes or undoes it, or --fix", True
        )
    lock = repository.git_dir / "index.lock"
    try:
        age, ours = time.time() - lock.stat().st_mtime, lock.read_bytes() == MARK
    except OSError:
        yield good("locks", "none is left behind")
        return
    if ours:
        yield warning("locks", f"an act that was killed left {lock}", "the next act removes it, or --fix", True)
    elif age > LONG_AGO:
        yield wrong("locks", f"{lock} has stood for {age / 60:.0f} minutes", "if no Git command is running, remove that file")
    else:
        yield warning("locks", f"a Git command holds {lock}", "let it end; if none is running, remove that file")


def checkout(repository: Repository, _: bool) -> Examined:
    """Whether an act could be committed now: a branch, and no merge or rebase half done."""
    for name, what in UNDERWAY.items():
        if (repository.git_dir / name).exists():
            return wrong("branch", f"{what} is in progress", f"finish it, or `git {what.rpartition(' ')[2]} --abort`")
    branch = branch_of(repository)
    if branch is None:
        return wrong("branch", "no branch is checked out (detached HEAD)", "`git switch main`")
    return good("branch", branch.removeprefix("refs/heads/"))


def history(repository: Repository, _: bool) -> Examined:
    """Whether the whole history is here."""
    if repository.shallow:
        return warning("history", "this clone is shallow: trail and audit see only a part", "`git fetch --unshallow`")
    return good("history", "the whole history is here")


def remote(repository: Repository, _: bool) -> Examined:
    """The remote that proposals go to, and the default branch."""
    try:
        name = remote_of(repository.top)
    except DirectionsError as error:
        said, advice = str(error).split("; ", 1)
        return warning("remote", said, advice)
    default = default_branch(repository)
    if name is None:
        return warning(
            "remote",
            "there is none: nobody else has this register",
            "`git remote add origin ADDRESS`, then `git push -u origin main`",
        )
    if default is None:
        return warning(
            "remote",
            f"{name} is there, but no default branch is known",
            f"`git fetch {name}`, `git remote set-head {name} --auto`",
        )
    return good("remote", f"{name}, default branch {default.rpartition('/')[2]}")


def room(repository: Repository, _: bool) -> Iterator[Examined]:
    """Whether acts can write, and whether there is room."""
    folders = (repository.top / repository.path("register"), repository.git_dir)
    closed = [folder for folder in folders if folder.is_dir() and not os.access(folder, os.W_OK)]
    for folder in closed:
        yield wrong("room", f"{folder} can't be written", "acts need to write there: see to its permissions")
    free = shutil.disk_usage(repository.top).free
    if free < LEAST_ROOM:
        yield warning("room", f"{free / 1e6:,.0f} MB are free on this disk", "make room")
    elif not closed:
        yield good("room", f"folders can be written, {free / 1e9:,.0f} GB are free")


Look = Callable[[Repository, bool], Examined | Iterator[Examined]]
OF_REPOSITORY: Final[tuple[Look, ...]] = (
    checkout,
    signing,
    hooks,
    merge_driver,
    attributes,
    line_ends,
    left_behind,
    history,
    remote,
    room,
)
"""What is looked at in a repository; each is told whether the register demands signatures."""


def set_merge_driver(repository: Repository) -> None:
    """Let this clone merge directions entry by entry, as `init` tells it."""
    git(repository.top, "config", "merge.directions.name", "Directions, entry by entry")
    git(repository.top, "config", "merge.directions.driver", DRIVER)
