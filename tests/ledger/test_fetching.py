"""Copies of other registers: bounded in time and size, read as they are, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from directions_cli.errors import GitFailed
from directions_cli.ledger.fetching import Copy, contents_at, copy_of, fetch, pieces_of, tree_of
from tests.cli.neighbours import committed, written
from tests.conftest import git as run_git


def git(folder: Path, *arguments: str, given: str = "") -> str:
    """Run Git, which must succeed, with standard input."""
    if not given:
        return run_git(folder, *arguments)
    return subprocess.run(["git", *arguments], cwd=folder, input=given.encode(), capture_output=True, check=True).stdout.decode()


@pytest.fixture
def north(tmp_path: Path) -> Path:
    return committed(written(tmp_path / "north", "EXNIJB"))


def copy(north: Path, tmp_path: Path, branch: str | None = None) -> Copy:
    made = copy_of(tmp_path, north.as_uri(), branch, tmp_path / "cache")
    assert made is not None
    return made


def test_each_address_and_branch_has_a_place_of_its_own(tmp_path: Path) -> None:
    places = {copy_of(tmp_path, address, branch, tmp_path) for address in ("a:b", "a:c") for branch in (None, "main")}
    assert len({each.place for each in places if each}) == 4
    assert copy_of(tmp_path, "a:b", None, None) is None


def test_only_the_last_state_is_fetched(north: Path, tmp_path: Path) -> None:
    for number in range(3):
        (north / "README.md").write_text(f"{number}\n")
        committed(north)
    made = copy(north, tmp_path)
    assert made.fetched is None
    fetch(made)
    assert made.fetched is not None
    assert git(made.place, "--git-dir=.", "rev-list", "--count", "--all").strip() == "1"
    assert git(made.place, "--git-dir=.", "config", "core.bare").strip() == "true"
    inside, tree = tree_of(made.place, None)
    assert inside == "register"
    pieces = {piece.path: piece for piece in pieces_of(made.place, tree)}
    header = pieces["register.yaml"]
    assert contents_at(made.place, [header.id])[header.id] == (north / "register" / "register.yaml").read_bytes()
    assert header.size == len((north / "register" / "register.yaml").read_bytes())


def test_many_fetches_do_not_pile_up(north: Path, tmp_path: Path) -> None:
    made = copy(north, tmp_path)
    for number in range(23):
        (north / "register" / "README.md").write_text(f"{number}\n")
        committed(north)
        fetch(made)
    assert len(list(made.place.glob("objects/pack/*.pack"))) <= 20
    assert len(pieces_of(made.place, tree_of(made.place, None)[1])) == 11


def test_what_is_too_large_is_not_taken(north: Path, tmp_path: Path) -> None:
    made = copy(north, tmp_path)
    with pytest.raises(GitFailed, match="larger than 100 bytes"):
        fetch(made, largest=100)
    assert made.fetched is None


@pytest.mark.skipif(os.name != "posix", reason="asks for a shell")
def test_what_takes_too_long_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beat = tmp_path / "beat"
    monkeypatch.setenv("GIT_SSH_COMMAND", f"while :; do echo >> '{beat}'; sleep 0.1; done;")
    made = copy_of(tmp_path, "ssh://git@north.example.org/r.git", None, tmp_path / "cache")
    assert made is not None
    with pytest.raises(GitFailed, match="took longer than 2 seconds"):
        fetch(made, seconds=2)
    size = beat.stat().st_size
    time.sleep(0.5)
    assert beat.stat().st_size == size > 0


def test_a_failing_fetch_leaves_the_copy_as_it_was(north: Path, tmp_path: Path) -> None:
    made = copy(north, tmp_path)
    fetch(made)
    before, when = tree_of(made.place, None), made.fetched
    north.rename(tmp_path / "elsewhere")
    with pytest.raises(GitFailed):
        fetch(made)
    assert (tree_of(made.place, None), made.fetched) == (before, when)


def test_an_empty_repository_and_one_without_a_register(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    git(empty, "init", "--quiet")
    with pytest.raises(GitFailed, match="HEAD"):
        fetch(copy(empty, tmp_path))
    (empty / "README.md").write_text("Nothing\n")
    committed(empty)
    made = copy(empty, tmp_path)
    fetch(made)
    with pytest.raises(GitFailed, match="holds no register"):
        tree_of(made.place, None)


def test_no_password_is_told(tmp_path: Path) -> None:
    made = copy_of(tmp_path, "file://me:word@/nowhere/at/all", None, tmp_path / "cache")
    assert made is not None
    with pytest.raises(GitFailed) as told:
        fetch(made)
    assert "word" not in str(told.value)


def test_a_small_repository_of_endlessly_many_files(tmp_path: Path) -> None:
    """Ten folders that are all the same one, ten levels deep: some hundred bytes, and ten thousand million files."""
    bomb = tmp_path / "bomb"
    bomb.mkdir()
    git(bomb, "init", "--quiet")
    given = git(bomb, "hash-object", "-w", "-t", "blob", "--stdin-paths", given=f"{__file__}\n").strip()
    entries = f"100644 blob {given}\tregister.yaml\n"
    for _ in range(10):
        tree = git(bomb, "mktree", given=entries).strip()
        entries = "".join(f"040000 tree {tree}\t{name}\n" for name in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "register"))
    tree = git(bomb, "mktree", given=entries).strip()
    commit = git(bomb, "commit-tree", tree, "-m", "Endless").strip()
    git(bomb, "update-ref", "HEAD", commit)
    made = copy(bomb, tmp_path)
    fetch(made)
    with pytest.raises(GitFailed, match="more files than a register can have"):
        tree_of(made.place, None)
    with pytest.raises(GitFailed, match="more files than a register can have"):
        pieces_of(made.place, tree)
