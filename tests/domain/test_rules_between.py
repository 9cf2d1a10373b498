"""Rules where two directions meet: what one takes over from another is not held against it."""

from __future__ import annotations

from datetime import date

from directions_cli.domain.acts.issuing import issue
from directions_cli.domain.acts.replacing import supersede, vary
from directions_cli.domain.register import Register
from directions_cli.domain.rules import judge
from tests.domain.building import DIRECTION, register_of, values

TERMS = values(DIRECTION.split("history:")[0])
ISSUED = date(2025, 3, 20)


def begun() -> Register:
    """A register in which the direction was issued by the act, in March 2025."""
    empty = register_of()
    given = {key: value for key, value in TERMS.items() if key != "reference"}
    return empty.with_(issue(empty, given, ISSUED))


def said(register: Register, day: date, code: str) -> list[str | None]:
    return [finding.direction for finding in judge(register, day) if finding.code == code]


def test_money_overlaps_not_while_a_successor_waits_to_have_effect() -> None:
    register = begun()
    (earlier,) = register
    later = {"approved": date(2025, 6, 17), "takes_effect": date(2025, 9, 1), "title": "Another focus"}
    register = register.with_(supersede(register, (earlier,), later, date(2025, 6, 20)))
    assert said(register, date(2025, 7, 1), "FIN015") == []
    given = {key: value for key, value in TERMS.items() if key != "reference"}
    apart = register.with_(issue(register, {**given, "approved": date(2025, 6, 17), "title": "Apart"}, date(2025, 6, 20)))
    assert said(apart, date(2025, 7, 1), "FIN015") != []


def test_a_milestone_that_fell_due_before_is_not_asked_of_the_successor() -> None:
    register = begun()
    (earlier,) = register
    steps = ({"what": "First", "due": "2025-05-31"}, {"what": "Second", "due": "2025-08-31"})
    later = {"approved": date(2025, 6, 17), "milestones": steps}
    register = register.with_(vary(register, earlier, later, date(2025, 6, 20)))
    assert said(register, date(2025, 7, 1), "LIF017") == []
    assert said(register, date(2025, 9, 1), "LIF017") == ["EXIJB-2025-06-17-001"]
