"""The screenshots in docs/pictures, made by the program itself from the worked example: `python docs/pictures.py --write`.

Each is what a terminal of 118 columns shows, in the program's own colours, as an SVG that loads nothing from elsewhere.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

PICTURES: Final = Path(__file__).parent / "pictures"
DAY: Final = "2026-11-22"
WIDTH: Final = 118
MOST: Final = 34
"""Lines of a picture; what is longer is cut and ends in an ellipsis."""


class Picture(NamedTuple):
    """A screenshot: the command that it shows, and its words for those who can't see it."""

    arguments: tuple[str, ...]
    alt: str


SHOWN: Final[dict[str, Picture]] = {
    "log": Picture(
        ("log", "--status", "extant"),
        "The log of the example in a terminal: a row for each extant direction with reference, title, status, recipients, day"
        " of issue and resource.",
    ),
    "due": Picture(
        ("due", "--within", "30d"),
        "The list of what is due in a terminal: what is overdue, in red, then what is to come within 30 days, with whose it is.",
    ),
    "coverage": Picture(
        ("coverage",),
        "The coverage of the example in a terminal: functions, partners and priorities with the directions that cover each, and"
        " what has none.",
    ),
    "show": Picture(
        ("show", "EXIJB-16/06/2026-001"),
        "One direction in a terminal: its status, terms, milestones, money, chain and history.",
    ),
    "here": Picture(
        (),
        "What the program says when no command is given: how many directions there are, the branch, drafts, what is due and"
        " what could come next.",
    ),
}
FORMAT: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}">
<title>ALT</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
<rect fill="#1c1f26" x="0" y="0" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
IDENTITY: Final = {
    f"GIT_{who}_{what}": f"officer{'@example.org' if what == 'EMAIL' else ''}"
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}


def pictures() -> dict[str, str]:
    """Every picture by its name, drawn now, from a worked example that is made for it."""
    with tempfile.TemporaryDirectory(prefix="directions-pictures-") as folder:
        _run("--today", DAY, "init", "--example", "example", cwd=folder)
        return {name: drawn(name, picture, _coloured(picture, f"{folder}/example")) for name, picture in SHOWN.items()}


def _coloured(picture: Picture, register: str) -> str:
    """What the command prints at a terminal, colours and all."""
    code = (
        "import sys; sys.stdout.isatty = lambda: True\n"
        "from directions_cli.cli.main import run\n"
        f"run({['--no-pager', '--today', DAY, *picture.arguments]!r})\n"
    )
    env = {
        **os.environ,
        **IDENTITY,
        "COLUMNS": str(WIDTH),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONIOENCODING": "utf-8",
    }
    env.pop("NO_COLOR", None)
    done = subprocess.run([sys.executable, "-c", code], cwd=register, env=env, capture_output=True, check=False)
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


def drawn(name: str, picture: Picture, said: str) -> str:
    """The SVG of a command and of what it prints."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    theme = TerminalTheme(
        (28, 31, 38),
        (226, 228, 233),
        [
            (28, 31, 38),
            (255, 128, 128),
            (130, 217, 149),
            (240, 205, 110),
            (125, 180, 255),
            (214, 160, 240),
            (120, 214, 222),
            (226, 228, 233),
        ],
        [
            (150, 156, 168),
            (255, 128, 128),
            (130, 217, 149),
            (240, 205, 110),
            (125, 180, 255),
            (214, 160, 240),
            (120, 214, 222),
            (255, 255, 255),
        ],
    )
    lines = said.rstrip("\n").split("\n")
    lines = [*lines[: MOST - 1], "…"] if len(lines) > MOST else lines
    command = " ".join(("$ directions", *picture.arguments))
    console = Console(
        record=True,
        width=WIDTH,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        highlight=False,
    )
    console.print(Text(command, style="bold"))
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=False, no_wrap=True, overflow="crop")
    text = console.export_svg(theme=theme, code_format=FORMAT, unique_id=name)
    return re.sub(r"[ \t]+$", "", text.replace("ALT", picture.alt, 1), flags=re.MULTILINE)


def _run(*arguments: str, cwd: str) -> None:
    env = {**os.environ, **IDENTITY}
    subprocess.run([sys.executable, "-m", "directions_cli", *arguments], cwd=cwd, env=env, capture_output=True, check=True)


def main() -> int:
    """Draw all pictures; with `--write`, put those that differ into docs/pictures."""
    PICTURES.mkdir(exist_ok=True)
    for name, text in pictures().items():
        path = PICTURES / f"{name}.svg"
        if "--write" in sys.argv and (not path.exists() or path.read_text(encoding="utf-8") != text):
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"docs/pictures/{path.name} brought up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
