"""A plot as SVG that loads nothing from elsewhere: lines over sizes, both axes by powers of ten."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final, NamedTuple

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 44, 50
COLOURS: Final = ("#1f5c99", "#b5432a", "#2e7d4f", "#6b4c9a", "#8a6d00", "#0f7f86", "#a8336f")
DASHES: Final = ("", "6 3", "2 3", "9 3 2 3", "", "6 3", "2 3")
"""Lines are told apart by their dashes too, for those who don't see the colours."""
STYLE: Final = "text{font-family:system-ui,sans-serif;font-size:13px;fill:#222}.grid{stroke:#222;stroke-opacity:.15}"


class Line(NamedTuple):
    """A line: what it is called, and its points."""

    label: str
    points: tuple[tuple[float, float], ...]


def plot(title: str, across: str, up: str, lines: Sequence[Line]) -> str:
    """The plot; each line is named at its end, as far from the others as its name needs."""
    drawn = [line for line in lines if line.points]
    xs = [x for line in drawn for x, _ in line.points]
    ys = [max(y, 1e-4) for line in drawn for _, y in line.points]
    x_range = floor(log10(min(xs))), max(ceil(log10(max(xs))), floor(log10(min(xs))) + 1)
    y_range = floor(log10(min(ys))), max(ceil(log10(max(ys))), floor(log10(min(ys))) + 1)

    def at(x: float, y: float) -> tuple[float, float]:
        inside_x = (log10(x) - x_range[0]) / (x_range[1] - x_range[0])
        inside_y = (log10(max(y, 1e-4)) - y_range[0]) / (y_range[1] - y_range[0])
        return LEFT + inside_x * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - inside_y * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {HEIGHT}">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-weight="600">{escape(title)}</text>',
    ]
    for power in range(x_range[0], x_range[1] + 1):
        x, _ = at(10**power, 10 ** y_range[0])
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>')
    for power in range(y_range[0], y_range[1] + 1):
        _, y = at(10 ** x_range[0], 10**power)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:g}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>')
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(f'<text x="16" y="{middle}" transform="rotate(-90 16 {middle})">{escape(up)}</text>')
    heights = apart([at(*line.points[-1])[1] for line in drawn])
    for number, line in enumerate(drawn):
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        spots = [at(*point) for point in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in spots]
        (x, y), side, height = spots[-1], WIDTH - RIGHT, heights[number]
        ends = f'x1="{x + 4:.1f}" y1="{y:.1f}" x2="{side + 12}" y2="{height:.1f}"'
        parts.append(f'<line {ends} stroke="{colour}" stroke-opacity=".4"/>')
        parts.append(f'<text x="{side + 16}" y="{height + 4:.1f}" style="fill:{colour}">{escape(line.label)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def apart(heights: Sequence[float], least: float = 17) -> list[float]:
    """The heights of the names, in the order given, moved so that none stands on another."""
    placed = list(heights)
    order = sorted(range(len(placed)), key=lambda number: placed[number])
    for one, other in pairwise(order):
        placed[other] = max(placed[other], placed[one] + least)
    low = HEIGHT - BOTTOM
    for other, one in pairwise(order[::-1]):
        placed[other] = min(placed[other], low)
        placed[one] = min(placed[one], placed[other] - least)
    return placed
