"""`due` and `validate` never contradict each other: what a rule warns of is an overdue duty, and the other way round."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from directions_cli.clerk.reading import of_loaded
from directions_cli.domain.cycle.due import OF_DIRECTIONS, OF_REGISTER, due
from directions_cli.domain.register import Register
from directions_cli.domain.rules import BY_CODE
from directions_cli.domain.rules.core import Case, apply
from directions_cli.store.files import on_disk
from directions_cli.store.folder import load
from tests.domain.test_rules import CASES, DRAFT, HISTORIC, Scene, history

CODES = sorted({row.rule for row in (*OF_DIRECTIONS, *OF_REGISTER) if row.rule in BY_CODE})
DAYS = [date(2023, 9, 1) + timedelta(days=number * 23) for number in range(100)]


@pytest.fixture(scope="module")
def story() -> Register:
    return of_loaded(load(on_disk(Path(__file__).parents[2] / "register")))


def warned(register: Register, day: date) -> Counter[tuple[str, str | None]]:
    """How often each rule speaks of each direction."""
    case = Case(register, day)
    findings = (finding for code in CODES for finding in apply(BY_CODE[code], case))
    return Counter((each.code, each.direction) for each in findings if "ends before it begins" not in each.message)


def overdue(register: Register, day: date) -> Counter[tuple[str, str | None]]:
    return Counter((each.rule, each.direction) for each in due(register, day) if each.rule in CODES and each.overdue > 0)


def contradictions(register: Register, day: date) -> list[str]:
    """Where the two disagree, but for the exceptions that docs/due.md names.

    A milestone that was told of, but not reported met, is a duty still, and so is a request that names no day. A review that
    the terms promise by the same day as the annual one is one duty.
    """
    said, listed = warned(register, day), overdue(register, day)
    found = []
    for code, id in said | listed:
        rule, duty = said[code, id], listed[code, id]
        if code in ("LIF017", "LIF029") and duty >= rule:
            continue
        if code == "LIF012" and rule and not duty and listed["LIF011", id]:
            continue
        if rule != duty:
            found.append(f"{day} {code} {id}: {rule} of validate, {duty} of due")
    return found


def test_they_agree_on_the_example_through_five_years(story: Register) -> None:
    assert [each for day in DAYS for each in contradictions(story, day)] == []
    met = {code for day in DAYS for code, _ in warned(story, day)}
    assert met >= set(CODES) - {"LIF019", "LIF029"}, "the days are such that nearly every rule speaks"


def test_on_the_day_of_the_example_each_warning_is_there(story: Register) -> None:
    day = date(2026, 11, 22)
    assert warned(story, day) == {
        ("LIF010", "EXIJB-2026-01-27-003"): 1,
        ("LIF014", "EXIJB-2026-01-27-002"): 1,
        ("LIF017", "EXIJB-2026-06-16-001"): 1,
    }
    assert overdue(story, day) - warned(story, day) == {("LIF017", "EXIJB-2025-03-18-006"): 1}, "told of in April 2026, not met"


@pytest.mark.parametrize("told", [each for each in CASES if each.code in CODES], ids=lambda told: told.code)
def test_they_agree_where_a_rule_speaks_and_where_it_just_does_not(told) -> None:
    for scene in (told.fires, told.near):
        register = scene.register()
        for distance in (-1, 0, 1):
            assert contradictions(register, scene.today + timedelta(days=distance)) == []


ODD = [
    Scene(DRAFT),
    Scene(HISTORIC),
    Scene(HISTORIC + "ends: 2025-12-31\n"),
    Scene("takes_effect: 2026-02-01\n"),
    Scene("-review\n" + history("act: reviewed, date: 2026-05-20, outcome: vary")),
    Scene("review: 2027-10\n" + history("act: reviewed, date: 2025-11-20, outcome: retain")),
    Scene(history("act: progress, date: 2025-11-30, rating: delayed, milestone: 1, moved_to: 2026-06")),
    Scene(history("act: closed, date: 2026-03-01, approved: 2026-03-01, reason: achieved, note: Done")),
    Scene(header="review: {annual_month: 12, progress_months: 3, negotiation_months: 2}\n"),
    Scene("approved: 2025-03-18\n" + history().replace("2025-03-20", "2025-09-20")),
]


@pytest.mark.parametrize("scene", ODD)
def test_they_agree_on_odd_registers_on_every_day_of_three_years(scene: Scene) -> None:
    register = scene.register()
    days = (date(2025, 3, 1) + timedelta(days=number) for number in range(1100))
    assert [each for day in days for each in contradictions(register, day)] == []
