"""Corrections: what the terms read like before, and what is too much for a slip of the pen."""

from __future__ import annotations

from datetime import date

import pytest

from directions_cli.domain.account import account
from directions_cli.domain.acts.correcting import correct
from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.log import row
from directions_cli.domain.rules.alteration import judge_change
from directions_cli.errors import Refused
from tests.domain.building import ID, one

DAY = date(2025, 6, 1)


def corrected(*values: tuple[str, object]):
    register = one()
    return register.with_(correct(register, ID, values, "A slip.", DAY))


def test_before_a_correction_the_terms_read_as_they_did() -> None:
    after = corrected(("review", "2026-05"), ("finance.1.amount", 1260000))
    assert row(after[ID], after, date(2025, 5, 31))["review"] == "2026-04"
    assert row(after[ID], after, date(2025, 5, 31))["resource"] == 1250000
    assert row(after[ID], after, DAY)["review"] == "2026-05"
    whole = account(after, ID, date(2025, 5, 31))
    assert whole["terms"]["finance"][0]["amount"] == 1250000
    assert whole["money"]["total"] == 1250000
    assert [entry["act"] for entry in whole["history"]] == ["issued"]


def test_what_a_correction_added_or_took_out_is_taken_back() -> None:
    after = corrected(("ends", date(2027, 3, 31)), ("advice", None))
    before = as_read_on(after[ID], date(2025, 5, 31)).terms
    assert before.ends is None
    assert before.advice
    assert as_read_on(after[ID], DAY) is after[ID]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_item_taken_out_of_a_list_goes_back_to_its_place(number: int) -> None:
    register = one("measures: [First, Second, Third]")
    after = register.with_(correct(register, ID, [(f"measures.{number}", None)], "A slip.", DAY))
    assert len(after[ID].terms.measures) == 2
    assert as_read_on(after[ID], date(2025, 5, 31)).terms.measures == ("First", "Second", "Third")
    assert judge_change(register, after) == ()


def test_the_last_items_of_a_list_go_back_too() -> None:
    register = one("measures: [First, Second]")
    once = register.with_(correct(register, ID, [("measures.1", None)], "A slip.", DAY))
    twice = once.with_(correct(once, ID, [("measures.1", None)], "A slip.", DAY))
    assert twice[ID].terms.measures == ()
    assert as_read_on(twice[ID], date(2025, 5, 31)).terms.measures == ("First", "Second")
    assert judge_change(once, twice) == ()
    assert judge_change(register, twice) == ()


def test_an_item_of_an_item_goes_back_too() -> None:
    register = one("impact: {people: [carers, staff], statement: All change.}")
    after = register.with_(correct(register, ID, [("impact.people.1", None)], "A slip.", DAY))
    assert as_read_on(after[ID], date(2025, 5, 31)).terms.impact.people == ("carers", "staff")


def test_a_text_may_be_mended_but_not_rewritten() -> None:
    register = one()
    text = register[ID].terms.direction
    mended = correct(register, ID, [("direction", text.replace("200 people", "220 people"))], "As minuted.", DAY)
    assert "220 people" in register.with_(mended)[ID].terms.direction
    with pytest.raises(Refused, match="LNK007 this rewrites direction"):
        correct(register, ID, [("direction", "Example Council is directed to close all care homes by 2030.")], "Typo", DAY)
