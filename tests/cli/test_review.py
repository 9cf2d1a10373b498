"""The annual review without a terminal: what is to be reviewed, the sheet, and outcomes that come back in it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.terms import GOOD, saved
from tests.conftest import git

DAY = ("--today", "2026-04-24")
BODY = ("--body", "Performance and Audit Sub Committee")
IDS = [f"EXIJB-2025-03-18-00{number}" for number in (1, 2, 3)]
REFERENCES = [f"EXIJB-18/03/2025-00{number}" for number in (1, 2, 3)]
FILES = [f"register/2025/{id}.yaml" for id in IDS]


@pytest.fixture
def review(issued):
    return lambda *arguments, **more: issued(*DAY, "review", *arguments, **more)


def sheet(folder: Path, *rows: str, head: str = "reference,outcome,note") -> Path:
    path = folder / "outcomes.csv"
    path.write_text("".join(f"{line}\n" for line in (head, *rows)), encoding="utf-8")
    return path


def last(register: Path, *arguments: str) -> str:
    return git(register, "log", "-1", *arguments).strip()


def statuses(issued) -> list[str]:
    return [row["status"] for row in json.loads(issued(*DAY, "log", "--format", "json").stdout)]


def test_the_list_shows_what_happened_since(review, issued) -> None:
    issued("--today", "2025-09-30", "progress", "001", "--rating", "at-risk", "--note", "Late.", "--spend", "£400,000")
    found = json.loads(review("--list", "--format", "json").stdout)
    assert [each["id"] for each in found] == IDS
    assert [(each["date"], each["said"]) for each in found[0]["entries"]] == [
        ("2025-09-30", "rating at-risk, spend £400,000: Late.")
    ]
    assert (found[0]["rating"], found[0]["spend"], found[0]["since"]) == ("at-risk", 400000, "2025-03-20")
    early = json.loads(review("--list", "--as-at", "2025-09-29", "--format", "json").stdout)
    assert (early[0]["entries"], early[0]["rating"]) == ([], None)
    table = review("--list").stdout
    assert "0 of 1 met" in table
    assert "£400,000" in table
    assert next(csv.DictReader(io.StringIO(review("--list", "--format", "csv").stdout)))["spend"] == "400000"
    assert review("--list", "--format", "markdown").stdout.count("\n") == 5


def test_an_empty_list_says_so(directions) -> None:
    done = directions(*DAY, "review", "--list")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing is to be reviewed" in done.stderr
    assert json.loads(directions(*DAY, "review", "--list", "--format", "json").stdout) == []


def test_words_of_a_private_direction_are_not_listed(directions, tmp_path: Path) -> None:
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD), "--set", "private=true")
    directions("--today", "2025-09-30", "progress", "001", "--rating", "at-risk", "--note", "Secret talks.")
    done = directions(*DAY, "review", "--list", "--format", "json")
    assert "Secret talks" not in done.stdout
    assert "First ten places" not in done.stdout
    assert json.loads(done.stdout)[0]["rating"] == "at-risk"


def test_a_sheet_filled_in_comes_back_as_one_commit(review, issued, register: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    assert review("--sheet", path, *BODY, "--date", "2026-04-21").returncode == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == IDS
    assert rows[0]["date"] == "2026-04-21"
    for row, outcome in zip(rows, ("Retained", "close", ""), strict=True):
        row |= {"outcome": outcome, "note": "Größtenteils fertig; „gut“" if outcome else ""}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode("cp1252"))
    before = int(git(register, "rev-list", "--count", "HEAD"))
    done = review("--from", path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "".join(f"{ref} {id}\n" for ref, id in zip(REFERENCES[:2], IDS[:2], strict=True))
    assert "rows without an outcome, left out: 1 of 3" in done.stderr
    assert "recommended only, until the act follows (policy 4.2): 1 of 2" in done.stderr
    assert int(git(register, "rev-list", "--count", "HEAD")) == before + 1
    assert last(register, "--format=%B") == (
        "Record review of 2 directions by Performance and Audit Sub Committee\n\n"
        f"Performance and Audit Sub Committee, 21 April 2026:\n- {REFERENCES[0]}: retain\n- {REFERENCES[1]}: close\n\n"
        f"Direction: {IDS[0]}\nDirection: {IDS[1]}\nAct: review\nApproved: 2025-03-18\nReport: EXIJB-25-014"
    )
    assert sorted(last(register, "--format=", "--name-only").split()) == FILES[:2]
    assert statuses(issued) == ["retained", "issued", "issued"]
    assert "Größtenteils fertig; „gut“" in (register / FILES[0]).read_text(encoding="utf-8")
    assert git(register, "status", "--porcelain") == ""


def test_a_sheet_is_safe_to_open_and_never_written_over(directions, register: Path, tmp_path: Path) -> None:
    title = ("--set", "title==HYPERLINK(1)")
    assert directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD), *title).returncode == 0
    path = tmp_path / "sheet.csv"
    assert directions(*DAY, "review", "--sheet", path).returncode == 0
    assert "'=HYPERLINK(1)" in path.read_text(encoding="utf-8-sig")
    again = directions(*DAY, "review", "--sheet", path)
    assert (again.returncode, "may hold outcomes" in again.stderr) == (2, True)
    assert directions(*DAY, "review", "--sheet", "-").stdout.startswith("id,reference,title,status")


def test_a_file_that_cannot_be_read_is_told_and_not_left_out_in_silence(review, register: Path, tmp_path: Path) -> None:
    (register / FILES[1]).write_text("title: [")
    done = review("--list", "--format", "json")
    assert (done.returncode, [each["id"] for each in json.loads(done.stdout)]) == (1, [IDS[0], IDS[2]])
    assert f"can't be read, and missing here: {IDS[1]}" in done.stderr
    assert review("--sheet", tmp_path / "sheet.csv").returncode == 1


def test_each_makes_a_commit_of_its_own(review, register: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path, "001,retain,x", "002,vary,y")
    done = review("--from", path, *BODY, "--each", "--format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [(each["id"], each["act"], each["paths"]) for each in found] == [
        (IDS[0], "review", FILES[:1]),
        (IDS[1], "review", FILES[1:2]),
    ]
    assert git(register, "log", "-2", "--format=%H", "--reverse").split() == [each["commit"] for each in found]
    assert git(register, "log", "-2", "--format=%s").splitlines() == [
        f"Record review of {name}" for name in reversed(REFERENCES[:2])
    ]


def test_a_session_in_json_is_a_list_with_one_commit(review, register: Path, tmp_path: Path) -> None:
    done = review("--from", sheet(tmp_path, "001,retain,x", "002,vary,y"), *BODY, "--format", "json")
    found = json.loads(done.stdout)
    assert [set(each) for each in found] == [{"id", "reference", "act", "commit", "paths"}] * 2
    assert {each["commit"] for each in found} == {last(register, "--format=%H")}


def test_rows_name_their_own_body_and_date(review, register: Path, tmp_path: Path) -> None:
    rows = ("001,retain,x,Board,18/03/2026", "002,retain,x,,")
    path = sheet(tmp_path, *rows, head="reference,outcome,note,body,date")
    assert review("--from", path, *BODY).returncode == 0
    assert "body: Board" in (register / FILES[0]).read_text()
    assert "date: 2026-03-18" in (register / FILES[0]).read_text()
    assert "date: 2026-04-24" in (register / FILES[1]).read_text()
    assert last(register, "--format=%s") == "Record review of 2 directions"


def test_every_wrong_row_is_named_and_nothing_is_written(review, register: Path, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "001,keep,x",
        "002,retain,",
        '009,retain,"Two',
        'lines"',
        "003,retain,x",
        f"{IDS[2]},retain,again",
        ",retain,x",
        "001,close,x,31/13/2026",
        "001,close,x,2026-04-25",
        "18/03/2025,close,x",
        head="reference,outcome,note,date",
    )
    done = review("--from", path, *BODY)
    assert done.returncode == 2
    for line, why in (
        (2, "outcome 'keep' should be one of retain"),
        (3, "has no note"),
        (4, "009"),
        (7, f"{REFERENCES[2]} is on line 6 already"),
        (8, "names no direction"),
        (9, "date '31/13/2026'"),
        (10, "is after today"),
        (11, "EXIJB"),
    ):
        found = [text for text in done.stderr.splitlines() if f"outcomes.csv:{line}: " in text]
        assert len(found) == 1, (line, done.stderr)
        assert why in done.stderr.partition(f"outcomes.csv:{line}: ")[2]
    assert "outcomes.csv:6" not in done.stderr
    assert git(register, "status", "--porcelain") == ""
    assert "review" not in last(register, "--format=%s")


def test_the_register_says_no_by_line(review, issued, register: Path, tmp_path: Path) -> None:
    ended = ("--approved", "2026-03-17", "--reason", "achieved", "--note", "x", "--date", "2026-03-17")
    assert issued(*DAY, "close", "002", *ended).returncode == 0
    before = last(register, "--format=%H")
    refused = review("--from", sheet(tmp_path, "001,retain,x", "002,retain,x"), *BODY)
    assert (refused.returncode, f"outcomes.csv:3: {REFERENCES[1]} is closed" in refused.stderr) == (1, True), refused.stderr
    assert last(register, "--format=%H") == before
    assert git(register, "status", "--porcelain") == ""


def test_a_meeting_before_the_end_may_still_be_entered(review, issued, tmp_path: Path) -> None:
    ended = ("--approved", "2026-03-17", "--reason", "achieved", "--note", "x", "--date", "2026-03-17")
    assert issued(*DAY, "close", "002", *ended).returncode == 0
    path = sheet(tmp_path, "001,retain,x", "002,close,x")
    assert review("--from", path, *BODY, "--date", "2026-03-16").returncode == 0
    assert statuses(issued) == ["retained", "closed", "issued"]


def test_id_and_reference_of_a_row_must_agree(review, tmp_path: Path) -> None:
    head = "id,reference,outcome,note"
    wrong = review("--from", sheet(tmp_path, f"{IDS[0]},{REFERENCES[1]},retain,x", head=head), *BODY)
    assert (wrong.returncode, "are of two directions" in wrong.stderr) == (2, True)
    assert review("--from", sheet(tmp_path, f"{IDS[0]},{REFERENCES[0].lower()},retain,x", head=head), *BODY).returncode == 0


def test_outcomes_come_from_standard_input(review, issued) -> None:
    done = review("--from", "-", *BODY, given="reference,outcome,note\n001,retain,x\n")
    assert (done.returncode, done.stdout) == (0, f"{REFERENCES[0]} {IDS[0]}\n")
    assert statuses(issued)[0] == "retained"


def test_a_session_can_be_tried_and_proposed(review, register: Path, tmp_path: Path) -> None:
    path, before = sheet(tmp_path, "001,retain,x", "002,vary,y"), last(register, "--format=%H")
    for more in ((), ("--each",)):
        tried = review("--from", path, *BODY, "--dry-run", *more)
        assert (tried.returncode, tried.stdout.count("act: reviewed")) == (0, 2), tried.stderr
    proposed = review("--from", path, *BODY, "--propose", "--format", "json")
    assert proposed.returncode == 0, proposed.stderr
    made = json.loads(proposed.stdout)
    assert (made["branch"], made["paths"]) == (f"directions/review-{IDS[0]}", FILES[:2])
    assert last(register, "--format=%H") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "asks at a terminal"),
        (("--outcome", "retain"), "name it: directions review REF"),
        (("001", "--list"), "REF and --list are different ways"),
        (("--sheet", "x.csv", "--from", "y.csv"), "--from and --sheet are different ways"),
        (("001", "--as-at", "2026-01-01"), "--as-at goes with --list"),
        (("001", "--each"), "REF makes no more than one"),
        (("--from", "x.csv", "--each", "--propose"), "a proposal is one branch"),
        (("--from", "nowhere.csv"), "nowhere.csv: can't be read"),
        (("001", "--outcome", "retained"), "one of retain"),
    ],
)
def test_refusals(review, register: Path, arguments, said: str) -> None:
    done = review(*arguments)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert git(register, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reference,outcome,note\n001,retain,x\n", "names no body"),
        ("title,outcome,note\n001,retain,x\n", "no column `reference` or `id`"),
        ("reference,outcome,note\n001,,\n", "nothing is reviewed"),
        ("", "holds no row"),
        ('reference,outcome,note\n001,retain,"a\x07b"\n', "control character"),
    ],
)
def test_what_a_sheet_lacks_is_said(review, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "outcomes.csv"
    path.write_text(text, encoding="utf-8")
    done = review("--from", path, *(() if "names no body" in said else BODY))
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_keys_of_a_sheet_of_thousands_is_no_quadratic_matter(review, tmp_path: Path) -> None:
    path = sheet(tmp_path, *(f"{number + 100:05},retain,x" for number in range(2000)))
    done = review("--from", path, *BODY)
    assert (done.returncode, done.stderr.count("outcomes.csv:")) == (2, 2000)
