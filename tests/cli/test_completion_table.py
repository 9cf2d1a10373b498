"""The table from which shells are told what a command can be given, held to the commands, and to every shell's way of asking."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from directions_cli.cli.completing import suggestions
from directions_cli.cli.known_words import BY_NAME, BY_VALUE, OF_COMMAND
from directions_cli.cli.parameters import Parameter, parameters
from directions_cli.cli.program import load
from directions_cli.cli.shells import answer
from directions_cli.cli.table import COMMANDS
from tests.cli.test_completion import ODD, SHOWN, odd, there, values

__all__ = ["odd", "there"]
PARAMETERS = parameters()
STATUSES = "draft issued retained varied superseded closed revoked extant ended".split()


def options_of(name: str) -> list[tuple[str, Parameter]]:
    return [(spelling, each) for each in PARAMETERS[name] for spelling in each.spelled]


def test_the_table_has_every_command_and_the_program_itself() -> None:
    assert list(PARAMETERS) == ["", *COMMANDS]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_reads_each_option_as_the_table_says(name: str) -> None:
    """The word behind an option that takes a value is that value, and behind any other it is an argument."""
    command = load(name)
    parser = command.make_parser(command.context_class(command, info_name=name))
    for spelling, option in options_of(name):
        read, _, _ = parser.parse_args([spelling, "WORD"])
        assert (read[option.name] in ("WORD", ["WORD"])) == option.takes, spelling


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_accepts_the_words_of_the_table(name: str) -> None:
    known = {each.name: each for each in load(name).params}
    for each in PARAMETERS[name]:
        if getattr(known[each.name].type, "choices", None):
            assert each.words
            assert [known[each.name].type.convert(word, known[each.name], None) for word in each.words], each.name


def test_every_option_is_offered_and_its_value_in_either_way(there: Path) -> None:
    for name in PARAMETERS:
        before = [name] if name else []
        for spelling, option in options_of(name):
            if spelling.startswith("--"):
                assert spelling in values(suggestions(before, spelling[:3]))
            assert values(suggestions(before, spelling))[:1] == [spelling]
            if option.takes:
                apart, joined = suggestions([*before, spelling], ""), suggestions(before, f"{spelling}=")
                assert values(joined) == [f"{spelling}={each}" for each in values(apart)]
                own = option.called in BY_VALUE or (name, option.name) in OF_COMMAND
                assert own or values(apart) == list(option.words) or option.name in BY_NAME, (name, spelling)


def test_every_known_word_belongs_to_something_of_the_table() -> None:
    """A slip in `known_words`, or an option that was renamed, would leave a source of words that nothing asks."""
    everything = [(name, each) for name, of_command in PARAMETERS.items() for each in of_command]
    assert set(OF_COMMAND) <= {(name, each.name) for name, each in everything}
    assert set(BY_VALUE) <= {each.called for _, each in everything}
    assert set(BY_NAME) <= {each.name for _, each in everything if not each.called}


# One table of command lines as they are typed, and what the last word may become, asked in the way of every shell.
LINES = [
    ("", "", list(COMMANDS)),
    ("", "su", ["supersede"]),
    ("", "--to", ["--today"]),
    ("", "-", ["--today", "--pager", "--index", "--version", "--install-completion", "--show-completion"]),
    ("", "frob", []),
    ("frobnicate", "", []),
    ("-C", "", []),
    ("-C .", "tra", ["trail"]),
    ("-C nowhere show", "", []),
    ("--no-pager --today 2026-01-01", "sup", ["supersede"]),
    ("--no-pager -C . log", "--stat", ["--status"]),
    ("show", "EXIJB-18/", [SHOWN + "1", SHOWN + "2"]),
    ("show", "exijb-18/03/2025-002", [SHOWN + "2"]),
    ("show --", "EXIJB-18/03/2025-001", [SHOWN + "1"]),
    ("show", "EX\\ ", [ODD]),
    ("show", "'EX I", [ODD]),
    ("show", '"EX I', [ODD]),
    ("show 001", "0", []),
    ("log --", "--", []),
    ("log --status", "", STATUSES),
    ("log", "--status=ex", ["--status=extant"]),
    ("log --to", "nhs", ["nhs-example"]),
    ("log --to=nhs-example --function", "care-at", ["care-at-home"]),
    ("log --dry-run --format", "j", ["json"]),
    ("issue --officer", "'Chief F", ["Chief Finance Officer"]),
    ("issue --from", "", []),
    ("difficulty raise", "EXIJB-18/03/2025-001", [SHOWN + "1"]),
    ("close 001 --reason", "a", ["achieved"]),
]


def in_bash(before: str, word: str) -> list[str]:
    """Bash takes words apart at colons and equals signs, and wants what follows the last of them."""
    words = [piece for each in before.split() for piece in re.findall("[:=]+|[^:=]+", each)]
    words += re.findall("[:=]+|[^:=]+", word) or [""]
    told = answer(asking("bash", COMP_WORDS="\n".join(["directions", *words]), COMP_CWORD=str(len(words))))
    if word[:1] == '"':
        return [re.sub(r'\\(["\\$`])', r"\1", each) for each in told.splitlines()]
    mark = "'" if word[:1] == "'" else ""
    cut = "" if mark else re.match("(.*[:=])?", word)[0]
    return [cut + shlex.split(f"{mark}{each}{mark}")[0] for each in told.splitlines()]


def in_zsh(before: str, word: str) -> list[str]:
    told = answer(asking("zsh", _TYPER_COMPLETE_ARGS=f"directions {before} {word}"))
    if told == "_files":
        return []
    found = re.match(r"local -a values shown; values=\((.*?)\); shown=\(", told)[1]
    return [re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), each) for each in re.findall(r"\$'([^']*)'", found)]


def in_fish(before: str, word: str) -> list[str]:
    typed = {"_TYPER_COMPLETE_ARGS": f"directions {before} {word}"}
    told = answer(asking("fish", _TYPER_COMPLETE_FISH_ACTION="get-args", **typed)).splitlines()
    with pytest.raises(SystemExit) as left:
        answer(asking("fish", _TYPER_COMPLETE_FISH_ACTION="is-args", **typed))
    assert left.value.code == (0 if told else 1)
    return [each.partition("\t")[0] for each in told]


def in_powershell(before: str, word: str) -> list[str]:
    """PowerShell tells the whole line without the blank at its end, and escapes by a grave accent."""
    typed = f"directions {before} {word}".rstrip().replace("\\", "`")
    told = answer(
        asking("powershell", _TYPER_COMPLETE_ARGS=typed, _TYPER_COMPLETE_WORD_TO_COMPLETE=word.replace("\\", "`"))
    ).splitlines()
    said = [each.partition(":::")[0] for each in told]
    return [each[1:-1].replace("''", "'") if each.startswith("'") else each for each in said]


def asking(shell: str, **variables: str) -> dict[str, str]:
    return {"_DIRECTIONS_COMPLETE": f"complete_{shell}", **variables}


@pytest.mark.parametrize("ask", [in_bash, in_zsh, in_fish, in_powershell], ids=lambda ask: ask.__name__)
def test_every_shell_is_told_the_same(ask, odd: Path) -> None:
    found = {(before, word): ask(before, word) for before, word, _ in LINES}
    assert found == {(before, word): expected for before, word, expected in LINES}
