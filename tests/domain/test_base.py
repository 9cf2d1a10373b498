"""The scalar types of the file format: nothing is coerced, nothing impossible is held."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directions_cli.domain import base
from directions_cli.domain.dates import add_months, annual_review_due, in_words
from directions_cli.store.files import Found
from directions_cli.store.folder import load
from tests.domain.building import DIRECTION, HEADER, changed, one, refused, register_of

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2025-02-30", "no such day"),
        ("2025-3-18", "YYYY-MM-DD"),
        ("18/03/2025", "YYYY-MM-DD"),
        ("20250318", "YYYY-MM-DD"),
        ("２０２５-03-18", "YYYY-MM-DD"),
        ("2025-03-18\n", "YYYY-MM-DD"),
        ("1899-12-31", "years 1900 to 2199"),
        ("2200-01-01", "years 1900 to 2199"),
        (20250318, "YYYY-MM-DD"),
        (None, "YYYY-MM-DD"),
        (datetime(2025, 3, 18), "YYYY-MM-DD"),
        (date(9999, 12, 31), "years 1900 to 2199"),
    ],
)
def test_no_date(text, hint):
    with pytest.raises(ValueError, match=hint):
        base.iso_date(text)


@given(DAYS)
def test_dates_are_read_as_written(day):
    assert base.iso_date(day.isoformat()) == base.iso_date(day) == day
    assert base.month_or_day(day) == base.month_or_day(day.isoformat()) == day.isoformat()
    assert base.last_day(day.isoformat()) == day
    assert base.month_or_day(day.isoformat()[:7]) == day.isoformat()[:7]
    assert base.last_day(day.isoformat()[:7]).month == day.month
    assert add_months(base.last_day(day.isoformat()[:7]).replace(day=1), 1).day == 1


@pytest.mark.parametrize("value", ["2026-13", "2026", "April 2026", "0000-04", "2026-04-31", 202604, True, None])
def test_no_month_or_day(value):
    with pytest.raises(ValueError, match=r"write a month|no such day|names the year"):
        base.month_or_day(value)


@pytest.mark.parametrize(
    "value", [1.5, True, "100", None, Decimal("0.001"), Decimal("NaN"), Decimal("Infinity"), 10**12, Decimal(-(10**12))]
)
def test_no_money(value):
    with pytest.raises(ValueError, match=r"money|penny"):
        base.pounds(value)


@given(st.integers(-(10**13), 10**13))
def test_money_keeps_every_penny(pence):
    amount = Decimal(pence) / 100
    assert base.pounds(amount) == amount


@pytest.mark.parametrize("value", ["2025-27", "2025/26", "2025", "2025-2026", "0000-01", "9999-00", "２０２５-26", 2025, None])
def test_no_financial_year(value):
    with pytest.raises(ValueError, match=r"two years that follow|names the year"):
        base.financial_year(value)


@given(DAYS)
def test_a_day_lies_in_its_financial_year(day):
    first, last = base.year_bounds(base.year_of(day))
    assert first <= day <= last
    assert (last - first).days in (364, 365)


def test_the_century_turns_in_a_financial_year():
    assert base.financial_year("2099-00") == "2099-00"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("title: 12", 'write it in quotes: "12"'),
        ("title: true", "should be text"),
        ("title: ' '", "is empty"),
        ('title: "Care\\x07"', "control character U+0007"),
        ('title: "Care\\nat home"', "on one line"),
        ('title: "Care\\u2028at home"', "U+2028"),
        ('title: "Care\\tat home"', "on one line"),
        ("title: 'Care '", "blanks at its start or end"),
        ("to: [Example Council]", "small letters, digits and hyphens"),
        ("to: example-council", "should be a list"),
        ("jointly: yes", "should be true or false"),
        ("jointly: 1", "should be true or false"),
        ("approved: 2025-02-29", "no such day"),
        ("report: {url: 'javascript:alert(1)'}", "starts with https"),
        ("report: {url: 'https://'}", "starts with https"),
        ("finance: [{amount: 1.234}]", "two decimal places"),
        ("finance: [{amount: 1e3}]", "plain number of pounds"),
        ("finance: [{amount: '5'}]", "plain number of pounds"),
        ("finance: [{year: 2025}]", "two years that follow"),
        ("history: [{act: issued, date: 2025-03-20, officer: ''}]", "is empty"),
        ("history: [{act: closed}]", "'date' is missing"),
        ("ignore: [{code: CON012}]", "'reason' is missing"),
        ("ignore: [{code: con012, reason: Yes}]", "does not have the form"),
        ("-title", "'title' is missing"),
        ("approvd: 2025-03-18", "did you mean 'approved'"),
        ("history: [{act: issued, date: 2025-03-20, amount: 5}]", "the key 'amount' has no place here"),
    ],
)
def test_a_direction_that_does_not_fit_is_refused(line, hint):
    findings = refused(changed(DIRECTION, line))
    assert [hint in finding.message for finding in findings] == [True], findings
    assert findings[0].line


def test_models_do_not_change_once_made():
    (direction,) = one().values()
    with pytest.raises(ValueError, match="frozen"):
        direction.terms.title = "Other"


def test_a_function_of_one_partner_is_a_list_of_one():
    header = register_of().header
    assert header.function("care-at-home").delegated_by == ("example-council",)
    assert header.function("reablement").delegated_by == ("nhs-example", "example-council")
    assert header.function("archery") is None
    assert header.partner("archery") is None
    assert header.priorities == {"SP1": "Care close to home", "OLD1": "Prevention"}
    assert register_of(header=changed(HEADER, "-plan\n-earlier_plans")).header.plans == ()


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("authority: {name: Example, code: ex, model: integration-joint-board}", "does not have the form"),
        ("authority: {name: Example, code: EXIJB, model: other}", "should be one of"),
        ("review: {annual_month: 13}", "less than or equal to 12"),
        ("review: {negotiation_months: 7}", "less than or equal to 6"),
        ("reference: {format: '{code}'}", "should hold {n}"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(line, hint):
    loaded = load([Found("register.yaml", "header", changed(HEADER, line).encode())])
    assert loaded.register is None
    assert any(hint in finding.message for finding in loaded.findings), loaded.findings


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 31), 6, date(2026, 6, 30)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2025, 8, 31), 0, date(2025, 8, 31)),
    ],
)
def test_months_ahead(day, months, expected):
    assert add_months(day, months) == expected


@given(DAYS, st.integers(-24, 24))
def test_months_there_and_back_lose_at_most_the_end_of_a_month(day, months):
    there = add_months(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert 0 <= (day - add_months(there, -months)).days <= 3


@pytest.mark.parametrize(
    ("month", "today", "due"),
    [
        (4, date(2026, 4, 30), date(2025, 4, 30)),
        (4, date(2026, 5, 1), date(2026, 4, 30)),
        (12, date(2026, 1, 1), date(2025, 12, 31)),
        (2, date(2024, 3, 1), date(2024, 2, 29)),
        (2, date(2025, 2, 28), date(2024, 2, 29)),
    ],
)
def test_annual_review_is_due_once_its_month_is_past(month, today, due):
    assert annual_review_due(month, today) == due


def test_days_in_words_are_the_same_everywhere():
    assert in_words(date(2025, 3, 8)) == "8 March 2025"
