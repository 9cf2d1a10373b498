"""Bad input: every file is named, with its line, all at once, in one line a finding; nothing crashes and nothing is written."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from directions_cli.store.files import on_disk
from directions_cli.store.folder import load
from tests.conftest import git, run
from tests.ledger.world import TODAY, done, files_of, terms

NAME = "register/2025/EXIJB-2025-03-18-001.yaml"
GOOD = f"reference: EXIJB-18/03/2025-001\n{terms()}history:\n  - {{act: issued, date: 2025-03-20, officer: Chief Officer}}\n"
BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


def but(old: str, new: str) -> bytes:
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1).encode()


def line_of(text: str) -> int:
    return GOOD[: GOOD.index(text)].count("\n") + 1


BAD_DIRECTIONS = {
    "not YAML": (but("title: Redesign", "title: 'Redesign"), "FIL002", None),
    "colon in text": (but("title: Redesign", "title: Redesign: of"), "FIL002", 2),
    "conflict marks": (but("title:", "<<<<<<< HEAD\ntitle: x\n=======\n>>>>>>> other\ntitle:"), "FIL004", 2),
    "duplicate key": (but("to:", "title: again\nto:"), "FIL005", line_of("to:")),
    "nested duplicate": (but("priorities: [SP1]", "priorities: [SP1], priorities: []"), "FIL005", line_of("alignment")),
    "unknown key": (but("title:", "titel:"), "FIL006", 2),
    "unknown nested key": (but("due:", "deu:"), "FIL006", line_of("milestones:") + 1),
    "status by hand": (but("title:", "status: closed\ntitle:"), "FIL006", 2),
    "missing title": (but("title: Redesign of day services\n", ""), "FIL007", None),
    "bad date": (but("approved: 2025-03-18", "approved: yesterday"), "FIL008", 3),
    "no such day": (but("approved: 2025-03-18", "approved: 2025-02-30"), "FIL008", 3),
    "date and time": (but("approved: 2025-03-18", "approved: 2025-03-18 12:00:00"), "FIL008", 3),
    "date in digits": (but("approved: 2025-03-18", "approved: 20250318"), "FIL008", 3),
    "other digits": (but("approved: 2025-03-18", "approved: ２０２５-03-18"), "FIL008", 3),
    "list for text": (but("title: Redesign of day services", "title: [a]"), "FIL008", 2),
    "number for text": (but("title: Redesign of day services", "title: 5"), "FIL008", 2),
    "text for list": (but("to: [example-council]", "to: example-council"), "FIL008", line_of("to:")),
    "mapping for list": (but("to: [example-council]", "to: {a: b}"), "FIL008", line_of("to:")),
    "null in list": (but("to: [example-council]", "to: [~]"), "FIL008", line_of("to:")),
    "text for mapping": (
        but("impact: {people: [carers, staff], statement: Some change}", "impact: some"),
        "FIL008",
        line_of("impact"),
    ),
    "yes for true": (but("to: [", "private: yes\nto: ["), "FIL008", line_of("to:")),
    "text for money": (but("amount: 1250000", "amount: a lot"), "FIL008", line_of("finance") + 1),
    "pounds with comma": (but("amount: 1250000", "amount: '1,250,000'"), "FIL008", line_of("finance") + 1),
    "underscored money": (but("amount: 1250000", "amount: 1_250_000"), "FIL008", line_of("finance") + 1),
    "float money": (but("amount: 1250000", "amount: 1.25e6"), "FIL008", line_of("finance") + 1),
    "huge money": (but("amount: 1250000", f"amount: {'9' * 5000}"), "FIL008", line_of("finance") + 1),
    "not a number": (but("amount: 1250000", "amount: .nan"), "FIL008", line_of("finance") + 1),
    "parts of a penny": (but("amount: 1250000", "amount: 1.001"), "FIL008", line_of("finance") + 1),
    "bad year": (but("year: 2025-26", "year: 2025-27"), "FIL008", line_of("finance") + 1),
    "bad kind": (but("kind: payment", "kind: gift"), "FIL008", line_of("finance") + 1),
    "bad address": (but("url: https://example.org/a", "url: javascript:alert(1)"), "FIL008", line_of("report")),
    "bad review": (but("review: 2026-04", "review: next spring"), "FIL008", line_of("review:")),
    "unknown act": (but("act: issued", "act: isued"), "FIL008", line_of("history") + 1),
    "no act": (but("act: issued, ", ""), "FIL008", line_of("history") + 1),
    "entry is text": (
        but("- {act: issued, date: 2025-03-20, officer: Chief Officer}", "- issued"),
        "FIL008",
        line_of("history") + 1,
    ),
    "history is a mapping": (but("  - {act: issued", "  x: {act: issued"), "FIL008", line_of("history")),
    "blank title": (but("title: Redesign of day services", "title: '  '"), "FIL008", 2),
    "control character": (but("title: Redesign of day services", 'title: "\\x1b[31mRedesign"'), "FIL008", 2),
    "raw escape": (but("title: Redesign", "title: \x1b[31mRedesign"), "FIL002", 2),
    "tab for indent": (but("  - {to:", "\t- {to:"), "FIL002", line_of("finance") + 1),
    "wrong indent": (but("to: [", " to: ["), "FIL002", None),
    "anchor": (but("title: Redesign", "title: &a Redesign"), "FIL003", 2),
    "bomb": (BOMB.encode(), "FIL003", 1),
    "python object": (but("title: Redesign", "title: !!python/object/apply:os.system [id] #"), "FIL003", 2),
    "own tag": (but("title: Redesign", "title: !x Redesign"), "FIL003", 2),
    "merge key": (but("title:", "<<: {a: 1}\ntitle:"), "FIL003", 2),
    "two documents": (GOOD.encode() + b"---\ntitle: two\n", "FIL003", GOOD.count("\n") + 1),
    "key is a list": (but("title:", "? [a]\n: b\ntitle:"), "FIL003", 2),
    "deep brackets": (b"title: " + b"[" * 200_000, "FIL003", 1),
    "deep braces": (b"title: " + b"{a: " * 50_000, "FIL003", 1),
    "a list": (b"- title: x\n", "FIL008", 1),
    "a word": (b"title\n", "FIL008", 1),
    "empty": (b"", "FIL010", 1),
    "only a comment": (b"# nothing yet\n", "FIL010", 1),
    "only marks": (b"---\n...\n", "FIL010", 1),
    "NUL": (but("title:", "title: a\0b #"), "FIL001", 2),
    "binary": (bytes(range(256)) * 20, "FIL001", None),
    "latin-1": (but("title: Redesign", "title: Café").decode().encode("latin-1"), "FIL001", 2),
    "utf-16": (GOOD.encode("utf-16"), "FIL001", None),
    "50 MB": (b"title: x\n" + b"# padding padding padding padding\n" * 1_500_000, "FIL001", None),
    "a thousand unknown keys": ("".join(f"key{n}: 1\n" for n in range(1000)).encode(), "FIL006", 1),
}


@pytest.fixture(scope="module")
def spoiled(template_register: Path, tmp_path_factory) -> tuple[Path, list[dict], str]:
    """A register in which every direction is bad in its own way, and what `validate` says of it."""
    folder = tmp_path_factory.mktemp("spoiled") / "reg"
    shutil.copytree(template_register, folder)
    (folder / "register" / "2025").mkdir()
    for number, (data, _, _) in enumerate(BAD_DIRECTIONS.values(), start=1):
        (folder / "register" / "2025" / f"EXIJB-2025-03-18-{number:03}.yaml").write_bytes(data)
    before = files_of(folder)
    finished = run("-C", folder, *TODAY, "validate", "--format", "json")
    text = run("-C", folder, *TODAY, "validate")
    assert files_of(folder) == before
    assert finished.returncode == text.returncode == 1
    return folder, json.loads(finished.stdout), text.stdout


@pytest.mark.parametrize("name", BAD_DIRECTIONS)
def test_a_bad_direction_is_named_with_its_line(spoiled, name):
    _, findings, _ = spoiled
    number = list(BAD_DIRECTIONS).index(name) + 1
    _, code, line = BAD_DIRECTIONS[name]
    path = f"register/2025/EXIJB-2025-03-18-{number:03}.yaml"
    found = [each for each in findings if each["path"] == path]
    assert code in {each["code"] for each in found}, found
    if line:
        assert line in {each["line"] for each in found if each["code"] == code}, found
    for each in found:
        assert "\n" not in each["message"]
        assert len(each["message"]) < 400


def test_every_finding_is_one_line_and_safe_to_print(spoiled):
    _, findings, text = spoiled
    heads = [line for line in text.splitlines() if not line.startswith("    ")]
    assert len(heads) == len([each for each in findings if each["severity"] != "note"])
    assert all(re.match(r"register/[^:]+(:\d+){0,2}: (error|warning) [A-Z]{3}\d{3} ", line) for line in heads)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_a_suggestion_is_made_for_a_slip_of_the_pen(spoiled):
    _, findings, _ = spoiled
    messages = [each["message"] for each in findings if each["code"] == "FIL006"]
    assert any("did you mean 'title'" in message for message in messages)
    assert any("did you mean 'due'" in message for message in messages)


def test_what_can_not_be_read_keeps_its_number_and_the_log_says_what_is_missing(spoiled):
    folder, _, _ = spoiled
    finished = run("-C", folder, *TODAY, "log", "--format", "json")
    assert finished.returncode == 1
    assert "could not be read" in finished.stderr
    after = run("-C", folder, *TODAY, "issue", "--from", "-", "--dry-run", given=terms())
    assert f"EXIJB-2025-03-18-{len(BAD_DIRECTIONS) + 1:03}" in after.stdout


OF_ENTRIES = ("unknown act", "no act", "entry is text", "history is a mapping", "missing title")


@pytest.mark.parametrize("name", [name for name in BAD_DIRECTIONS if name not in OF_ENTRIES])
def test_the_same_given_to_an_act_is_refused(register, name, tmp_path):
    """In process, as there are many; the exit codes are those of the errors."""
    from directions_cli.cli.giving import _from_file
    from directions_cli.errors import Unreadable

    path = tmp_path / "given.yaml"
    path.write_bytes(BAD_DIRECTIONS[name][0])
    with pytest.raises(Unreadable, match=re.escape(str(path))) as caught:
        _from_file(str(path))
    assert all(line.startswith(str(path)) for line in str(caught.value).splitlines())
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["unknown key", "bomb", "50 MB", "NUL"])
def test_a_bad_file_given_to_an_act_leaves_everything_alone(register, name, tmp_path):
    path = tmp_path / "given.yaml"
    path.write_bytes(BAD_DIRECTIONS[name][0])
    before, head = files_of(register), git(register, "rev-parse", "HEAD")
    finished = run("-C", register, *TODAY, "issue", "--from", path)
    assert finished.returncode == 2
    assert str(path) in finished.stderr
    assert (files_of(register), git(register, "rev-parse", "HEAD")) == (before, head)


def odd_files(folder: Path, outside: Path) -> None:
    """Everything that does not belong into a register's folder."""
    year = folder / "2025"
    year.mkdir()
    (year / "EXIJB-2025-03-18-001.yaml").write_text(GOOD)
    (year / "EXIJB-2025-03-18-002.yml").write_text(GOOD)
    (year / "exijb-2025-03-18-001.yaml").write_text(GOOD)
    (year / "EXIJB-2025-03-18-003.yaml.orig").write_text(GOOD)
    (year / "-rf.yaml").write_text(GOOD)
    (year / "..evil.yaml").write_text(GOOD)
    (year / "😀.yaml").write_text(GOOD)
    (year / "a\u202elmay.yaml").write_text(GOOD)
    (year / "line\nbreak.yaml").write_text(GOOD)
    (year / "\x1b[31m.yaml").write_text(GOOD)
    os.close(os.open(os.fsencode(year) + b"/\xff.yaml", os.O_CREAT))
    (folder / "stray.txt").write_text("x")
    (folder / "EXIJB-2025-03-18-009.yaml").write_text(GOOD)
    (folder / "２０２５").mkdir()
    (folder / "２０２５" / "EXIJB-2025-03-18-010.yaml").write_text(GOOD)
    (folder / "archive" / "2024").mkdir(parents=True)
    (folder / "archive" / "2024" / "x.yaml").write_text(GOOD)
    deep = folder / "d"
    deep.mkdir()
    for _ in range(60):
        deep = deep / ("d" * 20)
        deep.mkdir()
    (outside / "secret.yaml").write_text("title: secret\n")
    (year / "EXIJB-2025-03-18-004.yaml").symlink_to(outside / "secret.yaml")
    (year / "EXIJB-2025-03-18-005.yaml").symlink_to(outside / "nothing.yaml")
    (folder / "2024").symlink_to(outside)
    os.mkfifo(year / "EXIJB-2025-03-18-006.yaml")
    (year / "EXIJB-2025-03-18-007.yaml").mkdir()
    (year / "EXIJB-2025-03-18-007.yaml" / "x").write_text("x")


