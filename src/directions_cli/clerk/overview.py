"""The log of a register as at a day, out of its index where that can be had, else out of its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from directions_cli.clerk.steady import Say, steadily
from directions_cli.domain.selecting import Filters, asked_for
from directions_cli.index.base import IndexFault
from directions_cli.index.reading import faults, noticed, register_of
from directions_cli.index.rows import KeptRows, kept_rows

if TYPE_CHECKING:
    from directions_cli.domain.authority import Header
    from directions_cli.domain.finding import Finding


class Overview(NamedTuple):
    """The rows of the log on a day, the codes that filters may name, and what can't be read."""

    rows: KeptRows | MadeRows
    partners: list[str]
    functions: list[str]
    findings: tuple[str, ...] = ()


class MadeRows(NamedTuple):
    """Rows that were made of a register, each with the words that a search looks at."""

    rows: Sequence[dict[str, Any]]
    words: Sequence[str]

    def texts(self, status: str | None) -> list[bytes]:
        """The rows as JSON, indented as in a list, or those of a status or group."""
        from directions_cli.domain.json_text import in_a_list

        return [in_a_list(row) for row in self.chosen(Filters(status=status))]

    def chosen(self, filters: Filters) -> list[dict[str, Any]]:
        """The rows that are asked for."""
        return [row for row, words in zip(self.rows, self.words, strict=True) if asked_for(row, words, filters)]


def overview(folder: Path, day: date, as_at: bool, say: Say) -> Overview:
    """The overview of the register below `folder` as at a day; `as_at` leaves out what was not known on it."""
    return steadily(folder, say, partial(_overview, folder, day, as_at, say))


def _overview(folder: Path, day: date, as_at: bool, say: Say) -> Overview:
    base = noticed(folder, say)
    if base is not None:
        try:
            named = json.loads(base.told("named") or "{}")
            partners, functions = ([code for code, _ in named[each]] for each in ("partners", "functions"))
            return Overview(kept_rows(base, day, as_at), partners, functions, _told(faults(base, folder)))
        except (IndexFault, ValueError, KeyError):
            base.close()
    return _made(folder, day, as_at)


def _made(folder: Path, day: date, as_at: bool) -> Overview:
    from directions_cli.clerk.reading import of_loaded
    from directions_cli.domain.log import rows, searched

    loaded = register_of(folder, None)
    register = of_loaded(loaded)
    found = list(rows(register, day, as_at=as_at))
    made = MadeRows(found, [searched(register[row["id"]]) for row in found])
    return Overview(made, *codes_of(register.header), _told(loaded.findings))


def codes_of(header: Header) -> tuple[list[str], list[str]]:
    """The codes of partners and functions that filters may name."""
    return [partner.code for partner in header.partners], [function.code for function in header.functions]


def _told(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(f"{finding.where}: {finding.code} {finding.message}" for finding in findings)
