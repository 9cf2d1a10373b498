"""One log over many registers, and their clashes: 31 authorities with 500 directions each, timed as ratios to `python -c pass`.

`python benchmarks/neighbours.py [AUTHORITIES] [DIRECTIONS]`. The registers stand in folders; every third is fetched by Git.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import GIT, PASS, seconds, took

DIRECTIONS = [sys.executable, "-m", "directions_cli", "--today", "2026-03-01"]
BOARDS = 14
"""Health Boards, as many as there are in Scotland; each has the functions of its authorities in common."""
SHARED = 20
FUNCTIONS = [f"function-{number:02}" for number in range(SHARED)]


def header(number: int, count: int) -> str:
    """The header of one authority; the first has all the others for neighbours."""
    board = f"nhs-{number % BOARDS:02}"
    lines = [
        "format: 1",
        f"authority: {{name: Authority {number}, code: EX{number:02}, model: integration-joint-board}}",
        "partners:",
        *(f"  - {{code: nhs-{each:02}, name: NHS {each}, kind: health-board}}" for each in range(BOARDS) if number == 0),
        *([f"  - {{code: {board}, name: NHS {number % BOARDS}, kind: health-board}}"] if number else []),
        f"  - {{code: council-{number}, name: Council {number}, kind: local-authority}}",
        "functions:",
    ]
    boards = ", ".join(f"nhs-{each:02}" for each in range(BOARDS)) if number == 0 else board
    for place, code in enumerate(FUNCTIONS):
        aside = ", set_aside: true" if place < 3 else ""
        lines.append(f"  - {{code: {code}, name: {code}, delegated_by: [{boards}]{aside}}}")
    if number == 0:
        lines.append("neighbours:")
        for each in range(1, count):
            address = f"../{each}" if each % 3 else (Path.cwd() / str(each)).as_uri()
            lines.append(f"  - {{code: EX{each:02}, name: Authority {each}, register: '{address}'}}")
    return "\n".join(lines) + "\n"


def direction(authority: int, number: int, year: int) -> str:
    """A direction of some kilobytes, as directions are."""
    board, code = f"nhs-{authority % BOARDS:02}", FUNCTIONS[number % SHARED]
    kind = "set-aside" if number % SHARED < 3 else "payment"
    years = [f"{each}-{(each + 1) % 100:02}" for each in (year, year + 1)]
    lines = [
        f"reference: EX{authority:02}-{year}-{number}",
        f"title: Direction {number} of authority {authority}",
        f"approved: {year}-03-18",
        f"to: [{board}]",
        f"functions: [{code}]",
        "direction: |",
        f"  {f'{board} is directed to provide {code} to {number + 100} people. ' * 12}",
        f"takes_effect: {year}-04-01",
        "finance:",
        *(f"  - {{to: {board}, function: {code}, year: {y}, kind: {kind}, amount: {number + 1}000, use: Staff}}" for y in years),
        "milestones:",
        *(f"  - {{what: Step {n}, due: {year + 1}-0{n}-28, measure: People reached}}" for n in range(1, 6)),
        "alignment: {priorities: [], outcomes: [2, 9], statement: It serves both.}",
        f"review: {year + 1}-04",
        "history:",
        f"  - {{act: issued, date: {year}-03-20, officer: Chief Officer}}",
        *(
            f"  - {{act: progress, date: {year}-{n:02}-15, rating: on-track, note: As planned in month {n}.}}"
            for n in (7, 10, 12)
        ),
    ]
    if number % 3:
        lines.append(f"  - {{act: closed, date: {year + 1}-02-01, approved: {year + 1}-01-20, reason: achieved, note: Done}}")
    return "\n".join(lines) + "\n"


def made(authorities: int, directions: int) -> None:
    """The registers, in folders 0, 1, 2 … of the working folder; the first and every third in a repository of its own."""
    for authority in range(authorities):
        folder = Path(str(authority))
        (folder / "register").mkdir(parents=True)
        (folder / "register" / "register.yaml").write_text(header(authority, authorities), encoding="utf-8")
        for number in range(directions):
            year = 2021 + number % 5
            place = folder / "register" / str(year)
            place.mkdir(exist_ok=True)
            name = f"EX{authority:02}-{year}-03-18-{number + 1:03}.yaml"
            (place / name).write_text(direction(authority, number, year), encoding="utf-8")
        if authority % 3 == 0:
            for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "Begin")):
                subprocess.run([*GIT, *command], cwd=folder, check=True)


def main() -> None:
    """Print a line a command: seconds, and the ratio to `pass`."""
    authorities, directions = (
        (int(each) for each in (*sys.argv[1:], "31", "500")[:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 500)
    )
    folder = Path(tempfile.mkdtemp())
    try:
        import os

        os.chdir(folder)
        made(authorities, directions)
        ours = [*DIRECTIONS, "-C", "0"]
        log = [*ours, "log", "--with-neighbours", "--format", "json"]
        for name, command in (
            ("log, read and fetched for the first time", log),
            ("log, read before", log),
            ("log, one function, read before", [*log, "--function", "function-01", "--status", "extant"]),
            ("conflicts", [*ours, "conflicts", "--format", "json"]),
        ):
            with tempfile.TemporaryFile() as out:
                spent, work, _ = took(command, codes=(0, 1), out=out)
                out.seek(0)
                rows = len(json.load(out))
            base = min(seconds(PASS) for _ in range(3))
            print(f"{name:42} {spent:6.1f} s {spent / base:6.0f} {work or 0:6.1f} s of work {rows:6} rows", flush=True)
    finally:
        os.chdir(tempfile.gettempdir())
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
