"""A direction's file cut into pieces that can be merged each for itself: its keys, and the entries of its history.

Put end to end the pieces are the file again, byte for byte. Blank lines and comments belong to what they stand before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from directions_cli.store.reader import lines_of
from directions_cli.store.spans import Layout, layout_of

START = "(what stands before the first key)"
END = "(what stands behind the last key)"
HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry of the history as text: what stands before it, and its own lines."""

    gap: str
    body: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.gap + self.body


@dataclass(frozen=True, slots=True)
class Pieces:
    """The blocks of a file by key; that of the history once more as its head and entries, None where it can't be cut."""

    blocks: dict[str, str]
    head: str = ""
    entries: tuple[Piece, ...] | None = ()
    column: int = 2


def even(text: str | None) -> str | None:
    """A text to compare by: line ends made equal, the last one there."""
    if text is None:
        return None
    found = text.replace("\r\n", "\n").replace("\r", "\n")
    return found if not found or found.endswith("\n") else f"{found}\n"


def fitted(text: str, newline: str, shift: int = 0) -> str:
    """A text with the line ends of another file, its lines moved to the right or, as far as blanks go, to the left."""
    lines = (even(text) or "").split("\n")
    if shift > 0:
        lines = [" " * shift + line if line.strip() else line for line in lines]
    elif shift < 0:
        lines = [line[-shift:] if line[:-shift].isspace() else line for line in lines]
    return newline.join(lines)


def joined(parts: list[str], newline: str) -> str:
    """Pieces put end to end, each on lines of its own."""
    text = ""
    for part in filter(None, parts):
        text += (newline if text and text[-1] not in "\r\n" else "") + part
    return text


def pieces_of(text: str) -> Pieces | None:
    """The pieces of a text that `read_yaml` has accepted; None where its keys don't begin at the margin."""
    layout = layout_of(text)
    keys = [(str(path[0]), at) for path, at in layout.keys.items() if len(path) == 1]
    if not keys or layout.spans[()].flow or any(at and text[at - 1] not in "\r\n" for _, at in keys):
        return None
    blocks = {START: text[: keys[0][1]]}
    begin = keys[0][1]
    for (key, at), (_, following) in zip(keys, [*keys[1:], ("", layout.end)], strict=True):
        end = _without_comments(text, at, following)
        blocks[key] = text[begin:end]
        if key == HISTORY:
            history = (begin, end)
        begin = end
    blocks[END] = text[begin:]
    return _with_entries(Pieces(blocks), text, layout, *history) if HISTORY in blocks else Pieces(blocks)


def cut(pieces: Pieces, count: int) -> Pieces:
    """The pieces with the first entries alone, as the file was before the others were added."""
    entries = (pieces.entries or ())[:count]
    block = pieces.head + "".join(entry.text for entry in entries)
    return replace(pieces, blocks={**pieces.blocks, HISTORY: block}, entries=entries)


def settled(side: Pieces, base: Pieces) -> Pieces:
    """The pieces of a side, where a comment that stood behind the last entry of the base stays with that entry."""
    count = len(base.entries or ())
    if not count or not side.entries or len(side.entries) <= count or not base.entries:
        return side
    last, after = side.entries[count - 1], side.entries[count]
    lines = lines_of(after.gap)
    for number in range(1, len(lines) + 1):
        body = last.body + "".join(lines[:number])
        if even(body) == even(base.entries[count - 1].body):
            moved = (Piece(last.gap, body), Piece("".join(lines[number:]), after.body))
            return replace(side, entries=(*side.entries[: count - 1], *moved, *side.entries[count + 1 :]))
    return side


def _with_entries(pieces: Pieces, text: str, layout: Layout, begin: int, end: int) -> Pieces:
    span = layout.spans[(HISTORY,)]
    starts = [at.start for path, at in layout.spans.items() if len(path) == 2 and path[0] == HISTORY]
    if not starts:
        return replace(pieces, head=text[begin:end], column=2)
    lines = [max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 for at in starts]
    if span.flow or any(text[line:at].strip() != "-" for line, at in zip(lines, starts, strict=True)):
        return replace(pieces, entries=None)
    found, gap = [], ""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        stop = end if following is None else _without_comments(text, line, following, span.column)
        found.append(Piece(gap, text[line:stop]))
        gap = "" if following is None else text[stop:following]
    return replace(pieces, head=text[begin : lines[0]], entries=tuple(found), column=span.column)


def _without_comments(text: str, start: int, end: int, column: int = 0) -> int:
    """Where the blank lines and comments begin that stand before `end`, no deeper than the column."""
    for line in reversed(lines_of(text[start:end])):
        bare = line.lstrip(" ")
        if line.strip() and not (bare.startswith("#") and len(line) - len(bare) <= column):
            break
        end -= len(line)
    return end
