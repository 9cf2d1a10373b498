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
    for column in columns:
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            no_wrap=column.key in KEPT_WHOLE,
            overflow="fold",
            min_width=LEAST.get(column.key),
        )
    for line, row in zip(cells, rows, strict=True):
        pairs = zip(line, columns, strict=True)
        table.add_row(*(Text(text, style=style(column.key, row[column.key]) if style else "") for text, column in pairs))
    out = io.StringIO()
    Console(file=out, width=width(), force_terminal=sys.stdout.isatty(), highlight=False, emoji=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _plain(cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> str:
    """Columns of text, each as wide as its widest cell, without colour or lines: for pipes and files."""
    lines = [[column.heading for column in columns], *cells]
    widths = [max(len(line[number]) for line in lines) for number in range(len(columns))]
    shown = []
    for line in lines:
        parts = zip(line, widths, columns, strict=True)
        shown.append("  ".join(t.rjust(w) if column.right else t.ljust(w) for t, w, column in parts).rstrip())
    return "\n".join(shown) + "\n"


def status_style(key: str, value: Any) -> str:
    """The colour of a status; other cells stay plain."""
    return STATUS_STYLES.get(value, "") if key == "status" else ""
