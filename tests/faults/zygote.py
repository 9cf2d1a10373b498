"""A process that has `directions` loaded and runs it in forked children, each of which it, or the child, may stop.

Reads orders as lines of JSON from standard input and answers each with a line. Nothing of the program is replaced: a child
counts what Python's own audit events tell it is about to do and, right before the step asked for, kills itself or is told by
the system that the step failed; or strace is put on it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

STEPS = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "subprocess.Popen")
Order = dict[str, object]


def stop_before(step: int, error: int, group: bool, report: int) -> None:
    """Count the steps from the moment the lock is opened; before the one asked for die, or fail with the error (0: die)."""
    seen = 0
    begun = False

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal begun, seen
        if event == "open":
            path, mode = str(arguments[0]), str(arguments[1])
            begun = begun or path.endswith("/directions/lock")
            counted = "w" in mode or "x" in mode
        else:
            counted = event in STEPS
        if not (begun and counted):
            return
        seen += 1
        os.pwrite(report, f"{seen:6}".encode(), 0)
        if seen != step:
            return
        if error:
            raise OSError(error, os.strerror(error), str(arguments[0]))
        os.killpg(0, signal.SIGKILL) if group else os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _stream(sort: str, path: str) -> int:
    """What a child writes to: a file; a full disk; a pipe that nobody reads any more; one that is full; nothing at all."""
    if sort == "file":
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    if sort == "full disk":
        return os.open("/dev/full", os.O_WRONLY)
    read, write = os.pipe()
    if sort == "closed pipe":
        os.close(read)
    else:
        os.set_blocking(write, False)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(write, b" " * 4096)
    return write


def child(order: Order, report: int, wait: int) -> None:
    """Be `directions`, with the arguments of the order."""
    os.setpgid(0, 0)
    Path(str(order["out"])).write_bytes(b"")
    given = os.open(str(order.get("given") or os.devnull), os.O_RDONLY)
    for target, sort in ((1, order.get("stdout")), (2, order.get("stderr"))):
        os.dup2(_stream(str(sort or "file"), str(order["out"])), target)
    os.dup2(given, 0)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.argv = ["directions", *order["arguments"]]  # type: ignore[misc]
    os.environ |= order.get("env") or {}  # type: ignore[arg-type]
    if limit := order.get("largest"):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))  # type: ignore[call-overload]
    os.read(wait, 1)
    if order.get("step"):
        stop_before(int(order["step"]), int(order.get("error") or 0), bool(order.get("group")), report)  # type: ignore[call-overload]
    code = 0
    try:
        import_module("directions_cli.cli.main").run()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
    except BaseException as error:
        print(f"Traceback of what nobody caught: {error!r}", file=sys.stderr)
        code = 3
    _end(code)


def _end(code: int) -> None:
    """Leave as Python does at its end: a stream that can't be flushed then makes the code 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = 120
    os._exit(code)


def _watched(pid: int, options: list[str]) -> subprocess.Popen[bytes]:
    """Put strace on a child that waits, and come back when it is there."""
    strace = subprocess.Popen(["strace", "-qq", "-y", "-s", "0", "-p", str(pid), *options], stderr=subprocess.DEVNULL)
    status = Path(f"/proc/{pid}/status")
    while "TracerPid:\t0\n" in status.read_text(encoding="utf-8"):
        if strace.poll() is not None:
            raise SystemExit("strace can't be put on a process here")
        time.sleep(0.001)
    return strace


def carry_out(order: Order) -> Order:
    """Run `directions` once as the order says, and tell how it ended."""
    report = os.open(str(order["out"]) + ".steps", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(write)
        child(order, report, read)
    os.close(read)
    strace = _watched(pid, order["strace"]) if order.get("strace") else None  # type: ignore[arg-type]
    os.close(write)
    after = order.get("after")
    if after is not None:
        time.sleep(float(after))  # type: ignore[arg-type]
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL) if order.get("group") else os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if order.get("all"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    if strace:
        strace.wait()
    steps = int(os.pread(report, 6, 0) or b"0")
    os.close(report)
    return {"code": os.waitstatus_to_exitcode(status), "steps": steps}


def serve() -> None:
    """Carry out orders until there are none; the modules named as arguments are loaded first."""
    for name in sys.argv[1:]:
        import_module(f"directions_cli.cli.{name}")
    for name in ("directions_cli.clerk.clerk", "directions_cli.clerk.proposing", "git"):
        import_module(name)
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(carry_out(json.loads(line))), flush=True)


if __name__ == "__main__":
    serve()
