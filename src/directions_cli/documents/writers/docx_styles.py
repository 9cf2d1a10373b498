"""The styles of a Word document: those of the letterhead, and sensible ones for the names that it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from directions_cli.documents.writers.docx_xml import Element, fragment, qualified, value, w

LARGE: Final = 36
"""Half-points of large print: nothing is smaller than 18 points."""
ORDINARY: Final = 22
GREY: Final = "404040"
"""The colour of headings where the letterhead has no headings of its own to take it from."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: what it rests on, what follows it, and its settings as WordprocessingML."""

    based_on: str = "Normal"
    follows: str | None = None
    paragraph: str = ""
    run: str = ""


def _gaps(before: int, after: int, rest: str = "") -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"{rest}/>'


_KEEP = "<w:keepNext/><w:keepLines/>"
_BOLD = "<w:b/><w:bCs/>"
_ACCENT = '<w:color w:val="{accent}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _heading(level: int, before: int, after: int, half_points: int, run: str = _BOLD + _ACCENT) -> Style:
    return Style(
        "Normal", "Normal", _KEEP + _gaps(before, after) + f'<w:outlineLvl w:val="{level - 1}"/>', run + _size(half_points)
    )


STYLES: Final[Mapping[str, Style]] = MappingProxyType(
    {
        "heading 1": _heading(1, 280, 160, 32),
        "heading 2": _heading(2, 320, 120, 26),
        "heading 3": _heading(3, 240, 80, 23),
        "heading 4": _heading(4, 200, 60, 22),
        "heading 5": _heading(5, 200, 60, 22, _BOLD),
        "heading 6": _heading(6, 200, 60, 22, "<w:i/><w:iCs/>"),
        "List Bullet": Style(paragraph=_gaps(0, 60)),
        "List Number": Style(paragraph=_gaps(0, 60)),
        "List Continue": Style(paragraph=_gaps(0, 60)),
        "Directions Cell": Style(paragraph=_gaps(0, 80, ' w:line="259" w:lineRule="auto"'), run=_size(20)),
        "Directions Cell List": Style("Directions Cell", paragraph="<w:keepLines/>" + _gaps(0, 50)),
        "Directions Label": Style("Directions Cell", run=_BOLD + _ACCENT),
        "Directions Column": Style("Directions Cell", paragraph=_KEEP, run=_BOLD + _ACCENT),
        "Directions Sender": Style(
            follows="Directions Sender Details", paragraph=_KEEP + _gaps(0, 60), run=_BOLD + _ACCENT + _size(30)
        ),
        "Directions Sender Details": Style(
            paragraph="<w:keepLines/>" + _gaps(0, 300, ' w:line="247" w:lineRule="auto"'),
            run='<w:color w:val="404040"/>' + _size(18),
        ),
        "Directions Addressee": Style(paragraph="<w:keepLines/>" + _gaps(0, 240)),
        "Directions Reference": Style(paragraph=_gaps(0, 60)),
        "Directions Note": Style(
            paragraph="<w:keepLines/>"
            '<w:shd w:val="clear" w:color="auto" w:fill="FDF3E1"/>' + _gaps(160, 220, ' w:line="320" w:lineRule="auto"')
        ),
        "Directions Closing": Style(follows="Directions Signatory", paragraph=_KEEP + _gaps(240, 0)),
        "Directions Signatory": Style(paragraph="<w:keepLines/>" + _gaps(840, 120)),
        "Directions Copies": Style(paragraph=_gaps(0, 40), run=_size(20)),
        "Directions Copies Heading": Style(
            "Directions Copies", "Directions Copies", paragraph="<w:keepNext/>" + _gaps(280, 40), run=_BOLD
        ),
        "caption": Style(paragraph="<w:keepNext/>" + _gaps(240, 100)),
        "Directions Picture": Style(paragraph="<w:keepNext/>" + _gaps(60, 100)),
        "Directions Spacer": Style(paragraph=_gaps(0, 0, ' w:line="120" w:lineRule="exact"'), run=_size(8)),
    }
)
"""Every paragraph style that a document uses, by its name in Word; `Normal`, the link and the table stand beside it."""

TABLE: Final = "Directions Table"
LINK: Final = "Hyperlink"
_NORMAL: Final = Style("", paragraph="<w:widowControl/>" + _gaps(0, 140, ' w:line="271" w:lineRule="auto"'), run=_size(ORDINARY))
_TABLE: Final = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>'
    '<w:top w:val="single" w:sz="12" w:space="0" w:color="{accent}"/>'
    '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{accent}"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="80" w:type="dxa"/><w:left w:w="115" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{accent}"/></w:tcBorders>'
    '<w:shd w:val="clear" w:color="auto" w:fill="{head}"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="firstCol"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr></w:tblStylePr>'
)


