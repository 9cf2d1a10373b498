"""`python -m tests.faults.crowd`: a crowd of officers at once, in one clone and in several clones of one remote.

Half of the acts are done by sixteen processes in one clone, the other half proposed and pushed from eight clones, and merged
in the end. None may be lost, no reference given twice, nobody passed over again and again. The figures are printed.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from tests.conftest import git, run
from tests.faults.acts import LOADED, TODAY
from tests.faults.pool import MEMORY
from tests.faults.yard import git_world
from tests.ledger.world import ISSUE, done, terms

IN_ONE, CLONES = 16, 8
AGAIN = 20
"""How often a proposal that was refused, because others took its number, is tried again."""


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done: by whom, when it was begun and ended, how often it was tried, its exit code and what it said."""

    officer: int
    begun: float
    ended: float
    tries: int
    code: int
    said: str
    what: str


Plan = Callable[[Path, int, int], tuple[str, ...]]
"""The arguments of the so manieth act of an officer, in that place."""


def act_in_one(place: Path, officer: int, number: int) -> tuple[str, ...]:
    """An act in the one clone: every third makes a new direction, the others are entries on the two that are there."""
    if number % 3 == 0:
        return ("issue", "--from", str(place / "terms.yaml"), "--date", "2025-03-20")
    return ("progress", f"00{1 + officer % 2}", "--rating", "on-track", "--note", f"Officer {officer}, act {number}.")


def act_proposed(place: Path, officer: int, number: int) -> tuple[str, ...]:
    """A proposal from a clone: a draft or the decision on a report, by turns; pushed."""
    if number % 2 == 0:
        return ("draft", "--from", str(place / "terms.yaml"), "--propose", "--push")
    about = (
        "--number",
        f"EXIJB-{officer}-{number}",
        "--title",
        f"Report {officer} {number}",
        "--meeting",
        "2025-06-17",
        "--none",
    )
    return ("decide", *about, "--propose", "--push")


def _once(register: Path, out: Path, arguments: Sequence[str]) -> tuple[int, str]:
    """Run the program in a forked child."""
    pid = os.fork()
    if pid == 0:
        handle = os.open(out, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        for target, source in ((0, os.open(os.devnull, os.O_RDONLY)), (1, handle), (2, handle)):
            os.dup2(source, target)
        for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))
        code = 3
        try:
            import_module("directions_cli.cli.main").run(["-C", str(register), *TODAY, *arguments])
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
        finally:
            sys.stdout.flush()
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), out.read_text(encoding="utf-8")


def _officer(told: tuple[Path, Path, int, int, Plan]) -> list[Done]:
    """One officer: so many acts, one after the other; a proposal whose number was taken is tried again."""
    place, register, officer, acts, plan = told
    found = []
    for number in range(acts):
        arguments, begun, tries, code, said = plan(place, officer, number), time.monotonic(), 0, 1, ""
        while code == 1 and tries < AGAIN:
            tries += 1
            code, said = _once(register, place / f"out-{officer}.txt", arguments)
            if "taken" not in said:
                break
        found.append(Done(officer, begun, time.monotonic(), tries, code, said, f"{arguments[0]} {officer} {number}"))
    return found


def crowd(place: Path, registers: Sequence[Path], acts: int, plan: Plan) -> list[Done]:
    """All officers at once, each in its register; `acts` in all."""
    share, more = divmod(acts, len(registers))
    told = [(place, each, n, share + (n < more), plan) for n, each in enumerate(registers)]
    with get_context("fork").Pool(len(registers)) as pool:
        found = pool.map(_officer, [each for each in told if each[3]], chunksize=1)
        pool.close()
        pool.join()
    return [done for each in found for done in each]


def founded(place: Path) -> Path:
    """A register with two issued directions, and the terms of others."""
    register = place / "reg"
    assert run("--today", "2025-03-01", "init", register).returncode == 0
    for _ in range(2):
        done(register, *ISSUE)
    (place / "terms.yaml").write_text(terms(), encoding="utf-8")
    return register


def in_one_clone(place: Path, acts: int, officers: int = IN_ONE) -> tuple[list[Done], list[str]]:
    """Officers in one clone, and what is wrong afterwards."""
    register = founded(place)
    before = int(git(register, "rev-list", "--count", "HEAD"))
    found = crowd(place, [register] * officers, acts, act_in_one)
    wrong = [f"{each.what} ended with {each.code}: {each.said}" for each in found if each.code]
    made = int(git(register, "rev-list", "--count", "HEAD")) - before
    if made != acts:
        wrong.append(f"{acts} acts, {made} commits")
    text = "".join(path.read_text(encoding="utf-8") for path in register.glob("register/*/*.yaml"))
    notes = Counter(re.findall(r"Officer \d+, act \d+\.", text))
    wanted = [
        f"Officer {each.what.split()[1]}, act {each.what.split()[2]}." for each in found if each.what.startswith("progress")
    ]
    wrong += [f"{note} is there {notes[note]} times" for note in wanted if notes[note] != 1]
    if list((register / ".git" / "directions" / "queue").iterdir()):
        wrong.append("tickets are left in the queue")
    return found, wrong + _whole(register, [each.said for each in found if each.what.startswith("issue")])


