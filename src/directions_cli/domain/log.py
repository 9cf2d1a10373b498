"""The log of directions (guidance 5.2): a row for each, as the law stood on a day, and the filters people ask by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from directions_cli.domain.direction import (
    EXTANT,
    GROUPS,
    Direction,
    difficulties,
    issued_on,
    latest_progress,
    replaced_by,
    resource,
    status_of,
)
from directions_cli.domain.register import Register
from directions_cli.domain.terms import Unidentified


@dataclass(frozen=True, slots=True)
class Filters:
    """What the log is narrowed to; None asks for all. `status` is a status or the group extant or ended."""

    status: str | None = None
    to: str | None = None
    function: str | None = None
    meeting: date | None = None
    text: str | None = None


def rows(register: Register, day: date, filters: Filters = Filters(), as_at: bool = False) -> Iterator[dict[str, Any]]:
    """A row for each direction in the order of approval, id; with `as_at`, only what was known on that day."""
    order = sorted(register.values(), key=lambda each: (each.terms.approved or date.min, each.id))
    for direction in order:
        if _known(direction, day, as_at) and _asked_for(direction, day, filters):
            yield row(direction, register, day)


def _known(direction: Direction, day: date, as_at: bool) -> bool:
    """Whether a direction is part of the register on a day: what is dated ahead of it never is, but for drafts today."""
    approved = direction.terms.approved
    if direction.issue is None and not as_at:
        return True
    issued = issued_on(direction)
    return (approved or issued or date.min) <= day


def _asked_for(direction: Direction, day: date, filters: Filters) -> bool:
    terms = direction.terms
    if filters.status and status_of(direction, day) not in GROUPS.get(filters.status, (filters.status,)):
        return False
    if filters.to and filters.to not in terms.to:
        return False
    if filters.function and filters.function not in terms.functions:
        return False
    if filters.meeting and filters.meeting != terms.approved:
        return False
    if filters.text:
        words = " ".join(filter(None, (direction.id, terms.reference, terms.title, terms.direction, *terms.services)))
        return filters.text.casefold() in words.casefold()
    return True


def row(direction: Direction, register: Register, day: date) -> dict[str, Any]:
    """One row, with the keys of design section 3. Money is decimal pounds, dates are days."""
    terms = direction.terms
    status = status_of(direction, day)
    progress = latest_progress(direction, day)
    issued = direction.issue.date if direction.issue else None
    return {
        "id": direction.id,
        "reference": terms.reference,
        "title": terms.title,
        "status": status,
        "extant": status in EXTANT,
        "to": list(terms.to),
        "functions": list(terms.functions),
        "approved": terms.approved,
        "issued": issued if issued and issued <= day else None,
        "takes_effect": terms.takes_effect,
        "ends": terms.ends,
        "resource": resource(direction),
        "delivery_issues": [
            {"since": raised.date, "stage": last.stage, "by": raised.by or last.by, "summary": last.summary or raised.summary}
            for last, raised in difficulties(direction, day)
            if last.stage != "resolved"
        ],
        "progress": progress.rating if progress else None,
        "review": terms.review,
        "varies": _links(direction, register, "varies"),
        "supersedes": _links(direction, register, "supersedes"),
        "revokes": _links(direction, register, "revokes"),
        "replaced_by": list(replaced_by(direction, day)),
        "private": terms.private,
    }


def _links(direction: Direction, register: Register, name: str) -> list[str]:
    """Ids of the earlier directions named, or what is known of one that is not identified."""
    found = []
    for link in getattr(direction.terms, name):
        ids = register.linked(link, direction.id)
        found.append(ids[0] if len(ids) == 1 else link.unidentified if isinstance(link, Unidentified) else link)
    return found


def pounds_in_words(amount: Decimal | None) -> str:
    """`£1,250,000`, with pence only where there are any; nothing for None."""
    if amount is None:
        return ""
    whole = amount == amount.to_integral_value()
    return f"£{amount:,.0f}" if whole else f"£{amount:,.2f}"
