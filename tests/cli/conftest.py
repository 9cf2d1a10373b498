"""What tests of commands share: a register with three directions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

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
