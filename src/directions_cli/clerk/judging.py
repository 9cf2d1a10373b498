"""The directions of a log judged by the rules against a register, before any of them is entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from directions_cli.clerk.matching import Known, differences
from directions_cli.domain.acts.building import terms_from
from directions_cli.domain.acts.importing import Historic, record_historic
from directions_cli.domain.finding import Finding, errors
from directions_cli.domain.register import Register
from directions_cli.domain.rules import affected, judge_directions
from directions_cli.domain.terms import LINK_FIELDS
from directions_cli.imports.account import RowTold
from directions_cli.imports.drafts import Draft
from directions_cli.imports.linking import Links, linked
from directions_cli.imports.standing import cells_of, text_note

MAY_GO = frozenset(
    "report functions services localities conditions takes_effect ends finance milestones measures alignment impact review to"
    " varies supersedes revokes jointly private".split()
)
"""Terms that are kept as a note where the rules say no to them. A direction without its reference or text is left out whole."""
TRIES = 8
LATER_OF = {"supersedes": "superseded_by", "varies": "varied_by", "revokes": "revoked_by"}
"""The field of a log in which an earlier direction names what ended it, by the link of the later one."""


class Judging:
    """The directions of a log against a register. What the rules say no to goes to the note, or leaves the row out."""

    def __init__(self, register: Register, today: date, drafts: dict[str, Draft]) -> None:
        self.register, self.today, self.all = register, today, drafts
        self.ids: dict[str, str] = {}
        self.differing: dict[str, tuple[Any, ...]] = {}
        for draft in drafts.values():
            draft.terms["source"] = f"{draft.place}."
        self.known = Known(register).of({key: draft for key, draft in drafts.items() if not draft.left_out})
        standing = {key: draft for key, draft in drafts.items() if not draft.left_out}
        self.links = linked(standing, register, self.known)
        self._twice(standing)

    def _twice(self, drafts: dict[str, Draft]) -> None:
        """Leave out what a row above has told of already."""
        seen: dict[tuple[Any, ...], Draft] = {}
        for key, draft in drafts.items():
            reference, approved = draft.terms.get("reference"), draft.terms.get("approved")
            identity = (
                (reference.casefold(), approved) if reference and approved else (self.known[key],) if key in self.known else None
            )
            if identity and identity in seen:
                first = seen[identity]
                draft.left_out = f"the same reference and day of approval as {first.place}; nothing tells them apart"
            elif identity:
                seen[identity] = draft

    def found(self) -> tuple[Historic, ...]:
        """The new directions, once the rules have nothing against them."""
        new = {key: draft for key, draft in self.all.items() if not draft.left_out and key not in self.known}
        for draft in new.values():
            _fit(draft)
        for _ in range(TRIES):
            new = {key: draft for key, draft in new.items() if not draft.left_out}
            historic = self._historic(new)
            wrong = self._wrong(historic)
            if not wrong:
                break
            for key, findings in wrong.items():
                self._give_way(key, new[key], findings)
        else:
            for key in wrong:
                new[key].left_out = "the rules say no to it"
            historic = self._historic({key: draft for key, draft in new.items() if not draft.left_out})
        self.differing = differences(
            self.register, {key: self.all[key] for key in self.known}, self.known, self.links, self.today
        )
        return historic

    def _historic(self, new: dict[str, Draft]) -> tuple[Historic, ...]:
        there = {*new, *self.register}
        return tuple(
            Historic(key, draft.terms, draft.issued, draft.officer, text_note(draft), tuple(draft.entries), draft.ending,
                     {name: tuple(link for link in links if not isinstance(link, str) or link in there)
                      for name, links in self.links.get(key, {}).items()})
            for key, draft in new.items()
        )  # fmt: skip

    def _wrong(self, historic: Sequence[Historic]) -> dict[str, list[Finding]]:
        """What the rules say no to, by the direction of the log that brings it."""
        if not historic:
            return {}
        change = record_historic(self.register, historic)
        after = self.register.with_(change)
        self.ids = {each.key: direction.id for each, direction in zip(historic, change.made, strict=True)}
        keys = {id: key for key, id in self.ids.items()}
        ids = affected(after, change)
        before = {finding.identity for finding in judge_directions(self.register, self.today, ids)}
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in errors(judge_directions(after, self.today, ids)):
            if finding.identity not in before and finding.direction is not None:
                for key in self._bringing(finding, keys, after):
                    found[key].append(finding)
        return found

    def _bringing(self, finding: Finding, keys: dict[str, str], after: Register) -> Iterable[str]:
        """The directions of the log that bring a finding: its own, else those that it names as the later ones."""
        assert finding.direction is not None
        if finding.direction in keys:
            return (keys[finding.direction],)
        by = (getattr(entry, "by", None) for entry in after[finding.direction].history)
        return [keys[id] for id in by if id in keys] or list(keys.values())

    def _give_way(self, key: str, draft: Draft, findings: Sequence[Finding]) -> None:
        """Keep what the rules say no to as a note, or leave the whole out."""
        for finding in findings:
            field = str(finding.at[0]) if finding.at else ""
            said = f"{finding.code} {finding.message}"
            if finding.direction != self.ids.get(key) or field == "history":
                self._end_less(key, draft, finding, said)
            elif field in LINK_FIELDS and self.links.get(key, {}).get(field):
                self._told_elsewhere({field: self.links[key][field]}, said)
                self.links[key][field] = ()
                for name in (field, "earlier"):
                    for cell in cells_of(draft, name):
                        draft.note(cell, said)
                draft.remarks.append(f"{field} was not entered: {said}")
            elif field in MAY_GO and field in draft.terms:
                del draft.terms[field]
                for cell in draft.cells:
                    if cell.field.split(".")[0] == field:
                        draft.note(cell, said)
                draft.remarks.append(f"{field} was not entered: {said}")
            else:
                draft.left_out = said

    def _end_less(self, key: str, draft: Draft, finding: Finding, said: str) -> None:
        """An entry that can't stand is not made: day of issue, entry of delivery, ending, or what ends an earlier direction."""
        number = finding.at[1] if len(finding.at) > 1 and isinstance(finding.at[1], int) else None
        own = finding.direction == self.ids.get(key)
        draft.remarks.append(f"not entered: {said}")
        if own and number == 0 and draft.issued:
            draft.issued = None
            for cell in cells_of(draft, "issued"):
                draft.note(cell, said)
        elif own and number is not None and 0 < number <= len(draft.entries):
            entry = draft.entries.pop(number - 1)
            for cell in cells_of(draft, {"progress": "progress", "difficulty": "difficulty"}.get(entry["act"], "reviewed.date")):
                draft.note(cell, said)
            for cell in cells_of(draft, "progress.rating") if entry["act"] == "progress" else ():
                draft.note(cell, said)
        elif own and draft.ending:
            draft.ending = None
            for name in ("status", "ended.date", "ended.note"):
                for cell in cells_of(draft, name):
                    draft.note(cell, said)
        elif self.links.get(key):
            self._told_elsewhere(self.links[key], said)
            self.links[key] = {}
            for name in ("supersedes", "varies", "revokes", "earlier"):
                for cell in cells_of(draft, name):
                    draft.note(cell, said)
        else:
            draft.left_out = said

    def _told_elsewhere(self, links: Links, said: str) -> None:
        """Keep as a note what an earlier direction says of its end, where the link to the later one can't stand."""
        for name, targets in links.items():
            for target in targets:
                draft = self.all.get(target) if isinstance(target, str) else None
                if draft is None:
                    continue
                for field in ("status", LATER_OF[name], "ended_by"):
                    for cell in cells_of(draft, field):
                        draft.note(cell, said)

    def told(self, key: str) -> RowTold:
        """The account of the rows of a direction."""
        row = self.all[key].told()
        if self.all[key].left_out:
            return row
        if key in self.known:
            fate = "differs" if self.differing.get(key) else "known"
            row.fate, row.id, row.differences = fate, self.known[key], self.differing.get(key, ())
        else:
            row.id = self.ids.get(key)
        return row


def _fit(draft: Draft) -> None:
    """Keep as a note what can't stand in a register at all: a text with control characters, an address with blanks."""
    for _ in range(TRIES):
        try:
            terms_from(draft.terms)
            return
        except ValidationError as error:
            for problem in error.errors():
                field = str(problem["loc"][0]) if problem["loc"] else ""
                if field not in draft.terms or field == "title":
                    draft.left_out = f"{field}: {problem['msg'].removeprefix('Value error, ')}"
                    return
                draft.notes.append((field.capitalize(), str(draft.terms.pop(field))))
                draft.remarks.append(f"{field} was not entered: {problem['msg'].removeprefix('Value error, ')}")
