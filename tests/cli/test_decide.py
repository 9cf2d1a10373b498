"""`decide`: what a report requires, recorded, printed for the report, proposed, judged and listed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.terms import CARE, GOOD, changed, saved
from tests.cli.test_asking import Terminal
from tests.conftest import git, run
from tests.ledger.world import files_in_commit, snapshot, with_other_work

TODAY = ("--today", "2025-03-20")
NUMBER = "EXIJB-25-014"
NEEDED = ("--number", NUMBER, "--title", "Day services", "--meeting", "2025-03-18")
DECIDE = ("decide", *NEEDED, "--to", "example-council")
FILE = "register/reports/2025-03-18-day-services.yaml"
YAML = """\
number: EXIJB-25-014
title: Day services
meeting: 2025-03-18
requires: direction
to: [example-council]
"""
WHOLE = """\
# yaml-language-server: $schema=../../schemas/report.schema.json
number: EXIJB-25-014
title: Day services
meeting: 2025-03-18
author: Head of Adult Services
url: "https://exijb.example.org/25-014"
requires: direction
to: [nhs-example, example-council]
escalation: [example-council]
considerations:
  scope: "One function: day services"
  finance: £1.25 million.
  change: 40 places move.
  people: [people who use services, carers, staff]
  timescale: To March 2027.
advice:
  - {from: Chief Social Work Officer, summary: Supports it.}
  - from: Chief Finance Officer
    summary: "Within the budget: yes."
note: Shared in draft with both partners.
"""
OPTIONS = (
    *("--author", "Head of Adult Services", "--url", "https://exijb.example.org/25-014"),
    *("--to", "nhs-example", "--to", "example-council", "--to", "nhs-example", "--escalate", "example-council"),
    *("--scope", "One function: day services", "--finance", "£1.25 million.", "--change", "40 places move."),
    *("--people", "people who use services, carers", "--people", "staff", "--timescale", "To March 2027."),
    *("--advice", "Chief Social Work Officer: Supports it.", "--advice", "Chief Finance Officer: Within the budget: yes."),
    *("--note", "Shared in draft with both partners."),
)


@pytest.fixture
def decided(register: Path) -> Path:
    assert run("-C", register, *TODAY, *DECIDE).returncode == 0
    return register


def refused(register: Path, *arguments: object, code: int = 2, given: str = "") -> str:
    before = snapshot(register)
    done = run("-C", register, *TODAY, "decide", *arguments, given=given)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert snapshot(register) == before
    return done.stderr


def answers(out: str) -> list[str]:
    """The answers in the section's two tables, from top to bottom."""
    return [
        line.split("|")[2].strip() for line in out.splitlines() if line.startswith("|") and line.endswith(("| Yes |", "| No |"))
    ]


def test_every_option_goes_into_one_canonical_file_and_one_commit(register: Path) -> None:
    with_other_work(register)
    before = snapshot(register)
    done = run("-C", register, *TODAY, "decide", *NEEDED, *OPTIONS, "--message", "As minuted.")
    assert done.returncode == 0, done.stderr
    assert (register / FILE).read_text(encoding="utf-8") == WHOLE
    assert snapshot(register).others() == before.others()
    assert git(register, "rev-parse", "HEAD^") == before.head
    assert files_in_commit(register) == [FILE]
    message = git(register, "log", "-1", "--format=%B")
    assert message == "Decide on EXIJB-25-014: Day services\n\nAs minuted.\n\nAct: decide\nReport: EXIJB-25-014\n\n"
    assert done.stdout.startswith("EXIJB-25-014 2025-03-18-day-services\n\n# Direction required\n")
    assert done.stdout.endswith(run("-C", register, *TODAY, "report", "section", NUMBER).stdout)
    assert run("-C", register, *TODAY, "validate").stderr.count("all is in order") == 1


