"""`draft` and `issue`: a new direction, and its sending to the partners (guidance 4.7, 5.1; the Act, s.26)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from directions_cli.domain.acts.building import (
    consequences,
    identified,
    issued,
    named_by_id,
    need_approval,
    of_one,
    path_of,
    terms_from,
    with_report_in_full,
)
from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.register import Appended, Change, Register
from directions_cli.errors import Refused, WronglyAsked


def draft(register: Register, values: Mapping[str, Any], taken: Iterable[str] = ()) -> Change:
    """A draft for the board: numbered, but without effect until it is issued."""
    need_approval(values, "a draft")
    direction = new_direction(register, values, taken)
    return Change("draft", f"Draft {direction.name}: {direction.terms.title}", direction.id, made=(direction,))


def redraft(register: Register, id: str, values: Mapping[str, Any]) -> Change:
    """Other terms for a draft, which keeps its number. Refused once it is issued."""
    before = of_one(register, id)
    if before.issue is not None:
        raise Refused(f"LIF001 {before.name} is issued; its terms don't change. Use `directions correct` or `directions vary`")
    terms = named_by_id(register, terms_from({**values, "reference": before.terms.reference}))
    after = Direction(id, before.path, terms, before.history, before.ignore)
    return Change("draft", f"Redraft {after.name}: {terms.title}", id, redrafted=(after,))


def issue(
    register: Register,
    values: Mapping[str, Any],
    day: date | None,
    officer: str | None = None,
    taken: Iterable[str] = (),
    historic: bool = False,
    act: str = "issue",
    **extra: Any,
) -> Change:
    """A direction made and issued in one step. What it varies, supersedes or revokes gets its entry in the same change.

    A historic direction keeps the reference it was printed with, and what nobody knows of it stays absent.
    """
    if not historic:
        need_approval(values, "a direction")
    direction = issued(new_direction(register, values, taken, historic), day, officer, historic)
    verb = "Record historic" if historic else "Issue"
    summary = f"{verb} {direction.name}: {direction.terms.title}"
    appended = consequences(register, direction, **extra)
    return Change(act, summary, direction.id, made=(direction,), appended=appended)


def issue_draft(register: Register, id: str, day: date, officer: str | None = None, **extra: Any) -> Change:
    """A draft issued, with its effect on the directions that it names.

    `extra` goes into their entries: `same_intent` for a variation; approved, reason, note and report for a revocation.
    """
    before = of_one(register, id)
    if before.issue is not None:
        raise Refused(f"LIF001 {before.name} is issued already, on {before.issue.date}")
    after = issued(before, day, officer)
    new = register.with_(Change("issue", "", id, redrafted=(after,)))
    sent = Appended(id, after.history[len(before.history) :])
    summary = f"Issue {before.name}: {before.terms.title}"
    return Change("issue", summary, id, appended=(sent, *consequences(new, after, **extra)))


def new_direction(register: Register, values: Mapping[str, Any], taken: Iterable[str], historic: bool = False) -> Direction:
    """A direction without history, numbered and placed. Links are written as ids."""
    if "history" in values:
        raise WronglyAsked("terms hold no `history`: leave it out, the acts write it")
    if values.get("reference") and not historic:
        raise WronglyAsked("leave `reference` out: a new direction gets its own; only a historic one brings what was printed")
    accepted = DirectionFile.model_validate({"title": "-", "ignore": values.get("ignore", ())}).ignore
    terms = named_by_id(register, terms_from({key: value for key, value in values.items() if key != "ignore"}))
    terms = terms if historic else with_report_in_full(register, terms)
    id, terms = identified(register, terms, taken, historic)
    return Direction(id, path_of(id, terms), terms, (), accepted)
