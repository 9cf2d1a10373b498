"""Prepared pull requests: `validate --against` gives exactly the codes that each deserves, and none for a lawful one.

Every one starts from the same register on `main`. `theirs` is what `main` gained since; `ours` is the proposal, made by commands or by
hand and committed on a branch. Codes of errors and warnings are compared whole, and so are notes about the change itself.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.terms import CARE, GOOD, HOSPITAL, changed
from tests.conftest import git, run

TODAY = "2025-06-30"
DAY = "2025/EXIJB-2025-03-18-001.yaml"
HOME = "2025/EXIJB-2025-03-18-002.yaml"
WARD = "2025/EXIJB-2025-03-18-003.yaml"
DRAFT = "2025/EXIJB-2025-08-19-001.yaml"
NEXT = "2025/EXIJB-2025-06-17-001.yaml"
HEADER = "register.yaml"
REPORT = "reports/2025-03-18-home.yaml"
PROGRESS = "  - {act: progress, date: 2025-05-30, rating: on-track, note: Well.}\n"
REVIEWED = "  - {act: reviewed, date: 2025-06-10, body: Performance and Audit Sub Committee, outcome: retain, note: Kept.}\n"
NEW = changed(
    CARE.replace("care-at-home", "care-homes").replace("30 September 2025", "31 March 2026"),
    title="Care homes",
    approved="2025-06-17",
    report="{number: EXIJB-25-030}",
)
LATER = changed(NEW, title="Telecare", functions="[telecare]").replace("function: care-homes", "function: telecare")


def decision(number: str, meeting: str = "2025-03-18", to: str = "example-council") -> str:
    return f"number: {number}\ntitle: A report\nmeeting: {meeting}\nrequires: direction\nto: [{to}]\n"


class Clone:
    """The clone in which a pull request is prepared."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def at(self, path: str) -> Path:
        return self.folder / "register" / path

    def read(self, path: str) -> str:
        return self.at(path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        self.at(path).parent.mkdir(exist_ok=True)
        self.at(path).write_text(text, encoding="utf-8", newline="\n")

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert text.count(old) == 1, (old, text)
        self.write(path, text.replace(old, new))

    def append(self, path: str, *entries: str) -> None:
        text = self.read(path)
        head = "" if "\nhistory:" in text else "history:\n"
        self.write(path, text + head + "".join(f"  - {{{entry}}}\n" for entry in entries))

    def act(self, *arguments: object, given: str | None = None) -> None:
        done = run("-C", self.folder, "--today", TODAY, *arguments, "--yes", given=given)
        assert done.returncode == 0, done.stderr

    def decide(self, number: str, meeting: str = "2025-06-17") -> None:
        self.write(f"reports/{meeting}-{number[-3:]}.yaml", decision(number, meeting))
        self.commit(f"Record the decision on {number}")

    def commit(self, message: str = "Edit by hand") -> None:
        git(self.folder, "add", "-A")
        if git(self.folder, "status", "--porcelain"):
            git(self.folder, "commit", "-q", "-m", message)

    def merge_base(self, *options: str) -> None:
        git(self.folder, "merge", "-q", "--no-ff", "-m", "Merge main", *options, "main")

    def link(self, path: str, to: str) -> None:
        self.at(path).unlink()
        try:
            self.at(path).symlink_to(Path(to).name)
        except OSError:
            pytest.skip("this system lets nobody make a link")

    def squash(self) -> None:
        """Merge the proposal as it stands into main, as one commit, and go on upon the proposal."""
        git(self.folder, "switch", "-q", "main")
        git(self.folder, "merge", "-q", "--squash", "proposal")
        git(self.folder, "commit", "-q", "-m", "Squashed (#1)")
        git(self.folder, "switch", "-q", "proposal")

    def rename(self, old: str, new: str) -> None:
        self.at(new).parent.mkdir(exist_ok=True)
        self.at(old).rename(self.at(new))


@pytest.fixture(scope="module")
def prepared(template_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three issued directions with their reports' decisions, entries on one of them, and a draft."""
    folder = tmp_path_factory.mktemp("prepared") / "reg"
    shutil.copytree(template_register, folder, symlinks=True)
    clone = Clone(folder)
    clone.write("reports/2025-03-18-day.yaml", decision("EXIJB-25-014"))
    clone.write(REPORT, decision("EXIJB-25-015"))
    clone.write("reports/2025-03-18-ward.yaml", decision("EXIJB-25-016", to="nhs-example"))
    clone.write("reports/2025-08-19-draft.yaml", decision("EXIJB-25-040", "2025-08-19"))
    for text in (GOOD, CARE, HOSPITAL):
        done = run("-C", folder, "--today", "2025-03-20", "issue", "--from", "-", "--yes", given=text)
        assert done.returncode == 0, done.stderr
    clone.write(DAY, clone.read(DAY) + PROGRESS + REVIEWED)
    clone.act("draft", "--from", "-", given=changed(NEW, approved="2025-08-19", report="{number: EXIJB-25-040}"))
    clone.commit("Entries and decisions")
    found = run("-C", folder, "--today", TODAY, "validate")
    assert "all is in order" in found.stderr, found.stdout
    return folder


@pytest.fixture
def clone(prepared: Path, tmp_path: Path) -> Clone:
    shutil.copytree(prepared, tmp_path / "reg", symlinks=True)
    return Clone(tmp_path / "reg")


class Request(NamedTuple):
    """A pull request: what it does, the codes that it deserves, what `main` gained meanwhile, and where findings stand."""

    ours: Callable[[Clone], object]
    codes: str = ""
    theirs: Callable[[Clone], object] | None = None
    at: tuple[str, str] | None = None
    """A code, and the text of the line that it must stand on."""


def together(*steps: Callable[[Clone], object]) -> Callable[[Clone], None]:
    def all_of(clone: Clone) -> None:
        for step in steps:
            step(clone)

    return all_of


def edits(path: str, old: str, new: str) -> Callable[[Clone], None]:
    return lambda clone: clone.edit(path, old, new)


def appends(path: str, *entries: str) -> Callable[[Clone], None]:
    return lambda clone: clone.append(path, *entries)


def acts(*arguments: object, given: str | None = None) -> Callable[[Clone], None]:
    return lambda clone: clone.act(*arguments, given=given)


def issues(text: str = NEW, number: str = "EXIJB-25-030") -> Callable[[Clone], None]:
    return together(lambda clone: clone.decide(number), acts("issue", "--from", "-", given=text))


CLOSES = ("--approved", "2025-06-17", "--reason", "achieved", "--note", "Done.")
REVOKES = ("--approved", "2025-06-17", "--reason", "halted", "--note", "Stopped.")
MORE_PROGRESS = acts("progress", "18/03/2025-001", "--rating", "on-track", "--note", "Well again.")
DRAFTED_AND_SQUASHED = together(lambda clone: clone.decide("EXIJB-25-030"), acts("draft", "--from", "-", given=NEW), Clone.squash)
DECIDED = "report={number: EXIJB-25-030}"

LAWFUL: dict[str, Request] = {
    "a direction issued with its report's decision": Request(issues()),
    "a draft": Request(acts("draft", "--from", "-", given=changed(NEW, approved="2025-08-19"))),
    "a draft edited by hand": Request(edits(DRAFT, "title: Care homes", "title: Homes for care")),
    "a draft made private": Request(edits(DRAFT, "private: false", "private: true\nprivate_reason: In private.")),
    "a draft withdrawn": Request(lambda clone: clone.at(DRAFT).unlink()),
    "a variation": Request(
        together(
            lambda clone: clone.decide("EXIJB-25-030"),
            acts("vary", "18/03/2025-001", "--set", "approved=2025-06-17", "--set", "ends=2027-09-30", "--set", DECIDED),
        )
    ),
    "a supersession of two": Request(
        together(
            lambda clone: clone.decide("EXIJB-25-030"),
            acts("supersede", "18/03/2025-001", "18/03/2025-002", "--from", "-", given=NEW),
        )
    ),
    "a closure": Request(acts("close", "18/03/2025-002", *CLOSES)),
    "a revocation": Request(acts("revoke", "18/03/2025-002", *REVOKES)),
    "a correction": Request(acts("correct", "18/03/2025-001", "--set", "review=2027-05", "--reason", "Misread.")),
    "a correction by hand": Request(
        together(
            edits(DAY, "review: 2027-04", "review: 2027-05"),
            appends(DAY, "act: corrected, date: 2025-06-30, field: review, from: 2027-04, to: 2027-05, reason: Misread."),
        )
    ),
    "a slip corrected twice": Request(
        together(
            acts("correct", "18/03/2025-001", "--set", "review=2027-05", "--reason", "Misread."),
            acts("correct", "18/03/2025-001", "--set", "review=2027-06", "--reason", "Misread again."),
        )
    ),
    "progress": Request(MORE_PROGRESS),
    "a difficulty": Request(
        acts(
            *("difficulty", "raise", "18/03/2025-002", "--by", "example-council"),
            *("--summary", "No bidder for the contract.", "--notice", "Letter of 30 June 2025"),
        )
    ),
    "a query by hand": Request(
        appends(HOME, "act: query, date: 2025-06-12, stage: raised, by: Example Council, summary: Which hours?")
    ),
    "comments, quotes and line ends": Request(
        lambda clone: clone.at(DAY).write_bytes(
            (clone.read(DAY).replace("review: 2027-04", 'review: "2027-04"') + "# Read.\n").replace("\n", "\r\n").encode()
        )
    ),
    "a partner and a function added": Request(
        together(
            edits(HEADER, "functions:\n", "functions:\n  - {code: carers-breaks, name: Breaks, delegated_by: example-council}\n"),
        )
    ),
    "a decision worded better": Request(edits(REPORT, "title: A report", "title: A report on care at home")),
    "a decision's file renamed": Request(lambda clone: clone.rename(REPORT, "reports/2025-03-18-care-at-home.yaml")),
    "a slip made and taken back on the branch": Request(
        together(
            edits(DAY, "review: 2027-04", "review: 2028-04"),
            Clone.commit,
            edits(DAY, "review: 2028-04", "review: 2027-04"),
            edits(DRAFT, "title: Care homes", "title: Homes"),
        )
    ),
    "issued without its report's decision, which is accepted with a reason": Request(
        acts("issue", "--from", "-", given=f"{NEW}ignore:\n  - {{code: CON023, reason: Decided before the register was kept.}}\n")
    ),
    "progress, while the base gained a direction": Request(MORE_PROGRESS, theirs=issues()),
    "the base merged into the branch": Request(together(MORE_PROGRESS, Clone.commit, Clone.merge_base), theirs=issues()),
    "a direction issued after the base was merged in": Request(
        together(Clone.merge_base, issues(changed(LATER, report="{number: EXIJB-25-031}"), "EXIJB-25-031")), theirs=issues()
    ),
    "a draft issued on a branch that was squashed and is rebased": Request(
        together(
            DRAFTED_AND_SQUASHED,
            acts("issue", "17/06/2025-001"),
            lambda clone: git(clone.folder, "rebase", "-q", "--onto", "main", "HEAD~1"),
        )
    ),
    "progress, with a draft that the base amended": Request(
        together(Clone.merge_base, MORE_PROGRESS), theirs=edits(DRAFT, "title: Care homes", "title: Homes")
    ),
}

TERMS = {
    "an amount altered": Request(edits(DAY, "amount: 1250000", "amount: 1300000"), "ALT006", at=("ALT006", "amount: 1300000")),
    "a word altered": Request(edits(DAY, "move 40 day places", "move 45 day places"), "ALT006"),
    "a direction made private": Request(
        edits(DAY, "private: false", "private: true"), "ALT006 CON018", at=("ALT006", "private: true")
    ),
    "a term taken out": Request(edits(DAY, "review: 2027-04\n", ""), "ALT006 CON013"),
    "a term added": Request(edits(HOME, "review: 2027-04\n", "ends: 2026-03-31\nreview: 2027-04\n"), "ALT006"),
    "a recipient added": Request(edits(HOME, "to: [example-council]", "to: [example-council, nhs-example]"), "ALT006 CON024"),
    "the approval moved": Request(edits(DAY, "approved: 2025-03-18", "approved: 2025-03-17"), "ALT006 CON026 IDN003 IDN004"),
    "the reference altered": Request(edits(DAY, "18/03/2025-001", "18/03/2025-009"), "ALT006 IDN004"),
    "an earlier direction named afterwards": Request(
        edits(HOME, "private: false", "supersedes: [EXIJB-2025-03-18-001]\nprivate: false"), "ALT006 LNK002"
    ),
    "a correction of another field": Request(
        together(
            edits(DAY, "ends: 2027-03-31", "ends: 2028-03-31"),
            appends(DAY, "act: corrected, date: 2025-06-30, field: review, from: 2027-04, to: 2027-05, reason: Misread."),
        ),
        "ALT006",
    ),
    "a correction from another value": Request(
        together(
            edits(DAY, "review: 2027-04", "review: 2027-06"),
            appends(DAY, "act: corrected, date: 2025-06-30, field: review, from: 2027-05, to: 2027-06, reason: Misread."),
        ),
        "ALT006",
    ),
    "a lawful act beside a tampered direction": Request(
        together(MORE_PROGRESS, edits(WARD, "amount: 15000000", "amount: 14000000")), "ALT006"
    ),
}

HISTORIES = {
    "the last entry removed": Request(edits(DAY, REVIEWED, ""), "ALT003", at=("ALT003", "history:")),
    "an entry in the middle removed": Request(edits(DAY, PROGRESS, ""), "ALT003"),
    "the issue removed": Request(edits(HOME, "history:\n", "history: []\n#"), "ALT003 LIF013"),
    "an entry's date altered": Request(
        edits(DAY, "date: 2025-05-30", "date: 2025-05-29"), "ALT004", at=("ALT004", "date: 2025-05-29")
    ),
    "a rating altered": Request(edits(DAY, "rating: on-track", "rating: delayed"), "ALT004"),
    "the day of issue altered": Request(edits(HOME, "date: 2025-03-20", "date: 2025-03-19"), "ALT004"),
    "an issue made historic": Request(edits(HOME, "{act: issued,", "{act: issued, historic: true,"), "ALT004"),
    "entries reordered": Request(edits(DAY, PROGRESS + REVIEWED, REVIEWED + PROGRESS), "ALT005", at=("ALT005", "act: reviewed")),
    "an entry put in between, out of its date": Request(
        edits(DAY, PROGRESS, "  - {act: progress, date: 2025-06-20, rating: delayed, note: Late.}\n" + PROGRESS), "ALT005"
    ),
    "an entry put in by its date": Request(
        edits(DAY, PROGRESS, PROGRESS + "  - {act: progress, date: 2025-06-05, rating: delayed, note: Late.}\n"), "ALT005"
    ),
    "an entry replaced by one of another kind": Request(
        edits(DAY, REVIEWED, "  - {act: progress, date: 2025-06-10, rating: complete, note: All.}\n"), "ALT003"
    ),
    "an entry twice altered and one more added": Request(
        together(edits(DAY, "note: Well.", "note: Badly."), appends(DAY, "act: progress, date: 2025-06-30, rating: delayed")),
        "ALT004",
    ),
}

FILES = {
    "a file deleted": Request(lambda clone: clone.at(DAY).unlink(), "ALT001 REG011"),
    "a file renamed": Request(lambda clone: clone.rename(HOME, "2025/EXIJB-2025-03-18-009.yaml"), "ALT002 IDN004"),
    "a file in the folder of another year": Request(
        lambda clone: clone.rename(HOME, "2024/EXIJB-2025-03-18-002.yaml"), "ALT002 IDN002"
    ),
    "a file copied under another number": Request(
        lambda clone: clone.write("2025/EXIJB-2025-03-18-009.yaml", clone.read(HOME)), "FIN015 IDN004 IDN005"
    ),
    "a file emptied": Request(lambda clone: clone.write(DAY, ""), "ALT012 FIL010"),
    "a file that is no YAML": Request(edits(DAY, "review: 2027-04", "review: {2027-04"), "ALT012 FIL002"),
    "a file with a conflict left in it": Request(
        edits(DAY, REVIEWED, f"<<<<<<< ours\n{REVIEWED}=======\n>>>>>>> theirs\n"), "ALT012 FIL004"
    ),
    "a file replaced by a link": Request(lambda clone: clone.link(DAY, HOME), "ALT001 FIL011 REG011"),
    "a stray file": Request(lambda clone: clone.write("2025/minutes.docx", "x"), "FIL009"),
}

JUMPS = {
    "closed without a decision": Request(appends(HOME, "act: closed, date: 2025-06-30"), "LIF007"),
    "closed twice": Request(
        appends(
            HOME,
            *2 * ("act: closed, date: 2025-06-30, approved: 2025-06-17, reason: achieved, note: Done.",),
        ),
        "LIF001",
    ),
    "a draft closed": Request(
        appends(DRAFT, "act: closed, date: 2025-06-30, approved: 2025-06-17, reason: achieved, note: Done."), "LIF001 LIF006"
    ),
    "progress after the end": Request(
        together(acts("close", "18/03/2025-002", *CLOSES), appends(HOME, "act: progress, date: 2025-06-30, rating: complete")),
        "LIF001",
    ),
    "an ended direction brought back": Request(
        together(Clone.merge_base, lambda clone: clone.write(HOME, clone.read(HOME).partition("  - {act: closed")[0])),
        "ALT003",
        theirs=acts("close", "18/03/2025-002", *CLOSES),
    ),
    "superseded by one issued before": Request(
        appends(HOME, f"act: superseded, date: 2025-06-30, by: {Path(DAY).stem}"), "ALT007 LNK003"
    ),
    "varied by a draft": Request(appends(HOME, f"act: varied, date: 2025-06-30, by: {Path(DRAFT).stem}"), "ALT007 LNK003 LNK010"),
    "varied by nobody": Request(appends(HOME, "act: varied, date: 2025-06-30, by: EXIJB-2025-06-17-009"), "LNK003"),
    "a draft issued before its meeting": Request(
        appends(DRAFT, "act: issued, date: 2025-06-30, officer: Chief Officer"), "LIF002"
    ),
    "an issue dated ahead": Request(
        together(issues(), edits(NEXT, "act: issued, date: 2025-06-30", "act: issued, date: 2025-07-30")), "LIF005"
    ),
    "issued without its report's decision": Request(
        acts("issue", "--from", "-", given=NEW), "ALT008", at=("ALT008", "EXIJB-25-030")
    ),
    "issued while its decision asks for none": Request(
        together(
            issues(), edits("reports/2025-06-17-030.yaml", "requires: direction\nto: [example-council]", "requires: no-direction")
        ),
        "CON025",
    ),
    "issued to a partner of whom its decision asks nothing": Request(
        together(issues(), edits("reports/2025-06-17-030.yaml", "to: [example-council]", "to: [nhs-example]")), "CON024"
    ),
    "issued on no report": Request(acts("issue", "--from", "-", given=changed(NEW, report=None)), "ALT008"),
    "issued by hand without an approval": Request(
        lambda clone: clone.write(
            NEXT, changed(NEW, approved=None, private="false") + "history:\n  - {act: issued, date: 2025-06-18}\n"
        ),
        "ALT008 CON008 IDN002 IDN003 IDN006",
    ),
}

HEADERS = {
    "a function taken out that is used": Request(
        lambda clone: clone.write(
            HEADER, "".join(x for x in clone.read(HEADER).splitlines(True) if "code: care-at-home" not in x)
        ),
        "ALT009 CON004",
    ),
    "a partner renamed": Request(
        edits(HEADER, "code: example-council", "code: exampleton-council"), "ALT009 CON002 REG002 REG008"
    ),
    "the authority's code altered": Request(edits(HEADER, 'code: "EXIJB"', 'code: "EXHSCP"'), "ALT010 IDN001 IDN004"),
    "the model altered": Request(edits(HEADER, 'model: "integration-joint-board"', 'model: "lead-agency"'), "ALT010"),
    "another format of references": Request(
        edits(HEADER, "{code}-{approved:%d/%m/%Y}-{n:03}", "{code}/{approved:%d.%m.%Y}/{n}"), "IDN004"
    ),
    "a partner under another name": Request(edits(HEADER, 'name: "Example Council"', 'name: "Sample Council"'), "ALT015"),
    "a partner of another kind": Request(edits(HEADER, "kind: local-authority", "kind: health-board"), "ALT016 REG003"),
    "the header deleted": Request(lambda clone: clone.at(HEADER).unlink(), "FIL012"),
    "a decision turned round": Request(
        edits(REPORT, "requires: direction\nto: [example-council]", "requires: no-direction"), "ALT011 CON025"
    ),
    "a decision taken out": Request(lambda clone: clone.at(REPORT).unlink(), "ALT011 CON023"),
    "a decision for another partner": Request(
        edits(REPORT, "to: [example-council]", "to: [nhs-example]"), "ALT011 CON024 REG011"
    ),
}

MOVED_ON = {
    "a number that the base gave to another": Request(
        together(
            issues(),
            # A clone that has not fetched gives the same number; this one sees the other branch, so it is given here.
            edits("2025/EXIJB-2025-06-17-002.yaml", "17/06/2025-002", "17/06/2025-001"),
            lambda clone: clone.rename("2025/EXIJB-2025-06-17-002.yaml", NEXT),
        ),
        "ALT013",
        theirs=issues(LATER),
    ),
    "a draft issued on the branch that was squashed into the base": Request(
        together(DRAFTED_AND_SQUASHED, acts("issue", "17/06/2025-001")), "ALT012"
    ),
    "the same direction on both sides": Request(
        together(MORE_PROGRESS, lambda clone: git(clone.folder, "checkout", "main", "--", "register/2025", "register/reports")),
        theirs=issues(),
    ),
    "closed here, progress there": Request(acts("close", "18/03/2025-001", *CLOSES), "ALT012", theirs=MORE_PROGRESS),
    "varied here, revoked there": Request(
        together(
            lambda clone: clone.decide("EXIJB-25-030"),
            acts("vary", "18/03/2025-001", "--set", "approved=2025-06-17", "--set", "ends=2027-09-30", "--set", DECIDED),
        ),
        "ALT012 LNK002",
        theirs=acts("revoke", "18/03/2025-001", *REVOKES),
    ),
    "deleted here, progress there": Request(lambda clone: clone.at(DAY).unlink(), "ALT012", theirs=MORE_PROGRESS),
    "a draft amended here, amended there": Request(
        edits(DRAFT, "title: Care homes", "title: Homes"), "ALT012", theirs=edits(DRAFT, "title: Care homes", "title: Beds")
    ),
    "the header on both sides": Request(
        edits(HEADER, "chair: {title: Chair}", "chair: {title: Convener}"),
        "ALT012",
        theirs=edits(HEADER, "name: Care at home,", "name: Home care,"),
    ),
    "an entry of the base lost in a merge": Request(
        together(lambda clone: clone.merge_base("--strategy=ours"), edits(DRAFT, "title: Care homes", "title: Homes")),
        "ALT003",
        theirs=MORE_PROGRESS,
    ),
    "a direction of the base lost in a merge": Request(
        together(lambda clone: clone.merge_base("--strategy=ours"), edits(DRAFT, "title: Care homes", "title: Homes")),
        "ALT001 ALT011",
        theirs=issues(),
    ),
    "terms altered under cover of a merge": Request(
        together(MORE_PROGRESS, Clone.commit, Clone.merge_base, edits(HOME, "amount: 20000000.5", "amount: 20000001.5")),
        "ALT006",
        theirs=issues(),
    ),
    "a function used meanwhile taken out": Request(
        lambda clone: clone.write(HEADER, "".join(x for x in clone.read(HEADER).splitlines(True) if "code: care-homes" not in x)),
        "ALT009 CON004",
        theirs=issues(),
    ),
}

REQUESTS = {**LAWFUL, **TERMS, **HISTORIES, **FILES, **JUMPS, **HEADERS, **MOVED_ON}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_pull_request_gives_exactly_its_codes(clone: Clone, name: str) -> None:
    request = REQUESTS[name]
    git(clone.folder, "switch", "-q", "-c", "proposal")
    if request.theirs:
        git(clone.folder, "switch", "-q", "main")
        request.theirs(clone)
        clone.commit()
        git(clone.folder, "switch", "-q", "proposal")
    request.ours(clone)
    clone.commit()
    done = run("-C", clone.folder, "--today", TODAY, "validate", "--against", "main", "--notes", "--format", "json")
    found = [each for each in json.loads(done.stdout) if each["severity"] != "note" or each["code"].startswith("ALT")]
    assert sorted({each["code"] for each in found}) == request.codes.split(), done.stdout
    assert done.returncode == any(each["severity"] == "error" for each in found), done.stderr
    if request.at:
        code, text = request.at
        (one,) = (each for each in found if each["code"] == code)
        lines = (clone.folder / one["path"]).read_text(encoding="utf-8").splitlines()
        assert text in lines[one["line"] - 1]


def test_there_are_enough_of_each_kind() -> None:
    assert len(LAWFUL) >= 20
    assert len(REQUESTS) - len(LAWFUL) >= 30
    assert {code for each in REQUESTS.values() for code in each.codes.split() if code.startswith("ALT")} == {
        f"ALT{number:03}" for number in range(1, 17)
    } - {"ALT014"}, "ALT014 is about how an entry came to stand between others; test_audit tries it"
