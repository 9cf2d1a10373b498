"""The header of the register and report decisions (family REG)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.reckoning import plan_ends, policy_review_by
from directions_cli.domain.finding import Path
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.rules.core import Case, Fault, rule
from directions_cli.domain.rules.ignores import unsound


@rule("REG001", "error", "design 2", "header")
def codes_are_their_own(header: Header, case: Case) -> Iterator[Fault]:
    """Partners, functions and priorities have codes of their own."""
    codes: dict[Path, list[str]] = {
        ("partners",): [partner.code for partner in header.partners],
        ("functions",): [function.code for function in header.functions],
        ("localities",): [locality.code for locality in header.localities],
    }
    if header.plan:
        codes[("plan", "priorities")] = [priority.code for priority in header.plan.priorities]
    for at, found in codes.items():
        for code, count in Counter(found).items():
            if count > 1:
                yield Fault(at, f"the code {code} stands {count} times; give each its own")


@rule("REG002", "error", "the Act, s.61", "header")
def delegators_are_partners(header: Header, case: Case) -> Iterator[Fault]:
    """Every function was delegated by a partner of the integration scheme."""
    for number, function in enumerate(header.functions):
        if not function.delegated_by:
            yield Fault(("functions", number, "delegated_by"), f"{function.code} was delegated by nobody; name the partner")
        for code in function.delegated_by:
            if header.partner(code) is None:
                yield Fault(("functions", number, "delegated_by"), f"{code!r} is no partner of this register")


@rule("REG003", "error", "the Act, s.61", "header")
def has_a_health_board(header: Header, case: Case) -> Iterator[Fault]:
    """An integration scheme is made by a Health Board and at least one council."""
    for kind in ("health-board", "local-authority"):
        if not any(partner.kind == kind for partner in header.partners):
            yield Fault(("partners",), f"no partner is a {kind}; the scheme is between a Health Board and a council")


@rule("REG004", "error", "guidance 4.6", "header")
def set_aside_is_delegated_by_health_board(header: Header, case: Case) -> Iterator[Fault]:
    """Only functions of the Health Board have money set aside."""
    for number, function in enumerate(header.functions):
        owners = [header.partner(code) for code in function.delegated_by]
        if function.set_aside and not any(owner and owner.kind == "health-board" for owner in owners):
            yield Fault(("functions", number, "set_aside"), f"{function.code} was not delegated by a Health Board")


@rule("REG005", "error", "design 2", "header")
def budgets_are_of_partners(header: Header, case: Case) -> Iterator[Fault]:
    """Budgets are of partners and functions that the header names."""
    for number, budget in enumerate(header.budgets):
        if header.partner(budget.to) is None:
            yield Fault(("budgets", number, "to"), f"{budget.to!r} is no partner of this register")
        if budget.function and header.function(budget.function) is None:
            yield Fault(("budgets", number, "function"), f"{budget.function!r} is no function of this register")


@rule("REG006", "warning", "policy 5.1", "header")
def policy_is_reviewed(header: Header, case: Case) -> Iterator[Fault]:
    """The directions policy is reviewed every three years."""
    by = policy_review_by(header)
    if by and header.policy and by < case.today:
        yield Fault(("policy", "approved"), f"the policy of {header.policy.approved} is due for review")


@rule("REG007", "warning", "guidance 1.2", "header")
def plan_is_in_force(header: Header, case: Case) -> Iterator[Fault]:
    """A strategic commissioning plan is in force."""
    if header.plan and header.plan.to < header.plan.from_:
        yield Fault(("plan", "to"), "the plan ends before it begins")
    ended = plan_ends(header)
    if ended and ended < case.today:
        yield Fault(("plan", "to"), f"the plan ended on {ended}; name the one that followed")


@rule("REG008", "error", "guidance 3.8, 7.5", "report")
def decision_is_consistent(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """A report decision names partners of the register where a direction is required, and none where it is not."""
    for name in ("to", "escalation"):
        for number, code in enumerate(getattr(report, name)):
            if case.header.partner(code) is None:
                known = ", ".join(partner.code for partner in case.header.partners)
                yield Fault((name, number), f"{code!r} is no partner of this register; its partners are {known}")
    if report.requires == "direction" and not report.to:
        yield Fault(("to",), "requires a direction, but does not say of whom")
    if report.requires == "no-direction" and report.to:
        yield Fault(("to",), "requires no direction, yet names partners to direct")


@rule("REG009", "warning", "design 2", "header")
def accepted_in_all(header: Header, case: Case) -> Iterator[Fault]:
    """A finding accepted in the whole register is one that may be accepted.

    An error can't be accepted away, and the code of a rule must exist.
    """
    yield from unsound(header.ignore)


@rule("REG010", "warning", "design 2", "report")
def accepted_of_a_report(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """A finding accepted for a report decision is one that may be accepted."""
    yield from unsound(report.ignore)


RULES = (
    codes_are_their_own,
    delegators_are_partners,
    has_a_health_board,
    set_aside_is_delegated_by_health_board,
    budgets_are_of_partners,
    policy_is_reviewed,
    plan_is_in_force,
    decision_is_consistent,
    accepted_in_all,
    accepted_of_a_report,
)
