"""The acts as commands: what they print, what they commit, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terms import CARE, GOOD, HOSPITAL, changed, saved
from tests.conftest import git, run


def log(directions, *arguments: str) -> dict[str, dict]:
    done = directions("log", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    return {row["id"]: row for row in json.loads(done.stdout)}


def statuses(directions, day: str) -> dict[str, str]:
    return {id: row["status"] for id, row in log(directions, "--as-at", day).items()}


def test_issue_prints_reference_and_id(directions, register: Path, tmp_path: Path) -> None:
    done = directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    assert done.stdout == "EXIJB-18/03/2025-001 EXIJB-2025-03-18-001\n"
    assert git(register, "log", "-1", "--format=%B").strip() == (
        "Issue EXIJB-18/03/2025-001: Day services for adults with a learning disability\n\n"
        "Direction: EXIJB-2025-03-18-001\nAct: issue\nApproved: 2025-03-18\nReport: EXIJB-25-014"
    )
    assert git(register, "show", "--format=", "--name-only", "HEAD").split() == ["register/2025/EXIJB-2025-03-18-001.yaml"]
    assert git(register, "status", "--porcelain") == ""


def test_issue_as_json(directions, register: Path, tmp_path: Path) -> None:
    done = directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD), "--format", "json")
    assert json.loads(done.stdout) == {
        "id": "EXIJB-2025-03-18-001",
        "reference": "EXIJB-18/03/2025-001",
        "act": "issue",
        "commit": git(register, "rev-parse", "HEAD").strip(),
        "paths": ["register/2025/EXIJB-2025-03-18-001.yaml"],
    }


def test_issue_from_standard_input_and_options(directions) -> None:
    terms = changed(CARE, title=None, approved=None)
    done = directions(
        "--today", "2025-06-20", "issue", "--from", "-", "--title", "Care at home", "--approved", "2025-06-17",
        "--set", "finance.1.amount=21000000", given=terms,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    row = log(directions)["EXIJB-2025-06-17-001"]
    assert (row["title"], row["resource"]) == ("Care at home", 21000000)


def test_a_draft_is_put_down_changed_and_issued(directions, register: Path, tmp_path: Path) -> None:
    assert directions("--today", "2025-03-10", "draft", "--from", saved(tmp_path, GOOD)).stdout.startswith("EXIJB-18/03/2025-001")
    assert directions("--today", "2025-03-12", "draft", "001", "--set", "review=2027-05").returncode == 0
    path = register / "register/2025/EXIJB-2025-03-18-001.yaml"
    path.write_text(path.read_text().replace("Ten people use them", "Twelve people use them"))
    refused = directions("--today", "2025-03-20", "issue", "001")
    assert refused.returncode == 1
    assert "not committed" in refused.stderr
    assert directions("--today", "2025-03-12", "draft", "001").returncode == 0
    assert directions("--today", "2025-03-20", "issue", "001").returncode == 0
    text = path.read_text()
    assert "Twelve people use them" in text
    assert "review: 2027-05" in text
    again = directions("--today", "2025-03-21", "issue", "001")
    assert (again.returncode, "LIF001" in again.stderr) == (1, True)
    assert git(register, "log", "--format=%(trailers:key=Act,valueonly,separator=)").split() == [
        "issue",
        "draft",
        "draft",
        "draft",
        "init",
    ]


def test_three_directions_through_their_lives(issued, register: Path, tmp_path: Path) -> None:
    """The judge's walk: vary the first, supersede the second, revoke the third by a new one, close the variation."""
    first, second, third = (f"EXIJB-2025-03-18-00{number}" for number in (1, 2, 3))
    terms = saved(tmp_path, "approved: 2025-06-17\nends: 2027-09-30\n")
    assert issued("--today", "2025-06-20", "vary", first, "--from", terms).returncode == 0
    terms = saved(
        tmp_path,
        changed(
            CARE,
            approved="2025-09-16",
            takes_effect="2025-11-01",
            direction="Example Council is directed to provide 4,500 hours of care at home a week in every locality by 31 March 2026.",
        ),
    )
    assert issued("--today", "2025-09-18", "supersede", second, "--from", terms).returncode == 0
    terms = saved(tmp_path, changed(HOSPITAL, approved="2025-11-18", title="Front door"))
    assert issued("--today", "2025-11-20", "revoke", third, "--from", terms, "--reason", "redirected").returncode == 0
    variation = "EXIJB-2025-06-17-001"
    done = issued(
        "--today", "2026-01-29", "close", variation, "--approved", "2026-01-27", "--reason", "achieved", "--note", "Done."
    )
    assert done.returncode == 0, done.stderr
    assert statuses(issued, "2025-03-19") == {first: "draft", second: "draft", third: "draft"}
    assert statuses(issued, "2025-03-20") == {first: "issued", second: "issued", third: "issued"}
    at = statuses(issued, "2025-10-31")
    assert at == {first: "varied", second: "issued", third: "issued", variation: "issued", "EXIJB-2025-09-16-001": "issued"}
    at = statuses(issued, "2025-11-20")
    assert (at[second], at[third], at["EXIJB-2025-11-18-001"]) == ("superseded", "revoked", "issued")
    assert statuses(issued, "2026-01-29")[variation] == "closed"
    assert statuses(issued, "2025-03-17") == {}
    checked = issued("--today", "2026-01-29", "validate", "--format", "json")
    assert (checked.returncode, json.loads(checked.stdout)) == (0, [])
    shown = git(register, "log", "--format=%H").split()
    assert len(shown) == 8
    counts = [len(git(register, "show", "--format=", "--name-only", commit).split()) for commit in shown]
    assert counts[:-1] == [1, 2, 2, 2, 1, 1, 1]


