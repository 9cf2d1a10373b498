"""Logs in the shapes of different boards, each with an answer sheet: what every row must come to, and nothing besides.

Whatever is not among the answers of a row must not be in what was read: it would be invented. `note` are the lines of the note
of its issue, under their headings; `links` name directions by reference.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

NHS, COUNCIL = "nhs-example", "example-council"
BOTH = (NHS, COUNCIL)


@dataclass(frozen=True)
class Tab:
    """A sheet: its name, its rows from the top, and its merged cells as (row, column, row, column) from 0."""

    name: str
    rows: list[list[Any]]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Shape:
    """A log: how it is written, its sheets, what is to come out, and what a mapping file would have to say for the rest."""

    name: str
    write: Callable[[Path, list[Tab]], Path]
    tabs: list[Tab]
    answers: list[dict[str, Any]]
    fields: dict[str, str] = field(default_factory=dict)


def xlsx(folder: Path, tabs: list[Tab]) -> Path:
    import xlsxwriter

    path = folder / "log.xlsx"
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    days = book.add_format({"num_format": "dd/mm/yyyy"})
    for tab in tabs:
        sheet = book.add_worksheet(tab.name)
        for row, cells in enumerate(tab.rows):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), days)
                elif value is not None:
                    sheet.write(row, column, value)
        for first, left, last, right in tab.merged:
            sheet.merge_range(first, left, last, right, tab.rows[first][left])
    book.close()
    return path


def ods(folder: Path, tabs: list[Tab]) -> Path:
    from odfdo import Cell, Document, Row, Table

    path = folder / "log.ods"
    document = Document("spreadsheet")
    document.body.clear()
    for tab in tabs:
        table = Table(tab.name)
        for cells in tab.rows:
            row = Row()
            for value in cells:
                row.append_cell(Cell(value) if value is not None else Cell())
            table.append_row(row)
        for first, left, last, right in tab.merged:
            table.set_span((left, first, right, last))
        document.body.append(table)
    document.save(str(path))
    return path


def text(separator: str = ",", encoding: str = "utf-8-sig") -> Callable[[Path, list[Tab]], Path]:
    def write(folder: Path, tabs: list[Tab]) -> Path:
        path = folder / "log.csv"
        out = io.StringIO()
        csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(
            [["" if c is None else c for c in r] for r in tabs[0].rows]
        )
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return write


LANARK = Shape(
    "a policy's own columns, with title rows above, dates as text with points, money in thousands",
    xlsx,
    [
        Tab(
            "Directions Log",
            [
                ["Example Integration Joint Board"],
                ["Log of Directions – position as at 31 March 2025"],
                [],
                ["Ref No.", "Direction title", "Services / functions covered", "Full text of direction", "Date of IJB", "Date issued",
                 "Issued to", "Budget allocated (£000)", "Does this direction supersede, vary or revoke an existing direction?",
                 "Status", "Date to be reviewed", "Lead Officer"],
                ["EX/16/01", "Home care redesign", "Care at home", "The Council will redesign care at home.", "04.07.16", "11.07.16",
                 "Council", "1,250", "No", "Superseded", "April 2017", "Head of Care"],
                ["EX/17/02", "Community nursing", "District nursing", "NHS Example will extend district nursing to seven days.",
                 "21.03.17", None, "NHS", "350.5", "New direction", "Live", "April 2018", "Nurse Director"],
                ["EX/18/01", "Home care: next phase", "Care at home; Reablement",
                 "The partners will carry out the second phase of home care.", "26.06.18", "29.06.18", "Both", "Within existing resources",
                 "Yes – supersedes EX/16/01", "Closed - achieved", "TBC", "Head of Care"],
            ],
        )
    ],
    [
        {"reference": "EX/16/01", "title": "Home care redesign", "functions": ("care-at-home",), "to": (COUNCIL,),
         "direction": "The Council will redesign care at home.", "approved": date(2016, 7, 4), "issued": date(2016, 7, 11),
         "finance": [{"amount": 1250000}], "review": "2017-04", "note": ["Lead Officer: Head of Care"], "standing": "superseded"},
        {"reference": "EX/17/02", "title": "Community nursing", "functions": ("district-nursing",), "to": (NHS,),
         "direction": "NHS Example will extend district nursing to seven days.", "approved": date(2017, 3, 21),
         "finance": [{"amount": 350500}], "review": "2018-04", "note": ["Lead Officer: Nurse Director"], "standing": "extant"},
        {"reference": "EX/18/01", "title": "Home care: next phase", "functions": ("care-at-home", "reablement"), "to": BOTH,
         "direction": "The partners will carry out the second phase of home care.", "approved": date(2018, 6, 26),
         "issued": date(2018, 6, 29), "finance": [{"method": "Within existing resources"}], "note": ["Lead Officer: Head of Care"],
         "standing": "closed", "ending": ("closed", date(2025, 3, 31), "achieved"), "links": {"supersedes": ["EX/16/01"]}},
    ],
)  # fmt: skip

ABERDEEN = Shape(
    "no references at all: report numbers and appendices, ISO days, money in words",
    text(),
    [
        Tab(
            "log",
            [
                ["Report ref", "Report title", "Appendix", "IJB meeting date", "Directed to", "Direction", "Financial implications",
                 "Effective from", "Effective to", "Current position", "Comments"],
                ["HSCP.21.088", "Rosewood House options", "D", "2021-08-24", "NHS Example and Example Council",
                 "All 60 beds will be the responsibility of NHS Example for two years, subject to agreement with the present provider.",
                 "£1.2m recurring", "23/10/2021", "23/10/2023", "Live", None],
                ["HSCP.23.054", "Rosewood House evaluation", "Appendix B", "2023-08-22", "NHS Example",
                 "The partner is to continue the integrated facility and to bring a further report in summer 2025 on what is to follow.",
                 "To be met from existing budgets", "24/10/2023", "31st December 2025", "Live", "Reported in public"],
            ],
        )
    ],
    [
        {"report.number": "HSCP.21.088", "report.title": "Rosewood House options", "report.appendix": "D",
         "approved": date(2021, 8, 24), "to": BOTH, "title": "Rosewood House options",
         "direction": "All 60 beds will be the responsibility of NHS Example for two years, subject to agreement with the present provider.",
         "finance": [{"amount": 1200000, "note": "£1.2m recurring"}], "takes_effect": date(2021, 10, 23), "ends": date(2023, 10, 23),
         "standing": "extant"},
        {"report.number": "HSCP.23.054", "report.title": "Rosewood House evaluation", "report.appendix": "B",
         "approved": date(2023, 8, 22), "to": (NHS,), "title": "Rosewood House evaluation",
         "direction": "The partner is to continue the integrated facility and to bring a further report in summer 2025 on what is to follow.",
         "finance": [{"method": "To be met from existing budgets"}], "takes_effect": date(2023, 10, 24), "ends": date(2025, 12, 31),
         "note": ["Comments: Reported in public"], "standing": "extant"},
    ],
)  # fmt: skip

MIDLOTHIAN = Shape(
    "a sheet a year, the same short references every year, days without a year, and a sheet of notes",
    xlsx,
    [
        Tab("Notes", [["How to use this log"], ["Fill in one line for each direction."]]),
        Tab(
            "2023-24",
            [
                ["Ref", "Direction", "Function", "Partner", "Date agreed", "Value", "Progress", "RAG"],
                [1.1, "Unscheduled care", "Emergency department", "NHS", "15 June", "£2,400,000", "On track for winter.", "Green"],
                [1.2, "Short breaks", "Respite and short breaks", "Council", "8 February", "£80k", "Recruitment is slow.", "Amber"],
            ],
        ),
        Tab(
            "2024-25",
            [
                ["Ref", "Direction", "Function", "Partner", "Date agreed", "Value", "Replaces"],
                [1.1, "Unscheduled care", "Emergency department", "NHS", "13 June", "£2.5 million", None],
                [1.2, "Telecare switch", "Telecare and community alarms", "Council", "13 June", "(1,200)", "n/a"],
            ],
        ),
    ],
    [
        {"reference": "1.1", "title": "Unscheduled care", "functions": ("emergency-department",), "to": (NHS,),
         "approved": date(2023, 6, 15), "finance": [{"amount": 2400000}], "note": ["RAG: Green", "Progress: On track for winter."]},
        {"reference": "1.2", "title": "Short breaks", "functions": ("respite",), "to": (COUNCIL,), "approved": date(2024, 2, 8),
         "finance": [{"amount": 80000}], "note": ["RAG: Amber", "Progress: Recruitment is slow."]},
        {"reference": "1.1", "title": "Unscheduled care", "functions": ("emergency-department",), "to": (NHS,),
         "approved": date(2024, 6, 13), "finance": [{"amount": 2500000}]},
        {"reference": "1.2", "title": "Telecare switch", "functions": ("telecare",), "to": (COUNCIL,), "approved": date(2024, 6, 13),
         "finance": [{"note": "(1,200)"}]},
    ],
)  # fmt: skip

TWO_ROWS = Shape(
    "headings over two rows with merged groups, ticks for recipients, a sum for each partner and year",
    xlsx,
    [
        Tab(
            "Log",
            [
                ["IJB Directions Tracker", None, None, None, None, None, None, None, None],
                ["Direction no.", "Subject", "Issued to", None, "Dates", None, "Budget 2024/25 (£)", None, "Current status"],
                [None, None, "NHS", "Council", "Approved", "Issued", "NHS", "Council", None],
                ["D1", "Falls prevention", "Y", None, date(2024, 4, 9), date(2024, 4, 12), 120000, None, "Active"],
                ["D2", "Carers strategy", None, "Y", date(2024, 4, 9), None, None, 90000.5, "Active"],
                ["D3", "Intermediate care", "Y", "Y", date(2024, 6, 11), date(2024, 6, 20), 50000, 75000, "Completed 31/12/2024"],
            ],
            ((0, 0, 0, 8), (1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 1, 7), (1, 0, 2, 0), (1, 1, 2, 1), (1, 8, 2, 8)),
        )
    ],
    [
        {"reference": "D1", "title": "Falls prevention", "to": (NHS,), "approved": date(2024, 4, 9), "issued": date(2024, 4, 12),
         "finance": [{"to": NHS, "year": "2024-25", "amount": 120000}], "standing": "extant"},
        {"reference": "D2", "title": "Carers strategy", "to": (COUNCIL,), "approved": date(2024, 4, 9),
         "finance": [{"to": COUNCIL, "year": "2024-25", "amount": 90000.5}], "standing": "extant"},
        {"reference": "D3", "title": "Intermediate care", "to": BOTH, "approved": date(2024, 6, 11), "issued": date(2024, 6, 20),
         "finance": [{"to": NHS, "year": "2024-25", "amount": 50000}, {"to": COUNCIL, "year": "2024-25", "amount": 75000}],
         "standing": "closed", "ending": ("closed", date(2024, 12, 31), "achieved")},
    ],
)  # fmt: skip

MERGED_ROWS = Shape(
    "an OpenDocument sheet with a direction over several merged rows, one for each recipient's money",
    ods,
    [
        Tab(
            "Directions",
            [
                ["Direction Reference Number", "Name of direction", "Delegated functions", "Partner organisation", "Total resource committed",
                 "IJB approval date", "Review date"],
                ["IJB-07", "Out of hours", "Out-of-hours primary care", "NHS Example", "£1,000,000", date(2022, 3, 30), "31/03/2023"],
                [None, None, "Community rehabilitation", "Example Council", "£250,000", None, None],
                ["IJB-08", "Respite", "Respite and short breaks", "Example Council", 40000, date(2022, 3, 30), "March 2024"],
            ],
            ((1, 0, 2, 0), (1, 1, 2, 1), (1, 5, 2, 5), (1, 6, 2, 6)),
        )
    ],
    [
        {"reference": "IJB-07", "title": "Out of hours", "functions": ("out-of-hours", "rehabilitation"), "to": BOTH,
         "finance": [{"to": NHS, "amount": 1000000}, {"to": COUNCIL, "amount": 250000}], "approved": date(2022, 3, 30),
         "review": "2023-03-31"},
        {"reference": "IJB-08", "title": "Respite", "functions": ("respite",), "to": (COUNCIL,), "finance": [{"amount": 40000}],
         "approved": date(2022, 3, 30), "review": "2024-03"},
    ],
)  # fmt: skip

OLD_CSV = Shape(
    "semicolons in Windows-1252, serial numbers for days, lists of earlier directions, outcomes and priorities",
    text(";", "cp1252"),
    [
        Tab(
            "log",
            [
                ["Unique ID", "Direction heading", "Date approved by IJB", "To whom", "Funding", "Supersedes", "National outcomes",
                 "Strategic priority", "Report No", "Notes"],
                ["1", "Café for carers", "42555", "Local Authority", "£15,000", "None", "2, 6", "SP4", "IJB/16/22", None],
                ["2", "Carers’ breaks", "42920", "Local Authority", "£20k", "-", "6", "Standing beside unpaid carers", "IJB/17/30", None],
                ["3", "Carers: whole programme", "43100", "HB and LA", "TBC", "1 and 2", "All", "Living well", "IJB/17/61", "Joint plan agreed"],
            ],
        )
    ],
    [
        {"reference": "1", "title": "Café for carers", "approved": date(2016, 7, 4), "to": (COUNCIL,), "finance": [{"amount": 15000}],
         "alignment.outcomes": (2, 6), "alignment.priorities": ("SP4",), "report.number": "IJB/16/22"},
        {"reference": "2", "title": "Carers’ breaks", "approved": date(2017, 7, 4), "to": (COUNCIL,), "finance": [{"amount": 20000}],
         "alignment.outcomes": (6,), "alignment.priorities": ("SP4",), "report.number": "IJB/17/30"},
        {"reference": "3", "title": "Carers: whole programme", "approved": date(2017, 12, 31), "to": BOTH,
         "alignment.outcomes": (1, 2, 3, 4, 5, 6, 7, 8, 9), "alignment.statement": "Living well", "report.number": "IJB/17/61",
         "note": ["Notes: Joint plan agreed"], "links": {"supersedes": ["1", "2"]}},
    ],
)  # fmt: skip

PROSE = Shape(
    "prose in every cell, status words of the authority's own, delivery issues, headings once more in the middle, totals below",
    xlsx,
    [
        Tab(
            "Register",
            [
                ["Status as at 30 September 2024"],
                [None],
                ["Direction identifier", "Brief description", "Wording", "Date of IJB approval", "Recipient", "Resource committed",
                 "Delivery issues", "Position", "Date closed", "Reason for closure", "Superseded by"],
                ["2022-1", "Care homes", "Example Council is directed to review all care home contracts and report.", "Tuesday 29th March 2022",
                 "Example Council", "£1.5 million (2022/23)", "None reported", "Closed", "30.06.2023", "Contracts reviewed", None],
                ["2022-2", "Palliative care", "NHS Example is directed to open a hospice-at-home service in the Uplands.", "29 March 2022",
                 "NHS Example", "up to £300,000", "Staff hard to recruit", "In progress", None, None, None],
                ["Direction identifier", "Brief description", "Wording", "Date of IJB approval", "Recipient", "Resource committed",
                 "Delivery issues", "Position", "Date closed", "Reason for closure", "Superseded by"],
                ["2022-3", "Housing support", "Both partners will move housing support to a core and cluster model.", "28/06/2022",
                 "NHS Example / Example Council", "£750k", "No issues", "Replaced", None, None, "2023-1"],
                ["2023-1", "Housing support: clusters", "Both partners will open four clusters by March 2025.", "27/06/2023",
                 "NHS Example / Example Council", "£0.9m", None, "Ongoing", None, None, None],
                ["Total", None, None, None, None, "£3.45m"],
            ],
        )
    ],
    [
        {"reference": "2022-1", "title": "Care homes", "to": (COUNCIL,), "approved": date(2022, 3, 29),
         "direction": "Example Council is directed to review all care home contracts and report.",
         "finance": [{"amount": 1500000, "year": "2022-23", "note": "£1.5 million (2022/23)"}], "standing": "closed",
         "ending": ("closed", date(2023, 6, 30), None)},
        {"reference": "2022-2", "title": "Palliative care", "to": (NHS,), "approved": date(2022, 3, 29),
         "direction": "NHS Example is directed to open a hospice-at-home service in the Uplands.",
         "finance": [{"amount": 300000, "note": "up to £300,000"}], "standing": "extant",
         "entries": [("difficulty", date(2024, 9, 30), "Staff hard to recruit")]},
        {"reference": "2022-3", "title": "Housing support", "to": BOTH, "approved": date(2022, 6, 28),
         "direction": "Both partners will move housing support to a core and cluster model.", "finance": [{"amount": 750000}],
         "standing": "superseded"},
        {"reference": "2023-1", "title": "Housing support: clusters", "to": BOTH, "approved": date(2023, 6, 27),
         "direction": "Both partners will open four clusters by March 2025.", "finance": [{"amount": 900000}], "standing": "extant",
         "links": {"supersedes": ["2022-3"]}},
    ],
)  # fmt: skip

TIMES = Shape(
    "periods and timescales, a column for both, set-aside money, milestones, measures, a private item",
    xlsx,
    [
        Tab(
            "IJB directions",
            [
                ["Direction ID", "Direction name", "Direction text", "Health Board / Council / Both", "Meeting", "Date letter issued",
                 "Period", "Set aside budget (£m)", "Performance measures", "Milestones", "Exempt", "Lead", "Additional information"],
                ["A-1", "Front door", "NHS Example is directed to run the front door service.", "Health Board", "01/04/2023", "05-Apr-23",
                 "1 April 2023 to 31 March 2026", 12.5, "Waits under four hours", "Open by June 2023; Review by 31/03/2024", "No", "COO", None],
                ["A-2", "Provider", "Example Council is directed to settle with the provider.", "Council", "01/04/2023", "TBC",
                 "Ongoing", None, None, None, "Yes", "CFO", "Legal advice taken"],
            ],
        )
    ],
    [
        {"reference": "A-1", "title": "Front door", "direction": "NHS Example is directed to run the front door service.", "to": (NHS,),
         "approved": date(2023, 4, 1), "issued": date(2023, 4, 5), "takes_effect": date(2023, 4, 1), "ends": date(2026, 3, 31),
         "finance": [{"amount": 12500000, "kind": "set-aside"}], "measures": ("Waits under four hours",),
         "milestones": [{"what": "Open by June 2023", "due": "2023-06"}, {"what": "Review by 31/03/2024", "due": "2024-03-31"}],
         "note": ["Lead: COO"]},
        {"reference": "A-2", "title": "Provider", "direction": "Example Council is directed to settle with the provider.", "to": (COUNCIL,),
         "approved": date(2023, 4, 1), "private": True,
         "note": ["Period: Ongoing", "Lead: CFO", "Additional information: Legal advice taken"]},
    ],
)  # fmt: skip

SECTIONS = Shape(
    "sections between the rows, blank rows, an unknown partner and function, a range of earlier directions",
    xlsx,
    [
        Tab(
            "Sheet1",
            [
                [None, "No.", "Description of direction", "Service area", "Organisation", "Date of issue", "Amount", "Replaces", "RAG status", "Date of update"],
                [None, "Health directions"],
                [None, "101", "Run the minor injuries unit at the weekend", "Emergency department", "NHS Example", "12 May 2019", "£410,000", None, "Red", "1 March 2020"],
                [None, "102", "Extend physiotherapy to care homes", "Physiotherapy", "NHS Example", "12 May 2019", "£55,000", None, "G", "1 March 2020"],
                [None, None],
                [None, "Council directions"],
                [None, "103", "Pay providers the living wage", "Home sewing", "Elsewhere Council", "May 2019", "£410,000 to £500,000", "101-102", None, None],
            ],
        )
    ],
    [
        {"reference": "101", "title": "Run the minor injuries unit at the weekend", "direction": "Run the minor injuries unit at the weekend", "functions": ("emergency-department",), "to": (NHS,),
         "issued": date(2019, 5, 12), "finance": [{"amount": 410000}], "entries": [("progress", date(2020, 3, 1), "delayed")]},
        {"reference": "102", "title": "Extend physiotherapy to care homes", "direction": "Extend physiotherapy to care homes", "functions": ("physiotherapy",), "to": (NHS,),
         "issued": date(2019, 5, 12), "finance": [{"amount": 55000}], "entries": [("progress", date(2020, 3, 1), "on-track")]},
        {"reference": "103", "title": "Pay providers the living wage", "direction": "Pay providers the living wage", "services": ("Home sewing",),
         "finance": [{"note": "£410,000 to £500,000"}],
         "note": ["Organisation: Elsewhere Council", "Date of issue: May 2019", "Replaces: 101-102"]},
    ],
)  # fmt: skip

FORMS = Shape(
    "the headings of a form as columns, with question marks and instructions, tabs between",
    text("\t", "utf-8"),
    [
        Tab(
            "log",
            [
                ["Reference Number", "Services / functions covered", "Direction", "Direction to (NHS, Council or both)", "Approval date (dd/mm/yyyy)",
                 "Link to relevant IJB report(s)", "Financial Implications", "Alignment to Strategic Commissioning Plan",
                 "Date Direction will be reviewed", "Current status (live / closed)"],
                ["EXIJB-18/03/2025-001", "Care at home", "Example Council is directed to deliver care at home to all who need it, within the budget set by the board, for the year.",
                 "Example Council", "18/03/2025", "https://papers.example.org/ijb/2025-03", "Budget of £24,500,000", "Care nearer to home",
                 "April 2026 as part of the next annual review of directions", "Live"],
                ["EXIJB-18/03/2025-002", "District nursing", "NHS Example is directed to deliver district nursing in all localities, within the budget set by the board, for the year.",
                 "NHS Example", "18/03/2025", "https://papers.example.org/ijb/2025-03", "As per budget", "Care nearer to home",
                 "April 2026 as part of the next annual review of directions", "Live"],
            ],
        )
    ],
    [
        {"reference": "EXIJB-18/03/2025-001", "functions": ("care-at-home",), "to": (COUNCIL,), "approved": date(2025, 3, 18),
         "title": "Example Council is directed to deliver care at home to all who need it, within the budget set by the board, for the…",
         "direction": "Example Council is directed to deliver care at home to all who need it, within the budget set by the board, for the year.",
         "report.url": "https://papers.example.org/ijb/2025-03", "finance": [{"amount": 24500000, "note": "Budget of £24,500,000"}],
         "alignment.statement": "Care nearer to home", "review": "2026-04", "standing": "extant",
         "note": ["Date Direction will be reviewed: April 2026 as part of the next annual review of directions"]},
        {"reference": "EXIJB-18/03/2025-002", "functions": ("district-nursing",), "to": (NHS,), "approved": date(2025, 3, 18),
         "title": "NHS Example is directed to deliver district nursing in all localities, within the budget set by the board, for the year.",
         "direction": "NHS Example is directed to deliver district nursing in all localities, within the budget set by the board, for the year.",
         "report.url": "https://papers.example.org/ijb/2025-03", "finance": [{"method": "As per budget"}],
         "alignment.statement": "Care nearer to home", "review": "2026-04", "standing": "extant",
         "note": ["Date Direction will be reviewed: April 2026 as part of the next annual review of directions"]},
    ],
)  # fmt: skip

SHAPES = (LANARK, ABERDEEN, MIDLOTHIAN, TWO_ROWS, MERGED_ROWS, OLD_CSV, PROSE, TIMES, SECTIONS, FORMS)
