"""A direction as the officer sees it in the annual review: where it stands, and what happened since the last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from directions_cli.cli.reviewing_sheet import milestones_in_words
from directions_cli.cli.sheet import field, shown
from directions_cli.domain.dates import in_words, pounds_in_words

if TYPE_CHECKING:
    from directions_cli.domain.cycle.milestones import MilestoneAt
    from directions_cli.domain.cycle.reviewing import ForReview
    from directions_cli.domain.register import Register

MOST = 12
"""Entries and milestones that are shown; of more, the last ones."""


def review_sheet(register: Register, found: ForReview, place: str) -> str:
    """The sheet of one direction, headed by its place among all."""
    names = [partner.name if (partner := register.header.partner(code)) else code for code in found.to]
    lines = ["", f"── {place} " + "─" * 60, f"{shown(found.name)}  {shown(found.title)}"]
    lines += field("status", f"{found.status}{', private' if found.private else ''}; to {' and '.join(names) or 'nobody known'}")
    last = f"{in_words(found.reviewed)}: {found.outcome}" if found.reviewed else "none"
    lines += field("last review", last)
    if found.recommended:
        lines += field("", f"it recommended to {found.recommended}; that has not followed")
    lines += _since(found)
    lines += [line for about, text in _standing(found) for line in field(about, text)]
    return "\n".join(lines) + "\n\n"


def _since(found: ForReview) -> list[str]:
    since = f"since {in_words(found.since)}" if found.since else "so far"
    if not found.entries:
        return field(since, "nothing was entered")
    lines = [f"  {since}"]
    if len(found.entries) > MOST:
        lines.append(f"    … {len(found.entries) - MOST} entries before these; `directions show {found.id}` has all")
    for each in found.entries[-MOST:]:
        lines += field(f"  {each.date}", f"{each.act}{': ' + each.said if each.said else ''}")
    return lines


def _standing(found: ForReview) -> Iterator[tuple[str, str]]:
    if found.rating:
        yield "rating", " → ".join(each.rating for each in found.ratings) or f"{found.rating} (before)"
    if found.milestones:
        yield "milestones", milestones_in_words(found)
        for each in found.milestones[:MOST]:
            yield f"  {each.number}", _milestone(each)
    money = f"{pounds_in_words(found.resource)} directed" if found.resource is not None else "no amount known"
    if found.spend is not None:
        money += f"; {pounds_in_words(found.spend)} spent by {found.spend_at}"
    yield "money", money
    for difficulty in found.difficulties:
        about = (
            f"{difficulty.stage} since {difficulty.since}, by {difficulty.by or 'nobody named'}, until {difficulty.until} at most"
        )
        yield "difficulty", about + (f": {' '.join(difficulty.summary.split())}" if difficulty.summary else "")
    if found.open_queries or found.open_requests:
        yield "unanswered", f"{found.open_queries} queries, {found.open_requests} requests for information"
    if found.ends:
        yield (
            "ends",
            f"{in_words(found.ends)}, which is past: it stands until an act ends it" if found.expired else in_words(found.ends),
        )


def _milestone(each: MilestoneAt) -> str:
    when = {
        "met": f"met on {each.met_on}",
        "missed": f"missed: {each.moved_to or each.due}",
        "moved": f"moved from {each.due or 'no day'} to {each.moved_to}",
        "ahead": f"due {each.due}",
        "undated": "no day",
        "earlier": f"was due {each.due}, before this direction was issued",
    }
    return f"{each.what} ({when[each.state]})"
