"""What the register as a whole asks for: directions that reports require, reviews of policy and plan, the new year's money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from directions_cli.domain.base import year_bounds, year_of
from directions_cli.domain.cycle import reckoning
from directions_cli.domain.cycle.decisions import owed, resting_on
from directions_cli.domain.cycle.duty import CHIEF_FINANCE_OFFICER, CHIEF_OFFICER, Owed, whose
from directions_cli.domain.cycle.reckoning import ISSUE_WITHIN_DAYS, as_known_on
from directions_cli.domain.dates import add_months, in_words
from directions_cli.domain.direction import Direction, is_extant, since
from directions_cli.domain.register import Register

PLAN_REVIEW_MONTHS = 36
"""A strategic plan is reviewed no less often than every three years (key documents of an integration authority)."""


def report_decisions(register: Register, day: date) -> Iterator[Owed]:
    """A report to the board that requires a direction is followed by one to each partner that it names.

    An approved draft that is to be issued by the same day has a duty of its own, and so has one that is late; then that one
    speaks. A revocation upon the report is a direction to those whom the revoked one directed.
    """
    for report in register.reports.values():
        if report.meeting > day or any(each.code == "REG011" for each in report.ignore):
            continue
        by = report.meeting + timedelta(days=ISSUE_WITHIN_DAYS)
        resting = [as_known_on(each, day) for each in resting_on(register, report.number, day)]
        hidden = any(each.terms.private for each in resting)
        for partner in owed(register, report, day):
            draft_by = min(filter(None, map(reckoning.issue_by, _drafts(resting, partner, day))), default=None)
            if draft_by and (draft_by <= by or draft_by < day):
                continue
            meeting = f"it went to the board on {in_words(report.meeting)}"
            what = f"Issue the direction to {whose(register.header, partner)} that the report requires: {meeting}."
            yield Owed(by, (CHIEF_OFFICER,), what, f"{report.number}/{partner}", report.number, report.title, hidden)


def _drafts(directions: Sequence[Direction], partner: str, day: date) -> Iterator[Direction]:
    """Approved drafts to a partner."""
    for each in directions:
        if each.issue is None and partner in each.terms.to and each.terms.approved and each.terms.approved <= day:
            yield each


def policy_review(register: Register, day: date) -> Iterator[Owed]:
    """The directions policy is reviewed every three years, or as often as `register.yaml` says."""
    by, policy = reckoning.policy_review_by(register.header), register.header.policy
    if by and policy and policy.approved <= day:
        yield Owed(by, (CHIEF_OFFICER,), f"Review the directions policy of {in_words(policy.approved)}.")


def plan_review(register: Register, day: date) -> Iterator[Owed]:
    """The strategic commissioning plan is followed by another at its end, and one that runs on is reviewed every three years."""
    plan, ends = register.header.plan, reckoning.plan_ends(register.header)
    if plan is None or ends is None:
        return
    what = f"Review the {plan.title}, and name the plan that follows it: it ends on {in_words(ends)}."
    yield Owed(ends, (CHIEF_OFFICER,), what, f"{plan.from_}")
    times = range(PLAN_REVIEW_MONTHS, 12 * 300, PLAN_REVIEW_MONTHS)
    within = next((by for months in times if (by := add_months(plan.from_, months)) >= day), ends)
    if within < ends:
        what = f"Review the {plan.title}: three years have passed by {in_words(within)}."
        yield Owed(within, (CHIEF_OFFICER,), what, f"{plan.from_}/running")


def budget(register: Register, day: date) -> Iterator[Owed]:
    """By the end of March, each partner and kind of money has a direction for the new financial year.

    Of the year that runs, what stood on any day of it counts; of the one to come, what is extant. An integration joint
    board must direct each function (s.26(1)); a lead agency may, and nothing is asked of it here.
    """
    if register.header.authority.model != "integration-joint-board":
        return
    running = year_of(day)
    coming = year_of(year_bounds(running)[1] + timedelta(days=1))
    given = _given(register, day)
    for year in (running, coming):
        by = year_bounds(year)[0] - timedelta(days=1)
        for partner, kind in _expected(register, year):
            if (year, partner, kind) not in given:
                money = "a payment" if kind == "payment" else "money set aside"
                what = f"Direct {whose(register.header, partner)} for {year}: no extant direction gives it {money} for that year."
                yield Owed(by, (CHIEF_FINANCE_OFFICER, CHIEF_OFFICER), what, f"{year}/{partner}/{kind}")


def _given(register: Register, day: date) -> set[tuple[str, str, str]]:
    """Year, partner and kind of the money of every direction that is extant, or was on some day of that year."""
    found: set[tuple[str, str, str]] = set()
    for direction in register.values():
        known = as_known_on(direction, day)
        if known.issue is not None:
            for line in known.terms.finance:
                if line.year and line.to and line.kind and _stands(known, line.year, day):
                    found.add((line.year, line.to, line.kind))
    return found


def _stands(direction: Direction, year: str, day: date) -> bool:
    ending = direction.ending
    return is_extant(direction, day) or (ending is not None and since(direction, ending) > year_bounds(year)[0])


def _expected(register: Register, year: str) -> list[tuple[str, str]]:
    """Partners and kinds of money of the budget of a year, else of the functions that were delegated."""
    header = register.header
    budgeted = [(line.to, line.kind) for line in header.budgets if line.year == year and header.partner(line.to)]
    if budgeted:
        return list(dict.fromkeys(budgeted))
    boards = {partner.code for partner in header.partners if partner.kind == "health-board"}
    delegated = [(code, function) for function in header.functions for code in function.delegated_by if header.partner(code)]
    return list(
        dict.fromkeys((code, "set-aside" if function.set_aside and code in boards else "payment") for code, function in delegated)
    )
