"""What single cells are read as: money, days, status words, references, names. What is not said is not read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from directions_cli.imports.days import period_of, when_of, year_in, year_of_sheet
from directions_cli.imports.money import sums_of, unit_of_heading
from directions_cli.imports.names import Names
from directions_cli.imports.plan_read import outcomes_in
from directions_cli.imports.references import named_in, nothing_named, resolved
from directions_cli.imports.statuses import rating_of, standing_of
from tests.imports.test_shapes import header as header

SUMS: dict[Any, int | float | str | None] = {
    "£1,250,000": 1250000, "£1.2m": 1200000, "1.2 million": 1200000, "£350k recurring": 350000, "£2.5bn": 2500000000, 12000.0: 12000,
    0: 0, "£0": 0, "£ 1 250": 1250, "GBP 5,000": 5000, "5000 pounds": 5000, "£1,234.56": "1234.56", "£24,280,000 in all": 24280000,
    "(1,200)": None, "-£500": None, "within existing resources": None, "Nil return": None, "£1m - £2m": None, "£1m and £2m": None,
    "2.5% uplift": None, "3.5 WTE": None, "2025/26": None, "€4,000": None, "Phase 2": None, "see report IJB/25/014": None,
    "Up to £500k": 500000, "£750,000 (2024/25)": 750000, "c. £80,000 pa": 80000, "1200": 1200, "£1.2345678": None,
    "£1,2000": None, "£5,000 per place": None, "20% of reserve (£40,000)": 40000, "1950": 1950, "2024": None,
    "£300k from April 2025": 300000, "Circa £1.5 million over 3 years": 1500000,
}  # fmt: skip


@pytest.mark.parametrize(("value", "amount"), SUMS.items(), ids=map(str, SUMS))
def test_sums(value: Any, amount: Any) -> None:
    found = [each.amount for each in sums_of(value) if each.amount is not None]
    assert found == ([] if amount is None else [Decimal(str(amount))])


def test_words_about_money_are_kept_with_the_sum() -> None:
    (one,) = sums_of("£350k recurring")
    assert one.note == "£350k recurring"
    (method,) = sums_of("Within existing resources")
    assert (method.method, method.amount) == ("Within existing resources", None)
    (below,) = sums_of("(1,200)")
    assert below.note == "(1,200)"
    assert "below zero" in (below.remark or "")
    shared = sums_of("£250,000 (NHS) / £150,000 (Council)")
    assert [each.amount for each in shared] == [Decimal(250000), Decimal(150000)]
    first, second = sums_of("NHS £1m (2024/25)\nCouncil £2m (2025/26)")
    assert [(each.amount, each.year) for each in (first, second)] == [
        (Decimal(1000000), "2024-25"),
        (Decimal(2000000), "2025-26"),
    ]


@pytest.mark.parametrize(
    ("heading", "unit"), {"Budget (£000)": 1000, "£'000": 1000, "Budget £m": 1000000, "Budget (£)": 1, "Cost £k": 1000}.items()
)
def test_units_of_headings(heading: str, unit: int) -> None:
    assert unit_of_heading(heading) == unit
    assert sums_of("£2,000,000", 1_000_000)[0].amount == 2_000_000, "a whole sum in pounds is not multiplied"


DAYS: dict[Any, str | None] = {
    "04.07.16": "2016-07-04", "4 July 2016": "2016-07-04", "4/7/2016": "2016-07-04", "18th March 2025": "2025-03-18", "4-Jul-16": "2016-07-04",
    "Tuesday 18 March 2025": "2025-03-18", "2025-03-18": "2025-03-18", "2025-03-18T00:00:00": "2025-03-18", "18/03/2025 (special)": "2025-03-18",
    "July 4, 2016": "2016-07-04", 42555.0: "2016-07-04", "42555": "2016-07-04", datetime(2016, 7, 4): "2016-07-04", date(2016, 7, 4): "2016-07-04",
    "1st Sept 2020": "2020-09-01", "03/18/2025": None, "31/02/2024": None, "March 2025": "2025-03", "2025/26": None, 2025.0: None, "TBC": None,
    "Spring 2026": None, "18/03/2025 and 20/05/2025": None, "3 of 4": None, "by 31 March 2027": "2027-03-31", "Apr-24": "2024-04", "": None,
    "1.1": None, 12.0: None,
}  # fmt: skip


@pytest.mark.parametrize(("value", "text"), DAYS.items(), ids=map(str, DAYS))
def test_days(value: Any, text: str | None) -> None:
    assert when_of(value).text == text


def test_years_and_periods() -> None:
    assert year_in("Budget 2024/25 (£)") == "2024-25"
    assert year_in("2024-25 and 2025-26") is None
    assert year_in("2024/27") is None
    assert year_of_sheet("Directions 2023-24") == 2023
    assert when_of("8 February", 2023).text == "2024-02-08"
    assert when_of("8 February").text is None
    assert period_of("1 April 2025 to 31 March 2027") == (date(2025, 4, 1), date(2027, 3, 31))
    assert period_of("31 March 2027 to 1 April 2025") is None


STATUSES = {
    "Live": ("extant", None), "Closed - achieved": ("closed", "achieved"), "Completed 31/12/2024": ("closed", "achieved"), "Superseded by 003": ("superseded", None),
    "Withdrawn": ("revoked", None), "Closed": ("closed", None), "Closed (programme ended)": ("closed", "programme-ended"), "Expired": ("expired", None), "Draft": ("draft", None),
    "Retained": ("retained", None), "Ongoing - see progress": ("extant", None), "Purple": (None, None), "Revoked - halted": ("revoked", "halted"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "meant"), STATUSES.items())
def test_statuses(words: str, meant: tuple[str | None, str | None]) -> None:
    standing, _ = standing_of(words, {})
    assert (standing.what if standing else None, standing.reason if standing else None) == meant


def test_ratings_are_those_of_the_register() -> None:
    assert rating_of("Amber", {}, ("on-track", "at-risk")) == "at-risk"
    assert rating_of("Red", {}, ("on-track", "at-risk")) is None
    assert rating_of("Purple", {"purple": "at-risk"}, ("at-risk",)) == "at-risk"


KNOWN = {f"ex 2020 00{n}": f"key{n}" for n in range(1, 6)} | {f"00{n}": f"key{n}" for n in range(1, 6)}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("supersedes 001 and 003", ["key1", "key3"]), ("Yes – EX-2020-002", ["key2"]), ("EX-2020-001, 004", ["key1", "key4"]),
        ("001-003", ["key1", "key2", "key3"]), ("001; 002\n005", ["key1", "key2", "key5"]), ("Direction 003 (in part)", ["key3"]),
    ],
)  # fmt: skip
def test_references(words: str, keys: list[str]) -> None:
    from directions_cli.imports.words import plain

    (named,) = named_in(words, "supersedes")
    found, unknown = resolved(named.words, lambda text: KNOWN.get(plain(text)))
    assert (found, unknown) == (keys, [])


def test_a_number_like_a_year_is_a_sum_where_the_heading_counts() -> None:
    assert [each.amount for each in sums_of("2024", 1000)] == [Decimal(2024000)]
    assert sums_of("£5,000 per place")[0].method == "£5,000 per place"


def test_words_behind_a_rating_or_a_status() -> None:
    ratings = ("on-track", "at-risk", "delayed", "complete")
    for words, rating in {
        "GREEN - on track": "on-track", "Amber (recruitment)": "at-risk", "Red/Amber": None, "Some slippage": "at-risk",
        "Grey": None, "Green / Red": None,
    }.items():  # fmt: skip
        assert rating_of(words, {}, ratings) == rating, words
    for words in ("Completed March 2025", "Completed 14 March 2025"):
        standing = standing_of(words, {})[0]
        assert standing is not None
        assert (standing.what, standing.reason) == ("closed", "achieved")
    assert when_of("June/July 2025").month is None


def test_verbs_in_a_cell_and_nothing_named() -> None:
    named = named_in("Supersedes 001 and varies 002", None)
    assert [(each.how, each.words) for each in named] == [("supersedes", "001 and"), ("varies", "002")]
    assert all(nothing_named(text) for text in ("No", "n/a", "None", "New direction", "", "No - new direction"))
    assert named_in("Yes – 001", None)[0].how is None


def test_recipients(header) -> None:
    names = Names(header)
    both = ("nhs-example", "example-council")
    for words in (
        "Both",
        "NHS & Council",
        "NHS Example and Example Council",
        "HB/LA",
        "Health Board and Council",
        "All",
        "NHS Example\nExample Council",
    ):
        assert names.recipients(words)[0] == both, words
    assert names.recipients("NHS") == (("nhs-example",), False, ())
    assert names.recipients("Council only")[0] == ("example-council",)
    assert names.recipients("Both (jointly)") == (both, True, ())
    assert names.recipients("NHS (lead) and Council") == (both, False, ())
    assert names.recipients("Chief Executive of NHS Example")[0] == ("nhs-example",)
    assert names.recipients("Elsewhere Council") == ((), False, ("Elsewhere Council",))
    assert names.recipients("NHS Fife and NHS Example")[2] == ("NHS Fife",)


def test_functions_are_never_invented(header) -> None:
    names = Names(header)
    assert names.functions_in("District nursing, Care at home")[0] == ("district-nursing", "care-at-home")
    assert names.functions_in("Out-of-hours primary care")[0] == ("out-of-hours",)
    assert names.functions_in("Physiotherapy and other therapies in the community")[0] == ("physiotherapy",)
    assert names.functions_in("Telecare and community alarms / Care homes")[0] == ("telecare", "care-homes")
    assert names.functions_in("TEC, Community rehabilitation")[:2] == (("rehabilitation",), ("TEC",))
    codes, unknown, said = names.functions_in("Distrct nursing; Social care")
    assert (codes, unknown) == (("district-nursing",), ("Social care",))
    assert said


def test_outcomes() -> None:
    assert outcomes_in("1, 4 and 9") == ((1, 4, 9), True)
    assert outcomes_in("Outcomes 2-4") == ((2, 3, 4), True)
    assert outcomes_in("All")[0] == tuple(range(1, 10))
    assert outcomes_in("O1, O4") == ((1, 4), True)
    assert outcomes_in("1.2") == ((), False)
    assert outcomes_in("People live longer") == ((), False)
    assert outcomes_in("12")[0] == ()
