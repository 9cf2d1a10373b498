"""Which characters a document can show; all formats show the same ones, so that all carry the same text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import Final

from directions_cli.domain.harmless import harmless

_USUAL: Final = re.compile("[\n -~\xa0-\xac\xae-\u024f‐-–‘-†…€]*")
"""What nearly every text is made of; all of it is in the fonts that every document has."""


def shown(text: str) -> str:
    """The text as every format shows it: what can't be seen, would be obeyed or stands in no font comes out as its code.

    A letter and its accents become one character where there is one (NFC), since readers of PDF give the two back in
    no certain order; a tab becomes a blank.
    """
    if text.isascii() and text.isprintable():
        return text
    text = harmless(text).replace("\t", " ")
    if _USUAL.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text)
    for character in set(text):
        if _USUAL.fullmatch(character) is None and not _is_in(ord(character), _all()):
            text = text.replace(character, f"<U+{ord(character):04X}>")
    return text


def is_plain(text: str) -> bool:
    """Whether the fonts that every document has show all of the text, in every style."""
    if _USUAL.fullmatch(text):
        return True
    return all(_is_in(ord(character), _plain()) for character in set(text) - {"\n"})


def _is_in(character: int, edges: list[int]) -> bool:
    return bisect_right(edges, character) % 2 == 1


@lru_cache(maxsize=1)
def _plain() -> list[int]:
    from directions_cli.documents.covered import TEXT

    return _edges(TEXT)


@lru_cache(maxsize=1)
def _all() -> list[int]:
    from directions_cli.documents.covered import TEXT, WIDE

    return _edges(f"{TEXT} {WIDE}")


def _edges(ranges: str) -> list[int]:
    """Where ranges begin and where they are over, in turn."""
    pairs = sorted(tuple(int(each, 16) for each in part.split("-")) for part in ranges.split())
    edges: list[int] = []
    for pair in pairs:
        if edges and edges[-1] == pair[0]:
            edges[-1] = pair[-1] + 1
        else:
            edges += [pair[0], pair[-1] + 1]
    return edges
