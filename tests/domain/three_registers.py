"""Three registers of one Health Board with five clashes planted among them, and beside each what looks like one and is none."""

from __future__ import annotations

from directions_cli.store.files import Found
from directions_cli.store.folder import load
from tests.domain.building import direction_file

NAMES = {
    "EXIJB": "Example Integration Joint Board",
    "EXNIJB": "Northern Example Integration Joint Board",
    "EXSIJB": "Southern Example Integration Joint Board",
}
HEADERS = {
    "EXIJB": """
format: 1
authority: {name: Example Integration Joint Board, code: EXIJB, model: integration-joint-board}
partners:
  - {code: nhs-example, name: NHS Example, kind: health-board}
  - {code: example-council, name: Example Council, kind: local-authority}
functions:
  - {code: emergency-department, name: Emergency department, delegated_by: nhs-example, set_aside: true}
  - {code: general-medicine, name: General medicine, delegated_by: nhs-example, set_aside: true}
  - {code: geriatric-medicine, name: Geriatric medicine, delegated_by: nhs-example, set_aside: true}
  - {code: palliative-medicine, name: Palliative medicine, delegated_by: nhs-example, set_aside: true}
  - {code: district-nursing, name: District nursing, delegated_by: nhs-example}
  - {code: out-of-hours, name: Out-of-hours primary care, delegated_by: nhs-example, hosted_by: EXNIJB}
  - {code: prison-health, name: Health care in prisons, delegated_by: nhs-example, hosted_by: Northern Example Integration Joint Board}
  - {code: sexual-health, name: Sexual health, delegated_by: nhs-example, hosted_by: exijb}
  - {code: care-at-home, name: Care at home, delegated_by: example-council}
hospital_budgets:
  - {hospital: Exampleton General, to: nhs-example, year: 2025-26, amount: 1000, functions: [general-medicine]}
  - {hospital: Vale Hospital, to: nhs-example, year: 2025-26, amount: 500, functions: [palliative-medicine]}
  - {hospital: Northern Infirmary, to: nhs-example, year: 2026-27, amount: 700, functions: [emergency-department]}
neighbours:
  - {code: EXNIJB, name: Northern Example Integration Joint Board, register: ../north}
  - code: EXSIJB
    name: Southern Example Integration Joint Board
    register: ../south
    health_boards: {nhs: nhs-example, nhs-example: null}
    functions: {gm: general-medicine}
""",
    "EXNIJB": """
format: 1
authority: {name: Northern Example Integration Joint Board, code: EXNIJB, model: integration-joint-board}
partners:
  - {code: nhs-example, name: NHS Example, kind: health-board}
  - {code: north-council, name: North Council, kind: local-authority}
functions:
  - {code: ae, name: EMERGENCY DEPARTMENT, delegated_by: nhs-example, set_aside: true}
  - {code: general-medicine, name: Medicine, delegated_by: nhs-example, set_aside: true}
  - {code: geriatric-medicine, name: Geriatric medicine, delegated_by: nhs-example, set_aside: true}
  - {code: palliative-medicine, name: Palliative medicine, delegated_by: nhs-example, set_aside: true}
  - {code: district-nursing, name: District nursing, delegated_by: nhs-example}
  - {code: out-of-hours, name: Out-of-hours primary care, delegated_by: nhs-example, hosted_by: EXNIJB}
  - {code: prison-health, name: Health care in prisons, delegated_by: nhs-example}
  - {code: sexual-health, name: Sexual health, delegated_by: nhs-example, hosted_by: EXIJB}
  - {code: care-at-home, name: Care at home, delegated_by: north-council}
hospital_budgets:
  - {hospital: VALE HOSPITAL, to: nhs-example, year: 2025-26, amount: 500, functions: [palliative-medicine]}
  - {hospital: Northern Infirmary, to: nhs-example, year: 2026-27, amount: 650, functions: [ae]}
  - {hospital: Exampleton General, to: nhs-example, year: 2026-27, amount: 5, functions: [general-medicine]}
""",
    "EXSIJB": """
format: 1
authority: {name: Southern Example Integration Joint Board, code: EXSIJB, model: integration-joint-board}
partners:
  - {code: nhs, name: The Health Board, kind: health-board}
  - {code: nhs-example, name: Another board of that code, kind: health-board}
  - {code: south-council, name: South Council, kind: local-authority}
functions:
  - {code: emergency-department, name: Emergency department, delegated_by: nhs-example, set_aside: true}
  - {code: gm, name: Acute medicine, delegated_by: nhs, set_aside: true}
  - {code: geriatric-medicine, name: Geriatric medicine, delegated_by: nhs, set_aside: true}
  - {code: district-nursing, name: District nursing, delegated_by: nhs}
  - {code: out-of-hours, name: Out-of-hours primary care, delegated_by: nhs, hosted_by: EXSIJB}
  - {code: prison-health, name: Health care in prisons, delegated_by: nhs}
  - {code: sexual-health, name: Sexual health, delegated_by: nhs, hosted_by: Example Integration Joint Board}
  - {code: care-at-home, name: Care at home, delegated_by: south-council}
""",
}
"""EXNIJB and EXSIJB each say that they host out-of-hours: CFL002."""


def direction(id: str, to: str, functions: str, *more: str) -> Found:
    """An issued direction with what it needs to be read; `more` are keys of its own."""
    keys = [f"title: {id}", "approved: 2025-03-18", f"to: [{to}]", f"functions: [{functions}]", *more]
    if not any(key.startswith("history") for key in more):
        keys.append("history: [{act: issued, date: 2025-03-20}]")
    return direction_file("\n".join(keys) + "\n", id)


