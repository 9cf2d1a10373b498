"""Terms in the words of a document: for the redline and for corrections."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

LABELS: Final = MappingProxyType(
    {
        "approved": "Approval date",
        "to": "Direction to",
        "jointly": "To be carried out jointly",
        "functions": "Functions",
        "takes_effect": "Takes effect",
        "ends": "Ends",
        "finance": "Finance, line {}",
        "milestones": "Milestone {}",
        "measures": "Measures",
        "information": "Information {}",
        "alignment": "Alignment",
        "advice": "Advice {}",
        "impact": "Impact",
        "review": "Review",
        "use": "how it is to be used",
        "method": "method",
        "kind": "kind",
        "year": "year",
        "amount": "amount",
        "what": "what",
        "due": "due",
        "measure": "measure",
        "from": "from",
        "every_months": "months between",
    }
)
"""Keys of a direction's file in words; `{}` is the number in a list. What is not here reads as its key does."""


def label_of(path: str) -> str:
    """A dotted path in words: `finance.1.amount` is "Finance, line 1: amount"."""
    key, *rest = path.split(".")
    number = rest.pop(0) if rest and rest[0].isdigit() else None
    label = LABELS.get(key, key.replace("_", " ").capitalize())
    label = label.format(number) if number else label.replace(", line {}", "").replace(" {}", "")
    return ": ".join([label, *(LABELS.get(each, each.replace("_", " ")) for each in rest)])
