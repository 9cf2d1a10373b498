"""Completed forms come back as the terms that they print: ours word for word, others by their labels."""

from __future__ import annotations

import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from directions_cli.clerk.reading import read_register
from directions_cli.domain.plain import plain_terms
from directions_cli.domain.register import Register
from directions_cli.errors import Unreadable
from directions_cli.imports.form_cells import ticked
from directions_cli.imports.forms import read_form
from tests.conftest import git, run

DAY = "2026-11-24"
PRINTED = ("title", "approved", "to", "functions", "services", "report", "review", "finance", "milestones", "alignment")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, worked_example: Path) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    shutil.copytree(worked_example, folder / "reg", symlinks=True)
    done = run("-C", folder / "reg", "--today", DAY, "form", "--status", "extant", "--format", "docx", "--out", folder / "extant")
    assert done.returncode == 0, done.stderr
    return folder


def register_of(folder: Path) -> Register:
    register = read_register(folder, print).register
    assert register is not None
    return register


def words(text: str | None) -> str:
    """Text without the marks of Markdown, which a form prints as lists and bold type."""
    return " ".join(re.sub(r"^\s*([-*]|\d+\.)\s+|[*_\\]", "", text or "", flags=re.MULTILINE).split())


def test_our_own_forms_come_back_as_they_were(example: Path) -> None:
    register = register_of(example / "reg")
    paths = sorted((example / "extant").glob("*.docx"))
    assert len(paths) > 10
    for path in paths:
        form = read_form(path, register)
        id = next(id for id, each in register.items() if each.name == form.told.reference)
        there, came = plain_terms(register[id].terms), form.terms
        for name in PRINTED:
            assert came.get(name) == there.get(name), (path.name, name)
        assert words(came.get("direction")) == words(there.get("direction")), path.name
        assert words(came.get("conditions")) == words(there.get("conditions")), path.name
        assert bool(came.get("jointly")) == there["jointly"]
        for name in ("supersedes", "varies", "revokes"):
            assert {each for link in there.get(name, ()) for each in register.linked(link, id)} == set(came.get(name, ()))
        assert [cell for cell in form.told.cells if cell.fate == "left out"] == []


def docx_of(path: Path, rows: list[tuple[str, ...]], before: str = "", xml: str | None = None) -> Path:
    """A Word document with one table, as small as can be."""

    def cell(text: str) -> str:
        body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
        return f"<w:tc>{body}</w:tc>"

    table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text = xml or f"<w:document {space}><w:body>{before}<w:tbl>{table}</w:tbl></w:body></w:document>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", text)
    return path


SOUTH = [
    ("Reference Number", "SLX-18/03/2025-004"),
    ("Does this direction supersede or vary an existing direction? If yes, please provide reference number of existing direction", "Yes – varies 18/03/2025-001"),
    ("Approval date", "24/06/2025"),
    ("Services / functions covered", "Care at home; Reablement"),
    ("Direction", "Example Council is directed to extend reablement to the whole area by 31 March 2026."),
    ("Direction to", "Example Council"),
    ("Link to relevant IJB report(s)", "https://papers.example.org/june"),
    ("Financial Implications", "£400,000 recurring"),
    ("Alignment to Strategic Commissioning Plan", "Nearer to home"),
    ("Date Direction will be reviewed", "April 2026 as part of the next annual review of directions"),
    ("Favourite colour", "Blue"),
]  # fmt: skip
NUMBERED = [
    ("1", "Reference number", "2024/07"),
    ("2", "Report Title", "Carers strategy"),
    ("3", "Date of IJB", "9 April 2024"),
    ("4", "Direction to", "☐ NHS Example ☒ Example Council"),
    ("5", "Full text of direction", "Carry out the carers strategy."),
    ("6", "Functions covered by direction", "Support for unpaid carers"),
    ("7", "Budget allocated by IJB to carry out direction", "Within existing resources"),
    ("8", "Date direction issued", "Insert date"),
]  # fmt: skip


def test_a_form_of_the_policy_is_read_by_its_labels(example: Path, tmp_path: Path) -> None:
    register = register_of(example / "reg")
    form = read_form(docx_of(tmp_path / "south.docx", SOUTH), register)
    terms = form.terms
    assert terms["approved"] == date(2025, 6, 24)
    assert terms["functions"] == ("care-at-home", "reablement")
    assert terms["to"] == ("example-council",)
    assert terms["varies"] == ("EXIJB-2025-03-18-001",)
    assert terms["finance"][0]["amount"] == 400000
    assert terms["review"] == "2026-04"
    assert terms["report"] == {"url": "https://papers.example.org/june"}
    left = {cell.heading: cell.words for cell in form.told.cells if cell.fate == "left out"}
    assert left["Favourite colour"] == "Blue"
    assert "reference" not in terms


