"""Life of a direction: what may follow what, and dates in their order (family LIF)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from directions_cli.domain.base import last_day
from directions_cli.domain.dates import add_months, annual_review_due
from directions_cli.domain.direction import (
    EXTANT,
    MAY_FOLLOW,
    Direction,
    difficulties,
    effect_from,
    is_extant,
    issued_on,
    since,
    status_of,
)
from directions_cli.domain.history import ENDINGS, Difficulty, Issued, Progress, Query, Request, Reviewed
from directions_cli.domain.rules.core import Case, Fault, rule

ISSUE_WITHIN_DAYS = 28


@rule("LIF001", "error", "guidance 5.2; policy 4.5 and app. 2")
def follows_what_it_may(direction: Direction, case: Case) -> Iterator[Fault]:
    """Every entry may follow the status before it.

    A draft can only be issued; an extant direction can be monitored and ended once; one that has ended stays ended.
    """
    ended = None
    for number, entry in enumerate(direction.history):
        status = status_of(direction, since(direction, entry), number)
        if entry.act in ENDINGS and ended:
            yield Fault(("history", number), f"it is already {ended}; it can't be {entry.act} as well")
        elif entry.act not in MAY_FOLLOW[status]:
            yield Fault(("history", number), f"{_article(entry.act)} can't follow here: it is {_said(status)} on {entry.date}")
        if entry.act in ENDINGS:
            ended = ended or entry.act


def _article(act: str) -> str:
    return f"{'an' if act[0] in 'aeiou' else 'a'} {act!r} entry"


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
        later = entry.act in ENDINGS and getattr(entry, "by", None)
        if entry.date and entry.date > case.today and not later:
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


@rule("LIF010", "warning", "guidance 5.2; policy 4.5")
def expiry_is_dealt_with(direction: Direction, case: Case) -> Iterator[Fault]:
    """An expiry that has passed is followed by an act.

    A direction stays in place until it is varied, superseded, closed or revoked; an expiry alone ends nothing.
    """
    ends = direction.terms.ends
    if ends and ends < case.today and is_extant(direction, case.today):
        yield Fault(("ends",), f"was to end on {ends} and still stands; close, vary, supersede or revoke it")


@rule("LIF011", "warning", "policy 4.3 and app. 1")
def review_is_not_overdue(direction: Direction, case: Case) -> Iterator[Fault]:
    """The review that the direction promises was held.

    Any review on or after the first day of the month named, or in the three months before it, counts.
    """
    review = direction.terms.review
    if review and last_day(review) < case.today and is_extant(direction, case.today):
        first = add_months(last_day(review).replace(day=1), -3)
        if not any(isinstance(entry, Reviewed) and entry.date >= first for entry in direction.history):
            yield Fault(("review",), f"was to be reviewed by {review}; record it with `directions review {direction.id}`")


@rule("LIF012", "warning", "policy 4.3")
def reviewed_every_year(direction: Direction, case: Case) -> Iterator[Fault]:
    """Every extant direction comes before the annual review.

    The review month is in `register.yaml`; a direction issued since the last review waits for the next one.
    """
    if direction.historic or not is_extant(direction, case.today):
        return
    due = annual_review_due(case.header.review.annual_month, case.today)
    issued = issued_on(direction)
    reviews = [entry.date for entry in direction.history if isinstance(entry, Reviewed)]
    if issued and issued < add_months(due, -12) and not any(day >= add_months(due, -12) for day in reviews):
        yield Fault(("history",), f"was not reviewed in the year to {due}")


@rule("LIF013", "warning", "guidance 5.1")
def issued_soon(direction: Direction, case: Case) -> Iterator[Fault]:
    """An approved direction is issued as soon as practicable.

    A draft is flagged four weeks after its approval.
    """
    approved = direction.terms.approved
    if direction.issue is None and approved and approved + timedelta(days=ISSUE_WITHIN_DAYS) < case.today:
        days = (case.today - approved).days
        yield Fault(("approved",), f"was approved {days} days ago and is not issued; `directions issue {direction.id}`")


@rule("LIF014", "warning", "policy 4.4")
def negotiation_has_its_limit(direction: Direction, case: Case) -> Iterator[Fault]:
    """A difficulty is negotiated for at most six months.

    After that a formal report goes to the board, which may recommend revocation.
    """
    limit = case.header.review.negotiation_months
    for latest, raised in difficulties(direction, case.today):
        if latest.stage != "resolved" and add_months(raised.date, limit) < case.today:
            at = ("history", direction.history.index(raised))
            yield Fault(at, f"the difficulty of {raised.date} is open for more than {limit} months; report it to the board")


@rule("LIF015", "error", "policy 4.4; guidance 4.7, 5.4")
def stages_follow(direction: Direction, case: Case) -> Iterator[Fault]:
    """A difficulty is raised before it is negotiated or resolved, a query before its answer, a request likewise.

    One difficulty a partner is open at a time.
    """
    standing: set[tuple[str, str | None]] = set()
    for number, entry in enumerate(direction.history):
        if not isinstance(entry, Difficulty | Query | Request):
            continue
        who = entry.by if isinstance(entry, Difficulty) else None
        key = (entry.act, who)
        if who is None and isinstance(entry, Difficulty) and entry.stage != "raised":
            key = next((each for each in standing if each[0] == "difficulty"), key)
        opening = entry.stage in ("raised", "asked")
        if opening and key in standing and isinstance(entry, Difficulty):
            yield Fault(("history", number), "a difficulty is already open; negotiate or resolve that one")
        if not opening and key not in standing:
            yield Fault(("history", number), f"no {entry.act} is open that could be {entry.stage}")
        if opening or entry.stage == "negotiating":
            standing.add(key)
        elif key in standing and isinstance(entry, Difficulty):
            standing.discard(key)


@rule("LIF016", "error", "policy 4.1, 4.3")
def progress_is_known(direction: Direction, case: Case) -> Iterator[Fault]:
    """Progress names a rating of the register and a milestone of the direction.

    Ratings stand in `register.yaml`; milestones are counted from 1.
    """
    for number, entry in enumerate(direction.history):
        if not isinstance(entry, Progress):
            continue
        if entry.rating not in case.header.ratings:
            known = ", ".join(case.header.ratings)
            yield Fault(("history", number, "rating"), f"{entry.rating!r} is no rating of this register: {known}")
        if entry.milestone and entry.milestone > len(direction.terms.milestones):
            count = len(direction.terms.milestones)
            yield Fault(("history", number, "milestone"), f"there is no milestone {entry.milestone}; it has {count}")


@rule("LIF017", "warning", "guidance 5.2, 5.3")
def milestones_are_met(direction: Direction, case: Case) -> Iterator[Fault]:
    """A milestone that is past due was reported on.

    Any progress on that milestone or on the whole since it fell due counts.
    """
    if not is_extant(direction, case.today):
        return
    reported = [entry for entry in direction.history if isinstance(entry, Progress)]
    for number, milestone in enumerate(direction.terms.milestones, start=1):
        due = last_day(milestone.due) if milestone.due else None
        if due is None or due >= case.today:
            continue
        told = any(entry.milestone == number or (entry.milestone is None and entry.date >= due) for entry in reported)
        if not told:
            yield Fault(("milestones", number - 1, "due"), f"milestone {number} was due on {due}; record its progress")


@rule("LIF018", "note", "policy 4.3")
def progress_every_six_months(direction: Direction, case: Case) -> Iterator[Fault]:
    """Progress of an extant direction is reported every six months.

    The months are in `register.yaml` under `review`.
    """
    issued = effect_from(direction)
    if issued is None or direction.historic or status_of(direction, case.today) not in EXTANT:
        return
    last = max([issued, *(entry.date for entry in direction.history if isinstance(entry, Progress | Reviewed))])
    if add_months(last, case.header.review.progress_months) < case.today:
        yield Fault(("history",), f"nothing was reported since {last}")


@rule("LIF019", "warning", "policy 4.2 and app. 2")
def recommendation_is_followed(direction: Direction, case: Case) -> Iterator[Fault]:
    """A review's recommendation to vary, supersede, close or revoke leads to that act, or to another review.

    Six months are allowed for it.
    """
    reviews = [entry for entry in direction.history if isinstance(entry, Reviewed)]
    last = reviews[-1] if reviews else None
    if last and last.outcome != "retain" and is_extant(direction, case.today) and add_months(last.date, 6) < case.today:
        at = ("history", direction.history.index(last))
        yield Fault(at, f"the review of {last.date} advised to {last.outcome} it; nothing has followed")


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
    expiry_is_dealt_with,
    review_is_not_overdue,
    reviewed_every_year,
    issued_soon,
    negotiation_has_its_limit,
    stages_follow,
    progress_is_known,
    milestones_are_met,
    progress_every_six_months,
    recommendation_is_followed,
)
