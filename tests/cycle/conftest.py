"""The register of the year, played once for all tests that read it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import git, run
from tests.cycle.year import HEADER, before, play, year


@pytest.fixture(scope="session")
def played(template_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register after the forty acts."""
    folder = tmp_path_factory.mktemp("year")
    register = folder / "register"
    shutil.copytree(template_register, register, symlinks=True)
    (register / "register" / "register.yaml").write_text(HEADER, encoding="utf-8", newline="\n")
    git(register, "commit", "-qam", "Take over the header of the year")
    act = lambda *arguments: run("-C", register, *arguments)  # noqa: E731 - the command with its register
    assert play(act, before(), folder) == 8
    assert play(act, year(), folder) == 40
    return register
