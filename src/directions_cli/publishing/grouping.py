"""Directions by function, by partner, by meeting, and as they stood at the end of earlier financial years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from directions_cli.documents.site_views import GroupView, LogView, PlaceView, RowView
from directions_cli.domain.base import year_bounds, year_of
from directions_cli.domain.direction import issued_on
from directions_cli.domain.public import Public
from directions_cli.domain.status import STATUSES
from directions_cli.domain.terms import FinanceLine
from directions_cli.publishing import paths
from directions_cli.publishing.telling import Telling

MOST_DAYS: Final = 20
"""Ends of financial years that are shown, the latest of them."""


def log_of(rows: tuple[RowView, ...]) -> LogView:
    """The log with all that it can be narrowed to."""
    return LogView(
        rows=rows,
        statuses=tuple(each for each in STATUSES if any(row.status == each for row in rows)),
        partners=_occurring(row.to for row in rows),
        functions=_occurring(row.functions for row in rows),
        years=tuple(sorted({row.approved.year for row in rows if row.approved}, reverse=True)),
    )


def _occurring(places: Iterable[tuple[PlaceView, ...]]) -> tuple[PlaceView, ...]:
    found = {place.code: place for several in places for place in several}
    return tuple(sorted(found.values(), key=lambda place: (place.name.casefold(), place.code)))


@dataclass(frozen=True, slots=True)
class Sum:
    """Pounds that the lines of extant directions commit, counted once for each code."""

    by_code: Mapping[str, Decimal]

    @classmethod
    def of(cls, telling: Telling, code_of: Callable[[FinanceLine], str | None]) -> Sum:
        """The sums under the code that a line is counted under."""
        found: dict[str, Decimal] = {}
        for direction in telling.register.values():
            if telling.row(direction.id).extant:
                for line in direction.terms.finance:
                    code = code_of(line)
                    if code and line.amount is not None:
                        found[code] = found.get(code, Decimal()) + line.amount
        return cls(found)


def _group(kind: str, code: str, name: str, rows: Iterable[RowView], **more: Any) -> GroupView:
    rows = tuple(rows)
    nothing: dict[str, Any] = {"delegated_by": (), "set_aside": False, "hosted_by": None, "sort": None, "day": None}
    return GroupView(
        kind=kind,
        code=code,
        name=name,
        path=paths.of_group(kind, code),
        directions=len(rows),
        extant=sum(row.extant for row in rows),
        rows=rows,
        **{**nothing, "resource": None, "private": 0, **more},
    )


def _by_code(rows: Iterable[RowView], places: Callable[[RowView], Iterable[PlaceView]]) -> dict[str, list[RowView]]:
    found: dict[str, list[RowView]] = {}
    for row in rows:
        for code in dict.fromkeys(place.code for place in places(row)):
            found.setdefault(code, []).append(row)
    return found


def functions(telling: Telling) -> Iterator[GroupView]:
    """Every delegated function, in the order of the header; those without a direction too."""
    rows = _by_code(telling.rows, lambda row: row.functions)
    sums = Sum.of(telling, lambda line: line.function)
    for each in telling.header.functions:
        yield _group(
            "function",
            each.code,
            each.name,
            rows.get(each.code, ()),
            resource=sums.by_code.get(each.code),
            delegated_by=tuple(telling.partner(code).name for code in each.delegated_by),
            set_aside=each.set_aside,
            hosted_by=each.hosted_by,
        )


def partners(telling: Telling) -> Iterator[GroupView]:
    """Every partner that may be directed."""
    rows = _by_code(telling.rows, lambda row: row.to)
    sums = Sum.of(telling, lambda line: line.to)
    for each in telling.header.partners:
        yield _group(
            "partner", each.code, each.name, rows.get(each.code, ()), resource=sums.by_code.get(each.code), sort=each.kind
        )


def meetings(telling: Telling) -> Iterator[GroupView]:
    """Every meeting of the board that made a direction, the latest first; those of unknown meetings last."""
    found: dict[date | None, list[RowView]] = {}
    for row in telling.rows:
        found.setdefault(row.approved, []).append(row)
    for day, rows in found.items():
        known = [row.resource for row in rows if row.extant and row.resource is not None]
        name = telling.language.day(day) if day else ""
        code = paths.meeting_code(day)
        yield _group("meeting", code, name, rows, day=day, resource=sum(known, Decimal()) if known else None)


def earlier_days(telling: Telling, public_on: Callable[[date], Public]) -> Iterator[GroupView]:
    """The register at the end of each financial year since the first issue, the latest first, as it stood and read then."""
    issues = [day for each in telling.register.values() if (day := issued_on(each)) and day != date.min]
    first = int(year_of(min(issues))[:4]) if issues else 0
    last = int(year_of(telling.day)[:4]) if issues else 0
    ends = [year_bounds(f"{year}-{(year + 1) % 100:02}")[1] for year in range(max(first, last - MOST_DAYS), last)]
    for day in reversed(ends):
        then = Telling(public_on(day), telling.language)
        known = tuple(row for row in then.rows if row.id in telling.register)
        name = telling.language.day(day)
        yield _group("day", day.isoformat(), name, known, day=day, private=then.public.withheld)


GROUPS: Final[Mapping[str, Callable[[Telling], Iterator[GroupView]]]] = MappingProxyType(
    {"function": functions, "partner": partners, "meeting": meetings}
)
"""The kinds of group that a register is shown by, besides earlier days."""
