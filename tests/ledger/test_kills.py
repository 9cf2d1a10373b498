"""An act killed at any instant: the next command finds the old register or the new one, and nothing else is touched."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from directions_cli.ledger.files import TEMPORARY
from directions_cli.store.reader import read_yaml
from tests.conftest import git
from tests.ledger.world import ACTS, FILES, TODAY, done, files_in_commit, snapshot, terms, with_other_work

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="kills children of a forking process; Linux only"),
]
KILLS = int(os.environ.get("DIRECTIONS_KILLS", "60"))
"""Random kills; set it higher to look longer."""
STRIDE = int(os.environ.get("DIRECTIONS_KILL_STRIDE", "7"))
"""Of the steps of an act every so manieth is killed at; 1 is all of them."""


class Zygote:
    """Runs `directions` quickly, many times over, and kills it."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.given = scratch / "terms.yaml"
        self.given.write_text(terms())
        command = [sys.executable, "-m", "tests.faults.zygote"]
        root = Path(__file__).parents[2]
        self.process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def run(self, folder: Path, *arguments: str, step: int = 0, group: bool = False, after: float | None = None):
        out = self.scratch / "out.txt"
        order = {"given": str(self.given), "out": str(out), "step": step, "group": group, "after": after}
        order["arguments"] = ["-C", str(folder), *TODAY, *arguments]
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["code"], answer["steps"], out.read_text(errors="replace")


@pytest.fixture(scope="module")
def zygote(tmp_path_factory) -> Iterator[Zygote]:
    made = Zygote(tmp_path_factory.mktemp("zygote"))
    yield made
    made.process.stdin.close()
    made.process.wait()
    made.process.stdout.close()


@pytest.fixture(scope="module")
def busy(template_register: Path, tmp_path_factory) -> Path:
    """A register with two directions, in a repository with other work of every kind."""
    folder = tmp_path_factory.mktemp("busy") / "reg"
    shutil.copytree(template_register, folder, symlinks=True)
    done(folder, *ACTS["issue"])
    done(folder, *ACTS["issue"])
    with_other_work(folder)
    git(folder, "status")
    return folder


def how_long(zygote: Zygote, busy: Path, tmp_path: Path) -> float:
    """Seconds that an act takes here and now."""
    taken = []
    for _ in range(3):
        folder = fresh(busy, tmp_path / "reg")
        begun = time.monotonic()
        zygote.run(folder, *ACTS["supersede"])
        taken.append(time.monotonic() - begun)
    return min(taken)


def whole(zygote: Zygote, folder: Path, before, name: str) -> tuple[bool, str]:
    """Check a register after a kill; says whether the act is in, and what the next command said."""
    code, _, said = zygote.run(folder, "validate")
    assert code == 0, said
    now = snapshot(folder)
    assert now.others() == before.others(), said
    assert [line for line in now.status.splitlines() if "register" in line] == [], said
    landed = now.head != before.head
    if landed:
        assert git(folder, "rev-parse", "HEAD^") == before.head
        assert len(files_in_commit(folder)) == FILES[name]
    else:
        assert now == before
    assert "error" not in git(folder, "fsck", "--no-dangling", "--no-progress")
    locks = [path.name for path in (folder / ".git").rglob("*.lock") if path.parent.name != "directions"]
    assert locks == [], "the program's own folder is swept by the next act; Git's must be free at once"
    return landed, said


def next_act_works(zygote: Zygote, folder: Path) -> None:
    code, _, said = zygote.run(folder, *ACTS["issue"])
    assert code == 0, said
    assert {path.name for path in (folder / ".git" / "directions").iterdir()} <= {"lock", "last.json"}


