"""docs/money.md shows what the commands print over the worked example."""

from __future__ import annotations

import pytest

from tests.house.test_documents import TOP, tour

TEXT = (TOP / "docs" / "money.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("step", list(tour.steps(TEXT)), ids=lambda step: step.command)
def test_the_page_shows_what_is_printed(step) -> None:
    printed, _ = tour.do(step, TOP)
    assert tour.same(printed, step.printed), printed
