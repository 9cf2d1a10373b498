"""All benchmarks at one go: `python benchmarks/all.py [--sizes 100,1000,10000] [--runs 5]`, or `make bench`.

For each size a register is made, and everything in `cases` is timed on it, the program's commands side by side with yardsticks
and with what one would use instead. After each case the results are kept in `benchmarks/results/SIZE.json`, so that a run
that was stopped goes on where it was, as long as the program is the same. At the end docs/performance.md and its plots are
written from them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import rivals
from cases import CASES, Case, Scene, prepared
from report import RESULTS, told, write
from timing import PASS, TOP, Took, TooLong, took

SOON: Final = 5.0
"""Seconds below which a case is run once without being counted."""


def program() -> str:
    """What changes whenever the program does: a hash over its files."""
    digest = hashlib.sha256()
    for path in sorted((TOP / "src").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def machine() -> dict[str, Any]:
    """What the results were made on, as far as the system tells."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    return {
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory": _memory(),
        "python": platform.python_version(),
        "git": git,
        "load": load,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "not told"


def _memory() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def kept(size: int, again: bool) -> dict[str, Any]:
    """The results of a size so far: those of before where they are of this program on this machine, else none."""
    path, here = RESULTS / f"{size}.json", machine()
    if path.is_file() and not again:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        same = all(found["machine"][key] == here[key] for key in here if key != "load")
        if found["program"] == program() and same:
            return found
    return {"size": size, "program": program(), "machine": here, "day": time.strftime("%Y-%m-%d"), "spent": 0, "cases": {}}


def keep(found: dict[str, Any]) -> None:
    """Put the results of a size where the next run finds them."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(found, indent=1, ensure_ascii=False)
    (RESULTS / f"{found['size']}.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")


def once(case: Case, scene: Scene, limit: float) -> Took:
    """One run of a case."""
    case.before(scene)
    asked = case.ask(scene)
    return took(asked.command, asked.given, dict(asked.env), asked.cwd, asked.codes, limit)


def timed(case: Case, scene: Scene, options: argparse.Namespace) -> dict[str, Any]:
    """The runs of a case, each beside one of `python -c pass`: until there are enough, or the time for it is spent.

    Each run holds seconds by the clock, seconds of the processor, bytes; and the first two of `pass`.
    """
    runs: list[list[float | int | None]] = []
    begun = time.perf_counter()
    try:
        first = once(case, scene, options.limit)
        if first.wall > SOON:
            runs.append([*first, *took(PASS)[:2]])
        while len(runs) < options.runs and (not runs or time.perf_counter() - begun < options.budget):
            runs.append([*once(case, scene, options.limit), *took(PASS)[:2]])
    except TooLong as error:
        return {"group": case.group, "runs": runs, "left": str(error)}
    except RuntimeError as error:
        print(f"  {error}", file=sys.stderr)
        return {"group": case.group, "runs": runs, "left": "it failed here"}
    return {"group": case.group, "runs": [[round(n, 4) if isinstance(n, float) else n for n in run] for run in runs]}


def _asked_for(case: Case, only: list[str] | None) -> bool:
    return only is None or any(text in case.name for text in only)


def of_size(size: int, options: argparse.Namespace, work: Path) -> None:
    """Time everything at one size that has not been timed yet."""
    found = kept(size, options.again)
    wanted = [case for case in CASES if case.name not in found["cases"] and _asked_for(case, options.only)]
    wanted = [case for case in wanted if size <= (case.largest or size)]
    if not wanted:
        return
    place = work / str(size)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    begun = time.perf_counter()
    maker = [sys.executable, str(TOP / "benchmarks" / "registers.py"), str(size), str(place / "register")]
    subprocess.run(maker, check=True)
    scene = Scene(place / "register", place, size)
    there = rivals.installed(place)
    if there:
        prepared(scene)
    print(f"{size:,} directions; made in {time.perf_counter() - begun:.0f} s", flush=True)
    for case in wanted:
        if not there and ("openpyxl" in case.name or "doorstop" in case.name):
            found["cases"][case.name] = {"group": case.group, "runs": [], "left": "could not be installed"}
            continue
        before = time.perf_counter()
        found["cases"][case.name] = timed(case, scene, options)
        spent = time.perf_counter() - before
        found["spent"] = round(found["spent"] + spent)
        keep(found)
        print(f"{told(found, case.name)} ({spent:.0f} s in all)", flush=True)
    shutil.rmtree(place, ignore_errors=True)


def main() -> None:
    """Time everything asked for, write the page, and print what it says."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", default="100,1000,10000", help="directions of the registers (default: 100,1000,10000)")
    asked.add_argument("--runs", type=int, default=5, help="runs of each case, at most (default: 5)")
    asked.add_argument("--budget", type=float, default=60, help="seconds after which a case is run no more (default: 60)")
    asked.add_argument("--limit", type=float, default=1800, help="seconds after which a process is ended (default: 1800)")
    asked.add_argument("--again", action="store_true", help="time anew what has been timed already")
    asked.add_argument("--only", action="append", metavar="TEXT", help="only cases with this in their name; repeatable")
    asked.add_argument("--report", action="store_true", help="only write the page, from the results that there are")
    options = asked.parse_args()
    begun = time.perf_counter()
    if not options.report:
        work = Path(tempfile.mkdtemp(prefix="bench-"))
        try:
            for size in map(int, options.sizes.split(",")):
                of_size(size, options, work)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    print(write())
    print(f"docs/performance.md is written; this run took {(time.perf_counter() - begun) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
