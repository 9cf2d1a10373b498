"""Finding a direction of a register by what a person types: its id, its reference in any case, or a part of either."""

from __future__ import annotations

from directions_cli.domain.direction import called
from directions_cli.domain.names import meant, without_varied
from directions_cli.domain.register import Register


def one_reference(register: Register) -> bool:
    """Whether a variation keeps the reference of what it varies."""
    return register.header.reference.variations == "same"


def find(register: Register, name: str) -> str:
    """The id meant by `name`. Raises `WronglyAsked` where nothing fits, or, with the candidates, where several do."""
    return meant(register.names(), name, one_reference(register))


def still_standing(register: Register, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that a candidate of the same reference varies: the reference then finds the one that stands."""
    if not one_reference(register):
        return candidates
    return tuple(each.id for each in without_varied([called(register[id]) for id in candidates]))
