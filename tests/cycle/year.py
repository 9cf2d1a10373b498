"""A year in the life of a register, from April 2025 to April 2026: what forty acts do, day by day, and the header they act under.

The sums are round and small in number, so that every figure can be worked out with pencil and paper; `answers.py` does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HEADER = """\
format: 1
authority: {name: Example Integration Joint Board, code: EXIJB, model: integration-joint-board, fictional: true}
officers: {chief_officer: {title: Chief Officer}, chief_finance_officer: {title: Chief Finance Officer}}
partners:
  - {code: nhs-example, name: NHS Example, kind: health-board}
  - {code: example-council, name: Example Council, kind: local-authority}
functions:
  - {code: emergency-department, name: Emergency department, delegated_by: nhs-example, set_aside: true}
  - {code: general-medicine, name: General medicine, delegated_by: nhs-example, set_aside: true}
  - {code: district-nursing, name: District nursing, delegated_by: nhs-example}
  - {code: mental-health, name: Community mental health, delegated_by: nhs-example}
  - {code: prescribing, name: Prescribing, delegated_by: nhs-example}
  - {code: care-at-home, name: Care at home, delegated_by: example-council}
  - {code: care-homes, name: Care homes, delegated_by: example-council}
  - {code: carers-support, name: Support for carers, delegated_by: example-council}
  - {code: telecare, name: Telecare, delegated_by: example-council}
  - {code: addiction-services, name: Addiction services, delegated_by: [nhs-example, example-council]}
localities:
  - {code: east, name: East}
  - {code: west, name: West}
plan:
  title: Strategic Commissioning Plan 2025-2028
  from: 2025-04-01
  to: 2028-03-31
  priorities: [{code: SP1, name: Home first}, {code: SP2, name: Prevention}, {code: SP3, name: Carers}]
budgets:
  - {year: 2025-26, to: nhs-example, kind: payment, amount: 10000000}
  - {year: 2025-26, to: nhs-example, kind: set-aside, amount: 4000000}
  - {year: 2025-26, to: example-council, kind: payment, amount: 8000000}
  - {year: 2026-27, to: nhs-example, kind: payment, amount: 10400000}
  - {year: 2026-27, to: nhs-example, kind: set-aside, amount: 4100000}
  - {year: 2026-27, to: example-council, kind: payment, amount: 8300000}
