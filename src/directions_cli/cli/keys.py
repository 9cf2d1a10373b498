"""What commands print with `--format json`, key by key: `docs/json.md` is made from it, and a test holds both to the truth."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import Final, NamedTuple

from directions_cli.cli.keys_of_reports import REPORTS, Objects


class Result(NamedTuple):
    """What a command prints: its shape in words, and its objects, each with its keys.

    An object is a mapping of keys to what they hold, or `module:Class` below `directions_cli` for a dataclass of `key` fields.
    The name of an object says where it stands: `""` is the outermost, `lines[]` an object of the list under `lines`.
    """

    shape: str
    objects: MappingProxyType[str, MappingProxyType[str, str] | str]


def _result(shape: str, objects: Objects | str) -> Result:
    """A result of several objects by their places, or of one: the dataclass named."""
    placed = objects if isinstance(objects, dict) else {"": objects}
    return Result(shape, MappingProxyType({n: MappingProxyType(o) if isinstance(o, dict) else o for n, o in placed.items()}))


_LINKS = "Ids of the earlier directions that it {}; what is known of one that is not identified."
_ROW = {
    "id": "The register's own name for it.",
    "reference": "The printed reference, or null.",
    "title": "What it is about.",
    "status": "`draft`, `issued`, `retained`, `varied`, `superseded`, `closed` or `revoked` on that day.",
    "extant": "Whether it binds its recipients on that day.",
    "to": "Codes of the partners that it directs.",
    "functions": "Codes of the functions that it covers.",
    "approved": "Day of the board meeting that made it, or null.",
    "issued": "Day of issue, or null.",
    "takes_effect": "First day of effect as its terms say, or null.",
    "ends": "Last day that it foresees, or null.",
    "resource": "Pounds committed in all, or null where no line states an amount.",
    "delivery_issues": "Open difficulties: `since`, `stage`, `by` (partner), `summary`, `until` (last day to negotiate).",
    "progress": "Latest rating, or null.",
    "review": "Month or day of its review, or null.",
    "varies": _LINKS.format("varies"),
    "supersedes": _LINKS.format("supersedes"),
    "revokes": _LINKS.format("revokes"),
    "replaced_by": "Ids of the later directions that ended it.",
    "private": "Whether the board took it in private.",
}
_LINK = {key: _ROW[key] for key in ("id", "reference", "title", "status", "approved", "issued")}
_ACT = {
    "id": "Id of the direction that the act is about; for `decide` the name of the file of the decision, without its ending;"
    " for `migrate` `register`.",
    "reference": "Its reference, or null; for `decide` the number of the report; for `migrate` null.",
    "act": "The act.",
    "commit": "Full id of the commit; for `migrate` null where there was nothing to move.",
    "paths": "Files that it changed, from the top of the repository.",
}
_PROPOSED = {
    "branch": "With `--propose`: the branch of the proposal.",
    "into": "With `--propose`: the branch that it is to be merged into.",
    "pushed": "With `--propose`: whether it was pushed.",
    "address": "With `--propose`: the page that opens the pull request, or null.",
    "body": "With `--propose`: the file that holds the body of the pull request.",
}
RESULTS: Final[MappingProxyType[str, Result]] = MappingProxyType(
    {
        "an act": _result("An object. Every act of Acts and Monitoring prints it, and `migrate`.", {"": _ACT | _PROPOSED}),
        "decide --list": _result("A list, an object a decision.", "domain.cycle.decisions:DecisionRow"),
        "review": _result(
            "With `--list` a list, an object for each direction to be reviewed. The review of one direction prints an act; that"
            " of several, from a sheet or at a terminal, a list with an act for each, which bear one commit or one each.",
            {
                "": "domain.cycle.reviewing:ForReview",
                "ratings[]": "domain.cycle.reviewing:Rated",
                "milestones[]": "domain.cycle.reviewing:MilestoneAt",
                "difficulties[]": "domain.cycle.reviewing:InDifficulty",
                "entries[]": "domain.cycle.reviewing:Happened",
            },
        ),
        "log": _result("A list, an object a direction.", {"": _ROW}),
        "log --with-neighbours": _result(
            "A list, an object a direction: the keys of `log` and whose it is.",
            {"": {"authority": "Code of the authority whose direction it is; all other codes are its own."} | _ROW},
        ),
        "show": _result(
            "An object: the keys of `log` and these.",
            {
                "": _ROW
                | {
                    "effect_from": "Day from which it has effect, or null for a draft.",
                    "digest": "Digest of its terms, as forms and letters print it; null for a draft.",
                    "terms": "The terms under the keys of its file; what is absent is left out.",
                    "chain": "Directions before and after it.",
                    "money": "Its money.",
                    "history": "Its entries under the keys of its file.",
                    "open_queries": "Queries without an answer: `since`, `by` (who asked, or null), `summary`.",
                    "open_requests": "Requests for information without an answer: `since`, `of` (partner or null), `due`,"
                    " `summary`.",
                    "recommended": "What its last review recommended and has not followed, or null.",
                },
                "chain": {
                    "before": "Those that it stands on, oldest first.",
                    "after": "Those that came after it, oldest first.",
                    "unidentified": "What is known of earlier ones that are not identified.",
                },
                "chain.before[]": _LINK,
                "money": {
                    "total": "Pounds in all, or null where no line states an amount.",
                    "lines": "Pounds by year, recipient and kind.",
                    "without_amount": "Number of lines without an amount.",
                },
                "money.lines[]": {
                    "year": "Financial year.",
                    "to": "Code of the partner.",
                    "kind": "`payment` or `set-aside`.",
                    "amount": "Pounds.",
                },
            },
        ),
        "due": _result("A list, an object a duty, by date.", "domain.cycle.duty:Duty"),
        "coverage": _result(
            "An object. The objects of `partners`, `priorities`, `localities` and `outcomes` are like those of `functions`; those"
            " of `whole_area`, `without_priority` and `without_outcome` are like those of `directions`.",
            {
                "": "domain.cycle.covered:Coverage",
                "functions[]": "domain.cycle.covered:Covered",
                "functions[].directions[]": "domain.cycle.covered:Given",
            },
        ),
        "budget": _result(
            "An object. `total` of a year, and the objects of its `kinds`, `partners` and `functions`, are like those of"
            " `accounts`; `differences` of `reports` are like those of `movements`.",
            {
                "": "domain.cycle.budget:Commitments",
                "years[]": "domain.cycle.budget:Year",
                "years[].accounts[]": "domain.cycle.sums:Row",
                "lines[]": "domain.cycle.budget:Line",
                "without_amount[]": "domain.cycle.budget:WithoutAmount",
                "movements[]": "domain.cycle.movements:Movement",
                "movements[].differences[]": "domain.cycle.movements:Difference",
                "reports[]": "domain.cycle.movements:ReportMovement",
            },
        ),
        "conflicts": _result(
            "A list, an object a clash.",
            {"": "domain.cycle.compared:Conflict", "directions[]": "domain.cycle.compared:Named"},
        ),
        **{name: _result("An object.", objects) for name, objects in REPORTS.items()},
        "publish": _result("An object.", "clerk.publishing:Published"),
        "validate": _result(
            "A list, an object a finding.",
            {
                "": {
                    "code": "The rule.",
                    "severity": "`error`, `warning` or `note`.",
                    "path": "The file.",
                    "line": "Its line, from 1, or null.",
                    "column": "Its column, from 1, or null.",
                    "message": "What is wrong, and what to do.",
                    "source": "The paragraph that the rule comes from.",
                    "direction": "Id of the direction, or null.",
                    "excerpt": "The line as it stands in the file, or null.",
                }
            },
        ),
        "doctor": _result("A list, an object a thing examined.", "domain.examined:Examined"),
        "import": _result(
            "An object. Of forms, `sheets` is empty, and each row is a form.",
            {
                "": "imports.account:Account",
                "sheets[]": "imports.account:SheetTold",
                "sheets[].columns[]": "imports.account:ColumnTold",
                "rows[]": "imports.account:RowTold",
                "rows[].differences[]": "imports.account:Difference",
                "rows[].cells[]": "imports.account:Cell",
            },
        ),
        "rules": _result(
            "A list, an object a rule.",
            {
                "": {
                    "code": "The rule.",
                    "severity": "`error`, `warning` or `note`.",
                    "title": "What it asks.",
                    "source": "The paragraph that it comes from.",
                    "explanation": "Why, and how it judges.",
                }
            },
        ),
    }
)


def keys_in(described: MappingProxyType[str, str] | str) -> dict[str, str]:
    """The keys of an object with what each holds."""
    from directions_cli.domain.keys import keys_of

    if isinstance(described, str):
        module, _, name = described.partition(":")
        return keys_of(getattr(import_module(f"directions_cli.{module}"), name))
    return dict(described)
