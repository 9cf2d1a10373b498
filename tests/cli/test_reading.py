"""Reading commands over the worked example, in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from directions_cli.clerk.reading import of_loaded
from directions_cli.domain.direction import effect_from
from directions_cli.store.files import on_disk
from directions_cli.store.folder import load
from tests.conftest import run

TOP = Path(__file__).parents[2]
KEYS = (
    "id reference title status extant to functions approved issued takes_effect ends resource delivery_issues progress"
    " review varies supersedes revokes replaced_by private"
).split()


def example(*arguments: object, **more):
    return run("-C", TOP, "--today", "2026-11-22", *arguments, **more)


def rows(*arguments: object) -> list[dict]:
    done = example("log", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_log_has_the_keys_of_the_contract() -> None:
    found = rows()
    assert len(found) == 39
    assert all(list(row) == KEYS for row in found)
    assert all(isinstance(row["resource"], int | float | None) for row in found)


def test_groups_and_statuses_make_up_the_whole() -> None:
    everything = rows()
    extant, ended, drafts = rows("--status", "extant"), rows("--status", "ended"), rows("--status", "draft")
    assert len(extant) + len(ended) + len(drafts) == len(everything)
    assert {row["status"] for row in extant} == {"issued", "retained"}
    assert all(row["extant"] for row in extant)
    assert {row["status"] for row in ended} == {"varied", "superseded", "closed", "revoked"}


def test_filters_narrow() -> None:
    assert all("nhs-example" in row["to"] for row in rows("--to", "nhs-example"))
    assert {row["approved"] for row in rows("--meeting", "2025-03-18")} == {"2025-03-18"}
    assert all("prescribing" in row["functions"] for row in rows("--function", "prescribing"))
    assert [row["title"] for row in rows("--text", "hospice")] == ["Hospice at home"]
    assert rows("--text", "no such words anywhere") == []


@pytest.mark.parametrize(
    "arguments",
    [("--status", "live"), ("--to", "nhs-nowhere"), ("--function", "gardening"), ("--meeting", "18 March"), ("--as-at", "2025-02-30"), ("--format", "xml")],
)  # fmt: skip
def test_filters_that_can_match_nothing_are_refused(arguments) -> None:
    done = example("log", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""


@pytest.mark.parametrize("day", ["2023-09-18", "2024-01-31", "2025-06-18", "2026-03-18", "2026-11-22"])
def test_as_at_never_shows_the_future(day: str) -> None:
    story = of_loaded(load(on_disk(TOP / "register")))
    for row in rows("--as-at", day):
        for key in ("approved", "issued"):
            assert row[key] is None or row[key] <= day
        for later in row["replaced_by"]:
            assert row["status"] in ("varied", "superseded", "revoked")
            assert effect_from(story[later]).isoformat() <= day


def test_the_log_as_csv_and_markdown() -> None:
    text = example("log", "--format", "csv").stdout
    found = list(csv.DictReader(io.StringIO(text)))
    assert len(found) == 39
    assert list(found[0]) == KEYS
    markdown = example("log", "--format", "markdown", "--status", "retained").stdout.splitlines()
    assert markdown[0].startswith("| Reference |")
    assert len(markdown) == 2 + len(rows("--status", "retained"))


@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_table_fits_the_terminal(width: int) -> None:
    text = example("log", env={"COLUMNS": str(width), "NO_COLOR": "1"}).stdout
    assert max(map(len, text.splitlines())) <= width
    assert "EXIJB-15/09/2026-001" in text
    assert "\x1b" not in text


def test_a_broken_file_is_told_and_nothing_is_hidden(register: Path, directions) -> None:
    (register / "register/2025").mkdir(exist_ok=True)
    (register / "register/2025/EXIJB-2025-03-18-001.yaml").write_text("title: [broken\n")
    done = directions("log")
    assert done.returncode == 1
    assert "register/2025/EXIJB-2025-03-18-001.yaml:2" in done.stderr


def test_show_says_everything_in_each_form() -> None:
    text = example("show", "EXIJB-16/06/2026-001").stdout
    for words in (
        "Redesign of learning disability day services",
        "Milestones",
        "Money",
        "Chain",
        "EXIJB-18/03/2025-005",
        "History",
    ):
        assert words in text
    whole = json.loads(example("show", "2026-06-16-001", "--format", "json").stdout)
    assert whole["chain"]["before"][0]["id"] == "EXIJB-2025-03-18-005"
    assert whole["money"]["total"] == sum(line["amount"] for line in whole["money"]["lines"])
    assert "## Reference number" in example("show", "2026-06-16-001", "--format", "markdown").stdout
    assert "title,Redesign" in example("show", "2026-06-16-001", "--format", "csv").stdout


def test_trail_names_the_commit_of_every_entry(worked_example: Path) -> None:
    done = run("-C", worked_example, "trail", "EXIJB-18/03/2025-005", "--chain", "--format", "json")
    found = json.loads(done.stdout)
    assert len(found) > 10
    assert all(len(row["commit"]) == 40 for row in found)
    assert [row["act"] for row in found][:2] == ["drafted", "query"]
    assert {row["direction"] for row in found} == {"EXIJB-2025-03-18-005", "EXIJB-2026-06-16-001"}


@pytest.mark.parametrize("act", ["issued", "varied", "superseded", "revoked", "closed", "corrected"])
def test_every_act_has_its_letter(act: str) -> None:
    status = {"corrected": None}.get(act, act)
    found = rows("--status", status) if status else [row for row in rows() if row["id"] == "EXIJB-2026-09-15-001"]
    for row in found[:4]:
        text = example("letter", row["id"]).stdout
        assert text.count("Dear Chief Executive") == max(1, len(row["to"]))
        assert (row["reference"] or row["id"]) in text
        assert "None" not in text.replace("None given", "")


def test_the_form_has_ten_fields_for_the_fullest_and_the_emptiest() -> None:
    for ref in ("EXIJB-18/03/2025-005", "EXIJB-undated-h001"):
        text = example("form", ref).stdout
        assert sum(line.startswith("## ") for line in text.splitlines()) == 10


def test_rules_are_listed_and_explained() -> None:
    found = json.loads(example("rules", "--format", "json").stdout)
    assert len(found) >= 40
    text = example("rules", "lif004").stdout
    assert text.startswith("LIF004")
    assert "guidance 5.2" in text
    family = json.loads(example("rules", "alt", "--format", "json").stdout)
    assert {rule["code"][:3] for rule in family} == {"ALT"}
    assert example("rules", "XYZ999").returncode == 2


def test_nothing_is_printed_to_standard_output_but_results() -> None:
    done = example("validate")
    assert done.returncode == 0
    assert "directions checked" in done.stderr
    assert "directions checked" not in done.stdout
