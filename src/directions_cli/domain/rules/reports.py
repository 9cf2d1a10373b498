"""Report decisions and the directions that follow from them (families REG and CON; guidance 3.8, 5.1, 7.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from directions_cli.domain.cycle.decisions import owed, resting_on
from directions_cli.domain.cycle.reckoning import ISSUE_WITHIN_DAYS
from directions_cli.domain.direction import Direction
from directions_cli.domain.register import Register, stem_of
from directions_cli.domain.report import ReportDecision, number_key
from directions_cli.domain.rules.core import Case, Fault, rule


def _names(case: Case, codes: tuple[str, ...]) -> str:
    found = [partner.name if (partner := case.header.partner(code)) else code for code in codes]
    return " and ".join(filter(None, (", ".join(found[:-1]), found[-1])))


def _late(direction: Direction, case: Case) -> bool:
    """Whether a draft has waited so long for its issue that LIF013 speaks of it."""
    approved = direction.terms.approved
    return direction.issue is None and approved is not None and approved + timedelta(days=ISSUE_WITHIN_DAYS) < case.today


@rule("REG011", "warning", "guidance 3.8, 5.1", "report")
def direction_follows(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """A direction that a report requires is issued to every partner that it names.

    It is flagged four weeks after the meeting. A direction that has ended since was issued; a revocation upon the report
    counts for those whom the revoked direction was to. Where a draft is late, LIF013 says so, and this rule does not; nor does
    it while a file of the register can't be read, which may hold the direction.
    """
    days = (case.today - report.meeting).days
    if days <= ISSUE_WITHIN_DAYS or case.register.unread:
        return
    late = {code for each in resting_on(case.register, report.number, case.today) if _late(each, case) for code in each.terms.to}
    for code in owed(case.register, report, case.today):
        if code not in late:
            said = f"requires a direction to {_names(case, (code,))}, and none is issued {days} days after the meeting"
            yield Fault(("to", report.to.index(code)), f"{said}; issue one that names report {report.number}")


@rule("REG012", "error", "guidance 3.8", "report")
def decided_once(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """A report is decided once.

    Two decisions of one report could say two things, and nobody could tell which the board made.
    """
    _, others = _places(report, case)
    if others:
        yield Fault(("number",), f"report {report.number} is decided in register/{others[0]} too; keep the one that was made")


def _places(report: ReportDecision, case: Case) -> tuple[str, tuple[str, ...]]:
    """The file of a decision, and those of other decisions of the same report."""
    paths = case.register.decisions[number_key(report.number)]
    own = next(path for path in paths if case.register.reports[path] is report)
    return own, tuple(path for path in paths if path != own)


@rule("REG013", "error", "guidance 3.8", "report")
def partners_named_once(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """A report decision names a partner once in each list."""
    for name in ("to", "escalation"):
        for code, times in Counter(getattr(report, name)).items():
            if times > 1:
                yield Fault((name,), f"names {code} {times} times; once is enough")


@rule("REG014", "note", "guidance 3.9", "report")
def weighed(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """A decision that requires a direction keeps what was weighed.

    Scope and scale of the function, finance, the nature of the change, those affected, the timescale.
    """
    if report.requires == "direction" and report.considerations is None:
        yield Fault((), "keeps nothing of what was weighed: scope, finance, change, those affected or timescale")


@rule("REG015", "note", "design 2", "report")
def named_by_its_meeting(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """The file of a decision is named by the day of its meeting, so that the folder reads in that order."""
    own, _ = _places(report, case)
    if not stem_of(own).startswith(report.meeting.isoformat()):
        yield Fault(("meeting",), f"is {report.meeting}; the file's name should begin with that day")


def keeps_decisions_of(register: Register, direction: Direction) -> bool:
    """Whether the register should hold the decision of an issued direction's report.

    It should from the first meeting on whose reports it keeps decisions of; a historic direction is older than the register.
    """
    if direction.issue is None or direction.historic or register.decided_since is None:
        return False
    return direction.terms.approved is None or direction.terms.approved >= register.decided_since


def undecided(register: Register, direction: Direction) -> str | None:
    """The number of the report of an issued direction, if the register should hold its decision and does not; else None."""
    number = direction.terms.report.number if direction.terms.report else None
    if number is None or not keeps_decisions_of(register, direction):
        return None
    return None if register.decision(number) else number


@rule("CON023", "warning", "guidance 3.8, 7.5")
def report_is_decided(direction: Direction, case: Case) -> Iterator[Fault]:
    """The report of an issued direction has its decision in the register.

    Every report to the board decides and records whether it requires a direction. Asked from the first meeting on whose
    decisions the register keeps, and never of historic directions. `validate --against` says it of a new direction as ALT008.
    """
    number = undecided(case.register, direction)
    if number:
        yield Fault(
            ("report", "number"), f"report {number} has no decision in register/reports; record it with `directions decide`"
        )


def _decision(direction: Direction, case: Case) -> ReportDecision | None:
    number = direction.terms.report.number if direction.terms.report else None
    return None if direction.historic or number is None else case.register.decision(number)


@rule("CON024", "warning", "guidance 3.8")
def directs_whom_the_report_named(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction is to nobody whom the decision of its report did not name."""
    decision = _decision(direction, case)
    if decision and decision.requires == "direction":
        for number, code in enumerate(direction.terms.to):
            if code not in decision.to:
                named = _names(case, decision.to) if decision.to else "nobody"
                yield Fault(
                    ("to", number), f"report {decision.number} requires a direction to {named}, not to {_names(case, (code,))}"
                )


@rule("CON025", "warning", "guidance 3.8")
def report_requires_a_direction(direction: Direction, case: Case) -> Iterator[Fault]:
    """The report of a direction was found to require one."""
    decision = _decision(direction, case)
    if decision and decision.requires == "no-direction":
        said = f"report {decision.number} was found to require no direction; name the report that this one rests on"
        yield Fault(("report", "number"), said)


@rule("CON026", "warning", "guidance 3.8, 4.7")
def approved_at_the_meeting(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction is approved at the meeting that had its report."""
    decision, approved = _decision(direction, case), direction.terms.approved
    if decision and approved and approved != decision.meeting:
        said = (
            f"is {approved}, but report {decision.number} was before the meeting of {decision.meeting}; one of the two is wrong"
        )
        yield Fault(("approved",), said)


OF_REPORTS = (direction_follows, decided_once, partners_named_once, weighed, named_by_its_meeting)
OF_DIRECTIONS = (report_is_decided, directs_whom_the_report_named, report_requires_a_direction, approved_at_the_meeting)
