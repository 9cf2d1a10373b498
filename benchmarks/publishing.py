"""The seconds that a site of a large register takes: made anew, made again, and made again after an act."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from timing import DIRECTIONS, seconds, took

ID = re.compile(r"\b(EXIJB-20\d\d-\d\d-\d\d|EXIJB-\d\d/\d\d/20\d\d)-(\d{3})\b")
STEP = 10
"""What is added to the number of a direction for each further copy of the example; no meeting of it made more."""


def multiplied(register: Path, wanted: int) -> int:
    """Copy the dated directions of the example with their chains under new numbers, until there are that many."""
    files = {path: path.read_text(encoding="utf-8") for path in sorted(register.glob("20*/*.yaml"))}
    count = len(files)
    for copy in range(1, 99):
        later: Callable[[re.Match[str]], str] = lambda found, by=copy * STEP: f"{found[1]}-{int(found[2]) + by:03}"  # noqa: E731
        for path, text in files.items():
            if count >= wanted:
                return count
            path.with_stem(ID.sub(later, path.stem)).write_text(ID.sub(later, text), encoding="utf-8", newline="\n")
            count += 1
    return count


def told(what: str, command: list[str]) -> None:
    """Print the seconds that a command takes, and those of work that the processor does for it."""
    spent, work, _ = took(command)
    print(f"{what:40} {spent:5.1f} s, {work or 0:5.1f} s of work")


def main() -> None:
    """Print a line for each case. `--documents` is that of `directions publish`."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("directions", nargs="?", type=int, default=1_000, help="directions of the register (default: 1,000)")
    asked.add_argument("--documents", default="form", help="none, form or all (default: form)")
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        example = folder / "example"
        seconds([*DIRECTIONS, "init", "--example", str(example)])
        count = multiplied(example / "register", options.directions)
        subprocess.run(["git", "add", "register"], cwd=example, check=True)
        subprocess.run(["git", "commit", "--quiet", "--no-verify", "-m", "Multiply the example"], cwd=example, check=True)
        publish = [*DIRECTIONS, "-C", str(example), "publish", "--out", str(folder / "site")]
        publish += ["--documents", options.documents]
        act = [*DIRECTIONS, "-C", str(example), "progress", "EXIJB-2026-09-15-001", "--yes"]
        told(f"{count} directions, a new site", publish)
        told("nothing changed", publish)
        subprocess.run([*act, "--rating", "on-track", "--note", "Ten more."], check=True, capture_output=True)
        told("after an act", publish)
        files = [path for path in (folder / "site").rglob("*") if path.is_file()]
        print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
