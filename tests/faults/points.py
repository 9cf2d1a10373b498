"""The points of an act: every system call by which it writes, found with strace, and every Git command that it runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.faults.acts import Act
from tests.faults.yard import Fault, Yard

OPENS = ("open", "openat", "creat")
NAMES = ("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat")
FOLDERS = ("mkdir", "mkdirat", "rmdir")
FILLS = ("write", "writev", "pwrite64", "pwritev", "sendfile", "copy_file_range", "ftruncate", "truncate", "fallocate")
SYNCS = ("fsync", "fdatasync", "sync_file_range")
ABOUT = ("chmod", "fchmod", "fchmodat", "utimensat")
CALLS = ",".join(f"?{name}" for name in (*OPENS, *NAMES, *FOLDERS, *FILLS, *SYNCS, *ABOUT))
"""The system calls that write; those that a machine does not have are passed over."""
NO_FILES = ("/dev/null", "/dev/tty", "/dev/pts", "/proc/")
_LINE = re.compile(r"^(?:(?P<pid>\d+)\s+)?(?P<name>\w+)\((?P<rest>.*)$")
_WRITING = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FILE = re.compile(r"^\d+<(/[^>]*)>")


@dataclass(frozen=True, slots=True)
class Command:
    """A Git command that an act runs: its number, and what it is."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that writes: in which command (None: in the program itself), its name, how manieth of that name, upon what."""

    command: Command | None
    name: str
    nth: int
    what: str

    @property
    def where(self) -> str:
        """As it is listed and asked for: `git update-ref (18): rename #1 …/main.lock`."""
        who = f"git {self.command.name} ({self.command.number})" if self.command else "directions"
        return f"{who}: {self.name} #{self.nth} {self.what}"


def commands_of(yard: Yard, act: Act) -> list[Command]:
    """The Git commands that an act runs, in order."""
    yard.fresh(act)
    done = yard.run(act.arguments, Fault("list", "", env={"FAULTS_LIST": "1"}))
    assert done.code == 0, f"{act.name}: {done.said}"
    found = []
    for line in yard.note("commands").splitlines():
        number, _, told = line.partition("\t")
        if number.isdigit():
            found.append(Command(int(number), _subcommand(told.split())))
    return found


def _subcommand(words: list[str]) -> str:
    """The name of the command, behind Git's own options."""
    skip = False
    for word in words:
        if skip or word.startswith("-"):
            skip = not skip and word in ("-c", "-C")
            continue
        return word
    return "?"


def calls_of(yard: Yard, act: Act, commands: list[Command]) -> list[Call]:
    """Every system call by which an act writes, in the program and in its Git commands."""
    yard.fresh(act)
    fault = Fault(
        "trace",
        "",
        order={"strace": ["-e", f"trace={CALLS}", "-e", "signal=none", "-o", str(yard.notes / "trace.0")]},
        env={"FAULTS_HOW": "trace", "FAULTS_CALLS": CALLS},
    )
    done = yard.run(act.arguments, fault)
    assert done.code == 0, f"{act.name}: {done.said}"
    known: list[Command | None] = [None, *commands]
    found = []
    for command in known:
        text = yard.note(f"trace.{command.number if command else 0}")
        found += list(_writing(command, text, str(yard.scratch)))
    return found


def _writing(command: Command | None, text: str, scratch: str) -> Iterator[Call]:
    """The calls of a trace that write to a file and succeed, each numbered among those of its name in its process."""
    count: Counter[tuple[str, str]] = Counter()
    for line in text.splitlines():
        said = _LINE.match(line)
        if not said or " resumed>" in line:
            continue
        name, rest = said["name"], said["rest"]
        count[said["pid"] or "", name] += 1
        what = _target(name, rest)
        if what is None or " = -1 " in line or what.startswith(NO_FILES) or what.endswith("/out.txt"):
            continue
        short = what.replace(f"{scratch}/disk/place/", "")
        yield Call(command, name, count[said["pid"] or "", name], _without_ids(short))


def _target(name: str, rest: str) -> str | None:
    """The file that a call writes to; None where it writes to none."""
    if name in OPENS:
        return (_first(rest) if name == "creat" or _WRITING.search(rest) else None) or None
    if name in (*FILLS, *SYNCS, "fchmod"):
        found = _FILE.match(rest)
        return found[1] if found else None
    paths = _PATH.findall(rest)
    return paths[-1] if paths else None


def _first(rest: str) -> str:
    found = _PATH.search(rest)
    return found[1] if found else ""


def _without_ids(path: str) -> str:
    """A path without what differs from run to run: process ids, ids of objects, temporary names."""
    path = re.sub(r"objects/[0-9a-f]{2}/[0-9a-f]{38}", "objects/xx/x", path)
    path = re.sub(r"objects/[0-9a-f]{2}(?=$|/)", "objects/xx", path)
    path = re.sub(r"tmp_obj_\w+", "tmp_obj", path)
    return re.sub(r"(?<=writing-)\d+|(?<=proposal-)\d+|(?<=tmp/)[\w-]+", "n", path)
