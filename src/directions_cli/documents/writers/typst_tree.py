"""A document's tree as plain values for typst: text stays text, there is nothing to escape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from directions_cli.documents.coverage import shown
from directions_cli.documents.picturing import Room, pictures
from directions_cli.documents.stacking import is_too_wide, stacked
from directions_cli.documents.svg import width_of
from directions_cli.documents.tree import (
    Block,
    Blocks,
    Break,
    Chart,
    Document,
    Fields,
    Heading,
    Items,
    Named,
    Paragraph,
    Table,
    Text,
    Words,
    words_of,
)
from directions_cli.documents.tree import plain_words as plain

PARTED: Final = re.compile(r"\S*[^\s\w]\S+")
"""A word that typst would part at the end of a line."""
LONG, LONG_IN_TABLES = 12, 5
"""From how many letters a word may be too long for a line."""
PIECES: Final = re.compile(r"[-/.@_\s]+")
ROOM, ROOM_IN_LARGE_PRINT, BETWEEN_COLUMNS, BOLD = 78, 50, 3, 1.2
"""How many letters fit on a line of a table, how many a column's own margins take, and how much wider bold ones are."""
PICTURE, PICTURE_IN_LARGE_PRINT = Room(459, 600, 10), Room(493, 560, 18)
"""The room of a chart in points, between the margins of the shipped style; in a narrower place it is made smaller."""
USUAL: Final = 0.6
"""How wide a letter usually is, as a share of the size of print."""
SHORT, NARROW = 22, 0.92
"""Letters up to which what stands in a cell is kept on one line, where the table has room for it, and how narrow they are."""
WHOLE: Final = 14
"""Up to how many lines a row of a table stays on one page; counted with letters of twice the width."""


def about(document: Document, large_print: bool) -> dict[str, Any]:
    """What the file says of itself."""
    language, _, region = document.language.partition("-")
    return {
        "title": shown(document.title),
        "author": shown(document.author),
        "subject": shown(document.subject),
        "language": language.lower(),
        "region": region.upper() if re.fullmatch("[A-Za-z]{2}", region) else None,
        "large": large_print,
    }


def plain_blocks(blocks: Blocks, room: int, large: bool = False) -> list[dict[str, Any]]:
    """Blocks as plain values; `room` is how many letters fit on a line, `large` whether they are for large print."""
    return [_block(block, room, large, block is blocks[-1]) for block in blocks]


def _block(block: Block, room: int, large: bool, last: bool) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "words": _words(block.words)}
        case Paragraph():
            leads = not last and all(isinstance(each, Text) and each.strong for each in block.words)
            return {"kind": "paragraph", "words": _words(block.words), "leads": leads}
        case Items():
            items = [plain_blocks(each, room - 4, large) for each in block.items]
            tight = all(len(each) <= 1 for each in block.items)
            return {"kind": "items", "ordered": block.ordered, "start": block.start, "items": items, "tight": tight}
        case Table() if large and is_too_wide(block, PICTURE_IN_LARGE_PRINT.width, PICTURE_IN_LARGE_PRINT.size):
            return _block(stacked(block), room, large, last)
        case Table():
            widths = list(_widths([block.head, *block.rows], room))
            return {
                "kind": "table",
                "head": [_words(_unlinked(cell), LONG_IN_TABLES) for cell in block.head],
                "repeat": _is_whole_row(block.head, [width / 2 for width in widths]),
                "rows": [[_words(cell, LONG_IN_TABLES) for cell in row] for row in block.rows],
                "whole": [_is_whole_row(row, widths) for row in block.rows],
                "widths": widths,
            }
        case Chart():
            drawn = pictures(block, PICTURE_IN_LARGE_PRINT if large else PICTURE, "chart")
            return {
                "kind": "chart",
                "caption": _words(block.caption),
                "pictures": [{"svg": each.svg, "alt": f"{each.title}. {each.about}", "width": each.width} for each in drawn],
                "table": _block(block.table, room, large, last),
            }
        case Fields():
            inside = room * 6 // 10
            return {
                "kind": "fields",
                "head": [_words(_unlinked(each)) for each in block.head],
                "repeat": _is_whole(tuple(map(Paragraph, block.head)), room / 6),
                "rows": [
                    {"label": _words(label), "content": plain_blocks(content, inside, large)} for label, content in block.rows
                ],
                "whole": [_is_whole(content, inside) for _, content in block.rows],
            }
        case Named():
            return {"kind": "named", "name": block.name, "blocks": plain_blocks(block.blocks, room, large)}


