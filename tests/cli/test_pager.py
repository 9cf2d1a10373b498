"""Long results are paged at a terminal that they are too long for, and nowhere else."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from directions_cli.cli.pager import pager
from tests.conftest import DIRECTIONS, run_process

PAGER = "import sys; print('PAGED'); sys.stdout.write(sys.stdin.read())"


@pytest.fixture
def paging(tmp_path: Path) -> str:
    script = tmp_path / "page by page.py"
    script.write_text(PAGER, encoding="utf-8")
    return shlex.join([sys.executable, str(script)])


def at_terminal(*arguments: str, lines: int, **env: str) -> str:
    """What a terminal of so many lines and 100 columns shows of a command."""
    fcntl, pty, termios = pytest.importorskip("fcntl"), pytest.importorskip("pty"), pytest.importorskip("termios")
    here = {name: value for name, value in os.environ.items() if name not in ("LINES", "COLUMNS", "NO_COLOR")}
    child, terminal = pty.fork()
    if child == 0:
        while os.get_terminal_size(1).lines != lines:
            pass
        os.execve(DIRECTIONS[0], [*DIRECTIONS, *arguments], {**here, "TERM": "xterm", **env})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, lines.to_bytes(2, sys.byteorder) + (100).to_bytes(2, sys.byteorder) + bytes(4))
    shown = b""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:
            break
        if not more:
            break
        shown += more
    os.waitpid(child, 0)
    return shown.decode()


@pytest.mark.parametrize(
    "arguments",
    [("log",), ("show", "001"), ("trail", "001"), ("rules",), ("rules", "LIF"), ("due", "--all"), ("log", "--format", "json")],
)
def test_what_is_longer_than_the_terminal_is_paged(issued, register: Path, paging: str, arguments: tuple[str, ...]) -> None:
    given = ("-C", str(register), "--today", "2025-04-01", *arguments)
    shown = at_terminal(*given, lines=3, PAGER=paging)
    assert shown.startswith("PAGED")
    assert not at_terminal("--no-pager", *given, lines=3, PAGER=paging).startswith("PAGED")
    assert not at_terminal(*given, lines=2000, PAGER=paging).startswith("PAGED")
    assert not run_process(*given, env={"PAGER": paging, "LINES": "3"}).stdout.startswith("PAGED")


def test_no_colour_is_paged_with_no_color(issued, register: Path, paging: str) -> None:
    given = ("-C", str(register), "--today", "2025-04-01", "log")
    assert "\x1b[32m" in at_terminal(*given, lines=3, PAGER=paging)
    assert "\x1b[32m" not in at_terminal(*given, lines=3, PAGER=paging, NO_COLOR="1")


@pytest.mark.parametrize("said", ["", "cat", "no-such-pager-anywhere --x"])
def test_without_a_pager_all_is_printed(issued, register: Path, said: str) -> None:
    shown = at_terminal("-C", str(register), "--today", "2025-04-01", "log", lines=3, PAGER=said)
    assert "EXIJB-18/03/2025-003" in shown


def test_the_pager_is_the_users_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "less -S")
    assert pager() == ["less", "-S"]
    monkeypatch.setenv("PAGER", "cat")
    assert pager() is None
    monkeypatch.delenv("PAGER")
    monkeypatch.setenv("PATH", "")
    assert pager() is None


def test_where_you_stand_fits_the_terminal_where_that_can_be(example_copy: Path, paging: str) -> None:
    given = ("-C", str(example_copy), "--today", "2026-11-22")
    whole, fitted = (at_terminal(*given, lines=lines, PAGER=paging) for lines in (200, 24))
    assert not fitted.startswith("PAGED")
    assert len(fitted.splitlines()) < 24 < len(whole.splitlines())
    for shown in (whole, fitted):
        due = sum(line.startswith("  20") for line in shown.splitlines())
        head = next(line for line in shown.splitlines() if line.startswith("Due: "))
        overdue, _, rest = head.removeprefix("Due: ").partition(" overdue, ")
        assert f"and {int(overdue) + int(rest.split()[0]) - due} more: directions due" in shown
    assert at_terminal(*given, lines=8, PAGER=paging).startswith("PAGED")
