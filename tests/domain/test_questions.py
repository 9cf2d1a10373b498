"""Queries and requests that are open on a day, and which of them an answer is about."""

from __future__ import annotations

from datetime import date

import pytest

from directions_cli.domain.direction import answers, open_queries, open_requests
from directions_cli.domain.history import Query, Request
from tests.domain.building import ID, codes, history, one

BOTH = "to: [example-council, nhs-example]\n"
LAST = date(2025, 6, 30)


def asked(day, of=None, due=None, summary="How many?"):
    rest = (f", of: {of}" if of else "") + (f", due: {due}" if due else "")
    return f"act: request, date: 2025-{day}, stage: asked, summary: {summary}{rest}"


def told(day, of=None):
    return f"act: request, date: 2025-{day}, stage: answered, summary: 'Told on {day}'{f', of: {of}' if of else ''}"


def raised(day, by=None, summary="Which streets?"):
    return f"act: query, date: 2025-{day}, stage: raised, summary: {summary}{f', by: {by}' if by else ''}"


def cleared(day, by=None):
    return f"act: query, date: 2025-{day}, stage: answered, summary: All of them{f', by: {by}' if by else ''}"


def direction(*entries):
    return one(BOTH, history(*entries))[ID]


def waiting(*entries, day=LAST):
    return [(each.of, each.date) for each in open_requests(direction(*entries), day)]


NHS, COUNCIL = "nhs-example", "example-council"
FIRST, SECOND, THIRD = date(2025, 5, 1), date(2025, 5, 2), date(2025, 5, 3)


@pytest.mark.parametrize(
    ("entries", "left"),
    [
        pytest.param([asked("05-01", NHS)], [(NHS, FIRST)], id="nothing answered"),
        pytest.param([asked("05-01", NHS), told("05-02")], [], id="the only one needs no name"),
        pytest.param([asked("05-01", NHS), asked("05-02", NHS), told("05-03")], [(NHS, SECOND)], id="oldest of the one partner"),
        pytest.param(
            [asked("05-01", NHS), asked("05-02", COUNCIL), told("05-03", COUNCIL)], [(NHS, FIRST)], id="of the partner named"
        ),
        pytest.param(
            [asked("05-02", NHS), asked("05-01", NHS), told("05-03")], [(NHS, SECOND)], id="oldest by day, not by place"
        ),
        pytest.param([asked("05-01"), told("05-03", NHS)], [], id="asked of nobody in particular"),
        pytest.param(
            [asked("05-01"), asked("05-02", NHS), told("05-03", NHS)], [(None, FIRST)], id="the one that names it goes before"
        ),
        pytest.param(
            [asked("05-01"), asked("05-02", NHS), told("05-03")], [(NHS, SECOND)], id="no name answers what names nobody"
        ),
    ],
)
def test_an_answer_is_about_the_oldest_of_its_name(entries, left) -> None:
    assert waiting(*entries) == left
    assert "LIF015" not in codes(one(BOTH, history(*entries)), LAST)


@pytest.mark.parametrize(
    ("entries", "left"),
    [
        pytest.param([asked("05-01", NHS), asked("05-02", COUNCIL), told("05-03")], 2, id="of whom"),
        pytest.param([asked("05-01", NHS), told("05-03", COUNCIL)], 1, id="another partner"),
        pytest.param([asked("05-01", NHS), told("05-02"), told("05-03")], 0, id="answered already"),
        pytest.param([asked("05-02", NHS), told("05-01")], 1, id="before it was asked"),
    ],
)
def test_an_answer_to_nothing_changes_nothing(entries, left) -> None:
    found = one(BOTH, history(*entries))
    assert "LIF015" in codes(found, LAST)
    assert len(open_requests(found[ID], LAST)) == left


def test_what_is_open_is_told_as_at_a_day() -> None:
    entries = [asked("05-01", NHS, "2025-06-01"), told("05-20", NHS), asked("05-25", NHS, "2025-07-01")]
    assert [waiting(*entries, day=date(2025, *day)) for day in ((4, 30), (5, 1), (5, 19), (5, 20), (5, 25))] == [
        [], [(NHS, FIRST)], [(NHS, FIRST)], [], [(NHS, date(2025, 5, 25))],
    ]  # fmt: skip
    assert [each.due for each in open_requests(direction(*entries), LAST)] == [date(2025, 7, 1)]


def test_queries_are_told_apart_by_who_asked() -> None:
    entries = [
        raised("05-01", "NHS Example", "First?"),
        raised("05-02", "Carer representative", "Second?"),
        cleared("05-03", "nhs  example"),
    ]
    found = direction(*entries)
    assert [each.summary for each in open_queries(found, LAST)] == ["Second?"]
    assert [(asked.summary, answer is not None) for asked, answer in answers(found, LAST, Query)] == [
        ("First?", True), ("Second?", False),
    ]  # fmt: skip
    assert not list(answers(found, LAST, Request))
    assert "LIF015" in codes(one(BOTH, history(*entries, cleared("05-04", "Chief Officer"), cleared("05-05"))), LAST)


def test_an_answer_may_name_who_gave_it_where_one_has_asked() -> None:
    found = one(BOTH, history(raised("05-01", "NHS Example"), cleared("05-03", "Chief Officer")))
    assert open_queries(found[ID], LAST) == ()
    assert "LIF015" not in codes(found, LAST)


def test_a_draft_has_queries() -> None:
    found = one("history:\n  - {" + raised("03-17", "Carer representative") + "}\n")
    assert [each.by for each in open_queries(found[ID], LAST)] == ["Carer representative"]
