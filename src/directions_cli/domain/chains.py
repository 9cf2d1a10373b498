"""The chain of a direction: the earlier ones that it stands on, and the later ones that came in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from directions_cli.domain.direction import issued_on
from directions_cli.domain.history import successor
from directions_cli.domain.register import Register
from directions_cli.domain.terms import LINK_FIELDS, Unidentified


@dataclass(frozen=True, slots=True)
class Chain:
    """A direction's line: those it stands on, and those that came after it, each oldest first."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unidentified: tuple[str, ...] = field(default=())


def chain_of(register: Register, id: str) -> Chain:
    """Every predecessor and successor of a direction, however many steps away; loops are cut."""
    before: dict[str, None] = {}
    after: dict[str, None] = {}
    queue = [id]
    while queue:
        for _, earlier in register.predecessors(queue.pop()):
            if earlier not in before and earlier != id:
                before[earlier] = None
                queue.append(earlier)
    queue = [id]
    while queue:
        for entry in register[queue.pop()].history:
            later = successor(entry)
            if later and later in register and later not in after and later != id:
                after[later] = None
                queue.append(later)
    loose = tuple(
        link.unidentified for name in LINK_FIELDS for link in getattr(register[id].terms, name) if isinstance(link, Unidentified)
    )
    return Chain(_oldest_first(register, reversed(before)), _oldest_first(register, after), loose)


def _oldest_first(register: Register, ids: Iterable[str]) -> tuple[str, ...]:
    """Ids in the order of approval, else of issue; what is known from no day stands first."""
    return tuple(sorted(ids, key=lambda id: register[id].terms.approved or issued_on(register[id]) or date.max))
