"""What every page of the site is given: the register as a whole, and the page itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from directions_cli.documents.labels import CHIEF_OFFICER
from directions_cli.documents.site_views import LeadView, SitePageView, SiteView
from directions_cli.publishing import paths
from directions_cli.publishing.stamps import Stamps
from directions_cli.publishing.telling import Telling


def site_view(telling: Telling, stamps: Stamps, address: str | None, earlier: bool, logo: str | None) -> SiteView:
    """The register as a whole. Who is asked about it is the office that keeps the papers, or else the Chief Officer."""
    rows, officers = telling.rows, telling.header.officers
    asked = next((each for each in (officers.secretary, officers.chief_officer) if each and each.email), officers.chief_officer)
    title = asked.title if asked else None
    return SiteView(
        as_at=telling.day,
        commit=stamps.whole,
        changed=bool(stamps.changed),
        earlier=earlier,
        directions=len(rows),
        extant=sum(row.extant for row in rows),
        private=telling.public.withheld,
        address=address,
        logo=logo,
        reports=bool(telling.register.reports),
        contact=asked.email if asked else None,
        office=title or telling.language.translations.gettext(CHIEF_OFFICER),
    )


def page_view(
    path: str, section: str, about: str | None, leads: tuple[LeadView, ...], commit: str | None, address: str | None
) -> SitePageView:
    """A page. That of what is not found may be shown below any path, so that it leads to the site from the top of its host."""
    whole = path.removesuffix("index.html") if path.endswith("/index.html") or path == paths.LOG else path
    return SitePageView(
        path=path,
        root=urlsplit(address or "").path if path == paths.NOT_FOUND else paths.to_top(path),
        section=section,
        about=about,
        leads=leads,
        commit=commit,
        address=f"{address}{whole}" if address is not None else None,
    )
