"""Marks in an authority's own Word form replaced by what they stand for: always text of a run, never a code or an element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, Final, NamedTuple

from directions_cli.documents.reading import Rich, read_text
from directions_cli.documents.runs import MARK
from directions_cli.documents.tree import Blocks, Break, Fields, Heading, Items, Named, Paragraph, Table, Text, Words
from directions_cli.documents.words import plain
from directions_cli.documents.writers.docx_xml import Element, qualified, text, value, w

STEP: Final = 340
"""Twips by which a list of a direction's text is indented."""
_NUMBER_OR_COLOUR: Final = re.compile(r"[0-9]{1,3}|[0-9A-Fa-f]{6}")
_AFTER_INDENT: Final = frozenset(
    qualified(f"w:{name}")
    for name in "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
    "divId cnfStyle rPr sectPr pPrChange".split()
)
_BEFORE_BOLD: Final = frozenset((qualified("w:rStyle"), qualified("w:rFonts")))


class Misplaced(Exception):
    """A value stands where it would not be text; `str()` says where."""


class Line(NamedTuple):
    """A paragraph of a direction's text: its words, the sign before them, and how deep in lists it stands."""

    words: Words
    sign: str = ""
    depth: int = 0


def put_in(root: Element, texts: Sequence[Any]) -> None:
    """Replace every mark below `root`. Raises `Misplaced` for one in a field's code or elsewhere than in text."""
    for element in list(root.iter()):
        for key, said in list(element.attrib.items()):
            if MARK.search(said):
                element.set(key, MARK.sub(lambda found: _figure(texts[int(found[1])]), said))
        if element.text and MARK.search(element.text) and element.tag != qualified("w:t"):
            raise Misplaced("a value stands in the code of a field or outside of text; print it in ordinary text only")
        if element.tail and MARK.search(element.tail):
            raise Misplaced("a value stands outside of text; write {{ … }} without p or r after the brackets")
    for element in list(_in_fields(root)):
        if MARK.search(element.text or ""):
            raise Misplaced("a value stands in the code of a field; print it in ordinary text only")
    for paragraph in list(root.iter(qualified("w:p"))):
        _fill(paragraph, texts)
    for element in list(root.iter(qualified("w:t"))):
        if MARK.search(element.text or ""):
            _fill_run(element, texts)


def spoken(said: str, texts: Sequence[Any]) -> str:
    """Text with its marks replaced, for what holds no runs: the title of the file."""
    return MARK.sub(lambda found: _said(texts[int(found[1])]), said)


def _figure(value: Any) -> str:
    """A number of columns or a colour: all that may stand in an attribute."""
    said = str(value)
    if not _NUMBER_OR_COLOUR.fullmatch(said):
        raise Misplaced("a value stands where Word wants a number of cells or a colour of six digits")
    return said


def _said(value: Any) -> str:
    return str(getattr(value, "text", value))


def _in_fields(root: Element) -> Iterator[Element]:
    """The texts that stand in the code of a field: between its beginning and its result."""
    open_fields: list[bool] = []
    for element in root.iter(qualified("w:fldChar"), qualified("w:t")):
        kind = value(element, "fldCharType")
        if element.tag == qualified("w:t"):
            if any(open_fields):
                yield element
        elif kind == "begin":
            open_fields.append(True)
        elif open_fields and kind == "separate":
            open_fields[-1] = False
        elif open_fields and kind == "end":
            open_fields.pop()


def _fill(paragraph: Element, texts: Sequence[Any]) -> None:
    """Fill a paragraph that holds a direction's text and nothing else: a paragraph for each of that text's."""
    pieces = [each for each in paragraph.iter(qualified("w:t")) if (each.text or "").strip()]
    alone = MARK.fullmatch((pieces[0].text or "").strip()) if len(pieces) == 1 else None
    if alone is None or not isinstance(texts[int(alone[1])], Rich) or pieces[0].getparent().getparent() is not paragraph:
        return
    lines = list(_lines(read_text(texts[int(alone[1])].text)))
    properties, like = paragraph.find(qualified("w:pPr")), pieces[0].getparent().find(qualified("w:rPr"))
    for line in lines:
        paragraph.addprevious(_paragraph(line, properties, like))
    if lines:
        paragraph.getparent().remove(paragraph)
    else:
        pieces[0].text = ""


