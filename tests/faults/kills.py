"""`python -m tests.faults.kills`: thousands of SIGKILLs, at system calls and at random instants, and nothing is lost.

Each kill goes to an act that is drawn by lot: at a system call that writes (the program with all its Git commands, or the
program alone), before, in the midst of or after a Git command, or at any instant. Then all the promises are looked at. At
last, on one and the same register, acts are killed one after another without a fresh copy between: every act that said it is
done must be in its history.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import git
from tests.faults.acts import ACTS, BY_NAME, Act
from tests.faults.pool import MEMORY, yards
from tests.faults.promises import before, look
from tests.faults.sorts import Points, killed
from tests.faults.trying import points_of, with_strace
from tests.faults.yard import Fault, Yard, git_world, made_pristine

HOW = ("before", "after", "orphan", "died")
BATCH = 20
LINED_UP = 60
"""Kills in a row on one register, in each of the rows at the end of a batch."""


@dataclass(slots=True)
class Tally:
    """What came of a batch of kills."""

    counts: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def main() -> int:
    """Kill as often as asked; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=int(os.environ.get("KILLS", "5000")), help="how many")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("KILLS_SEED", "1")), help="the lots that are drawn")
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("FAULTS_JOBS", os.cpu_count() or 1)), help="at a time")
    asked = parser.parse_args()
    begun, whole = time.monotonic(), Tally()
    with tempfile.TemporaryDirectory(prefix="kills-", dir=MEMORY) as name, git_world(Path(name) / "home"):
        made_pristine(Path(name))
        batches = 1 + 4 * asked.kills // (BATCH + LINED_UP)  # some come too late to kill anything
        for tally in yards(batch, [asked.seed * 1_000_000 + number for number in range(batches)], Path(name), asked.jobs):
            whole.counts += tally.counts
            whole.broken += tally.broken
            for line in tally.broken:
                print(f"BROKEN {line}", flush=True)
            print(f"{whole.counts['killed']} killed", end="\r", file=sys.stderr)
            if whole.counts["killed"] >= asked.kills:
                break
    print(
        f"seed {asked.seed}, in {time.monotonic() - begun:.0f} s: "
        + ", ".join(f"{n} {what}" for what, n in sorted(whole.counts.items()))
    )
    print(f"{len(whole.broken)} broke a promise")
    return 1 if whole.broken else 0


def batch(yard: Yard, known: dict[str, Points], seed: int) -> Tally:
    """One act, killed many times in fresh copies, then in a row on one register."""
    dice = random.Random(seed)
    tally = Tally()
    act = ACTS[seed % len(ACTS)]
    if act.name not in known:
        known[act.name] = points_of(yard, act)
    yard.fresh(act)
    was, usual = before(yard), _usual(yard, act)
    for fault in list(_drawn(dice, act, known[act.name], yard, usual)):
        yard.fresh(act)
        ended = yard.run(act.arguments, fault)
        tally.counts[f"{'in' if git(yard.register, 'rev-parse', 'HEAD') != was.here.head else 'out'} at once"] += 1
        tally.counts["killed" if ended.code == -9 or fault.env.get("FAULTS_HOW") == "died" else "not reached"] += 1
        wrong = look(yard, act, fault, was, ended, dice.random() < 0.2)
        tally.broken += [f"seed {seed} {act.name}/{fault.sort}/{fault.where}: {sentence}" for sentence in wrong]
    in_a_row(yard, dice, seed, tally, usual)
    return tally


def _usual(yard: Yard, act: Act) -> float:
    """Seconds that an act takes here and now."""
    yard.fresh(act)
    begun = time.monotonic()
    yard.run(act.arguments)
    return time.monotonic() - begun


def _drawn(dice: random.Random, act: Act, points: Points, yard: Yard, usual: float) -> Iterator[Fault]:
    """Kills drawn by lot, of each sort about as many."""
    at_calls = list(killed(act, points, yard)) if with_strace() else []
    for number in range(BATCH):
        sort = number % 4
        if sort == 0 and at_calls:
            yield dice.choice(at_calls)
        elif sort == 1:
            command, how = dice.choice(points.commands), dice.choice(HOW)
            env = {"FAULTS_HOW": how, "FAULTS_AT": str(command.number)}
            yield Fault("git-stopped", f"git {command.name} ({command.number}): {how}", env=env)
        else:
            after, group = usual * dice.uniform(0.05, 1.05), sort == 2
            who = "all" if group else "the program alone"
            yield Fault("instant", f"{who} after {after:.3f} s", order={"after": after, "group": group})


def in_a_row(yard: Yard, dice: random.Random, seed: int, tally: Tally, usual: float, count: int = LINED_UP) -> None:
    """Kill acts on one register one after another: what said that it is done is there, and nothing is there twice."""
    yard.fresh()
    done, given, first = [], [], git(yard.register, "rev-parse", "HEAD").strip()
    for number in range(count):
        note = f"Row {seed}, kill {number}."
        new = number % 3 == 0
        act = BY_NAME["issue"].arguments if new else ("progress", "001", "--rating", "on-track", "--note", note)
        fault = Fault("instant", "in a row", order={"after": usual * dice.uniform(0.2, 1.0), "group": bool(number % 2)})
        ended = yard.run(act, fault)
        tally.counts["killed" if ended.code == -9 else "not reached"] += 1
        if reference := re.search(r"^EXIJB-\S+ (EXIJB-\S+)$", ended.said, re.MULTILINE):
            (given if new else done).append(reference[1] if new else note)
    ended = yard.run(("validate",))
    files = {path.stem: path.read_text(encoding="utf-8") for path in yard.register.glob("register/*/*.yaml")}
    commits = int(git(yard.register, "rev-list", "--count", f"{first}..HEAD"))
    text = "".join(files.values())
    made = text.count(f"Row {seed}, kill") + len(files) - len(list(yard.pristine.glob("reg/register/*/*.yaml")))
    wrong = [f"{note} is there {text.count(note)} times" for note in done if text.count(note) != 1]
    wrong += [f"{id} was given {given.count(id)} times" for id in given if given.count(id) != 1 or id not in files]
    if made != commits:
        wrong.append(f"{commits} commits, but {made} acts")
    if ended.code != 0 or git(yard.register, "status", "--porcelain", "--", "register"):
        wrong.append(f"the register is not whole: {ended.said}")
    tally.broken += [f"seed {seed}, in a row: {sentence}" for sentence in wrong]


if __name__ == "__main__":
    sys.exit(main())
