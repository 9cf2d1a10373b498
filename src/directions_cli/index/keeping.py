"""What a YAML text holds, kept as compressed JSON and had again exactly: lists as tuples, decimal numbers to the last figure."""

from __future__ import annotations

import json
import zlib
from decimal import Decimal
from typing import Any, Final

MARK: Final = "\0"
"""Before a decimal number written as text, and before a text that begins with it."""


def packed(value: Any) -> bytes:
    """The value of a document as the index keeps it."""
    return zlib.compress(json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(kept: bytes) -> Any:
    """The value again. Raises `ValueError` where the bytes are damaged."""
    try:
        return _value(json.loads(zlib.decompress(kept)))
    except zlib.error as error:
        raise ValueError(str(error)) from None


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return f"{MARK}s{value}" if value.startswith(MARK) else value
    if isinstance(value, Decimal):
        return f"{MARK}d{value}"
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _value(kept: Any) -> Any:
    if isinstance(kept, str):
        if not kept.startswith(MARK):
            return kept
        return Decimal(kept[2:]) if kept[1] == "d" else kept[2:]
    if isinstance(kept, dict):
        return {key: _value(each) for key, each in kept.items()}
    return tuple(map(_value, kept)) if isinstance(kept, list) else kept
