"""The report decision, `register/reports/….yaml`: what a report to the board requires (guidance 3.8, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

from pydantic import Field

from directions_cli.domain.base import Code, IsoDate, Line, Model, Text, Url
from directions_cli.domain.direction import Direction
from directions_cli.domain.history import Corrected, Revoked
from directions_cli.domain.terms import Advice, Ignore


class Considerations(Model):
    """What guidance 3.9 asks an author to weigh before saying that a direction is required."""

    scope: Text | None = Field(None, description="Scope and scale of the function.")
    finance: Text | None = Field(None, description="Finance involved.")
    change: Text | None = Field(None, description="Scale and nature of the change.")
    people: tuple[Line, ...] = Field((), description="Those affected: patients, carers, communities, staff and others.")
    timescale: Text | None = Field(None, description="Timescale for delivery.")


class ReportDecision(Model):
    """What one report to the board was found to require: a direction, to whom, or none."""

    number: Line = Field(description="Number of the report, for example EXIJB-25-014.")
    title: Line = Field(description="Title of the report.")
    meeting: IsoDate = Field(description="Day of the meeting.")
    author: Line | None = Field(None, description="Office of the author.")
    url: Url | None = Field(None, description="Link to the report.")
    requires: Literal["direction", "no-direction"] = Field(description="Whether the report requires a direction.")
    to: tuple[Code, ...] = Field((), description="Partners to be directed; empty where none is required.")
    escalation: tuple[Code, ...] = Field((), description="Partners to whom the report is to be escalated, if any.")
    considerations: Considerations | None = Field(None, description="What was weighed (guidance 3.9).")
    advice: tuple[Advice, ...] = Field((), description="Advice taken (guidance 3.10).")
    note: Text | None = Field(None, description="Anything to add.")
    ignore: tuple[Ignore, ...] = Field((), description="Findings that are accepted here, with why.")


DECISION_FIELDS: Final = tuple(ReportDecision.model_fields)


def number_key(number: str) -> str:
    """The number of a report as two mentions of it are compared: without regard to capitals and outer blanks."""
    return number.strip().casefold()


def reports_of(direction: Direction) -> Iterator[str]:
    """The numbers of the reports that a direction rests on, or was revoked upon; also such as were put right since."""
    if direction.terms.report and direction.terms.report.number:
        yield direction.terms.report.number
    for entry in direction.history:
        if isinstance(entry, Revoked) and entry.report:
            yield entry.report
        elif isinstance(entry, Corrected) and entry.field in ("report", "report.number"):
            yield from _number_in(entry.from_)


def _number_in(value: Any) -> Iterator[str]:
    number = value.get("number") if isinstance(value, dict) else value
    if isinstance(number, str):
        yield number
