"""How long an audit takes of a long history, beside `git log --raw` and reading each version of each file once.

`python benchmarks/auditing.py [--commits 10000] [--directions 2000] [--runs 3]`. Not a test: prints figures and asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from timing import took

START = 1_700_000_000
"""Seconds since 1970 of the first commit; one follows every hour."""
MERGED = 20
"""Every so many commits one comes by way of a merge."""
DIRECTION = """\
reference: EXIJB-18/03/{year}-{number:03}
title: Care of kind {number}
approved: {year}-03-18
report: {{number: EXIJB-{number}}}
to: [example-council]
jointly: false
functions: [care-at-home]
direction: |
  Example Council is directed to provide {number} hours of care at home a week by 30 September {year}.
  The hours are to be spread over all localities, and over the week as people need them.
finance:
  - {{to: example-council, function: care-at-home, year: 2025-26, kind: payment, amount: {number}000, use: Care at home}}
milestones:
  - {{what: First half, due: {year}-09-30, measure: Hours a week}}
alignment: {{priorities: [SP1], outcomes: [2], statement: People stay at home for longer.}}
advice:
  - {{from: Chief Social Work Officer, summary: Supports it.}}
impact: {{people: [carers, staff], statement: More people are cared for at home.}}
review: 2027-04
private: false
history:
  - {{act: issued, date: {year}-03-20, officer: Chief Officer}}
"""
ENTRY = "  - {{act: progress, date: {year}-06-{day:02}, rating: on-track, note: Report number {number} of this direction.}}\n"
READ_ONCE = """\
import subprocess, sys
from directions_cli.store.files import Found
from directions_cli.store.folder import read_one
log = subprocess.run(["git", "log", "--raw", "--no-abbrev", "--format=", "--", "register"], capture_output=True, text=True).stdout
made = {(line.split("\\t")[1].removeprefix("register/"), line.split()[3]) for line in log.splitlines() if line}
made = [each for each in made if each[0].startswith("20")]
given = "".join(f"{id}\\n" for _, id in made).encode()
out = subprocess.run(["git", "cat-file", "--batch"], input=given, capture_output=True).stdout
at = 0
for path, _ in made:
    end = out.index(b"\\n", at)
    size = int(out[at:end].split()[-1])
    assert read_one(Found(path, "direction", out[end + 1 : end + 1 + size]))[0] is not None
    at = end + size + 2
print(len(made))
"""


def stream(commits: int, directions: int) -> Iterator[bytes]:
    """A history for `git fast-import`: each direction is made by a commit of its own, and the other commits report progress."""
    choice, mark = Random(1), 1
    texts: dict[str, str] = {}
    paths: list[str] = []
    for number in range(commits):
        if number < directions:
            year, place = 2019 + number // 900, number % 900 + 1
            path = f"register/{year}/EXIJB-{year}-03-18-{place:03}.yaml"
            paths.append(path)
            texts[path] = DIRECTION.format(year=year, number=place)
        else:
            path = choice.choice(paths)
            texts[path] += ENTRY.format(year=path[9:13], day=number * 28 // commits + 1, number=number)
        merged = number % MERGED == MERGED - 1
        yield from commit(mark, number, path, texts[path], "refs/heads/side" if merged else "refs/heads/main", mark - 1)
        if merged:
            mark += 1
            yield from commit(mark, number, path, texts[path], "refs/heads/main", mark - 2, mark - 1)
        mark += 1


def commit(mark: int, number: int, path: str, text: str, branch: str, *parents: int) -> Iterator[bytes]:
    """One commit in the language of `git fast-import`; the first stands on the founding of the register."""
    data = text.encode()
    yield f"commit {branch}\nmark :{mark}\ncommitter Officer <officer@example.org> {START + number * 3600} +0000\n".encode()
    yield b"data 4\nAct\n\nfrom " + (f":{parents[0]}" if parents[0] else "refs/heads/start").encode() + b"\n"
    yield b"".join(f"merge :{each}\n".encode() for each in parents[1:])
    yield f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def generated(folder: Path, commits: int, directions: int) -> None:
    """A register with that history."""
    program = [sys.executable, "-m", "directions_cli"]
    dates = {f"GIT_{who}_DATE": f"{START - 3600} +0000" for who in ("AUTHOR", "COMMITTER")}
    subprocess.run([*program, "init", folder], check=True, capture_output=True, env={**os.environ, **dates})
    subprocess.run(["git", "branch", "-M", "start"], cwd=folder, check=True)
    given = b"".join(stream(commits, directions))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, check=True, input=given)
    subprocess.run(["git", "switch", "-q", "-f", "main"], cwd=folder, check=True)
    subprocess.run(["git", "branch", "-q", "-D", "start", "side"], cwd=folder, check=True)


def measured(folder: Path, *command: str) -> tuple[float, float | None, str]:
    """Seconds that a command takes, the most memory it needs in MB (None where the system does not say), and its output."""
    with tempfile.TemporaryFile() as out:
        spent, _, most = took(command, cwd=folder, out=out)
        out.seek(0)
        return spent, most / 1e6 if most else None, out.read().decode("utf-8", "replace")


def main() -> None:
    """Print what each takes, and the ratio."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, value in (("commits", 10_000), ("directions", 2_000), ("runs", 3)):
        asked.add_argument(f"--{name}", type=int, default=value)
    given = asked.parse_args()
    python = sys.executable
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "register"
        generated(folder, given.commits, given.directions)
        for _ in range(given.runs):
            log, _, _ = measured(folder, "git", "log", "--raw", "--format=%H", "--", "register")
            read, _, versions = measured(folder, python, "-c", READ_ONCE)
            audit, most, _ = measured(folder, python, "-m", "directions_cli", "audit")
            print(f"git log --raw {log:.2f} s; {versions.strip()} versions read once {read:.2f} s; audit {audit:.2f} s", end="")
            memory = f"{most:.0f} MB" if most is not None else "memory not known here"
            print(f", {memory}; asked for at most {4 * log + read:.2f} s: {audit / (4 * log + read):.2f} of that")


if __name__ == "__main__":
    main()