def in_clones(place: Path, acts: int, clones: int = CLONES) -> tuple[list[Done], list[str]]:
    """Officers in clones of one remote, whose proposals are merged in the end; and what is wrong then."""
    register, remote = founded(place), place / "remote.git"
    git(place, "clone", "--quiet", "--bare", str(register), str(remote))
    registers = [place / f"clone-{number}" for number in range(clones)]
    for each in registers:
        git(place, "clone", "--quiet", str(remote), str(each))
    found = crowd(place, registers, acts, act_proposed)
    wrong = [f"{each.what} ended with {each.code}: {each.said}" for each in found if each.code]
    branches = git(remote, "for-each-ref", "--format=%(refname:short)", "refs/heads/directions").split()
    if len(branches) != acts - len(wrong):
        wrong.append(f"{acts} proposals, {len(branches)} branches at the remote")
    merged = registers[0]
    git(merged, "fetch", "--quiet")
    for branch in branches:
        git(merged, "merge", "--quiet", "--no-ff", "-m", f"Merge {branch}", f"origin/{branch}")
    return found, wrong + _whole(merged, [each.said for each in found if each.what.startswith("draft")])


def _whole(register: Path, said: Sequence[str]) -> list[str]:
    """What is wrong with a register that new directions were made in: double or lost references, findings, Git's complaints."""
    wrong = []
    given = [match[1] for text in said if (match := re.search(r"^EXIJB-\S+ (EXIJB-\S+)$", text, re.MULTILINE))]
    wrong += [f"{id} was given {count} times" for id, count in Counter(given).items() if count > 1]
    there = {path.stem for path in register.glob("register/*/*.yaml")}
    wrong += [f"{id} was given and is not there" for id in given if id not in there]
    if len(given) != len(said):
        wrong.append(f"{len(said)} new directions, {len(given)} references")
    judged = run("-C", register, *TODAY, "validate")
    if judged.returncode:
        wrong.append(f"validate: {judged.stdout}{judged.stderr}")
    for what in (git(register, "status", "--porcelain"), git(register, "fsck", "--strict", "--no-dangling", "--no-progress")):
        if what.strip():
            wrong.append(what)
    return wrong


def passed_over(found: Sequence[Done]) -> list[int]:
    """For each act, how many acts of each single other officer, at the most, were done wholly while it waited."""
    numbers = []
    for each in found:
        others = Counter(o.officer for o in found if o.officer != each.officer and each.begun < o.begun and o.ended < each.ended)
        numbers.append(max(others.values(), default=0))
    return numbers


def figures(name: str, found: Sequence[Done], wrong: Sequence[str]) -> str:
    """What the crowd came to, in a few lines."""
    took = sorted(each.ended - each.begun for each in found)
    whole = max(each.ended for each in found) - min(each.begun for each in found)
    first = min(max(o.ended for o in found if o.officer == n) for n in {each.officer for each in found})
    then = Counter(dict.fromkeys({each.officer for each in found}, 0))
    then.update(each.officer for each in found if each.ended <= first)
    over = passed_over(found)
    return (
        f"{name}: {len(found)} acts by {len(then)} officers in {whole:.0f} s ({len(found) / whole:.1f} a second), {len(wrong)} wrong\n"
        f"  an act took {statistics.median(took):.2f} s (median), {took[int(len(took) * 0.99)]:.2f} s (99 %), {took[-1]:.2f} s (longest)\n"
        f"  passed over by one and the same officer: {max(over)} times at the most, {statistics.mean(over):.2f} on average\n"
        f"  when the first officer had done all, the last had done {min(then.values())} of {max(then.values())}\n"
        f"  tried again: {sum(each.tries - 1 for each in found)} times\n"
    )


def main() -> int:
    """Let the crowd in; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.crowd", description=__doc__)
    parser.add_argument("--acts", type=int, default=int(os.environ.get("CROWD_ACTS", "1000")), help="in all")
    acts = parser.parse_args().acts
    for name in LOADED:
        import_module(f"directions_cli.cli.{name}")
    for name in ("directions_cli.clerk.clerk", "directions_cli.clerk.proposing", "git"):
        import_module(name)
    bad = 0
    for name, work in (("in one clone", in_one_clone), ("in clones of one remote", in_clones)):
        with tempfile.TemporaryDirectory(prefix="crowd-", dir=MEMORY) as scratch, git_world(Path(scratch) / "home"):
            found, wrong = work(Path(scratch), acts // 2)
        print(figures(name, found, wrong), end="", flush=True)
        for line in wrong:
            print(f"WRONG {line}", flush=True)
        bad += len(wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
