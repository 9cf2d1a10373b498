"""Histories in which somebody edited the files by hand: `audit` names each by its commit, and by what it did."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.histories import (
    HEADER,
    ONE,
    REPORT,
    THREE,
    TWO,
    append,
    commit,
    edit,
    head,
    named,
    put,
    put_in_between,
    remarked,
    text_of,
)
from tests.conftest import git

Tamper = Callable[[Path], object]
LETTER = "letter: {name: letter.docx, sha256: " + "a" * 64 + "}"


def edited(path: str, old: str, new: str) -> Tamper:
    return lambda folder: edit(folder, path, old, new)


def added(path: str, entry: str) -> Tamper:
    return lambda folder: append(folder, path, entry)


def both(*tampers: Tamper) -> Tamper:
    return lambda folder: [tamper(folder) for tamper in tampers]


def reordered(folder: Path) -> None:
    lines = text_of(folder, ONE).split("\n")
    lines[-3], lines[-2] = lines[-2], lines[-3]
    put(folder, ONE, "\n".join(lines))


def anchored(folder: Path) -> None:
    edit(folder, ONE, "title: Day services for adults", "title: &name Day services for adults")


def deleted(path: str) -> Tamper:
    return lambda folder: (folder / path).unlink()


def renamed(old: str, new: str) -> Tamper:
    def rename(folder: Path) -> None:
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        git(folder, "mv", old, new)

    return rename


def second_file(folder: Path) -> None:
    put(folder, ONE.replace("/2025/", "/2026/"), text_of(folder, ONE).replace("amount: 1250000", "amount: 9"))


def homoglyph(folder: Path) -> None:
    edit(folder, ONE, "40 day places into community", "40 day places into c\N{CYRILLIC SMALL LETTER O}mmunity")


def other_line_breaks(folder: Path) -> None:
    edit(folder, ONE, "directed to move 40 day places", "directed to move\N{NEXT LINE}    40 day places")


def draft_again(folder: Path) -> None:
    put(folder, THREE, text_of(folder, THREE).partition("history:")[0])


def changed_and_ignored(folder: Path) -> None:
    edit(folder, ONE, "amount: 1250000", "amount: 1300000")
    edit(folder, ONE, "history:\n", "ignore: [{code: ALT006, reason: Agreed by email}]\nhistory:\n")
    put(folder, HEADER, text_of(folder, HEADER) + "ignore: [{code: ALT006, reason: Agreed by email}]\n")


def without_code(folder: Path) -> None:
    text = text_of(folder, HEADER)
    taken = re.sub(r"^ *- \{?code: care-at-home\b.*\n(?: {4,}.*\n)*", "", text, flags=re.MULTILINE)
    assert taken != text
    put(folder, HEADER, taken)


def moved_and_altered(folder: Path) -> None:
    (folder / "nearby").mkdir()
    git(folder, "mv", "register", "nearby/register")
    edit(folder, f"nearby/{ONE}", "amount: 1250000", "amount: 1300000")


TAMPERED: dict[str, tuple[str, Tamper]] = {
    "a sum": ("ALT006", edited(ONE, "amount: 1250000", "amount: 1300000")),
    "a penny": ("ALT006", edited(ONE, "amount: 1250000", "amount: 1250000.01")),
    "a sum that YAML reads as text elsewhere": ("AUD003", edited(ONE, "amount: 1250000", "amount: 1_250_000")),
    "a word of the text": ("ALT006", edited(ONE, "40 day places", "41 day places")),
    "a blank in the text": ("ALT006", edited(ONE, "40 day places", "40  day places")),
    "a letter that looks the same": ("ALT006", homoglyph),
    "a line break that is none": ("AUD003", other_line_breaks),
    "an anchor": ("AUD003", anchored),
    "a tag": ("AUD003", edited(ONE, "amount: 1250000", "amount: !!int 1250000")),
    "a key twice": ("AUD003", edited(ONE, "private: false\n", "private: false\nprivate: true\n")),
    "a second document": ("AUD003", edited(ONE, "private: false\n", "private: false\n---\n")),
    "the private flag": ("ALT006", edited(ONE, "private: false", "private: true")),
    "the reference": ("ALT006", edited(ONE, "reference: EXIJB-18/03/2025-001", "reference: EXIJB-18/03/2025-009")),
    "the day of approval": ("ALT006", edited(ONE, "approved: 2025-03-18", "approved: 2025-03-17")),
    "the recipient": ("ALT006", edited(ONE, "to: [example-council]", "to: [nhs-example]")),
    "a function more": (
        "ALT006",
        edited(THREE, "functions: [emergency-department]", "functions: [emergency-department, care-at-home]"),
    ),
    "the first day of effect": ("ALT006", edited(ONE, "takes_effect: 2025-04-01\n", "")),
    "a milestone": ("ALT006", edited(ONE, "due: 2026-09-30", "due: 2027-09-30")),
    "a milestone's measure": ("ALT006", edited(ONE, ", measure: Ten people use them", "")),
    "the advice": ("ALT006", edited(ONE, "summary: Supports it.", "summary: Opposes it.")),
    "the report": ("ALT006", edited(THREE, "number: EXIJB-25-016", "number: EXIJB-25-017")),
    "a link to an earlier direction": (
        "ALT006",
        edited("register/2025/EXIJB-2025-06-17-001.yaml", "varies: [EXIJB-2025-03-18-002]\n", ""),
    ),
    "terms and an ignore to hide it": ("ALT006", changed_and_ignored),
    "terms and a correction of something else": (
        "ALT006",
        both(
            edited(ONE, "amount: 1250000", "amount: 1300000"),
            edited(ONE, "review: 2027-04", "review: 2027-05"),
            added(ONE, "act: corrected, date: 2025-06-02, field: review, from: 2027-04, to: 2027-05, reason: Slip"),
        ),
    ),
    "terms and a correction that lies": (
        "ALT006",
        both(
            edited(ONE, "amount: 1250000", "amount: 1300000"),
            added(ONE, "act: corrected, date: 2025-06-02, field: finance.1.amount, from: 1200000, to: 1300000, reason: Slip"),
        ),
    ),
    "an entry edited": ("ALT004", edited(ONE, "note: Still well.", "note: Getting late.")),
    "an entry's date": ("ALT004", edited(ONE, "date: 2025-05-01", "date: 2025-05-02")),
    "an officer": ("ALT004", edited(ONE, "officer: Chief Officer", "officer: Chief Finance Officer")),
    "a letter put in later": ("ALT004", edited(ONE, "officer: Chief Officer}", f"officer: Chief Officer, {LETTER}}}")),
    "a correction edited": ("ALT004", edited(TWO, "reason: Misread.", "reason: Agreed.")),
    "a successor edited": ("ALT004", edited(TWO, "by: EXIJB-2025-06-17-001", "by: EXIJB-2025-03-18-001")),
    "an entry removed": ("ALT003", edited(ONE, "  - {act: progress, date: 2025-04-01, rating: on-track, note: Well.}\n", "")),
    "the ending removed": ("ALT003", edited(TWO, "  - {act: varied, date: 2025-06-20, by: EXIJB-2025-06-17-001}\n", "")),
    "the history removed": ("ALT003", draft_again),
    "entries in another order": ("ALT005", reordered),
    "an entry slipped in by its date": ("ALT005", put_in_between),
    "an entry slipped in before the issue": (
        "ALT005",
        edited(
            ONE, "history:\n", "history:\n  - {act: query, date: 2025-03-19, stage: raised, by: NHS Example, summary: Who pays}\n"
        ),
    ),
    "an entry dated ahead": ("AUD001", added(ONE, "act: progress, date: 2031-05-01, rating: on-track")),
    "ended by nobody": ("LNK003", added(ONE, "act: superseded, date: 2025-06-20, by: EXIJB-2025-06-24-001")),
    "ended ahead of its successor": ("ALT007", added(ONE, "act: varied, date: 2090-06-20, by: EXIJB-2025-03-18-003")),
    "ended twice": ("LIF001", added(TWO, "act: closed, date: 2025-06-30, approved: 2025-06-17, reason: achieved, note: Done")),
    "progress after the end": ("LIF001", added(TWO, "act: progress, date: 2025-06-29, rating: complete")),
    "a file deleted": ("ALT001", deleted(THREE)),
    "a file renamed": ("ALT002", renamed(ONE, ONE.replace("001", "009"))),
    "a file renamed in small letters": ("ALT002", renamed(ONE, ONE.replace("EXIJB", "exijb"))),
    "a file's ending in capitals": ("ALT001", renamed(ONE, ONE.replace(".yaml", ".YAML"))),
    "a file in another year": ("ALT002", renamed(ONE, ONE.replace("/2025/", "/2024/"))),
    "a file put away": ("ALT012", renamed(ONE, ONE.replace("/2025/", "/old/2025/"))),
    "a file outside the register": ("ALT001", renamed(ONE, ONE.replace("register/2025/", "archive/"))),
    "a second file of one id": ("ALT002", second_file),
    "the register moved and a sum altered": ("ALT006", moved_and_altered),
    "a report decision": ("ALT011", edited(REPORT, "to: [example-council]", "to: [nhs-example]")),
    "a report decision taken out": ("ALT011", deleted(REPORT)),
    "a code gone": ("ALT009", without_code),
    "another authority": ("ALT010", edited(HEADER, 'code: "EXIJB"', 'code: "EXOTH"')),
    "another kind of partner": ("ALT016", edited(HEADER, "kind: local-authority", "kind: health-board")),
    "the header gone": ("AUD003", deleted(HEADER)),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_edited_by_hand_is_named(past: Path, name: str) -> None:
    code, tamper = TAMPERED[name]
    tamper(past)
    bad = commit(past)[:12]
    folder = past / "nearby" if (past / "nearby").is_dir() else past
    if name == "the header gone":
        git(past, "revert", "--no-edit", "HEAD")
    status, found, said = named(folder)
    assert (bad, code) in found, said
    assert {each for each, _ in found} == {bad}, said
    assert status == 1


def test_what_looks_the_same_is_told_by_its_code(past: Path) -> None:
    homoglyph(past)
    commit(past)
    assert "(U+006F is now U+043E)" in named(past)[2]


@pytest.mark.parametrize("name", ["a sum", "an entry removed", "a file deleted", "a code gone", "a report decision"])
def test_what_was_put_back_is_named_all_the_same(past: Path, name: str) -> None:
    code, tamper = TAMPERED[name]
    tamper(past)
    bad = commit(past)[:12]
    git(past, "revert", "--no-edit", "HEAD")
    _, found, said = named(past)
    assert (bad, code) in found, said


def test_a_file_deleted_and_made_again_with_other_terms_is_named(past: Path) -> None:
    text = text_of(past, ONE)
    (past / ONE).unlink()
    bad = commit(past)
    put(past, ONE, text.replace("amount: 1250000", "amount: 9"))
    commit(past, "Tidy again")
    assert (bad[:12], "ALT001") in named(past)[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Example Council"', '"Another Council"'),
        ('"Example Integration Joint Board"', '"Another Integration Joint Board"'),
    ],
)
def test_a_name_changed_in_the_header_is_to_be_looked_at(past: Path, old: str, new: str) -> None:
    edit(past, HEADER, f"name: {old}", f"name: {new}")
    renamed = commit(past, "A new name")
    assert named(past)[:2] == (0, set())
    assert remarked(past) == {(renamed[:12], "ALT015")}


def test_an_entry_that_a_squashed_request_may_have_brought_is_to_be_looked_at(past: Path) -> None:
    put_in_between(past)
    brought = commit(past, "Progress (#12)")
    assert named(past)[:2] == (0, set())
    assert remarked(past) == {(brought[:12], "ALT014")}


def test_a_register_that_stays_as_a_copy_is_not_one_of_its_own(past: Path) -> None:
    put(past, "nearby/" + HEADER, text_of(past, HEADER))
    put(past, "nearby/" + TWO, text_of(past, TWO))
    put(past, "nearby/" + ONE, text_of(past, ONE).replace("amount: 1250000", "amount: 9"))
    bad = commit(past)[:12]
    status, found, said = named(past / "nearby")
    assert status == 1
    assert {(bad, "ALT006"), (bad, "ALT001")} <= found, said


def test_a_register_taken_away_and_brought_elsewhere_is_followed(past: Path) -> None:
    files = {path: text_of(past, path) for path in (HEADER, ONE, TWO, THREE)}
    git(past, "rm", "-q", "-r", "register")
    bad = commit(past)[:12]
    for path, text in files.items():
        put(past, f"nearby/{path}", text.replace("amount: 1250000", "amount: 9"))
    commit(past, "Begin anew")
    status, found, said = named(past / "nearby")
    assert status == 1
    assert {(bad, "AUD003"), (bad, "ALT001")} <= found, said


def test_what_was_altered_before_a_move_is_named(past: Path) -> None:
    edit(past, ONE, "amount: 1250000", "amount: 1300000")
    bad = commit(past)[:12]
    (past / "nearby").mkdir()
    git(past, "mv", "register", "nearby/register")
    commit(past, "Move the register")
    assert named(past / "nearby")[:2] == (1, {(bad, "ALT006")})
    assert head(past)[:12] != bad