reference: {format: "{code}-{approved:%d/%m/%Y}-{n:03}", number_per: meeting}
review: {annual_month: 4, progress_months: 6, negotiation_months: 6}
policy: {approved: 2023-05-16, review_years: 3}
ratings: [on-track, at-risk, delayed, complete]
committees: [Performance and Audit Sub Committee]
"""
NHS, COUNCIL = "nhs-example", "example-council"
NAMES = {NHS: "NHS Example", COUNCIL: "Example Council"}
PASC = "Performance and Audit Sub Committee"
Step = tuple[str, tuple[Any, ...], dict[str, Any] | None]
"""The day, the arguments of `directions`, and what its --from holds."""


def terms(
    title: str, approved: str, function: str, money: list[tuple[str, int | str]], year: str = "2025-26", **more: Any
) -> dict[str, Any]:
    """The terms of a direction on one function: a line of money for each partner, an amount or a method."""
    kind = "set-aside" if function in ("emergency-department", "general-medicine") else "payment"
    lines = []
    for to, amount in money:
        line = {"to": to, "function": function, "year": year, "kind": kind, "use": f"{title} in {year}."}
        lines.append(line | ({"amount": amount} if isinstance(amount, int) else {"method": amount}))
    to = [to for to, _ in money]
    named = " and ".join(NAMES[each] for each in to)
    return {
        "title": title,
        "approved": approved,
        "to": to,
        "functions": [function],
        "direction": f"{named} {'are' if len(to) > 1 else 'is'} directed to carry out {title.lower()} for 400 people a year.",
        "finance": lines,
        "measures": ["People served, counted each quarter"],
        "alignment": {"priorities": ["SP3" if function == "carers-support" else "SP1"], "outcomes": [2, 9]},
        "review": "2026-04",
        **more,
    }


FIRST = ("2025-03-18", {"takes_effect": "2025-04-01"})


def before() -> Iterator[Step]:
    """What stood when the year began: eight directions of the budget meeting of March 2025 (D1 to D8)."""
    approved, more = FIRST
    standing = [
        ("Emergency department", "emergency-department", [(NHS, 2_400_000)]),
        ("General medicine", "general-medicine", [(NHS, 1_500_000)]),
        ("District nursing", "district-nursing", [(NHS, 3_000_000)]),
        ("Community mental health", "mental-health", [(NHS, 2_500_000)]),
        ("Prescribing", "prescribing", [(NHS, "Actual cost of items dispensed.")]),
        ("Care at home", "care-at-home", [(COUNCIL, 3_500_000)]),
        ("Care homes", "care-homes", [(COUNCIL, 2_600_000)]),
        ("Support for carers", "carers-support", [(COUNCIL, 400_000)]),
    ]
    for title, function, money in standing:
        yield "2025-03-25", ("issue",), terms(title, approved, function, money, **more)


PILOTS = [
    ("Night nursing pilot", "district-nursing", [(NHS, 100_000)]),
    ("Crisis text line pilot", "mental-health", [(NHS, 120_000)]),
    ("Pharmacy first pilot", "prescribing", [(NHS, 80_000)]),
    ("Overnight care pilot", "care-at-home", [(COUNCIL, 150_000)]),
    ("Care home nursing pilot", "care-homes", [(COUNCIL, 90_000)]),
    ("Falls detector pilot", "telecare", [(COUNCIL, 60_000)]),
    ("Digital switch pilot", "telecare", [(COUNCIL, 40_000)]),
    ("Recovery cafe pilot", "addiction-services", [(COUNCIL, 30_000)]),
]
"""D11 to D18."""


def report(number: str, title: str, meeting: str, *to: str, **more: Any) -> dict[str, Any]:
    """A report decision."""
    requires = "direction" if to else "no-direction"
    return {
        "number": number,
        "title": title,
        "meeting": meeting,
        "author": "Chief Officer",
        "requires": requires,
        "to": list(to),
        **more,
    }


def named(number: str) -> dict[str, Any]:
    return {"report": {"number": number}}


def year() -> Iterator[Step]:
    """The forty acts."""
    yield "2025-04-15", ("decide",), report("R-25-01", "Telecare", "2025-04-15", COUNCIL)
    steps = [{"what": "First 100 homes connected", "due": "2025-09-30"}]
    more = {**named("R-25-01"), "milestones": steps}
    yield "2025-04-22", ("issue",), terms("Telecare", "2025-04-15", "telecare", [(COUNCIL, 300_000)], **more)
    yield "2025-05-20", ("decide",), report("R-25-02", "Addiction services", "2025-05-20", NHS, COUNCIL)
    addiction = [(NHS, 600_000), (COUNCIL, 350_000)]
    more = {**named("R-25-02"), "jointly": True}
    yield "2025-05-27", ("issue",), terms("Addiction services", "2025-05-20", "addiction-services", addiction, **more)
    yield "2025-05-27", ("decide",), report("R-25-03", "Annual accounts", "2025-05-20")
    for title, function, money in PILOTS:
        yield "2025-06-24", ("issue",), terms(title, "2025-06-17", function, money)
    yield "2025-07-01", ("progress", "15/04/2025-001", "--rating", "on-track", "--note", "60 homes connected."), None
    notice = ("--notice", "Letter of the Chief Executive of 9 July 2025")
    raised = ("--by", COUNCIL, "--summary", "Two care homes are to close.", *notice)
    yield "2025-07-10", ("difficulty", "raise", "18/03/2025-007", *raised), None
    query = ("--by", "Member of the board", "--summary", "Does this cover alcohol as well as drugs?")
    yield "2025-08-05", ("query", "raise", "20/05/2025-001", *query), None
    yield "2025-08-12", ("query", "answer", "20/05/2025-001", "--summary", "It covers both."), None
    raised = ("--by", NHS, "--summary", "Four posts can't be filled.", "--notice", "Letter of 1 September 2025")
    yield "2025-09-02", ("difficulty", "raise", "18/03/2025-004", *raised), None
    met = ("--rating", "on-track", "--note", "104 homes connected.", "--milestone", "1", "--met", "--spend", "150000")
    yield "2025-09-30", ("progress", "15/04/2025-001", *met), None
    yield "2025-10-14", ("difficulty", "negotiate", "18/03/2025-007", "--summary", "A third provider is asked."), None
    ended = ("--outcome", "Posts shared with a neighbour.", "--report", "R-25-08")
    yield "2025-10-21", ("difficulty", "resolve", "18/03/2025-004", *ended), None
    yield from _recovery()
    yield from _winter()
    yield from _spring()


def _recovery() -> Iterator[Step]:
    """The recovery plan of October 2025: £300,000 less for nursing, £200,000 more for care at home (guidance 5.7 to 5.9)."""
    plan = "2025-10-28"
    yield plan, ("decide",), report("R-25-09", "Financial recovery plan", plan, NHS, COUNCIL)
    less = {
        "approved": plan,
        **named("R-25-09"),
        "finance": [terms("District nursing", plan, "district-nursing", [(NHS, 2_700_000)])["finance"][0]],
    }
    yield "2025-11-04", ("vary", "18/03/2025-003"), less
    more = {
        "approved": plan,
        **named("R-25-09"),
        "finance": [terms("Care at home", plan, "care-at-home", [(COUNCIL, 3_700_000)])["finance"][0]],
    }
    yield "2025-11-04", ("vary", "18/03/2025-006"), more
    money = [(NHS, 500_000), (COUNCIL, 400_000)]
    anew = terms("Addiction services and recovery", plan, "addiction-services", money, **named("R-25-09"), jointly=True)
    yield "2025-11-04", ("supersede", "20/05/2025-001"), anew


def _winter() -> Iterator[Step]:
    asked = ("--of", NHS, "--summary", "Cost of prescribing to October.", "--due", "2025-12-15")
    yield "2025-11-11", ("request", "ask", "18/03/2025-005", *asked), None
    closed = ("--approved", "2025-12-09", "--reason", "achieved", "--note", "The carers' centres are open.")
    yield "2025-12-09", ("close", "18/03/2025-008", *closed), None
    yield "2025-12-18", ("request", "answer", "18/03/2025-005", "--of", NHS, "--summary", "£5.1m to October."), None
    formal = report("R-26-01", "Care homes: outcome of the negotiation", "2026-01-27", escalation=[COUNCIL])
    yield "2026-01-27", ("decide",), formal
    ended = ("--outcome", "A third provider took over both homes.", "--report", "R-26-01")
    yield "2026-02-03", ("difficulty", "resolve", "18/03/2025-007", *ended), None
    halted = ("--approved", "2026-02-03", "--reason", "halted", "--note", "The building can't be used.")
    yield "2026-02-10", ("revoke", "17/06/2025-008", *halted), None


def _spring() -> Iterator[Step]:
    """The budget of 2026-27, a slip of the pen, and the annual review of the twenty directions that stand."""
    budget = "2026-03-17"
    new = {**named("R-26-04"), "takes_effect": "2026-04-01", "review": "2027-04"}
    yield budget, ("decide",), report("R-26-04", "Budget 2026-27", budget, NHS, COUNCIL)
    for title, function, money in (
        ("Support for carers", "carers-support", [(COUNCIL, 450_000)]),
        ("District nursing", "district-nursing", [(NHS, 2_800_000)]),
        ("General medicine", "general-medicine", [(NHS, 1_600_000)]),
        ("Care at home", "care-at-home", [(COUNCIL, 3_600_000)]),
    ):
        yield "2026-03-24", ("issue",), terms(f"{title} 2026-27", budget, function, money, "2026-27", **new)
    emergency = terms("Emergency department and flow", budget, "emergency-department", [(NHS, 2_500_000)], "2026-27", **new)
    yield "2026-03-24", ("supersede", "18/03/2025-001"), emergency
    yield "2026-03-26", ("progress", "18/03/2025-002", "--rating", "at-risk", "--note", "Beds full.", "--spend", "1490000"), None
    slip = ("--set", "milestones.1.what=First 100 homes are connected", "--reason", "A word was missing.")
    yield "2026-03-31", ("correct", "15/04/2025-001", *slip), None
    yield "2026-04-21", ("review", "--from", "outcomes.csv"), None


OUTCOMES = {
    "18/03/2025-002": "retain",
    "18/03/2025-004": "retain",
    "18/03/2025-005": "retain",
    "18/03/2025-007": "vary",
    "15/04/2025-001": "retain",
    "17/06/2025-001": "close",
    "17/06/2025-002": "close",
    "17/06/2025-003": "retain",
    "17/06/2025-004": "retain",
    "17/06/2025-005": "supersede",
    "17/06/2025-006": "retain",
    "17/06/2025-007": "retain",
    "28/10/2025-001": "revoke",
    "28/10/2025-002": "vary",
    "28/10/2025-003": "retain",
    "17/03/2026-001": "retain",
    "17/03/2026-002": "retain",
    "17/03/2026-003": "retain",
    "17/03/2026-004": "retain",
    "17/03/2026-005": "retain",
}
"""The review of April 2026: retained 14, to vary 2, to supersede 1, to close 2, to revoke 1."""


def outcomes() -> str:
    """The committee's sheet, as a spreadsheet saves it."""
    lines = [f'EXIJB-{reference},{outcome},"Looked at in April."' for reference, outcome in OUTCOMES.items()]
    return "\r\n".join(["reference,outcome,note", *lines]) + "\r\n"


def play(directions: Callable[..., Any], steps: Iterator[Step], folder: Path) -> int:
    """Do the acts one after the other, each on its day; how many there were."""
    (folder / "outcomes.csv").write_text(outcomes(), encoding="utf-8", newline="")
    count = 0
    for day, arguments, given in steps:
        count += 1
        if given is not None:
            path = folder / "given.yaml"
            path.write_text(json.dumps(given, ensure_ascii=False, indent=1), encoding="utf-8")
            arguments = (*arguments, "--from", path)
        if arguments[0] == "review":
            arguments = ("review", "--from", folder / "outcomes.csv", "--body", PASC)
        done = directions("--today", day, *arguments, "--yes")
        assert done.returncode == 0, f"{day} {arguments}: {done.stderr}"
    return count
