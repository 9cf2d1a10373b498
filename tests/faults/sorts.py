"""The sorts of faults, and the points of an act at which each is tried. A sort of your own is a function in `SORTS`."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.faults.acts import HOOKS, Act
from tests.faults.points import ABOUT, CALLS, FILLS, FOLDERS, OPENS, SYNCS, Call, Command
from tests.faults.yard import Fault, Yard


@dataclass(frozen=True, slots=True)
class Points:
    """What an act can be stopped at: its Git commands, its system calls, and the steps that Python itself tells of."""

    commands: Sequence[Command]
    calls: Sequence[Call]
    steps: int


Sort = Callable[[Act, Points, Yard], Iterator[Fault]]


def _at_call(sort: str, call: Call, yard: Yard, what: str, everything: bool = False) -> Fault:
    """A fault at a system call, by strace: in the program, or in one of its Git commands."""
    if call.command is None:
        options = ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{what}:when={call.nth}", "-o", str(yard.notes / "hit")]
        return Fault(sort, call.where, order={"strace": options, "all": everything})
    env = {"FAULTS_HOW": "call", "FAULTS_AT": str(call.command.number), "FAULTS_CALL": call.name}
    env |= {"FAULTS_WHAT": f"{what}:when={call.nth}", "FAULTS_ALL": "1" if everything else ""}
    return Fault(sort, call.where, env=env)


def killed(_: Act, points: Points, yard: Yard) -> Iterator[Fault]:
    """The program and all its Git commands are killed at a system call that writes, before it is carried out."""
    for call in points.calls:
        yield _at_call("killed", call, yard, "signal=KILL", everything=True)


def git_killed(_: Act, points: Points, yard: Yard) -> Iterator[Fault]:
    """A Git command alone is killed at a system call that writes; the program lives on."""
    for call in points.calls:
        if call.command:
            yield _at_call("git-killed", call, yard, "signal=KILL")


def _failing(sort: str, error: str, names: Sequence[str]) -> Sort:
    def faults(_: Act, points: Points, yard: Yard) -> Iterator[Fault]:
        for call in points.calls:
            if call.name in names:
                yield _at_call(sort, call, yard, f"error={error}")

    return faults


def commands_stopped(act: Act, points: Points, _: Yard) -> Iterator[Fault]:
    """At a Git command: everything killed before or after it; the program alone killed; Git killed or failing, done or not."""
    for command in points.commands:
        for how in ("before", "after", "orphan", "died", "fail1", "fail128", "late1"):
            where = f"git {command.name} ({command.number}): {how}"
            yield Fault("git-stopped", where, env={"FAULTS_HOW": how, "FAULTS_AT": str(command.number)})


def lock_stolen(act: Act, points: Points, yard: Yard) -> Iterator[Fault]:
    """At a Git command, lock and queue are deleted, and another act is done meanwhile."""
    script = yard.scratch / "steal"
    script.write_text(
        f'#!/bin/sh\nrm -rf "{yard.register}/.git/directions/lock" "{yard.register}/.git/directions/queue"\n"$FAULTS_PYTHON" -m directions_cli -C "{yard.register}"'
        " --today 2025-07-25 progress 002 --rating on-track --note Stolen.\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    for command in points.commands:
        env = {"FAULTS_HOW": "run", "FAULTS_AT": str(command.number), "FAULTS_RUN": str(script)}
        yield Fault(
            "lock-stolen", f"git {command.name} ({command.number}): lock and queue are deleted, another act is done", env=env
        )


def steps_stopped(_: Act, points: Points, yard: Yard) -> Iterator[Fault]:
    """The portable way: the program stops, or the system refuses, right before a step that Python tells of."""
    for step in range(1, points.steps + 1):
        for how, order in (
            ("killed", {"group": True}),
            ("the program alone killed", {}),
            ("no space", {"error": errno.ENOSPC}),
            ("not allowed", {"error": errno.EACCES}),
        ):
            yield Fault("python-step", f"step {step}: {how}", order={"step": step, **order})


def hooks_failing(act: Act, _: Points, __: Yard) -> Iterator[Fault]:
    """A hook says no, is killed, or changes a file that is none of its business."""
    for name in HOOKS:
        for how, text in (
            ("says no", "exit 1"),
            ("is killed", "kill -9 $$"),
            ("kills the act", "kill -9 $DIRECTIONS_ACT; sleep 0.1"),
        ):
            if how != "kills the act" or name in ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"):
                yield Fault("hook", f"{name} {how}", hook=(name, text))
    yield Fault(
        "hook", "reference-transaction says no when all is prepared", hook=("reference-transaction", '[ "$1" != prepared ]')
    )


def pipes(_: Act, __: Points, ___: Yard) -> Iterator[Fault]:
    """What is printed can't be had any more: a closed pipe, a full one, a full disk."""
    for stream in ("stdout", "stderr"):
        for sort in ("closed pipe", "full pipe", "full disk"):
            yield Fault("pipe", f"{stream} is a {sort}", order={stream: sort})
    yield Fault("pipe", "both are closed pipes", order={"stdout": "closed pipe", "stderr": "closed pipe"})


