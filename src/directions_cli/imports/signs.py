"""What the words of a heading say of its column, where no table knows the heading as a whole: a sign for each field.

A sign has the words that speak for the field, the words that speak against it, and the kinds of cells that must stand below.
The words against also hold where a heading is only like a known one: `Closing minute` is not the minute that made the direction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from directions_cli.imports.signs_of_life import LIFE
from directions_cli.imports.signs_of_money import MONEY_AND_REPORT
from directions_cli.imports.signs_of_terms import TERMS


@dataclass(frozen=True, slots=True)
class Sign:
    """Words for and against a field, and the kinds of cells it needs."""

    speak: re.Pattern[str]
    against: re.Pattern[str] | None
    kinds: frozenset[str]


_ENDING: Final = r"clos|revo[kc]|withdr|discharg|superse|replac|rescind|cancel|retir"
"""What stands for `ENDING` in the tables: a word of the end of a direction."""
_PEOPLE: Final = re.compile(
    r"\b(?:holder|manager|leads?\b(?! partner| agency)|director\b|directorate|officers?\b|author|contact|sponsor|owner)"
)
"""Words of headings that name a person or office; of these columns only the office that issued a direction is a field."""
_OF_PEOPLE: Final = frozenset({"note", "officer", "to", "progress", "difficulty"})
_ASIDE: Final = re.compile(
    r"\b(?:acknowledg\w*|audit\w*|scrutin\w*|log(?:ged)?\b|entered\b|chased|draft(?:ed)?\b|consult\w*|engage\w*)"
)
"""Words of headings of days that are none of the register's."""
_COUNTS: Final = re.compile(r"^(?:number|no|count|how many) (?:of )?(?:\w+ )?(?!direction\b)\w+s$|^how many\b")
"""Headings of columns that count something: `Number of directions` is no reference."""
LEAST_PART: Final = 0.6
"""Part of the cells that must be of the kinds of a sign."""


def _words(listed: str) -> re.Pattern[str] | None:
    parts = [part for part in re.split(r"\s*\n\s*|\s+\|\s+", listed.strip()) if part]
    return re.compile(rf"\b(?:{'|'.join(parts)})".replace("ENDING", _ENDING)) if parts else None


def _sign(kinds: str, speak: str, against: str) -> Sign:
    words = _words(speak)
    assert words
    return Sign(words, _words(against), frozenset(kinds.split()))


SIGNS: Final = MappingProxyType({name: _sign(*said) for name, said in {**TERMS, **MONEY_AND_REPORT, **LIFE}.items()})


def barred(name: str, heading: str) -> bool:
    """Whether words of a heading speak against a field, so that being only like one of its headings is not enough."""
    if _COUNTS.search(heading) and name not in ("note", "measures"):
        return True
    if _PEOPLE.search(heading) and name not in _OF_PEOPLE:
        return True
    sign = SIGNS.get(name)
    if sign is None:
        return False
    aside = "day" in sign.kinds and _ASIDE.search(heading)
    return bool(aside or (sign.against and sign.against.search(heading)))


def signed(heading: str, whole: str) -> tuple[str, ...]:
    """Fields for which words of a heading speak, where no word of the `whole` of it speaks against them."""
    return tuple(name for name, sign in SIGNS.items() if sign.speak.search(heading) and not barred(name, whole))