def test_vary_shows_what_is_a_supersession(issued, tmp_path: Path) -> None:
    for line in ("functions=[care-at-home]", "to=[nhs-example]", "title=Something else", "jointly=true"):
        done = issued("--today", "2025-06-20", "vary", "day services", "--set", "approved=2025-06-17", "--set", line)
        assert done.returncode in (1, 2)
    done = issued("--today", "2025-06-20", "vary", "03-18-001", "--set", "approved=2025-06-17", "--set", "title=Something else")
    assert "LNK007" in done.stderr
    assert "--same-intent" in done.stderr
    done = issued(
        "--today", "2025-06-20", "vary", "03-18-001", "--set", "approved=2025-06-17", "--set", "title=Day opportunities",
        "--same-intent", "The board uses the newer name.",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "The board uses the newer name." in issued("show", "03-18-001").stdout


def test_one_direction_supersedes_two(issued, tmp_path: Path) -> None:
    terms = saved(tmp_path, changed(CARE, approved="2025-09-16", title="One plan"))
    done = issued("--today", "2025-09-18", "supersede", "03-18-001", "03-18-002", "--from", terms)
    assert done.returncode == 0, done.stderr
    rows = log(issued, "--as-at", "2025-09-18")
    assert [rows[f"EXIJB-2025-03-18-00{n}"]["replaced_by"] for n in (1, 2)] == [["EXIJB-2025-09-16-001"]] * 2
    assert rows["EXIJB-2025-09-16-001"]["supersedes"] == ["EXIJB-2025-03-18-001", "EXIJB-2025-03-18-002"]


def test_revoke_alone_and_by(issued, tmp_path: Path) -> None:
    done = issued(
        "--today", "2025-06-20", "revoke", "001", "--approved", "2025-06-17", "--reason", "halted", "--note", "The site was sold."
    )
    assert done.returncode == 0, done.stderr
    assert "no longer stands from 20 June 2025" in issued("letter", "001").stdout
    again = issued("--today", "2025-06-21", "revoke", "001", "--approved", "2025-06-17", "--reason", "halted", "--note", "Again.")
    assert (again.returncode, "LIF001" in again.stderr) == (1, True)
    by = issued("--today", "2025-06-21", "revoke", "002", "--by", "003")
    assert (by.returncode, "--approved, --reason, --note" in by.stderr) == (2, True)
    by = issued(
        "--today", "2025-06-21", "revoke", "002", "--by", "003", "--approved", "2025-06-17", "--reason", "redirected", "--note", "See 003.",
    )  # fmt: skip
    assert by.returncode == 0, by.stderr
    assert log(issued)["EXIJB-2025-03-18-002"]["replaced_by"] == ["EXIJB-2025-03-18-003"]


def test_correct_keeps_both_values(issued, register: Path) -> None:
    done = issued(
        "--today",
        "2025-04-01",
        "correct",
        "001",
        "--set",
        "finance.1.amount=1260000",
        "--reason",
        "The minute says 1.26 million.",
    )
    assert done.returncode == 0, done.stderr
    text = (register / "register/2025/EXIJB-2025-03-18-001.yaml").read_text()
    assert "amount: 1260000" in text
    assert "field: finance.1.amount" in text
    assert "from: 1250000" in text
    assert "was corrected on 1 April 2025" in issued("letter", "001").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("close", "001"), 2, "--approved, --reason, --note"),
        (("close", "001", "--approved", "2025-06-17", "--reason", "done", "--note", "x"), 2, "achieved, programme-ended"),
        (("close", "001", "--approved", "17/06/2025", "--reason", "achieved", "--note", "x"), 2, "YYYY-MM-DD"),
        (("close", "999", "--approved", "2025-06-17", "--reason", "achieved", "--note", "x"), 2, "no direction is called '999'"),
        (("close", "EXIJB", "--approved", "2025-06-17", "--reason", "achieved", "--note", "x"), 2, "may mean any of these"),
        (("close", "001", "--approved", "2025-07-01", "--reason", "achieved", "--note", "x"), 1, "LIF006"),
        (("close", "001", "--approved", "2025-06-17", "--reason", "achieved", "--note", "x", "--date", "2025-12-01"), 1, "LIF005"),
        (("close", "001", "--approved", "2025-06-17", "--reason", "achieved", "--note", "x", "--date", "2025-03-01"), 1, "LIF00"),
        (("vary", "001", "--set", "ends=2027-06-30"), 2, "approved"),
        (("vary", "001", "--set", "approved=2025-01-01", "--set", "ends=2027-06-30"), 1, "LNK006"),
        (("vary", "001", "--set", "approved=2025-06-17"), 1, "nothing differs"),
        (("vary", "001", "--set", "ends"), 2, "FIELD=VALUE"),
        (("vary", "001", "--set", "endz=2027-01-01"), 2, "is no term"),
        (("correct", "001", "--reason", "x"), 2, "--set"),
        (("correct", "001", "--set", "approved=2026-03-18", "--reason", "x"), 1, "I"),
        (("correct", "001", "--set", "supersedes=[EXIJB-2025-03-18-002]", "--reason", "x"), 1, "LNK002"),
        (("issue", "--from", "nowhere.yaml"), 2, "nowhere.yaml"),
        (("issue",), 2, "--from FILE"),
        (("supersede",), 2, "Missing argument"),
        (("isue",), 2, "Did you mean 'issue'"),
    ],
)  # fmt: skip
def test_refusals_say_what_and_change_nothing(issued, register: Path, arguments, code: int, said: str) -> None:
    before = git(register, "rev-parse", "HEAD")
    done = issued("--today", "2025-06-20", *arguments)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert git(register, "rev-parse", "HEAD") == before
    assert git(register, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"to": "[nhs-nowhere]"}, "CON002"),
        ({"functions": "[gardening]"}, "CON004"),
        ({"to": "[]"}, "CON001"),
        ({"functions": "[]"}, "CON003"),
        ({"jointly": "true"}, "CON006"),
        ({"ends": "2024-01-01"}, "LIF008"),
        ({"review": "TBC"}, "month"),
        ({"alignment": "{priorities: [XX]}"}, "CON010"),
        ({"alignment": "{outcomes: [10]}"}, "CON011"),
        ({"direction": None}, "CON007"),
        ({"supersedes": "[EXIJB-2020-01-01-001]"}, "LNK001"),
        ({"title": '"Day \\u202e services"'}, "WRD001"),
        ({"direction": "Example Council will do TBC by 31 March 2027."}, "WRD002"),
    ],
)
def test_unlawful_terms_are_refused_with_the_rule(directions, register: Path, tmp_path: Path, change, said: str) -> None:
    terms = GOOD
    if "direction" in change:
        terms = GOOD.replace(
            "  Example Council is directed to move 40 day places into community settings by 31 March 2027.\n", ""
        )
        terms = terms.replace("direction: |\n", "")
    done = directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, changed(terms, **change)))
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert git(register, "log", "--oneline").count("\n") == 1