def quota(_: Act, __: Points, ___: Yard) -> Iterator[Fault]:
    """No file may grow beyond so many bytes, in the program and in Git."""
    for largest in (1, 64, 128, 200, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 8192):
        yield Fault("quota", f"files of at most {largest} bytes", order={"largest": largest})


def small_disk(_: Act, __: Points, yard: Yard) -> Iterator[Fault]:
    """A real file system with little room left."""
    if yard.put_on_small_disk():
        for free in range(0, 132, 4):
            yield Fault("small-disk", f"{free} kB are free", free=free)


def slow(_: Act, points: Points, yard: Yard) -> Iterator[Fault]:
    """Every call that writes takes some milliseconds longer; once left to its end, and killed at five instants."""
    calls = ",".join(sorted({call.name for call in points.calls}))
    options: list[str] = ["-e", f"trace={calls}", "-e", f"inject={calls}:delay_enter=4000", "-o", "/dev/null"]
    order: dict[str, Any] = {"strace": options}
    env = {"FAULTS_HOW": "slow", "FAULTS_CALLS": calls, "FAULTS_DELAY": "4000"}
    yield Fault("slow-disk", "left to its end", order=order, env=env)
    for after in (0.4, 0.6, 0.8, 1.0, 1.2):
        yield Fault("slow-disk", f"killed after {after} s", order={**order, "after": after, "group": True}, env=env)


SPACED: Final = (*OPENS, *FOLDERS[:2], *FILLS, *SYNCS, "link", "linkat", "rename", "renameat", "renameat2", "symlink")
NAMED: Final = (*OPENS, *FOLDERS, *ABOUT, "link", "linkat", "rename", "renameat", "renameat2", "unlink", "unlinkat")
SORTS: dict[str, Sort] = {
    "killed": killed,
    "git-killed": git_killed,
    "ENOSPC": _failing("ENOSPC", "ENOSPC", SPACED),
    "EACCES": _failing("EACCES", "EACCES", NAMED),
    "EIO": _failing("EIO", "EIO", (*FILLS, *SYNCS)),
    "git-stopped": commands_stopped,
    "lock-stolen": lock_stolen,
    "python-step": steps_stopped,
    "hook": hooks_failing,
    "pipe": pipes,
    "quota": quota,
    "small-disk": small_disk,
    "slow-disk": slow,
}
BY_STRACE = frozenset({"killed", "git-killed", "ENOSPC", "EACCES", "EIO", "slow-disk"})
"""Sorts that need strace; without it, `git-stopped` and `python-step` do what can be done."""
__all__ = ["BY_STRACE", "CALLS", "SORTS", "Points", "Sort"]
