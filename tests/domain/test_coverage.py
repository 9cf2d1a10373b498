"""What extant directions cover, by hand-made registers."""

from __future__ import annotations

from datetime import date

from directions_cli.domain.cycle.coverage import coverage
from directions_cli.domain.cycle.covered import Coverage, Covered
from directions_cli.domain.register import Register
from tests.domain.building import HEADER
from tests.domain.money import CARE, NURSING, A, B, C, direction, line, money, register

DAY = date(2025, 12, 31)
ONLY_CARE = "functions: [care-at-home]\nto: [example-council]\n"


def row(found: tuple[Covered, ...] | None, code: str) -> Covered:
    return next(each for each in found or () if each.code == code)


def story() -> Register:
    """A: care, £100 for 2025-26, £50 for 2026-27 and a method; B, a draft of nursing; C, closed: the emergency department."""
    lines = (line(CARE, "2025-26", 100), line(CARE, "2026-27", 50), line(CARE, "2025-26", method="By the hour"))
    return register(
        direction(A, "2025-01-20", finance=money(*lines), more=ONLY_CARE),
        direction(B, None, finance=money(line(NURSING, "2025-26", 9)), more="functions: [district-nursing]\n"),
        direction(C, "2025-01-20", "act: closed, date: 2025-06-30", more="functions: [emergency-department]\n"),
    )


def test_what_has_no_direction_stands_first() -> None:
    """Drafts and ended directions cover nothing."""
    found = coverage(story(), DAY).functions or ()
    assert [(each.code, each.flags) for each in found] == [
        ("district-nursing", ("no direction",)),
        ("emergency-department", ("no direction",)),
        ("reablement", ("no direction",)),
        ("care-at-home", ()),
    ]
    assert [each.code for each in coverage(story(), date(2025, 6, 29)).functions or () if not each.directions] == [
        "district-nursing",
        "reablement",
    ]
    assert coverage(story(), date(2025, 1, 19)).extant == 0


def test_money_of_the_year_and_in_all_with_methods_apart() -> None:
    """£100 in 2025-26, £150 in all, and a line by method."""
    care = row(coverage(story(), DAY).functions, "care-at-home")
    assert (care.year_money, care.money, care.year_without_amount, care.without_amount) == (100, 150, 1, 1)
    assert care.to == ("example-council",)
    later = row(coverage(story(), date(2026, 4, 1)).functions, "care-at-home")
    assert (later.year_money, later.year_without_amount) == (50, 0)


def test_the_duty_is_worded_by_the_model() -> None:
    board = coverage(story(), DAY)
    agency = coverage(register(header=HEADER.replace("integration-joint-board", "lead-agency")), DAY)
    assert (board.duty, agency.duty) == ("must", "may")
    assert "must direct" in (row(board.functions, "reablement").says or "")
    assert "may direct" in (row(agency.functions, "reablement").says or "")
    assert "s.26(1)" in board.duty_says
    assert "s.26(2)" in agency.duty_says


def flags(more: str, *lines: str) -> tuple[str, ...]:
    found = coverage(register(direction(A, "2025-01-20", finance=money(*lines), more=more)), DAY)
    return row(found.functions, "care-at-home").flags


def test_money_is_wanting_in_any_year_or_in_this_one() -> None:
    assert flags(ONLY_CARE) == ("no money",)
    assert flags(ONLY_CARE, line(CARE, "2026-27", 5)) == ("no money of the year",)
    assert flags(ONLY_CARE, line(CARE, "2025-26", 5)) == ()
    assert flags(ONLY_CARE, line(CARE, "2025-26", method="By the hour")) == ()


def test_directed_only_to_a_partner_that_did_not_delegate() -> None:
    """Care at home was delegated by the council; one to both partners is well directed."""
    money_of_it = line(CARE, "2025-26", 5)
    assert flags("functions: [care-at-home]\nto: [nhs-example]\n", money_of_it) == ("not to a partner that delegated it",)
    assert flags("functions: [care-at-home]\nto: [nhs-example, example-council]\n", money_of_it) == ()


def test_a_partner_without_a_direction() -> None:
    found = coverage(story(), DAY).partners or ()
    assert [(each.code, each.flags) for each in found] == [("nhs-example", ("no direction",)), ("example-council", ())]
    assert "guidance 1.6" in (found[0].says or "")
    assert row(found, "example-council").year_money == 100


def localities(*more: str) -> Coverage:
    files = [direction(id, "2025-01-20", more=each) for id, each in zip((A, B), more, strict=False)]
    return coverage(register(*files), DAY, ["localities"])


def test_a_direction_without_localities_holds_for_the_whole_area_and_is_said_apart() -> None:
    named = localities("localities: [north]\n", "localities: []\n")
    assert [(each.code, len(each.directions), each.flags) for each in named.localities or ()] == [("north", 1, ())]
    assert [each.id for each in named.whole_area or ()] == [B]
    assert [each.flags for each in localities("localities: []\n").localities or ()] == [("none of its own",)]
    assert [each.flags for each in localities().localities or ()] == [("no direction",)]
    strange = localities("localities: [south]\n").localities or ()
    assert [(each.code, each.flags) for each in strange] == [("north", ("no direction",)), ("south", ("not in register.yaml",))]
    assert named.functions is None


def test_priorities_are_those_of_the_plan_in_force_on_the_day() -> None:
    """Before April 2025 the plan of 2022 to 2025 was in force, and A's priority is none of its."""
    both = register(direction(A, "2025-01-20"), direction(B, "2025-01-20", more="alignment: {outcomes: [9, 12]}\n"))
    now, then = coverage(both, DAY), coverage(both, date(2025, 3, 31))
    assert (now.plan, [(each.code, len(each.directions)) for each in now.priorities or ()]) == (
        "Strategic Commissioning Plan 2025-2028",
        [("SP1", 1)],
    )
    assert [each.id for each in now.without_priority or ()] == [B]
    assert (then.plan, [(each.code, each.flags) for each in then.priorities or ()]) == (
        "Plan 2022-2025",
        [("OLD1", ("no direction",))],
    )
    assert coverage(both, date(2028, 4, 1)).plan is None
    outcomes = now.outcomes or ()
    assert [each.code for each in outcomes if each.directions] == ["2", "9", "12"]
    assert row(outcomes, "12").flags == ("not in register.yaml",)
    assert [each.code for each in outcomes][:7] == ["1", "3", "4", "5", "6", "7", "8"]


def test_a_successor_that_waits_is_named_and_its_money_is_not_counted_twice() -> None:
    """B is issued on 1 December and comes in A's place on 1 February 2026; on 31 December only A's £100 count."""
    waiting = register(
        direction(A, "2025-01-20", f"act: superseded, date: 2026-02-01, by: {B}", finance=money(line(CARE, "2025-26", 100))),
        direction(
            B,
            "2025-12-01",
            finance=money(line(CARE, "2025-26", 200)),
            more=f"takes_effect: 2026-02-01\nsupersedes: [{A}]\n",
        ),
    )
    care = row(coverage(waiting, DAY).functions, "care-at-home")
    assert [(each.id, each.waits_for, each.effect_from) for each in care.directions] == [
        (A, None, date(2025, 1, 20)),
        (B, A, date(2026, 2, 1)),
    ]
    assert care.year_money == 100
    assert row(coverage(waiting, date(2026, 2, 1)).functions, "care-at-home").year_money == 200
