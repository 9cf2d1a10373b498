"""Every rule, where it speaks and where it is silent: one mutation of a clean register a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from directions_cli.domain.finding import SEVERITIES
from directions_cli.domain.rules import BY_CODE, FAMILIES, RULES, judge
from directions_cli.domain.rules.core import Case, apply
from directions_cli.store.files import Found
from tests.domain.building import (
    DIRECTION,
    HEADER,
    HISTORIC,
    ID,
    LATER,
    LATER_ID,
    REPORT,
    TODAY,
    changed,
    direction_file,
    history,
    one,
    register_of,
    two,
)

SUPERSEDED = history(f"act: superseded, date: 2025-06-18, by: {LATER_ID}")
FILE = f"2025/{ID}.yaml"
LATER_FILE = f"2025/{LATER_ID}.yaml"
BOTH = "to: [example-council, nhs-example]\n"
DAY_AHEAD = "2025-07-01"


@dataclass(frozen=True)
class Scene:
    """A register: changes to the base direction, to a later one if there is one, to the header and the report.

    `decided` are changes that make another decision of the report, in a file of its own.
    """

    terms: str = ""
    later: str | None = None
    header: str = ""
    report: str | None = None
    today: date = TODAY
    id: str = ID
    folder: str | None = None
    decided: str | None = None

    def register(self):
        files = [direction_file(changed(DIRECTION, self.terms), self.id, self.folder)]
        if self.later is not None:
            files.append(direction_file(changed(DIRECTION, LATER, self.later), LATER_ID))
        if self.decided is not None:
            files.append(Found("reports/2025-03-18-again.yaml", "report", changed(REPORT, self.decided).encode()))
        report = None if self.report is None else changed(REPORT, self.report)
        return register_of(*files, header=changed(HEADER, self.header), report=report)

    def findings(self, code):
        """What one rule finds."""
        return list(apply(BY_CODE[code], Case(self.register(), self.today)))


@dataclass(frozen=True)
class Told:
    """A rule's case: the path and words of its finding in one scene, and a scene beside it where it is silent."""

    code: str
    at: tuple
    hint: str
    fires: Scene
    near: Scene
    file: str = FILE


def case(code, at, hint, fires, near="", file=FILE, today=TODAY, near_today=None):
    def scene(given, day):
        return replace(given, today=day) if isinstance(given, Scene) and given.today == TODAY else given

    fires = scene(Scene(fires) if isinstance(fires, str) else fires, today)
    near = scene(Scene(near) if isinstance(near, str) else near, near_today or today)
    return Told(code, at, hint, fires, near, file)


def money(**keys):
    line = {"to": "example-council", "function": "care-at-home", "year": "2025-26", "kind": "payment", "amount": "1250000"}
    line |= {"use": "Evening staff", **keys}
    return "finance:\n  - {" + ", ".join(f"{key}: {value}" for key, value in line.items() if value) + "}\n"


def linked(at, hint, code, earlier, later, near_earlier=SUPERSEDED, near_later="", file=LATER_FILE):
    return case(code, at, hint, Scene(earlier, later), Scene(near_earlier, near_later), file)


ISSUED_ONLY = history()
DRAFT = "-history\n"

IDENTITY = [
    case("IDN001", (), "is no id", Scene(id="care-at-home", folder="2025"), file="2025/care-at-home.yaml"),
    case(
        "IDN001",
        (),
        "is no id",
        Scene(id=f"{ID}-v1"),
        Scene(id=f"{ID}-v2"),
        file=f"2025/{ID}-v1.yaml",
    ),
    case(
        "IDN001",
        (),
        "begins with SLIJB",
        Scene(id="SLIJB-2025-03-18-001"),
        file="2025/SLIJB-2025-03-18-001.yaml",
    ),
    case("IDN002", ("approved",), "belongs in 2025/", Scene(folder="2024"), Scene(folder="2025"), file=f"2024/{ID}.yaml"),
    case(
        "IDN002",
        ("approved",),
        "belongs in undated/",
        Scene(HISTORIC + "-approved\n", id="EXIJB-undated-h001", folder="2025"),
        Scene(HISTORIC + "-approved\n", id="EXIJB-undated-h001"),
        file="2025/EXIJB-undated-h001.yaml",
    ),
    case(
        "IDN003",
        ("approved",),
        "the id states 2025-03-18",
        "approved: 2025-03-19\n",
        "approved: 2025-03-19\n"
        + history("act: corrected, date: 2025-06-01, field: approved, from: 2025-03-18, to: 2025-03-19, reason: Slip of the pen"),
    ),
    case(
        "IDN003",
        ("approved",),
        "the id states no date",
        Scene(HISTORIC, id="EXIJB-undated-h001"),
        Scene(
            "history:\n  - {act: issued, historic: true}\n"
            "  - {act: corrected, date: 2025-06-01, field: approved, from: null, to: 2025-03-18, reason: The minute was found}\n",
            id="EXIJB-undated-h001",
        ),
        file="undated/EXIJB-undated-h001.yaml",
    ),
    case("IDN004", ("reference",), "does not fit the format", "reference: EXIJB-7\n", "reference: exijb-18/03/2025-001\n"),
    case("IDN004", ("reference",), "different dates or numbers", "reference: EXIJB-18/03/2025-002\n", HISTORIC),
    case("IDN004", ("reference",), "different dates or numbers", "reference: EXIJB-19/03/2025-001\n"),
    case(
        "IDN005",
        ("reference",),
        f"also the reference of {LATER_ID}",
        Scene("", "-supersedes\nreference: exijb-18/03/2025-001\n"),
        Scene("", "-supersedes\n"),
    ),
    case(
        "IDN005",
        ("reference",),
        f"also the reference of {LATER_ID}",
        Scene(HISTORIC, "-supersedes\nreference: EXIJB-18/03/2025-001\napproved: 2025-03-18\n" + HISTORIC),
        Scene(HISTORIC, "-supersedes\nreference: EXIJB-18/03/2025-001\n" + HISTORIC),
    ),
    case(
        "IDN005",
        ("reference",),
        "also the reference",
        Scene("", "-supersedes\nreference: EXIJB-18/03/2025-001\n", "reference: {variations: same}\n"),
        Scene(SUPERSEDED, "reference: EXIJB-18/03/2025-001\n", "reference: {variations: same}\n"),
    ),
    case(
        "IDN007",
        ("reference",),
        "looks like the reference of " + ID,
        Scene(later="reference: \u0415XIJB-18/03/2025-001\n"),
        Scene(later="reference: EXIJB-17/06/2025-001\n"),
        file=LATER_FILE,
    ),
    case("IDN006", ("reference",), "has no reference", "reference: null\n", "reference: null\n" + HISTORIC),
]

CLOSED = "act: closed, date: 2025-06-01, approved: 2025-06-01, reason: achieved, note: All staff are in post."
RAISED = "act: difficulty, date: 2025-04-01, stage: raised, by: example-council, summary: No staff."
TALKS = "act: difficulty, date: 2025-04-20, stage: negotiating, summary: Talks"
SOLVED = "act: difficulty, date: 2025-05-20, stage: resolved, outcome: Staff were found"
ASKED = "act: request, date: 2025-05-01, stage: asked, of: example-council, summary: How many?"


def spent(*reports) -> str:
    """The base direction's history with reports of spend."""
    return history(*(f"act: progress, date: {day}, rating: on-track, spend: {pounds}" for day, pounds in reports))


def sent_with(*names: str, digest: str | None = "a" * 64) -> str:
    """The base direction's history with the copies of a letter at its issue."""
    copies = [f"{{name: {name!r}{f', sha256: {digest}' if digest else ''}}}" for name in names]
    kept = copies[0] if len(copies) == 1 else f"[{', '.join(copies)}]"
    return f"history:\n  - {{act: issued, date: 2025-03-20, officer: Chief Officer, letter: {kept}}}\n"


