"""Typst run on a source: in this process, or for a style that may be a stranger's in one of its own, with limits.

What a source may read is one folder. Packages are not fetched: the way to the network is shut, and the folders where typst
looks for packages are empty. `python -m` this module is the process of its own.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

SECONDS: Final = 30
MEMORY: Final = 4_000_000_000
PPI: Final = 216
"""Dots to the inch of a picture: sharp in print."""
NOWHERE: Final = "http://127.0.0.1:9"
_NO_FONT: Final = re.compile("unknown font family: ([^\n]+)")
PROXIES: Final = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


class Stopped(Exception):
    """Typst made no document; `where` is the file and line, as far as known."""

    def __init__(self, message: str, where: str | None = None) -> None:
        super().__init__(message)
        self.where = where


@dataclass(frozen=True, slots=True)
class Asked:
    """What typst is asked for: a source, the folder that it may read, its input, the folders of fonts, the time of the file."""

    source: str
    root: str
    document: str
    fonts: tuple[str, ...]
    time: int


def pressed(asked: Asked) -> bytes:
    """The PDF, made in this process. Raises `Stopped`, and `ImportError` where typst is not installed."""
    import typst

    try:
        made, warnings = _compiler(asked.root, asked.fonts).compile_with_warnings(
            asked.source.encode(),
            sys_inputs={"document": asked.document},
            pdf_standards=["ua-1"],
            timestamp=asked.time,
        )
    except typst.TypstError as error:
        raise Stopped(*_said(error)) from None
    for warning in warnings:
        if found := _NO_FONT.search(str(warning.message)):
            # In the font that takes its place words would be too wide or too narrow for their room, and run together.
            raise Stopped(f"there is no font {found[1]!r}; put its file (.ttf or .otf) into templates/fonts/")
    assert isinstance(made, bytes)
    return made


def png(svg: str, width: float, root: str, fonts: tuple[str, ...]) -> bytes:
    """A picture of our own as PNG, `width` points wide, for print. Raises `Stopped`, `ImportError` where typst is missing."""
    import typst

    source = (
        f"#set page(width: {width:.2f}pt, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.picture), format: "svg", width: 100%)'
    )
    try:
        made = _compiler(root, fonts).compile(source.encode(), format="png", ppi=PPI, sys_inputs={"picture": svg})
    except typst.TypstError as error:
        raise Stopped(*_said(error)) from None
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=4)
def _compiler(root: str, fonts: tuple[str, ...]) -> Any:
    import typst

    nowhere = str(Path(root) / ".none")
    loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(fonts))
    return typst.Compiler(root=root, font_paths=loaded, package_path=nowhere, package_cache_path=nowhere)


def _said(error: Any) -> tuple[str, str | None]:
    """What an error of typst says, in one line, and the line of which file it is about."""
    message = " ".join(str(error.message).split()).removeprefix("assertion failed: ")
    if "package" in message:
        message = "asks for a package, and packages are not fetched; copy what you need of it into the style"
    lines = [line.partition("┌─ ")[2].strip() for line in str(error.diagnostic).splitlines() if "┌─ " in line]
    own = [line for line in lines if "__typst" not in line]
    where = re.sub(r"(:[0-9]+):[0-9]+$", r"\1", own[0].replace("\\", "/")) if own else None
    hints = "; ".join(" ".join(str(each).split()) for each in error.hints if "--root" not in str(each))
    return (f"{message} ({hints})" if hints else message), where


def pressed_apart(asked: Asked, seconds: float = SECONDS) -> bytes:
    """The PDF, made in a process of its own that is stopped after some seconds. Raises `Stopped`."""
    environment = {name: value for name, value in os.environ.items() if name.upper() not in (*PROXIES, "NO_PROXY")}
    environment |= {each: NOWHERE for name in PROXIES for each in (name, name.lower())}
    command = [sys.executable, "-P", "-X", "utf8", "-m", __name__]
    try:
        done = subprocess.run(
            command, input=json.dumps(asdict(asked)).encode(), capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise Stopped(f"typst was stopped after {seconds:g} seconds; does the style loop for ever?") from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    try:
        message, where = json.loads(done.stdout)
    except ValueError:
        raise Stopped("typst broke down on the style; does it take too much memory?") from None
    raise Stopped(message, where)


def main() -> int:
    """Read what is asked for from standard input, write the PDF to standard output, or message and place as JSON (exit 1)."""
    _limit_memory()
    given = json.load(sys.stdin)
    try:
        made = pressed(Asked(**{**given, "fonts": tuple(given["fonts"])}))
    except Stopped as stopped:
        sys.stdout.write(json.dumps([str(stopped), stopped.where]))
        return 1
    sys.stdout.buffer.write(made)
    return 0


def _limit_memory() -> None:
    """Where the system can (Linux, macOS): typst gets no more than `MEMORY`."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, AttributeError, ValueError, OSError):
        pass


if __name__ == "__main__":
    raise SystemExit(main())
