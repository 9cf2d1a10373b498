"""What has followed from the reports to the board: the directions that they required, and those owed (guidance 3.8, 5.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.direction import Direction, issued_on
from directions_cli.domain.history import Revoked
from directions_cli.domain.keys import key
from directions_cli.domain.log import is_known
from directions_cli.domain.register import Register, stem_of
from directions_cli.domain.report import ReportDecision, number_key


def resting_on(register: Register, number: str, day: date, as_at: bool = False) -> tuple[Direction, ...]:
    """The directions that rest on a report, as they read on a day, drafts among them; `as_at`: only what was known then."""
    wanted = number_key(number)
    found = (as_read_on(register[id], day) for id in register.by_report.get(wanted, ()) if is_known(register[id], day, as_at))
    return tuple(each for each in found if _number(each) == wanted)


def _number(direction: Direction) -> str | None:
    report = direction.terms.report
    return number_key(report.number) if report and report.number else None


def is_issued(direction: Direction, day: date) -> bool:
    """Whether it was issued by a day, though it may have ended since."""
    issued = issued_on(direction)
    return issued is not None and issued <= day


def owed(register: Register, decision: ReportDecision, day: date) -> tuple[str, ...]:
    """The partners to whom a report required a direction and none was issued by a day.

    A direction that has ended since was issued all the same. A revocation upon the report is itself a direction in
    writing to those whom the revoked one directed (the Act, s.27(5)).
    """
    if decision.requires != "direction":
        return ()
    directed = {code for each in resting_on(register, decision.number, day) if is_issued(each, day) for code in each.terms.to}
    directed.update(_revoked_to(register, decision.number, day))
    return tuple(code for code in dict.fromkeys(decision.to) if code not in directed)


def _revoked_to(register: Register, number: str, day: date) -> Iterator[str]:
    wanted = number_key(number)
    for id in register.by_report.get(wanted, ()):
        for entry in register[id].history:
            if isinstance(entry, Revoked) and entry.report and number_key(entry.report) == wanted and entry.date <= day:
                yield from register[id].terms.to


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """The decision of a board report, and what has come of it by a day."""

    id: str = key("Name of its file in `register/reports`, without the ending.")
    number: str = key("Number of the report.")
    title: str = key("Title of the report.")
    meeting: date = key("Day of the meeting.")
    author: str | None = key("Office of the author, or null.")
    url: str | None = key("Link to the report, or null.")
    requires: str = key("`direction` or `no-direction`.")
    to: tuple[str, ...] = key("Codes of the partners that it requires to be directed.")
    escalation: tuple[str, ...] = key("Codes of the partners to whom it is to be escalated.")
    directions: tuple[str, ...] = key("Ids of the directions that rest on it, drafts among them, in the order of their ids.")
    waits_for: tuple[str, ...] = key("Codes of the partners to whom a direction is required and not yet issued.")
    days_waiting: int | None = key("Days since the meeting while a partner waits; null where none does, or before the meeting.")


def decision_rows(register: Register, day: date, as_at: bool = False) -> tuple[DecisionRow, ...]:
    """Every decision by meeting and number. With `as_at` those of meetings up to the day alone; else also what is still ahead."""
    there = sorted(register.reports.items(), key=lambda pair: (pair[1].meeting, number_key(pair[1].number), pair[0]))
    return tuple(_row(register, path, each, day, as_at) for path, each in there if not as_at or each.meeting <= day)


def _row(register: Register, path: str, decision: ReportDecision, day: date, as_at: bool) -> DecisionRow:
    waiting = owed(register, decision, day)
    return DecisionRow(
        id=stem_of(path),
        number=decision.number,
        title=decision.title,
        meeting=decision.meeting,
        author=decision.author,
        url=decision.url,
        requires=decision.requires,
        to=decision.to,
        escalation=decision.escalation,
        directions=tuple(each.id for each in resting_on(register, decision.number, day, as_at)),
        waits_for=waiting,
        days_waiting=(day - decision.meeting).days if waiting and decision.meeting <= day else None,
    )
