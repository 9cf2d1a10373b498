"""Terms as they read before a slip of the pen was put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pydantic import ValidationError

from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Corrected, successor
from directions_cli.domain.paths import take_back
from directions_cli.domain.plain import plain_terms
from directions_cli.domain.terms import Terms
from directions_cli.errors import WronglyAsked


def as_read_on(direction: Direction, day: date) -> Direction:
    """The direction with the terms as they read on a day: every later correction taken back, the last one first.

    Where that can't be worked out any more, because a correction was written by hand, the terms stay as they are.
    """
    return _without(direction, [entry for entry in direction.history if isinstance(entry, Corrected) and entry.date > day])


def as_left_by(direction: Direction, number: int) -> Direction:
    """The direction as the entry of that place in its history (from 0) left it: what came after it is taken back."""
    later = [entry for entry in direction.history[number + 1 :] if isinstance(entry, Corrected)]
    return replace(_without(direction, later), history=direction.history[: number + 1])


def as_met_by(direction: Direction, later: str) -> Direction:
    """The direction as the one of the id `later` met it when it took its place: corrections made since are taken back."""
    places = (number for number, entry in enumerate(direction.history) if successor(entry) == later)
    return next((as_left_by(direction, number) for number in places), direction)


def _without(direction: Direction, later: list[Corrected]) -> Direction:
    if not later:
        return direction
    whole = plain_terms(direction.terms)
    try:
        for entry in reversed(later):
            take_back(whole, entry.field, entry.from_, entry.to)
        return replace(direction, terms=Terms.model_validate(whole))
    except (ValidationError, WronglyAsked):
        return direction
