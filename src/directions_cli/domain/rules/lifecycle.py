"""Life of a direction: what may follow what, and dates in their order (family LIF)."""

from __future__ import annotations

from collections.abc import Iterator

from directions_cli.domain.direction import MAY_FOLLOW, Direction, issued_on, since, status_of
from directions_cli.domain.history import ENDINGS, Entry, Issued, Query, successor
from directions_cli.domain.rules.core import Case, Fault, rule


@rule("LIF001", "error", "guidance 5.2; policy 4.5 and app. 2")
def follows_what_it_may(direction: Direction, case: Case) -> Iterator[Fault]:
    """Every entry may follow the status before it.

    A draft can only be issued; an extant direction can be monitored and ended once; one that has ended stays ended.
    """
    ended = None
    for number, entry in enumerate(direction.history):
        day = since(direction, entry)
        if direction.issue in direction.history[:number]:
            # What is dated before the issue is for LIF004 to say.
            day = max(day, issued_on(direction) or day)
        status = status_of(direction, day, number)
        if entry.act in ENDINGS and ended:
            yield Fault(("history", number), f"it is already {ended}; it can't be {entry.act} as well")
        elif entry.act not in MAY_FOLLOW[status]:
            yield Fault(("history", number), f"{_article(entry.act)} can't follow here: it is {_said(status)} on {_day(entry)}")
        if entry.act in ENDINGS:
            ended = ended or entry.act


def _article(act: str) -> str:
    return f"{'an' if act[0] in 'aeiou' else 'a'} {act!r} entry"


def _day(entry: Entry) -> str:
    return str(entry.date or "no known day")


def _said(status: str) -> str:
    return "a draft, not issued yet," if status == "draft" else status


@rule("LIF002", "error", "guidance 4.8, 5.1")
def approved_before_issue(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction is approved before it is issued.

    The board makes it at a meeting; the officer sends it then or later.
    """
    issue, approved = direction.issue, direction.terms.approved
    if issue and issue.date and approved and issue.date < approved:
        at = ("history", direction.history.index(issue), "date")
        yield Fault(at, f"issued on {issue.date}, before the board approved it on {approved}")


@rule("LIF003", "error", "guidance 5.1")
def issue_has_a_date(direction: Direction, case: Case) -> Iterator[Fault]:
    """The day of issue is known, unless the direction is historic.

    A historic direction whose day of issue nobody knows says `historic: true` and leaves the date out.
    """
    issue = direction.issue
    if issue and issue.date is None and not issue.historic:
        at = ("history", direction.history.index(issue))
        yield Fault(at, "has no date of issue; only a historic direction may be without one")


@rule("LIF004", "error", "guidance 5.2")
def nothing_before_issue(direction: Direction, case: Case) -> Iterator[Fault]:
    """No entry but a query is dated before the issue.

    A revocation after the direction it revokes; a review, progress or difficulty of something that was issued.
    """
    issued = issued_on(direction)
    for number, entry in enumerate(direction.history):
        if issued and not isinstance(entry, Issued | Query) and entry.date < issued:
            yield Fault(("history", number, "date"), f"{entry.act} on {entry.date}, before it was issued on {issued}")


@rule("LIF005", "error", "guidance 5.2")
def not_dated_ahead(direction: Direction, case: Case) -> Iterator[Fault]:
    """An entry is not dated ahead of today.

    Only what a later direction does may have effect later, from the day on which that direction has effect.
    """
    for number, entry in enumerate(direction.history):
        if entry.date and entry.date > case.today and not successor(entry):
            yield Fault(("history", number, "date"), f"{entry.date} is after today, {case.today}")


@rule("LIF006", "error", "the Act, s.27(5); policy 4.2")
def decided_before_it_ends(direction: Direction, case: Case) -> Iterator[Fault]:
    """The meeting that closed or revoked it was not after the day on which that has effect, nor before its approval.

    Varying, superseding and revoking need a later decision of the same authority.
    """
    for number, entry in enumerate(direction.history):
        if entry.act not in ("closed", "revoked"):
            continue
        decided = getattr(entry, "approved", None)
        if decided and decided > entry.date:
            yield Fault(("history", number, "approved"), f"{entry.act} on {entry.date}, before the meeting of {decided}")
        if decided and direction.terms.approved and decided < direction.terms.approved:
            message = f"decided on {decided}, before this direction was itself approved on {direction.terms.approved}"
            yield Fault(("history", number, "approved"), message)


@rule("LIF007", "warning", "the Act, s.27(5)")
def ending_says_why(direction: Direction, case: Case) -> Iterator[Fault]:
    """A closure or revocation names the meeting, the reason and the decision.

    What ends a direction must be in writing and traceable to the decision.
    """
    for number, entry in enumerate(direction.history):
        if entry.act in ("closed", "revoked") and not direction.historic:
            missing = [key for key in ("approved", "reason", "note") if getattr(entry, key) is None]
            if missing:
                yield Fault(("history", number), f"the {entry.act} entry does not give: {', '.join(missing)}")


@rule("LIF008", "error", "guidance 5.5")
def ends_after_it_begins(direction: Direction, case: Case) -> Iterator[Fault]:
    """It ends after it takes effect.

    An expiry before the first day of effect is a slip of the pen.
    """
    terms = direction.terms
    begins = terms.takes_effect or (None if direction.historic else terms.approved)
    if terms.ends and begins and terms.ends < begins:
        yield Fault(("ends",), f"ends on {terms.ends}, before it begins on {begins}")


@rule("LIF009", "warning", "guidance 3.1, 5.1")
def no_effect_before_approval(direction: Direction, case: Case) -> Iterator[Fault]:
    """It does not take effect before the board approved it.

    A direction is the end of a process of decision; it can't have bound anyone before that decision.
    """
    terms = direction.terms
    if terms.takes_effect and terms.approved and terms.takes_effect < terms.approved:
        yield Fault(("takes_effect",), f"takes effect on {terms.takes_effect}, before its approval on {terms.approved}")


RULES = (
    follows_what_it_may,
    approved_before_issue,
    issue_has_a_date,
    nothing_before_issue,
    not_dated_ahead,
    decided_before_it_ends,
    ending_says_why,
    ends_after_it_begins,
    no_effect_before_approval,
)
