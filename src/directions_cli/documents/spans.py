"""The numbers of a chart as lengths: where each bar begins and ends on its scale, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

Rows = Sequence[Sequence[Decimal | None]]


@dataclass(frozen=True, slots=True)
class Span:
    """A bar, or a part of one: its row and series, and the shares of the scale (0 to 1) at which it begins and ends."""

    row: int
    series: int
    begin: float
    end: float

    @property
    def low(self) -> float:
        """The end nearer to the low end of the scale."""
        return min(self.begin, self.end)

    @property
    def length(self) -> float:
        """How long it is, as a share of the scale."""
        return abs(self.end - self.begin)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a chart reaches from and to; nothing, 0, always lies within."""

    low: Decimal
    high: Decimal

    def at(self, value: Decimal) -> float:
        """Where a value lies, as a share of the scale."""
        return float((value - self.low) / (self.high - self.low))


def scale_of(numbers: Rows, stacked: bool) -> Scale:
    """The scale on which every bar has room. Where there is nothing but nothing, it reaches to 1."""
    ends = [end for row in numbers for _, begin, end in _values(row, stacked) for end in (begin, end)]
    low, high = min([Decimal(0), *ends]), max([Decimal(0), *ends])
    return Scale(low, high if high > low else low + 1)


def spans(numbers: Rows, stacked: bool, scale: Scale | None = None) -> tuple[Span, ...]:
    """The bars: each from 0, or with `stacked` each from where the one before it in its row ends, those below 0 on their own.

    A number that is not known has none; one that is 0 has one without length.
    """
    scale = scale or scale_of(numbers, stacked)
    return tuple(
        Span(place, series, scale.at(begin), scale.at(end))
        for place, row in enumerate(numbers)
        for series, begin, end in _values(row, stacked)
    )


def _values(row: Sequence[Decimal | None], stacked: bool) -> Iterator[tuple[int, Decimal, Decimal]]:
    above = below = Decimal(0)
    for series, number in enumerate(row):
        if number is None:
            continue
        if not stacked:
            yield series, Decimal(0), number
        elif number < 0:
            yield series, below, below + number
            below += number
        else:
            yield series, above, above + number
            above += number
