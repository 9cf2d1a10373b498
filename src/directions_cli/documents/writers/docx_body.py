"""The blocks of a document as paragraphs, lists and tables of Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from directions_cli.documents.stacking import is_too_wide, stacked
from directions_cli.documents.tree import (
    Block,
    Blocks,
    Break,
    Chart,
    Fields,
    Heading,
    Items,
    Named,
    Paragraph,
    Table,
    Text,
    Words,
    plain_words,
)
from directions_cli.documents.writers.docx_lists import DEEPEST, Lists
from directions_cli.documents.writers.docx_paging import SHORT, begin_lower, keep_with_next, kept, leads_on, length_of, put
from directions_cli.documents.writers.docx_pictures import Pictures
from directions_cli.documents.writers.docx_styles import Styles
from directions_cli.documents.writers.docx_tables import cell, columns_of, row, shares_of, table
from directions_cli.documents.writers.docx_xml import Element, qualified, text, w

LINK_BARE: Final = False
"""Whether an address that is printed in full is a link too. LibreOffice 7.4 turns any link into a fault of PDF/UA: it writes
the order of tabs on its page as text, `/Tabs(S)`. So only words that hide their address are links."""
LABELS: Final = 0.3
LABELS_IN_LARGE_PRINT: Final = 0.35
"""Share of the width that the labels of a form have."""
LARGER: Final = 1.8
"""How much larger the words of a table are in large print."""
BETWEEN_TABLES: Final = 120
AFTER_LIST: Final = 140


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: the style of their paragraphs, the width they have in twips, how deep in lists, how far in.

    `lists` is the style of lists where it is not the usual one, `sign` the level and list of a sign before the paragraph.
    """

    width: int
    style: str = "Normal"
    depth: int = 0
    indent: int = 0
    lists: str | None = None
    sign: tuple[int, int] | None = None
    in_cell: bool = False


NAMED: Final = MappingProxyType(
    {
        "sender": ("Directions Sender", "Directions Sender Details"),
        "addressee": ("Directions Addressee",),
        "reference": ("Directions Reference",),
        "signature": ("Directions Closing", "Directions Signatory"),
        "copies": ("Directions Copies Heading", "Directions Copies"),
        "note": ("Directions Note",),
    }
)
"""The styles of a named block: of its first paragraph, and of those that follow."""


