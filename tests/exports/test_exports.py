"""Each form of an export: what it holds, its types, its keys; nothing private, no formula, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from directions_cli.cli.export import ENDINGS, ExportFormat
from directions_cli.domain.formula import bare, guarded
from directions_cli.domain.register import Register
from directions_cli.domain.tables.chosen import Wanted
from directions_cli.domain.tables.tables import TABLES
from directions_cli.exports.formats import EXPORTS, written
from directions_cli.resources import shipped
from directions_cli.store.files import on_disk
from directions_cli.store.folder import load
from tests.domain.building import DIRECTION, LATER, LATER_ID, changed, direction_file, history, register_of
from tests.exports.random_registers import HOSTILE

DAY = date(2026, 11, 22)
STARTS = tuple("=+-@\t\r\n＝＋－＠")
ALL = [(form, folder) for form, each in EXPORTS.items() for folder in (False, True) if (each.folder if folder else each.file)]


@pytest.fixture(scope="module")
def example() -> Register:
    register = load(on_disk(shipped("register"))).register
    assert register is not None
    return register


def hostile() -> Register:
    """Directions whose title, text and notes begin as formulas do."""
    files = []
    for number, text in enumerate((each for each in HOSTILE if each.strip() == each), 1):
        said = json.dumps(text)
        id = f"EXIJB-2025-03-18-{number:03}"
        whole = changed(DIRECTION, f"reference: {said}\ntitle: {said}\ndirection: {said}\nsource: {said}")
        files.append(direction_file(whole, id))
    return register_of(*files)


def content(register: Register, form: str, folder: bool = False, **more: object) -> dict[str, bytes]:
    return written(register, Wanted(DAY, **more), form, folder=folder).files  # type: ignore[arg-type]


def database(register: Register, tmp_path: Path, **more: object) -> sqlite3.Connection:
    (tmp_path / "x.db").write_bytes(content(register, "sqlite", **more)["directions.db"])
    return sqlite3.connect(tmp_path / "x.db")


def test_the_command_knows_every_form() -> None:
    assert [each.value for each in ExportFormat] == list(EXPORTS)
    assert {ending for ending, form in ENDINGS.items() if ending in EXPORTS[form.value].endings} == set(ENDINGS)


@pytest.mark.parametrize(("form", "folder"), ALL)
def test_the_same_register_and_day_give_the_same_bytes(form: str, folder: bool, example: Register) -> None:
    assert content(example, form, folder) == content(example, form, folder)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_package_bears_no_time_of_its_making(form: str, example: Register) -> None:
    (made,) = content(example, form).values()
    package = zipfile.ZipFile(io.BytesIO(made))
    assert {each.date_time[0] for each in package.infolist()} == {1980}
    inside = package.read("docProps/core.xml" if form == "xlsx" else "meta.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", inside)) == {"2026-11-22T"}


@pytest.mark.parametrize("text", [*HOSTILE, "'=x", "''=x", "'x", "'", "\r", "\n=1", "＝1"])
def test_an_apostrophe_guards_and_is_taken_off_again(text: str) -> None:
    assert bare(guarded(text)) == text
    assert not guarded(text).startswith(STARTS)


def test_no_cell_of_csv_starts_a_formula() -> None:
    for name, data in content(hostile(), "csv", folder=True).items():
        for row in csv.reader(io.StringIO(data.decode(), newline="")):
            for cell in row:
                assert not cell.startswith(STARTS) or re.fullmatch(r"-?\d+(\.\d\d)?", cell), (name, cell)


def test_no_cell_of_a_database_starts_a_formula(tmp_path: Path) -> None:
    base = database(hostile(), tmp_path)
    for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").fetchall():
        for row in base.execute(f'SELECT * FROM "{name}"'):
            assert not [cell for cell in row if isinstance(cell, str) and cell.startswith(STARTS)], name
    base.close()


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_no_cell_of_a_workbook_is_a_formula(form: str) -> None:
    import python_calamine

    (made,) = content(hostile(), form).values()
    package = zipfile.ZipFile(io.BytesIO(made))
    inside = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
    assert not re.search(rb"<f[ >]|table:formula|<hyperlink", inside)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            assert not [cell for cell in row if isinstance(cell, str) and cell.startswith(STARTS)], name


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_cells_of_a_workbook_have_their_types(form: str, example: Register) -> None:
    import python_calamine

    (made,) = content(example, form).values()
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert {"Directions", "Finance", "History", "Export"} <= set(book.sheet_names)
    headings, *rows = book.get_sheet_by_name("Directions").to_python()
    first = dict(zip(headings, rows[0], strict=True))
    assert first["Approved"] == date(2023, 9, 19)
    assert first["Resource"] == 1_820_000
    assert first["Extant"] is False
    headings, *rows = book.get_sheet_by_name("Finance").to_python()
    amounts = [row[headings.index("Amount")] for row in rows]
    assert sum(amount for amount in amounts if amount != "") == sum(
        line.amount or 0 for each in example.values() if not each.terms.private for line in each.terms.finance
    )


def test_a_text_too_long_for_a_cell_is_not_cut() -> None:
    import python_calamine

    text = "An end. " * 5000
    register = register_of(direction_file(changed(DIRECTION, f"direction: {json.dumps(text)}")))
    for form in ("xlsx", "ods"):
        (made,) = content(register, form).values()
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made))
        headings, row = book.get_sheet_by_name("Directions").to_python()
        assert row[headings.index("Text")].endswith("the whole text is in the sheet Long texts]")
        parts = book.get_sheet_by_name("Long texts").to_python()[1:]
        assert "".join(json.loads(part[-1]) for part in parts) == text
        assert all(len(part[-1]) <= 32_767 for part in parts)


def test_the_database_is_sound(example: Register, tmp_path: Path) -> None:
    base = database(example, tmp_path, private=True)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    keys = base.execute("SELECT count(*) FROM sqlite_schema, pragma_foreign_key_list(name) WHERE type = 'table'").fetchone()
    assert keys[0] > 30
    total = sum(line.amount or Decimal(0) for each in example.values() for line in each.terms.finance)
    assert base.execute("SELECT sum(amount_pence) FROM finance").fetchone() == (int(total * 100),)
    assert base.execute("SELECT count(*) FROM log").fetchone() == (len(example),)
    shown = base.execute("SELECT directed, functions, replaced_by FROM log WHERE id = 'EXIJB-2023-09-19-001'").fetchone()
    assert shown == ("example-council", "intermediate-care", "EXIJB-2024-06-18-001")
    assert base.execute("SELECT sum(extant) FROM directions").fetchone()[0] > 0
    base.close()


def test_codes_that_the_header_lacks_have_a_row_to_point_at(tmp_path: Path) -> None:
    register = register_of(direction_file(changed(DIRECTION, "to: [another-council]\nfunctions: [unknown-function]")))
    base = database(register, tmp_path)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("SELECT name, in_header FROM partners WHERE code = 'another-council'").fetchall() == [(None, 0)]
    base.close()


def test_pounds_of_a_database_are_exact(tmp_path: Path) -> None:
    lines = ", ".join(
        f"{{to: example-council, year: 2025-26, amount: {each}}}" for each in ("0.10", "0.20", "-0.05", "999999999999.99")
    )
    base = database(register_of(direction_file(changed(DIRECTION, f"finance: [{lines}]"))), tmp_path)
    found = base.execute("SELECT amount_pence, amount FROM finance ORDER BY number").fetchall()
    assert found == [(10, "0.10"), (20, "0.20"), (-5, "-0.05"), (99999999999999, "999999999999.99")]
    base.close()


def test_descriptions_for_datasette_name_every_column(example: Register, tmp_path: Path) -> None:
    files = content(example, "sqlite")
    described = json.loads(files["directions.metadata.json"])["databases"]["directions"]["tables"]
    base = database(example, tmp_path)
    for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        columns = {row[1] for row in base.execute(f'PRAGMA table_xinfo("{name}")')}
        assert set(described[name]["columns"]) == columns, name
        assert all(described[name]["columns"].values()), name
    base.close()


def test_parquet_has_types(example: Register, tmp_path: Path) -> None:
    import duckdb

    for name, data in content(example, "parquet", folder=True).items():
        (tmp_path / name).write_bytes(data)
    base = duckdb.connect()
    shown = base.execute(f"DESCRIBE SELECT * FROM '{(tmp_path / 'finance.parquet').as_posix()}'").fetchall()
    assert {row[0]: str(row[1]) for row in shown}.items() >= {
        "number": "BIGINT",
        "amount": "DECIMAL(18,2)",
        "use": "VARCHAR",
    }.items()
    directions = (tmp_path / "directions.parquet").as_posix()
    kinds = base.execute(f"SELECT typeof(approved), typeof(extant), typeof(resource) FROM '{directions}' LIMIT 1").fetchone()
    assert kinds == ("DATE", "BOOLEAN", "DECIMAL(18,2)")
    texts = dict(base.execute(f"SELECT id, text FROM '{directions}'").fetchall())
    assert texts == {each.id: each.terms.direction for each in example.values() if not each.terms.private}


def test_json_sums_are_exact_to_the_penny() -> None:
    line = "finance: [{to: example-council, year: 2025-26, amount: 123456789012.30}]"
    (made,) = content(register_of(direction_file(changed(DIRECTION, line))), "json").values()
    assert b'"amount": 123456789012.30' in made


def test_every_line_of_jsonl_says_what_it_is(example: Register) -> None:
    (made,) = content(example, "jsonl").values()
    sorts = [json.loads(line)["sort"] for line in made.splitlines()]
    assert sorts[0] == "header"
    assert sorts.count("direction") == sum(not each.terms.private for each in example.values())


def test_nothing_private_is_told() -> None:
    ended = history(f"act: superseded, date: 2025-06-18, by: {LATER_ID}")
    secret = changed(DIRECTION, "title: Hush hush\nprivate: true\nprivate_reason: Names a person", ended)
    later = changed(DIRECTION, LATER)
    report = "number: EXIJB-25-099\ntitle: Hush report\nmeeting: 2025-03-18\nrequires: direction\nto: [example-council]\n"
    secret = changed(secret, "report: {number: EXIJB-25-099}")
    register = register_of(direction_file(secret), direction_file(later, LATER_ID), report=report)
    for form, folder in ALL:
        if form in ("dictionary", "parquet", "xlsx", "ods"):
            continue
        for name, data in content(register, form, folder).items():
            for word in (b"Hush", b"EXIJB-2025-03-18-001", b"EXIJB-18/03/2025-001", b"Names a person", b"25-099"):
                assert word not in data, (form, name, word)
    made = written(register, Wanted(DAY), "json")
    assert made.left_out == made.about["private_left_out"] == 1
    (document,) = made.files.values()
    assert b"a direction that the board took in private" in document
    (whole,) = content(register, "json", private=True).values()
    assert b"Hush hush" in whole
    assert b"Hush report" in whole


def test_as_at_a_day_nothing_later_is_in_it(example: Register) -> None:
    (made,) = content(example, "json", as_at=True).values()
    now = json.loads(made)
    earlier = json.loads(next(iter(written(example, Wanted(date(2025, 6, 30), True), "json").files.values())))
    assert len(earlier["directions"]) < len(now["directions"])
    days = [entry["date"] for each in earlier["directions"] for entry in each["history"] if "date" in entry]
    assert max(days) <= "2025-06-30"
    assert max(each["meeting"] for each in earlier["reports"]) <= "2025-06-30"


def test_only_the_status_asked_for(example: Register) -> None:
    made = written(example, Wanted(DAY, status="extant"), "json")
    standing = {each["standing"]["status"] for each in json.loads(made.files["directions.json"])["directions"]}
    assert standing == {"issued", "retained"}


def test_excel_gets_its_mark(example: Register) -> None:
    plain = written(example, Wanted(DAY), "csv").files["directions.csv"]
    assert written(example, Wanted(DAY), "csv", marked=True).files["directions.csv"] == b"\xef\xbb\xbf" + plain


def test_every_column_has_a_meaning() -> None:
    for table in TABLES.values():
        assert table.about.endswith(".")
        assert set(table.key) <= {column.name for column in table.columns}
        for column in table.columns:
            assert column.about.endswith("."), (table.name, column.name)
            assert column.source, (table.name, column.name)
            if column.refers:
                other, key = column.refers
                assert key in TABLES[other].key
