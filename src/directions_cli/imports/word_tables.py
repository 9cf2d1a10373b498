"""Reading a Word document: its tables as rows of cells, each cell as paragraphs. Nothing that it may call for is followed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from directions_cli.errors import Unreadable
from directions_cli.imports.packages import bytes_within, package, part_of, walk
from directions_cli.imports.words import text_of

LARGEST_TEXT = 5_000_000
"""Characters that a form may hold; a direction needs some thousands."""
_CHECKED = {"2612": "☒", "2611": "☑", "2610": "☐", "F0FE": "☒", "F0A8": "☐", "00FE": "☒", "00A8": "☐", "F052": "☑"}


@dataclass
class Paragraph:
    """A paragraph: its text, whether it is an item of a list, whether all of it is bold."""

    text: str
    listed: bool = False
    bold: bool = False


@dataclass
class WordCell:
    """A cell: its paragraphs that hold anything."""

    paragraphs: list[Paragraph] = field(default_factory=list)

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
    """Builds the tables from the elements as they come. A table in a cell is text of that cell; what was deleted is gone."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.word = Word()
        self.depth = self.deleted = self.length = 0
        self.text: list[str] = []
        self.listed = self.in_text = self.run_bold = False
        self.bold: list[bool] = []
        self.cell: WordCell | None = None

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
        elif name == "p":
            self.text, self.listed, self.bold = [], False, []
        elif name == "r":
            self.run_bold = False
        elif name == "b":
            self.run_bold = found.get("val", "1") not in ("0", "false", "off")
        elif name == "numPr":
            self.listed = True
        elif name in ("br", "cr", "tab"):
            self.text.append(" " if name == "tab" else "\n")
        elif name == "sym":
            self.text.append(_CHECKED.get(found.get("char", "").upper(), ""))
        self.in_text = name == "t"

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
        elif name == "tbl":
            self.depth -= 1
        elif name == "tc" and self.depth == 1:
            self.cell = None
        elif name == "p":
            text = text_of("".join(self.text))
            if text:
                home = self.cell.paragraphs if self.cell is not None else self.word.paragraphs
                home.append(Paragraph(text, self.listed, bool(self.bold) and all(self.bold)))
            self.text = []
        self.in_text = False
