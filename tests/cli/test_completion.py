"""What shells are told a word may become: by typer's variables, in the way of each shell, as a process of its own."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from directions_cli.clerk.names import names_of
from directions_cli.cli.completing import suggestions
from directions_cli.cli.known_words import Suggestion
from directions_cli.cli.shells import SHELLS, answer
from directions_cli.cli.table import COMMANDS
from directions_cli.domain.choices import DUTIES, FILES, LETTERS, MODELS, OFFICES
from directions_cli.domain.endings import endings_from
from directions_cli.domain.rules import RULES
from directions_cli.store.names import scanned, unquoted
from tests.conftest import run, run_process

SHOWN = "EXIJB-18/03/2025-00"


def values(found: Iterable[Suggestion]) -> list[str]:
    return [each.value for each in found]


@pytest.fixture
def there(issued, register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a register with three directions, stood in."""
    monkeypatch.chdir(register)
    return register


@pytest.mark.parametrize(
    ("before", "word", "expected"),
    [
        ("", "su", ["supersede"]),
        ("", "--to", ["--today"]),
        ("--today 2025-01-01", "trai", ["trail"]),
        ("show", "", [SHOWN + "1", SHOWN + "2", SHOWN + "3"]),
        ("show", "exijb-18/", [SHOWN + "1", SHOWN + "2", SHOWN + "3"]),
        ("show", "EXIJB-2025-03-18-003", ["EXIJB-2025-03-18-003"]),
        ("show", "002", ["002"]),
        ("show", "03/", ["03/2025-001", "03/2025-002", "03/2025-003"]),
        ("supersede 001", "002", ["002"]),
        ("show 001", "0", []),
        ("revoke 001 --by", "003", ["003"]),
        ("log --to", "", ["nhs-example", "example-council"]),
        ("log", "--to=ex", ["--to=example-council"]),
        ("log", "--st", ["--status"]),
        ("log --status", "e", ["extant", "ended"]),
        ("log --function", "care-at", ["care-at-home"]),
        ("log --format", "", ["table", "json", "csv", "markdown"]),
        ("close 001 --reason", "a", ["achieved"]),
        ("revoke 001 --reason", "", ["halted", "cancelled", "redirected"]),
        ("progress 001 --rating", "", ["on-track", "at-risk", "delayed", "complete"]),
        ("review 001 --outcome", "r", ["retain", "revoke"]),
        ("due --who", "chief_o", ["chief_officer"]),
        ("due --who", "nhs", ["nhs-example"]),
        ("due --kind", "mile", ["milestone"]),
        ("issue --officer", "Chief O", ["Chief Officer"]),
        ("difficulty", "", ["raise", "negotiate", "resolve"]),
        ("difficulty raise", "003", ["003"]),
        ("request", "a", ["ask", "answer"]),
        ("request ask", "003", ["003"]),
        ("rules", "lnk00", [f"LNK00{number}" for number in range(1, 10)]),
        ("validate --select", "FIN", ["FIN", *(rule.code for rule in RULES if rule.code.startswith("FIN"))]),
        ("schema", "", ["direction", "register", "report"]),
        ("report", "p", ["progress", "performance", "practice"]),
        ("report closing", "003", ["003"]),
        ("templates copy", "letter.", ["letter.md"]),
        ("issue --from", "", []),
        ("letter --check", "x", []),
        ("-C", "", []),
        ("log -- ", "--", []),
        ("frobnicate", "", []),
    ],
)
def test_what_a_word_may_become(there: Path, before: str, word: str, expected: list[str]) -> None:
    assert sorted(values(suggestions(shlex.split(before), word))) == sorted(expected)


