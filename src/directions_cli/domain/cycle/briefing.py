"""A briefing for the board on one direction: at its closure or revocation, or in a difficulty (policy 4.4, app. 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from directions_cli.domain.chains import chain_of
from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.cycle.exchanges import Asked, InDifficulty, difficulties_of, queries_of, requests_of
from directions_cli.domain.cycle.listing import (
    Coded,
    Listed,
    Mention,
    MilestoneOf,
    function,
    listed,
    mention,
    milestones_of,
    partner,
)
from directions_cli.domain.cycle.statuses import Advice, Ending, ending_of, reviews_of
from directions_cli.domain.dates import in_words
from directions_cli.domain.direction import Direction, status_of
from directions_cli.domain.history import Progress
from directions_cli.domain.keys import key
from directions_cli.domain.log import is_known
from directions_cli.domain.register import Register
from directions_cli.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """A line of the money that was directed."""

    year: str | None = key("Financial year, or null.")
    to: Coded | None = key("The partner, or null.")
    function: Coded | None = key("The function, or null.")
    kind: str | None = key("`payment` or `set-aside`, or null.")
    amount: Decimal | None = key("Pounds, or null where no amount is stated.")
    method: str | None = key("How a payment is worked out, or null.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Progress as it was reported once."""

    day: date = key("Day of the report.")
    rating: str = key("The rating.")
    note: str | None = key("What was reported, or null.")
    milestone: int | None = key("Number of the milestone that it is about, or null.")
    spent: Decimal | None = key("Pounds spent by then, or null.")


@dataclass(frozen=True, slots=True, kw_only=True)
class InChain:
    """An earlier or later direction of the same chain."""

    direction: Mention = key("The direction.")
    status: str = key("Its status on the day.")
    approved: date | None = key("Day of the meeting that made it, or null.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """Everything that a board is told of one direction before it closes the matter."""

    day: date = key("Day as at which it is told.")
    matter: str = key("`ended`, `difficulty` (one is open), `recommended` (a review advised to end it), or `extant`.")
    direction: Listed = key("The direction.")
    text: str | None = key("What was directed, or null.")
    money: tuple[MoneyLine, ...] = key("The money directed, a line each.")
    milestones: tuple[MilestoneOf, ...] = key("Its milestones.")
    progress: tuple[Reported, ...] = key("Progress as it was reported, oldest first.")
    spends: tuple[Reported, ...] = key("Those reports that say what was spent.")
    difficulties: tuple[InDifficulty, ...] = key("Its difficulties, and how they ended.")
    queries: tuple[Asked, ...] = key("Queries of its clarity.")
    requests: tuple[Asked, ...] = key("Requests for information.")
    reviews: tuple[Advice, ...] = key("Its reviews, oldest first.")
    before: tuple[InChain, ...] = key("Directions that it stands on, oldest first.")
    unidentified: tuple[str, ...] = key("What is known of earlier ones that are not identified.")
    after: tuple[InChain, ...] = key("Directions that came after it, oldest first.")
    ending: Ending | None = key("How it ended, or null where it stands.")
    recommended: Advice | None = key("The recommendation of its last review that still stands, or null.")


def briefing(register: Register, id: str, day: date, private: bool = False) -> Briefing:
    """All about one direction as at a day. `private` names private directions of its chain by their titles.

    Raises `Refused` where the direction itself was taken in private and that is not asked for, or is not issued by the day.
    """
    direction = as_read_on(register[id], day)
    if direction.terms.private and not private:
        raise Refused(f"{direction.name} was taken in private; --private makes a briefing of it, for private papers")
    if status_of(direction, day) == "draft":
        raise Refused(f"{direction.name} is not issued by {in_words(day)}; there is nothing to brief the board on")
    reviews = tuple(reviews_of(direction, day, private))
    difficulties = tuple(difficulties_of(direction, register.header, day, private))
    ending = ending_of(register, direction, day, private)
    recommended = next((each for each in reversed(reviews) if each.standing), None)
    reports = tuple(_reports(direction, day))
    chain = chain_of(register, id)
    is_open = any(each.resolved is None for each in difficulties)
    return Briefing(
        day=day,
        matter="ended" if ending else "difficulty" if is_open else "recommended" if recommended else "extant",
        direction=listed(direction, register.header, day),
        text=direction.terms.direction,
        money=tuple(_money(register, direction)),
        milestones=milestones_of(direction, day, private),
        progress=reports,
        spends=tuple(each for each in reports if each.spent is not None),
        difficulties=difficulties,
        queries=tuple(queries_of(direction, day, private)),
        requests=tuple(requests_of(direction, register.header, day, private)),
        reviews=reviews,
        before=tuple(_in_chain(register[each], day, private) for each in chain.before),
        unidentified=chain.unidentified,
        after=tuple(_in_chain(register[each], day, private) for each in chain.after if is_known(register[each], day, True)),
        ending=ending,
        recommended=recommended,
    )


def _money(register: Register, direction: Direction) -> Iterator[MoneyLine]:
    for line in direction.terms.finance:
        yield MoneyLine(
            year=line.year,
            to=partner(register.header, line.to) if line.to else None,
            function=function(register.header, line.function) if line.function else None,
            kind=line.kind,
            amount=line.amount,
            method=line.method,
        )


def _reports(direction: Direction, day: date) -> Iterator[Reported]:
    entries = [each for each in direction.history if isinstance(each, Progress) and each.date <= day]
    for each in sorted(entries, key=lambda entry: entry.date):
        yield Reported(day=each.date, rating=each.rating, note=each.note, milestone=each.milestone, spent=each.spend)


def _in_chain(direction: Direction, day: date, private: bool) -> InChain:
    read = as_read_on(direction, day)
    return InChain(direction=mention(read, private), status=status_of(read, day), approved=read.terms.approved)
