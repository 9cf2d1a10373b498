"""What is longer than the terminal is shown page by page, by the pager of the user's choice; in pipes and files never."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import Final

from directions_cli.cli.formats import emit
from directions_cli.cli.settings import Settings

ANSI: Final = re.compile(r"\x1b\[[0-9;]*m")
SETTINGS: Final = {"LESS": "-FRX -PsSpace for the next page, q to go back$", "LESSCHARSET": "utf-8"}
"""For `less`, unless the user has set them: end at once where all fits, show colours, leave the text there, say how to go on."""
NONE: Final = ("", "cat")


def emit_long(settings: Settings, text: str | bytes) -> None:
    """Print a finished result, through the pager where it is longer than the terminal is high."""
    command = pager() if settings.paged and isinstance(text, str) and too_long(text) else None
    if command is None or isinstance(text, bytes) or not _paged(command, text):
        emit(text)


def pager() -> list[str] | None:
    """The pager: `PAGER`, else `less`, else `more`; None where the user wants none (`PAGER=cat`) or there is none."""
    said = os.environ.get("PAGER")
    if said is not None:
        import shlex

        words = shlex.split(said, posix=os.name == "posix")
        return None if said.strip() in NONE else words
    found = shutil.which("less") or shutil.which("more")
    return [found] if found else None


def too_long(text: str) -> bool:
    """Whether it is shown at a terminal that is less high than the text; a long line takes several of the screen."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    columns, lines = shutil.get_terminal_size((80, 24))
    taken = (max(1, -(-len(ANSI.sub("", line)) // max(columns, 1))) for line in text.splitlines())
    return sum(taken) >= lines


def _paged(command: list[str], text: str) -> bool:
    """Show a text with the pager. False where it can't be started."""
    sys.stdout.flush()
    try:
        running = subprocess.Popen(command, stdin=subprocess.PIPE, env={**SETTINGS, **os.environ})
    except (OSError, ValueError):
        return False
    assert running.stdin is not None
    try:
        running.stdin.write(_for(command, text))
        running.stdin.close()
    except OSError:
        pass  # the reader has seen enough
    while True:
        try:
            running.wait()
        except KeyboardInterrupt:
            continue  # it is the pager's to answer
        return True


def _for(command: list[str], text: str) -> bytes:
    """The text as the pager reads it; the `more` of Windows knows no colours, and the letters of the console only."""
    if sys.platform == "win32" and os.path.basename(command[0]).lower().removesuffix(".com") == "more":  # noqa: PTH119
        import ctypes

        return ANSI.sub("", text).encode(f"cp{ctypes.windll.kernel32.GetConsoleOutputCP() or 65001}", "replace")
    return text.encode("utf-8", "replace")