def test_numbered_labels_ticked_boxes_and_blank_words(example: Path, tmp_path: Path) -> None:
    form = read_form(docx_of(tmp_path / "numbered.docx", NUMBERED), register_of(example / "reg"))
    assert form.terms["to"] == ("example-council",)
    assert form.terms["approved"] == date(2024, 4, 9)
    assert form.terms["title"] == "Carers strategy"
    (line,) = form.terms["finance"]
    assert line == {
        "method": "Within existing resources",
        "to": "example-council",
        "function": "carers-support",
        "kind": "payment",
        "use": "To carry out the direction.",
    }
    assert any("follow from the rest of the form" in remark for remark in form.told.remarks)
    assert form.terms["functions"] == ("carers-support",)
    assert [cell.heading for cell in form.told.cells if cell.fate == "left out"] == ["Date direction issued"]


def test_a_folder_becomes_drafts_in_one_commit(example: Path, example_copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    full = [
        row if row[0] != "Financial Implications" else (row[0], "£400,000 recurring")
        for row in SOUTH
        if "supersede" not in row[0]
    ]
    docx_of(folder / "a.docx", full)
    docx_of(folder / "b.docx", [row for row in full if row[0] != "Approval date"])
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no package")
    (folder / "~$a.docx").write_bytes(b"lock")
    register = example_copy
    before = git(register, "rev-parse", "HEAD")
    shown = run("-C", register, "--today", DAY, "import", folder)
    assert shown.returncode == 0, shown.stderr
    assert git(register, "rev-parse", "HEAD") == before
    assert "b.docx: left out" in shown.stdout
    assert "broken.docx: left out: is no Word document" in shown.stdout
    assert "Favourite colour (not read) 'Blue'" in shown.stdout
    done = run(
        "-C",
        register,
        "--today",
        DAY,
        "import",
        folder,
        "--approved",
        "2025-06-24",
        "--set",
        "functions=[care-at-home]",
        "--set",
        "finance.1.year=2025-26",
        "--set",
        "finance.1.function=care-at-home",
        "--set",
        "finance.1.kind=payment",
        "--set",
        "finance.1.use=Staff of the service.",
        "--yes",
    )
    assert done.returncode == 0, done.stderr
    assert git(register, "rev-list", "--count", f"{before.strip()}..HEAD") == "1\n"
    listed = run("-C", register, "--today", DAY, "log", "--status", "draft").stdout
    assert listed.count("EXIJB-24/06/2025-00") == 2


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="urn:w"><w:t>&b;</w:t></w:document>'


def test_hostile_forms_are_refused(example: Path, tmp_path: Path) -> None:
    register = register_of(example / "reg")
    with pytest.raises(Unreadable, match="document type or entities"):
        read_form(docx_of(tmp_path / "bomb.docx", [], xml=ENTITIES), register)
    with pytest.raises(Unreadable, match="unpacks to far more"):
        read_form(docx_of(tmp_path / "zip.docx", [], xml="<a>" + " " * 50_000_000 + "</a>"), register)
    with pytest.raises(Unreadable, match="XML can't be read"):
        read_form(docx_of(tmp_path / "torn.docx", [], xml="<a><b></a>"), register)
    with pytest.raises(Unreadable, match="holds no form"):
        read_form(docx_of(tmp_path / "letter.docx", [("Dear", "Sir")]), register)
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf")
    with pytest.raises(Unreadable, match="older format"):
        read_form(tmp_path / "old.doc", register)


def _cell(text: str, look: str = "", inside: str = "") -> str:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inside}{lines}</w:tc>"


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _document(path: Path, *body: str) -> Path:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return docx_of(path, [], xml=f"<w:document {space}><w:body>{''.join(body)}</w:body></w:document>")


def _rows(*rows: tuple[str, ...]) -> str:
    return _table(*("".join(map(_cell, row)) for row in rows))