def _paragraph(line: Line, properties: Element | None, like: Element | None) -> Element:
    own = deepcopy(properties) if properties is not None else w("pPr")
    for mark in own.findall(qualified("w:sectPr")):
        own.remove(mark)
    if line.depth:
        _indent(own, line.depth)
    sign = [w("r", _settings(like), text(line.sign), w("tab"))] if line.sign else []
    return w("p", own, *sign, *_runs(line.words, like))


def _indent(properties: Element, depth: int) -> None:
    found = properties.find(qualified("w:ind"))
    left = value(found, "left") or "0"
    base = int(left) if left.lstrip("-").isdigit() else 0
    if found is not None:
        properties.remove(found)
    at = next((index for index, each in enumerate(properties) if each.tag in _AFTER_INDENT), len(properties))
    properties.insert(at, w("ind", left=base + STEP * depth, hanging=STEP))


def _runs(words: Words, like: Element | None) -> Iterator[Element]:
    for each in words:
        if isinstance(each, Break):
            yield w("r", _settings(like), w("br"))
        else:
            yield w("r", _settings(like, each), text(each.text))


def _settings(like: Element | None, words: Text | None = None) -> Element | None:
    """The settings of the run that held the mark, with those of the words."""
    made = deepcopy(like) if like is not None else w("rPr")
    wanted = ("b", "bCs") * bool(words and words.strong) + ("i", "iCs") * bool(words and words.emphasis)
    for name in wanted:
        for old in made.findall(qualified(f"w:{name}")):
            made.remove(old)
    at = sum(each.tag in _BEFORE_BOLD for each in made)
    for name in reversed(wanted):
        made.insert(at, w(name))
    return made if len(made) else None


def _lines(blocks: Blocks, depth: int = 0) -> Iterator[Line]:
    """The paragraphs of a direction's text; a row of a table is one."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield Line(block.words, "", depth)
            case Items():
                for number, item in enumerate(block.items, block.start):
                    sign = f"{number}." if block.ordered else "•"
                    first, *others = list(_lines(item, depth + 1)) or [Line((), "", depth + 1)]
                    yield first._replace(sign=first.sign or sign)
                    yield from others
            case Table():
                yield from (Line(_joined(row), "", depth) for row in (block.head, *block.rows))
            case Named():
                yield from _lines(block.blocks, depth)
            case Fields():
                for label, content in block.rows:
                    yield Line(label, "", depth)
                    yield from _lines(content, depth)


def _joined(row: Sequence[Words]) -> Words:
    parts = [part for cell in row if cell for part in (Text(" | "), *cell)]
    return tuple(parts[1:])


def _fill_run(element: Element, texts: Sequence[Any]) -> None:
    """Fill a text of a run: lines become lines of the same paragraph."""
    run = element.getparent()
    if run.tag != qualified("w:r"):
        raise Misplaced("a value stands outside of a run of text")
    at = 0
    made: list[Element] = []
    said = element.text
    for found in MARK.finditer(said):
        made += [text(said[at : found.start()])] if said[at : found.start()] else []
        for index, line in enumerate(_words_of(texts[int(found[1])])):
            made += [w("br")] if index else []
            made += [text(f"{line.sign} ")] if line.sign else []
            made += [w("br") if isinstance(each, Break) else text(each.text) for each in line.words]
        at = found.end()
    made += [text(said[at:])] if said[at:] else []
    for each in made:
        element.addprevious(each)
    run.remove(element)


def _words_of(value: Any) -> list[Line]:
    return list(_lines(read_text(value.text))) if isinstance(value, Rich) else [Line(plain(_said(value)))]
