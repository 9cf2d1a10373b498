"""The log of directions (guidance 5.2): a row for each, as the law stood on a day, and the filters people ask by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.dates import add_months
from directions_cli.domain.direction import Direction, difficulties, issued_on, latest_progress, replaced_by, resource, status_of
from directions_cli.domain.register import Register
from directions_cli.domain.selecting import EVERYTHING, Filters, asked_for
from directions_cli.domain.status import EXTANT
from directions_cli.domain.terms import Unidentified


def rows(register: Register, day: date, filters: Filters = EVERYTHING, as_at: bool = False) -> Iterator[dict[str, Any]]:
    """A row for each direction in the order of approval, id; with `as_at`, only what was known on that day."""
    order = sorted(register.values(), key=lambda each: (each.terms.approved or date.min, each.id))
    for direction in order:
        if is_known(direction, day, as_at):
            found = row(direction, register, day)
            if asked_for(found, searched(direction), filters):
                yield found


def is_known(direction: Direction, day: date, as_at: bool) -> bool:
    """Whether a direction is part of the register on a day: what is dated ahead of it never is, but for drafts today."""
    return (direction.issue is None and not as_at) or known_from(direction) <= day


def known_from(direction: Direction) -> date:
    """The day from which a direction is part of the register: of its approval, else of its issue, else from ever."""
    return direction.terms.approved or issued_on(direction) or date.min


def searched(direction: Direction) -> str:
    """The words of a direction that a search by text looks at."""
    terms = direction.terms
    return " ".join(filter(None, (direction.id, terms.reference, terms.title, terms.direction, *terms.services)))


def row(direction: Direction, register: Register, day: date) -> dict[str, Any]:
    """One row, with the keys of design section 3, as it read on that day. Money is decimal pounds, dates are days."""
    direction = as_read_on(direction, day)
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
            {
                "since": raised.date,
                "stage": last.stage,
                "by": raised.by or last.by,
                "summary": last.summary or raised.summary,
                "until": add_months(raised.date, register.header.review.negotiation_months),
            }
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