def test_several_labels_in_a_row_and_cells_merged_over_rows(example: Path, tmp_path: Path) -> None:
    first, next_ = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    box = "<w:p><w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/>{}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:t>{}</w:t></w:r></w:p>"
    boxes = box.format("", "NHS Example") + box.format("<w:checked/>", "Example Council")
    table = _table(
        _cell("INTEGRATION JOINT BOARD DIRECTION"),
        _cell("Direction reference") + _cell("EX/2025/07") + _cell("Meeting date") + _cell("26/08/2025"),
        _cell("Title") + _cell("Short breaks"),
        _cell("Direction to") + f"<w:tc>{boxes}</w:tc>",
        _cell("Services covered") + _cell("☒ Support for unpaid carers\n☐ Care at home"),
        _cell("Details of direction", first) + _cell("Offer 1,200 short breaks."),
        _cell("", next_) + _cell("Report each quarter."),
        _cell("Finance", first) + _cell("Amount") + _cell("£310,000"),
        _cell("", next_) + _cell("Financial year") + _cell("2025/26"),
        _cell("", next_) + _cell("Type") + _cell("Payment"),
        _cell("Is this a new direction?") + _cell("☒ Yes ☐ No") + _cell("Does it supersede another?") + _cell("☐ Yes ☒ No"),
        _cell("Effective from") + _cell("") + _cell("End date") + _cell("31/03/2027"),
        _cell("Report number") + _cell("EXIJB-25-061") + _cell("Appendix") + _cell("D"),
        _cell("Link to strategic plan") + _cell("", inside=_rows(("Priority", "SP1"), ("Outcome", "6"))),
        _cell("Signed") + _cell("Chief Officer") + _cell("Date") + _cell("27/08/2025"),
    )
    form = read_form(_document(tmp_path / "merged.docx", table), register_of(example / "reg"))
    assert form.terms == {
        "approved": date(2025, 8, 26),
        "title": "Short breaks",
        "to": ("example-council",),
        "functions": ("carers-support",),
        "direction": "Offer 1,200 short breaks.\n\nReport each quarter.",
        "finance": (
            {"to": "example-council", "function": "carers-support", "kind": "payment", "year": "2025-26", "amount": 310000},
        ),
        "ends": date(2027, 3, 31),
        "report": {"number": "EXIJB-25-061", "appendix": "D"},
        "alignment": {"priorities": ("SP1",), "outcomes": (6,)},
    }
    assert form.told.reference == "EX/2025/07"
    left = {cell.heading: cell.remark for cell in form.told.cells if cell.fate == "left out"}
    assert set(left) == {"INTEGRATION JOINT BOARD DIRECTION", "Is this a new direction?", "Effective from", "Signed", "Date"}
    assert left["Date"] == "belongs to a signature, which a draft does not have"


def test_tables_of_money_and_milestones_are_read_line_by_line(example: Path, tmp_path: Path) -> None:
    path = _document(
        tmp_path / "tables.docx",
        _rows(("Reference", "IJB/2025/12"), ("Title", "Breaks"), ("Date of meeting", "02.12.2025"), ("Text of direction", "Offer breaks.")),
        _rows(
            ("Financial year", "Function", "Partner", "Amount", "Use of funds"),
            ("2025/26", "Support for unpaid carers", "Example Council", "£310,000", "Short breaks"),
            ("2026/27", "Telecare and community alarms", "Council", "£20k", "Alarms"),
            ("Total", "", "", "£330,000", ""),
        ),
        _rows(("Milestone", "Due date", "Lead"), ("300 breaks", "31/03/2026", "Head of Service"), ("Half a year", "in summer", "")),
    )  # fmt: skip
    form = read_form(path, register_of(example / "reg"))
    assert form.terms["finance"] == (
        {"to": "example-council", "function": "carers-support", "amount": 310000, "year": "2025-26", "use": "Short breaks", "kind": "payment"},
        {"to": "example-council", "function": "telecare", "amount": 20000, "year": "2026-27", "use": "Alarms", "kind": "payment"},
    )  # fmt: skip
    assert form.terms["to"] == ("example-council",)
    assert form.terms["functions"] == ("carers-support", "telecare")
    assert form.terms["milestones"] == ({"what": "300 breaks", "due": "2026-03-31"}, {"what": "Half a year"})
    left = [(cell.heading, cell.words) for cell in form.told.cells if cell.fate == "left out"]
    assert left == [
        ("Financial year", "Total"), ("Amount", "£330,000"), ("Lead", "Head of Service"), ("Due date", "in summer"),
    ]  # fmt: skip


