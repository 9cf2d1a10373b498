"""What the annual review looks at: each extant direction, and what has happened since it was last reviewed (policy 4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.cycle.milestones import MilestoneAt, MilestoneState, milestones_at
from directions_cli.domain.cycle.reckoning import last_review, standing_recommendation
from directions_cli.domain.dates import add_months, pounds_in_words
from directions_cli.domain.direction import (
    Direction,
    courses,
    is_extant,
    latest_progress,
    open_queries,
    open_requests,
    resource,
    since,
    status_of,
)
from directions_cli.domain.history import Entry, Progress, Reviewed
from directions_cli.domain.keys import key
from directions_cli.domain.register import Register

SAID: Final = (
    "stage",
    "rating",
    "outcome",
    "by",
    "of",
    "body",
    "field",
    "milestone",
    "met",
    "moved_to",
    "spend",
    "due",
    "report",
)
"""Keys of an entry that are told in a few words, in this order; its note or summary follows."""
WORDS: Final = ("note", "summary", "reason", "amended", "notice")


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was entered since the last review."""

    date: date = key("Day of the entry.")
    act: str = key("Its act, such as `progress` or `difficulty`.")
    said: str | None = key("What it says in a few words; null for a direction taken in private.")


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating given since the last review."""

    date: date = key("Day of the rating.")
    rating: str = key("The rating.")


@dataclass(frozen=True, slots=True)
class InDifficulty:
    """A partner's difficulty that is not resolved (policy 4.4)."""

    since: date = key("Day on which it was raised.")
    by: str | None = key("Code of the partner, or null.")
    stage: str = key("`raised` or `negotiating`.")
    until: date = key("Last day that its negotiation may take.")
    summary: str | None = key("What it is, or null; null for a direction taken in private.")


@dataclass(frozen=True, slots=True)
class ForReview:
    """An extant direction as the annual review sees it."""

    id: str = key("The register's own name for it.")
    reference: str | None = key("The printed reference, or null.")
    title: str = key("What it is about.")
    private: bool = key("Whether the board took it in private.")
    status: str = key("`issued` or `retained`.")
    to: tuple[str, ...] = key("Codes of the partners that it directs.")
    review: str | None = key("Month or day of review that its terms name, or null.")
    reviewed: date | None = key("Day of the last review, or null where there was none.")
    outcome: str | None = key("Outcome of the last review, or null.")
    recommended: str | None = key(
        "`vary`, `supersede`, `close` or `revoke` where that was recommended and has not followed, else null."
    )
    since: date | None = key("Day from which what happened is told: the last review, else the issue; null where none is known.")
    ends: date | None = key("Last day that it foresees, or null.")
    expired: bool = key("Whether that day is past.")
    rating: str | None = key("Latest rating, or null.")
    ratings: tuple[Rated, ...] = key("Ratings since then, oldest first.")
    milestones: tuple[MilestoneAt, ...] = key("Its milestones.")
    resource: Decimal | None = key("Pounds committed in all, or null where no line states an amount.")
    spend: Decimal | None = key("Pounds spent, as last reported, or null.")
    spend_at: date | None = key("Day of that report, or null.")
    difficulties: tuple[InDifficulty, ...] = key("Difficulties that are open.")
    open_queries: int = key("Number of queries without an answer.")
    open_requests: int = key("Number of requests for information without an answer.")
    entries: tuple[Happened, ...] = key("Everything entered since then, as it was entered.")

    @property
    def name(self) -> str:
        """What people call it: the reference, else the id."""
        return self.reference or self.id

    def milestones_that_are(self, *states: MilestoneState) -> int:
        """How many milestones stand so."""
        return sum(each.state in states for each in self.milestones)


def for_review(register: Register, day: date) -> tuple[ForReview, ...]:
    """Every direction extant on a day, in the order of approval, with what happened since its last review.

    Each is read as it stood on that day; nothing dated after it shows.
    """
    months = register.header.review.negotiation_months
    order = sorted(register.values(), key=lambda each: (each.terms.approved or date.min, each.id))
    return tuple(seen(as_read_on(each, day), months, day) for each in order if is_extant(each, day))


def seen(direction: Direction, months: int, day: date) -> ForReview:
    """A direction as the review sees it on a day; `months` are those that a negotiation may take."""
    terms, last = direction.terms, last_review(direction, day)
    standing = standing_recommendation(direction, day)
    news = entries_since(direction, last, day)
    spends = sorted((each.date, each.spend) for each in _progress(direction, day) if each.spend is not None)
    latest = latest_progress(direction, day)
    issue = direction.issue
    begun = since(direction, issue) if issue else None
    return ForReview(
        id=direction.id,
        reference=terms.reference,
        title=terms.title,
        private=terms.private,
        status=status_of(direction, day),
        to=terms.to,
        review=terms.review,
        reviewed=last.date if last else None,
        outcome=last.outcome if last else None,
        recommended=standing.outcome if standing else None,
        since=last.date if last else begun if begun != date.min else None,
        ends=terms.ends,
        expired=terms.ends is not None and terms.ends < day,
        rating=latest.rating if latest else None,
        ratings=tuple(Rated(each.date, each.rating) for each in news if isinstance(each, Progress)),
        milestones=tuple(milestones_at(direction, day)),
        resource=resource(direction),
        spend=spends[-1][1] if spends else None,
        spend_at=spends[-1][0] if spends else None,
        difficulties=tuple(_difficulties(direction, months, day)),
        open_queries=len(open_queries(direction, day)),
        open_requests=len(open_requests(direction, day)),
        entries=tuple(Happened(each.date, each.act, said_of(each)) for each in news if each.date),
    )


def entries_since(direction: Direction, last: Reviewed | None, day: date) -> Sequence[Entry]:
    """What was entered after a review, up to a day; without a review, everything but the issue."""
    place = next((number for number, entry in enumerate(direction.history) if entry is last), -1)
    return [
        entry
        for number, entry in enumerate(direction.history)
        if entry.act != "issued"
        and (entry.date or date.min) <= day
        and (last is None or (entry.date or date.min) > last.date or (entry.date == last.date and number > place))
    ]


def said_of(entry: Entry) -> str:
    """An entry in a few words, without its act and day: `rating on-track, milestone 1, met: Ten places are open.`"""
    found = vars(entry)
    parts = [_said(name, found[name]) for name in SAID if found.get(name) not in (None, False)]
    words = [" ".join(str(found[name]).split()) for name in WORDS if found.get(name) is not None]
    return ": ".join(filter(None, (", ".join(parts), " ".join(words))))


def _said(name: str, value: Any) -> str:
    if value is True:
        return name
    shown = pounds_in_words(value) if isinstance(value, Decimal) else " ".join(str(value).split())
    return f"{name.replace('_', ' ')} {shown}"


def without_private_words(found: ForReview) -> ForReview:
    """What may be listed widely: of a direction taken in private no more than the log shows of it."""
    if not found.private:
        return found
    return replace(
        found,
        milestones=tuple(replace(each, what=None) for each in found.milestones),
        difficulties=tuple(replace(each, summary=None) for each in found.difficulties),
        entries=tuple(replace(each, said=None) for each in found.entries),
    )


def _progress(direction: Direction, day: date) -> list[Progress]:
    return [entry for entry in direction.history if isinstance(entry, Progress) and entry.date <= day]


def _difficulties(direction: Direction, months: int, day: date) -> Iterator[InDifficulty]:
    for course in courses(direction, day):
        first, last = course[0], course[-1]
        if last.stage != "resolved":
            until = add_months(first.date, months)
            yield InDifficulty(first.date, first.by or last.by, last.stage, until, last.summary or first.summary)
