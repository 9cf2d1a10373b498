"""Two branches of one direction: which entries stand together, in which order, and what a person must decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from directions_cli.domain.clashes import Fork, clashes
from directions_cli.domain.direction import Direction, status_of
from directions_cli.domain.history import Entry
from directions_cli.domain.merging import added_by_date, interleaved, keeps, together, untouched
from directions_cli.domain.register import Register
from directions_cli.domain.rules import judge
from tests.conftest import examples
from tests.domain.building import HEADER, one, register_of, values

ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


def entries(text: str) -> tuple[Entry, ...]:
    """Entries from lines, each the inside of braces."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return tuple(ENTRY.validate_python(values(f"x: {{{line}}}")["x"]) for line in lines)


PROGRESS = "act: progress, date: 2025-05-01, rating: on-track"
LATE = "act: progress, date: 2025-06-20, rating: at-risk"
QUERY = "act: query, stage: raised, date: 2025-04-02, by: Council, summary: Which evenings?"
NHS_ASKS = QUERY.replace("Council", "NHS Example")
ANSWER = "act: query, stage: answered, date: 2025-04-09, summary: All of them"
OTHER_ANSWER = "act: query, stage: answered, date: 2025-04-10, summary: Weekdays alone"
RAISED = "act: difficulty, stage: raised, date: 2025-04-03, by: example-council, summary: Nobody applies"
RESOLVED = "act: difficulty, stage: resolved, date: 2025-05-03, by: example-council, outcome: More pay"
RESOLVED_ELSE = "act: difficulty, stage: resolved, date: 2025-05-04, by: example-council, outcome: Fewer evenings"
NEGOTIATING = "act: difficulty, stage: negotiating, date: 2025-04-20, by: example-council"
RETAIN = "act: reviewed, date: 2025-06-01, body: Audit, outcome: retain"
REVOKE_IT = "act: reviewed, date: 2025-06-01, body: audit, outcome: revoke"
ELSEWHERE = "act: reviewed, date: 2025-06-01, body: Strategic Planning Group, outcome: close"
CLOSED = "act: closed, date: 2025-06-10, approved: 2025-06-03, reason: achieved, note: Done"
VARIED = "act: varied, date: 2025-06-10, by: EXIJB-2025-06-03-001"
REVOKED = "act: revoked, date: 2025-06-17, approved: 2025-06-17, reason: halted, note: Halted"
REVIEW_MAY = "act: corrected, date: 2025-05-05, field: review, from: 2026-04, to: 2026-05, reason: Slip"
REVIEW_JUNE = "act: corrected, date: 2025-05-06, field: review, from: 2026-04, to: 2026-06, reason: Slip"
AMOUNT = "act: corrected, date: 2025-05-07, field: finance.1.amount, from: 1, to: 2, reason: Slip"
USE = "act: corrected, date: 2025-05-07, field: finance.1.use, from: a, to: b, reason: Slip"
LINE = "act: corrected, date: 2025-05-07, field: finance.1, from: {use: a}, to: {use: b}, reason: Slip"
LINE_OUT = "act: corrected, date: 2025-05-07, field: finance.2, from: {use: a}, to: null, reason: Slip"
SAME_DAY_WORSE = "act: progress, date: 2025-05-01, rating: delayed"
SAME_DAY_MILESTONE = "act: progress, date: 2025-05-01, rating: delayed, milestone: 1"
SAME_DAY_CLOSED = "act: closed, date: 2025-05-01, approved: 2025-05-01, reason: achieved, note: Done"
ASKED = "act: request, stage: asked, date: 2025-04-11, of: example-council, summary: How many?"


