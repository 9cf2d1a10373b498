"""The terms of a direction: what the instrument says (field by field: the Act, ss. 26 to 28; guidance 3.9 to 4.8).

Terms never change once the direction is issued; only a `corrected` entry may put a slip of the pen right.
What nobody knows of a historic direction is left out, never invented: the rules say what is missing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from directions_cli.domain.base import Code, IsoDate, Line, Model, Money, Text, Url, When, Year

Kind = Literal["payment", "set-aside"]


class Unidentified(Model):
    """An earlier direction that is known only from what was written about it."""

    unidentified: Text = Field(description="What is known of it, in the words of the minute or report.")


Link = Annotated[
    Line | Unidentified,
    Field(description="Id or reference of the earlier direction, or {unidentified: what is known of it}."),
]


class Ignore(Model):
    """A finding that is accepted, and why."""

    code: Annotated[Line, Field(pattern=r"^[A-Z]{3}[0-9]{3}$")] = Field(description="Code of the rule, such as CON012.")
    reason: Text = Field(description="Why the finding is accepted here. An ignore without a reason is refused.")


class Report(Model):
    """The board report that led to the direction (guidance 1.3, 4.7)."""

    number: Line | None = Field(None, description="Number of the report, for example EXIJB-25-014.")
    title: Line | None = Field(None, description="Title of the report.")
    appendix: Line | None = Field(None, description="Appendix that holds the direction, for example B.")
    url: Url | None = Field(None, description="Link to the meeting papers.")


class FinanceLine(Model):
    """Money for one function and one recipient (the Act, s.27(1)): a payment, or an amount set aside."""

    to: Code | None = Field(None, description="Partner that is given the money.")
    function: Code | None = Field(None, description="Function that the money is for.")
    year: Year | None = Field(None, description="Financial year, for example 2025-26.")
    kind: Kind | None = Field(None, description="payment, or set-aside for a large hospital function (s.27(1)(a) and (b)).")
    amount: Money | None = Field(None, description="Pounds. A set-aside must have an amount (s.27(1)(a)).")
    method: Text | None = Field(None, description="How a payment is worked out, where it is no fixed amount (s.27(1)(b)).")
    use: Text | None = Field(None, description="How the money is to be used (s.27(1)(c)).")
    note: Text | None = Field(None, description="Anything else about the sum, for example that it is an upper limit.")


class Milestone(Model):
    """A step by which delivery can be followed (guidance 5.3)."""

    what: Text = Field(description="What will have been done.")
    due: When | None = Field(None, description="By when: a day, or a month.")
    measure: Text | None = Field(None, description="How it will be seen that it was done.")


class Alignment(Model):
    """How the direction serves the plan and the national outcomes (guidance 4.5, policy app. 1)."""

    priorities: tuple[Line, ...] = Field((), description="Codes of priorities of the plan.")
    outcomes: tuple[Annotated[int, Field(ge=0, le=99)], ...] = Field(
        (), description="Numbers, 1 to 9, of the national health and wellbeing outcomes."
    )
    statement: Text | None = Field(None, description="The alignment in words.")


class Advice(Model):
    """Professional, clinical or financial advice that the decision relied on (guidance 1.3, 3.10)."""

    from_: Line = Field(alias="from", description="Office that advised, for example Chief Social Work Officer.")
    summary: Text = Field(description="The advice in a sentence or two.")


class Impact(Model):
    """Who is affected, how much changes, and what it means for neighbours (guidance 3.9, 6.1 to 6.7)."""

    people: tuple[Line, ...] = Field((), description="Those affected: patients, carers, communities, staff and others.")
    scale: Text | None = Field(None, description="Scale and nature of the change.")
    statement: Text | None = Field(None, description="What changes for those affected.")
    other_authorities: tuple[Line, ...] = Field((), description="Other integration authorities that it affects.")
    hosted_services: Text | None = Field(None, description="Effect on hosted services or a lead partnership.")


class Information(Model):
    """Information that a recipient must give (the Act, s.27(2); guidance 5.4)."""

    what: Text = Field(description="What is to be reported.")
    from_: Code | None = Field(None, alias="from", description="Partner that reports; all recipients if left out.")
    due: When | None = Field(None, description="When it is due, for the first time if it recurs.")
    every_months: Annotated[int, Field(ge=1, le=60)] | None = Field(None, description="Months between reports.")


class Terms(Model):
    """What the instrument says. Once issued it never changes; a later direction varies, supersedes or revokes it."""

    reference: Line | None = Field(None, description="Reference as printed. Allocated by the program; null if never given.")
    title: Line = Field(description="What the direction is about, in a few words.")
    approved: IsoDate | None = Field(None, description="Day of the board meeting that made it.")
    report: Report | None = Field(None, description="The report that the board decided on.")
    to: tuple[Code, ...] = Field((), description="Partners that are directed (the Act, s.26(4)).")
    jointly: bool = Field(False, description="true where the recipients must carry it out together (guidance 3.6).")
    functions: tuple[Code, ...] = Field((), description="Delegated functions that it covers (guidance 4.3).")
    services: tuple[Line, ...] = Field((), description="Named services, where it directs these in particular.")
    localities: tuple[Line, ...] = Field((), description="Localities, where it does not hold for the whole area.")
    direction: Text | None = Field(
        None, description="The text: what is to be delivered, in enough detail to be monitored (guidance 4.1, 5.3)."
    )
    conditions: Text | None = Field(None, description="What must happen before it can be carried out, if anything.")
    takes_effect: IsoDate | None = Field(None, description="First day on which it has effect; else the day of issue.")
    ends: IsoDate | None = Field(
        None, description="Last day that it foresees. It stays in place after that until it is closed (guidance 5.2)."
    )
    finance: tuple[FinanceLine, ...] = Field((), description="Money, a line for each function, recipient and year.")
    milestones: tuple[Milestone, ...] = Field((), description="Steps with dates and measures (guidance 5.3).")
    measures: tuple[Text, ...] = Field((), description="Performance measures that hold for the whole direction.")
    information: tuple[Information, ...] = Field((), description="Information to be given (the Act, s.27(2)).")
    alignment: Alignment | None = Field(None, description="Plan priorities and national outcomes that it serves.")
    advice: tuple[Advice, ...] = Field((), description="Advice that the decision relied on (guidance 3.10).")
    impact: Impact | None = Field(None, description="Those affected, and other authorities (guidance 3.9, 6.7).")
    review: When | None = Field(None, description="When it will be reviewed: a month or a day (policy app. 1).")
    varies: tuple[Link, ...] = Field((), description="Earlier directions that it varies (the Act, s.27(5)).")
    supersedes: tuple[Link, ...] = Field((), description="Earlier directions that it supersedes (policy app. 2).")
    revokes: tuple[Link, ...] = Field((), description="Earlier directions that it revokes (the Act, s.27(5)).")
    private: bool = Field(False, description="true where the board took the item in private; published as a count only.")
    private_reason: Text | None = Field(None, description="Why it is private.")
    source: Text | None = Field(None, description="Where a historic direction is known from.")


TERM_FIELDS: tuple[str, ...] = tuple(Terms.model_fields)
LINK_FIELDS = ("varies", "supersedes", "revokes")
