"""How a direction ended is told by its status, and by a heading only where that names a single ending: none is invented."""

from __future__ import annotations

from typing import Any

import pytest

from directions_cli.clerk.importing import Import, open_log, read_log
from directions_cli.domain.authority import Header
from directions_cli.domain.register import Register
from directions_cli.imports.grid import sheet_of
from directions_cli.imports.mapping_file import wishes_of
from directions_cli.imports.statuses import Standing, standing_of
from directions_cli.store.reader import read_yaml
from tests.imports.test_shapes import TODAY
from tests.imports.test_shapes import header as header

DATED = "format: 1\nsheets: [{columns: [{column: D, field: status}, {column: E, field: ended.date}]}]\n"


def read(header: Header, heading: str, status: str | None, mapping: str = DATED) -> Import:
    rows: list[list[Any]] = [
        ["Ref", "Title", "Date approved", "Live/ended", heading],
        ["N1", "Home care", "23 April 2024", status, "28/11/2024"],
        ["N2", "Telecare", "23 April 2024", "Live", None],
    ]
    register = Register(header)
    log = open_log(register, [sheet_of("log.xlsx", "Log", rows)], wishes_of(read_yaml(mapping).value, "mapping.yaml"))
    return read_log(log, register, TODAY)


@pytest.mark.parametrize(
    ("heading", "status", "act"),
    [
        ("Ended/revoked", "Ended", "closed"),
        ("Ended/revoked", "Revoked", "revoked"),
        ("Date revoked", "Ended", "revoked"),
        ("Date closed (dd/mm/yyyy)", None, "closed"),
        ("When", None, "closed"),
        ("Date closed", "Dissolved", "closed"),
        ("When", "Dissolved", None),
        ("Ended/revoked", None, None),
        ("Date finished or dropped", "Dissolved", None),
        ("Date finished or dropped", "Complete", "closed"),
    ],
)
def test_a_heading_tells_an_ending_where_it_names_one(heading: str, status: str | None, act: str | None, header: Header) -> None:
    first = read(header, heading, status).found[0]
    assert (dict(first.ending or {}).get("act")) == act
    if act is None:
        assert f"{heading}: 28/11/2024" in (first.note or "")
    if status == "Dissolved":
        assert "Live/ended: Dissolved" in (first.note or "")


def test_what_a_mapping_says_of_a_status_goes_before_a_heading(header: Header) -> None:
    mapping = f"{DATED}statuses: {{Ended: closed, Dissolved: closed}}\n"
    for status in ("Ended", "Dissolved", "Dissolved 28 November 2024"):
        assert dict(read(header, "Date revoked", status, mapping).found[0].ending or {})["act"] == "closed"


@pytest.mark.parametrize(
    ("heading", "status", "becomes"),
    [
        ("Extant?", "No - completed 28 November 2024", "closed"),
        ("In force?", "No: revoked 28 November 2024", "revoked"),
        ("Live?", "No, superseded by N2", "superseded"),
        ("Live?", "No - who knows", None),
    ],
)
def test_what_stands_behind_no_tells_what_became_of_a_direction(
    heading: str, status: str, becomes: str | None, header: Header
) -> None:
    first, second = told(header, heading, status, "").found
    ended = "superseded" if second.links.get("supersedes") else None
    assert (dict(first.ending or {}).get("act") or ended) == becomes


def test_the_word_of_a_mapping_is_found_before_what_follows_it(header: Header) -> None:
    own = {"no superseded": Standing("superseded"), "no": Standing("revoked")}
    for status in ("No - superseded by N2", "No - superseded, see N2", "No - superseded 28 November 2024"):
        assert standing_of(status, own)[0] == Standing("superseded")
    assert standing_of("No - dropped by N2", own)[0] == Standing("revoked")
    found = told(header, "Extant?", "No - superseded by N2", "statuses: {No - superseded: superseded}\n").found
    assert found[1].links["supersedes"]
    assert not found[0].note


def told(header: Header, heading: str, status: str, mapping: str) -> Import:
    rows: list[list[Any]] = [
        ["Ref", "Title", "Date approved", heading],
        ["N1", "Home care", "23 April 2024", status],
        ["N2", "Telecare", "23 October 2024", "Yes"],
    ]
    register = Register(header)
    log = open_log(
        register, [sheet_of("log.xlsx", "Log", rows)], wishes_of(read_yaml(f"format: 1\n{mapping}").value, "mapping.yaml")
    )
    return read_log(log, register, TODAY)
