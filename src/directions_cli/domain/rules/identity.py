"""Identity: ids, references and where files stand (family IDN)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from directions_cli.domain.base import iso_date
from directions_cli.domain.chain import chain_of
from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Corrected
from directions_cli.domain.look_alikes import as_latin
from directions_cli.domain.reference import print_reference, read_id, read_reference
from directions_cli.domain.register import Register
from directions_cli.domain.rules.core import Case, Fault, rule


def first_approval(direction: Direction) -> date | None:
    """The date of approval as it was first entered, before any correction."""
    for entry in direction.history:
        if isinstance(entry, Corrected) and entry.field == "approved":
            return _day(entry.from_)
    return direction.terms.approved


def _day(value: Any) -> date | None:
    try:
        return iso_date(value)
    except ValueError:
        return None


@rule("IDN001", "error", "design 2")
def id_has_its_form(direction: Direction, case: Case) -> Iterator[Fault]:
    """The file is named by an id of this authority.

    The stem of the file's name is the id: code of the authority, date of approval, number. The program gives it.
    """
    identity = read_id(direction.id)
    if identity is None:
        yield Fault((), f"{direction.id!r} is no id; a file is named like {case.header.authority.code}-2025-03-18-001.yaml")
    elif identity.code != case.header.authority.code:
        yield Fault((), f"the id begins with {identity.code}, but this is the register of {case.header.authority.code}")


@rule("IDN002", "error", "design 2")
def stands_in_its_year(direction: Direction, case: Case) -> Iterator[Fault]:
    """The file stands in the folder of its year of approval.

    A direction whose approval is not known stands in the folder `undated`. It stays there when a correction gives the date.
    """
    approved = first_approval(direction)
    year = str(approved.year) if approved else "undated"
    folder = direction.path.rpartition("/")[0]
    if folder != year:
        yield Fault(("approved",), f"stands in the folder {folder or 'register'}/; by its approval it belongs in {year}/")


@rule("IDN003", "error", "design 2; policy app. 1")
def id_states_the_approval(direction: Direction, case: Case) -> Iterator[Fault]:
    """The id states the date of approval.

    A variation that keeps its number keeps the date of the first direction in its id too. An id never changes: where the
    date was corrected, it states the first.
    """
    identity = read_id(direction.id)
    if identity and identity.version == 1 and identity.approved != first_approval(direction):
        given = direction.terms.approved or "not given"
        said = identity.approved or "no date"
        yield Fault(("approved",), f"is {given}, but the id states {said}; one of the two is wrong")


@rule("IDN004", "error", "policy app. 1")
def reference_has_its_form(direction: Direction, case: Case) -> Iterator[Fault]:
    """The reference has the register's format and states the same approval and number as the id.

    A historic direction keeps the reference it was printed with, whatever its form.
    """
    reference, identity = direction.terms.reference, read_id(direction.id)
    if direction.historic or reference is None or identity is None or identity.version > 1:
        return
    pattern, code = case.header.reference.format, case.header.authority.code
    found = read_reference(pattern, code, reference)
    approved = direction.terms.approved
    example = print_reference(pattern, code, approved, identity.number) if approved else None
    if found is None:
        yield Fault(("reference",), f"{reference!r} does not fit the format of this register, such as {example}")
    elif found[1] != identity.number or (found[0] and found[0] not in (approved, first_approval(direction))):
        yield Fault(("reference",), f"{reference!r} and the id {direction.id} tell different dates or numbers")


@rule("IDN005", "error", "guidance 5.2")
def reference_is_its_own(direction: Direction, case: Case) -> Iterator[Fault]:
    """No two directions have the same reference.

    Where the board keeps the number of a variation (`variations: same`), the directions of one chain share it.
    Historic references may repeat from year to year, as some boards number them.
    """
    reference = direction.terms.reference
    if reference is None:
        return
    others = [id for id in case.register.by_reference[reference.casefold()] if id != direction.id]
    if case.header.reference.variations == "same":
        chain = chain_of(case.register, direction.id)
        others = [id for id in others if id not in (*chain.before, *chain.after)]
    if direction.historic:
        others = [id for id in others if _same_approval(case.register, id, direction)]
    if others:
        yield Fault(("reference",), f"{reference} is also the reference of {', '.join(others)}; give one a new number")


def _same_approval(register: Register, id: str, direction: Direction) -> bool:
    """Whether another direction of the same reference can't be told apart by its meeting."""
    other = register[id]
    return not other.historic or other.terms.approved == direction.terms.approved is not None


@rule("IDN006", "error", "guidance 5.2; policy app. 1")
def has_a_reference(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction has a reference.

    Only a historic direction may be without one.
    """
    if direction.terms.reference is None and not direction.historic:
        yield Fault(("reference",), "has no reference; the program gives one when a direction is drafted or issued")


@rule("IDN007", "warning", "design 4.6")
def reference_looks_like_no_other(direction: Direction, case: Case) -> Iterator[Fault]:
    """No two directions have references that look the same and are not.

    Letters of other alphabets, wide figures and unseen characters make a reference that nobody can tell from another, and that
    no search finds.
    """
    reference = direction.terms.reference or ""
    seen = as_latin(reference).casefold()
    others = () if reference.isascii() else case.register.by_reference.get(seen, ())
    if others and seen != reference.casefold():
        yield Fault(("reference",), f"looks like the reference of {', '.join(others)} and is written otherwise; type it anew")


RULES = (
    id_has_its_form,
    stands_in_its_year,
    id_states_the_approval,
    reference_has_its_form,
    reference_is_its_own,
    has_a_reference,
    reference_looks_like_no_other,
)
