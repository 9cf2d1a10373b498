"""The register as documents see it, remembered between runs, and the maker that fills the templates in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from directions_cli.clerk.remembering import key_of_state, place_of, remember, remembered
from directions_cli.clerk.steady import Say, steadily
from directions_cli.documents.view import View, kept, restored
from directions_cli.domain.names import Called, meant
from directions_cli.index.base import Base
from directions_cli.index.reading import noticed

if TYPE_CHECKING:
    from directions_cli.clerk.reporting import Figured, Wanted
    from directions_cli.documents.composing import Made
    from directions_cli.documents.making import Maker
    from directions_cli.documents.shelf import Shelf
    from directions_cli.domain.register import Register

NAME = "views.json"
LARGEST_KEPT = 2_000
"""Directions of a register beyond which its views are not remembered: reading them again would take as long as making them."""


def register_view(folder: Path, day: date, say: Say) -> View:
    """The register below `folder` as documents see it on a day. Raises `Refused` where its header can't be used."""
    return steadily(folder, say, partial(_register_view, folder, day, say))


def _register_view(folder: Path, day: date, say: Say) -> View:
    base = noticed(folder, say)
    if base is None or base.one("SELECT count(*) FROM direction") > LARGEST_KEPT:
        return _made(folder, base, day, say)[0]
    place, key = place_of(folder, NAME), key_of_state(base, day, _catalogues(folder))
    known = _restored(remembered(place, key))
    if known is not None:
        return known
    made, whole = _made(folder, base, day, say)
    if whole:
        remember(place, key, kept(made))
    return made


def _restored(text: str | None) -> View | None:
    try:
        found = restored(text) if text is not None else None
    except ValueError:
        return None
    return found if isinstance(found, View) else None


def _catalogues(folder: Path) -> str:
    """What changes whenever a catalogue of the register's own does: the redline is told in its language."""
    found = sorted((folder / "templates" / "languages").glob("*.po"))
    return " ".join(hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in found)


def _made(folder: Path, base: Base | None, day: date, say: Say) -> tuple[View, bool]:
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.documents.gathering import gathered
    from directions_cli.documents.languages import language_of
    from directions_cli.documents.shelf import Shelf
    from directions_cli.documents.view import view_of
    from directions_cli.index.reading import register_of

    loaded = register_of(folder, base)
    register = of_loaded(loaded)
    for finding in loaded.findings:
        say(f"{finding.where}: {finding.code} {finding.message}")
    language = language_of(register.header.language, Shelf.of(folder).find)
    view = view_of(gathered(register, day, language))
    assert isinstance(view, View)
    return view, not loaded.findings


def figures_of(folder: Path, wanted: Wanted, say: Say) -> tuple[Figured, View, Maker]:
    """The figures of a report to a committee, the authority, and the maker of its document."""
    from directions_cli.clerk.reading import of_loaded, read_register
    from directions_cli.clerk.reporting import figured
    from directions_cli.documents.describing import authority_view
    from directions_cli.documents.making import Maker
    from directions_cli.documents.shelf import Shelf
    from directions_cli.documents.view import view_of

    loaded = read_register(folder, say)
    register = of_loaded(loaded)
    for finding in loaded.findings:
        say(f"{finding.where}: {finding.code} {finding.message}")
    maker = Maker.of(Shelf.of(folder), register.header.language)
    authority = view_of(authority_view(register.header, maker.language))
    assert isinstance(authority, View)
    found = figured(register, wanted)
    if wanted.with_neighbours:
        from directions_cli.clerk.neighbours import practices_beside

        beside = practices_beside(folder, register.header, found.day, say, wanted.today)
        found = replace(found, figures=replace(found.figures, beside=beside))
    return found, authority, maker


def ids_of(register: View, names: Sequence[str]) -> list[str]:
    """The ids that are meant by some names, in their order. Raises `WronglyAsked` as `meant` does."""
    called = [Called(each.id, each.reference, each.title, each.varied_by) for each in register.names]
    return list(dict.fromkeys(meant(called, name, register.one_reference) for name in names))


def maker_of(folder: Path, register: View) -> Maker:
    """The maker of documents with the register's own templates and in its language."""
    from directions_cli.documents.making import Maker
    from directions_cli.documents.shelf import Shelf

    return Maker.of(Shelf.of(folder), register.language)


def section_of(folder: Path, register: Register, number: str, day: date) -> tuple[Made, Shelf]:
    """The "Direction required" section of a report that is decided in a register (guidance 3.8), and the shelf that dresses it.

    Of the register it reads no more than the decision and the directions that follow from it.
    """
    from directions_cli.documents.composing import report
    from directions_cli.documents.gathering import gathered
    from directions_cli.documents.languages import language_of
    from directions_cli.documents.shelf import Shelf
    from directions_cli.documents.view import view_of
    from directions_cli.domain.register import Register
    from directions_cli.domain.report import number_key

    key = number_key(number)
    directions = [register[id] for id in register.by_report.get(key, ())]
    part = Register(register.header, directions, {path: register.reports[path] for path in register.decisions.get(key, ())})
    view = view_of(gathered(part, day, language_of(register.header.language, Shelf.of(folder).find)))
    assert isinstance(view, View)
    maker = maker_of(folder, view)
    return report(maker, view, "section", number, day), maker.shelf
