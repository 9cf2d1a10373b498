"""Pictures of charts in a Word document: PNG, which every reader of Word files shows, made by typst where that is installed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any, Final

from directions_cli.documents.coverage import is_plain
from directions_cli.documents.picturing import Picture, Room, pictures
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import Chart
from directions_cli.documents.writers.docx_xml import Element, legible, w

PRINT, LARGE_PRINT = 10.0, 18.0
HIGHEST: Final = 560.0
"""Points: the size of print in a picture, and how high one may be to fit on a page with its caption."""
FIRST_ID: Final = 500_001
"""Numbers of pictures from here on, beyond any that a letterhead has."""
Press = Callable[[str, float], bytes]


def press_of(shelf: Shelf) -> Press | None:
    """What turns an SVG of some width in points into PNG, the same bytes for the same SVG; None where typst is missing."""
    try:
        import typst as _  # type: ignore[import-not-found,unused-ignore]  # noqa: F401
    except ImportError:
        return None
    from directions_cli.documents.writers.pdf import TEXT_FONTS, WIDE_FONTS
    from directions_cli.documents.writers.typst_press import png

    def press(svg: str, width: float) -> bytes:
        names = (TEXT_FONTS,) if is_plain(svg) else (TEXT_FONTS, WIDE_FONTS)
        return png(svg, width, str(shelf.base), tuple(str(shelf.base / each) for each in names))

    return press


class Pictures:
    """The pictures of one document."""

    def __init__(self, part: Any, press: Press | None, large_print: bool) -> None:
        self.part, self.press = part, press
        self.size = LARGE_PRINT if large_print else PRINT
        self.count = 0

    def runs(self, chart: Chart, width: float) -> Iterator[Element]:
        """A run for each picture of a chart, as wide as the words are (in points); none where nothing can draw them."""
        if self.press is None:
            return
        for each in pictures(chart, Room(width, HIGHEST, self.size), "chart"):
            yield self._run(each, self.press(each.svg, each.width))

    def _run(self, picture: Picture, image: bytes) -> Element:
        from docx.oxml.shape import CT_Inline
        from docx.shared import Pt

        relation, _ = self.part.get_or_add_image(io.BytesIO(image))
        shape = FIRST_ID + self.count
        self.count += 1
        inline = CT_Inline.new_pic_inline(shape, relation, "chart.png", Pt(picture.width), Pt(picture.height))
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        inline.docPr.set("name", f"Chart {self.count}")
        inline.docPr.set("title", legible(picture.title))
        inline.docPr.set("descr", legible(f"{picture.title}. {picture.about}"))
        return w("r", w("drawing", inline))
