"""Letters made with the acts: what is written, what the entry keeps of it, what `letter --check` proves, what is refused."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from directions_cli.cli.program import load
from directions_cli.documents.writers import FORMATS
from directions_cli.store.reader import read_yaml
from tests.cli.terms import GOOD, HOSPITAL, changed, saved
from tests.conftest import Done, git, run_process

FIRST, SECOND, THIRD = (f"EXIJB-2025-03-18-00{number}" for number in (1, 2, 3))
NEW = "EXIJB-2025-06-17-001"
BOTH = changed(
    GOOD, to="[example-council, nhs-example]", jointly="true", functions="[day-services-learning-disability, district-nursing]"
)
DECIDED = ("--approved", "2025-06-17", "--note", "All forty places are open.")
NEWLY = ("--set", "approved=2025-06-17")
DAY = ("--today", "2025-06-20")
LATER = "2027-02-03"
ACTS = {
    "vary": ("vary", "001", *NEWLY, "--set", "finance.1.amount=1400000"),
    "supersede": ("supersede", "001", "002", *NEWLY, "--set", "title=All services"),
    "close": ("close", "001", *DECIDED, "--reason", "achieved"),
    "revoke": ("revoke", "001", *DECIDED, "--reason", "halted"),
    "revoke-by": ("revoke", "001", "--by", "003", *DECIDED, "--reason", "redirected"),
    "revoke-from": ("revoke", "001", "--from", "-", "--reason", "redirected"),
    "correct": ("correct", "001", "--set", "review=2027-05", "--set", "ends=2027-04-30", "--reason", "The minute says so."),
    "issue": ("issue", "--from", "-"),
    "issue-draft": ("issue", NEW),
}
"""Each act as it is called upon a register with three directions."""
SUBJECTS = {"vary": NEW, "supersede": NEW, "revoke-from": NEW, "issue": NEW, "issue-draft": NEW}
ENTRIES = {"close": "closed", "revoke": "revoked", "revoke-by": "revoked", "correct": "corrected"}
KINDS = {"vary": "variation", "supersede": "supersession", "close": "closure", "correct": "correction"}
KINDS |= {"revoke": "revocation", "revoke-by": "revocation"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for letters, outside the register."""
    folder = tmp_path / "letters"
    folder.mkdir()
    return folder


def carried_out(directions, name: str, *more: object) -> Done:
    """An act upon the three directions, with what must be there before it."""
    terms = changed(BOTH, approved="2025-06-17", title="New services")
    if name == "issue-draft":
        assert directions(*DAY, "draft", "--from", "-", given=terms).returncode == 0
    return directions(*DAY, *ACTS[name], *more, given=terms)


def entry_of(register: Path, id: str) -> dict:
    """The last entry of a direction's file, as it is written there."""
    path = next(register.glob(f"register/*/{id}.yaml"))
    return read_yaml(path.read_text(encoding="utf-8")).value["history"][-1]


def kept(register: Path, id: str) -> dict[str, str]:
    """Names and hashes of the letter in the last entry of a direction."""
    found = entry_of(register, id)["letter"]
    return {each["name"]: each["sha256"] for each in (found if isinstance(found, tuple) else (found,))}


def on_disk(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def state(register: Path) -> tuple[str, str, str]:
    return git(register, "rev-parse", "HEAD"), git(register, "status", "--porcelain", "--ignored"), git(register, "diff")


def refused(directions, register: Path, out: Path, *arguments: object, code: int = 1, **more) -> str:
    """Do an act that must be refused, and see that nothing is left of it. Gives what was said."""
    before, files = state(register), on_disk(out) if out.is_dir() else {}
    done = directions(*arguments, **more)
    assert done.returncode == code, done.stderr
    assert state(register) == before
    assert (on_disk(out) if out.is_dir() else {}) == files
    return done.stderr


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ACTS)
def test_the_entry_keeps_the_letter_and_the_letter_can_be_made_again(issued, register, out, tmp_path, name, format) -> None:
    """Each act in each format: hash of the file on disk, kept in one commit, proved later, and made again byte for byte."""
    done = carried_out(issued, name, "--letter", out, "--letter-format", format, "--format", "json")
    assert done.returncode == 0, done.stderr
    subject, answer = SUBJECTS.get(name, FIRST), json.loads(done.stdout)
    files = on_disk(out)
    assert kept(register, subject) == files
    assert {each["name"]: each["sha256"] for each in answer["letters"]} == files
    assert all(Path(each["path"]) == (out / each["name"]).absolute() for each in answer["letters"])
    assert entry_of(register, subject)["act"] == ENTRIES.get(name, "issued")
    ending, kind = FORMATS[format].ending, KINDS.get(name, "issue")
    assert all(path.startswith(f"letter-{kind}-{subject}") and path.endswith(ending) for path in files)
    assert git(register, "status", "--porcelain") == ""
    assert git(register, "rev-list", "--count", "HEAD").strip() == ("6" if name == "issue-draft" else "5")

    again = tmp_path / "again"
    for today in ("2025-06-20", LATER):
        shutil.rmtree(again, ignore_errors=True)
        done = issued("--today", today, "letter", subject, "--format", format, "--out", again)
        assert done.returncode == 0, done.stderr
        assert on_disk(again) == files, today
    done = issued("--today", LATER, "letter", "--check", *again.iterdir())
    assert done.returncode == 0, done.stdout


