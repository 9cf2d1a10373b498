"""What a damaged index comes to: never a crash, and the right answer at the next run at the latest."""

from __future__ import annotations

import random
import sqlite3
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from tests.conftest import DIRECTIONS, examples, index_of, run
from tests.index.states import QUESTIONS

TODAY: Final = "2026-11-22"
NOTICED: Final = (
    ("content", "key"),
    ("content", "value"),
    ("other", "content"),
    ("logged", "place"),
    ("logged", "row"),
    ("worded", "words"),
    ("judged", "findings"),
    ("direction", "content"),
    ("direction", "spans"),
    ("direction", "varied_by"),
)
"""Where something else than what was written can't be taken for it."""
DAMAGES: Final = {"nothing": None, "a number": 7, "bytes": b"\xff\xfe\x00", "cut off": b"\x78\x01"}


def damage(index: Path, table: str, column: str, value: Any, chance: random.Random) -> None:
    """Put something else into a column of every row, or of one by chance."""
    with sqlite3.connect(index) as base:
        kept = [each for (each,) in base.execute(f"SELECT {column} FROM {table}")]
        one = chance.choice(kept)
        base.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {column} IS ?", (value, one))
    base.close()


@pytest.mark.parametrize("seed", range(examples(1)))
@pytest.mark.parametrize(("table", "column"), NOTICED)
def test_no_damage_is_a_crash_or_lasts(example_copy: Path, table: str, column: str, seed: int) -> None:
    chance = random.Random(f"{table} {column} {seed}")
    how = chance.choice([each for each in DAMAGES if each != "a number" or column != "words"])  # a number may be words
    for question in QUESTIONS:
        run("-C", example_copy, "--today", TODAY, *question)
    try:
        damage(index_of(example_copy), table, column, DAMAGES[how], chance)
    except sqlite3.IntegrityError:
        return  # SQLite itself refuses such a row
    question = chance.choice(QUESTIONS)
    first = run("-C", example_copy, "--today", TODAY, *question)
    assert first.returncode in (0, 1), first.stderr
    again = run("-C", example_copy, "--today", TODAY, *question)
    right = run("-C", example_copy, "--no-index", "--today", TODAY, *question)
    assert (again.returncode, again.stdout) == (right.returncode, right.stdout)
    assert first.stdout == right.stdout or "do it again" in first.stderr


def test_a_folder_whose_name_is_no_text(tmp_path: Path, example_copy: Path) -> None:
    odd = tmp_path / "d\udcffir"
    try:
        example_copy.rename(odd)
    except (OSError, UnicodeError):
        pytest.skip("this file system has only names that are text")
    for _ in range(2):
        done = subprocess.run([*DIRECTIONS, "--today", TODAY, *QUESTIONS[0]], cwd=odd, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    assert index_of(odd).exists()
