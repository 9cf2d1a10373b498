"""Which part of a direction's or a decision's file has which table; the columns are those of the models, as described there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from directions_cli.domain.base import When, Year
from directions_cli.domain.direction import DirectionFile
from directions_cli.domain.history import Entry, Letter
from directions_cli.domain.report import Considerations, ReportDecision
from directions_cli.domain.tables.shape import Column, Kind
from directions_cli.domain.terms import (
    Advice,
    Alignment,
    FinanceLine,
    Ignore,
    Impact,
    Information,
    Milestone,
    Report,
    Terms,
    Unidentified,
)

ENTRIES: Final[tuple[type[BaseModel], ...]] = get_args(get_args(Entry)[0])
_KINDS: Final[dict[type, Kind]] = {date: "day", Decimal: "money", bool: "yes-no", int: "whole", str: "text"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file with a table of its own: the path of keys to it, and the models of what stands there.

    `many` parts are lists, whose rows are numbered from 1; of the others there is one or none. Plain values of a list stand
    in the column `value`. `names` gives keys another name as columns; `fixed` says which of several parts of one table a row is.
    """

    table: str
    about: str
    path: tuple[str, ...]
    models: tuple[type[BaseModel], ...] = ()
    value: str = ""
    many: bool = True
    names: tuple[tuple[str, str], ...] = ()
    fixed: str | None = None


def _list(table: str, about: str, path: str, value: str) -> Part:
    return Part(table, about, tuple(path.split(".")), value=value)


def _rows(table: str, about: str, path: str, *models: type[BaseModel], **names: str) -> Part:
    return Part(table, about, tuple(path.split(".")), models, names=tuple(names.items()))


def _one(table: str, about: str, path: str, model: type[BaseModel]) -> Part:
    return Part(table, about, tuple(path.split(".")), (model,), many=False)


def _links(name: str) -> Part:
    about = "An earlier direction that one varies, supersedes or revokes."
    return Part("links", about, (name,), (Unidentified,), value="link", fixed=name)


OF_DIRECTIONS: Final = (
    Part("directions", "A direction, as its terms read.", (), (Terms,), many=False, names=(("direction", "text"),)),
    _list("recipients", "A partner that a direction directs.", "to", "partner"),
    _list("functions", "A delegated function that a direction covers.", "functions", "function"),
    _rows("finance", "A line of money of a direction.", "finance", FinanceLine, to="partner"),
    _rows("milestones", "A step by which delivery can be followed.", "milestones", Milestone),
    _rows(
        "history",
        "An entry of a direction's history, in the order entered.",
        "history",
        *ENTRIES,
        **{"field": "term", "from": "value_before", "to": "value_after"},
    ),
    _links("varies"),
    _links("supersedes"),
    _links("revokes"),
    _one("board_reports", "The report to the board that a direction rests on.", "report", Report),
    _one("alignment", "How a direction serves the plan, in words.", "alignment", Alignment),
    _list("priorities", "A priority of the plan that a direction serves.", "alignment.priorities", "priority"),
    _list("outcomes", "A national outcome that a direction serves.", "alignment.outcomes", "outcome"),
    _list("services", "A service that a direction names.", "services", "service"),
    _list("localities", "A locality that a direction is for.", "localities", "locality"),
    _list("measures", "A measure for the whole of a direction.", "measures", "measure"),
    _rows("information", "Information that a recipient must give.", "information", Information, **{"from": "partner"}),
    _rows("advice", "Advice that the decision relied on.", "advice", Advice, **{"from": "office"}),
    _one("impact", "What a direction changes for people.", "impact", Impact),
    _list("people", "Those whom a direction affects.", "impact.people", "people"),
    _list("other_authorities", "Another authority that a direction affects.", "impact.other_authorities", "authority"),
    _rows("letters", "A copy of the letter that an entry was sent with.", "history.letter", Letter),
    _list("involved", "Whom the Chief Officer involved in a difficulty.", "history.involved", "office"),
    _rows("ignores", "A finding that is accepted for a direction, and why.", "ignore", Ignore),
)
OF_DECISIONS: Final = (
    Part("report_decisions", "What a report to the board was found to require.", (), (ReportDecision,), many=False),
    _list("decision_recipients", "A partner to be directed upon a report.", "to", "partner"),
    _list("decision_escalations", "A partner to whom a report is escalated.", "escalation", "partner"),
    _one("considerations", "What was weighed for a report.", "considerations", Considerations),
    _list("considered_people", "Those affected, as weighed for a report.", "considerations.people", "people"),
    _rows("decision_advice", "Advice taken for a report.", "advice", Advice, **{"from": "office"}),
    _rows("decision_ignores", "A finding that is accepted for a decision, and why.", "ignore", Ignore),
)
ROOTS: Final = MappingProxyType({"direction": OF_DIRECTIONS, "decision": OF_DECISIONS})
"""The parts of each kind of file under the name of the column that says whose row it is."""
_WHOLE: Final[Mapping[str, type[BaseModel]]] = MappingProxyType({"direction": DirectionFile, "decision": ReportDecision})


