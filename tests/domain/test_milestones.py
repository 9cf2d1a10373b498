"""Milestones are reckoned once: what `due` keeps as open is what reviews and reports call missed, moved or ahead."""

from __future__ import annotations

from datetime import date

import pytest

from directions_cli.domain.cycle.milestones import milestones_at, steps
from directions_cli.domain.cycle.progress_report import progress_report
from directions_cli.domain.cycle.reckoning import as_known_on
from directions_cli.domain.register import Register
from tests.domain.building import ID, LATER_ID, history, one, two

STEPS = "milestones: [{what: Staff, due: 2025-06-30}, {what: Rooms, due: 2026-01}, {what: Report}]\n"
DAY = date(2026, 3, 1)


def told(day: str, rating: str, **rest: object) -> str:
    return f"act: progress, date: {day}, rating: {rating}" + "".join(f", {key}: {value}" for key, value in rest.items())


def states(register: Register, id: str = ID, day: date = DAY) -> list[str]:
    return [each.state for each in milestones_at(register[id], day)]


def is_open(register: Register, id: str = ID, day: date = DAY) -> list[int]:
    return [each.number for each in steps(as_known_on(register[id], day), day) if not each.met]


def test_the_rating_complete_of_a_milestone_reports_it_met() -> None:
    register = one(STEPS, history(told("2025-06-20", "complete", milestone=1)))
    assert states(register) == ["met", "missed", "undated"]
    assert next(milestones_at(register[ID], DAY)).met_on == date(2025, 6, 20)
    assert is_open(register) == [2]
    report = progress_report(register, date(2025, 4, 1), DAY)
    assert (report.milestones.met, report.milestones.missed) == (1, 1)


def test_the_rating_complete_of_the_whole_reports_all_met() -> None:
    register = one(STEPS, history(told("2026-02-01", "complete")))
    assert states(register) == ["met"] * 3
    assert is_open(register) == []
    assert states(register, day=date(2026, 1, 31)) == ["missed", "ahead", "undated"]


def test_met_counts_from_the_first_report_of_it() -> None:
    reports = (told("2025-07-01", "on-track", milestone=1, met="true"), told("2025-08-01", "complete", milestone=1))
    assert next(milestones_at(one(STEPS, history(*reports))[ID], DAY)).met_on == date(2025, 7, 1)


def from_september(*entries: str) -> str:
    """The history of a direction issued in September."""
    return history(*entries).replace("2025-03-20", "2025-09-20")


def follower(*entries: str) -> Register:
    """A direction issued in September that restates milestones of the one it supersedes, one of them due in June."""
    ends = history(f"act: superseded, date: 2025-09-20, by: {LATER_ID}")
    return two(ends, STEPS + from_september(*entries))


@pytest.mark.parametrize("entries", [(), (told("2025-12-01", "on-track"),)])
def test_what_fell_due_before_it_was_issued_is_for_the_one_that_it_follows(entries: tuple[str, ...]) -> None:
    register = follower(*entries)
    assert states(register, LATER_ID) == ["earlier", "missed", "undated"]
    assert is_open(register, LATER_ID) == [2]
    assert progress_report(register, date(2025, 4, 1), DAY).milestones.missed == 1 + len(is_open(register))


def test_once_moved_it_is_its_own() -> None:
    register = follower(told("2025-12-01", "delayed", milestone=1, moved_to="2026-02"))
    assert states(register, LATER_ID) == ["missed", "missed", "undated"]
    assert is_open(register, LATER_ID) == [1, 2]


def test_a_direction_that_follows_none_answers_for_all() -> None:
    register = one(STEPS, from_september())
    assert states(register) == ["missed", "missed", "undated"]
    assert is_open(register) == [1, 2]