LIFE = [
    case(
        "LIF001",
        ("history", 2),
        "already closed",
        history(CLOSED, "act: revoked, date: 2025-06-02, approved: 2025-06-02, reason: halted, note: No."),
        history(CLOSED, "act: corrected, date: 2025-06-02, field: review, from: 2026-05, to: 2026-04, reason: Slip"),
    ),
    case(
        "LIF001",
        ("history", 2),
        "it is closed on 2025-06-02",
        history(CLOSED, "act: progress, date: 2025-06-02, rating: on-track"),
        history("act: progress, date: 2025-05-31, rating: on-track", CLOSED),
    ),
    case(
        "LIF001",
        ("history", 0),
        "a draft, not issued yet",
        "history:\n  - {act: progress, date: 2025-03-19, rating: on-track}\n",
        "history:\n  - {act: query, date: 2025-03-17, stage: raised, summary: Which streets?}\n",
    ),
    case(
        "LIF001",
        ("history", 1),
        "an 'issued' entry can't follow",
        history("act: issued, date: 2025-03-21"),
        history(),
    ),
    case(
        "LIF002",
        ("history", 0, "date"),
        "before the board approved it on 2025-03-18",
        "history:\n  - {act: issued, date: 2025-03-17}\n",
        "history:\n  - {act: issued, date: 2025-03-18}\n",
    ),
    case("LIF003", ("history", 0), "no date of issue", "history:\n  - {act: issued}\n", HISTORIC),
    case(
        "LIF004",
        ("history", 1, "date"),
        "before it was issued on 2025-03-20",
        history("act: progress, date: 2025-03-19, rating: on-track"),
        history("act: progress, date: 2025-03-20, rating: on-track"),
    ),
    case(
        "LIF004",
        ("history", 1, "date"),
        "revoked on 2025-03-17, before it was issued on 2025-03-18",
        HISTORIC + "  - {act: revoked, date: 2025-03-17}\n",
        "history:\n  - {act: query, date: 2025-03-17, stage: raised, summary: Where?}\n  - {act: issued, date: 2025-03-20}\n",
    ),
    case(
        "LIF005",
        ("history", 1, "date"),
        "is after today, 2025-06-30",
        history(f"act: progress, date: {DAY_AHEAD}, rating: on-track"),
        history("act: progress, date: 2025-06-30, rating: on-track"),
    ),
    case(
        "LIF005",
        ("history", 0, "date"),
        "is after today",
        f"history:\n  - {{act: issued, date: {DAY_AHEAD}}}\n",
        Scene(history(f"act: superseded, date: {DAY_AHEAD}, by: {LATER_ID}"), f"takes_effect: {DAY_AHEAD}\n"),
    ),
    case(
        "LIF006",
        ("history", 1, "approved"),
        "before the meeting of 2025-06-17",
        history("act: closed, date: 2025-06-01, approved: 2025-06-17, reason: achieved, note: Done."),
        history("act: closed, date: 2025-06-17, approved: 2025-06-17, reason: achieved, note: Done."),
    ),
    case(
        "LIF006",
        ("history", 1, "approved"),
        "before this direction was itself approved",
        history("act: revoked, date: 2025-06-01, approved: 2025-03-17, reason: halted, note: No."),
        history("act: revoked, date: 2025-06-01, approved: 2025-03-18, reason: halted, note: No."),
    ),
    case(
        "LIF007",
        ("history", 1),
        "does not give: reason, note",
        history("act: revoked, date: 2025-06-01, approved: 2025-06-01"),
        HISTORIC + "  - {act: revoked, date: 2025-06-01}\n",
    ),
    case("LIF008", ("ends",), "before it begins on 2025-04-01", "ends: 2025-03-31\n", "ends: 2025-04-01\n"),
    case("LIF008", ("ends",), "before it begins on 2025-03-18", "-takes_effect\nends: 2025-03-17\n", "ends: 2025-12-31\n"),
    case("LIF009", ("takes_effect",), "before its approval", "takes_effect: 2025-03-17\n", "takes_effect: 2025-03-18\n"),
    case("LIF010", ("ends",), "still stands", "ends: 2025-06-29\n", "ends: 2025-06-30\n"),
    case("LIF010", ("ends",), "still stands", "ends: 2025-05-31\n", "ends: 2025-05-31\n" + history(CLOSED)),
    case("LIF011", ("review",), f"directions review {ID}", "review: 2025-05\n", "review: 2025-06\n"),
    case(
        "LIF011",
        ("review",),
        "was to be reviewed by 2025-05-31",
        "review: 2025-05-31\n" + history("act: reviewed, date: 2025-01-31, outcome: retain").replace("2025-03-20", "2025-01-02"),
        "review: 2025-05-31\n" + history("act: reviewed, date: 2025-03-21, outcome: retain"),
    ),
    case(
        "LIF012",
        ("history",),
        "not reviewed in the year to 2026-04-30",
        ISSUED_ONLY,
        history("act: reviewed, date: 2025-04-30, outcome: retain"),
        today=date(2026, 5, 1),
    ),
    case("LIF012", ("history",), "not reviewed", ISSUED_ONLY, today=date(2026, 5, 1), near_today=date(2026, 4, 30)),
    case("LIF013", ("approved",), f"directions issue {ID}", DRAFT, today=date(2025, 4, 16), near=ISSUED_ONLY),
    case("LIF013", ("approved",), "29 days ago", DRAFT, DRAFT, today=date(2025, 4, 16), near_today=date(2025, 4, 15)),
    case(
        "LIF014",
        ("history", 1),
        "open for more than 6 months",
        history(RAISED, "act: difficulty, date: 2025-05-01, stage: negotiating"),
        history(RAISED),
        today=date(2025, 10, 2),
        near_today=date(2025, 10, 1),
    ),
    case(
        "LIF014",
        ("history", 1),
        "report it to the board",
        history(RAISED),
        history(RAISED, "act: difficulty, date: 2025-09-01, stage: resolved, outcome: Staff were found"),
        today=date(2025, 12, 1),
    ),
    case("LIF014", ("history", 1), "difficulty of 2025-04-01", history(RAISED), history(RAISED, CLOSED), today=date(2025, 12, 1)),
    case(
        "LIF014",
        ("history", 1),
        "more than 3 months",
        Scene(history(RAISED), header="review: {negotiation_months: 3}\n", today=date(2025, 7, 2)),
        Scene(history(RAISED), today=date(2025, 7, 2)),
    ),
    case(
        "LIF015",
        ("history", 1),
        "no difficulty is open that could be resolved",
        history("act: difficulty, date: 2025-05-01, stage: resolved, by: example-council"),
        history(RAISED, "act: difficulty, date: 2025-05-01, stage: resolved"),
    ),
    case(
        "LIF015",
        ("history", 2),
        "already open",
        history(RAISED, RAISED.replace("04-01", "05-01")),
        history(RAISED, "act: difficulty, date: 2025-04-15, stage: resolved", RAISED.replace("04-01", "05-01")),
    ),
    case(
        "LIF015",
        ("history", 3),
        "say `by` whom",
        BOTH
        + history(
            RAISED,
            RAISED.replace("example-council", "nhs-example"),
            "act: difficulty, date: 2025-05-01, stage: resolved",
        ),
        BOTH
        + history(
            RAISED,
            RAISED.replace("example-council", "nhs-example"),
            "act: difficulty, date: 2025-05-01, stage: resolved, by: nhs-example",
            "act: difficulty, date: 2025-05-02, stage: resolved",
        ),
    ),
    case(
        "LIF015",
        ("history", 1),
        "no query is open",
        history("act: query, date: 2025-05-01, stage: answered, summary: Yes."),
        history(
            "act: query, date: 2025-05-01, stage: raised, summary: All streets?",
            "act: query, date: 2025-05-02, stage: answered, summary: Yes.",
        ),
    ),
    case(
        "LIF015",
        ("history", 2),
        "no request is open",
        history(
            "act: query, date: 2025-05-01, stage: raised, summary: All streets?",
            "act: request, date: 2025-05-01, stage: answered, summary: Yes.",
        ),
        history(
            "act: request, date: 2025-05-01, stage: asked, of: example-council, summary: How many?",
            "act: request, date: 2025-05-02, stage: answered, summary: Forty.",
        ),
    ),
    case(
        "LIF016",
        ("history", 1, "rating"),
        "no rating of this register: on-track",
        history("act: progress, date: 2025-05-01, rating: splendid"),
        Scene(history("act: progress, date: 2025-05-01, rating: splendid"), header="ratings: [splendid]\n"),
    ),
    case(
        "LIF016",
        ("history", 1, "milestone"),
        "it has 1",
        history("act: progress, date: 2025-05-01, rating: on-track, milestone: 2"),
        history("act: progress, date: 2025-05-01, rating: on-track, milestone: 1"),
    ),
    case(
        "LIF017",
        ("milestones", 0, "due"),
        "was due on 2025-05-31",
        "milestones: [{what: Begin, due: 2025-05}]\n",
        "milestones: [{what: Begin, due: 2025-06}, {what: End}]\n",
    ),
    case(
        "LIF017",
        ("milestones", 0, "due"),
        "record its progress",
        "milestones: [{what: Begin, due: 2025-05}]\n" + history("act: progress, date: 2025-05-01, rating: on-track"),
        "milestones: [{what: Begin, due: 2025-05}]\n"
        + history("act: progress, date: 2025-05-01, rating: complete, milestone: 1"),
    ),
    case(
        "LIF017",
        ("milestones", 0, "due"),
        "was due on 2025-05-31 and moved to 2025-06-29",
        "milestones: [{what: Begin, due: 2025-05}]\n"
        + history("act: progress, date: 2025-05-20, rating: delayed, milestone: 1, moved_to: 2025-06-29"),
        "milestones: [{what: Begin, due: 2025-05}]\n"
        + history("act: progress, date: 2025-05-20, rating: delayed, milestone: 1, moved_to: 2025-06-30"),
    ),
    case(
        "LIF017",
        ("milestones", 0, "due"),
        "record its progress",
        "milestones: [{what: Begin, due: 2025-05}]\n"
        + history("act: progress, date: 2025-05-20, rating: delayed, milestone: 1, moved_to: 2025-06"),
        "milestones: [{what: Begin, due: 2025-05}]\n"
        + history(
            "act: progress, date: 2025-05-20, rating: delayed, milestone: 1, moved_to: 2025-06",
            "act: progress, date: 2025-06-20, rating: on-track, milestone: 1, met: true",
        ),
        today=date(2025, 7, 1),
    ),
    case(
        "LIF018", ("history",), "nothing was reported since 2025-04-01", "", today=date(2025, 10, 2), near_today=date(2025, 10, 1)
    ),
    case(
        "LIF018",
        ("history",),
        "since 2025-05-01",
        history("act: progress, date: 2025-05-01, rating: on-track"),
        history("act: progress, date: 2025-06-01, rating: on-track"),
        today=date(2025, 11, 2),
    ),
    case(
        "LIF019",
        ("history", 1),
        "advised to close it",
        history("act: reviewed, date: 2025-05-01, outcome: close"),
        today=date(2025, 11, 2),
        near=history("act: reviewed, date: 2025-05-01, outcome: close", "act: reviewed, date: 2025-05-02, outcome: retain"),
    ),
    case(
        "LIF020",
        ("history", 1, "by"),
        "'nhs-example' is not directed here",
        history(RAISED.replace("example-council", "nhs-example")),
        BOTH + history(RAISED.replace("example-council", "nhs-example")),
    ),
    case(
        "LIF020",
        ("history", 1, "of"),
        "not directed here",
        history("act: request, date: 2025-05-01, stage: asked, of: nhs-example, summary: How many?"),
        history("act: request, date: 2025-05-01, stage: asked, summary: How many?"),
    ),
    case(
        "LIF020",
        ("information", 0, "from"),
        "that is example-council",
        "information: [{what: Hours, from: nhs-example}]\n",
        "information: [{what: Hours, from: example-council}, {what: Costs}]\n",
    ),
    case(
        "LIF023",
        ("history", 2, "spend"),
        "goes down to £300,000; £400,000.50 were reported on 2025-05-01",
        spent(("2025-05-01", "400000.50"), ("2025-05-02", 300000)),
        spent(("2025-05-01", "400000.50"), ("2025-05-02", "400000.50")),
    ),
    case(
        "LIF023",
        ("history", 1, "spend"),
        "£500,000 were reported on 2025-05-01",
        spent(("2025-06-01", 400000), ("2025-05-01", 500000)),
        spent(("2025-06-01", 500000), ("2025-05-01", 400000)),
    ),
    case(
        "LIF024",
        ("history", 1, "spend"),
        "is £0.01 above the £1,250,000 directed",
        spent(("2025-05-01", "1250000.01")),
        spent(("2025-05-01", 1250000)),
    ),
    case(
        "LIF024",
        ("history", 2, "spend"),
        "spend of 2025-05-02",
        spent(("2025-05-01", 2000000), ("2025-05-02", 2000001)),
        spent(("2025-05-01", 2000000), ("2025-05-02", 1250000)),
    ),
    case(
        "LIF024",
        ("history", 1, "spend"),
        "needs a revised direction",
        spent(("2025-05-01", 1250001)),
        money(amount=None, method="A share of the core payment") + spent(("2025-05-01", 1250001)),
    ),
    case(
        "LIF025",
        ("history", 1),
        "difficulty of 2025-04-01",
        history(RAISED),
        history(f"{RAISED}, notice: Letter of 28 March 2025"),
    ),
    case(
        "LIF025",
        ("history", 1),
        "--notice",
        history(RAISED, TALKS),
        history(RAISED, f"{TALKS}, notice: Letter of 28 March 2025"),
    ),
    case("LIF026", ("history", 3), "after a negotiation", history(RAISED, TALKS, SOLVED), history(RAISED, SOLVED)),
    case(
        "LIF026",
        ("history", 3),
        "--report",
        history(RAISED, TALKS, SOLVED),
        history(RAISED, f"{TALKS}, report: EXIJB-25-040", SOLVED),
    ),
    case(
        "LIF026",
        ("history", 1),
        "past the limit",
        history(RAISED),
        today=date(2025, 10, 2),
        near=Scene(history(RAISED), today=date(2025, 10, 1)),
    ),
    case("LIF026", ("history", 1), "past the limit", history(RAISED), history(RAISED, CLOSED), today=date(2025, 10, 2)),
    case(
        "LIF027",
        ("history", 1),
        "the vice-chair was involved",
        history(f"{RAISED}, involved: [chair]", TALKS),
        history(f"{RAISED}, involved: [chair]", f"{TALKS}, involved: [vice-chair]"),
    ),
    case("LIF027", ("history", 1), "the chair and the vice-chair", history(RAISED, TALKS), history(RAISED, SOLVED)),
    case(
        "LIF028",
        ("history", 1),
        "until 2025-10-01, 29 days more",
        history(RAISED),
        history(RAISED),
        today=date(2025, 9, 2),
        near_today=date(2025, 9, 1),
    ),
    case(
        "LIF028",
        ("history", 1),
        "0 days more",
        history(RAISED),
        history(RAISED),
        today=date(2025, 10, 1),
        near_today=date(2025, 10, 2),
    ),
    case("LIF028", ("history", 1), "prepare the report", history(RAISED), history(RAISED, SOLVED), today=date(2025, 9, 2)),
    case(
        "LIF029",
        ("history", 1, "due"),
        "asked of example-council on 2025-05-01 was due on 2025-05-31",
        history(f"{ASKED}, due: 2025-05-31"),
        history(f"{ASKED}, due: 2025-05-31"),
        today=date(2025, 6, 1),
        near_today=date(2025, 5, 31),
    ),
    case(
        "LIF029",
        ("history", 1, "due"),
        "is not answered",
        history(f"{ASKED}, due: 2025-05-31"),
        history(f"{ASKED}, due: 2025-05-31", "act: request, date: 2025-06-02, stage: answered, summary: Forty."),
    ),
    case(
        "LIF030",
        ("history", 2),
        "was closed by then; nothing will be due from it",
        history(CLOSED, RAISED.replace("04-01", "06-02")),
        history(RAISED, CLOSED, SOLVED.replace("05-20", "06-02")),
        today=date(2025, 6, 3),
    ),
    case("LIF030", ("history", 2), "the request", history(CLOSED, ASKED.replace("05-01", "06-01")), history(CLOSED, ASKED)),
    *(
        case("LIF021", ("history", 0, "letter", "name"), hint, sent_with(name), sent_with(near))
        for name, hint, near in (
            ("letters/2025/one.pdf", "holds '/'", "letters 2025 one.pdf"),
            ("one: two.pdf", "holds ':'", "one; two.pdf"),
            ("letter 1.", "full stop", "letter 1.1"),
            ("aux.pdf", "device", "auxiliary.pdf"),
            (f"{'x' * 252}.pdf", "longer than 255", f"{'x' * 251}.pdf"),
        )
    ),
    case("LIF021", ("history", 0, "letter", 1, "name"), "holds '?'", sent_with("a.pdf", "b?.pdf"), sent_with("a.pdf", "b.pdf")),
    case("LIF022", ("history", 0, "letter"), "without its SHA-256", sent_with("one.pdf", digest=None), sent_with("one.pdf")),
    case(
        "LIF022",
        ("history", 0, "letter", 0),
        "without",
        sent_with("one.pdf", "two.pdf", digest=None),
        sent_with("one.pdf", "two.pdf"),
    ),
]

