"""What the templates of the public register may use, besides what documents have. `docs/templates.md` is generated from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from directions_cli.documents.views import DecisionView, DirectionView, it

_PATH = "Path of its page from the top of the site; print it with `page.root` before it."


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The public register as a whole."""

    as_at: date = it("The day as at which the register is shown.")
    commit: str | None = it("The commit that last changed the register; none where Git does not know it.")
    changed: bool = it("Whether the register holds changes that are not committed.")
    earlier: bool = it("Whether an earlier day than that of its making was asked for.")
    directions: int = it("Number of directions that are shown.")
    extant: int = it("Number of them that are extant.")
    private: int = it("Number of directions that were made in private, and are not shown.")
    address: str | None = it("Address of the site, if it is known; it ends in a slash.")
    logo: str | None = it("Path of the authority's logo, if it has one.")
    reports: bool = it("Whether there are decisions of reports.")
    contact: str | None = it("Address of mail of the office to ask, as the header of the register gives it.")
    office: str = it("The office to ask.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadView:
    """A page that leads here."""

    name: str = it("What it is called, or the code of its section.")
    path: str = it(_PATH)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePageView:
    """The page itself."""

    path: str = it("Path of the page from the top of the site.")
    root: str = it("What leads from the page to the top of the site: empty, or `../`.")
    section: str = it("Its section: `log`, `functions`, `partners`, `meetings`, `changes`, `reports`, `days`, `data`, `about`.")
    about: str | None = it("What it is about: the name of a direction, function, partner, report, or a year.")
    leads: tuple[LeadView, ...] = it("The pages above it, the outermost first; the front page is left out.")
    commit: str | None = it("The commit that last changed what the page shows, in short; none where Git does not know it.")
    address: str | None = it("Its whole address, if that of the site is known.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A partner or function that has a page."""

    code: str = it("Its code.")
    name: str = it("Its name.")
    path: str | None = it("Path of its page from the top of the site; none where the header does not know it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueView:
    """A difficulty in delivery that is open."""

    since: date = it("Day on which it was raised.")
    stage: str = it("`raised` or `negotiating`.")
    partner: str | None = it("Name of the partner in difficulty.")
    summary: str | None = it("What it is.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A direction in a list (guidance 5.2)."""

    id: str = it("The register's own name for it.")
    path: str = it(_PATH)
    reference: str = it("The printed reference; the id where it has none.")
    title: str = it("What it is about.")
    status: str = it("Its status on the day.")
    extant: bool = it("Whether it binds its recipients on the day.")
    to: tuple[PlaceView, ...] = it("The partners that it directs.")
    functions: tuple[PlaceView, ...] = it("The functions that it covers.")
    approved: date | None = it("Day of the board meeting that made it.")
    issued: date | None = it("Day of issue.")
    ends: date | None = it("Last day that it foresees.")
    expired: bool = it("Whether that day is past, though it stands (guidance 5.2).")
    resource: Decimal | None = it("Pounds committed in all, if any line states an amount.")
    rating: str | None = it("Latest rating.")
    issues: tuple[IssueView, ...] = it("Difficulties in delivery that are open.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedView:
    """A direction before or after another, or what may be said of it."""

    reference: str = it("What people call it; where it is not shown, what may be said of it.")
    title: str | None = it("Its title, if it is shown.")
    path: str | None = it("Path of its page from the top of the site, if it is shown.")
    status: str | None = it("Its status on the day, if it is shown.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry of a history."""

    number: int = it("Its place in the history, from 1.")
    act: str = it("What happened: `issued`, `progress`, `reviewed`, `varied`, and so on.")
    day: date | None = it("Day from which it has effect; none where nobody knows it.")
    officer: str | None = it("Office that did it.")
    by: ChainedView | None = it("The later direction that ended it.")
    approved: date | None = it("Day of the meeting that decided it.")
    reason: str | None = it("Reason of a closure or revocation, as a code.")
    why: str | None = it("Why a slip of the pen was put right, or other wording left the intent as it was.")
    report: str | None = it("Number of the report decided on.")
    body: str | None = it("Body that reviewed it.")
    outcome: str | None = it("What a review came to: `retain`, `vary`, `supersede`, `close` or `revoke`.")
    rating: str | None = it("Rating of progress.")
    milestone: int | None = it("Number of the milestone that it is about.")
    met: bool = it("Whether that milestone was met.")
    moved_to: str | None = it("Month or day to which that milestone was moved.")
    spend: Decimal | None = it("Pounds spent so far.")
    stage: str | None = it("Stage of a difficulty, query or request.")
    partner: str | None = it("Who is in difficulty, asks, or is asked.")
    due: date | None = it("Day by which an answer is due.")
    note: str | None = it("What was written of it; print it with `| markdown`.")
    outcome_text: str | None = it("How a difficulty was resolved, or what was amended upon a query.")
    term: str | None = it("The term that was put right, in words.")
    before: str | None = it("What it said before.")
    after: str | None = it("What it says now.")
    letters: tuple[str, ...] = it("Names of the files of its letters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A milestone as it stands on the day."""

    number: int = it("Its number, from 1.")
    what: str = it("The step.")
    due: str | None = it("Month or day by which it is due; print it with `| day`.")
    measure: str | None = it("How it can be seen that it was done.")
    state: str = it("`met`, `missed`, `moved`, `ahead` or `undated`.")
    met: date | None = it("Day on which it was reported met.")
    moved_to: str | None = it("Month or day to which it was moved; print it with `| day`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadView:
    """A file to download."""

    name: str = it("What it is: `form`, `terms`, or a table of the open data.")
    format: str = it("Its format: `PDF`, `Word`, `HTML`, `YAML`, `CSV`, `JSON` and so on.")
    path: str = it("Its path from the top of the site.")
    about: str | None = it("What it holds.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPageView:
    """All that the page of a direction tells besides its terms."""

    row: RowView = it("The direction as lists have it.")
    before: tuple[ChainedView, ...] = it("Directions that it stands on, oldest first.")
    after: tuple[ChainedView, ...] = it("Directions that came after it, oldest first.")
    entries: tuple[EntryView, ...] = it("Its history by the day, oldest first.")
    steps: tuple[StepView, ...] = it("Its milestones as they stand.")
    downloads: tuple[DownloadView, ...] = it("Its documents and its file.")
    decision: str | None = it("Path of the decision of its report from the top of the site, if that is shown.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """An entry beside the direction that it is about."""

    row: RowView = it("The direction.")
    entry: EntryView = it("The entry.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """What changed: the latest entries, or those of a year."""

    year: int | None = it("The year; none for the latest.")
    changes: tuple[ChangeView, ...] = it("The entries, the latest first.")
    years: tuple[LeadView, ...] = it("The years that have a page of their own, the latest first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A function, partner or meeting with its directions, or the register on an earlier day."""

    kind: str = it("`function`, `partner`, `meeting` or `day`.")
    code: str = it("Its code, or the day as `2025-03-18`.")
    name: str = it("Its name, or the day in words.")
    path: str = it(_PATH)
    directions: int = it("Number of its directions.")
    extant: int = it("Number of them that are extant.")
    rows: tuple[RowView, ...] = it("Its directions; none in a list of groups.")
    resource: Decimal | None = it(
        "Pounds committed by those of them that are extant; for a function or partner, its lines alone."
    )
    delegated_by: tuple[str, ...] = it("Names of the partners that delegated a function.")
    set_aside: bool = it("Whether its money is set aside for large hospitals (the Act, s.27(1)(a)).")
    hosted_by: str | None = it("Authority that leads a function for its neighbours.")
    sort: str | None = it("`health-board` or `local-authority`, for a partner.")
    day: date | None = it("The day of a meeting, or that on which the register is shown.")
    private: int = it("Number of directions made in private by an earlier day; 0 for others.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsView:
    """All functions, partners, meetings, or earlier days."""

    kind: str = it("`function`, `partner`, `meeting` or `day`.")
    groups: tuple[GroupView, ...] = it("Each of them.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView:
    """The log of directions, and what it can be narrowed to."""

    rows: tuple[RowView, ...] = it("Its rows, the latest approved first.")
    statuses: tuple[str, ...] = it("Statuses that occur.")
    partners: tuple[PlaceView, ...] = it("Partners that occur.")
    functions: tuple[PlaceView, ...] = it("Functions that occur.")
    years: tuple[int, ...] = it("Years of approval that occur, the latest first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPageView:
    """What a report was found to require, as the public register shows it."""

    path: str = it(_PATH)
    said: DecisionView = it("The decision.")
    to: tuple[str, ...] = it("Names of the partners to be directed.")
    escalation: tuple[str, ...] = it("Names of the partners to whom it is escalated.")
    url: str | None = it("Link to the papers; print it with `| link(address)`.")
    directions: tuple[ChainedView, ...] = it("Directions that followed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """The open data of the register."""

    downloads: tuple[DownloadView, ...] = it("The files.")


PAGES: Final[tuple[tuple[str, str, Any], ...]] = (
    ("log", "log.html", LogView),
    ("direction", "direction.html", DirectionView),
    ("sheet", "direction.html", SheetPageView),
    ("group", "group.html", GroupView),
    ("listing", "groups.html", GroupsView),
    ("changes", "changes.html", ChangesView),
    ("decisions", "reports.html", tuple[DecisionPageView, ...]),
    ("report", "report.html", DecisionPageView),
    ("data", "data.html", DataView),
)
"""The names that stand for the content of pages, each with its template in `site/` and what it holds."""
