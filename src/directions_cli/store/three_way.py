"""The text of a direction's file from a common ancestor and two sides: key by key, the history entry by entry.

A key that one side alone changed is taken as that side has it, with its comments; line ends and order of keys are ours.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from directions_cli.domain.clashes import Clash, Fork, clashes
from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.merging import Places
from directions_cli.domain.redline import Difference, redline
from directions_cli.store.amending import amend
from directions_cli.store.appending import newline_of
from directions_cli.store.pieces import HISTORY, Pieces, even, fitted, joined, pieces_of, settled
from directions_cli.store.reader import YamlFault, read_yaml

WIDTH: Final = 110
ABSENT: Final = object()
"""Stands for the value of a key that is not there."""
ODD: Final = "is written in a way that can't be merged entry by entry"


@dataclass(frozen=True, slots=True)
class Side:
    """A direction's file as one side has it."""

    text: str
    value: dict[str, Any]
    direction: Direction
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Taken:
    """What stands at a key after the merge: its text, empty where there is none, and what it says."""

    text: str
    value: Any = None


def merged_text(base: Side, ours: Side, theirs: Side, size: int) -> tuple[str | None, bool, tuple[str, ...]]:
    """The merged text (None: merge the lines instead), whether it is without conflict, and why it is not."""
    newline = newline_of(ours.text)
    taken: dict[str, Taken | Clash | None] = {key: _taken(key, base, ours, theirs) for key in _keys(ours.pieces, theirs.pieces)}
    values = _values(taken, ours)
    try:
        merged = DirectionFile.model_validate({**values, HISTORY: ()})
    except ValidationError:
        return None, False, ("the terms of both sides don't fit together",)
    before = base.direction
    whole = Direction(before.id, before.path, merged, (), merged.ignore)
    fork = Fork(before, ours.direction, theirs.direction, whole)
    start, places = fork.start, fork.places or ()
    found = [*(each for each in taken.values() if isinstance(each, Clash)), *clashes(fork)]
    clashing: dict[str, tuple[str, ...]] = {}
    for clash in found:
        clashing[clash.at] = (*clashing.get(clash.at, ()), clash.why)
    reasons = tuple(clash.why for clash in found)
    if HISTORY in taken and (taken[HISTORY] is None or HISTORY in clashing):
        block = _history(base, ours, theirs, start, places, clashing.get(HISTORY, ()), size)
        if block is None and not found:
            return None, False, (f"the history {ODD}",)
        taken[HISTORY] = Taken(block, _all(ours, theirs, start, places)) if block is not None else None
    if taken.get(HISTORY, values) is None or not clashing.keys() <= taken.keys():
        return conflict(ours.text, theirs.text, reasons, size, newline), False, reasons
    text = joined([_shown(key, each, clashing, ours, theirs, size) for key, each in taken.items()], newline)
    if not found and not _says(text, {key: each.value for key, each in taken.items() if isinstance(each, Taken)}):
        return None, False, (f"the file {ODD}",)
    return text, not found, reasons


def _keys(ours: Pieces, theirs: Pieces) -> list[str]:
    """The keys of both sides in our order; what they alone have stands behind what it stands behind with them."""
    found = list(ours.blocks)
    last = found[0]
    for key in theirs.blocks:
        if key not in ours.blocks:
            found.insert(found.index(last) + 1, key)
        last = key
    return found


def _taken(key: str, base: Side, ours: Side, theirs: Side) -> Taken | Clash | None:
    """What one key holds after the merge, or that it can't be told; None for a history that both sides changed."""
    blocks = [side.pieces.blocks.get(key) for side in (base, ours, theirs)]
    before, mine, yours = map(even, blocks)
    if mine == yours or yours == before:
        return Taken(blocks[1] or "", ours.value.get(key, ABSENT))
    if mine == before:
        return Taken(fitted(blocks[2] or "", newline_of(ours.text)), theirs.value.get(key, ABSENT))
    if key == HISTORY:
        return None
    return _value_by_value(key, base, ours, theirs) or Clash(
        key, f"both sides changed {key}; keep one, or what both mean together"
    )


def _value_by_value(key: str, base: Side, ours: Side, theirs: Side) -> Taken | None:
    """A key of which each side changed other values, or one a value and the other comments; None where they meet."""
    changed = [
        [each for each in redline(base.direction.terms, side.direction.terms, decision=True) if each.term == key]
        for side in (ours, theirs)
    ]
    pairs = [sorted((f"{one.path}.", f"{other.path}."), key=len) for one in changed[0] for other in changed[1] if one != other]
    come_or_go = any(None in (each.before, each.after) for each in (*changed[0], *changed[1]))
    if come_or_go or any(long.startswith(short) for short, long in pairs):
        return None
    newline = newline_of(ours.text)
    return _put_into(key, base, theirs, changed[1], ours, newline) or _put_into(key, base, ours, changed[0], theirs, newline)


