"""The public part of a register in the views of the site: rows, entries, chains, milestones, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from directions_cli.documents.describing import direction_view
from directions_cli.documents.labels import label_of
from directions_cli.documents.languages import Language
from directions_cli.documents.redline_words import Speaker
from directions_cli.documents.site_views import ChainedView, ChangeView, EntryView, IssueView, PlaceView, RowView, StepView
from directions_cli.documents.views import DirectionView
from directions_cli.domain.chain import chain_of
from directions_cli.domain.cycle.milestones import milestones_at
from directions_cli.domain.direction import Direction, difficulties, is_extant, latest_progress, resource, since, status_of
from directions_cli.domain.history import Corrected, Difficulty, Entry, Query, Request, Varied, letters_of, successor
from directions_cli.domain.public import UNNAMED, UNNAMED_REPORT, Public
from directions_cli.domain.terms import LINK_FIELDS, Unidentified
from directions_cli.publishing import paths

SAME = ("officer", "approved", "reason", "report", "body", "outcome", "rating", "milestone", "moved_to", "spend", "stage", "due")
"""Fields of entries that are told as they are."""


class Telling:
    """Tells of a public register in a language. Whatever it gives of a direction is worked out once."""

    def __init__(self, public: Public, language: Language) -> None:
        self.public, self.register, self.day = public, public.register, public.day
        self.header, self.language = public.register.header, language
        self.speaker = Speaker(self.header, language)
        self._rows: dict[str, RowView] = {}

    @cached_property
    def rows(self) -> tuple[RowView, ...]:
        """All directions, the latest approved first."""
        order = sorted(self.register.values(), key=lambda each: each.id)
        order.sort(key=lambda each: each.terms.approved or date.min, reverse=True)
        return tuple(self.row(each.id) for each in order)

    def row(self, id: str) -> RowView:
        """A direction as lists have it."""
        if id not in self._rows:
            self._rows[id] = self._row(self.register[id])
        return self._rows[id]

    def _row(self, direction: Direction) -> RowView:
        terms, day = direction.terms, self.day
        progress, issue = latest_progress(direction, day), direction.issue
        extant = is_extant(direction, day)
        return RowView(
            id=direction.id,
            path=paths.of_direction(direction.id),
            reference=direction.name,
            title=terms.title,
            status=status_of(direction, day),
            extant=extant,
            to=tuple(map(self.partner, terms.to)),
            functions=tuple(map(self.function, terms.functions)),
            approved=terms.approved,
            issued=issue.date if issue else None,
            ends=terms.ends,
            expired=extant and terms.ends is not None and terms.ends < day,
            resource=resource(direction),
            rating=progress.rating if progress else None,
            issues=tuple(self._issues(direction)),
        )

    def _issues(self, direction: Direction) -> Iterator[IssueView]:
        for last, raised in difficulties(direction, self.day):
            if last.stage != "resolved":
                by = raised.by or last.by
                name = self.partner(by).name if by else None
                summary = last.summary or raised.summary
                yield IssueView(since=raised.date, stage=last.stage, partner=name, summary=summary)

    def partner(self, code: str) -> PlaceView:
        """A partner by its code."""
        known = self.header.partner(code)
        path = paths.of_group("partner", code) if known else None
        return PlaceView(code=code, name=known.name if known else code, path=path)

    def function(self, code: str) -> PlaceView:
        """A function by its code."""
        known = self.header.function(code)
        path = paths.of_group("function", code) if known else None
        return PlaceView(code=code, name=known.name if known else code, path=path)

    def direction(self, id: str) -> DirectionView:
        """A direction as its form has it, with the digest of the terms that were issued."""
        view = direction_view(self.register, self.register[id], self.day, self.language)
        earlier = tuple(replace(each, reference=self.unnamed(each.reference)) for each in view.earlier)
        return replace(view, digest=self.public.digests[id], earlier=earlier)

    def unnamed(self, text: str) -> str:
        """What is said instead of a private name, in the language; any other text as it is."""
        return self.language.translations.gettext(text) if text in (UNNAMED, UNNAMED_REPORT) else text

    def chained(self, id: str) -> ChainedView:
        """A direction of a chain; one that is not shown has no more than what may be said of it."""
        if id not in self.register:
            return ChainedView(reference=self.unnamed(id), title=None, path=None, status=None)
        row = self.row(id)
        return ChainedView(reference=row.reference, title=row.title, path=row.path, status=row.status)

    def chain(self, id: str) -> tuple[tuple[ChainedView, ...], tuple[ChainedView, ...]]:
        """What a direction stands on, and what came after it, each oldest first; what is not shown stands at the far ends."""
        chain = chain_of(self.register, id)
        loose = [self._loose(each) for name in LINK_FIELDS for each in getattr(self.register[id].terms, name)]
        unknown = [ChainedView(reference=each, title=None, path=None, status=None) for each in filter(None, loose)]
        unseen = [by for entry in self.register[id].history if (by := successor(entry)) and by not in self.register]
        return (
            (*unknown, *map(self.chained, chain.before)),
            (*map(self.chained, chain.after), *map(self.chained, dict.fromkeys(unseen))),
        )

    def _loose(self, link: str | Unidentified) -> str | None:
        """What is known of an earlier direction that the site does not show."""
        if isinstance(link, Unidentified):
            return self.unnamed(link.unidentified.strip())
        return None if link in self.register or link.casefold() in self.register.by_reference else link

    def steps(self, id: str) -> tuple[StepView, ...]:
        """The milestones of a direction as they stand."""
        direction = self.register[id]
        return tuple(
            StepView(
                number=at.number,
                what=step.what,
                due=None if step.due is None else str(step.due),
                measure=step.measure,
                state=at.state,
                met=at.met_on,
                moved_to=None if at.moved_to is None else str(at.moved_to),
            )
            for step, at in zip(direction.terms.milestones, milestones_at(direction, self.day), strict=True)
        )

    def entries(self, id: str) -> tuple[EntryView, ...]:
        """The history of a direction by the day, oldest first."""
        direction = self.register[id]
        told = [
            (since(direction, entry), number, self._entry(entry, number))
            for entry, number in zip(direction.history, self.public.numbers[id], strict=True)
        ]
        return tuple(view for _, _, view in sorted(told, key=lambda each: each[:2]))

    def _entry(self, entry: Entry, number: int) -> EntryView:
        found: dict[str, Any] = {name: getattr(entry, name, None) for name in SAME}
        found |= dict.fromkeys(("why", "outcome_text", "term", "before", "after"))
        match entry:
            case Corrected():
                found |= {"reason": None, "why": entry.reason, "term": label_of(entry.field, self.language.translations.gettext)}
                found |= {"before": self.speaker.said(entry.from_), "after": self.speaker.said(entry.to)}
            case Difficulty():
                found |= {"outcome": None, "outcome_text": entry.outcome}
            case Query():
                found |= {"outcome_text": entry.amended}
            case Varied():
                found |= {"why": entry.same_intent}
        by = successor(entry)
        return EntryView(
            **found,
            number=number,
            act=entry.act,
            day=entry.date,
            by=self.chained(by) if by else None,
            met=bool(getattr(entry, "met", False)),
            partner=self._who(entry),
            note=getattr(entry, "summary", None) or getattr(entry, "note", None),
            letters=tuple(each.name for each in letters_of(entry)),
        )

    def _who(self, entry: Entry) -> str | None:
        name = entry.of if isinstance(entry, Request) else entry.by if isinstance(entry, Difficulty | Query) else None
        return self.speaker.named(name) if name else None

    def changes(self, rows: Iterable[RowView]) -> tuple[ChangeView, ...]:
        """Every entry of some directions that bears a day, the latest first."""
        found = [ChangeView(row=row, entry=entry) for row in rows for entry in self.entries(row.id) if entry.day]
        return tuple(sorted(found, key=lambda each: (each.entry.day, each.row.id, each.entry.number), reverse=True))
