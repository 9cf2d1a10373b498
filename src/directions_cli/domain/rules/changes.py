"""What rules about a change judge by: the register before and after, and what is known of how an entry came to be there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Entry
from directions_cli.domain.merging import added_by_date
from directions_cli.domain.register import Register
from directions_cli.domain.rules.core import Rule, declared

Way = Literal["merged", "carried", "by hand"]
"""How an entry came to stand before one that was there: a branch that ended with it was merged; a squashed or rebased
commit carried it over, which alone does not prove that; or neither."""
Came = Callable[[Direction, Entry], Way]


def carried(_: Direction, __: Entry) -> Way:
    """What is to be said of any entry where only two states are known, and not what lies between them."""
    return "carried"


@dataclass(frozen=True)
class Step:
    """A register before and after a change. `came` says how an entry that stands before older ones came there."""

    before: Register
    after: Register
    came: Came = carried

    @cached_property
    def altered(self) -> tuple[tuple[Direction, Direction], ...]:
        """Directions that had been issued before and are there after, each before and after, where anything differs."""
        both = ((old, self.after.get(id)) for id, old in self.before.items() if old.issue is not None)
        return tuple((old, _as_entered(old, new)) for old, new in both if new is not None and old is not new and old != new)

    @cached_property
    def issued(self) -> tuple[Direction, ...]:
        """Directions that are issued and were there before."""
        return tuple(each for each in self.after.values() if each.issue is not None and each.id in self.before)


def _as_entered(old: Direction, new: Direction) -> Direction:
    """A direction with what a merge put in by date at the end of its history, where it came to be entered."""
    added = added_by_date(old.history, new.history)
    return new if added is None else replace(new, history=(*old.history, *added))


def change_rule(code: str, title: str, why: str, source: str, severity: Any = "error") -> Rule:
    """A rule over two states of a register."""
    return replace(declared(code, title, why, source, severity), scope="change")
