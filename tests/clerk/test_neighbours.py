"""Benchmarks of practice of several registers side by side."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from directions_cli.clerk.neighbours import each_neighbour, practices_beside
from directions_cli.clerk.reading import read_register
from tests.cli.neighbours import gone, three


def test_practice_side_by_side(tmp_path: Path) -> None:
    said: list[str] = []
    ours = three(tmp_path, south=(tmp_path / "south").as_uri())
    register = read_register(ours, said.append).register
    assert register is not None
    found = practices_beside(ours, register.header, date(2025, 6, 30), said.append)
    assert [(each.authority, each.total.issued, each.total.not_issued) for each in found] == [
        ("EXNIJB", 8, 1),
        ("EXSIJB", 7, 0),
    ]
    assert [(each.total.days_to_issue.median, each.total.closed.count) for each in found] == [(2, 0), (2, 0)]
    assert said == []
    gone(tmp_path / "north")
    assert [each.authority for each in practices_beside(ours, register.header, date(2025, 6, 30), said.append)] == ["EXSIJB"]
    (fault,) = said
    assert fault == "EXNIJB: the register at ../north can't be read: there is no such folder"
    north, south = each_neighbour(ours, register.header, said.append)
    assert (north.register, north.fetched) == (None, None)
    assert south.register is not None
    assert south.fetched is not None
