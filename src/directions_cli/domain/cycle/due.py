"""`due`: one list of what needs doing, by date and by whom (guidance 3.8, 4.7, 5.1 to 5.4; policy 4 and 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from directions_cli.domain.cycle import due_entries, due_register, due_terms
from directions_cli.domain.cycle.duty import Duty, Owed
from directions_cli.domain.cycle.reckoning import as_known_on
from directions_cli.domain.direction import Direction, status_of
from directions_cli.domain.log import is_known
from directions_cli.domain.register import Register
from directions_cli.domain.status import EXTANT, Status

NAMESPACE: Final = UUID("6a0a7a6e-2c9e-5d0e-9f0a-3d1f5b8c7e21")
"""Of the names of duties in calendars. Never changed: a calendar would then show everything twice."""


class OfDirection(NamedTuple):
    """A kind of duty of one direction: the paragraph that it comes from, the rule that speaks of it, the statuses in which a
    direction may have it, and how it is found."""

    kind: str
    source: str
    rule: str | None
    statuses: tuple[Status, ...]
    find: Callable[[Direction, Register, date], Iterator[Owed]]


class OfRegister(NamedTuple):
    """The same of the register as a whole."""

    kind: str
    source: str
    rule: str | None
    find: Callable[[Register, date], Iterator[Owed]]


OF_DIRECTIONS: Final = (
    OfDirection("issue", "guidance 5.1", "LIF013", ("draft",), due_terms.issue),
    OfDirection("milestone", "guidance 5.2, 5.3", "LIF017", EXTANT, due_terms.milestones),
    OfDirection("progress", "policy 4.3", "LIF018", EXTANT, due_entries.progress),
    OfDirection("review", "policy 4.3 and app. 1", "LIF011", EXTANT, due_terms.own_review),
    OfDirection("review", "policy 4.3", "LIF012", EXTANT, due_terms.annual_review),
    OfDirection("negotiation", "policy 4.4", "LIF014", EXTANT, due_entries.negotiation),
    OfDirection("expiry", "guidance 5.2; policy 4.5", "LIF010", EXTANT, due_terms.expiry),
    OfDirection("request", "the Act, s.27(2); guidance 5.4", "LIF029", EXTANT, due_entries.requests),
    OfDirection("information", "the Act, s.27(2); guidance 5.4", None, EXTANT, due_terms.information),
    OfDirection("query", "guidance 4.7", None, ("draft", *EXTANT), due_entries.queries),
    OfDirection("recommendation", "policy 4.2 and app. 2", "LIF019", EXTANT, due_entries.recommendation),
)
OF_REGISTER: Final = (
    OfRegister("report-decision", "guidance 3.8, 5.1", "REG011", due_register.report_decisions),
    OfRegister("policy-review", "policy 5.1", "REG006", due_register.policy_review),
    OfRegister("plan-review", "guidance 1.2", "REG007", due_register.plan_review),
    OfRegister("budget", "the Act, ss. 26 and 27; guidance 1.4, 3.5", None, due_register.budget),
)


def due(register: Register, day: date) -> tuple[Duty, ...]:
    """Everything that needs doing, as it was known on a day, by date, direction and kind; also what is far ahead.

    What a rule would say and is accepted under `ignore`, in the direction or in the whole register, is no duty.
    """
    code = register.header.authority.code
    found = [*_of_directions(register, day), *_of_register(register, day)]
    named = (
        Duty(
            kind=kind,
            date=owed.date,
            overdue=(day - owed.date).days,
            who=owed.who,
            direction=direction.id if direction else None,
            reference=direction.terms.reference if direction else None,
            report=owed.report,
            title=direction.terms.title if direction else owed.title,
            private=direction.terms.private if direction else owed.private,
            what=owed.what,
            source=source,
            rule=rule,
            uid=str(uuid5(NAMESPACE, "\n".join((code, kind, direction.id if direction else "", owed.part)))),
        )
        for kind, source, rule, direction, owed in found
    )
    return tuple(sorted(named, key=lambda each: (each.date, each.direction or "", each.report or "", each.kind, each.what)))


Found = tuple[str, str, str | None, Direction | None, Owed]


def _of_directions(register: Register, day: date) -> Iterator[Found]:
    accepted = {each.code for each in register.header.ignore}
    for direction in register.values():
        if not _is_there(direction, day):
            continue
        known = as_known_on(direction, day)
        let_be = accepted | {each.code for each in direction.ignore}
        status = status_of(known, day)
        for kind, source, rule, statuses, find in OF_DIRECTIONS:
            if status in statuses and rule not in let_be:
                yield from ((kind, source, rule, known, owed) for owed in find(known, register, day))


def _is_there(direction: Direction, day: date) -> bool:
    """Whether a direction was known on a day: approved, or asked about while it was before the board."""
    return is_known(direction, day, as_at=True) or any(entry.date and entry.date <= day for entry in direction.history)


def _of_register(register: Register, day: date) -> Iterator[Found]:
    accepted = {each.code for each in register.header.ignore}
    for kind, source, rule, find in OF_REGISTER:
        if rule not in accepted:
            yield from ((kind, source, rule, None, owed) for owed in find(register, day))
