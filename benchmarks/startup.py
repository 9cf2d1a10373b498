"""Whole-process times of commands as ratios to `python -c pass`, measured in turn within one run."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TOP = Path(__file__).parents[1]
PASS = [sys.executable, "-c", "pass"]
DIRECTIONS = [sys.executable, "-m", "directions_cli", "--today", "2026-11-22"]
TERMS = (
    "{title: T, approved: 2026-11-17, to: [example-council], functions: [telecare], direction: Do 10 things by 31 March 2027.,"
    " finance: [{to: example-council, function: telecare, year: 2026-27, kind: payment, amount: 5, use: All}]}"
)


def seconds(command: list[str], given: str = "") -> float:
    """Wall seconds of one process that must succeed."""
    begun = time.perf_counter()
    done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
    spent = time.perf_counter() - begun
    assert done.returncode == 0, done.stderr.decode()
    return spent


def ratios(runs: int, once: Callable[[], float]) -> list[float]:
    """The ratio of a command to `pass`, run by run, after one that is not counted."""
    once()
    return [once() / seconds(PASS) for _ in range(runs)]


def completed(folder: Path) -> float:
    """Wall seconds of what bash is told when the Tab key is pressed behind `directions show EXIJB-`."""
    line = f"directions\n-C\n{folder}\nshow\nEXIJB-"
    os.environ |= {"_DIRECTIONS_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "4"}
    try:
        return seconds([sys.executable, "-m", "directions_cli"])
    finally:
        del os.environ["_DIRECTIONS_COMPLETE"]


def main() -> None:
    """Print a line a command: lowest, median and highest ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    os.environ |= {f"GIT_{who}_{what}": "officer@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    folder = Path(tempfile.mkdtemp())
    try:
        seconds([*DIRECTIONS, "init", "--example", str(folder / "example")])
        seconds([*DIRECTIONS, "init", str(folder / "new")])
        example = [*DIRECTIONS, "-C", str(folder / "example")]
        remembered = folder / "example" / ".git" / "directions" / "log.json"

        def cold() -> float:
            remembered.unlink(missing_ok=True)
            return seconds([*example, "log"])

        new = [*DIRECTIONS, "-C", str(folder / "new")]
        measured: dict[str, Callable[[], float]] = {
            "--help": lambda: seconds([*DIRECTIONS, "--help"]),
            "log, read before": lambda: seconds([*example, "log"]),
            "log, read for the first time": cold,
            "directions alone, read before": lambda: seconds(example),
            "completing a reference": lambda: completed(folder / "example"),
            "validate": lambda: seconds([*example, "validate"]),
            "issue": lambda: seconds([*new, "issue", "--from", "-"], TERMS),
        }
        for name, once in measured.items():
            found = ratios(runs, once)
            print(f"{name:30} {min(found):5.1f} {statistics.median(found):5.1f} {max(found):5.1f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