def test_lists_of_a_style_and_sums_with_their_own_words(example: Path, tmp_path: Path) -> None:
    listed = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="ListNumber"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for words in ("map outcomes;", "agree.")
    )
    table = _table(
        _cell("Subject") + _cell("Digital care"),
        _cell("Date approved by IJB") + _cell("18th November 2025"),
        _cell("Issued to") + _cell("NHS Example and Example Council"),
        _cell("Functions") + _cell("Care at home\nDistrict nursing"),
        _cell("Full text of direction"),
        f"<w:tc><w:p><w:r><w:t>Both are directed to:</w:t></w:r></w:p>{listed}</w:tc>",
        _cell("Budget allocated")
        + _cell("Council: £1.2m in 2025/26 for care at home\nNHS Example: £350k in 2025/26 for district nursing"),
    )
    form = read_form(_document(tmp_path / "lists.docx", table), register_of(example / "reg"))
    assert form.terms["direction"] == "Both are directed to:\n\n- map outcomes;\n- agree."
    assert [(line["to"], line["function"], line["amount"], line["year"]) for line in form.terms["finance"]] == [
        ("example-council", "care-at-home", 1200000, "2025-26"),
        ("nhs-example", "district-nursing", 350000, "2025-26"),
    ]
    assert not [cell for cell in form.told.cells if cell.fate == "left out"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("☐ NHS Example ☒ Example Council", "Example Council"),
        ("NHS Example ☐ Example Council ☒", "Example Council"),
        ("Directed: ☒ NHS Example\n☒ Example Council", "NHS Example\nExample Council"),
        ("☐ Yes ☐ No", ""),
        ("Example Council", "Example Council"),
    ],
)
def test_only_what_is_ticked_counts(text: str, left: str) -> None:
    assert ticked(text) == left


def test_headings_of_grids_mean_what_they_do_beside_sums_and_days(example: Path, tmp_path: Path) -> None:
    path = _document(
        tmp_path / "grids.docx",
        _rows(("Ref", "IJB-79"), ("Approved", "2 Dec 2025"), ("Functions", "Intermediate care beds"), ("Direction text", "Open beds.")),
        _rows(("Partner", "2025/26", "2026/27", "Purpose"), ("NHS Example", "£1.2m", "-", "Nursing"), ("Council", "£400k", "£500k", "Rooms")),
        _rows(("Action", "By when", "Measure of success"), ("Open the ward", "June 2026", "Ward open")),
        _rows(("Risk", "Status", "Priority"), ("Late", "Red", "High")),
    )  # fmt: skip
    form = read_form(path, register_of(example / "reg"))
    assert [(line["to"], line["year"], line["amount"], line["use"]) for line in form.terms["finance"]] == [
        ("nhs-example", "2025-26", 1200000, "Nursing"),
        ("example-council", "2025-26", 400000, "Rooms"),
        ("example-council", "2026-27", 500000, "Rooms"),
    ]
    assert form.terms["milestones"] == ({"what": "Open the ward", "due": "2026-06", "measure": "Ward open"},)
    assert form.terms["direction"] == "Open beds."


def test_a_small_table_of_years_and_sums(example: Path, tmp_path: Path) -> None:
    path = _document(
        tmp_path / "years.docx",
        _rows(
            ("Reference number", "IJB-78"),
            ("IJB meeting date", "02/12/2025"),
            ("Directed to", "Council"),
            ("Text", "Go digital."),
        ),
        _rows(("Financial year", "Budget (£000)"), ("2025/26", "250"), ("2026/27", "300")),
    )
    form = read_form(path, register_of(example / "reg"))
    assert [(line["year"], line["amount"]) for line in form.terms["finance"]] == [("2025-26", 250000), ("2026-27", 300000)]


def test_of_a_form_alone_all_that_was_read_is_shown(example: Path, tmp_path: Path) -> None:
    form, other = docx_of(tmp_path / "south.docx", SOUTH), docx_of(tmp_path / "numbered.docx", NUMBERED)
    asked = ("-C", str(example / "reg"), "--today", "2026-11-22", "import", str(form))
    alone = run(*asked, "--dry-run").stdout
    assert "    Direction to → to: example-council\n" in alone
    assert "    Favourite colour (not read) 'Blue': this label is not known" in alone
    assert "→" not in run(*asked, str(other), "--dry-run").stdout