def money(to: str, function: str, amount: int, year: str = "2025-26", kind: str = "set-aside") -> str:
    """A direction's one line of money."""
    return f"finance: [{{to: {to}, function: {function}, year: {year}, kind: {kind}, amount: {amount}}}]"


def naming(*authorities: str) -> str:
    """The impact of a direction on other authorities."""
    return f"impact: {{other_authorities: [{', '.join(authorities)}]}}"


DAY = "2025-03-18"
DIRECTIONS = {
    "EXIJB": [
        # CFL001 with EXNIJB: neither names the other.
        direction(f"EXIJB-{DAY}-001", "nhs-example", "emergency-department", money("nhs-example", "emergency-department", 10)),
        # CFL004: 400 + 350 + 251 is a pound more than 1,000. One that was replaced and one of another year don't count.
        direction(f"EXIJB-{DAY}-002", "nhs-example", "general-medicine", money("nhs-example", "general-medicine", 400)),
        direction(
            f"EXIJB-{DAY}-003",
            *("nhs-example", "general-medicine", money("nhs-example", "general-medicine", 999)),
            "history: [{act: issued, date: 2025-03-20}, {act: closed, date: 2025-04-01, reason: achieved}]",
        ),
        # CFL003: no regard to the host EXNIJB, as EXSIJB has none.
        direction(f"EXIJB-{DAY}-004", "nhs-example", "prison-health"),
        # Each names the other.
        direction(
            f"EXIJB-{DAY}-005",
            *("nhs-example", "geriatric-medicine", money("nhs-example", "geriatric-medicine", 10), naming("EXNIJB")),
        ),
        # Both registers state the same budget of Vale Hospital, and it holds.
        direction(f"EXIJB-{DAY}-006", "nhs-example", "palliative-medicine", money("nhs-example", "palliative-medicine", 250)),
        # Every authority directs its own district nursing, and its own council.
        direction(f"EXIJB-{DAY}-007", "nhs-example", "district-nursing"),
        direction(f"EXIJB-{DAY}-008", "example-council", "care-at-home"),
        # The host directs what it hosts.
        direction(f"EXIJB-{DAY}-009", "nhs-example", "sexual-health"),
    ],
    "EXNIJB": [
        direction(f"EXNIJB-{DAY}-001", "nhs-example", "ae", money("nhs-example", "ae", 10)),
        direction(f"EXNIJB-{DAY}-002", "nhs-example", "general-medicine", money("nhs-example", "general-medicine", 350)),
        direction(
            f"EXNIJB-{DAY}-003",
            *("nhs-example", "geriatric-medicine", money("nhs-example", "geriatric-medicine", 10)),
            naming("Example Integration Joint Board"),
        ),
        direction(f"EXNIJB-{DAY}-004", "nhs-example", "palliative-medicine", money("nhs-example", "palliative-medicine", 250)),
        direction(f"EXNIJB-{DAY}-005", "nhs-example", "district-nursing"),
        direction(f"EXNIJB-{DAY}-006", "north-council", "care-at-home"),
        direction(f"EXNIJB-{DAY}-007", "nhs-example", "prison-health"),
        # It says what it means for the host.
        direction(f"EXNIJB-{DAY}-008", "nhs-example", "sexual-health", "impact: {hosted_services: Agreed with the host.}"),
        # A draft binds nobody.
        direction(
            f"EXNIJB-{DAY}-009", "nhs-example", "general-medicine", money("nhs-example", "general-medicine", 999), "history: []"
        ),
    ],
    "EXSIJB": [
        # The Health Board of this code is another one.
        direction(f"EXSIJB-{DAY}-001", "nhs-example", "emergency-department", money("nhs-example", "emergency-department", 999)),
        direction(f"EXSIJB-{DAY}-002", "nhs", "gm", money("nhs", "gm", 251)),
        direction(f"EXSIJB-{DAY}-003", "nhs", "prison-health"),
        direction(f"EXSIJB-{DAY}-004", "nhs", "district-nursing"),
        direction(f"EXSIJB-{DAY}-005", "south-council", "care-at-home"),
        direction(f"EXSIJB-{DAY}-006", "nhs", "sexual-health", naming("EXIJB")),
        # Revoked: it stands no more.
        direction(
            f"EXSIJB-{DAY}-007",
            *("nhs", "geriatric-medicine", money("nhs", "geriatric-medicine", 10)),
            "history: [{act: issued, date: 2025-03-20}, {act: revoked, date: 2025-06-18, reason: halted}]",
        ),
    ],
}
PLANTED = {
    ("CFL001", "emergency-department", None, ("EXIJB", "EXNIJB")),
    ("CFL002", "out-of-hours", None, ("EXIJB", "EXNIJB", "EXSIJB")),
    ("CFL003", "prison-health", None, ("EXIJB", "EXSIJB")),
    ("CFL004", None, "Exampleton General", ("EXIJB", "EXNIJB", "EXSIJB")),
    ("CFL005", None, "Northern Infirmary", ("EXIJB", "EXNIJB")),
}


def files_of(code: str, header: str | None = None, *more: Found) -> list[Found]:
    """The files of one of the registers, with another header or more directions."""
    kept = {found.path: found for found in (*DIRECTIONS[code], *more)}
    return [Found("register.yaml", "header", (header or HEADERS[code]).encode()), *(kept[path] for path in sorted(kept))]


def register(code: str, header: str | None = None, *more: Found):
    """One of the registers; all of it can be read."""
    loaded = load(files_of(code, header, *more))
    assert not loaded.findings, loaded.findings
    assert loaded.register is not None
    return loaded.register
