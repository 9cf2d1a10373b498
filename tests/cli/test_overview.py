"""What `log` has from the index never shows in what it says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.terms import CARE, GOOD, saved
from tests.conftest import git, index_of


@pytest.fixture
def two(directions, tmp_path: Path):
    for text in (GOOD, CARE):
        directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, text))
    return directions


def remembered(register: Path) -> Path:
    return index_of(register)


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize(
    "more", [(), ("--status", "extant"), ("--to", "example-council"), ("--text", "HOURS"), ("--as-at", "2025-03-19")]
)
def test_the_same_bytes_with_and_without(two, register: Path, form: str, more: tuple[str, ...]) -> None:
    arguments = ("--today", "2025-04-01", "log", "--format", form, *more)
    remembered(register).unlink(missing_ok=True)
    fresh = two(*arguments)
    assert remembered(register).exists()
    again = two(*arguments)
    assert (fresh.stdout, fresh.stderr, fresh.returncode) == (again.stdout, again.stderr, again.returncode)


def test_every_change_of_the_register_is_seen(two, register: Path) -> None:
    def titles() -> list[str]:
        return [row["title"] for row in json.loads(two("--today", "2025-04-01", "log", "--format", "json").stdout)]

    assert titles()[1] == "Care at home"
    path = register / "register/2025/EXIJB-2025-03-18-002.yaml"
    stat = path.stat()
    path.write_text(path.read_text().replace("Care at home", "Care at hame"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert titles()[1] == "Care at hame"
    git(register, "checkout", "-q", "--", ".")
    assert titles()[1] == "Care at home"
    git(register, "checkout", "-q", "HEAD~1")
    assert len(titles()) == 1


def test_a_damaged_memory_is_no_memory(two, register: Path) -> None:
    fresh = two("--today", "2025-04-01", "log").stdout
    for damage in (b"", b"{", b"[]", b'{"key": 1}', b"\xff\xfe"):
        remembered(register).write_bytes(damage)
        assert two("--today", "2025-04-01", "log").stdout == fresh
    remembered(register).unlink()
    remembered(register).mkdir()
    assert two("--today", "2025-04-01", "log").stdout == fresh


def test_what_cannot_be_read_is_told_each_time(two, register: Path) -> None:
    (register / "register/2025/EXIJB-2025-03-18-003.yaml").write_text("title: [\n")
    for _ in range(2):
        done = two("--today", "2025-04-01", "log")
        assert done.returncode == 1
        assert "EXIJB-2025-03-18-003.yaml" in done.stderr


def test_nothing_is_written_where_there_is_no_git(two, register: Path, tmp_path: Path) -> None:
    import shutil

    from tests.conftest import run

    plain = tmp_path / "plain"
    shutil.copytree(register / "register", plain / "register")
    before = sorted(plain.rglob("*"))
    assert "Care at home" in run("-C", plain, "--today", "2025-04-01", "log").stdout
    assert sorted(plain.rglob("*")) == before
