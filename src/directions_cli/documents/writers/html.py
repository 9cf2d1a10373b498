"""A document as one HTML file that stands alone: its style within, nothing fetched, nothing that runs.

The structure is that of WCAG 2.2 AA: one `h1`, headings in order, tables with scoped headers that still are tables to a screen
reader where a narrow screen stacks their cells, and the sender as the page's banner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final

from directions_cli.documents.picturing import Room, pictures
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import (
    Block,
    Blocks,
    Break,
    Chart,
    Document,
    Fields,
    Heading,
    Inline,
    Items,
    Named,
    Paragraph,
    Table,
    Text,
    Words,
    plain_words,
)
from directions_cli.documents.writers.html_style import logo, style

LARGE_PRINT: Final = "html { font-size: 18pt; }\n"
"""All sizes of a style are relative to this one, so that it is the least."""
WIDE: Final = 7
"""A table of more columns is always stacked: it would be clipped on paper too."""
SHORT_HEADING: Final = 12
"""Letters up to which no word of the headings of a narrow table is parted."""
ROOM: Final = 48
ROOM_IN_FORM: Final = 28
"""How many letters the longest words of a table's columns may have together; words of a table with more are parted anywhere."""
WIDE_PICTURE, WIDE_PICTURE_IN_LARGE_PRINT = Room(672, 1000, 16), Room(416, 620, 16)
NARROW_PICTURE: Final = Room(320, 1000, 16)
"""The room of a chart, 16 to the size of print: as wide as the words on a screen, or on A4 in large print."""
POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)


def write(document: Document, shelf: Shelf, large_print: bool = False) -> bytes:
    """The document as HTML in the shelf's `style.css`, with its `logo.svg` or `logo.png`. Raises `Unreadable` for those."""
    page = Page(large_print)
    blocks = document.blocks
    sender = blocks[0] if blocks and isinstance(blocks[0], Named) and blocks[0].name == "sender" else None
    top = "".join(logo(shelf, document.author))
    if sender is not None:
        top += f'<address class="sender">\n{page.blocks(sender.blocks)}</address>\n'
        blocks = blocks[1:]
    header = f"<header>\n{top}</header>\n" if top else ""
    body = f"{header}<main>\n{page.blocks(blocks)}</main>"
    css = style(shelf) + (LARGE_PRINT if large_print else "")
    head = "\n".join(_head(document))
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n{head}\n<style>\n{css}</style>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def _head(document: Document) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(_one_line(document.title))}</title>"
    known = {"author": document.author, "description": document.subject, "date": document.day.isoformat()}
    for name, content in known.items():
        if content:
            yield f'<meta name="{name}" content="{escape(_one_line(content))}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="color-scheme" content="light dark">'


def _one_line(text: str) -> str:
    return " ".join(text.split())


_TABLE_TAG: Final = re.compile(r"<(?:table|thead|tbody|tr|th|td)\b[^<>]*>")
_ROLE: Final = re.compile(r' role="(?:table|rowgroup|row|columnheader|rowheader|cell)"')


def without_roles(html: str) -> str:
    """What this writer made, without the roles that tables say again, which validators of HTML do not want."""
    return _TABLE_TAG.sub(lambda tag: _ROLE.sub("", tag[0]), html)


