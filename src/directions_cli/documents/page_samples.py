"""Made-up pages of the public register for trying its templates: the fullest and the emptiest that there can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from directions_cli.documents import site_views, views
from directions_cli.documents.samples import DAY, Sample, direction, sample
from directions_cli.domain.status import STATUSES

ACTS: Final = (
    *("issued", "varied", "superseded", "revoked", "closed", "reviewed", "progress", "difficulty", "query", "request"),
    "corrected",
)
"""The acts of entries."""
GROUPS: Final = ("function", "partner", "meeting", "day")
FIXED: Final = ("about.html", "404.html")
"""Templates of pages that have no content of their own."""


def page_samples() -> Iterator[Sample]:
    """Every kind of page, at its fullest and at its emptiest."""
    for full in (True, False):
        size = "fullest" if full else "emptiest"
        shared = {
            "authority": sample(views.AuthorityView, full),
            "today": DAY,
            "site": sample(site_views.SiteView, full),
            "page": sample(site_views.SitePageView, full),
        }
        for template, content in _contents(full):
            yield Sample(f"{size} page of {template}", f"site/{template}", {**shared, **content})


def _contents(full: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((template, {}) for template in FIXED)
    yield "log.html", {"log": sample(site_views.LogView, full)}
    entries = tuple(sample(site_views.EntryView, full, act=act) for act in ACTS)
    for status in STATUSES:
        sheet = sample(site_views.SheetPageView, full, entries=entries)
        yield "direction.html", {"direction": direction(full, status), "sheet": sheet}
    for kind in GROUPS:
        yield "group.html", {"group": sample(site_views.GroupView, full, kind=kind)}
        yield "groups.html", {"listing": sample(site_views.GroupsView, full, kind=kind)}
    changes = tuple(sample(site_views.ChangeView, full, entry=sample(site_views.EntryView, True, act=act)) for act in ACTS)
    yield "changes.html", {"changes": sample(site_views.ChangesView, full, changes=changes if full else ())}
    decisions = tuple(sample(site_views.DecisionPageView, each) for each in (True, False)) if full else ()
    yield "reports.html", {"decisions": decisions}
    yield "report.html", {"report": sample(site_views.DecisionPageView, full)}
    yield "data.html", {"data": sample(site_views.DataView, full)}
