"""Options whose value may be left out, as that of `--letter [DIR]`: what stands for it is put in before they are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import typer
from typer.core import TyperCommand

LEFT_OUT: Final[Mapping[str, str]] = MappingProxyType({"--letter": "."})
"""Each option that may stand without its value, and the value that it then has."""


class ActCommand(TyperCommand):
    """A command that understands such options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As usual, with the values that were left out put in."""
        taking = {name for each in self.params if _takes_value(each) for name in each.opts}
        try:
            return super().parse_args(ctx, filled_in(args, taking))
        except typer.BadParameter as error:
            error.message += _meant(error)
            raise


def _meant(error: typer.BadParameter) -> str:
    """The choice that a word was meant to be, where an option takes one of several."""
    from directions_cli.domain.nearest import nearest

    choices = getattr(getattr(error.param, "type", None), "choices", ())
    said = re.match(r"'([^']*)' is not one of", error.message)
    return nearest(said[1], map(str, choices)) if said and choices else ""


def _takes_value(option: Any) -> bool:
    return option.param_type_name == "option" and not option.is_flag and not option.count


def filled_in(arguments: Sequence[str], taking: Collection[str]) -> list[str]:
    """The arguments with `--letter` made `--letter=.` where no value follows it.

    `taking` are the options that take a value: what follows one of them is that, even where it looks like an option.
    """
    found: list[str] = []
    values = False
    for number, argument in enumerate(arguments):
        if argument == "--" and not values:
            return [*found, *arguments[number:]]
        following = arguments[number + 1] if number + 1 < len(arguments) else None
        if values or argument not in LEFT_OUT:
            values = not values and argument in taking
            found.append(argument)
        elif following is None or following.startswith("-"):
            found.append(f"{argument}={LEFT_OUT[argument]}")
        else:
            values = True
            found.append(argument)
    return found
