"""The register gathered into what templates may use: codes as names, each direction with its money, chain and last act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from directions_cli.documents.labels import CHAIR, CHIEF_EXECUTIVE, CHIEF_OFFICER
from directions_cli.documents.languages import Language, english
from directions_cli.documents.redline_words import Speaker, changes
from directions_cli.documents.views import (
    ActView,
    AdviceView,
    AuthorityView,
    DecisionView,
    DifferenceView,
    DirectionView,
    FileView,
    ImpactView,
    InformationView,
    LinkView,
    MilestoneView,
    MoneyView,
    NamedView,
    NameView,
    PartnerView,
    PersonView,
    RegisterView,
    ReportView,
    SheetView,
)
from directions_cli.domain.authority import Header, Officer
from directions_cli.domain.corrections import as_left_by, as_read_on
from directions_cli.domain.dates import DAY
from directions_cli.domain.direction import Direction, effect_from, is_extant, resource, since, status_of
from directions_cli.domain.history import Closed, Corrected, Entry, Issued, Revoked, successor
from directions_cli.domain.naming import called, one_reference
from directions_cli.domain.outcomes import NATIONAL_OUTCOMES
from directions_cli.domain.register import Register
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.terms import LINK_FIELDS, Report, Terms, Unidentified

KINDS = {"varies": "variation", "supersedes": "supersession", "revokes": "revocation"}
ENDED_BY = {"varied": "varied", "superseded": "superseded", "revoked": "revoked"}


def gathered(register: Register, day: date, language: Language | None = None) -> RegisterView:
    """Everything that documents may say of a register as it stands on a day, in a language (default: English)."""
    language = language or english()
    header = register.header
    return RegisterView(
        authority=_authority(header, language),
        partners=tuple(_partner(header, partner.code, language) for partner in header.partners),
        language=header.language,
        sheets=tuple(sheet(register, id, day, language) for id in register),
        decisions=tuple(_decision(register, each) for each in register.reports.values()),
        names=tuple(NameView(**asdict(called(direction))) for direction in register.values()),
        one_reference=one_reference(register),
    )


def sheet(register: Register, id: str, day: date, language: Language) -> FileView:
    """A direction with its acts."""
    direction = register[id]
    return FileView(
        direction=_direction(register, as_read_on(direction, day), day, language),
        acts=tuple(_acts(register, direction, day, language)),
    )


def _person(officer: Officer | None, title: str, body: str) -> PersonView:
    found = officer or Officer()
    return PersonView(name=found.name, title=found.title or title, email=found.email, body=body)


def _authority(header: Header, language: Language) -> AuthorityView:
    authority, said = header.authority, language.translations.gettext
    return AuthorityView(
        **{key: getattr(authority, key) for key in ("name", "code", "model", "address", "website", "fictional")},
        chief_officer=_person(header.officers.chief_officer, said(CHIEF_OFFICER), authority.name),
        chair=_person(header.officers.chair, said(CHAIR), authority.name),
        duty=header.duty,
        plan=header.plan.title if header.plan else None,
    )


def _partner(header: Header, code: str, language: Language) -> PartnerView:
    partner = header.partner(code)
    assert partner is not None
    return PartnerView(
        **{key: getattr(partner, key) for key in ("code", "name", "kind", "address")},
        chief_executive=_person(partner.chief_executive, language.translations.gettext(CHIEF_EXECUTIVE), partner.name),
        copy_to=tuple(
            PersonView(name=each.name, title=each.title, email=each.email, body=partner.name) for each in partner.copy_to
        ),
    )


def _direction(register: Register, direction: Direction, day: date, language: Language) -> DirectionView:
    header, said = register.header, language.translations.gettext
    terms, alignment = direction.terms, direction.terms.alignment
    issue = direction.issue
    plain = ("title", "approved", "takes_effect", "ends", "to", "jointly", "services", "direction", "conditions", "measures")
    return DirectionView(
        id=direction.id,
        reference=direction.name,
        **{key: getattr(terms, key) for key in plain},
        status=status_of(direction, day),
        extant=is_extant(direction, day),
        issued=issue.date if issue else None,
        effect_from=_known(effect_from(direction)),
        recipients=tuple(_name(header, code) for code in terms.to),
        functions=tuple(_function(header, code) for code in terms.functions),
        localities=terms.localities,
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
        earlier=_earlier(register, direction),
        later=_later(register, direction, day),
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


def _link(register: Register, act: str, id: str) -> LinkView:
    other = register[id]
    return LinkView(act=act, reference=other.name, title=other.terms.title, to=other.terms.to)


def _earlier(register: Register, direction: Direction) -> tuple[LinkView, ...]:
    found = []
    for act in LINK_FIELDS:
        for link in getattr(direction.terms, act):
            ids = register.linked(link, direction.id)
            if len(ids) == 1:
                found.append(_link(register, act, ids[0]))
            else:
                said = link.unidentified if isinstance(link, Unidentified) else link
                found.append(LinkView(act=act, reference=said.strip(), title=None, to=()))
    return tuple(found)


def _later(register: Register, direction: Direction, day: date) -> tuple[LinkView, ...]:
    return tuple(
        _link(register, entry.act, by)
        for entry in direction.history
        if (by := successor(entry)) and by in register and since(direction, entry) <= day
    )


def _acts(register: Register, direction: Direction, day: date, language: Language) -> Iterator[SheetView]:
    """The acts of a direction of which letters tell; what a later direction does to it, the letter of that one tells.

    Corrections of one day are one act, which the last of them stands for.
    """
    told = [
        (number, entry)
        for number, entry in enumerate(direction.history)
        if isinstance(entry, Issued | Revoked | Closed | Corrected)
    ]
    for place, (number, entry) in enumerate(told):
        following = told[place + 1][1] if place + 1 < len(told) else None
        if isinstance(entry, Corrected) and isinstance(following, Corrected) and following.date == entry.date:
            continue
        left = as_left_by(direction, number)
        acted = entry.date or direction.terms.approved or day
        yield SheetView(
            direction=_direction(register, left, max(acted, effect_from(left) or acted), language),
            act=_act(register, left, entry, acted, language),
        )


def _act(register: Register, direction: Direction, entry: Entry, day: date, language: Language) -> ActView:
    shared: dict[str, Any] = dict.fromkeys(("officer", "approved", "reason", "note", "report"))
    shared |= {"day": day, "differences": (), "corrections": ()}
    match entry:
        case Issued():
            shared |= _issued(register, direction, entry, language)
        case Revoked() | Closed():
            shared |= {key: getattr(entry, key) for key in ("approved", "reason", "note", "report")}
            shared |= {"kind": "revocation" if isinstance(entry, Revoked) else "closure"}
            shared |= {"officer": getattr(entry, "officer", None)}
        case Corrected():
            shared |= {"kind": "correction", "corrections": _corrections(register.header, direction, entry, language)}
    return ActView(**shared)


def _issued(register: Register, direction: Direction, entry: Issued, language: Language) -> dict[str, Any]:
    linked = [name for name in LINK_FIELDS if getattr(direction.terms, name)]
    kind = KINDS[linked[0]] if len(linked) == 1 and linked[0] != "revokes" else "issue"
    varied = [id for name, id in register.predecessors(direction.id) if name == "varies"]
    return {
        "kind": kind,
        "officer": entry.officer,
        "approved": direction.terms.approved,
        "note": entry.note,
        "differences": changes(register.header, language, register[varied[0]].terms, direction.terms) if varied else (),
    }


def _corrections(header: Header, direction: Direction, last: Corrected, language: Language) -> tuple[DifferenceView, ...]:
    """Every correction of the day on which the last one was made."""
    made = [entry for entry in direction.history if isinstance(entry, Corrected) and entry.date == last.date]
    speaker = Speaker(header, language)
    return tuple(
        replace(
            speaker.row(each.field, (speaker.said(_typed(each.field, each.from_)), speaker.said(_typed(each.field, each.to)))),
            reason=each.reason,
        )
        for each in made
    )


def _typed(path: str, value: Any) -> Any:
    """A value as an entry keeps it, made a day or a sum again so that it is printed as one."""
    if isinstance(value, str) and DAY.match(value):
        return date.fromisoformat(value)
    return Decimal(value) if path.endswith("amount") and isinstance(value, int | Decimal) else value


def _decision(register: Register, decision: ReportDecision) -> DecisionView:
    weighed = decision.considerations
    keys = ("scope", "finance", "change", "timescale")
    plain: dict[str, Any] = {
        key: getattr(decision, key) for key in ("number", "title", "meeting", "author", "to", "escalation", "note")
    }
    considered: dict[str, Any] = {key: getattr(weighed, key) if weighed else None for key in keys}
    return DecisionView(
        **plain,
        **considered,
        required=decision.requires == "direction",
        people=weighed.people if weighed else (),
        advice=tuple(AdviceView(office=each.from_, summary=each.summary) for each in decision.advice),
        directions=tuple(
            _link(register, "", direction.id)
            for direction in register.values()
            if direction.terms.report and direction.terms.report.number == decision.number
        ),
    )
