"""A register with a history, made once a session and copied; and what honest and other people do to its history with Git."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import git, run

TODAY = "2025-06-30"
ONE, TWO, THREE = (f"register/2025/EXIJB-2025-03-18-00{number}.yaml" for number in (1, 2, 3))
HEADER = "register/register.yaml"
REPORT = "register/reports/2025-03-18-day-services.yaml"
DRIVER = f'"{sys.executable}" -m directions_cli merge-driver %O %A %B %P %L'
DECISION = """\
number: EXIJB-25-014
title: Day services
meeting: 2025-03-18
requires: direction
to: [example-council]
"""
LATE = "  - {act: progress, date: 2025-04-15, rating: at-risk, note: Known all along.}\n"
"""An entry of a day before the last one of the first direction."""


def act(folder: Path, *arguments: object, given: str | None = None, today: str = TODAY) -> str:
    """Do an act; gives the commit."""
    done = run("-C", folder, "--today", today, *arguments, "--yes", given=given)
    assert done.returncode == 0, done.stderr
    return head(folder)


def head(folder: Path) -> str:
    """The commit that is checked out."""
    return git(folder, "rev-parse", "HEAD").strip()


def text_of(folder: Path, path: str) -> str:
    """A file of the work tree."""
    return (folder / path).read_bytes().decode("utf-8")


def put(folder: Path, path: str, text: str) -> None:
    """Write a file of the work tree, as it is given."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text.encode("utf-8"))


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Put something else in the place of a text that a file holds."""
    text = text_of(folder, path)
    assert old in text, text
    put(folder, path, text.replace(old, new))


def append(folder: Path, path: str, entry: str) -> None:
    """Add an entry at the end of a file by hand."""
    put(folder, path, text_of(folder, path) + f"  - {{{entry}}}\n")


def commit(folder: Path, message: str = "Tidy", **env: str) -> str:
    """Commit everything by hand; gives the commit."""
    git(folder, "add", "-A")
    subprocess.run(["git", "commit", "-q", "-m", message], cwd=folder, check=True, env={**os.environ, **env})
    return head(folder)


def put_in_between(folder: Path, entry: str = LATE) -> None:
    """Put an entry into the first direction's history, by its date, before the last that is there."""
    text = text_of(folder, ONE)
    found = list(re.finditer(r"^  - \{act: progress", text, re.MULTILINE))[-1]
    put(folder, ONE, text[: found.start()] + entry + text[found.start() :])


def aside(folder: Path, name: str = "side", start: str = "main") -> None:
    """Begin a branch."""
    git(folder, "switch", "-q", "-c", name, start)


def merge(folder: Path, *arguments: str) -> str:
    """Merge into the main branch; gives the commit."""
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge branch 'side'", *(arguments or ("side",)))
    return head(folder)


def made(folder: Path, kind: str, content: bytes) -> str:
    """Put an object into the repository as it is, whatever Git would say of it; gives its id."""
    command = ["git", "hash-object", "-t", kind, "-w", "--literally", "--stdin"]
    return subprocess.run(command, input=content, cwd=folder, capture_output=True, check=True).stdout.decode().strip()


def raw(folder: Path, kind: str, name: str) -> bytes:
    """What an object of the repository holds, to the byte."""
    return subprocess.run(["git", "cat-file", kind, name], cwd=folder, capture_output=True, check=True).stdout


def staged(folder: Path, mode: str, id: str, path: str) -> str:
    """Commit something that is no plain file, without touching the work tree; gives the commit."""
    git(folder, "update-index", "--add", "--cacheinfo", f"{mode},{id},{path}")
    git(folder, "commit", "-q", "-m", "Tidy")
    return head(folder)


def named(folder: Path, *arguments: str) -> tuple[int, set[tuple[str, str]], str]:
    """What an audit says for the terminal: its exit code, the abbreviated commits with the codes of its exceptions, and all of it."""
    done = run("-C", folder, "--today", TODAY, "audit", *arguments)
    exceptions = done.stdout.partition("\nExceptions:")[2].partition("\nTo be looked at:")[0]
    return done.returncode, set(_NAMED.findall(exceptions)), done.stdout + done.stderr


def remarked(folder: Path) -> set[tuple[str, str]]:
    """The abbreviated commits with the codes of what is to be looked at."""
    done = run("-C", folder, "--today", TODAY, "audit")
    return set(_NAMED.findall(done.stdout.partition("\nTo be looked at:")[2]))


_NAMED = re.compile(r"^([0-9a-f]{12})[^\n]*\n  [^\n]*?: ([A-Z]{3}\d{3}) ", re.MULTILINE)
