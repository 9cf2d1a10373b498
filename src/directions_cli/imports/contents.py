"""What a column holds, told from its cells: functions and partners that the register knows, words of status, sums, directions.

A heading can be worded in ways that no table foresees. Where none names a field that a log nearly always has, what stands below
the headings may tell which column it is; the proposal is then less sure, and shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from directions_cli.imports.hints import HINTS, hinted, written_out
from directions_cli.imports.kinds import LOOKED_AT, kind_of, kinds_of, main_kind, serials
from directions_cli.imports.money import sums_of
from directions_cli.imports.names import Names
from directions_cli.imports.signs import barred
from directions_cli.imports.statuses import RATINGS, rating_of, standing_of
from directions_cli.imports.words import Value, absent, plain, text_of

if TYPE_CHECKING:
    from directions_cli.imports.matching import Headed

ENOUGH: Final = 0.7
"""Share of the cells of a column that must be of one field for the column to go there by its cells alone."""
SURE: Final = 0.7
"""How sure a proposal by cells alone is."""
_DIRECTS: Final = re.compile(
    r"\b(?:shall|must|is directed|are directed|is required to|are required to|is to|are to)\b"
    r"|^(?:[\W\d]*(?:to )?(?:continue|carry|provide|deliver|commission|decommission|establish|maintain|reduce|increase|extend"
    r"|expand|move|replace|redesign|re-?tender|tender|procure|complete|develop|implement|ensure|transfer|invest|undertake|support|create"
    r"|close|open|review|offer|fund|introduce|agree|prepare|secure|manage|adopt|progress|enter|work|set up|put in place|switch"
    r"|release|disburse|allocate|recruit|appoint|plan|pilot|roll out|embed|improve|strengthen|integrate|cease|end|award|enable"
    r"|make|take|bring|build|design|test|relocate|reprovide|operate|run|host|lead|report|monitor|consult|engage|reshape)\b)",
    re.IGNORECASE,
)
"""How a text begins that directs someone to do something."""
_FARES: Final = re.compile(r"\b(?:progress|delivery|implementation|rag|rating|performance)\b", re.IGNORECASE)
"""Words of headings of how delivery fares, below which `Achieved` rates it and closes nothing."""
_ADVISES: Final = frozenset("vary supersede close revoke amend".split())
"""What a review recommends, which is no status until the board has decided it."""
_NO_BUDGET: Final = re.compile(
    r"\b(?:spen[dt]|expenditure|outturn|actuals?|to date|variance|savings?|forecast|income|previous|prior|underspend|overspend"
    r"|projected|unit cost|paid|saved|efficienc(?:y|ies)|pressure|gap|shortfall)\b",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(r"£|\b(?:gbp|budget|fund\w*|cost\w*|financ\w*|money|resourc\w*|pounds)\b", re.IGNORECASE)
_NAMES_IT: Final = re.compile(r"\b(?:title|name|reference|ref)\b", re.IGNORECASE)
Shares = Mapping[str, float]
NONE_KNOWN: Final[Shares] = MappingProxyType({})


def no_budget(heading: str) -> bool:
    """Whether a heading tells of money that was spent, saved or foreseen, which no direction gives to anyone."""
    return bool(_NO_BUDGET.search(heading))


def shares(values: Sequence[Value], names: Names) -> Shares:
    """Which part of the cells of a column names functions and which names partners of the register, from 0 to 1."""
    texts = _texts(values)
    return {"functions": _part(texts, lambda each: _functions(each, names)), "to": _part(texts, lambda each: _to(each, names))}


def directing(values: Sequence[Value]) -> float:
    """Which part of the cells of a column reads like directions."""
    return _part(_texts(values), lambda each: bool(_DIRECTS.search(each)))


def summing(values: Sequence[Value]) -> float:
    """Which part of the cells of a column tells of money: a sum, or how it is worked out."""
    said = [value for value in values[:LOOKED_AT] if not absent(text_of(value))]
    sums = [any(each.amount is not None or each.method is not None for each in sums_of(value)) for value in said]
    return sum(sums) / len(sums) if sums else 0.0


def by_contents(
    columns: Sequence[Headed], fields: Mapping[int, str], held: frozenset[str], names: Names
) -> dict[int, tuple[str, float]]:
    """Fields that no heading names, and the columns whose cells tell that they hold them. Columns are named by their place.

    `fields` are those that the headings gave, `held` those that a column holds by its heading or by the mapping file.
    """
    found: dict[int, tuple[str, float]] = {}
    for name, (from_fields, tells) in _TOLD_BY_CELLS.items():
        if name in held:
            continue
        ranked = [
            (share, -place)
            for place, headed in enumerate(columns)
            if place not in found and fields.get(place, "note") in from_fields and (share := tells(headed, names)) >= ENOUGH
        ]
        if ranked:
            found[-max(ranked)[1]] = (name, SURE)
    return found


def _texts(values: Sequence[Value]) -> list[str]:
    kept = [text_of(value) for value in values[:LOOKED_AT] if isinstance(value, str)]
    return [text for text in dict.fromkeys(kept) if not absent(text)]


def _part(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts) if texts else 0.0


def _functions(text: str, names: Names) -> bool:
    codes, unknown, _ = names.functions_in(text) if len(text) <= 200 else ((), (text,), ())
    return bool(codes) and not unknown


def _to(text: str, names: Names) -> bool:
    codes, _, unknown = names.recipients(text) if len(text) <= 120 else ((), False, (text,))
    return bool(codes) and not unknown


def worded(values: Sequence[Value]) -> bool:
    """Whether the cells of a column are sentences rather than names."""
    texts = _texts(values)
    return sum(len(text.split()) for text in texts) > 5 * len(texts)


def _by_hint(name: str) -> Callable[[Headed, Names], float]:
    """How a column is known by single words of its heading and the kind of its cells."""

    def tells(headed: Headed, names: Names) -> float:
        kinds = kinds_of(headed.values)
        if main_kind(kinds) == "number" and name != "reference" and serials(headed.values):
            kinds["day"] += kinds.pop("number")
        heading = plain(headed.heading)
        if barred(name, heading) or not hinted(name, written_out(heading), main_kind(kinds)):
            return 0.0
        total = sum(kinds.values()) - kinds["absent"]
        if name in ("reference", "title", "direction"):
            texts = [plain(text_of(value)) for value in headed.values]
            return len(set(texts)) / len(texts) if texts else 0.0
        return min(1.0, sum(kinds[kind] for kind in HINTS[name][1]) / total + 0.3)

    return tells


def _are_functions(headed: Headed, names: Names) -> float:
    return 0.0 if _NAMES_IT.search(headed.heading) else shares(headed.values, names)["functions"]


def _are_partners(headed: Headed, names: Names) -> float:
    return shares(headed.values, names)["to"]


def _are_statuses(headed: Headed, names: Names) -> float:
    texts = _texts(headed.values)
    if any(plain(text) in _ADVISES for text in texts) or not any(_ends(text) for text in texts):
        return 0.0
    if _FARES.search(headed.heading) and _are_ratings(headed, names) >= ENOUGH:
        return 0.0
    return _part(texts, lambda each: standing_of(each, {})[0] is not None)


def _ends(text: str) -> bool:
    standing = standing_of(text, {})[0]
    return standing is not None and standing.what in ("closed", "superseded", "revoked", "retained", "extant") and len(text) > 3


def says_standing(values: Sequence[Value]) -> bool:
    """Whether cells below a heading of ratings say how directions stand: some were superseded or revoked, and few are rated."""
    texts = _texts(values)
    said = [standing_of(text, {})[0] for text in texts]
    ended = any(each is not None and each.what in ("superseded", "revoked", "varied") for each in said)
    rated = sum(plain(text) in RATINGS for text in texts)
    return ended and rated * 2 < len(texts) and sum(each is not None for each in said) >= ENOUGH * len(texts)


def _are_sums(headed: Headed, names: Names) -> float:
    values = [value for value in headed.values[:LOOKED_AT] if not absent(text_of(value))]
    marked = _MONEY.search(headed.heading) or any(isinstance(value, str) and "£" in value for value in values)
    if not values or not marked or no_budget(headed.heading):
        return 0.0
    sums = [each for value in values if kind_of(value) not in ("day", "month", "year") for each in sums_of(value)[:1]]
    amounts = sum(each.amount is not None for each in sums)
    told = amounts + sum(each.method is not None for each in sums)
    return told / len(values) if amounts else 0.0


def _direct(headed: Headed, names: Names) -> float:
    hinted_at = _by_hint("direction")(headed, names)
    if hinted_at:
        return hinted_at
    texts = _texts(headed.values)
    long = sum(map(len, texts)) >= 40 * len(texts)
    return _part(texts, lambda each: bool(_DIRECTS.search(each))) if long and not _NAMES_IT.search(headed.heading) else 0.0


_KINDS_OF_MONEY: Final = re.compile(r"\b(?:set[ -]?aside|payments?)\b", re.IGNORECASE)
_PAST: Final = re.compile(r"\b(?:previous|last|prior|risk|inherent|residual|finan\w+|budget|quality|impact)\b", re.IGNORECASE)
"""Words of headings of ratings that are no rating of progress as it is now."""


def _are_kinds_of_money(headed: Headed, names: Names) -> float:
    return _part(_texts(headed.values), lambda each: len(each) < 40 and bool(_KINDS_OF_MONEY.search(each)))


def _are_priorities(headed: Headed, names: Names) -> float:
    return _part(_texts(headed.values), lambda each: names.priorities_in(each)[1] and not each.isdigit())


def _are_localities(headed: Headed, names: Names) -> float:
    return _part(_texts(headed.values), lambda each: names.localities_in(each)[0] != () and not names.localities_in(each)[1])


def _are_ratings(headed: Headed, names: Names) -> float:
    ratings = names.header.ratings
    if _PAST.search(headed.heading):
        return 0.0
    return _part(_texts(headed.values), lambda each: rating_of(each, {}, ratings) is not None and len(each) > 2)


_UNNAMED: Final = frozenset({"note"})
_TOLD_BY_CELLS: Final = MappingProxyType(
    {
        "functions": (_UNNAMED | {"title", "services"}, _are_functions),
        "to": (_UNNAMED, _are_partners),
        "status": (_UNNAMED | {"progress", "outcomes"}, _are_statuses),
        "finance": (_UNNAMED, _are_sums),
        "direction": (_UNNAMED | {"title"}, _direct),
        "finance.kind": (_UNNAMED, _are_kinds_of_money),
        "priorities": (_UNNAMED | {"alignment"}, _are_priorities),
        "localities": (_UNNAMED, _are_localities),
        "progress.rating": (_UNNAMED | {"progress"}, _are_ratings),
        **{name: (_UNNAMED, _by_hint(name)) for name in HINTS if name != "direction"},
    }
)
"""Fields that cells can tell, the fields that a column may be given up from for them, and how their cells are known."""
