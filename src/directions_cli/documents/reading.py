"""Markdown read into a document's tree: that of a template with its named blocks, and that of a direction's own text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from directions_cli.documents.runs import OPEN, SHUT, Printable
from directions_cli.documents.tree import (
    NAMES,
    Block,
    Blocks,
    Break,
    Fields,
    Heading,
    Inline,
    Items,
    Named,
    Paragraph,
    Table,
    Text,
    Words,
)
from directions_cli.documents.words import even, is_safe_link, plain, plain_run
from directions_cli.domain.harmless import harmless

NOT_READ = "code fence image html_block html_inline reference backticks hr lheading blockquote".split()
_BLANKS = re.compile(r"[ \t\r\n]+")
DEEPEST_LIST: Final = 18
"""Markdown-it leaves out what stands in a list at this level, nine lists deep: such a text is taken line by line."""
MARK = re.compile(f"{OPEN}([0-9]+){SHUT}")
_CLAUSE = r"\((?:[a-z]{1,4}|[0-9]{1,3})\)|[a-z]{1,3}\)|[•▪●◦‣·–—]"
_LEGAL_ITEM = re.compile(rf"(?<=\S)[ \t]*\n(?=[ \t]*(?:{_CLAUSE})[ \t])", re.IGNORECASE)


class Misread(Exception):
    """Markdown of a template that makes no document; `str()` says what is wrong."""


@dataclass(frozen=True, slots=True)
class Rich(Printable):
    """A direction's own text: its lists, tables and emphasis are read, nothing else is markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Linked(Printable):
    """Words that lead to an address of the register, if it is one of the web or of mail."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Lines(Printable):
    """Words whose line ends are meant, as in an address."""

    text: str


@lru_cache(maxsize=1)
def _for_templates() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.disable(NOT_READ)
    made.use(container_plugin, "named", validate=lambda info, _: bool(info.strip()))
    return _restrained(made)


@lru_cache(maxsize=1)
def _for_texts() -> MarkdownIt:
    made = MarkdownIt("zero", {"html": False}).enable(["list", "table", "emphasis", "link", "escape", "newline"])
    return _restrained(made)


def _restrained(made: MarkdownIt) -> MarkdownIt:
    made.validateLink = is_safe_link  # type: ignore[method-assign,assignment]
    return made


def read(markdown: str, texts: Sequence[Any] = (), numbers: Mapping[int, int | Decimal] | None = None) -> Blocks:
    """The blocks of a template's Markdown, with the texts put in where their marks stand; `numbers` are those that a chart draws.

    Raises `Misread`.
    """
    return Reading(texts, numbers=numbers).blocks(_tree(_for_templates(), markdown))


@lru_cache(maxsize=128)
def read_text(text: str) -> Blocks:
    """The blocks of a direction's own text: paragraphs, lists, tables; lines that begin as items of a clause stay lines."""
    source = _LEGAL_ITEM.sub("  \n", harmless(text).strip().replace(OPEN, "").replace(SHUT, ""))
    tokens = _for_texts().parse(source)
    if any(token.level >= DEEPEST_LIST and token.type.endswith("_list_open") for token in tokens):
        return tuple(Paragraph(plain(part)) for part in re.split(r"\n\s*\n", source))
    return Reading((), of_template=False).blocks(SyntaxTreeNode(tokens).children)


def _tree(reader: MarkdownIt, text: str) -> list[SyntaxTreeNode]:
    return SyntaxTreeNode(reader.parse(text)).children


