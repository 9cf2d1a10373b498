"""WordprocessingML, element by element: text can only ever become the text of an element, never markup."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree as etree  # type: ignore[import-untyped]

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = Any
"""An element of lxml, which has no types of its own."""


def w(name: str, *children: Element | None, **attributes: object) -> Element:
    """An element of WordprocessingML with its attributes and children; a child that is None is left out."""
    made = etree.Element(f"{{{W}}}{name}", nsmap={"w": W})
    for key, value in attributes.items():
        made.set(f"{{{W}}}{key}", str(value))
    made.extend([child for child in children if child is not None])
    return made


def qualified(name: str) -> str:
    """`w:name` as lxml wants it: `{namespace}name`."""
    prefix, _, local = name.partition(":")
    return f"{{{ {'w': W, 'r': R}[prefix] }}}{local}"


def fragment(xml: str) -> list[Element]:
    """Elements written out by us, never made of what stands in a register."""
    return list(etree.fromstring(f'<x xmlns:w="{W}">{xml}</x>', _parser()))


def text(words: str) -> Element:
    """The text of a run, its blanks kept. What XML forbids comes out as its code."""
    made = w("t")
    made.text = legible(words)
    made.set(XML_SPACE, "preserve")
    return made


def legible(words: str) -> str:
    """The words without characters that XML can't hold: each becomes its code."""
    return _FORBIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", words).replace("\r", " ")


def value(element: Element | None, name: str = "val") -> str | None:
    """What an attribute of an element says, if there are both."""
    found = None if element is None else element.get(f"{{{W}}}{name}")
    return None if found is None else str(found)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
