"""Make Unifont fit for PDF: `python mend_unifont.py FROM.otf TO.ttf` (needs fonttools); the same input gives the same bytes.

The outlines (CFF) of Unifont 15.0.01 leave most widths to the font's default, which is lost where only some of the glyphs
go into a PDF; PDF/UA-1 (7.21.5) wants outlines and metrics to agree. So they become TrueType outlines, of the same shape.
To keep the file small, Han and Hangul, private characters and what the other fonts here show are left out.
"""

from __future__ import annotations

import sys

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from make_coverage import covered

LEFT_OUT = ((0x2E80, 0x2FE0), (0x3400, 0xA4D0), (0xAC00, 0xD7B0), (0xE000, 0xFB00), (0x17000, 0x18D90), (0x20000, 0x40000))
"""First and one past the last: Han with its radicals, Yi, Hangul, private use, Tangut."""


def mend(source: str, target: str) -> None:
    """Write the font with TrueType outlines."""
    font = TTFont(source, recalcTimestamp=False)
    _leave_out(font)
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    glyf = newTable("glyf")
    glyf.glyphs, glyf.glyphOrder = {}, order
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(pen)
        glyf.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyf
    del font["CFF "]
    most = font["maxp"]
    most.tableVersion = 0x00010000
    for name in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions"
        " maxComponentElements maxPoints maxContours maxCompositePoints maxCompositeContours maxComponentDepth"
    ).split():
        setattr(most, name, 0)
    most.maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    font.save(target)


def _leave_out(font: TTFont) -> None:
    wanted = {each for each in font.getBestCmap() if not any(first <= each < past for first, past in LEFT_OUT)}
    options = subset.Options(name_IDs=["*"], notdef_outline=True, layout_features=[], drop_tables=["GPOS", "GSUB"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted - covered("text", True))
    subsetter.subset(font)


if __name__ == "__main__":
    mend(*sys.argv[1:])