def forked(base: str, ours: str, theirs: str) -> Fork:
    """A direction with entries of the base and those of each side."""
    start = next(iter(one().values()))
    before = replace(start, history=(*start.history, *entries(base)))
    sides = [replace(before, history=(*before.history, *entries(added))) for added in (ours, theirs)]
    return Fork(before, *sides, before)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("", PROGRESS, QUERY),
        ("", PROGRESS, LATE),
        ("", PROGRESS, RAISED),
        ("", PROGRESS, RETAIN),
        ("", PROGRESS, CLOSED),
        ("", PROGRESS, SAME_DAY_MILESTONE),
        ("", REVIEW_MAY, AMOUNT),
        ("", AMOUNT, USE),
        ("", RETAIN, ELSEWHERE),
        ("", RETAIN, VARIED),
        ("", f"{QUERY}\n{ANSWER}", PROGRESS),
        ("", f"{QUERY}\n{ANSWER}", ASKED),
        (RAISED, NEGOTIATING, RESOLVED),
        (RAISED, RESOLVED, CLOSED),
        (f"{QUERY}\n{QUERY}", ANSWER, OTHER_ANSWER),
        (f"{NHS_ASKS}\n{QUERY}", f"{ANSWER}, by: NHS Example", f"{OTHER_ANSWER}, by: Council"),
        (CLOSED, RAISED.replace("04-03", "06-12"), REVIEW_MAY.replace("05-05", "06-12")),
        ("", REVOKED, REVOKED),
        ("", f"{PROGRESS}\n{CLOSED}", PROGRESS),
    ],
)
def test_what_does_not_bear_on_one_another_stands_together(base, ours, theirs) -> None:
    assert clashes(forked(base, ours, theirs)) == ()
    assert clashes(forked(base, theirs, ours)) == ()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "why"),
    [
        ("", VARIED, REVOKED, "ends once"),
        ("", CLOSED, CLOSED.replace("achieved", "finance-ended"), "ends once"),
        ("", VARIED, VARIED.replace("03-001", "03-002"), "ends once"),
        ("", CLOSED, LATE, "a 'progress' entry can't follow here: it is closed on 2025-06-20 (LIF001)"),
        ("", PROGRESS, SAME_DAY_CLOSED, "'progress' entry can't follow"),
        ("", CLOSED, RETAIN.replace("06-01", "06-12"), "'reviewed' entry can't follow"),
        ("", REVIEW_MAY, REVIEW_JUNE, "both sides correct review: ours to 2026-05, theirs to 2026-06"),
        ("", AMOUNT, LINE, "both sides correct finance.1"),
        ("", AMOUNT, LINE_OUT, "how many finance there are"),
        (RAISED, RESOLVED, RESOLVED_ELSE, "ours “More pay”, theirs “Fewer evenings”"),
        (RAISED, RESOLVED, RESOLVED_ELSE.replace(", by: example-council", ""), "both sides resolve the same difficulty"),
        ("", RAISED, RAISED.replace("04-03", "04-05"), "already open"),
        (RAISED, RESOLVED, NEGOTIATING.replace("04-20", "05-10"), "no difficulty is open"),
        (RAISED, RESOLVED, NEGOTIATING.replace("04-20", "05-03"), "no difficulty is open"),
        (QUERY, ANSWER, OTHER_ANSWER, "both sides answer the same query"),
        (
            f"{NHS_ASKS}\n{QUERY}",
            f"{ANSWER}, by: NHS Example",
            f"{OTHER_ANSWER}, by: NHS Example",
            "both sides answer the same query",
        ),
        ("", RETAIN, REVOKE_IT, "ours retain, theirs revoke"),
        ("", PROGRESS, SAME_DAY_WORSE, "has the rating"),
        ("", f"{PROGRESS}, spend: 5", f"{PROGRESS}, spend: 6", "has the spend 5 in ours and 6 in theirs"),
    ],
)
def test_what_cannot_both_stand_is_told(base, ours, theirs, why) -> None:
    found = clashes(forked(base, ours, theirs))
    assert why in " ".join(clash.why for clash in found)
    assert {clash.at for clash in found} == {"history"}
    assert clashes(forked(base, theirs, ours))


def test_both_issue_the_same_draft() -> None:
    start = replace(next(iter(one().values())), history=())
    ours, theirs = (
        replace(start, history=entries(f"act: issued, date: {day}, officer: Chief Officer"))
        for day in ("2025-03-20", "2025-03-21")
    )
    assert "both sides issue it: ours 2025-03-20, theirs 2025-03-21" in clashes(Fork(start, ours, theirs, start))[0].why
    assert clashes(Fork(start, ours, ours, start)) == ()