HISTORY_OF_LATER = "history:\n  - {act: issued, date: 2025-06-18}\n"
AHEAD = "takes_effect: 2025-07-01\n" + HISTORY_OF_LATER
DECIDED = f"history:\n  - {{act: issued, date: 2025-03-20}}\n  - {{act: revoked, date: 2025-06-18, approved: 2025-06-17, by: {LATER_ID}}}\n"
LINKS = [
    linked(
        ("history", 1, "by"),
        "does not say so",
        "LNK012",
        DECIDED,
        "-supersedes\n",
        DECIDED,
        f"-supersedes\nrevokes: [{ID}]\n",
        file=FILE,
    ),
    linked(
        ("history", 1, "by"),
        "was itself ended by this one",
        "LNK003",
        DECIDED,
        f"-supersedes\nhistory:\n  - {{act: issued, date: 2025-06-18}}\n  - {{act: varied, date: 2025-06-20, by: {ID}}}\n",
        DECIDED,
        f"-supersedes\nrevokes: [{ID}]\n",
        file=FILE,
    ),
    linked(("supersedes", 0), "not in this register", "LNK001", SUPERSEDED, "supersedes: [EXIJB-1999-01-01-001]\n"),
    linked(("revokes", 0), "not in this register", "LNK001", "", "-supersedes\nrevokes: [Direction 7]\n"),
    linked(("supersedes", 0), "has no 'superseded' entry", "LNK002", "", ""),
    linked(("supersedes", 0), "has no 'superseded' entry", "LNK002", "", "", near_earlier="", near_later="-history\n"),
    linked(("history", 1, "by"), "does not say that it supersedes", "LNK003", SUPERSEDED, "-supersedes\n", file=FILE),
    case(
        "LNK003",
        ("history", 1, "by"),
        "not in this register",
        SUPERSEDED,
        Scene(SUPERSEDED, ""),
    ),
    linked(("supersedes", 0), "supersedes itself", "LNK004", "", f"supersedes: [{LATER_ID}]\n"),
    linked(("supersedes", 0), "supersedes itself", "LNK004", "", "supersedes: [EXIJB-17/06/2025-001]\n"),
    linked(("supersedes", 0), "a loop", "LNK004", f"supersedes: [{LATER_ID}]\n", ""),
    linked(
        ("history", 1, "date"),
        "has effect from 2025-06-18",
        "LNK005",
        SUPERSEDED.replace("06-18", "06-19"),
        "",
        file=FILE,
    ),
    linked(
        ("history", 1, "date"),
        "has effect from 2025-07-01",
        "LNK005",
        SUPERSEDED,
        "takes_effect: 2025-07-01\n",
        SUPERSEDED.replace("06-18", "07-01"),
        "takes_effect: 2025-07-01\n",
        file=FILE,
    ),
    linked(("supersedes", 0), "was approved on 2025-03-18", "LNK006", SUPERSEDED, "approved: 2025-03-17\n"),
    linked(
        ("supersedes", 0),
        "was issued on 2025-03-20",
        "LNK006",
        SUPERSEDED,
        "history:\n  - {act: issued, date: 2025-03-19}\n",
    ),
    *(
        linked(
            ("varies", 0),
            f"changes {term} of {ID}",
            "LNK007",
            SUPERSEDED.replace("superseded", "varied"),
            f"-supersedes\nvaries: [{ID}]\n{change}\n",
            SUPERSEDED.replace("superseded", "varied"),
            f"-supersedes\nvaries: [{ID}]\n" + near,
        )
        for term, change, near in [
            ("to, jointly", BOTH + "jointly: true", "review: 2027-04\n"),
            ("to", BOTH, "takes_effect: 2025-06-18\n"),
            ("functions", "functions: [care-at-home, reablement]", money(amount="1300000")),
            ("title", "title: Care at night", "milestones: [{what: Staff are in post, due: 2026-01-31}]\n"),
            ("direction", "direction: Example Council is directed to stop by 31 March 2026.", "measures: [People reached]\n"),
        ]
    ),
    linked(
        ("varies", 0),
        "changes title",
        "LNK007",
        SUPERSEDED.replace("superseded", "varied"),
        f"-supersedes\nvaries: [{ID}]\ntitle: Care at night\n",
        history(f"act: varied, date: 2025-06-18, by: {LATER_ID}, same_intent: The word was unclear"),
        f"-supersedes\nvaries: [{ID}]\ntitle: Care at night\n",
    ),
    linked(
        ("varies", 0),
        "changes functions",
        "LNK007",
        history(f"act: varied, date: 2025-06-18, by: {LATER_ID}, same_intent: The word was unclear"),
        f"-supersedes\nvaries: [{ID}]\nfunctions: [reablement]\n",
        "-direction\n" + HISTORIC + f"  - {{act: varied, date: 2025-06-18, by: {LATER_ID}}}\n",
        f"-supersedes\nvaries: [{ID}]\nfunctions: [reablement]\n",
    ),
    linked(("revokes", 0), "which it supersedes already", "LNK008", SUPERSEDED, f"revokes: [{ID}]\n"),
    linked(
        ("supersedes", 0),
        "not identified: the direction of 2019",
        "LNK009",
        "",
        "supersedes: [{unidentified: the direction of 2019}]\n",
    ),
    linked(("history", 1), "is not issued yet", "LNK010", SUPERSEDED, "-history\n", file=FILE),
    *(
        linked(
            ("history", 1),
            "revoked before it had effect",
            "LNK011",
            SUPERSEDED.replace("06-18", "07-01"),
            AHEAD + "  - {act: revoked, date: 2025-06-20, approved: 2025-06-20, reason: cancelled, note: No.}\n",
            near_earlier,
            near_later,
            file=FILE,
        )
        for near_earlier, near_later in (
            (SUPERSEDED.replace("06-18", "07-01"), AHEAD),
            (
                SUPERSEDED,
                HISTORY_OF_LATER + "  - {act: revoked, date: 2025-06-20, approved: 2025-06-20, reason: halted, note: No.}\n",
            ),
        )
    ),
]

