"""Lines of words between the rows, which part a log: by partner, function or meeting, or as a mapping file says."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from directions_cli.imports.days import days_in, when_of
from directions_cli.imports.drafts import Draft, Reading
from directions_cli.imports.proposing import TO_WHOM
from directions_cli.imports.words import plain

Part = dict[str, tuple[str, ...] | str]
"""What the last lines said of the rows below them, by field, the outer first: codes, or words that are yet to be read."""
OF_THE_LINE: Final = "Line above"
"""What stands for a heading of what a line between the rows says."""
_MEETING: Final = re.compile(r"\b(?:meeting|ijb|board|approved|agreed)\b")
_ABOUT_MEETINGS: Final = frozenset(
    "meeting meetings ijb integration joint board directions direction approved agreed made by at of on held the dated date for"
    " special ordinary adjourned extraordinary virtual budget from in and monday tuesday wednesday thursday friday".split()
)
"""Words that a line may hold that gives the day of a meeting; with any other it may tell of something else."""


def part_of(text: str, reading: Reading, before: Part) -> tuple[Part, str]:
    """What a line of words between the rows says of those below it, where no column says it."""
    own = reading.sheet.lines
    if own:
        return _within(before, own, text.strip()), f"; the mapping reads it as {own} of the rows below"
    words = TO_WHOM.sub("", text.strip()).strip(" :")
    codes, _, unknown = reading.names.recipients(words)
    if codes and not unknown:
        told = "" if reading.sheet.of("to") else f"; recipients of the rows below: {', '.join(codes)}"
        outer = {name: said for name, said in before.items() if name != "functions"}
        return _within(outer, "to", None if reading.sheet.of("to") else codes), told
    day = _day_of_meeting(text, reading)
    if day:
        return _within(before, "approved", day), f"; day of the meeting of the rows below: {day}"
    functions, strange, _ = reading.names.functions_in(words)
    if functions and not strange and not reading.sheet.of("functions"):
        return _within(before, "functions", functions), f"; function of the rows below: {', '.join(functions)}"
    return {}, ""


def _within(before: Part, name: str, said: tuple[str, ...] | str | None) -> Part:
    """The parts with a new one. What stands within the part that it follows ends with that; what it stands within goes on."""
    kept = dict(takewhile(lambda each: each[0] != name, before.items()))
    return {**kept, name: said} if said else kept


def _day_of_meeting(text: str, reading: Reading) -> str | None:
    """The day of the meeting that a line names and nothing besides: `Meeting of 29 November 2023`. A day alone may be any day."""
    days = days_in(text)
    if len(days) != 1 or not _MEETING.search(plain(text)):
        return None
    of_authority = plain(f"{reading.header.authority.name} {reading.header.authority.code}").split()
    rest = plain(when_of(text).rest).split()
    return days[0].isoformat() if all(word in _ABOUT_MEETINGS or word in of_authority for word in rest) else None


def put_part(draft: Draft, part: Part) -> tuple[tuple[str, str], ...]:
    """Put the codes of the parts into a direction; gives what else they say of it, by field, to be read where its rows do not."""
    words: list[tuple[str, str]] = []
    for name, said in part.items():
        if isinstance(said, str):
            words.append((name, said))
            continue
        draft.terms[name] = said
        draft.remarks.append(f"{'recipients' if name == 'to' else 'functions'} are those of the line above its rows")
    return tuple(words)
