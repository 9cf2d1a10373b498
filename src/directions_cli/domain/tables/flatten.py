"""A register laid out in tables. It is lossless: `rebuild` makes the same files of them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from directions_cli.domain.direction import Direction
from directions_cli.domain.history import successor
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import stem_of
from directions_cli.domain.tables.cells import cell_of
from directions_cli.domain.tables.chosen import Chosen
from directions_cli.domain.tables.parts import ROOTS, Part
from directions_cli.domain.tables.shape import Row
from directions_cli.domain.tables.tables import TABLES, WITH_REFERENCE

Tables = Mapping[str, list[Row]]
Watch = Callable[[Sequence[Any], str], Iterable[Any]]
"""What gives back the members of a list one after the other, and may show how far it has come."""
Values = dict[str, Any]


def unwatched(members: Sequence[Any], _: str) -> Iterable[Any]:
    """The members alone."""
    return members


def flattened(what: Chosen, watch: Watch = unwatched) -> Tables:
    """The rows of every table, each in the order of its columns, by the name of the table."""
    found: dict[str, list[Row]] = {name: [] for name in TABLES}

    def add(name: str, values: Values) -> None:
        found[name].append(tuple(cell_of(values.get(column.name), column.kind) for column in TABLES[name].columns))

    for direction in watch(tuple(what.register.values()), "Directions"):
        for name, values in _rows_of("direction", direction.id, file_of(direction)):
            add(name, {**values, **_worked_out(name, values, direction, what)})
    for path, report in what.register.reports.items():
        for name, values in _rows_of("decision", stem_of(path), plain(report)):
            add(name, {**values, "path": path} if name == "report_decisions" else values)
    for name, rows in _of_header(what, found).items():
        for values in rows:
            add(name, values)
    for path, value in leaves(plain(what.register.header)):
        found["header"].append((cell_of(path, "text"), cell_of_any(value)))
    found["export"] = [(name, cell_of_any(value)) for name, value in what.about.items()]
    return found


def cell_of_any(value: Any) -> Any:
    """A value of any shape as JSON; nothing is `null` here, not an empty cell."""
    return "null" if value is None else cell_of(value, "values")


def file_of(direction: Direction) -> Values:
    """What a direction's file holds, as plain values."""
    found = plain_terms(direction.terms)
    if direction.ignore:
        found["ignore"] = tuple(map(plain, direction.ignore))
    if direction.history:
        found["history"] = tuple(map(plain, direction.history))
    return found


def _rows_of(root: str, id: str, whole: Values) -> Iterator[tuple[str, Values]]:
    """The rows of one file, each with the name of its table."""
    for part in ROOTS[root]:
        if not part.path:
            yield part.table, {"id": id, **_columns(part, whole)}
        elif len(part.path) == 1:
            for number, member in _members(part, whole):
                yield part.table, {root: id, **number, **_columns(part, member)}
        else:
            yield from _rows_inside(root, id, part, whole)


def _rows_inside(root: str, id: str, part: Part, whole: Values) -> Iterator[tuple[str, Values]]:
    """The rows of a part that stands inside another: in a single mapping, or in each entry of the history."""
    outer = whole.get(part.path[0])
    if isinstance(outer, dict):
        for number, member in _members(part, outer):
            yield part.table, {root: id, **number, **_columns(part, member)}
    for place, entry in enumerate(outer if isinstance(outer, tuple) else (), 1):
        for number, member in _members(part, entry):
            yield part.table, {root: id, "entry": place, **number, **_columns(part, member)}


def _members(part: Part, holder: Values) -> Iterator[tuple[Values, Any]]:
    value = holder.get(part.path[-1])
    if value is None:
        return
    if not part.many:
        yield {}, value
        return
    for place, member in enumerate(value if isinstance(value, tuple) else (value,), 1):
        yield {"number": place, **({"field": part.fixed} if part.fixed else {})}, member


def _columns(part: Part, member: Any) -> Values:
    """A member as values by column, what has a table of its own left aside."""
    if not isinstance(member, dict):
        return {part.value: member}
    kept = {"value_before", "value_after"} if part.table == "history" and member.get("act") == "corrected" else ()
    names: dict[str, str] = dict(part.names)
    found: Values = {str(names.get(key, key)): value for key, value in member.items()}
    return {name: value for name, value in found.items() if name in kept or not isinstance(value, dict | tuple)}


def _worked_out(name: str, values: Values, direction: Direction, what: Chosen) -> Values:
    """The columns of a row that are worked out."""
    found: Values = {"reference": direction.terms.reference} if name in WITH_REFERENCE else {}
    if name == "directions":
        return _of_the_log(direction, what)
    if name == "links":
        ids = what.register.linked(values["link"], direction.id) if "link" in values else ()
        found["earlier"] = ids[0] if len(ids) == 1 else None
    if name == "history":
        by = successor(direction.history[values["number"] - 1])
        found["later"] = by if by in what.register else None
    return found


def _of_the_log(direction: Direction, what: Chosen) -> Values:
    row = what.rows[direction.id]
    report = direction.terms.report
    listed = {
        name: "; ".join(row[name]) or None for name in ("to", "functions", "varies", "supersedes", "revokes", "replaced_by")
    }
    alone = {name: row[name] for name in ("status", "extant", "issued", "resource", "progress")}
    more = {"delivery_issues": len(row["delivery_issues"]), "report_number": report.number if report else None}
    return {"path": direction.path, **alone, **listed, **more}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a mapping that holds no other, by its dotted path, lists counted from 1."""
    members: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, tuple):
        members = enumerate(value, 1)
    if (path and not value) or not isinstance(value, dict | tuple):
        yield path, value
        return
    for key, each in members:
        yield from leaves(each, f"{path}.{key}" if path else str(key))


def _of_header(what: Chosen, found: Tables) -> dict[str, list[Values]]:
    """The tables of the header, with every code that a table names, known or not."""
    header = what.register.header
    partners = {
        each.code: {"code": each.code, "name": each.name, "kind": each.kind, "in_header": True} for each in header.partners
    }
    functions = {
        each.code: {**plain(each), "delegated_by": "; ".join(each.delegated_by), "set_aside": each.set_aside, "in_header": True}
        for each in header.functions
    }
    budgets = [{**plain(each), "number": number, "partner": each.to, "to": None} for number, each in enumerate(header.budgets, 1)]
    priorities = [
        {"plan": plan.title, "first_day": plan.from_, "last_day": plan.to, "number": number, "code": each.code, "name": each.name}
        for plan in header.plans
        for number, each in enumerate(plan.priorities, 1)
    ]
    for known, target in ((partners, "partners"), (functions, "delegated_functions")):
        for code in sorted({*_named(found, target), *_budgeted(budgets, target)} - set(known)):
            known[code] = {"code": code, "in_header": False}
    return {
        "partners": list(partners.values()),
        "delegated_functions": list(functions.values()),
        "budgets": budgets,
        "plan_priorities": priorities,
    }


def _named(found: Tables, target: str) -> Iterator[str]:
    """Every code of partners or functions that a column names."""
    for table in TABLES.values():
        for at, column in enumerate(table.columns):
            if column.refers == (target, "code"):
                yield from (str(row[at]) for row in found[table.name] if row[at] is not None)


def _budgeted(budgets: list[Values], target: str) -> Iterator[str]:
    key = "partner" if target == "partners" else "function"
    yield from (each[key] for each in budgets if each.get(key))
