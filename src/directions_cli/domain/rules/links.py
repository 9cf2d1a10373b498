"""Links between directions: they exist, agree on both sides, make no loop, and are what they say (family LNK)."""

from __future__ import annotations

from collections.abc import Iterator

from directions_cli.domain.chains import chain_of
from directions_cli.domain.direction import Direction, effect_from, issued_on, since
from directions_cli.domain.history import LINK_OF_ENDING, Entry, Revoked, Varied, successor
from directions_cli.domain.redline import beyond_variation, only_wording
from directions_cli.domain.rules.core import Case, Fault, rule
from directions_cli.domain.terms import LINK_FIELDS, Unidentified

ENDING_OF_LINK = {link: ending for ending, link in LINK_OF_ENDING.items()}


def links(direction: Direction) -> Iterator[tuple[str, int, str | Unidentified]]:
    """`(field, number, link)` of every earlier direction that the terms name."""
    for name in LINK_FIELDS:
        for number, link in enumerate(getattr(direction.terms, name)):
            yield name, number, link


@rule("LNK001", "error", "policy app. 1; the Act, s.27(5)")
def earlier_direction_exists(direction: Direction, case: Case) -> Iterator[Fault]:
    """An earlier direction that is named exists in the register.

    One that cannot be found is given as `{unidentified: what is known of it}`.
    """
    for name, number, link in links(direction):
        if isinstance(link, Unidentified) or link in case.register.unread:
            continue
        found = case.register.linked(link, direction.id)
        if not found:
            yield Fault((name, number), f"{name} {link}, which is not in this register; correct it, or write {{unidentified: …}}")
        elif len(found) > 1:
            yield Fault((name, number), f"{name} {link}, which may be any of {', '.join(found)}; name one by its id")


@rule("LNK002", "error", "guidance 5.2")
def earlier_direction_knows(direction: Direction, case: Case) -> Iterator[Fault]:
    """The earlier direction says that it was varied, superseded or revoked by this one.

    Both sides of a link are written by one act, so that nobody finds the old direction and thinks that it stands.
    """
    if direction.issue is None:
        return
    for name, number, link in links(direction):
        for earlier in case.register.linked(link, direction.id):
            ending = ENDING_OF_LINK[name]
            entries = [entry for entry in case.register[earlier].history if entry.act == ending]
            if not any(successor(entry) == direction.id for entry in entries):
                yield Fault((name, number), f"{name} {earlier}, but that has no {ending!r} entry by {direction.id}")


@rule("LNK003", "error", "policy app. 1")
def later_direction_knows(direction: Direction, case: Case) -> Iterator[Fault]:
    """The later direction that an entry names exists and says that it varies, supersedes or revokes this one.

    A revocation may stand on a decision of its own, with the meeting that made it, and only point to a later direction.
    """
    for number, entry in enumerate(direction.history):
        by = successor(entry)
        if by is None or by in case.register.unread:
            continue
        at, later = ("history", number, "by"), case.register.get(by)
        if later is None:
            yield Fault(at, f"{entry.act} by {by}, which is not in this register")
        elif by == direction.id or any(successor(each) == direction.id for each in later.history):
            yield Fault(at, f"{entry.act} by {by}, which can't be: that is itself, or was itself ended by this one")
        elif not _told(later, direction, entry, case) and not _decided_apart(entry):
            name = LINK_OF_ENDING[entry.act]
            yield Fault(at, f"{entry.act} by {by}, but that does not say that it {name} {direction.id}")


def _told(later: Direction, direction: Direction, entry: Entry, case: Case) -> bool:
    """Whether the terms of the later direction say what the entry says of it."""
    named = getattr(later.terms, LINK_OF_ENDING[entry.act])
    return any(direction.id in case.register.linked(link, later.id) for link in named)


def _decided_apart(entry: Entry) -> bool:
    """Whether a revocation names the meeting that decided it, so that it does not hang on the later direction."""
    return isinstance(entry, Revoked) and entry.approved is not None


@rule("LNK004", "error", "guidance 5.2")
def no_loop(direction: Direction, case: Case) -> Iterator[Fault]:
    """No direction replaces itself, directly or through others."""
    for name, number, link in links(direction):
        if link == direction.id or (link == direction.terms.reference and not case.register.linked(link, direction.id)):
            yield Fault((name, number), f"it can't be said that it {name} itself")
            continue
        for earlier in case.register.linked(link, direction.id):
            if direction.id in chain_of(case.register, earlier).before:
                yield Fault((name, number), f"{name} {earlier}, which itself stands on {direction.id}: a loop")


