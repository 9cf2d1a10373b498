"""Random registers that fit the format in every field, with texts that spreadsheets and XML take amiss."""

from __future__ import annotations

import types
import typing
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel

from directions_cli.domain.authority import Delegators, Header
from directions_cli.domain.base import CONTROL, LARGEST, Code, IsoDate, Line, Money, Text, Url, Values, When, Year
from directions_cli.domain.direction import Direction, DirectionFile
from directions_cli.domain.history import Entry, Letter, Letters
from directions_cli.domain.reference import ReferenceFormat
from directions_cli.domain.register import Register
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.terms import Link

SIGNS = "=+-@'\"\t\n ,;|<>&_xA0041\ufffe\uffff\u00a0\u200b\u00ad£–😀é＝"
HOSTILE = (
    "=1+1",
    "+44 131 496 0000",
    "-1",
    "@SUM(A1)",
    "\tx",
    "'=1",
    "''@",
    "_x0041_",
    "_x005F_x0041_",
    "  two  ",
    "null",
    "1e5",
    "TRUE",
)


def sound(text: str) -> bool:
    return bool(text.strip()) and not CONTROL.search(text)


def one_line(text: str) -> str:
    return " ".join(text.split()).strip()


texts = st.one_of(st.sampled_from(HOSTILE), st.text(SIGNS, max_size=12), st.text(max_size=8)).filter(sound)
long_texts = st.builds(lambda text, times: (text * times)[:60_000], texts, st.sampled_from((1, 1, 1, 1, 1, 1, 7000))).filter(
    sound
)
lines = texts.map(one_line).filter(lambda text: sound(text) and len(text.splitlines()) == 1)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
sums = st.integers(-int(LARGEST) * 100 + 1, int(LARGEST) * 100 - 1).map(lambda pence: Decimal(pence).scaleb(-2))
years = st.integers(1900, 2198).map(lambda year: f"{year}-{(year + 1) % 100:02}")
codes = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**17), 10**17),
        st.decimals(-(10**17), 10**17, places=3),
        st.one_of(st.just(""), texts),
        days.map(date.isoformat),
    ),
    lambda inside: st.one_of(
        st.lists(inside, max_size=3).map(tuple), st.dictionaries(st.text("abc", min_size=1, max_size=3), inside, max_size=3)
    ),
    max_leaves=4,
)
BY_HINT: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (IsoDate, days),
    (When, st.one_of(days.map(date.isoformat), days.map(lambda day: day.isoformat()[:7]))),
    (Year, years),
    (Money, sums),
    (Text, long_texts),
    (Line, lines),
    (Code, codes),
    (Url, st.sampled_from(("https://a.example/=1", "http://b.example"))),
    (Values, values),
    (Delegators, st.lists(codes, min_size=1, max_size=2).map(tuple)),
    (Link, st.one_of(lines, lines.map(lambda text: {"unidentified": text}))),
    (bool, st.booleans()),
]
PATTERNS = {
    r"^[A-Z]{3}[0-9]{3}$": st.just("CON012"),
    r"^[0-9a-f]{64}$": st.integers(0, 16**64 - 1).map(lambda number: f"{number:064x}"),
    r"^[A-Z][A-Z0-9]{1,15}$": st.just("EXIJB"),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": st.sampled_from(("gd", "en-GB")),
}


def of_hint(hint: Any) -> st.SearchStrategy[Any]:
    """Plain values that fit a type of the models."""
    for known, strategy in BY_HINT:
        if hint == known:
            return strategy
    if hint == Letters:
        return st.one_of(of_model(Letter), st.lists(of_model(Letter), min_size=2, max_size=2).map(tuple))
    if hint == Entry:
        return st.one_of(*map(of_model, get_args(get_args(Entry)[0])))
    if hint is ReferenceFormat:
        return st.sampled_from(({}, {"format": "{n}/{approved:%Y}", "number_per": "year"}, {"variations": "same"}))
    origin = get_origin(hint)
    if origin is Annotated:
        return _annotated(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(*(of_hint(each) for each in get_args(hint) if each is not type(None)))
    if origin is tuple:
        return st.lists(of_hint(get_args(hint)[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(codes, st.one_of(codes, st.none()), max_size=2)
    if origin is Literal:
        return st.sampled_from(get_args(hint))
    assert isinstance(hint, type), hint
    assert issubclass(hint, BaseModel), hint
    return of_model(hint)


def _annotated(hint: Any) -> st.SearchStrategy[Any]:
    rules = [each for info in hint.__metadata__ for each in getattr(info, "metadata", ())]
    pattern = next((each.pattern for each in rules if getattr(each, "pattern", None)), None)
    if pattern:
        return PATTERNS[pattern]
    inner = get_args(hint)[0]
    if inner is int:
        least, most = (next((getattr(each, name) for each in rules if hasattr(each, name)), None) for name in ("ge", "le"))
        return st.integers(least, 1 if least == 1 and most is None else most if most is not None else 40)
    if get_origin(inner) is tuple:
        return st.lists(of_hint(get_args(inner)[0]), min_size=1, max_size=2).map(tuple)
    return of_hint(inner)


def of_model(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """Plain values of a model under the keys of the file: what must be there, and some of the rest."""
    return st.deferred(lambda: _of_model(model))


def _of_model(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    hints = typing.get_type_hints(model, include_extras=True)
    needed, others = {}, {}
    for name, field in model.model_fields.items():
        strategy = of_hint(hints[name])
        (needed if field.is_required() else others)[field.alias or name] = strategy
    return st.fixed_dictionaries(needed, optional=others)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """A register of none to three directions and none to two decisions, with any header of EXIJB."""
    header = Header.model_validate({**draw(of_model(Header)), "format": 1})
    directions = []
    for number, whole in enumerate(draw(st.lists(of_model(DirectionFile), max_size=3)), 1):
        file = DirectionFile.model_validate(whole)
        id = f"EXIJB-2025-03-18-{number:03}"
        directions.append(Direction(id, f"2025/{id}.yaml", file, file.history, file.ignore))
    decisions = draw(st.lists(of_model(ReportDecision), max_size=2))
    reports = {f"reports/2025-03-18-{n}.yaml": ReportDecision.model_validate(each) for n, each in enumerate(decisions, 1)}
    return Register(header, directions, reports)
