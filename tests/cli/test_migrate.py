"""Registers of other formats: older ones are read, moved in one commit and audited; newer ones refused in one line by all."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from directions_cli.cli.table import COMMANDS
from directions_cli.domain.authority import FORMAT
from tests.cli.histories import append, edit, head, put, text_of
from tests.conftest import Done, git, run, run_process

FIXTURES = Path(__file__).parents[1] / "fixtures"
LOG = json.loads((FIXTURES / "log.json").read_text(encoding="utf-8"))
DAY = "2026-03-01"
HEADER = "register/register.yaml"
EMERGENCY = "register/2025/NMIJB-2025-02-04-002.yaml"
NIGHT = "register/2025/NMIJB-2025-02-04-001.yaml"
CLOSE = ("close", "NMIJB-2025-02-04-001", "--approved", "2026-02-03", "--reason", "achieved", "--note", "Done.", "--yes")
PROGRESS = ("progress", "NMIJB-2025-02-04-001", "--rating", "delayed", "--note", "Late.", "--yes")


def kept(folder: Path, number: int) -> Path:
    """A repository with the fixture of a format."""
    shutil.copytree(FIXTURES / f"format-{number}", folder)
    git(folder, "init", "--quiet")
    saved(folder, "Keep the register")
    return folder


def saved(folder: Path, subject: str) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", subject)
    return head(folder)


def on(folder: Path, *arguments: object, **more) -> Done:
    return run("-C", folder, "--today", DAY, *arguments, **more)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return kept(tmp_path / "old", 0)


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory, own_git_world: None) -> Path:
    """A register of the next format, in which more than the number is new; it was of the present one a commit ago."""
    folder = kept(tmp_path_factory.mktemp("formats") / "newer", FORMAT)
    edit(folder, HEADER, f"format: {FORMAT}\n", f"format: {FORMAT + 1}\nshared: &all {{new: [*all]}}\n")
    for path in (EMERGENCY, NIGHT):
        edit(folder, path, "title:", "heading:")
    saved(folder, "Move on")
    put(folder, "form.docx", "")
    return folder


READING = {
    "": (),
    "log": ("log", "--format", "json"),
    "show": ("show", "NMIJB-2025-02-04-001"),
    "conflicts": ("conflicts",),
    "trail": ("trail", "NMIJB-2025-02-04-001"),
    "due": ("due",),
    "coverage": ("coverage",),
    "budget": ("budget",),
    "form": ("form", "NMIJB-2025-02-04-001"),
    "letter": ("letter", "NMIJB-2025-02-04-001"),
    "report": ("report", "progress"),
    "publish": ("publish", "--documents", "none", "--out", "{out}/site"),
    "export": ("export", "--out", "{out}/register.json"),
    "audit": ("audit",),
    "decide": ("decide", "--list"),
    "review": ("review", "--list"),
    "templates": ("templates", "check"),
}
CHANGING = {
    "decide": ("decide", "--number", "NMIJB-26-001", "--title", "T", "--meeting", "2026-02-03", "--none"),
    "draft": ("draft", "--from", "-"),
    "issue": ("issue", "--from", "-"),
    "vary": ("vary", "NMIJB-2025-02-04-001", "--set", "approved=2026-02-03", "--set", "ends=2026-12-31"),
    "supersede": ("supersede", "NMIJB-2025-02-04-001", "--set", "approved=2026-02-03", "--set", "direction=Other."),
    "close": CLOSE,
    "revoke": ("revoke", "NMIJB-2025-02-04-001", "--approved", "2026-02-03", "--reason", "halted", "--note", "N"),
    "correct": ("correct", "NMIJB-2025-02-04-001", "--set", "title=Night", "--reason", "A slip."),
    "progress": PROGRESS,
    "review": ("review", "NMIJB-2025-02-04-001", "--outcome", "retain", "--body", "B", "--note", "N"),
    "difficulty": ("difficulty", "raise", "NMIJB-2025-02-04-001", "--by", "northmuir-council", "--summary", "S"),
    "query": ("query", "raise", "NMIJB-2025-02-04-001", "--by", "Northmuir Council", "--summary", "S"),
    "request": ("request", "NMIJB-2025-02-04-001", "--of", "northmuir-council", "--summary", "S"),
    "propose": ("propose", "NMIJB-2025-02-04-001"),
    "import": ("import", "{tests}/imports/log.csv", "--yes"),
}
OTHER = {"validate": ("validate",), "migrate": ("migrate",), "init": ("init",), "doctor": ("doctor",)}
NOT_OF_A_REGISTER = {"rules", "schema", "merge-driver"}
"""They say the same wherever they are called; the merge driver has a test of its own. A check of templates takes seconds."""
TERMS = "title: T\napproved: 2026-02-03\nto: [northmuir-council]\nfunctions: [care-at-home]\ndirection: Do 10 things.\n"


def called(folder: Path, out: Path, arguments: tuple[str, ...]) -> Done:
    words = [each.format(out=out, tests=Path(__file__).parents[1]) for each in arguments]
    return on(folder, *words, given=TERMS if "-" in words else None, cwd=folder)


def test_every_command_is_tried() -> None:
    assert {*READING, *CHANGING, *OTHER} - {""} | NOT_OF_A_REGISTER == set(COMMANDS)


@pytest.mark.parametrize("command", [*READING.values(), *CHANGING.values(), ("validate",), ("migrate",)], ids=" ".join)
def test_a_newer_register_is_refused_in_one_line(command: tuple[str, ...], newer: Path, tmp_path: Path) -> None:
    before = head(newer), git(newer, "status", "--short")
    done = called(newer, tmp_path, command)
    where = f"{head(newer)[:10]}:{HEADER}:4" if command == ("audit",) else f"{HEADER}:4"
    said = f"directions: {where}: this register has format {FORMAT + 1}; this program knows formats up to {FORMAT}: upgrade the program\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert (head(newer), git(newer, "status", "--short")) == before


def test_whatever_else_is_asked_of_a_newer_register(newer: Path) -> None:
    known = on(newer, "doctor")
    assert known.returncode == 1
    assert "this register has format" in " ".join(known.stdout.split())
    assert on(newer, "init").returncode == 1
    assert on(newer, "migrate", "--dry-run").returncode == 2
    assert on(newer, "validate", "--against", "HEAD~1").returncode == 2


def test_a_shell_that_completes_is_shown_no_error(newer: Path) -> None:
    line = f"directions\n-C\n{newer}\nshow\nNMIJB"
    asked = {"_DIRECTIONS_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "4"}
    done = run_process(env=asked)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("number", range(FORMAT + 1))
@pytest.mark.parametrize("command", [name for name in READING if name != "templates"], ids=lambda name: name or "alone")
def test_every_reading_command_reads_every_format(command: str, number: int, tmp_path: Path) -> None:
    folder = tmp_path / "register-of-that-format"
    shutil.copytree(FIXTURES / f"format-{number}", folder)
    if command in ("trail", "audit"):
        shutil.rmtree(folder)
        kept(folder, number)
    done = called(folder, tmp_path, READING[command])
    assert done.returncode == 0, done.stderr
    assert "format" not in done.stderr
    if command == "log":
        assert json.loads(done.stdout) == LOG


@pytest.mark.parametrize("command", CHANGING)
def test_no_act_is_done_in_an_older_register(command: str, old: Path, tmp_path: Path) -> None:
    before = head(old)
    done = called(old, tmp_path, CHANGING[command])
    assert done.returncode == 1, done.stderr
    assert f"has format 0, which is older than {FORMAT}; `directions migrate` moves it there" in done.stderr
    assert (head(old), git(old, "status", "--short")) == (before, "")


def test_an_older_register_is_found_by_validation_and_doctor(old: Path) -> None:
    done = on(old, "validate", "--format", "json")
    found = [each for each in json.loads(done.stdout) if each["code"] == "FIL014"]
    assert done.returncode == 1
    assert [(each["path"], each["severity"]) for each in found] == [(HEADER, "error")]
    assert "directions migrate" in on(old, "doctor").stdout


def test_it_is_moved_in_one_commit(old: Path) -> None:
    before = head(old)
    done = on(old, "migrate", "--message", "Agreed with the auditors.", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "id": "register", "reference": None, "act": "migrate", "commit": head(old), "paths": [HEADER],
    }  # fmt: skip
    assert git(old, "rev-parse", "HEAD~1").strip() == before
    assert git(old, "log", "-1", "--format=%B").strip() == (
        f"Move the register from format 0 to format {FORMAT}\n\nAgreed with the auditors.\n\nAct: migrate\nFormat: {FORMAT}"
    )
    for path in (FIXTURES / f"format-{FORMAT}").rglob("*.yaml"):
        assert (old / path.relative_to(FIXTURES / f"format-{FORMAT}")).read_bytes() == path.read_bytes()
    assert json.loads(on(old, "log", "--format", "json").stdout) == LOG
    assert on(old, "validate").returncode == 0
    assert on(old, "audit").returncode == 0
    assert on(old, "validate", "--against", before).returncode == 0
    assert on(old, *CLOSE).returncode == 0
    assert on(old, "audit").returncode == 0


def test_a_dry_run_shows_it_and_touches_nothing(old: Path) -> None:
    before = head(old)
    done = on(old, "migrate", "--dry-run")
    assert done.returncode == 0
    assert f"+format: {FORMAT}\n" in done.stdout
    assert done.stdout.startswith("Move the register from format 0")
    assert (head(old), git(old, "status", "--short")) == (before, "")


def test_the_present_format_is_left_as_it_is(old: Path) -> None:
    on(old, "migrate")
    before = head(old)
    assert on(old, "migrate").stderr == f"directions: the register has format {FORMAT} already; there is nothing to move\n"
    assert json.loads(on(old, "migrate", "--format", "json").stdout)["commit"] is None
    assert on(old, "migrate", "--dry-run").returncode == 0
    assert head(old) == before


def test_other_work_is_not_swept_into_it(old: Path) -> None:
    put(old, "notes.txt", "Mine.\n")
    git(old, "add", "notes.txt")
    append(old, NIGHT, "act: progress, date: 2025-06-01, rating: on-track, note: By hand.")
    assert on(old, "migrate").returncode == 0
    assert git(old, "show", "--name-only", "--format=").split() == [HEADER]
    assert git(old, "status", "--short") == f"A  notes.txt\n M {NIGHT}\n"


def test_edits_of_what_it_changes_stand_in_its_way(old: Path) -> None:
    edit(old, HEADER, "# Changes to this file", "# All changes to this file")
    before = head(old)
    done = on(old, "migrate")
    assert done.returncode == 1
    assert f"{HEADER} holds changes that are not committed" in done.stderr
    assert (head(old), git(old, "status", "--short")) == (before, f" M {HEADER}\n")


@pytest.mark.skipif(os.name == "nt", reason="a hook is a shell script")
def test_a_hook_may_refuse_it(old: Path) -> None:
    hook = old / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ngrep -q '^format: ' register/register.yaml && echo not today >&2 && exit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = head(old)
    done = on(old, "migrate")
    assert done.returncode == 1
    assert "not today" in done.stderr
    assert (head(old), git(old, "status", "--short"), "format:" in text_of(old, HEADER)) == (before, "", False)


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (NIGHT, "title: [\n", "FIL002"),
        (HEADER, "title: x\n", "FIL007"),
        (HEADER, "fromat: 1\n", "FIL006"),
    ],
)
def test_a_register_that_can_t_be_read_is_not_moved(old: Path, path: str, text: str, said: str) -> None:
    put(old, path, text)
    before = saved(old, "Break it")
    done = on(old, "migrate")
    assert done.returncode == 1
    assert said in done.stderr
    assert head(old) == before


HIDDEN = {
    "money": (EMERGENCY, "9100000", "9200000", {"ALT006", "ALT017"}),
    "an entry": (NIGHT, "officer: Chief Officer", "officer: The Chair", {"ALT004", "ALT017"}),
    "a comment": (EMERGENCY, "title: Emergency", "# x\ntitle: Emergency", {"ALT017"}),
    "the header": (HEADER, "name: Home first", "name: Home last", {"ALT015", "ALT017"}),
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hides_in_a_move(hidden: str, old: Path) -> None:
    path, before, after, codes = HIDDEN[hidden]
    on(old, "migrate")
    edit(old, path, before, after)
    git(old, "commit", "--quiet", "--all", "--amend", "--no-edit")
    judged = on(old, "validate", "--against", "HEAD~1", "--format", "json")
    assert judged.returncode == 1
    assert {each["code"] for each in json.loads(judged.stdout) if each["code"].startswith("ALT")} == codes
    audited = on(old, "audit", "--format", "json")
    assert audited.returncode == 1
    assert {each["code"] for key in ("exceptions", "remarks") for each in json.loads(audited.stdout)[key]} >= codes - {"ALT015"}


def test_what_a_move_left_out_is_found(old: Path) -> None:
    edit(old, HEADER, "authority:", "format: 1\n# By hand.\nauthority:")
    saved(old, "Say the format by hand")
    assert "ALT017" in on(old, "audit").stdout


def test_a_register_never_goes_back(old: Path) -> None:
    on(old, "migrate")
    shutil.copy(FIXTURES / "format-0" / HEADER, old / HEADER)
    saved(old, "Go back")
    judged = on(old, "validate", "--against", "HEAD~1")
    assert "ALT017 was of format 1 and is of format 0" in judged.stdout
    assert "ALT017 was of format 1 and is of format 0" in on(old, "audit").stdout


def test_a_branch_of_before_the_move_is_judged_as_it_would_be_merged(old: Path) -> None:
    git(old, "switch", "--quiet", "-c", "late")
    append(old, NIGHT, "act: progress, date: 2025-06-01, rating: on-track, note: Well.")
    saved(old, "Enter progress")
    git(old, "switch", "--quiet", "main")
    on(old, "migrate")
    git(old, "switch", "--quiet", "late")
    assert on(old, "validate", "--against", "main").returncode == 0
    git(old, "switch", "--quiet", "main")
    git(old, "merge", "--quiet", "--no-ff", "-m", "Merge late", "late")
    assert on(old, "validate").returncode == 0
    assert on(old, "audit").returncode == 0


def test_a_move_is_merged_into_a_branch_that_went_on(old: Path) -> None:
    git(old, "switch", "--quiet", "-c", "move")
    on(old, "migrate")
    git(old, "switch", "--quiet", "main")
    append(old, NIGHT, "act: progress, date: 2025-06-01, rating: on-track, note: Well.")
    saved(old, "Enter progress")
    git(old, "switch", "--quiet", "move")
    assert on(old, "validate", "--against", "main").returncode == 0
    git(old, "switch", "--quiet", "main")
    git(old, "merge", "--quiet", "--no-ff", "-m", "Merge move", "move")
    done = on(old, "audit", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["entries"]) == (0, 7)


def test_a_move_and_an_act_in_one_request_are_told_apart(old: Path) -> None:
    git(old, "switch", "--quiet", "-c", "both")
    on(old, "migrate")
    assert on(old, *PROGRESS).returncode == 0
    assert on(old, "audit", "--branch", "both").returncode == 0
    judged = on(old, "validate", "--against", "main")
    assert judged.returncode == 1
    assert f"{NIGHT}:1:1: error ALT017" in judged.stdout


def test_trail_goes_back_beyond_the_move(old: Path) -> None:
    on(old, "migrate")
    on(old, *PROGRESS)
    done = on(old, "trail", "NMIJB-2025-02-04-001", "--format", "json")
    rows = json.loads(done.stdout)
    assert [(each["act"], each["commit"]) for each in rows] == [
        ("issued", git(old, "rev-parse", "HEAD~2").strip()),
        ("progress", head(old)),
    ]


def test_a_base_of_a_newer_format_is_named(newer: Path, tmp_path: Path) -> None:
    shutil.copytree(newer, tmp_path / "back", symlinks=True)
    base = head(newer)
    git(tmp_path / "back", "checkout", "--quiet", "--force", "HEAD~1")
    done = on(tmp_path / "back", "validate", "--against", base)
    assert done.returncode == 2
    assert done.stderr.startswith(f"directions: --against {base}: {base[:10]}:{HEADER}:4: this register has format 2;")
    audited = on(tmp_path / "back", "audit", "--branch", base)
    assert (audited.returncode, audited.stderr.count("\n")) == (2, 1)
    assert on(tmp_path / "back", "audit", "--branch", "HEAD").returncode == 0


def test_neighbours_may_keep_other_formats(newer: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    assert run("--today", "2025-03-01", "init", ours).returncode == 0
    shutil.copytree(FIXTURES / "format-0", tmp_path / "older")
    text = "neighbours:\n  - {code: NMIJB, name: Northmuir, register: ../older}\n"
    text += f"  - {{code: OTHER, name: Newer, register: '{os.path.relpath(newer, ours)}'}}\n".replace("\\", "/")
    edit(ours, HEADER, "neighbours: []\n", text)
    done = on(ours, "log", "--with-neighbours", "--format", "json")
    assert [each["id"] for each in json.loads(done.stdout)] == [each["id"] for each in LOG]
    [line] = [line for line in done.stderr.splitlines() if "OTHER" in line]
    assert f"this register has format {FORMAT + 1}; this program knows formats up to {FORMAT}: upgrade the program" in line


def test_the_merge_driver_merges_nothing_of_a_newer_register(newer: Path, tmp_path: Path) -> None:
    texts = {"base": "title: x\n", "ours": "title: y\n", "theirs": "title: x\n"}
    for name, text in texts.items():
        put(tmp_path, name, text)
    files = [tmp_path / name for name in texts]
    done = run("merge-driver", *files, EMERGENCY, cwd=newer)
    assert done.returncode == 1
    assert "this register has format" in done.stderr
    assert text_of(tmp_path, "ours") == "title: y\n"
