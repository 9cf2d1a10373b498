"""What is timed: the commands of the program, cold and warm; the yardsticks; and what a user would pick instead.

Cold is with nothing remembered between runs (`.git/directions` is taken away first), warm is right after the same command.
The system keeps the files themselves in memory in both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import rivals
from registers import SOLE, TODAY
from timing import GIT, OFFICER, PASS

OURS: Final = [sys.executable, "-m", "directions_cli"]
HERE: Final = Path(__file__).parent
Group = Literal["yardsticks", "starting", "reading", "proving", "acts", "handing out", "instead"]
FILE: Final = f"register/{SOLE[6:10]}/{SOLE}.yaml"
"""The file that is looked at and changed."""
ENDED: Final = "act: (varied|superseded|closed|revoked)"
TERMS: Final = """\
title: A new programme
approved: 2026-03-25
report: {number: EXIJB-26-900}
to: [example-council]
functions: [function-30]
direction: Example Council is directed to provide function-30 to 400 people by 31 March 2028.
finance:
  - {to: example-council, function: function-30, year: 2026-27, kind: payment, amount: 410000, use: Staff}
alignment: {priorities: [SP1], outcomes: [2]}
advice:
  - {from: Chief Social Work Officer, summary: Supports it.}
impact: {people: [carers]}
review: 2027-04
"""


@dataclass
class Scene:
    """Where a size is timed: the register's repository, a folder for what is made, and what has been done so far."""

    register: Path
    work: Path
    size: int
    done: count[int] = field(default_factory=count)
    varied: str = SOLE
    variations: count[int] = field(default_factory=lambda: count(1))

    def ours(self, *words: object) -> list[str]:
        """A command of the program on the register."""
        return [*OURS, "-C", str(self.register), "--today", TODAY, *map(str, words)]

    def git(self, *words: object) -> list[str]:
        """A command of Git on the register."""
        return [*GIT, "-C", str(self.register), *map(str, words)]


class Asked(NamedTuple):
    """One process to time: its command, what it is given, and how it may end."""

    command: Sequence[str]
    given: str = ""
    env: Mapping[str, str] = MappingProxyType({})
    codes: Sequence[int] = (0,)
    cwd: Path | None = None


class Case(NamedTuple):
    """What is timed under a name. `before` is done before each run, and is not timed; `sizes` are those that it is done at."""

    name: str
    group: Group
    ask: Callable[[Scene], Asked]
    before: Callable[[Scene], None] = lambda scene: None
    largest: int | None = None


def forget(scene: Scene) -> None:
    """Take away what is remembered between runs."""
    shutil.rmtree(scene.register / ".git" / "directions", ignore_errors=True)


def both(name: str, group: Group, words: Callable[[Scene], Sequence[object]], given: str = "") -> tuple[Case, Case]:
    """A command cold, then warm."""
    ask = lambda scene: Asked(scene.ours(*words(scene)), given, OFFICER)  # noqa: E731
    return Case(f"{name}, cold", group, ask, forget), Case(f"{name}, warm", group, ask)


def plainly(name: str, group: Group, *words: object) -> tuple[Case, Case]:
    """The same, for words that are always the same."""
    return both(name, group, lambda scene: words)