def test_a_register_named_by_its_folder_is_the_one_that_is_looked_at(there: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert values(suggestions(["show"], "")) == []
    assert len(values(suggestions(["-C", str(there), "show"], ""))) == 3


def test_every_direction_of_the_example_is_found_by_each_of_its_names(example_copy: Path, monkeypatch) -> None:
    monkeypatch.chdir(example_copy)
    rows = json.loads(run("log", "--format", "json").stdout)
    for row in rows:
        for text in filter(None, (row["id"], row["reference"])):
            assert text in values(suggestions(["show"], text[:-1])), text
    names = {row["id"]: row["reference"] for row in rows}
    found = endings_from(names, "")
    assert len(found) == len(rows)
    for id, ending in found.items():
        assert json.loads(run("show", ending, "--format", "json").stdout)["id"] == id


def test_a_scan_of_the_first_lines_finds_what_a_full_reading_finds(there: Path) -> None:
    place = there / ".git" / "directions" / "names.json"
    place.unlink(missing_ok=True)
    quick = names_of(there)
    kept = place.read_text(encoding="utf-8")
    assert run("log").returncode == 0
    full = names_of(there)
    assert json.loads(json.dumps(quick)) == json.loads(json.dumps(full))
    assert kept.partition("\n")[0] == place.read_text(encoding="utf-8").partition("\n")[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("EXIJB-18/03/2025-001  # printed so", "EXIJB-18/03/2025-001"),
        ('"EXIJB: 1 \\u00e9" # x', "EXIJB: 1 é"),
        ("'it''s 1'", "it's 1"),
        ("null", None),
        ("|", None),
        ("'open", None),
        ('"open', None),
    ],
)
def test_a_scalar_is_taken_out_of_its_quotes(written: str, meant: str | None) -> None:
    assert unquoted(written) == meant


def test_a_damaged_file_or_memory_is_no_hindrance(there: Path) -> None:
    (there / "register/2025/EXIJB-2025-03-18-002.yaml").write_bytes(b"\xff\xfe: [")
    assert "EXIJB-2025-03-18-002" in values(suggestions(["show"], ""))
    for damage in (b"", b"{", b"\xff", b"x\n[]"):
        (there / ".git" / "directions" / "names.json").write_bytes(damage)
        assert len(values(suggestions(["show"], ""))) == 3
    (there / "register" / "register.yaml").unlink()
    assert values(suggestions(["log", "--to"], "")) == []


def test_a_change_of_a_file_is_seen_at_once(there: Path) -> None:
    assert len(values(suggestions(["show"], ""))) == 3
    path = there / "register/2025/EXIJB-2025-03-18-003.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("reference: EXIJB-18/03/2025-003", "reference: Odd/Name"), "utf-8")
    assert "Odd/Name" in values(suggestions(["show"], "odd"))


# The ways of the shells. A reference with a blank, a quote, a dollar and a colon stands for all that needs quoting.
ODD = "EX IJB: it's $9/1"


@pytest.fixture
def odd(there: Path) -> Path:
    path = there / "register/2025/EXIJB-2025-03-18-003.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("EXIJB-18/03/2025-003", f'"{ODD}"'), encoding="utf-8")
    return there


def asked(shell: str, **variables: str) -> str:
    done = run_process(env={"_DIRECTIONS_COMPLETE": f"complete_{shell}", **variables})
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def bash_words(*words: str) -> str:
    return asked("bash", COMP_WORDS="\n".join(("directions", *words)), COMP_CWORD=str(len(words)))


def test_bash(odd: Path) -> None:
    assert bash_words("show", "EXIJB-18/") == f"{SHOWN}1\n{SHOWN}2\n"
    assert bash_words("show", "EX\\ ") == "EX\\ IJB:\\ it\\'s\\ \\$9/1\n"
    assert bash_words("show", '"EX ') == "EX IJB: it's \\$9/1\n"
    assert bash_words("show", "'EX ") == "EX IJB: it'\\''s $9/1\n"
    assert bash_words("show", "EX\\ IJB", ":") == "\\ it\\'s\\ \\$9/1\n"
    assert bash_words("log", "--status", "=", "ex") == "extant\n"
    assert bash_words("log", "--status", "=") == "".join(
        f"{each}\n" for each in "draft issued retained varied superseded closed revoked extant ended".split()
    )
    assert bash_words("show", "nothing") == "\n"
    done = subprocess.run(
        ["bash", "-c", f"printf %s {bash_words('show', 'EX').splitlines()[-1]}"], capture_output=True, text=True
    )
    assert done.stdout == ODD