def _words(words: Words, long: int = LONG) -> dict[str, Any]:
    """Words, and from how many letters on a word of them must be fitted to its line; 0 where none needs it."""
    text = shown(plain(words))
    fit = PARTED.search(text) is not None or any(len(word) >= long for word in text.split())
    return {"runs": [_run(each) for each in words], "fit": long if fit else 0}


def _unlinked(words: Words) -> Words:
    """Words that lead nowhere: a heading row is repeated, and what is repeated on a page may hold no link (PDF/UA-1)."""
    return tuple(replace(each, link=None) if isinstance(each, Text) else each for each in words)


def _run(each: Text | Break) -> Any:
    if isinstance(each, Break):
        return None
    text = shown(each.text)
    if not (each.strong or each.emphasis or each.link):
        return text
    run: dict[str, Any] = {"text": text, "strong": each.strong, "emphasis": each.emphasis}
    return {**run, "link": each.link} if each.link else run


def _widths(rows: list[tuple[Words, ...]], room: int) -> Iterator[float]:
    """How wide the columns of a table are to be, in letters: room for the longest word, the rest by how much stands there."""
    columns = [[shown(plain(cell)) for cell in column] for column in zip(*rows, strict=True)]
    room -= BETWEEN_COLUMNS * len(columns)
    needed = [_longest([text.split() for text in texts]) for texts in columns]
    if sum(needed) > room:
        needed = [_longest([PIECES.split(text) for text in texts]) for texts in columns]
    on_a_line = [_on_a_line(texts, need) for need, texts in zip(needed, columns, strict=True)]
    if sum(on_a_line) <= room:
        needed = on_a_line
    on_a_line = [_on_a_line(texts, need) for need, texts in zip(needed, columns, strict=True)]
    needed = on_a_line if sum(on_a_line) <= room else needed
    wanted = [max(min(max(map(len, texts)), 400) ** 0.8 - need, 0) for need, texts in zip(needed, columns, strict=True)]
    spare = max(room - sum(needed), 0)
    for need, want in zip(needed, wanted, strict=True):
        more = spare * want / sum(wanted) if sum(wanted) else spare / len(needed)
        yield round(need + more + BETWEEN_COLUMNS, 3)


def _on_a_line(texts: list[str], need: float) -> float:
    """The room in which a column of days, sums or references, all of them short, has each on one line."""
    head, *others = (len(text) for text in texts)
    longest = max(head * BOLD, *others) if others else head * BOLD
    return max(need, longest * NARROW) if longest <= SHORT else need


def _longest(texts: list[list[str]]) -> float:
    """The room that the longest word needs; those of the heading, the first, are bold."""
    head, *others = (max(map(_letters, words), default=1) for words in texts)
    return min(max(head * BOLD, *others, 3.0) if others else head * BOLD, 24.0)


def _letters(word: str) -> float:
    """How many letters of usual width a word is as wide as, though not fewer than it has: `November` is wider than eight."""
    return max(len(word), width_of(word, 1) / USUAL)


def _is_whole_row(row: tuple[Words, ...], widths: list[float]) -> bool:
    return all(_is_whole((Paragraph(cell),), width - BETWEEN_COLUMNS / 2) for cell, width in zip(row, widths, strict=True))


def _is_whole(blocks: Blocks, letters: float) -> bool:
    """Whether what stands in a cell is so little that it need not go over to a next page, whatever letters it has."""
    return sum(_lines(line, letters) for text in words_of(blocks) for line in text.split("\n")) <= WHOLE


def _lines(text: str, letters: float) -> float:
    """How many lines a line of text takes at most, where that many letters fit on one."""
    pieces = [2 * len(piece) / letters for piece in PIECES.split(text)]
    return sum(1 + piece for piece in pieces) if max(pieces) > 1 else 1 + 2 * len(text) / letters