LONG = "x" * 120
CONTENT = [
    case("CON001", ("to",), "is to nobody", "to: []\n", "to: []\n" + HISTORIC),
    case("CON002", ("to", 1), "'nhs-nowhere' is no partner", "to: [example-council, nhs-nowhere]\n", BOTH),
    case("CON003", ("functions",), "names no function", "functions: []\n", "functions: []\n" + HISTORIC),
    case(
        "CON004",
        ("functions", 1),
        "'archery' is no delegated function",
        "functions: [care-at-home, archery]\n",
        "functions: [care-at-home, reablement]\n",
    ),
    case(
        "CON005",
        ("functions", 0),
        "delegated by nhs-example",
        "functions: [district-nursing]\n",
        "functions: [district-nursing]\n" + BOTH,
    ),
    case("CON006", ("jointly",), "fewer than two", "jointly: true\n", "jointly: true\n" + BOTH),
    case("CON007", ("direction",), "has no text", "-direction\n", "-direction\n" + HISTORIC),
    case(
        "CON008",
        ("approved",),
        "no date of approval",
        "-approved\n",
        Scene("-approved\n" + HISTORIC, id="EXIJB-undated-h001"),
    ),
    case("CON009", ("report",), "names no report", "-report\n", "-report\n" + HISTORIC),
    case(
        "CON010",
        ("alignment", "priorities", 1),
        "no priority of the plan; it has OLD1, SP1",
        "alignment: {priorities: [SP1, SP9]}\n",
        "alignment: {priorities: [SP1, OLD1]}\n",
    ),
    case(
        "CON010",
        ("alignment", "priorities", 0),
        "it has none",
        Scene("", header="plan: {title: Plan, from: 2025-04-01, to: 2028-03-31}\nearlier_plans: []\n"),
        Scene("", header="-plan\n-earlier_plans\n"),
    ),
    case(
        "CON011",
        ("alignment", "outcomes", 1),
        "no national outcome 10",
        "alignment: {outcomes: [9, 10]}\n",
        "alignment: {outcomes: [1, 9]}\n",
    ),
    case(
        "CON012",
        ("direction",),
        "too vague to close off",
        "direction: Example Council is directed to do better.\nmilestones: [{what: Begin}]\n",
        "direction: Example Council is directed to do better.\nmilestones: [{what: Begin, measure: Opening day}]\n",
    ),
    *(
        case("CON012", ("direction",), "give a timescale", "direction: Do better.\n-milestones\n", near)
        for near in (
            "direction: Do better.\n-milestones\nmeasures: [Waiting time]\n",
            "direction: Do better.\n-milestones\nends: 2026-03-31\n",
            "direction: Do better for 40 people.\n-milestones\n",
            "direction: Do better until March 2026.\n-milestones\n",
            "direction: Do better.\n-milestones\n" + HISTORIC,
        )
    ),
    case("CON013", ("review",), "when it will be reviewed", "-review\n", "-review\n" + HISTORIC),
    case("CON014", ("alignment",), "how it serves the plan", "-alignment\n", "-alignment\n" + HISTORIC),
    case("CON015", ("advice",), "keeps no advice", "-advice\n", "-advice\n" + HISTORIC),
    case("CON016", ("impact",), "who is affected", "-impact\n", "-impact\n" + HISTORIC),
    case(
        "CON017",
        ("impact", "other_authorities"),
        "not what it means",
        "impact: {other_authorities: [Next IJB]}\n",
        "impact: {other_authorities: [Next IJB], hosted_services: None are touched}\n",
    ),
    case("CON018", ("private",), "without a reason", "private: true\n", "private: true\nprivate_reason: It names a provider.\n"),
    case(
        "CON019",
        ("functions",),
        "names care-at-home 2 times",
        "functions: [care-at-home, care-at-home]\n",
        "functions: [care-at-home, reablement]\n",
    ),
    case("CON019", ("alignment", "outcomes"), "names 2 3 times", "alignment: {outcomes: [2, 2, 2]}\n", "-alignment\n"),
    case(
        "CON020",
        (),
        "not known: direction, date of issue",
        "-direction\n" + HISTORIC,
        "history:\n  - {act: issued, date: 2025-03-20, historic: true}\n",
    ),
    case(
        "CON021",
        ("ignore", 0, "code"),
        "there is no rule CON999",
        "ignore:\n  - {code: CON999, reason: No.}\n",
        "ignore:\n  - {code: CON012, reason: It is said in the plan.}\n",
    ),
    case(
        "CON021",
        ("ignore", 1, "code"),
        "CON001 is an error",
        "ignore:\n  - {code: CON012, reason: Yes.}\n  - {code: CON001, reason: No.}\n",
        "ignore:\n  - {code: LIF018, reason: It is said in the plan.}\n",
    ),
    case("CON022", ("localities", 0), "'south' is no locality", "localities: [south]\n", "localities: [north]\n"),
]

