"""What all tests share: a Git that knows who commits and nothing of the machine, and registers copied from a template."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

DIRECTIONS = [sys.executable, "-m", "directions_cli"]


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


def run(*arguments: object, given: str | bytes | None = None, env: dict[str, str] | None = None, cwd: Path | None = None):
    """Run `directions` as a process; gives the finished process with text output."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [*DIRECTIONS, *map(str, arguments)],
        input=data if data is not None else b"",
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        check=False,
    )
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in done.stderr, done.stderr
    return done


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


@pytest.fixture
def register(template_register: Path, tmp_path: Path) -> Path:
    """A register of the test's own, empty but for its header."""
    folder = tmp_path / "reg"
    shutil.copytree(template_register, folder, symlinks=True)
    return folder


@pytest.fixture
def directions(register: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`directions -C <the test's register>` with the arguments given."""

    def called(*arguments: object, **more: object):
        return run("-C", register, *arguments, **more)

    return called
