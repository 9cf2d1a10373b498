"""The budget's sums against sums made in another way: day by day, with fractions, from the files as a YAML reader gives them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from directions_cli.domain.cycle.budget import Commitments, commitments
from directions_cli.store.files import Found
from tests.conftest import examples
from tests.domain.money import CARE, HOSPITAL, NURSING, direction, line, money, register

FIRST = date(2025, 1, 15)
YEARS = ["2024-25", "2025-26", "2026-27", "2027-28"]
ABOUT = [CARE, NURSING, HOSPITAL]
POUNDS = st.integers(0, 10**9).map(lambda pence: Decimal(pence) / 100)
LINES = st.lists(
    st.tuples(st.sampled_from(ABOUT), st.sampled_from(["2025-26", "2025-26", *YEARS]), st.one_of(POUNDS, POUNDS, st.none())),
    min_size=1,
    max_size=3,
)
EDGES = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 2), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2)]
DAYS = st.one_of(st.sampled_from(EDGES), st.integers(0, 500).map(lambda days: FIRST + timedelta(days)))
LATER = st.one_of(st.sampled_from(EDGES[3:]), st.integers(120, 1250).map(lambda days: FIRST + timedelta(days)))


@st.composite
def registers(draw: st.DrawFn) -> list[Found]:
    """Files of up to six directions in the order of their issue, many of which come in place of an earlier one."""
    issues = sorted(draw(st.lists(DAYS, min_size=2, max_size=5)))
    entries: list[list[str]] = [[] for _ in issues]
    more = ["" for _ in issues]
    effects = [issued + timedelta(draw(st.sampled_from([0, 30, 200]))) for issued in issues]
    ids = [f"EXIJB-2025-01-11-{number:03}" for number in range(len(issues))]
    for number in range(len(issues)):
        open_ones = [each for each in range(number) if not entries[each] and effects[each] < effects[number]]
        if open_ones and draw(st.integers(0, 3)):
            earlier = draw(st.sampled_from(open_ones))
            act, link = draw(st.sampled_from([("varied", "varies"), ("superseded", "supersedes"), ("revoked", "revokes")]))
            entries[earlier].append(f"act: {act}, date: {effects[number]}, by: {ids[number]}")
            more[number] = f"{link}: [{ids[earlier]}]\n"
    for number, found in enumerate(entries):
        ended = draw(LATER)
        if not found and effects[number] < ended and draw(st.booleans()):
            found.append(f"act: {draw(st.sampled_from(['closed', 'revoked']))}, date: {ended}")
    files = []
    for number, issued in enumerate(issues):
        drawn = draw(LINES)
        finance = money(
            *(line(about, year, amount, None if amount is not None else "By the hour") for about, year, amount in drawn)
        )
        is_draft = not entries[number] and not more[number] and draw(st.integers(0, 9)) == 0
        terms = f"takes_effect: {effects[number]}\n{more[number]}"
        files.append(direction(ids[number], None if is_draft else str(issued), *entries[number], finance=finance, more=terms))
    return files


def apart(files: list[Found], day: date, year: str, by_day: bool) -> dict[tuple[str, str], Fraction]:
    """Pounds by recipient and kind in a year, from the files as they are."""
    reader = YAML(typ="safe", pure=True)
    texts = {file.path.split("/")[-1].removesuffix(".yaml"): reader.load(file.data.decode()) for file in files}
    sums: dict[tuple[str, str], Fraction] = {}
    for id, text in texts.items():
        part = portion(texts, id, day, int(year[:4]), by_day)
        for each in text.get("finance", ()):
            if each["year"] == year and "amount" in each and part is not None:
                pence = Fraction(Decimal(str(each["amount"]))) * 100 * part
                key = (each["to"], each["kind"])
                sums[key] = sums.get(key, Fraction(0)) + Fraction(round(pence), 100)
    return sums


def portion(texts: dict[str, Any], id: str, day: date, year: int, by_day: bool) -> Fraction | None:
    """What part of a direction's lines of a year counts, found by walking through every day of it; None where none does."""
    days = [date(year, 4, 1) + timedelta(number) for number in range((date(year + 1, 4, 1) - date(year, 4, 1)).days)]
    issued = first(texts[id], "issued")
    if issued is None or issued["date"] > day:
        return None
    end = next((each for each in texts[id]["history"][1:] if each["date"] <= day), None)
    before = next((key for key, text in texts.items() for each in text.get("history", ()) if each.get("by") == id), None)
    if waits(texts, id, before, min(day, days[-1]), year, day):
        return None
    if not by_day:
        gone = end is not None and (end["date"] <= days[-1] if "by" in end else end["date"] < days[0])
        return None if gone else Fraction(1)
    stood = [each for each in days if stands(texts[id], each, day)]
    if not stood:
        return None
    chain = {id}
    while before and days[0] < handed(texts, before)["date"] <= min(day, days[-1]):
        chain.add(before)
        before = next((key for key, text in texts.items() for each in text.get("history", ()) if each.get("by") == before), None)
    giving = [
        texts[key] for key in chain if key == id or any(each["year"][:4] == str(year) for each in texts[key].get("finance", ()))
    ]
    begun = next(each for each in days if any(stands(text, each, day) for text in giving))
    counted = [each for each in days if each >= begun]
    return Fraction(len(stood), len(counted))


