"""AUD: what the commits of the history must be, beside what they change (design section 4, promise 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from directions_cli.domain.finding import Finding
from directions_cli.domain.history import successor
from directions_cli.domain.register import Register
from directions_cli.domain.rules import lifecycle, links
from directions_cli.domain.rules.core import Case, Rule, apply, declared

TIME_ZONES: Final = timedelta(days=1)
"""What a clock in another time zone may be ahead or behind."""


def _rule(code: str, title: str, why: str, source: str = "design 4.4", severity: Any = "error") -> Rule:
    return replace(declared(code, title, why, source, severity), scope="change")


NOT_BEFORE_ITS_ACT: Final = _rule(
    "AUD001",
    "No entry is dated after the commit that made it",
    "An act can't be committed before it was done, whatever time zone its clock was in; only what a later direction does may have"
    " effect later.",
)
CLOCKS_AGREE: Final = _rule(
    "AUD002",
    "A commit was not written after it was committed",
    "Git keeps when a change was written and when it was committed; the first can't be the later one unless a date was moved.",
)
READABLE: Final = _rule(
    "AUD003", "Every file of the register can be read in every commit", "What can't be read could hide anything."
)
NOTHING_LOST: Final = _rule(
    "AUD004",
    "A merge keeps what each side of it had",
    "An entry or direction of a merged branch that the merge left out is an act that somebody did and nobody finds.",
    "design 4.3",
)
SIGNED: Final = _rule(
    "AUD005",
    "Every commit is signed by somebody who may, where the register demands it",
    "The header says `signatures: required`; Git checks them against the allowed signers.",
    "design 4.1",
)
STILL_THERE: Final = _rule(
    "AUD006",
    "What was noted before still stands in the history",
    "A commit that was noted in minutes and is no longer on the branch shows that the history was written anew.",
)
IN_THEIR_ORDER: Final = _rule(
    "AUD007",
    "Commits follow one another in time, up to now",
    "A commit is made after the one on which it stands. Where it bears an earlier day, or one still to come, a clock was wrong"
    " or was moved, and its entries may be dated as nobody could have dated them.",
)
RULES: Final[tuple[Rule, ...]] = (NOT_BEFORE_ITS_ACT, CLOCKS_AGREE, READABLE, NOTHING_LOST, SIGNED, STILL_THERE, IN_THEIR_ORDER)
_LAWFUL: Final = (
    *(rule for rule in lifecycle.RULES if rule.severity == "error" and rule.code != "LIF005"),
    *(rule for rule in links.RULES if rule.code in ("LNK002", "LNK003", "LNK005")),
)
"""The rules of a direction's life, and that both sides of a link know of it, from one day on: no act writes one alone."""


def dated_after(before: Register, after: Register, written: date) -> Iterator[Finding]:
    """Entries that a commit has added and that are dated after the day on which it was written."""
    for id, new in after.items():
        old = before.get(id)
        for number, entry in enumerate(new.history[len(old.history) if old else 0 :], len(old.history) if old else 0):
            if entry.date and entry.date > written + TIME_ZONES and not successor(entry):
                said = f"{entry.act} is dated {entry.date}, and the commit was written on {written}"
                yield NOT_BEFORE_ITS_ACT.finding(new.path, ("history", number, "date"), said, id)


def unlawful_lives(before: Register, after: Register, touched: frozenset[str]) -> Iterator[Finding]:
    """Errors that a commit has brought into the lives and links of the directions it touched: a status that no act leads to."""
    far = date.max
    found = [finding for rule in _LAWFUL for finding in apply(rule, Case(after, far), touched)]
    if found:
        known = {finding.identity for rule in _LAWFUL for finding in apply(rule, Case(before, far), touched)}
        yield from (finding for finding in found if finding.identity not in known)
