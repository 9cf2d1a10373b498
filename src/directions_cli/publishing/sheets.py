"""The page of a direction, and its documents to download: its form in each format, and its file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from directions_cli import __version__
from directions_cli.documents import composing
from directions_cli.documents.making import Maker
from directions_cli.documents.site_views import DownloadView, SheetPageView
from directions_cli.documents.view import View, kept
from directions_cli.documents.writers import FORMATS, written
from directions_cli.documents.writers.html import without_roles
from directions_cli.publishing import paths
from directions_cli.publishing.telling import Telling

CALLED: Final = {"pdf": "PDF", "docx": "Word", "html": "HTML"}
"""The formats of forms as people call them."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Makes the forms of directions in some formats."""

    maker: Maker
    authority: View
    day: date
    formats: tuple[str, ...]

    def paths(self, id: str) -> Iterator[tuple[str, str]]:
        """Format and path of each form of a direction."""
        yield from ((format, paths.of_form(id, FORMATS[format].ending)) for format in self.formats)

    def make(self, direction: View, format: str) -> bytes:
        """The form of a direction in a format."""
        register = View({"authority": self.authority, "sheets": (View({"direction": direction, "acts": ()}),)})
        made = composing.form(self.maker, register, direction.id, self.day)
        content = written(made.document, format, self.maker.shelf)
        return without_roles(content.decode()).encode() if format == "html" else content

    def key(self, direction: View, format: str, shared: str) -> str:
        """All that a form depends on, in short: it need not be made again while this is the same."""
        return _digest(f"{shared} {format} {kept(direction)}".encode())

    def shared(self) -> str:
        """What all forms depend on: the program, the templates, the authority and the day."""
        shelf = self.maker.shelf
        files = [shelf.bytes(shelf.known(name)) for name in shelf.names() if not name.startswith("site/")]
        files += [path.read_bytes() for path in sorted(Path(composing.__file__).parent.rglob("*.py"))]
        parts = [__version__, self.day.isoformat(), self.maker.language.code, kept(self.authority)]
        return _digest("\n".join([*parts, *map(_digest, files)]).encode())


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def sheet_page(telling: Telling, id: str, forms: Forms, decided: Iterable[str]) -> SheetPageView:
    """All that the page of a direction tells; `decided` are the pages of the decisions of its report."""
    before, after = telling.chain(id)
    downloads = [DownloadView(name="form", format=CALLED[each], path=path, about=None) for each, path in forms.paths(id)]
    return SheetPageView(
        row=telling.row(id),
        before=before,
        after=after,
        entries=telling.entries(id),
        steps=telling.steps(id),
        downloads=(*downloads, DownloadView(name="terms", format="YAML", path=paths.of_terms(id), about=None)),
        decision=next(iter(decided), None),
    )
