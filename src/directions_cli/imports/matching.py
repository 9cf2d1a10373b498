"""Headings to fields: looked up in the table, else compared; what the cells below hold decides between fields alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from directions_cli.imports.allotting import allotted
from directions_cli.imports.contents import NONE_KNOWN, Shares, by_contents, shares
from directions_cli.imports.days import days_in, year_in
from directions_cli.imports.fields import BY_HEADING, FIELDS, NOTE
from directions_cli.imports.fitting import fitting
from directions_cli.imports.hints import written_out
from directions_cli.imports.kinds import kinds_of, main_kind
from directions_cli.imports.mapping import Column
from directions_cli.imports.money import unit_of_heading
from directions_cli.imports.names import Names
from directions_cli.imports.signs import barred, signed
from directions_cli.imports.words import Value, absent, letters_of, plain, shortened, text_of

LEAST: Final = 0.72
"""How alike a heading must be to one of the table for its field to be proposed."""
LIKED, ORDER = 0.1, 0.04
SIGNED: Final = 0.8
"""How well a field suits a column where single words of its heading speak for it, and its cells are of the right kind."""
_VAGUE: Final = frozenset(
    "narrative detail details description summary action actions scope content decision terms expectation expectations name item"
    " update type minute".split()
)
"""Headings that might head several things: a heading that says more goes before them."""
_VAGUER: Final = 0.12
_DATED = re.compile(
    r"\b(?:(?:as )?(?:at|of|on|to)\b)?\s*(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{2,4}\b|\b(?:as )?at\s*$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:which|what|does|did|do|is|are|was|were|it|this|that|the|any|has|have|been|cover|please|ijb|of|a|an)\b"
)
"""Words that make a question of a heading, and say nothing of what it heads."""
_MONEY_WORDS = re.compile(
    r"\b(?:budget|allocat\w*|resources?|funding|payment|sum|amount|cost|value|finance|total|committed|set aside|£|gbp"
    r"|of|to|from|for|the|recurring|k|m|000s?|in|thousands?|millions?|pa|annual|share|contribution|direction|directed|issued"
    r"|by|ijb|s|million|financial|revenue|capital|spend|spending|envelope|implications?|commitment|investment|provision|element"
    r"|portion|part|delegated|integrated|planned|agreed|approved|net|gross|core|figure|money|monies|funds|resourcing|value"
    r"|consequences?|impact|non|one off|baseline)\b",
    re.IGNORECASE,
)


_OF_BOARD: Final = ("board", "health")
"""What may stand in a heading for the authority's own board or for health at large, and names no partner there."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A column before it is matched: its place, its headings from the upper to the lower row, and what stands below."""

    index: int
    headings: tuple[str, ...]
    values: tuple[Value, ...]

    @property
    def heading(self) -> str:
        """All its headings as one."""
        return " – ".join(dict.fromkeys(" ".join(each.split()) for each in self.headings if each))


def proposed(columns: Sequence[Headed], names: Names, taken: Sequence[Column] = ()) -> list[Column]:
    """A field for each column, the surest first: a field that holds one thing goes to one column. What fits none is a note.

    `taken` are columns that a mapping has placed already.
    """
    scored: list[dict[str, float]] = []
    found: dict[int, Column] = {}
    specials = [_of_partner(headed, names) for headed in columns]
    ticked = [special for special in specials if special and special.field == "to"]
    for place, headed in enumerate(columns):
        special = specials[place]
        if special and not (ticked == [special] and len(special.to) > 1):
            found[place] = special
        scored.append({} if place in found else scores(headed, shares(headed.values, names)))
    used = {column.field for column in (*taken, *found.values())}
    for place, (name, score) in allotted(scored, used).items():
        found[place] = _column(columns[place], name, min(score, 1.0), names)
    used |= {column.field for column in found.values()}
    held = frozenset(used - {column.field for column in found.values() if column.field == "title"})
    told = by_contents(columns, {place: column.field for place, column in found.items()}, held, names)
    found |= {place: _column(columns[place], name, score, names) for place, (name, score) in told.items()}
    return [found.get(place) or _column(headed, NOTE, 0.0, names) for place, headed in enumerate(columns)]


def scores(headed: Headed, known: Shares = NONE_KNOWN) -> dict[str, float]:
    """How well each field suits a column, by its headings and by the kind of its cells; only those that suit at all.

    `known` are the parts of its cells that name functions and partners of the register: they decide between the two.
    """
    best: dict[str, float] = {}
    together = plain(" ".join(headed.headings))
    for weight, whole, text in _readings(headed):
        itself = text in (whole, written_out(whole))
        for name, score in fields_by_name(text):
            if (weight < 0.9 or name == "ends") and barred(name, together) and whole != together:
                continue
            if (score >= 1 and itself) or not barred(name, whole):
                best[name] = max(best.get(name, 0.0), score * weight)
        for name in signed(text, whole) if weight > 0.9 else ():
            best[name] = max(best.get(name, 0.0), SIGNED * weight)
    return {
        name: score + LIKED * liked
        for name, score in best.items()
        if score >= LEAST and (liked := fitting(name, score, headed, known)) is not None
    }


def _readings(headed: Headed) -> list[tuple[float, str, str]]:
    """The texts by which a column may be known: all headings together, then the lowest, then the upper.

    Each with its weight, its words as they stand, and one of the forms in which it is looked up.
    """
    texts = [each for each in dict.fromkeys(headed.headings) if each]
    if not texts:
        return []
    found = [(1.0, " ".join(texts))]
    if len(texts) > 1:
        found += [(0.97, texts[-1]), (0.8, texts[0])]
    return [(weight, plain(text), form) for weight, text in found for form in forms_of(text)]