def test_dry_run_shows_the_diff_and_touches_nothing(issued, register: Path) -> None:
    def everything() -> dict[str, bytes]:
        found = (path for path in register.rglob("*") if path.is_file() and not path.name.startswith("index-"))
        return {path.relative_to(register).as_posix(): path.read_bytes() for path in found}

    before = everything()
    done = issued("--today", "2025-06-20", "vary", "001", "--set", "approved=2025-06-17", "--set", "ends=2027-09-30", "--dry-run")
    assert done.returncode == 0
    assert "+++ b/register/2025/EXIJB-2025-06-17-001.yaml" in done.stdout
    assert "+  - {act: varied, date: 2025-06-20, by: EXIJB-2025-06-17-001}" in done.stdout
    assert "Act: vary" in done.stdout
    assert everything() == before


def test_a_historic_direction_keeps_what_is_known(directions, register: Path, tmp_path: Path) -> None:
    terms = "title: Lunch clubs\nreference: '12l'\nto: [example-council]\nsource: A minute of 2019.\n"
    done = directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, terms))
    assert done.stdout == "12l EXIJB-undated-h001\n"
    assert "historic" in done.stderr
    assert (register / "register/undated/EXIJB-undated-h001.yaml").is_file()
    notes = directions("validate", "--select", "CON020")
    assert "not known: approved, functions, direction, finance" in notes.stdout
    terms = "title: Rosewell\napproved: 2020-10-02\nto: [example-council]\n"
    done = directions("--today", "2025-03-20", "issue", "--historic", "--from", saved(tmp_path, terms))
    assert done.stdout == "EXIJB-2020-10-02-h001 EXIJB-2020-10-02-h001\n"


