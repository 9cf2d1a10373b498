"""The tables of an export: those of the parts of a file, of the header, and of the export itself."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from directions_cli.domain.tables.parts import ROOTS, Part, columns_of, key_of
from directions_cli.domain.tables.shape import Column, Kind, Table

_KEYS: Final = MappingProxyType(
    {
        "direction": Column("direction", "text", "Id of the direction.", "file name", refers=("directions", "id")),
        "decision": Column("decision", "text", "Name of the decision's file.", "file name", refers=("report_decisions", "id")),
        "entry": Column("entry", "whole", "Number of the entry in the direction's history, from 1.", "order in the file"),
        "number": Column("number", "whole", "Place in the list, from 1.", "order in the file"),
        "field": Column("field", "text", "What it does to the earlier one: varies, supersedes or revokes.", "key in the file"),
    }
)


def _worked_out(name: str, kind: Kind, about: str, source: str, for_sheets: bool = False) -> Column:
    return Column(name, kind, about, f"computed: {source}", computed=True, for_sheets=for_sheets)


COMPUTED: Final = MappingProxyType(
    {
        "directions": (
            _worked_out("status", "text", "Where it stands on the day of the export.", "from its entries"),
            _worked_out("extant", "yes-no", "Whether it binds its recipients on that day (guidance 5.2).", "from its status"),
            _worked_out("issued", "day", "Day of issue.", "from its entries"),
            _worked_out("to", "text", "Codes of the partners that it directs.", "from recipients", True),
            _worked_out("functions", "text", "Codes of the functions that it covers.", "from functions", True),
            _worked_out("resource", "money", "Pounds committed in all; empty where no line states an amount.", "from finance"),
            _worked_out("delivery_issues", "whole", "Number of open difficulties.", "from its entries"),
            _worked_out("progress", "text", "Latest rating.", "from its entries"),
            _worked_out("report_number", "text", "Number of the report that it rests on.", "from board_reports", True),
            _worked_out("varies", "text", "Ids of the earlier directions that it varies.", "from links", True),
            _worked_out("supersedes", "text", "Ids of the earlier directions that it supersedes.", "from links", True),
            _worked_out("revokes", "text", "Ids of the earlier directions that it revokes.", "from links", True),
            _worked_out("replaced_by", "text", "Ids of the later directions that ended it.", "from its entries", True),
        ),
        "links": (
            Column(
                "earlier",
                "text",
                "Id of the earlier direction, where it is one of this export.",
                "computed: from link",
                computed=True,
                refers=("directions", "id"),
            ),
        ),
        "history": (
            Column(
                "later",
                "text",
                "Id of the later direction that ended it, where it is one of this export.",
                "computed: from by",
                computed=True,
                refers=("directions", "id"),
            ),
        ),
    }
)
"""Columns that are worked out, by table; they stand behind those of the file, and are never read back."""
_CALLED: Final = _worked_out("reference", "text", "Reference of the direction.", "from directions", True)
WITH_REFERENCE: Final = ("finance", "milestones", "history", "links")
"""Tables that repeat the reference in sheets, for people who read one alone."""
FIRST: Final = tuple("id reference title status extant to functions approved issued takes_effect ends resource".split())
"""The columns of directions that stand first, as in the log (guidance 5.2)."""
_REFERS: Final = MappingProxyType(
    {
        ("recipients", "partner"): ("partners", "code"),
        ("functions", "function"): ("delegated_functions", "code"),
        ("finance", "partner"): ("partners", "code"),
        ("finance", "function"): ("delegated_functions", "code"),
        ("decision_recipients", "partner"): ("partners", "code"),
        ("decision_escalations", "partner"): ("partners", "code"),
        ("information", "partner"): ("partners", "code"),
    }
)


def _table(root: str, table: str, parts: list[Part]) -> Table:
    key = key_of(root, parts[0])
    if not parts[0].path:
        own = [
            Column("id", "text", f"The register's own name for the {root}: the name of its file.", "file name"),
            Column("path", "text", "Its file in the register's folder.", "file name"),
        ]
    else:
        own = [_KEYS[name] for name in key]
    columns = [*own, *columns_of(root, parts[0]), *COMPUTED.get(table, ()), *((_CALLED,) if table in WITH_REFERENCE else ())]
    if table == "directions":
        columns.sort(key=lambda each: FIRST.index(each.name) if each.name in FIRST else len(FIRST) + (each.name == "path"))
    columns = [_referring(table, column) for column in columns]
    return Table(table, parts[0].about, tuple(columns), key)


def _referring(table: str, column: Column) -> Column:
    refers = _REFERS.get((table, column.name), column.refers)
    return Column(column.name, column.kind, column.about, column.source, column.computed, column.for_sheets, refers)


def _of_files() -> Iterator[Table]:
    for root, parts in ROOTS.items():
        for name in dict.fromkeys(part.table for part in parts):
            yield _table(root, name, [part for part in parts if part.table == name])


def _header(name: str, kind: Kind, about: str) -> Column:
    return Column(name, kind, about, "header")


_NAMED: Final = "Whether the header has it; no: directions name it, and the header does not."
OF_HEADER: Final = (
    Table(
        "partners",
        "A partner that may be directed.",
        (
            _header("code", "text", "Its code."),
            _header("name", "text", "Its full name."),
            _header("kind", "text", "health-board or local-authority."),
            _header("in_header", "yes-no", _NAMED),
        ),
        ("code",),
    ),
    Table(
        "delegated_functions",
        "A function delegated by the integration scheme.",
        (
            _header("code", "text", "Its code."),
            _header("name", "text", "Its name, as the integration scheme has it."),
            _header("delegated_by", "text", "Codes of the partners that delegated it."),
            _header("set_aside", "yes-no", "Whether its money is set aside for large hospitals (the Act, s.27(1)(a))."),
            _header("hosted_by", "text", "Authority whose Chief Officer leads it for its neighbours (guidance 6.3)."),
            _header("in_header", "yes-no", _NAMED),
        ),
        ("code",),
    ),
    Table(
        "budgets",
        "A sum of the authority's budget, against which directions are counted.",
        (
            _header("number", "whole", "Place in the header, from 1."),
            _header("year", "financial year", "Financial year."),
            Column("partner", "text", "Partner that is given the money.", "header", refers=("partners", "code")),
            _header("kind", "text", "payment or set-aside."),
            Column(
                "function", "text", "Function, where it is set by function.", "header", refers=("delegated_functions", "code")
            ),
            _header("amount", "money", "The sum in pounds."),
            _header("note", "text", "What the figure holds or leaves out."),
        ),
        ("number",),
    ),
    Table(
        "plan_priorities",
        "A priority of the strategic commissioning plan or an earlier one.",
        (
            _header("plan", "text", "Title of the plan."),
            _header("first_day", "day", "First day of the plan."),
            _header("last_day", "day", "Last day of the plan."),
            _header("number", "whole", "Place in the plan, from 1."),
            _header("code", "text", "Code of the priority."),
            _header("name", "text", "What it stands for."),
        ),
        ("plan", "first_day", "number"),
    ),
)
"""Tables of the header for reading and joining; none is read back, for `header` holds the whole of it."""
HEADER: Final = Table(
    "header",
    "The whole header of the register, a row for each value.",
    (
        _header("path", "text", "Dotted path of the value, lists counted from 1: partners.1.code."),
        _header("value", "values", "The value as JSON."),
    ),
    ("path",),
)
LONG_TEXTS: Final = Table(
    "long_texts",
    "A part of a text that no cell of a spreadsheet can hold as it is. Its cell says so, and has its beginning.",
    (
        Column("table", "text", "Table of the cell.", "export"),
        Column("key", "text", "Key of its row, as JSON.", "export"),
        Column("column", "text", "Column of the cell.", "export"),
        Column("number", "whole", "Number of the part, from 1: the parts put together are the text.", "export"),
        Column("part", "values", "The part, as JSON.", "export"),
    ),
    ("table", "key", "column", "number"),
)
EXPORT: Final = Table(
    "export",
    "What the export is: whose register, of which day, and what was left out.",
    (Column("name", "text", "What is said.", "export"), Column("value", "values", "The value as JSON.", "export")),
    ("name",),
)
TABLES: Final[MappingProxyType[str, Table]] = MappingProxyType(
    {table.name: table for table in (*_of_files(), *OF_HEADER, HEADER, EXPORT, LONG_TEXTS)}
)
"""Every table by name, directions first."""
