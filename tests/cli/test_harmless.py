"""What stands in a register never reaches a terminal as anything but text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terms import GOOD, saved
from tests.conftest import git

TURNED = "Day \u202e services"


@pytest.fixture
def turned(directions, register: Path, tmp_path: Path):
    """A direction whose title was given a turning mark by hand, and whose committer's name holds an escape sequence."""
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    path = register / "register/2025/EXIJB-2025-03-18-001.yaml"
    path.write_text(path.read_text().replace("title: Day services", f"title: {TURNED}", 1))
    git(register, "commit", "-qam", "By hand", "--author", "Ev\x1b[31mil <e@example.org>")
    return lambda *arguments: directions("--today", "2025-04-01", *arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ("log",),
        ("log", "--format", "json"),
        ("log", "--format", "csv"),
        ("log", "--format", "markdown"),
        ("show", "001"),
        ("show", "001", "--format", "json"),
        ("show", "001", "--format", "csv"),
        ("trail", "001"),
        ("trail", "001", "--format", "csv"),
        ("form", "001"),
        ("letter", "001"),
        ("validate",),
        ("close", "001", "--approved", "2025-04-01", "--reason", "achieved", "--note", "x"),
        ("close", "a\x1b[31mb"),
        ("issue", "--from", "a\x1b[31mb"),
    ],
)
def test_no_mark_and_no_escape_sequence_comes_out(turned, arguments) -> None:
    done = turned(*arguments)
    for text in (done.stdout, done.stderr):
        assert "\u202e" not in text
        assert "\x1b" not in text
    if arguments[-1] == "json":
        assert TURNED in json.dumps(json.loads(done.stdout), ensure_ascii=False)


def test_validation_names_it(turned) -> None:
    done = turned("validate")
    assert done.returncode == 1
    assert "WRD001" in done.stdout
    assert "U+202E" in done.stdout


def test_a_corrected_entry_holds_no_escape_sequence(directions, register: Path, tmp_path: Path) -> None:
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    path = register / "register/2025/EXIJB-2025-03-18-001.yaml"
    path.write_text(
        path.read_text() + '  - {act: corrected, date: 2025-03-21, field: title, from: "a\\eb", to: {k: "a\\eb"}, reason: r}\n'
    )
    done = directions("validate")
    assert (done.returncode, done.stdout.count("U+001B")) == (1, 2)


def test_a_draft_without_a_change_makes_no_commit(directions, register: Path, tmp_path: Path) -> None:
    directions("--today", "2025-03-10", "draft", "--from", saved(tmp_path, GOOD))
    before = git(register, "rev-parse", "HEAD")
    done = directions("--today", "2025-03-11", "draft", "001")
    assert (done.returncode, "nothing differs" in done.stderr) == (1, True)
    assert git(register, "rev-parse", "HEAD") == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("close", "001", "--approved", "2025-04-01", "--reason", "achieved", "--note", "x", "--message", "a\udcff"),
        ("correct", "001", "--set", "title=a\udcff", "--reason", "r"),
        ("schema", "--write", "/dev/null/x"),
        ("init", "x" * 300),
    ],
)
def test_what_is_no_text_or_no_place_is_wrongly_asked(directions, register: Path, tmp_path: Path, arguments) -> None:
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    done = directions("--today", "2025-04-01", *arguments)
    assert done.returncode == 2, done.stderr
    assert git(register, "status", "--porcelain") == ""


def test_a_question_mark_first_and_a_number_without_end(directions, register: Path, tmp_path: Path) -> None:
    terms = GOOD.replace("impact: {people: [carers, staff],", 'impact: {people: ["?x"],')
    done = directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, terms))
    assert done.returncode == 0, done.stderr
    terms = f"title: Old\napproved: 2025-03-18\nreference: EXIJB-18/03/2025-{'9' * 5000}\n"
    assert directions("issue", "--historic", "--from", saved(tmp_path, terms)).returncode in (0, 1)
    assert directions("--today", "2025-04-01", "validate").returncode == 0
