"""What all tests share: a Git that knows who commits and nothing of the machine, and registers copied from a template."""

from __future__ import annotations

import gc
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

DIRECTIONS = [sys.executable, "-m", "directions_cli"]
MORE = int(os.environ.get("DIRECTIONS_EXAMPLES", "1"))


def examples(number: int) -> int:
    """How many random cases a property test draws: the usual number, or as often as DIRECTIONS_EXAMPLES says."""
    return number * MORE


@pytest.fixture(autouse=True, scope="session")
def own_git_world(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A Git set-up of the tests' own: fixed identity, no file of the machine or the user read."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Governance Officer\n\temail = officer@example.org\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n"
    )
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ |= {"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": str(home / ".gitconfig")}
    for name in ("EDITOR", "VISUAL", "COLUMNS", "NO_COLOR"):
        os.environ.pop(name, None)


def index_of(folder: Path) -> Path:
    """Where the index of the register below a folder lies, or would."""
    from directions_cli.index.base import name_for

    return folder / ".git" / "directions" / name_for(folder)


class Done(NamedTuple):
    """A finished command."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: object, given: str | bytes | None = None, env: dict[str, str] | None = None, cwd: Path | None = None) -> Done:
    """Run `directions` as its console script does, in this process; `run_process` starts one of its own."""
    from directions_cli.cli.main import run as program

    data = given.encode() if isinstance(given, str) else given or b""
    streams = sys.stdin, sys.stdout, sys.stderr
    here, before = Path.cwd(), dict(os.environ)
    made = [io.TextIOWrapper(io.BytesIO(part), encoding="utf-8", newline="") for part in (data, b"", b"")]
    code = 0
    try:
        sys.stdin, sys.stdout, sys.stderr = made
        os.environ |= env or {}
        os.chdir(cwd or here)
        program([str(argument) for argument in arguments])
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        os.chdir(here)
        os.environ.clear()
        os.environ |= before
        gc.unfreeze()  # at its end the program puts all it made beyond the reach of the sweep for garbage
    said = []
    for stream in made[1:]:
        stream.flush()
        said.append(stream.buffer.getvalue().decode())
    assert code != 3, said[1]
    return Done(code, *said)


def run_process(
    *arguments: object, given: str | bytes | None = None, env: dict[str, str] | None = None, cwd: Path | None = None
) -> Done:
    """Run `directions` as a process of its own."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [*DIRECTIONS, *map(str, arguments)],
        input=data if data is not None else b"",
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def git(folder: Path, *arguments: str) -> str:
    """Run Git in a test's repository; it must succeed."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, text=True, encoding="utf-8")
    return done.stdout


@pytest.fixture(scope="session")
def template_register(tmp_path_factory: pytest.TempPathFactory, own_git_world: None) -> Path:
    """An empty register, made once by `directions init`."""
    folder = tmp_path_factory.mktemp("template") / "register"
    done = run("--today", "2025-03-01", "init", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def worked_example(tmp_path_factory: pytest.TempPathFactory, own_git_world: None) -> Path:
    """The worked example, played once for all processes of a run. It is only read: `example_copy` gives one to write in."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place, turn = shared / "worked-example", shared / "worked-example.turn"
    while not place.exists():
        try:
            turn.mkdir()
        except FileExistsError:
            time.sleep(0.2)
            continue
        try:
            if not place.exists():
                made = tmp_path_factory.mktemp("worked") / "example"
                done = run("--today", "2026-11-22", "init", "--example", made)
                assert done.returncode == 0, done.stderr
                made.rename(place)
        finally:
            turn.rmdir()
    return place


@pytest.fixture
def example_copy(worked_example: Path, tmp_path: Path) -> Path:
    """A copy of the worked example, with its history, of the test's own."""
    shutil.copytree(worked_example, tmp_path / "example", symlinks=True)
    return tmp_path / "example"


@pytest.fixture
def register(template_register: Path, tmp_path: Path) -> Path:
    """A register of the test's own, empty but for its header."""
    folder = tmp_path / "reg"
    shutil.copytree(template_register, folder, symlinks=True)
    return folder


@pytest.fixture
def directions(register: Path) -> Callable[..., Done]:
    """`directions -C <the test's register>` with the arguments given."""

    def called(*arguments: object, **more: object):
        return run("-C", register, *arguments, **more)

    return called
