"""The nine national health and wellbeing outcomes (in short; SSI 2014/343, listed in the MSG review of 2019)."""

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
