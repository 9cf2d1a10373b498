"""Registers from inline YAML: a header and a direction without a single finding, and text that changes them."""

from __future__ import annotations

import re
from datetime import date

from directions_cli.domain.finding import Finding
from directions_cli.domain.register import Register
from directions_cli.domain.rules import judge
from directions_cli.store.files import Found
from directions_cli.store.folder import load
from directions_cli.store.reader import read_yaml

TODAY = date(2025, 6, 30)
ID = "EXIJB-2025-03-18-001"
LATER_ID = "EXIJB-2025-06-17-001"

HEADER = """
format: 1
authority: {name: Example Integration Joint Board, code: EXIJB, model: integration-joint-board}
partners:
  - {code: nhs-example, name: NHS Example, kind: health-board}
  - {code: example-council, name: Example Council, kind: local-authority}
functions:
  - {code: district-nursing, name: District nursing, delegated_by: nhs-example}
  - {code: emergency-department, name: Emergency department, delegated_by: nhs-example, set_aside: true}
  - {code: care-at-home, name: Care at home, delegated_by: example-council}
  - {code: reablement, name: Reablement, delegated_by: [nhs-example, example-council]}
localities: [{code: north, name: North}]
plan:
  title: Strategic Commissioning Plan 2025-2028
  from: 2025-04-01
  to: 2028-03-31
  priorities: [{code: SP1, name: Care close to home}]
earlier_plans:
  - {title: Plan 2022-2025, from: 2022-04-01, to: 2025-03-31, priorities: [{code: OLD1, name: Prevention}]}
budgets: [{year: 2025-26, to: example-council, kind: payment, amount: 2000000}]
policy: {approved: 2025-03-18}
"""

DIRECTION = """
reference: EXIJB-18/03/2025-001
title: Care at home in the evening
approved: 2025-03-18
report: {number: EXIJB-25-014}
to: [example-council]
functions: [care-at-home]
direction: |
  Example Council is directed to offer care at home in the evening to 200 people by 31 March 2026,
  and to report the number of people reached.
takes_effect: 2025-04-01
finance:
  - {to: example-council, function: care-at-home, year: 2025-26, kind: payment, amount: 1250000, use: Evening staff}
milestones:
  - {what: Staff are in post, due: 2025-12-31}
alignment: {priorities: [SP1], outcomes: [2, 9]}
advice: [{from: Chief Social Work Officer, summary: Safe to begin.}]
impact: {people: [carers]}
review: 2026-04
history:
  - {act: issued, date: 2025-03-20, officer: Chief Officer}
"""

LATER = """
reference: EXIJB-17/06/2025-001
approved: 2025-06-17
takes_effect: 2025-06-18
supersedes: [EXIJB-2025-03-18-001]
history:
  - {act: issued, date: 2025-06-18, officer: Chief Officer}
"""

HISTORIC = """
history:
  - {act: issued, historic: true}
"""

REPORT = """
number: EXIJB-25-014
title: Care at home
meeting: 2025-03-18
requires: direction
to: [example-council]
considerations: {scope: One function.}
"""

BLOCK = re.compile(r"^(\w+):.*?(?=^-?\w|\Z)", re.MULTILINE | re.DOTALL)


def changed(text: str, *changes: str) -> str:
    """A YAML text with whole top-level keys replaced or added; a line `-key` takes a key out."""
    blocks = {found[1]: found[0] for found in BLOCK.finditer(text.strip() + "\n")}
    for change in changes:
        blocks |= {found[1]: found[0] for found in BLOCK.finditer(change.strip() + "\n")}
        for key in re.findall(r"^-(\w+)$", change, re.MULTILINE):
            blocks.pop(key)
    return "".join(blocks.values())


def history(*entries: str) -> str:
    """The base direction's history with entries behind its issue, each as the inside of braces."""
    lines = ["act: issued, date: 2025-03-20, officer: Chief Officer", *entries]
    return "history:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def direction_file(text: str, id: str = ID, folder: str | None = None) -> Found:
    """A file of the register that holds a direction; the folder is the year in its id."""
    where = folder if folder is not None else "undated" if "undated" in id else id.split("-")[1]
    return Found(f"{where}/{id}.yaml", "direction", text.encode())


def register_of(*files: Found, header: str = HEADER, report: str | None = None) -> Register:
    """The register that the files make; all of them can be read."""
    found = [Found("register.yaml", "header", header.encode()), *files]
    if report is not None:
        found.append(Found("reports/2025-03-18-care.yaml", "report", report.encode()))
    loaded = load(found)
    assert not loaded.findings, [(finding.file, finding.message) for finding in loaded.findings]
    assert loaded.register is not None
    return loaded.register


def one(*changes: str, header: str = HEADER) -> Register:
    """A register of the base direction alone, with changes to it."""
    return register_of(direction_file(changed(DIRECTION, *changes)), header=header)


def two(earlier: str = "", later: str = "", header: str = HEADER) -> Register:
    """A register of the base direction and a later one, each with changes; the later one supersedes it."""
    first = direction_file(changed(DIRECTION, earlier))
    return register_of(first, direction_file(changed(DIRECTION, LATER, later), LATER_ID), header=header)


def refused(text: str, header: str = HEADER) -> tuple[Finding, ...]:
    """The findings of reading a direction that does not fit the format."""
    return load([Found("register.yaml", "header", header.encode()), direction_file(text)]).findings


def values(text: str) -> dict:
    """Plain values, as a file given to an act holds them."""
    return read_yaml(text).value


def codes(register: Register, today: date = TODAY) -> list[str]:
    """The codes of all findings."""
    return [finding.code for finding in judge(register, today)]


def terms_of(*changes: str) -> dict:
    """Terms as an officer gives them: the base direction without reference and history."""
    return values(changed(DIRECTION, *changes, "-reference\n-history"))