def fresh(busy: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(busy, folder, symlinks=True)
    return folder


@pytest.mark.parametrize(
    ("name", "hooked"),
    [*((name, False) for name in ACTS), ("issue", True), ("supersede", True)],
    ids=[*ACTS, "issue-hooked", "supersede-hooked"],
)
def test_killed_right_before_each_step(zygote, busy, tmp_path, name, hooked):
    """Before and behind the journal, the branch, each file, the index and the locks: wholly out, then wholly in."""
    source = fresh(busy, tmp_path / "source")
    if hooked:
        hook = source / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\nexit 0\n")
        hook.chmod(0o755)
    before = snapshot(source)
    results = []
    step, total = 1 + random.Random(name).randrange(STRIDE), None
    while total is None:
        folder = fresh(source, tmp_path / "reg")
        code, steps, said = zygote.run(folder, *ACTS[name], step=step)
        if code != -9:
            assert code == 0, said
            total = steps
        results.append(whole(zygote, folder, before, name)[0])
        if step % (STRIDE * 3) < STRIDE:
            next_act_works(zygote, folder)
        step += STRIDE
    print(f"{name}: killed at {len(results) - 1} of {total} steps, in after {sum(results) - 1} of them")
    assert total > 20
    assert results == sorted(results), "once an act is in, killing it later must not take it out"
    assert results[0] is False
    assert results[-1] is True


def test_killed_at_random(zygote, busy, tmp_path):
    """The process, or its whole group with all Git commands, killed at random instants around that at which acts land."""
    seed = int(os.environ.get("DIRECTIONS_KILL_SEED", "1"))
    dice = random.Random(seed)
    before = snapshot(busy)
    usual = how_long(zygote, busy, tmp_path)
    counts = {"in": 0, "out": 0, "finished": 0, "undone": 0}
    for number in range(KILLS):
        name = dice.choice(list(ACTS))
        folder = fresh(busy, tmp_path / "reg")
        zygote.run(folder, *ACTS[name], after=usual * dice.uniform(0.7, 1.3), group=bool(number % 2))
        landed, said = whole(zygote, folder, before, name)
        usual *= 0.96 if landed else 1.04
        counts["finished"] += "was finished" in said
        counts["undone"] += "was undone" in said
        counts["in" if landed else "out"] += 1
        if number % 3 == 0:
            next_act_works(zygote, folder)
    print(f"seed {seed}, {KILLS} kills: {counts}")
    assert counts["in"] + counts["out"] == KILLS


def letters_of(folder: Path) -> dict[str, str]:
    """Names and hashes of the letters that the first direction's file keeps."""
    text = next(folder.glob("register/*/EXIJB-2025-03-18-001.yaml")).read_text(encoding="utf-8")
    letters = (each.get("letter") for each in read_yaml(text).value["history"])
    return {each["name"]: each["sha256"] for each in letters if each}


def test_killed_with_a_letter(zygote, busy, tmp_path):
    """A letter that is there is the one that is kept; one that a kill kept from its place can be made again."""
    before, out, again = snapshot(busy), tmp_path / "letters", tmp_path / "again"
    act = (*ACTS["close"], "--letter", str(out), "--letter-format", "html")

    def killed(step: int) -> tuple[int, int, bool, list[str]]:
        folder = fresh(busy, tmp_path / "reg")
        for each in (out, again):
            shutil.rmtree(each, ignore_errors=True)
        out.mkdir()
        code, steps, said = zygote.run(folder, *act, step=step)
        assert code in (0, -9), said
        landed, _ = whole(zygote, folder, before, "close")
        there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}
        kept = letters_of(folder)
        assert {name: digest for name, digest in there.items() if not name.startswith(TEMPORARY)}.items() <= kept.items()
        assert len(kept) == landed
        if landed:
            code, _, said = zygote.run(folder, "letter", "EXIJB-2025-03-18-001", "--format", "html", "--out", str(again))
            assert code == 0, said
            assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in again.iterdir()} == kept
        return code, steps, landed, sorted(there)

    _, total, landed, there = killed(10_000)
    assert landed
    assert not there[0].startswith(TEMPORARY)
    seen = set()
    for step in sorted({*range(1, total, STRIDE), *range(total - 6, total + 1)}):
        _, _, landed, there = killed(step)
        seen.add((landed, tuple("temporary" if name.startswith(TEMPORARY) else "letter" for name in there)))
    print(f"killed at steps of {total}: {seen}")
    assert {(False, ()), (False, ("temporary",)), (True, ("temporary",)), (True, ("temporary", "letter"))} <= seen
