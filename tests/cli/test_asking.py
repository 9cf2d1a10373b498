"""The questions at a terminal, answered by a program at a pseudo-terminal."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.cli.terms import GOOD, saved
from tests.conftest import DIRECTIONS, git

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of POSIX systems")


class Terminal:
    """A command at a pseudo-terminal: wait for words, type an answer."""

    def __init__(self, folder: Path, *arguments: str, **env: str) -> None:
        import pty

        self.said = ""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has it ignored by what it runs in the background
            os.environ |= {"TERM": "dumb", "COLUMNS": "100", **env}
            os.chdir(folder)
            os.execv(DIRECTIONS[0], [*DIRECTIONS, *arguments])

    def wait(self, words: str, seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while words not in self.said:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.said}"
            if select.select([self.handle], [], [], 0.2)[0]:
                try:
                    self.said += os.read(self.handle, 65536).decode()
                except OSError:
                    break
        assert words in self.said, self.said
        self.said = self.said.partition(words)[2]

    def answer(self, words: str, text: str) -> None:
        self.wait(words)
        os.write(self.handle, f"{text}\n".encode())

    def interrupt(self) -> int:
        """Press Ctrl-C until it is heeded: one that comes in the instant before a line is waited for, Python may sleep on."""
        os.write(self.handle, b"\x03")
        return self.end(again=b"\x03")

    def end(self, again: bytes = b"") -> int:
        end, next_time = time.monotonic() + 20, time.monotonic() + 2
        while time.monotonic() < end:
            try:
                if again and time.monotonic() > next_time:
                    os.write(self.handle, again)
                    next_time += 2
                if select.select([self.handle], [], [], 0.2)[0]:
                    self.said += os.read(self.handle, 65536).decode()
            except OSError:
                break
        else:
            os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def asked_for_a_direction(terminal: Terminal) -> None:
    for words, text in (
        ("Day of the board meeting", "17/06/2025"),
        ("Title", "Breaks for carers"),
        ("Which", "nonsense"),
        ("is none of them", ""),
        ("Which", "example-council"),
        ("Which", "carers-support"),
        ("only a dot", "Example Council is directed to give 200 carers a break by 31 March 2026."),
    ):
        terminal.answer(words, text)
    os.write(terminal.handle, b".\n")
    for words, text in (
        ("First day of effect", ""),
        ("Last day foreseen", "31 March 2026"),
        ("Financial year", "2025-26"),
        ("Amount in pounds", "£450,000.505"),
        ("parts of a penny", "£450,000.50"),
        ("How it is to be used", "Breaks"),
        ("Milestone 1", "First 100"),
        ("Due", "2025-12"),
        ("Measure", ""),
        ("Milestone 2", ""),
        ("Which", "SP3"),
        ("Which", "6"),
        ("Adviser 1", "Chief Social Work Officer"),
        ("The advice", "Supports it."),
        ("Adviser 2", ""),
        ("Those affected", "carers, staff"),
        ("Review", ""),
        ("Number of the report", "EXIJB-25-030"),
        ("Title of the report", ""),
    ):
        terminal.answer(words, text)


def test_issue_asks_shows_and_commits(register: Path) -> None:
    terminal = Terminal(register, "--today", "2025-06-20", "issue")
    asked_for_a_direction(terminal)
    terminal.wait("Issue EXIJB-17/06/2025-001: Breaks for carers")
    terminal.wait("£450,000.50")
    terminal.answer("Commit this?", "y")
    assert terminal.end() == 0
    assert "EXIJB-2025-06-17-001" in terminal.said
    text = (register / "register/2025/EXIJB-2025-06-17-001.yaml").read_text()
    for words in ("amount: 450000.5", "ends: 2026-03-31", "people: [carers, staff]", "priorities: [SP3]", "due: 2025-12"):
        assert words in text
    assert git(register, "status", "--porcelain") == ""


def test_issue_offers_the_report_that_waits(register: Path, directions) -> None:
    """What was decided is not asked again: not the meeting, the recipient, nor number and title of the report."""
    decided = ("--number", "EXIJB-25-030", "--title", "Carers", "--meeting", "2025-06-17", "--to", "example-council")
    assert directions("--today", "2025-06-18", "decide", *decided).returncode == 0
    terminal = Terminal(register, "--today", "2025-06-20", "issue")
    terminal.wait("EXIJB-25-030: Carers")
    terminal.answer("Which", "1")
    terminal.wait("requires a direction to Example Council")
    terminal.answer("Title", "Breaks for carers")
    terminal.answer("Which", "carers-support")
    terminal.answer("only a dot", "Example Council is directed to give 200 carers a break by 31 March 2026.\n.")
    for words in ("First day of effect", "Last day foreseen", "Financial year"):
        terminal.answer(words, "")
    terminal.answer("Amount in pounds", "450000")
    terminal.answer("How it is to be used", "Breaks")
    for words in ("Milestone 1", "Which", "Which", "Adviser 1", "Those affected", "Review"):
        terminal.answer(words, "")
    terminal.answer("Commit this?", "y")
    assert terminal.end() == 0
    text = (register / "register/2025/EXIJB-2025-06-17-001.yaml").read_text()
    for words in ("approved: 2025-06-17", "number: EXIJB-25-030", "title: Carers", "to: [example-council]"):
        assert words in text
    again = Terminal(register, "--today", "2025-06-20", "issue")
    again.wait("Day of the board meeting")
    assert again.interrupt() == 130


def test_no_changes_nothing(register: Path) -> None:
    terminal = Terminal(register, "--today", "2025-06-20", "issue")
    asked_for_a_direction(terminal)
    terminal.answer("Commit this?", "n")
    assert terminal.end() == 130
    assert git(register, "log", "--oneline").count("\n") == 1
    assert git(register, "status", "--porcelain") == ""


def test_interrupting_the_questions_changes_nothing(register: Path) -> None:
    terminal = Terminal(register, "issue")
    terminal.answer("Day of the board meeting", "")
    terminal.wait("Title")
    assert terminal.interrupt() == 130
    assert git(register, "status", "--porcelain") == ""


def test_vary_opens_the_terms_in_the_editor(register: Path, directions, tmp_path: Path) -> None:
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n"
        "path.write_text(path.read_text().replace('amount: 1250000', 'amount: 1400000'))\n"
    )
    terminal = Terminal(register, "--today", "2025-06-20", "vary", "001", EDITOR=f"{sys.executable} {editor}")
    terminal.answer("Day of the board meeting that decided it", "2025-06-17")
    terminal.wait("finance.1.amount")
    terminal.wait("- £1,250,000")
    terminal.wait("+ £1,400,000")
    terminal.answer("Commit this?", "y")
    assert terminal.end() == 0
    assert "amount: 1400000" in (register / "register/2025/EXIJB-2025-06-17-001.yaml").read_text()


def test_close_asks_for_what_is_missing(register: Path, directions, tmp_path: Path) -> None:
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    terminal = Terminal(register, "--today", "2026-06-18", "close", "001", "--approved", "2026-06-16")
    terminal.answer("Which", "1")
    terminal.answer("Note", "All 40 places are open.")
    terminal.answer("Commit this?", "y")
    assert terminal.end() == 0
    assert "reason: achieved" in (register / "register/2025/EXIJB-2025-03-18-001.yaml").read_text()


def test_what_was_answered_is_kept_when_the_register_says_no(register: Path, directions) -> None:
    terminal = Terminal(register, "--today", "2025-06-20", "issue")
    asked_for_a_direction(terminal)
    terminal.answer("Commit this?", "n")
    terminal.wait("what you entered is kept")
    assert terminal.end() == 130
    kept = register / ".git" / "directions" / "answers.yaml"
    done = directions("--today", "2025-06-20", "issue", "--from", kept)
    assert done.stdout == "EXIJB-17/06/2025-001 EXIJB-2025-06-17-001\n", done.stderr


def test_a_slip_in_the_editor_loses_nothing(register: Path, directions, tmp_path: Path) -> None:
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\npath.write_text(path.read_text().replace('1250000', '£1m'))\n"
    )
    terminal = Terminal(register, "--today", "2025-06-20", "vary", "001", EDITOR=f"{sys.executable} {editor}")
    terminal.answer("Day of the board meeting that decided it", "17 June 2025")
    terminal.wait("answers.yaml:")
    assert terminal.end() == 2
    assert "£1m" in (register / ".git" / "directions" / "answers.yaml").read_text()
