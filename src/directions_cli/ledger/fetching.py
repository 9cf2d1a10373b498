"""A copy of somebody else's register, fetched with plain Git into a bare repository of our own, and read without checking it out.

Nothing of theirs is ever run: no hook, no filter, no submodule, no transport but the few that are named; objects are read as
they are. A fetch that fails, takes too long or grows too large leaves the copy as it was.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any, Final

from directions_cli.domain.neighbours import PROTOCOLS
from directions_cli.errors import GitFailed
from directions_cli.ledger.git import AS_COMMITTED, PLAIN_ENGLISH, git
from directions_cli.ledger.hosts import without_secrets
from directions_cli.ledger.remotes import QUIET
from directions_cli.ledger.repository import OWN, REGISTER, git_folder
from directions_cli.ledger.revisions import objects
from directions_cli.ledger.states import LINK_MODE

SECONDS: Final = 180.0
"""Seconds that a fetch may take."""
LARGEST: Final = 300_000_000
"""Bytes that a copy may hold; a register with its work tree's last state needs a few million."""
MOST_FILES: Final = 100_000
LONGEST_LIST: Final = 20_000_000
"""Bytes that the list of the files may have."""
NAME: Final = "neighbours"
REF: Final = "refs/directions/neighbour"
LAST: Final = "last-fetch.json"
_ALLOWED: Final = {
    "GIT_ALLOW_PROTOCOL": ":".join(PROTOCOLS),
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GCM_INTERACTIVE": "never",
}
"""Nobody is asked for a password, and no object is fetched but by the fetch itself."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a register in Git: its path below `register/`, whether it is a link, its size in bytes and its id."""

    path: str
    link: bool
    size: int
    id: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Where the copy of a register lies, and the address and branch (None: the default one) that it is of."""

    place: Path
    address: str
    branch: str | None

    @property
    def fetched(self) -> datetime | None:
        """When it was last fetched, with the time zone; None where it never was."""
        try:
            said = json.loads((self.place / LAST).read_text(encoding="utf-8"))
            return datetime.fromisoformat(said["fetched"]) if said["address"] == self.address else None
        except (OSError, ValueError, KeyError, TypeError):
            return None


def copy_of(folder: Path, address: str, branch: str | None, elsewhere: Path | None) -> Copy | None:
    """The place of a copy: in the Git folder of the register below `folder`, else below `elsewhere`; None without either."""
    digest = blake2b(f"{address}\0{branch or ''}".encode(), digest_size=12).hexdigest()
    git_dir = git_folder(folder)
    base = git_dir / OWN if git_dir and os.access(git_dir, os.W_OK) else elsewhere
    return Copy(base / NAME / digest, address, branch) if base else None


def fetch(copy: Copy, seconds: float = SECONDS, largest: int = LARGEST) -> None:
    """Bring a copy up to date: the last state of its branch, whatever it was before. Raises `GitFailed` with the reason."""
    place = copy.place
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GitFailed(f"{place} can't be made: {error.strerror}") from None
    if not (place / "HEAD").exists():
        made = git(place, "init", "--quiet", "--bare", "--template=", ".", env=_ALLOWED)
        if made.code:
            raise GitFailed(f"no copy can be made in {place}: {made.reason}")
    _sweep(place)
    wanted = f"refs/heads/{copy.branch}" if copy.branch else "HEAD"
    asked = ["--depth=1", "--no-tags", "--no-recurse-submodules", "--force", "--"]
    command = [*_plain(place), "fetch", "--quiet", *asked, copy.address, f"+{wanted}:{REF}"]
    _bounded(command, place, {**_ALLOWED, **PLAIN_ENGLISH, **_silent_ssh(place)}, seconds, largest)
    said = {"address": copy.address, "branch": copy.branch, "fetched": datetime.now().astimezone().isoformat(timespec="seconds")}
    temporary = place / f"{LAST}.{os.getpid()}"
    temporary.write_text(json.dumps(said) + "\n", encoding="utf-8", newline="\n")
    temporary.replace(place / LAST)
    if len(list((place / "objects" / "pack").glob("*.pack"))) > 20:
        git(place, *_plain(place)[1:], "gc", "--quiet", "--prune=now", env=_ALLOWED)


def _sweep(place: Path) -> None:
    """Take away what a fetch that was killed has left; not what another one may be writing just now."""
    for left in (place / "objects" / "pack").glob("tmp_*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime + 2 * SECONDS < time.time():
                left.unlink()


def _plain(place: Path) -> list[str]:
    """Git in the copy, with what its user's own settings might add on the side left out."""
    settings = (
        f"core.hooksPath={place / 'no-hooks'}",
        "core.fsmonitor=false",
        "fetch.unpackLimit=1",
        "fetch.writeCommitGraph=false",
    )
    return ["git", "--git-dir=.", *QUIET, *(word for setting in settings for word in ("-c", setting))]


def _silent_ssh(place: Path) -> dict[str, str]:
    """An ssh that asks nothing, unless the user has set one of their own."""
    own = os.environ.get("GIT_SSH_COMMAND") or os.environ.get("GIT_SSH") or git(place, "config", "core.sshCommand").text
    return {} if own else {"GIT_SSH_COMMAND": "ssh -oBatchMode=yes"}


