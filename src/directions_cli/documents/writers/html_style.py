"""What a page of HTML takes of the shelf: its style, which fetches nothing, and the authority's logo, put in whole."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

from directions_cli.documents.shelf import Shelf
from directions_cli.errors import Unreadable

STYLE: Final = "style.css"
SITE_STYLE: Final = "site/register.css"
LOGOS: Final = {"logo.svg": "image/svg+xml", "logo.png": "image/png"}
_OUTSIDE: Final = (
    (re.compile(r"@import", re.IGNORECASE), "@import fetches another file"),
    (re.compile(r"url\(\s*[\"']?(?!\s*[\"']?(?:data:|#))", re.IGNORECASE), "url( fetches another file"),
    (re.compile(r"(?:image-set|\bimage|\bsrc)\(\s*[\"'](?!data:|#)", re.IGNORECASE), "it fetches a picture"),
)
_ESCAPED: Final = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE)


def style(shelf: Shelf) -> str:
    """The style of documents, which can neither end its element nor fetch anything."""
    return re.sub(r"</(?=style)", r"<\\/", _alone(shelf, STYLE, "a document stands alone"), flags=re.IGNORECASE)


def site_style(shelf: Shelf) -> str:
    """The style of the public register, which fetches nothing from elsewhere."""
    return _alone(shelf, SITE_STYLE, "a page asks for nothing from elsewhere")


def _alone(shelf: Shelf, name: str, why_not: str) -> str:
    found = shelf.text(name)
    if found is None:
        return ""
    return _checked(*found, why_not)


@lru_cache(maxsize=4)
def _checked(text: str, path: Path, why_not: str) -> str:
    """The text of a style that fetches nothing; looked through once, however many documents wear it."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, why in _OUTSIDE:
            if pattern.search(line) or pattern.search(_ESCAPED.sub(_meant, line)):
                what = f"{why_not}; put fonts and pictures in as `url(data:…)`"
                raise Unreadable(f"{why}, but {what}", f"{path}:{number}")
    return text.rstrip("\n") + "\n"


def _meant(found: re.Match[str]) -> str:
    """The character that an escape of CSS stands for, since `@\\69mport` is an import too."""
    if found[1] is None:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 else ""


def logo(shelf: Shelf, author: str) -> Iterator[str]:
    """The authority's logo as an element, if the shelf has one. Raises `Unreadable` for a file that is no picture."""
    for name, kind in LOGOS.items():
        path = shelf.find(name)
        if path is not None:
            data = picture_of(shelf, name, path)
            yield f'<img class="logo" src="data:{kind};base64,{b64encode(data).decode()}" alt="{escape(author)}">\n'
            return


def picture_of(shelf: Shelf, name: str, path: Path) -> bytes:
    """What the file of a logo holds. Raises `Unreadable` for a file that is no picture of its kind."""
    data = shelf.bytes(path)
    found = data.startswith(b"\x89PNG\r\n\x1a\n") if LOGOS[name] == "image/png" else b"<svg" in data
    if not found:
        raise Unreadable(f"is no {path.suffix[1:].upper()} picture; save it as one, or take it away", str(path))
    return data
