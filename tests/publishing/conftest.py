"""The site of the worked example, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import run

DAY = "2026-11-22"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, worked_example: Path) -> Path:
    folder = tmp_path_factory.mktemp("publishing") / "example"
    shutil.copytree(worked_example, folder, symlinks=True)
    return folder


@pytest.fixture(scope="session")
def site(example: Path) -> Path:
    out = example.parent / "site"
    done = run("-C", example, "--today", DAY, "publish", "--out", out)
    assert done.returncode == 0, done.stderr
    return out
