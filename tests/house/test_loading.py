"""What each command may load: a command that starts slowly is one that loads what it does not need (design section 5)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from directions_cli.cli.table import COMMANDS
from tests.conftest import DIRECTIONS, run

TERMS = "{title: T, approved: 2026-11-17, to: [example-council], functions: [telecare], direction: Do 10 things.}"
REF = "EXIJB-2026-09-15-001"
TODAY = "2026-11-22"
WATCHED: Final = frozenset(
    "pydantic ruamel git jinja2 markdown_it rich sqlite3 typst xlsxwriter python_calamine odfdo duckdb".split()
)
"""What takes long to load, or is in no package that every user has."""
READ = frozenset({"sqlite3"})
MODELS = READ | {"pydantic"}
FILES = MODELS | {"ruamel"}
PAPERS = MODELS | {"jinja2", "markdown_it"}
CASES: Final = MappingProxyType(
    {
        "decide": (("--list",), FILES),
        "draft": (("--from", "-", "--dry-run"), FILES),
        "issue": (("--from", "-", "--dry-run"), FILES),
        "vary": ((REF, "--from", "-", "--dry-run"), FILES),
        "supersede": ((REF, "--from", "-", "--dry-run"), FILES),
        "close": ((REF, "--approved", "2026-11-17", "--reason", "achieved", "--note", "Done.", "--dry-run"), FILES),
        "revoke": ((REF, "--approved", "2026-11-17", "--reason", "halted", "--note", "Stopped.", "--dry-run"), FILES),
        "correct": ((REF, "--set", "title=Y", "--reason", "A slip.", "--dry-run"), FILES),
        "propose": ((REF, "--dry-run"), PAPERS | FILES | {"git"}),
        "progress": ((REF, "--rating", "on-track", "--note", "So far.", "--dry-run"), FILES),
        "review": ((REF, "--outcome", "retain", "--body", "Board", "--note", "Stays.", "--dry-run"), FILES),
        "difficulty": (("raise", REF, "--by", "nhs-example", "--summary", "Staff.", "--dry-run"), FILES),
        "query": (("raise", REF, "--by", "nhs-example", "--summary", "Which beds?", "--dry-run"), FILES),
        "request": (("ask", REF, "--of", "nhs-example", "--summary", "Figures.", "--dry-run"), FILES),
        "log": (("--format", "json"), READ),
        "show": ((REF,), MODELS),
        "conflicts": ((), MODELS),
        "trail": ((REF,), FILES),
        "due": ((), MODELS),
        "coverage": ((), MODELS),
        "budget": ((), MODELS),
        "form": ((REF,), PAPERS),
        "letter": ((REF,), PAPERS),
        "report": (("annual", "--format", "json"), PAPERS),
        "publish": (("--out", "{out}/site", "--documents", "none"), PAPERS | FILES | {"xlsxwriter"}),
        "templates": ((), frozenset()),
        "import": (("--help",), frozenset()),
        "export": (("--format", "json"), FILES),
        "validate": ((), MODELS),
        "audit": (("--since", "HEAD~2"), FILES),
        "doctor": ((), PAPERS | FILES),
        "rules": ((), frozenset({"pydantic"})),
        "init": (("{out}/new",), FILES | {"git", "jinja2"}),
        "schema": ((), frozenset({"pydantic"})),
        "merge-driver": (("--help",), frozenset()),
        "migrate": (("--dry-run",), FILES),
    }
)
"""Each command as it is often given, over a register that was read before, and what of the watched it may load then."""


def loaded(folder: Path, arguments: list[str]) -> frozenset[str]:
    """What of the watched a run of the program has loaded when it ends."""
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: sys.stderr.write('LOADED ' + ' '.join({m.split('.')[0] for m in sys.modules})))\n"
        f"sys.argv = ['directions', *{arguments!r}]\n"
        "from directions_cli.cli.main import run\n"
        "run()\n"
    )
    env = dict(os.environ)  # readline, which pytest loads, puts the terminal's width where a child finds it unless told otherwise
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=env, capture_output=True, text=True, input=TERMS, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return frozenset(done.stderr.rpartition("LOADED ")[2].split()) & WATCHED


def test_every_command_has_its_line() -> None:
    assert COMMANDS.keys() <= CASES.keys()


@pytest.mark.parametrize("name", list(COMMANDS))
def test_loads_no_more_than_it_may(example_copy: Path, tmp_path: Path, name: str) -> None:
    given, may = CASES[name]
    run("-C", example_copy, "--today", TODAY, "validate")
    run("-C", example_copy, "--today", TODAY, "log")
    found = loaded(example_copy, ["--today", TODAY, name, *(each.format(out=tmp_path) for each in given)])
    if name == "letter":
        found -= {"ruamel"}  # the view of the register is made the first time and remembered from then on
    assert found <= may, sorted(found - may)


def fresh(folder: Path, arguments: list[str], **variables: str) -> frozenset[str]:
    """The modules that a run of the program has loaded when it ends and that were not there when it began."""
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        f"sys.argv = ['directions', *{arguments!r}]\n"
        "from directions_cli.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "print('\\nLOADED', *set(sys.modules) - before)"
    )
    env = {**os.environ, **variables}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return frozenset(done.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["lgo"]])
def test_help_loads_nothing_of_it(tmp_path: Path, arguments: list[str]) -> None:
    assert not {each.split(".")[0] for each in fresh(tmp_path, arguments)} & WATCHED


def test_the_version_is_told_by_the_first_module_alone(tmp_path: Path) -> None:
    found = fresh(tmp_path, ["--version"])
    assert packages(found) == {"directions_cli"}
    assert {each for each in found if each.startswith("directions_cli.")} == {
        "directions_cli.cli",
        "directions_cli.cli.main",
        "directions_cli.cli.unheard",
        "directions_cli.errors",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of no broken pipe")
def test_a_version_that_nobody_reads_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*DIRECTIONS, "--version"], stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def packages(found: frozenset[str]) -> set[str]:
    """What of these modules is no part of Python."""
    return {each.split(".")[0] for each in found} - sys.stdlib_module_names


SLOW: Final = frozenset({"dataclasses", "inspect", "subprocess", "tempfile"})
"""Parts of Python that take longer to load than all that a shell is answered with."""
TYPED: Final = (
    "",
    "sh",
    "--to",
    "show EXIJB-",
    "show 001",
    "log --to ",
    "log --status=e",
    "log --format ",
    "difficulty raise 0",
    "report closing ",
    "rules FIN",
    "templates copy ",
    "issue --officer ",
    "due --who ",
    "decide --number ",
    "-C . close 001 --reason ",
    "issue --from ",
    "frobnicate ",
)


def test_a_shell_waits_for_nothing_but_python_itself(example_copy: Path) -> None:
    run("-C", example_copy, "--today", TODAY, "log")
    for typed in TYPED:
        words = ["directions", *typed.split(" ")]
        asking = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
        found = fresh(example_copy, [], _DIRECTIONS_COMPLETE="complete_bash", **asking)
        assert "directions_cli.cli.completing" in found
        assert packages(found) == {"directions_cli"}, typed
        assert not found & SLOW, typed


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_so_do_the_other_shells(worked_example: Path, shell: str) -> None:
    typed = {"_TYPER_COMPLETE_ARGS": "directions show EXIJB-", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "EXIJB-"}
    asking = {"_DIRECTIONS_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args", "DIRECTIONS_NO_INDEX": "1"}
    found = fresh(worked_example, [], **asking, **typed)
    assert "directions_cli.store.names" in found
    assert packages(found) == {"directions_cli"}
