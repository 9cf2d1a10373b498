"""The open data of the public register: tables, workbook, database, one whole document. A new file is a line in `DOWNLOADS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from directions_cli.domain.json_text import in_json
from directions_cli.domain.log import row
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.exports import dictionary
from directions_cli.publishing.exporting import Exporting

OF_A_ROW: Final = tuple(
    "id reference title status extant to functions approved issued takes_effect ends resource delivery_issues progress review"
    " varies supersedes revokes replaced_by".split()
)


class Download(NamedTuple):
    """A file of open data: its name, format, what it holds, what makes it, and the optional part and module that it needs."""

    name: str
    format: str
    about: str
    make: Callable[[Exporting], bytes]
    extra: str | None = None
    needs: str | None = None


def _whole(exporting: Exporting) -> bytes:
    public = exporting.public
    header, keys = public.register.header, {"code", "name"}
    found = (row(each, public.register, public.day) for each in public.register.values())
    rows = [{key: each[key] for key in OF_A_ROW} for each in found]
    for each in rows:
        direction = public.register[each["id"]]
        each["terms"] = plain_terms(direction.terms) | {"digest": public.digests[direction.id]}
        each["terms"].pop("private", None)
        each["history"] = [plain(entry) for entry in direction.history]
    whole = {
        "authority": {"name": header.authority.name, "code": header.authority.code, "fictional": header.authority.fictional},
        "as_at": public.day,
        "private": public.withheld,
        "partners": [{**_some(each, keys), "kind": each.kind} for each in header.partners],
        "functions": [{**_some(each, keys), "delegated_by": each.delegated_by} for each in header.functions],
        "directions": rows,
    }
    return (in_json(whole, indent=1) + "\n").encode()


def _some(model: Any, keys: set[str]) -> dict[str, Any]:
    return {key: getattr(model, key) for key in sorted(keys)}


def _table(name: str) -> Callable[[Exporting], bytes]:
    return lambda exporting: exporting.tables[f"{name}.csv"]


def _export(format: str, ending: str) -> Callable[[Exporting], bytes]:
    return lambda exporting: exporting.file(format, ending)


DOWNLOADS: Final = (
    Download("directions.csv", "CSV", "The log: a row for each direction.", _table("directions")),
    Download("finance.csv", "CSV", "The money: a row for each line.", _table("finance")),
    Download("history.csv", "CSV", "The history: a row for each entry.", _table("history")),
    Download(
        "register.xlsx",
        "Excel",
        "The whole register as a workbook: a sheet for directions, money, history and each other table.",
        _export("xlsx", ".xlsx"),
        "excel",
        "xlsxwriter",
    ),
    Download("register.db", "SQLite", "The whole register as a database, ready for Datasette.", _export("sqlite", ".db")),
    Download("register.json", "JSON", "Everything: the log with the terms and the history of each direction.", _whole),
    Download(
        "dictionary.csv",
        "CSV",
        "What each table and column of the CSV files, the workbook and the database means.",
        lambda _: dictionary.as_csv(),
    ),
)
"""The files of open data."""
