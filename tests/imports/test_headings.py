"""Headings as boards word them go to the field that they mean."""

from __future__ import annotations

from datetime import date

import pytest

from directions_cli.imports.matching import Headed, proposed
from directions_cli.imports.names import Names
from tests.imports.test_shapes import header as header

DAY, MONEY, LONG, SHORT, CODE = (
    (date(2024, 4, 9), "9 May 2024"),
    ("£120,000", 4500.0),
    ("The partner is directed to do what the report sets out, in full, by the end of the financial year." * 2,),
    ("Care nearer to home",),
    ("IJB-2024-07", "IJB-2024-08"),
)
STATUS, TICK, TO = ("Live", "Closed"), ("Yes", "No"), ("NHS Example", "Both")
WORDED = {
    "reference": (
        CODE,
        [
            "Direction Ref. No.",
            "IJB Direction Reference",
            "Ref #",
            "Direction reference (IJB/year/no)",
            "Unique reference",
            "Dir. No",
        ],
    ),
    "title": (
        SHORT,
        ["Title of the Direction", "Direction (short title)", "Subject Matter", "Name of Direction", "IJB Direction Title"],
    ),
    "direction": (
        LONG,
        [
            "Full Text of Direction",
            "Direction wording in full",
            "Detail of Direction",
            "What is directed?",
            "Directions Text",
            "Description",
        ],
    ),
    "functions": (
        SHORT,
        [
            "Service/Function",
            "Function(s)",
            "Services and Functions covered by the direction",
            "Delegated Function(s)",
            "Service Area",
        ],
    ),
    "approved": (
        DAY,
        [
            "Date of IJB Meeting",
            "Approved by IJB on",
            "IJB Approval Date",
            "Date Direction was approved",
            "Board Meeting Date",
            "Date agreed by the IJB",
        ],
    ),
    "issued": (
        DAY,
        ["Date of Issue", "Date direction issued to partners", "Issued (date)", "Date Issued to Partner", "Date Letter Sent"],
    ),
    "takes_effect": (DAY, ["Effective From", "Direction effective date", "Commencement Date", "Start date"]),
    "ends": (DAY, ["Expiry Date", "End date of direction", "Target Completion Date", "Timescale for delivery", "Deadline"]),
    "review": (DAY, ["Review Date", "Date of next review", "Next Review Due", "Date to be reviewed"]),
    "to": (
        TO,
        [
            "Issued to:",
            "Direction to",
            "Partner(s) directed",
            "To whom issued (NHS / Council / Both)",
            "Recipient organisation",
            "Directed to",
        ],
    ),
    "finance": (
        MONEY,
        [
            "Budget (£)",
            "Total resource committed (£000)",
            "Budget allocated by IJB to carry out Direction",
            "Financial value £",
            "Funding allocated",
            "Resource Committed 2024/25",
        ],
    ),
    "report.number": (CODE, ["Report No.", "IJB Report Ref", "Paper reference", "Report number"]),
    "status": (STATUS, ["Status of Direction", "Current Status", "Live/Closed", "Direction Status (open or closed)"]),
    "progress": (LONG, ["Progress to Date", "Update on progress", "Latest progress update", "Implementation progress"]),
    "difficulty": (SHORT, ["Delivery Issues", "Any issues with delivery", "Issues / risks", "Barriers to delivery"]),
    "supersedes": (CODE, ["Supersedes", "Direction superseded", "Supersedes (ref)"]),
    "superseded_by": (CODE, ["Superseded by", "Superseded by (ref)", "Replaced by"]),
    "earlier": (
        SHORT,
        [
            "Does this direction supersede, vary or revoke an existing direction?",
            "Supersedes / varies / revokes",
            "New or amended direction",
        ],
    ),
    "outcomes": (("2, 4",), ["National Outcomes", "Health & Wellbeing Outcomes", "Outcome(s)"]),
    "priorities": (SHORT, ["Strategic Priority", "Strategic plan priorities", "SCP priority"]),
    "ended.date": (DAY, ["Date Closed", "Closure date", "Date completed / closed"]),
    "private": (TICK, ["Exempt?", "Private / Public"]),
    "note": (SHORT, ["Comments", "Lead Officer", "Additional comments", "Colour of the folder"]),
}


@pytest.mark.parametrize(("name", "heading"), [(name, each) for name, (_, headings) in WORDED.items() for each in headings])
def test_a_heading_goes_to_its_field(name: str, heading: str, header) -> None:
    (column,) = proposed([Headed(0, (heading,), WORDED[name][0])], Names(header))
    assert column.field == name


def test_a_column_is_put_elsewhere_at_the_terminal(header, tmp_path) -> None:
    from directions_cli.cli.importing_asked import _change
    from tests.imports.shapes import LANARK
    from tests.imports.test_shapes import imported

    log = imported(LANARK, tmp_path, header).log
    after = _change(log, "l leave-out")
    assert [column.field for column in after.maps[0].columns][-1] == "leave-out"
    for answer, said in {
        "ZZ title": "has a column ZZ",
        "A titel": "did you mean 'title'",
        "A": "letters of a column",
        "9 A title": "sheets",
    }.items():
        with pytest.raises(ValueError, match=said):
            _change(log, answer)
