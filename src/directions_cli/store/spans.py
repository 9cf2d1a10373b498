"""Where each value of a YAML text stands, to the character: for changing a part and leaving every other byte alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from ruamel.yaml import YAML

from directions_cli.domain.finding import Path

Kind = Literal["scalar", "block", "mapping", "list"]


@dataclass(frozen=True, slots=True)
class Span:
    """A value from `start` to `end` (characters from 0). `flow`: in braces or brackets, itself or around it."""

    start: int
    end: int
    column: int
    kind: Kind
    flow: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The spans of all values by path, the start of each key, and where the document's content must end."""

    spans: dict[Path, Span]
    keys: dict[Path, int]
    end: int


def layout_of(text: str) -> Layout:
    """The layout of a text that `read_yaml` has accepted."""
    return _Surveyor(text).layout()


class _Surveyor:
    """Walks the events of one document and notes the marks. ruamel's own parser counts characters as Python does."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        self.spans: dict[Path, Span] = {}
        self.keys: dict[Path, int] = {}
        self.end = len(text)

    def layout(self) -> Layout:
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentEndEvent":
                self.end = event.start_mark.index if event.explicit else self.end
            elif kind not in ("StreamStartEvent", "StreamEndEvent", "DocumentStartEvent"):
                self._node(event, (), False)
        return Layout(self.spans, self.keys, self.end)

    def _node(self, event: Any, path: Path, flow: bool) -> None:
        kind = type(event).__name__
        start, column = event.start_mark.index, event.start_mark.column
        if kind == "ScalarEvent":
            block = event.style in ("|", ">")
            self.spans[path] = Span(start, event.end_mark.index, column, "block" if block else "scalar", flow)
            return
        inside = flow or bool(event.flow_style)
        closing = self._mapping(path, inside) if kind == "MappingStartEvent" else self._list(path, inside)
        self.spans[path] = Span(start, closing.end_mark.index, column, "mapping" if "Mapping" in kind else "list", inside)

    def _mapping(self, path: Path, flow: bool) -> Any:
        for event in self.events:
            if type(event).__name__ == "MappingEndEvent":
                return event
            here = (*path, event.value)
            self.keys[here] = event.start_mark.index
            self._node(next(self.events), here, flow)
        raise AssertionError("a mapping without end")

    def _list(self, path: Path, flow: bool) -> Any:
        for number in count():
            event = next(self.events)
            if type(event).__name__ == "SequenceEndEvent":
                return event
            self._node(event, (*path, number), flow)
        raise AssertionError("a list without end")
