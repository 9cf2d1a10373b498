"""Which directed money counts for a financial year, worked out by hand in each docstring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from directions_cli.domain.cycle.budget import Line, commitments
from directions_cli.domain.cycle.counting import part_of
from directions_cli.domain.register import Register
from tests.domain.money import CARE, A, B, C, direction, line, money, register

MARCH_2027 = date(2027, 3, 31)


def lines(register: Register, day: date, *years: str, by_day: bool = False) -> dict[tuple[str, str | None], Line]:
    return {(each.id, each.year): each for each in commitments(register, day, years, by_day=by_day).lines}


def counted(register: Register, day: date, year: str, by_day: bool = False) -> dict[str, Decimal | None]:
    """Pounds that count, by the last letter of the alphabet of ids: A, B, C."""
    names = {A: "A", B: "B", C: "C"}
    found = lines(register, day, year, by_day=by_day)
    return {names[id]: each.counted for (id, of), each in found.items() if of == year}


def varied_on(when: str, first: str = "2025-01-20", amounts: tuple[object, object] = (365, 730)) -> Register:
    """A for 2025-26, varied by B on a day."""
    before, after = (money(line(CARE, "2025-26", amount)) for amount in amounts)
    return register(
        direction(A, first, f"act: varied, date: {when}, by: {B}", finance=before),
        direction(B, when, finance=after, more=f"varies: [{A}]\n"),
    )


def test_only_the_later_of_two_counts_once_it_came_in_place_of_the_earlier() -> None:
    """A £365, varied on 1 July 2025 by B £730. On 30 June B is not known to stand; from 1 July B counts, in full."""
    story = varied_on("2025-07-01")
    assert counted(story, date(2025, 6, 30), "2025-26") == {"A": 365, "B": 0}
    assert counted(story, date(2025, 7, 1), "2025-26") == {"A": 0, "B": 730}
    assert counted(story, MARCH_2027, "2025-26") == {"A": 0, "B": 730}


@pytest.mark.parametrize(("when", "expected"), [("2026-03-31", {"A": 0, "B": 730}), ("2026-04-01", {"A": 365, "B": 0})])
def test_what_is_replaced_after_the_year_is_over_counts_for_it(when: str, expected: dict) -> None:
    """On the last day of 2025-26 B still comes in A's place; on the day after, the year is A's, and B's line of it waits."""
    assert counted(varied_on(when), MARCH_2027, "2025-26") == expected


def test_a_successor_that_has_effect_later_waits_and_is_not_counted_twice() -> None:
    """B is issued on 1 June 2025 and has effect from 1 September: till then A's £365 count and B's £730 do not."""
    story = register(
        direction(A, "2025-01-20", f"act: superseded, date: 2025-09-01, by: {B}", finance=money(line(CARE, "2025-26", 365))),
        direction(
            B,
            "2025-06-01",
            finance=money(line(CARE, "2025-26", 730), line(CARE, "2026-27", 90)),
            more=f"supersedes: [{A}]\ntakes_effect: 2025-09-01\n",
        ),
    )
    assert counted(story, date(2025, 8, 31), "2025-26") == {"A": 365, "B": 0}
    assert "in place of R-" in (lines(story, date(2025, 8, 31), "2025-26")[B, "2025-26"].why or "")
    assert counted(story, date(2025, 9, 1), "2025-26") == {"A": 0, "B": 730}
    # A gives nothing of 2026-27, so that nothing of it is in B's way.
    assert counted(story, date(2025, 8, 31), "2026-27") == {"B": 90}
    assert counted(story, date(2025, 8, 31), "2025-26", by_day=True) == {"A": 365, "B": 0}
    assert counted(story, date(2025, 8, 31), "2026-27", by_day=True) == {"B": 90}


