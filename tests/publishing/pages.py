"""Pages of a site read as a browser would begin to: elements, links, labels, headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FETCHES = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("object", "data")}
"""What a browser asks for by itself; a link to follow is none of it."""


@dataclass
class Element:
    """An element with its attributes, the words in it, and those around it."""

    tag: str
    attributes: dict[str, str | None]
    inside: tuple[str, ...]
    words: list[str] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class Page(HTMLParser):
    """A page; reading one whose elements are not nested as they should be fails."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    @classmethod
    def at(cls, path: Path) -> Page:
        return cls(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, dict(attrs), tuple(each.tag for each in self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, (tag, [each.tag for each in self.open])
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for each in self.open:
            each.words.append(data)

    def named(self, *tags: str) -> list[Element]:
        return [each for each in self.elements if each.tag in tags]

    @property
    def links(self) -> list[str]:
        return [each.get("href") or "" for each in self.named("a")]

    @property
    def fetched(self) -> list[str]:
        found = [each.get(name) for each in self.elements for tag, name in FETCHES if each.tag == tag]
        return [each for each in found if each is not None]


def target(page: Path, link: str) -> tuple[Path, str] | None:
    """The file that a link of a page leads to, and the place in it; None for one that leads elsewhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    return (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve(), parts.fragment


def pages_of(site: Path) -> list[Path]:
    """The pages of a site, without the forms, which are documents."""
    return [path for path in sorted(site.rglob("*.html")) if "forms" not in path.parts]
