"""The fields that a column of a log may hold, and the headings that boards give them: one table, looked up and compared."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from directions_cli.imports.headings_of_life import LIFE
from directions_cli.imports.headings_of_money import MONEY_AND_REPORT
from directions_cli.imports.headings_of_terms import TERMS
from directions_cli.imports.words import plain


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what it is called in a mapping file, what goes there, the headings that name it.

    `likes` are kinds of cells that it is made for and `bars` those that it can't be; `many`: several columns may hold it.
    """

    name: str
    about: str
    headings: tuple[str, ...]
    likes: frozenset[str]
    bars: frozenset[str]
    many: bool


_HEADINGS: Final = {**TERMS, **MONEY_AND_REPORT, **LIFE}


def _field(name: str, about: str, likes: str = "", bars: str = "", many: bool = False) -> Field:
    listed = _HEADINGS[name].replace("\n", "|").split("|")
    headings = tuple(dict.fromkeys(filter(None, map(plain, listed))))
    return Field(name, about, headings, frozenset(likes.split()), frozenset(bars.split()), many)


_LISTED = (
    _field("reference", "the reference as printed", "code number", "long money"),
    _field("title", "what it is about, in a few words", "short", "day money tick number"),
    _field("direction", "the text of the direction", "long", "day money tick code number status rating"),
    _field("functions", "the delegated functions, by code or name", "short", "day long money", many=True),
    _field("services", "named services, where they are no functions", "", "", many=True),
    _field("approved", "day of the board meeting that made it", "day month", "long money tick"),
    _field("issued", "day of issue to the partners", "day month", "long money tick"),
    _field("takes_effect", "first day of effect", "day month", "long money tick"),
    _field("ends", "last day that it foresees, or its timescale", "day month", "money tick"),
    _field("review", "month or day of its next review", "day month", "money tick"),
    _field("to", "recipients: partners by code, name or kind", "short", "day long money", many=True),
    _field("finance", "money: a sum, or how it is worked out", "money number", "day tick year", many=True),
    _field("finance.use", "how the money is to be used", "long", ""),
    _field("finance.method", "how a payment is worked out", "", "day"),
    _field("finance.year", "financial year of the money", "short year", "long money"),
    _field("finance.kind", "payment or set-aside", "short", "day long money"),
    _field("finance.note", "anything else about the money", "", "day"),
    _field("report.number", "number of the board report", "code number short", "day long money"),
    _field("report.title", "title of the board report", "short", "day money"),
    _field("report.appendix", "appendix that holds the direction", "code short", "day long money"),
    _field("report.url", "link to the papers", "url", "day money"),
    _field("status", "how it stands, in the authority's own words", "short status tick", "day long money"),
    _field("progress", "how delivery stands, in words", "long", "day money tick", many=True),
    _field("progress.rating", "rating of progress", "rating short", "day long money"),
    _field("progress.date", "day of the last update", "day month", "long money"),
    _field("difficulty", "delivery issues", "long short", "day money", many=True),
    _field("earlier", "whether and what it supersedes, varies or revokes", "code short", "day money"),
    _field("supersedes", "the earlier directions that it supersedes", "code short", "day money"),
    _field("varies", "the earlier directions that it varies", "code short", "day money"),
    _field("revokes", "the earlier directions that it revokes", "code short", "day money"),
    _field("superseded_by", "the later direction that supersedes it", "code short", "day money"),
    _field("varied_by", "the later direction that varies it", "code short", "day money"),
    _field("revoked_by", "the later direction that revokes it", "code short", "day money"),
    _field("ended_by", "the later direction that ended it, however", "code short", "day money"),
    _field("ended.date", "day on which it was closed or revoked", "day month", "long money tick"),
    _field("ended.note", "why it was closed or revoked", "", "day money"),
    _field("ended.approved", "day of the meeting that closed or revoked it", "day month", "long money"),
    _field("ended.report", "number of the report by which it was closed or revoked", "code number short", "day long money"),
    _field("reviewed.date", "day of its last review", "day month", "long money"),
    _field("outcomes", "numbers of national outcomes", "code number short", "day money", many=True),
    _field("priorities", "priorities of the strategic plan", "code short", "day money", many=True),
    _field("alignment", "how it serves the strategic plan", "long short", "day money", many=True),
    _field("measures", "performance measures", "long short", "day money", many=True),
    _field("milestones", "steps of delivery", "long short", "day money", many=True),
    _field("impact", "who is affected, and how", "long short", "day money", many=True),
    _field("conditions", "what must happen first", "long short", "day money"),
    _field("localities", "localities", "short", "day long money"),
    _field("officer", "office that issued it", "short", "day long money"),
    _field("jointly", "whether it is to be carried out jointly", "tick", "day long money"),
    _field("private", "whether the board took it in private", "short tick", "day long money"),
    _field("note", "kept in words in the note of its issue", "", "", many=True),
)
FIELDS: Final = MappingProxyType({field.name: field for field in _LISTED})
LEFT_OUT: Final = "leave-out"
"""What a mapping says of a column that is not wanted."""
NOTE: Final = "note"
BY_HEADING: Final = MappingProxyType(
    {heading: tuple(f.name for f in _LISTED if heading in f.headings) for heading in {h for f in _LISTED for h in f.headings}}
)
"""Fields by each heading that is known word for word."""
LINKS: Final = ("supersedes", "varies", "revokes")
LATER: Final = ("superseded_by", "varied_by", "revoked_by", "ended_by")
