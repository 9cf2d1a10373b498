"""A register after a change finds directions as one that was read anew does."""

from __future__ import annotations

import random

import pytest

from directions_cli.domain.history import Closed
from directions_cli.domain.lookups import LOOKUPS
from directions_cli.domain.register import Amended, Appended, Change, Register
from tests.domain.building import TODAY
from tests.domain.money import CARE, NURSING, A, B, C, D, direction, line, money, register

YEARS = ("2024-25", "2025-26")


def drawn(id: str, chance: random.Random):
    """A direction with some money, links and a report."""
    lines = [line(chance.choice([CARE, NURSING]), chance.choice(YEARS), 5) for _ in range(chance.randrange(3))]
    links = chance.sample([A, B, C, D, f"R-{A}", "R-2"], chance.randrange(3))
    more = f"supersedes: [{', '.join(links)}]\n"
    return direction(id, "2025-01-20", finance=money(*lines), more=more)


def same(one: Register, other: Register) -> None:
    """Two registers hold and find the same."""
    assert list(one) == list(other)
    assert dict(one.items()) == dict(other.items())
    assert list(one.values()) == list(other.values())
    assert one.names() == other.names()
    assert one.stood([*one, "nobody"]) == other.stood(other)
    for name in LOOKUPS:
        found, wanted = getattr(one, f"by_{name}"), getattr(other, f"by_{name}")
        assert {key: found[key] for key in found} == dict(wanted), name
        assert len(found) == len(wanted)
        assert all(found.get(key) == ids for key, ids in wanted.items())


@pytest.mark.parametrize("seed", range(40))
def test_change_upon_change(seed: int) -> None:
    chance = random.Random(seed)
    before = register(*(drawn(id, chance) for id in (A, B, C)))
    first = dict(before.items())
    after = before
    for _ in range(4):
        other = dict(register(*(drawn(id, chance) for id in (A, B, C, D))).items())
        id = chance.choice([A, B, C])
        closed = Closed(act="closed", date=TODAY, approved=TODAY, reason="achieved", note="Done.")
        change = chance.choice(
            [
                Change("draft", "", D, redrafted=(other[D],)) if D in after else Change("issue", "", D, made=(other[D],)),
                Change("correct", "", id, amended=(Amended(id, other[id].terms, ()),)),
                Change("close", "", id, appended=(Appended(id, (closed,)),)),
            ]
        )
        after = after.with_(change)
        same(after, Register(after.header, after.values(), after.reports, after.unread))
    assert dict(before.items()) == first
