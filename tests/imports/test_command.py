"""`directions import` of a log: shown first, agreed to, one commit; again, only what is new; and never harmed by a file."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Done, git, run

DAY = "2026-11-24"
LOG = Path(__file__).with_name("log.csv")
OLD_LOG = Path(__file__).with_name("log.xls")
"""A workbook of Excel 97 to 2003 (BIFF8): a heading row and one direction. Made once with xlwt 1.3, for nothing here writes it."""


@pytest.fixture
def register(example_copy: Path) -> Path:
    return example_copy


def importing(register: Path, *arguments: object) -> Done:
    return run("-C", register, "--today", DAY, "import", *arguments)


def told(register: Path, *arguments: object) -> dict:
    done = importing(register, *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def head(register: Path) -> str:
    return git(register, "rev-parse", "HEAD").strip()


def shown(register: Path, ref: str) -> dict:
    return json.loads(run("-C", register, "--today", DAY, "show", ref, "--format", "json").stdout)


def test_without_yes_it_shows_and_says_what_to_do(register: Path) -> None:
    before = head(register)
    done = importing(register, LOG)
    assert done.returncode == 0
    assert "Budget (£000)       -> finance (times 1,000)" in done.stderr
    assert "it tells of 2025-03-31" in done.stderr
    assert "add --yes" in done.stderr
    assert "3 new, 0 known already, 1 that differ, 0 left out" in done.stdout
    assert "register.yaml lacks a function 'Sewing at home'" in done.stdout
    assert head(register) == before
    assert git(register, "status", "--porcelain") == ""


def test_agreed_it_makes_historic_directions_in_one_commit(register: Path) -> None:
    before = head(register)
    account = told(register, LOG, "--yes")
    assert account["committed"]
    assert account["commits"] == [head(register)]
    assert git(register, "rev-parse", "HEAD~1").strip() == before
    assert len(account["ids"]) == 3
    message = git(register, "log", "-1", "--format=%B")
    assert message.startswith("Import 3 historic directions from log.csv")
    assert "SHA-256" in message
    assert run("-C", register, "--today", DAY, "validate").returncode == 0
    first, second, third = (shown(register, ref) for ref in ("OLD-1", "OLD-2", "OLD-3"))
    assert first["status"] == "superseded"
    assert first["replaced_by"] == [second["id"]]
    assert first["history"][-1] == {"act": "superseded", "date": "2018-06-29", "by": second["id"]}
    assert first["terms"]["finance"] == [{"amount": 1250000}]
    assert first["terms"]["source"] == "log.csv, row 4."
    assert second["status"] == "closed"
    assert second["history"][-1]["reason"] == "achieved"
    assert "By 2025-03-31, as the sheet tells" in second["history"][-1]["note"]
    assert second["terms"]["services"] == ["Sewing at home"]
    assert third["approved"] is None
    assert third["issued"] is None
    assert "Date of IJB: March 2019" in third["history"][0]["note"]
    assert third["delivery_issues"][0]["summary"] == "Parts are late"


def test_again_only_what_is_new_and_what_differs(register: Path, tmp_path: Path) -> None:
    told(register, LOG, "--yes")
    after = head(register)
    again = told(register, LOG, "--yes")
    assert head(register) == after
    assert not again["committed"]
    assert [row["fate"] for row in again["rows"]] == ["differs", "known", "known", "known"]
    more = tmp_path / "log.csv"
    text = (
        LOG.read_text(encoding="utf-8")
        .replace("11.07.16", "12.07.16")
        .replace("Switch to digital telecare.", "Switch to telecare.")
    )
    more.write_text(text + "OLD-4,Respite,Respite and short breaks,More breaks.,1 May 2020,,Council,,Live,,,\n", encoding="utf-8")
    third = told(register, more, "--yes")
    assert [row["fate"] for row in third["rows"]] == ["differs", "differs", "known", "differs", "new"]
    assert third["rows"][1]["differences"] == [{"field": "issued", "sheet": "2016-07-12", "register": "2016-07-11"}]
    assert third["rows"][3]["differences"][0]["field"] == "direction"
    assert len(third["ids"]) == 1


def test_each_makes_a_commit_for_each(register: Path) -> None:
    before = head(register)
    account = told(register, LOG, "--yes", "--each")
    assert len(account["commits"]) == 3
    assert git(register, "rev-list", "--count", f"{before}..HEAD").strip() == "3"
    assert shown(register, "OLD-1")["status"] == "superseded"
    assert run("-C", register, "--today", DAY, "validate").returncode == 0


def test_a_mapping_puts_columns_words_and_names_elsewhere(register: Path, tmp_path: Path) -> None:
    log, mapping = tmp_path / "own.csv", tmp_path / "own.yaml"
    log.write_text(
        "Thing,About,Who,When,State,Colour\nA1,Sewing,The Big Board,1 May 2020,Signed off,Purple\nA2,Knitting,The Big Board,1 May 2020,Running,Purple\n",
        encoding="utf-8",
    )
    mapping.write_text(
        "format: 1\nas_at: 2024-01-31\nsheets:\n  - sheet: '*'\n    headings: 1\n    columns:\n"
        "      - {heading: Thing, field: reference}\n      - {heading: About, field: title}\n      - {column: C, field: to}\n"
        "      - {heading: When, field: approved}\n      - {heading: State, field: status}\n      - {heading: Colour, field: progress.rating}\n"
        "statuses: {Signed off: closed achieved, Running: extant}\nratings: {Purple: at-risk}\npartners: {The Big Board: nhs-example}\n",
        encoding="utf-8",
    )
    account = told(register, log, "--mapping", mapping, "--yes")
    assert [row["fate"] for row in account["rows"]] == ["new", "new"]
    one, two = shown(register, "A1"), shown(register, "A2")
    assert (one["status"], one["to"], one["approved"]) == ("closed", ["nhs-example"], "2020-05-01")
    assert (two["status"], two["progress"]) == ("issued", "at-risk")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: 2\n", "format 1"),
        ("format: 1\nsheet: []\n", "did you mean sheets?"),
        ("format: 1\nsheets:\n  - {sheet: Nowhere}\n", "names the sheet 'Nowhere'"),
        ("format: 1\nsheets:\n  - columns: [{heading: Colour, field: title}]\n", "names the column 'Colour'"),
        ("format: 1\nsheets:\n  - columns: [{heading: Title, field: titel}]\n", "did you mean title?"),
        ("format: 1\nstatuses: {Signed off: perhaps}\n", "should be one of"),
        ("format: 1\nas_at: 31/03/2025\n", "YYYY-MM-DD"),
        ("- a list\n", "mapping"),
    ],
)
def test_a_mapping_that_is_wrong_is_refused_with_what_to_write(register: Path, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    done = importing(register, LOG, "--mapping", tmp_path / "m.yaml")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_saved_mapping_is_read_back(register: Path, tmp_path: Path) -> None:
    importing(register, LOG, "--save-mapping", tmp_path / "m.yaml")
    first, again = told(register, LOG), told(register, LOG, "--mapping", tmp_path / "m.yaml")
    assert first["rows"] == again["rows"]


def test_remarks_are_safe_in_a_spreadsheet(register: Path, tmp_path: Path) -> None:
    log = tmp_path / "evil.csv"
    log.write_text("Ref,Title,Date approved,Comments\nX1,=1+1,1 May 2020,@SUM(A1)\n", encoding="utf-8")
    for name in ("r.csv", "r.xlsx"):
        assert importing(register, log, "--remarks", tmp_path / name).returncode == 0
    cells = [cell for row in csv.reader((tmp_path / "r.csv").open(encoding="utf-8-sig", newline="")) for cell in row]
    assert "'=1+1" in cells
    assert "'@SUM(A1)" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert importing(register, log, "--remarks", tmp_path / "r.pdf").returncode == 2


def test_what_the_rules_refuse_goes_to_the_note_or_leaves_the_row_out(register: Path, tmp_path: Path) -> None:
    log = tmp_path / "wrong.csv"
    log.write_text(
        "Ref,Title,Date approved,Date issued,End date,Status\n"
        "W1,Issued too early,1 May 2020,1 April 2020,1 June 2021,Live\n"
        "W2,Draft one,1 May 2020,,,Draft\n"
        "W3,Twice,1 May 2020,,,Live\n"
        "W3,Twice otherwise,1 May 2020,,,Live\n"
        "W4,Closed in the future,1 May 2020,,,Closed 1 May 2099\n",
        encoding="utf-8",
    )
    account = told(register, log, "--yes")
    fates = [(row["reference"], row["fate"]) for row in account["rows"]]
    assert fates == [("W1", "new"), ("W2", "left out"), ("W3", "new"), ("W3", "left out"), ("W4", "new")]
    early = shown(register, "W1")
    assert early["issued"] == "2020-05-01" or early["issued"] is None
    assert "Date issued: 1 April 2020" in early["history"][0]["note"]
    assert "draft" in account["rows"][1]["why"]
    assert "same reference" in account["rows"][3]["why"]
    assert shown(register, "W4")["status"] == "issued"
    assert "Status: Closed 1 May 2099" in shown(register, "W4")["history"][0]["note"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"", "is empty"),
        ("a.xlsx", b"no zip at all", "is no Excel workbook"),
        ("a.ods", b"PK\x05\x06" + bytes(18), "no content"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        ("a.csv", b"a\0b,c\n", "no file of text"),
        ("a.pdf", b"%PDF", "no log that can be read"),
    ],
)
def test_files_that_are_none_are_refused(register: Path, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = importing(register, tmp_path / name)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_cell_far_out_and_a_swelling_package_are_refused(register: Path, tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "far.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Ref")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    done = importing(register, tmp_path / "far.xlsx")
    assert (done.returncode, "as far out as row 1,048,576" in done.stderr) == (2, True)
    with zipfile.ZipFile(tmp_path / "bomb.ods", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("content.xml", b"<a>" + b" " * 80_000_000 + b"</a>")
    done = importing(register, tmp_path / "bomb.ods")
    assert (done.returncode, "unpacks to far more" in done.stderr) == (2, True)
    with zipfile.ZipFile(tmp_path / "rows.ods", "w") as package:
        package.writestr(
            "content.xml",
            '<table xmlns:t="urn:t"><table-row number-rows-repeated="900000"><table-cell number-columns-repeated="900" value-type="string">'
            "<p>x</p></table-cell></table-row></table>",
        )
    done = importing(register, tmp_path / "rows.ods")
    assert (done.returncode, "far more cells" in done.stderr) == (2, True)


def test_a_sheet_without_a_table_is_said_so(register: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.csv").write_text("Dear all\n\nPlease find attached.\n", encoding="utf-8")
    done = importing(register, tmp_path / "letter.csv")
    assert done.returncode == 2
    assert "looks like the headings of a log" in done.stderr


def test_logs_and_forms_are_not_mixed(register: Path, tmp_path: Path) -> None:
    (tmp_path / "f.docx").write_bytes(b"x")
    assert "not both at once" in importing(register, LOG, tmp_path / "f.docx").stderr


def test_a_workbook_of_the_older_excel_is_read(register: Path) -> None:
    assert OLD_LOG.read_bytes()[:8] == bytes.fromhex("d0cf11e0a1b11ae1")
    done = importing(register, OLD_LOG, "--yes")
    assert done.returncode == 0, done.stderr
    terms = shown(register, "OLD-9")
    assert terms["title"] == "Telecare"
    assert (terms["approved"], terms["to"], terms["resource"]) == ("2019-03-19", ["example-council"], 80000)
    assert git(register, "log", "-1", "--format=%s").strip() == "Record historic OLD-9: Telecare"


def test_a_reference_given_twice_is_said_so(register: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    rows = ("Reference,Title,Date approved", "OLD-1,Carers,01/04/2019", "OLD-2,Respite,01/04/2019", "old-1,Meals,02/05/2019")
    log.write_text("\n".join(rows) + "\n", encoding="utf-8")
    remarks = {tuple(row["rows"]): row["remarks"] for row in told(register, log, "--dry-run")["rows"]}
    said = [each for each in remarks[4,] if "reference" in each]
    assert said == ["row 2 of log has this reference too; look which of the two it belongs to"]
    assert not any("reference too" in each for row in ((2,), (3,)) for each in remarks[row])


def test_columns_are_never_cut_off_in_silence(register: Path, tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "wide.xlsx"))
    sheet = book.add_worksheet("Log")
    for row in (("Reference", "Title"), ("OLD-1", "Carers")):
        sheet.write_row(int(row[0] == "OLD-1"), 0, row)
    sheet.write(1, 1_200, "x")
    book.close()
    done = importing(register, tmp_path / "wide.xlsx")
    assert (done.returncode, "has cells beyond column 1,000 in sheet 'Log'" in done.stderr) == (2, True)
