"""Results as plain values with described keys: what `--format json` prints is what `docs/json.md` lists."""

from __future__ import annotations

from dataclasses import field, fields, is_dataclass
from typing import Any


def key(about: str) -> Any:
    """A key of a result: a field of a dataclass, with what it holds (unit, and what None means)."""
    return field(metadata={"about": about})


def plain_result(value: Any) -> Any:
    """A result as JSON has it: dataclasses as objects under the names of their fields, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain_result(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple | list):
        return [plain_result(each) for each in value]
    if isinstance(value, dict):
        return {name: plain_result(each) for name, each in value.items()}
    return value


def keys_of(result: type) -> dict[str, str]:
    """The keys of a result with what each holds. Every field has a description; one without is a slip, and an error."""
    return {each.name: each.metadata["about"] for each in fields(result)}
