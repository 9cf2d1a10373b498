"""Coverage as people read it: a table for each part, what has no direction first, and what is wanting in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from directions_cli.cli.formats import Column, as_csv
from directions_cli.cli.sections import Section, in_pounds
from directions_cli.domain.cycle.covered import NO_DIRECTION, PARTS, Coverage, Covered, Given
from directions_cli.domain.dates import in_words

HEADINGS = {
    "functions": "Delegated functions",
    "partners": "Partners",
    "priorities": "Priorities of the plan",
    "localities": "Localities",
    "outcomes": "National health and wellbeing outcomes",
}
FIRST = dict(zip(PARTS, ("Function", "Partner", "Priority", "Locality", "Outcome"), strict=True))
MOST = 3
"""Directions that a cell names; more are counted, and the other formats name them all."""
IN_FILES = [
    Column(key, key)
    for key in (
        *("part", "code", "name", "delegated_by", "directions", "references", "to", "year", "year_money", "money"),
        *("year_without_amount", "without_amount", "flags"),
    )
]


def as_rows(found: Coverage) -> str:
    """CSV: a row for each function, partner, priority, locality and outcome, the part in its first column."""
    rows = []
    for part in PARTS:
        for each in getattr(found, part) or ():
            rows.append(
                {key.key: getattr(each, key.key, None) for key in IN_FILES}
                | {"part": part, "year": found.year, "directions": [given.id for given in each.directions]}
                | {"references": [given.reference or "-" for given in each.directions]}
            )
    return as_csv(rows, IN_FILES)


def as_sections(found: Coverage, every: bool = False) -> list[Section]:
    """The parts that were asked for; `every` names every direction in a cell."""
    said = f"{found.extant} extant directions" if found.extant != 1 else "1 extant direction"
    sections = [Section(f"Coverage as at {in_words(found.as_at)}: {said}", notes=[found.duty_says] if found.functions else [])]
    for part in PARTS:
        rows: Sequence[Covered] | None = getattr(found, part)
        if rows is not None:
            about = f": {found.plan}" if part == "priorities" and found.plan else ""
            shown = [_row(each, part, found.as_at, every) for each in rows]
            notes = [*_wanting(part, rows, found), *_apart(part, found, every)]
            sections.append(Section(f"{HEADINGS[part]}{about}", _columns(part, found.year), shown, notes))
    return sections


def _columns(part: str, year: str) -> tuple[Column, ...]:
    return (
        Column("what", FIRST[part]),
        Column("references", "Directions"),
        Column("to", "To", 140),
        Column("year_money", year, right=True),
        Column("money", "In all", 115, right=True),
        Column("flags", "Wanting"),
    )


def _row(each: Covered, part: str, day: date, every: bool) -> dict[str, Any]:
    named = part in ("priorities", "outcomes")
    return {
        "what": f"{each.code} {each.name or ''}".strip() if named else each.name or each.code,
        "references": _names(each.directions, day, every),
        "to": list(each.to),
        "year_money": _money(each.year_money, each.year_without_amount),
        "money": _money(each.money, each.without_amount),
        "flags": list(each.flags),
    }


def _names(directions: Sequence[Given], day: date, every: bool) -> str:
    """References, with the day from which one has effect where that is still to come."""
    names = [each.reference or each.id for each in directions]
    ahead = [each.effect_from if each.effect_from and each.effect_from > day else None for each in directions]
    names = [f"{name} (from {since})" if since else name for name, since in zip(names, ahead, strict=True)]
    shown = names if every else names[:MOST]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(shown) + more


def _money(amount: Any, without_amount: int) -> str:
    apart = f"+ {without_amount} by method" if amount is not None else "by method"
    return " ".join(filter(None, (in_pounds(amount), apart if without_amount else "")))


def _wanting(part: str, rows: Sequence[Covered], found: Coverage) -> Iterator[str]:
    """How many have no direction, and each sentence about those that have one."""
    if part == "priorities" and found.plan is None:
        yield f"No plan of register.yaml is in force on {in_words(found.as_at)}."
    without = [each for each in rows if NO_DIRECTION in each.flags]
    if without:
        duty = f"; each {found.duty} have one" if part == "functions" else ""
        yield f"Without an extant direction: {len(without)} of {len(rows)}{duty}."
    for each in rows:
        if each.says and each not in without:
            yield f"{each.code}: {each.says}"


def _apart(part: str, found: Coverage, every: bool) -> Iterator[str]:
    """The directions that name nothing of a part."""
    apart = {
        "localities": (found.whole_area, "hold for the whole area and each locality, naming none"),
        "priorities": (found.without_priority, "name no priority of that plan"),
        "outcomes": (found.without_outcome, "name no national outcome"),
    }
    directions, what = apart.get(part, (None, ""))
    if directions:
        yield f"Extant directions that {what}: {len(directions)} ({_names(directions, found.as_at, every)})."
    if part in apart:
        yield "A direction that names several counts for each of them, with all its money: these sums overlap."
