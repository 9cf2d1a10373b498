"""Finding a direction of a register by what a person types: its id, its reference in any case, or a part of either."""

from __future__ import annotations

from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Varied
from directions_cli.domain.names import Called, meant, without_varied
from directions_cli.domain.register import Register


def called(direction: Direction) -> Called:
    """What a direction is called."""
    varied_by = tuple(entry.by for entry in direction.history if isinstance(entry, Varied))
    return Called(direction.id, direction.terms.reference, direction.terms.title, varied_by)


def one_reference(register: Register) -> bool:
    """Whether a variation keeps the reference of what it varies."""
    return register.header.reference.variations == "same"


def find(register: Register, name: str) -> str:
    """The id meant by `name`. Raises `WronglyAsked` where nothing fits, or, with the candidates, where several do."""
    return meant([called(each) for each in register.values()], name, one_reference(register))


def still_standing(register: Register, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that a candidate of the same reference varies: the reference then finds the one that stands."""
    if not one_reference(register):
        return candidates
    return tuple(each.id for each in without_varied([called(register[id]) for id in candidates]))
