"""The worked example: what the issue asks of it, that it is sound, and that the acts make it byte for byte."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from directions_cli.clerk.example import rehearse
from directions_cli.clerk.reading import of_loaded
from directions_cli.domain.direction import status_of
from directions_cli.domain.rules import judge
from directions_cli.domain.status import STATUSES
from directions_cli.store.files import on_disk
from directions_cli.store.folder import load
from tests.conftest import git, run, run_process

REGISTER = Path(__file__).parents[2] / "register"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def story():
    loaded = load(on_disk(REGISTER))
    assert loaded.findings == ()
    return of_loaded(loaded)


def test_it_holds_every_status_over_three_years(story) -> None:
    assert len(story) >= 24
    assert {status_of(each, TODAY) for each in story.values()} == set(STATUSES)
    years = {each.terms.approved.year for each in story.values() if each.terms.approved}
    assert len(years) >= 3


def test_it_shows_what_happens_to_directions(story) -> None:
    acts = {entry.act for each in story.values() for entry in each.history}
    assert acts == {
        "issued", "varied", "superseded", "revoked", "closed", "reviewed", "progress", "difficulty", "query", "request", "corrected",
    }  # fmt: skip
    assert any(each.terms.jointly for each in story.values())
    assert any(line.kind == "set-aside" for each in story.values() for line in each.terms.finance)
    assert any(each.historic and each.terms.reference is None for each in story.values())
    assert any(each.terms.private for each in story.values())


def test_it_is_clean_but_for_what_its_readme_explains(story) -> None:
    found = judge(story, TODAY)
    assert not [each for each in found if each.severity == "error"]
    readme = (REGISTER / "README.md").read_text(encoding="utf-8")
    for each in found:
        if each.severity == "warning":
            assert each.code in readme
            assert each.direction in readme or story[each.direction].terms.reference in readme
    explained = set(re.findall(r"\b[A-Z]{3}\d{3}\b", readme))
    assert {each.code for each in found if each.severity == "warning"} <= explained


def test_it_is_plainly_fictional(story) -> None:
    assert story.header.authority.fictional
    officers = story.header.officers.model_dump().values()
    assert not any(officer and officer.get("name") for officer in officers)


def test_the_acts_make_the_shipped_files_byte_for_byte() -> None:
    made: dict[str, bytes] = {}
    for past in rehearse(REGISTER):
        made.update(past.files)
    shipped = {
        f"register/{path.relative_to(REGISTER).as_posix()}": path.read_bytes() for path in REGISTER.rglob("*") if path.is_file()
    }
    assert {path: data for path, data in made.items() if path.startswith("register/")} == shipped


def test_init_example_has_a_history_of_acts(tmp_path: Path) -> None:
    done = run_process("init", "--example", tmp_path / "example")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "example"
    assert git(folder, "status", "--porcelain") == ""
    acts = git(folder, "log", "--format=%(trailers:key=Act,valueonly,separator=)").split()
    assert {"init", "issue", "vary", "supersede", "close", "revoke", "correct", "draft", "progress", "review"} <= set(acts)
    checked = run("-C", folder, "--today", "2026-11-22", "validate")
    assert checked.returncode == 0, checked.stdout
    again = run_process("init", "--example", folder)
    assert again.returncode == 1
    assert "there is a register" in again.stderr
