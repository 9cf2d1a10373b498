"""What single words of a heading hint at, where the heading as a whole is not known: `CO letter` above days is a day of issue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

DAYS: Final = frozenset({"day", "month"})
CODES: Final = frozenset({"code", "number"})
HINTS: Final[Mapping[str, tuple[re.Pattern[str], frozenset[str]]]] = MappingProxyType(
    {
        name: (re.compile(rf"\b(?:{words})", re.IGNORECASE), kinds)
        for name, words, kinds in (
            ("reference", r"ref(?:erence)?s?\b|nos?\b|number|id\b|identif|code\b|urn\b|directions?$", CODES),
            ("issued", r"issue|letter|sent\b|communicat|intimat|transmit|served|notif|despatch|dispatch", DAYS),
            ("review", r"review|revisit|reconsider", DAYS),
            ("ends", r"conclu|finish|deadline|due\b|ends?\b|expir|target|until|timescale|by\b", DAYS),
            ("takes_effect", r"effect|commenc|start|begin|force\b|operative", DAYS),
            ("approved", r"ijb\b|jb\b|board|meeting|approv|agreed|decid|decision|made\b", DAYS),
            ("title", r"concern|about\b|subject|topic|title|head|regarding|descript|matter|name\b", frozenset({"short"})),
            (
                "direction",
                r"direct|instruct|requir|action|deliver|expect|asked|task|wording|text\b|must\b|order|remit|terms\b|duty|done\b|do\b",
                frozenset({"long"}),
            ),
        )
    }
)  # fmt: skip
"""Words of headings by the field that they hint at, and the kinds of cells that must stand below them for it."""
_SHORT: Final = """
    dirn direction | dirns directions | direc direction | dir direction | mtg meeting | brd board | appvd approved
    apprvd approved | svc service | svcs services | fn function | fns functions | fcn function | yr year | yrs years
    amt amount | alloc allocation | rpt report | appx appendix | dt date | desc description | descr description
    org organisation | resp responsible | strat strategic | perf performance | prog progress | exp expected | fin finance
    supsd superseded | eff effective | compl completion | auth authority | cttee committee
"""
SHORT: Final = MappingProxyType(dict(pair.split() for pair in _SHORT.strip().replace("\n", "|").split("|")))
"""What is written short in headings."""


def written_out(heading: str) -> str:
    """A heading in plain words with its short words written out."""
    return " ".join(SHORT.get(word, word) for word in heading.split())


def hinted(name: str, heading: str, kind: str | None) -> bool:
    """Whether words of a heading hint at a field, and most cells below are of a kind that it holds."""
    if name not in HINTS:
        return False
    words, kinds = HINTS[name]
    return kind in kinds and bool(words.search(heading))
