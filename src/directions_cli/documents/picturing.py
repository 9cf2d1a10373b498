"""Charts drawn from their numbers: horizontal bars, one after another or end to end, and columns.

Every bar bears its number in the words of the table, so no scale need be read off. Nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from directions_cli.documents.spans import Span, scale_of, spans
from directions_cli.documents.svg import Box, Drawing, Label, Line, as_svg, width_of, wrapped
from directions_cli.documents.tree import Chart, plain_words

LINE_HEIGHT: Final = 1.25
BAR, BETWEEN_BARS, BETWEEN_ROWS = 1.2, 0.25, 0.7
"""How thick a bar is and what lies between, in sizes of print."""
MANY, BETWEEN_MANY_ROWS = 12, 0.3
"""From how many rows on they stand closer, so that a long chart need not leave most of the page before it empty."""
BESIDE: Final = 30
"""Sizes of print in the width of a picture from which labels stand beside the bars, not above them."""
COLUMN_HEIGHT: Final = 14
LONGEST_ABOUT: Final = 600
"""Characters of a picture's description: the table beneath has every number."""


class Room(NamedTuple):
    """The room for a picture in units of its own: width, greatest height, and the size of print in it."""

    width: float
    height: float
    size: float


class Picture(NamedTuple):
    """A picture: what it shows in one line, its numbers in words, and the SVG."""

    title: str
    about: str
    svg: str
    width: float
    height: float


def pictures(chart: Chart, room: Room, name: str, within_page: bool = False) -> tuple[Picture, ...]:
    """The chart as pictures: several where one would be too high, none where it has no number at all.

    `name` begins every id in them. With `within_page` they are for a page of HTML, else they stand alone.
    """
    if not any(number is not None for row in chart.numbers for number in row):
        return ()
    said = [[plain_words(cell).replace("\n", " ") for cell in row] for row in (chart.table.head, *chart.table.rows)]
    whole = _Chart(chart, said[0], said[1:], room)
    made = []
    for place, drawing in enumerate(whole.drawings(), 1):
        title = " ".join(plain_words(chart.caption).split())
        about = _about(said[0], said[1:])
        svg = as_svg(drawing, f"{name}-{place}", title, about, within_page)
        made.append(Picture(title, about, svg, drawing.width, drawing.height))
    return tuple(made)


