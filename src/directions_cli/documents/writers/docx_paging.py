"""What stays together on a page, and what begins lower: properties put on paragraphs after they are made."""

from __future__ import annotations

from typing import Final

from directions_cli.documents.tree import Block, Blocks, Chart, Fields, Heading, Items, Named, Paragraph, Table, Text, plain_words
from directions_cli.documents.writers.docx_xml import Element, qualified, w

AFTER_TABLE: Final = 200
"""Twips between a table and what follows."""
SHORT: Final = 900
"""Characters of ordinary print up to which a row, or a list of copies, is kept on one page."""
_ORDER: Final = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "spacing", "ind")


def leads_on(block: Paragraph, following: Block | None) -> bool:
    """Whether a paragraph must not be the last on its page: it leads to a list, a table or a signature, or heads what follows."""
    if isinstance(following, Items | Table | Chart | Fields) or (isinstance(following, Named) and following.name == "signature"):
        return True
    all_strong = bool(block.words) and all(isinstance(each, Text) and each.strong for each in block.words)
    return following is not None and all_strong


def kept(elements: list[Element], block: Block, following: Block | None) -> list[Element]:
    """The elements of a block; a signature keeps with a short list of copies, so that these never stand alone on a page."""
    match block, following:
        case Named(name="signature"), Named(name="copies", blocks=copies) if length_of(copies) <= SHORT:
            together = elements
        case Named(name="copies", blocks=copies), _ if length_of(copies) <= SHORT:
            together = elements if isinstance(following, Paragraph) else elements[:-1]
        case _:
            together = []
    for element in together:
        keep_with_next(element)
    return elements


def length_of(blocks: Blocks) -> int:
    """Characters in blocks, a line at least for each paragraph; a table counts as long."""
    total = 0
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                total += len(plain_words(block.words)) + 20
            case Items():
                total += sum(map(length_of, block.items))
            case Named():
                total += length_of(block.blocks)
            case _:
                total += 10 * SHORT
    return total


def keep_with_next(paragraph: Element) -> None:
    """Keep a paragraph on the page of the next."""
    if paragraph.tag == qualified("w:p"):
        put(paragraph, "keepNext")


def begin_lower(paragraph: Element) -> None:
    """Room above a paragraph that follows a table; a heading has its own."""
    if "eading" not in (paragraph.find(qualified("w:pPr"))[0].get(qualified("w:val")) or ""):
        put(paragraph, "spacing", before=AFTER_TABLE)


def put(paragraph: Element, name: str, **attributes: object) -> None:
    """Put a property into a paragraph at its place in the order of the format; one that is there gets the attributes too."""
    properties = paragraph.find(qualified("w:pPr"))
    found = properties.find(qualified(f"w:{name}"))
    if found is None:
        ahead = {qualified(f"w:{each}") for each in _ORDER[: _ORDER.index(name)]}
        properties.insert(sum(each.tag in ahead for each in properties), w(name, **attributes))
    for key, value in attributes.items() if found is not None else ():
        found.set(qualified(f"w:{key}"), str(value))
