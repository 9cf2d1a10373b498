"""The open data of the public register: tables of directions, money and history. A new file is a line in `DOWNLOADS`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from directions_cli.domain.formula import guarded
from directions_cli.domain.json_text import in_json
from directions_cli.domain.log import row
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.public import Public

OF_A_ROW: Final = tuple(
    "id reference title status extant to functions approved issued takes_effect ends resource delivery_issues progress review"
    " varies supersedes revokes replaced_by".split()
)
OF_MONEY: Final = ("direction", "line", "to", "function", "year", "kind", "amount", "method", "use", "note")
OF_HISTORY: Final = ("direction", "number", "act", "date", "by", "rating", "milestone", "outcome", "reason", "stage", "note")
Rows = list[dict[str, Any]]


class Download(NamedTuple):
    """A file of open data: its name, format, what it holds, and what makes it."""

    name: str
    format: str
    about: str
    make: Callable[[Public], bytes]


def directions(public: Public) -> Rows:
    """A row for each direction, with the keys of the log, in the order of their ids."""
    found = (row(each, public.register, public.day) for each in public.register.values())
    return [{key: each[key] for key in OF_A_ROW} for each in found]


def money(public: Public) -> Rows:
    """A row for each line of money."""
    return [
        {"direction": direction.id, "line": number, **{key: getattr(line, key) for key in OF_MONEY[2:]}}
        for direction in public.register.values()
        for number, line in enumerate(direction.terms.finance, 1)
    ]


def history(public: Public) -> Rows:
    """A row for each entry of a history."""
    return [
        {"direction": direction.id, "number": number, "act": entry.act, **_entry(entry)}
        for direction in public.register.values()
        for number, entry in zip(public.numbers[direction.id], direction.history, strict=True)
    ]


def _entry(entry: Any) -> dict[str, Any]:
    whole = {key: getattr(entry, key, None) for key in OF_HISTORY[3:]}
    return {**whole, "note": getattr(entry, "summary", None) or whole["note"]}


def _whole(public: Public) -> dict[str, Any]:
    header, keys = public.register.header, {"code", "name"}
    rows = directions(public)
    for each in rows:
        direction = public.register[each["id"]]
        each["terms"] = plain_terms(direction.terms) | {"digest": public.digests[direction.id]}
        each["terms"].pop("private", None)
        each["history"] = [plain(entry) for entry in direction.history]
    return {
        "authority": {"name": header.authority.name, "code": header.authority.code, "fictional": header.authority.fictional},
        "as_at": public.day,
        "private": public.withheld,
        "partners": [{**_some(each, keys), "kind": each.kind} for each in header.partners],
        "functions": [{**_some(each, keys), "delegated_by": each.delegated_by} for each in header.functions],
        "directions": rows,
    }


def _some(model: Any, keys: set[str]) -> dict[str, Any]:
    return {key: getattr(model, key) for key in sorted(keys)}


def as_csv(rows: Rows, keys: Sequence[str]) -> bytes:
    """CSV in UTF-8 with a heading row. What a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(keys)
    writer.writerows([_cell(each[key]) for key in keys] for each in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    text = " | ".join(_parts(value))
    return text if isinstance(value, Decimal | int) else guarded(text)


def _parts(value: Any) -> Iterator[str]:
    match value:
        case None:
            return
        case bool():
            yield "true" if value else "false"
        case tuple() | list():
            for each in value:
                yield from _parts(each)
        case dict():
            yield "; ".join(part for each in value.values() for part in _parts(each))
        case date():
            yield value.isoformat()
        case _:
            yield str(value)


DOWNLOADS: Final = (
    Download("directions.csv", "CSV", "The log: a row for each direction.", lambda public: as_csv(directions(public), OF_A_ROW)),
    Download("finance.csv", "CSV", "The money: a row for each line.", lambda public: as_csv(money(public), OF_MONEY)),
    Download("history.csv", "CSV", "The history: a row for each entry.", lambda public: as_csv(history(public), OF_HISTORY)),
    Download(
        "register.json",
        "JSON",
        "Everything: the log with the terms and the history of each direction.",
        lambda public: (in_json(_whole(public), indent=1) + "\n").encode(),
    ),
)
"""The files of open data. What `exports/` writes takes its place here as further lines."""
