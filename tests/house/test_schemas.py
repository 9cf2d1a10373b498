"""The schemas serve editors: they accept the example, refuse slips, and describe every key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from directions_cli.store.reader import read_yaml
from directions_cli.store.schemas import KINDS, schema_text

REGISTER = Path(__file__).parents[2] / "register"


def as_json(value: Any) -> Any:
    """Plain values as an editor's JSON sees them."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    return float(value) if isinstance(value, Decimal) else value


def kind_of(path: Path) -> str:
    if path.name == "register.yaml":
        return "register"
    return "report" if path.parent.name == "reports" else "direction"


@pytest.mark.parametrize("path", sorted(REGISTER.rglob("*.yaml")), ids=lambda path: path.name)
def test_the_example_fits_its_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    schema = json.loads(schema_text(kind_of(path)))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(as_json(read_yaml(text).value))] == []
    first = text.split("\n", 1)[0]
    named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
    assert named.resolve().name == f"{kind_of(path)}.schema.json"
    assert named.resolve().is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_schemas(kind: str) -> None:
    Draft202012Validator.check_schema(json.loads(schema_text(kind)))


def properties(part: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for name, each in part.get("properties", {}).items() if isinstance(part.get("properties"), dict) else ():
            yield f"{at}.{name}", each
        for name, each in part.items():
            yield from properties(each, f"{at}.{name}")
    elif isinstance(part, list):
        for each in part:
            yield from properties(each, at)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    found = dict(properties(json.loads(schema_text(kind))))
    assert found
    assert [name for name, each in found.items() if len(each.get("description", "")) < 8] == []


@pytest.mark.parametrize(
    "slip",
    [
        {"title": "A", "statuss": "x"},
        {"title": 5},
        {"title": "A", "approved": "18/03/2025"},
        {"title": "A", "to": "nhs-example"},
        {"title": "A", "finance": [{"amount": "12"}]},
        {"title": "A", "history": [{"act": "ended", "date": "2025-01-01"}]},
        {"title": "A", "history": [{"act": "closed"}]},
    ],
)
def test_slips_do_not_fit(slip: dict[str, Any]) -> None:
    validator = Draft202012Validator(json.loads(schema_text("direction")), format_checker=None)
    assert list(validator.iter_errors(slip))