def test_a_file_and_single_options_over_it(register: Path, tmp_path: Path) -> None:
    path = saved(tmp_path, YAML + "considerations: {scope: One, finance: Two}\n")
    done = run(
        "-C",
        register,
        *TODAY,
        "decide",
        "--from",
        path,
        "--finance",
        "Three",
        "--set",
        "author=Carers Lead",
        "--to",
        "nhs-example",
    )
    assert done.returncode == 0, done.stderr
    text = (register / FILE).read_text(encoding="utf-8")
    assert "considerations: {scope: One, finance: Three}" in text
    assert "author: Carers Lead" in text
    assert "to: [nhs-example]" in text


def test_what_is_shipped_can_be_given_again(register: Path) -> None:
    text = (Path(__file__).parents[2] / "register/reports/2025-09-16-financial-recovery-plan-2025-26.yaml").read_text(
        encoding="utf-8"
    )
    done = run("-C", register, *TODAY, "decide", "--from", "-", given=text)
    assert done.returncode == 0, done.stderr
    assert (register / "register/reports/2025-09-16-financial-recovery-plan-2025-26.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("options", "yes"),
    [
        (("--none",), ["No", "No", "No", "Yes", "No", "No", "No"]),
        (("--to", "nhs-example"), ["Yes", "No", "No", "No", "No", "No", "No"]),
        (("--to", "example-council", "--escalate", "nhs-example"), ["No", "Yes", "No", "No", "Yes", "No", "No"]),
        (
            ("--to", "nhs-example", "--to", "example-council", "--escalate", "nhs-example", "--escalate", "example-council"),
            ["No", "No", "Yes", "No", "No", "No", "Yes"],
        ),
    ],
)
def test_the_section_answers_for_each_partner_and_for_both(register: Path, options: tuple[str, ...], yes: list[str]) -> None:
    done = run("-C", register, *TODAY, "decide", *NEEDED, *options)
    assert done.returncode == 0, done.stderr
    assert answers(done.stdout) == yes
    for words in ("NHS Example only", "Example Council only", "Both NHS Example and Example Council"):
        assert done.stdout.count(f"| {words} |") == 2


