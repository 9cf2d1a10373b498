"""Cells read into the report that made a direction: its number, its title, the day of its meeting, and where it is published."""

from __future__ import annotations

import re
from typing import Final

from directions_cli.domain.base import ADDRESS
from directions_cli.imports.account import Cell
from directions_cli.imports.days import days_in, when_of
from directions_cli.imports.drafts import Draft, Reading, Said
from directions_cli.imports.mapping import Column
from directions_cli.imports.putting import put, unknown_words
from directions_cli.imports.words import Value, absent, line_of, plain

_APPENDIX = re.compile(
    r"^(?P<number>\S.*?)[,;:\s(]+(?:app(?:endix)?|annex)\.?\s*(?P<appendix>[A-Z0-9]{1,4})\)?\s*$", re.IGNORECASE
)
_MEETING = re.compile(r"\b(?:ijb|board|meeting|met)\b", re.IGNORECASE)
_PAPER = re.compile(r"\b(?:report|paper|minute|item|agenda|no|ref)\b", re.IGNORECASE)
_OF_MEETING = re.compile(r"(?:(?:the|ijb|board|meeting|held|of|on|at|dated?|agenda)\b\W*)+", re.IGNORECASE)
"""Words that stand before the day of a meeting, or between it and the number of a paper."""
_YEARS_AND_PARTS = re.compile(
    r"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:19|20)?\d\d)?\b|\b(?:parts?|phases?|stages?|years?|tranches?|rounds?|waves?|quarters?|"
    r"aged?|over|under)\s\d{1,3}\b|\b24/7\b",
    re.IGNORECASE,
)
"""Figures that stand in titles: years, and the number of a part or phase."""
_CODE = re.compile(
    r"\d[/.-]\d|\d{3}|\b(?:no|nos|number|item|ref|report|paper|minute|para\w*|section|appendix)\b[\s.:#]*\d|\b[A-Z]{1,8}[\s/.-]?\d"
)
_WORDS_OF_TITLE: Final = 4


def report(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """A report by its number, its title, its address or several of them, with the day of its meeting where that is told there."""
    words = line_of(value)
    if absent(words):
        return Said(None, unknown_words(words), dropped=True)
    if ADDRESS.match(words):
        return put(draft, "report.url", words)
    met = _meeting_and_number(column, words, reading)
    if met and "approved" not in draft.terms:
        day, number = met
        put(draft, "approved", when_of(day).day)
        said = put(draft, "report.number", number)
        return said if said.noted else Said(f"approved {draft.terms['approved']}; {number}")
    found = _APPENDIX.match(words)
    if found:
        said = put(draft, "report.number", found["number"].strip())
        return said if said.noted else Said(f"{said.value}; appendix {put(draft, 'report.appendix', found['appendix']).value}")
    titled = (
        re.match(r"(\S*\d\S*?)[\s:,–-]+([^\W\d].{3,})", words) if re.search(r"\btitle|name\b", plain(column.heading)) else None
    )
    if titled:
        put(draft, "report.title", titled[2])
        return put(draft, "report.number", titled[1], f"{titled[1]}; {titled[2]}")
    return put(draft, "report.title" if _is_title(words) else "report.number", words)


def _is_title(words: str) -> bool:
    """Whether words are the title of a report and not its number: they have no figures but years and numbers of parts."""
    if not re.search(r"\d", words):
        return len(words) > 12
    bare = _YEARS_AND_PARTS.sub(" ", words)
    return len(re.findall(r"[^\W\d_]{3,}", bare)) >= _WORDS_OF_TITLE and not _CODE.search(bare) and not days_in(words)


def _meeting_and_number(column: Column, words: str, reading: Reading) -> tuple[str, str] | None:
    """The day of a meeting and the number of a paper in one cell: `12 March 2024 (24/7)`. No other column gives the day."""
    if not _MEETING.search(f"{column.heading} {words}") or any(
        each.index != column.index for each in reading.sheet.of("approved")
    ):
        return None
    when = when_of(words)
    if when.day is None or not re.search(r"\d", when.rest):
        return None
    number = _number(when.rest)
    return (when.day.isoformat(), number) if number else None


def _number(rest: str) -> str:
    """The number of a paper in what stands beside the day of its meeting."""
    before = _OF_MEETING.match(rest)
    bare = rest[before.end() :] if before else rest
    code = re.search(r"(?:ijb|board)[\s/.-]*\Z", before[0], re.IGNORECASE) if before and bare[:1].isdigit() else None
    bare = code[0] + bare if code else bare
    return bare.strip(" ,;:()[]-–.")


def report_beside(draft: Draft, column: Column, rest: str, reading: Reading) -> bool:
    """Put what stands beside the day of a meeting as the number of its report if only its heading promises one."""
    short = len(rest) <= 30 and len(rest.split()) <= 4 and bool(re.search(r"\d", rest)) and not days_in(rest)
    if not short or reading.sheet.of("report.number") or not _PAPER.search(column.heading):
        return False
    return not put(draft, "report.number", _number(rest)).noted


def url(draft: Draft, column: Column, value: Value, cell: Cell, reading: Reading) -> Said:
    """The address of the papers."""
    words = line_of(value)
    if ADDRESS.match(words):
        return put(draft, "report.url", words)
    return Said(None, "is no web address that begins with https://", noted=not absent(words), dropped=absent(words))