def test_zsh(odd: Path) -> None:
    said = asked("zsh", _TYPER_COMPLETE_ARGS="directions show EXIJB-18/")
    assert f"values=($'{SHOWN}1' $'{SHOWN}2')" in said
    assert "Care\\u0020at\\u0020home" in said
    assert "$'EX\\u0020IJB" in asked("zsh", _TYPER_COMPLETE_ARGS="directions show EX\\ ")
    assert "$'EX\\u0020IJB:\\u0020it\\u0027s\\u0020\\u00249/1'" in asked("zsh", _TYPER_COMPLETE_ARGS="directions show 'EX I")
    assert asked("zsh", _TYPER_COMPLETE_ARGS="directions issue --from ") == "_files\n"


def test_fish(odd: Path) -> None:
    get = {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert asked("fish", _TYPER_COMPLETE_ARGS="directions show EXIJB-18/03/2025-002", **get) == f"{SHOWN}2\tCare at home\n"
    assert asked("fish", _TYPER_COMPLETE_ARGS="directions show 'EX I", **get).startswith(f"{ODD}\t")
    said = {"_DIRECTIONS_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert run_process(env={**said, "_TYPER_COMPLETE_ARGS": "directions sh"}).returncode == 0
    assert run_process(env={**said, "_TYPER_COMPLETE_ARGS": "directions issue --from "}).returncode == 1


@pytest.mark.parametrize("shell", ["powershell", "pwsh"])
def test_powershell(odd: Path, shell: str) -> None:
    def word(text: str, line: str) -> str:
        return asked(shell, _TYPER_COMPLETE_ARGS=line, _TYPER_COMPLETE_WORD_TO_COMPLETE=text)

    assert word("EXIJB-18/03/2025-002", "directions show EXIJB-18/03/2025-002") == f"{SHOWN}2:::Care at home\n"
    assert word("'EX I", "directions show 'EX I").startswith("'EX IJB: it''s $9/1':::")
    assert word("", "directions log --to") == "nhs-example:::NHS Example\nexample-council:::Example Council\n"
    assert word("su", "directions -C C:\\registers\\ours su") == f"supersede:::{COMMANDS['supersede'].help}\n"
    assert word("", "directions issue --from") == "\n"


def test_a_shell_is_never_shown_an_error(there: Path) -> None:
    for variables in ({}, {"COMP_WORDS": "directions\nsh", "COMP_CWORD": "x"}):
        assert asked("bash", **variables).strip() in ("", "\n".join(COMMANDS))
    assert answer({"_DIRECTIONS_COMPLETE": "complete_cmd"}) is None
    assert answer({}) is None


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_that_asks_can_be_shown(shell: str, tmp_path: Path) -> None:
    env = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(tmp_path)}
    done = run_process("--show-completion", shell, env=env)
    assert done.returncode == 0, done.stderr
    assert "_DIRECTIONS_COMPLETE" in done.stdout
    assert shell in SHELLS


@pytest.mark.parametrize(
    ("shell", "script"),
    [
        ("bash", ".bash_completions/directions.sh"),
        ("zsh", ".zfunc/_directions"),
        ("fish", ".config/fish/completions/directions.fish"),
    ],
)
def test_it_installs_itself(shell: str, script: str, tmp_path: Path) -> None:
    env = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    done = run_process("--install-completion", shell, env=env)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / script).read_text(encoding="utf-8")
    assert f"complete_{shell}" in text
    assert shell != "zsh" or '"$funcstack[1]" == "_directions"' in text


def test_the_words_are_those_of_the_models() -> None:
    from directions_cli.cli.report import KINDS as REPORT_KINDS
    from directions_cli.domain.authority import Authority, Officers
    from directions_cli.domain.cycle.duty import KINDS
    from directions_cli.store.schemas import KINDS as SCHEMAS

    assert tuple(Officers.model_fields) == OFFICES
    assert KINDS is DUTIES
    assert set(SCHEMAS) == set(FILES)
    assert values(suggestions(["report"], "")) == list(REPORT_KINDS)
    assert Authority.model_json_schema()["properties"]["model"]["enum"] == list(MODELS)
    assert set(LETTERS) == {"issue", "variation", "supersession", "revocation", "closure", "correction"}


def test_scanning_follows_no_path_that_is_gone(tmp_path: Path) -> None:
    assert scanned(tmp_path, ["2025/EXIJB-2025-03-18-001.yaml"]).directions == [("EXIJB-2025-03-18-001", None, "")]


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
test_bash = needs_bash(test_bash)
