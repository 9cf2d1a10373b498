"""The header of a register, `register/register.yaml`: whose register it is and what its directions may name."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from directions_cli.domain.base import Code, IsoDate, Line, Model, Money, Text, Url, Year
from directions_cli.domain.choices import RATINGS
from directions_cli.domain.neighbours import HospitalBudget, NeighbouringAuthority
from directions_cli.domain.reference import ReferenceFormat
from directions_cli.domain.terms import Ignore, Kind

FORMAT = 1


def one_or_more(value: Any) -> Any:
    """A single code stands for a list of one."""
    return (value,) if isinstance(value, str) else value


_DELEGATORS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Delegators = Annotated[tuple[Code, ...], BeforeValidator(one_or_more), WithJsonSchema(_DELEGATORS)]


class Authority(Model):
    """The integration authority whose register this is (the Act, ss. 1 and 26)."""

    name: Line = Field(description="Full name of the integration authority, as letters print it.")
    code: Annotated[Line, Field(pattern=r"^[A-Z][A-Z0-9]{1,15}$")] = Field(
        description="Short code in capitals; ids and references begin with it, for example EXIJB."
    )
    model: Literal["integration-joint-board", "lead-agency"] = Field(
        description="integration-joint-board: must direct each delegated function (the Act, s.26(1)). "
        "lead-agency: may direct (s.26(2))."
    )
    address: Text | None = Field(None, description="Postal address, one line after another, for letters.")
    website: Url | None = Field(None, description="Where the authority publishes its papers.")
    fictional: bool = Field(False, description="true marks an example that is no real body; documents then say so.")


class Officer(Model):
    """The holder of an office. Every key may be left out: the office alone is enough."""

    name: Line | None = Field(None, description="Name of the present holder, as letters print it.")
    title: Line | None = Field(None, description="Title of the office, for example Chief Officer.")
    email: Line | None = Field(None, description="Address of the office, not of a private person.")


class Officers(Model):
    """Officers of the authority by office (guidance 2.5: directions are issued on its behalf by the Chief Officer)."""

    chief_officer: Officer | None = Field(None, description="Issues directions on behalf of the authority.")
    chief_finance_officer: Officer | None = Field(None, description="The section 95 officer of the authority.")
    chair: Officer | None = Field(None, description="Chair of the board; copied into directions (guidance 2.5).")
    vice_chair: Officer | None = Field(None, description="Vice-chair; involved where a partner is in difficulty.")
    chief_social_work_officer: Officer | None = Field(None, description="Professional adviser to the board.")
    clinical_director: Officer | None = Field(None, description="Medical adviser to the board.")
    nurse_director: Officer | None = Field(None, description="Nursing adviser to the board.")
    secretary: Officer | None = Field(None, description="Keeps the board's papers: clerk or governance officer.")


class Partner(Model):
    """A constituent authority that may be directed: the Health Board or a council (the Act, s.61)."""

    code: Code = Field(description="Short code that directions use, for example nhs-example.")
    name: Line = Field(description="Full name, as letters print it.")
    kind: Literal["health-board", "local-authority"] = Field(description="health-board or local-authority.")
    address: Text | None = Field(None, description="Postal address for letters, one line after another.")
    chief_executive: Officer | None = Field(
        None, description="To whom directions are addressed, as accountable officer (guidance 2.5)."
    )
    copy_to: tuple[Officer, ...] = Field((), description="Who gets a copy: the Council Leader or the NHS Chair (guidance 2.5).")


class Function(Model):
    """A function delegated to the authority by its integration scheme."""

    code: Code = Field(description="Short code that directions use, for example district-nursing.")
    name: Line = Field(description="Name of the function, as the integration scheme has it.")
    delegated_by: Delegators = Field(description="Code of the partner that delegated it, or a list where several councils did.")
    set_aside: bool = Field(False, description="true where its money is set aside for large hospitals (the Act, s.27(1)(a)).")
    hosted_by: Line | None = Field(
        None, description="Authority whose Chief Officer leads it for its neighbours (guidance 6.3), if any."
    )


class Named(Model):
    """A code and what it stands for."""

    code: Line = Field(description="Short code that directions use.")
    name: Line = Field(description="What it stands for.")


class Plan(Model):
    """A strategic commissioning plan with the years it covers."""

    title: Line = Field(description="Title of the plan, as printed.")
    from_: IsoDate = Field(alias="from", description="First day of the plan.")
    to: IsoDate = Field(description="Last day of the plan.")
    priorities: tuple[Named, ...] = Field((), description="Strategic priorities that directions align to (guidance 4.5).")
    url: Url | None = Field(None, description="Where the plan is published.")


class Budget(Model):
    """Money of the authority's budget for a year, a partner and a kind, against which directions are counted."""

    year: Year = Field(description="Financial year, for example 2025-26.")
    to: Code = Field(description="Partner that is given the money.")
    kind: Kind = Field(description="payment or set-aside.")
    amount: Money = Field(description="The sum in pounds.")
    function: Code | None = Field(None, description="Function, where the budget is set by function.")
    note: Text | None = Field(None, description="What the figure holds or leaves out.")


