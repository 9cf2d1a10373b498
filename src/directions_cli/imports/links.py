"""Addresses that lie behind the cells of an Excel workbook, which the library for workbooks does not give.

They are read from the parts of the package itself, and only looked at: no address is ever called.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import Final

from directions_cli.domain.base import ADDRESS
from directions_cli.imports.grid import Links
from directions_cli.imports.packages import part_of, walk

LONGEST: Final = 2_000
"""Characters that an address may have."""
_ADDRESS: Final = re.compile(ADDRESS.pattern, re.IGNORECASE)
_PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})\Z", re.ASCII)
_FORMULA: Final = re.compile(r'HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
_MOST_OF_ONE: Final = 1_000
"""Cells that one link may lie behind."""


def address_of(text: str | None) -> str | None:
    """An address of the web, or None: links to files, places of the workbook and addresses of e-mail are none."""
    text = (text or "").strip()
    return text if len(text) <= LONGEST and _ADDRESS.match(text) else None


def links_of(opened: zipfile.ZipFile, shown: str) -> dict[str, Links]:
    """The addresses behind the cells of each sheet, by its name."""
    related = _related(opened, "xl/workbook.xml", shown)
    sheets: dict[str, str] = {}

    def begins(name: str, found: dict[str, str]) -> None:
        if name == "sheet" and found.get("id") in related:
            sheets[found.get("name", "")] = related[found["id"]]

    walk(part_of(opened, "xl/workbook.xml", shown) or b"<none/>", shown, begins, _nothing, _nothing)
    return {name: _behind(opened, posixpath.normpath(posixpath.join("xl", part)), shown) for name, part in sheets.items()}


def _nothing(_: str) -> None:
    """For elements whose end or text says nothing of links."""


def _related(opened: zipfile.ZipFile, part: str, shown: str) -> dict[str, str]:
    """What a part calls by the ids that it uses: other parts, or addresses."""
    folder, name = posixpath.split(part)
    found: dict[str, str] = {}

    def begins(element: str, said: dict[str, str]) -> None:
        if element == "Relationship":
            found[said.get("Id", "")] = said.get("Target", "")

    data = part_of(opened, f"{folder}/_rels/{name}.rels", shown)
    if data:
        walk(data, shown, begins, _nothing, _nothing)
    return found


def _behind(opened: zipfile.ZipFile, part: str, shown: str) -> Links:
    part = part.lstrip("/")
    data = part_of(opened, part, shown) or b""
    if b"hyperlink" not in data and b"HYPERLINK" not in data:
        return {}
    sheet = _Sheet(_related(opened, part, shown))
    walk(data, shown, sheet.begins, sheet.ends, sheet.text)
    return sheet.links


class _Sheet:
    """The links of a sheet: elements that name their cells, and formulas that make a link."""

    def __init__(self, related: dict[str, str]) -> None:
        self.related = related
        self.links: Links = {}
        self.place = self.formula = ""
        self.in_formula = False

    def begins(self, name: str, found: dict[str, str]) -> None:
        if name == "hyperlink":
            address = address_of(self.related.get(found.get("id", "")))
            within = found.get("location")
            if address:
                self._put(found.get("ref", ""), f"{address}#{within}" if within and "#" not in address else address)
        elif name == "c":
            self.place = found.get("r", "")
        self.in_formula, self.formula = name == "f", ""

    def text(self, words: str) -> None:
        if self.in_formula:
            self.formula += words

    def ends(self, name: str) -> None:
        made = _FORMULA.match(self.formula.lstrip("=")) if name == "f" else None
        address = address_of(made[1]) if made else None
        if address:
            self._put(self.place, address)
        self.in_formula = False

    def _put(self, ref: str, address: str) -> None:
        first, _, last = ref.partition(":")
        one, other = _place(first), _place(last or first)
        if one and other and (other[0] - one[0] + 1) * (other[1] - one[1] + 1) <= _MOST_OF_ONE:
            for row in range(one[0], other[0] + 1):
                self.links |= {(row, column): address for column in range(one[1], other[1] + 1)}


def _place(text: str) -> tuple[int, int] | None:
    """The row and column of `J5`, from 0."""
    found = _PLACE.match(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
