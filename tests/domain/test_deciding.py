"""The decision of a report: the act, the name of its file, and what has followed from it by a day."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from directions_cli.domain.acts.deciding import decide
from directions_cli.domain.acts.ending import close, revoke
from directions_cli.domain.acts.issuing import draft, issue, issue_draft
from directions_cli.domain.cycle.decisions import decision_rows, owed, resting_on
from directions_cli.domain.finding import errors
from directions_cli.domain.register import Register
from directions_cli.domain.rules import affected, judge
from directions_cli.errors import Refused
from tests.domain.building import DIRECTION, ID, REPORT, TODAY, changed, direction_file, one, register_of, terms_of, values

EMPTY = register_of()
MEETING = date(2025, 3, 18)
ISSUED = date(2025, 3, 20)
GIVEN = values(REPORT)
BOTH = {**GIVEN, "to": ("nhs-example", "example-council")}


def decided(register: Register = EMPTY, **more: object) -> Register:
    return register.with_(decide(register, {**GIVEN, **more}))


def given(**more: object) -> dict:
    return {**terms_of(), "approved": MEETING, "report": {"number": "EXIJB-25-014"}, **more}


def test_it_makes_one_file_and_touches_no_direction() -> None:
    change = decide(one(), GIVEN)
    assert (change.act, change.subject, change.touched) == ("decide", "2025-03-18-care-at-home", ())
    assert change.new_paths == ("reports/2025-03-18-care-at-home.yaml",)
    assert change.summary == "Decide on EXIJB-25-014: Care at home"
    after = one().with_(change)
    about = after.subject(change)
    assert (about.reference, about.name, about.path) == ("EXIJB-25-014", "EXIJB-25-014", change.new_paths[0])
    assert dict(after) == dict(one())
    assert after.reports[about.path].title == "Care at home"


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("Carers' strategy 2025-2028", "N", "carers-strategy-2025-2028"),
        ("It’s a start: Überblick & más!", "N", "its-a-start-uberblick-mas"),
        ("  ..con / aux?*<>|\\".strip(), "N", "con-aux"),
        ("予算", "EXIJB/25/011", "exijb-25-011"),
        ("予算", "報告", "report"),
        ("word " * 30 + "end", "N", "-".join(["word"] * 12)),
        ("x" * 90, "N", "x" * 60),
    ],
)
def test_the_name_of_the_file_is_legal_everywhere(title: str, number: str, name: str) -> None:
    change = decide(EMPTY, {**GIVEN, "title": title, "number": number})
    assert change.new_paths == (f"reports/2025-03-18-{name}.yaml",)
    stem = change.subject
    assert stem.isascii()
    assert stem == stem.lower()
    assert len(stem) <= 80


def test_no_two_decisions_get_one_name() -> None:
    register = decided()
    second = decide(register, {**GIVEN, "number": "EXIJB-25-015"})
    assert second.subject == "2025-03-18-care-at-home-exijb-25-015"
    register = register.with_(second)
    third = decide(register, {**GIVEN, "number": "EXIJB 25 015"})
    assert third.subject == "2025-03-18-care-at-home-exijb-25-015-2"
    blocked = Register(EMPTY.header, unread=["2025-03-18-CARE-AT-HOME"])
    assert decide(blocked, GIVEN).subject == "2025-03-18-care-at-home-exijb-25-014"


@pytest.mark.parametrize("number", ["EXIJB-25-014", "exijb-25-014"])
def test_a_report_is_decided_once_and_it_is_said_where(number: str) -> None:
    with pytest.raises(
        Refused, match=r"ALT011 report EXIJB-25-014 is decided already, in register/reports/2025-03-18-care-at-home\.yaml"
    ):
        decide(decided(), {**GIVEN, "number": number, "title": "Other"})


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValidationError):
        decide(EMPTY, {**GIVEN, "requires": "perhaps"})
    after = decided(to=("nhs-nowhere",))
    assert {each.code for each in errors(judge(after, TODAY, ()))} == {"REG008"}


def test_a_decision_is_judged_with_the_directions_that_rest_on_it() -> None:
    change = decide(one(), {**GIVEN, "to": ("nhs-example",)})
    after = one().with_(change)
    assert affected(after, change) == {ID}
    assert {each.code for each in judge(after, TODAY, affected(after, change))} == {"REG011", "CON024"}


def test_what_a_report_requires_is_owed_to_each_partner_until_it_is_issued() -> None:
    register = decided(**BOTH)
    (decision,) = register.reports.values()
    assert owed(register, decision, MEETING) == ("nhs-example", "example-council")
    register = register.with_(draft(register, given()))
    assert owed(register, decision, TODAY) == ("nhs-example", "example-council"), "a draft binds nobody"
    register = register.with_(issue_draft(register, ID, ISSUED))
    assert owed(register, decision, date(2025, 3, 19)) == ("nhs-example", "example-council")
    assert owed(register, decision, ISSUED) == ("nhs-example",)
    closed = register.with_(close(register, ID, date(2025, 4, 1), date(2025, 4, 1), "achieved", "Done."))
    assert owed(closed, decision, TODAY) == ("nhs-example",), "what has ended was issued"


def test_a_revocation_upon_the_report_is_a_direction_in_writing() -> None:
    register = EMPTY.with_(issue(EMPTY, given(report={"number": "EXIJB-25-001"}), ISSUED))
    register = decided(register, meeting=date(2025, 6, 17))
    (decision,) = register.reports.values()
    assert owed(register, decision, TODAY) == ("example-council",)
    day = date(2025, 6, 18)
    register = register.with_(revoke(register, ID, day, date(2025, 6, 17), "halted", "Off.", "EXIJB-25-014"))
    assert owed(register, decision, date(2025, 6, 17)) == ("example-council",)
    assert owed(register, decision, day) == ()


def test_a_corrected_number_counts_from_its_correction_on() -> None:
    slip = "act: corrected, date: 2025-04-02, field: report.number, from: EXIJB-25-041, to: EXIJB-25-014, reason: Slip"
    text = changed(DIRECTION, f"history:\n  - {{act: issued, date: 2025-03-20, officer: Chief Officer}}\n  - {{{slip}}}")
    register = register_of(direction_file(text), report=REPORT)
    assert [each.id for each in resting_on(register, "exijb-25-014", date(2025, 4, 2))] == [ID]
    assert resting_on(register, "EXIJB-25-014", date(2025, 4, 1)) == ()
    assert [each.id for each in resting_on(register, "EXIJB-25-041", date(2025, 4, 1))] == [ID]


def test_the_list_tells_what_followed_and_what_waits() -> None:
    register = decided(**BOTH)
    register = decided(register, number="EXIJB-25-030", title="Later", meeting=date(2025, 6, 17), requires="no-direction", to=())
    register = register.with_(issue(register, given(), ISSUED))
    first, second = decision_rows(register, TODAY)
    assert (first.directions, first.waits_for, first.days_waiting) == ((ID,), ("nhs-example",), 104)
    assert (second.requires, second.to, second.waits_for, second.days_waiting) == ("no-direction", (), (), None)
    (then,) = decision_rows(register, MEETING, as_at=True)
    assert (then.directions, then.waits_for, then.days_waiting) == ((ID,), ("nhs-example", "example-council"), 0)
    assert decision_rows(register, date(2025, 3, 17), as_at=True) == ()
    ahead, _ = decision_rows(register, date(2025, 3, 17))
    assert ahead.days_waiting is None


@pytest.mark.parametrize(
    ("report", "found"),
    [
        ({"number": "exijb-25-014"}, {"number": "EXIJB-25-014", "title": "Care at home", "url": "https://example.org/014"}),
        (
            {"number": "EXIJB-25-014", "appendix": "B"},
            {"number": "EXIJB-25-014", "title": "Care at home", "appendix": "B", "url": "https://example.org/014"},
        ),
        ({"number": "EXIJB-25-014", "title": "As printed"}, {"number": "EXIJB-25-014", "title": "As printed"}),
        ({"number": "EXIJB-25-099"}, {"number": "EXIJB-25-099"}),
    ],
)
def test_title_and_link_of_a_decided_report_are_filled_in(report: dict, found: dict) -> None:
    register = decided(url="https://example.org/014")
    made = issue(register, given(report=report), ISSUED).made[0]
    assert made.terms.report.model_dump(exclude_none=True) == found


def test_nothing_is_filled_in_for_a_historic_direction() -> None:
    made = issue(decided(), given(reference="1.1"), None, historic=True).made[0]
    assert made.terms.report.title is None
