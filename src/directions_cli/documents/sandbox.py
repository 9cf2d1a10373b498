"""Where templates run: Jinja's sandbox with strict names, an allowed few parts of the language, and limits on time and size.

What a template prints of the register is never written into the Markdown: a mark stands in its place (`Run.mark`), and the
text is put in after the Markdown has been read. So nothing that stands in a direction can become markup, whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import BuiltinMethodType, FunctionType
from typing import Any, Final

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing

from directions_cli.documents.runs import LARGEST_NUMBER, NESTED, Markdown, Printable, Run, Stopped, weight_of
from directions_cli.documents.view import View

_TAG_AFTER_TEXT = re.compile(
    r"^((?![ \t]*(?:(?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})[ \t]*)+$).*[^-+\s])[ \t]*%\}$", re.MULTILINE
)
"""A tag that ends a line of text: it must not swallow the end of the line, as a tag alone on its line does."""
ATTRIBUTES: Final[dict[type, frozenset[str]]] = {
    str: frozenset({"startswith", "endswith", "strip", "upper", "lower", "split", "splitlines"}),
    date: frozenset({"year", "month", "day"}),
    LoopContext: frozenset(
        "index index0 revindex revindex0 first last length depth depth0 cycle changed previtem nextitem".split()
    ),
    BlockReference: frozenset({"super"}),
}


class Unknown(StrictUndefined):
    """A name or field that there is not; using it stops the template, with the nearest name that there is."""

    @property
    def _undefined_message(self) -> str:
        from directions_cli.documents.names import said_of_unknown

        if self._undefined_hint:
            return self._undefined_hint
        return said_of_unknown(str(self._undefined_name), None if self._undefined_obj is missing else (self._undefined_obj,))


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment in which every template runs. `run` is the run under way."""

    intercepted_binops = frozenset({"+", "*", "%", "**", "/", "//", "-"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self, **options: Any) -> None:
        super().__init__(
            undefined=Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.i18n"],
            finalize=printed,
            auto_reload=False,
            optimized=False,
            cache_size=400,
            **options,
        )
        from directions_cli.documents.filters import INNER_FILTERS, limited_filters
        from directions_cli.documents.grammar import TESTS

        self.run = Run()
        self.filters = limited_filters(self.filters) | INNER_FILTERS
        self.tests = {name: each for name, each in self.tests.items() if name in TESTS}
        self.globals = {"namespace": Namespace}
        self.policies["ext.i18n.trimmed"] = True
        self.newstyle_gettext = True

    @staticmethod
    def concat(parts: Iterable[str]) -> Markdown:
        """What a template, block or macro has made, as Markdown of its own."""
        return Markdown("".join(parts))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        from directions_cli.documents.grammar import check_source, restrained

        check_source(source)
        return restrained(super()._parse(_TAG_AFTER_TEXT.sub(r"\1+%}", source), name, filename), name, filename)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nothing: `getattr` below gives what a template may see and never asks."""
        return False

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The part of that name: a field of a view, or one of a few methods of text, days, loops and blocks."""
        if isinstance(obj, View):
            values = obj._values
            return values[attribute] if attribute in values else self.undefined(obj=obj, name=attribute)
        obj = self.run.plain(obj)
        if isinstance(obj, Undefined):
            str(obj)  # raises, naming what is undefined
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Namespace | TemplateReference) and not attribute.startswith("_"):
            try:
                return obj[attribute] if isinstance(obj, TemplateReference) else getattr(obj, attribute)
            except (AttributeError, KeyError):
                return self.undefined(obj=obj, name=attribute)
        known = next((names for kind, names in ATTRIBUTES.items() if isinstance(obj, kind)), frozenset())
        return getattr(obj, attribute) if attribute in known else self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The part of that name, or the one at that place of a list."""
        if isinstance(argument, str):
            return self.getattr(obj, str(argument))
        obj = self.run.plain(obj)
        if isinstance(obj, tuple | list | str) and isinstance(argument, int):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(f"the list has no part {argument}; it has {len(obj)}, and the first is 0")
        return self.getattr(obj, str(argument))

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: D102
        if isinstance(obj, Undefined):
            str(obj)
        if obj is not Namespace and not isinstance(obj, FunctionType | BuiltinMethodType | Macro | BlockReference | LoopContext):
            bound = getattr(obj, "__self__", None)  # `loop.cycle` and `loop.changed` are methods in Python
            if not isinstance(bound, LoopContext):
                raise SecurityError(f"it calls {kind_of(obj)}, which is no function")
        self.run.weighed(getattr(obj, "__self__", None) if isinstance(obj, BuiltinMethodType) else None)
        for value in (*args, *kwargs.values()):
            self.run.weighed(value)
        return super().call(context, obj, *args, **kwargs)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """A sign before a number."""
        if isinstance(arg, Undefined):
            str(arg)
        if not isinstance(arg, int | float | Decimal):
            raise SecurityError(f"it puts {operator} before {kind_of(arg)}")
        return super().call_unop(context, operator, arg)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums of small numbers; texts and lists only grow within the limits."""
        left, right = self.run.plain(left), self.run.plain(right)
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)
            if too_large(value):
                raise Stopped("it reckons with numbers that are too large")
        if isinstance(left, str) and operator == "%":
            raise SecurityError("texts are not formatted with %; use ~ or join")
        if operator == "**" and (not isinstance(right, int) or abs(right) > 15):
            raise Stopped("it reckons with numbers that are too large")
        for value, other in ((left, right), (right, left)):
            if isinstance(value, str | tuple | list):
                size = weight_of(value, NESTED)
                self.run.step(size * (max(other, 0) if operator == "*" and isinstance(other, int) else 1))
        return self.run.weighed(super().call_binop(context, operator, left, right))