@pytest.mark.parametrize("act", ["closed", "revoked"])
@pytest.mark.parametrize(
    ("when", "by_year", "by_day"),
    [("2026-03-31", 0, 0), ("2026-04-01", 365, 0), ("2026-04-02", 365, 1), ("2027-03-31", 365, 364)],
)
def test_what_ends_without_a_successor_within_the_year_counts_in_full(act: str, when: str, by_year: int, by_day: int) -> None:
    """£365 for 2026-27, which has 365 days: by day it is a pound for each day to the one before the end."""
    story = register(direction(A, "2025-01-20", f"act: {act}, date: {when}", finance=money(line(CARE, "2026-27", 365))))
    assert counted(story, date(2028, 1, 1), "2026-27") == {"A": by_year}
    assert counted(story, date(2028, 1, 1), "2026-27", by_day=True) == {"A": by_day}


def test_the_future_is_not_known() -> None:
    """Closed on 1 May 2026: on 30 April it stands, and by day counts to the end of the year."""
    story = register(direction(A, "2025-01-20", "act: closed, date: 2026-05-01", finance=money(line(CARE, "2026-27", 365))))
    assert counted(story, date(2026, 4, 30), "2026-27", by_day=True) == {"A": 365}
    assert counted(story, date(2026, 5, 1), "2026-27", by_day=True) == {"A": 30}


def test_a_draft_never_counts_and_is_a_draft_until_its_issue() -> None:
    story = register(
        direction(A, None, finance=money(line(CARE, "2025-26", 1))),
        direction(B, "2025-06-01", finance=money(line(CARE, "2025-26", 2))),
    )
    found = lines(story, date(2025, 5, 31), "2025-26")
    assert [each.why for each in found.values()] == ["a draft: not issued by that day"] * 2
    assert counted(story, date(2025, 6, 1), "2025-26") == {"A": 0, "B": 2}
    assert counted(story, date(2025, 6, 1), "2025-26", by_day=True) == {"A": 0, "B": 2}


def test_what_was_not_approved_by_the_day_is_not_there_at_all() -> None:
    story = register(direction(A, "2025-06-01", finance=money(line(CARE, "2025-26", 2)), approved="2025-05-20"))
    assert lines(story, date(2025, 5, 19), "2025-26") == {}


def test_by_day_a_year_is_shared_by_the_days_each_stood() -> None:
    """2025-26 has 365 days. A £365 stood from 1 April to 30 June, 91 days: £91. B £730 for the other 274: £548."""
    assert counted(varied_on("2025-07-01"), MARCH_2027, "2025-26", by_day=True) == {"A": 91, "B": 548}


def test_by_day_a_leap_year_has_366_days() -> None:
    """2027-28 holds 29 February 2028. A £366 from 1 April to 29 February is 335 days: £335; B £732 for 31 days of March: £62."""
    story = register(
        direction(A, "2025-01-20", f"act: varied, date: 2028-03-01, by: {B}", finance=money(line(CARE, "2027-28", 366))),
        direction(B, "2028-03-01", finance=money(line(CARE, "2027-28", 732)), more=f"varies: [{A}]\n"),
    )
    assert counted(story, date(2028, 4, 1), "2027-28", by_day=True) == {"A": 335, "B": 62}


def test_by_day_what_begins_within_the_year_is_counted_of_the_days_from_then() -> None:
    """A begins on 1 September 2025: 212 days to 31 March. £2,120 in full while it stands; varied on 1 December, 91 of 212
    days: £910, and B £4,240 for 121 of 212: £2,420."""
    story = varied_on("2025-12-01", first="2025-09-01", amounts=(2120, 4240))
    assert counted(story, date(2025, 11, 30), "2025-26", by_day=True) == {"A": 2120, "B": 0}
    assert counted(story, date(2025, 12, 1), "2025-26", by_day=True) == {"A": 910, "B": 2420}


def test_by_day_a_predecessor_without_money_of_the_year_takes_no_part() -> None:
    """A gives only money of 2024-25 and is superseded on 1 July 2025; B's £730 for 2025-26 are directed in full."""
    story = register(
        direction(A, "2025-01-20", f"act: superseded, date: 2025-07-01, by: {B}", finance=money(line(CARE, "2024-25", 365))),
        direction(B, "2025-07-01", finance=money(line(CARE, "2025-26", 730)), more=f"supersedes: [{A}]\n"),
    )
    assert counted(story, MARCH_2027, "2025-26", by_day=True) == {"B": 730}


