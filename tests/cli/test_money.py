"""`directions coverage` and `directions budget` over the worked example, in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.conftest import run

TOP = Path(__file__).parents[2]
FORMATS = ("table", "json", "csv", "markdown")


def example(*arguments: object, **more):
    return run("-C", TOP, "--today", "2026-11-22", *arguments, **more)


def result(*arguments: object) -> dict:
    done = example(*arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def account(found: dict, year: str, to: str, kind: str) -> dict:
    (of,) = [each for each in found["years"] if each["year"] == year]
    return next(each for each in of["accounts"] if (each["to"], each["kind"]) == (to, kind))


def test_the_budget_of_2026_27() -> None:
    """Set aside 9.6 + 12.4 + 4.1 million make 26.1; the balance of 26.1 is nothing. The draft of £640,000 does not count."""
    found = result("budget")
    assert found["counted"] == "by year of their lines"
    assert [each["year"] for each in found["years"]] == ["2026-27", "2027-28"]
    set_aside = account(found, "2026-27", "nhs-example", "set-aside")
    assert (set_aside["directed"], set_aside["balance"], set_aside["state"]) == (26100000, 0, "exact")
    assert found["years"][0]["set_aside_balance"] == 0
    left = {each["id"]: each["why"] for each in found["lines"] if each["why"]}
    assert left["EXIJB-2026-11-17-001"] == "a draft: not issued by that day"
    assert found["years"][1]["without_budget"] == found["years"][1]["total"]["directed"]


def test_by_day_counts_days() -> None:
    """Day services: £4,100,000 for the 79 days from 1 April to 18 June 2026, of 365: £887,397.26."""
    found = result("budget", "--by-day", "--year", "2026-27")
    assert found["counted"] == "by day"
    line = next(each for each in found["lines"] if each["id"] == "EXIJB-2025-03-18-005" and each["amount"] == 4100000)
    assert (line["days"], line["of_days"], line["counted"], line["left_out"]) == (79, 365, 887397.26, 3212602.74)


def test_lines_make_up_the_totals() -> None:
    for more in ((), ("--by-day",), ("--to", "nhs-example"), ("--kind", "set-aside"), ("--as-at", "2025-09-18")):
        found = result("budget", "--year", "2025-26", "--year", "2026-27", *more)
        for year in found["years"]:
            pence = [round(each["counted"] * 100) for each in found["lines"] if each["year"] == year["year"] and each["counted"]]
            assert round(year["total"]["directed"] * 100) == sum(pence)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "arguments", [("coverage",), ("budget",), ("budget", "--by-day", "--by-function"), ("coverage", "--by", "localities")]
)
def test_each_form_is_printed(form: str, arguments: tuple[str, ...]) -> None:
    done = example(*arguments, "--format", form)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "None" not in done.stdout
    assert len(done.stdout.splitlines()) > 3


@pytest.mark.parametrize("width", [80, 100, 130, 200])
@pytest.mark.parametrize("arguments", [("coverage",), ("budget",), ("budget", "--by-day", "--by-function", "--year", "2025-26")])
def test_the_tables_fit_the_terminal(width: int, arguments: tuple[str, ...]) -> None:
    text = example(*arguments, env={"COLUMNS": str(width), "NO_COLOR": "1"}).stdout
    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text
    assert ("Wanting\n" if arguments == ("coverage",) else "Method\n") in text
    for amount in re.findall(r"£[\d,]*", text):
        assert re.fullmatch(r"£\d{1,3}(,\d{3})*,?", amount), amount


def test_budget_as_csv_has_accounts_and_functions() -> None:
    rows = list(csv.DictReader(io.StringIO(example("budget", "--format", "csv", "--by-function", "--year", "2026-27").stdout)))
    assert {row["row"] for row in rows} == {"account", "function"}
    by_account = sum(int(row["directed"]) for row in rows if row["row"] == "account")
    by_function = sum(int(row["directed"] or 0) for row in rows if row["row"] == "function")
    assert by_account == by_function == result("budget", "--year", "2026-27")["years"][0]["total"]["directed"]


def test_coverage_as_csv_names_its_parts() -> None:
    rows = list(csv.DictReader(io.StringIO(example("coverage", "--format", "csv").stdout)))
    assert {row["part"] for row in rows} == {"functions", "partners", "priorities", "localities", "outcomes"}
    assert rows[0]["code"] == "dental-services"
    assert rows[0]["flags"] == "no direction"


def test_coverage_says_the_duty_and_what_is_wanting() -> None:
    text = example("coverage", "--by", "functions").stdout
    assert "An integration joint board must direct each function" in text
    assert "Without an extant direction: 1 of 28; each must have one." in text
    assert "day-services-older-people: No extant direction gives it money" in text
    assert "Partner" not in text
    assert example("coverage", "--by", "outcomes").stdout.startswith("Coverage as at 22 November 2026: 16 extant directions\n")


def test_coverage_and_budget_agree() -> None:
    """Money of the year by partner is the same where nothing ended in the year without a successor."""
    partners = {each["code"]: each["year_money"] for each in result("coverage", "--by", "partners")["partners"]}
    directed = {each["to"]: each["directed"] for each in result("budget", "--year", "2026-27")["years"][0]["partners"]}
    assert partners == directed


@pytest.mark.parametrize(
    "arguments",
    [
        ("budget", "--year", "2026"),
        ("budget", "--year", "2026-28"),
        ("budget", "--to", "nhs-nowhere"),
        ("budget", "--kind", "loan"),
        ("budget", "--as-at", "2026-02-30"),
        ("coverage", "--by", "wards"),
        ("coverage", "--as-at", "yesterday"),
    ],
)
def test_what_can_not_be_meant_is_refused(arguments: tuple[str, ...]) -> None:
    done = example(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""


@pytest.mark.parametrize("command", ["budget", "coverage"])
def test_a_broken_file_is_told_and_the_rest_is_counted(command: str, register: Path, directions) -> None:
    (register / "register/2025").mkdir(exist_ok=True)
    (register / "register/2025/EXIJB-2025-03-18-001.yaml").write_text("title: [broken\n")
    done = directions(command)
    assert done.returncode == 1
    assert "register/2025/EXIJB-2025-03-18-001.yaml:2" in done.stderr
    assert done.stdout


@pytest.mark.parametrize("command", ["budget", "coverage"])
def test_an_empty_register_is_no_error(command: str, directions) -> None:
    done = directions(command, "--as-at", "2019-05-01")
    assert done.returncode == 0, done.stderr