def _about(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The numbers in a line, as `Care at home: £5; Telecare: £2`, as far as a listener bears it."""
    found = ""
    for label, *values in rows:
        series = head[1:] if len(head) > 2 else [""]
        said = ", ".join(f"{name} {value}".strip() for name, value in zip(series, values, strict=True) if value)
        more = f"{'; ' if found else ''}{label}: {said}" if said else ""
        if len(found) + len(more) > LONGEST_ABOUT:
            return f"{found}; …"
        found += more
    return found


class _Chart:
    """A chart with the words of its table, for one room."""

    def __init__(self, chart: Chart, head: Sequence[str], rows: Sequence[Sequence[str]], room: Room) -> None:
        self.room, self.size = room, room.size
        self.labels = [row[0] for row in rows]
        self.values = [row[1:] for row in rows]
        self.series = head[1:] if len(head) > 2 else []
        self.upright = chart.kind == "columns" and self._columns_fit()
        self.stacked = chart.kind == "stacked" or (chart.kind == "columns" and bool(self.series))
        self.scale = scale_of(chart.numbers, self.stacked)
        self.rows: dict[int, list[Span]] = {place: [] for place in range(len(rows))}
        for span in spans(chart.numbers, self.stacked, self.scale):
            self.rows[span.row].append(span)

    def drawings(self) -> Iterator[Drawing]:
        """The pictures, each with the legend at its head."""
        if self.upright:
            yield self._columns()
            return
        legend, top = self._legend()
        bars = _Bars(self)
        parts, y = list(legend), top
        for row in self.rows:
            height = bars.height(row)
            if y + height > self.room.height and len(parts) > len(legend):
                yield self._closed(parts, y, bars, top)
                parts, y = list(legend), top
            parts += bars.row(row, y)
            y += height
        yield self._closed(parts, y, bars, top)

    def _closed(self, parts: list[Label | Box | Line], y: float, bars: _Bars, top: float) -> Drawing:
        zero = bars.x(self.scale.at(Decimal(0)))
        line = Line(zero, top, zero, y - bars.between / 2)
        return Drawing(self.room.width, y, self.size, (*parts, line) if bars.beside else tuple(parts))

    def _legend(self) -> tuple[list[Label | Box | Line], float]:
        """The names of the series with their fills, in lines, and where what follows begins."""
        parts: list[Label | Box | Line] = []
        x, y, swatch = 1.0, 1.0, self.size
        for series, text in enumerate(self.series):
            (name,) = wrapped(text, self.room.width - 2 * swatch, self.size, 1) or [""]
            wide = 1.5 * swatch + width_of(name, self.size)
            if x > 1 and x + wide > self.room.width:
                x, y = 1.0, y + 1.5 * self.size
            parts += [Box(x, y, swatch, swatch, series), Label(x + 1.5 * swatch, y + 0.85 * swatch, name)]
            x += wide + 1.4 * swatch
        return parts, y + 2.2 * self.size if self.series else 1.0

    def _slot(self) -> float:
        return self.room.width / max(len(self.labels), 1)

    def _columns_fit(self) -> bool:
        """Whether each column has room for the words beneath it and, where it stands alone, for its number above."""
        room = self._slot() - 0.6 * self.size
        longest = max((width_of(word, self.size) for label in self.labels for word in label.split()), default=0)
        values = max((width_of(value, self.size) for row in self.values for value in row), default=0)
        return room >= max(longest, 0 if self.series else values, 1.5 * self.size)

    def _columns(self) -> Drawing:
        """Columns on one line, their labels beneath."""
        size, slot = self.size, self._slot()
        parts, top = self._legend()
        top += LINE_HEIGHT * size
        height = COLUMN_HEIGHT * size
        width = min(0.62 * slot, 5 * size)
        for row, found in self.rows.items():
            middle = (row + 0.5) * slot
            for span in found:
                low, high = top + height * (1 - span.low), top + height * (1 - span.low - span.length)
                text = self.values[row][span.series]
                fits = width_of(text, size) <= width - 0.4 * size and low - high >= 1.3 * size
                parts.append(Box(middle - width / 2, high, width, low - high, span.series))
                if not self.series:
                    y = high - 0.4 * size if span.end >= span.begin else low + size
                    parts.append(Label(middle, y, text, "middle"))
                elif fits:
                    parts.append(Label(middle, (low + high) / 2 + 0.35 * size, text, "middle", on_bar=True))
        below = top + height + (LINE_HEIGHT * size if self.scale.low < 0 else 0)
        lines = [wrapped(label, slot - 0.6 * size, size, 3) for label in self.labels]
        for row, words in enumerate(lines):
            for place, text in enumerate(words):
                parts.append(Label((row + 0.5) * slot, below + (1.2 + place * LINE_HEIGHT) * size, text, "middle"))
        zero = top + height * (1 - self.scale.at(Decimal(0)))
        parts.append(Line(0, zero, self.room.width, zero))
        return Drawing(self.room.width, below + (0.6 + LINE_HEIGHT * max(map(len, lines))) * size, size, tuple(parts))


class _Bars:
    """Rows of horizontal bars: labels beside them or, where that is too narrow, above."""

    def __init__(self, chart: _Chart) -> None:
        self.chart, size = chart, chart.size
        width = chart.room.width
        self.beside = width >= BESIDE * size
        self.between = (BETWEEN_MANY_ROWS if self.beside and len(chart.labels) >= MANY else BETWEEN_ROWS) * size
        longest = max((width_of(label, size) for label in chart.labels), default=0.0)
        self.left = min(1.05 * longest, 0.36 * width) + 0.8 * size if self.beside else 1.0
        values = [] if chart.stacked else [text for row in chart.values for text in row]
        widest = max((width_of(text, size) for text in values), default=0.0) + 0.6 * size
        below = widest if chart.scale.low < 0 and values else 0.0
        above = widest if values else 1.0
        self.begin = self.left + below
        self.extent = max(width - self.begin - above, 4 * size)
        self.lines = [wrapped(label, self.left - 0.8 * size if self.beside else width - 2, size, 3) for label in chart.labels]

    def x(self, share: float) -> float:
        """Where a share of the scale lies."""
        return self.begin + share * self.extent

    def _bars_high(self, row: int) -> float:
        count = 1 if self.chart.stacked else max(len(self.chart.values[row]), 1)
        return self.chart.size * (count * BAR + (count - 1) * BETWEEN_BARS)

    def _words_high(self, row: int) -> float:
        return self.chart.size * LINE_HEIGHT * len(self.lines[row])

    def height(self, row: int) -> float:
        """How high a row is, with the room beneath it."""
        words, bars = self._words_high(row), self._bars_high(row)
        return (max(words, bars) if self.beside else words + 0.2 * self.chart.size + bars) + self.between

    def row(self, row: int, y: float) -> Iterator[Label | Box | Line]:
        """The label and the bars of a row that begins at `y`."""
        size = self.chart.size
        words, bars = self._words_high(row), self._bars_high(row)
        first = y + max((bars - words) / 2, 0) if self.beside else y
        for place, text in enumerate(self.lines[row]):
            x, held = (self.left - 0.8 * size, "end") if self.beside else (1.0, "start")
            yield Label(x, first + (0.95 + place * LINE_HEIGHT) * size, text, held)
        top = y + max((words - bars) / 2, 0) if self.beside else y + words + 0.2 * size
        for span in self.chart.rows[row]:
            yield from self._bar(span, top + (0 if self.chart.stacked else span.series * (BAR + BETWEEN_BARS) * size))

    def _bar(self, span: Span, top: float) -> Iterator[Label | Box | Line]:
        size, text = self.chart.size, self.chart.values[span.row][span.series]
        low, length = self.x(span.low), span.length * self.extent
        yield Box(low, top, length, BAR * size, span.series)
        baseline = top + (BAR / 2 + 0.36) * size
        if not self.chart.stacked:
            backwards = span.end < span.begin
            x = low - 0.4 * size if backwards else low + length + 0.4 * size
            yield Label(x, baseline, text, "end" if backwards else "start")
        elif width_of(text, size) <= length - 0.4 * size:
            yield Label(low + length / 2, baseline, text, "middle", on_bar=True)
        elif self._alone(span) and low + length + width_of(text, size) + 0.4 * size <= self.chart.room.width:
            yield Label(low + length + 0.4 * size, baseline, text)

    def _alone(self, span: Span) -> bool:
        """Whether it is the only part of its row that has any length, so that its number may stand behind it."""
        return span.end > span.begin and not any(each.length for each in self.chart.rows[span.row] if each is not span)
