"""Coverage-guided fuzzing with atheris: every door in turn, each in a process of its own. See the README beside this file.

`python -m tests.fuzz.run [--minutes 24] [--keep FOLDER] [DOOR …]`: what is learnt is kept in FOLDER/DOOR, what breaks a door in
FOLDER/broken. Ends with 1 where anything does.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

SLOWEST: Final = 60
"""Seconds that one input may take, in code that counts its branches, on a machine that may be busy with other things."""
MEMORY: Final = 1_500
"""MB that the process of a door may take."""
LONGEST: Final = 60_000
"""Bytes of an input; what is longer is tried by `tests/store/test_bombs.py` and the like, a case at a time."""
SEEN: Final = ["directions_cli", "ruamel", "jinja2", "csv", "babel"]
"""Packages whose branches guide the fuzzer; `directions_cli` alone is judged."""


def fuzz(door: str, seconds: int, keep: Path) -> None:
    """Fuzz one door in this process; it ends with the process."""
    import atheris

    with atheris.instrument_imports(include=SEEN):
        from tests.fuzz.doors import try_door
        from tests.fuzz.seeds import DOORS, found_in, seeds_of

    learnt = keep / door
    learnt.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate((*seeds_of(door), *(path.read_bytes() for path in found_in(door)))):
        (learnt / f"seed-{number}").write_bytes(seed)
    limits = [f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}"]
    told = [f"-artifact_prefix={keep / 'broken'}{os.sep}{door}-", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *limits, *told, str(learnt)], lambda data: try_door(DOORS[door], data))
    atheris.Fuzz()


def _spent() -> float:
    """Seconds of processor time of the processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> int:
    """Fuzz the doors named, or all, and tell the figures."""
    from tests.fuzz.seeds import DOORS

    asked = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    asked.add_argument("doors", nargs="*", metavar="DOOR", help=f"any of {', '.join(DOORS)}")
    asked.add_argument("--minutes", type=float, default=24.0, help="minutes of processor time, shared evenly")
    asked.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where what is learnt is kept")
    given = asked.parse_args()
    doors = given.doors or list(DOORS)
    seconds = max(round(given.minutes * 60 / len(doors)), 1)
    (given.keep / "broken").mkdir(parents=True, exist_ok=True)
    broken: list[str] = []
    runs, before = 0, _spent()
    for door in doors:
        had, left = _spent(), seconds
        count = 0
        while left >= 1:  # a machine that is busy with other things takes longer for the same processor time
            code = f"from pathlib import Path; from tests.fuzz.run import fuzz; fuzz({door!r}, {round(left)}, Path({str(given.keep)!r}))"
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, errors="replace", check=False)
            found = re.search(r"number_of_executed_units: (\d+)", done.stderr)
            count += int(found[1]) if found else 0
            if done.returncode:
                broken.append(door)
                (given.keep / "broken" / f"{door}.txt").write_text(done.stderr[-20_000:], encoding="utf-8")
                break
            left = seconds - (_spent() - had)
        runs += count
        state = "BROKEN" if door in broken else "holds"
        print(f"{time.strftime('%H:%M:%S')}  {door:16} {count:9,} inputs  {_spent() - had:6.0f} s  {state}", flush=True)
    print(f"{len(doors)} doors, {runs:,} inputs, {(_spent() - before) / 60:.1f} minutes of processor time, {len(broken)} broken")
    for door in broken:
        print(f"{door}: see {given.keep / 'broken' / door}.txt and the input beside it")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
