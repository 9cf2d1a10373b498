"""Registers of neighbouring authorities on disk, each in a Git repository of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import git
from tests.domain.three_registers import HEADERS, files_of

PLACES = {"EXIJB": "example", "EXNIJB": "north", "EXSIJB": "south"}
TODAY = "2025-06-30"


def written(folder: Path, code: str, header: str | None = None, *more) -> Path:
    """One of the three registers written into a folder, over what is there; not committed."""
    for found in files_of(code, header, *more):
        path = folder / "register" / found.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found.data)
    return folder


def committed(folder: Path, message: str = "Change the register") -> Path:
    """The folder with all that is in it committed, in a repository that is made if need be."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return folder


def three(top: Path, **addresses: str) -> Path:
    """All three registers below a folder, the first with the addresses given for its neighbours; gives the first."""
    for code, place in PLACES.items():
        committed(written(top / place, code))
    header = HEADERS["EXIJB"]
    for place, address in addresses.items():
        header = header.replace(f"register: ../{place}", f"register: {address}")
    return committed(written(top / "example", "EXIJB", header))


def gone(folder: Path) -> None:
    """Take a folder away, files that may only be read among it."""
    for path in folder.rglob("*"):
        path.chmod(0o700)
    shutil.rmtree(folder)