def key_of(root: str, part: Part) -> tuple[str, ...]:
    """The columns by which a row of a part is known."""
    if not part.path:
        return ("id",)
    above = ("entry",) if part.path[0] == "history" and len(part.path) > 1 else ()
    kind = ("field",) if part.fixed else ()
    return (root, *above, *kind, *(("number",) if part.many else ()))


def columns_of(root: str, part: Part) -> tuple[Column, ...]:
    """The columns of a part that come from the models, in the order of the file."""
    path = ".".join(part.path)
    found: dict[str, list[tuple[str, Column]]] = {}
    if part.value:
        field = _field(_WHOLE[root], part.path)
        kind: Kind = "whole" if int in _inside(field.annotation) else "text"
        found[part.value] = [("", Column(part.value, kind, _sentence(field.description), path))]
    for model in part.models:
        for key, field in _scalars(model):
            name = dict(part.names).get(key, key)
            source = f"{path}.{key}" if path else key
            column = Column(name, _kind(field), _sentence(field.description), source)
            found.setdefault(name, []).append((_act(model), column))
    merged = [_merged(each) for each in found.values()]
    return tuple(sorted(merged, key=lambda column: (column.name != "act", column.name != "date")))


def _merged(found: list[tuple[str, Column]]) -> Column:
    """One column of what several kinds of entry call the same; where they describe it otherwise, each with its act."""
    first = found[0][1]
    if first.name == "act":
        return Column("act", "text", f"What happened: {', '.join(act for act, _ in found)}.", first.source)
    said: dict[str, list[str]] = {}
    for act, column in found:
        said.setdefault(column.about, []).append(act)
    if len(said) == 1:
        return first
    about = " ".join(f"{', '.join(acts)}: {text}" for text, acts in said.items())
    return Column(first.name, first.kind, about, first.source)


def _act(model: type[BaseModel]) -> str:
    field = model.model_fields.get("act")
    return str(get_args(field.annotation)[0]) if field else ""


def _scalars(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """The keys of a model that hold one value, not a list or a mapping."""
    return [(field.alias or name, field) for name, field in model.model_fields.items() if not _is_part(field.annotation)]


def _is_part(annotation: Any) -> bool:
    inside = _inside(annotation)
    return tuple in inside or any(isinstance(each, type) and issubclass(each, BaseModel) for each in inside)


def _inside(annotation: Any) -> set[Any]:
    """A type and all the types inside it."""
    found = {annotation} if annotation.__hash__ else set()
    origin = getattr(annotation, "__origin__", None)
    found |= {origin} if isinstance(origin, type) else set()
    for each in get_args(annotation):
        if not isinstance(each, str | int):
            found |= _inside(each)
    return found


def _kind(field: FieldInfo) -> Kind:
    options = get_args(field.annotation)
    if When in options:
        return "month or day"
    if Year in options:
        return "financial year"
    if field.annotation is Any:
        return "values"
    inside = _inside(field.annotation)
    return next((kind for type_, kind in _KINDS.items() if type_ in inside), "text")


def _field(model: type[BaseModel], path: tuple[str, ...]) -> FieldInfo:
    """The field at a path of keys below a model; below `history`, the first entry that has it."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    field = fields[path[0]]
    if len(path) == 1:
        return field
    if path[0] == "history":
        return next(entry.model_fields[path[1]] for entry in ENTRIES if path[1] in entry.model_fields)
    below = next(each for each in _inside(field.annotation) if isinstance(each, type) and issubclass(each, BaseModel))
    return _field(below, path[1:])


def _sentence(text: str | None) -> str:
    return text or ""
