"""How shells ask for what a word may become, and how each is answered, with its own way of quoting.

The scripts that ask are typer's (`--install-completion`, `--show-completion`); they tell through variables of the
environment what has been typed. The answers are ours: a reference holds strokes, and may hold blanks and colons.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from directions_cli.cli.completing import suggestions
from directions_cli.cli.main import ASKED

SAFE: Final = re.compile(r"[\w@%+=:,./-]+", re.ASCII)

TYPOGRAPHY: Final = str.maketrans("–—’‘“”", "--''\"\"")


class Line(NamedTuple):
    """A command line without the program's name: the words before, and the last one as it is meant and as it was typed."""

    before: list[str]
    word: str
    typed: str


def answer(environment: Mapping[str, str]) -> str | None:
    """What the shell that asks is told, or None where none asks in a way that is known here."""
    shell = SHELLS.get(environment.get(ASKED, "").removeprefix("complete_"))
    return shell(environment) if shell and environment.get(ASKED, "").startswith("complete_") else None


def bash(environment: Mapping[str, str]) -> str:
    """A line for each suggestion, quoted as the word was begun. Bash wants only what follows the last colon or equals sign."""
    pieces = environment.get("COMP_WORDS", "").split("\n")
    number = int(environment.get("COMP_CWORD", "0") or 0)
    words = _glued(pieces[: number + 1] if number < len(pieces) else [*pieces, ""])
    typed = words[-1] if len(words) > 1 else ""
    line = Line([_plain(each) for each in words[1:-1]], _plain(typed), typed)
    mark = typed[:1] if typed[:1] in ("'", '"') else ""
    found = []
    for each in suggestions(line.before, line.word):
        text = _in_bash(each.value, mark)
        cut = 0 if mark else max(typed.rfind(":"), typed.rfind("=")) + 1
        found.append(text[cut:])
    return "\n".join(found)


def _glued(pieces: Sequence[str]) -> list[str]:
    """The words again: bash takes a word apart at colons and equals signs."""
    found: list[str] = []
    glue = False
    for piece in pieces:
        broken = bool(piece) and not piece.strip(":=")
        if found and len(found) > 1 and (broken or glue) and piece:
            found[-1] += piece
        elif not (glue and not piece):
            found.append(piece)
        glue = broken
    return found


def _in_bash(value: str, mark: str) -> str:
    if mark == "'":
        return value.replace("'", "'\\''")
    if mark == '"':
        return re.sub(r'([\\"$`])', r"\\\1", value)
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", value)


def zsh(environment: Mapping[str, str]) -> str:
    """A call of zsh's own `compadd`, which quotes what it inserts; `_files` where a file is meant.

    The script splits the answer at blanks and joins it again, so that every blank of a text is written as its number.
    """
    line = _of_text(environment.get("_TYPER_COMPLETE_ARGS", ""), "\\")
    found = suggestions(line.before, line.word)
    if not found:
        return "_files"
    values = " ".join(_in_zsh(each.value) for each in found)
    shown = " ".join(_in_zsh(f"{each.value} -- {each.about}" if each.about else each.value) for each in found)
    return (
        f"local -a values shown; values=({values}); shown=({shown}); compadd -M 'm:{{a-zA-Z}}={{A-Za-z}}' -l -d shown -a values"
    )


def _in_zsh(text: str) -> str:
    escaped = re.sub(r"[^\w@%+=:,./-]", lambda found: f"\\u{ord(found[0]):04x}" if ord(found[0]) < 65536 else "?", text)
    return f"$'{escaped}'"


def fish(environment: Mapping[str, str]) -> str:
    """A line for each suggestion, with what it is behind a tab; fish quotes what it inserts.

    Its script asks twice: first whether there is anything. Nothing is answered with code 1, and fish then offers files.
    """
    line = _of_text(environment.get("_TYPER_COMPLETE_ARGS", ""), "\\")
    found = suggestions(line.before, line.word)
    if environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        raise SystemExit(0 if found else 1)
    return "\n".join("\t".join(" ".join(text.split()) for text in each if text) for each in found)


def powershell(environment: Mapping[str, str]) -> str:
    """A line for each suggestion, `value:::what it is`, quoted where PowerShell needs it, in letters that any code page has."""
    word = environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    line = _of_text(environment.get("_TYPER_COMPLETE_ARGS", ""), "`")
    before = line.before if word or not line.word else [*line.before, line.word]
    found = suggestions(before, _plain(word, "`"))
    return "\n".join(f"{_in_powershell(each.value)}:::{_ascii(each.about) or ' '}" for each in found if ":::" not in each.value)


def _in_powershell(value: str) -> str:
    return value if SAFE.fullmatch(value) and value[:1] not in "@%," else "'" + value.replace("'", "''") + "'"


def _ascii(text: str) -> str:
    plain = text.translate(TYPOGRAPHY)
    return " ".join(plain.encode("ascii", "replace").decode().replace(":::", ":").split())


def _of_text(text: str, escape: str) -> Line:
    """A command line as one text, taken apart as its shell would; a quote may still be open."""
    words = _split(text, escape)
    if len(words) > 1 and len(_split(text + "x", escape)) == len(words):
        return Line(words[1:-1], words[-1], words[-1])
    return Line(words[1:], "", "")


def _split(text: str, escape: str) -> list[str]:
    for closing in ("", '"', "'"):
        lexer = shlex.shlex(text + closing, posix=True, punctuation_chars=False)
        lexer.whitespace_split, lexer.commenters, lexer.escape = True, "", escape
        try:
            return list(lexer)
        except ValueError:
            continue
    return text.split()


def _plain(word: str, escape: str = "\\") -> str:
    """A word out of its quotes."""
    return "".join(_split(word, escape)[:1]) if word else ""


SHELLS: Final[Mapping[str, Callable[[Mapping[str, str]], str]]] = MappingProxyType(
    {"bash": bash, "zsh": zsh, "fish": fish, "powershell": powershell, "pwsh": powershell}
)
"""The shells that are answered, by the names that typer knows them by."""


def tell() -> None:
    """Answer the shell, on standard output, with line ends as the system has them."""
    said = answer(os.environ)
    if said is not None:
        print(said)