def stands(text: dict[str, Any], each: date, day: date) -> bool:
    """Whether a direction stands on a day of the year, as far as is known on the day asked about."""
    ends = [entry["date"] for entry in text["history"][1:] if entry["date"] <= day]
    begins = max(text["history"][0]["date"], text["takes_effect"])
    return begins <= each and not any(end <= each for end in ends)


def waits(texts: dict[str, Any], id: str, before: str | None, limit: date, year: int, day: date) -> bool:
    """Whether one earlier in the chain still holds the money of the year."""
    while before is not None and handed(texts, before)["date"] > limit:
        if any(each["year"][:4] == str(year) for each in texts[before].get("finance", ())):
            return True
        before = next((key for key, text in texts.items() for each in text.get("history", ()) if each.get("by") == before), None)
    return False


def first(text: dict[str, Any], act: str) -> dict[str, Any] | None:
    return next((each for each in text.get("history", ()) if each["act"] == act), None)


def handed(texts: dict[str, Any], id: str) -> dict[str, Any]:
    return next(each for each in texts[id]["history"] if "by" in each)


def sums(found: Commitments, year: str) -> dict[tuple[str | None, str | None], Decimal]:
    (of,) = [each for each in found.years if each.year == year]
    return {(row.to, row.kind): row.directed for row in of.accounts if row.directed is not None}


@settings(max_examples=examples(30))
@given(registers(), LATER, st.booleans())
def test_sums_are_those_made_in_another_way(files: list[Found], day: date, by_day: bool) -> None:
    found = commitments(register(*files), day, YEARS, by_day=by_day)
    for year in YEARS:
        expected = {key: Decimal(int(each * 100)) / 100 for key, each in apart(files, day, year, by_day).items()}
        assert {key: each for key, each in sums(found, year).items() if each} == {
            key: each for key, each in expected.items() if each
        }


@given(registers(), LATER, st.booleans())
def test_nothing_is_lost(files: list[Found], day: date, by_day: bool) -> None:
    """Every line is there once; counted and left out make its amount; what is not counted in full says why."""
    whole = register(*files)
    found = commitments(whole, day, YEARS, by_day=by_day)
    assert [(each.id, each.line) for each in found.lines] == [
        (each.id, number) for each in whole.values() for number in range(1, len(each.terms.finance) + 1)
    ]
    for each in found.lines:
        assert (each.why is None) == (each.share == 1)
        assert 0 <= each.share <= 1
        if each.amount is not None:
            assert each.counted is not None
            assert each.left_out is not None
            assert each.counted + each.left_out == each.amount
            assert 0 <= each.counted <= each.amount
            assert each.share or not each.counted
    directed = sum((year.total.directed or Decimal(0) for year in found.years), Decimal(0))
    assert directed == sum((each.counted or Decimal(0) for each in found.lines), Decimal(0))
    assert len(found.without_amount) == sum(each.amount is None and bool(each.share) for each in found.lines)
    assert sum(year.total.without_amount for year in found.years) == len(found.without_amount)


@given(st.lists(POUNDS, min_size=1, max_size=6), st.data())
def test_by_day_a_chain_is_never_more_than_its_largest_amount(amounts: list[Decimal], data: st.DataObject) -> None:
    """But for the rounding of each line, half a penny at most."""
    length = len(amounts)
    days = sorted(data.draw(st.lists(DAYS, min_size=length, max_size=length, unique=True)))
    ids = [f"EXIJB-2025-01-11-{number:03}" for number in range(length)]
    files = []
    for number, (id, amount, begun) in enumerate(zip(ids, amounts, days, strict=True)):
        ends = [f"act: varied, date: {days[number + 1]}, by: {ids[number + 1]}"] if number + 1 < length else []
        more = f"varies: [{ids[number - 1]}]\n" if number else ""
        files.append(direction(id, str(begun), *ends, finance=money(line(CARE, "2025-26", amount)), more=more))
    day = data.draw(LATER)
    (year,) = commitments(register(*files), day, ["2025-26"], by_day=True).years
    assert (year.total.directed or 0) <= max(amounts) + Decimal("0.005") * length
