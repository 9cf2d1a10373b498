"""What a change may do to a register: each rule where it fires and where it just does not."""

from __future__ import annotations

from datetime import date

import pytest

from directions_cli.domain.acts.correcting import correct
from directions_cli.domain.acts.ending import close, revoke
from directions_cli.domain.acts.issuing import draft, issue, issue_draft, redraft
from directions_cli.domain.acts.replacing import revoke_by_new, supersede, vary
from directions_cli.domain.register import Register
from directions_cli.domain.rules.alteration import RULES, judge_change
from tests.domain.building import (
    DIRECTION,
    HEADER,
    ID,
    LATER,
    LATER_ID,
    changed,
    direction_file,
    history,
    one,
    register_of,
    terms_of,
)

DAY = date(2025, 6, 18)
ENTRIES = ("act: progress, date: 2025-05-01, rating: on-track", "act: reviewed, date: 2025-06-01, outcome: retain, body: Board")
BASE = one(history(*ENTRIES))
EMPTY = register_of()
DRAFT = EMPTY.with_(draft(EMPTY, terms_of() | {"approved": date(2025, 3, 18)}))
REPORTED = "number: EXIJB-25-014\ntitle: Care\nmeeting: 2025-03-18\nrequires: direction\nto: [example-council]\n"
OTHER_REPORT = REPORTED.replace("EXIJB-25-014", "EXIJB-25-099")


def superseded_by_hand(later_issued_before: bool) -> tuple[Register, Register]:
    ended = history("act: superseded, date: 2025-06-18, by: EXIJB-2025-06-17-001")
    later = direction_file(changed(DIRECTION, LATER), LATER_ID)
    first = direction_file(changed(DIRECTION, history()))
    before = register_of(first, later) if later_issued_before else register_of(first)
    return before, register_of(direction_file(changed(DIRECTION, ended)), later)


def headed(old: str, new: str) -> Register:
    """The register with something else in its header."""
    assert old in HEADER
    return one(history(*ENTRIES), header=HEADER.replace(old, new))


FIRES = {
    "ALT001": [(BASE, EMPTY, ID)],
    "ALT002": [
        (BASE, register_of(direction_file(changed(DIRECTION, history(*ENTRIES)), "EXIJB-2025-03-18-002")), "was 2025/"),
        (BASE, register_of(direction_file(changed(DIRECTION, history(*ENTRIES)), folder="2024")), "move it back"),
    ],
    "ALT003": [
        (BASE, one(history(ENTRIES[0])), "entry 3"),
        (BASE, one(history(ENTRIES[1])), "entry 2"),
        (BASE, one("history: []"), ""),
    ],
    "ALT004": [
        (BASE, one(history(ENTRIES[0].replace("on-track", "delayed"), ENTRIES[1])), "rating on-track"),
        (BASE, one(history(ENTRIES[0].replace("05-01", "05-02"), ENTRIES[1])), "2025-05-01"),
    ],
    "ALT005": [
        (BASE, one(history(*reversed(ENTRIES))), "stands before"),
        (BASE, one(history(ENTRIES[0], "act: progress, date: 2025-06-03, rating: delayed", ENTRIES[1])), "stands before"),
    ],
    "ALT006": [
        (BASE, one(history(*ENTRIES), "title: Another title"), "title of"),
        (BASE, one(history(*ENTRIES), "review: 2027-04"), "was 2026-04"),
        (BASE, one(history(*ENTRIES), "-milestones"), "milestones"),
        (
            BASE,
            one(
                history(*ENTRIES, "act: corrected, date: 2025-06-02, field: title, from: Wrong, to: New title, reason: Slip"),
                "title: New title",
            ),
            "title of",
        ),
        (
            BASE,
            one(
                history(*ENTRIES, "act: corrected, date: 2025-06-02, field: review, from: 2026-04, to: 2026-05, reason: Slip"),
                "review: 2026-05",
                "title: New title",
            ),
            "title of",
        ),
    ],
    "ALT007": [(*superseded_by_hand(True), "had been issued before")],
    "ALT008": [
        (register_of(report=OTHER_REPORT), register_of(direction_file(DIRECTION), report=OTHER_REPORT), "EXIJB-25-014"),
        (
            register_of(report=REPORTED),
            register_of(direction_file(changed(DIRECTION, "-report")), report=REPORTED),
            "names no report",
        ),
    ],
    "ALT009": [
        (
            BASE,
            one(
                history(*ENTRIES),
                header=HEADER.replace("  - {code: care-at-home, name: Care at home, delegated_by: example-council}\n", ""),
            ),
            "'care-at-home' is gone",
        )
    ],
    "ALT010": [(BASE, one(history(*ENTRIES), header=HEADER.replace("integration-joint-board", "lead-agency")), "model")],
    "ALT011": [
        (register_of(report=REPORTED), EMPTY, "is gone"),
        (register_of(report=REPORTED), register_of(report=REPORTED.replace("2025-03-18", "2025-03-19")), "meeting"),
    ],
    "ALT012": [
        (Register(BASE.header, unread=[ID]), BASE, "could not be read"),
        (BASE, Register(BASE.header, unread=[ID]), "any more"),
    ],
    "ALT013": [],
    "ALT014": [
        (BASE, one(history(ENTRIES[0], "act: progress, date: 2025-05-03, rating: delayed", ENTRIES[1])), "stands before reviewed")
    ],
    "ALT015": [
        (BASE, headed("name: Example Council", "name: Another Council"), "was called 'Example Council'"),
        (BASE, headed("name: Care at home", "name: Care away"), "'care-at-home' was called"),
        (BASE, headed("name: Example Integration", "name: Other Integration"), "the authority was called"),
    ],
    "ALT016": [
        (BASE, headed("Care at home, delegated_by: example-council", "Care at home, delegated_by: nhs-example"), "delegated_by"),
        (BASE, headed("kind: local-authority", "kind: health-board"), "kind local-authority"),
        (BASE, headed("delegated_by: example-council}", "delegated_by: example-council, set_aside: true}"), "set_aside false"),
    ],
}
"""For each rule the changes by which it is broken, with a part of what is said. ALT013 is found where two branches are compared."""

