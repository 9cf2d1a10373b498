"""JSON: the whole register in one document, or a line for each file of it. Nothing is lost, and no sum is rounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from directions_cli.domain.direction import Direction
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.tables.chosen import Chosen
from directions_cli.domain.tables.exact import exact_json
from directions_cli.exports.going import Files, Going

_STANDING = ("status", "extant", "issued", "resource", "progress", "delivery_issues", "replaced_by")


def write_document(going: Going) -> Files:
    """The register as one document: `export`, `header`, `directions`, `reports`."""
    what = going.what
    directions = [exact_json(of_direction(each, what), 2, 2) for each in going.watch(tuple(what.register.values()), "Directions")]
    reports = [exact_json({"path": path, **plain(report)}, 2, 2) for path, report in what.register.reports.items()]
    text = (
        f'{{\n  "export": {exact_json(dict(what.about), 2, 1)},\n'
        f'  "header": {exact_json(plain(what.register.header), 2, 1)},\n'
        f'  "directions": {_list(directions)},\n'
        f'  "reports": {_list(reports)}\n}}\n'
    )
    return going.file(text.encode())


def _list(members: list[str]) -> str:
    return "[\n    " + ",\n    ".join(members) + "\n  ]" if members else "[]"


def write_lines(going: Going) -> Files:
    """A line for the header, for each direction, and for each decision of a report; `sort` says which it is."""
    return going.file("".join(f"{line}\n" for line in _lines(going)).encode())


def _lines(going: Going) -> Iterator[str]:
    what = going.what
    yield exact_json({"sort": "header", "export": dict(what.about), "header": plain(what.register.header)})
    for direction in going.watch(tuple(what.register.values()), "Directions"):
        yield exact_json({"sort": "direction", **of_direction(direction, what)})
    for path, report in what.register.reports.items():
        yield exact_json({"sort": "report", "path": path, **plain(report)})


def of_direction(direction: Direction, what: Chosen) -> dict[str, Any]:
    """A direction: where it stands on the day, worked out; its terms, accepted findings and history, as its file has them."""
    row = what.rows[direction.id]
    return {
        "id": direction.id,
        "path": direction.path,
        "standing": {name: row[name] for name in _STANDING},
        "terms": plain_terms(direction.terms),
        "ignore": tuple(map(plain, direction.ignore)),
        "history": tuple(map(plain, direction.history)),
    }
