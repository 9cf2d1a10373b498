"""Writing much YAML quickly: the same choices of style as in `writer`, laid out by libyaml, which takes a tenth of the time.

It is for copies of directions, as open data; the register's own files are written in the canonical style alone.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from directions_cli.store.writer import dump, fits, styled_text

WIDEST = 1 << 24
_TAG = "tag:yaml.org,2002:"


def dump_quickly(value: dict[str, Any]) -> str:
    """A mapping of plain values as YAML that reads back the same. Without libyaml it is the canonical style."""
    try:
        from ruamel.yaml.cyaml import CSafeDumper
    except ImportError:
        return dump(value)

    out = io.StringIO()
    dumper: Any = CSafeDumper(out, default_flow_style=False, allow_unicode=True, width=WIDEST)
    dumper.ignore_aliases = lambda _: True
    dumper.yaml_representers = {**dumper.yaml_representers, **_REPRESENTERS, type(value): _outermost(value)}
    dumper.open()
    dumper.represent(value)
    dumper.close()
    return out.getvalue()


def _outermost(whole: dict[str, Any]) -> Any:
    return lambda dumper, value: dumper.represent_mapping(
        f"{_TAG}map", list(value.items()), flow_style=value is not whole and fits(value)
    )


def _text(dumper: Any, value: str) -> Any:
    found = styled_text(value)
    if isinstance(found, date):
        return dumper.represent_scalar(f"{_TAG}timestamp", value)
    style = "|" if isinstance(found, LiteralScalarString) else '"' if isinstance(found, DoubleQuotedScalarString) else None
    return dumper.represent_scalar(f"{_TAG}str", value, style=style)


def _list(dumper: Any, value: Any) -> Any:
    flat = all(not isinstance(each, dict | tuple | list) for each in value)
    return dumper.represent_sequence(f"{_TAG}seq", value, flow_style=flat and fits(value))


def _sum(dumper: Any, value: Decimal) -> Any:
    whole = value == value.to_integral_value()
    return dumper.represent_scalar(f"{_TAG}int" if whole else f"{_TAG}float", f"{int(value)}" if whole else f"{value:f}")


_REPRESENTERS = {str: _text, tuple: _list, list: _list, Decimal: _sum}