def test_in_another_language_the_letter_can_be_made_again(issued, register, out, tmp_path) -> None:
    """The redline, too, is told in the language of the register: its months are."""
    languages = register / "templates" / "languages"
    languages.mkdir(parents=True)
    words = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (languages / "gd.po").write_text(words, encoding="utf-8")
    header = register / "register" / "register.yaml"
    header.write_text(header.read_text(encoding="utf-8") + "language: gd\n", encoding="utf-8", newline="\n")
    git(register, "add", "-A")
    git(register, "commit", "-qm", "Write letters in Gaelic", "--no-verify")
    done = carried_out(issued, "vary", "--set", "review=2026-12", "--letter", out, "--letter-format", "html")
    assert done.returncode == 0, done.stderr
    again = tmp_path / "again"
    assert issued(*DAY, "letter", NEW, "--format", "html", "--out", again).returncode == 0
    assert on_disk(again) == on_disk(out) == kept(register, NEW)
    assert all("Dùbhlachd 2026" in path.read_text(encoding="utf-8") for path in out.iterdir())


def test_what_a_later_direction_does_to_an_earlier_is_told_by_its_own_letter(issued, register, out) -> None:
    assert carried_out(issued, "supersede", "--letter", out, "--letter-format", "html").returncode == 0
    for earlier in (FIRST, SECOND):
        assert entry_of(register, earlier)["act"] == "superseded"
        assert "letter" not in entry_of(register, earlier)


def test_of_several_corrections_the_last_keeps_the_letter(issued, register, out) -> None:
    assert carried_out(issued, "correct", "--letter", out, "--letter-format", "markdown").returncode == 0
    path = next(register.glob(f"register/*/{FIRST}.yaml"))
    history = read_yaml(path.read_text(encoding="utf-8")).value["history"]
    assert [("letter" in entry) for entry in history] == [False, False, True]
    assert "review" in next(out.iterdir()).read_text(encoding="utf-8").casefold()


def test_one_copy_is_written_as_a_mapping_several_as_a_list(issued, register, out) -> None:
    assert carried_out(issued, "close", "--letter", out, "--letter-format", "markdown").returncode == 0
    assert isinstance(entry_of(register, FIRST)["letter"], dict)
    assert carried_out(issued, "issue", "--letter", out, "--letter-format", "markdown").returncode == 0
    assert [each["name"].partition(NEW)[2] for each in entry_of(register, NEW)["letter"]] == [
        "-nhs-example.md",
        "-example-council.md",
    ]
    assert issued(*DAY, "validate", "--strict", "--ignore", "FIN,LIF009").returncode == 0


def test_without_a_folder_the_letter_goes_where_one_stands(issued, register, out) -> None:
    done = issued(*DAY, *ACTS["close"], "--letter", "--letter-format", "html", cwd=out)
    assert done.returncode == 0, done.stderr
    assert kept(register, FIRST) == on_disk(out)
    assert f"the letter is letter-closure-{FIRST}-example-council.html" in done.stderr


def test_in_the_repository_the_letter_is_simply_untracked(issued, register, out) -> None:
    (register / "letters").mkdir()
    assert issued(*DAY, *ACTS["close"], "--letter=letters", "--letter-format=html", cwd=register).returncode == 0
    assert git(register, "status", "--porcelain") == "?? letters/\n"
    assert git(register, "show", "--format=", "--name-only", "HEAD").split() == [f"register/2025/{FIRST}.yaml"]


