"""The forms in which results are printed: a table, JSON, CSV, Markdown. Each is made as text and printed once."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, Final, NamedTuple

from directions_cli.domain.harmless import harmless
from directions_cli.domain.json_text import in_json
from directions_cli.errors import Unprinted


class Format(str, Enum):
    """Forms of a result."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"


class Column(NamedTuple):
    """A column: its key, its heading, and how wide a terminal must be (in characters) for it to be shown."""

    key: str
    heading: str
    from_width: int = 0
    right: bool = False


def as_json(value: Any) -> str:
    """Indented JSON with a line end. Days are ISO text, money a number of pounds."""
    return in_json(value, indent=2) + "\n"


def said(value: Any) -> str:
    """A value as people read it in a cell."""
    if type(value) is str:
        return harmless(value)
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(said, value))
    if isinstance(value, dict):
        return "; ".join(said(each) for each in value.values() if each is not None)
    return harmless(str(value))


def as_csv(rows: Sequence[dict[str, Any]], columns: Sequence[Column]) -> str:
    """CSV with a heading row. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.key for column in columns])
    for row in rows:
        writer.writerow([_safe(row[column.key]) for column in columns])
    return out.getvalue()


def _safe(value: Any) -> str:
    from directions_cli.domain.formula import guarded

    text = said(value)
    return text if isinstance(value, Decimal | int) else guarded(text)


def as_markdown(rows: Sequence[dict[str, Any]], columns: Sequence[Column]) -> str:
    """A Markdown table; what a cell holds comes out as text, not as markup."""
    lines = [
        "| " + " | ".join(column.heading for column in columns) + " |",
        "|" + "|".join(" ---: " if column.right else " --- " for column in columns) + "|",
    ]
    lines += ["| " + " | ".join(escaped(said(row[column.key])) for column in columns) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text for Markdown, so that nothing in it is taken for markup."""
    for character in "\\`*_[]<>|#":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", " ")


def as_table(rows: Sequence[dict[str, Any]], columns: Sequence[Column], style: Callable[[str, Any], str] | None = None) -> str:
    """A table for the terminal, as wide as it is, with the columns that fit; `style` colours a cell by key and value."""
    from directions_cli.cli.terminal import print_table, width

    shown = [column for column in columns if column.from_width <= width()]
    return print_table([[said(row[column.key]) for column in shown] for row in rows], shown, rows, style)


GONE: Final = (errno.EPIPE, errno.EINVAL)
"""How a system says that nobody reads any more; Windows says the latter."""


def emit(text: str | bytes) -> None:
    """Print a finished result; bytes keep their own line ends. A reader that has gone away is no error of ours.

    Raises `Unprinted` where it can't be printed otherwise, as on a full disk.
    """
    try:
        if isinstance(text, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else it would fail again at the end
        if error.errno not in GONE:
            raise Unprinted(f"the result can't be printed: {error.strerror}; give it another standard output") from None


@contextlib.contextmanager
def telling(done: str) -> Iterator[None]:
    """Print what came of an act. Where that can't be printed, it is said that the act is done all the same."""
    try:
        yield
    except Unprinted as error:
        raise Unprinted(f"{done}; but {error}") from None


LISTS: Final[dict[Format, Callable[[Sequence[dict[str, Any]], Sequence[Column]], str]]] = {
    Format.table: as_table,
    Format.json: lambda rows, _: as_json(list(rows)),
    Format.csv: as_csv,
    Format.markdown: as_markdown,
}
