"""Monitoring as commands: progress, review, difficulty, query, request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terms import GOOD, saved
from tests.conftest import git


@pytest.fixture
def issued(directions, tmp_path: Path):
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    return lambda *arguments: directions("--today", "2026-04-21", *arguments)


def row(issued) -> dict:
    return json.loads(issued("log", "--format", "json").stdout)[0]


def test_progress_with_a_milestone_met(issued, register: Path) -> None:
    done = issued(
        "progress", "001", "--rating", "on-track", "--note", "Ten places.", "--milestone", "1", "--met", "--spend", "£400,000.50"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert row(issued)["progress"] == "on-track"
    text = (register / "register/2025/EXIJB-2025-03-18-001.yaml").read_text()
    assert "milestone: 1, met: true, spend: 400000.50}" in text or "met: true" in text
    assert git(register, "log", "-1", "--format=%s").strip() == "Record progress of EXIJB-18/03/2025-001"


def test_show_tells_what_became_of_milestones_and_of_each_entry(issued) -> None:
    note = "Ten places\nare open."
    assert (
        issued("progress", "001", "--rating", "on-track", "--note", note, "--milestone", "1", "--moved-to", "2026-06").returncode
        == 0
    )
    assert "; moved to 2026-06\n" in issued("show", "001").stdout.partition("Money")[0]
    assert issued("progress", "001", "--rating", "on-track", "--note", note, "--milestone", "1", "--met").returncode == 0
    milestones, _, history = issued("show", "001").stdout.partition("Money")
    assert "; met on 2026-04-21\n" in milestones
    assert "progress: rating on-track; Ten places are open.; milestone 1; moved to 2026-06\n" in history
    assert "progress: rating on-track; Ten places are open.; milestone 1; met\n" in history
    assert issued("query", "raise", "001", "--by", "A member", "--summary", "Which places?").returncode == 0
    assert "query: raised; by A member; summary Which places?\n" in issued("show", "001").stdout


def test_review_retains(issued) -> None:
    done = issued("review", "001", "--outcome", "retain", "--body", "Performance and Audit Sub Committee", "--note", "On course.")
    assert done.returncode == 0, done.stderr
    assert row(issued)["status"] == "retained"
    assert issued("review", "001", "--outcome", "close", "--body", "PASC", "--note", "Nearly done.").returncode == 0
    assert row(issued)["status"] == "retained"


def test_a_difficulty_from_notice_to_outcome(issued) -> None:
    first = issued("difficulty", "resolve", "001", "--outcome", "None.")
    assert (first.returncode, "LIF015" in first.stderr) == (1, True)
    raised = issued("difficulty", "raise", "001", "--by", "example-council", "--summary", "No bidder.", "--date", "2026-01-12")
    assert raised.returncode == 0, raised.stderr
    assert [issue["stage"] for issue in row(issued)["delivery_issues"]] == ["raised"]
    assert issued("difficulty", "negotiate", "001", "--summary", "Talks began.").returncode == 0
    assert issued("difficulty", "resolve", "001", "--outcome", "A bidder was found.", "--report", "EXIJB-26-010").returncode == 0
    assert row(issued)["delivery_issues"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("progress", "001", "--rating", "splendid", "--note", "x"), 1, "LIF016"),
        (("progress", "001", "--rating", "on-track", "--note", "x", "--milestone", "9"), 1, "LIF016"),
        (("progress", "001"), 2, "--rating, --note"),
        (("review", "001", "--outcome", "keep", "--body", "x", "--note", "x"), 2, "one of retain"),
        (("difficulty", "begin", "001"), 2, "one of raise"),
        (("progress", "001", "--rating", "on-track", "--note", "x", "--date", "2024-01-01"), 1, "LIF00"),
        (("progress", "001", "--rating", "on-track", "--note", "x", "--met"), 2, "which milestone was met"),
        (("progress", "001", "--rating", "on-track", "--note", "x", "--moved-to", "2026-09"), 2, "which milestone was moved"),
        (
            ("progress", "001", "--rating", "on-track", "--note", "x", "--milestone", "1", "--met", "--moved-to", "2026-09"),
            2,
            "not both",
        ),
        (("progress", "001", "--rating", "on-track", "--note", "x", "--spend", "a lot"), 2, "plain number of pounds"),
        (("difficulty", "raise", "001", "--by", "example-council"), 2, "--summary"),
        (("difficulty", "raise", "001", "--by", "nhs-borders", "--summary", "x"), 1, "LIF020"),
        (
            ("difficulty", "raise", "001", "--by", "example-council", "--summary", "x", "--outcome", "y"),
            2,
            "belongs to a difficulty that is resolved",
        ),
        (("difficulty", "negotiate", "001", "--summary", "x", "--involved", "leader"), 2, "--involved 'leader'"),
        (("query", "ask", "001", "--by", "x", "--summary", "y"), 2, "one of raise, answer"),
        (("query", "raise", "001", "--summary", "y"), 2, "--by"),
        (("query", "raise", "001", "--by", "x", "--summary", "y", "--amended", "z"), 2, "belongs to a query that is answered"),
        (("query", "answer", "001", "--summary", "y"), 1, "no query is open"),
        (("request", "001"), 2, "--of, --summary"),
        (("request", "ask"), 2, "directions request ask REF"),
        (("request", "tell", "001"), 2, "ask or answer"),
        (("request", "answer", "001", "--summary", "y"), 1, "no request is open"),
        (("request", "001", "--of", "example-council", "--summary", "y", "--due", "31/05/2026"), 2, "YYYY-MM-DD"),
        (("request", "001", "--of", "example-council", "--summary", "y", "--due", "2026-04-20"), 2, "before it is asked for"),
    ],
)
def test_refusals(issued, register: Path, arguments, code: int, said: str) -> None:
    done = issued(*arguments)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert git(register, "status", "--porcelain") == ""


def entries(register: Path) -> str:
    return (register / "register/2025/EXIJB-2025-03-18-001.yaml").read_text()


def shown(issued, *more: str) -> dict:
    return json.loads(issued("show", "001", "--format", "json", *more).stdout)


NOTICE = ("--notice", "Letter of 9 January 2026")
RAISE = ("difficulty", "raise", "001", "--by", "example-council", "--summary", "No bidder.")


def test_a_difficulty_keeps_notice_offices_and_report(issued, register: Path) -> None:
    raised = issued(*RAISE, *NOTICE, "--date", "2026-01-12")
    assert "until 12 July 2026, 82 days from now" in raised.stderr
    assert "LIF025" not in raised.stderr
    talks = issued(
        "difficulty", "negotiate", "001", "--summary", "Talks.", "--involved", "chair,vice-chair", "--updates", "Monthly."
    )
    assert "until 12 July 2026" in talks.stderr
    done = issued("difficulty", "resolve", "001", "--outcome", "A bidder was found.", "--report", "EXIJB-26-010")
    assert (done.returncode, "warning" in done.stderr) == (0, False), done.stderr
    for words in (
        "notice: Letter of 9 January 2026",
        "involved: [chair, vice-chair]",
        "updates: Monthly.",
        "report: EXIJB-26-010",
    ):
        assert words in entries(register)


def test_a_difficulty_without_notice_or_report_is_warned_of(issued) -> None:
    assert "warning LIF025" in issued(*RAISE, "--date", "2026-01-12").stderr
    issued("difficulty", "negotiate", "001", "--summary", "Talks.", *NOTICE)
    done = issued("difficulty", "resolve", "001", "--outcome", "A bidder was found.")
    assert (done.returncode, "warning LIF026" in done.stderr) == (0, True)


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        ("2025-10-22", "less than a month (1 day); prepare the formal report"),
        ("2025-10-21", "less than a month (0 days)"),
        ("2025-10-20", "1 day ago; the board is owed a formal report"),
        ("2025-11-21", "until 21 May 2026, 30 days from now"),
    ],
)
def test_the_limit_of_a_negotiation_is_seen_coming(issued, raised: str, said: str) -> None:
    assert issued(*RAISE, *NOTICE, "--date", raised).returncode == 0
    done = issued("difficulty", "negotiate", "001", "--summary", "Talks.", "--report", "EXIJB-26-010")
    assert said in done.stderr, done.stderr


def test_show_tells_what_is_open(issued) -> None:
    issued(*RAISE, *NOTICE, "--date", "2025-10-30")
    issued("query", "raise", "001", "--by", "Carer representative", "--summary", "Which streets?", "--date", "2026-04-01")
    issued("request", "001", "--of", "example-council", "--summary", "Hours given", "--due", "2026-05-31")
    issued("review", "001", "--outcome", "vary", "--body", "PASC", "--note", "Dates slip.")
    text = " ".join(issued("show", "001").stdout.split())
    assert (
        "raised, since 2025-10-30, by example-council, negotiated until 2026-04-30 at most (less than a month: 9 days left)"
        in text
    )
    assert "query since 2026-04-01, by Carer representative: Which streets?" in text
    assert "request since 2026-04-21, of example-council, due 2026-05-31: Hours given" in text
    assert "recommended to vary it" in text
    whole = shown(issued)
    assert whole["open_queries"] == [{"since": "2026-04-01", "by": "Carer representative", "summary": "Which streets?"}]
    assert whole["open_requests"][0]["due"] == "2026-05-31"
    assert (whole["delivery_issues"][0]["until"], whole["recommended"]) == ("2026-04-30", "vary")
    early = shown(issued, "--as-at", "2026-03-31")
    assert (early["open_queries"], early["open_requests"], early["recommended"]) == ([], [], None)


def test_a_query_of_a_draft_is_answered_with_what_was_amended(directions, register: Path, tmp_path: Path) -> None:
    directions("--today", "2025-03-10", "draft", "--from", saved(tmp_path, GOOD))
    raised = directions(
        "--today", "2025-03-11", "query", "raise", "001", "--by", "Carer representative", "--summary", "Which streets?"
    )
    assert raised.returncode == 0, raised.stderr
    done = directions(
        *("--today", "2025-03-12", "query", "answer", "001", "--summary", "All.", "--amended", "The streets are named now."),
        *("--format", "json"),
    )
    assert "this answers the query of 11 March 2025 by Carer representative: Which streets?" in done.stderr
    assert json.loads(done.stdout)["act"] == "query"
    assert "amended: The streets are named now." in entries(register)
    assert git(register, "log", "-1", "--format=%s").strip() == "Record query on EXIJB-18/03/2025-001"


def test_several_requests_are_answered_oldest_first_or_by_name(directions, register: Path, tmp_path: Path) -> None:
    both = GOOD.replace("to: [example-council]", "to: [example-council, nhs-example]")
    directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, both))
    ask = ("request", "ask", "001", "--summary")
    assert directions("--today", "2025-05-01", *ask, "First", "--of", "example-council").returncode == 0
    assert directions("--today", "2025-05-02", *ask, "Second", "--of", "nhs-example", "--due", "2025-06-01").returncode == 0
    assert directions("--today", "2025-05-03", *ask, "Third", "--of", "example-council").returncode == 0
    answer = ("--today", "2025-05-04", "request", "answer", "001", "--summary", "Told.")
    refused = directions(*answer)
    assert (refused.returncode, "say `of` whom" in refused.stderr) == (1, True), refused.stderr
    assert "of example-council: First" in directions(*answer, "--of", "example-council").stderr
    assert "of example-council: Third" in directions(*answer, "--of", "example-council").stderr
    last = directions(*answer)
    assert (last.returncode, "of nhs-example: Second" in last.stderr) == (0, True), last.stderr


def test_spend_that_falls_or_passes_the_money_is_warned_of(issued) -> None:
    report = ("progress", "001", "--rating", "on-track", "--note", "x", "--spend")
    assert "warning" not in issued(*report, "£400,000").stderr
    assert "LIF023" in issued(*report, "399999.99").stderr
    assert "LIF024" in issued(*report, "£1,250,000.01").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("progress", "001", "--rating", "on-track", "--note", "x"),
        ("difficulty", "raise", "001", "--by", "example-council", "--summary", "x", *NOTICE),
        ("query", "raise", "001", "--by", "x", "--summary", "y"),
        ("request", "ask", "001", "--of", "example-council", "--summary", "y"),
        ("review", "001", "--outcome", "retain", "--body", "PASC", "--note", "x"),
    ],
)
def test_every_entry_can_be_tried_and_proposed(issued, register: Path, arguments) -> None:
    before = git(register, "rev-parse", "HEAD")
    tried = issued(*arguments, "--dry-run")
    assert (tried.returncode, f"Act: {arguments[0]}" in tried.stdout) == (0, True), tried.stderr
    proposed = issued(*arguments, "--propose", "--format", "json")
    assert proposed.returncode == 0, proposed.stderr
    assert json.loads(proposed.stdout)["branch"] == f"directions/{arguments[0]}-EXIJB-2025-03-18-001"
    assert git(register, "rev-parse", "HEAD") == before
    assert git(register, "status", "--porcelain") == ""
