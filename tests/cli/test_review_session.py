"""The annual review at a terminal: direction by direction, stopped and gone on with, and one commit at its end."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.test_asking import Terminal
from tests.conftest import git

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of POSIX systems")
IDS = [f"EXIJB-2025-03-18-00{number}" for number in (1, 2, 3)]
REFERENCES = [f"EXIJB-18/03/2025-00{number}" for number in (1, 2, 3)]
DAY = ("--today", "2026-04-24")
START = (*DAY, "review", "--body", "PASC", "--date", "2026-04-21")


@pytest.fixture
def three_of(issued, register: Path) -> Path:
    """A register with three directions, of which the first has progress."""
    done = issued("--today", "2025-09-30", "progress", "001", "--rating", "at-risk", "--note", "Two rooms are late.")
    assert done.returncode == 0
    return register


def kept(register: Path) -> Path:
    return register / ".git" / "directions" / "review.json"


def answers(register: Path) -> dict[str, tuple]:
    found = json.loads(kept(register).read_text(encoding="utf-8"))["answers"]
    return {id[-3:]: (each["outcome"], each["note"]) for id, each in found.items()}


def outcomes(register: Path) -> list[tuple[str, str]]:
    """The outcome of each direction that the last commit reviewed, by its file."""
    found = []
    for path in git(register, "show", "--format=", "--name-only").split():
        text = (register / path).read_text(encoding="utf-8")
        found.append((Path(path).stem[-3:], text.rpartition("outcome: ")[2].split()[0].strip(",")))
    return sorted(found)


def answer_all(terminal: Terminal, *given: tuple[str, str]) -> None:
    for words, text in given:
        terminal.answer(words, text)


def test_every_direction_is_shown_and_one_commit_made(three_of: Path) -> None:
    terminal = Terminal(three_of, *DAY, "review")
    answer_all(terminal, ("Body that reviews", "Performance and Audit Sub Committee"), ("Day of the meeting", "24/05/2026"))
    terminal.wait("is after today")
    answer_all(terminal, ("Day of the meeting", "21 April 2026"))
    terminal.wait("the work was halted or cancelled")
    terminal.wait("1 of 3")
    terminal.wait("2025-09-30    progress: rating at-risk: Two rooms are late.")
    terminal.wait("0 of 1 met")
    answer_all(terminal, ("Outcome", "re"), ("none of them", "1"), ("Note", "On course."))
    terminal.wait("2 of 3")
    answer_all(terminal, ("Outcome", "?"), ("nothing needs to change", "vary"), ("Note", "Dates slip."))
    terminal.wait("3 of 3")
    answer_all(terminal, ("Outcome", ""))
    terminal.wait("2 directions: 1 retain, 1 vary")
    terminal.wait(REFERENCES[2])
    answer_all(terminal, ("Number or reference to change", ""), ("Commit this?", "y"))
    assert terminal.end() == 0
    assert (
        git(three_of, "log", "-1", "--format=%s").strip()
        == "Record review of 2 directions by Performance and Audit Sub Committee"
    )
    assert outcomes(three_of) == [("001", "retain"), ("002", "vary")]
    assert "date: 2026-04-21" in (three_of / f"register/2025/{IDS[0]}.yaml").read_text()
    assert git(three_of, "status", "--porcelain") == ""
    assert not kept(three_of).exists()


@pytest.mark.parametrize(("stop", "said"), [(b"q\n", "stopped here"), (b"\x03", "nothing was changed")])
def test_stopping_loses_nothing(three_of: Path, stop: bytes, said: str) -> None:
    terminal = Terminal(three_of, *START)
    answer_all(terminal, ("Outcome", "retain"), ("Note", "On course."), ("Outcome", "s"))
    terminal.wait("3 of 3")
    terminal.wait("Outcome")
    os.write(terminal.handle, stop)
    assert terminal.end(again=stop) == 130
    assert f"{said}; 1 of 3 answers are kept: `directions review` goes on with them" in " ".join(terminal.said.split())
    assert answers(three_of) == {"001": ("retain", "On course."), "002": (None, None)}
    assert git(three_of, "log", "-1", "--format=%s").strip() == f"Record progress of {REFERENCES[0]}"

    terminal = Terminal(three_of, *DAY, "review")
    terminal.answer("by PASC on 2026-04-21 is begun; directions that have an outcome: 1. Go on with it?", "y")
    terminal.wait("3 of 3")
    answer_all(terminal, ("Outcome", "5"), ("Note", "Halted."), ("Number or reference", ""), ("Commit this?", "y"))
    assert terminal.end() == 0
    assert outcomes(three_of) == [("001", "retain"), ("003", "revoke")]


def test_a_kill_loses_no_answer(three_of: Path) -> None:
    terminal = Terminal(three_of, *START)
    answer_all(terminal, ("Outcome", "retain"), ("Note", "On course."))
    terminal.wait("2 of 3")
    os.kill(terminal.pid, 9)
    os.waitpid(terminal.pid, 0)
    assert answers(three_of) == {"001": ("retain", "On course.")}


def test_going_back_changes_an_answer(three_of: Path) -> None:
    terminal = Terminal(three_of, *START)
    answer_all(terminal, ("Outcome", "b"))
    terminal.wait("1 of 3")
    answer_all(terminal, ("Outcome", "retain"), ("Note", "b"), ("Outcome", "vary"), ("Note", "Dates slip."))
    terminal.wait("2 of 3")
    answer_all(terminal, ("Outcome", "back"))
    terminal.wait("1 of 3")
    answer_all(terminal, ("Enter keeps it", ""), ("Note", "Dates slip by a year."))
    terminal.wait("2 of 3")
    answer_all(terminal, ("Outcome", ""), ("Outcome", ""), ("Number or reference to change", "9"))
    answer_all(terminal, ("Number or reference to change", "003"))
    answer_all(terminal, ("Outcome", "close"), ("Note", "Done."))
    terminal.wait("2 directions: 1 vary, 1 close")
    answer_all(terminal, ("Number or reference to change", "1"), ("Enter keeps it", "retain"), ("Note", ""))
    terminal.wait("2 directions: 1 retain, 1 close")
    answer_all(terminal, ("Number or reference to change", ""), ("Commit this?", "y"))
    assert terminal.end() == 0
    assert outcomes(three_of) == [("001", "retain"), ("003", "close")]
    assert "Dates slip by a year." in (three_of / f"register/2025/{IDS[0]}.yaml").read_text()


def test_no_at_the_end_keeps_the_answers(three_of: Path) -> None:
    terminal = Terminal(three_of, *START)
    answer_all(
        terminal, ("Outcome", "1"), ("Note", "x"), ("Outcome", ""), ("Outcome", ""), ("Number or", ""), ("Commit this?", "n")
    )
    terminal.wait("1 of 3 answers are kept")
    assert terminal.end() == 130
    assert answers(three_of)["001"] == ("retain", "x")


def test_what_changed_meanwhile_is_asked_anew(three_of: Path, directions) -> None:
    terminal = Terminal(three_of, *START)
    answer_all(terminal, ("Outcome", "1"), ("Note", "x"), ("Outcome", "1"), ("Note", "y"), ("Outcome", "q"))
    assert terminal.end() == 130
    directions(*DAY, "progress", "001", "--rating", "delayed", "--note", "Worse.", "--date", "2026-04-20")
    terminal = Terminal(three_of, *DAY, "review")
    terminal.answer("Go on with it?", "")
    terminal.wait(f"{REFERENCES[0]} was changed since you answered; it is asked anew")
    terminal.wait("1 of 3")
    terminal.wait("at-risk → delayed")
    answer_all(terminal, ("Outcome", "2"), ("Note", "Worse."))
    directions(*DAY, "progress", "002", "--rating", "delayed", "--note", "Worse.", "--date", "2026-04-20")
    terminal.wait("3 of 3")
    answer_all(terminal, ("Outcome", ""), ("Number or reference", ""))
    terminal.wait(f"{REFERENCES[1]} was changed since it was looked at")
    assert terminal.end() == 1
    assert answers(three_of)["001"] == ("vary", "Worse.")
    assert git(three_of, "log", "-1", "--format=%s").strip() == f"Record progress of {REFERENCES[1]}"


def test_a_review_can_be_begun_anew(three_of: Path) -> None:
    terminal = Terminal(three_of, *START)
    answer_all(terminal, ("Outcome", "1"), ("Note", "x"), ("Outcome", "q"))
    assert terminal.end() == 130
    terminal = Terminal(three_of, *START)
    terminal.answer("Go on with it?", "n")
    terminal.wait("review-earlier.json")
    terminal.wait("1 of 3")
    answer_all(terminal, ("Outcome", "q"))
    assert terminal.end() == 130
    assert not kept(three_of).exists()


def test_answers_that_cannot_be_read_are_put_aside(three_of: Path) -> None:
    kept(three_of).parent.mkdir(exist_ok=True)
    kept(three_of).write_text('{"body": "PASC", "answers": [')
    terminal = Terminal(three_of, *START)
    terminal.wait("can't be read")
    terminal.wait("1 of 3")
    answer_all(terminal, ("Outcome", "q"))
    assert terminal.end() == 130
    assert kept(three_of).with_name("review-earlier.json").exists()


def test_each_commits_as_many_and_what_was_reviewed_is_not_asked_again(three_of: Path) -> None:
    terminal = Terminal(three_of, *START, "--each")
    answer_all(terminal, ("Outcome", "1"), ("Note", "x"), ("Outcome", "4"), ("Note", "y"), ("Outcome", ""))
    answer_all(terminal, ("Number or reference", ""), ("Make these 2 commits?", "y"))
    assert terminal.end() == 0
    subjects = git(three_of, "log", "-2", "--format=%s").splitlines()
    assert subjects == [f"Record review of {name}" for name in (REFERENCES[1], REFERENCES[0])]
    terminal = Terminal(three_of, *START)
    terminal.wait("reviewed by PASC on 2026-04-21 already, and not asked for again: 2")
    terminal.wait("1 of 1")
    answer_all(terminal, ("Outcome", "q"))
    assert terminal.end() == 130


def test_two_terminals_at_one_review_keep_each_others_answers(three_of: Path) -> None:
    one, other = (Terminal(three_of, *START) for _ in range(2))
    one.wait("1 of 3")
    answer_all(other, ("Outcome", ""), ("Outcome", "4"), ("Note", "From the other."))
    other.wait("3 of 3")
    answer_all(one, ("Outcome", "1"), ("Note", "From one."))
    one.wait("2 of 3")
    assert answers(three_of) == {"001": ("retain", "From one."), "002": ("close", "From the other.")}
    answer_all(one, ("Outcome", ""), ("Outcome", ""), ("Number or reference", ""), ("Commit this?", "y"))
    assert one.end() == 0
    assert outcomes(three_of) == [("001", "retain")]
    assert answers(three_of)["002"] == ("close", "From the other.")
    answer_all(other, ("Outcome", "s"), ("Number or reference", "002"), ("Enter keeps it", "s"), ("Number or reference", "q"))
    assert other.end() == 130
    assert answers(three_of)["002"] == (None, None)


def test_a_trial_keeps_the_answers_and_changes_nothing(three_of: Path) -> None:
    before = git(three_of, "rev-parse", "HEAD")
    terminal = Terminal(three_of, *START, "--dry-run")
    answer_all(terminal, ("Outcome", "1"), ("Note", "x"), ("Outcome", ""), ("Outcome", ""), ("Number or reference", ""))
    terminal.wait("nothing was changed (--dry-run)")
    assert terminal.end() == 0
    assert answers(three_of)["001"] == ("retain", "x")
    assert git(three_of, "rev-parse", "HEAD") == before


def test_a_day_ahead_is_refused_before_anything_is_asked(three_of: Path) -> None:
    terminal = Terminal(three_of, *DAY, "review", "--body", "PASC", "--date", "2026-05-21")
    terminal.wait("is after today, 2026-04-24")
    assert terminal.end() == 2


def test_where_nothing_could_be_committed_nothing_is_asked(three_of: Path) -> None:
    (three_of / ".git").rename(three_of.parent / "git-elsewhere")
    terminal = Terminal(three_of, *START)
    assert terminal.end() == 2
    assert "Outcome" not in terminal.said
