"""A workbook of the older format of Excel, as small as can be: a compound file that holds one stream of records."""

from __future__ import annotations

import struct

SECTOR = 512
LAST, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _cell(row: int, column: int) -> bytes:
    return _record(0x203, struct.pack("<HHHd", row, column, 0, 1.0))


def _globals(at: int) -> bytes:
    return _begin(5) + _record(0x85, struct.pack("<IBBBB", at, 0, 0, 3, 0) + b"Log") + _record(0x0A)


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0" if name else b""
    about = struct.pack("<HBBIII", len(letters), kind, 1, FREE, FREE, child)
    return letters.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)


def older(row: int, column: int) -> bytes:
    """A workbook with a number in its first cell and one in the cell named, both counted from 0."""
    book = (_globals(len(_globals(0))) + _begin(0x10) + _cell(0, 0) + _cell(row, column) + _record(0x0A)).ljust(4096, b"\0")
    count = len(book) // SECTOR
    table = [TABLE, LAST, *(number + 3 for number in range(count - 1)), LAST]
    folder = _entry("Root Entry", 5, LAST, 0, 1) + _entry("Workbook", 2, 2, len(book)) + _entry("", 0, 0, 0) * 2
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, LAST, 0, LAST, 0, 0) + b"\xff" * 4 * 108
    return head + struct.pack("<128I", *table, *[FREE] * (128 - len(table))) + folder + book
