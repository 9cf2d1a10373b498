"""A strict reader of the part of iCalendar (RFC 5545) that `due` writes: it refuses whatever the standard does not allow."""

from __future__ import annotations

import re
from datetime import date

NAME = re.compile(r"[A-Z][A-Z0-9-]*")
LINE = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=[^\";:,\x00-\x1f\x7f]+)*):(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)"
)
ESCAPE = re.compile(r"\\([\\;,nN])")
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CLASS", "STATUS", "TRANSP"}
NEEDED = {"UID", "DTSTAMP", "DTSTART"}
TEXTS = {"SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "CATEGORIES"}


def unfolded(content: bytes) -> list[str]:
    """The lines of a stream, each with its folds taken out. Lines end in CRLF and have at most 75 octets; all are UTF-8."""
    assert content.endswith(b"\r\n"), "the stream ends with a line end"
    physical = content[:-2].split(b"\r\n")
    assert all(b"\r" not in line and b"\n" not in line for line in physical), "a line ends in CRLF and in nothing else"
    assert all(0 < len(line) <= 75 for line in physical), "a line has 75 octets at most, and something on it"
    lines: list[str] = []
    for line in physical:
        text = line.decode("utf-8")
        if text[0] in " \t":
            assert lines, "the first line can't go on from another"
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def plain(value: str) -> str:
    """A text value without its escapes; a bare semicolon or comma, or another escape, is refused."""
    rest = ESCAPE.sub("", value)
    assert not re.search(r"[\\;,]", rest), f"not escaped: {value}"
    return ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def read(content: bytes) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The properties of the calendar, and its events, as plain values."""
    lines = [LINE.fullmatch(line) for line in unfolded(content)]
    assert all(lines), "every line is NAME;PARAMETER=VALUE:VALUE"
    stack: list[str] = []
    top: dict[str, str] = {}
    events: list[dict[str, str]] = []
    components = 0
    for found in lines:
        name, parameters, value = found["name"], found["parameters"], found["value"]
        assert NAME.fullmatch(name)
        if name == "BEGIN":
            assert stack or value == "VCALENDAR", "one calendar, and all within it"
            stack.append(value)
            components += len(stack) == 2
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == "VEVENT":
            event = events[-1]
            assert name not in event, f"{name} stands twice"
            assert bool(parameters) is (name in ("DTSTART", "DTEND")), name
            event[name] = value
        elif stack == ["VCALENDAR"]:
            assert not components, "the calendar's own properties stand before its components"
            assert name not in top
            top[name] = plain(value) if name in TEXTS else value
    assert not stack
    assert components, "a calendar holds a component at least"
    return top, [_checked(event) for event in events]


def _checked(event: dict[str, str]) -> dict[str, str]:
    assert set(event) >= NEEDED
    assert set(event) <= ONCE | {"CATEGORIES"}
    assert re.fullmatch(r"\d{8}T000000Z", event["DTSTAMP"])
    begins, ends = (_day(event[name]) for name in ("DTSTART", "DTEND"))
    assert (ends - begins).days == 1, "an event of a whole day ends on the next"
    assert event["STATUS"] == "CONFIRMED"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["CLASS"] in ("PUBLIC", "PRIVATE")
    categories = [plain(each) for each in re.split(r"(?<!\\),", event["CATEGORIES"])]
    texts = {name: plain(event[name]) for name in ("SUMMARY", "DESCRIPTION")}
    return event | texts | {"CATEGORIES": ",".join(categories), "DTSTART": begins.isoformat()}


def _day(value: str) -> date:
    assert re.fullmatch(r"\d{8}", value)
    return date(int(value[:4]), int(value[4:6]), int(value[6:]))
