"""The one way in which processes are timed here: by the clock, by the processor, and by the memory that they need at most."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Final, NamedTuple

TOP: Final = Path(__file__).parents[1]
PASS: Final = [sys.executable, "-c", "pass"]
DAY: Final = "2026-11-22"
DIRECTIONS: Final = [sys.executable, "-m", "directions_cli", "--today", DAY]
GIT: Final = [
    "git",
    "-c",
    "user.name=Clerk",
    "-c",
    "user.email=clerk@example.org",
    "-c",
    "init.defaultBranch=main",
    "-c",
    "gc.auto=0",
]
OFFICER: Final = {f"GIT_{who}_{what}": "officer@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
"""What Git asks of whoever commits."""


class TooLong(Exception):
    """A process that was ended because it took longer than it was given."""


class Took(NamedTuple):
    """What one process took: seconds by the clock; seconds of the processor, and bytes of memory at most.

    The last two hold all processes that it started and waited for, and are None where the system does not tell.
    """

    wall: float
    work: float | None
    memory: int | None


def took(
    command: Sequence[str],
    given: str = "",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    codes: Sequence[int] = (0,),
    limit: float | None = None,
    out: IO[bytes] | None = None,
) -> Took:
    """Run a process to its end. Raises `TooLong`, and `RuntimeError` where it ends with another exit code than expected.

    What it prints goes to a file, so that nobody must keep up with it: `out`, where somebody wants to read it.
    """
    with tempfile.TemporaryFile() as nowhere, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as read:
        read.write(given.encode())
        read.seek(0)
        begun = time.perf_counter()
        around = {**os.environ, **(env or {})}
        process = subprocess.Popen(list(command), stdin=read, stdout=out or nowhere, stderr=said, env=around, cwd=cwd)
        stopped = threading.Event()
        timer = threading.Timer(limit, lambda: (stopped.set(), process.kill())) if limit else None
        if timer:
            timer.start()
        try:
            code, work, memory = _waited(process)
        finally:
            if timer:
                timer.cancel()
        spent = time.perf_counter() - begun
        if stopped.is_set():
            raise TooLong(f"longer than {limit:.0f} s")
        if code not in codes:
            said.seek(0)
            raise RuntimeError(
                f"{' '.join(map(str, command))} ended with {code}: {said.read()[-2000:].decode('utf-8', 'replace')}"
            )
        return Took(spent, work, memory)


def _waited(process: subprocess.Popen[bytes]) -> tuple[int, float | None, int | None]:
    """Exit code, seconds of the processor and bytes. Windows tells neither of a process that has ended."""
    if not hasattr(os, "wait4"):
        return process.wait(), None, None
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss * unit


def seconds(command: Sequence[str], given: str = "") -> float:
    """Wall seconds of one process that must succeed."""
    return took(command, given).wall


def ratios(runs: int, once: Callable[[], float]) -> list[float]:
    """The ratio of a command to `python -c pass`, run by run, after one that is not counted."""
    once()
    return [once() / seconds(PASS) for _ in range(runs)]


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """The least, the middle and the most of some values."""
    return min(values), statistics.median(values), max(values)
