"""Directed money against the budgets, with the sums worked out in each docstring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from directions_cli.domain.cycle.budget import Commitments, Year, commitments
from directions_cli.domain.cycle.sums import Row
from directions_cli.domain.register import Register
from tests.domain.building import codes, one
from tests.domain.money import CARE, HOSPITAL, NURSING, A, B, C, D, direction, line, money, register

DAY = date(2025, 12, 31)
BUDGETS = """
  - {year: 2025-26, to: nhs-example, kind: payment, amount: 1000}
  - {year: 2025-26, to: nhs-example, kind: set-aside, amount: 500}
  - {year: 2025-26, to: example-council, kind: payment, amount: 300, function: care-at-home}
  - {year: 2025-26, to: example-council, kind: payment, amount: 200, function: reablement}
  - {year: 2026-27, to: nhs-example, kind: payment, amount: 70.10}
"""


def story() -> Register:
    """A: £250.25 nursing and £400 set aside; B: £310.50 care and care by a method; a draft C of £99; D closed in 2024-25."""
    return register(
        direction(A, "2025-01-20", finance=money(line(NURSING, "2025-26", "250.25"), line(HOSPITAL, "2025-26", 400))),
        direction(B, "2025-01-20", finance=money(line(CARE, "2025-26", "310.5"), line(CARE, "2025-26", method="By the hour"))),
        direction(C, None, finance=money(line(CARE, "2025-26", 99))),
        direction(D, "2025-01-20", "act: closed, date: 2025-03-31", finance=money(line(CARE, "2025-26", 1000))),
        budgets=BUDGETS,
    )


def year(found: Commitments, of: str = "2025-26") -> Year:
    return next(each for each in found.years if each.year == of)


def figures(rows: tuple[Row, ...]) -> dict[tuple[str | None, ...], tuple]:
    return {
        tuple(filter(None, (each.to, each.kind, each.function))): (
            each.budget,
            each.directed,
            each.balance,
            each.share,
            each.state,
        )
        for each in rows
    }


def test_directed_against_budget() -> None:
    """NHS payment 250.25 of 1,000 leaves 749.75 (25.0%); set aside 400 of 500 leaves 100 (80%). The council's budget is by
    function, 300 + 200 = 500: 310.50 of 500 leaves 189.50 (62.1%); of care at home it is 10.50 too much (103.5%)."""
    of = year(commitments(story(), DAY))
    assert figures(of.accounts) == {
        ("nhs-example", "payment"): (1000, Decimal("250.25"), Decimal("749.75"), Decimal("25.0"), "under"),
        ("nhs-example", "set-aside"): (500, 400, 100, 80, "under"),
        ("example-council", "payment"): (500, Decimal("310.50"), Decimal("189.50"), Decimal("62.1"), "under"),
    }
    assert figures(of.functions) == {
        ("nhs-example", "payment", "district-nursing"): (None, Decimal("250.25"), None, None, "part of the whole"),
        ("nhs-example", "set-aside", "emergency-department"): (None, 400, None, None, "part of the whole"),
        ("example-council", "payment", "care-at-home"): (300, Decimal("310.5"), Decimal("-10.5"), Decimal("103.5"), "over"),
        ("example-council", "payment", "reablement"): (200, 0, 200, 0, "nothing directed"),
    }


def test_totals_of_the_year() -> None:
    """Payments 250.25 + 310.50 = 560.75 of 1,500; with 400 set aside 960.75 of 2,000. NHS Example 650.25 of 1,500."""
    of = year(commitments(story(), DAY))
    assert (of.total.budget, of.total.directed, of.total.balance, of.total.without_amount) == (
        2000,
        Decimal("960.75"),
        Decimal("1039.25"),
        1,
    )
    assert [(each.kind, each.budget, each.directed) for each in of.kinds] == [
        ("payment", 1500, Decimal("560.75")),
        ("set-aside", 500, 400),
    ]
    assert [(each.to, each.budget, each.directed) for each in of.partners] == [
        ("nhs-example", 1500, Decimal("650.25")),
        ("example-council", 500, Decimal("310.5")),
    ]
    assert of.set_aside_balance == 100
    assert (of.without_budget, of.not_directed) == (0, 0)


def test_a_method_is_listed_apart_and_is_never_nothing() -> None:
    """Care at home by a method alone: directed is not known (None), not 0, and nothing is said of the balance."""
    only = register(
        direction(A, "2025-01-20", finance=money(line(CARE, "2025-26", method="By the hour"))),
        budgets="\n  - {year: 2025-26, to: example-council, kind: payment, amount: 300}\n",
    )
    found = commitments(only, DAY)
    (row,) = year(found).accounts
    assert (row.directed, row.balance, row.share, row.state, row.without_amount) == (None, None, None, "no amount", 1)
    assert year(found).not_directed == 0
    assert year(found).total.directed is None
    assert [(each.id, each.function, each.method) for each in found.without_amount] == [(A, "care-at-home", "By the hour")]
    assert [each.counted for each in found.lines] == [None]


def test_money_without_budget_and_budget_without_money_are_both_shown() -> None:
    """£40 of the council's has no budget; £1,000 of NHS Example's has no direction."""
    apart = register(
        direction(A, "2025-01-20", finance=money(line(CARE, "2025-26", 40))),
        budgets="\n  - {year: 2025-26, to: nhs-example, kind: payment, amount: 1000}\n",
    )
    of = year(commitments(apart, DAY))
    assert {key: figure[-1] for key, figure in figures(of.accounts).items()} == {
        ("nhs-example", "payment"): "nothing directed",
        ("example-council", "payment"): "no budget",
    }
    assert (of.without_budget, of.not_directed, of.set_aside_balance) == (40, 1000, None)


def test_the_year_of_the_day_and_the_next_where_there_is_money_for_it() -> None:
    assert [each.year for each in commitments(story(), DAY).years] == ["2025-26", "2026-27"]
    assert [each.year for each in commitments(story(), date(2027, 1, 1)).years] == ["2026-27"]
    assert [each.year for each in commitments(story(), DAY, ["2026-27", "2024-25", "2026-27"]).years] == ["2024-25", "2026-27"]


def test_filters_narrow_everything() -> None:
    found = commitments(story(), DAY, to="nhs-example", kind="set-aside")
    assert [(each.to, each.kind) for each in year(found).accounts] == [("nhs-example", "set-aside")]
    assert {(each.to, each.kind) for each in found.lines} == {("nhs-example", "set-aside")}
    assert found.without_amount == ()
    assert [each.year for each in found.years] == ["2025-26"]


def test_the_method_of_a_private_direction_is_not_shown() -> None:
    private = register(
        direction(A, "2025-01-20", finance=money(line(CARE, "2025-26", method="By the hour")), more="private: true\n"),
    )
    (apart,) = commitments(private, DAY).without_amount
    assert (apart.function, apart.method) == ("care-at-home", None)


def test_a_line_of_no_known_year_is_left_out_and_said() -> None:
    historic = register(
        direction(A, "2025-01-20", finance="finance:\n  - {to: example-council, kind: payment, amount: 5}\n"),
        direction(B, "2025-01-20", finance="finance:\n  - {year: 2025-26, amount: 7}\n"),
    )
    found = commitments(historic, DAY)
    assert [(each.id, each.counted, each.left_out, each.why) for each in found.lines] == [
        (A, 0, 5, "its financial year is not known"),
        (B, 7, 0, None),
    ]
    assert figures(year(found).accounts) == {(): (None, 7, None, None, "no budget")}


@pytest.mark.parametrize("pounds", ["1999999.99", "2000000", "2000000.01"])
def test_over_the_budget_is_what_fin016_finds(pounds: str) -> None:
    """The budget of the header is £2,000,000 for the council's payments of 2025-26."""
    alone = one(f"finance:\n{line(CARE, '2025-26', pounds)}")
    (row,) = [each for each in year(commitments(alone, date(2025, 6, 30))).accounts if each.directed]
    assert ("FIN016" in codes(alone)) == (row.state == "over") == (Decimal(pounds) > 2000000)


