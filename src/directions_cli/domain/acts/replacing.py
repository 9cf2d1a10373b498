"""`vary`, `supersede` and `revoke` by a new direction: the later ends the earlier one (the Act, s.27(5); policy app. 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from directions_cli.domain.acts.building import carried_over, consequences, need_approval, of_one, refuse_draft
from directions_cli.domain.acts.issuing import issue
from directions_cli.domain.history import Revoked
from directions_cli.domain.redline import Difference, beyond_variation, only_wording, redline
from directions_cli.domain.register import Appended, Change, Register
from directions_cli.domain.terms import LINK_FIELDS
from directions_cli.errors import Refused, WronglyAsked

SPOKEN = {"to": "the recipients", "functions": "the functions", "direction": "the wording", "title": "the title"}
DONE = {"vary": ("varies", "Vary"), "supersede": ("supersedes", "Supersede"), "revoke": ("revokes", "Revoke")}


def vary(
    register: Register,
    id: str,
    values: Mapping[str, Any],
    day: date,
    officer: str | None = None,
    taken: Iterable[str] = (),
    same_intent: str | None = None,
) -> Change:
    """A new direction that varies one earlier direction: timescale, finance or measures change, the intent stands.

    Refused with LNK007 where it changes more, and where it changes nothing.
    """
    change = _replace("vary", register, (id,), values, day, officer, taken, same_intent=same_intent)
    before, after = register[id].terms, change.made[0].terms
    beyond = beyond_variation(before, after)
    if beyond and not (same_intent and only_wording(beyond)):
        raise Refused(_is_a_supersession(register[id].name, beyond))
    if not redline(before, after):
        raise Refused(f"LNK007 nothing differs from {register[id].name}; give what is to change in --from or --set")
    return change


def _is_a_supersession(name: str, beyond: tuple[Difference, ...]) -> str:
    terms = ", ".join(dict.fromkeys(SPOKEN.get(difference.term, difference.term) for difference in beyond))
    wording = " If other wording leaves the intent as it was, say why with --same-intent." if only_wording(beyond) else ""
    return (
        f"LNK007 this changes {terms} of {name}, which is a supersession (policy app. 2); a variation changes timescale,"
        f" finance, milestones, measures or figures only. Use `directions supersede`.{wording}"
    )


def supersede(
    register: Register,
    ids: tuple[str, ...],
    values: Mapping[str, Any],
    day: date,
    officer: str | None = None,
    taken: Iterable[str] = (),
) -> Change:
    """A new direction that supersedes one or several earlier ones: a new or revised intent, or a change of focus."""
    return _replace("supersede", register, ids, values, day, officer, taken)


def revoke_by_new(
    register: Register,
    id: str,
    values: Mapping[str, Any],
    day: date,
    officer: str | None = None,
    taken: Iterable[str] = (),
    **decision: Any,
) -> Change:
    """A new direction that revokes an earlier one in the same change. Its terms are its own: nothing is carried over."""
    return _replace("revoke", register, (id,), values, day, officer, taken, carry=False, **decision)


def revoke_by(register: Register, id: str, by: str, day: date, officer: str | None = None, **decision: Any) -> Change:
    """An earlier direction revoked by a later one that stands in the register.

    Where the later one says that it revokes the earlier, the entry is dated from its effect. Where it does not, as later
    directions often fail to, the decision must be given: approved, reason and note.
    """
    earlier, later = of_one(register, id), of_one(register, by)
    refuse_draft(earlier, "revoke")
    refuse_draft(later, "revoke another by")
    if any(id in register.linked(link, by) for link in later.terms.revokes):
        steps = tuple(step for step in consequences(register, later, officer=officer, **decision) if step.id == id)
    else:
        steps = (Appended(id, (_revoked(later.name, day, by, officer, decision),)),)
    if not steps:
        raise Refused(f"LIF001 {earlier.name} is revoked by {later.name} already; there is nothing more to do")
    return Change("revoke", f"Revoke {earlier.name} by {later.name}", id, appended=steps)


def _revoked(name: str, day: date, by: str, officer: str | None, decision: Mapping[str, Any]) -> Revoked:
    missing = [key for key in ("approved", "reason", "note") if not decision.get(key)]
    if missing:
        raise WronglyAsked(
            f"{name} does not itself say that it revokes this direction, so the decision must: give"
            f" {', '.join(f'--{key}' for key in missing)}"
        )
    return Revoked(act="revoked", date=day, by=by, officer=officer, **decision)


def _replace(
    act: str,
    register: Register,
    ids: tuple[str, ...],
    values: Mapping[str, Any],
    day: date,
    officer: str | None,
    taken: Iterable[str],
    carry: bool = True,
    **extra: Any,
) -> Change:
    link, verb = DONE[act]
    if not ids:
        raise WronglyAsked(f"name the direction to {act}")
    for id in ids:
        refuse_draft(of_one(register, id), act)
    need_approval(values, "the new direction")
    if values.get("reference"):
        raise WronglyAsked("leave `reference` out: the new direction gets its own")
    others = [name for name in LINK_FIELDS if name != link and values.get(name)]
    if others and act == "vary":
        raise WronglyAsked(f"a variation names no {', '.join(others)}; use `directions issue --from` for that")
    whole = carried_over(register, ids[0], values) if carry else dict(values)
    given = values.get(link) or ()
    if not isinstance(given, tuple | list):
        raise WronglyAsked(f"{link} should be a list: write [one, another]")
    known = {name.casefold() for id in ids for name in (id, register[id].name)}
    whole[link] = (*ids, *(each for each in given if not (isinstance(each, str) and each.casefold() in known)))
    change = issue(register, whole, day, officer, taken, act=act, **extra)
    names = ", ".join(register[id].name for id in ids)
    return replace(change, summary=f"{verb} {names} by {change.made[0].name}: {change.made[0].terms.title}")
