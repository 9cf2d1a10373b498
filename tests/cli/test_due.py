"""`directions due` over the worked example: whole lists and a calendar as they were seen and found right, and every option.

Where the example changes, the files in `golden/` are made anew and read again: `directions --today DAY due > …/due-DAY.txt`, and
`directions --today 2026-11-22 due --within 14d --format ics`, with LF for CRLF.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from directions_cli.cli.due import COLUMNS, KEYS
from directions_cli.domain.cycle.duty import Duty
from directions_cli.domain.keys import keys_of
from tests.conftest import git, run, run_process
from tests.domain.calendars import read

TOP = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
DAY = "2026-11-22"


def example(*arguments: object, today: str = DAY, **more):
    return run("-C", TOP, "--today", today, "due", *arguments, **more)


def duties(*arguments: object, today: str = DAY) -> list[dict]:
    done = example("--format", "json", *arguments, today=today)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize("day", ["2024-06-30", "2025-10-01", DAY])
def test_the_whole_list_of_the_example(day: str) -> None:
    done = example(today=day)
    assert done.returncode == 0
    assert done.stdout == (GOLDEN / f"due-{day}.txt").read_text(encoding="utf-8")
    assert example("--as-at", day, today="2030-01-01").stdout == done.stdout


def test_the_whole_calendar_of_a_fortnight() -> None:
    done = run_process("-C", TOP, "--today", DAY, "due", "--within", "14d", "--format", "ics")
    assert done.returncode == 0
    assert done.stdout.replace("\r\n", "\n") == (GOLDEN / f"due-{DAY}.ics").read_text(encoding="utf-8")
    assert "\n" not in done.stdout.replace("\r\n", "")
    later = len(duties("--all")) - len(duties("--within", "14d"))
    assert done.stderr == f"directions: 4 overdue, 2 to come by 2026-12-06; {later} later (--all shows them)\n"


@pytest.mark.parametrize("day", ["2024-06-30", "2025-10-01", DAY])
def test_the_calendar_is_strict_and_the_same_bytes_each_time(day: str) -> None:
    first = run("-C", TOP, "--today", day, "due", "--all", "--format", "ics").stdout.encode()
    assert run_process("-C", TOP, "--today", day, "due", "--all", "--format", "ics").stdout.encode() == first
    _, events = read(first)
    listed = duties("--all", today=day)
    assert [event["UID"] for event in events] == [duty["uid"] for duty in listed]
    assert len({event["UID"] for event in events}) == len(events) > 30


def test_names_stay_from_day_to_day() -> None:
    before, after = ({duty["uid"]: duty for duty in duties("--all", today=day)} for day in ("2026-11-22", "2026-11-23"))
    assert before.keys() == after.keys()
    assert all(after[uid]["overdue"] == duty["overdue"] + 1 for uid, duty in before.items())


def test_overdue_first_then_by_date_and_direction() -> None:
    found = duties("--all")
    assert found == sorted(found, key=lambda duty: (duty["date"], duty["direction"] or ""))
    assert [duty["overdue"] > 0 for duty in found] == sorted((duty["overdue"] > 0 for duty in found), reverse=True)
    assert {duty["kind"] for duty in found} >= {"issue", "milestone", "progress", "review", "expiry", "budget", "policy-review"}


@pytest.mark.parametrize(
    ("within", "last"),
    [("60d", "2027-01-21"), ("8w", "2027-01-17"), ("2m", "2027-01-22"), ("1y", "2027-11-22"), ("0d", DAY), ("9999Y", "9999")],
)
def test_within_is_days_weeks_months_or_years(within: str, last: str) -> None:
    everything = duties("--all")
    assert duties("--within", within) == [duty for duty in everything if duty["date"] <= last]


def test_the_default_is_ninety_days_and_says_what_it_leaves_out() -> None:
    near, everything = duties(), duties("--all")
    assert near == duties("--within", "90d")
    overdue = sum(duty["overdue"] > 0 for duty in near)
    ahead, later = len(near) - overdue, len(everything) - len(near)
    assert min(overdue, ahead, later) > 0
    assert example().stderr == f"directions: {overdue} overdue, {ahead} to come by 2027-02-20; {later} later (--all shows them)\n"
    assert example("--all").stderr == f"directions: {overdue} overdue, {ahead + later} to come\n"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nhs-example", "nhs-example"),
        ("NHS Example", "nhs-example"),
        ("chief-officer", "chief_officer"),
        ("Chief Finance Officer", "chief_finance_officer"),
    ],
)
def test_who_is_an_office_or_a_partner_by_code_or_name(who: str, code: str) -> None:
    found = duties("--all", "--who", who)
    assert found == [duty for duty in duties("--all") if code in duty["who"]]
    assert found


def test_kinds_and_a_direction_narrow() -> None:
    assert {duty["kind"] for duty in duties("--all", "--kind", "expiry", "--kind", "budget")} == {"expiry", "budget"}
    assert {duty["direction"] for duty in duties("--direction", "16/06/2026-001")} == {"EXIJB-2026-06-16-001"}
    nothing = example("--kind", "query")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert nothing.stderr == "directions: nothing is due by 2027-02-20\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--within", "soon"), "60d, 8w, 2m or 1y"),
        (("--within", "60"), "60d, 8w, 2m or 1y"),
        (("--within", "60d", "--all"), "give one of them"),
        (("--who", "nobody"), "nhs-example, example-council"),
        (("--kind", "chore"), "one of issue, milestone"),
        (("--direction", "1999-001"), "no direction is called"),
        (("--as-at", "2025-02-30"), "is no day"),
        (("--out", "duties.txt"), "end it in .ics, .json, .csv, .md"),
        (("--out", "duties.csv", "--format", "ics"), "let them agree"),
        (("--out", "duties.csv", "--format", "table"), "a table is for the screen"),
        (("--format", "pdf"), "Invalid value"),
    ],
)
def test_what_can_t_be_is_refused(arguments, said: str) -> None:
    done = example(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_calendar_goes_to_a_file_and_not_over_one(tmp_path: Path) -> None:
    path = tmp_path / "directions.ics"
    done = example("--all", "--out", path)
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    before = path.read_bytes()
    assert len(read(before)[1]) == len(duties("--all"))
    refused = example("--within", "14d", "--out", path)
    assert (refused.returncode, "--force" in refused.stderr) == (2, True)
    assert path.read_bytes() == before
    assert example("--within", "14d", "--out", path, "--force").returncode == 0
    assert len(read(path.read_bytes())[1]) == len(duties("--within", "14d"))
    assert [each.name for each in tmp_path.iterdir()] == ["directions.ics"]
    assert example("--out", tmp_path / "duties.csv").returncode == 0
    assert (tmp_path / "duties.csv").read_bytes().startswith(b"kind,date,overdue")


def test_csv_and_markdown_hold_the_same_duties() -> None:
    found = duties()
    rows = list(csv.DictReader(io.StringIO(example("--format", "csv").stdout)))
    assert list(rows[0]) == KEYS == list(keys_of(Duty))
    assert [(row["uid"], row["date"], row["overdue"]) for row in rows] == [
        (duty["uid"], duty["date"], str(duty["overdue"])) for duty in found
    ]
    lines = example("--format", "markdown").stdout.splitlines()
    assert lines[0] == "| " + " | ".join(column.heading for column in COLUMNS) + " |"
    assert len(lines) == 2 + len(found)


@pytest.mark.parametrize("width", [80, 110, 130, 180])
def test_the_table_fits_the_terminal_and_loses_nobody(width: int) -> None:
    text = example("--direction", "16/06/2026-001", env={"COLUMNS": str(width), "NO_COLOR": "1"}).stdout
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text
    assert text.count("NHS") == text.count("Council") == 3


def test_a_private_direction_is_named_in_no_calendar() -> None:
    listed = {duty["title"] for duty in duties("--all") if duty["private"]}
    assert listed, "the example has a private direction with duties"
    _, events = read(example("--all", "--format", "ics").stdout.encode())
    private = [event for event in events if event["CLASS"] == "PRIVATE"]
    assert {event["SUMMARY"].partition(": ")[2] for event in private} == {"a private direction, EXIJB-16/06/2026-002"}
    assert not any(title in event["SUMMARY"] + event["DESCRIPTION"] for title in listed for event in events)


def test_an_act_takes_its_duty_away_and_reading_writes_nothing(issued, register: Path) -> None:
    def listed() -> list[str]:
        return [duty["kind"] for duty in json.loads(issued("--today", "2026-10-15", "due", "--format", "json").stdout)]

    before = listed()
    assert git(register, "status", "--porcelain") == ""
    done = issued(
        *("--today", "2026-10-15", "progress", "2025-03-18-001", "--rating", "complete", "--note", "Ten places are open."),
        *("--milestone", "1"),
    )
    assert done.returncode == 0, done.stderr
    after = listed()
    assert before.count("milestone") - after.count("milestone") == 1
    assert before.count("progress") - after.count("progress") == 1


def test_a_broken_file_is_told_and_the_rest_is_listed(issued, register: Path) -> None:
    (register / "register/2025/EXIJB-2025-03-18-001.yaml").write_text("title: [broken\n")
    done = issued("--today", "2026-10-15", "due")
    assert done.returncode == 1
    assert "register/2025/EXIJB-2025-03-18-001.yaml:2" in done.stderr
    assert "EXIJB-18/03/2025-002" in done.stdout
