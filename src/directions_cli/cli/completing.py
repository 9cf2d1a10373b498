"""What a word that is being typed may become: commands, options, and the values that `known_words` tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from directions_cli.cli.known_words import BY_NAME, BY_VALUE, OF_COMMAND, Suggestion, Typed, words
from directions_cli.cli.parameters import Parameter, parameters
from directions_cli.cli.table import COMMANDS

if TYPE_CHECKING:
    from directions_cli.store.names import Names


def suggestions(arguments: Sequence[str], word: str) -> list[Suggestion]:
    """What the last word of a command line may become, after the arguments before it. Nothing where a file is meant."""
    known = parameters()
    of_program = known[""]
    place = _command_at(arguments, of_program)
    if place is None:
        found = _of_command("", of_program, arguments, word, _no_names)
        return found if found or word.startswith("-") or _waits(arguments, of_program) else _commands(word)
    name, where = arguments[place], _where(arguments[:place])
    if name not in COMMANDS:
        return []
    return _of_command(name, known[name], arguments[place + 1 :], word, lambda: _names(where))


def _commands(word: str) -> list[Suggestion]:
    return [Suggestion(name, command.help) for name, command in COMMANDS.items() if name.startswith(word)]


def _of_command(
    name: str, params: Sequence[Parameter], arguments: Sequence[str], word: str, names: Callable[[], Names]
) -> list[Suggestion]:
    taking = _taking(params)
    waiting, found, only = _read(arguments, taking)
    option, equals, part = word.partition("=")
    if waiting is None and not only and equals and option in taking:
        values = _values(name, taking[option], Typed(name, tuple(found), part, names()))
        return [Suggestion(f"{option}={each.value}", each.about) for each in values]
    if waiting is None and not only and word.startswith("-"):
        return _options(params, word)
    asked = waiting or _argument(params, len(found))
    return list(_values(name, asked, Typed(name, tuple(found), word, names()))) if asked is not None else []


def _values(command: str, param: Parameter, typed: Typed) -> Iterator[Suggestion]:
    """The values of an argument or option that begin with the word, in any case."""
    source = OF_COMMAND.get((command, param.name)) or BY_VALUE.get(param.called)
    source = source or (None if param.called else BY_NAME.get(param.name)) or words(param.words)
    wanted = typed.word.casefold()
    return (each for each in source(typed) if each.value.casefold().startswith(wanted))


def _taking(params: Sequence[Parameter]) -> dict[str, Parameter]:
    """The options that take a value, by each of their names."""
    return {name: each for each in params if each.takes for name in each.spelled}


def _read(arguments: Sequence[str], taking: Mapping[str, Parameter]) -> tuple[Parameter | None, list[str], bool]:
    """The option that still waits for its value, the arguments, and whether `--` was among them."""
    waiting: Parameter | None = None
    found: list[str] = []
    only = False
    for each in arguments:
        if waiting is not None:
            waiting = None
        elif only or each == "-" or not each.startswith("-"):
            found.append(each)
        elif each == "--":
            only = True
        else:
            waiting = taking.get(each)
    return waiting, found, only


def _waits(arguments: Sequence[str], params: Sequence[Parameter]) -> bool:
    return _read(arguments, _taking(params))[0] is not None


def _command_at(arguments: Sequence[str], params: Sequence[Parameter]) -> int | None:
    """Where the name of the command stands, behind the options of the program."""
    taking = _taking(params)
    for number in range(len(arguments)):
        waiting, found, _ = _read(arguments[: number + 1], taking)
        if waiting is None and found:
            return number
    return None


def _where(before: Sequence[str]) -> Path:
    """The folder that -C names, else the one that is stood in."""
    found = Path()
    for name, value in pairwise(before):
        found = Path(value).expanduser() if name == "-C" else found
    return found


def _options(params: Sequence[Parameter], word: str) -> list[Suggestion]:
    shown = [Suggestion(name, each.help) for each in params for name in each.spelled if name.startswith(word)]
    long = [each for each in shown if each.value.startswith("--")]
    return long or shown


def _argument(params: Sequence[Parameter], number: int) -> Parameter | None:
    """The argument that the word would be, the one that repeats among them; None where there is none."""
    found = [each for each in params if not each.spelled]
    if number < len(found):
        return found[number]
    return found[-1] if found and found[-1].repeats else None


def _names(where: Path) -> Names:
    """The names of the register; none where there is no register, or it can't be read."""
    from directions_cli.clerk.names import names_of
    from directions_cli.errors import DirectionsError
    from directions_cli.ledger.places import find_register

    try:
        return names_of(find_register(where))
    except (DirectionsError, OSError):
        return _no_names()


def _no_names() -> Names:
    from directions_cli.store.names import Names

    return Names()
