"""The workbook and the database of the open data: the public part and nothing else, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import python_calamine

from tests.conftest import run
from tests.publishing.conftest import DAY


def test_the_workbook_and_the_database_hold_what_the_json_holds(site: Path) -> None:
    whole = json.loads((site / "data" / "register.json").read_text(encoding="utf-8"))
    ids = [each["id"] for each in whole["directions"]]
    book = python_calamine.CalamineWorkbook.from_path(str(site / "data" / "register.xlsx"))
    rows = book.get_sheet_by_name("Directions").to_python()
    assert [row[0] for row in rows[1:]] == ids
    assert sum(row[rows[0].index("Resource")] or 0 for row in rows[1:]) == sum(
        each["resource"] or 0 for each in whole["directions"]
    )
    with closing(sqlite3.connect(site / "data" / "register.db")) as base:
        assert [id for (id,) in base.execute("SELECT id FROM directions ORDER BY id")] == sorted(ids)
        assert base.execute("SELECT value FROM export WHERE name = 'private_left_out'").fetchone() == (str(whole["private"]),)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        history = base.execute("SELECT count(*) FROM history").fetchone()[0]
    assert history == sum(len(each["history"]) for each in whole["directions"])


def test_the_header_is_handed_out_as_far_as_pages_show_it(site: Path) -> None:
    with closing(sqlite3.connect(site / "data" / "register.db")) as base:
        told = {path.partition(".")[0] for (path,) in base.execute("SELECT path FROM header")}
        assert told.isdisjoint({"budgets", "hospital_budgets", "neighbours", "ignore"})
        assert base.execute("SELECT count(*) FROM budgets").fetchone() == (0,)
        said = [path for (path,) in base.execute("SELECT path FROM header")]
    assert not any(word in path for path in said for word in ("email", "address", "chief_executive", "copy_to", "officers."))


def test_the_dictionary_knows_every_column_of_the_tables(site: Path) -> None:
    def read(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO((site / "data" / name).read_bytes().decode("utf-8-sig"), newline="")))

    known = {(row[0], row[1]) for row in read("dictionary.csv")}
    for table in ("directions", "finance", "history"):
        assert {(table, column) for column in read(f"{table}.csv")[0]} <= known


def test_a_site_made_anew_has_the_same_bytes(site: Path, example: Path, tmp_path: Path) -> None:
    done = run("-C", example, "--today", DAY, "publish", "--out", tmp_path / "again", "--documents", "none")
    assert done.returncode == 0, done.stderr
    for path in sorted((site / "data").glob("*.*")):
        assert (tmp_path / "again" / "data" / path.name).read_bytes() == path.read_bytes(), path.name


def test_without_the_optional_part_the_workbook_is_left_out_and_that_is_said(example: Path, tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['xlsxwriter'] = None\n"
    hidden += "import importlib.util as found; real = found.find_spec\n"
    hidden += "found.find_spec = lambda name, *more: None if name == 'xlsxwriter' else real(name, *more)\n"
    source = hidden + "from directions_cli.cli.main import run\nrun()"
    arguments = ("-C", example, "--today", DAY, "publish", "--out", tmp_path / "site", "--documents", "none")
    done = subprocess.run([sys.executable, "-c", source, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "the site offers no register.xlsx" in done.stderr
    assert "directions-cli[excel]" in done.stderr
    assert not (tmp_path / "site" / "data" / "register.xlsx").exists()
    assert (tmp_path / "site" / "data" / "register.db").exists()
    page = (tmp_path / "site" / "data" / "index.html").read_text(encoding="utf-8")
    assert "register.xlsx" not in page
    assert "register.db" in page
