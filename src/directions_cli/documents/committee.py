"""Reports to committees: which template tells which figures. A new one is a line in `COMMITTEE_REPORTS`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from directions_cli.documents.composing import Made
from directions_cli.documents.making import Maker
from directions_cli.documents.tree import Blocks, Chart, Document, Named
from directions_cli.documents.view import View, view_of


class Told(NamedTuple):
    """A kind of report: its template, and the name under which the template finds its figures."""

    template: str
    name: str


COMMITTEE_REPORTS: Final[Mapping[str, Told]] = MappingProxyType(
    {
        "progress": Told("report/progress.md", "progress"),
        "annual": Told("report/annual.md", "annual"),
        "performance": Told("report/performance.md", "performance"),
        "closing": Told("report/closing.md", "briefing"),
        "practice": Told("report/practice.md", "practice"),
    }
)


def committee_report(maker: Maker, authority: View, kind: str, figures: Any, day: date, about: str | None = None) -> Made:
    """The report of a kind with its figures, results of `domain.cycle`. `about` is the id of the direction that it is about."""
    told = COMMITTEE_REPORTS[kind]
    context = {"authority": authority, "today": day, told.name: _in_its_language(maker, view_of(figures))}
    document = maker.document(told.template, context, day, authority.name, about or "")
    return Made(f"report-{kind}-{about or day.isoformat()}", document)


def _in_its_language(maker: Maker, figures: Any) -> Any:
    """The figures with the national outcomes in the language of the document; everything else is the register's own words."""
    outcomes = getattr(figures, "_values", {}).get("outcomes")
    if outcomes is None:
        return figures
    said = maker.language.translations.gettext
    named = [View({**each.what._values, "name": said(each.what.name)}) for each in outcomes]
    told = tuple(View({**each._values, "what": what}) for each, what in zip(outcomes, named, strict=True))
    return View({**figures._values, "outcomes": told})


def has_charts(document: Document) -> bool:
    """Whether any chart is in the document."""
    return _any_chart(document.blocks)


def _any_chart(blocks: Blocks) -> bool:
    return any(isinstance(each, Chart) or (isinstance(each, Named) and _any_chart(each.blocks)) for each in blocks)
