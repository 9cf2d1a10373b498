"""`python -m tests.faults`: try every fault at every point of every act, and print how many were tried and what was broken."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from tests.faults.acts import ACTS, BY_NAME, Act
from tests.faults.pool import MEMORY, yards
from tests.faults.sorts import SORTS, Points
from tests.faults.trying import Tried, Wanted, faults_of, listed, points_of, pristine_in, tried
from tests.faults.yard import Yard, git_world, made_pristine

Task = tuple[str, str, Wanted]


def main() -> int:
    """Do as the command line says; 1 where a promise was broken."""
    asked = _parser().parse_args()
    at = tuple(asked.at or ()) + tuple(_lines(asked.points))
    wanted = Wanted(asked.act, asked.sort, at or ("*",), asked.stride, asked.first)
    acts = [act for act in ACTS if fnmatchcase(act.name, wanted.acts)]
    sorts = [sort for sort in SORTS if fnmatchcase(sort, wanted.sorts)]
    with tempfile.TemporaryDirectory(prefix="faults-", dir=asked.scratch) as name, git_world(Path(name) / "home"):
        os.environ["FAULTS_PYTHON"] = sys.executable
        made_pristine(Path(name))
        if asked.list:
            return _list(Path(name), acts, wanted)
        begun = time.monotonic()
        found: list[Tried] = []
        try:
            for each in _every([(act.name, sort, wanted) for act in acts for sort in sorts], Path(name), asked.jobs):
                found.append(each)
                print(f"{len(found)} tried", end="\r", file=sys.stderr)
        except KeyboardInterrupt:
            print("interrupted; what was tried until then:")
    _print(found, sorts, time.monotonic() - begun)
    return 1 if any(each.broken for each in found) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--act", default=os.environ.get("FAULTS_ACT", "*"), help="acts, as a pattern")
    parser.add_argument("--sort", default=os.environ.get("FAULTS_SORT", "*"), help="sorts of faults, as a pattern")
    parser.add_argument("--at", action="append", metavar="PATTERN", help="points whose name has this in it; repeatable")
    parser.add_argument("--points", type=Path, metavar="FILE", help="a file of such patterns, one a line")
    parser.add_argument("--stride", type=int, default=int(os.environ.get("FAULTS_STRIDE", "1")), help="every so manieth point")
    parser.add_argument("--first", type=int, default=0, help="the point that a stride begins with")
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("FAULTS_JOBS", os.cpu_count() or 1)), help="at a time")
    parser.add_argument("--list", action="store_true", help="print the points, try none")
    parser.add_argument("--scratch", type=Path, default=MEMORY, help="where copies are made")
    return parser


def _lines(file: Path | None) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines() if file else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _list(scratch: Path, acts: list[Act], wanted: Wanted) -> int:
    yard = Yard(scratch / "yard", pristine_in(scratch))
    for act in acts:
        for name in listed(yard, act, wanted):
            print(name)
    yard.close()
    return 0


def _every(tasks: list[Task], scratch: Path, jobs: int) -> Iterator[Tried]:
    """What comes of each task; what breaks a promise is printed as soon as it is known."""
    for done in yards(carried_out, tasks, scratch, jobs):
        for each in done:
            yield each
            for sentence in each.broken:
                print(f"BROKEN {each.act}/{each.sort}/{each.where} (code {each.code}): {sentence}", flush=True)


def carried_out(yard: Yard, known: dict[str, Points], task: Task) -> list[Tried]:
    """Try the faults of one sort on one act."""
    name, sort, wanted = task
    act = BY_NAME[name]
    if name not in known:
        known[name] = points_of(yard, act)
    return list(tried(yard, act, faults_of(yard, act, known[name], wanted, sort)))


def _print(found: list[Tried], sorts: list[str], seconds: float) -> None:
    """A table of acts by sorts with the numbers of points tried, and what came of them."""
    count = Counter((each.act, each.sort) for each in found)
    acts = [act.name for act in ACTS if any(count[act.name, sort] for sort in sorts)]
    room = max([len(name) for name in acts] + [5])
    print(f"{'act':<{room}}", *(f"{sort:>{max(len(sort), 5)}}" for sort in sorts), f"{'all':>6}")
    for act in acts:
        numbers = [count[act, sort] for sort in sorts]
        print(f"{act:<{room}}", *(f"{n:>{max(len(s), 5)}}" for n, s in zip(numbers, sorts, strict=True)), f"{sum(numbers):>6}")
    totals = [sum(count[act, sort] for act in acts) for sort in sorts]
    print(f"{'all':<{room}}", *(f"{n:>{max(len(s), 5)}}" for n, s in zip(totals, sorts, strict=True)), f"{sum(totals):>6}")
    codes = Counter(each.code for each in found)
    missed = sum(not each.reached for each in found)
    said = ", ".join(f"{number} ended with {code}" for code, number in sorted(codes.items()))
    print(f"{len(found)} points tried in {seconds:.0f} s: {said}; {missed} were not reached")
    print(f"{sum(bool(each.broken) for each in found)} broke a promise")


if __name__ == "__main__":
    sys.exit(main())
