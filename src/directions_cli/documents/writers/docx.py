"""A document in Word, on the authority's own letterhead: its styles, header, footer and logo stay as they are."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote, urlsplit

from directions_cli.documents.extras import missing
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import Document
from directions_cli.documents.words import is_safe_link
from directions_cli.errors import Unreadable

LETTERHEAD: Final = "letterhead.docx"
LONGEST_ADDRESS: Final = 2_000
"""Characters of an address that Word still follows; beyond it calls a file damaged."""
_LINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def write(document: Document, shelf: Shelf, large_print: bool = False) -> bytes:
    """The document on the letterhead of the shelf. The same document and letterhead give the same bytes.

    Raises `Unreadable` for a letterhead that can't be used, `WronglyAsked` where python-docx is not installed.
    """
    try:
        import docx as _  # noqa: F401
    except ImportError:
        raise missing("docx", "Word documents") from None
    from directions_cli.documents.writers.docx_package import describe, opened, sealed

    path = shelf.find(LETTERHEAD)
    if path is None:
        raise Unreadable(f"there is no {LETTERHEAD} among the templates; put the authority's own there")
    made = opened(shelf.bytes(path), path)
    _fill(made, document, shelf, large_print)
    describe(made, document)
    return sealed(made, document.day)


def _fill(made: Any, document: Document, shelf: Shelf, large_print: bool) -> None:
    """Put the document in place of what stands in the body of the letterhead."""
    from directions_cli.documents.writers.docx_body import Body, Place
    from directions_cli.documents.writers.docx_lists import Lists
    from directions_cli.documents.writers.docx_pictures import Pictures, press_of
    from directions_cli.documents.writers.docx_styles import LARGE, ORDINARY, Styles, enlarge, speak
    from directions_cli.documents.writers.docx_tables import edge_of

    styles = Styles(made.styles.element)
    scale = LARGE / ORDINARY if large_print else 1
    lists = Lists(made, styles, scale)
    pictures = Pictures(made.part, press_of(shelf), large_print)
    body = Body(styles, lists, lambda address: _relation(made.part, address), scale, edge_of(made.settings.element), pictures)
    root = made.element.body
    section = _emptied(root)
    styles.id("Normal")
    for element in body.blocks(document.blocks, Place(_width(section))):
        root.insert(len(root) - 1, element)
    if large_print:
        enlarge(styles)
    speak(made, document.language)


def _emptied(body: Any) -> Any:
    """Take everything out of the body but its last section, which gets the headers and footers that it had by inheritance."""
    from directions_cli.documents.writers.docx_xml import R, qualified, value, w

    inherited: dict[tuple[Any, str | None], Any] = {}
    sections = list(body.iter(qualified("w:sectPr"))) or [w("sectPr", w("pgSz", w=11906, h=16838), _margins())]
    for reference in (child for each in sections for child in each if child.get(f"{{{R}}}id")):
        inherited[reference.tag, value(reference, "type")] = reference
    section = sections[-1]
    own = {(each.tag, value(each, "type")) for each in section}
    missed = [reference for key, reference in inherited.items() if key not in own]
    for child in list(body):
        body.remove(child)
    for reference in missed:
        section.insert(0, reference)
    body.append(section)
    return section


def _width(section: Any) -> int:
    """Twips between the margins of the section."""
    from directions_cli.documents.writers.docx_xml import qualified, value

    size, margins = section.find(qualified("w:pgSz")), section.find(qualified("w:pgMar"))
    page = _twips(value(size, "w"), 11_906)
    sides = (_twips(value(margins, side), 1_440) for side in ("left", "right"))
    return max(page - sum(sides), 2_000)


def _twips(said: str | None, default: int) -> int:
    """A number of twips as a letterhead has it, which may be anything."""
    return abs(int(float(said))) if said and re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]+)?", said) else default


def _margins() -> Any:
    """The margins of a letterhead that names none."""
    from directions_cli.documents.writers.docx_xml import w

    return w("pgMar", top=1134, right=1304, bottom=1247, left=1304, header=624, footer=567, gutter=0)


def _relation(part: Any, address: str) -> str | None:
    """The relation by which a link leads to an address; None for one that a reader should not or can't follow."""
    if not is_safe_link(address) or len(address) > LONGEST_ADDRESS:
        return None
    try:
        urlsplit(address)
    except ValueError:
        return None
    target = quote(address, safe="%/:?#[]@!$&'()*+,;=~-._")
    return str(part.relate_to(target, _LINK, is_external=True)) if len(target) <= LONGEST_ADDRESS else None
