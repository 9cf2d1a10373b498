"""The exports of the public register: what `export` writes, made of what the public may see and of nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from types import MappingProxyType
from typing import Final

from directions_cli.domain.authority import Header
from directions_cli.domain.public import Public
from directions_cli.domain.register import Register
from directions_cli.domain.tables.chosen import Wanted, chosen
from directions_cli.errors import Refused
from directions_cli.exports.formats import EXPORTS
from directions_cli.exports.going import Files, Going

NAME: Final = "register"
OF_HEADER: Final = ("format", "functions", "localities", "plan", "earlier_plans", "review", "policy", "language")
"""What is handed out of the header as it is. Officers, addresses, budgets and neighbours are on no page of the site either."""


class Exporting:
    """Makes the files of exports of a public register. The same register and day give the same bytes."""

    def __init__(self, public: Public) -> None:
        self.public = public

    @cached_property
    def going(self) -> Going:
        """What goes out, laid out in tables. Raises `Refused` where a cell would name what was made in private."""
        register = self.public.register
        shown = Register(public_header(register.header), register.values(), register.reports)
        what = chosen(shown, Wanted(self.public.day))
        about = {**what.about, "private_left_out": self.public.withheld}
        going = Going(replace(what, about=MappingProxyType(about)), NAME)
        for name, rows in going.tables.items():
            found = self.public.names.found_in("\0".join(str(cell) for row in rows for cell in row if cell is not None))
            if found is not None:
                raise Refused(f"the table {name} of the open data would name what was made in private ({found}); take it out")
        return going

    def file(self, format: str, ending: str) -> bytes:
        """The register as one file of a form of `EXPORTS`."""
        return _written(EXPORTS[format].file, replace(self.going, ending=ending))[f"{NAME}{ending}"]

    @cached_property
    def tables(self) -> Files:
        """A CSV file for each table, with the mark by which spreadsheets know UTF-8."""
        return _written(EXPORTS["csv"].folder, replace(self.going, marked=True))


def _written(place: str | None, going: Going) -> Files:
    module, _, function = (place or "").partition(":")
    write: Callable[[Going], Files] = getattr(import_module(f"directions_cli.exports.{module}"), function)
    return write(going)


def public_header(header: Header) -> Header:
    """The header as far as pages show it: the authority, its partners and functions by name, and its plans."""
    kept = {name: getattr(header, name) for name in OF_HEADER}
    authority = header.authority.model_copy(update={"address": None})
    partners = tuple(
        each.model_copy(update={"address": None, "chief_executive": None, "copy_to": ()}) for each in header.partners
    )
    return Header(**kept, authority=authority, partners=partners)
