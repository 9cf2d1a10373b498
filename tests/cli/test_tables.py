"""A table at a terminal: whatever its width, no line is longer than that and no cell loses its end."""

from __future__ import annotations

import pytest

from directions_cli.cli.due import COLUMNS as DUE
from directions_cli.cli.formats import Column, as_table
from directions_cli.cli.log import COLUMNS as LOG

LONG = "Give the information that its terms ask for every 6 months, by locality and by month"
WORDS = {
    "to": ["nhs-example", "example-council"],
    "who": ["NHS Example", "Example Council"],
    "functions": ["day-services-learning-disability", "care-at-home"],
    "title": "Community mental health: one front door in each locality",
    "what": LONG,
    "delivery_issues": ["negotiating, by example-council"],
}


def cell(column: Column) -> object:
    return WORDS.get(column.key, "EXIJB-2026-03-17-003" if column.key in ("reference", "about") else "2026-03-31")


@pytest.mark.parametrize("columns", [DUE, LOG], ids=["due", "log"])
@pytest.mark.parametrize("wide", range(80, 201, 5))
def test_no_cell_loses_its_end(columns: tuple[Column, ...], wide: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(wide))
    row = {column.key: cell(column) for column in columns}
    text = as_table([row], columns)
    assert max(map(len, text.splitlines())) <= wide
    shown = [column for column in columns if column.from_width <= wide]
    whole = "".join(str(part) for column in shown for part in (row[column.key], column.heading))
    assert letters(text) == letters(whole.replace("'", ""))


def letters(text: str) -> list[str]:
    return sorted(character for character in text if character.isalnum())
