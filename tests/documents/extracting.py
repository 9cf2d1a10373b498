"""The words of a document as each format's readers find them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

from directions_cli.documents.tree import Block, Blocks, Fields, Items, Named, Table, plain_words, words_of
from directions_cli.documents.writers.markdown import JOINT

BLANKS = re.compile(r"\s+")
MARKER = re.compile(r"[•‣–]|[0-9]+[.)]")
ITEM = "\ue010"
FOOT = re.compile(r"Page[0-9]+of[0-9]+$")


def evened(text: str) -> str:
    """The text without blanks and line ends, which formats set in their own ways."""
    return BLANKS.sub("", text)


def said(blocks: Blocks) -> str:
    """What the tree says."""
    return evened("".join(words_of(blocks)))


def said_in_markdown(blocks: Blocks) -> str:
    """What the tree says but for the two headings of a form's table, for which Markdown has no place."""
    return evened("".join(_markdown_words(blocks)))


def _markdown_words(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Fields):
            for label, content in block.rows:
                yield plain_words(label)
                yield from _markdown_words(content)
        elif isinstance(block, Named):
            yield from _markdown_words(block.blocks)
        else:
            yield from words_of((block,))


class Html(HTMLParser):
    """The words in the body of a page, and its elements with their attributes."""

    VOID = frozenset({"meta", "br", "img"})

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[int, str] = {}
        self._within: list[int] = []
        self.feed(page.decode())
        self.close()
        assert self.open == [], "an element that is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), "an attribute that is there twice"
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
            self._within.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._within.pop()

    def handle_data(self, data: str) -> None:
        for number in self._within:
            self.texts[number] = self.texts.get(number, "") + data
        if "body" in self.open and "svg" not in self.open:  # a chart's picture says again what its table says
            self.text += data

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of every element of those names."""
        return [attributes for tag, attributes in self.elements if tag in tags]

    def said(self, tag: str) -> list[str]:
        """The words of every element of that name."""
        return [self.texts.get(number, "") for number, (name, _) in enumerate(self.elements) if name == tag]


def markdown_tokens(page: bytes) -> list[Token]:
    """Markdown as GitHub reads it."""
    reader = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"])
    return reader.parse(page.decode())


def markdown_text(tokens: Sequence[Token]) -> str:
    """The words of Markdown."""
    found = []
    for token in tokens:
        found.append(markdown_text(token.children or ()) if token.type == "inline" else "")
        if token.type in ("text", "text_special", "code_inline"):
            found.append(token.content)
        assert token.type not in ("code_block", "fence", "html_block", "image"), token
        assert token.type != "html_inline" or token.content in (JOINT, "<br>"), token
    return "".join(found)


def docx_text(file: bytes) -> str:
    """The words in the body of a Word file, tables and tables within them in place."""
    from docx import Document
    from docx.oxml.ns import qn

    body = Document(io.BytesIO(file)).element.body
    return "".join(each.text or "" for each in body.iter(qn("w:t")))


def pdf_pages(file: bytes) -> list[str]:
    """The words of each page of a PDF in the order of its content."""
    from pypdfium2 import PdfDocument

    pages = []
    for page in PdfDocument(file):
        text = page.get_textpage().get_text_range()
        pages.append(text.replace("\ufffe", "-"))  # so pdfium gives a hyphen at the end of a line
    return pages


def pdf_differs(file: bytes, blocks: Blocks) -> str | None:
    """Where a PDF says something else than the tree; None where it does not.

    Besides the tree's words a PDF has the number of each page, the marks of lists, and the headings of tables on each page.
    """
    pages = [FOOT.sub("", evened(text)) for text in pdf_pages(file)]
    said_ = evened("".join(_marked(blocks)))
    heads = list(dict.fromkeys(_heads(blocks)))
    at = 0
    for number, page in enumerate(pages, 1):
        here = _after_heads(page, 0, heads, said_, at) if number > 1 else 0
        while here < len(page):
            if at < len(said_) and said_[at] == ITEM:
                marker = MARKER.match(page, here)
                here, at = marker.end() if marker else here, at + 1
            elif at < len(said_) and said_[at] == page[here]:
                here, at = here + 1, at + 1
            else:
                return f"page {number}: {page[max(here - 40, 0) : here + 40]!r} for {said_[max(at - 40, 0) : at + 40]!r}"
    rest = said_[at:].replace(ITEM, "")
    return f"missing at the end: {rest!r}" if rest else None


def _after_heads(page: str, here: int, heads: list[str], said_: str, at: int) -> int:
    found = True
    while found:
        found = False
        for head in heads:
            if head and page.startswith(head, here) and not page.startswith(said_[at : at + 30].replace(ITEM, ""), here):
                here, found = here + len(head), True
    return here


def _heads(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Table():
                yield evened("".join(map(plain_words, block.head)))
            case Fields():
                yield evened("".join(map(plain_words, block.head)))
                for _, content in block.rows:
                    yield from _heads(content)
            case Items():
                for each in block.items:
                    yield from _heads(each)
            case Named():
                yield from _heads(block.blocks)


def _marked(blocks: Blocks) -> Iterator[str]:
    """The words of the tree with a mark where an item of a list begins."""
    for block in blocks:
        yield from _marked_block(block)


def _marked_block(block: Block) -> Iterator[str]:
    match block:
        case Items():
            for item in block.items:
                yield ITEM
                yield from _marked(item)
        case Fields():
            yield from map(plain_words, block.head)
            for label, content in block.rows:
                yield plain_words(label)
                yield from _marked(content)
        case Named():
            yield from _marked(block.blocks)
        case _:
            yield from words_of((block,))
