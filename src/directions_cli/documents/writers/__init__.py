"""Writers: a document's tree written in a format. A new format is a module here and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final, NamedTuple

from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import Document


class Written(NamedTuple):
    """A format: the module that writes it, the ending of its files, and whether it is text."""

    module: str
    ending: str
    is_text: bool


FORMATS: Final[Mapping[str, Written]] = MappingProxyType(
    {
        "markdown": Written("markdown", ".md", True),
        "html": Written("html", ".html", True),
        "docx": Written("docx", ".docx", False),
        "pdf": Written("pdf", ".pdf", False),
    }
)


def written(document: Document, format: str, shelf: Shelf, large_print: bool = False) -> bytes:
    """The document in a format, in the style that the shelf has for it. The same document gives the same bytes.

    Raises `Unreadable` for a style that can't be used, `WronglyAsked` where the optional part for the format is missing.
    """
    module = import_module(f"directions_cli.documents.writers.{FORMATS[format].module}")
    made: bytes = module.write(document, shelf, large_print)
    return made
