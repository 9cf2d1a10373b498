"""Whole-process times of documents as ratios to `python -c pass`, and the seconds that 300 forms in PDF take."""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from timing import DIRECTIONS, ratios, seconds

FORMATS = ("markdown", "html", "docx", "pdf")
THREE = tuple(f"EXIJB-2025-03-18-{number:03}" for number in (1, 2, 3))
FORMS, FEW = 300, 30
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20"/></svg>'
ID = re.compile(r"\b([A-Z]+-20\d\d-\d\d-\d\d)-(\d{3})\b")


def multiplied(register: Path, wanted: int) -> list[str]:
    """Copy the dated directions of a register under new numbers until there are that many. Gives the ids."""
    files = sorted(register.glob("20*/*.yaml"))
    ids = [path.stem for path in files]
    for hundreds in range(1, 10):
        for path in files:
            if len(ids) >= wanted:
                return ids[:wanted]
            later: Callable[[re.Match[str]], str] = lambda found, by=hundreds: f"{found[1]}-{int(found[2]) + 100 * by:03}"  # noqa: E731
            made = path.with_stem(ID.sub(later, path.stem))
            made.write_text(ID.sub(later, path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
            ids.append(made.stem)
    return ids[:wanted]


def batch(folder: Path, wanted: int) -> None:
    """Print the seconds that many forms take: in the shipped style, and with a logo of the authority's own."""
    ids = multiplied(folder / "register", wanted)
    for own in (False, True):
        if own:
            (folder / "templates").mkdir()
            (folder / "templates" / "logo.svg").write_text(LOGO, encoding="utf-8")
        command = [*DIRECTIONS, "-C", str(folder), "form", *ids, "--format", "pdf", "--force", "--out", str(folder / "forms")]
        spent = seconds(command)
        print(f"{f'{len(ids)} forms, pdf' + ', own logo' * own:30} {spent:5.1f} s")


def main() -> None:
    """Print a line a format: lowest, median and highest ratio; then the batches. `--quick` does three runs and 30 forms."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("runs", nargs="?", type=int, default=9, help="runs of each (default: 9)")
    asked.add_argument("--quick", action="store_true", help=f"three runs, and {FEW} forms instead of {FORMS}")
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        example = folder / "example"
        seconds([*DIRECTIONS, "init", "--example", str(example)])
        for format in FORMATS:
            command = [*DIRECTIONS, "-C", str(example), "letter", *THREE, "--format", format, "--force", "--out", str(folder)]
            found = ratios(3 if options.quick else options.runs, lambda command=command: seconds(command))
            print(f"{f'letter of three, {format}':30} {min(found):5.1f} {statistics.median(found):5.1f} {max(found):5.1f}")
        batch(example, FEW if options.quick else FORMS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
