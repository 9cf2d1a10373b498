"""Terms put right in place: the value that changes is written anew, every other byte of the file stays."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from directions_cli.domain.direction import DirectionFile
from directions_cli.domain.finding import Path
from directions_cli.store.appending import as_read, newline_of
from directions_cli.store.reader import YamlFault, lines_of, read_yaml
from directions_cli.store.spans import Layout, layout_of
from directions_cli.store.writer import dump, dump_inside, styled, yaml_writer

ORDER = tuple(DirectionFile.model_fields)


def amend(text: str, values: tuple[tuple[str, Any], ...]) -> str:
    """A direction's file with terms put right in place, comments and quotes kept. Paths are dotted and count from 1.

    None takes a value out. Raises `ValueError` where the file is written in a way that this can't be done in.
    """
    for path, value in values:
        steps = tuple(int(step) - 1 if step.isdigit() else step for step in path.split("."))
        text = _amended(text, steps, as_read(value))
    return text


def _amended(text: str, path: Path, value: Any) -> str:
    layout, before = layout_of(text), read_yaml(text).value
    if layout.spans[()].flow or layout.spans[()].column:
        raise ValueError("the file does not begin its keys at the margin; put each on a line of its own, such as `title: …`")
    meant = _with(before, path, value)
    for way in (_in_the_line, _in_the_term, _anew):
        for candidate in way(text, layout, path, value, meant):
            if _reads_as(candidate, meant):
                return candidate
    raise ValueError(f"{'.'.join(map(str, path))} is written in a way that can't be put right in place; write it more plainly")


def _reads_as(text: str, meant: dict[str, Any]) -> bool:
    try:
        return bool(read_yaml(text).value == meant)
    except YamlFault:
        return False


def _with(holder: Any, path: Path, value: Any) -> Any:
    """Plain values with one put in at a path; None takes it out."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(holder or ())
        items[step : step + 1] = [_with(items[step] if step < len(items) else None, rest, value)]
        return tuple(item for item in items if item is not None)
    found = {**(holder or {}), step: _with((holder or {}).get(step), rest, value)}
    return {key: each for key, each in found.items() if key != step or each is not None}


def _in_the_line(text: str, layout: Layout, path: Path, value: Any, meant: dict[str, Any]) -> Iterator[str]:
    """A short value in place of a short value."""
    span = layout.spans.get(path)
    short = isinstance(value, str | int | Decimal) and "\n" not in str(value)
    if span is None or span.kind != "scalar" or span.start == span.end or not short:
        return
    shown = dump_inside(value) if span.flow else dump({"x": value})[len("x: ") : -1]
    yield text[: span.start] + shown + text[span.end :]


def _in_the_term(text: str, layout: Layout, path: Path, value: Any, meant: dict[str, Any]) -> Iterator[str]:
    """The lines of the one term written anew, with the comments in it."""
    if (path[0],) not in layout.keys or (len(path) == 1 and value is None):
        return
    start, end = _lines_of_term(text, layout, str(path[0]))
    term = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    try:
        whole = yaml_writer().load(term)
        _put(whole, path, value)
        out = io.StringIO()
        yaml_writer().dump(whole, out)
    except (YAMLError, ValueError, TypeError, LookupError, AttributeError):
        return
    yield text[:start] + out.getvalue().replace("\n", newline_of(text)) + text[end:]


def _anew(text: str, layout: Layout, path: Path, value: Any, meant: dict[str, Any]) -> Iterator[str]:
    """The one term in the canonical style, or taken out, or put where it belongs in the order of the file."""
    key = str(path[0])
    term = dump({key: meant[key]}).replace("\n", newline_of(text)) if key in meant else ""
    if (key,) in layout.keys:
        start, end = _lines_of_term(text, layout, key)
    else:
        start = end = _place_for(text, layout, key)
    lead = newline_of(text) if start and text[start - 1] not in "\r\n" else ""
    yield text[:start] + lead + term + text[end:]


def _lines_of_term(text: str, layout: Layout, key: str) -> tuple[int, int]:
    """The lines of a term, without the blank lines and comments that stand before the next."""
    start = layout.keys[(key,)]
    later = [at for path, at in layout.keys.items() if len(path) == 1 and at > start]
    end = min(later, default=layout.end)
    return start, _before_comments(text, end, start)


def _before_comments(text: str, end: int, start: int) -> int:
    for line in reversed(lines_of(text[start:end])):
        if line.strip() and not line.startswith("#"):
            break
        end -= len(line)
    return end


def _place_for(text: str, layout: Layout, key: str) -> int:
    """Where a new term goes: before the first that comes after it in the order of the file, and before that one's comments."""
    keys = [str(path[0]) for path in layout.keys if len(path) == 1]
    later = [other for other in keys if other in ORDER and key in ORDER and ORDER.index(other) > ORDER.index(key)]
    if not later:
        return layout.end
    at = min(layout.keys[(other,)] for other in later)
    return _before_comments(text, at, 0)


def _put(whole: Any, path: Path, value: Any) -> None:
    """Put a value into what ruamel has loaded with its comments."""
    *steps, last = path
    holder = whole
    for step in steps:
        if isinstance(holder, dict) and (step not in holder or holder[step] is None):
            holder[step] = CommentedMap()
        holder = holder[step]
    if value is None:
        del holder[last]
    elif isinstance(holder, list) and last == len(holder):
        holder.append(styled(value))
    else:
        holder[last] = styled(value)