def moved(register: Register, day: date = DAY, **narrow) -> list[tuple]:
    found = commitments(register, day, ["2025-26"], **narrow).movements
    return [
        (each.day.isoformat(), each.kind, {d.to: d.difference for d in each.differences}, each.moved, each.net) for each in found
    ]


def recovery(after: tuple[str, ...], when: str = "2025-09-01") -> Register:
    """A directs £1,000 of nursing, £800 of care and £300 set aside; B varies it."""
    before = (line(NURSING, "2025-26", 1000), line(CARE, "2025-26", 800), line(HOSPITAL, "2025-26", 300))
    return register(
        direction(A, "2025-01-20", f"act: varied, date: {when}, by: {B}", finance=money(*before)),
        direction(B, when, finance=money(*after), more=f"varies: [{A}]\n"),
    )


def test_what_a_recovery_plan_moved_between_partners() -> None:
    """Nursing 1,000 to 900, care 800 to 950: £100 moved from the Health Board to the council, £50 more came from reserves."""
    after = (line(NURSING, "2025-26", 900), line(CARE, "2025-26", 950), line(HOSPITAL, "2025-26", 300))
    assert moved(recovery(after)) == [("2025-09-01", "payment", {"example-council": 150, "nhs-example": -100}, 100, 50)]


