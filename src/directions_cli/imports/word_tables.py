"""Reading a Word document: its tables as rows of cells, each cell as paragraphs. Nothing that it may call for is followed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from directions_cli.errors import Unreadable
from directions_cli.imports.packages import bytes_within, package, part_of, walk
from directions_cli.imports.words import text_of

LARGEST_TEXT = 5_000_000
"""Characters that a form may hold; a direction needs some thousands."""
_LISTS: Final = re.compile(r"List(Bullet|Number)\d?$")
"""Word's own styles of the items of a list, whose numbering stands in the style and not beside the words."""
_OFF: Final = ("0", "false", "off")
TICKS: Final = "☐☒☑✓"
"""Boxes, empty and ticked."""
_CHECKED = {"2612": "☒", "2611": "☑", "2610": "☐", "F0FE": "☒", "F0A8": "☐", "00FE": "☒", "00A8": "☐", "F052": "☑"}


@dataclass
class Paragraph:
    """A paragraph: its text, whether it is an item of a list, whether all of it is bold."""

    text: str
    listed: bool = False
    bold: bool = False


@dataclass
class WordCell:
    """A cell: its paragraphs that hold anything; `goes_on` where it is part of the cell above, merged with it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    goes_on: bool = False

    @property
    def text(self) -> str:
        """Its text, a paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass
class Word:
    """A document: its tables, and the paragraphs that stand outside them."""

    tables: list[list[list[WordCell]]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)


def word_of(path: Path) -> Word:
    """The tables of a .docx file. Raises `Unreadable` where it is none, is broken, or is made to do harm."""
    if path.suffix.casefold() == ".doc":
        raise Unreadable("is of an older format of Word; open it and save it as .docx", path.name)
    data = bytes_within(path, path.name)
    document = part_of(package(data, path.name, "Word document"), "word/document.xml", path.name)
    if document is None:
        raise Unreadable("is no Word document: it has no text", path.name)
    reader = _Reader(path.name)
    walk(document, path.name, reader.begins, reader.ends, reader.words)
    return reader.word


class _Reader:
    """Builds the tables from the elements as they come. What was deleted is gone.

    A table in a cell is text of that cell, a row of it on a line.
    """

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.word = Word()
        self.depth = self.deleted = self.length = 0
        self.text: list[str] = []
        self.listed = self.in_text = self.run_bold = False
        self.bold: list[bool] = []
        self.cell: WordCell | None = None
        self.inner: list[list[Paragraph]] = []
        self.ticked: bool | None = None

    def begins(self, name: str, found: dict[str, str]) -> None:
        if name in ("del", "moveFrom"):
            self.deleted += 1
        elif name == "tbl":
            self.depth += 1
            if self.depth == 1:
                self.word.tables.append([])
        elif name == "tr" and self.depth == 1:
            self.word.tables[-1].append([])
        elif name == "tc" and self.depth == 1:
            self._cell()
        elif name == "tc" and self.depth == 2:
            self.inner.append([])
        elif name == "p":
            self.text, self.listed, self.bold = [], False, []
        elif name == "r":
            self.run_bold = False
        elif name == "b":
            self.run_bold = found.get("val", "1") not in _OFF
        else:
            self._of_the_look(name, found.get("val"))
            self._of_signs(name, found)
        self.in_text = name == "t"

    def _of_the_look(self, name: str, value: str | None) -> None:
        """Properties of a cell or paragraph: whether it is merged with the one above, whether it is an item of a list."""
        if name == "vMerge" and self.depth == 1 and self.cell is not None:
            self.cell.goes_on = value in (None, "continue")
        elif name == "numPr":
            self.listed = True
        elif name == "numId":
            self.listed = value != "0"
        elif name == "pStyle":
            self.listed = bool(_LISTS.match(value or ""))

    def _of_signs(self, name: str, found: dict[str, str]) -> None:
        """Signs that are no letters: ends of lines, symbols, and the boxes of fields to fill in."""
        if name in ("br", "cr", "tab"):
            self.text.append(" " if name == "tab" else "\n")
        elif name == "sym":
            self.text.append(_CHECKED.get(found.get("char", "").upper(), ""))
        elif name == "checkBox":
            self.ticked = False
        elif name in ("default", "checked") and self.ticked is not None:
            self.ticked = found.get("val", "1") not in _OFF

    def _cell(self) -> None:
        if not self.word.tables[-1]:
            raise Unreadable("is damaged: a cell of a table stands in no row; open it and save it anew", self.shown)
        self.cell = WordCell()
        self.word.tables[-1][-1].append(self.cell)

    def words(self, words: str) -> None:
        if self.in_text and not self.deleted:
            self.length += len(words)
            if self.length > LARGEST_TEXT:
                raise Unreadable("holds far more text than a form; it was not read", self.shown)
            self.text.append(words)
            if words.strip():
                self.bold.append(self.run_bold)

    def ends(self, name: str) -> None:
        if name in ("del", "moveFrom"):
            self.deleted -= 1
        elif name == "tbl" or (name == "tr" and self.depth == 2):
            if self.depth == 2:
                self._inner_row()
            self.depth -= name == "tbl"
        elif name == "tc" and self.depth == 1:
            self.cell = None
        elif name == "checkBox":
            self.text.append("" if self.deleted else "☒ " if self.ticked else "☐ ")
            self.ticked = None
        elif name == "p":
            text = text_of("".join(self.text))
            if text:
                inner = self.depth > 1 and bool(self.inner)
                home = self.inner[-1] if inner else self.cell.paragraphs if self.cell is not None else self.word.paragraphs
                home.append(Paragraph(text, self.listed, bool(self.bold) and all(self.bold)))
            self.text = []
        self.in_text = False

    def _inner_row(self) -> None:
        """A row of a table in a cell, on a line; a row of one cell keeps its paragraphs."""
        filled = [cell for cell in self.inner if cell]
        self.inner = []
        if self.cell is None or not filled:
            return
        if len(filled) == 1:
            self.cell.paragraphs.extend(filled[0])
            return
        line = ""
        for cell in filled:
            words = " ".join(" ".join(each.text.split()) for each in cell)
            line += (" " if line[-1:] in TICKS or line.endswith(":") else " – ") + words if line else words
        self.cell.paragraphs.append(Paragraph(line))
