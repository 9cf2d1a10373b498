"""Every command of the README and docs is run: in a tour, by the test of its page, or here over the worked example.

Here the blocks without a tour are run one command after the other, what would change the register with `--dry-run`. Words for
which the reader puts in his own are put in first (`PUT_IN`). What can't be run here is still read as the program reads it, and
stands in `NOT_RUN` with its reason.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import xlsxwriter

from directions_cli.cli.program import load
from tests.cli.terms import GOOD
from tests.conftest import run
from tests.house.test_documents import TOP, tour

DAY = ("--today", "2026-11-22")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
OF_A_TEST = {
    "money.md": "tests/cli/test_money_page.py",
    "import.md": "tests/imports/test_page.py",
    "monitoring.md": "tests/house/test_monitoring_pages.py",
    "review.md": "tests/house/test_monitoring_pages.py",
    "neighbours.md": "tests/cli/test_conflicts.py",
}
"""Pages all of whose commands are run by a test of their own."""
PUT_IN = {
    "--to example-council …": '--title "A report" --meeting 2026-11-17 --to example-council --scope "One function"',
    "query raise 001 …": 'query raise 001 --by "A member" --summary "Which day?"',
    '--notice "…"': '--notice "Letter of today" --summary "Nobody to hire."',
    "--number EXIJB-25-014": "--number EXIJB-26-098",
    "--number EXIJB-25-015": "--number EXIJB-26-097",
    "origin/main": "HEAD~1",
    "closing REF, practice": "closing, practice",
    "issue 004": "issue 17/11/2026-001",
    "001 002 003": "17/06/2025-001 17/06/2025-003",
    " 001": " 17/06/2025-003",
}
"""Words for which the reader puts in his own, with those that are put in here."""
NOT_RUN = {
    "letter --check letters/letter-issue-….pdf": "the name is that of the reader's letter; see tests/cli/test_letters_as_acts.py",
    "issue --from carers.yaml --propose --push": "it pushes; see tests/cli/test_propose.py",
    "draft --from day-services.yaml --propose --push": "it pushes to a host; see tests/cli/test_propose.py",
    "audit --expect EXIJB-": "the digest is that of the reader's register; see tests/cli/test_audit.py",
    "audit --since 1f2e3d4c5b6a": "the commit is one of the reader's register; see tests/cli/test_audit.py",
    "directions decide  ": "it asks at a terminal; see tests/cli/test_decide.py",
    "directions review  ": "it asks at a terminal; see tests/cli/test_review_session.py",
    "--to nhs-exmple": "it is refused, and the test of what pages show compares how",
    "<Tab>": "a key is pressed; see tests/cli/test_completion.py",
    "publish --out site --base-url": "it takes seconds, and differs by what tests/publishing tries",
    "publish --out site-2025": "it takes seconds, and differs by what tests/publishing tries",
    "templates copy letter.md": "it writes beside the register; see tests/cli/test_templates.py",
    "git config merge.directions.driver": "a setting of Git; see tests/ledger/test_merge_driver.py",
}
"""Beginnings or parts of lines that are read and not run, with the reason and where it is run instead."""


def pages() -> list[Path]:
    """The README and the pages of docs that hold a command."""
    found = [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]
    return [path for path in found if path.name not in OF_A_TEST and path.name != "commands.md" and any(lines(path))]


def lines(path: Path) -> Iterator[str]:
    """The lines of code blocks that call the program, without prompt; those of a tour are left to its own test."""
    toured = path in tour.documents()
    for kind, block in BLOCK.findall(path.read_text(encoding="utf-8")):
        if kind not in ("", "text", "console") or (kind == "console" and toured):
            continue
        whole = block.replace("\\\n", " ")
        yield from (line.removeprefix("$ ") for line in whole.splitlines() if re.match(r"(\$ )?(directions|git config) ", line))


def words(line: str) -> list[str]:
    """The arguments of a line, without the comment behind it, with what the reader puts in."""
    for said, put_in in PUT_IN.items():
        line = line.replace(said, put_in)
    return shlex.split(line.partition(" > ")[0] if " > " in line else line, comments=True)[1:]


def why_not(line: str) -> str | None:
    return next((reason for part, reason in NOT_RUN.items() if part in f"{line}  "), None)


def named(given: list[str]) -> tuple[str, list[str]]:
    """The command and its own arguments; options before it are passed over with their values."""
    at = 0
    while given[at].startswith("-"):
        at += 2
    return given[at], given[at + 1 :]


ALL = [(path.name, line) for path in pages() for line in lines(path)]


@pytest.mark.parametrize(("page", "line"), ALL, ids=[f"{page}: {line[:60].strip()}" for page, line in ALL])
def test_a_command_is_one_that_the_program_reads(page: str, line: str) -> None:
    if line.startswith("git ") or "<Tab>" in line:
        return
    name, rest = named(words(line))
    command = load(name)
    with command.make_context(name, rest) as read:
        assert not read.args or isinstance(command, typer.core.TyperGroup)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the pages speak of."""
    folder = tmp_path_factory.mktemp("desk")
    text = (TOP / "docs" / "import.md").read_text(encoding="utf-8")
    (folder / "log.csv").write_text(re.findall(r"```text\n(.*?)```", text, re.DOTALL)[0], encoding="utf-8")
    book = xlsxwriter.Workbook(folder / "log.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("Direction Ref", "Title", "Full text", "Date of IJB", "Issued to", "Status"))
    sheet.write_row(1, 0, ("OLD-9", "Telecare", "Switch to digital telecare.", "04.07.16", "Council", "Live"))
    book.close()
    (folder / "day-services-direction.yaml").write_text(GOOD, encoding="utf-8")
    decided = "number: EXIJB-26-099\ntitle: Day services\nmeeting: 2026-11-17\nrequires: direction\nto: [example-council]\n"
    (folder / "day-services.yaml").write_text(decided + "considerations:\n  scope: One function.\n", encoding="utf-8")
    for name in ("letters", "forms", "public"):
        (folder / name).mkdir()
    return folder


def test_the_commands_that_have_no_tour_run(worked_example: Path, desk: Path) -> None:
    form = run("-C", worked_example, *DAY, "form", "17/06/2025-003", "--out", desk / "forms" / "form.docx")
    assert form.returncode == 0, form.stderr
    assert run("-C", worked_example, *DAY, "export", "--out", desk / "register.json").returncode == 0
    faults = []
    for page, line in ALL:
        if why_not(line):
            continue
        given = words(line)
        name, rest = named(given)
        changes = "--dry-run" in {option for each in load(name).params for option in each.opts} and not {"--list"} & set(rest)
        where = () if "-C" in given or name == "init" else ("-C", worked_example)
        today = () if "--today" in given else DAY
        done = run(*where, *today, *given, *(("--dry-run",) if changes else ()), *overwriting(name, rest), cwd=desk)
        if done.returncode not in ((0, 1) if name in ("conflicts", "validate", "doctor", "import") else (0,)):
            faults.append((page, line, done.returncode, done.stderr[-300:]))
        elif not done.stdout + done.stderr:
            faults.append((page, line, "nothing is said", ""))
    assert faults == [], "\n".join(map(str, faults))


def overwriting(name: str, rest: list[str]) -> tuple[str, ...]:
    """Pages name a file again that another has made."""
    known = {option for each in load(name).params for option in each.opts}
    return ("--force",) if "--force" in known and "--out" in rest and "--force" not in rest else ()


@pytest.mark.parametrize("page", ["export.md", "terminal.md"])
def test_what_a_page_without_a_tour_shows_is_what_is_printed(page: str, example_copy: Path) -> None:
    shown = [step for step in tour.steps((TOP / "docs" / page).read_text(encoding="utf-8")) if step.printed.strip()]
    assert shown
    for step in shown:
        printed, _ = tour.do(step, example_copy)
        assert tour.same(printed, step.printed), f"{step.command}\n{printed}"


def test_the_reasons_are_about_lines_that_stand_in_the_docs() -> None:
    for part in NOT_RUN:
        assert any(part in f"{line}  " for _, line in ALL), f"{part!r} stands in no page any more: take it out of NOT_RUN"
    for said in PUT_IN:
        assert any(said in line for _, line in ALL), f"{said!r} stands in no page any more: take it out of PUT_IN"
    for page, test in OF_A_TEST.items():
        assert any(lines(TOP / "docs" / page)), f"{page} holds no command any more"
        assert page in (TOP / test).read_text(encoding="utf-8"), f"{test} does not read {page}"
