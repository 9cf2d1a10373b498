"""A document in Markdown (GitHub's), for the terminal and for pull requests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import (
    Block,
    Blocks,
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
    plain_words,
)
from directions_cli.documents.words import lines_of

JOINT: Final = "<!-- -->"
"""Shown as nothing. It parts what GitHub would read as one: `#` and `12`, `@` and a name, marks of emphasis and a letter."""
LARGEST_NUMBER: Final = 999_999_999
"""The largest number with which an item of a list may begin."""
_ADDRESS = r"https?://[A-Za-z0-9._~:/?#@!&()*+,=%-]*[A-Za-z0-9/=]"
_MARKUP: Final = (
    r"(?P<refer>#(?=[0-9])|(?<![\w.])@(?=\w)|:(?=[a-z0-9_+-]*[a-z+][a-z0-9_+-]*:)|:(?=(?:100|1234):)|\bGH-(?=[0-9]))"
    r"|(?P<mark>[\\`*_\[\]<|~$]|&(?=#?\w+;)|(?:^|(?<=\s))#|(?<=\bwww)\.|:(?=//))"
)
"""What GitHub would make a reference, a mention or a picture of, and what is markup wherever it stands."""
_IN_LINKS = re.compile(_MARKUP, re.IGNORECASE)
_IN_TEXT = re.compile(rf"\b(?P<address>{_ADDRESS})|{_MARKUP}", re.IGNORECASE)
_AT_START = re.compile(r"^(?:[0-9]{1,9}(?=[.)](?:\s|$))|(?=[-+](?:[-\s:]|$)|[>=]|:-))")
_AUTOLINK = re.compile(rf"{_ADDRESS}|mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+", re.IGNORECASE)


def write(document: Document, shelf: Shelf, large_print: bool = False) -> bytes:
    """The document as Markdown. It has no style of its own, and no size of print.

    The rows of a form are headings with their text, since no cell of Markdown holds a list; the two headings of the form's
    table have no place in it.
    """
    return (Page().text(document.blocks) + "\n").encode()


class Page:
    """A page being written; it knows the level of the last heading, one below which the fields of a form stand."""

    def __init__(self) -> None:
        self.level = 0

    def text(self, blocks: Blocks) -> str:
        """Blocks with an empty line between."""
        return "\n\n".join(self._blocks(blocks))

    def _blocks(self, blocks: Blocks) -> Iterator[str]:
        before: Block | None = None
        other = False
        for block in blocks:
            # two lists one after the other would be one, unless their marks differ
            again = isinstance(before, Items) and isinstance(block, Items) and before.ordered == block.ordered
            other = again and not other
            yield from self._items(block, other) if isinstance(block, Items) else self._block(block)
            before = block

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                self.level = min(block.level, 6)
                yield f"{'#' * self.level} {_words(block.words, ' ')}"
            case Paragraph():
                yield _words(block.words, "\\\n")
            case Table():
                yield _table(block)
            case Chart():
                yield _words(block.caption, " ")
                yield _table(block.table)
            case Fields():
                mark = "#" * min(self.level + 1, 6)
                for label, content in block.rows:
                    yield f"{mark} {_words(label, ' ')}"
                    yield from self._blocks(content)
            case Named(name="note"):
                yield "\n".join(f"> {line}".rstrip(" ") for line in self.text(block.blocks).split("\n"))
            case Named(name="attachment"):
                yield "---"
                yield from self._blocks(block.blocks)
            case Named():
                yield from self._blocks(block.blocks)

    def _items(self, items: Items, other: bool) -> Iterator[str]:
        between = "\n" if _is_tight(items) else "\n\n"
        found = []
        for number, item in enumerate(items.items, items.start):
            mark = f"{min(number, LARGEST_NUMBER)}{')' if other else '.'} " if items.ordered else "* " if other else "- "
            inside = between.join(self._blocks(item)).split("\n")
            found.append("\n".join([mark + inside[0], *(" " * len(mark) + line if line else "" for line in inside[1:])]))
        yield between.join(found)


def _is_tight(items: Items) -> bool:
    """Whether each item is a paragraph, with at most such a list below it: only one that begins with 1 may follow at once."""
    return all(isinstance(item[0], Paragraph) and len(item) < 3 and all(map(_follows_at_once, item[1:])) for item in items.items)


def _follows_at_once(block: Block) -> bool:
    return isinstance(block, Items) and (not block.ordered or block.start == 1) and _is_tight(block)


def _table(table: Table) -> str:
    lines = ["| " + " | ".join(_words(cell, "<br>") for cell in row) + " |" for row in (table.head, *table.rows)]
    lines.insert(1, "|" + " --- |" * len(table.head))
    return "\n".join(lines)


def _words(words: Words, line_end: str) -> str:
    """Words with their setting; every character of them stays text."""
    return line_end.join(map(_line, lines_of(words)))


def _line(line: Words) -> str:
    """A line: what leads to one address is one link."""
    written = ""
    for address, found in groupby(line, lambda each: each.link if isinstance(each, Text) else None):
        runs = tuple(each for each in found if isinstance(each, Text))
        plain = plain_words(runs)
        if not address or not plain.strip():
            written += _runs(runs, written, _IN_TEXT)
        elif plain == address and _AUTOLINK.fullmatch(address):
            written += f"<{address}>"
        else:
            if written.endswith("!"):
                written = f"{written[:-1]}\\!"
            target = re.sub(r"\\|&(?=#?\w+;)", r"\\\g<0>", address).replace("|", "%7C")
            written += f"[{_runs(runs, '[', _IN_LINKS)}](<{target}>)"
    return written


def _runs(runs: tuple[Text, ...], before: str, markup: re.Pattern[str]) -> str:
    """Runs of one link or none, set off as they are; `before` is what is written of the line already."""
    written = before
    for place, each in enumerate(runs):
        blank, inside, after = _parted(each.text)
        marks = "*" * (each.emphasis + 2 * each.strong)
        if not marks or not inside:
            written += _plain(each.text, markup, at_start=not written)
            continue
        made = _plain(inside, markup, at_start=False)
        last = (written + blank)[-1:]
        following = (after or "".join(other.text for other in runs[place + 1 : place + 2]))[:1]
        if last == "*" or not (_is_apart(last) or _is_word(made[0])):
            blank += JOINT
        if not (_is_apart(following) or _is_word(made[-1])):
            after = JOINT + after
        written += blank + marks + made + marks + after
    return written[len(before) :]


def _is_word(character: str) -> bool:
    """Whether marks of emphasis may stand between it and a letter."""
    return character.isalnum()


def _is_apart(character: str) -> bool:
    """Whether marks of emphasis may stand beside it, or at the end of a line, whatever is on their other side."""
    return not character or character.isspace() or (character.isascii() and not character.isalnum())


def _plain(text: str, markup: re.Pattern[str], at_start: bool) -> str:
    """Text every character of which stays itself."""
    made = markup.sub(_escaped, text)
    return _AT_START.sub(r"\g<0>\\", made) if at_start else made


def _escaped(found: re.Match[str]) -> str:
    if found["refer"]:
        return found[0] + JOINT
    return f"\\{found[0]}" if found["mark"] else f"<{found[0]}>"


def _parted(text: str) -> tuple[str, str, str]:
    """The blanks before a text, the text, and those behind: marks of emphasis must touch what they set off."""
    inside = text.strip()
    start = text.index(inside) if inside else len(text)
    return text[:start], inside, text[start + len(inside) :]