ASIDE = "functions: [emergency-department]\n" + BOTH
FINANCE = [
    case("FIN001", ("finance",), "sets out no money", "finance: []\n", "finance: []\n" + HISTORIC),
    case(
        "FIN002",
        ("finance", 0),
        "without amount or method",
        money(amount=""),
        money(amount="", method="The hours times the rate"),
    ),
    case(
        "FIN003",
        ("finance", 0),
        "the amount set aside",
        money(kind="set-aside", amount="", method="Share of beds"),
        money(kind="set-aside"),
    ),
    case(
        "FIN004",
        ("functions", 0),
        "give a line of kind set-aside",
        ASIDE + money(function="emergency-department", to="nhs-example"),
        ASIDE + money(function="emergency-department", to="nhs-example", kind="set-aside"),
    ),
    case("FIN004", ("functions", 0), "is set aside", ASIDE, ASIDE + HISTORIC),
    case(
        "FIN005",
        ("finance", 0, "kind"),
        "no set-aside function",
        BOTH + money(kind="set-aside", to="nhs-example"),
        ASIDE + money(function="emergency-department", to="nhs-example", kind="set-aside"),
    ),
    case(
        "FIN006",
        ("finance", 0, "to"),
        "only a Health Board",
        money(kind="set-aside"),
        BOTH + money(kind="set-aside", to="nhs-example"),
    ),
    case("FIN007", ("finance", 0, "use"), "how the money is to be used", money(use=""), money(use="") + HISTORIC),
    case("FIN008", ("finance", 0, "to"), "gives money to nhs-example", money(to="nhs-example"), BOTH + money(to="nhs-example")),
    case("FIN008", ("finance", 0), "does not say to whom", money(to=""), money(to="") + HISTORIC),
    case(
        "FIN009",
        ("finance", 0, "function"),
        "is for reablement",
        money(function="reablement"),
        "functions: [care-at-home, reablement]\n" + money(function="reablement"),
    ),
    case("FIN009", ("finance", 0), "for which function", money(function=""), money(function="") + HISTORIC),
    case(
        "FIN010",
        ("functions", 1),
        "no finance line is for reablement",
        "functions: [care-at-home, reablement]\n",
        "functions: [care-at-home, reablement]\nfinance: []\n",
    ),
    case(
        "FIN011",
        ("direction",),
        "hardly what is to be delivered",
        "direction: Example Council receives the money below.\n-milestones\n",
        "direction: Example Council receives the money below.\n",
    ),
    case("FIN012", ("finance", 0), "does not give: kind, year", money(kind="", year=""), money(kind="", year="") + HISTORIC),
    case("FIN013", ("finance", 0, "amount"), "-0.01 is below zero", money(amount="-0.01"), money(amount="0")),
    case("FIN014", ("finance", 0, "year"), "2023-24 lies outside", money(year="2023-24"), money(year="2026-27")),
    case(
        "FIN014",
        ("finance", 0, "year"),
        "lies outside",
        "ends: 2026-03-31\n" + money(year="2026-27"),
        "ends: 2026-04-01\n" + money(year="2026-27"),
    ),
    *(
        case(
            "FIN015",
            ("finance", 0),
            f"{ID} also gives payment for care-at-home to example-council in 2025-26",
            Scene("", "-supersedes\n"),
            near,
            file=LATER_FILE,
        )
        for near in (
            Scene(SUPERSEDED, ""),
            Scene("", "-supersedes\n" + money(year="2026-27")),
            Scene("", "-supersedes\n" + money(function="reablement")),
            Scene("", "-supersedes\n" + money(year="")),
            Scene("", "-supersedes\n-history\n"),
        )
    ),
    case(
        "FIN016",
        ("finance", 0, "amount"),
        "commits £2,000,000.01 of payment for 2025-26; the budget is £2,000,000",
        money(amount="2000000.01"),
        money(amount="2000000"),
    ),
    case(
        "FIN016",
        ("finance", 0, "amount"),
        "the budget is £2,000,000",
        Scene(
            money(amount="2000001"),
            header="budgets:\n  - {year: 2025-26, to: example-council, kind: payment, amount: 2000000}\n"
            "  - {year: 2025-26, to: example-council, kind: payment, function: care-at-home, amount: 900000}\n",
        ),
        Scene(
            money(amount="2000001"),
            header="budgets:\n  - {year: 2025-26, to: example-council, kind: payment, function: reablement, amount: 1500000}\n"
            "  - {year: 2025-26, to: example-council, kind: payment, function: care-at-home, amount: 900000}\n",
        ),
    ),
]