def forms_of(text: str) -> list[str]:
    """A heading in plain words: as it stands, without what stands in brackets, without years, days and units."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text)
    shorn = re.sub(
        r"(?:19|20)\d\d\s*[/–-]\s*(?:20)?\d\d|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d\d\s*/\s*\d\d\b|'?000s?\b|£\w*", " ", bare
    )
    dated = _DATED.sub(" ", shorn)
    forms = [
        plain(re.sub(r"#", " no ", each)).replace("£", "").strip()
        for each in (text, bare, shorn, dated, re.split(r"[?:]|\be\.?g\b", bare)[0])
    ]
    asked = _ASKING.sub(" ", forms[0]).split()
    forms += [" ".join(asked) if len(asked) > 1 else "", *map(written_out, forms)]
    return list(dict.fromkeys(" ".join(each.split()) for each in forms if each.strip()))


@lru_cache(maxsize=4_000)
def fields_by_name(text: str) -> tuple[tuple[str, float], ...]:
    """Fields with how alike a heading is to one of theirs: 1 where it is the same, a little more for the more usual."""
    best: dict[str, float] = {}
    for name in BY_HEADING.get(text, ()):
        listed = FIELDS[name].headings
        best[name] = 1.0 + ORDER * (1 - listed.index(text) / len(listed)) - (_VAGUER if text in _VAGUE else 0)
    words = text.split()
    for heading, names in BY_HEADING.items():
        score = _alike(text, words, heading)
        if score >= LEAST:
            for name in names:
                best[name] = max(best.get(name, 0.0), score)
    return tuple(best.items())


def _alike(text: str, words: list[str], heading: str) -> float:
    """How alike a heading is to a known one: letter by letter, or because it holds all the words of it."""
    known = heading.split()
    score = 0.0
    if len(text) > 3 and abs(len(text) - len(heading)) <= max(4, len(heading) // 3):
        matcher = SequenceMatcher(None, text, heading)
        if _short_words_alike(words, known) and matcher.real_quick_ratio() > 0.8 and matcher.quick_ratio() > 0.8:
            score = matcher.ratio() * 0.98
            score = score if score >= 0.84 else 0.0
    if set(known) <= set(words):
        share = sum(map(len, known)) / max(sum(map(len, words)), 1)
        enough = len(known) > 1 or (len(heading) > 4 and share > 0.4)
        score = max(score, (0.78 if len(known) > 1 else 0.68) + 0.17 * share if enough else 0.0)
    return score


def _short_words_alike(words: list[str], known: list[str]) -> bool:
    """Whether two headings have the same short words, of which a letter makes another word: `direction to`, `direction no`."""
    return [word for word in words if len(word) < 4] == [word for word in known if len(word) < 4]


def _of_partner(headed: Headed, names: Names) -> Column | None:
    """A column whose heading is a partner, or a year, and nothing else: ticks for recipients, or sums for it."""
    main = main_kind(kinds_of(headed.values))
    if main not in ("tick", "money", "number"):
        return None
    text = headed.headings[-1] if headed.headings else ""
    bare = _MONEY_WORDS.sub(" ", re.sub(r"(?:19|20)\d\d\s*[/–-]\s*(?:20)?\d\d|£", " ", " ".join(headed.headings)))
    named = text if main == "tick" else bare
    codes, _, unknown = names.recipients(named) if plain(named) not in ("", *_OF_BOARD) else ((), False, ())
    if main == "tick" and codes and not unknown:
        return _column(headed, "to", 1.0, names, codes)
    if main in ("money", "number") and len(codes) == 1 and not unknown and plain(bare):
        return _column(headed, "finance", 1.0, names, codes)
    if main in ("money", "number") and not plain(bare) and year_in(headed.heading):
        return _column(headed, "finance", 1.0, names)
    return None


def _column(headed: Headed, name: str, score: float, names: Names, to: tuple[str, ...] = ()) -> Column:
    samples = tuple(shortened(text_of(value), 40) for value in headed.values if not absent(text_of(value)))[:3]
    heading = headed.heading
    column = Column(headed.index, letters_of(headed.index), heading, name, round(score, 2), samples, to)
    return with_heading(column, names)


def with_heading(column: Column, names: Names) -> Column:
    """The column with what its heading says beside the field: of money its year, partner, kind and unit; else a day."""
    from dataclasses import replace

    if column.field != "finance":
        days = days_in(column.heading)
        return replace(
            column,
            date=days[0] if len(days) == 1 and column.field in ("status", "progress", "difficulty", "progress.rating") else None,
        )
    words = plain(column.heading)
    kind = (
        "set-aside"
        if "set aside" in words
        else "payment"
        if re.search(r"\bpayments?\b", words) and "set aside" not in words
        else None
    )
    if re.search(r"\bor\b|\band\b", words) and "set aside" in words:
        kind = None
    bare = _MONEY_WORDS.sub(" ", re.sub(r"(?:19|20)\d\d\s*[/–-]\s*(?:20)?\d\d|£|\([^)]*\)", " ", column.heading))
    codes = column.to
    if not codes and plain(bare):
        found, _, unknown = names.recipients(bare) if plain(bare) not in _OF_BOARD else ((), False, ())
        codes = found if len(found) == 1 and not unknown else names.within(words)
        codes = codes if len(codes) == 1 else ()
    return replace(column, to=codes, year=year_in(column.heading), kind=kind, unit=unit_of_heading(column.heading))
