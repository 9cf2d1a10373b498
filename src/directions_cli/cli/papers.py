"""Handing documents out: on standard output, or as files; shared by `form`, `letter` and `report`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directions_cli.cli.formats import emit
from directions_cli.cli.watching import gone_through
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.documents.composing import Made
    from directions_cli.documents.shelf import Shelf


class PaperFormat(str, Enum):
    """Formats of a document."""

    markdown = "markdown"
    html = "html"
    docx = "docx"
    pdf = "pdf"


ENDINGS = {".md": PaperFormat.markdown, ".html": PaperFormat.html, ".htm": PaperFormat.html, ".docx": PaperFormat.docx}
ENDINGS |= {".pdf": PaperFormat.pdf, ".markdown": PaperFormat.markdown}
MANY = 10
"""Documents from which on a progress bar is shown."""

In = Annotated[
    PaperFormat | None, typer.Option("--format", help="Format of the document (default: markdown, or as the ending of --out).")
]
Out = Annotated[
    str | None, typer.Option("--out", metavar="PATH", help="A file, or a folder for a file each; - is standard output.")
]
Force = Annotated[bool, typer.Option("--force", help="Write over files that are there already.")]
LargePrint = Annotated[bool, typer.Option("--large-print", help="18 point print, in PDF, DOCX and HTML.")]
Layout = Annotated[str | None, typer.Option("--layout", metavar="NAME", help="Layout of the form, such as detailed.")]


@dataclass(frozen=True, slots=True)
class Tray:
    """Where documents are put and in which format. `out` is None for the default: text on standard output, else files here."""

    format: PaperFormat
    out: Path | None
    to_screen: bool
    force: bool
    large_print: bool
    shelf: Shelf

    @classmethod
    def of(cls, shelf: Shelf, format: PaperFormat | None, out: str | None, force: bool, large_print: bool) -> Tray:
        """The tray that the options ask for. Raises `WronglyAsked` where they contradict one another."""
        place = Path(out) if out not in (None, "-") else None
        ending = ENDINGS.get(place.suffix.lower()) if place is not None and not place.is_dir() else None
        if place is not None and ending is None and place.suffix[1:].isalpha() and not place.is_dir():
            raise WronglyAsked(
                f"--out {out}: no document is {place.suffix}; end it in .md, .html, .docx or .pdf, or make the folder first"
            )
        chosen = format or ending or PaperFormat.markdown
        if ending is not None and chosen is not ending:
            raise WronglyAsked(f"--out {out} ends as {ending.value}, but --format says {chosen.value}; let them agree")
        text = chosen in (PaperFormat.markdown, PaperFormat.html)
        return cls(chosen, place, out == "-" or (out is None and text), force, large_print, shelf)

    @property
    def is_file(self) -> bool:
        """Whether all goes into one file."""
        return self.out is not None and not self.out.is_dir() and self.out.suffix.lower() in ENDINGS

    @property
    def together(self) -> bool:
        """Whether several forms go into one document."""
        return self.to_screen or self.is_file


def hand_out(tray: Tray, count: int, documents: Callable[[], Iterable[Made]], names: Sequence[str] = ()) -> None:
    """Make documents one after the other and put them where they go; their paths are printed.

    `names` are the names of the files to come, as far as they are known: what is there already is refused at once.
    """
    from directions_cli.documents.outbox import put, refuse_existing
    from directions_cli.documents.writers import written

    if tray.to_screen:
        _on_screen(tray, list(documents()))
        return
    folder = Path() if tray.out is None else tray.out
    _make_folder(folder.parent if tray.is_file else folder)
    if not tray.is_file:
        refuse_existing((folder / tray_name(tray, name) for name in names), tray.force)
    for made in gone_through(documents(), count, "Documents", MANY, stays=True):
        path = tray.out if tray.is_file and tray.out else folder / tray_name(tray, made.name)
        refuse_existing([path], tray.force)
        put(path, written(made.document, tray.format.value, tray.shelf, tray.large_print))
        emit(f"{path}\n")


def tray_name(tray: Tray, name: str) -> str:
    """The name of a document's file."""
    from directions_cli.documents.outbox import file_name
    from directions_cli.documents.writers import FORMATS

    return file_name(name, FORMATS[tray.format.value].ending)


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise WronglyAsked(f"{folder} is a file; --out takes a folder, or a file that ends in .md, .html, .docx or .pdf")
    folder.mkdir(parents=True, exist_ok=True)


def _on_screen(tray: Tray, documents: Sequence[Made]) -> None:
    from directions_cli.documents.writers import FORMATS, written

    contents = [written(made.document, tray.format.value, tray.shelf, tray.large_print) for made in documents]
    if tray.format is PaperFormat.markdown:
        emit("\n".join(content.decode() for content in contents))
    elif len(contents) > 1:
        raise WronglyAsked(f"{len(contents)} documents in {tray.format.value} can't follow one another; give a folder with --out")
    elif FORMATS[tray.format.value].is_text:
        emit(contents[0].decode())
    else:
        pipe(contents[0])


def pipe(content: bytes) -> None:
    """Write what is no text to standard output. Raises `WronglyAsked` where that is a terminal."""
    if sys.stdout.isatty():
        raise WronglyAsked("this is no text for a terminal; give a file with --out")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