def test_numbers_per_year_and_the_same_number_for_a_variation(directions, register: Path, tmp_path: Path) -> None:
    header = register / "register/register.yaml"
    text = header.read_text().split("reference: {")
    rest = text[1].split("}\n", 1)[1]
    scheme = '{format: "{approved:%d%m%y}-{n}", number_per: year, variations: same}'
    header.write_text(f"{text[0]}reference: {scheme}\n{rest}")
    git(register, "commit", "-qam", "Number as our board does")
    first = directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD))
    assert first.stdout == "180325-1 EXIJB-2025-03-18-001\n"
    second = directions("--today", "2025-06-20", "issue", "--from", saved(tmp_path, changed(CARE, approved="2025-06-17")))
    assert second.stdout == "170625-2 EXIJB-2025-06-17-002\n"
    varied = directions("--today", "2025-09-18", "vary", "180325-1", "--set", "approved=2025-09-16", "--set", "ends=2027-12-31")
    assert varied.stdout == "180325-1 EXIJB-2025-03-18-001-v2\n", varied.stderr
    again = directions("--today", "2025-11-20", "vary", "180325-1", "--set", "approved=2025-11-18", "--set", "ends=2028-03-31")
    assert again.stdout == "180325-1 EXIJB-2025-03-18-001-v3\n", again.stderr
    assert directions("--today", "2025-12-01", "show", "180325-1").stdout.count("EXIJB-2025-03-18-001-v3")
    checked = directions("--today", "2025-12-01", "validate")
    assert checked.returncode == 0, checked.stdout


def test_without_a_register_or_identity(tmp_path: Path, directions) -> None:
    assert run("-C", tmp_path, "log").returncode == 2
    assert run("-C", tmp_path / "nowhere", "log").returncode == 2
    nobody = {"GIT_CONFIG_GLOBAL": str(tmp_path / "none"), "HOME": str(tmp_path)}
    done = directions("--today", "2025-03-20", "issue", "--from", saved(tmp_path, GOOD), env=nobody)
    assert (done.returncode, "user.email" in done.stderr) == (1, True)


def test_null_takes_a_term_out_of_a_variation(issued) -> None:
    done = issued(
        "--today", "2025-06-20", "vary", "001", "--set", "approved=2025-06-17", "--set", "ends=null", "--set", "advice=null"
    )
    assert done.returncode == 0, done.stderr
    terms = json.loads(issued("show", "06-17-001", "--format", "json").stdout)["terms"]
    assert "ends" not in terms
    assert "advice" not in terms


def test_a_header_that_is_not_committed_is_told(issued, register: Path) -> None:
    header = register / "register/register.yaml"
    header.write_text(header.read_text() + "# ours\n")
    done = issued("--today", "2025-04-01", "correct", "001", "--set", "review=2027-05", "--reason", "As minuted.")
    assert done.returncode == 0
    assert "register/register.yaml holds changes that are not committed" in done.stderr
    assert git(register, "status", "--porcelain").strip() == "M register/register.yaml"
