"""YAML laid out by libyaml reads back as what was written, for every direction and for texts that readers misread."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from directions_cli.domain.direction import DirectionFile
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.store.files import on_disk
from directions_cli.store.folder import load
from directions_cli.store.quick_writer import dump_quickly
from directions_cli.store.reader import read_yaml

REGISTER = Path(__file__).parents[2] / "register"


def test_every_direction_of_the_example_reads_back() -> None:
    register = load(on_disk(REGISTER)).register
    assert register is not None
    for each in register.values():
        text = dump_quickly({**plain_terms(each.terms), "history": tuple(map(plain, each.history))})
        found = DirectionFile.model_validate(read_yaml(text).value)
        assert plain_terms(found) == plain_terms(each.terms)
        assert found.history == each.history


@pytest.mark.parametrize(
    "text",
    [
        *(
            "yes",
            "off",
            "null",
            "~",
            "0123",
            "0o17",
            "1_000",
            "1:30",
            "1e3",
            ".5",
            "-",
            "- a",
            "? a",
            "a: b",
            "#a",
            "a #b",
            "'a",
            "!a",
        ),
        *(
            "&a",
            "*a",
            "{a",
            "[a",
            "%a",
            "@a",
            "`a",
            "=",
            "<<",
            " a",
            "a ",
            "a\n",
            "a\n\nb\n",
            "\ta",
            "a\n  b",
            "  a\nb",
            "a\n\n",
            "£ – ☃",
        ),
        *("\u2028", "\ufeffa", "a\x85b", "---", "...", "a\\b", 'a"b', "x" * 2000, "2025-03-1", "2025-13-40", "12 345"),
    ],
)
def test_texts_stay_texts(text: str) -> None:
    value = {"title": text, "list": (text, "b"), "inside": {"a": text}}
    assert read_yaml(dump_quickly(value)).value == value


def test_sums_and_days_stay_what_they_are() -> None:
    value = {
        "amount": Decimal("1250000.50"),
        "whole": Decimal(5),
        "less": Decimal("-3.10"),
        "day": date(2025, 3, 18),
        "met": True,
    }
    text = dump_quickly(value)
    assert read_yaml(text).value == value | {"day": "2025-03-18"}, "the reader leaves days as they are written"
    assert "day: 2025-03-18\n" in text