@rule("LNK005", "error", "the Act, s.27(5); guidance 5.2")
def effect_passes_over(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction ends on the day on which its successor has effect.

    That is the later of the successor's issue and its `takes_effect`: no gap, no overlap.
    """
    for number, entry in enumerate(direction.history):
        later = case.register.get(successor(entry) or "")
        begins = effect_from(later) if later else None
        if later and not _told(later, direction, entry, case):
            continue
        if later and begins and not later.historic and entry.date != begins:
            message = f"{entry.act} on {entry.date}, but {later.id} has effect from {begins}"
            yield Fault(("history", number, "date"), message)


@rule("LNK006", "error", "the Act, s.27(5)")
def decided_later(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction is approved and issued no earlier than the one it varies, supersedes or revokes.

    Only a later decision of the same authority can do that.
    """
    for name, number, link in links(direction):
        for id in case.register.linked(link, direction.id):
            earlier = case.register[id]
            first, then = earlier.terms.approved, direction.terms.approved
            if first and then and then < first:
                yield Fault((name, number), f"approved on {then}, before {id}, which was approved on {first}")
            issued, later = issued_on(earlier), issued_on(direction)
            if issued and later and later < issued and not direction.historic:
                yield Fault((name, number), f"issued on {later}, before {id}, which was issued on {issued}")


@rule("LNK007", "error", "policy app. 2")
def varies_and_no_more(direction: Direction, case: Case) -> Iterator[Fault]:
    """A variation keeps recipients, functions and wording; only timescale, finance, measures and figures change.

    Other wording that leaves the intent as it was carries a reason (`same_intent`), which is given when the variation is
    issued; all else is a supersession.
    """
    for number, link in enumerate(direction.terms.varies):
        for id in case.register.linked(link, direction.id):
            beyond = beyond_variation(case.register[id].terms, direction.terms)
            entries = case.register[id].history
            reasons = [entry.same_intent for entry in entries if isinstance(entry, Varied) and entry.by == direction.id]
            incomplete = case.register[id].historic and case.register[id].terms.direction is None
            explained = any(reasons) or direction.issue is None
            if beyond and not incomplete and not (explained and only_wording(beyond)):
                terms = ", ".join(dict.fromkeys(difference.term for difference in beyond))
                yield Fault(("varies", number), f"changes {terms} of {id}: that is a supersession, not a variation")


@rule("LNK008", "error", "policy app. 2")
def replaced_in_one_way(direction: Direction, case: Case) -> Iterator[Fault]:
    """An earlier direction is varied, superseded or revoked by this one: one of the three, and once."""
    seen: dict[str, str] = {}
    for name, number, link in links(direction):
        for id in case.register.linked(link, direction.id):
            if id in seen:
                yield Fault((name, number), f"{name} {id}, which it {seen[id]} already")
            seen.setdefault(id, name)


@rule("LNK009", "note", "policy app. 1")
def earlier_direction_is_identified(direction: Direction, case: Case) -> Iterator[Fault]:
    """An earlier direction is identified.

    Where it is known only from a minute, someone may still find it: then a correction names it.
    """
    for name, number, link in links(direction):
        if isinstance(link, Unidentified):
            yield Fault((name, number), f"{name} a direction that is not identified: {link.unidentified}")


@rule("LNK010", "error", "guidance 5.2")
def stands_alone_once_replaced(direction: Direction, case: Case) -> Iterator[Fault]:
    """A draft does not end the direction that it is to replace.

    The earlier direction stands until the later one is issued.
    """
    for number, entry in enumerate(direction.history):
        later = case.register.get(successor(entry) or "")
        if later is not None and later.issue is None:
            yield Fault(("history", number), f"{entry.act} by {later.id}, which is not issued yet")


@rule("LNK011", "warning", "guidance 5.2")
def something_stands_in_its_place(direction: Direction, case: Case) -> Iterator[Fault]:
    """A later direction that was closed or revoked before it had effect leaves no gap.

    The earlier one still ends on the day that was set; a new direction has to say what holds from then on.
    """
    for number, entry in enumerate(direction.history):
        later = case.register.get(successor(entry) or "")
        ending = later.ending if later else None
        if later and ending and not successor(ending) and since(later, ending) <= since(direction, entry):
            message = f"{entry.act} by {later.id}, which was {ending.act} before it had effect; issue what is to hold instead"
            yield Fault(("history", number), message)


@rule("LNK012", "note", "policy app. 1")
def later_direction_says_so(direction: Direction, case: Case) -> Iterator[Fault]:
    """The later direction by which this one was revoked says so itself.

    Where it does not, nobody who reads it alone learns of the revocation; the entry with its decision has to do.
    """
    for number, entry in enumerate(direction.history):
        later = case.register.get(successor(entry) or "")
        if later and _decided_apart(entry) and not _told(later, direction, entry, case):
            yield Fault(("history", number, "by"), f"revoked by {later.id}, which does not say so")


RULES = (
    earlier_direction_exists,
    earlier_direction_knows,
    later_direction_knows,
    no_loop,
    effect_passes_over,
    decided_later,
    varies_and_no_more,
    replaced_in_one_way,
    earlier_direction_is_identified,
    stands_alone_once_replaced,
    something_stands_in_its_place,
    later_direction_says_so,
)