class Reading:
    """One reading of Markdown into blocks; `texts` are what its marks stand for. Only a template has named blocks."""

    def __init__(
        self, texts: Sequence[Any], of_template: bool = True, numbers: Mapping[int, int | Decimal] | None = None
    ) -> None:
        self.texts = texts
        self.numbers = numbers or {}
        self.of_template = of_template

    def blocks(self, nodes: Iterable[SyntaxTreeNode], lower: int = 0) -> Blocks:
        """The blocks of some nodes; headings stand `lower` levels below what they say."""
        found: list[Block] = []
        for node in nodes:
            found.extend(self._block(node, lower))
        return tuple(found)

    def _block(self, node: SyntaxTreeNode, lower: int) -> Iterator[Block]:
        match node.type:
            case "paragraph":
                yield from self._paragraph(node)
            case "heading":
                words = self.words(node)
                if words:
                    yield Heading(int(node.tag[1:]) + lower, words)
            case "bullet_list" | "ordered_list":
                items = tuple(filter(None, (self.blocks(item.children, lower) for item in node.children)))
                if items:
                    yield Items(node.type == "ordered_list", int(node.attrs.get("start", 1)), items)
            case "table":
                yield self.table(node)
            case "container_named":
                yield from self._named(node, lower)
            case other:
                raise Misread(f"a document can't hold {other.replace('_', ' ')}")

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        alone = MARK.fullmatch(source_of(node).strip())
        value = self.texts[int(alone[1])] if alone else None
        if isinstance(value, Rich):
            yield from read_text(value.text)
            return
        if self.of_template and source_of(node).startswith(":::"):
            raise Misread(f"{source_of(node)!r} neither begins nor ends a block that is named")
        words = self.words(node)
        if words:
            yield Paragraph(words)

    def table(self, node: SyntaxTreeNode) -> Table:
        """A table of words."""
        rows = [tuple(self.words(cell) for cell in row.children) for part in node.children for row in part.children]
        return Table(rows[0], tuple(rows[1:]))

    def _named(self, node: SyntaxTreeNode, lower: int) -> Iterator[Block]:
        name, _, rest = node.info.strip().partition(" ")
        if name not in NAMES:
            raise Misread(f"{name!r} is no named block; they are {', '.join(NAMES)}")
        if name == "form":
            yield self._fields(node, rest)
            return
        if name == "chart":
            from directions_cli.documents.charted import chart_of

            yield chart_of(self, node, rest)
            return
        blocks = self.blocks(node.children, lower + (name == "attachment"))
        if blocks:
            yield Named(name, blocks)

    def _fields(self, node: SyntaxTreeNode, labels: str) -> Fields:
        first, bar, second = labels.partition("|")
        if not bar:
            raise Misread("`::: form` wants the two headings of its table: `::: form Item | Details`")
        rows: list[tuple[Words, list[SyntaxTreeNode]]] = []
        for child in node.children:
            if child.type == "heading":
                rows.append((self.words(child), []))
            elif rows:
                rows[-1][1].append(child)
            else:
                raise Misread("a form begins with a heading, which is the label of its first field")
        return Fields((self.line(first), self.line(second)), tuple((label, self.blocks(each)) for label, each in rows))

    def line(self, text: str) -> Words:
        """The words of one line of Markdown."""
        (paragraph,) = _tree(_for_templates(), text.strip()) or (None,)
        return self.words(paragraph) if paragraph is not None else ()

    def words(self, node: SyntaxTreeNode) -> Words:
        """The words of a node that holds a line or paragraph."""
        return even(each for child in node.children for each in self._inline(child, Text("")))

    def _inline(self, node: SyntaxTreeNode, like: Text) -> Iterator[Inline]:
        inside: Callable[[Text], Iterator[Inline]] = lambda each: (  # noqa: E731
            found for child in node.children for found in self._inline(child, each)
        )
        match node.type:
            case "inline":
                yield from inside(like)
            case "text" | "text_special":
                yield from self._text(node.content, like)
            case "softbreak":
                yield replace(like, text=" ")
            case "hardbreak":
                yield Break()
            case "strong":
                yield from inside(replace(like, strong=True))
            case "em":
                yield from inside(replace(like, emphasis=True))
            case "link":
                yield from inside(replace(like, link=str(node.attrs["href"])))
            case other:
                raise Misread(f"a line can't hold {other.replace('_', ' ')}")

    def _text(self, text: str, like: Text) -> Iterator[Inline]:
        at = 0
        for mark in MARK.finditer(text):
            yield replace(like, text=text[at : mark.start()])
            yield from _put_in(self.texts[int(mark[1])], like)
            at = mark.end()
        yield from plain_run(text[at:], like)


def _put_in(value: Any, like: Text) -> Words:
    match value:
        case Rich():
            return _flat(read_text(value.text), like)
        case Lines():
            return plain(value.text, like)
        case Linked():
            address = value.address if is_safe_link(value.address) else None
            return plain(_BLANKS.sub(" ", value.text), replace(like, link=address))
        case _:
            return plain(_BLANKS.sub(" ", str(value)), like)


def _flat(blocks: Blocks, like: Text) -> Words:
    """Blocks as words, for a place that holds words only: a line for each paragraph, item or row."""
    from directions_cli.documents.tree import words_of

    found: list[Inline] = []
    for text in words_of(blocks):
        found += [Break(), *plain(text, like)] if found else plain(text, like)
    return tuple(found)


def source_of(node: SyntaxTreeNode) -> str:
    """The Markdown of a node that holds a line or paragraph."""
    return "".join(child.content for child in node.children if child.type == "inline")
