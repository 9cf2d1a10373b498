"""Endings of directions' names that mean one direction and no other, for a shell to complete."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

BREAK = re.compile(r"[-/ .:_]")


def endings_from(names: Mapping[str, str | None], word: str) -> dict[str, str]:
    """For each id, with its reference, the shortest ending of either that begins with the word and means it alone.

    Endings begin behind a hyphen, a stroke, a dot, a colon or a blank. One that another direction's name ends or begins with
    means nobody. A direction without such an ending is left out.
    """
    owners = [(text.casefold(), id) for id, reference in names.items() for text in (id, reference) if text]
    forwards = sorted(owners)
    backwards = sorted((text[::-1], id) for text, id in owners)
    wanted = word.casefold()
    found: dict[str, str] = {}
    for id, reference in names.items():
        texts = {part for text in (id, reference) if text for part in _endings(text) if part.casefold().startswith(wanted)}
        for ending in sorted(texts, key=lambda each: (len(each), each)):
            folded = ending.casefold()
            if _only(backwards, folded[::-1], id) and _only(forwards, folded, id):
                found[id] = ending
                break
    return found


def _endings(text: str) -> Iterator[str]:
    return (text[place.end() :] for place in BREAK.finditer(text) if place.end() < len(text))


def _only(texts: Sequence[tuple[str, str]], beginning: str, id: str) -> bool:
    """Whether no text of another direction, of these in their order, has that beginning."""
    for number in range(bisect_left(texts, (beginning, "")), len(texts)):
        text, owner = texts[number]
        if not text.startswith(beginning):
            return True
        if owner != id:
            return False
    return True