PARTNERS = "partners:\n  - {code: nhs-example, name: NHS Example, kind: health-board}\n"
COUNCIL = "  - {code: example-council, name: Example Council, kind: local-authority}\n"
LEAKY = "policy: {approved: 2025-03-18, url: 'https://a:secret@example.org/p'}\n"
HEADER_FILE, REPORT_FILE = "register.yaml", "reports/2025-03-18-care.yaml"
WORDING = [
    *(
        case(
            "WRD001",
            ("title",),
            f"U+{ord(character):04X}",
            f'title: "Care {character} at home"\n',
            'title: "Càrd aig an taigh"\n',
        )
        for character in "\u00ad\u200b\u200d\u202e\u2066\u2060\ufeff\u061c\U000e0041"
    ),
    case(
        "WRD001",
        ("history", 1, "summary"),
        "hidden character",
        history('act: query, date: 2025-05-01, stage: raised, summary: "Which\u200b one?"'),
        history("act: query, date: 2025-05-01, stage: raised, summary: 'Which – one?'"),
    ),
    case(
        "WRD001",
        ("ignore", 0, "reason"),
        "take it out",
        'ignore:\n  - {code: CON012, reason: "Be\u202ecause"}\n',
        "ignore:\n  - {code: CON012, reason: Because}\n",
    ),
    case("WRD002", ("title",), "still says 'TBC'", "title: Care at home (TBC)\n", "title: Care at home (TBC)\n-history\n"),
    case(
        "WRD002",
        ("finance", 0, "use"),
        "'to be confirmed'",
        money(use="To be confirmed").replace("To be", "to be"),
        money(use="to be confirmed") + HISTORIC,
    ),
    case(
        "WRD002", ("direction",), "fill it in", "direction: By [insert date] 2026, all.\n", "direction: By [Easter] 2026, all.\n"
    ),
    case(
        "WRD003",
        ("direction",),
        "'where possible'",
        "direction: Example Council is to help where possible by 2026.\n",
        "direction: Example Council is to help wherever people live by 2026.\n",
    ),
    case(
        "WRD004",
        ("direction",),
        "does not name Example Council",
        "direction: The council is to help 40 people.\n",
        "direction: The EXAMPLE COUNCIL is to help 40 people.\n",
    ),
    case("WRD004", ("direction",), "does not name NHS Example", BOTH, "-direction\n" + BOTH),
    case("WRD005", ("title",), "121 characters long", f"title: {LONG}x\n", f"title: {LONG}\n"),
    case(
        "WRD006",
        ("authority", "name"),
        "U+200F",
        Scene(header='authority: {name: "Example\u200f IJB", code: EXIJB, model: integration-joint-board}\n'),
        Scene(header="authority: {name: Example IJB, code: EXIJB, model: integration-joint-board}\n"),
        file="register.yaml",
    ),
    case(
        "WRD007",
        ("title",),
        "U+202E",
        Scene(report='title: "Care\u202e at home"\n'),
        Scene(report="title: Care at home\n"),
        file="reports/2025-03-18-care.yaml",
    ),
    case("WRD008", ("title",), "'Cаre' with U+0430", "title: Cаre at home\n", "title: Beta-blockers (β) at home\n"),
    case("WRD008", ("title",), "U+FF21", "title: \uff21t home\n", "title: 自宅 at home\n"),
    case("WRD008", ("title",), "'СОРЕ'", "title: СОРЕ at home\n", "title: Ελλάδα at home, 5 μg\n"),
    case(
        "WRD009",
        ("partners", 0, "name"),
        "U+0415",
        Scene(header=PARTNERS.replace("NHS Example", "NHS \u0415xample") + COUNCIL),
        Scene(header=PARTNERS + COUNCIL),
        file="register.yaml",
    ),
    case("WRD010", ("title",), "U+0441", Scene(report="title: \u0441are\n"), Scene(report="title: Càre\n"), file=REPORT_FILE),
    *(
        case("WRD011", ("direction",), what, f"direction: 'Note {said}'\n", f"direction: 'Note {said[:5]} and the password'\n")
        for what, said in (
            ("a private key", "-----BEGIN RSA PRIVATE" + " KEY-----"),
            ("a key of Amazon", "AKIA" + "A1B2" * 4),
            ("a token of GitHub", "ghp_" + "a1" * 18),
            ("a token of GitLab", "glpat-" + "a1" * 10),
            ("a token of Slack", "xoxb-" + "1" * 12),
            ("a key of Google", "AIza" + "a1b2c" * 7),
            ("a key of Azure", "AccountKey=" + "a1b2" * 10),
            ("a key of a service", "sk_live_" + "a1" * 8),
            ("a token of a package index", "pypi-AgE" + "a1" * 20),
            ("a signed token", "eyJ" + "a1" * 6 + ".eyJ" + "b2" * 6 + "." + "c3" * 6),
            ("an address with a password", "https://clerk:opensesame@example.org/"),
            ("a password", "password: Hunter22"),
        )
    ),
    case(
        "WRD012",
        ("policy", "url"),
        "password",
        Scene(header=LEAKY),
        Scene(header=LEAKY.replace("a:secret@", "")),
        file=HEADER_FILE,
    ),
    case(
        "WRD013",
        ("title",),
        "a password",
        Scene(report="title: 'Pwd=abc123def'\n"),
        Scene(report="title: Pwd\n"),
        file=REPORT_FILE,
    ),
    *(
        case("WRD014", ("direction",), what, f"direction: 'For {said}.'\n", f"direction: 'For {near}.'\n")
        for what, said, near in (
            ("a CHI", "0101011237", "0101011238"),
            ("a CHI", "290200 0014", "1,250,000,000 and EXIJB-0101011237"),
            ("a CHI", "CHI number 0101011238", "CHI numbers of 1,000 people"),
            ("a National Insurance", "AB 12 34 56 C", "GB 12 34 56 C and AB 12 34 56 E"),
            ("a mobile", "07700 900123", "0131 496 0000 and 2,007,700,900"),
            ("a date of birth", "somebody, DOB 01/02/1950", "anybody born on or after 1950"),
            ("the e-mail", "jane@example.com", "enquiries@example.com and jane@example.gov.uk"),
        )
    ),
    case(
        "WRD015",
        ("officers", "chair", "email"),
        "the e-mail",
        Scene(header="officers: {chair: {email: jane@gmail.com}}\n"),
        Scene(header="officers: {chair: {email: jane@exijb.example.org}}\n"),
        file=HEADER_FILE,
    ),
    case(
        "WRD016", ("title",), "National", Scene(report="title: AB123456C\n"), Scene(report="title: AB123456\n"), file=REPORT_FILE
    ),
]

NURSING = "functions:\n  - {code: district-nursing, name: District nursing, delegated_by: nhs-example}\n"
HOME = "  - {code: care-at-home, name: Care at home, delegated_by: example-council}\n"


def headed(code, at, hint, fires, near="", **days):
    return case(code, at, hint, Scene(header=fires), Scene(header=near), "register.yaml", **days)


