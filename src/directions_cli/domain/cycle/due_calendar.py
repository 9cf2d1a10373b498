"""Duties as a calendar that Outlook and others open: iCalendar, RFC 5545, written without a library (docs/due.md says why).

An all-day event a duty, because Outlook opens events and not to-dos. The same duties on the same day give the same bytes,
and a duty keeps its UID, so that a calendar that is read again moves it and does not show it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from directions_cli.domain.authority import Header
from directions_cli.domain.cycle.duty import KINDS, Duty, whose
from directions_cli.domain.dates import in_words
from directions_cli.domain.harmless import harmless

WIDEST: Final = 75
"""Octets of a line without its end (RFC 5545, 3.1); a longer one is folded."""
_ESCAPED: Final = re.compile(r"[\\;,]")
_NO_TIME: Final = ("BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000")
EMPTY: Final = (*_NO_TIME, "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE")
"""What a calendar without an event holds, since it must hold something (RFC 5545, 3.6)."""


def calendar(duties: Sequence[Duty], header: Header, day: date) -> bytes:
    """The duties, as found for a day, as a calendar in UTF-8 with CRLF. A private direction appears by its reference alone."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//directions//due//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(f'Directions of {header.authority.name}')}",
    ]
    for duty in duties:
        lines += _event(duty, header, day)
    lines += [] if duties else EMPTY
    return b"".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(duty: Duty, header: Header, day: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{duty.uid}"
    yield f"DTSTAMP:{_compact(day)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_compact(duty.date)}"
    yield f"DTEND;VALUE=DATE:{_compact(duty.date + timedelta(days=1))}"
    yield f"SUMMARY:{text(f'{KINDS[duty.kind]}: {called(duty)}')}"
    yield f"DESCRIPTION:{text(_described(duty, header, day))}"
    yield f"CATEGORIES:{text('Directions')},{text(KINDS[duty.kind])}"
    yield "CLASS:PRIVATE" if duty.private else "CLASS:PUBLIC"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def called(duty: Duty) -> str:
    """What a duty is about, as the heading of its event says it."""
    name = duty.reference or duty.direction or duty.report
    if duty.private:
        return f"a private direction, {name}"
    about = " ".join(filter(None, (name, duty.title)))
    return about or duty.what.rstrip(".")


def _described(duty: Duty, header: Header, day: date) -> str:
    late = f"Overdue as at {in_words(day)} by {_days(duty.overdue)}.\n" if duty.overdue > 0 else ""
    for_whom = ", ".join(whose(header, code) for code in duty.who)
    return f"{duty.what}\n{late}For: {for_whom}\nSource: {duty.source}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _compact(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def text(value: str) -> str:
    """A text as a value of the calendar (RFC 5545, 3.3.11): backslash, semicolon, comma and line end are escaped."""
    lines = harmless(value).split("\n")
    return r"\n".join(_ESCAPED.sub(lambda found: f"\\{found[0]}", line) for line in lines)


def folded(line: str) -> bytes:
    """A line with its end, folded where it is longer than 75 octets and never within a character (RFC 5545, 3.1)."""
    octets, parts, at = line.encode(), [], WIDEST
    while len(octets) > at:
        while octets[at] & 0b1100_0000 == 0b1000_0000:
            at -= 1
        parts.append(octets[:at])
        octets, at = octets[at:], WIDEST - 1
    return b"\r\n ".join([*parts, octets]) + b"\r\n"
