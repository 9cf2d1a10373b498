"""The words that acts and lists choose from, apart from the models, so that a shell can complete them without loading any."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

OFFICES: Final = (
    "chief_officer",
    "chief_finance_officer",
    "chair",
    "vice_chair",
    "chief_social_work_officer",
    "clinical_director",
    "nurse_director",
    "secretary",
)
"""The offices of a register, as its header names them."""
CLOSING_REASONS: Final = ("achieved", "programme-ended", "finance-ended")
REVOKING_REASONS: Final = ("halted", "cancelled", "redirected")
RATINGS: Final = ("on-track", "at-risk", "delayed", "complete")
"""Ratings of progress where the header names none."""
DUTIES: Final = MappingProxyType(
    {
        "issue": "Issue",
        "milestone": "Milestone",
        "progress": "Progress report",
        "review": "Review",
        "negotiation": "Negotiation ends",
        "expiry": "Expiry",
        "request": "Request",
        "information": "Information",
        "query": "Query",
        "recommendation": "Recommendation",
        "report-decision": "Direction required",
        "policy-review": "Policy review",
        "plan-review": "Plan review",
        "budget": "Budget direction",
    }
)
"""Kinds of duty in words, as tables and calendars head them."""
LETTERS: Final = ("issue", "variation", "supersession", "revocation", "closure", "correction")
"""Kinds of letter, by the act that they tell of."""
MODELS: Final = ("integration-joint-board", "lead-agency")
"""Models of integration (the Act, s.1(4))."""
FILES: Final = ("register", "direction", "report")
"""The kinds of file that have a schema."""
