"""The filters by which templates print values of the register: days, money, words that lead somewhere, texts of several lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from directions_cli.documents.languages import Language
from directions_cli.documents.reading import Lines, Linked, Rich
from directions_cli.documents.sandbox import kind_of, run_of
from directions_cli.documents.view import View


def print_filters(language: Language) -> dict[str, Callable[..., Any]]:
    """The filters by name; `_spoken` is for the sandbox itself."""
    return {
        "_spoken": language.spoken,
        "day": _of_value("day", lambda value: language.day(value)),
        "iso": _of_value("iso", lambda value: value.isoformat() if isinstance(value, date) else str(value)),
        "pounds": _of_value("pounds", lambda value: language.spoken(value)),
        "markdown": _of_value("markdown", lambda value: Rich(language.spoken(value))),
        "number": _of_value("number", lambda value: f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)),
        "word": _of_value("word", lambda value: language.word(language.spoken(value))),
        "lines": _of_value("lines", lambda value: Lines(language.spoken(value))),
        "link": _of_value(
            "link", lambda value, address: Linked(language.spoken(value), str(address)) if address else language.spoken(value)
        ),
    }


def _of_value(name: str, of: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of one plain value; of none it gives nothing."""

    @pass_context
    def called(context: Context, value: Any, *args: Any) -> Any:
        run = run_of(context)
        value, *more = (run.weighed(run.plain(each)) for each in (value, *args))
        for each in (value, *more):
            if isinstance(each, Undefined):
                str(each)  # raises, naming what is undefined
            if isinstance(each, bool | float | View | tuple | list | dict):
                raise SecurityError(f"{name} wants a text, day or sum and gets {kind_of(each)}")
        try:
            return "" if value is None or value == "" else of(value, *more)
        except TypeError:
            raise SecurityError(f"{name} is given too much or too little in its brackets") from None

    return called