def _bounded(command: Sequence[str], place: Path, env: Mapping[str, str], seconds: float, largest: int) -> None:
    """Run a fetch, and end it with all that it started where it takes too long or too much. Raises `GitFailed`."""
    with tempfile.TemporaryFile() as told:
        more: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {}
        try:
            running = subprocess.Popen(
                command, cwd=place, env={**os.environ, **env}, stdin=subprocess.DEVNULL, stdout=told, stderr=told, **more
            )
        except OSError as error:
            raise GitFailed(f"Git can't be started: {error.strerror}") from None
        until, why = time.monotonic() + seconds, None
        try:
            while why is None:
                try:
                    running.wait(0.1)
                    break
                except subprocess.TimeoutExpired:
                    why = _beyond(place, until, seconds, largest)
        finally:
            _end(running)
        if why is None and running.returncode == 0:
            why = _beyond(place, float("inf"), seconds, largest)
            if why is None:
                return
        raise GitFailed(why or _reason(told))


def _beyond(place: Path, until: float, seconds: float, largest: int) -> str | None:
    """Why a fetch that is running is to be ended, or None."""
    if time.monotonic() > until:
        return f"it took longer than {seconds:.0f} seconds"
    size = 0
    for path in (place / "objects" / "pack").glob("*"):
        with contextlib.suppress(OSError):
            size += path.stat().st_size
    return f"it is larger than {largest:,} bytes, more than a register needs" if size > largest else None


def _end(running: subprocess.Popen[bytes]) -> None:
    if running.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    running.wait()


def _reason(told: IO[bytes]) -> str:
    told.seek(0)
    lines = without_secrets(told.read(20_000).decode("utf-8", "replace")).splitlines()
    return "; ".join(line.strip() for line in lines if line.strip() and not line.startswith("hint:")) or "Git does not say why"


def tree_of(place: Path, folder: str | None) -> tuple[str, str]:
    """Where the register is in the copy that lies at `place`: the path that leads there, and the id of its tree.

    Raises `GitFailed` where the copy holds none, or several and no folder is named.
    """
    paths = [folder] if folder else _folders(place)
    if not paths:
        raise GitFailed("it holds no register/register.yaml")
    if len(paths) > 1:
        raise GitFailed(f"it holds several registers ({', '.join(paths)}); name one under `folder`")
    inside = f"{paths[0]}/{REGISTER}".lstrip("/")
    answer = _ask(place, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{REF}:{inside}")
    if answer is None or _ask(place, "cat-file", "-t", answer) != "tree":
        raise GitFailed(f"it holds no folder {inside}")
    return inside, answer


def _folders(place: Path) -> list[str]:
    """Folders of a copy that hold a register, the top as an empty path; where the top does, no other counts."""
    listed = _listed(place, "--name-only", REF)
    ending = f"{REGISTER}/register.yaml"
    found = [path.removesuffix(ending) for path in listed.split("\0") if path == ending or path.endswith(f"/{ending}")]
    return [""] if "" in found else [path.rstrip("/") for path in found]


def pieces_of(place: Path, tree: str) -> list[Piece]:
    """Every file below a tree. Raises `GitFailed` where they can't be listed, or are more than a register can have."""
    found: list[Piece] = []
    for line in filter(None, _listed(place, "-l", tree).split("\0")):
        about, _, path = line.partition("\t")
        mode, kind, id, size = about.split()
        if kind == "blob":
            found.append(Piece(path, mode == LINK_MODE, int(size), id))
    if len(found) > MOST_FILES or sum(piece.size for piece in found) > LARGEST:
        raise GitFailed(f"it holds {len(found):,} files, more than a register can have")
    return found


def contents_at(place: Path, ids: Sequence[str]) -> dict[str, bytes]:
    """What each blob of a copy holds, as it is: nothing is converted, filtered or fetched."""
    return dict(objects(place, dict.fromkeys(ids), {**AS_COMMITTED, **_ALLOWED, "GIT_DIR": str(place)}))


def _listed(place: Path, how: str, tree: str) -> str:
    """Every file below a tree as Git lists it. Raises `GitFailed` where the list has no end, as few bytes can make it."""
    command = ["git", "--git-dir=.", "ls-tree", "-r", "-z", "--full-tree", how, tree]
    env = {**os.environ, **AS_COMMITTED, **_ALLOWED}
    with subprocess.Popen(command, cwd=place, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout is not None
        out = running.stdout.read(LONGEST_LIST + 1)
        running.kill() if len(out) > LONGEST_LIST else running.wait()
    if len(out) > LONGEST_LIST:
        raise GitFailed("it holds more files than a register can have")
    if running.returncode:
        raise GitFailed("its files can't be listed")
    return out.decode("utf-8", "surrogateescape")


def _ask(place: Path, *arguments: str) -> str | None:
    answer = git(place, "--git-dir=.", *arguments, env={**AS_COMMITTED, **_ALLOWED})
    return None if answer.code else answer.text
