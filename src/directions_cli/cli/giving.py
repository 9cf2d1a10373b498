"""What an officer gives an act: terms from a file, from options, or asked for at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from directions_cli.cli.options import LetterFormat
from directions_cli.cli.settings import Settings, day
from directions_cli.cli.terminal import at_terminal
from directions_cli.domain.nearest import nearest
from directions_cli.errors import Unreadable, WronglyAsked

if TYPE_CHECKING:
    from directions_cli.clerk.letters import Wanted
    from directions_cli.store.terms_file import Kind

Values = dict[str, Any]


def terms_given(
    source: str | None,
    sets: Sequence[str] | None,
    options: Values | None = None,
    ask: Callable[[], Values] | None = None,
    kind: Kind | None = None,
) -> Values:
    """The terms given: those of the file, then single options by dotted path, then `--set`; asked for where none is given.

    `kind` says what is given, if it is no direction. Raises `Unreadable` with path:line for a file that can't be used,
    `WronglyAsked` where nothing is given.
    """
    from directions_cli.domain.paths import put
    from directions_cli.domain.terms import TERM_FIELDS

    single = {key: value for key, value in (options or {}).items() if value not in (None, (), [])}
    if source is None and not single and not sets:
        if ask and at_terminal():
            return ask()
        raise WronglyAsked("give the terms with --from FILE (or - for standard input), or stand at a terminal to be asked")
    values = _from_file(source, kind) if source else {}
    for path, value in (*single.items(), *settings_of(sets or ())):
        put(values, path, value, kind.fields if kind else TERM_FIELDS)
    return values


def _from_file(source: str, kind: Kind | None = None) -> Values:
    from directions_cli.store.files import LARGEST
    from directions_cli.store.terms_file import TERMS, check_terms, read_terms

    if source == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
    else:
        try:
            with Path(source).open("rb") as file:
                data = file.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise Unreadable(f"can't be read: {reason}", source) from None
    name = "<standard input>" if source == "-" else source
    document = read_terms(data, name)
    check_terms(document, name, kind or TERMS)
    values: Values = document.value
    return values


def settings_of(sets: Sequence[str]) -> list[tuple[str, Any]]:
    """`FIELD=VALUE` texts as paths and values. Raises `WronglyAsked` where one has no `=`."""
    from directions_cli.store.terms_file import read_value

    found = []
    for text in sets:
        path, equals, value = text.partition("=")
        if not equals or not path.strip():
            raise WronglyAsked(f"--set {text!r} is not FIELD=VALUE, for example --set review=2027-04")
        found.append((path.strip(), read_value(value)))
    return found


def day_of(text: str | None, option: str, default: date) -> date:
    """A day given as an option, else the default."""
    return default if text is None else day(text, option)


def letters_wanted(settings: Settings, folder: str | None, format: LetterFormat | None) -> Wanted | None:
    """The letters that `--letter` asks for, or None. Raises `WronglyAsked` where none may be put in that folder."""
    if folder is None:
        if format is not None:
            raise WronglyAsked("--letter-format says how the letter is made; ask for it with --letter")
        return None
    from directions_cli.clerk.letters import wanted

    return wanted(settings.folder, Path(folder), (format or LetterFormat.pdf).value)


def required(options: dict[str, Any]) -> None:
    """Raise `WronglyAsked` naming every option that is needed and was not given."""
    missing = [name for name, value in options.items() if value in (None, "")]
    if missing:
        raise WronglyAsked(f"this act needs {', '.join(missing)}")


def one_of(text: str | None, option: str, choices: Sequence[str]) -> str | None:
    """One of the words that an option takes. Raises `WronglyAsked` with the choices."""
    if text is not None and text not in choices:
        raise WronglyAsked(f"{option} {text!r} should be one of {', '.join(choices)}{nearest(text, choices)}")
    return text
