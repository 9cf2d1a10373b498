"""What a template may use: every name and field with what it holds. `docs/templates.md` is generated from these classes.

They hold plain values only: text, days, pounds, numbers, yes or no, and lists of one another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


def it(about: str) -> Any:
    """A field, with what it holds."""
    return field(metadata={"about": about})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """The holder of an office."""

    name: str | None = it("Name of the holder, if the register gives one.")
    title: str | None = it("Title of the office.")
    email: str | None = it("Address of the office.")
    body: str = it("The body that the office belongs to.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityView:
    """The integration authority."""

    name: str = it("Full name.")
    code: str = it("Short code in capitals.")
    model: str = it("`integration-joint-board` or `lead-agency`.")
    address: str | None = it("Postal address, a line each.")
    website: str | None = it("Where it publishes its papers.")
    fictional: bool = it("Whether it is an example and no real body; documents must then say so.")
    chief_officer: PersonView = it("The Chief Officer, who issues directions.")
    chair: PersonView = it("The chair of the board, who is copied in (guidance 2.5).")
    duty: str | None = it("The duty line of the form, where the authority words its own.")
    plan: str | None = it("Title of the strategic commissioning plan in force.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """A constituent authority that may be directed."""

    code: str = it("Short code.")
    name: str = it("Full name.")
    kind: str = it("`health-board` or `local-authority`.")
    address: str | None = it("Postal address, a line each.")
    chief_executive: PersonView = it("To whom directions are addressed (guidance 2.5).")
    copy_to: tuple[PersonView, ...] = it("Who gets a copy: the Council Leader or the NHS Chair (guidance 2.5).")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyView:
    """A line of money."""

    to: str | None = it("Name of the partner that is given it.")
    function: str | None = it("Name of the function that it is for.")
    year: str | None = it("Financial year, such as `2025-26`.")
    kind: str | None = it("`payment` or `set-aside`.")
    amount: Decimal | None = it("Pounds, if an amount is stated.")
    method: str | None = it("How a payment is worked out, where it is no fixed amount.")
    use: str | None = it("How it is to be used.")
    note: str | None = it("Anything else about the sum.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneView:
    """A step of delivery."""

    what: str = it("The step.")
    due: str | None = it("Month or day by which it is due; print it with `| day`.")
    measure: str | None = it("How it can be seen that it was done.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedView:
    """A number or code and what it stands for."""

    code: str = it("The number or code.")
    name: str = it("What it stands for; empty where the register does not say.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceView:
    """Advice that the decision relied on."""

    office: str = it("Office that advised.")
    summary: str = it("The advice.")


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationView:
    """Information that a recipient must give."""

    what: str = it("What is to be reported.")
    office: str | None = it("Name of the partner that reports; all recipients if none.")
    due: str | None = it("Month or day on which it is due; print it with `| day`.")
    every_months: int | None = it("Months between reports, if it recurs.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactView:
    """Who is affected."""

    people: tuple[str, ...] = it("Those affected.")
    scale: str | None = it("Scale and nature of the change.")
    statement: str | None = it("What changes for them.")
    other_authorities: tuple[str, ...] = it("Other integration authorities that it affects.")
    hosted_services: str | None = it("Effect on hosted services or a lead partnership.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The board report that led to a direction."""

    number: str | None = it("Number of the report.")
    title: str | None = it("Title of the report.")
    appendix: str | None = it("Appendix that holds the direction.")
    url: str | None = it("Link to the papers; print it with `| link(address)`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """Another direction that this one ends or was ended by."""

    act: str = it("`varies`, `supersedes` or `revokes`; for a later direction `varied`, `superseded` or `revoked`.")
    reference: str = it("What people call it: reference, else id; where it is not in the register, what is known of it.")
    title: str | None = it("Its title, if it is in the register.")
    to: tuple[str, ...] = it("Codes of the partners that it directs or directed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """A term that differs from before."""

    term: str = it("The term, in words.")
    before: str | None = it("What it said; none where it said nothing.")
    after: str | None = it("What it says; none where it says nothing.")
    reason: str | None = it("Why it was put right, for a correction.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionView:
    """A direction as it stands on the day of the document."""

    id: str = it("The register's own name for it.")
    reference: str = it("The printed reference; the id where it has none.")
    digest: str | None = it("Digest of its terms as they read, which stands for them on paper; none for a draft.")
    title: str = it("What it is about.")
    status: str = it("`draft`, `issued`, `retained`, `varied`, `superseded`, `closed` or `revoked`.")
    extant: bool = it("Whether it binds its recipients on that day.")
    approved: date | None = it("Day of the board meeting that made it.")
    issued: date | None = it("Day of issue.")
    effect_from: date | None = it("Day from which it has effect; none for a draft.")
    takes_effect: date | None = it("First day on which its terms say it has effect.")
    ends: date | None = it("Last day that it foresees; it stands after that until it is closed (guidance 5.2).")
    to: tuple[str, ...] = it("Codes of the partners that it directs.")
    recipients: tuple[str, ...] = it("Names of the partners that it directs.")
    jointly: bool = it("Whether they must carry it out together.")
    functions: tuple[str, ...] = it("Names of the delegated functions that it covers.")
    services: tuple[str, ...] = it("Named services, where it directs these in particular.")
    localities: tuple[str, ...] = it("Localities, where it does not hold for the whole area.")
    direction: str | None = it("The text; print it with `| markdown`.")
    conditions: str | None = it("What must happen before it can be carried out; print it with `| markdown`.")
    finance: tuple[MoneyView, ...] = it("Its money, a line each.")
    total: Decimal | None = it("All amounts together, if any line states one.")
    milestones: tuple[MilestoneView, ...] = it("Its milestones.")
    measures: tuple[str, ...] = it("Measures that hold for the whole of it.")
    information: tuple[InformationView, ...] = it("Information that recipients must give.")
    statement: str | None = it("Its alignment to the plan in words; print it with `| markdown`.")
    priorities: tuple[NamedView, ...] = it("Priorities of the plan that it serves.")
    outcomes: tuple[NamedView, ...] = it("National health and wellbeing outcomes that it serves.")
    advice: tuple[AdviceView, ...] = it("Advice that the decision relied on.")
    impact: ImpactView | None = it("Who is affected.")
    review: str | None = it("Month or day of its review; print it with `| day`.")
    report: ReportView | None = it("The report that led to it.")
    earlier: tuple[LinkView, ...] = it("Directions that it varies, supersedes or revokes.")
    later: tuple[LinkView, ...] = it("Directions that ended it.")
    historic: bool = it("Whether it was issued before this register was kept.")
    private: bool = it("Whether the board took it in private.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """The act that a letter tells of, for one direction."""

    kind: str = it("`issue`, `variation`, `supersession`, `revocation`, `closure` or `correction`.")
    day: date = it("Day of the act.")
    officer: str | None = it("Office that did it.")
    approved: date | None = it("Day of the meeting that decided it.")
    reason: str | None = it("Reason of a closure or revocation.")
    note: str | None = it("The decision in words.")
    report: str | None = it("Number of the report decided on.")
    differences: tuple[DifferenceView, ...] = it("What a variation changes: the redline, term by term.")
    corrections: tuple[DifferenceView, ...] = it("What a correction put right.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """A direction together with an act that a letter tells of."""

    direction: DirectionView = it("The direction as the act left it.")
    act: ActView = it("The act.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter: one act or several of one day, to one recipient."""

    kind: str = it("The kind that its acts share; `issue` where directions issued together differ.")
    day: date = it("Day of the act, which is the day of the letter.")
    officer: str = it("Title of the office that signs.")
    signatory: str | None = it("Name of who signs, if the register gives it.")
    recipient: PartnerView | None = it("To whom this copy goes; none where a historic direction names nobody.")
    directed: bool = it("Whether each of its directions is to the recipient; else some only end one that was.")
    copies: tuple[PersonView, ...] = it("Who else gets a copy (guidance 2.5).")
    sheets: tuple[SheetView, ...] = it("The directions that the recipient is told of, each with its act.")
    attached: bool = it("Whether the completed forms follow in the same file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """What a report to the board was found to require (guidance 3.8)."""

    number: str = it("Number of the report.")
    title: str = it("Title of the report.")
    meeting: date = it("Day of the meeting.")
    author: str | None = it("Office of the author.")
    required: bool = it("Whether it requires a direction.")
    to: tuple[str, ...] = it("Codes of the partners to be directed.")
    escalation: tuple[str, ...] = it("Codes of the partners to whom it is escalated.")
    scope: str | None = it("Scope and scale of the function (guidance 3.9).")
    finance: str | None = it("Finance involved.")
    change: str | None = it("Scale and nature of the change.")
    people: tuple[str, ...] = it("Those affected.")
    timescale: str | None = it("Timescale for delivery.")
    advice: tuple[AdviceView, ...] = it("Advice taken (guidance 3.10).")
    note: str | None = it("Anything to add.")
    directions: tuple[LinkView, ...] = it("Directions of the register that name this report.")
