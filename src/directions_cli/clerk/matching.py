"""Which directions of a log the register holds already, and in what the two differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from directions_cli.domain.acts.building import terms_from
from directions_cli.domain.acts.importing import Link
from directions_cli.domain.direction import Direction, status_of
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import Register
from directions_cli.domain.status import EXTANT
from directions_cli.domain.terms import LINK_FIELDS, Unidentified
from directions_cli.imports.account import Difference
from directions_cli.imports.drafts import Draft
from directions_cli.imports.standing import text_note
from directions_cli.imports.words import plain as plain_words

_MEANS = {"extant": EXTANT, "retained": EXTANT, "expired": EXTANT}


class Known:
    """The directions of a register as a log may tell of them again."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.by_title: defaultdict[tuple[str, date | None], list[str]] = defaultdict(list)
        self.by_source: dict[str, str] = {}
        for id, direction in register.items():
            terms = direction.terms
            self.by_title[plain_words(terms.title), terms.approved].append(id)
            if terms.source:
                self.by_source[terms.source] = id

    def of(self, drafts: Mapping[str, Draft]) -> dict[str, str]:
        """The id of each direction of a log that the register holds: by reference and approval, else by title and approval.

        Where several bear the reference, that of the same row of the same file is meant.
        """
        found = {key: self._of(draft) for key, draft in drafts.items()}
        return {key: id for key, id in found.items() if id}

    def _of(self, draft: Draft) -> str | None:
        terms = draft.terms
        reference, approved = terms.get("reference"), terms.get("approved")
        same = self.by_source.get(terms["source"])
        if reference:
            ids = self.register.by_reference.get(reference.casefold(), ())
            if same in ids:
                return same
            ids = tuple(id for id in ids if self._may_be(self.register[id], approved))
            return ids[0] if len(ids) == 1 else None
        titled = [
            id
            for id in self.by_title.get((plain_words(terms["title"]), approved), ())
            if self.register[id].terms.reference is None
        ]
        if same in titled or len(titled) == 1:
            return same if same in titled else titled[0]
        return None

    def _may_be(self, direction: Direction, approved: date | None) -> bool:
        there = direction.terms.approved
        return there is None or approved is None or there == approved


def differences(
    register: Register,
    drafts: Mapping[str, Draft],
    known: Mapping[str, str],
    links: Mapping[str, Mapping[str, tuple[Link, ...]]],
    today: date,
) -> dict[str, tuple[Difference, ...]]:
    """In what each direction that is known differs between the log and the register, as far as the log says something."""
    found = {}
    for key, draft in drafts.items():
        if not draft.left_out:
            found[key] = tuple(_differences(register, register[known[key]], draft, links.get(key, {}), today))
    return found


def _differences(
    register: Register, direction: Direction, draft: Draft, links: Mapping[str, tuple[Link, ...]], today: date
) -> Iterator[Difference]:
    try:
        said = plain_terms(terms_from(draft.terms))
    except ValidationError:
        said = dict(draft.terms)
    there = plain_terms(direction.terms)
    for name, value in said.items():
        if name not in ("source", "jointly", "private", *LINK_FIELDS) and not _same(value, there.get(name)):
            yield Difference(name, _shown(value), _shown(there.get(name)))
    for name in ("jointly", "private"):
        if draft.terms.get(name) and not there.get(name):
            yield Difference(name, True, there.get(name))
    for name, named in links.items():
        ids = {id for link in getattr(direction.terms, name) for id in register.linked(link, direction.id)}
        told = {link.unidentified if isinstance(link, Unidentified) else link for link in named}
        ids |= {link.unidentified for link in getattr(direction.terms, name) if isinstance(link, Unidentified)}
        if not told <= ids:
            yield Difference(name, sorted(told), sorted(ids) or None)
    yield from _life(direction, draft, today)


def _life(direction: Direction, draft: Draft, today: date) -> Iterator[Difference]:
    issue = direction.issue
    if draft.issued and (issue is None or issue.date != draft.issued):
        yield Difference("issued", draft.issued.isoformat(), issue.date.isoformat() if issue and issue.date else None)
    status = status_of(direction, today)
    meant = _MEANS.get(draft.standing or "", {draft.standing})
    if draft.standing and status not in meant and not (draft.ending is None and _noted(direction, draft)):
        yield Difference("status", draft.standing, status)
    note = text_note(draft)
    if note and issue and issue.historic and note != issue.note:
        yield Difference("note", note, issue.note)
    acts = [plain(entry) for entry in direction.history]
    for entry in draft.entries:
        wanted = {key: value for key, value in entry.items() if value is not None}
        if not any(all(_same(value, each.get(key)) for key, value in wanted.items()) for each in acts):
            yield Difference(entry["act"], _shown(wanted), None)


def _noted(direction: Direction, draft: Draft) -> bool:
    """Whether the note of its issue holds the status in words already, because no entry could be made of it."""
    note = direction.issue.note if direction.issue else None
    return bool(note and draft.status and draft.status[0] in note)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return " ".join(one.split()) == " ".join(other.split())
    return bool(one == other)


def _shown(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _shown(each) for key, each in value.items()}
    return [_shown(each) for each in value] if isinstance(value, tuple | list) else value
