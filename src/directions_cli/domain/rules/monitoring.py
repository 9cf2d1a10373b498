"""Life of a direction in use: issue in time, reviews, progress, milestones and difficulties (family LIF)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from directions_cli.domain.cycle import reckoning
from directions_cli.domain.cycle.milestones import steps
from directions_cli.domain.cycle.reckoning import as_known_on
from directions_cli.domain.direction import Direction, answered_by, asked_by, whose_difficulty
from directions_cli.domain.history import Difficulty, Progress, Query, Question, Request
from directions_cli.domain.nearest import nearest
from directions_cli.domain.rules.core import Case, Fault, rule


@rule("LIF010", "warning", "guidance 5.2; policy 4.5")
def expiry_is_dealt_with(direction: Direction, case: Case) -> Iterator[Fault]:
    """An expiry that has passed is followed by an act.

    A direction stays in place until it is varied, superseded, closed or revoked; an expiry alone ends nothing.
    """
    ends = reckoning.expiry_of(as_known_on(direction, case.today), case.today)
    if ends and ends < case.today:
        yield Fault(("ends",), f"was to end on {ends} and still stands; close, vary, supersede or revoke it")


@rule("LIF011", "warning", "policy 4.3 and app. 1")
def review_is_not_overdue(direction: Direction, case: Case) -> Iterator[Fault]:
    """The review that the direction promises was held.

    Any review on or after the first day of the month named, or in the three months before it, counts.
    """
    known = as_known_on(direction, case.today)
    by = reckoning.own_review_by(known, case.today)
    if by and by < case.today:
        review = known.terms.review
        yield Fault(("review",), f"was to be reviewed by {review}; record it with `directions review {direction.id}`")


@rule("LIF012", "warning", "policy 4.3")
def reviewed_every_year(direction: Direction, case: Case) -> Iterator[Fault]:
    """Every extant direction comes before the annual review.

    The review month is in `register.yaml`; a direction issued since the last review waits for the next one.
    """
    month = case.header.review.annual_month
    missed = reckoning.annual_review_missed(as_known_on(direction, case.today), month, case.today)
    if missed:
        yield Fault(("history",), f"was not reviewed in the year to {missed}")


@rule("LIF013", "warning", "guidance 5.1")
def issued_soon(direction: Direction, case: Case) -> Iterator[Fault]:
    """An approved direction is issued as soon as practicable.

    A draft is flagged four weeks after its approval.
    """
    known = as_known_on(direction, case.today)
    by, approved = reckoning.issue_by(known), known.terms.approved
    if by and approved and by < case.today:
        days = (case.today - approved).days
        yield Fault(("approved",), f"was approved {days} days ago and is not issued; `directions issue {direction.id}`")


@rule("LIF014", "warning", "policy 4.4")
def negotiation_has_its_limit(direction: Direction, case: Case) -> Iterator[Fault]:
    """A difficulty is negotiated for at most six months.

    After that a formal report goes to the board, which may recommend revocation. The months, counted from the day on which
    it was raised, are in `register.yaml`.
    """
    limit = case.header.review.negotiation_months
    for raised, _, until in reckoning.negotiations(as_known_on(direction, case.today), case.today, limit):
        if until < case.today:
            at = ("history", direction.history.index(raised))
            yield Fault(at, f"the difficulty of {raised.date} is open for more than {limit} months; report it to the board")


@rule("LIF015", "error", "policy 4.4; guidance 4.7, 5.4")
def stages_follow(direction: Direction, case: Case) -> Iterator[Fault]:
    """A difficulty is raised before it is negotiated or resolved, a query before its answer, a request likewise.

    One difficulty a partner is open at a time. Queries and requests may be open several at once: an answer is about the
    oldest of the one that it names; where several have asked, or are asked, it must name one.
    """
    yield from _stages_of_difficulty(direction)
    waiting: dict[str, list[Question]] = {"query": [], "request": []}
    for number, entry in enumerate(direction.history):
        if not isinstance(entry, Query | Request):
            continue
        if entry.stage != "answered":
            waiting[entry.act].append(entry)
        elif (place := answered_by(entry, waiting[entry.act])) is not None:
            waiting[entry.act].pop(place)
        else:
            yield Fault(("history", number), _no_question(entry, waiting[entry.act]))


def _stages_of_difficulty(direction: Direction) -> Iterator[Fault]:
    standing: set[str | None] = set()
    for number, entry in enumerate(direction.history):
        if not isinstance(entry, Difficulty):
            continue
        partner = whose_difficulty(entry, standing)
        if entry.stage == "raised" and partner in standing:
            yield Fault(("history", number), "a difficulty is already open; negotiate or resolve that one")
        if entry.stage != "raised" and partner not in standing:
            whose = "several difficulties are open; say `by` whom" if len(standing) > 1 and partner is None else ""
            yield Fault(("history", number), whose or f"no difficulty is open that could be {entry.stage}")
        standing = standing - {partner} if entry.stage == "resolved" else standing | {partner}


def _no_question(answer: Question, waiting: Sequence[Question]) -> str:
    """Why an answer is about none of those that are open."""
    key, kind = ("by", "queries") if isinstance(answer, Query) else ("of", "requests")
    names = dict.fromkeys(str(getattr(each, key) or "nobody named") for each in waiting if each.date <= answer.date)
    if asked_by(answer) is None and len(names) > 1:
        return f"several {kind} are open ({', '.join(names)}); say `{key}` whom"
    whose = f" of {getattr(answer, key)}" if names else ""
    return f"no {answer.act}{whose} is open that could be answered on {answer.date}"


@rule("LIF016", "error", "policy 4.1, 4.3")
def progress_is_known(direction: Direction, case: Case) -> Iterator[Fault]:
    """Progress names a rating of the register and a milestone of the direction.

    Ratings stand in `register.yaml`; milestones are counted from 1.
    """
    for number, entry in enumerate(direction.history):
        if not isinstance(entry, Progress):
            continue
        if entry.rating not in case.header.ratings:
            known = case.header.ratings
            said = f"{entry.rating!r} is no rating of this register{nearest(entry.rating, known)}"
            yield Fault(("history", number, "rating"), f"{said}: {', '.join(known)}")
        if entry.milestone and entry.milestone > len(direction.terms.milestones):
            count = len(direction.terms.milestones)
            yield Fault(("history", number, "milestone"), f"there is no milestone {entry.milestone}; it has {count}")


@rule("LIF017", "warning", "guidance 5.2, 5.3")
def milestones_are_met(direction: Direction, case: Case) -> Iterator[Fault]:
    """A milestone that is past due was reported on.

    Any progress on that milestone or on the whole since it fell due counts. Where progress moved its date, the later day
    is the one to report on. What fell due before this direction was issued was for the direction that it follows to report.
    """
    for step in steps(as_known_on(direction, case.today), case.today):
        if step.by < case.today and not step.told and not step.met:
            moved = f" and moved to {step.by}" if step.moved else ""
            was = f"was due on {step.due or step.by}{moved if step.due else ''}"
            yield Fault(("milestones", step.number - 1, "due"), f"milestone {step.number} {was}; record its progress")


@rule("LIF018", "note", "policy 4.3")
def progress_every_six_months(direction: Direction, case: Case) -> Iterator[Fault]:
    """Progress of an extant direction is reported every six months.

    The months are in `register.yaml` under `review`.
    """
    months = case.header.review.progress_months
    found = reckoning.progress_by(as_known_on(direction, case.today), case.today, months)
    if found and found[1] < case.today:
        yield Fault(("history",), f"nothing was reported since {found[0]}")


@rule("LIF019", "warning", "policy 4.2 and app. 2")
def recommendation_is_followed(direction: Direction, case: Case) -> Iterator[Fault]:
    """A review's recommendation to vary, supersede, close or revoke leads to that act, or to another review.

    Six months are allowed for it.
    """
    found = reckoning.advice_to_follow(as_known_on(direction, case.today), case.today)
    if found and found[1] < case.today:
        last = found[0]
        at = ("history", direction.history.index(last))
        yield Fault(at, f"the review of {last.date} advised to {last.outcome} it; nothing has followed")


@rule("LIF020", "error", "policy 4.4; guidance 5.4")
def partners_are_recipients(direction: Direction, case: Case) -> Iterator[Fault]:
    """A partner in difficulty, or asked for information, is one that is directed."""
    named = [
        *(
            (("history", number, "by"), entry.by)
            for number, entry in enumerate(direction.history)
            if isinstance(entry, Difficulty)
        ),
        *((("history", number, "of"), entry.of) for number, entry in enumerate(direction.history) if isinstance(entry, Request)),
        *((("information", number, "from"), each.from_) for number, each in enumerate(direction.terms.information)),
    ]
    known = direction.terms.to or tuple(partner.code for partner in case.header.partners)
    for at, code in named:
        if code is not None and code not in known:
            yield Fault(at, f"{code!r} is not directed here; that is {', '.join(known)}")


RULES = (
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
    partners_are_recipients,
)
