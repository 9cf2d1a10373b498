"""The names that a template may use, from the classes of `views`: for the guide, for checking, and for answering typos."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args, get_origin, get_type_hints

from directions_cli.documents import site_views, views
from directions_cli.documents.view import View
from directions_cli.domain.cycle.annual_report import AnnualReport
from directions_cli.domain.cycle.briefing import Briefing
from directions_cli.domain.cycle.performance_report import PerformanceReport
from directions_cli.domain.cycle.practice import Practice
from directions_cli.domain.cycle.progress_report import ProgressReport
from directions_cli.domain.nearest import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAskedView:
    """A row of the question whom a report directs."""

    name: str | None = field(metadata={"about": "Name of the partner; none in the row for both."})
    both: tuple[str, ...] = field(metadata={"about": "Names of both partners, in the row for both."})
    only: bool = field(metadata={"about": "Whether the row stands for this partner alone."})
    directed: bool = field(metadata={"about": "Whether a direction to it is required."})
    escalated: bool = field(metadata={"about": "Whether the report is escalated to it."})


class Name(NamedTuple):
    """A name that stands in a template by itself: its type, in which templates it stands, and what it is."""

    type: Any
    where: str
    about: str


def _about(hint: Any) -> str:
    view = get_args(hint)[0] if get_args(hint) else hint
    return f"{'Each of: ' if get_args(hint) else ''}{(view.__doc__ or '').strip()}"


NAMES: Final[Mapping[str, Name]] = MappingProxyType(
    {
        "authority": Name(views.AuthorityView, "everywhere", "The integration authority."),
        "today": Name(date, "everywhere", "The day of the document."),
        "language": Name(str, "everywhere", "Code of the language, such as `en-GB`."),
        "direction": Name(views.DirectionView, "`form*.md`, `site/direction.html`", "The direction of the form or page."),
        "letter": Name(views.LetterView, "`letter.md`", "The letter."),
        "layout": Name(str, "`letter.md`", "Template of the forms that are attached."),
        "decision": Name(views.DecisionView, "`report/section.md`", "What the report was found to require."),
        "progress": Name(ProgressReport, "`report/progress.md`", "Progress of the extant directions in a period."),
        "annual": Name(AnnualReport, "`report/annual.md`", "All extant directions, and what became of the others."),
        "performance": Name(PerformanceReport, "`report/performance.md`", "Directions against the plan and the outcomes."),
        "briefing": Name(Briefing, "`report/closing.md`", "All about one direction."),
        "practice": Name(Practice, "`report/practice.md`", "Figures of practice, by year."),
        "site": Name(site_views.SiteView, "`site/`", "The public register as a whole."),
        "page": Name(site_views.SitePageView, "`site/`", "The page."),
        **{
            name: Name(hint, f"`site/{template}`", _about(hint))
            for name, template, hint in site_views.PAGES
            if name != "direction"
        },
        "partners_asked": Name(tuple[PartnerAskedView, ...], "`report/section.md`", "A row for each partner, and one for both."),
    }
)
FUNCTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "_": "a message that can be translated: `{{ _('Dear %(title)s', title=…) }}` (`gettext` too)",
        "ngettext": "a message for one or several: `{{ ngettext('%(num)s form', '%(num)s forms', n) }}`",
        "namespace": "a place for values that a loop sets: `{% set seen = namespace(any=false) %}`",
    }
)
WORDS: Final[Mapping[Any, str]] = MappingProxyType(
    {str: "text", date: "day", Decimal: "pounds", bool: "yes or no", int: "number", type(None): "none"}
)


def view_classes() -> tuple[type, ...]:
    """The classes of views that can be reached from the names, in the order in which they are met."""
    found: dict[type, None] = {}

    def add(hint: Any) -> None:
        for each in _parts(hint):
            if isinstance(each, type) and is_dataclass(each) and each not in found:
                found[each] = None
                for part in hints(each).values():
                    add(part)

    for name in NAMES.values():
        add(name.type)
    return tuple(found)


@cache
def hints(view: type) -> dict[str, Any]:
    """The fields of a view with their types."""
    known = get_type_hints(view, {**vars(views), "date": date, **vars(sys.modules[view.__module__])})
    return {each.name: known[each.name] for each in fields(view)}


def _parts(hint: Any) -> Iterator[Any]:
    if get_origin(hint) in (tuple, types.UnionType):
        for each in get_args(hint):
            yield from _parts(each)
    elif hint is not Ellipsis:
        yield hint


def words_of_type(hint: Any) -> str:
    """A type in words: "text, or none", "list of directions"."""
    if get_origin(hint) is tuple:
        return f"list of {words_of_type(get_args(hint)[0])}"
    if get_origin(hint) is types.UnionType:
        return ", or ".join(words_of_type(each) for each in get_args(hint))
    return WORDS.get(hint) or title_of_view(hint)


def title_of_view(view: type) -> str:
    """The name of a class of views as people say it: `PersonView` is "person"."""
    return "".join(f" {each.lower()}" if each.isupper() else each for each in view.__name__.removesuffix("View")).strip()


def kind_of_view(view: View) -> str:
    """What a view is, by its fields: "a direction"."""
    named = set(view._values)
    for each in view_classes():
        if {part.name for part in fields(each)} == named:
            title = title_of_view(each)
            return f"{'an' if title[0] in 'aeiou' else 'a'} {title}"
    return "a view"


def said_of_unknown(name: str, of: tuple[Any] | None) -> str:
    """What is wrong where a template names what there is not; `of` is what should have it, if it is a part."""
    from directions_cli.documents.sandbox import kind_of

    if of is None:
        return (
            f"there is no {name!r} here{nearest(name, (*NAMES, *FUNCTIONS))}; `directions templates show --names` lists the names"
        )
    if of[0] is None:
        return f"it asks for {name!r} of something that is none; ask first whether it is there, with {{% if … %}}"
    if not isinstance(of[0], View):
        return f"{kind_of(of[0])} has no part {name!r} that a template may use"
    parts = tuple(of[0]._values)
    return f"{kind_of_view(of[0])} has no {name!r}{nearest(name, parts)}; `directions templates show --names` lists its parts"


def as_markdown() -> str:
    """Every name and field with what it holds, as Markdown tables: the guide's, and `directions templates show --names`."""
    lines = ["| name | holds | stands in | is |", "| --- | --- | --- | --- |"]
    lines += [f"| `{key}` | {words_of_type(name.type)} | {name.where} | {name.about} |" for key, name in NAMES.items()]
    for view in view_classes():
        about = (view.__doc__ or "").strip().splitlines()[0]
        lines += ["", f"### {title_of_view(view).capitalize()}", "", about, "", "| part | holds | is |", "| --- | --- | --- |"]
        told = {each.name: each.metadata["about"] for each in fields(view)}
        lines += [f"| `{part}` | {words_of_type(hint)} | {told[part]} |" for part, hint in hints(view).items()]
    return "\n".join(lines) + "\n"