def test_dry_run_names_the_letters_and_makes_nothing(issued, register, out) -> None:
    before = state(register)
    done = carried_out(issued, "issue", "--letter", out, "--letter-format", "html", "--dry-run")
    assert done.returncode == 0
    for partner in ("nhs-example", "example-council"):
        assert f"the letter would be {out / f'letter-issue-{NEW}-{partner}.html'}" in done.stderr
        assert f"+      - name: letter-issue-{NEW}-{partner}.html" in done.stdout
    assert (state(register), on_disk(out)) == (before, {})


def test_the_screen_names_the_letters(issued, register, out) -> None:
    from directions_cli.clerk.clerk import Clerk
    from directions_cli.clerk.letters import wanted
    from directions_cli.cli.sheet import sheet
    from directions_cli.domain.acts.correcting import correct
    from directions_cli.domain.base import iso_date

    clerk = Clerk(register, iso_date("2025-06-20"), print)
    asked = wanted(register, out, "html")
    proposal = clerk.prepare(
        lambda now, _: correct(now, FIRST, [("review", "2027-05")], "The minute says May.", clerk.today), letters=asked
    )
    assert f"  letter          {out}/letter-correction-{FIRST}-example-council.html\n" in sheet(proposal).replace("\\", "/")
    assert on_disk(out) == {}


# What a file is, asked of the register.


def test_check_knows_the_letter_under_any_name_and_no_altered_one(issued, register, out, tmp_path) -> None:
    from directions_cli.clerk.reading import read_register
    from directions_cli.cli.letter_check import digest_of, kept_in, told

    assert carried_out(issued, "close", "--letter", out, "--letter-format", "html").returncode == 0
    letter = next(out.iterdir())
    renamed, altered, other = tmp_path / "renamed.html", tmp_path / letter.name, tmp_path / "other.html"
    renamed.write_bytes(letter.read_bytes())
    altered.write_bytes(letter.read_bytes() + b"\n")
    other.write_bytes(b"something else")
    letters = list(kept_in(read_register(register, print).register))

    def row(path: Path) -> dict:
        (found,) = told(str(path), digest_of(path), letters)
        return found

    right = {
        "file": str(letter), "is_letter": True, "reference": "EXIJB-18/03/2025-001", "id": FIRST, "act": "closed",
        "name": letter.name, "sha256": hashlib.sha256(letter.read_bytes()).hexdigest(), "note": None,
    }  # fmt: skip
    assert {key: value for key, value in row(letter).items() if key != "date"} == right
    assert str(row(letter)["date"]) == "2025-06-20"
    assert row(renamed)["is_letter"] is True
    assert row(renamed)["note"] == f"kept under the name {letter.name}"
    assert row(altered)["is_letter"] is False
    assert row(altered)["note"].startswith("altered: EXIJB-18/03/2025-001 (closed 2025-06-20) keeps a letter of this name")
    assert row(other)["note"] == "no letter of this register"


def test_check_leaves_with_the_code_of_the_worst(issued, out, tmp_path) -> None:
    assert carried_out(issued, "close", "--letter", out, "--letter-format", "html").returncode == 0
    letter = next(out.iterdir())
    other = saved(tmp_path, "something else", "other.html")
    one = issued("letter", "--check", letter)
    assert (one.returncode, one.stdout.splitlines()) == (
        0,
        [
            str(letter),
            "  letter          yes, of EXIJB-18/03/2025-001: closed on 20 June 2025",
            f"  id              {FIRST}",
            f"  sha256          {hashlib.sha256(letter.read_bytes()).hexdigest()}",
        ],
    )
    two = issued("letter", "--check", letter, other)
    assert (two.returncode, "no letter of this register" in two.stdout) == (1, True)
    three = issued("letter", "--check", letter, other, tmp_path / "gone.html", tmp_path)
    assert three.returncode == 2
    assert three.stdout.count("can't be read") == 2
    assert issued("letter", "--check").returncode == 2


def test_a_letter_kept_by_hand(issued, register, out) -> None:
    """A name alone proves nothing; the same hash in two entries is a joint letter, told for both."""
    path, second = (next(register.glob(f"register/*/{id}.yaml")) for id in (FIRST, SECOND))
    joint = saved(out, "sent to both", "joint.pdf")
    digest = hashlib.sha256(joint.read_bytes()).hexdigest()
    for file in (path, second):
        text = file.read_text(encoding="utf-8")
        line = "  - {act: issued, date: 2025-03-20, officer: Chief Officer}\n"
        assert text.count(line) == 1
        kept = f"letter: [{{name: joint.pdf, sha256: {digest}}}, {{name: scan.pdf}}]"
        file.write_text(text.replace(line, line.replace("}", f", {kept}}}")), encoding="utf-8", newline="\n")
    done = issued("letter", "--check", joint)
    assert done.returncode == 0
    assert done.stdout.count("issued") == 2
    scan = saved(out, "scanned", "scan.pdf")
    done = issued("letter", "--check", scan)
    assert (done.returncode, "not proved" in done.stdout) == (1, True)
    notes = issued(*DAY, "validate", "--notes", "--select", "LIF022")
    assert notes.stdout.count("LIF022") == 2


