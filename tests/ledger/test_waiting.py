"""Who waits for the lock: first come, first served; what a kill has left is known for that."""

from __future__ import annotations

import json

import pytest

from directions_cli.errors import Refused
from directions_cli.ledger.lock import locked, require_held
from directions_cli.ledger.os_lock import taken
from directions_cli.ledger.waiting import in_queue


def test_whoever_draws_first_goes_first(tmp_path):
    with in_queue(tmp_path) as first, in_queue(tmp_path) as second, in_queue(tmp_path) as third:
        assert [each.before() for each in (first, second, third)] == [0, 1, 2]
        first.file.close()
        assert second.before() == 0, "whose holder is gone does not hold up the others"
        assert not first.path.exists()
        assert third.before() == 1
    assert list((tmp_path / "queue").iterdir()) == []


def test_a_ticket_left_by_a_kill_is_removed_whatever_process_has_its_id_now(tmp_path):
    queue = tmp_path / "queue"
    queue.mkdir()
    (queue / "7-1-deadbeef").touch()  # process 1 is always alive, and it is not the one that drew this
    with in_queue(tmp_path) as ticket:
        assert ticket.path.name.startswith("8-")
        assert ticket.before() == 0
        assert not (queue / "7-1-deadbeef").exists()


def test_a_lock_whose_holder_is_gone_is_free(tmp_path):
    (tmp_path / "lock").write_text(json.dumps({"act": "Issue it", "pid": 1, "user": "officer", "since": "09:00:00"}))
    assert not taken(tmp_path / "lock")
    with locked(tmp_path, "an act", lambda _: None) as lock:
        assert taken(tmp_path / "lock")
        assert json.loads((tmp_path / "lock").read_text())["act"] == "an act"
        require_held(lock)
    assert not taken(tmp_path / "lock")


def test_an_act_that_waits_too_long_says_for_whose(tmp_path):
    with (
        locked(tmp_path, "Close EXIJB-1", lambda _: None),
        pytest.raises(Refused, match=r"another act \(Close EXIJB-1, process \d+ of .+, since \d\d:\d\d:\d\d\) is still running"),
        locked(tmp_path, "an act", lambda _: None, patience=0.01),
    ):
        raise AssertionError
    assert list((tmp_path / "queue").iterdir()) == []


@pytest.mark.skipif("sys.platform == 'win32'", reason="a file that is open can't be deleted there")
def test_a_lock_that_was_taken_away_is_noticed(tmp_path):
    with locked(tmp_path, "an act", lambda _: None) as lock:
        (tmp_path / "lock").unlink()
        with pytest.raises(Refused, match="taken away"):
            require_held(lock)
        with pytest.raises(Refused, match="still running"), locked(tmp_path, "another", lambda _: None, patience=0.01):
            raise AssertionError
