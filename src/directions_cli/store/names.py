"""What a register's things are called, read off the first lines of its files: quick, for a shell that completes a word.

It is no reading of YAML: what it can't make out is left out, and nothing is judged by it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from directions_cli.domain.choices import RATINGS
from directions_cli.store.files import sort_of, walk

FIRST: Final = 4096
"""Bytes of a direction in which its reference and title stand."""
LINE: Final = "^{}:[ \t]+(.+?)[ \t]*$"
CODE: Final = re.compile(r"""\bcode:\s*["']?([\w.-]+)""")
NAME: Final = re.compile(r"""\bname:\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,}\n]+)""")


class Names(NamedTuple):
    """What can be named: `(id, reference, title)` of each direction, `(code, name)` of partners and functions,
    `(number, title)` of the reports decided on, and the ratings."""

    directions: Sequence[tuple[str, str | None, str]] = ()
    partners: Sequence[tuple[str, str]] = ()
    functions: Sequence[tuple[str, str]] = ()
    reports: Sequence[tuple[str, str]] = ()
    ratings: Sequence[str] = RATINGS


def files_of(folder: Path) -> list[tuple[str, int, int]]:
    """Path, size and time of every file of the register's folder: what changes where a name may have changed."""
    found = []
    for path, entry in walk(folder, ""):
        stat = entry.stat(follow_symlinks=False)
        found.append((path, stat.st_size, stat.st_mtime_ns))
    return sorted(found)


def scanned(folder: Path, paths: Iterable[str]) -> Names:
    """The names in the files of a register's folder, without loading the register."""
    directions, reports = [], []
    header = Names()
    for path in paths:
        sort = sort_of(path)
        text = _beginning(folder / path, None if sort == "header" else FIRST) if sort else ""
        if sort == "header":
            header = _of_header(text)
        elif sort == "direction":
            directions.append((Path(path).stem, _value(text, "reference"), _value(text, "title") or ""))
        elif sort == "report":
            number = _value(text, "number")
            reports += [(number, _value(text, "title") or "")] if number else []
    return Names(directions, header.partners, header.functions, reports, header.ratings)


def _beginning(path: Path, most: int | None) -> str:
    try:
        with path.open("rb") as file:
            return file.read(-1 if most is None else most).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _value(text: str, key: str) -> str | None:
    """The text of a key on one line, out of its quotes; None where it has none or is null."""
    found = re.search(LINE.format(key), text, re.MULTILINE)
    return unquoted(found[1]) if found else None


def unquoted(text: str) -> str | None:
    """A scalar as it is written on one line of YAML; None for null and for what goes on over further lines."""
    if text[:1] in "|>" or text in ("null", "~", "Null", "NULL"):
        return None
    if text[:1] == '"':
        try:
            return str(json.JSONDecoder().raw_decode(text)[0])
        except ValueError:
            return None
    if text[:1] == "'":
        found = re.match(r"'((?:[^']|'')*)'", text)
        return found[1].replace("''", "'") if found else None
    return re.sub(r"(?<!\s)\s+#.*", "", text).strip() or None


def _of_header(text: str) -> Names:
    ratings = re.findall(r"[\w.-]+", re.sub("#.*", "", _section(text, "ratings")))
    return Names(
        partners=_coded(_section(text, "partners")),
        functions=_coded(_section(text, "functions")),
        ratings=ratings or RATINGS,
    )


def _section(text: str, key: str) -> str:
    """What stands below a key of the outermost level."""
    found = re.search(rf"^{key}:(.*?)(?=^[A-Za-z_]|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _coded(text: str) -> list[tuple[str, str]]:
    places = [*CODE.finditer(text)]
    ends = [*(each.start() for each in places[1:]), len(text)]
    found = []
    for place, end in zip(places, ends, strict=True):
        name = NAME.search(text, place.end(), end)
        found.append((place[1], (unquoted(name[1]) or "") if name else ""))
    return found
