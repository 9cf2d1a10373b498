"""Writing YAML: new files in one canonical style; history added as text behind what is there; terms put right in place.

Appending never re-dumps a file, so comments, quotes and line ends that people have put there stay byte for byte.
"""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from directions_cli.domain.base import DAY
from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Entry
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.store.reader import read_yaml

WIDEST = 110
NOT_IN_BRACES = re.compile("[\n,:#?\\[\\]{}'\"]")
BOOLEANS_OF_YAML_1_1 = re.compile(r"(y|n|yes|no|on|off|true|false|null|~)\Z", re.IGNORECASE)
NUMBERS_OF_YAML_1_1 = re.compile(r"(?!\d{4}-\d\d\Z)[-+]?[\d.][\d_:.eExXoa-fA-F+-]*\Z")
UNSAFE_IN_BLOCK = re.compile("[\u0085\u2028\u2029\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff]")
MODELINE = "# yaml-language-server: $schema={path}\n"


def dump_direction(direction: Direction, schema: str) -> str:
    """The file of a new direction: terms, accepted findings, history, each in the order of design section 2."""
    terms = plain_terms(direction.terms)
    whole: dict[str, Any] = {"reference": direction.terms.reference, **terms}
    if direction.ignore:
        whole["ignore"] = tuple(map(plain, direction.ignore))
    if direction.history:
        whole["history"] = tuple(map(plain, direction.history))
    return MODELINE.format(path=schema) + dump(whole)


def dump(value: Any) -> str:
    """A mapping in the canonical style: block at the outside, a short line in braces for each small mapping."""
    out = io.StringIO()
    _yaml().dump(_styled(value, outermost=True), out)
    return out.getvalue()


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(
        type(None), lambda representer, _: representer.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    yaml.representer.add_representer(
        Decimal, lambda representer, value: representer.represent_scalar("tag:yaml.org,2002:float", f"{value:f}")
    )
    yaml.representer.ignore_aliases = lambda _: True
    return yaml


def _styled(value: Any, outermost: bool = False) -> Any:
    if isinstance(value, dict):
        found = CommentedMap((key, _styled(each)) for key, each in value.items())
        if not outermost and _fits(value):
            found.fa.set_flow_style()
        return found
    if isinstance(value, tuple | list):
        items = CommentedSeq(_styled(each) for each in value)
        if all(not isinstance(each, dict | tuple | list) for each in value) and _fits(value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return _text(value) if isinstance(value, str) else value


def _fits(value: Any) -> bool:
    """Whether a value reads well on one line in braces or brackets: short, simple, and in need of no quotes."""
    parts = list(value.values()) if isinstance(value, dict) else list(value)
    keys = list(value) if isinstance(value, dict) else []
    width = sum(len(str(part)) + 2 for part in (*parts, *keys))
    simple = not any(isinstance(part, dict) or (isinstance(part, str) and NOT_IN_BRACES.search(part)) for part in parts)
    sentences = isinstance(value, tuple | list) and any(len(str(part)) > 30 and " " in str(part) for part in parts)
    return simple and not sentences and width <= WIDEST and all(len(str(part)) <= 70 for part in parts)


def _text(value: str) -> Any:
    if DAY.match(value) and _is_day(value):
        return date.fromisoformat(value)
    if "\n" in value:
        stripped = all(line == line.rstrip() for line in value.split("\n"))
        good = stripped and not value[0].isspace() and not UNSAFE_IN_BLOCK.search(value)
        return LiteralScalarString(value) if good else DoubleQuotedScalarString(value)
    if ":" in value or BOOLEANS_OF_YAML_1_1.match(value) or NUMBERS_OF_YAML_1_1.match(value) or not value.isprintable():
        return DoubleQuotedScalarString(value)
    return value


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value) is not None
    except ValueError:
        return False


def append_entries(text: str, entries: tuple[Entry, ...]) -> str:
    """A direction's file with entries added at the end of its history; every byte that was there stays.

    Raises `ValueError` where the history is written in a way that text can't be added to.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    addition = "".join(_item(entry) for entry in entries)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    at, head = _end_of_history(text, lines)
    if head is not None:
        addition = "history:\n" + addition
        lines[at:head] = []
    return "".join([*lines[:at], addition.replace("\n", newline), *lines[at:]])


def _item(entry: Entry) -> str:
    block = dump({"history": (plain(entry),)})
    return block.split("\n", 1)[1]


def _end_of_history(text: str, lines: list[str]) -> tuple[int, int | None]:
    """Line index where an entry is to be put, and, where `history:` must be written first, the end of what it replaces."""
    document = read_yaml(text)
    keys = {path[0]: place[0] for path, place in document.places.items() if len(path) == 1}
    if "history" not in keys:
        return len(lines), len(lines)
    start = keys["history"] - 1
    after = [line - 1 for line in keys.values() if line - 1 > start]
    end = min(after, default=len(lines))
    if not document.value["history"]:
        return start, start + 1
    first = document.places[("history", 0)]
    if first[0] - 1 == start or not lines[first[0] - 1].lstrip().startswith("-"):
        raise ValueError("history stands on one line in brackets; put each entry on a line of its own after '- '")
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end, None


def amend(text: str, values: tuple[tuple[str, Any], ...]) -> str:
    """A direction's file with terms put right in place, comments and quotes kept. Paths are dotted and count from 1."""
    newline = "\r\n" if "\r\n" in text else "\n"
    yaml = _yaml()
    whole = yaml.load(text.replace("\r\n", "\n"))
    for path, value in values:
        *steps, last = [int(step) - 1 if step.isdigit() else step for step in path.split(".")]
        holder = whole
        for step in steps:
            if isinstance(holder, dict) and step not in holder:
                holder[step] = CommentedMap()
            holder = holder[step]
        if value is None and isinstance(holder, dict):
            holder.pop(last, None)
        elif isinstance(holder, list) and last == len(holder):
            holder.append(_styled(value))
        elif isinstance(holder, dict) and last not in holder and holder is whole and "history" in whole:
            whole.insert(list(whole).index("history"), last, _styled(value))
        else:
            holder[last] = _styled(value)
    out = io.StringIO()
    yaml.dump(whole, out)
    return out.getvalue().replace("\n", newline)