def completing(scene: Scene) -> Asked:
    """What bash is told when the Tab key is pressed behind `directions show EXIJB-2026-03`."""
    line = f"directions\n-C\n{scene.register}\nshow\nEXIJB-2026-03"
    return Asked(OURS, env={"_DIRECTIONS_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "4"})


def _another_comment(scene: Scene) -> None:
    """Change one file, as an editor does."""
    with (scene.register / FILE).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"# {next(scene.done)}\n")


def _vary(scene: Scene) -> Sequence[object]:
    number = next(scene.variations)
    earlier, scene.varied = scene.varied, f"EXIJB-2026-03-24-{number:03}"
    ends = date(2029, 3, 31) + timedelta(days=number)
    return ("vary", earlier, "--set", "approved=2026-03-24", "--set", f"ends={ends}", "--yes")


def _no_site(scene: Scene) -> None:
    forget(scene)
    shutil.rmtree(scene.work / "site", ignore_errors=True)


def _git(scene: Scene, *words: str) -> Asked:
    return Asked(scene.git(*words))


YARDSTICKS: Final = (
    Case("python -c pass", "yardsticks", lambda scene: Asked(PASS)),
    Case("python -c 'import typer'", "yardsticks", lambda scene: Asked([sys.executable, "-c", "import typer"])),
    Case("git status", "yardsticks", lambda scene: _git(scene, "status", "--short")),
    Case(
        "reading every file with the C YAML loader",
        "yardsticks",
        lambda scene: Asked([sys.executable, str(HERE / "reading.py"), str(scene.register / "register")]),
    ),
)
COMMANDS: Final = (
    Case("--help", "starting", lambda scene: Asked([*OURS, "--help"])),
    Case("--version", "starting", lambda scene: Asked([*OURS, "--version"])),
    Case("completing a reference, cold", "starting", completing, forget),
    Case("completing a reference, warm", "starting", completing),
    *plainly("directions alone", "starting"),
    *plainly("log", "reading", "log"),
    *plainly("log --status extant --format json", "reading", "log", "--status", "extant", "--format", "json"),
    *plainly("show", "reading", "show", SOLE),
    *plainly("validate", "proving", "validate"),
    *plainly("validate --against, one commit back", "proving", "validate", "--against", "HEAD~1"),
    *plainly("validate --against, 20 commits back", "proving", "validate", "--against", "HEAD~20"),
    *plainly("trail", "proving", "trail", SOLE),
    *plainly("audit", "proving", "audit"),
    Case(
        "publish, a new site",
        "handing out",
        lambda scene: Asked(scene.ours("publish", "--documents", "none", "--out", scene.work / "site")),
        _no_site,
    ),
    Case(
        "publish, nothing changed",
        "handing out",
        lambda scene: Asked(scene.ours("publish", "--documents", "none", "--out", scene.work / "site")),
    ),
    *both("export to JSON", "handing out", lambda scene: ("export", "--force", "--out", scene.work / "register.json")),
    *both("issue", "acts", lambda scene: ("issue", "--from", "-", "--yes"), TERMS),
    *both("vary", "acts", _vary),
    Case(
        "git commit of one file",
        "yardsticks",
        lambda scene: _git(scene, "commit", "-qm", "Comment", "--", FILE),
        _another_comment,
    ),
)
INSTEAD: Final = (
    Case(
        "grep -rL, the files of what has not ended",
        "instead",
        lambda scene: Asked([*rivals.grep(), ENDED, "register"], codes=(0, 1), cwd=scene.register),
    ),
    Case("git log --stat of the register", "instead", lambda scene: _git(scene, "log", "--stat", "--", "register")),
    Case("git log -p of one file", "instead", lambda scene: _git(scene, "log", "-p", "--", FILE)),
    Case("spreadsheet: list what is extant (openpyxl)", "instead", lambda scene: _sheet(scene, "list")),
    Case("spreadsheet: add a row and save (openpyxl)", "instead", lambda scene: _sheet(scene, "add")),
    Case("doorstop: validate, the first time", "instead", lambda scene: _doorstop(scene), rivals.doorstop_anew, 10_000),
    Case("doorstop: validate, again", "instead", lambda scene: _doorstop(scene), rivals.doorstop_there, 10_000),
    Case("doorstop: add an item", "instead", lambda scene: _doorstop(scene, "add", "DIR"), rivals.doorstop_there, 10_000),
)
CASES: Final[tuple[Case, ...]] = (*YARDSTICKS, *COMMANDS, *INSTEAD)


def _sheet(scene: Scene, what: str) -> Asked:
    return Asked([str(rivals.python(scene.work)), str(HERE / "spreadsheet.py"), what, str(scene.work / "log.xlsx")])


def _doorstop(scene: Scene, *words: str) -> Asked:
    return Asked([str(rivals.program(scene.work, "doorstop")), "--no-level-check", *words], cwd=scene.work / "doorstop")


def prepared(scene: Scene) -> None:
    """What the rivals work on, of the same size: made once for a scene."""
    subprocess.run(
        [str(rivals.python(scene.work)), str(HERE / "spreadsheet.py"), "make", str(scene.work / "log.xlsx"), str(scene.size)],
        check=True,
        env={**os.environ},
    )
