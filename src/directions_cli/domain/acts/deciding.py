"""`decide`: what a report to the board requires, recorded (guidance 3.8 to 3.10, 7.5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, Final

from directions_cli.domain.register import Change, Decided, Register, stem_of
from directions_cli.domain.report import ReportDecision, number_key
from directions_cli.errors import Refused

FOLDER: Final = "reports"
LONGEST: Final = 60
"""Characters of a title that the name of a file keeps."""


def decide(register: Register, values: Mapping[str, Any]) -> Change:
    """The decision of a report, from its plain values, as a new file of the register.

    Raises pydantic's `ValidationError` where they don't fit, `Refused` where the report is decided already: what was
    decided is a fact of its meeting.
    """
    decision = ReportDecision.model_validate(dict(values))
    refuse_decided(register, decision.number)
    path = path_of(register, decision)
    summary = f"Decide on {decision.number}: {decision.title}"
    return Change("decide", summary, stem_of(path), decided=(Decided(path, decision),))


def refuse_decided(register: Register, number: str) -> None:
    """Raise `Refused`, saying where it stands, if a report is decided already."""
    for path in register.decisions.get(number_key(number), ()):
        raise Refused(
            f"ALT011 report {register.reports[path].number} is decided already, in register/{path}. What it was found to require"
            " stays; if the board has since decided otherwise, record the later report by its own number"
        )


def path_of(register: Register, decision: ReportDecision) -> str:
    """A file of its own for a decision, with a name that every system takes: the day of the meeting and words of the title."""
    taken = {path.casefold() for path in register.reports} | {f"{FOLDER}/{stem.casefold()}.yaml" for stem in register.unread}
    names = (f"{FOLDER}/{decision.meeting}-{words}.yaml" for words in _words(decision))
    return next(name for name in names if name not in taken)


def _words(decision: ReportDecision) -> Iterator[str]:
    """The title; with the number where a report of that title is there; a title without Latin letters gives the number alone."""
    title, number = _slug(decision.title), _slug(decision.number)
    words = "-".join(filter(None, (title, number))) or "report"
    yield title or words
    yield words
    yield from (f"{words}-{n}" for n in count(2))


def _slug(text: str) -> str:
    """Small letters, digits and hyphens, cut between words; empty where the text has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text)).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