def test_the_section_goes_into_a_file(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "section.docx"
    done = run("-C", register, *TODAY, *DECIDE, "--section", path)
    assert done.stdout == "EXIJB-25-014 2025-03-18-day-services\n"
    assert zipfile.is_zipfile(path)
    assert str(path) in done.stderr
    more = ("--number", "X", "--title", "Y", "--meeting", "2025-03-18", "--none")
    assert "is there already" in refused(register, *more, "--section", path)
    assert run("-C", register, *TODAY, "decide", *more, "--section", path, "--force").returncode == 0


def test_a_place_for_the_section_that_can_not_be_is_refused_before_the_act(register: Path, tmp_path: Path) -> None:
    assert ".md, .html, .docx or .pdf" in refused(register, *DECIDE[1:], "--section", tmp_path / "section.odt")
    assert "make the folder first" in refused(register, *DECIDE[1:], "--section", tmp_path / "none" / "section.md")


def test_json_holds_id_and_number_and_nothing_else_is_printed(register: Path) -> None:
    done = run("-C", register, *TODAY, *DECIDE, "--format", "json")
    made = json.loads(done.stdout)
    assert made.pop("commit") == git(register, "rev-parse", "HEAD").strip()
    assert made == {"id": "2025-03-18-day-services", "reference": NUMBER, "act": "decide", "paths": [FILE]}


def test_a_dry_run_shows_change_and_section_and_touches_nothing(register: Path, tmp_path: Path) -> None:
    before = snapshot(register)
    done = run("-C", register, *TODAY, *DECIDE, "--dry-run")
    assert done.returncode == 0
    assert f"+++ b/{FILE}" in done.stdout
    assert answers(done.stdout) == ["No", "Yes", "No", "No", "No", "No", "No"]
    assert run("-C", register, *TODAY, *DECIDE, "--dry-run", "--section", tmp_path / "s.md").returncode == 0
    assert not (tmp_path / "s.md").exists()
    assert snapshot(register) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "needs --number, --title, --meeting, --to PARTNER or --none"),
        (NEEDED, "needs --to PARTNER or --none"),
        ((*NEEDED, "--none", "--to", "nhs-example"), "give one of the two"),
        ((*NEEDED, "--to", "NHS"), "to.1: should be a code"),
        ((*NEEDED, "--none", "--url", "ftp://x"), "url: should be a web address"),
        ((*NEEDED[:4], "--meeting", "18 March", "--none"), "meeting: write a date as YYYY-MM-DD"),
        ((*NEEDED, "--none", "--advice", "Supports it"), "is not OFFICE: TEXT"),
        ((*NEEDED, "--none", "--set", "functions=[x]"), "'functions' is no field; the fields are number, title"),
        ((*NEEDED, "--none", "--set", "considerations.cost=1"), "unknown key 'cost'"),
        ((*NEEDED, "--none", "--push"), "belongs to a proposal"),
        (("--list", *NEEDED), "leave out what would make one"),
        (("--as-at", "2025-03-18"), "ask for it with --list"),
    ],
)
def test_what_can_not_be_is_said_and_nothing_done(register: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(register, *arguments)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        (YAML + "colour: red\n", "terms.yaml:6:1: unknown key 'colour'"),
        (YAML + "considerations: {people: carers}\n", "terms.yaml:6:18: people: should be a list"),
        (YAML.replace("requires: direction", "requires: perhaps"), "terms.yaml:4:1: requires: should be one of"),
    ],
)
def test_a_bad_file_is_said_with_its_line(register: Path, tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(register, "--from", saved(tmp_path, text))


def test_the_register_says_no(register: Path) -> None:
    said = refused(register, *NEEDED, "--to", "nhs-nowhere", code=1)
    assert "REG008 'nhs-nowhere' is no partner of this register; its partners are nhs-example, example-council" in said


def test_a_decision_that_is_made_stays(decided: Path) -> None:
    said = refused(decided, "--number", "exijb-25-014", "--title", "Again", "--meeting", "2025-06-17", "--none", code=1)
    assert f"ALT011 report EXIJB-25-014 is decided already, in {FILE}" in said


def test_the_next_command_is_said_and_works(decided: Path, tmp_path: Path) -> None:
    again = ("--title", "Day services", "--meeting", "2025-03-18")
    said = run("-C", decided, *TODAY, "decide", "--number", "A 1", *again, "--to", "nhs-example").stderr
    assert 'next: `directions issue --from FILE --set report.number="A 1" --set approved=2025-03-18`, to NHS Example' in said
    said = run("-C", decided, "--today", "2025-03-01", "decide", "--number", "A2", *again, "--to", "nhs-example").stderr
    assert "next: `directions draft --from FILE --set report.number=A2" in said
    said = run("-C", decided, *TODAY, "decide", "--number", "A3", *again, "--none").stderr
    assert "next: `directions report section A3 --out section.docx`" in said
    terms = saved(tmp_path, changed(GOOD, report=None, approved=None))
    done = run(
        "-C", decided, *TODAY, "issue", "--from", terms, "--set", f"report.number={NUMBER}", "--set", "approved=2025-03-18"
    )
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr
    assert "report: {number: EXIJB-25-014, title: Day services}" in (
        decided / "register/2025/EXIJB-2025-03-18-001.yaml"
    ).read_text(encoding="utf-8")
    late = ("decide", "--number", "EXIJB-25-015", *again, "--to", "example-council")
    run("-C", decided, *TODAY, "draft", "--from", saved(tmp_path, CARE))
    assert "next: `directions issue EXIJB-2025-03-18-002`" in run("-C", decided, *TODAY, *late).stderr


def test_issuing_against_the_decision_is_warned_of(decided: Path, tmp_path: Path) -> None:
    terms = changed(GOOD, to="[nhs-example, example-council]", approved="2025-03-17")
    done = run("-C", decided, *TODAY, "issue", "--from", saved(tmp_path, terms))
    assert done.returncode == 0
    assert {line.split()[2].rstrip(":") for line in done.stderr.splitlines() if "warning" in line} >= {"CON024", "CON026"}
    done = run("-C", decided, *TODAY, "issue", "--from", saved(tmp_path, CARE))
    assert "warning CON023: report EXIJB-25-015 has no decision in register/reports" in done.stderr


def listed(register: Path, *arguments: str) -> str:
    done = run("-C", register, "--today", "2025-05-01", "decide", "--list", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_list_in_every_format(decided: Path, tmp_path: Path) -> None:
    more = (
        "--number",
        "EXIJB-25-020",
        "--title",
        "=Young | carers",
        "--meeting",
        "2025-03-18",
        "--to",
        "nhs-example",
        "--to",
        "example-council",
    )
    assert run("-C", decided, *TODAY, "decide", *more).returncode == 0
    assert run("-C", decided, *TODAY, "issue", "--from", saved(tmp_path, GOOD)).returncode == 0
    rows = json.loads(listed(decided, "--format", "json"))
    assert [(row["number"], row["waits_for"], row["days_waiting"]) for row in rows] == [
        (NUMBER, [], None),
        ("EXIJB-25-020", ["nhs-example", "example-council"], 44),
    ]
    assert rows[0]["directions"] == ["EXIJB-2025-03-18-001"]
    told = list(csv.DictReader(io.StringIO(listed(decided, "--format", "csv"))))
    assert told[0]["directions"] == "EXIJB-2025-03-18-001"
    assert told[1]["title"] == "'=Young | carers"
    assert told[1]["days_waiting"] == "44"
    assert "| EXIJB-25-020 | =Young \\| carers | 2025-03-18 |" in listed(decided, "--format", "markdown")
    table = listed(decided)
    assert "EXIJB-18/03/2025-001" in table
    assert table.splitlines()[0].startswith("Number")
    assert json.loads(listed(decided, "--format", "json", "--as-at", "2025-03-17")) == []


def test_an_empty_list_says_what_to_do(register: Path) -> None:
    done = run("-C", register, "decide", "--list")
    assert (done.returncode, done.stdout) == (0, "")
    assert "`directions decide` records what one requires" in done.stderr


def test_what_can_not_be_read_is_said_beside_the_list(decided: Path) -> None:
    (decided / "register/reports/2025-03-18-care.yaml").write_text("number: [\n")
    done = run("-C", decided, *TODAY, "decide", "--list", "--format", "json")
    assert (done.returncode, len(json.loads(done.stdout))) == (1, 1)
    assert "2025-03-18-care.yaml:2:1: FIL002" in done.stderr
    other = ("--number", "X", "--title", "Care", "--meeting", "2025-03-18", "--none", "--people", " , ")
    assert run("-C", decided, *TODAY, "decide", *other).stdout.startswith("X 2025-03-18-care-x\n"), "its name is not taken"
    assert "considerations" not in (decided / "register/reports/2025-03-18-care-x.yaml").read_text(encoding="utf-8")


def test_what_waits_is_warned_of_after_four_weeks(decided: Path) -> None:
    for day, count in (("2025-04-15", 0), ("2025-04-16", 1)):
        done = run("-C", decided, "--today", day, "validate", "--format", "json")
        found = json.loads(done.stdout)
        assert [(each["code"], each["line"]) for each in found] == [("REG011", 6)] * count


def test_a_proposal_is_one_commit_on_its_branch_and_passes_against_its_base(register: Path) -> None:
    with_other_work(register)
    before = snapshot(register)
    done = run("-C", register, *TODAY, *DECIDE, "--propose", "--body", "-")
    branch = "directions/decide-2025-03-18-day-services"
    assert done.returncode == 0, done.stderr
    after = snapshot(register)
    assert (after.head, after.files, after.index) == (before.head, before.files, before.index)
    assert files_in_commit(register, branch) == [FILE]
    for words in (
        "Decide on EXIJB-25-014: Day services",
        "it requires a direction to Example Council",
        FILE,
        "# Direction required",
    ):
        assert words in done.stdout
    assert refused(register, *DECIDE[1:], "--propose", code=1).count("this is proposed already")
    place = register.parent / "proposed"
    git(register, "worktree", "add", "--quiet", str(place), branch)
    summary = register.parent / "summary.md"
    judged = run("-C", place, *TODAY, "validate", "--against", "main", "--format", "json", "--summary", summary)
    assert (judged.returncode, json.loads(judged.stdout)) == (0, [])
    assert "### Report EXIJB-25-014: Day services" in summary.read_text(encoding="utf-8")


def test_a_change_that_issues_without_a_decision_is_told_once(decided: Path, tmp_path: Path) -> None:
    git(decided, "switch", "--quiet", "-c", "side")
    for text in (CARE, GOOD):
        assert run("-C", decided, *TODAY, "issue", "--from", saved(tmp_path, text)).returncode == 0
    found = json.loads(run("-C", decided, *TODAY, "validate", "--against", "main", "--format", "json").stdout)
    assert [(each["code"], each["direction"]) for each in found] == [("ALT008", "EXIJB-2025-03-18-001")]
    git(decided, "branch", "--quiet", "--force", "main", "side")
    git(decided, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    standing = json.loads(run("-C", decided, *TODAY, "validate", "--against", "main", "--format", "json").stdout)
    assert [(each["code"], each["direction"]) for each in standing] == [("CON023", "EXIJB-2025-03-18-001")]


def test_a_decision_altered_by_hand_is_refused_and_audited(decided: Path) -> None:
    path = decided / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("example-council", "nhs-example"), encoding="utf-8")
    done = run("-C", decided, *TODAY, "validate", "--against", "HEAD", "--format", "json")
    assert done.returncode == 1
    assert [each["code"] for each in json.loads(done.stdout)] == ["ALT011"]
    git(decided, "restore", ".")
    assert run("-C", decided, "audit").returncode == 0


def test_it_asks_question_by_question(register: Path) -> None:
    terminal = Terminal(register, *TODAY, "decide", "--title", "Wards")
    for words, text in (
        ("Number of the report", "EXIJB-25-020"),
        ("Day of the board meeting", "18 March 2025"),
        ("Author", "Clinical Director"),
        ("Link", "ftp://x"),
        ("web address", ""),
        ("Which", "1, none"),
        ("not both", ""),
        ("Which", "2,1"),
        ("Which", "nhs-example"),
        ("Scope", "Two wards"),
        ("Finance", ""),
        ("nature of the change", "They close"),
        ("Those affected", "patients, staff"),
        ("Timescale", ""),
        ("Adviser 1", "Nurse Director"),
        ("The advice", "Safe."),
        ("Adviser 2", ""),
        ("Anything to add", ""),
    ):
        terminal.answer(words, text)
    terminal.wait("register/reports/2025-03-18-wards.yaml")
    terminal.answer("Commit this?", "y")
    assert terminal.end() == 0
    assert "Both NHS Example and Example Council | Yes" in terminal.said
    text = (register / "register/reports/2025-03-18-wards.yaml").read_text(encoding="utf-8")
    for words in (
        "to: [example-council, nhs-example]",
        "escalation: [nhs-example]",
        "people: [patients, staff]",
        "author: Clinical",
    ):
        assert words in text


def test_a_number_that_is_decided_is_refused_before_more_is_asked(decided: Path) -> None:
    terminal = Terminal(decided, *TODAY, "decide")
    terminal.answer("Number of the report", "exijb-25-014")
    terminal.wait("decided already")
    assert terminal.end() == 1


def test_what_was_answered_is_kept(register: Path) -> None:
    terminal = Terminal(register, *TODAY, "decide", "--number", NUMBER, "--title", "Day services", "--to", "example-council")
    terminal.answer("Day of the board meeting", "18/03/2025")
    for words in (
        "Author",
        "Link",
        "Which",
        "Scope",
        "Finance",
        "nature",
        "Those affected",
        "Timescale",
        "Adviser 1",
        "Anything",
    ):
        terminal.answer(words, "")
    terminal.answer("Commit this?", "n")
    terminal.wait("what you entered is kept")
    assert terminal.end() == 130
    assert run("-C", register, *TODAY, "decide", "--from", register / ".git/directions/answers.yaml").returncode == 0
