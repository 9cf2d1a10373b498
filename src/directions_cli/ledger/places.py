"""Where things lie: the folder of a register, the Git folder around it, and the marks that acts leave there. No Git is run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from directions_cli.errors import WronglyAsked
from directions_cli.ledger.os_lock import taken

REGISTER: Final = "register"
OWN: Final = "directions"
NAME: Final = "journal.json"
"""The journal of an act that is on its way."""
LAST: Final = "last.json"
"""The journal of the act that was done last."""
ROOM: Final = "directions-proposal-"
"""What the work trees are called in which hooks judge a proposal."""


def find_register(start: Path) -> Path:
    """The folder that holds `register/`, from `start` upwards. Needs no Git. Raises `WronglyAsked` where there is none."""
    if not start.is_dir():
        raise WronglyAsked(f"there is no folder {start}")
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / REGISTER).is_symlink():
            raise WronglyAsked(f"{folder / REGISTER} is a symbolic link; a register stands in a folder of its own repository")
        if (folder / REGISTER / "register.yaml").is_file():
            return folder
        if (folder / ".git").exists():
            if (folder / REGISTER).is_dir() or _underway(folder):
                return folder
            break
    raise WronglyAsked(
        f"no register found in {start} or above it; go to one, name it with -C, or make one with `directions init`"
    )


def _underway(folder: Path) -> bool:
    """Whether an act was interrupted that may yet bring the register's folder back."""
    found = git_folder(folder)
    return found is not None and (found / OWN / "journal.json").is_file()


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


def room_left(git_dir: Path) -> bool:
    """Whether a work tree for hooks is there that a kill left: half made, it may be one that Git's own commands stumble over."""
    try:
        left = any(name.startswith(ROOM) for name in os.listdir(git_dir / "worktrees"))  # noqa: PTH208
    except OSError:
        return False
    return left and not taken(git_dir / OWN / "lock")


def state_of(own: Path) -> tuple[bool, int, int]:
    """What changes whenever an act is on its way or done: a reader that finds it changed reads again."""
    try:
        last = (own / LAST).stat()
        mark = last.st_mtime_ns, last.st_ino
    except OSError:
        mark = 0, 0
    return os.path.lexists(own / NAME), *mark
