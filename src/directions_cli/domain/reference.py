"""References as printed, and the ids beside them.

A reference is whatever the authority prints (`SLIJB-18/03/2025-001`, `240117-7`); its format is one line of the header.
The id is the program's own: `EXIJB-2025-03-18-001`, ISO-dated, legal as a file name everywhere, and never changed.
A historic direction counts in a series of its own (`h001`), so that it takes no number from the board's own series;
a variation that keeps its reference gets the same id with `-v2`, `-v3` behind it.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field, field_validator, model_validator

from directions_cli.domain.base import Line, Model

DEFAULT_FORMAT = "{code}-{approved:%d/%m/%Y}-{n:03}"
ID = re.compile(r"([A-Z][A-Z0-9]*)-(\d{4}-\d{2}-\d{2}|undated)-(h?)(\d{3,6})(?:-v([1-9]\d{0,2}))?\Z", re.ASCII)
DIRECTIVES = {"%d": r"(?P<d>\d\d)", "%m": r"(?P<m>\d\d)", "%Y": r"(?P<Y>\d{4})", "%y": r"(?P<y>\d\d)"}
_NUMBER = re.compile(r"(0[1-9])?\Z")


class ReferenceFormat(Model):
    """How references are printed and numbered."""

    format: Line = Field(
        DEFAULT_FORMAT,
        description="Pattern of a reference: {code}, {approved:%d/%m/%Y} with %d %m %Y %y in any order, {n} or {n:03}.",
    )
    number_per: Literal["meeting", "year", "register"] = Field(
        "meeting", description="Numbers begin again at 1 with each meeting, each calendar year, or never."
    )
    variations: Literal["new", "same"] = Field(
        "new", description="new: a variation gets its own reference. same: it keeps the one it varies."
    )

    @field_validator("format")
    @classmethod
    def _readable(cls, value: str) -> str:
        parts(value)
        return value

    @model_validator(mode="after")
    def _tells_apart(self) -> ReferenceFormat:
        """A number that begins again must stand beside a date that tells the two apart."""
        found = "".join(spec for name, spec in parts(self.format) if name == "approved")
        needed = {"meeting": ("%d", "%m"), "year": (), "register": ()}[self.number_per]
        dated = "%Y" in found or "%y" in found
        if self.number_per != "register" and not (dated and all(part in found for part in needed)):
            raise ValueError(
                f"numbers per {self.number_per} would repeat: put the {'date' if needed else 'year'} of approval"
                " into the format, for example {approved:%d/%m/%Y}"
            )
        return self


class Identity(NamedTuple):
    """The parts of an id."""

    code: str
    approved: date | None
    historic: bool
    number: int
    version: int


def parts(pattern: str) -> list[tuple[str | None, str]]:
    """The pieces of a reference format: `(None, literal)`, `("code", "")`, `("approved", "%d/%m/%Y")`, `("n", "03")`.

    Raises `ValueError` with what is wrong with it.
    """
    found: list[tuple[str | None, str]] = []
    try:
        pieces = list(string.Formatter().parse(pattern))
    except ValueError as error:
        raise ValueError(f"is not a format: {error}") from None
    for literal, name, spec, conversion in pieces:
        if literal:
            found.append((None, literal))
        if name is None:
            continue
        _check_piece(name, spec or "", conversion)
        found.append((name, spec or ""))
    if sum(name == "n" for name, _ in found) != 1:
        raise ValueError("should hold {n}, the number, once, for example {n:03}")
    return found


def _check_piece(name: str, spec: str, conversion: str | None) -> None:
    if name not in ("code", "approved", "n") or conversion:
        raise ValueError(f"holds {{{name}}}; only {{code}}, {{approved:…}} and {{n}} are known")
    if name == "n" and not _NUMBER.match(spec):
        raise ValueError(f"holds {{n:{spec}}}; write {{n}} or {{n:03}}")
    if name == "code" and spec:
        raise ValueError(f"holds {{code:{spec}}}; write {{code}}")
    if name == "approved" and (not re.search("%[dmYy]", spec) or re.search("[%{}]", re.sub("%[dmYy]", "", spec))):
        raise ValueError("should give the date with %d, %m, %Y and %y, for example {approved:%d/%m/%Y}")


def print_reference(pattern: str, code: str, approved: date, number: int) -> str:
    """The reference of direction `number` of the meeting on `approved`."""
    return pattern.format(code=code, approved=approved, n=number)


def read_reference(pattern: str, code: str, reference: str) -> tuple[date | None, int] | None:
    """Date of approval and number that a reference states, or None where it does not fit the format."""
    expression = ""
    for name, spec in parts(pattern):
        if name is None:
            expression += re.escape(spec)
        elif name == "code":
            expression += re.escape(code)
        elif name == "n":
            expression += r"(?P<n>[0-9]{1,9})"
        else:
            expression += _dated(spec, expression)
    found = re.fullmatch(expression, reference, re.IGNORECASE | re.ASCII)
    if not found:
        return None
    groups = found.groupdict()
    year = groups.get("Y") or ("20" + groups["y"] if groups.get("y") else None)
    try:
        day = date(int(year), int(groups["m"]), int(groups["d"])) if year and groups.get("m") and groups.get("d") else None
    except ValueError:
        return None
    return day, int(groups["n"])


def _dated(spec: str, before: str) -> str:
    expression = ""
    for piece in re.split(r"(%.)", spec):
        group = DIRECTIVES.get(piece, "")
        if group and group[:6] in before + expression:
            group = f"(?P={piece[1]})"
        expression += group or re.escape(piece)
    return expression


def read_id(text: str) -> Identity | None:
    """The parts of an id, or None where it is none."""
    found = ID.match(text)
    if not found:
        return None
    try:
        day = None if found[2] == "undated" else date.fromisoformat(found[2])
    except ValueError:
        return None
    identity = Identity(found[1], day, bool(found[3]), int(found[4]), int(found[5] or 1))
    return identity if make_id(identity) == text else None


def make_id(identity: Identity) -> str:
    """`EXIJB-2025-03-18-001`, `EXIJB-undated-h001`, `EXIJB-2025-03-18-001-v2`."""
    day = identity.approved.isoformat() if identity.approved else "undated"
    series = "h" if identity.historic else ""
    version = f"-v{identity.version}" if identity.version > 1 else ""
    return f"{identity.code}-{day}-{series}{identity.number:03}{version}"


def in_series(approved: date | None, number_per: str, historic: bool = False) -> str:
    """What stands in every id that may be of the series; a hundred thousand of other days need not be read for it."""
    if historic or number_per == "meeting":
        return f"-{approved.isoformat() if approved else 'undated'}-"
    return f"-{approved.year}-" if approved and number_per == "year" else "-"


def next_number(taken: Iterable[str], approved: date | None, number_per: str, historic: bool = False) -> int:
    """One more than the highest number in use in the series: by meeting, by calendar year, or in the whole register.

    `taken` are ids, those of other branches among them. Historic directions have a series a day.
    """
    highest = 0
    for identity in filter(None, map(read_id, taken)):
        if identity.historic != historic:
            continue
        same_day = identity.approved == approved
        same_year = bool(approved and identity.approved and identity.approved.year == approved.year)
        counts = same_day if historic else {"meeting": same_day, "year": same_year, "register": True}[number_per]
        if counts:
            highest = max(highest, identity.number)
    return highest + 1
