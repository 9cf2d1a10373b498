"""What Windows brings: files checked out with CRLF, consoles of another code page, names that no file may have there."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terms import CARE, GOOD, HOSPITAL
from tests.conftest import git, run, run_process

NASTY = 'AUX: what? "nul" <con> | prn* 1.'
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def legal(name: str) -> bool:
    """Whether a file may be called that on Windows."""
    return not (NOT_IN_NAMES.search(name) or RESERVED.match(name) or name.endswith((".", " ")))


def test_what_is_legal_is_told_from_what_is_not() -> None:
    assert all(map(legal, ("EXIJB-2025-03-18-001.yaml", "CONTRACT.md", ".gitkeep", "auxiliary.txt")))
    assert not any(map(legal, ("con", "NUL.yaml", "a:b", "a.", "a ", "lpt1.txt", "what?", "a\\b")))


@pytest.fixture
def windows(register: Path) -> Path:
    """A register whose files were checked out with CRLF, in a repository without attributes, with a remote."""
    git(register, "config", "core.autocrlf", "true")
    git(register, "config", "core.safecrlf", "false")
    git(register, "rm", "-q", ".gitattributes")
    git(register, "commit", "-qm", "Have no attributes")
    for folder in ("register", "schemas"):
        shutil.rmtree(register / folder)
    git(register, "checkout", "-q", "--", ".")
    assert b"\r\n" in (register / "register/register.yaml").read_bytes()
    git(register.parent, "init", "-q", "--bare", "shared.git")
    git(register, "remote", "add", "origin", "../shared.git")
    git(register, "push", "-q", "-u", "origin", "main")
    return register


def crlf(folder: Path, name: str, text: str) -> Path:
    """A file as an editor of Windows saves it: with a mark of its encoding, and CRLF."""
    path = folder / name
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    return path


def acts(folder: Path) -> Iterator[tuple[str, ...]]:
    """Every act and entry, each with the day it is done on first; what one needs the one before has made."""
    nasty = GOOD.replace("title: Day services for adults with a learning disability", f"title: '{NASTY}'")
    yield (
        "2025-03-01",
        "decide",
        "--number",
        "EXIJB-25-014",
        "--title",
        NASTY,
        "--meeting",
        "2025-03-18",
        "--to",
        "example-council",
    )
    yield "2025-03-17", "draft", "--from", str(crlf(folder, "draft.yaml", nasty))
    yield "2025-03-20", "issue", "001", "--letter=" + str(folder)
    yield "2025-03-20", "issue", "--from", str(crlf(folder, "care.yaml", CARE))
    yield "2025-03-20", "issue", "--from", str(crlf(folder, "hospital.yaml", HOSPITAL))
    yield "2025-04-01", "progress", "001", "--rating", "on-track", "--note", "Two lines:\none, two"
    yield "2025-04-02", "difficulty", "raise", "001", "--by", "example-council", "--summary", "No premises."
    yield "2025-04-03", "difficulty", "negotiate", "001", "--summary", "Talks.", "--involved", "chair"
    yield "2025-04-04", "difficulty", "resolve", "001", "--outcome", "Found.", "--report", "EXIJB-25-020"
    yield "2025-04-05", "query", "raise", "002", "--by", "NHS Example", "--summary", "From which day?"
    yield "2025-04-06", "query", "answer", "002", "--summary", "From April."
    yield "2025-04-07", "request", "ask", "002", "--of", "example-council", "--summary", "Numbers, please."
    yield "2025-04-08", "request", "answer", "002", "--summary", "Forty."
    yield "2025-04-09", "correct", "002", "--set", "review=2027-05", "--reason", "Misread."
    yield "2025-06-20", "vary", "EXIJB-2025-03-18-001", "--set", "approved=2025-06-17", "--set", "ends=2027-09-30"
    yield (
        "2025-09-20",
        *("supersede", "EXIJB-2025-03-18-002", "--set", "approved=2025-09-16", "--set", "title=Care at home anew"),
        *("--set", "direction=Example Council is directed to do otherwise by 31 March 2027."),
    )
    yield "2025-10-01", "review", "EXIJB-2025-06-17-001", "--outcome", "retain", "--body", "The committee", "--note", "Well."
    yield "2025-10-02", "review", "--sheet", str(folder / "outcomes.csv")
    yield "2025-10-03", "review", "--from", str(folder / "outcomes.csv"), "--body", "The committee"
    yield "2025-11-20", "close", "EXIJB-2025-09-16-001", "--approved", "2025-11-18", "--reason", "achieved", "--note", "Done."
    yield (
        "2025-11-21",
        *("revoke", "EXIJB-2025-03-18-003", "--approved", "2025-11-18", "--reason", "halted", "--note", "Halted."),
    )


def fill(path: Path) -> None:
    """The sheet as Excel gives it back: semicolons, CRLF, an outcome in each row."""
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(row | {"outcome": "retain", "note": "On course."} for row in rows)


def clean_and_even(folder: Path) -> None:
    """Nothing is left uncommitted; what is committed has LF; no file in the folder mixes the two."""
    assert git(folder, "status", "--porcelain") == ""
    for line in git(folder, "ls-files", "--eol", "register").splitlines():
        ends = line.split()
        assert ends[0] == "i/lf", line
        assert ends[1] in ("w/lf", "w/crlf"), line


def test_every_act_in_a_register_with_windows_line_ends(windows: Path, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    for day, *arguments in acts(tmp_path / "made"):
        done = run("-C", windows, "--today", day, *arguments, "--yes")
        assert done.returncode == 0, (arguments, done.stderr)
        clean_and_even(windows)
        if "--sheet" in arguments:
            fill(tmp_path / "made" / "outcomes.csv")
    git(windows, "push", "-q")
    proposed = run(
        *("-C", windows, "--today", "2025-12-01", "progress", "EXIJB-2025-06-17-001"),
        *("--rating", "delayed", "--note", "Late.", "--propose", "--push", "--yes"),
    )
    assert proposed.returncode == 0, proposed.stderr
    clean_and_even(windows)
    branch = git(windows, "branch", "--list", "directions/*", "--format=%(refname:short)").strip()
    git(windows, "merge", "-q", "--no-ff", "-m", "Merge a proposal", branch)
    clean_and_even(windows)
    for asked in (("validate", "--against", "origin/main"), ("validate",), ("audit",), ("doctor",), ("log",), ()):
        done = run("-C", windows, "--today", "2025-12-02", *asked)
        assert done.returncode == 0, (asked, done.stdout, done.stderr)
    assert run("-C", windows, "--today", "2025-12-02", "doctor").stdout.count("WRONG") == 0


def test_documents_and_all_other_files_have_names_that_windows_allows(windows: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    for day, *arguments in acts(made):
        if arguments[0] in ("decide", "draft", "issue", "vary"):
            assert run("-C", windows, "--today", day, *arguments, "--yes").returncode == 0
    git(windows, "push", "-q")
    day = ("-C", windows, "--today", "2025-12-01")
    for asked in (
        ("form", "--status", "extant", "--out", made),
        ("letter", "EXIJB-2025-03-18-001", "--out", made),
        ("due", "--all", "--out", made / "due.ics"),
        ("templates", "copy", "letter.md", "letterhead.docx", "report/annual.md"),
        ("schema", "--write", made),
        ("progress", "EXIJB-2025-06-17-001", "--rating", "delayed", "--note", "x", "--propose", "--yes"),
    ):
        done = run(*day, *asked)
        assert done.returncode == 0, (asked, done.stderr)
    names = [path.name for top in (windows, made) for path in top.rglob("*") if "objects" not in path.parts]
    assert len(names) > 40
    assert [name for name in names if not legal(name)] == []
    assert len({name.casefold() for name in names}) == len(set(names)), "two names differ by capitals alone"


READING = (
    "log",
    "show 001",
    "trail 001",
    "due --all",
    "coverage",
    "budget",
    "rules LIF",
    "doctor",
    "validate --notes",
    "audit",
    "form 001",
)


@pytest.mark.parametrize("command", [*READING, "log --format csv", "--help", ""])
def test_a_console_of_another_code_page(issued, register: Path, command: str) -> None:
    """What is printed is UTF-8 whatever the console has, and the same bytes."""
    given = ("-C", register, "--today", "2025-04-01", *command.split())
    plain, other = run_process(*given), run_process(*given, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"})
    assert (other.returncode, other.stdout, other.stderr) == (plain.returncode, plain.stdout, plain.stderr)


def test_no_line_of_csv_ends_in_two_carriage_returns(issued, register: Path) -> None:
    """Windows puts a CR before every LF that is written as text, and CSV has one already."""
    code = (
        "import sys; sys.stdout.reconfigure(newline='\\r\\n')\n"
        "from directions_cli.cli.main import run\n"
        f"run(['-C', {str(register)!r}, '--today', '2025-04-01', 'log', '--format', 'csv'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.count(b"\r\n") == 4
    assert b"\r\r" not in done.stdout


@pytest.mark.parametrize("command", [("show", "001"), ("log", "--format", "json")])
def test_paths_are_shown_with_strokes_that_point_forward(issued, command: tuple[str, ...]) -> None:
    assert "\\" not in issued("--today", "2025-04-01", *command).stdout


def test_what_calls_posix_alone_has_another_way() -> None:
    """Each call that Windows lacks stands behind a question for the system, or in a `try` that knows of its lack."""
    top = Path(__file__).parents[2] / "src" / "directions_cli"
    posix = re.compile(
        r"\b(fcntl\.|os\.killpg|signal\.SIGKILL|os\.getuid|os\.geteuid|os\.fork|import resource|import pwd|import grp)"
    )
    asked = re.compile(r"sys\.platform|os\.name|except \(?ImportError")
    found = [path for path in top.rglob("*.py") if posix.search(path.read_text(encoding="utf-8"))]
    assert {path.name for path in found} == {"os_lock.py", "workbooks.py", "fetching.py", "typst_press.py"}
    assert all(asked.search(path.read_text(encoding="utf-8")) for path in found)
    assert not any("shell=True" in path.read_text(encoding="utf-8") for path in top.rglob("*.py"))