ISSUED = EMPTY.with_(issue(EMPTY, terms_of() | {"approved": date(2025, 3, 18)}, date(2025, 3, 20)))
LAWFUL = {
    "nothing": (BASE, BASE),
    "a first direction": (EMPTY, ISSUED),
    "a draft": (EMPTY, DRAFT),
    "a draft changed": (DRAFT, DRAFT.with_(redraft(DRAFT, next(iter(DRAFT)), terms_of() | {"title": "Another"}))),
    "a draft taken away": (DRAFT, EMPTY),
    "a draft issued": (DRAFT, DRAFT.with_(issue_draft(DRAFT, next(iter(DRAFT)), DAY))),
    "a closure": (ISSUED, ISSUED.with_(close(ISSUED, ID, DAY, DAY, "achieved", "Done."))),
    "a revocation": (ISSUED, ISSUED.with_(revoke(ISSUED, ID, DAY, DAY, "halted", "Stopped."))),
    "a variation": (ISSUED, ISSUED.with_(vary(ISSUED, ID, {"approved": date(2025, 6, 17), "ends": date(2026, 9, 30)}, DAY))),
    "a supersession": (ISSUED, ISSUED.with_(supersede(ISSUED, (ID,), terms_of() | {"approved": date(2025, 6, 17)}, DAY))),
    "a revocation by a new one": (
        ISSUED,
        ISSUED.with_(revoke_by_new(ISSUED, ID, terms_of() | {"approved": date(2025, 6, 17)}, DAY)),
    ),
    "a correction": (ISSUED, ISSUED.with_(correct(ISSUED, ID, [("review", "2026-05")], "Misread.", DAY))),
    "two corrections of one field": (
        ISSUED,
        (once := ISSUED.with_(correct(ISSUED, ID, [("title", "A")], "Slip.", DAY))).with_(
            correct(once, ID, [("title", "B")], "Slip.", DAY)
        ),
    ),
    "an ignore": (BASE, one(history(*ENTRIES), "ignore: [{code: CON012, reason: Known}]")),
    "a supersession by hand with its successor": superseded_by_hand(False),
    "a report that was decided": (
        register_of(report=REPORTED),
        register_of(direction_file(DIRECTION), report=REPORTED),
    ),
    "no decisions are kept at all": (EMPTY, register_of(direction_file(DIRECTION))),
    "a direction approved before any report that is decided": (
        register_of(report=OTHER_REPORT.replace("03-18", "03-19")),
        register_of(direction_file(DIRECTION), report=OTHER_REPORT.replace("03-18", "03-19")),
    ),
    "a report decided": (EMPTY, register_of(report=REPORTED)),
    "a note of a report": (register_of(report=REPORTED), register_of(report=REPORTED + "note: More.\n")),
    "a code nobody uses": (
        BASE,
        one(
            history(*ENTRIES),
            header=HEADER.replace("  - {code: district-nursing, name: District nursing, delegated_by: nhs-example}\n", ""),
        ),
    ),
    "another name that no issued direction is read by": (
        EMPTY,
        register_of(header=HEADER.replace("NHS Example", "NHS Another")),
    ),
    "another address": (BASE, headed("model:", "address: 1 High Street, model:")),
}


@pytest.mark.parametrize(("code", "case"), [(code, case) for code, cases in FIRES.items() for case in cases])
def test_an_alteration_is_named(code: str, case: tuple[Register, Register, str]) -> None:
    before, after, said = case
    found = judge_change(before, after)
    assert code in {each.code for each in found}
    assert any(said in f"{each.message} {each.direction}" for each in found if each.code == code), found


@pytest.mark.parametrize("name", LAWFUL)
def test_what_acts_do_is_no_alteration(name: str) -> None:
    before, after = LAWFUL[name]
    assert judge_change(before, after) == ()


def test_every_rule_has_a_case() -> None:
    of_texts = {"ALT017"}  # judged by the bytes of files, and tried in tests/cli/test_migrate.py
    assert set(FIRES) == {rule.code for rule in RULES} - of_texts


def test_an_alteration_is_named_once() -> None:
    for code in ("ALT001", "ALT003", "ALT004", "ALT005", "ALT006", "ALT014"):
        for before, after, _ in FIRES[code][:1]:
            assert [each.code for each in judge_change(before, after)] == [code]


def test_the_finding_stands_at_what_was_altered() -> None:
    (before, after, _), *_ = FIRES["ALT004"]
    assert judge_change(before, after)[0].at == ("history", 1)
    (before, after, _), *_ = FIRES["ALT006"]
    assert judge_change(before, after)[0].at == ("title",)


def test_a_first_day_of_effect_that_was_past_is_not_taken_out_unseen() -> None:
    before = one(history(), "takes_effect: 2025-01-01")
    assert [each.code for each in judge_change(before, one(history(), "-takes_effect"))] == ["ALT006"]


def test_an_entry_put_in_between_is_judged_by_how_it_came_there() -> None:
    (before, after, _), *_ = FIRES["ALT014"]
    assert judge_change(before, after, lambda _, __: "merged") == ()
    (found,) = judge_change(before, after, lambda _, __: "by hand")
    assert (found.code, found.at) == ("ALT005", ("history", 2))