def test_what_was_changed_in_a_draft_that_the_other_side_issued_was_not_what_was_sent() -> None:
    start = replace(next(iter(one().values())), history=())
    sent = replace(start, history=entries("act: issued, date: 2025-03-20, officer: Chief Officer"))
    drafted = next(iter(one("title: Care in the morning", "-history").values()))
    for fork in (Fork(start, sent, drafted, drafted), Fork(start, drafted, sent, drafted)):
        assert [clash.at for clash in clashes(fork)] == ["title"]


ALL = [PROGRESS, LATE, QUERY, ANSWER, RAISED, RESOLVED, NEGOTIATING, RETAIN, REVOKE_IT, CLOSED, VARIED, REVOKED, REVIEW_MAY, ASKED, SAME_DAY_CLOSED]  # fmt: skip


def errors(direction: Direction, today: date = date(2025, 12, 31)) -> set[str]:
    register = register_of(header=HEADER)
    found = judge(Register(register.header, [direction]), today)
    return {finding.message for finding in found if finding.severity == "error"}


@pytest.mark.parametrize("base", ["", RAISED])
def test_all_pairs_of_entries_that_stand_together_are_lawful_in_every_order(base: str) -> None:
    merged = 0
    for ours, theirs in combinations(ALL, 2):
        fork = forked(base, ours, theirs)
        if clashes(fork):
            continue
        merged += 1
        known = errors(fork.ours) | errors(fork.theirs)
        standings = set()
        for first in ("text", "ours", "theirs"):
            added = together(*fork.added, first)
            whole = replace(fork.merged, history=(*fork.common, *added))
            assert errors(whole) <= known
            standings.add(status_of(whole, date(2025, 12, 31)))
        assert len(standings) == 1, (base, ours, theirs)
    assert merged > 30


SOME = st.lists(st.sampled_from([entries(each)[0] for each in ALL]), max_size=6)


@given(SOME, SOME)
def test_the_order_is_the_same_whichever_side_is_ours(ours, theirs) -> None:
    assert together(ours, theirs) == together(theirs, ours)


@given(SOME)
def test_merging_what_is_the_same_changes_nothing(ours) -> None:
    assert together(ours, ours) == tuple(ours)
    assert together(ours, []) == tuple(ours)


@given(SOME, SOME)
def test_every_entry_of_both_sides_is_there_in_its_sides_order(ours, theirs) -> None:
    places = interleaved(ours, theirs)
    if places is not None:
        assert [i for i, _ in places if i is not None] == list(range(len(ours)))
        assert [j for _, j in places if j is not None] == list(range(len(theirs)))
        assert all(ours[i] == theirs[j] for i, j in places if i is not None and j is not None)


@settings(max_examples=examples(100))
@given(st.lists(st.sampled_from(range(len(ALL))), unique=True, max_size=9), st.lists(st.integers(0, 2), min_size=9, max_size=9))
def test_three_branches_give_the_same_in_any_order_of_merging(numbers, owners) -> None:
    a, b, c = ([entries(ALL[n])[0] for n, owner in zip(numbers, owners, strict=False) if owner == k] for k in range(3))
    left = together(together(a, b), c)
    assert left == together(a, together(b, c)) == together(b, together(c, a))


@given(SOME, SOME)
def test_a_merge_stands_by_date(ours, theirs) -> None:
    whole = together(ours, theirs)
    if whole is not None and not set(map(repr, ours)) & set(map(repr, theirs)):
        assert added_by_date(ours, whole) == tuple(theirs)
        assert added_by_date(theirs, whole) == tuple(ours)


def test_an_entry_put_in_against_its_date_does_not_stand_by_date() -> None:
    early, late = entries(f"{PROGRESS}\n{LATE}")
    assert added_by_date([late], [early, late]) == (early,)
    assert added_by_date([early], [early, late]) == (late,)
    assert added_by_date([early], [late, early]) is None
    assert added_by_date([early, late], [late]) is None
    assert keeps([early], [late, early])
    assert not keeps([early, late], [late, early])
    assert untouched([early, late], [early]) == 1


def test_orders_that_contradict_are_not_merged() -> None:
    early, late = entries(f"{PROGRESS}\n{LATE}")
    assert interleaved([early, late], [late, early]) is None


def test_a_historic_issue_without_a_day_stands_first() -> None:
    found = together(entries(PROGRESS), entries("act: issued, historic: true"))
    assert [entry.act for entry in found] == ["issued", "progress"]
