"""Status words of an authority's own, and ratings: what a log calls the state of a direction, in the register's words.

The register computes a status from dated entries; so a word is read as what has happened: nothing (it is extant), a closing,
a revocation, a succession. An expiry ends nothing (guidance 5.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from directions_cli.imports.words import LONGEST, plain

EXTANT, DRAFT, EXPIRED, RETAINED = "extant", "draft", "expired", "retained"
ENDED = ("closed", "revoked", "superseded", "varied", "ended")
REASONS: Final = ("achieved", "programme-ended", "finance-ended", "halted", "cancelled", "redirected")
MEANINGS: Final = (EXTANT, RETAINED, DRAFT, EXPIRED, *ENDED[:-1])


@dataclass(frozen=True, slots=True)
class Standing:
    """What a status word says has happened, with the reason where it gives one, and a rating of progress."""

    what: str
    reason: str | None = None
    rating: str | None = None


def _table() -> dict[str, Standing]:
    words = {
        Standing(EXTANT): "live active current in force|extant open ongoing on going|issued in place|in progress|continuing"
        "|continues|still live|still active|still in force|live direction|underway|under way|in effect|approved and issued"
        "|approved|made|issued to partners|in operation|operational|implementing|being implemented|implementation ongoing"
        "|partially complete|partly complete|partially implemented"
        "|not started|not yet started|part complete|new"
        "|active direction|remains in place|remains open|agreed|standing"
        "|operative|still operative|on hold|paused|suspended|deferred|not complete|incomplete|remains live",
        Standing(EXTANT, rating="on-track"): "on track|on schedule|progressing well|on target",
        Standing(EXTANT, rating="at-risk"): "at risk",
        Standing(EXTANT, rating="delayed"): "delayed|off track|off target|behind schedule|overdue",
        Standing(RETAINED): "retained|retain|no change|continue|carried forward|retained no change",
        Standing("closed"): "closed|close|closed off|no longer required|archived|ended|discharged|concluded|inactive",
        Standing("closed", "achieved"): "achieved|complete|completed|delivered|implemented|fully implemented|done|finished"
        "|closed achieved|closed complete|closed completed|fully achieved|completed and closed|complete and closed"
        "|closed delivered|fulfilled|fully delivered|closed implemented|action complete|completed closed|complete closed",
        Standing("closed", "programme-ended"): "programme ended|closed programme ended|project ended|programme complete"
        "|programme closed|closed programme complete|project closed|programme of work ended",
        Standing(
            "closed", "finance-ended"
        ): "finance ended|funding ended|closed finance ended|closed funding ended|funding ceased"
        "|budget ended|financial package ended",
        Standing("revoked"): "revoked|withdrawn|rescinded|revoke|cancelled and withdrawn|repealed",
        Standing("revoked", "cancelled"): "cancelled|canceled|abandoned|revoked cancelled",
        Standing("revoked", "halted"): "halted|stopped|discontinued|ceased|revoked halted|terminated",
        Standing("revoked", "redirected"): "redirected|revoked redirected",
        Standing("superseded"): "superseded|replaced|superceded|supersede|overtaken",
        Standing("varied"): "varied|amended|revised|modified|updated|vary|varied by later direction",
        Standing(DRAFT): "draft|proposed|pending|awaiting approval|pending approval|to be approved|in draft|not issued"
        "|not yet issued|awaiting issue|to be issued|drafted|for approval|in development|planned|not approved|rejected",
        Standing(EXPIRED): "expired|lapsed|time expired|past end date|time limited expired",
    }
    single = {
        Standing(EXTANT): "live active current extant open ongoing",
    }
    found = {plain(each): standing for standing, listed in words.items() for each in listed.split("|")}
    found |= {each: standing for standing, listed in single.items() for each in listed.split()}
    found["in force"] = found["issued"] = Standing(EXTANT)
    return found


STATUSES: Final[Mapping[str, Standing]] = MappingProxyType(_table())
"""What the usual words say. A mapping file adds an authority's own."""
RATINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "green": "on-track", "g": "on-track", "on track": "on-track", "on schedule": "on-track", "on target": "on-track",
        "behind": "delayed", "off target": "delayed", "ahead of schedule": "on-track", "on course": "on-track",
        "progressing well": "on-track", "some slippage": "at-risk", "slippage": "at-risk",
        "minor slippage": "at-risk", "slight slippage": "at-risk", "minor delay": "at-risk", "minor delays": "at-risk",
        "major slippage": "delayed", "significant slippage": "delayed", "significant delay": "delayed", "major delay": "delayed",
        "not on track": "delayed", "overdue": "delayed", "achieved": "complete", "fully achieved": "complete",
        "amber": "at-risk", "a": "at-risk", "yellow": "at-risk", "at risk": "at-risk", "some risk": "at-risk",
        "amber green": "on-track", "amber red": "at-risk",
        "red": "delayed", "r": "delayed", "delayed": "delayed", "off track": "delayed", "behind schedule": "delayed",
        "blue": "complete", "b": "complete", "complete": "complete", "completed": "complete", "delivered": "complete",
    }
)  # fmt: skip
"""Ratings by the usual colours and words, as the header's default ratings name them."""


