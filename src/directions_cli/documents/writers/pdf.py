"""A document in PDF, tagged for everybody (PDF/UA-1): walk.typ walks the tree, `style.typ` of the shelf holds the looks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from directions_cli.documents.coverage import is_plain
from directions_cli.documents.extras import missing
from directions_cli.documents.shelf import SHIPPED, Shelf
from directions_cli.documents.tree import Document
from directions_cli.documents.writers import typst_tree
from directions_cli.documents.writers.typst_press import Asked, Stopped, pressed, pressed_apart
from directions_cli.errors import Unreadable

STYLE: Final = "style.typ"
LOGOS: Final = ("logo.svg", "logo.png")
PICTURES: Final = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
FONTS: Final = (".ttf", ".otf", ".ttc", ".otc")
TEXT_FONTS, WIDE_FONTS = "fonts/text", "fonts/wide"
WIDE: Final = ("DejaVu Sans", "Unifont", "Unifont Upper")
"""The families of the fonts that are loaded only where a document needs them."""

ROW_HEADER: Final = re.compile(
    rb"(\n[0-9]+ 0 obj\n<</Type/StructElem/S/T)D(/P [0-9]+ 0 R/A\[<</O/Table)(/Headers\[\(U[0-9]+x0y[0-9]+\)\])"
)
"""The cell at the head of a row. Its column number, 0, stands in the name of the heading that it refers to."""
SCOPE: Final = b"/Scope/Row"


def write(document: Document, shelf: Shelf, large_print: bool = False) -> bytes:
    """The document as PDF/UA-1, in 18 point where large print is asked for. The same document gives the same bytes.

    Raises `Unreadable` for a style that can't be used, `WronglyAsked` where the optional part for PDF is missing.
    """
    about = typst_tree.about(document, large_print)
    room = typst_tree.ROOM_IN_LARGE_PRINT if large_print else typst_tree.ROOM
    blocks = typst_tree.plain_blocks(document.blocks, room, large_print)
    wide = not all(map(is_plain, _texts([about, blocks])))
    given = {"about": about, "blocks": blocks, "fonts": WIDE if wide else (), "logo": None}
    fonts = tuple(str(shelf.base / each) for each in ((TEXT_FONTS, WIDE_FONTS) if wide else (TEXT_FONTS,)))
    at = int(datetime.combine(document.day, time(12), UTC).timestamp())
    try:
        return _with_row_headers(_made(shelf, given, fonts, at))
    except ImportError:
        raise missing("pdf", "PDF documents") from None
    except Stopped as stopped:
        raise Unreadable(str(stopped), stopped.where or _style(shelf)) from None


def _made(shelf: Shelf, given: dict[str, Any], fonts: tuple[str, ...], at: int) -> bytes:
    own = dict(_own(shelf))
    walk = Path(__file__).with_name("walk.typ").read_text(encoding="utf-8")
    if not own:
        source = f'#import "/{STYLE}" as shipped; #let base = dictionary(shipped); #let own = (:)\n{walk}'
        return pressed(Asked(source, str(shelf.base), json.dumps(given), fonts, at))
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        for name, path in {**own, f"{SHIPPED}{STYLE}": shelf.base / STYLE}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(shelf.bytes(path))
        given["logo"] = next((f"/{name}" for name in LOGOS if name in own), None)
        theirs = f'#import "/{STYLE}" as theirs; #let own = dictionary(theirs)' if STYLE in own else "#let own = (:)"
        source = f'#import "/{SHIPPED}{STYLE}" as shipped; #let base = dictionary(shipped); {theirs}\n{walk}'
        try:
            return pressed_apart(Asked(source, folder, json.dumps(given), (*fonts, str(root / "fonts")), at))
        except Stopped as stopped:
            raise Stopped(str(stopped), _in_its_place(stopped.where, root.name, own)) from None


def _in_its_place(where: str | None, copied_to: str, own: Mapping[str, Path]) -> str | None:
    """File and line of what is wrong, as the authority knows the file: typst read a copy of it."""
    from directions_cli.documents.making import told_path

    name, _, line = (where or "").partition(f"/{copied_to}/")[2].rpartition(":")
    return f"{told_path(own[name])}:{line}" if name in own else where


def _style(shelf: Shelf) -> str | None:
    """The path of the authority's own style, if it has one."""
    from directions_cli.documents.making import told_path

    path = shelf.find(STYLE) if shelf.is_own(STYLE) else None
    return told_path(path) if path else None


def _own(shelf: Shelf) -> Iterator[tuple[str, Path]]:
    """The files that an authority's style may read, if the register has any of its own: typst, pictures, fonts."""
    if shelf.own is None:
        return
    for name in shelf.names():
        if Path(name).suffix.lower() in (".typ", *PICTURES, *FONTS) and shelf.is_own(name):
            path = shelf.find(name)
            assert path is not None
            yield name, path


def _texts(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping):
        yield from _texts(list(values.values()))
    elif isinstance(values, list):
        for each in values:
            yield from _texts(each)


def _with_row_headers(made: bytes) -> bytes:
    """The PDF with the first cell of each row as the header of the row, which typst has no word for; no byte moves."""
    return ROW_HEADER.sub(lambda found: found[1] + b"H" + found[2] + SCOPE.ljust(len(found[3])), made)
