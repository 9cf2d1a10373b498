"""What the commands of monitoring ask for at a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.terms import GOOD, saved
from tests.cli.test_asking import Terminal
from tests.conftest import git

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of POSIX systems")
FILE = "register/2025/EXIJB-2025-03-18-001.yaml"
DAY = ("--today", "2026-04-21")


@pytest.fixture
def first(register: Path, directions, tmp_path: Path) -> Path:
    """A register with a direction to both partners."""
    both = GOOD.replace("to: [example-council]", "to: [example-council, nhs-example]")
    assert directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, both)).returncode == 0
    return register


def said_in(register: Path) -> str:
    return (register / FILE).read_text(encoding="utf-8")


def test_progress_offers_ratings_and_milestones(first: Path) -> None:
    terminal = Terminal(first, *DAY, "progress", "001")
    terminal.answer("Which", "splendid")
    terminal.answer("none of them", "2")
    terminal.wait("First ten places (ahead, 2026-09-30)")
    terminal.answer("Which", "1")
    terminal.answer("Which", "moved")
    terminal.answer("Month or day expected now", "December")
    terminal.answer("Month or day expected now", "15/12/2026")
    terminal.answer("Note", "Two rooms are late.")
    terminal.answer("Pounds spent to date", "£400,000.505")
    terminal.answer("Pounds spent to date", "£400,000.50")
    terminal.answer("Commit this?", "y")
    assert terminal.end() == 0
    for words in ("rating: at-risk", "milestone: 1", "moved_to: 2026-12-15", "note: Two rooms are late.", "spend: 400000.5"):
        assert words in said_in(first)


def test_progress_asks_for_no_more_than_is_missing(first: Path) -> None:
    terminal = Terminal(first, *DAY, "progress", "001", "--rating", "on-track", "--milestone", "1", "--met", "--spend", "1000")
    terminal.answer("Note", "Open.")
    terminal.answer("Commit this?", "y")
    assert terminal.end() == 0
    assert "met: true" in said_in(first)


def test_interrupted_questions_change_nothing(first: Path) -> None:
    before = said_in(first)
    terminal = Terminal(first, *DAY, "progress", "001")
    terminal.wait("Which")
    assert terminal.interrupt() == 130
    assert (said_in(first), git(first, "status", "--porcelain")) == (before, "")


def test_a_difficulty_is_asked_for_and_whose_it_is_where_several_are_open(first: Path) -> None:
    for answers in (
        (("Which", "example-council"), ("written notice", "Letter of 9 January"), ("What the difficulty is", "No bidder.")),
        (("Which", "2"), ("written notice", ""), ("What the difficulty is", "No beds.")),
    ):
        terminal = Terminal(first, *DAY, "difficulty", "raise", "001")
        for words, text in answers:
            terminal.answer(words, text)
        terminal.wait("until 21 October 2026")
        terminal.answer("Commit this?", "y")
        assert terminal.end() == 0
    terminal = Terminal(first, *DAY, "difficulty", "resolve", "001")
    terminal.wait("example-council: No bidder.")
    terminal.answer("Which", "nhs-example")
    terminal.answer("How it was resolved", "Beds were found.")
    terminal.answer("formal report", "")
    terminal.answer("Commit this?", "y")
    assert terminal.end() == 0
    text = said_in(first)
    assert text.count("notice:") == 1
    assert text.index("stage: resolved") < text.index("outcome: Beds were found.")


def test_a_query_and_a_request_are_asked_for_and_answered(first: Path) -> None:
    for arguments, answers in (
        (("query", "raise"), (("Who asks", "Carer representative"), ("The question", "Which streets?"))),
        (("query", "answer"), (("The answer", "All."), ("What was amended", ""))),
        (("request", "ask"), (("Which", "nhs-example"), ("What is asked", "Waits"), ("answer is due", "31 May 2026"))),
        (("request", "answer"), (("What was answered", "Forty."),)),
    ):
        terminal = Terminal(first, *DAY, *arguments, "001")
        for words, text in answers:
            terminal.answer(words, text)
        terminal.answer("Commit this?", "y")
        assert terminal.end() == 0, terminal.said
    text = said_in(first)
    assert text.count("by: Carer representative") == 2
    assert text.count("of: nhs-example") == 2
    assert "due: 2026-05-31" in text


def test_a_review_shows_what_each_outcome_means(first: Path) -> None:
    terminal = Terminal(first, *DAY, "review", "001", "--note", "Dates slip.")
    terminal.wait("the strategic intent stands")
    terminal.answer("Which", "vary")
    terminal.answer("Body that reviews", "Performance and Audit Sub Committee")
    terminal.wait("directions vary EXIJB-2025-03-18-001")
    terminal.answer("Commit this?", "y")
    assert terminal.end() == 0
    assert "outcome: vary" in said_in(first)
