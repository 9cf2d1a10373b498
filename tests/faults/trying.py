"""Trying the faults: each at each of its points, in a fresh copy, and what is broken after it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tests.faults.acts import Act
from tests.faults.points import Call, calls_of, commands_of
from tests.faults.promises import before, look
from tests.faults.sorts import BY_STRACE, SORTS, Points
from tests.faults.yard import Ended, Fault, Yard

FOLLOWED = 4
"""After every so manieth point another act is done as well."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One point tried: what was broken, and whether the fault came about at all."""

    act: str
    sort: str
    where: str
    code: int
    reached: bool
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which points are tried: those whose `act/sort/where` matches one of the patterns, of these every so manieth."""

    acts: str = "*"
    sorts: str = "*"
    at: tuple[str, ...] = ("*",)
    stride: int = 1
    first: int = 0

    def has(self, act: str, fault: Fault) -> bool:
        """Whether a point is one of those."""
        name = f"{act}/{fault.sort}/{fault.where}"
        return any(fnmatchcase(name, f"*{pattern}*") for pattern in self.at)


def with_strace() -> bool:
    """Whether system calls can be stopped here."""
    return shutil.which("strace") is not None


def points_of(yard: Yard, act: Act) -> Points:
    """All that an act can be stopped at."""
    commands = commands_of(yard, act)
    calls: list[Call] = calls_of(yard, act, commands) if with_strace() else []
    yard.fresh(act)
    counted = yard.run(act.arguments, Fault("count", "", order={"step": 1_000_000}))
    return Points(commands, calls, counted.steps)


def faults_of(yard: Yard, act: Act, points: Points, wanted: Wanted, sort: str) -> list[Fault]:
    """The faults of one sort that are wanted of an act."""
    if sort in BY_STRACE and not with_strace():
        return []
    every = [fault for fault in SORTS[sort](act, points, yard) if wanted.has(act.name, fault)]
    return every[wanted.first % max(wanted.stride, 1) :: wanted.stride]


def tried(yard: Yard, act: Act, faults: list[Fault]) -> Iterator[Tried]:
    """Try faults one after the other."""
    yard.fresh(act)
    was = before(yard)
    for number, fault in enumerate(faults):
        yard.fresh(act, fault.hook)
        ended = yard.run(act.arguments, fault)
        reached = _reached(yard, fault, ended)
        if fault.hook:
            (yard.register / ".git" / "hooks" / fault.hook[0]).unlink(missing_ok=True)
        wrong = look(yard, act, fault, was, ended, number % FOLLOWED == 0)
        yield Tried(act.name, fault.sort, fault.where, ended.code, reached, wrong)


def _reached(yard: Yard, fault: Fault, ended: Ended) -> bool:
    """Whether strace did what it was asked to, or the act ended otherwise than it would."""
    if fault.sort not in BY_STRACE or fault.sort == "slow-disk":
        return True
    return ended.code != 0 or "INJECTED" in yard.note("hit") or "killed by" in yard.note("hit")


def listed(yard: Yard, act: Act, wanted: Wanted) -> Iterator[str]:
    """The names of the points that would be tried."""
    points = points_of(yard, act)
    for sort in SORTS:
        for fault in faults_of(yard, act, points, wanted, sort):
            yield f"{act.name}/{sort}/{fault.where}"


def pristine_in(scratch: Path) -> Path:
    """Where the furnished register lies."""
    return scratch / "pristine"
