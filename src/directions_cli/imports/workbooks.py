"""Opening a workbook with the library for it, so that no workbook ends the program.

The library is not written in Python: where it panics, or finds no memory, no error of Python comes of it. What it is given is
therefore bounded first (`bounds`); and a workbook of the older format, which can't be, is tried in a process of its own.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from directions_cli.errors import Unreadable, WronglyAsked
from directions_cli.imports.bounds import MOST_PLACES, bounded
from directions_cli.imports.grid import Links
from directions_cli.imports.links import links_of
from directions_cli.imports.packages import package

SECONDS: Final = 60
"""How long a workbook of the older format may be tried."""
OLDER: Final = "workbook of the older format"
MEMORY: Final = 2_000_000_000
_TRIED: Final = "it takes more memory or time than a log of directions, or is damaged"


def library() -> Any:
    """The library for workbooks. Raises `WronglyAsked` where it is not installed."""
    try:
        import python_calamine
    except ImportError:
        line = 'python -m pip install "directions-cli[excel]"'
        raise WronglyAsked(f"Excel workbooks need the optional part [excel]: install it with `{line}`") from None
    return python_calamine


def workbook_of(data: bytes, shown: str, what: str) -> tuple[Any, dict[str, Links]]:
    """A workbook that is known to be within bounds, and the addresses behind its cells by sheet. `what` it is called.

    Raises `Unreadable`. What is read of it later belongs into `reading`.
    """
    calamine = library()
    links: dict[str, Links] = {}
    if what == OLDER:
        _tried(data, shown)
    else:
        opened = package(data, shown, what)
        bounded(opened, shown)
        links = links_of(opened, shown)
    with reading(shown):
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)), links


@contextmanager
def reading(shown: str) -> Iterator[None]:
    """What the library can't read, and what it breaks down on, is an `Unreadable`."""
    calamine = library()
    try:
        yield
    except (calamine.CalamineError, ValueError, OSError, OverflowError) as error:
        if "assword" in str(error):
            raise Unreadable("is protected by a password; save it anew without one", shown) from None
        raise Unreadable(f"can't be read as a spreadsheet ({error}); open it and save it anew", shown) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("can't be read as a spreadsheet (the library broke down); open it and save it anew", shown) from None


def _tried(data: bytes, shown: str) -> None:
    """Read a workbook in a process of its own, which may break down. Raises `Unreadable` where it does."""
    command = [sys.executable, "-P", "-X", "utf8", "-m", __name__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Unreadable(f"can't be read: {_TRIED}; save it anew as .xlsx", shown) from None
    if done.returncode:
        raise Unreadable(f"can't be read: {_TRIED}; save it anew as .xlsx", shown)


def main() -> int:
    """Read the workbook on standard input to its end. 0: nothing speaks against reading it, though it may be none."""
    _limit_memory()
    calamine = library()
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > MOST_PLACES:
                return 1
            sheet.to_python(skip_empty_area=False)
    except (calamine.CalamineError, ValueError, OSError):
        return 0
    return 0


def _limit_memory() -> None:
    """Where the system can (Linux, macOS): no more than `MEMORY`."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, AttributeError, ValueError, OSError):
        pass


if __name__ == "__main__":
    raise SystemExit(main())
