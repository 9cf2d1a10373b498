"""What is printed for eyes: tables and panels with rich, plain where there is no terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from directions_cli.cli.formats import Column

WIDE = 200
"""Characters a line may take where no terminal sets a width, as in a file or a pipe."""
KEPT_WHOLE = frozenset(
    "reference id status resource approved issued ends takes_effect review progress commit date code severity"
    " about when number meeting day year budget directed balance share difference left".split()
)
LEAST = {
    "title": 24,
    "to": 16,
    "functions": 26,
    "delivery_issues": 14,
    "replaced_by": 20,
    "function": 26,
    "what": 22,
    "references": 21,
    "year_money": 11,
    "money": 11,
    "flags": 10,
}
"""Characters that a column of words has at least, however narrow the terminal."""
LEAST_WORD, BETWEEN = 8, 3
"""Characters that any other column has at least, and those between two columns."""
STATUS_STYLES = {
    "draft": "yellow",
    "issued": "green",
    "retained": "green",
    "varied": "cyan",
    "superseded": "cyan",
    "closed": "dim",
    "revoked": "red",
}


def at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def width() -> int:
    """Characters of a line of standard output."""
    if "COLUMNS" in os.environ or sys.stdout.isatty():
        return shutil.get_terminal_size((80, 24)).columns
    return WIDE


def print_table(
    cells: Sequence[Sequence[str]],
    columns: Sequence[Column],
    rows: Sequence[dict[str, Any]],
    style: Callable[[str, Any], str] | None = None,
) -> str:
    """The text of a table. Colour only at a terminal, and never with NO_COLOR."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return _plain(cells, columns)
    import io

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column, wide in zip(columns, _narrowed(cells, columns, width()), strict=True):
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            no_wrap=column.key in KEPT_WHOLE,
            overflow="fold",
            min_width=None if wide else LEAST.get(column.key),
            width=wide,
        )
    for line, row in zip(cells, rows, strict=True):
        pairs = zip(line, columns, strict=True)
        table.add_row(*(Text(text, style=style(column.key, row[column.key]) if style else "") for text, column in pairs))
    out = io.StringIO()
    Console(file=out, width=width(), force_terminal=sys.stdout.isatty(), highlight=False, emoji=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _narrowed(cells: Sequence[Sequence[str]], columns: Sequence[Column], room: int) -> list[int | None]:
    """How wide each column is where what some have at least leaves too little for the others; None where rich finds out.

    Rich takes from the widest columns and only then widens those that are below their least: the line was longer than the
    terminal then, and its end was cut off. Where the leasts do not fit, no column has one.
    """
    natural = [max(map(_longest_line, texts)) for texts in zip([column.heading for column in columns], *cells, strict=True)]
    left = room - BETWEEN * (len(columns) - 1)
    if sum(natural) <= left:
        return [None] * len(columns)
    whole = [column.key in KEPT_WHOLE for column in columns]
    for few in ([LEAST.get(column.key, LEAST_WORD) for column in columns], [LEAST_WORD] * len(columns)):
        least = [wide if kept else min(wide, each) for wide, kept, each in zip(natural, whole, few, strict=True)]
        if sum(least) <= left:
            most = max(cap for cap in range(left + 1) if sum(_capped(natural, least, whole, cap)) <= left)
            fits = all(kept or LEAST.get(column.key, 0) <= most for kept, column in zip(whole, columns, strict=True))
            return [None] * len(columns) if fits else list(_capped(natural, least, whole, most))
    return [None] * len(columns)


def _capped(natural: Sequence[int], least: Sequence[int], whole: Sequence[bool], cap: int) -> list[int]:
    """The widths where no column that may be wrapped is wider than `cap`, unless it has more at least."""
    return [wide if kept else max(few, min(wide, cap)) for wide, few, kept in zip(natural, least, whole, strict=True)]


def _longest_line(text: str) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, text.splitlines()), default=0)


def _plain(cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> str:
    """Columns of text, each as wide as its widest cell, without colour or lines: for pipes and files."""
    lines = [[column.heading for column in columns], *cells]
    widths = [max(map(len, texts)) for texts in zip(*lines, strict=True)]
    line = "  ".join(f"{{:{'>' if column.right else '<'}{wide}}}" for wide, column in zip(widths, columns, strict=True))
    return "".join(f"{line.format(*texts).rstrip()}\n" for texts in lines)


def status_style(key: str, value: Any) -> str:
    """The colour of a status; other cells stay plain."""
    return STATUS_STYLES.get(value, "") if key == "status" else ""