class Body:
    """The body of one document as it is written."""

    def __init__(
        self,
        styles: Styles,
        lists: Lists,
        linked: Callable[[str], str | None],
        scale: float,
        edge: int,
        pictures: Pictures,
    ) -> None:
        self.styles, self.lists, self.linked, self.scale, self.pictures = styles, lists, linked, scale, pictures
        self.short = SHORT / scale**2
        self.edge = edge

    def blocks(self, blocks: Blocks, place: Place) -> Iterator[Element]:
        """The blocks, with room after tables; Word wants a paragraph between two tables and at the end of a cell."""
        after_table = False
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            for element in kept(list(self.block(block, place, following)), block, following):
                is_table = element.tag == qualified("w:tbl")
                if after_table and is_table:
                    between = self.spacer()
                    put(between, "spacing", before=BETWEEN_TABLES)
                    yield between
                elif after_table:
                    begin_lower(element)
                after_table = is_table
                yield element
        if after_table:
            yield self.spacer()

    def block(self, block: Block, place: Place, following: Block | None) -> Iterator[Element]:
        """One block; a paragraph that leads on to the next keeps with it."""
        match block:
            case Heading():
                yield self.paragraph(block.words, f"heading {min(block.level, 6)}", place)
            case Paragraph():
                keep = leads_on(block, following)
                yield self.paragraph(block.words, place.style, place, keep=keep, number=place.sign)
            case Items():
                yield from self.items(block, place)
            case Table():
                yield self.table(block, place)
            case Chart():
                yield from self.chart(block, place)
            case Fields():
                yield self.fields(block, place)
            case Named(name="attachment"):
                yield from self._on_new_page(self.blocks(block.blocks, place))
            case Named():
                yield from self.named(block, place)

    def paragraph(
        self, words: Words, style: str, place: Place, keep: bool = False, number: tuple[int, int] | None = None
    ) -> Element:
        """A paragraph in a style; `number` is its level and list where it begins an item."""
        properties = w("pPr", w("pStyle", val=self.styles.id(style)))
        if keep:
            properties.append(w("keepNext"))
        if number is not None:
            properties.append(w("numPr", w("ilvl", val=number[0]), w("numId", val=number[1])))
        elif place.indent:
            properties.append(w("ind", left=place.indent))
        return w("p", properties, *self.runs(words, links=style != "Directions Column"))

    def runs(self, words: Words, links: bool = True) -> Iterator[Element]:
        """Words as runs; what leads somewhere is a link of Word, its address in the list of relations.

        A heading of a table has no links: it is repeated, and a link that is there twice is one too many for PDF/UA.
        """
        for each in words:
            if isinstance(each, Break):
                yield w("r", w("br"))
                continue
            wanted = each.link if links and (LINK_BARE or each.link != each.text) else None
            address = self.linked(wanted) if wanted else None
            run = self.run(each, linked=address is not None)
            if address is not None:
                run = w("hyperlink", run, history=1)
                run.set(qualified("r:id"), address)
            yield run

    def run(self, words: Text, linked: bool) -> Element:
        """Words of one setting."""
        settings = [w("rStyle", val=self.styles.link())] if linked else []
        settings += [w(name) for name in ("b", "bCs") if words.strong] + [w(name) for name in ("i", "iCs") if words.emphasis]
        return w("r", w("rPr", *settings) if settings else None, text(words.text))

    def items(self, items: Items, place: Place) -> Iterator[Element]:
        """A list: the first paragraph of each item bears its sign or number, what follows stands below its text."""
        level = min(place.depth, DEEPEST)
        number = self.lists.begin(items.ordered, place.depth, items.start)
        inner = replace(place, depth=place.depth + 1, indent=self.lists.indent(number, place.depth))
        style = place.lists or ("List Number" if items.ordered else "List Bullet")
        for blocks in items.items:
            first, rest = (blocks[0], blocks[1:]) if isinstance(blocks[0], Paragraph) else (Paragraph(()), blocks)
            keep = bool(rest) and leads_on(first, rest[0])
            made = self.paragraph(first.words, style, inner, keep=keep, number=(level, number))
            if blocks is items.items[-1] and not rest and place.depth == 0:
                put(made, "spacing", after=AFTER_LIST)
            yield made
            yield from self.blocks(rest, inner)

    def named(self, block: Named, place: Place) -> Iterator[Element]:
        """A named block: its first paragraph and the others in styles of their own; a signature is kept together."""
        first, *others = NAMED.get(block.name, (place.style,))
        step = self.lists.step
        for index, each in enumerate(block.blocks):
            style = first if index == 0 or not others else others[0]
            there = replace(place, style=style, lists="Directions Copies" if block.name == "copies" else place.lists)
            if block.name == "note":
                there = replace(there, sign=(0, self.lists.sign())) if index == 0 else replace(there, indent=step)
            following = block.blocks[index + 1] if index + 1 < len(block.blocks) else None
            for element in self.block(each, there, following):
                if block.name == "signature" and following is not None:
                    keep_with_next(element)
                yield element

    def table(self, block: Table, place: Place) -> Element:
        """A table of words with a heading row that is repeated.

        Not so in a cell: where the row of that cell runs over a page, LibreOffice loses rows of a table in it that can't.
        """
        place = _within(place)
        if self.scale != 1 and not place.in_cell and is_too_wide(block, place.width / 20, self.pictures.size):
            return self.fields(stacked(block), place)
        widths = columns_of(place.width, shares_of(block, place.width, 1 if self.scale == 1 else LARGER))
        rows = [row(self._words(block.head, widths, "Directions Column"), whole=not place.in_cell, repeated=not place.in_cell)]
        for cells in block.rows:
            short = max((len(plain_words(each)) for each in cells), default=0) <= self.short
            rows.append(row(self._words(cells, widths, "Directions Cell"), whole=short and not place.in_cell))
        return table(self.styles.table(), widths, rows, place.indent + self.edge, labels=False)

    def chart(self, block: Chart, place: Place) -> Iterator[Element]:
        """A chart: its caption, its pictures each in a paragraph of its own, and the table that says the same."""
        yield self.paragraph(block.caption, "caption", place, keep=True)
        for run in self.pictures.runs(block, _within(place).width / 20):
            picture = self.paragraph((), "Directions Picture", place, keep=True)
            picture.append(run)
            yield picture
        yield self.table(block.table, place)

    def fields(self, block: Fields, place: Place) -> Element:
        """The table of a form: labels in a column of their own, beside each what stands there."""
        shares = (LABELS, 1 - LABELS) if self.scale == 1 else (LABELS_IN_LARGE_PRINT, 1 - LABELS_IN_LARGE_PRINT)
        place = _within(place)
        widths = columns_of(place.width, shares)
        rows = [row(self._words(block.head, widths, "Directions Column"), whole=True, repeated=True)]
        for label, content in block.rows:
            inner = Place(cell_width(widths[1]), "Directions Cell", lists="Directions Cell List", in_cell=True)
            blocks = list(self.blocks(content, inner)) or [self.spacer()]
            beside = self.paragraph(label, "Directions Label", Place(widths[0]))
            rows.append(row([cell(widths[0], [beside]), cell(widths[1], blocks)], whole=length_of(content) <= self.short))
        return table(self.styles.table(), widths, rows, place.indent + self.edge, labels=True)

    def _words(self, cells: Iterable[Words], widths: tuple[int, ...], style: str) -> list[Element]:
        pairs = zip(cells, widths, strict=True)
        return [cell(width, [self.paragraph(words, style, Place(width))]) for words, width in pairs]

    def spacer(self) -> Element:
        """An empty paragraph of little height."""
        return w("p", w("pPr", w("pStyle", val=self.styles.id("Directions Spacer"))))

    def _on_new_page(self, elements: Iterator[Element]) -> Iterator[Element]:
        for index, element in enumerate(elements):
            if index == 0:
                begins = element if element.tag == qualified("w:p") else self.spacer()
                put(begins, "pageBreakBefore")
                if begins is not element:
                    yield begins
            yield element


def cell_width(width: int) -> int:
    """Twips that a cell has for what stands in it."""
    return max(width - 230, 400)


def _within(place: Place) -> Place:
    return replace(place, width=max(place.width - place.indent, 1200))
