"""What the terms of a direction ask for: issue, milestones, information, review, and what follows its last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from directions_cli.domain.cycle import reckoning
from directions_cli.domain.cycle.due_asked import information_by
from directions_cli.domain.cycle.duty import CHIEF_OFFICER, Owed, quoted
from directions_cli.domain.cycle.milestones import steps
from directions_cli.domain.dates import MONTH, MONTHS, in_words
from directions_cli.domain.direction import Direction
from directions_cli.domain.register import Register


def issue(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """An approved direction is issued as soon as practicable; we count four weeks from the meeting."""
    by, approved = reckoning.issue_by(direction), direction.terms.approved
    if by and approved and approved <= day:
        effect = direction.terms.takes_effect
        ahead = f"; it is to take effect on {in_words(effect)}" if effect else ""
        yield Owed(
            by, (CHIEF_OFFICER,), f"Issue it as soon as practicable: the board approved it on {in_words(approved)}{ahead}."
        )


def milestones(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """A dated milestone that was not reported met; the day to which progress moved it counts."""
    for step in steps(direction, day):
        if step.met:
            continue
        name = f"milestone {step.number}{quoted(direction, step.milestone.what)}"
        was = f" from {in_words(step.due)}" if step.due else ""
        moved = f", moved{was} to {in_words(step.by)} by the progress of {in_words(step.moved.date)}" if step.moved else ""
        due = moved or f", due on {in_words(step.by)}"
        yield Owed(step.by, direction.terms.to, f"Report {name}{due}, as met, or move it.", str(step.number))


def expiry(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """The last day that an extant direction foresees ends nothing by itself: an act is to follow."""
    ends = reckoning.expiry_of(direction, day)
    if ends:
        what = f"Close, vary, supersede or revoke it: by its terms {in_words(ends)} is its last day, and that alone ends nothing."
        yield Owed(ends, (CHIEF_OFFICER,), what)


def own_review(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """The review that the terms promise, in the month or by the day that they name."""
    by = reckoning.own_review_by(direction, day)
    if by:
        what = f"Review it, as its terms say, {_by(direction.terms.review or by.isoformat())}."
        yield Owed(by, (CHIEF_OFFICER,), what, "own")


def annual_review(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """Every extant direction comes before the annual review; one still to come is not listed behind a review of its own."""
    month, own = register.header.review.annual_month, reckoning.own_review_by(direction, day)
    by = reckoning.annual_review_missed(direction, month, day)
    if by is None:
        coming = reckoning.annual_review_next(direction, month, day)
        by = coming if coming and (own is None or own > coming) else None
    if by and by != own:
        yield Owed(by, (CHIEF_OFFICER,), f"Take it to the annual review of {MONTHS[by.month - 1]} {by.year}.", "annual")


def information(direction: Direction, register: Register, day: date) -> Iterator[Owed]:
    """Information that the terms ask of a partner: the next time that it is due and was not given."""
    for number, each in enumerate(direction.terms.information, start=1):
        for partner in (each.from_,) if each.from_ else direction.terms.to:
            by = information_by(direction, each, partner, day)
            if by:
                again = (
                    ""
                    if not each.every_months
                    else " every month"
                    if each.every_months == 1
                    else f" every {each.every_months} months"
                )
                what = f"Give the information that its terms ask for{again}{quoted(direction, each.what)}."
                yield Owed(by, (partner,), what, f"{number}/{partner}")


def _by(when: str) -> str:
    """`in April 2026` of a month, `by 21 April 2026` of a day."""
    if MONTH.match(when):
        return f"in {MONTHS[int(when[5:]) - 1]} {when[:4]}"
    return f"by {in_words(date.fromisoformat(when))}"