REPORT_FILE = "reports/2025-03-18-care.yaml"
HEADERS = [
    headed("REG001", ("partners",), "example-council stands 2 times", PARTNERS + COUNCIL + COUNCIL),
    headed("REG001", ("functions",), "care-at-home stands 2 times", NURSING + HOME + HOME, NURSING + HOME),
    headed(
        "REG001",
        ("plan", "priorities"),
        "SP1 stands 2 times",
        "plan: {title: P, from: 2025-04-01, to: 2028-03-31, priorities: [{code: SP1, name: A}, {code: SP1, name: B}]}\n",
        "-plan\n",
    ),
    headed(
        "REG002",
        ("functions", 1, "delegated_by"),
        "'other-council' is no partner",
        NURSING + HOME.replace("delegated_by: example", "delegated_by: other"),
    ),
    headed(
        "REG002",
        ("functions", 1, "delegated_by"),
        "delegated by nobody",
        NURSING + HOME.replace("example-council}", "[]}"),
        NURSING + HOME,
    ),
    headed("REG003", ("partners",), "no partner is a local-authority", PARTNERS, PARTNERS + COUNCIL),
    headed("REG003", ("partners",), "no partner is a health-board", "partners:\n" + COUNCIL, PARTNERS + COUNCIL),
    headed(
        "REG004",
        ("functions", 1, "set_aside"),
        "not delegated by a Health Board",
        NURSING + HOME.replace("}", ", set_aside: true}"),
        NURSING.replace("}", ", set_aside: true}") + HOME,
    ),
    headed(
        "REG005",
        ("budgets", 0, "to"),
        "'nhs-nowhere' is no partner",
        "budgets: [{year: 2025-26, to: nhs-nowhere, kind: payment, amount: 1}]\n",
    ),
    headed(
        "REG005",
        ("budgets", 0, "function"),
        "'archery' is no function",
        "budgets: [{year: 2025-26, to: nhs-example, kind: payment, function: archery, amount: 1}]\n",
        "budgets: [{year: 2025-26, to: nhs-example, kind: payment, function: reablement, amount: 1}]\n",
    ),
    headed("REG006", ("policy", "approved"), "due for review", "", today=date(2028, 3, 19), near_today=date(2028, 3, 18)),
    headed("REG006", ("policy", "approved"), "due for review", "policy: {approved: 2020-01-01}\n", "-policy\n"),
    headed("REG007", ("plan", "to"), "the plan ended on 2028-03-31", "", today=date(2028, 4, 1), near_today=date(2028, 3, 31)),
    headed("REG007", ("plan", "to"), "ends before it begins", "plan: {title: P, from: 2025-04-01, to: 2025-03-31}\n", "-plan\n"),
    case(
        "REG008",
        ("to", 1),
        "'nhs-nowhere' is no partner",
        Scene(report="to: [example-council, nhs-nowhere]\n"),
        Scene(report=""),
        REPORT_FILE,
    ),
    case(
        "REG008",
        ("escalation", 0),
        "'nhs-nowhere' is no partner",
        Scene(report="escalation: [nhs-nowhere]\n"),
        Scene(report="escalation: [nhs-example]\n"),
        REPORT_FILE,
    ),
    case("REG008", ("to",), "does not say of whom", Scene(report="-to\n"), Scene(report=""), REPORT_FILE),
    case(
        "REG008",
        ("to",),
        "requires no direction",
        Scene(report="requires: no-direction\n"),
        Scene(report="requires: no-direction\n-to\n"),
        REPORT_FILE,
    ),
    headed(
        "REG009",
        ("ignore", 0, "code"),
        "FIN001 is an error",
        "ignore:\n  - {code: FIN001, reason: No.}\n",
        "ignore:\n  - {code: REG006, reason: It is on the next agenda.}\n",
    ),
    headed("REG009", ("ignore", 0, "code"), "no rule ABC123", "ignore:\n  - {code: ABC123, reason: No.}\n"),
    case(
        "REG010",
        ("ignore", 0, "code"),
        "REG008 is an error",
        Scene(report="ignore:\n  - {code: REG008, reason: No.}\n"),
        Scene(report="ignore:\n  - {code: WRD003, reason: Yes.}\n"),
        REPORT_FILE,
    ),
]

WAITS = "number: EXIJB-25-020\n"
FOUR_WEEKS = date(2025, 4, 15)
A_DAY_MORE = date(2025, 4, 16)
DRAFTED = "report: {number: EXIJB-25-020}\n-history\n"
NEW_REPORT = "number: EXIJB-25-020\n"


def waits(at, hint, fires, near, **days):
    return case("REG011", at, hint, fires, near, REPORT_FILE, **{"today": A_DAY_MORE, **days})


def rests(code, at, hint, fires, near):
    return case(code, at, hint, fires, near)


DECISIONS = [
    waits(("to", 0), "29 days after", Scene(report=WAITS), Scene(report=WAITS), near_today=FOUR_WEEKS),
    waits(("to", 1), "to NHS Example", Scene(report=BOTH), Scene("jointly: true\n" + BOTH, report=BOTH)),
    waits(("to", 0), "none is issued", Scene(report=WAITS), Scene(report=WAITS + "requires: no-direction\n-to\n")),
    # A draft is no direction; once LIF013 says that it is late, this rule need not.
    waits(
        ("to", 0),
        "29 days",
        Scene(DRAFTED + "approved: 2025-04-01\n", report=NEW_REPORT),
        Scene(DRAFTED + "approved: 2025-03-18\n", report=NEW_REPORT),
    ),
    # What has ended since was issued; a revocation upon the report is itself a direction in writing (s.27(5)).
    waits(
        ("to", 0),
        "none is issued",
        Scene(history(), report=WAITS),
        Scene(
            history("act: revoked, date: 2025-04-01, approved: 2025-03-18, reason: halted, note: Off, report: exijb-25-020"),
            report=WAITS,
        ),
    ),
    waits(
        ("to", 0),
        "none is issued",
        Scene("report: {number: EXIJB-25-0140}\n", report=""),
        Scene(history("act: closed, date: 2025-04-01, approved: 2025-04-01, reason: achieved, note: Done"), report=""),
    ),
    case(
        "REG012",
        ("number",),
        "reports/2025-03-18-again.yaml too",
        Scene(report="", decided=""),
        Scene(report="", decided=WAITS),
        REPORT_FILE,
    ),
    case(
        "REG012",
        ("number",),
        "EXIJB-25-014 is decided",
        Scene(report="", decided="number: exijb-25-014\n"),
        Scene(report=""),
        REPORT_FILE,
    ),
    case(
        "REG013",
        ("to",),
        "example-council 2 times",
        Scene(report="to: [example-council, example-council]\n"),
        Scene(report="to: [example-council]\nescalation: [example-council]\n"),
        REPORT_FILE,
    ),
    case(
        "REG014",
        (),
        "weighed",
        Scene(report="-considerations\n"),
        Scene(report="requires: no-direction\n-considerations\n-to\n"),
        REPORT_FILE,
    ),
    case("REG015", ("meeting",), "begin with that day", Scene(report="meeting: 2025-03-19\n"), Scene(report=""), REPORT_FILE),
    rests("CON023", ("report", "number"), "EXIJB-25-099", Scene("report: {number: EXIJB-25-099}\n", report=""), Scene(report="")),
    rests("CON023", ("report", "number"), "directions decide", Scene(report=WAITS), Scene(DRAFT, report=WAITS)),
    # Decisions are asked for from the first meeting on that the register keeps any of, and of no historic direction.
    rests("CON023", ("report", "number"), "EXIJB-25-014", Scene(report=WAITS), Scene(report=WAITS + "meeting: 2025-03-19\n")),
    rests("CON023", ("report", "number"), "EXIJB-25-014", Scene(report=WAITS), Scene(HISTORIC, report=WAITS)),
    rests("CON023", ("report", "number"), "EXIJB-25-014", Scene(report=WAITS), Scene()),
    rests("CON024", ("to", 1), "not to NHS Example", Scene(BOTH, report=""), Scene(BOTH, report=BOTH)),
    rests("CON024", ("to", 1), "to Example Council", Scene(BOTH + DRAFT, report=""), Scene(BOTH + HISTORIC, report="")),
    rests(
        "CON025",
        ("report", "number"),
        "no direction",
        Scene(report="requires: no-direction\n-to\n"),
        Scene(report="", decided=WAITS + "requires: no-direction\n-to\n"),
    ),
    rests("CON026", ("approved",), "2025-03-19", Scene(report="meeting: 2025-03-19\n"), Scene(report="")),
]


def beside(**keys):
    """The header's list of one neighbouring authority."""
    said = {"code": "EXNIJB", "name": "Northern Example Integration Joint Board", "register": "../north", **keys}
    return "neighbours:\n  - {" + ", ".join(f"{key}: {value}" for key, value in said.items()) + "}\n"


