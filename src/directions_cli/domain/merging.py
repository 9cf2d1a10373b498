"""Two branches of one direction's history put together: in which order their entries stand.

Entries stand by their dates, each side's own order kept, so that the result is the same whichever side is ours.
What can't both stand is told by `domain.clashes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from directions_cli.domain.history import Entry
from directions_cli.domain.plain import plain

First = Literal["text", "ours", "theirs"]
"""What stands first of two entries of one day: that of the smaller text, so that both sides agree, or that of a side."""
Places = tuple[tuple[int | None, int | None], ...]


def keeps(base: Sequence[Entry], side: Sequence[Entry]) -> bool:
    """Whether a side has every entry of the base in its order; an earlier merge may have put others between."""
    rest = iter(side)
    return all(any(entry == each for each in rest) for entry in base)


def untouched(*histories: Sequence[Entry]) -> int:
    """How many entries stand first in all histories alike."""
    count = 0
    for places in zip(*histories, strict=False):
        if any(entry != places[0] for entry in places):
            break
        count += 1
    return count


def interleaved(ours: Sequence[Entry], theirs: Sequence[Entry], first: First = "text") -> Places | None:
    """The order in which the added entries of both sides stand together: by day, each side's own order kept.

    Each place is the number of the entry on our side and on theirs; it has both where both sides made the same entry,
    which stands once. None where the sides have the same entries in orders that can't both be kept.
    """
    mine, yours = _numbered(ours), _numbered(theirs)
    there = {name: number for number, name in enumerate(yours)}
    here = {name: number for number, name in enumerate(mine)}
    found: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(mine) or j < len(yours):
        waits = i < len(mine) and there.get(mine[i], j - 1) >= j
        they_wait = j < len(yours) and here.get(yours[j], i - 1) >= i
        if waits and they_wait:
            if there[mine[i]] != j:
                return None
            found.append((i, j))
            i, j = i + 1, j + 1
        elif i < len(mine) and not waits and (j == len(yours) or they_wait or _before(ours[i], theirs[j], first)):
            found.append((i, None))
            i += 1
        else:
            found.append((None, j))
            j += 1
    return tuple(found)


def together(ours: Sequence[Entry], theirs: Sequence[Entry], first: First = "text") -> tuple[Entry, ...] | None:
    """The added entries of both sides in the order of `interleaved`."""
    places = interleaved(ours, theirs, first)
    return None if places is None else tuple(ours[i] if i is not None else theirs[j or 0] for i, j in places)


def added_by_date(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[Entry, ...] | None:
    """What `after` has besides `before`, where it is what a merge can make of it; None where it is not.

    A merge keeps all that was there in its order, and puts others between by their dates alone.
    """
    waiting: list[Entry] = []
    added: list[Entry] = []
    rest = list(before)
    for entry in after:
        if rest and entry == rest[0]:
            if any(not _before(each, entry, "text") for each in waiting):
                return None
            rest.pop(0)
            waiting = []
        else:
            waiting.append(entry)
            added.append(entry)
    return None if rest else tuple(added)


def put_between(before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[tuple[int, Entry, Entry]]:
    """What `after` has before an entry of `before` besides those of it: its number, it, and the entry that it stands before.

    `after` keeps all entries of `before` in their order.
    """
    waiting: list[tuple[int, Entry]] = []
    rest = list(before)
    for number, entry in enumerate(after):
        if rest and entry == rest[0]:
            yield from ((*each, entry) for each in waiting)
            rest.pop(0)
            waiting = []
        else:
            waiting.append((number, entry))


def _numbered(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Each entry's text with how many like it stand before."""
    seen: Counter[str] = Counter()
    found = []
    for entry in entries:
        found.append((_text(entry), seen[_text(entry)]))
        seen[_text(entry)] += 1
    return found


def _text(entry: Entry) -> str:
    return repr(plain(entry))


def _before(ours: Entry, theirs: Entry, first: First) -> bool:
    days = ours.date or date.min, theirs.date or date.min
    if days[0] != days[1]:
        return days[0] < days[1]
    return _text(ours) <= _text(theirs) if first == "text" else first == "ours"
