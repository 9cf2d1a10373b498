"""What directions work towards, the nine national outcomes (in short; SSI 2014/343, MSG review of 2019), and reviews come to."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

NATIONAL_OUTCOMES: Final = MappingProxyType(
    {
        1: "People look after and improve their own health and wellbeing",
        2: "People live independently, at home or in a homely setting in their community",
        3: "People have positive experiences of services and their dignity is respected",
        4: "Services help to maintain or improve the quality of life of the people who use them",
        5: "Services contribute to reducing health inequalities",
        6: "Unpaid carers are supported to look after their own health and wellbeing",
        7: "People who use services are safe from harm",
        8: "Staff feel engaged with their work and are supported to improve it",
        9: "Resources are used effectively and efficiently",
    }
)

REVIEW_OUTCOMES: Final = MappingProxyType(
    {
        "retain": "nothing needs to change; still relevant, and no significant development in timescale or money",
        "vary": "the strategic intent stands, but timescale, money or performance measures change significantly",
        "supersede": "the wording changes significantly, for a new or revised intent or another focus, as the board decides",
        "close": "achieved: its indicators are met, or its programme of work or money has come to its end",
        "revoke": "the work was halted or cancelled, so it can't be achieved; or new specific directions will be made",
    }
)
"""What the annual review may come to, in short (policy app. 2). Retain takes effect; the others are recommendations (4.2)."""
