"""Every kind of duty: the day before its day, the day itself and the day after, and where there is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from directions_cli.domain.cycle.due import OF_DIRECTIONS, OF_REGISTER, due
from directions_cli.domain.cycle.duty import KINDS, Duty
from tests.domain.building import (
    DIRECTION,
    HEADER,
    HISTORIC,
    ID,
    LATER_ID,
    REPORT,
    changed,
    direction_file,
    history,
    one,
    register_of,
    two,
)

DRAFT = "-history\n"
RAISED = "act: difficulty, date: 2025-05-12, stage: raised, by: example-council, summary: No nurses"
CLOSED = "act: closed, date: 2025-06-01, approved: 2025-06-01, reason: achieved, note: Done"
SUPERSEDED = history(f"act: superseded, date: 2025-06-18, by: {LATER_ID}")
ASKED = "act: request, date: 2025-05-01, stage: asked, of: example-council, summary: How many?"
QUERY = "act: query, date: 2025-05-01, stage: raised, by: Vice-Chair, summary: Which streets?"
ADVISED = "act: reviewed, date: 2025-05-31, outcome: close, body: Committee, note: Nearly done"
MONTHLY = "information: [{what: People reached, from: example-council, due: 2025-07, every_months: 3}]\n"
MOVED = "act: progress, date: 2025-06-10, rating: delayed, milestone: 1, moved_to: 2026-02"
ONCE = "information: [{what: A report, due: 2025-09-30}]\n"
"""Changes to the base direction, which is issued on 20 March 2025 and has effect from 1 April."""


def found(register, day: date, kind: str, rule: str | None = "any") -> list[Duty]:
    return [each for each in due(register, day) if each.kind == kind and rule in ("any", each.rule)]


KINDS_MET = [
    # kind, the day that it is due, whose it is, words of the sentence, changes to the direction
    ("issue", "2025-04-15", ("chief_officer",), "the board approved it on 18 March 2025", DRAFT),
    ("milestone", "2025-12-31", ("example-council",), "milestone 1 (Staff are in post), due on 31 December 2025", ""),
    ("milestone", "2025-05-31", ("example-council",), "due on 31 May 2025", "milestones: [{what: Begin, due: 2025-05}]\n"),
    ("milestone", "2026-02-28", ("example-council",), "moved from 31 December 2025 to 28 February 2026", history(MOVED)),
    ("progress", "2025-10-01", ("chief_officer",), "nothing was reported since 1 April 2025", ""),
    ("progress", "2025-12-10", ("chief_officer",), "since 10 June 2025", history(MOVED)),
    ("review", "2026-04-30", ("chief_officer",), "as its terms say, in April 2026", ""),
    ("review", "2025-12-09", ("chief_officer",), "by 9 December 2025", "review: 2025-12-09\n"),
    (
        "negotiation",
        "2025-11-12",
        ("chief_officer", "example-council"),
        "Example Council’s difficulty of 12 May",
        history(RAISED),
    ),
    ("expiry", "2026-03-31", ("chief_officer",), "31 March 2026 is its last day", "ends: 2026-03-31\n"),
    ("request", "2025-05-29", ("example-council",), "request of 1 May 2025 (How many?)", history(ASKED)),
    ("request", "2025-06-15", ("example-council",), "request of 1 May 2025", history(f"{ASKED}, due: 2025-06-15")),
    ("information", "2025-07-31", ("example-council",), "every 3 months (People reached)", MONTHLY),
    ("information", "2025-09-30", ("example-council",), "that its terms ask for (A report)", ONCE),
    ("query", "2025-05-29", ("chief_officer",), "query of 1 May 2025 by Vice-Chair (Which streets?)", history(QUERY)),
    ("recommendation", "2025-11-30", ("chief_officer",), "advised to close it", history(ADVISED)),
]


@pytest.mark.parametrize(("kind", "by", "who", "words", "terms"), KINDS_MET)
def test_a_duty_of_a_direction_on_its_day_and_around_it(kind, by, who, words, terms) -> None:
    register, day = one(terms), date.fromisoformat(by)
    for distance in (-1, 0, 1):
        duty = next(each for each in found(register, day + timedelta(days=distance), kind) if each.date == day)
        assert duty.overdue == distance
        assert (duty.who, duty.direction, duty.reference) == (who, ID, "EXIJB-18/03/2025-001")
        assert words in duty.what
        assert duty.what.endswith(".")
        assert duty.title == "Care at home in the evening"


HEADERS_MET = [
    ("policy-review", "2028-03-18", ("chief_officer",), "directions policy of 18 March 2025", ""),
    ("plan-review", "2028-03-31", ("chief_officer",), "it ends on 31 March 2028", ""),
    ("plan-review", "2028-04-01", ("chief_officer",), "three years", "plan: {title: Plan, from: 2025-04-01, to: 2030-03-31}\n"),
]


@pytest.mark.parametrize(("kind", "by", "who", "words", "header"), HEADERS_MET)
def test_a_duty_of_the_register_on_its_day_and_around_it(kind, by, who, words, header) -> None:
    register, day = one(header=changed(HEADER, header)), date.fromisoformat(by)
    for distance in (-1, 0):
        duty = next(each for each in found(register, day + timedelta(days=distance), kind) if each.date == day)
        assert (duty.overdue, duty.who, duty.direction, duty.title) == (distance, who, None, None)
        assert words in duty.what
    after = [each for each in found(register, day + timedelta(days=1), kind) if each.overdue == 1]
    assert bool(after) is ("three years" not in words), "a review within a plan is told ahead, and no rule speaks of it after"


def test_every_kind_of_the_table_is_met_in_these_tests() -> None:
    met = {kind for kind, *_ in (*KINDS_MET, *HEADERS_MET)} | {"report-decision", "budget"}
    assert {row.kind for row in (*OF_DIRECTIONS, *OF_REGISTER)} == set(KINDS) == met


@pytest.mark.parametrize(
    ("kind", "rule", "day", "terms"),
    [
        ("issue", "any", "2025-06-30", ""),
        ("issue", "any", "2025-03-17", DRAFT),
        ("milestone", "any", "2026-06-30", history("act: progress, date: 2025-06-01, rating: on-track, milestone: 1, met: true")),
        ("milestone", "any", "2026-06-30", history("act: progress, date: 2025-06-01, rating: complete, milestone: 1")),
        ("milestone", "any", "2026-06-30", history("act: progress, date: 2025-06-01, rating: complete")),
        ("milestone", "any", "2026-06-30", "milestones: [{what: One day}]\n"),
        ("milestone", "any", "2026-06-30", history(CLOSED)),
        ("milestone", "any", "2026-06-30", DRAFT),
        ("progress", "any", "2026-06-30", HISTORIC),
        ("progress", "any", "2026-06-30", history(CLOSED)),
        ("review", "LIF011", "2026-06-30", history("act: reviewed, date: 2026-01-01, outcome: retain")),
        ("review", "LIF012", "2026-06-30", HISTORIC),
        ("review", "any", "2026-06-30", history(CLOSED)),
        ("negotiation", "any", "2026-06-30", history(RAISED, RAISED.replace("05-12", "06-12").replace("raised", "resolved"))),
        ("negotiation", "any", "2026-06-30", history(RAISED, CLOSED)),
        ("negotiation", "any", "2025-05-11", history(RAISED)),
        ("expiry", "any", "2026-06-30", "ends: 2026-03-31\n" + history(CLOSED)),
        ("expiry", "any", "2026-06-30", "ends: 2026-03-31\n" + DRAFT),
        ("request", "any", "2026-06-30", history(ASKED, ASKED.replace("05-01", "05-20").replace("asked", "answered"))),
        ("request", "any", "2025-04-30", history(ASKED)),
        ("information", "any", "2026-06-30", MONTHLY + HISTORIC),
        ("information", "any", "2026-06-30", MONTHLY + history(CLOSED)),
        ("information", "any", "2026-06-30", "information: [{what: People reached}]\n"),
        ("information", "any", "2026-06-30", "information: [{what: People, due: 2025-03-19}]\n"),
        ("information", "any", "2026-06-30", ONCE + history("act: progress, date: 2025-09-16, rating: on-track")),
        ("query", "any", "2026-06-30", history(QUERY, QUERY.replace("05-01", "05-20").replace("raised", "answered"))),
        ("query", "any", "2026-06-30", history(QUERY, CLOSED)),
        ("recommendation", "any", "2026-06-30", history(ADVISED, "act: reviewed, date: 2025-06-10, outcome: retain")),
        ("recommendation", "any", "2026-06-30", history(ADVISED.replace("05-31", "04-30"), CLOSED)),
    ],
)
def test_where_there_is_none(kind: str, rule: str, day: str, terms: str) -> None:
    assert found(one(terms), date.fromisoformat(day), kind, rule) == []


def test_a_milestone_told_of_but_not_met_stays_a_duty() -> None:
    register = one(history("act: progress, date: 2026-01-20, rating: delayed, milestone: 1, note: Two posts are vacant"))
    assert [duty.overdue for duty in found(register, date(2026, 1, 31), "milestone")] == [31]


def test_what_fell_due_before_its_issue_is_for_the_direction_before_it() -> None:
    steps = "milestones: [{what: First, due: 2025-05-31}, {what: Second, due: 2025-08-31}]\n"
    info = "information: [{what: Numbers, due: 2025-03, every_months: 2}]\n"
    register = two(SUPERSEDED + steps, steps + info)
    assert [(each.direction, each.what[:18]) for each in found(register, date(2025, 6, 30), "milestone")] == [
        (LATER_ID, "Report milestone 2")
    ]
    assert [each.date for each in found(register, date(2025, 6, 30), "information")] == [date(2025, 7, 31)]


@pytest.mark.parametrize(
    ("given", "next_one"),
    [
        ((), "2025-07-31"),
        (("2025-07-16",), "2025-07-31"),
        (("2025-07-17",), "2025-10-31"),
        (("2025-08-20",), "2025-10-31"),
        (("2025-08-20", "2025-09-01"), "2025-10-31"),
        (("2025-12-24",), "2026-01-31"),
    ],
)
def test_information_that_recurs_is_answered_by_progress_up_to_a_fortnight_ahead(given: tuple[str, ...], next_one: str) -> None:
    register = one(MONTHLY + history(*(f"act: progress, date: {day}, rating: on-track" for day in given)))
    (duty,) = found(register, date(2025, 12, 31), "information")
    assert duty.date.isoformat() == next_one


def test_information_is_answered_by_a_request_of_the_same_partner() -> None:
    both = "to: [example-council, nhs-example]\n" + ONCE
    answered = history(f"{ASKED}", "act: request, date: 2025-10-01, stage: answered, of: nhs-example, summary: Forty")
    assert [duty.who for duty in found(one(both), date(2025, 12, 31), "information")] == [("example-council",), ("nhs-example",)]
    (left,) = found(one(both + answered), date(2025, 12, 31), "information")
    assert left.who == ("example-council",)


def test_an_ended_direction_has_no_duty() -> None:
    everything = MONTHLY + "ends: 2025-05-31\n" + history(RAISED, ASKED, QUERY, ADVISED, CLOSED)
    assert [duty.kind for duty in due(one(everything), date(2025, 7, 1)) if duty.direction] == []
    assert len([duty.kind for duty in due(one(everything), date(2025, 5, 31)) if duty.direction]) > 6


def test_a_query_on_a_draft_is_answered_before_the_board_meets() -> None:
    asked = "approved: 2025-05-10\nhistory:\n  - {act: query, date: 2025-05-01, stage: raised, summary: Which streets?}\n"
    register = register_of(direction_file(changed(DIRECTION, asked), "EXIJB-2025-05-10-001"))
    (duty,) = [each for each in due(register, date(2025, 5, 2)) if each.direction]
    assert (duty.kind, duty.date) == ("query", date(2025, 5, 10))
    assert [each for each in due(register, date(2025, 4, 30)) if each.direction] == []


@pytest.mark.parametrize(
    ("reviews", "day", "dates"),
    [
        # its own review comes first; the annual one of the same month is not told twice
        ((), "2026-04-30", ["2026-04-30"]),
        # the own review is overdue and the annual one was missed by the same day: one duty speaks of both
        ((), "2026-05-01", ["2026-04-30"]),
        # reviewed in time: the next annual review is that of 2027
        (("2026-04-21",), "2026-05-01", ["2027-04-30"]),
        # reviewed late: that was the review of 2026
        (("2026-05-20",), "2026-06-01", ["2027-04-30"]),
        # reviewed in the half year before: that is the one of 2027
        (("2026-04-21", "2026-11-01"), "2026-12-01", ["2028-04-30"]),
    ],
)
def test_reviews_of_its_own_and_of_the_year(reviews: tuple[str, ...], day: str, dates: list[str]) -> None:
    register = one(history(*(f"act: reviewed, date: {each}, outcome: retain" for each in reviews)))
    assert [duty.date.isoformat() for duty in found(register, date.fromisoformat(day), "review")] == dates


def test_a_direction_issued_within_the_year_waits_for_the_next_annual_review() -> None:
    register = one("-review\n")
    assert [duty.date.year for duty in found(register, date(2025, 6, 30), "review")] == [2026]
    late = one("-review\n" + "takes_effect: 2025-06-01\n" + history().replace("2025-03-20", "2025-05-02"))
    assert [duty.date.year for duty in found(late, date(2026, 4, 1), "review")] == [2027]


def required(day: str, terms: str = "", report: str = "") -> list[tuple[str, int]]:
    """Partner and days of each direction that the report still requires."""
    register = register_of(direction_file(changed(DIRECTION, terms)), report=changed(REPORT, report))
    left = found(register, date.fromisoformat(day), "report-decision")
    assert all((each.report, each.title, each.who) == ("EXIJB-25-014", "Care at home", ("chief_officer",)) for each in left)
    return [(each.what.split(" that ")[0].removeprefix("Issue the direction to "), each.overdue) for each in left]


def test_a_report_that_requires_a_direction_waits_for_one_to_each_partner() -> None:
    both = "to: [nhs-example, example-council]\n"
    assert required("2025-04-15") == []
    assert required("2025-04-14", report=both) == [("NHS Example", -1)]
    assert required("2025-04-15", report=both) == [("NHS Example", 0)]
    assert required("2025-04-16", report=both) == [("NHS Example", 1)]
    assert required("2025-03-17", report=both) == []
    assert required("2025-04-16", report="requires: no-direction\n-to\n") == []
    assert required("2025-04-16", "report: {number: EXIJB-25-099}\n") == [("Example Council", 1)]
    assert required("2025-04-16", "report: {number: exijb-25-014}\n") == []


def test_an_approved_draft_answers_its_report_with_a_duty_of_its_own() -> None:
    assert required("2025-04-16", DRAFT) == []
    assert required("2025-04-16", "approved: 2025-04-10\n" + DRAFT) == [("Example Council", 1)], "the report is late already"
    assert required("2025-05-08", "approved: 2025-04-10\n" + DRAFT) == [("Example Council", 23)]
    assert required("2025-05-09", "approved: 2025-04-10\n" + DRAFT) == [], "now the draft is late"
    assert required("2025-04-16", history(CLOSED)) == [], "it was issued; that it ended later is another matter"


def test_a_revocation_upon_a_report_answers_it_and_an_accepted_report_is_left_alone() -> None:
    revoked = "act: revoked, date: 2025-04-02, approved: 2025-04-01, reason: halted, note: No, report: EXIJB-25-014"
    other = "report: {number: EXIJB-25-001}\n"
    assert required("2025-04-16", other + history(revoked)) == []
    assert required("2025-04-01", other + history(revoked)) == [("Example Council", -14)]
    assert required("2025-04-16", other, "ignore: [{code: REG011, reason: The board will decide again.}]\n") == []


def money(day: str, terms: str = "", header: str = "") -> list[tuple[str, int]]:
    register = one(terms, header=changed(HEADER, header))
    left = found(register, date.fromisoformat(day), "budget")
    assert all(each.who == ("chief_finance_officer", "chief_officer") for each in left)
    return [(each.what.split(":")[0], each.overdue) for each in left]


def test_the_new_year_has_its_directions_by_the_end_of_march() -> None:
    council = "budgets: [{year: 2026-27, to: example-council, kind: payment, amount: 1}]\n"
    assert ("Direct Example Council for 2026-27", -1) in money("2026-03-30", header=council)
    assert ("Direct Example Council for 2026-27", 0) in money("2026-03-31", header=council)
    assert ("Direct Example Council for 2026-27", 1) in money("2026-04-01", header=council)
    given = (
        "finance:\n  - {to: example-council, function: care-at-home, year: 2026-27, kind: payment, method: By hours, use: Care}\n"
    )
    assert money("2026-03-30", given, council) == [
        ("Direct Example Council for 2025-26", 364),
        ("Direct NHS Example for 2025-26", 364),
        ("Direct NHS Example for 2025-26", 364),
    ], "the running year has no budget line here, so every kind of money of what was delegated is looked for"
    ended = given + history("act: closed, date: 2026-02-01, approved: 2026-02-01, reason: achieved, note: Done")
    assert ("Direct Example Council for 2026-27", -1) in money("2026-03-30", ended, council)


def test_money_of_an_ended_direction_counts_for_the_year_in_which_it_stood() -> None:
    assert money("2025-06-30") == [
        ("Direct Example Council for 2026-27", -274),
        ("Direct NHS Example for 2026-27", -274),
        ("Direct NHS Example for 2026-27", -274),
    ]
    assert money("2025-06-30", history(CLOSED)) == money("2025-06-30")


def test_a_lead_agency_may_direct_and_is_not_reminded() -> None:
    lead = "authority: {name: Example Partnership, code: EXIJB, model: lead-agency}\n"
    assert money("2025-06-30", header=lead) == []


def test_nothing_dated_after_the_day_shows() -> None:
    register = two(SUPERSEDED + "ends: 2025-07-31\n")
    assert {each.direction for each in due(register, date(2025, 6, 16)) if each.direction} == {ID}
    assert {each.direction for each in due(register, date(2025, 6, 18)) if each.direction} == {LATER_ID}
    before = due(one(DRAFT), date(2025, 3, 19))
    assert due(one(), date(2025, 3, 19)) == before, "as yet it was not issued"
    slip = "act: corrected, date: 2025-06-20, field: ends, from: 2025-06-30, to: 2026-06-30, reason: Slip of the pen"
    corrected = one("ends: 2026-06-30\n" + history(slip))
    assert [each.date.year for each in found(corrected, date(2025, 6, 19), "expiry")] == [2025]
    assert [each.date.year for each in found(corrected, date(2025, 6, 20), "expiry")] == [2026]


def test_what_is_accepted_is_no_duty() -> None:
    accepted = "ignore:\n  - {code: LIF017, reason: The posts are filled from a bank of staff.}\n"
    assert found(one(accepted), date(2026, 6, 30), "milestone") == []
    assert found(one(header=changed(HEADER, accepted)), date(2026, 6, 30), "milestone") == []
    policy = "ignore:\n  - {code: REG006, reason: It is on the next agenda.}\n"
    assert found(one(header=changed(HEADER, policy)), date(2028, 6, 30), "policy-review") == []


def test_nothing_of_a_private_direction_is_quoted() -> None:
    private = "private: true\nprivate_reason: It names a provider.\n" + MONTHLY + history(RAISED, ASKED, QUERY)
    duties = [each for each in due(one(private), date(2025, 12, 31)) if each.direction]
    assert {each.kind for each in duties} >= {"milestone", "information", "negotiation", "request", "query"}
    for duty in duties:
        assert duty.private
        for words in ("Staff are in post", "People reached", "No nurses", "How many", "Which streets", "Vice-Chair"):
            assert words not in duty.what


def test_a_report_upon_which_something_was_private_is_private_too() -> None:
    secret = "to: [example-council]\nprivate: true\nprivate_reason: It names a provider.\n"
    report = changed(REPORT, "to: [nhs-example, example-council]\n")
    for terms, private in ((secret, True), ("", False)):
        register = register_of(direction_file(changed(DIRECTION, terms)), report=report)
        (duty,) = found(register, date(2025, 4, 1), "report-decision")
        assert duty.private is private


def test_names_of_duties_are_their_own_and_stay_where_the_day_moves() -> None:
    full = MONTHLY + "ends: 2026-03-31\n" + history(RAISED, ASKED, QUERY, ADVISED)
    duties = due(one(full), date(2025, 12, 31))
    assert len({each.uid for each in duties}) == len(duties)
    (before,) = found(one(), date(2025, 6, 30), "milestone")
    (moved,) = found(one(history(MOVED)), date(2025, 7, 30), "milestone")
    assert before.uid == moved.uid
    assert before.date != moved.date
    other = changed(HEADER, "authority: {name: Other Board, code: OTIJB, model: integration-joint-board}\n")
    (elsewhere,) = found(one(header=other), date(2025, 6, 30), "milestone")
    assert elsewhere.uid != before.uid
    assert before.uid == "c1b39bb1-5427-5efb-bdae-cb6eaf18f829", "a calendar knows it by this name"


@pytest.mark.parametrize(
    ("kind", "ask", "answer"),
    [
        (
            "request",
            "act: request, date: {}, stage: asked, of: example-council, summary: Hours?",
            "stage: answered, of: example-council",
        ),
        ("query", "act: query, date: {}, stage: raised, by: Chair, summary: Hours?", "stage: answered, by: Chair"),
    ],
)
def test_an_answer_leaves_the_names_of_what_is_still_open(kind: str, ask: str, answer: str) -> None:
    asked = [ask.format(day) for day in ("2025-04-10", "2025-04-10", "2025-05-10")]
    answered = f"act: {kind}, date: 2025-06-01, {answer}, summary: Forty."

    def uids(*entries: str) -> list[str]:
        return [each.uid for each in due(one(history(*entries)), date(2025, 6, 2)) if each.kind == kind]

    before = uids(*asked)
    assert len(set(before)) == 3
    assert uids(*asked, answered) == before[1:], "a calendar would show them twice"


def test_two_drafts_of_one_meeting_are_told_in_the_order_of_their_ids() -> None:
    files = [
        direction_file(changed(DIRECTION, DRAFT, f"title: Title {number}"), f"EXIJB-2025-03-18-00{number}") for number in (2, 1)
    ]
    duties = found(register_of(*files), date(2025, 4, 1), "issue")
    assert [each.direction for each in duties] == ["EXIJB-2025-03-18-001", "EXIJB-2025-03-18-002"]
