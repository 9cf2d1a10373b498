"""What pages of the site take with them: style, script and logo; and what search engines ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from directions_cli.documents.shelf import Shelf
from directions_cli.documents.writers.html_style import LOGOS, picture_of, site_style
from directions_cli.publishing import paths

File = tuple[str, Callable[[], bytes]]
_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def logo_of(shelf: Shelf) -> tuple[str, Path] | None:
    """The name and file of the authority's logo, if the shelf has one."""
    return next(((name, path) for name in LOGOS if (path := shelf.find(name))), None)


def assets(shelf: Shelf) -> Iterator[File]:
    """Style, script and logo; and the file that keeps GitHub Pages from reading the site as something else."""
    yield paths.STYLE, lambda: site_style(shelf).encode()
    yield paths.SCRIPT, lambda: (shelf.words("site/register.js") or "").encode()
    yield ".nojekyll", bytes
    found = logo_of(shelf)
    if found:
        name, file = found
        yield f"assets/{name}", lambda: picture_of(shelf, name, file)


def sitemap(address: str, pages: Iterable[str]) -> Iterator[File]:
    """The map of a site at an address, and the file that leads to it: everything may be read."""
    found = "".join(f"<url><loc>{escape(address + quote(path))}</loc></url>\n" for path in sorted(pages))
    yield "sitemap.xml", f"{_HEAD}{found}</urlset>\n".encode
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n".encode