class Styles:
    """The styles of one document, by name; those that it lacks are made as they are asked for."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._ids: dict[tuple[str, str], str] = {}
        for style in root.findall(qualified("w:style")):
            name = value(style.find(qualified("w:name")))
            if name:
                self._ids.setdefault((value(style, "type") or "paragraph", name.casefold()), value(style, "styleId") or name)
        self.colours = colours_of(self._accent())

    def _accent(self) -> str:
        """The colour of the letterhead's own headings."""
        style = self.find("heading 1")
        found = None if style is None else value(style.find(f"{qualified('w:rPr')}/{qualified('w:color')}"))
        return found if found and len(found) == 6 and found != "auto" else GREY

    def find(self, name: str, kind: str = "paragraph") -> Element | None:
        """The style of that name, if the document has it."""
        known = self._ids.get((kind, name.casefold()))
        return next((style for style in self.root.findall(qualified("w:style")) if value(style, "styleId") == known), None)

    def id(self, name: str) -> str:
        """The id of the paragraph style of that name."""
        return self._ids.get(("paragraph", name.casefold())) or self._made(name, STYLES.get(name, _NORMAL))

    def link(self) -> str:
        """The id of the character style of links."""
        run = '<w:rPr><w:color w:val="0B4F9C"/><w:u w:val="single"/></w:rPr>'
        return self._ids.get(("character", LINK.casefold())) or self._added(LINK, "character", *fragment(run))

    def table(self) -> str:
        """The id of the table style."""
        known = self._ids.get(("table", TABLE.casefold()))
        return known or self._added(TABLE, "table", *fragment(_TABLE.format_map(self.colours)))

    def _made(self, name: str, style: Style) -> str:
        parts: list[Element] = []
        if style.based_on:
            parts.append(w("basedOn", val=self.id(style.based_on)))
        if style.follows and style.follows != name:
            parts.append(w("next", val=self.id(style.follows)))
        parts.append(w("qFormat"))
        for tag, xml in (("pPr", style.paragraph), ("rPr", style.run)):
            if xml:
                parts.append(w(tag, *fragment(xml.format_map(self.colours))))
        return self._added(name, "paragraph", *parts)

    def _added(self, name: str, kind: str, *parts: Element) -> str:
        taken = set(self._ids.values())
        plain = "".join(word[:1].upper() + word[1:] for word in name.split())
        made = next(id for id in (plain, *(f"{plain}{n}" for n in range(2, 99))) if id not in taken)
        style = w("style", w("name", val=name), *parts, type=kind, styleId=made)
        if name == "Normal":
            style.set(qualified("w:default"), "1")
        if name.startswith("Directions"):
            style.set(qualified("w:customStyle"), "1")
        self.root.append(style)
        self._ids[kind, name.casefold()] = made
        return made


def colours_of(accent: str) -> Mapping[str, str]:
    """The accent with its tints: the row of headings, the column of labels, the lines between rows."""
    return {"accent": accent, "head": _mixed(accent, 0.15), "tint": _mixed(accent, 0.055), "line": _mixed(accent, 0.3)}


def _mixed(colour: str, share: float) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def speak(document: Any, language: str) -> None:
    """Set the language of the text: in the defaults, from where LibreOffice takes it for a PDF, and in every style."""
    root = document.styles.element
    defaults = _child(_child(_child(root, "docDefaults", 0), "rPrDefault", 0), "rPr")
    for place in (_child(defaults, "lang"), *root.iter(qualified("w:lang"))):
        place.set(qualified("w:val"), language)
    for place in document.settings.element.findall(qualified("w:themeFontLang")):
        place.set(qualified("w:val"), language)


def _child(parent: Element, name: str, at: int | None = None) -> Element:
    found = parent.find(qualified(f"w:{name}"))
    if found is None:
        found = w(name)
        parent.insert(len(parent) if at is None else at, found)
    return found


def enlarge(styles: Styles) -> None:
    """Large print: the body at 18 points, nothing smaller, and what was larger larger still."""
    body = _body_size(styles)
    for size in _sizes(styles.root):
        found = value(size)
        if found and found.isdigit():
            size.set(qualified("w:val"), str(max(LARGE, round(LARGE + (int(found) - body) * 1.25))))
    defaults = _child(_child(_child(styles.root, "docDefaults", 0), "rPrDefault", 0), "rPr")
    normal = styles.find("Normal")
    assert normal is not None
    for place in (defaults, _child(normal, "rPr")):
        for name in ("sz", "szCs"):
            if place.find(qualified(f"w:{name}")) is None:
                place.extend([w(name, val=LARGE)])
    for spacing in styles.root.iter(qualified("w:spacing")):
        exact = value(spacing, "line")
        if exact and exact.isdigit() and value(spacing, "lineRule") in ("exact", "atLeast") and int(exact) >= 10 * body:
            spacing.set(qualified("w:line"), str(round(int(exact) * LARGE / body)))


def _sizes(root: Element) -> Iterator[Element]:
    for name in ("sz", "szCs"):
        for parent in root.iter(qualified("w:rPr")):
            yield from parent.findall(qualified(f"w:{name}"))


def _body_size(styles: Styles) -> int:
    """Half-points of the body: those of Normal, else of the defaults, else Word's ten points."""
    normal, size = styles.find("Normal"), qualified("w:sz")
    for place in (normal, styles.root.find(qualified("w:docDefaults"))):
        found = None if place is None else value(next(place.iter(size), None))
        if found and found.isdigit():
            return int(found)
    return 20