@pass_context
def printed(context: Context, value: Any) -> Any:
    """What is printed: Markdown of the template as it is, everything else a mark that stands for it."""
    run = run_of(context)
    if type(value) is str and value:  # most of what is printed is text: it needs no further look
        run.step()
        run.step(len(value))
        return run.mark(value)
    if isinstance(value, Markdown):
        run.step(len(value))
        return value
    if isinstance(value, Unknown):
        str(value)  # raises, naming what is undefined
    run.step()
    if value is None or isinstance(value, Undefined) or value == "":
        return ""  # `{{ x if y }}` without an else is nothing, as in any Jinja
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal | date | Printable):
        raise SecurityError(f"it prints {kind_of(value)}; print its parts, or ask for them with if, for or join")
    text = value if isinstance(value, Printable) else context.environment.filters["_spoken"](value)
    run.step(len(text) if isinstance(text, str) else 16)
    return run.mark(text, value if isinstance(value, int | Decimal) else None)


def too_large(value: Any) -> bool:
    """Whether it is a number that templates do not reckon with."""
    return isinstance(value, int | float | Decimal) and not -LARGEST_NUMBER <= value <= LARGEST_NUMBER


KINDS: Final[tuple[tuple[Any, str], ...]] = (
    (bool, "yes or no"),
    ((tuple, list, dict), "a list"),
    (float, "a number with a fraction"),
    (str, "a text"),
    ((int, Decimal), "a number"),
    (date, "a day"),
    (type(None), "nothing"),
)


def kind_of(value: Any) -> str:
    """What kind of value it is, in words."""
    from directions_cli.documents.names import kind_of_view

    if isinstance(value, View):
        return f"{kind_of_view(value)} as a whole"
    return next((words for kinds, words in KINDS if isinstance(value, kinds)), "a part of Jinja")


def run_of(context: Context) -> Run:
    """The run that a context belongs to."""
    environment = context.environment
    assert isinstance(environment, Sandbox)
    return environment.run
