"""A direction, its authority and partners in views: codes as names, the money line by line, the directions beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

from directions_cli.documents.labels import CHAIR, CHIEF_EXECUTIVE, CHIEF_OFFICER
from directions_cli.documents.languages import Language
from directions_cli.documents.views import (
    AdviceView,
    AuthorityView,
    DirectionView,
    ImpactView,
    InformationView,
    LinkView,
    MilestoneView,
    MoneyView,
    NamedView,
    PartnerView,
    PersonView,
    ReportView,
)
from directions_cli.domain.authority import Header, Officer
from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.digest import digest_of
from directions_cli.domain.direction import Direction, effect_from, is_extant, resource, since, status_of
from directions_cli.domain.history import successor
from directions_cli.domain.outcomes import NATIONAL_OUTCOMES
from directions_cli.domain.register import Register
from directions_cli.domain.terms import LINK_FIELDS, Report, Terms, Unidentified


def _person(officer: Officer | None, title: str, body: str) -> PersonView:
    found = officer or Officer()
    return PersonView(name=found.name, title=found.title or title, email=found.email, body=body)


def authority_view(header: Header, language: Language) -> AuthorityView:
    """The authority."""
    authority, said = header.authority, language.translations.gettext
    return AuthorityView(
        **{key: getattr(authority, key) for key in ("name", "code", "model", "address", "website", "fictional")},
        chief_officer=_person(header.officers.chief_officer, said(CHIEF_OFFICER), authority.name),
        chair=_person(header.officers.chair, said(CHAIR), authority.name),
        duty=header.duty,
        plan=header.plan.title if header.plan else None,
    )


def partner_view(header: Header, code: str, language: Language) -> PartnerView:
    """The partner of that code, who is in the header."""
    partner = header.partner(code)
    assert partner is not None
    return PartnerView(
        **{key: getattr(partner, key) for key in ("code", "name", "kind", "address")},
        chief_executive=_person(partner.chief_executive, language.translations.gettext(CHIEF_EXECUTIVE), partner.name),
        copy_to=tuple(
            PersonView(name=each.name, title=each.title, email=each.email, body=partner.name) for each in partner.copy_to
        ),
    )


def direction_view(
    register: Register, direction: Direction, day: date, language: Language, known: date | None = None
) -> DirectionView:
    """A direction as it stands on a day, with the terms that it is given with.

    Other directions are named as they read on the day `known` (default: the same day), whatever was corrected since.
    """
    known = known or day
    header, said = register.header, language.translations.gettext
    terms, alignment = direction.terms, direction.terms.alignment
    issue = direction.issue
    plain = ("title", "approved", "takes_effect", "ends", "to", "jointly", "services", "direction", "conditions", "measures")
    return DirectionView(
        id=direction.id,
        reference=direction.name,
        digest=digest_of(direction) if issue else None,
        **{key: getattr(terms, key) for key in plain},
        status=status_of(direction, day),
        extant=is_extant(direction, day),
        issued=issue.date if issue else None,
        effect_from=_known(effect_from(direction)),
        recipients=tuple(_name(header, code) for code in terms.to),
        functions=tuple(_function(header, code) for code in terms.functions),
        localities=tuple(_locality(header, code) for code in terms.localities),
        **_delivery(header, terms),
        total=resource(direction),
        statement=alignment.statement if alignment else None,
        priorities=_priorities(header, alignment.priorities if alignment else (), terms.approved),
        outcomes=tuple(
            NamedView(code=str(number), name=said(NATIONAL_OUTCOMES[number]) if number in NATIONAL_OUTCOMES else "")
            for number in (alignment.outcomes if alignment else ())
        ),
        review=_when(terms.review),
        report=_report(terms.report),
        earlier=_earlier(register, direction, known),
        later=_later(register, direction, day, known),
        historic=direction.historic,
        private=terms.private,
    )


def _known(day: date | None) -> date | None:
    return None if day == date.min else day


def _when(value: Any) -> str | None:
    return None if value is None else str(value)


def _delivery(header: Header, terms: Terms) -> dict[str, Any]:
    impact = terms.impact
    keys = ("people", "scale", "statement", "other_authorities", "hosted_services")
    return {
        "finance": tuple(
            MoneyView(
                to=_name(header, line.to) if line.to else None,
                function=_function(header, line.function) if line.function else None,
                **{key: getattr(line, key) for key in ("year", "kind", "amount", "method", "use", "note")},
            )
            for line in terms.finance
        ),
        "milestones": tuple(
            MilestoneView(what=step.what, due=_when(step.due), measure=step.measure) for step in terms.milestones
        ),
        "information": tuple(
            InformationView(
                what=each.what,
                office=_name(header, each.from_) if each.from_ else None,
                due=_when(each.due),
                every_months=each.every_months,
            )
            for each in terms.information
        ),
        "advice": tuple(AdviceView(office=each.from_, summary=each.summary) for each in terms.advice),
        "impact": ImpactView(**{key: getattr(impact, key) for key in keys}) if impact else None,
    }


def _name(header: Header, code: str) -> str:
    partner = header.partner(code)
    return partner.name if partner else code


def _function(header: Header, code: str) -> str:
    function = header.function(code)
    return function.name if function else code


def _locality(header: Header, code: str) -> str:
    return next((each.name for each in header.localities if each.code == code), code)


def _priorities(header: Header, codes: tuple[str, ...], approved: date | None) -> tuple[NamedView, ...]:
    """Priorities by the plan in force when the direction was approved, else by any plan that knows the code."""
    plans = sorted(header.plans, key=lambda plan: not (approved and plan.from_ <= approved <= plan.to))
    known: dict[str, str] = {}
    for plan in plans:
        for each in plan.priorities:
            known.setdefault(each.code, each.name)
    return tuple(NamedView(code=code, name=known.get(code, "")) for code in codes)


def _report(report: Report | None) -> ReportView | None:
    if report is None:
        return None
    return ReportView(number=report.number, title=report.title, appendix=report.appendix, url=report.url)


def link_view(other: Direction, act: str) -> LinkView:
    """Another direction of the register, and by which act it is tied to this one."""
    return LinkView(act=act, reference=other.name, title=other.terms.title, to=other.terms.to)


def _earlier(register: Register, direction: Direction, known: date) -> tuple[LinkView, ...]:
    found = []
    for act in LINK_FIELDS:
        for link in getattr(direction.terms, act):
            ids = register.linked(link, direction.id)
            if len(ids) == 1:
                found.append(link_view(as_read_on(register[ids[0]], known), act))
            else:
                said = link.unidentified if isinstance(link, Unidentified) else link
                found.append(LinkView(act=act, reference=said.strip(), title=None, to=()))
    return tuple(found)


def _later(register: Register, direction: Direction, day: date, known: date) -> tuple[LinkView, ...]:
    return tuple(
        link_view(as_read_on(register[by], known), entry.act)
        for entry in direction.history
        if (by := successor(entry)) and by in register and since(direction, entry) <= day
    )