class Page:
    """A page being written; it knows the level of the last heading, so that none is left out and the first alone is `h1`."""

    def __init__(self, large_print: bool = False) -> None:
        self.level = 0
        self.room = ROOM
        self.charts = 0
        self.pictures = {"wide": WIDE_PICTURE_IN_LARGE_PRINT if large_print else WIDE_PICTURE, "narrow": NARROW_PICTURE}

    def blocks(self, blocks: Blocks) -> str:
        """Blocks as elements, each on lines of its own."""
        return "".join(f"{self._block(block)}\n" for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                self.level = min(max(block.level, 2), self.level + 1, 6) if self.level else 1
                return f"<h{self.level}>{_words(block.words)}</h{self.level}>"
            case Paragraph():
                return f"<p>{_words(block.words)}</p>"
            case Items():
                return self._items(block)
            case Table():
                return _table(block, self.room)
            case Chart():
                return self._chart(block)
            case Fields():
                return self._fields(block)
            case Named(name="attachment"):
                return f'<article class="attachment">\n{self.blocks(block.blocks)}</article>'
            case Named(name="note"):
                return f'<div class="note" role="note">\n{self.blocks(block.blocks)}</div>'
            case Named():
                return f'<div class="{escape(block.name)}">\n{self.blocks(block.blocks)}</div>'

    def _items(self, items: Items) -> str:
        name, start = ("ol", f' start="{items.start}"' if items.start != 1 else "") if items.ordered else ("ul", "")
        inside = "".join(f"<li>{self._inside(each)}</li>\n" for each in items.items)
        return f"<{name}{start}>\n{inside}</{name}>"

    def _inside(self, blocks: Blocks) -> str:
        """Blocks of an item or field; words alone need no paragraph of their own."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return _words(blocks[0].words)
        return f"\n{self.blocks(blocks)}"

    def _chart(self, chart: Chart) -> str:
        """The chart drawn for wide and for narrow screens, of which the style shows one, and the table that says the same."""
        self.charts += 1
        drawn = ""
        for kind, room in self.pictures.items():
            made = pictures(chart, room, f"chart-{self.charts}-{kind}", within_page=True)
            if made:
                hidden = " hidden" if kind == "narrow" else ""
                drawn += f'<div class="{kind}"{hidden}>' + "\n".join(each.svg for each in made) + "</div>\n"
        caption = f"<figcaption>{_words(chart.caption)}</figcaption>"
        return f'<figure class="chart">\n{caption}\n{drawn}{_table(chart.table, self.room)}\n</figure>'

    def _fields(self, fields: Fields) -> str:
        self.room = ROOM_IN_FORM
        rows = "".join(
            f'<tr role="row"><th scope="row" role="rowheader">{_words(label)}</th>\n'
            f'<td role="cell">{self._inside(content)}</td></tr>\n'
            for label, content in fields.rows
        )
        self.room = ROOM
        return _as_table("fields", _head_row(fields.head), rows)


def _table(table: Table, room: int) -> str:
    """A table of words. Where its cells are stacked, each says the heading of its column."""
    labels = [escape(_one_line(plain_words(cell))) for cell in table.head]
    rows = "".join(
        '<tr role="row">'
        + "".join(f'<td role="cell" data-label="{label}">{_words(cell)}</td>' for label, cell in zip(labels, row, strict=False))
        + "</tr>\n"
        for row in table.rows
    )
    columns = len(table.head)
    kind = "plain" if not rows else "stacked" if columns > WIDE else "columns" if columns > 2 else "plain"
    tight = " tight" if kind == "columns" and _longest_words(table) > room else ""
    whole = " whole" if kind == "plain" and rows and max(map(_longest_word, table.head), default=0) <= SHORT_HEADING else ""
    return _as_table(kind + tight + whole, _head_row(table.head), rows)


def _longest_word(words: Words) -> int:
    return max(map(len, plain_words(words).split()), default=0)


def _longest_words(table: Table) -> int:
    """How many letters the longest words of the columns have together; a line may end behind a hyphen too."""
    columns = zip(table.head, *table.rows, strict=True)
    return sum(
        max((len(word) for cell in column for word in re.split(r"[\s-]", plain_words(cell))), default=0) for column in columns
    )


def _head_row(head: Iterable[Words]) -> str:
    """The heading row. A cell without words heads nothing."""
    cells = (
        f'<th scope="col" role="columnheader">{_words(cell)}</th>' if plain_words(cell).strip() else '<td role="cell"></td>'
        for cell in head
    )
    return f'<tr role="row">{"".join(cells)}</tr>'


def _as_table(kind: str, head: str, rows: str) -> str:
    """The roles say again what the elements are: a browser forgets it where a style stacks the cells."""
    return (
        f'<table class="{kind}" role="table">\n<thead role="rowgroup">{head}</thead>\n'
        + (f'<tbody role="rowgroup">\n{rows}</tbody>\n' if rows else "")
        + "</table>"
    )


def _words(words: Words) -> str:
    """Words as elements, every character of them text; runs that lead to one address are one link."""
    return "".join(_linked(link, tuple(runs)) for link, runs in groupby(words, _link))


def _link(each: Inline) -> str | None:
    return each.link if isinstance(each, Text) else None


def _linked(link: str | None, runs: Words) -> str:
    inside = "".join(map(_run, runs))
    text = plain_words(runs)
    if not link or not text.strip():
        return inside
    named = "" if link.removeprefix("mailto:") in text else ' class="named"'
    return f'<a{named} href="{escape(link)}">{inside}</a>'


def _run(each: Inline) -> str:
    if isinstance(each, Break):
        return "<br>\n"
    text = escape(each.text, quote=False)
    if each.emphasis:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if each.strong else text
