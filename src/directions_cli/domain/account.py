"""One direction as it stands: its terms, its chain, its money and its history, for `show` and for documents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from directions_cli.domain.chain import chain_of
from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.cycle.reckoning import standing_recommendation
from directions_cli.domain.digest import digest_of
from directions_cli.domain.direction import Direction, effect_from, open_queries, open_requests
from directions_cli.domain.log import is_known, row
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import Register


def account(register: Register, id: str, day: date) -> dict[str, Any]:
    """Everything there is to say about a direction as at a day. Money is decimal pounds; later entries are left out."""
    direction = as_read_on(register[id], day)
    chain = chain_of(register, id)
    after = [each for each in chain.after if is_known(register[each], day, as_at=True)]
    recommended = standing_recommendation(direction, day)
    history = [plain(entry) for entry in direction.history if (entry.date or date.min) <= day]
    return {
        **row(direction, register, day),
        "effect_from": effect_from(direction),
        "digest": digest_of(direction) if direction.issue else None,
        "terms": plain_terms(direction.terms),
        "chain": {
            "before": [_link(register, each, day) for each in chain.before],
            "after": [_link(register, each, day) for each in after],
            "unidentified": list(chain.unidentified),
        },
        "money": money(direction),
        "history": history,
        "open_queries": [{"since": each.date, "by": each.by, "summary": each.summary} for each in open_queries(direction, day)],
        "open_requests": [
            {"since": each.date, "of": each.of, "due": each.due, "summary": each.summary}
            for each in open_requests(direction, day)
        ],
        "recommended": recommended.outcome if recommended else None,
    }


def _link(register: Register, id: str, day: date) -> dict[str, Any]:
    whole = row(register[id], register, day)
    return {key: whole[key] for key in ("id", "reference", "title", "status", "approved", "issued")}


def money(direction: Direction) -> dict[str, Any]:
    """Pounds by year, recipient and kind; lines without an amount counted apart, never as nothing."""
    totals: dict[tuple[str, str, str], Decimal] = {}
    open_lines = 0
    for line in direction.terms.finance:
        if line.amount is None:
            open_lines += 1
            continue
        key = (line.year or "not known", line.to or "not known", line.kind or "not known")
        totals[key] = totals.get(key, Decimal(0)) + line.amount
    lines = [{"year": year, "to": to, "kind": kind, "amount": amount} for (year, to, kind), amount in sorted(totals.items())]
    return {"total": sum(totals.values(), Decimal(0)) if totals else None, "lines": lines, "without_amount": open_lines}
