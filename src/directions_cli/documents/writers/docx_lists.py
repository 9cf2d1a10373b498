"""Lists of a Word document: real ones, each numbered list an instance of its own that begins where it should."""

from __future__ import annotations

from typing import Any, Final

from directions_cli.documents.writers.docx_styles import Styles
from directions_cli.documents.writers.docx_xml import Element, fragment, qualified, value, w

DEEPEST: Final = 8
LAST_NUMBER: Final = 32_767
"""The largest number that Word lets a list begin at."""
_STEP: Final = 397
_BULLETS: Final = ("•", "–")
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"


class Lists:
    """The lists of one document. Lists look as the letterhead's `List Bullet` and `List Number`, if these have numbering."""

    def __init__(self, document: Any, styles: Styles, scale: float) -> None:
        self.root = _numbering(document.part)
        self.styles = styles
        self.step = round(_STEP * scale)
        self.kinds: dict[bool, str] = {}
        self.bullets: dict[str, int] = {}
        self.warning: int | None = None

    def begin(self, ordered: bool, depth: int, start: int) -> int:
        """The number of an instance for a list that begins here."""
        kind = self._letterheads(ordered) if depth == 0 else None
        kind = kind or self._ours(ordered)
        if not ordered and kind in self.bullets:
            return self.bullets[kind]
        level = min(depth, DEEPEST)
        number = 1 + self._largest("num", "numId", 0)
        made = w("num", w("abstractNumId", val=kind), numId=number)
        if ordered:
            begins = w("startOverride", val=max(0, min(start, LAST_NUMBER)))
            made.append(w("lvlOverride", begins, ilvl=level))
        else:
            self.bullets[kind] = number
        self._insert(made, before=("numIdMacAtCleanup",))
        return number

    def sign(self) -> int:
        """The number of the instance that puts the sign of warning before a note."""
        if self.warning is None:
            kind = str(1 + self._largest("abstractNum", "abstractNumId", -1))
            run = fragment('<w:rPr><w:b/><w:bCs/><w:color w:val="9A4A00"/></w:rPr>')
            level = self._level(True, 0, "\u2002!", *run)
            made = w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=kind)
            self._insert(made, before=("num", "numIdMacAtCleanup"))
            self.warning = 1 + self._largest("num", "numId", 0)
            self._insert(w("num", w("abstractNumId", val=kind), numId=self.warning), before=("numIdMacAtCleanup",))
        return self.warning

    def _largest(self, name: str, key: str, default: int) -> int:
        found = (value(each, key) or "" for each in self.root.findall(qualified(f"w:{name}")))
        return max((int(each) for each in found if each.isdigit()), default=default)

    def indent(self, number: int, depth: int) -> int:
        """Twips from the margin to the text of an item, for what follows its first paragraph."""
        kinds = {
            value(each, "numId"): value(each.find(qualified("w:abstractNumId"))) for each in self.root.iter(qualified("w:num"))
        }
        for abstract in self.root.findall(qualified("w:abstractNum")):
            if value(abstract, "abstractNumId") == kinds.get(str(number)):
                for level in abstract.findall(qualified("w:lvl")):
                    found = value(level.find(f"{qualified('w:pPr')}/{qualified('w:ind')}"), "left")
                    if value(level, "ilvl") == str(min(depth, DEEPEST)) and found and found.isdigit():
                        return int(found)
        return self.step * (min(depth, DEEPEST) + 1)

    def _letterheads(self, ordered: bool) -> str | None:
        """The numbering that the letterhead's own list style has."""
        style = self.styles.find("List Number" if ordered else "List Bullet")
        path = f"{qualified('w:pPr')}/{qualified('w:numPr')}/{qualified('w:numId')}"
        number = None if style is None else value(style.find(path))
        for each in self.root.findall(qualified("w:num")):
            if number and value(each, "numId") == number:
                return value(each.find(qualified("w:abstractNumId")))
        return None

    def _ours(self, ordered: bool) -> str:
        if ordered not in self.kinds:
            kind = str(1 + self._largest("abstractNum", "abstractNumId", -1))
            levels = [self._level(ordered, level) for level in range(DEEPEST + 1)]
            made = w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=kind)
            self._insert(made, before=("num", "numIdMacAtCleanup"))
            self.kinds[ordered] = kind
        return self.kinds[ordered]

    def _level(self, numbered: bool, level: int, sign: str | None = None, *run: Element) -> Element:
        sign = sign or (f"%{level + 1}." if numbered else _BULLETS[level % len(_BULLETS)])
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="decimal" if numbered else "bullet"),
            w("lvlText", val=sign),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=self.step * (level + 1), hanging=self.step)),
            *run,
            ilvl=level,
        )

    def _insert(self, made: Element, before: tuple[str, ...]) -> None:
        stop = {qualified(f"w:{name}") for name in before}
        at = next((index for index, each in enumerate(self.root) if each.tag in stop), len(self.root))
        self.root.insert(at, made)


def _numbering(part: Any) -> Element:
    """The root of the numbering part; python-docx makes none where a document has no list yet."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart

    for rel in part.rels.values():
        if rel.reltype == _RELATION and not rel.is_external:
            return rel.target_part.element
    made = XmlPart(PackURI("/word/numbering.xml"), _CONTENT_TYPE, w("numbering"), part.package)
    part.relate_to(made, _RELATION)
    return made.element