# What is refused, before anything is changed.


def test_a_file_in_the_way_is_never_written_over(issued, register, out) -> None:
    path = saved(out, "a letter of somebody's", f"letter-issue-{NEW}-nhs-example.html")
    terms = changed(BOTH, approved="2025-06-17")
    said = refused(issued, register, out, *DAY, *ACTS["issue"], "--letter", out, "--letter-format", "html", given=terms)
    assert f"{path} is there already" in said
    assert path.read_text() == "a letter of somebody's"


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("nowhere", "make it first"),
        ("file.txt", "is a file, not a folder"),
        (".git", "Git's own folder"),
        (".git/hooks", "Git's own folder"),
        ("register", "the register's own files"),
        ("register/2025", "the register's own files"),
        ("002", "REF stands before --letter"),
    ],
)
def test_folders_that_take_no_letter(issued, register, out, folder, said) -> None:
    (register / ".git/hooks").mkdir(exist_ok=True)
    saved(register, "x", "file.txt")
    arguments = (*ACTS["close"], "--letter", folder, "--letter-format", "html")
    assert said in refused(issued, register, out, *DAY, *arguments, code=2, cwd=register)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_folder_that_cannot_be_written(issued, register, out) -> None:
    locked = Path("/proc") if os.geteuid() == 0 else out / "locked"
    if not locked.exists():
        locked.mkdir(mode=0o500)
    before = state(register)
    done = issued(*DAY, *ACTS["close"], "--letter", locked, "--letter-format", "html")
    assert (done.returncode, "can't be written" in done.stderr, state(register)) == (1, True, before)


def test_a_refused_act_leaves_no_letter(issued, register, out) -> None:
    again = ("--letter", out, "--letter-format", "html")
    assert issued(*DAY, *ACTS["close"]).returncode == 0
    said = refused(issued, register, out, *DAY, *ACTS["revoke"], *again)
    assert "LIF001" in said


