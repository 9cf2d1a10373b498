"""Words on a line: made of plain text and of Markdown, evened out, never anything but words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from directions_cli.documents.coverage import shown
from directions_cli.documents.tree import Break, Inline, Text, Words

_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n\s*")
_BLANKS = re.compile(r"[ \t\n]+")
SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20<>\"]+", re.IGNORECASE)


def is_safe_link(address: str) -> bool:
    """Whether an address may be followed from a document: the web or mail, nothing that runs."""
    return SAFE_LINK.fullmatch(address) is not None


def plain(text: str, like: Text | None = None) -> Words:
    """Plain text as words: its line ends kept, what can't be shown as its code, nothing read as markup."""
    lines = _LINE_END.split(shown(text.strip()))
    found: list[Inline] = []
    for line in lines:
        if found:
            found.append(Break())
        found.append(replace(like or Text(""), text=line))
    return tuple(found)


def plain_run(text: str, like: Text) -> Words:
    """Text of a line as it stands, blanks at its ends kept: they part it from its neighbours."""
    return (replace(like, text=shown(text)),) if text else ()


def even(words: Iterable[Inline]) -> Words:
    """Words with runs of one setting joined, single blanks, and neither blanks nor line ends at the ends of lines."""
    lines: list[list[Text]] = [[]]
    for each in words:
        if isinstance(each, Break):
            lines.append([])
        else:
            lines[-1].append(each)
    found: list[Inline] = []
    for line in filter(None, map(_even_line, lines)):
        if found:
            found.append(Break())
        found.extend(line)
    return tuple(found)


def _even_line(line: list[Text]) -> list[Text]:
    joined: list[Text] = []
    for each in line:
        text = _BLANKS.sub(" ", each.text)
        if (not joined or joined[-1].text.endswith(" ")) and text.startswith(" "):
            text = text[1:]
        if not text:
            continue
        if joined and replace(joined[-1], text="") == replace(each, text=""):
            joined[-1] = replace(each, text=joined[-1].text + text)
        else:
            joined.append(replace(each, text=text))
    while joined and not joined[-1].text.rstrip(" "):
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return joined


def lines_of(words: Words) -> Iterator[Words]:
    """The lines of words between their line ends."""
    line: list[Inline] = []
    for each in words:
        if isinstance(each, Break):
            yield tuple(line)
            line = []
        else:
            line.append(each)
    yield tuple(line)
