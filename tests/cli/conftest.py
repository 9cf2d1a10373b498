"""What tests of commands share: a register with three directions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.histories import DECISION, REPORT, THREE, act, append, commit, put
from tests.cli.terms import CARE, GOOD, HOSPITAL, saved
from tests.conftest import run


@pytest.fixture(scope="session")
def three(template_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with three directions, issued on 20 March 2025; made once and copied."""
    folder = tmp_path_factory.mktemp("three")
    shutil.copytree(template_register, folder / "reg", symlinks=True)
    for text in (GOOD, CARE, HOSPITAL):
        done = run("-C", folder / "reg", "--today", "2025-03-20", "issue", "--from", saved(folder, text))
        assert done.returncode == 0, done.stderr
    return folder / "reg"


@pytest.fixture
def issued(three: Path, register: Path, directions):
    """`directions` in a copy of the register with three directions."""
    shutil.rmtree(register)
    shutil.copytree(three, register, symlinks=True)
    return directions


@pytest.fixture(scope="session")
def template_history(template_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with three directions, a report decision, progress, a letter, a query, a correction and a variation; made once."""
    folder = tmp_path_factory.mktemp("history") / "reg"
    shutil.copytree(template_register, folder, symlinks=True)
    put(folder, REPORT, DECISION)
    commit(folder, "Keep the decision on day services")
    for text in (GOOD, CARE, HOSPITAL):
        act(folder, "issue", "--from", "-", given=text, today="2025-03-20")
    act(folder, "progress", "001", "--rating", "on-track", "--note", "Well.", today="2025-04-01")
    act(folder, "progress", "001", "--rating", "on-track", "--note", "Still well.", today="2025-05-01")
    act(folder, "correct", "002", "--set", "title=Care at home by night", "--reason", "Misread.", today="2025-05-02")
    append(folder, THREE, "act: query, date: 2025-05-03, stage: raised, by: NHS Example, summary: From which day?")
    commit(folder, "Enter a query")
    act(folder, "vary", "002", "--set", "approved=2025-06-17", "--set", "ends=2027-09-30", today="2025-06-20")
    return folder


@pytest.fixture
def past(template_history: Path, tmp_path: Path) -> Path:
    """A register of the test's own with that history."""
    shutil.copytree(template_history, tmp_path / "reg", symlinks=True)
    return tmp_path / "reg"
