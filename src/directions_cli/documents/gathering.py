"""The register gathered into what templates may use: codes as names, each direction with its money, chain and last act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from directions_cli.documents.describing import authority_view, direction_view, link_view, partner_view
from directions_cli.documents.languages import Language, english
from directions_cli.documents.redline_words import Speaker, changes
from directions_cli.documents.views import (
    ActView,
    AdviceView,
    DecisionView,
    DifferenceView,
    SheetView,
)
from directions_cli.documents.whole import FileView, NameView, RegisterView
from directions_cli.domain.authority import Header
from directions_cli.domain.corrections import as_left_by, as_met_by, as_read_on
from directions_cli.domain.cycle.decisions import resting_on
from directions_cli.domain.dates import DAY
from directions_cli.domain.direction import Direction, called, effect_from
from directions_cli.domain.history import Closed, Corrected, Entry, Issued, Revoked
from directions_cli.domain.naming import one_reference
from directions_cli.domain.register import Register
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.terms import LINK_FIELDS

KINDS = {"varies": "variation", "supersedes": "supersession", "revokes": "revocation"}


def gathered(register: Register, day: date, language: Language | None = None) -> RegisterView:
    """Everything that documents may say of a register as it stands on a day, in a language (default: English)."""
    language = language or english()
    header = register.header
    return RegisterView(
        authority=authority_view(header, language),
        partners=tuple(partner_view(header, partner.code, language) for partner in header.partners),
        language=header.language,
        sheets=tuple(sheet(register, id, day, language) for id in register),
        decisions=tuple(decision_view(register, each, day) for each in register.reports.values()),
        names=tuple(NameView(**asdict(called(direction))) for direction in register.values()),
        one_reference=one_reference(register),
    )


def sheet(register: Register, id: str, day: date, language: Language) -> FileView:
    """A direction with its acts."""
    direction = register[id]
    return FileView(
        direction=direction_view(register, as_read_on(direction, day), day, language),
        acts=tuple(_acts(register, direction, day, language)),
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
            direction=direction_view(register, left, max(acted, effect_from(left) or acted), language, acted),
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
    varied = [as_met_by(register[id], direction.id) for name, id in register.predecessors(direction.id) if name == "varies"]
    return {
        "kind": kind,
        "officer": entry.officer,
        "approved": direction.terms.approved,
        "note": entry.note,
        "differences": changes(register.header, language, varied[0].terms, direction.terms) if varied else (),
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


def decision_view(register: Register, decision: ReportDecision, day: date) -> DecisionView:
    """What a report was found to require, with the directions that rest on it."""
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
        directions=tuple(link_view(direction, "") for direction in resting_on(register, decision.number, day)),
    )
