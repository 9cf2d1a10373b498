"""Parts of pictures in SVG: words, boxes, and fills that can be told apart without colour. No script, nothing from outside."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import Final

SERIES: Final = (
    ("#14456b", None),
    ("#a85b00", '<path d="M-2 2 2-2M-2 10 10-2M6 10l4-4"/>'),
    ("#2c6e33", '<circle cx="2" cy="2" r="1.5"/><circle cx="6" cy="6" r="1.5"/>'),
    ("#8a2a7a", '<path d="M0 2h8M0 6h8"/>'),
    ("#4a5763", '<path d="M-2 2 2-2M-2 10 10-2M6 10l4-4M-2 6 2 10M-2-2 10 10M6-2l4 4"/>'),
    ("#b3261e", '<path d="M2 0v8M6 0v8"/>'),
    ("#0b6b7a", '<path d="M-2 6 2 10M-2-2 10 10M6-2l4 4"/>'),
    ("#5b4a00", '<path d="M0 4h8M4 0v8"/>'),
)
"""The colour of each series, at least 4.5 to 1 on white, and its pattern on a tile of 8 by 8; the first is filled whole."""
TILE: Final = 8
INK, PAPER, LINE = "#1a1a1a", "#ffffff", "#6b7985"
FONT: Final = "Noto Sans"
_WIDTHS: Final = (
    (re.compile("[iIjl.,:;'’|!]"), 0.3),
    (re.compile(r"[ frt()\[\]/\-]"), 0.38),
    (re.compile("[mwMW@%—]"), 0.95),
    (re.compile("[A-Z&]"), 0.7),
    (re.compile(r"[0-9£]"), 0.58),
    (re.compile(r"[\u0000-\u1fff]"), 0.62),
)
"""How wide a letter is in Noto Sans, as a share of the size of print; any other is as wide as it is high."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a picture: where they stand, where they are held (`start`, `middle`, `end`), whether on a filled bar."""

    x: float
    y: float
    text: str
    held: str = "start"
    on_bar: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box, in the fill of a series."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture before it is written: its size, and its parts from the hindmost to the foremost."""

    width: float
    height: float
    size: float
    parts: tuple[Label | Box | Line, ...]


def width_of(text: str, size: float) -> float:
    """About how wide words are in print of a size; a little more rather than less."""
    return size * sum(_letter(each) for each in text)


def _letter(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    return next((width for pattern, width in _WIDTHS if pattern.match(character)), 1.0)


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """The words in lines that fit the room, `most` at most: what is left over, or too long for a line, ends in “…”."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_cut(line, room, size) for line in lines]


def _cut(line: str, room: float, size: float) -> str:
    if width_of(line, size) <= room:
        return line
    while line and width_of(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def as_svg(drawing: Drawing, name: str, title: str, about: str, within_page: bool) -> str:
    """The picture as an `svg` element. `name` begins every id in it, so that no two pictures of a page share one.

    Within a page of HTML it takes the page's print and colours, by classes; alone it has its own.
    """
    series = sorted({part.series for part in drawing.parts if isinstance(part, Box)})
    own = f'class="picture" style="max-width:100%;height:auto" width="{_n(drawing.width / 16)}rem"'
    alone = f'color="{INK}" font-family="{FONT}" width="{_n(drawing.width)}" height="{_n(drawing.height)}"'
    inside = "".join([*(_pattern(name, each) for each in series), *(_part(part, drawing, name) for part in drawing.parts)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-t" aria-describedby="{name}-d"'
        f' viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" font-size="{_n(drawing.size)}" {own if within_page else alone}>'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(about)}</desc>{inside}</svg>'
    )


def _pattern(name: str, series: int) -> str:
    colour, marks = SERIES[series]
    if marks is None:
        return ""
    drawn = 'fill="currentColor"' if "circle" in marks else 'fill="none" stroke="currentColor" stroke-width="1.6"'
    return (
        f'<pattern id="{name}-{series + 1}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">'
        f'<rect class="paper" width="{TILE}" height="{TILE}" fill="{PAPER}"/>'
        f'<g class="series-{series + 1}" color="{colour}" {drawn}>{marks}</g></pattern>'
    )


def _part(part: Label | Box | Line, drawing: Drawing, name: str) -> str:
    match part:
        case Line():
            return f'<line class="zero" {_place(part, "x1", "y1", "x2", "y2")} stroke="{LINE}"/>'
        case Box():
            colour, marks = SERIES[part.series]
            fill = f"url(#{name}-{part.series + 1})" if marks else "currentColor"
            place = _place(part, "x", "y", "width", "height")
            return f'<rect class="series-{part.series + 1}" color="{colour}" {place} fill="{fill}" stroke="currentColor"/>'
        case Label():
            held = f' text-anchor="{part.held}"' if part.held != "start" else ""
            words = f'<text {_place(part, "x", "y")} fill="currentColor"{held}>{escape(part.text, quote=False)}</text>'
            return _behind(part, drawing.size) + words if part.on_bar else words


def _behind(label: Label, size: float) -> str:
    """A plain ground for words on a filled bar. They are held by the middle."""
    width, height = width_of(label.text, size) + 0.3 * size, 1.05 * size
    ground = Box(label.x - width / 2, label.y - 0.88 * size, width, height, 0)
    return f'<rect class="paper" {_place(ground, "x", "y", "width", "height")} fill="{PAPER}"/>'


def _place(part: Label | Box | Line, *names: str) -> str:
    return " ".join(f'{name}="{_n(getattr(part, name))}"' for name in names)


def _n(number: float) -> str:
    """A number with two places at most, written the same on every machine."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
