"""The site of the worked example, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run

DAY = "2026-11-22"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, own_git_world: None) -> Path:
    folder = tmp_path_factory.mktemp("publishing") / "example"
    assert run("--today", DAY, "init", "--example", folder).returncode == 0
    return folder


@pytest.fixture(scope="session")
def site(example: Path) -> Path:
    out = example.parent / "site"
    done = run("-C", example, "--today", DAY, "publish", "--out", out)
    assert done.returncode == 0, done.stderr
    return out
