"""A small sample of the faults, the same at every run: `make faults` tries them all."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from zlib import crc32

import pytest

from tests.conftest import git
from tests.faults.acts import ACTS, BY_NAME
from tests.faults.kills import LINED_UP, Tally, in_a_row
from tests.faults.points import calls_of, commands_of
from tests.faults.promises import before, broken
from tests.faults.sorts import BY_STRACE, SORTS
from tests.faults.trying import Wanted, faults_of, points_of, tried, with_strace
from tests.faults.yard import NONE, Ended, Yard, made_pristine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="stops children of a forking process"),
]
SAMPLED = ("hooked", "propose-push")
LEFT_OUT = ("slow-disk", "small-disk")
"""Sorts that take long, or need a file system of their own."""


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    scratch = tmp_path_factory.mktemp("faults")
    made = Yard(scratch / "yard", made_pristine(scratch))
    yield made
    made.close()


@pytest.mark.parametrize("name", SAMPLED)
def test_one_point_of_each_sort(yard, name):
    act = BY_NAME[name]
    points = points_of(yard, act)
    count = 0
    for sort in (sort for sort in SORTS if sort not in LEFT_OUT):
        every = faults_of(yard, act, points, Wanted(), sort)
        assert every or (sort in BY_STRACE and not with_strace())
        # Whether a folder of Git's objects is there yet, or is to be made, hangs on the ids that the day's commits happen to have.
        sure = [each for each in every if "objects/xx" not in each.where]
        chosen = sure[crc32(f"{name} {sort}".encode()) % len(sure) :][:1] if sure else []
        for each in tried(yard, act, chosen):
            assert each.broken == (), f"{sort} at {each.where}"
            assert each.reached, f"{sort} at {each.where}"
            count += 1
    assert count >= 6


def test_killed_again_and_again_on_one_register(yard):
    tally = Tally()
    in_a_row(yard, random.Random(1), 1, tally, 0.4, 12)
    assert tally.broken == []
    assert sum(tally.counts.values()) == 12 < LINED_UP


@pytest.mark.skipif(not with_strace(), reason="needs strace")
def test_the_points_are_where_an_act_writes(yard):
    act = BY_NAME["supersede"]
    commands = commands_of(yard, act)
    found = {f"{call.name} {call.what}" for call in calls_of(yard, act, commands)}
    assert {
        "rename reg/.git/directions/journal.json",
        "rename reg/.git/refs/heads/main",
        "rename reg/register/2025/EXIJB-2025-03-18-001.yaml",
        "rename reg/.git/index",
        "link reg/.git/index.lock",
        "fsync reg/.git/directions/.directions-writing-n-journal.json",
        "fsync reg/.git/refs/heads/main.lock",
    } <= found
    assert [command.name for command in commands].count("update-ref") == 1


def test_every_act_of_the_program_is_tried():
    from directions_cli.cli.table import COMMANDS

    acts = {name for name, command in COMMANDS.items() if command.group == "Acts"} - {"init"}
    assert {act.arguments[0] for act in ACTS} >= acts


DAMAGES = {
    "other work": lambda reg: (reg / "untracked.txt").write_text("lost"),
    "staged": lambda reg: git(reg, "add", "edited.txt"),
    "not as it is committed": lambda reg: (reg / "register" / "register.yaml").write_text("format: 1\n"),
    "locks are left": lambda reg: (reg / ".git" / "HEAD.lock").touch(),
    "a commit holds": lambda reg: git(reg, "commit", "--quiet", "--allow-empty", "-m", "Nothing"),
    "fsck": lambda reg: next((reg / ".git" / "objects").glob("??/*")).unlink(),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_a_broken_promise_is_noticed(yard, what):
    act = BY_NAME["close"]
    yard.fresh(act)
    was = before(yard)
    DAMAGES[what](yard.register)
    try:
        found = list(broken(yard, act, NONE, was, Ended(1, 0, "directions: no\n"), False))
    except Exception as error:
        found = [f"fsck can't even be asked: {error}"]
    assert any(what in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("ended", "what"),
    [
        (Ended(3, 0, "directions: this is a bug"), "a traceback"),
        (Ended(0, 0, "EXIJB-2025-03-18-001"), "and nothing is"),
        (Ended(120, 0, "directions: no"), "exit code was 120"),
        (Ended(1, 0, "no"), "does not say what is wrong"),
    ],
)
def test_a_wrong_ending_is_noticed(yard, ended, what):
    act = BY_NAME["close"]
    yard.fresh(act)
    found = list(broken(yard, act, NONE, before(yard), ended, False))
    assert any(what in sentence for sentence in found), found


def test_a_point_is_asked_for_by_its_name(yard):
    act = BY_NAME["close"]
    points = points_of(yard, act)
    wanted = Wanted(at=("close/git-stopped/git update-ref*died",))
    found = [fault.where for sort in SORTS if sort not in LEFT_OUT for fault in faults_of(yard, act, points, wanted, sort)]
    assert len(found) == 1
    assert found[0].endswith(": died")
