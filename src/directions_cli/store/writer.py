"""Writing YAML in one canonical style, which no reader of YAML 1.1 or 1.2 takes for something else."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from directions_cli.domain.dates import DAY
from directions_cli.domain.direction import Direction
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.report import ReportDecision

WIDEST = 110
NOT_IN_BRACES = re.compile("[\n,:#?\\[\\]{}'\"]")
BOOLEANS_OF_YAML_1_1 = re.compile(r"(y|n|yes|no|on|off|true|false|null|~)\Z", re.IGNORECASE)
NUMBERS_OF_YAML_1_1 = re.compile(r"(?!\d{4}-\d\d\Z)[-+]?([\d.][\d_:.eExXoa-fA-F+-]*|\.(inf|nan))\Z", re.IGNORECASE)
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


def dump_decision(decision: ReportDecision, schema: str) -> str:
    """The file of the decision of a report, its keys in the order of the model."""
    return MODELINE.format(path=schema) + dump(plain(decision))


def dump(value: Any) -> str:
    """A mapping in the canonical style: block at the outside, a short line in braces for each small mapping."""
    out = io.StringIO()
    try:
        _kept_writer().dump(styled(value, outermost=True), out)
    except BaseException:
        _kept_writer.cache_clear()  # what it had begun would stand in what it writes next
        raise
    return out.getvalue()


def dump_inside(value: Any) -> str:
    """A short value as it may stand inside brackets or braces."""
    out = io.StringIO()
    items = CommentedSeq([styled(value)])
    items.fa.set_flow_style()
    yaml_writer().dump(items, out)
    return out.getvalue().strip()[1:-1]


@cache
def _kept_writer() -> YAML:
    """A writer for any number of mappings: making one takes a fifth of the time of writing a direction."""
    return yaml_writer()


def yaml_writer() -> YAML:
    """ruamel's round trip, set to the canonical style: comments and quotes kept, no aliases, no wrapped lines."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1 << 24
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


def styled(value: Any, outermost: bool = False) -> Any:
    """A plain value with the style that each of its parts is written in."""
    if isinstance(value, dict):
        found = CommentedMap((key, styled(each)) for key, each in value.items())
        if not outermost and fits(value):
            found.fa.set_flow_style()
        return found
    if isinstance(value, tuple | list):
        items = CommentedSeq(styled(each) for each in value)
        if all(not isinstance(each, dict | tuple | list) for each in value) and fits(value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return styled_text(value) if isinstance(value, str) else value


def fits(value: Any) -> bool:
    """Whether a value reads well on one line in braces or brackets: short, simple, and in need of no quotes."""
    parts = list(value.values()) if isinstance(value, dict) else list(value)
    keys = list(value) if isinstance(value, dict) else []
    width = sum(len(str(part)) + 2 for part in (*parts, *keys))
    simple = not any(isinstance(part, dict) or (isinstance(part, str) and NOT_IN_BRACES.search(part)) for part in parts)
    sentences = isinstance(value, tuple | list) and any(len(str(part)) > 30 and " " in str(part) for part in parts)
    return simple and not sentences and width <= WIDEST and all(len(str(part)) <= 70 for part in parts)


def styled_text(value: str) -> Any:
    """A text with the style that it is written in, or the day that it is."""
    if DAY.match(value) and _is_day(value):
        return date.fromisoformat(value)
    if "\n" in value:
        stripped = all(line == line.strip("\t").rstrip() for line in value.split("\n")) and not value.endswith("\n\n")
        good = stripped and not value[0].isspace() and not UNSAFE_IN_BLOCK.search(value)
        return LiteralScalarString(value) if good else DoubleQuotedScalarString(value)
    if (
        ":" in value
        or re.match(r"\?|-(\s|$)", value)
        or BOOLEANS_OF_YAML_1_1.match(value)
        or NUMBERS_OF_YAML_1_1.match(value)
        or not value.isprintable()
    ):
        return DoubleQuotedScalarString(value)
    return value


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value) is not None
    except ValueError:
        return False
