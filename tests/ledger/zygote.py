"""A process that has `directions` loaded and runs it in forked children, each of which it, or the child, may kill.

Reads orders as lines of JSON from standard input and answers each with a line. Nothing of the program is replaced: a child
counts what Python's own audit events tell it is about to do, and kills itself, with SIGKILL, right before the step asked for.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from importlib import import_module

LOADED = ("clerk.clerk", "cli.main", "cli.issue", "cli.vary", "cli.supersede", "cli.close", "cli.correct", "cli.validate")
STEPS = ("os.rename", "os.link", "os.remove", "os.mkdir", "subprocess.Popen")


def kill_before(step: int, group: bool, report: int) -> None:
    """Count the steps from the moment the lock is opened, and die right before the one asked for."""
    seen: list[str] = []
    begun = False

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal begun
        if event == "open":
            path, mode = str(arguments[0]), str(arguments[1])
            begun = begun or path.endswith("/directions/lock")
            counted = "w" in mode or "x" in mode
        else:
            counted = event in STEPS
        if not (begun and counted):
            return
        seen.append(event)
        os.pwrite(report, f"{len(seen):6}".encode(), 0)
        if len(seen) == step:
            os.killpg(0, signal.SIGKILL) if group else os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def child(order: dict[str, object], report: int) -> None:
    """Be `directions`, with the arguments of the order."""
    os.setpgid(0, 0)
    given, out = os.open(str(order["given"]), os.O_RDONLY), os.open(str(order["out"]), os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    for target, source in ((0, given), (1, out), (2, out)):
        os.dup2(source, target)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.argv = ["directions", *order["arguments"]]  # type: ignore[misc]
    if order["step"]:
        kill_before(int(order["step"]), bool(order["group"]), report)  # type: ignore[call-overload]
    code = 0
    try:
        import_module("directions_cli.cli.main").run()
    except SystemExit as error:
        code = int(error.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def serve() -> None:
    """Carry out orders until there are none."""
    for module in LOADED:
        import_module(f"directions_cli.{module}")
    import_module("git")
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        report = os.memfd_create("steps")
        pid = os.fork()
        if pid == 0:
            child(order, report)
        if order["after"] is not None:
            time.sleep(order["after"])
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL) if order["group"] else os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        steps = int(os.pread(report, 6, 0) or b"0")
        os.close(report)
        print(json.dumps({"code": os.waitstatus_to_exitcode(status), "steps": steps}), flush=True)


if __name__ == "__main__":
    serve()
