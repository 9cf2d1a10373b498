"""Several commits at once, for a register that comes with a history: all of them land, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from directions_cli.errors import GitFailed, Refused
from directions_cli.ledger.git import git
from directions_cli.ledger.journal import Journal, Step
from directions_cli.ledger.landing import land
from directions_cli.ledger.publishing import blobs_at
from directions_cli.ledger.repository import Repository, head_of

WAITING = "refs/directions/waiting"


@dataclass(frozen=True, slots=True)
class Past:
    """One commit of the series: its message, the day it is dated, and the files that it makes or alters."""

    message: str
    day: date
    files: Mapping[str, bytes]


def commit_series(repository: Repository, branch: str, series: Sequence[Past], lock: IO[bytes] | None) -> str:
    """Commit a series on top of what is checked out, then bring the work tree to it. Gives the last commit's id.

    Raises `Refused` where one of the files is there already.
    """
    paths = list(dict.fromkeys(path for past in series for path in past.files))
    for path in paths:
        if os.path.lexists(repository.top / path):
            raise Refused(f"{path} is there already; choose an empty folder")
    head = head_of(repository)
    ident = git(repository.top, "var", "GIT_COMMITTER_IDENT").text.rpartition(">")[0] + ">"
    made = git(repository.top, "fast-import", "--quiet", "--force", given=_stream(series, head, ident))
    if made.code:
        raise GitFailed(f"Git refused the commits: {made.reason}")
    after = git(repository.top, "rev-parse", WAITING).text
    blobs = blobs_at(repository, after, paths)
    steps = tuple(Step(path, None, blobs[path][1]) for path in paths)
    summary = series[-1].message.partition("\n")[0]
    repository.own.mkdir(parents=True, exist_ok=True)
    files = {path: (None, data) for past in series for path, data in past.files.items()}
    land(repository, Journal("init", summary, branch, head, after, steps, os.getpid()), files, lock)
    git(repository.top, "update-ref", "-d", WAITING)
    return after


def _stream(series: Sequence[Past], head: str | None, ident: str) -> bytes:
    """The commits in the language of `git fast-import`; each is dated at noon of its day, in universal time."""
    out = [f"reset {WAITING}\n".encode()]
    if head:
        out.append(f"from {head}\n\n".encode())
    for past in series:
        seconds = (past.day - date(1970, 1, 1)).days * 86400 + 43200
        message = past.message.encode()
        out.append(f"commit {WAITING}\ncommitter {ident} {seconds} +0000\ndata {len(message)}\n".encode() + message + b"\n")
        for path, data in past.files.items():
            out.append(f"M 100644 inline {_quoted(path)}\ndata {len(data)}\n".encode() + data + b"\n")
    return b"".join(out)


def _quoted(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
