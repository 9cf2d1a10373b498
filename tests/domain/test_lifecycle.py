"""The life of a direction, exhaustively: every sequence of acts up to length four against an oracle of the field's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import pytest

from directions_cli.domain.acts.correcting import correct
from directions_cli.domain.acts.ending import close, revoke
from directions_cli.domain.acts.issuing import draft, issue, issue_draft
from directions_cli.domain.acts.monitoring import enter
from directions_cli.domain.acts.replacing import revoke_by_new, supersede, vary
from directions_cli.domain.direction import effect_from, replaced_by, status_of
from directions_cli.domain.finding import errors
from directions_cli.domain.rules import RULES, judge, related
from directions_cli.domain.rules.core import Case, apply
from directions_cli.errors import Refused, WronglyAsked
from tests.domain.building import ID, one, terms_of

STRICT = tuple(rule for rule in RULES if rule.severity == "error" and rule.scope == "direction")
BEGIN = date(2025, 6, 1)
DAYS_AHEAD = 30


def new_terms(day, extra=""):
    return terms_of(f"approved: {day}\n-takes_effect\nmilestones: [{{what: Staff are in post, due: 2026-06-30}}]\n", extra)


def varied(register, id, day):
    return vary(register, id, {"approved": str(day), "review": f"2028-{len(register):02}"}, day)


def superseded_ahead(register, id, day):
    later = day + timedelta(days=DAYS_AHEAD)
    return supersede(register, (id,), {"approved": str(day), "title": "Other care", "takes_effect": str(later)}, day)


ON_ONE = {
    "vary": varied,
    "supersede": lambda register, id, day: supersede(register, (id,), {"approved": str(day), "title": "Other care"}, day),
    "supersede ahead": superseded_ahead,
    "close": lambda register, id, day: close(register, id, day, day, "achieved", "All staff are in post."),
    "revoke": lambda register, id, day: revoke(register, id, day, day, "halted", "The site was sold."),
    "revoke by new": lambda register, id, day: revoke_by_new(register, id, new_terms(day), day, approved=None),
    "correct": lambda register, id, day: correct(register, id, [("review", f"2027-{day.day:02}")], "Slip", day),
    "review": lambda register, id, day: enter(register, id, {"act": "reviewed", "date": day, "outcome": "retain"}),
    "progress": lambda register, id, day: enter(register, id, {"act": "progress", "date": day, "rating": "on-track"}),
}
ON_REGISTER = {
    "issue": lambda register, day: issue(register, new_terms(day), day),
    "draft": lambda register, day: draft(register, new_terms(day)),
    "issue draft": lambda register, day: issue_draft(register, max(id for id in register if not register[id].history), day),
}
ENDS = {
    "vary": "varied",
    "supersede": "superseded",
    "supersede ahead": "superseded",
    "close": "closed",
    "revoke": "revoked",
    "revoke by new": "revoked",
}


@dataclass(frozen=True)
class Known:
    """What the oracle knows of one direction: its status, and what it becomes on a later day, by which direction.

    `effect` is its first day of effect: a later direction that restates it carries that over while it lies ahead.
    """

    status: str
    then: tuple[date, str] | None = None
    by: int | None = None
    effect: date = date.min

    def on(self, day):
        return self.then[1] if self.then and self.then[0] <= day else self.status


def oracle(known: tuple[Known, ...], act: str, target: int, day: date) -> tuple[Known, ...] | None:
    """What is known after an act, or None where the field does not allow it. Written without looking at the code."""
    if act == "issue":
        return (*known, Known("issued"))
    if act == "draft":
        return (*known, Known("draft"))
    if act == "issue draft":
        drafts = [number for number, each in enumerate(known) if each.status == "draft"]
        return put(known, drafts[-1], Known("issued")) if drafts else None
    now = known[target]
    status = now.on(day)
    if status == "draft":
        return None
    if act == "correct":
        return known
    if status not in ("issued", "retained"):
        return None
    if act == "progress":
        return known
    if act == "review":
        return put(known, target, replace(now, status="retained"))
    if now.then:
        return None
    if act in ("close", "revoke"):
        return put(known, target, replace(now, status=ENDS[act]))
    effect = (
        day + timedelta(days=DAYS_AHEAD) if act == "supersede ahead" else day if act == "revoke by new" else max(day, now.effect)
    )
    ending = {"status": ENDS[act]} if effect <= day else {"then": (effect, ENDS[act])}
    return (*put(known, target, replace(now, by=len(known), **ending)), Known("issued", effect=effect))


def put(known, number, value):
    return (*known[:number], value, *known[number + 1 :])


def attempt(register, act, id, day):
    """The register after an act that the rules accept, and the change; None where it is refused."""
    try:
        change = ON_REGISTER[act](register, day) if act in ON_REGISTER else ON_ONE[act](register, id, day)
    except (Refused, ValueError, WronglyAsked):
        return None
    after = register.with_(change)
    case, ids = Case(after, day), related(after, change.touched)
    return None if any(True for rule in STRICT for _ in apply(rule, case, ids)) else (after, change)


@cache
def start():
    return one()


def walk(register, ids, known, past, acts, depth, target_last, trail=()):
    """Try each act, compare with the oracle, and go on from those that were accepted. Gives the number of acts tried."""
    tried = 0
    day = BEGIN + timedelta(days=len(past))
    for act in acts:
        target = len(ids) - 1 if target_last else 0
        expected = oracle(known, act, target, day)
        made = attempt(register, act, ids[target], day)
        tried += 1
        told = (*trail, act)
        assert (made is None) == (expected is None), (told, expected)
        if made is None:
            continue
        after, change = made
        now = [*ids, *(direction.id for direction in change.made)]
        compare(after, now, expected, [*past, (day, known)], day, told)
        if depth > 1:
            tried += walk(after, now, expected, [*past, (day, known)], ALL, depth - 1, target_last, told)
    return tried


def compare(register, ids, known, past, day, told):
    """Statuses today, ahead, and on every day before, as they were known then."""
    ahead = day + timedelta(days=2 * DAYS_AHEAD)
    for when in (day, ahead):
        assert [status_of(register[id], when) for id in ids] == [each.on(when) for each in known], (told, when)
    for id, each in zip(ids, known, strict=True):
        assert replaced_by(register[id], ahead) == (() if each.by is None else (ids[each.by],)), told
        assert effect_from(register[id]) is None or effect_from(register[id]) >= date(2025, 4, 1)
    for when, before in past:
        eve = when - timedelta(days=1)
        assert [status_of(register[id], eve) for id in ids[: len(before)]] == [each.on(eve) for each in before], (told, eve)


ALL = (*ON_ONE, *ON_REGISTER)


@pytest.mark.parametrize("first", ALL)
def test_every_sequence_of_four_acts_upon_one_direction(first):
    assert walk(start(), [ID], (Known("issued"),), [], (first,), 4, False) >= 1


@pytest.mark.parametrize("first", ALL)
def test_every_sequence_of_three_acts_upon_the_newest_direction(first):
    assert walk(start(), [ID], (Known("issued"),), [], (first,), 3, True) >= 1


def test_whole_register_is_valid_after_a_long_life():
    register, day = start(), BEGIN
    for act in ("progress", "vary", "draft", "issue draft", "supersede ahead", "issue"):
        day += timedelta(days=1)
        made = attempt(register, act, max(id for id in register if "2025-06" in id or id == ID), day)
        assert made, act
        register = made[0]
        assert errors(judge(register, day)) == ()
