"""What every command says of the year at six dates, worked out by hand from `year.py`, not from the program.

D1 to D8 are the eight directions of the first meeting, D9 telecare, D10 addiction services, D11 to D18 the pilots, D19 to D21
what the recovery plan made, D22 to D26 the budget of 2026-27. Money is in pounds.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

DATES = ("2025-05-01", "2025-06-30", "2025-10-15", "2025-12-31", "2026-04-01", "2026-04-30")

D1, D2, D3, D4, D5, D6, D7, D8 = (f"EXIJB-18/03/2025-{number:03}" for number in range(1, 9))
D9, D10 = "EXIJB-15/04/2025-001", "EXIJB-20/05/2025-001"
D11, D12, D13, D14, D15, D16, D17, D18 = (f"EXIJB-17/06/2025-{number:03}" for number in range(1, 9))
D19, D20, D21 = (f"EXIJB-28/10/2025-{number:03}" for number in range(1, 4))
D22, D23, D24, D25, D26 = (f"EXIJB-17/03/2026-{number:03}" for number in range(1, 6))
"""D24 is general medicine, D25 care at home, D26 the emergency department, which supersedes D1 from 1 April 2026."""

LOG: dict[str, dict[str, Any]] = {
    # status: how many; extant: how many bind; resource: all that the extant ones commit; open: difficulties
    "2025-05-01": {"issued": 9, "extant": 9, "resource": 16_200_000, "open": {}},
    "2025-06-30": {"issued": 18, "extant": 18, "resource": 17_820_000, "open": {}},
    "2025-10-15": {"issued": 18, "extant": 18, "resource": 17_820_000, "open": {D4: "raised", D7: "negotiating"}},
    "2025-12-31": {
        "issued": 17,
        "varied": 2,
        "superseded": 1,
        "closed": 1,
        "extant": 17,
        "resource": 17_270_000,
        "open": {D7: "negotiating"},
    },
    "2026-04-01": {
        "issued": 20,
        "varied": 2,
        "superseded": 2,
        "closed": 1,
        "revoked": 1,
        "extant": 20,
        "resource": 25_790_000,
        "open": {},
    },
    "2026-04-30": {
        "issued": 6,
        "retained": 14,
        "varied": 2,
        "superseded": 2,
        "closed": 1,
        "revoked": 1,
        "extant": 20,
        "resource": 25_790_000,
        "open": {},
    },
}

ED, GM, DN, MH, PR = "emergency-department", "general-medicine", "district-nursing", "mental-health", "prescribing"
CAH, CH, CS, TC, AD = "care-at-home", "care-homes", "carers-support", "telecare", "addiction-services"

_SUMMER = {
    ED: [D1],
    GM: [D2],
    DN: [D3, D11],
    MH: [D4, D12],
    PR: [D5, D13],
    CAH: [D6, D14],
    CH: [D7, D15],
    CS: [D8],
    TC: [D9, D16, D17],
    AD: [D10, D18],
}
_SPRING = {
    ED: [D26],
    GM: [D2, D24],
    DN: [D11, D19, D23],
    MH: [D4, D12],
    PR: [D5, D13],
    CAH: [D14, D20, D25],
    CH: [D7, D15],
    CS: [D22],
    TC: [D9, D16, D17],
    AD: [D21],
}
COVERAGE: dict[str, dict[str, list[str]]] = {
    # which extant directions cover each function; carers are without one from December to March
    "2025-05-01": {ED: [D1], GM: [D2], DN: [D3], MH: [D4], PR: [D5], CAH: [D6], CH: [D7], CS: [D8], TC: [D9], AD: []},
    "2025-06-30": _SUMMER,
    "2025-10-15": _SUMMER,
    "2025-12-31": _SUMMER | {DN: [D11, D19], CAH: [D14, D20], CS: [], AD: [D18, D21]},
    "2026-04-01": _SPRING,
    "2026-04-30": _SPRING,
}
_LATE_2025 = {ED: 2_400_000, GM: 1_500_000, DN: 3_100_000, MH: 2_620_000, PR: 80_000, CAH: 3_650_000, CH: 2_690_000}
MONEY_OF_FUNCTIONS: dict[str, dict[str, int | None]] = {
    # in the financial year of the day; None where no line states an amount
    "2025-05-01": {
        ED: 2_400_000,
        GM: 1_500_000,
        DN: 3_000_000,
        MH: 2_500_000,
        PR: None,
        CAH: 3_500_000,
        CH: 2_600_000,
        CS: 400_000,
        TC: 300_000,
        AD: None,
    },
    "2025-06-30": _LATE_2025 | {CS: 400_000, TC: 400_000, AD: 980_000},
    "2025-10-15": _LATE_2025 | {CS: 400_000, TC: 400_000, AD: 980_000},
    "2025-12-31": _LATE_2025 | {DN: 2_800_000, CAH: 3_850_000, CS: None, TC: 400_000, AD: 930_000},
    "2026-04-01": {
        ED: 2_500_000,
        GM: 1_600_000,
        DN: 2_800_000,
        MH: None,
        PR: None,
        CAH: 3_600_000,
        CH: None,
        CS: 450_000,
        TC: None,
        AD: None,
    },
}
MONEY_OF_FUNCTIONS["2026-04-30"] = MONEY_OF_FUNCTIONS["2026-04-01"]

Account = tuple[str, str, str]
_2025 = {("2025-26", "nhs-example", "set-aside"): (3_900_000, 100_000)}
_SUMMER_MONEY = {
    **_2025,
    ("2025-26", "nhs-example", "payment"): (6_400_000, 3_600_000),
    ("2025-26", "example-council", "payment"): (7_520_000, 480_000),
}
_WINTER_MONEY = {
    **_2025,
    ("2025-26", "nhs-example", "payment"): (6_000_000, 4_000_000),
    ("2025-26", "example-council", "payment"): (7_770_000, 230_000),
}
_NEW_MONEY = {
    ("2026-27", "nhs-example", "payment"): (2_800_000, 7_600_000),
    ("2026-27", "nhs-example", "set-aside"): (4_100_000, 0),
    ("2026-27", "example-council", "payment"): (4_050_000, 4_250_000),
}
BUDGET: dict[str, dict[Account, tuple[int, int]]] = {
    # directed, and what is left of the budget; D5 is paid by a method and stands in no sum
    "2025-05-01": {
        **_2025,
        ("2025-26", "nhs-example", "payment"): (5_500_000, 4_500_000),
        ("2025-26", "example-council", "payment"): (6_800_000, 1_200_000),
    },
    "2025-06-30": _SUMMER_MONEY,
    "2025-10-15": _SUMMER_MONEY,
    # D3, D6 and D10 gave way to D19, D20 and D21; D8 was closed within the year and counts in full
    "2025-12-31": _WINTER_MONEY,
    # D18 was revoked within the year; D1 stood to its last day
    "2026-04-01": _WINTER_MONEY | _NEW_MONEY,
    "2026-04-30": _WINTER_MONEY | _NEW_MONEY,
}
BY_DAY: dict[Account, Decimal] = {
    # as at 1 April 2026. NHS: D3 217 of 365 days, 1,783,561.64; D19 the other 148, 1,094,794.52; D4 2,500,000; D10 161 of the
    # 309 days from 27 May, 312,621.36; D21 148 of them, 239,482.20; pilots 300,000.
    ("2025-26", "nhs-example", "payment"): Decimal("6230459.72"),
    ("2025-26", "nhs-example", "set-aside"): Decimal("3900000"),
    # Council: D6 2,080,821.92; D20 1,500,273.97; D7 2,600,000; D8 252 of 365 days, 276,164.38; D9 300,000; D10 182,362.46;
    # D21 191,585.76; pilots 340,000; D18 231 of the 281 days from 24 June, 24,661.92.
    ("2025-26", "example-council", "payment"): Decimal("7495870.41"),
}
MOVED: dict[str, dict[str, int]] = {
    # by each act of the recovery plan, what each partner got more or less
    D19: {"nhs-example": -300_000},
    D20: {"example-council": 200_000},
    D21: {"nhs-example": -100_000, "example-council": 50_000},
}

MOVED_BY_PLAN = ({"nhs-example": -400_000, "example-council": 250_000}, 250_000, -150_000)
"""What the three acts did together: -300,000 - 100,000 and +200,000 + 50,000; £250,000 went to the council, £150,000 were saved."""

Duties = list[tuple[str, str, str | None]]
_PILOTS = [D11, D12, D13, D14, D15, D16, D17]
DUE: dict[str, Duties] = {
    # what is overdue, and what falls due within thirty days
    "2025-05-01": [],
    "2025-06-30": [],
    # nothing was reported on the first eight for six months from 1 April
    "2025-10-15": [("progress", "2025-10-01", each) for each in (D1, D2, D3, D4, D5, D6, D7, D8)],
    # five of them still stand; the pilots have run for six months from 24 June; D7 was raised on 10 July
    "2025-12-31": [
        *(("progress", "2025-10-01", each) for each in (D1, D2, D4, D5, D7)),
        *(("progress", "2025-12-24", each) for each in (*_PILOTS, D18)),
        ("negotiation", "2026-01-10", D7),
    ],
    # D2 was reported on in March; D9 last on 30 September; what was made in 2025 is reviewed by the end of April
    "2026-04-01": [
        *(("progress", "2025-10-01", each) for each in (D4, D5, D7)),
        *(("progress", "2025-12-24", each) for each in _PILOTS),
        ("progress", "2026-03-30", D9),
        *(("review", "2026-04-30", each) for each in (D2, D4, D5, D7, D9, *_PILOTS, D19, D20, D21)),
    ],
    # the review of 21 April was a report on all; what it advised has six months; the policy of May 2023 has three years
    "2026-04-30": [("policy-review", "2026-05-16", None)],
}
ADVISED = {D7: "vary", D11: "close", D12: "close", D15: "supersede", D19: "revoke", D20: "vary"}
"""What the review recommended; due six months later, on 21 October 2026."""

ANNUAL: dict[str, Any] = {
    # the annual report of 30 April 2026 on the year since 30 April 2025
    "extant": 20,
    "issued": [D10, D11, D12, D13, D14, D15, D16, D17, D18, D19, D20, D21, D22, D23, D24, D25, D26],
    "retained": [D2, D4, D5, D9, D13, D14, D16, D17, D21, D22, D23, D24, D25, D26],
    "ended": {"varied": [D3, D6], "superseded": [D1, D10], "closed": [D8], "revoked": [D18]},
    "statuses": [
        {"day": "2025-03-31", "issued": 8, "retained": 0, "varied": 0, "superseded": 0, "closed": 0, "revoked": 0},
        # D1 was superseded with effect from the day after
        {"day": "2026-03-31", "issued": 21, "retained": 0, "varied": 2, "superseded": 1, "closed": 1, "revoked": 1},
        {"day": "2026-04-30", "issued": 6, "retained": 14, "varied": 2, "superseded": 2, "closed": 1, "revoked": 1},
    ],
    "money": {ED: 2_500_000, GM: 1_600_000, DN: 2_800_000, CAH: 3_600_000, CS: 450_000},
    "total": 10_950_000,
}