def _put_into(key: str, base: Side, side: Side, changed: list[Difference], other: Side, newline: str) -> Taken | None:
    """The values that a side changed put into the other's text; None where the side did more than change values."""
    values = tuple((each.path, each.after) for each in changed)
    try:
        again, both = pieces_of(amend(base.text, values)), amend(other.text, values)
    except (ValueError, YamlFault):
        return None
    pieces = pieces_of(both)
    if not values or again is None or pieces is None:
        return None
    if even(side.pieces.blocks[key]) not in (even(again.blocks[key]), even(pieces.blocks[key])):
        return None
    return Taken(fitted(pieces.blocks[key], newline), read_yaml(both).value[key])


def _values(taken: Mapping[str, Taken | Clash | None], ours: Side) -> dict[str, Any]:
    """What the terms say after the merge; where they clash, what ours say."""
    found = {key: each.value if isinstance(each, Taken) else ours.value.get(key, ABSENT) for key, each in taken.items()}
    return {key: value for key, value in found.items() if value is not ABSENT}


def _all(ours: Side, theirs: Side, start: int, places: Places) -> tuple[Any, ...]:
    """The plain values of the whole history after the merge."""
    mine, yours = (tuple(side.value.get(HISTORY) or ()) for side in (ours, theirs))
    return (*mine[:start], *(mine[start + i] if i is not None else yours[start + (j or 0)] for i, j in places))


def _shown(
    key: str, taken: Taken | Clash | None, clashing: Mapping[str, tuple[str, ...]], ours: Side, theirs: Side, size: int
) -> str:
    if key in clashing and key != HISTORY:
        mine, yours = (side.pieces.blocks.get(key, "") for side in (ours, theirs))
        return conflict(mine, yours, clashing[key], size, newline_of(ours.text))
    return taken.text if isinstance(taken, Taken) else ""


def _says(text: str, meant: Mapping[str, Any]) -> bool:
    try:
        return bool(read_yaml(text).value == {key: value for key, value in meant.items() if value is not ABSENT})
    except YamlFault:
        return False


def _history(base: Side, ours: Side, theirs: Side, start: int, places: Places, why: tuple[str, ...], size: int) -> str | None:
    """The text of the history: entries of before, then those added; from the first that clash on, as a conflict."""
    before, mine, yours = base.pieces, settled(ours.pieces, base.pieces), settled(theirs.pieces, base.pieces)
    if mine.entries is None or yours.entries is None or before.entries is None:
        return None
    newline = newline_of(ours.text)
    shifts = [mine.column - before.column, 0, mine.column - yours.column] if mine.entries else [0, 0, 0]
    texts = [
        [each.text if shift == 0 and side is mine else fitted(each.text, newline, shift) for each in side.entries or ()]
        for side, shift in zip((before, mine, yours), shifts, strict=True)
    ]
    parts: list[str] = []
    for old in ((before.head, mine.head, yours.head), *zip(*(side[:start] for side in texts), strict=True)):
        one = _one_of(*old)
        if one is None:
            return None
        parts.append(one)
    added = texts[1][start:], texts[2][start:]
    if not _same_comments(*added, places):
        return None
    if not why:
        return joined([*parts, *(added[0][i] if i is not None else added[1][j or 0] for i, j in places)], newline)
    same = next((n for n, place in enumerate(places) if place != (n, n)), len(places))
    rest, other = (joined(side[same:], newline) for side in added)
    return joined([*parts, *added[0][:same], conflict(rest, other, why, size, newline)], newline)


def _one_of(before: str, mine: str, yours: str) -> str | None:
    """What one side alone changed, or what both have; None where they differ in more than blanks."""
    if even(yours) in (even(mine), even(before)):
        return mine
    if even(mine) == even(before):
        return yours
    return mine if "#" not in yours and "#" not in mine else None


def _same_comments(mine: list[str], yours: list[str], places: Places) -> bool:
    """Whether entries that both sides made can stand as ours have them, and no comment of theirs is lost."""
    both = ((mine[i], yours[j]) for i, j in places if i is not None and j is not None)
    return all(even(one) == even(other) or "#" not in other for one, other in both)


def comments(why: tuple[str, ...], newline: str) -> str:
    """Reasons as comments of the file."""
    lines: list[str] = []
    for reason in why:
        said = " ".join(f"directions: {reason}.".split())
        lines += textwrap.wrap(said, WIDTH, initial_indent="# ", subsequent_indent="#   ", break_long_words=False)
    return "".join(line + newline for line in lines)


def conflict(ours: str, theirs: str, why: tuple[str, ...], size: int, newline: str) -> str:
    """Two texts between the marks of a conflict, our line ends kept."""
    mine = ours + newline if ours and ours[-1] not in "\r\n" else ours
    yours = fitted(theirs, newline)
    top, middle, bottom = (sign * size for sign in "<=>")
    return f"{top} ours{newline}{comments(why, newline)}{mine}{middle}{newline}{yours}{bottom} theirs{newline}"
