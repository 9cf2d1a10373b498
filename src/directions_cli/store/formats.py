"""The formats that registers have been kept in, and how one of an older format is read, and moved to the present one.

`format` in the header says which a register is of. Each step from a format to the next is a pure function from the text of
one file to its text in the next format, which leaves every byte alone that the next format does not touch. Files are
carried over one by one, because an audit reads each version of each file by itself.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from directions_cli.domain.authority import FORMAT
from directions_cli.errors import NewerFormat
from directions_cli.store.files import HEADER, Found, Sort
from directions_cli.store.reader import YamlFault, lines_of, read_text, read_yaml

Migration = Callable[[Sort, str], str]
"""Carries the text of one file of a register, of a sort, to the next format.

Raises `ValueError`, with what to do, for a file that is written in a way that this can't be done in.
"""
STATED = re.compile(r"^format:[ \t]*([0-9]{1,9})[ \t]*(?:#.*)?\r?$", re.MULTILINE)
"""How a header says its format in every version: as a plain number at the margin, whatever else may change in YAML."""


def to_1(sort: Sort, text: str) -> str:
    """Format 1 says so in the header; before it a header said nothing, or 0. All else is as it was."""
    return with_format(text, 1) if sort == "header" else text


MIGRATIONS: Final[Mapping[int, Migration]] = MappingProxyType({0: to_1})
"""What leads from each format to the next. Every format that there has been has a row, and keeps it."""


def with_format(text: str, number: int) -> str:
    """A header that says it is of a format: the number put in place, or a line of its own before the first key."""
    from directions_cli.store.appending import newline_of
    from directions_cli.store.spans import layout_of

    before, layout = read_yaml(text).value, layout_of(text)
    span = layout.spans.get(("format",))
    if span is not None:
        made = text[: span.start] + str(number) + text[span.end :]
    else:
        first = min(layout.keys.values(), default=0)
        line = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
        margin = text[line:first]
        ending = ", " if layout.spans[()].flow else newline_of(text) + margin
        made = f"{text[:first]}format: {number}{ending}{text[first:]}"
    try:
        if read_yaml(made).value == {**before, "format": number}:
            return made
    except YamlFault:
        pass
    raise ValueError(f"write `format: {number}` on a line of its own before the first key; it can't be put in as the file is")


def format_of(data: bytes) -> int | None:
    """The format that a header says it is of: 0 where it says none, None where that can't be made out."""
    try:
        text = read_text(data)
        value = read_yaml(text).value
    except YamlFault:
        found = STATED.search(data.decode("utf-8", "replace"))
        return int(found[1]) if found else None
    if not isinstance(value, dict):
        return None
    number = value.get("format", 0)
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else None


def known_format(data: bytes, where: str = f"register/{HEADER}", otherwise: int = FORMAT) -> int:
    """The format by which a register is to be read; `otherwise` where its header does not make it out.

    Raises `NewerFormat` for one that this program does not know. `where` is the header, as messages name it.
    """
    plain = STATED.findall(data.decode("utf-8", "replace"))
    if plain == [str(FORMAT)]:
        return FORMAT  # as nearly every header says; what else it holds is judged when it is read
    number = format_of(data)
    if number is not None and number > FORMAT:
        raise NewerFormat(number, FORMAT, _line_of(data, where))
    return otherwise if number is None else number


def _line_of(data: bytes, where: str) -> str:
    found = STATED.search(data.decode("utf-8", "replace"))
    return f"{where}:{len(lines_of(found.string[: found.start()])) + 1}" if found else where


def format_among(files: Iterable[Found]) -> int:
    """The format of the register that files are of. Raises `NewerFormat`."""
    header = next((each for each in files if each.sort == "header" and not each.unreadable), None)
    return FORMAT if header is None else known_format(header.data)


def carried(sort: Sort, text: str, number: int, migrations: Mapping[int, Migration] = MIGRATIONS) -> str:
    """The text of a file of format `number`, in the format that the last of the migrations leads to.

    Raises `ValueError` as a migration does; for a text that is not YAML that a register may hold, `YamlFault`.
    """
    while number in migrations:
        text, number = migrations[number](sort, text), number + 1
    return text


def carried_file(found: Found, number: int, migrations: Mapping[int, Migration] = MIGRATIONS) -> Found:
    """A file of format `number` as `carried` gives it, byte-order mark and line ends kept. Raises as that does."""
    if found.sort in ("stray", "link") or found.unreadable or number not in migrations:
        return found
    mark = BOM_UTF8 if found.data.startswith(BOM_UTF8) else b""
    return found._replace(data=mark + carried(found.sort, read_text(found.data), number, migrations).encode())


def moved(files: Iterable[Found], number: int, migrations: Mapping[int, Migration] = MIGRATIONS) -> Iterator[tuple[Found, Found]]:
    """The files that differ in the newest format, each before and after. Raises `ValueError` with the file named."""
    for found in files:
        try:
            after = carried_file(found, number, migrations)
        except (ValueError, YamlFault) as error:
            raise ValueError(f"register/{found.path}: {error}") from None
        if after.data != found.data:
            yield found, after
