"""What the acts share: terms from plain values, new identities, and what a new direction does to earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from directions_cli.domain.direction import Direction, effect_from
from directions_cli.domain.history import LINK_OF_ENDING, Entry, Issued, Revoked, Superseded, Varied, successor
from directions_cli.domain.naming import still_standing
from directions_cli.domain.plain import plain_terms
from directions_cli.domain.reference import (
    Identity,
    in_series,
    make_id,
    next_number,
    print_reference,
    read_id,
    read_reference,
)
from directions_cli.domain.register import Appended, Register
from directions_cli.domain.taken import having
from directions_cli.domain.terms import LINK_FIELDS, Terms, Unidentified
from directions_cli.errors import Refused, WronglyAsked

CHIEF_OFFICER = "Chief Officer"
"""Who issues directions where nothing else is said (guidance 2.5)."""
OWN_TO_EACH = ("reference", "approved", "report", "source", *LINK_FIELDS)


def terms_from(values: Mapping[str, Any]) -> Terms:
    """Terms from plain values. Raises pydantic's `ValidationError`, which the store puts into plain words."""
    return Terms.model_validate(dict(values))


def carried_over(register: Register, earlier: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values of a direction that restates the terms of `earlier`, but for what `values` give anew.

    What belongs to the earlier decision (reference, approval, report, links) is not carried over, nor a first day of
    effect that is past when the new decision is made.
    """
    before = plain_terms(register[earlier].terms)
    kept = {key: value for key, value in before.items() if key not in OWN_TO_EACH and key not in values}
    begins, approved = kept.get("takes_effect"), values.get("approved")
    if begins and approved and str(begins) < str(approved):
        del kept["takes_effect"]
    return {**kept, **values}


def need_approval(values: Mapping[str, Any], what: str) -> None:
    """A new direction needs the meeting that makes it, before it can be numbered."""
    if not values.get("approved"):
        raise WronglyAsked(f"{what} needs `approved`: the day of the board meeting that makes it, as YYYY-MM-DD")


def identified(register: Register, terms: Terms, taken: Iterable[str], historic: bool = False) -> tuple[str, Terms]:
    """A new id, and the terms with the reference that belongs to it. `taken` are ids in use anywhere, branches too."""
    header = register.header
    code, scheme = header.authority.code, header.reference
    kept = None if historic else _kept_number(register, terms, taken)
    if kept:
        return kept
    used = _used(register, taken, in_series(terms.approved, scheme.number_per, historic))
    if historic:
        return _historic_id(register, terms, used), terms
    assert terms.approved is not None
    number = next_number(used, terms.approved, scheme.number_per)
    reference = print_reference(scheme.format, code, terms.approved, number)
    while reference.casefold() in register.by_reference:
        number += 1
        reference = print_reference(scheme.format, code, terms.approved, number)
    id = make_id(Identity(code, terms.approved, False, number, 1))
    return id, terms.model_copy(update={"reference": reference})


def _used(register: Register, taken: Iterable[str], part: str) -> frozenset[str]:
    """The ids in use anywhere in which a text stands."""
    return frozenset().union(having(taken, part), register.having(part), having(register.unread, part))


def _historic_id(register: Register, terms: Terms, used: frozenset[str]) -> str:
    """The id that a reference in the register's own format states; else one of the historic series of its day."""
    code, scheme = register.header.authority.code, register.header.reference
    found = read_reference(scheme.format, code, terms.reference) if terms.reference else None
    if found and found[0] is not None and found[0] == terms.approved:
        id = make_id(Identity(code, terms.approved, False, found[1], 1))
        if id not in used:
            return id
    number = next_number(used, terms.approved, scheme.number_per, historic=True)
    return make_id(Identity(code, terms.approved, True, number, 1))


def _kept_number(register: Register, terms: Terms, taken: Iterable[str]) -> tuple[str, Terms] | None:
    """Where the board keeps the number of a variation: the same id one version on, under the same reference."""
    if register.header.reference.variations != "same" or len(terms.varies) != 1:
        return None
    link = terms.varies[0]
    earlier = () if isinstance(link, Unidentified) else register.linked(link, "")
    if len(earlier) != 1 or not register[earlier[0]].terms.reference:
        return None
    identity = read_id(earlier[0])
    if identity is None:
        return None
    first = identity._replace(version=1)
    used = _used(register, taken, make_id(first))  # which stands in the folders of later years too
    versions = [each.version for each in map(read_id, used) if each and each._replace(version=1) == first]
    id = make_id(identity._replace(version=max(versions, default=1) + 1))
    return id, terms.model_copy(update={"reference": register[earlier[0]].terms.reference})


def path_of(id: str, terms: Terms) -> str:
    """Where a direction's file stands in the register's folder: the year of approval, or `undated`."""
    return f"{terms.approved.year if terms.approved else 'undated'}/{id}.yaml"


def issued(direction: Direction, day: date | None, officer: str | None, historic: bool = False) -> Direction:
    """The direction with the entry that issues it."""
    entry = Issued(act="issued", date=day, officer=officer or (None if historic else CHIEF_OFFICER), historic=historic)
    history = (*direction.history, entry)
    return Direction(direction.id, direction.path, direction.terms, history, direction.ignore)


def named_by_id(register: Register, terms: Terms) -> Terms:
    """The terms with every link that names one direction written as its id.

    Where variations keep their reference, it names the direction of the chain that stands.
    """
    update = {}
    for name in LINK_FIELDS:
        links = []
        for link in getattr(terms, name):
            found = still_standing(register, register.linked(link, ""))
            links.append(found[0] if len(found) == 1 else link)
        update[name] = tuple(links)
    return terms.model_copy(update=update)


def with_report_in_full(register: Register, terms: Terms) -> Terms:
    """The terms with title and link of their report as its decision has them, where they say neither."""
    report = terms.report
    decision = register.decision(report.number) if report and report.number else None
    if report is None or decision is None or report.title or report.url:
        return terms
    named = {"number": decision.number, "title": decision.title, "url": decision.url}
    return terms.model_copy(update={"report": report.model_copy(update=named)})


def consequences(register: Register, later: Direction, **extra: Any) -> tuple[Appended, ...]:
    """What a direction that is being issued does to the earlier ones it names: an entry each, dated from its effect.

    Refused where nobody knows from which day a historic direction has effect: the entries would have to invent it.
    """
    day = effect_from(later)
    if day is None:
        return ()
    found = []
    for ending, name in LINK_OF_ENDING.items():
        for link in getattr(later.terms, name):
            for id in register.linked(link, later.id):
                if not _ended_by(register[id], later.id):
                    if day == date.min:
                        raise Refused(f"LNK005 {_undated(later, name, register[id])}")
                    found.append(Appended(id, (_ending(ending, day, later, extra),)))
    return tuple(found)


def _undated(later: Direction, name: str, earlier: Direction) -> str:
    return (
        f"{later.name} {name} {earlier.name}, but no day is known from which it has effect: give `approved`, `takes_effect`"
        f" or the date of issue, or leave {name} out and say in `source` what is known"
    )


def _ended_by(direction: Direction, id: str) -> bool:
    return any(successor(entry) == id for entry in direction.history)


def _ending(ending: str, day: date, later: Direction, extra: Mapping[str, Any]) -> Entry:
    if ending == "varied":
        return Varied(act="varied", date=day, by=later.id, same_intent=extra.get("same_intent"))
    if ending == "superseded":
        return Superseded(act="superseded", date=day, by=later.id)
    number = extra.get("report") or (later.terms.report.number if later.terms.report else None)
    return Revoked(
        act="revoked",
        date=day,
        approved=extra.get("approved") or later.terms.approved,
        reason=extra.get("reason") or "redirected",
        note=extra.get("note") or f"Revoked by {later.name}.",
        report=number,
        by=later.id,
        officer=extra.get("officer"),
    )


def of_one(register: Register, id: str) -> Direction:
    """The direction of that id. Raises `WronglyAsked` where there is none."""
    if id not in register:
        raise WronglyAsked(f"no direction has the id {id}")
    return register[id]


def refuse_draft(direction: Direction, act: str) -> None:
    """An act upon an issued direction can't be done to a draft."""
    if direction.issue is None:
        raise Refused(f"LIF001 {direction.name} is a draft: issue it before you {act} it (`directions issue {direction.id}`)")
