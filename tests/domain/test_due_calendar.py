"""The calendar of duties is strict iCalendar, the same bytes from run to run, and silent about what is private."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directions_cli.domain.cycle.due import due
from directions_cli.domain.cycle.due_calendar import calendar, folded, text
from tests.domain.building import HEADER, changed, history, one
from tests.domain.calendars import plain, read, unfolded

DAY = date(2025, 12, 31)
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from(',;:\\\n\t"é—😀'), max_size=200)


def made(*terms: str, header: str = "", day: date = DAY) -> bytes:
    register = one(*terms, header=changed(HEADER, header))
    return calendar(due(register, day), register.header, day)


def test_it_has_an_event_a_duty_with_its_day_name_and_words() -> None:
    register = one()
    duties = due(register, DAY)
    top, events = read(made())
    assert top == {
        "VERSION": "2.0",
        "PRODID": "-//directions//due//EN",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "X-WR-CALNAME": "Directions of Example Integration Joint Board",
    }
    assert [(event["UID"], event["DTSTART"]) for event in events] == [(duty.uid, duty.date.isoformat()) for duty in duties]
    (milestone,) = [event for event in events if event["SUMMARY"].startswith("Milestone")]
    assert milestone["SUMMARY"] == "Milestone: EXIJB-18/03/2025-001 Care at home in the evening"
    assert milestone["DESCRIPTION"] == (
        "Report milestone 1 (Staff are in post), due on 31 December 2025, as met, or move it.\n"
        "For: Example Council\nSource: guidance 5.2, 5.3"
    )
    assert milestone["CATEGORIES"] == "Directions,Milestone"
    assert milestone["DTSTAMP"] == "20251231T000000Z"


def test_what_is_overdue_says_so() -> None:
    _, events = read(made(day=date(2026, 1, 1)))
    (milestone,) = [event for event in events if event["SUMMARY"].startswith("Milestone")]
    assert "\nOverdue as at 1 January 2026 by 1 day.\n" in milestone["DESCRIPTION"]


def test_a_private_direction_appears_by_its_reference_alone() -> None:
    content = made("private: true\nprivate_reason: It names a provider.\n" + history())
    _, events = read(content)
    mine = [event for event in events if event["CLASS"] == "PRIVATE"]
    assert {event["SUMMARY"].split(": ")[1] for event in mine} == {"a private direction, EXIJB-18/03/2025-001"}
    told = "\n".join(unfolded(content))
    assert "Care at home in the evening" not in told
    assert "Staff are in post" not in told


def test_the_same_day_gives_the_same_bytes_and_another_day_the_same_names() -> None:
    assert made() == made()
    _, today = read(made())
    _, tomorrow = read(made(day=DAY + timedelta(days=1)))
    assert [each["UID"] for each in today] == [each["UID"] for each in tomorrow]
    assert made() != made(day=DAY + timedelta(days=1))


def test_a_calendar_of_nothing_is_a_calendar() -> None:
    register = one()
    top, events = read(calendar((), register.header, DAY))
    assert top["METHOD"] == "PUBLISH"
    assert events == []


def test_titles_in_any_language_are_folded_between_characters() -> None:
    title = "Cùram aig an taigh; còmhdhail, “slàinte” \\ is sunnd — a’ Ghàidhealtachd agus na h-Eileanan 😀😀😀😀😀😀😀😀😀😀"
    _, events = read(made(f"title: '{title.replace(chr(39), chr(39) * 2)}'\n"))
    assert any(event["SUMMARY"].endswith(title) for event in events)


@given(WORDS)
def test_any_text_comes_back_from_its_escapes_and_folds(words: str) -> None:
    (line,) = unfolded(folded(f"SUMMARY:{text(words)}"))
    seen = plain(line.removeprefix("SUMMARY:"))
    assert seen == words or "<U+" in seen


@pytest.mark.parametrize(("length", "lines"), [(75, 1), (76, 2), (149, 2), (150, 3)])
def test_a_line_is_folded_from_seventy_six_octets(length: int, lines: int) -> None:
    content = folded("X" * length)
    assert content.count(b"\r\n") == lines
    assert unfolded(content) == ["X" * length]
    assert folded("é" * 38) == b"\xc3\xa9" * 37 + b"\r\n " + b"\xc3\xa9" + b"\r\n"


@pytest.mark.parametrize(
    "broken",
    [
        lambda good: good.replace(b"\r\n", b"\n"),
        lambda good: good.removesuffix(b"\r\n"),
        lambda good: good.replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 75),
        lambda good: good.replace(b"Staff are in post)\\,", b"Staff are in post),"),
        lambda good: good.replace(b"END:VEVENT\r\n", b"", 1),
        lambda good: good.replace(b"STATUS:CONFIRMED\r\n", b"STATUS:CONFIRMED\r\nSTATUS:CONFIRMED\r\n", 1),
        lambda good: good.replace(b"UID:", b"X-UID:", 1),
        lambda good: good.replace(b"X-WR-CALNAME", b"BEGIN:VEVENT\r\nEND:VEVENT\r\nX-WR-CALNAME"),
    ],
)
def test_the_reader_of_these_tests_is_strict(broken) -> None:
    with pytest.raises(AssertionError):
        read(broken(made()))
