"""The log as the law stood on a day, its filters, the difficulties that are open, and the chain of a direction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from directions_cli.domain.chains import chain_of
from directions_cli.domain.direction import difficulties, is_extant, latest_progress, open_difficulties, replaced_by, status_of
from directions_cli.domain.log import rows
from directions_cli.domain.selecting import Filters, asked_for
from tests.domain.building import (
    DIRECTION,
    HISTORIC,
    ID,
    LATER_ID,
    TODAY,
    changed,
    direction_file,
    history,
    one,
    register_of,
    two,
)

SUPERSEDED = history(f"act: superseded, date: 2025-07-01, by: {LATER_ID}")
AHEAD = "takes_effect: 2025-07-01\n"
KEYS = (
    *("id", "reference", "title", "status", "extant", "to", "functions", "approved", "issued", "takes_effect", "ends"),
    *("resource", "delivery_issues", "progress", "review", "varies", "supersedes", "revokes", "replaced_by", "private"),
)
RAISED = "act: difficulty, date: 2025-04-01, stage: raised, by: example-council, summary: No staff"
THEIRS = "act: difficulty, date: 2025-04-02, stage: raised, by: nhs-example, summary: No beds"


def test_a_row_says_what_the_guidance_asks():
    (row,) = rows(one(), TODAY)
    assert tuple(row) == KEYS
    assert row["resource"] == Decimal(1250000)
    assert (row["status"], row["extant"], row["issued"], row["progress"]) == ("issued", True, date(2025, 3, 20), None)
    assert (row["replaced_by"], row["supersedes"], row["delivery_issues"]) == ([], [], [])


def test_a_row_of_what_was_replaced():
    earlier, later = rows(two(SUPERSEDED, AHEAD + "supersedes: [EXIJB-18/03/2025-001]\n"), date(2025, 7, 1))
    assert (earlier["status"], earlier["extant"], earlier["replaced_by"]) == ("superseded", False, [LATER_ID])
    assert later["supersedes"] == [ID]


def test_links_that_lead_nowhere_are_shown_as_written():
    _, later = rows(two("", "supersedes: [Direction 7]\nrevokes: [{unidentified: that of 2019}]\n"), TODAY)
    assert (later["supersedes"], later["revokes"]) == (["Direction 7"], ["that of 2019"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 3, 17), []),
        (date(2025, 3, 18), [(ID, "draft", None, [])]),
        (date(2025, 3, 20), [(ID, "issued", date(2025, 3, 20), [])]),
        (date(2025, 6, 17), [(ID, "issued", date(2025, 3, 20), []), (LATER_ID, "draft", None, [])]),
        (date(2025, 6, 30), [(ID, "issued", date(2025, 3, 20), []), (LATER_ID, "issued", date(2025, 6, 18), [])]),
        (date(2025, 7, 1), [(ID, "superseded", date(2025, 3, 20), [LATER_ID]), (LATER_ID, "issued", date(2025, 6, 18), [])]),
    ],
)
def test_the_log_as_at_a_day_never_shows_the_future(day, expected):
    found = rows(two(SUPERSEDED, AHEAD), day, as_at=True)
    assert [(row["id"], row["status"], row["issued"], row["replaced_by"]) for row in found] == expected


def test_a_draft_is_in_todays_log_and_a_historic_direction_in_every_one():
    assert [row["status"] for row in rows(one("-history\n"), date(2025, 1, 1))] == ["draft"]
    assert list(rows(one("-history\n"), date(2025, 1, 1), as_at=True)) == []
    unknown = register_of(direction_file(changed(DIRECTION, HISTORIC, "-approved\n-reference\n"), "EXIJB-undated-h001"))
    assert [row["status"] for row in rows(unknown, date(2014, 4, 1), as_at=True)] == ["issued"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [ID, LATER_ID]),
        ({"status": "extant"}, [LATER_ID]),
        ({"status": "ended"}, [ID]),
        ({"status": "superseded"}, [ID]),
        ({"status": "closed"}, []),
        ({"to": "nhs-example"}, [LATER_ID]),
        ({"to": "example-council"}, [ID, LATER_ID]),
        ({"function": "reablement"}, [LATER_ID]),
        ({"meeting": date(2025, 3, 18)}, [ID]),
        ({"text": "EVENING"}, [ID]),
        ({"text": "17/06"}, [LATER_ID]),
        ({"text": "night sitting"}, [LATER_ID]),
        ({"text": "evening", "status": "extant"}, []),
    ],
)
def test_the_log_is_narrowed(filters, expected):
    later = "title: Day care\ndirection: Help.\nto: [example-council, nhs-example]\nfunctions: [reablement]\n"
    later += "services: [Night sitting]\n"
    assert [row["id"] for row in rows(two(SUPERSEDED, AHEAD + later), date(2025, 7, 1), Filters(**filters))] == expected


def test_rows_stand_in_the_order_of_approval():
    files = [
        direction_file(changed(DIRECTION, f"approved: {day}"), f"EXIJB-2025-03-18-{n:03}")
        for n, day in enumerate(("2025-05-01", "2025-04-01"), 1)
    ]
    unknown = direction_file(changed(DIRECTION, HISTORIC, "-approved\n"), "EXIJB-undated-h001")
    assert [row["id"][-4:] for row in rows(register_of(*files, unknown), TODAY)] == ["h001", "-002", "-001"]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([RAISED], [("raised", "example-council", "No staff", date(2025, 4, 1))]),
        (
            [RAISED, THEIRS],
            [("raised", "example-council", "No staff", date(2025, 4, 1)), ("raised", "nhs-example", "No beds", date(2025, 4, 2))],
        ),
        (
            [RAISED, THEIRS, "act: difficulty, date: 2025-05-01, stage: negotiating, by: example-council"],
            [
                ("negotiating", "example-council", "No staff", date(2025, 4, 1)),
                ("raised", "nhs-example", "No beds", date(2025, 4, 2)),
            ],
        ),
        (
            [RAISED, THEIRS, "act: difficulty, date: 2025-05-01, stage: resolved, by: example-council"],
            [("raised", "nhs-example", "No beds", date(2025, 4, 2))],
        ),
        (
            [
                RAISED,
                THEIRS,
                "act: difficulty, date: 2025-05-01, stage: resolved, by: example-council",
                "act: difficulty, date: 2025-05-02, stage: negotiating",
            ],
            [("negotiating", "nhs-example", "No beds", date(2025, 4, 2))],
        ),
        ([RAISED, "act: difficulty, date: 2025-05-01, stage: resolved"], []),
        (
            [RAISED, "act: difficulty, date: 2025-05-01, stage: resolved", RAISED.replace("04-01", "05-02")],
            [("raised", "example-council", "No staff", date(2025, 5, 2))],
        ),
        (
            [
                RAISED.replace("by: example-council, ", ""),
                "act: difficulty, date: 2025-05-01, stage: negotiating, by: example-council",
            ],
            [("negotiating", "example-council", "No staff", date(2025, 4, 1))],
        ),
        (
            [RAISED, "act: difficulty, date: 2025-07-01, stage: resolved"],
            [("raised", "example-council", "No staff", date(2025, 4, 1))],
        ),
        (["act: difficulty, date: 2025-05-01, stage: resolved, by: example-council"], []),
    ],
)
def test_difficulties_that_are_open(entries, expected):
    register = one("to: [example-council, nhs-example]\n", history(*entries))
    (row,) = rows(register, TODAY)
    assert [(each["stage"], each["by"], each["summary"], each["since"]) for each in row["delivery_issues"]] == expected
    assert [entry.stage for entry in open_difficulties(register[ID], TODAY)] == [each[0] for each in expected]


def test_a_difficulty_raised_twice_is_two():
    found = list(difficulties(one(history(RAISED, RAISED.replace("04-01", "05-01")))[ID], TODAY))
    assert [(last.date, raised.date) for last, raised in found] == [(date(2025, 4, 1),) * 2, (date(2025, 5, 1),) * 2]


def test_the_latest_progress_is_the_last_in_time_then_in_the_file():
    progress = [
        f"act: progress, date: 2025-0{month}-01, rating: {rating}"
        for month, rating in ((6, "delayed"), (5, "on-track"), (6, "at-risk"))
    ]
    direction = one(history(*progress, "act: progress, date: 2025-07-01, rating: complete"))[ID]
    assert latest_progress(direction, TODAY).rating == "at-risk"
    assert latest_progress(direction, date(2025, 5, 31)).rating == "on-track"
    assert latest_progress(direction, date(2025, 4, 1)) is None


def test_only_retain_has_effect_of_all_reviews():
    entries = [
        f"act: reviewed, date: 2025-0{month}-01, outcome: {outcome}"
        for month, outcome in ((4, "close"), (5, "retain"), (6, "vary"))
    ]
    direction = one(history(*entries))[ID]
    assert [status_of(direction, date(2025, month, 15)) for month in (4, 5, 6)] == ["issued", "retained", "retained"]


def test_an_expiry_ends_nothing():
    assert is_extant(one("ends: 2025-05-31\n")[ID], date(2035, 1, 1))


def test_replaced_by_needs_a_later_direction():
    revoked = one(history("act: revoked, date: 2025-06-01"))[ID]
    assert status_of(revoked, TODAY) == "revoked"
    assert replaced_by(revoked, TODAY) == ()
    assert revoked.ending.act == "revoked"
    assert one()[ID].ending is None


def told(number, day, *changes, by=None, name=None):
    entries = [f"act: superseded, date: 2025-06-30, by: {by}"] if by else []
    return direction_file(
        changed(DIRECTION, f"approved: {day}\n", history(*entries), *changes), name or f"EXIJB-2025-03-18-{number:03}"
    )


def test_the_chain_of_several_predecessors_stands_oldest_first():
    id = "EXIJB-2025-03-18-00{}".format
    register = register_of(
        told(1, "2025-03-01", by=id(3)),
        told(2, "2025-03-05", by=id(4)),
        told(3, "2025-03-03", f"supersedes: [{id(1)}]", by=id(4)),
        told(4, "2025-03-07", f"supersedes: [{id(3)}, {id(2)}, {{unidentified: that of 2019}}]", by=id(5)),
        told(5, "2025-03-09", f"supersedes: [{id(4)}]"),
    )
    chain = chain_of(register, id(4))
    assert chain.before == (id(1), id(3), id(2))
    assert chain.after == (id(5),)
    assert chain.unidentified == ("that of 2019",)
    assert chain_of(register, id(1)).after == (id(3), id(4), id(5))
    assert chain_of(register, id(5)).before == (id(1), id(3), id(2), id(4))


def test_a_loop_is_cut():
    id = "EXIJB-2025-03-18-00{}".format
    register = register_of(
        told(1, "2025-03-01", f"supersedes: [{id(3)}]", by=id(2)),
        told(2, "2025-03-02", f"supersedes: [{id(1)}]", by=id(3)),
        told(3, "2025-03-03", f"supersedes: [{id(2)}]", by=id(1)),
    )
    assert chain_of(register, id(1)).before == (id(2), id(3))
    assert chain_of(register, id(1)).after == (id(2), id(3))


def test_a_search_looks_past_typography():
    assert asked_for({}, "Carers’ strategy – short\nbreaks", Filters(text="carers' strategy - SHORT breaks"))
    assert not asked_for({}, "Carers’ strategy", Filters(text="carers strategy"))
