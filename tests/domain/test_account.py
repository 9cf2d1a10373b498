"""One direction as it stands: its chain on both sides, its money by year, and what was known on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from directions_cli.domain.account import account, money
from tests.domain.building import HISTORIC, ID, LATER_ID, TODAY, history, one, two

SUPERSEDED = history(f"act: superseded, date: 2025-07-01, by: {LATER_ID}")


def test_an_account_holds_both_sides_of_the_chain():
    register = two(SUPERSEDED, "takes_effect: 2025-07-01\nrevokes: [{unidentified: that of 2019}]\n")
    whole = account(register, LATER_ID, date(2025, 7, 1))
    assert [(each["id"], each["status"]) for each in whole["chain"]["before"]] == [(ID, "superseded")]
    assert whole["chain"]["unidentified"] == ["that of 2019"]
    assert whole["effect_from"] == date(2025, 7, 1)
    assert [each["id"] for each in account(register, ID, date(2025, 7, 1))["chain"]["after"]] == [LATER_ID]


def test_an_account_leaves_out_what_came_later():
    whole = account(two(SUPERSEDED, "takes_effect: 2025-07-01\n"), ID, TODAY)
    assert [entry["act"] for entry in whole["history"]] == ["issued"]
    assert (whole["status"], whole["terms"]["title"]) == ("issued", "Care at home in the evening")


def test_money_is_told_apart_and_what_has_no_amount_is_counted():
    lines = "finance:\n  - {year: 2025-26, to: example-council, kind: payment, amount: 1.10}\n  - {amount: 2}\n"
    lines += "  - {year: 2025-26, to: example-council, kind: payment, amount: 3}\n  - {method: The hours}\n"
    found = money(one(lines, HISTORIC)[ID])
    assert found["total"] == Decimal("6.10")
    assert [line["amount"] for line in found["lines"]] == [Decimal("4.10"), Decimal(2)]
    assert found["without_amount"] == 1
    assert money(one("finance: []\n", HISTORIC)[ID])["total"] is None