def test_files_that_do_not_belong_are_named_and_never_opened(register, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    odd_files(register / "register", outside)
    finished = run("-C", register, *TODAY, "validate", "--format", "json")
    assert finished.returncode == 1
    findings = json.loads(finished.stdout)
    codes = {(each["path"].removeprefix("register/"), each["code"]) for each in findings}
    for path in (
        "2025/EXIJB-2025-03-18-002.yml",
        "2025/EXIJB-2025-03-18-003.yaml.orig",
        "2025/a<U+202E>lmay.yaml",
        "2025/line<U+000A>break.yaml",
        "2025/<U+001B>[31m.yaml",
        "2025/<U+DCFF>.yaml",
        "stray.txt",
        "EXIJB-2025-03-18-009.yaml",
        "２０２５/EXIJB-2025-03-18-010.yaml",
        "archive/2024/x.yaml",
        "2025/EXIJB-2025-03-18-006.yaml",
        "2025/EXIJB-2025-03-18-007.yaml/x",
    ):
        assert (path, "FIL009") in codes, path
    for path in ("2025/EXIJB-2025-03-18-004.yaml", "2025/EXIJB-2025-03-18-005.yaml", "2024"):
        assert (path, "FIL011") in codes, path
    assert ("2025/exijb-2025-03-18-001.yaml", "FIL013") in codes
    for path in ("2025/-rf.yaml", "2025/..evil.yaml", "2025/😀.yaml"):
        assert any(each == path and code != "FIL009" for each, code in codes), path
    assert "secret" not in finished.stdout
    text = run("-C", register, *TODAY, "validate").stdout
    assert all(line.startswith(("register/", "    ")) for line in text.splitlines())


def test_a_register_that_is_a_link_is_refused(register, tmp_path):
    (register / "register").rename(tmp_path / "elsewhere")
    (register / "register").symlink_to(tmp_path / "elsewhere")
    for command in ("validate", "log"):
        finished = run("-C", register, command)
        assert finished.returncode == 2
        assert "symbolic link" in finished.stderr


@pytest.mark.parametrize("spoil", ["missing", "empty", "link", "folder", "bad"])
def test_without_a_good_header_nothing_passes(register, spoil):
    header = register / "register" / "register.yaml"
    text = header.read_text()
    header.unlink()
    if spoil == "empty":
        header.touch()
    elif spoil == "link":
        header.symlink_to("/etc/passwd")
    elif spoil == "folder":
        header.mkdir()
    elif spoil == "bad":
        header.write_text(text.replace("format: 1", "format: 2\nfourmat: 1"))
    finished = run("-C", register, "validate")
    assert finished.returncode in (1, 2)
    assert "register.yaml" in finished.stdout + finished.stderr or "holds nothing to validate" in finished.stderr
    assert run("-C", register, *TODAY, "issue", "--from", "-", given=terms()).returncode in (1, 2)


def test_a_file_without_permission_is_named(register):
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (register / "register" / "register.yaml").chmod(0)
    finished = run("-C", register, "validate")
    assert finished.returncode == 1
    assert "Permission denied" in finished.stdout


def test_a_folder_without_register_is_wrongly_asked(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        finished = run("-C", folder, "validate")
        assert finished.returncode == 2


def test_findings_point_to_line_and_column_with_the_line(register):
    done(register, "issue", "--from", "-", "--date", "2025-03-20")
    path = register / NAME
    path.write_text("# x\n\n" + path.read_text().replace("amount: 1250000", "amount: lots"))
    loaded = load(on_disk(register / "register"))
    (finding,) = loaded.findings
    line = path.read_text().splitlines()[finding.line - 1]
    assert line[finding.column - 1 :].startswith("amount: lots")
    assert finding.excerpt == line.strip()
