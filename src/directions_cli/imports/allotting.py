"""Allotting fields to columns: the best go first, and a column gives way where both are the better for it."""

from __future__ import annotations

from collections.abc import Sequence

from directions_cli.imports.fields import FIELDS, NOTE

GIVES_WAY = 0.5
"""How much better both columns must be served together for one to give up its field for another."""
LOSES = 0.3
"""How much worse another field may suit the column that gives way."""


def allotted(scored: Sequence[dict[str, float]], used: set[str]) -> dict[int, tuple[str, float]]:
    """A field for each column, named by its place, from how well each field suits it. `used` are fields that are held already.

    `Narrative` alone may be the text of a direction; beside `Wording of direction` it is that of its progress.
    """
    whole = sorted(((score, -place, name) for place, each in enumerate(scored) for name, score in each.items()), reverse=True)
    found: dict[int, tuple[str, float]] = {}
    holders: dict[str, int] = {}
    for score, place, name in whole:
        if -place not in found and (FIELDS[name].many or (name not in used and name not in holders)):
            found[-place] = (name, score)
            holders.setdefault(name, -place)
    for place, each in enumerate(scored):
        if place not in found or found[place][0] == NOTE:
            _make_way(place, each, scored, found, holders, used)
    return found


def _make_way(
    place: int, wanted: dict[str, float], scored: Sequence[dict[str, float]], found: dict[int, tuple[str, float]],
    holders: dict[str, int], used: set[str],
) -> None:  # fmt: skip
    """Give a column the field of another that suits it, where there is a second field for that other."""
    for name, score in sorted(wanted.items(), key=lambda pair: -pair[1]):
        holder = holders.get(name)
        if name in used or holder is None or FIELDS[name].many:
            continue
        free = {
            other: mark
            for other, mark in scored[holder].items()
            if other not in (name, NOTE) and (FIELDS[other].many or (other not in used and other not in holders))
        }
        other = max(free, key=lambda each: free[each], default=None)
        if other and free[other] > found[holder][1] - LOSES and score + free[other] > found[holder][1] + GIVES_WAY:
            found[holder], found[place] = (other, free[other]), (name, score)
            holders[name] = place
            holders.setdefault(other, holder)
            return