def test_by_day_a_chain_of_three() -> None:
    """A £365 to 30 April (30 days), B £3,650 to 31 May (31), C £36,500 for 304 days: £30, £310 and £30,400."""
    story = register(
        direction(A, "2025-01-20", f"act: varied, date: 2025-05-01, by: {B}", finance=money(line(CARE, "2025-26", 365))),
        direction(
            B,
            "2025-05-01",
            f"act: varied, date: 2025-06-01, by: {C}",
            finance=money(line(CARE, "2025-26", 3650)),
            more=f"varies: [{A}]\n",
        ),
        direction(C, "2025-06-01", finance=money(line(CARE, "2025-26", 36500)), more=f"varies: [{B}]\n"),
    )
    assert counted(story, MARCH_2027, "2025-26", by_day=True) == {"A": 30, "B": 310, "C": 30400}
    assert counted(story, MARCH_2027, "2025-26") == {"A": 0, "B": 0, "C": 36500}


def test_of_two_superseded_together_each_counts_for_its_own_days() -> None:
    """A stood from 1 April to 30 June, 91 of 365 days; B from 1 June, 30 of the 304 days from then; C 274 of 365."""
    end = f"act: superseded, date: 2025-07-01, by: {C}"
    story = register(
        direction(A, "2025-01-20", end, finance=money(line(CARE, "2025-26", 365))),
        direction(B, "2025-06-01", end, finance=money(line(CARE, "2025-26", 304))),
        direction(C, "2025-07-01", finance=money(line(CARE, "2025-26", 730)), more=f"supersedes: [{A}, {B}]\n"),
    )
    assert counted(story, MARCH_2027, "2025-26", by_day=True) == {"A": 91, "B": 30, "C": 548}


def test_a_later_direction_without_money_of_the_year_is_said() -> None:
    story = register(
        direction(A, "2025-01-20", f"act: superseded, date: 2025-07-01, by: {B}", finance=money(line(CARE, "2025-26", 365))),
        direction(B, "2025-07-01", finance=money(line(CARE, "2026-27", 1)), more=f"supersedes: [{A}]\n"),
    )
    assert lines(story, MARCH_2027, "2025-26")[A, "2025-26"].why == (
        f"superseded on 2025-07-01 by R-{B}, which gives no money of 2025-26"
    )


def test_a_loop_of_replacements_ends() -> None:
    """Two files that claim to replace each other are an error of the register, and no endless loop here."""
    story = register(
        direction(A, "2025-01-20", f"act: varied, date: 2030-01-01, by: {B}", finance=money(line(CARE, "2025-26", 1))),
        direction(B, "2025-01-20", f"act: varied, date: 2030-01-01, by: {A}", finance=money(line(CARE, "2025-26", 1))),
    )
    for by_day in (False, True):
        assert set(counted(story, MARCH_2027, "2025-26", by_day)) == {"A", "B"}


def test_a_correction_counts_from_its_day() -> None:
    """£100 put right to £1,000 on 1 May 2025."""
    fixed = "act: corrected, date: 2025-05-01, field: finance.1.amount, from: 100, to: 1000, reason: A nought was missing"
    story = register(direction(A, "2025-01-20", fixed, finance=money(line(CARE, "2025-26", 1000))))
    assert counted(story, date(2025, 4, 30), "2025-26") == {"A": 100}
    assert counted(story, date(2025, 5, 1), "2025-26") == {"A": 1000}


@pytest.mark.parametrize(
    ("amount", "days", "of_days", "expected"),
    [
        ("0.01", 1, 2, "0.00"),
        ("0.03", 1, 2, "0.02"),
        ("0.05", 1, 2, "0.02"),
        ("100", 1, 3, "33.33"),
        ("200", 1, 3, "66.67"),
        ("999999999999.99", 364, 365, "997260273972.59"),
        ("-0.03", 1, 2, "-0.02"),
    ],
)
def test_half_a_penny_goes_to_the_even_one(amount: str, days: int, of_days: int, expected: str) -> None:
    """0.5 p to 0, 1.5 p to 2, 2.5 p to 2; a third and two thirds to the nearest."""
    assert part_of(Decimal(amount), days, of_days) == Decimal(expected)
