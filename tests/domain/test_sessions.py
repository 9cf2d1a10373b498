"""A committee's session as one change, and what follows from a monitoring entry in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from directions_cli.domain.acts.monitoring import enter, follows
from directions_cli.domain.acts.reviewing import Outcome, counted, fingerprint, review_several, session_in_words
from directions_cli.domain.direction import status_of
from directions_cli.errors import Refused, WronglyAsked
from tests.domain.building import DIRECTION, ID, LATER, LATER_ID, changed, direction_file, history, one, register_of

DAY = date(2026, 4, 21)
BODY = "Performance and Audit Sub Committee"


def both():
    return register_of(direction_file(DIRECTION), direction_file(changed(DIRECTION, LATER, "-supersedes\n"), LATER_ID))


def outcomes(*given):
    return [Outcome(id, outcome, "As minuted.", BODY, DAY) for id, outcome in given]


def test_a_session_is_one_change_with_an_entry_for_each() -> None:
    register = both()
    change = review_several(register, outcomes((ID, "retain"), (LATER_ID, "close")))
    assert (change.act, change.summary, change.subject) == ("review", f"Record review of 2 directions by {BODY}", ID)
    assert change.touched == (ID, LATER_ID)
    after = register.with_(change)
    assert [status_of(after[id], DAY) for id in (ID, LATER_ID)] == ["retained", "issued"]
    assert [entry.act for entry in after[LATER_ID].history] == ["issued", "reviewed"]


def test_a_session_of_one_is_a_review_of_that_one() -> None:
    alone = review_several(both(), outcomes((ID, "retain")))
    assert alone == enter(both(), ID, {"act": "reviewed", "date": DAY, "body": BODY, "outcome": "retain", "note": "As minuted."})


def test_a_session_of_several_bodies_names_none() -> None:
    given = outcomes((ID, "retain"), (LATER_ID, "close"))
    mixed = [given[0], replace(given[1], body="Board", date=date(2026, 5, 5))]
    assert review_several(both(), mixed).summary == "Record review of 2 directions"
    assert session_in_words(both(), mixed) == (
        f"{BODY}, 21 April 2026:\n- EXIJB-18/03/2025-001: retain\n\nBoard, 5 May 2026:\n- EXIJB-17/06/2025-001: close"
    )
    assert counted([*mixed, *mixed]) == "2 retain, 2 close"


def test_what_was_looked_at_must_still_stand() -> None:
    register = both()
    given = [replace(each, seen=fingerprint(register[each.id])) for each in outcomes((ID, "retain"), (LATER_ID, "vary"))]
    review_several(register, given)
    moved = register.with_(enter(register, LATER_ID, {"act": "progress", "date": DAY, "rating": "on-track"}))
    with pytest.raises(Refused, match="EXIJB-17/06/2025-001 was changed since it was looked at"):
        review_several(moved, given)


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ([], WronglyAsked, "no direction has an outcome"),
        (outcomes((ID, "retain"), (ID, "close")), WronglyAsked, "here twice"),
        (outcomes((ID, "keep")), ValidationError, "outcome"),
        (outcomes(("EXIJB-2020-01-01-001", "retain")), WronglyAsked, "no direction has the id"),
    ],
)
def test_what_is_no_session_is_refused(given, error, said) -> None:
    with pytest.raises(error, match=said):
        review_several(both(), given)


RAISED = "act: difficulty, date: 2025-10-12, stage: raised, by: example-council, summary: No staff."
ASKED = "act: request, date: 2025-05-01, stage: asked, of: example-council, summary: How many?"


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((RAISED.replace("2025-10-12", "2025-11-12"),), "until 12 May 2026, 42 days from now"),
        ((RAISED,), "until 12 April 2026, less than a month (12 days)"),
        ((RAISED.replace("2025-10-12", "2025-10-01"),), "until 1 April 2026, less than a month (1 day)"),
        (
            (RAISED.replace("2025-10-12", "2025-09-30"),),
            "that ended on 30 March 2026, 1 day ago; the board is owed a formal report",
        ),
        ((RAISED, "act: difficulty, date: 2026-03-01, stage: resolved, outcome: Found"), None),
        ((f"{ASKED}, due: 2025-06-01",), "the answer is due on 1 June 2025"),
        (
            (ASKED, "act: request, date: 2025-05-09, stage: answered, summary: '40'"),
            "answers the request of 1 May 2025 of example-council: How many?",
        ),
        (("act: reviewed, date: 2026-03-01, outcome: close",), f"directions close {ID}"),
        (("act: reviewed, date: 2026-03-01, outcome: retain",), None),
        (("act: progress, date: 2026-03-01, rating: on-track",), None),
    ],
)
def test_what_follows_from_the_last_entry(entries, said) -> None:
    told = list(follows(one(history(*entries)), ID, date(2026, 3, 31)))
    assert len(told) == (said is not None)
    assert (said or "") in "".join(told)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"act": "progress", "rating": "on-track", "met": True}, "which milestone was met"),
        ({"act": "progress", "rating": "on-track", "milestone": 1, "met": True, "moved_to": "2026-09"}, "not both"),
        ({"act": "difficulty", "stage": "raised", "report": "X-1"}, "negotiating or resolved, not to one that is raised"),
        ({"act": "difficulty", "stage": "negotiating", "outcome": "x"}, "resolved"),
        ({"act": "query", "stage": "raised", "summary": "?", "amended": "x"}, "answered"),
        ({"act": "query", "stage": "answered", "summary": "!", "notice": "x"}, "raised"),
        ({"act": "request", "stage": "answered", "summary": "!", "due": DAY}, "asked"),
        ({"act": "request", "stage": "asked", "summary": "?", "due": date(2026, 4, 20)}, "before it is asked for"),
        ({"act": "issued"}, "has an act of its own"),
    ],
)
def test_an_entry_must_fit_its_stage(values, said) -> None:
    with pytest.raises(WronglyAsked, match=said):
        enter(one(), ID, {"date": DAY, **values})