def test_set_aside_is_a_kind_of_its_own() -> None:
    """£60 of the set-aside becomes a payment to the same Health Board: nothing went between partners."""
    after = (line(NURSING, "2025-26", 1060), line(CARE, "2025-26", 800), line(HOSPITAL, "2025-26", 240))
    assert moved(recovery(after)) == [
        ("2025-09-01", "payment", {"nhs-example": 60}, 0, 60),
        ("2025-09-01", "set-aside", {"nhs-example": -60}, 0, -60),
    ]
    assert moved(recovery(after), kind="set-aside") == [("2025-09-01", "set-aside", {"nhs-example": -60}, 0, -60)]
    assert moved(recovery(after), to="example-council") == []


def test_an_act_after_the_year_or_after_the_day_moved_nothing_of_it() -> None:
    after = (line(NURSING, "2025-26", 900), line(CARE, "2025-26", 900))
    assert moved(recovery(after, "2026-04-01"), date(2027, 1, 1)) == []
    assert moved(recovery(after, "2025-09-01"), date(2025, 8, 31)) == []


def test_what_is_taken_out_is_a_movement_too() -> None:
    """B gives no care any more: the council has £800 less."""
    assert moved(recovery((line(NURSING, "2025-26", 1000), line(HOSPITAL, "2025-26", 300)))) == [
        ("2025-09-01", "payment", {"example-council": -800}, 0, -800)
    ]


def test_directions_superseded_together_are_one_act() -> None:
    """A £100 and B £200 of care become C £250 of care and £30 of nursing: £30 moved, £20 taken away."""
    end = f"act: superseded, date: 2025-07-01, by: {C}"
    together = register(
        direction(A, "2025-01-20", end, finance=money(line(CARE, "2025-26", 100))),
        direction(B, "2025-01-20", end, finance=money(line(CARE, "2025-26", 200))),
        direction(
            C,
            "2025-07-01",
            finance=money(line(CARE, "2025-26", 250), line(NURSING, "2025-26", 30)),
            more=f"supersedes: [{A}, {B}]\n",
        ),
    )
    assert moved(together) == [("2025-07-01", "payment", {"example-council": -50, "nhs-example": 30}, 30, -20)]
    (act,) = commitments(together, DAY, ["2025-26"]).movements
    assert (act.act, act.directions, act.successor) == ("superseded", (A, B), C)


def test_one_plan_by_several_directions_moves_money_though_no_act_does() -> None:
    """C takes £100 of nursing from A, D gives £80 more care than B, both upon report R7: £80 moved, £20 taken away."""
    named = "report: {number: %s}\nvaries: [%s]\n"
    found = register(
        direction(A, "2025-01-20", f"act: varied, date: 2025-09-01, by: {C}", finance=money(line(NURSING, "2025-26", 1000))),
        direction(B, "2025-01-20", f"act: varied, date: 2025-09-01, by: {D}", finance=money(line(CARE, "2025-26", 800))),
        direction(C, "2025-09-01", finance=money(line(NURSING, "2025-26", 900)), more=named % ("R7", A)),
        direction(D, "2025-09-01", finance=money(line(CARE, "2025-26", 880)), more=named % ("r7", B)),
    )
    assert [each[3] for each in moved(found)] == [0, 0]
    for narrow in ({}, {"to": "nhs-example"}, {"to": "example-council"}, {"kind": "payment"}):
        (plan,) = commitments(found, DAY, ["2025-26"], **narrow).reports
        assert (plan.report, plan.successors) == ("R7", (C, D))
        assert {each.to: each.difference for each in plan.differences} == {"nhs-example": -100, "example-council": 80}
        assert (plan.moved, plan.net) == (80, -20)
    assert commitments(found, DAY, ["2025-26"], kind="set-aside").reports == ()


def test_one_act_upon_a_report_is_no_plan() -> None:
    after = (line(NURSING, "2025-26", 900), line(CARE, "2025-26", 950))
    assert commitments(recovery(after), DAY, ["2025-26"]).reports == ()
