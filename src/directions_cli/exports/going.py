"""What every form of an export is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from directions_cli.domain.tables.chosen import Chosen
from directions_cli.domain.tables.flatten import Tables, Watch, flattened, unwatched

Files = dict[str, bytes]
"""The files of an export by their names."""


@dataclass(frozen=True)
class Going:
    """What goes out, under which name and with which ending; `marked` puts a byte-order mark before CSV, for Excel.

    `watch` may show how far the writing of a long list has come.
    """

    what: Chosen
    name: str = "directions"
    ending: str = ""
    marked: bool = False
    watch: Watch = unwatched

    @cached_property
    def tables(self) -> Tables:
        """The rows of every table."""
        return flattened(self.what, self.watch)

    def file(self, content: bytes) -> Files:
        """The one file of an export."""
        return {f"{self.name}{self.ending}": content}


Write = Callable[[Going], Files]