def hospital(*more, **keys):
    """The header's budgets of hospitals: one with these keys, and those given besides."""
    said = {"hospital": "Exampleton General", "to": "nhs-example", "year": "2025-26", "amount": "24900000", **keys}
    lines = ["{" + ", ".join(f"{key}: {value}" for key, value in said.items()) + "}", *more]
    return "hospital_budgets:\n" + "".join(f"  - {line}\n" for line in lines)


ANOTHER = "  - {code: EXSIJB, name: Southern Example Integration Joint Board, register: ../south}\n"
SECOND_YEAR = "{hospital: Exampleton General, to: nhs-example, year: 2026-27, amount: 1}"
SAME_YEAR = "{hospital: EXAMPLETON GENERAL, to: nhs-example, year: 2025-26, amount: 1}"
ADDRESS = ("neighbours", 0, "register")
NEIGHBOURS = [
    headed("REG016", ("neighbours", 0, "code"), "own authority", beside(code="EXIJB"), beside()),
    headed("REG016", ("neighbours", 0, "code"), "own authority", beside(name="example integration joint board"), beside()),
    headed(
        "REG016", ("neighbours", 1, "code"), "more than once", beside() + ANOTHER.replace("EXSIJB", "EXNIJB"), beside() + ANOTHER
    ),
    headed("REG016", ("neighbours", 0, "code"), "more than once", beside() + ANOTHER.replace("Southern", "Northern"), beside()),
    headed(
        *("REG017", ("neighbours", 0, "health_boards", "nhs"), "no Health Board"),
        *(beside(health_boards="{nhs: example-council}"), beside(health_boards="{nhs: nhs-example, nhs-far: null}")),
    ),
    headed(
        *("REG017", ("neighbours", 0, "functions", "ae"), "no function"),
        *(beside(functions="{ae: archery}"), beside(functions="{ae: emergency-department, archery: null}")),
    ),
    headed("REG017", ("hospital_budgets", 0, "to"), "no Health Board", hospital(to="example-council"), hospital()),
    headed(
        *("REG017", ("hospital_budgets", 0, "functions", 1), "no function"),
        *(hospital(functions="[emergency-department, archery]"), hospital(functions="[emergency-department]")),
    ),
    headed("REG018", ADDRESS, "hyphen", beside(register="-uhttps://example.org"), beside(register="./-u")),
    headed(
        "REG018",
        ADDRESS,
        "could run a program",
        beside(register="'ext::sh -c true'"),
        beside(register="https://example.org/r.git"),
    ),
    headed("REG018", ADDRESS, "could run a program", beside(register="fd::17"), beside(register="ssh://git@example.org/r.git")),
    headed(
        "REG018",
        ADDRESS,
        "has the protocol 'ftp'",
        beside(register="ftp://example.org/r"),
        beside(register="git://example.org/r"),
    ),
    headed(
        "REG018",
        ADDRESS,
        "begins with a hyphen",
        beside(register="ssh://-oProxyCommand=x/r"),
        beside(register="git@example.org:r"),
    ),
    headed(
        "REG018", ADDRESS, "begins with a hyphen", beside(register="ssh://%2DoProxyCommand=x/r"), beside(register="ssh://h/r%20s")
    ),
    headed(
        "REG018", ADDRESS, "begins with a hyphen", beside(register="ssh://git@example.org/-r"), beside(register="file:///srv/r")
    ),
    headed(
        "REG018",
        ADDRESS,
        "holds a password",
        beside(register="https://me:word@example.org/r"),
        beside(register="https://me@example.org/r"),
    ),
    headed("REG018", ADDRESS, "names no host", beside(register="https:///r"), beside(register="C:/registers/north")),
    headed("REG018", ADDRESS, "neither a folder nor", beside(register="north:-r"), beside(register="./north:r")),
    *(
        headed("REG018", ("neighbours", 0, "branch"), "can't be the name", beside(branch=f"'{bad}'"), beside(branch=good))
        for bad, good in (
            ("-u", "main"),
            ("a..b", "a.b/c"),
            ("+a:b", "release/2026"),
            ("a b", "a-b"),
            ("a^", "a_b"),
            ("x.lock", "x.y"),
        )
    ),
    *(
        headed(
            *("REG018", ("neighbours", 0, "folder"), "two/levels"),
            *(beside(register="https://example.org/r", folder=f"'{bad}'"), beside(register="https://example.org/r", folder=good)),
        )
        for bad, good in (("../up", "up"), ("/top", "top"), ("a//b", "a/b"), (".git", "git"), ("a:b", "a b"))
    ),
    headed("REG018", ("neighbours", 0, "folder"), "is fetched", beside(folder="sub"), beside(folder="sub", branch="main")),
    headed("REG019", ("hospital_budgets", 1, "year"), "more than one budget", hospital(SAME_YEAR), hospital(SECOND_YEAR)),
    headed("REG019", ("hospital_budgets", 0, "amount"), "below zero", hospital(amount="-1"), hospital(amount="0")),
    headed(
        *("REG019", ("hospital_budgets", 0, "functions", 0), "no money is set aside"),
        *(hospital(functions="[district-nursing]"), hospital(functions="[emergency-department]")),
    ),
]

CASES = [*IDENTITY, *LIFE, *LINKS, *CONTENT, *FINANCE, *WORDING, *HEADERS, *DECISIONS, *NEIGHBOURS]
NAMED = [pytest.param(each, id=f"{each.code}-{number}") for number, each in enumerate(CASES)]


@pytest.mark.parametrize("told", NAMED)
def test_fires(told):
    found = told.fires.findings(told.code)
    assert [each for each in found if (each.file, each.at) == (told.file, told.at) and told.hint in each.message], found
    rule = BY_CODE[told.code]
    assert {(each.severity, each.source) for each in found} == {(rule.severity, rule.source)}


@pytest.mark.parametrize("told", NAMED)
def test_near_miss(told):
    assert told.near.findings(told.code) == []


def accepting(text: str, code: str) -> str:
    """A text whose list of accepted findings is one longer."""
    line = f"  - {{code: {code}, reason: It is looked at elsewhere.}}\n"
    head, _, items = text.partition("ignore:\n")
    return head + "ignore:\n" + items + line


@pytest.mark.parametrize("told", NAMED)
def test_accepted_in_the_whole_register_unless_an_error(told):
    scene = replace(told.fires, header=accepting(told.fires.header, told.code))
    assert bool(scene.findings(told.code)) == (BY_CODE[told.code].severity == "error")


def test_accepted_where_it_is_found_unless_an_error():
    for told in CASES:
        where = {FILE: "terms", LATER_FILE: "later", REPORT_FILE: "report"}.get(told.file)
        if where:
            scene = replace(told.fires, **{where: accepting(getattr(told.fires, where), told.code)})
            before = [each for each in told.fires.findings(told.code) if each.file == told.file]
            after = [each for each in scene.findings(told.code) if each.file == told.file]
            assert after == (before if BY_CODE[told.code].severity == "error" else []), told.code


def test_clean_registers_have_no_finding():
    assert judge(one(), TODAY) == ()
    assert judge(two(SUPERSEDED), TODAY) == ()
    assert judge(Scene(report="").register(), TODAY) == ()


def test_every_rule_has_a_case():
    told = {each.code for each in CASES}
    assert told == {
        rule.code for rule in RULES if rule.scope in ("header", "direction", "report")
    }  # others: test_alteration, test_conflicts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_documented(rule):
    assert BY_CODE[rule.code] is rule
    assert len(rule.title) > 10
    assert not rule.title.endswith(".")
    assert rule.source
    assert rule.severity in SEVERITIES
    family = next(family for family, (_, rules) in FAMILIES.items() if rule in rules)
    assert rule.code.startswith(family)
    assert rule.code[3:].isdigit()
    assert (rule.check is None) == (rule.scope in ("file", "change", "neighbour")) == (family in ("FIL", "ALT", "CFL", "AUD"))


def test_codes_are_unique_and_count_up():
    assert len({rule.code for rule in RULES}) == len(RULES)
    for family, (name, rules) in FAMILIES.items():
        assert name
        assert [rule.code for rule in rules] == [f"{family}{number:03}" for number in range(1, len(rules) + 1)]