@pytest.mark.skipif(sys.platform == "win32", reason="a hook of the shell")
@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "reference-transaction"])
def test_a_hook_that_says_no_leaves_no_letter(issued, register, out, name) -> None:
    hook = register / ".git" / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    hook.chmod(0o755)
    refused(issued, register, out, *DAY, *ACTS["close"], "--letter", out, "--letter-format", "html")
    hook.unlink()
    assert issued(*DAY, *ACTS["close"], "--letter", out, "--letter-format", "html").returncode == 0
    assert len(on_disk(out)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a hook of the shell")
def test_what_comes_there_meanwhile_is_not_written_over(issued, register, out) -> None:
    """The act is committed by then: the letter stays under its temporary name, and that is said."""
    name = f"letter-closure-{FIRST}-example-council.html"
    hook = register / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho mine > '{out / name}'\n")
    hook.chmod(0o755)
    done = issued(*DAY, *ACTS["close"], "--letter", out, "--letter-format", "html")
    assert done.returncode == 0
    assert "the act is committed, but" in done.stderr
    assert (out / name).read_text() == "mine\n"
    (other,) = (path for path in out.iterdir() if path.name != name)
    assert hashlib.sha256(other.read_bytes()).hexdigest() == kept(register, FIRST)[name]


def test_a_historic_direction_was_sent_before(issued, register, out) -> None:
    terms = changed(GOOD, reference="EXIJB-2019-7", approved="2019-03-12", takes_effect=None, ends=None)
    for more in (("--historic",), ()):
        arguments = ("issue", "--from", "-", *more, "--letter", out, "--letter-format", "html")
        assert "sent before this register was kept" in refused(issued, register, out, *DAY, *arguments, code=2, given=terms)


def test_the_letter_format_needs_the_letter(issued, register, out) -> None:
    assert "--letter" in refused(issued, register, out, *DAY, *ACTS["close"], "--letter-format", "html", code=2)


@pytest.mark.parametrize("format", ["docx", "pdf"])
@pytest.mark.parametrize("how", ["sys.modules['docx'] = sys.modules['typst'] = None", "raise ImportError"])
def test_an_optional_part_that_is_missing_is_told_before(issued, register, out, tmp_path, format, how) -> None:
    """Without the library for a format, or with a broken one, the one line that installs it is said; nothing is changed."""
    broken = "raise" in how
    for name in ("docx", "typst") if broken else ("sitecustomize",):
        saved(tmp_path, f"import sys\n{how}\n", f"{name}.py")
    before = state(register)
    arguments = ("-C", register, *DAY, *ACTS["close"], "--letter", out, "--letter-format", format)
    done = run_process(*arguments, env={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, f'python -m pip install "directions-cli[{format}]"' in done.stderr) == (2, True), done.stderr
    assert (state(register), on_disk(out)) == (before, {})


def test_a_template_of_the_registers_own_that_is_broken_refuses_the_act(issued, register, out) -> None:
    (register / "templates").mkdir()
    saved(register / "templates", "# {{ letter.nothing }}\n", "letter.md")
    said = refused(issued, register, out, *DAY, *ACTS["close"], "--letter", out, "--letter-format", "html", code=2)
    assert "letter.md:1" in said


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of POSIX systems")
@pytest.mark.parametrize(("answer", "code", "files"), [("n", 130, 0), ("y", 0, 1)])
def test_at_a_terminal_the_letter_is_made_when_the_officer_agrees(issued, register, out, answer, code, files) -> None:
    from tests.cli.test_asking import Terminal

    terminal = Terminal(register, *DAY, *ACTS["close"], "--letter", str(out), "--letter-format", "html")
    terminal.wait(f"letter-closure-{FIRST}-example-council.html\r\n")
    assert on_disk(out) == {}
    terminal.answer("Commit this?", answer)
    assert terminal.end() == code
    assert len(on_disk(out)) == files


@pytest.mark.parametrize("name", ["issue", "vary", "supersede", "close", "revoke", "correct"])
def test_every_act_that_is_sent_has_the_option(name) -> None:
    assert {"letter", "letter_format"} <= {each.name for each in load(name).params}


# Faults of the act commands, mended.


@pytest.mark.parametrize(
    "more",
    [
        ("--title", "Other"),
        ("--to", "nhs-example"),
        ("--function", "care-at-home"),
        ("--approved", "2025-06-18"),
        ("--set", "title=Other"),
        ("--from", "-"),
        ("--historic",),
    ],
)
def test_a_draft_is_issued_as_it_stands(issued, register, out, more) -> None:
    assert issued(*DAY, "draft", "--from", "-", given=changed(GOOD, approved="2025-06-17")).returncode == 0
    said = refused(issued, register, out, *DAY, "issue", NEW, *more, code=2, given="")
    assert "a draft" in said


def revoking(directions) -> None:
    """A direction that says itself that it revokes the first, which does not say so yet."""
    terms = changed(HOSPITAL, approved="2025-06-17", takes_effect="2025-06-21", revokes=f"[{FIRST}]")
    done = directions(*DAY, "issue", "--from", "-", given=terms)
    assert done.returncode == 0, done.stderr


def test_revoke_by_one_that_says_so_itself_uses_the_officer_and_no_other_day(issued, register, out) -> None:
    revoking(issued)
    path = next(register.glob(f"register/*/{FIRST}.yaml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - act: revoked")], encoding="utf-8", newline="\n")
    git(register, "commit", "--quiet", "-am", "Take the entry out")
    arguments = ("revoke", FIRST, "--by", NEW, "--officer", "Depute Chief Officer")
    said = refused(issued, register, out, *DAY, *arguments, "--date", "2025-06-20", code=2)
    assert "with effect from 2025-06-21" in said
    assert issued(*DAY, *arguments, "--date", "2025-06-21").returncode == 0
    entry = entry_of(register, FIRST)
    assert (entry["officer"], entry["date"], entry["by"]) == ("Depute Chief Officer", "2025-06-21", NEW)


@pytest.mark.parametrize("act", ["close", "correct", "vary", "issue", "revoke"])
def test_an_empty_day_is_no_day(issued, register, out, act) -> None:
    terms = changed(GOOD, approved="2025-06-17")
    assert "--date '' is no day" in refused(issued, register, out, *DAY, *ACTS[act], "--date", "", code=2, given=terms)
    assert "--today '' is no day" in refused(issued, register, out, "--today", "", *ACTS[act], code=2, given=terms)
