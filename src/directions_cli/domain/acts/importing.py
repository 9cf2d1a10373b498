"""`import`: many historic directions entered at once, as a log that was kept elsewhere tells of them.

What nobody knows stays absent. A later direction of the log ends the earlier ones that it names, on the day from which it
has effect; where that day is not known it can end none, and the link is left to the words of the note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from directions_cli.domain.acts.building import consequences, path_of, terms_from
from directions_cli.domain.direction import Direction, effect_from
from directions_cli.domain.history import ENDINGS, Entry, Issued, successor
from directions_cli.domain.reference import Identity, make_id, next_number, read_id, read_reference
from directions_cli.domain.register import Appended, Change, Register
from directions_cli.domain.terms import LINK_FIELDS, Terms, Unidentified

Link = str | Unidentified
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


@dataclass(frozen=True, slots=True)
class Historic:
    """A direction as it is known from elsewhere. `key` names it among those entered together, and so do the links.

    A link is the key of another of them, the id of one in the register, or what is known of one that is not identified.
    """

    key: str
    values: Mapping[str, Any]
    issued: date | None = None
    officer: str | None = None
    note: str | None = None
    entries: tuple[Mapping[str, Any], ...] = ()
    ending: Mapping[str, Any] | None = None
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)


def record_historic(register: Register, found: Sequence[Historic], taken: Iterable[str] = (), where: str = "a log") -> Change:
    """Enter directions that were issued before this register was kept, with what became of them, in one change.

    Raises pydantic's `ValidationError` where a value can't stand in a register.
    """
    numbered = _numbered(register, found, taken)
    ids = {each.key: direction.id for each, direction in zip(found, numbered, strict=True)}
    linked = [_with_links(direction, each, ids) for each, direction in zip(found, numbered, strict=True)]
    new = register.with_(Change("import", "", linked[0].id if linked else "", made=tuple(linked)))
    ended = _ended(new, linked)
    made = []
    for each, direction in zip(found, linked, strict=True):
        own = [*each.entries, *([each.ending] if each.ending and direction.id not in ended else [])]
        entries = tuple(_ENTRY.validate_python(dict(entry)) for entry in own)
        made.append(replace(direction, history=(*direction.history, *entries, *ended.pop(direction.id, ()))))
    appended = tuple(Appended(id, entries) for id, entries in ended.items())
    return Change("import", summary_of(made, where), made[0].id, made=tuple(made), appended=appended)


def summary_of(made: Sequence[Direction], where: str) -> str:
    """The act in one line."""
    if len(made) == 1:
        return f"Record historic {made[0].name}: {made[0].terms.title}"
    return f"Import {len(made)} historic directions from {where}"


def _numbered(register: Register, found: Sequence[Historic], taken: Iterable[str]) -> list[Direction]:
    """Each with its id and the entry that issues it. Numbers go on from the highest in use of the day's historic series."""
    code, scheme = register.header.authority.code, register.header.reference
    used = set(taken) | set(register) | register.unread
    last: dict[date | None, int] = {}
    by_day: defaultdict[date | None, list[str]] = defaultdict(list)
    for id in used:
        identity = read_id(id)
        if identity:
            by_day[identity.approved].append(id)
    directions = []
    for each in found:
        terms = terms_from(each.values)
        day = terms.approved
        stated = read_reference(scheme.format, code, terms.reference) if terms.reference else None
        id = make_id(Identity(code, day, False, stated[1], 1)) if stated and day and stated[0] == day and stated[1] else ""
        if not id or id in used:
            last[day] = last[day] + 1 if day in last else next_number(by_day[day], day, scheme.number_per, historic=True)
            id = make_id(Identity(code, day, True, last[day], 1))
        used.add(id)
        entry = Issued(act="issued", date=each.issued, officer=each.officer, historic=True, note=each.note)
        directions.append(Direction(id, path_of(id, terms), terms, (entry,)))
    return directions


def _with_links(direction: Direction, each: Historic, ids: Mapping[str, str]) -> Direction:
    """The direction with the earlier ones that it names, by their ids."""
    update = {}
    for name in LINK_FIELDS:
        links = [link if isinstance(link, Unidentified) else ids.get(link, link) for link in each.links.get(name, ())]
        if links:
            update[name] = tuple(dict.fromkeys(links))
    terms: Terms = direction.terms.model_copy(update=update) if update else direction.terms
    return replace(direction, terms=terms)


def _ended(new: Register, made: Sequence[Direction]) -> dict[str, tuple[Entry, ...]]:
    """What the directions entered do to earlier ones: the entry of each that is ended, by the first later one that has effect."""
    found: dict[str, tuple[Entry, ...]] = {}
    later = [each for each in made if any(getattr(each.terms, name) for name in LINK_FIELDS)]
    for direction in sorted(later, key=lambda each: effect_from(each) or date.max):
        if effect_from(direction) in (None, date.min):
            continue
        for step in consequences(new, direction):
            earlier = new[step.id]
            told = step.id in found or any(entry.act in ENDINGS for entry in earlier.history)
            if not told and all(successor(entry) != earlier.id for entry in step.entries):
                found[step.id] = step.entries
    return found
