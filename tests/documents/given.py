"""Registers, views and makers for tests of documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from directions_cli.documents.gathering import gathered
from directions_cli.documents.making import Maker
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.view import View, view_of
from directions_cli.documents.writers import written
from directions_cli.domain.acts.issuing import issue
from directions_cli.domain.register import Register
from tests.domain.building import register_of, terms_of

DAY = date(2025, 3, 20)
SHELF = Shelf.of(None)


def issued(register: Register | None = None, *changes: str, day: date = DAY, **terms: Any) -> Register:
    """The register with one more direction, issued that day."""
    before = register_of() if register is None else register
    return before.with_(issue(before, terms_of(*changes) | {"approved": date(2025, 3, 18)} | terms, day))


def viewed(register: Register, day: date = DAY) -> View:
    """The register as documents see it."""
    found = view_of(gathered(register, day))
    assert isinstance(found, View)
    return found


def maker(folder: Path | None = None) -> Maker:
    """A maker in English, with the templates of a register's folder."""
    return Maker.of(Shelf.of(folder), None)


def markdown(made: Any) -> str:
    """A document that was made, in Markdown."""
    return written(made.document, "markdown", SHELF).decode()
