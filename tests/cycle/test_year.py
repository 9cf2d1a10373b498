"""Every figure of a year equals the sheet of answers that was worked out by hand, at six dates."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import git, run
from tests.cycle.answers import (
    ADVISED,
    ANNUAL,
    BUDGET,
    BY_DAY,
    COVERAGE,
    DATES,
    DUE,
    LOG,
    MONEY_OF_FUNCTIONS,
    MOVED,
    MOVED_BY_PLAN,
)


def said(register: Path, day: str, *arguments: object) -> Any:
    """What a command prints as JSON on a day of the year, as the register stood on it."""
    done = run("-C", register, "--today", day, *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout, parse_float=Decimal)


def called(directions: list[dict[str, Any]]) -> list[str]:
    return sorted(each["reference"] for each in directions)


def test_forty_acts_are_forty_commits(played: Path) -> None:
    assert git(played, "rev-list", "--count", "HEAD").strip() == str(2 + 8 + 40)
    assert git(played, "status", "--porcelain") == ""
    done = run("-C", played, "--today", "2026-04-30", "validate")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("day", DATES)
def test_log(played: Path, day: str) -> None:
    answer, rows = LOG[day], said(played, day, "log", "--as-at", day)
    statuses = {key: value for key, value in answer.items() if key not in ("extant", "resource", "open")}
    assert Counter(row["status"] for row in rows) == statuses
    extant = [row for row in rows if row["extant"]]
    assert len(extant) == answer["extant"]
    assert sum(row["resource"] or 0 for row in extant) == answer["resource"]
    stages = {row["reference"]: issue["stage"] for row in rows for issue in row["delivery_issues"]}
    assert stages == answer["open"]


@pytest.mark.parametrize("day", DATES)
def test_coverage(played: Path, day: str) -> None:
    functions = said(played, day, "coverage", "--as-at", day)["functions"]
    assert {each["code"]: called(each["directions"]) for each in functions} == {
        code: sorted(references) for code, references in COVERAGE[day].items()
    }
    assert {each["code"]: each["year_money"] for each in functions} == MONEY_OF_FUNCTIONS[day]
    empty = [code for code, references in COVERAGE[day].items() if not references]
    assert [each["code"] for each in functions][: len(empty)] == empty


@pytest.mark.parametrize("day", DATES)
def test_budget(played: Path, day: str) -> None:
    years = [option for year in dict.fromkeys(account[0] for account in BUDGET[day]) for option in ("--year", year)]
    found = said(played, day, "budget", "--as-at", day, *years)
    assert {
        (year["year"], each["to"], each["kind"]): (each["directed"], each["balance"])
        for year in found["years"]
        for each in year["accounts"]
    } == BUDGET[day]
    assert {each["reference"] for each in found["without_amount"]} == {"EXIJB-18/03/2025-005"}


def test_budget_by_day(played: Path) -> None:
    (year,) = said(played, "2026-04-01", "budget", "--year", "2025-26", "--by-day")["years"]
    assert {(year["year"], each["to"], each["kind"]): each["directed"] for each in year["accounts"]} == BY_DAY


def test_what_the_recovery_plan_moved(played: Path) -> None:
    moved = said(played, "2026-04-01", "budget", "--year", "2025-26")["movements"]
    assert {each["successor_reference"]: {one["to"]: one["difference"] for one in each["differences"]} for each in moved} == MOVED
    assert {each["successor_reference"]: each["moved"] for each in moved if each["moved"]} == {"EXIJB-28/10/2025-003": 50_000}


def test_what_the_recovery_plan_moved_in_all(played: Path) -> None:
    """Its acts alone move next to nothing: one takes from the Health Board, another gives to the council (guidance 5.7 to 5.9)."""
    (plan,) = said(played, "2026-04-01", "budget", "--year", "2025-26")["reports"]
    differences = {each["to"]: each["difference"] for each in plan["differences"]}
    assert (plan["report"], sorted(plan["references"])) == ("R-25-09", sorted(MOVED))
    assert (differences, plan["moved"], plan["net"]) == MOVED_BY_PLAN
    done = run("-C", played, "--today", "2026-04-01", "budget", "--year", "2025-26", env={"COLUMNS": "200"})
    assert "moved £250,000 between partners (payment of 2025-26); £150,000 was taken away in all." in " ".join(
        done.stdout.split()
    )


@pytest.mark.parametrize("day", DATES)
def test_due(played: Path, day: str) -> None:
    duties = said(played, day, "due", "--as-at", day, "--within", "30d")
    assert sorted((each["kind"], each["date"], each["reference"]) for each in duties) == sorted(DUE[day])


def test_recommendations_wait_until_the_act_follows(played: Path) -> None:
    duties = said(played, "2026-04-30", "due", "--kind", "recommendation", "--all")
    assert {each["reference"] for each in duties} == set(ADVISED)
    assert {each["date"] for each in duties} == {"2026-10-21"}
    assert all(f"advised to {ADVISED[each['reference']]} it" in each["what"] for each in duties), duties


def test_annual_report(played: Path) -> None:
    found = said(played, "2026-04-30", "report", "annual", "--from", "2025-04-30")
    assert found["extant"] == ANNUAL["extant"] == len(found["directions"])
    assert called(found["issued"]) == sorted(ANNUAL["issued"])
    assert called([each["direction"] for each in found["retained"]]) == sorted(ANNUAL["retained"])
    ended = {each["status"]: called([one["direction"] for one in each["directions"]]) for each in found["ended"]}
    assert {status: references for status, references in ended.items() if references} == ANNUAL["ended"]
    assert {each["direction"]["reference"]: each["outcome"] for each in found["advised"]} == ADVISED
    assert found["statuses"] == ANNUAL["statuses"]
    assert {each["function"]["code"]: each["total"] for each in found["money"] if each["total"]} == ANNUAL["money"]
    assert (found["total"], found["without_amount"], found["past_expiry"], found["never_reviewed"]) == (
        ANNUAL["total"],
        *(0, [], []),
    )
