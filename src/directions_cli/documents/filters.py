"""The filters that templates may use, each held to the limits of the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from types import GeneratorType, MappingProxyType
from typing import Any, Final

from jinja2 import Undefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from directions_cli.documents.runs import Stopped
from directions_cli.documents.sandbox import kind_of, run_of, too_large
from directions_cli.documents.view import View

FILTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "iso": "a month or day for a machine: `2025-03-18`",
        "day": "a month or day in words: `2026-04` as April 2026",
        "lines": "a text of several lines, such as an address, whose lines stay apart",
        "link": "words that lead to an address of the web or of mail: `{{ title | link(address) }}`",
        "markdown": "a text with its own lists, tables and emphasis; nothing else of it is markup",
        "pounds": "money in words: £1,250,000",
        "word": "a code of the register in words: `on-track` as On track, `superseded` as Superseded",
        "number": "a number with a fraction that is no money: 12.5",
        "join": "one text of several, with something between them; it is text, whatever it was",
        "replace": "a text with one text replaced by another",
        "upper": "capital letters",
        "lower": "small letters",
        "title": "a capital at each word",
        "capitalize": "a capital at the first word",
        "trim": "without blanks at its ends",
        "default": "the value, or another where there is none (`d` for short)",
        "length": "how many (`count` too)",
        "first": "the first of a list",
        "last": "the last of a list",
        "list": "a list of what goes by one by one",
        "map": "a part of each: `map(attribute='name')`; or a filter of each: `map('upper')`",
        "select": "those that are not empty, or that pass a test (`reject`: those that do not)",
        "selectattr": "those of which a part passes a test (`rejectattr`: those of which it does not)",
        "sort": "in order, by a part: `sort(attribute='name')`",
        "reverse": "in the opposite order",
        "unique": "each once",
        "groupby": "pairs of a value and those that share it",
        "sum": "numbers added up, or a part of each: `sum(attribute='amount')`",
        "min": "the smallest",
        "max": "the largest",
        "round": "rounded, to at most 6 places",
    }
)
"""The filters, each with what it gives."""
SAME: Final[Mapping[str, str]] = MappingProxyType(
    {"d": "default", "count": "length", "reject": "select", "rejectattr": "selectattr"}
)


def limited_filters(known: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Those of Jinja's own filters that a template may use, each held to the limits."""
    names = [name for name in (*FILTERS, *SAME) if name in known]
    return {name: _limited(name, known[name]) for name in names} | {"join": _joined, "replace": _replaced}


def _limited(name: str, base: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja that takes texts and lists of a size that is counted, and gives such."""
    wants = getattr(getattr(base, "jinja_pass_arg", None), "name", None)

    @pass_context
    def called(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        run = run_of(context)
        before = {None: (), "context": (context,), "eval_context": (context.eval_ctx,), "environment": (context.environment,)}[
            wants
        ]
        value = run.weighed(_gone_through(context, run.plain(value)))
        args = tuple(run.weighed(run.plain(each)) for each in args)
        kwargs = {key: run.weighed(run.plain(each)) for key, each in kwargs.items()}
        _check(name, value, args, kwargs)
        return run.weighed(_gone_through(context, base(*before, value, *args, **kwargs)))

    return called


def _gone_through(context: Context, value: Any) -> Any:
    """Generators as tuples, counted as they go by."""
    return tuple(_counted(context, value)) if isinstance(value, GeneratorType) or hasattr(value, "__next__") else value


def _check(name: str, value: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    if name == "round":
        places = kwargs.get("precision", args[0] if args else 0)
        if not isinstance(value, int | float | Decimal) or not isinstance(places, int) or not 0 <= places <= 6:
            raise SecurityError("round takes a number, and at most 6 places")
        if too_large(value):
            raise Stopped("it reckons with numbers that are too large")
    if name == "sum":
        start = kwargs.get("start", args[1] if len(args) > 1 else 0)
        if not isinstance(start, int | Decimal):
            raise SecurityError("sum adds up numbers; use + or join for anything else")
    if name in ("upper", "lower", "title", "capitalize", "trim") and isinstance(value, View | tuple | list | dict):
        raise SecurityError(f"{name} wants a text and gets {kind_of(value)}")


@pass_context
def _counted(context: Context, values: Iterable[Any]) -> Iterator[Any]:
    """What a loop goes through, each counted as a step."""
    run = run_of(context)
    values = run.plain(values)
    if not isinstance(values, Undefined) and (isinstance(values, View) or not hasattr(values, "__iter__")):
        raise SecurityError(f"it goes through {kind_of(values)}, which is no list")
    for each in values:
        run.step()
        yield each


@pass_context
def _spent(context: Context, weight: int) -> str:
    run_of(context).step(weight)
    return ""


@pass_context
def _held(context: Context, value: Any) -> Any:
    return run_of(context).weighed(value)


@pass_context
def _cut(context: Context, value: Any, start: Any, stop: Any, step: Any) -> Any:
    run = run_of(context)
    value = run.plain(value)
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, str | tuple | list):
        raise SecurityError(f"it takes a part of {kind_of(value)}")
    return run.weighed(value[start:stop:step])


INNER_FILTERS: Final[dict[str, Callable[..., Any]]] = {"_counted": _counted, "_spent": _spent, "_held": _held, "_cut": _cut}


@pass_context
def _joined(context: Context, values: Iterable[Any], by: str = "", attribute: str | None = None) -> str:
    """Texts, days and numbers as one text with something between them; it is text, whatever it was."""
    run = run_of(context)
    spoken: Callable[[Any], str] = context.environment.filters["_spoken"]
    by = str(run.plain(by))
    parts: list[str] = []
    for each in _counted(context, values):
        value = run.plain(each if attribute is None else context.environment.getitem(each, attribute))
        if isinstance(value, Undefined):
            str(value)
        if isinstance(value, bool | float | View | tuple | list | dict):
            raise SecurityError(f"it joins {kind_of(value)}; map it to texts first")
        parts.append("" if value is None else spoken(value))
        run.step(len(parts[-1]) + len(by))
    return by.join(parts)


@pass_context
def _replaced(context: Context, text: Any, old: Any, new: Any) -> str:
    """The text with one text replaced by another."""
    run = run_of(context)
    text, old, new = (run.plain(each) for each in (text, old, new))
    for each in (text, old, new):
        if not isinstance(each, str):
            raise SecurityError(f"replace wants texts and gets {kind_of(each)}")
    run.step(len(text) + (text.count(old) if old else 0) * len(new))
    return str(text).replace(old, new) if old else str(text)
