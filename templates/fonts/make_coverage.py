"""Which characters the fonts beside this file show: `python templates/fonts/make_coverage.py` writes the table of the program.

Only the standard library is needed. A test holds the table and the fonts together, so run this when a font is replaced.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

FONTS = Path(__file__).parent
TABLE = FONTS.parents[1] / "src" / "directions_cli" / "documents" / "covered.py"

NOT_TEXT = (
    # controls, and what stands in for a line end
    *range(0x20),
    *range(0x7F, 0xA0),
    0x2028,
    0x2029,
    # surrogates, private use: no two fonts agree on these
    *range(0xD800, 0xF900),
    *range(0xE0000, 0x110000),
    # no characters at all
    *range(0xFDD0, 0xFDF0),
    *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    # seen by nobody, or obeyed: as in domain/harmless.py, and further ones that readers of PDF drop
    0xAD,
    0x34F,
    0x61C,
    *(0x115F, 0x1160, 0x3164, 0xFFA0),
    *(0x17B4, 0x17B5),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF0, 0xFFFC),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
)
"""Characters that come out as their code even where a font has a sign for them."""


def covered(folder: str, together: bool) -> set[int]:
    """The characters that the fonts of a folder show: any of them, or all `together` (regular, bold, italic)."""
    found = [set(_characters(path.read_bytes())) for path in sorted((FONTS / folder).glob("*.[ot]tf"))]
    return (set.intersection(*found) if together else set.union(*found)) - set(NOT_TEXT)


def _characters(font: bytes) -> Iterator[int]:
    """The characters of a font's `cmap` table (OpenType: formats 4 and 12 are all that these fonts have)."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {font[at : at + 4]: struct.unpack_from(">L", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    start = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    for at in range(start + 4, start + 4 + 8 * count, 8):
        place = start + struct.unpack_from(">HHL", font, at)[2]
        (form,) = struct.unpack_from(">H", font, place)
        if form == 12:
            (groups,) = struct.unpack_from(">L", font, place + 12)
            for first, last, glyph in struct.iter_unpack(">LLL", font[place + 16 : place + 16 + 12 * groups]):
                yield from range(first + (glyph == 0), last + 1)
        elif form == 4:
            yield from _segments(font, place)


def _segments(font: bytes, place: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", font, place + 6)

    def row(number: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{twice // 2}H", font, place + 14 + number * twice + (2 if number else 0))

    for index, (last, first, delta, offset) in enumerate(zip(row(0), row(1), row(2), row(3), strict=True)):
        for character in range(first, last + 1):
            glyph = character
            if offset:
                at = place + 16 + 3 * twice + 2 * index + offset + 2 * (character - first)
                (glyph,) = struct.unpack_from(">H", font, at)
                if not glyph:
                    continue
            if (glyph + delta) % 0x10000:
                yield character


def ranges(characters: Iterable[int]) -> str:
    """Characters as ranges `FIRST-LAST` of hexadecimal numbers."""
    found: list[list[int]] = []
    for each in sorted(characters):
        if found and each == found[-1][1] + 1:
            found[-1][1] = each
        else:
            found.append([each, each])
    return " ".join(f"{first:X}-{last:X}" if last > first else f"{first:X}" for first, last in found)


def table() -> str:
    """The module that holds the table."""
    text = covered("text", True)
    parts = {
        "TEXT": (text, "What the fonts of `text` show in every style: all that most documents need."),
        "WIDE": (
            covered("wide", False) - text,
            "What only the fonts of `wide` show; they are loaded where a document needs them.",
        ),
    }
    lines = [
        '"""Characters that the shipped fonts show, as ranges; written by templates/fonts/make_coverage.py, not by hand."""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Final",
    ]
    for name, (characters, about) in parts.items():
        lines += ["", f"{name}: Final = (", *(f'    "{line} "' for line in _wrapped(ranges(characters))), ")", f'"""{about}"""']
    return "\n".join(lines) + "\n"


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if len(line) + len(word) > 118:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
    yield line


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8", newline="\n")
