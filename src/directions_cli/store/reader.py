"""A strict reader for the YAML that registers are written in.

It builds from the parser's events, so that nothing is guessed: an anchor, alias, tag, second document, duplicate key or
key that is no text is refused with its line; a date or `0123` stays text for the models to judge; a number with a
decimal point is a `Decimal`. The place of every key is kept. Works the same with and without ruamel's C part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from directions_cli.domain.finding import Path
from directions_cli.store.files import LARGEST

DEEPEST = 40
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}\Z")
CONSTANTS = {"": None, "null": None, "~": None, "true": True, "false": False}
CONFLICT = re.compile(r"^(<{7,}|>{7,}|={7,})( |\r?$)", re.MULTILINE)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
PURE_ONLY = re.compile("[|>][-+0-9]{0,2}#|[\t\x85\u2028\u2029\ufeff]")
"""Signs that the C part, which knows YAML 1.1 alone, takes otherwise than YAML 1.2 does: a tab, other line breaks, a mark."""


class YamlFault(Exception):
    """Why a text is not YAML that a register may hold. Lines and columns count from 1."""

    def __init__(self, code: str, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML text holds (mappings as dict, lists as tuple) and the place of each key: `(line, column)` from 1."""

    value: Any
    places: dict[Path, tuple[int, int]] = field(repr=False)

    def place(self, path: Path) -> tuple[int | None, int | None]:
        """The place of a key, or of the nearest one around it."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, (None, None))


def read_text(data: bytes) -> str:
    """The text of a file: UTF-8, with or without byte-order mark, any line ends. Raises `YamlFault`."""
    if len(data) > LARGEST:
        raise YamlFault("FIL001", f"is longer than {LARGEST:,} bytes; no direction needs so many")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise YamlFault("FIL001", "is not UTF-8 text; save it with the encoding UTF-8", line) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise YamlFault("FIL001", "holds a NUL byte; it is no text file or was damaged", line)
    return text


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, as YAML counts them: no other sign but CR and LF ends a line."""
    return LINE.findall(text)


def read_yaml(text: str) -> Document:
    """The document in a text. Raises `YamlFault`, with what is wrong and what to do, on anything a register may not hold."""
    found = CONFLICT.search(text)
    if found and text.count("<<<<<<<") and text.count(">>>>>>>"):
        line = text[: found.start()].count("\n") + 1
        raise YamlFault("FIL004", "holds the marks of an unresolved merge; decide between the two sides", line, 1)
    from ruamel.yaml.error import YAMLError  # what is read from the index needs no YAML, and should not wait for it

    if not PURE_ONLY.search(text):
        try:
            return _built(text, pure=False)
        except YAMLError:
            pass
    try:
        return _built(text, pure=True)
    except YAMLError as error:
        raise _plain(error, text) from None


def _built(text: str, pure: bool) -> Document:
    """Read with ruamel's C part, which is quick, or with its own parser, whose judgement of what is YAML counts.

    The C part refuses some good YAML, such as an address in braces; it is never the one to say no.
    """
    places: dict[Path, tuple[int, int]] = {}
    parser = None if pure else _quick_parser()
    value = _Builder(_slowly(text) if parser is None else _events(parser(text)), places).document()
    return Document(value, places)


@cache
def _quick_parser() -> Any:
    """The C part, or None: it is not there for every system. Its own parser reads the same."""
    try:
        from _ruamel_yaml import CParser
    except ImportError:
        return None
    return CParser


def _slowly(text: str) -> Iterator[Any]:
    from ruamel.yaml import YAML

    found: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
    return found


def _events(parser: Any) -> Iterator[Any]:
    """The events of the C part itself: `YAML()` would look for plug-ins and make a class for every file."""
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _plain(error: Exception, text: str) -> YamlFault:
    from ruamel.yaml.reader import ReaderError

    if isinstance(error, ReaderError):
        before = text[: error.position]
        said = f"holds the character U+{error.character:04X}, which no YAML file may hold; take it out"
        return YamlFault("FIL002", said, len(lines_of(before + ".")), len(before) - max(before.rfind("\n"), before.rfind("\r")))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = " ".join((getattr(error, "problem", None) or str(error).splitlines()[0]).split())
    hint = " (put text that holds ': ' or '#', or begins with a sign, in quotes)" if mark else ""
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    return YamlFault("FIL002", f"is not YAML: {problem}{hint}", line, column)


class _Builder:
    """Builds plain values from the events of one document."""

    def __init__(self, events: Iterator[Any], places: dict[Path, tuple[int, int]]) -> None:
        self.events = events
        self.places = places

    def document(self) -> Any:
        value: Any = None
        documents = 0
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise self.fault("FIL003", "holds a second document; keep one in a file", event)
            elif kind not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                value = self.node(event, ())
        return value

    def fault(self, code: str, message: str, event: Any) -> YamlFault:
        mark = event.start_mark
        return YamlFault(code, message, mark.line + 1, mark.column + 1)

    def node(self, event: Any, path: Path) -> Any:
        kind = type(event).__name__
        if kind == "AliasEvent" or event.anchor is not None:
            raise self.fault("FIL003", "holds an anchor (&) or alias (*); write the value out", event)
        if event.tag is not None:
            raise self.fault("FIL003", f"holds the tag {str(event.tag)!r}; leave it out", event)
        if len(path) > DEEPEST:
            raise self.fault("FIL003", f"is nested more than {DEEPEST} deep", event)
        if kind == "ScalarEvent":
            return self.scalar(event)
        if kind == "MappingStartEvent":
            return self.mapping(path)
        return self.sequence(path)

    def scalar(self, event: Any) -> Any:
        text = event.value
        if not event.implicit[0] or event.style:
            return text
        if text in CONSTANTS:
            return CONSTANTS[text]
        if WHOLE.match(text):
            return int(text)
        return Decimal(text) if DECIMAL.match(text) else text

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.events:
            if type(event).__name__ == "MappingEndEvent":
                return found
            if type(event).__name__ != "ScalarEvent" or event.anchor is not None or event.tag is not None:
                raise self.fault("FIL003", "has a key that is not plain text", event)
            key = event.value
            if key in found:
                raise self.fault("FIL005", f"has the key {key!r} twice; keep one", event)
            if key == "<<":
                raise self.fault("FIL003", "merges another mapping (<<); write the keys out", event)
            here = (*path, key)
            self.places[here] = (event.start_mark.line + 1, event.start_mark.column + 1)
            found[key] = self.node(next(self.events), here)
        return found

    def sequence(self, path: Path) -> tuple[Any, ...]:
        found: list[Any] = []
        for event in self.events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            here = (*path, len(found))
            self.places[here] = (event.start_mark.line + 1, event.start_mark.column + 1)
            found.append(self.node(event, here))
        return tuple(found)
