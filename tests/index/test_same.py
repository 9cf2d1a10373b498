"""With the index and without it every command says the same, byte for byte."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import DIRECTIONS, examples, git, index_of, run
from tests.index.states import CAREFULLY, DAYS, DEEDS, QUESTIONS, Hand, answers, same

TODAY = "2026-11-22"


@pytest.mark.parametrize("seed", range(examples(4)))
def test_whatever_happens_to_the_files(example_copy: Path, seed: int) -> None:
    chance = random.Random(seed)
    hand = Hand(example_copy, chance)
    done = []
    for _ in range(18):
        for _ in range(chance.choice([1, 1, 2, 4])):
            deed = chance.choice(DEEDS)
            if deed not in ("go_back", "stash", "head") or chance.random() < 0.5:
                done.append(deed)
                if len(hand.files) < 5:
                    git(example_copy, "reset", "--quiet", "--hard")
                getattr(hand, deed)()
        day, question = chance.choice(DAYS), chance.choice(QUESTIONS)
        assert answers(example_copy, day, question) == answers(example_copy, day, question, **CAREFULLY), done
    same(example_copy, TODAY)


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_by_itself(example_copy: Path, deed: str) -> None:
    same(example_copy, TODAY, QUESTIONS[:1])
    hand = Hand(example_copy, random.Random(deed))
    for _ in range(2):
        getattr(hand, deed)()
        same(example_copy, TODAY, (QUESTIONS[0], QUESTIONS[3]))


def test_every_reading_command(example_copy: Path) -> None:
    for question in (
        ("show", "EXIJB-2026-09-15-001"),
        ("trail", "EXIJB-2026-09-15-001"),
        ("due",),
        ("budget",),
        ("report", "annual", "--format", "json"),
        ("form", "EXIJB-2026-09-15-001"),
        ("export", "--format", "json"),
        ("validate", "--against", "HEAD~3", "--format", "json"),
        ("audit",),
        (),
    ):
        same(example_copy, TODAY, (question,))


def parsed(folder: Path) -> list[str]:
    """The files that a reading command parses, as the reader of YAML is told them."""
    code = (
        "import sys\n"
        "from directions_cli.store import folder\n"
        "read = folder.read_yaml\n"
        "def told(text):\n"
        "    sys.stderr.write('PARSED\\n')\n"
        "    return read(text)\n"
        "folder.read_yaml = told\n"
        f"sys.argv = ['directions', '-C', {str(folder)!r}, '--today', '{TODAY}', 'log', '--format', 'json']\n"
        "from directions_cli.cli.main import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [line for line in done.stderr.splitlines() if line == "PARSED"]


def test_only_what_changed_is_parsed(example_copy: Path) -> None:
    index_of(example_copy).unlink(missing_ok=True)
    assert len(parsed(example_copy)) > 30
    assert parsed(example_copy) == []
    hand = Hand(example_copy, random.Random(1))
    hand.touch()
    assert parsed(example_copy) == []
    hand.retitle()
    assert len(parsed(example_copy)) == 1
    git(example_copy, "checkout", "--quiet", "register")
    assert parsed(example_copy) == [], "content that was seen before is known again"
    git(example_copy, "reset", "--quiet", "--hard", "HEAD~1")
    assert len(parsed(example_copy)) <= 3


def test_only_what_a_change_bears_on_is_judged_again(example_copy: Path) -> None:
    def judged() -> int:
        with sqlite3.connect(index_of(example_copy)) as base:
            return int(base.execute("SELECT count(*) FROM judged").fetchone()[0])

    run("-C", example_copy, "--today", TODAY, "validate")
    whole = judged()
    Hand(example_copy, random.Random(3)).retitle()
    run("-C", example_copy, "--today", TODAY, "log")
    assert whole - 12 < judged() < whole


def test_where_it_can_not_be_written(example_copy: Path) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("whoever may write everywhere can't be kept from writing")
    run("-C", example_copy, "--today", TODAY, "log")
    own = example_copy / ".git" / "directions"
    for path in (index_of(example_copy), own):
        path.chmod(path.stat().st_mode & ~stat.S_IWUSR)
    try:
        same(example_copy, TODAY)
        Hand(example_copy, random.Random(1)).retitle()
        same(example_copy, TODAY)
    finally:
        own.chmod(0o700)


def test_where_another_process_is_writing(example_copy: Path) -> None:
    run("-C", example_copy, "--today", TODAY, "log")
    held = sqlite3.connect(index_of(example_copy), isolation_level=None)
    for lock in ("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"):
        held.execute(lock)
        Hand(example_copy, random.Random(lock)).retitle()
        same(example_copy, TODAY, QUESTIONS[:1])
        held.execute("ROLLBACK")
    held.close()


def test_an_index_of_another_program_is_made_anew(example_copy: Path) -> None:
    run("-C", example_copy, "--today", TODAY, "log")
    with sqlite3.connect(index_of(example_copy)) as base:
        base.execute("UPDATE logged SET row = ?", (b'{"id": "forged"}',))
        base.execute("UPDATE about SET value = '0.0.1 of another' WHERE name = 'program'")
    base.close()
    same(example_copy, TODAY, QUESTIONS[:1])
    assert "forged" not in answers(example_copy, TODAY, QUESTIONS[0]).stdout


def test_an_index_that_is_handed_over_is_not_believed(example_copy: Path, tmp_path: Path) -> None:
    run("-C", example_copy, "--today", TODAY, "log")
    with sqlite3.connect(index_of(example_copy)) as base:
        forged = base.execute("SELECT value FROM content JOIN direction ON content = key ORDER BY id DESC").fetchone()[0]
        base.execute("UPDATE content SET value = ?", (forged,))
        base.execute("UPDATE logged SET row = ?", (b'{"id": "forged"}',))
    base.close()
    shutil.copytree(example_copy, tmp_path / "handed", symlinks=True)
    same(tmp_path / "handed", TODAY, (QUESTIONS[0], QUESTIONS[4]))
    shutil.rmtree(example_copy)
    shutil.copytree(tmp_path / "handed", example_copy, symlinks=True)
    same(example_copy, TODAY, (QUESTIONS[0], QUESTIONS[4]))


def test_a_state_that_is_held_stays_while_others_write(example_copy: Path) -> None:
    from directions_cli.index.reading import noticed

    base = noticed(example_copy, print)
    assert base is not None
    before = base.rows("SELECT id, title FROM direction ORDER BY id")
    Hand(example_copy, random.Random(5)).retitle()
    same(example_copy, TODAY, QUESTIONS[:1])
    other = noticed(example_copy, print)
    assert other is not None
    after = other.rows("SELECT id, title FROM direction ORDER BY id")
    assert base.rows("SELECT id, title FROM direction ORDER BY id") == before != after
    base.close()
    other.close()


def test_one_that_is_damaged_while_it_is_read_is_thrown_away(example_copy: Path) -> None:
    from directions_cli.errors import IndexLost
    from directions_cli.index.reading import loaded

    assert loaded(example_copy, print).register
    with sqlite3.connect(index_of(example_copy)) as base:
        base.execute("UPDATE content SET value = x'00' WHERE key IN (SELECT content FROM direction)")
    base.close()
    register = loaded(example_copy, print).register
    assert register is not None
    with pytest.raises(IndexLost, match="thrown away; do it again"):
        list(register.values())
    assert not index_of(example_copy).exists()
    same(example_copy, TODAY, QUESTIONS[:1])


def test_killed_at_any_time_while_it_is_written(example_copy: Path) -> None:
    chance = random.Random(7)
    hand = Hand(example_copy, chance)
    command = [sys.executable, "-m", "directions_cli", "-C", str(example_copy), "--today", TODAY, "validate"]
    for _ in range(examples(8)):
        index_of(example_copy).unlink(missing_ok=True) if chance.random() < 0.3 else hand.retitle()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.15, 0.6))
        running.kill()
        running.wait()
    same(example_copy, TODAY)


def test_several_at_once(example_copy: Path) -> None:
    command = [sys.executable, "-m", "directions_cli", "-C", str(example_copy), "--today", TODAY, "log", "--format", "json"]
    index_of(example_copy).unlink(missing_ok=True)
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(6)]
    found = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * 6
    assert {out for out, _ in found} == {answers(example_copy, TODAY, QUESTIONS[0], **CAREFULLY).stdout.encode()}


def test_no_trace_of_it_without(example_copy: Path) -> None:
    shutil.rmtree(example_copy / ".git" / "directions", ignore_errors=True)
    assert run("-C", example_copy, "--no-index", "--today", TODAY, "log").returncode == 0
    assert not index_of(example_copy).exists()
    assert git(example_copy, "status", "--porcelain") == ""


def test_nothing_is_left_beside_it(example_copy: Path) -> None:
    for question in QUESTIONS[:2]:
        command = [*DIRECTIONS, "-C", str(example_copy), "--today", TODAY, *question]
        subprocess.run(command, check=True, capture_output=True)
        assert [path.name for path in index_of(example_copy).parent.glob(f"{index_of(example_copy).name}*")] == [
            index_of(example_copy).name
        ]


def test_a_linked_work_tree_has_its_own(example_copy: Path, tmp_path: Path) -> None:
    git(example_copy, "worktree", "add", "--quiet", str(tmp_path / "other"), "HEAD~5")
    for folder in (example_copy, tmp_path / "other", example_copy):
        same(folder, TODAY, QUESTIONS[:1])


def test_two_registers_of_one_repository(example_copy: Path, tmp_path: Path) -> None:
    below = example_copy / "second"
    shutil.copytree(example_copy / "register", below / "register")
    (below / "register" / "2026" / "EXIJB-2026-09-15-001.yaml").unlink()
    for folder in (example_copy, below, example_copy, below):
        same(folder, TODAY, QUESTIONS[:1])