_DAYS: Final = re.compile(
    r"\d[\d/.\-]*\d|\(.*?\)|(?:\b\d{1,2}(?:st|nd|rd|th)?\s+)?\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:\d{4}|\d\d)\b",
    re.IGNORECASE,
)
"""Days and months, and what stands in brackets."""


_FIRST: Final = re.compile(r"\s[-–—]\s|[:;,(\n]| by | on | as | at | from | in | per | with | via ")
"""What stands behind the word of a status, and parts it from what else is written there."""
_NO: Final = re.compile(r"no\s*[-–—,:;.(]\s*(?=\w)", re.IGNORECASE)


def is_own(text: str, own: Mapping[str, Standing]) -> bool:
    """Whether a mapping file says what a status means, which goes before whatever a heading says."""
    forms = (text, _DAYS.sub(" ", text), *_beginnings(text)) if own and len(text) <= LONGEST else ()
    return any(plain(form) in own for form in forms)


def _beginnings(text: str) -> list[str]:
    """How a status begins, the longest first: of `No - replaced by 12` these are `No - replaced` and `No`, or else the whole."""
    return [text[: each.start()] for each in reversed(list(_FIRST.finditer(text)))] or [text]


def after_no(text: str, own: Mapping[str, Standing]) -> str:
    """What became of a direction that is not in force: `No - revoked 3 May 2024` without its `No`, before a status."""
    found = _NO.match(text) if len(text) <= LONGEST and not is_own(text, own) else None
    standing = standing_of(text[found.end() :], own)[0] if found else None
    return text[found.end() :] if found and standing and standing.what in (*ENDED, EXPIRED, DRAFT) else text


def standing_of(text: str, own: Mapping[str, Standing]) -> tuple[Standing | None, str]:
    """What a status says, and what else is written beside the word. The whole is looked up first, then how it begins."""
    if len(text) > LONGEST:
        return None, text
    whole = plain(text)
    for table in (own, STATUSES):
        if whole in table:
            return table[whole], ""
    without_days = plain(_DAYS.sub(" ", text))
    for table in (own, STATUSES):
        if without_days and without_days in table:
            return table[without_days], text
    said = next((own[plain(each)] for each in _beginnings(text) if plain(each) in own), None) if own else None
    if said:
        return _with_rating(_with_reason(said, whole), _FIRST.split(text, maxsplit=1)[1:]), text
    parts = _FIRST.split(text, maxsplit=1)
    first = plain(parts[0])
    if first in STATUSES:
        return _with_rating(_with_reason(STATUSES[first], whole), parts[1:]), text
    return None, text


def _with_rating(standing: Standing, rest: Sequence[str]) -> Standing:
    """What stands as before, with the colour or word of progress that is written beside it: `Ongoing - amber`."""
    found = [rating for part in rest if len(plain(part)) > 2 and (rating := RATINGS.get(plain(part)))]
    return Standing(standing.what, standing.reason, found[0]) if found and standing.what == EXTANT else standing


def _with_reason(standing: Standing, whole: str) -> Standing:
    """A closing or revocation with the reason that stands behind the word."""
    rest = next(
        (STATUSES[part] for part in (plain(each) for each in re.split(r" as | because | ", whole)) if _says_why(part, standing)),
        None,
    )
    return Standing(standing.what, rest.reason, standing.rating) if rest and standing.reason is None else standing


def _says_why(part: str, standing: Standing) -> bool:
    found = STATUSES.get(part)
    return found is not None and found.what == standing.what and found.reason is not None


def rating_of(text: str, own: Mapping[str, str], known: tuple[str, ...]) -> str | None:
    """The rating that words give, if the register knows it. Never another than the table or the header names.

    Words behind a colour are no part of it, unless they are another rating: `Amber (recruitment)`, but not `Red/Amber`.
    """
    whole = plain(text)
    code = whole.replace(" ", "-")
    for found in (own.get(whole), code if code in known else None, RATINGS.get(whole)):
        if found in known:
            return found
    parts = [plain(part) for part in re.split(r"\s[-–—]\s|[:;,(/]|[^\w\s]$", text) if plain(part)]
    said = {own.get(part) or RATINGS.get(part) for part in parts} - {None}
    first = parts[0] if len(parts) > 1 else ""
    if len(said) == 1 and (own.get(first) or RATINGS.get(first)) in known:
        return said.pop()
    return None
