"""Mend Unifont for PDF: `python mend_unifont.py FROM.otf TO.otf` (needs fonttools); the same input gives the same bytes.

Most outlines (CFF) of Unifont 15.0.01 leave their width to the font's default, which is lost where only some of the glyphs
go into a PDF. PDF/UA-1 (7.21.5) wants outlines and metrics to agree, so here each outline says its width itself. And its grid
of 64 units to the em becomes one of 128, since checkers of PDF read no width at all from so coarse a grid.
"""

from __future__ import annotations

import sys

from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

UNITS = 128


def mend(source: str, target: str) -> None:
    """Write the font with its widths in its outlines."""
    font = TTFont(source, recalcTimestamp=False, recalcBBoxes=False)
    top = font["CFF "].cff.topDictIndex[0]
    outlines = [top.CharStrings[name] for name in font.getGlyphOrder()]
    for outline in outlines:
        outline.draw(NullPen())
        outline.decompile()
        explicit = outline.width != outline.private.defaultWidthX
        outline.program[: int(explicit)] = [outline.width]
    for each in top.FDArray:
        each.Private.defaultWidthX = each.Private.nominalWidthX = 0
    for each in font["name"].names:
        if each.nameID == 5:
            each.string = f"{each.toUnicode()}, with widths in its outlines, 128 units to the em"
    scale_upem(font, UNITS)
    font.save(target)


if __name__ == "__main__":
    mend(*sys.argv[1:])
