"""What the program itself says in documents, besides the templates: labels of terms, default offices, the national outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

from directions_cli.documents.languages import words_of_code
from directions_cli.domain.outcomes import NATIONAL_OUTCOMES
from directions_cli.domain.public import UNNAMED, UNNAMED_REPORT

CHIEF_OFFICER: Final = "Chief Officer"
CHAIR: Final = "Chair"
CHIEF_EXECUTIVE: Final = "Chief Executive"
LABELS: Final = MappingProxyType(
    {
        "reference": "Reference number",
        "title": "Title",
        "approved": "Approval date",
        "report": "Report",
        "to": "Direction to",
        "jointly": "To be carried out jointly",
        "functions": "Functions",
        "services": "Services",
        "localities": "Localities",
        "direction": "Direction",
        "conditions": "Conditions",
        "takes_effect": "Takes effect",
        "ends": "Ends",
        "finance": "Finance",
        "milestones": "Milestones",
        "measures": "Measures",
        "information": "Information",
        "alignment": "Alignment",
        "advice": "Advice",
        "impact": "Impact",
        "review": "Review",
        "varies": "Varies",
        "supersedes": "Supersedes",
        "revokes": "Revokes",
        "private": "Private",
        "private_reason": "Why it is private",
        "source": "Source",
        "ignore": "Findings accepted",
    }
)
"""Terms of a direction in words, as labels of the redline."""
PARTS: Final = MappingProxyType(
    {
        "number": "number",
        "title": "title",
        "appendix": "appendix",
        "url": "link",
        "to": "to",
        "function": "function",
        "year": "year",
        "kind": "kind",
        "amount": "amount",
        "method": "method",
        "use": "how it is to be used",
        "note": "note",
        "what": "what",
        "due": "due",
        "measure": "measure",
        "priorities": "priorities",
        "outcomes": "national outcomes",
        "statement": "statement",
        "from": "from",
        "summary": "summary",
        "people": "those affected",
        "scale": "scale",
        "other_authorities": "other integration authorities",
        "hosted_services": "hosted services",
        "every_months": "months between",
        "code": "code",
        "reason": "reason",
        "unidentified": "not identified",
    }
)
"""Parts of terms in words."""
REDLINE: Final = (
    *("Yes", "No", "Amount not known", "payment", "set aside"),
    *("to %(name)s", "for %(name)s", "by %(due)s"),
)
"""What the redline says besides: kinds of money, dates, yes and no."""


CODES: Final = (
    *("issued", "retained", "varied", "superseded", "closed", "revoked", "reviewed", "corrected"),
    *("retain", "vary", "supersede", "close", "revoke"),
    *("raised", "negotiating", "resolved"),
    *("met", "missed", "moved", "ahead", "undated", "earlier"),
    *("achieved", "programme-ended", "finance-ended", "halted", "cancelled", "redirected"),
    *("payment", "set-aside", "on-track", "at-risk", "delayed", "complete"),
)
"""Codes of the register that documents print in words: statuses, outcomes, stages, states, reasons, ratings."""


def label_of(path: str, translate: Callable[[str], str] = str) -> str:
    """A dotted path in words: `finance.1.amount` is "Finance 1: amount"."""
    key, *rest = path.split(".")
    number = rest.pop(0) if rest and rest[0].isdigit() else None
    label = translate(LABELS.get(key, key.replace("_", " ").capitalize()))
    parts = [translate(PARTS.get(each, each.replace("_", " "))) for each in rest]
    return ": ".join([f"{label} {number}" if number else label, *parts])


def said_by_the_program() -> Iterator[tuple[str, str]]:
    """Every message that the program says in documents itself, with what it is said of."""
    for office in (CHIEF_OFFICER, CHAIR, CHIEF_EXECUTIVE):
        yield office, "an office, where the register names none"
    yield from ((each, "the label of a term in a redline") for each in LABELS.values())
    yield from ((each, "part of a term in a redline") for each in PARTS.values())
    yield from ((words_of_code(each), "a word of the register") for each in CODES)
    yield from ((each, "said in a redline") for each in REDLINE)
    yield from ((each, "said where the public register names what is private") for each in (UNNAMED, UNNAMED_REPORT))
    yield from ((each, f"national outcome {number}") for number, each in NATIONAL_OUTCOMES.items())
