"""One run of a template: what it has printed of the register, and how much it may still do."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from typing import Any, Final

from jinja2.exceptions import SecurityError

SECONDS: Final = 10
STEPS: Final = 500_000
CHARACTERS: Final = 2_000_000
LONGEST_TEMPLATE: Final = 200_000
LARGEST_NUMBER: Final = 10**15
NESTED: Final = 100_000
"""How many values a list may hold, those of the lists in it counted with it."""
OPEN, SHUT = "\ue000", "\ue001"
MARK: Final = re.compile(f"{OPEN}([0-9]+){SHUT}")
_PIECE: Final = re.compile("\ue002[0-9]+\\s\ue003")
"""Where a piece of a Word form stands between two tags; it is no text."""


class Stopped(SecurityError):
    """A template went beyond a limit."""


class Markdown(str):
    """Markdown that a template itself has made: the only text that is read as such."""

    __slots__ = ()


class Printable:
    """What a filter has made to be printed: not text, and never read as Markdown of the template."""

    __slots__ = ()


class Run:
    """One run of a template: the texts that it prints of the register, and how much it may still do."""

    def __init__(self, times: int = 1) -> None:
        """`times` multiplies what it may do, for a page that lists the whole register."""
        self.texts: list[Any] = []
        self.numbers: dict[int, int | Decimal] = {}
        self.times = times
        self.until = time.monotonic() + SECONDS * times
        self.steps = 0
        self.characters = 0

    def mark(self, value: Any, number: int | Decimal | None = None) -> Markdown:
        """A mark for a value, to be replaced by it once the Markdown has been read; `number` is what a chart draws of it."""
        if number is not None:
            self.numbers[len(self.texts)] = number
        self.texts.append(value)
        return Markdown(f"{OPEN}{len(self.texts) - 1}{SHUT}")

    def step(self, characters: int = 0) -> None:
        """Count a step. Raises `Stopped` beyond the limits."""
        self.steps += 1
        self.characters += characters
        if self.steps > STEPS * self.times:
            raise Stopped(f"it takes more than {STEPS * self.times:,} steps; does it loop for ever?")
        if self.characters > CHARACTERS * self.times:
            raise Stopped(f"it makes more than {CHARACTERS * self.times:,} characters; does it loop for ever?")
        if (not self.steps % 64 or characters > 4096) and time.monotonic() > self.until:
            raise Stopped(f"it runs for more than {SECONDS * self.times} seconds; does it loop for ever?")

    def plain(self, value: Any) -> Any:
        """A value to reckon with: Markdown becomes the text that it shows, with what its marks stand for."""
        if not isinstance(value, Markdown):
            return value
        text = MARK.sub(lambda mark: _text_of(self.texts[int(mark[1])]), _PIECE.sub("", value))
        self.step(len(text))
        return text

    def weighed(self, value: Any) -> Any:
        """The value, counted by its size. Raises `Stopped` for lists of lists that are too large to be compared."""
        weight = weight_of(value, NESTED)
        if weight > NESTED and not isinstance(value, str):
            raise Stopped(f"it makes a list of more than {NESTED:,} values")
        self.step(weight)
        return value


def _text_of(value: Any) -> str:
    return str(getattr(value, "text", value))


def weight_of(value: Any, most: int) -> int:
    """The size of a value: characters of a text, values of a list and of the lists in it, counted until there are too many."""
    if isinstance(value, str):
        return len(value)
    if not isinstance(value, tuple | list | dict):
        return 1
    weight = 1
    for each in value.values() if isinstance(value, dict) else value:
        weight += weight_of(each, most - weight) if isinstance(each, tuple | list | dict) else 1
        if weight > most:
            break
    return weight
