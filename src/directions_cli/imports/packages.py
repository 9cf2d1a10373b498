"""Opening files made by others: zip packages of XML, within bounds and without anything that XML may call for.

A spreadsheet or form comes by e-mail. A small file may unpack to gigabytes, and XML may define entities that grow without
end or name other files; no such thing is followed.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from directions_cli.errors import Unreadable

LARGEST_FILE = 60_000_000
LARGEST_PART = 300_000_000
"""Bytes that all parts of a package may unpack to."""
MOST_PARTS = 5_000
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What Python's own library raises over a package that is damaged or made to mislead it."""
STEEPEST = 400
"""How many times its packed size a part of more than a megabyte may unpack to."""


def bytes_within(path: Path, shown: str) -> bytes:
    """The bytes of a file. Raises `Unreadable` where it can't be read or is too large."""
    try:
        if not path.is_file():
            raise Unreadable("is no file" if path.exists() else "there is no such file", shown)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror or error}", shown) from None
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"is larger than {LARGEST_FILE // 1_000_000} MB; no log or form of directions needs so much", shown)
    if not data:
        raise Unreadable("is empty", shown)
    return data


def package(data: bytes, shown: str, what: str) -> zipfile.ZipFile:
    """A zip package whose parts are known to be within bounds. Raises `Unreadable` where it is none, is broken or swells."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable(f"is protected by a password, or is of an older format; save it anew as {what} without one", shown)
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        raise Unreadable(f"is no {what}, or is damaged; open it and save it anew", shown) from None
    parts = opened.infolist()
    swelling = [part for part in parts if part.file_size > 1_000_000 and part.file_size > STEEPEST * max(part.compress_size, 1)]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_PART or swelling:
        raise Unreadable(f"unpacks to far more than any {what} of directions holds; it was not opened", shown)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(f"is protected by a password; save it anew as {what} without one", shown)
    return opened


def part_of(opened: zipfile.ZipFile, name: str, shown: str) -> bytes | None:
    """The bytes of a part, or None where there is none; never more than it said of itself."""
    try:
        info = opened.getinfo(name)
        with opened.open(info) as part:
            data = part.read(info.file_size + 1)
    except KeyError:
        return None
    except BROKEN:
        raise Unreadable(f"is damaged ({name} can't be unpacked); open it and save it anew", shown) from None
    if len(data) > info.file_size:
        raise Unreadable(f"is damaged ({name} is larger than it says)", shown)
    return data


def walk(
    data: bytes,
    shown: str,
    begins: Callable[[str, dict[str, str]], None],
    ends: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Go through XML once, telling of each element by its local name. A document type, and so any entity, is refused."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def refused(*_: Any) -> None:
        raise Unreadable("holds a document type or entities, which no such file needs; it was not read", shown)

    parser.StartDoctypeDeclHandler = refused
    parser.EntityDeclHandler = refused
    parser.StartElementHandler = lambda name, found: begins(_local(name), {_local(key): each for key, each in found.items()})
    parser.EndElementHandler = lambda name: ends(_local(name))
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable(f"is damaged: its XML can't be read ({error}); open it and save it anew", shown) from None


def _local(name: str) -> str:
    return name.rpartition("}")[2]
