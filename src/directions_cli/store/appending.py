"""History added to a direction's file as text: every byte that was there stays, comments, quotes and line ends included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from directions_cli.domain.history import Entry
from directions_cli.domain.plain import plain
from directions_cli.store.reader import YamlFault, lines_of, read_yaml
from directions_cli.store.spans import Layout, Span, layout_of
from directions_cli.store.writer import dump

ODD = "history is written in a way that entries can't be added to; put each entry on lines of its own after '- '"


def append_entries(text: str, entries: tuple[Entry, ...]) -> str:
    """A direction's file with entries added at the end of its history; every byte that was there stays.

    Raises `ValueError` where the file is written in a way that text can't be added to.
    """
    before = read_yaml(text).value
    layout = layout_of(text)
    if layout.spans[()].flow:
        raise ValueError("the whole file is written in braces; put each key on a line of its own, such as `title: …`")
    added = tuple(as_read(plain(entry)) for entry in entries)
    meant = {**before, "history": (*(before.get("history") or ()), *added)}
    for candidate in _candidates(text, layout, before, added):
        if _reads_as(candidate, meant):
            return candidate
    raise ValueError(ODD)


def newline_of(text: str) -> str:
    """The line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n" if "\n" in text or "\r" not in text else "\r"


def as_read(value: Any) -> Any:
    """A plain value as the reader will give it back: days as text, lists as tuples."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: as_read(each) for key, each in value.items()}
    return tuple(map(as_read, value)) if isinstance(value, tuple | list) else value


def _reads_as(text: str, meant: dict[str, Any]) -> bool:
    try:
        return bool(read_yaml(text).value == meant)
    except YamlFault:
        return False


def _candidates(text: str, layout: Layout, before: dict[str, Any], added: tuple[Any, ...]) -> Iterator[str]:
    """Texts with the entries put in, the tidiest first."""
    newline = newline_of(text)
    margin = " " * layout.spans[()].column
    history = layout.spans.get(("history",))
    if history is None:
        yield _put_in(text, layout.end, f"{margin}history:\n" + _items(added, len(margin) + 2), newline)
    elif not before["history"]:
        cut = len(text[: history.start].rstrip(" \t"))
        bare = text[:cut] + text[history.end :] if history.end > history.start else text
        yield _put_in(bare, _end_of_line(bare, layout.keys[("history",)]), _items(added, len(margin) + 2), newline)
    elif history.flow:
        raise ValueError("history stands on one line in brackets; put each entry on a line of its own after '- '")
    else:
        for at in _ends(text, layout, history):
            yield _put_in(text, at, _items(added, history.column), newline)


def _items(added: tuple[Any, ...], column: int) -> str:
    """Entries as lines of a list whose dashes stand in a column (from 0)."""
    block = dump({"history": added}).split("\n", 1)[1]
    lines = (line[2:] if line.strip() else line for line in block.split("\n"))
    return "\n".join(" " * column + line if line.strip() else line for line in lines)


def _ends(text: str, layout: Layout, history: Span) -> Iterator[int]:
    """Where the history may end: before the blank lines and comments that follow it, else right before the next key."""
    later = [at for path, at in layout.keys.items() if len(path) == 1 and at > history.start]
    limit = _start_of_line(text, min(later)) if later else layout.end
    trimmed = limit
    for line in reversed(lines_of(text[:limit])):
        if line.strip() and not line.startswith("#"):
            break
        trimmed -= len(line)
    yield trimmed
    yield limit


def _put_in(text: str, at: int, addition: str, newline: str) -> str:
    lead = newline if at and text[at - 1] not in "\r\n" else ""
    return text[:at] + lead + addition.replace("\n", newline) + text[at:]


def _start_of_line(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _end_of_line(text: str, at: int) -> int:
    """Just behind the line that holds a place."""
    return at + len(next(iter(lines_of(text[at:])), ""))
