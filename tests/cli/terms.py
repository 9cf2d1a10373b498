"""Terms for the tests of commands: good ones, and ways to change them."""

from __future__ import annotations

from pathlib import Path

GOOD = """\
title: Day services for adults with a learning disability
approved: 2025-03-18
report: {number: EXIJB-25-014, title: Day services, appendix: B, url: https://exijb.example.org/25-014}
to: [example-council]
functions: [day-services-learning-disability]
direction: |
  Example Council is directed to move 40 day places into community settings by 31 March 2027.
takes_effect: 2025-04-01
ends: 2027-03-31
finance:
  - {to: example-council, function: day-services-learning-disability, year: 2025-26, kind: payment, amount: 1250000, use: Places}
milestones:
  - {what: First ten places, due: 2026-09-30, measure: Ten people use them}
alignment: {priorities: [SP1], outcomes: [2, 9], statement: Lives in the community.}
advice:
  - {from: Chief Social Work Officer, summary: Supports it.}
impact: {people: [carers, staff], statement: 40 people change place.}
review: 2027-04
"""

CARE = """\
title: Care at home
approved: 2025-03-18
report: {number: EXIJB-25-015}
to: [example-council]
functions: [care-at-home]
direction: Example Council is directed to provide 4,000 hours of care at home a week by 30 September 2025.
finance:
  - {to: example-council, function: care-at-home, year: 2025-26, kind: payment, amount: 20000000.5, use: Care at home}
alignment: {priorities: [SP1], outcomes: [2]}
advice:
  - {from: Chief Social Work Officer, summary: Supports it.}
impact: {people: [carers]}
review: 2027-04
"""

HOSPITAL = """\
title: Emergency department
approved: 2025-03-18
report: {number: EXIJB-25-016}
to: [nhs-example]
functions: [emergency-department]
direction: NHS Example is directed to see 95% of people within four hours by 31 December 2025.
finance:
  - {to: nhs-example, function: emergency-department, year: 2025-26, kind: set-aside, amount: 15000000, use: Staff}
alignment: {priorities: [SP5], outcomes: [9]}
advice:
  - {from: Clinical Director, summary: Supports it.}
impact: {people: [patients]}
review: 2027-04
"""


def saved(folder: Path, text: str, name: str = "terms.yaml") -> Path:
    """The terms as a file in a folder of the test's own."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def changed(text: str, **lines: str | None) -> str:
    """The terms with whole lines of one key put anew, added, or (None) taken out."""
    found = [line for line in text.splitlines() if line.split(":")[0] not in lines]
    return "\n".join([*found, *(f"{key}: {value}" for key, value in lines.items() if value is not None)]) + "\n"