class ReviewCycle(Model):
    """How often directions are looked at (policy 4.3 and 4.4)."""

    annual_month: Annotated[int, Field(ge=1, le=12)] = Field(4, description="Month of the annual review, 1 to 12.")
    progress_months: Annotated[int, Field(ge=1, le=24)] = Field(6, description="Months between progress reports.")
    negotiation_months: Annotated[int, Field(ge=1, le=6)] = Field(
        6, description="Longest negotiation of a difficulty in months; the policy allows six (4.4)."
    )


class Policy(Model):
    """The authority's own directions policy."""

    approved: IsoDate = Field(description="Day on which the board approved the policy.")
    review_years: Annotated[int, Field(ge=1, le=10)] = Field(3, description="Years until it is reviewed (policy 5.1).")
    url: Url | None = Field(None, description="Where the policy is published.")


class Header(Model):
    """`register/register.yaml`: the authority, its partners and functions, plan, budgets, cycle and numbering."""

    format: Annotated[int, Field(ge=1)] = Field(description="Version of this file format; this program writes 1.")
    authority: Authority = Field(description="Whose register this is.")
    officers: Officers = Field(Officers(), description="Officers by office.")
    partners: tuple[Partner, ...] = Field(description="Who may be directed.")
    functions: tuple[Function, ...] = Field(description="The delegated functions of the integration scheme.")
    localities: tuple[Named, ...] = Field((), description="Localities of the area, if directions name them.")
    plan: Plan | None = Field(None, description="The strategic commissioning plan in force.")
    earlier_plans: tuple[Plan, ...] = Field((), description="Plans before it, to which older directions align.")
    budgets: tuple[Budget, ...] = Field((), description="The budget by year, partner and kind.")
    hospital_budgets: tuple[HospitalBudget, ...] = Field(
        (), description="Whole budgets of hospitals that several authorities set money aside for (guidance 4.6, 6.1)."
    )
    neighbours: tuple[NeighbouringAuthority, ...] = Field(
        (), description="Authorities of the same Health Board and where their registers are (guidance 6)."
    )
    reference: ReferenceFormat = Field(ReferenceFormat(), description="Form and numbering of references.")
    review: ReviewCycle = Field(ReviewCycle(), description="Review cycle in months.")
    policy: Policy | None = Field(None, description="The directions policy and its review.")
    ratings: tuple[Code, ...] = Field(RATINGS, description="Ratings that progress entries may give.")
    committees: tuple[Line, ...] = Field((), description="Bodies that review directions, as minutes name them.")
    duty: Text | None = Field(None, description="Duty line of the form, where the authority words its own.")
    signatures: Literal["required"] | None = Field(
        None, description="required: every commit that changes the register must be signed; `directions audit` checks it."
    )
    language: Annotated[Line, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = Field(
        None, description="Language of documents, such as gd or cy; English where left out."
    )
    ignore: tuple[Ignore, ...] = Field((), description="Findings that are accepted in the whole register, with why.")

    @model_validator(mode="before")
    @classmethod
    def _known_format(cls, value: Any) -> Any:
        """A register of a later format is refused before anything else in it is judged."""
        number = value.get("format") if isinstance(value, dict) else None
        if isinstance(number, int) and number > FORMAT:
            raise ValueError(f"this register has format {number}; this program knows formats up to {FORMAT}: upgrade the program")
        return value

    def partner(self, code: str) -> Partner | None:
        """The partner of that code, or None."""
        return next((partner for partner in self.partners if partner.code == code), None)

    def function(self, code: str) -> Function | None:
        """The function of that code, or None."""
        return next((function for function in self.functions if function.code == code), None)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plan in force and those before it."""
        return (*((self.plan,) if self.plan else ()), *self.earlier_plans)

    @property
    def priorities(self) -> dict[str, str]:
        """Code and name of every priority of the present and earlier plans."""
        return {priority.code: priority.name for plan in reversed(self.plans) for priority in plan.priorities}
