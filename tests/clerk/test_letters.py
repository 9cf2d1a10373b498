"""Letters made with an act: which entry keeps them, where they may go, and what is left where writing fails."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directions_cli.clerk.letters import Copy, held, keeping, told_by, wanted
from directions_cli.domain.acts.correcting import correct
from directions_cli.domain.acts.ending import close, revoke
from directions_cli.domain.acts.issuing import issue
from directions_cli.domain.acts.replacing import revoke_by, vary
from directions_cli.domain.history import Closed, Corrected, Issued, Revoked, letters_of
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.rules import judge
from directions_cli.errors import Refused, WronglyAsked
from tests.domain.building import ID, LATER_ID, TODAY, one, two

DAY = date(2025, 6, 20)
SPOKEN: list[str] = []


def copies(folder: Path, number: int) -> tuple[Copy, ...]:
    return tuple(Copy(folder / f"letter-{each}.html", f"Letter {each}".encode() * 5_000) for each in range(number))


def changes():
    register = one()
    values = plain_terms(register[ID].terms) | {"approved": date(2025, 6, 17)}
    del values["reference"], values["takes_effect"]
    yield vary(register, ID, {"approved": date(2025, 6, 17), "review": "2026-05"}, DAY), Issued, LATER_ID
    yield issue(register, values, DAY), Issued, LATER_ID
    yield close(register, ID, DAY, DAY, "achieved", "Done."), Closed, ID
    yield revoke(register, ID, DAY, DAY, "halted", "Sold."), Revoked, ID
    yield correct(register, ID, [("review", "2026-05"), ("title", "Care at home by night")], "Slips.", DAY), Corrected, ID
    decision = {"approved": DAY, "reason": "halted", "note": "Sold.", "report": None}
    yield revoke_by(two("", "-supersedes\n"), ID, LATER_ID, DAY, **decision), Revoked, ID


@pytest.mark.parametrize(
    ("change", "entry", "id"), list(changes()), ids=["vary", "issue", "close", "revoke", "correct", "revoke-by"]
)
@pytest.mark.parametrize("number", [1, 2])
def test_the_last_entry_of_the_subject_keeps_the_letter(change, entry, id, number) -> None:
    made = copies(Path("out"), number)
    assert isinstance(told_by(change), entry)
    kept = keeping(change, made)
    after = (one() if id == ID and not isinstance(told_by(change), Revoked) else two("", "-supersedes\n")).with_(kept)
    assert kept.subject == id
    assert letters_of(after[id].history[-1]) == tuple(each.letter for each in made)
    assert [each for each in after[id].history[:-1] if letters_of(each)] == []
    others = [each for direction in after.values() if direction.id != id for each in direction.history]
    assert not any(letters_of(each) for each in others)
    written = plain(after[id].history[-1])["letter"]
    assert isinstance(written, dict) if number == 1 else [each["name"] for each in written] == ["letter-0.html", "letter-1.html"]
    assert not [each for each in judge(after, TODAY) if each.code in ("LIF021", "LIF022")]


def test_an_act_without_a_letter_has_no_entry_for_one() -> None:
    assert told_by(close(one(), ID, DAY, DAY, "achieved", "Done.")) is not None
    draft = issue(one(), {"title": "A draft", "approved": date(2025, 6, 17)}, DAY).made[0]
    assert letters_of(draft.history[0]) == ()


def test_copies_lie_under_temporary_names_until_the_act_is_done(tmp_path: Path) -> None:
    made = copies(tmp_path, 2)
    with held(made, SPOKEN.append):
        assert {path.name for path in tmp_path.iterdir()} == {each.temporary.name for each in made}
        assert all(each.temporary.name.startswith(".directions-writing-") for each in made)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == {each.path: each.data for each in made}
    assert made[0].letter.sha256 == hashlib.sha256(made[0].data).hexdigest()


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="a hook"), held(copies(tmp_path, 2), SPOKEN.append):
        raise Refused("a hook said no")
    with pytest.raises(KeyboardInterrupt), held(copies(tmp_path, 2), SPOKEN.append):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@contextlib.contextmanager
def at_most(size: int) -> Iterator[None]:
    """Let this process write no file larger than that, as where a disk is full."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_refuses_the_act(tmp_path: Path) -> None:
    done = []
    with (
        at_most(10_000),
        pytest.raises(Refused, match="so nothing was done") as refusal,
        held(copies(tmp_path, 2), SPOKEN.append),
    ):
        done.append("committed")
    assert (done, list(tmp_path.iterdir())) == ([], [])
    assert os.strerror(errno.EFBIG) in str(refusal.value)


def test_what_a_kill_left_under_the_same_name_is_no_hindrance(tmp_path: Path) -> None:
    (made,) = copies(tmp_path, 1)
    made.temporary.write_bytes(b"half a let")
    with held((made,), SPOKEN.append):
        pass
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [made.data]


def test_a_name_taken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    first, second = copies(tmp_path, 2)
    SPOKEN.clear()
    with held((first, second), SPOKEN.append):
        first.path.write_text("somebody else's")
    assert first.path.read_text() == "somebody else's"
    assert (first.temporary.read_bytes(), second.path.read_bytes()) == (first.data, second.data)
    (said,) = SPOKEN
    assert str(first.path) in said
    assert first.temporary.name in said


def test_a_link_into_git_is_no_folder_for_letters(register: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(register / ".git", target_is_directory=True)
    with pytest.raises(WronglyAsked, match="Git's own folder"):
        wanted(register, tmp_path / "link", "html")
    assert wanted(register, tmp_path, "html").folder == tmp_path
