"""The site planned: every file of it by its path, each with what makes it. Nothing is made before it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from directions_cli.documents.describing import authority_view
from directions_cli.documents.making import Maker
from directions_cli.documents.pages import PageMaker
from directions_cli.documents.site_views import ChangesView, DataView, DownloadView, GroupsView, GroupView, LeadView
from directions_cli.documents.view import View, view_of
from directions_cli.domain.chain import chain_of
from directions_cli.domain.cycle.decisions import resting_on
from directions_cli.domain.direction import Direction
from directions_cli.domain.public import Public
from directions_cli.domain.report import number_key
from directions_cli.errors import Refused
from directions_cli.publishing import paths
from directions_cli.publishing.assets import assets, logo_of, sitemap
from directions_cli.publishing.exporting import Exporting
from directions_cli.publishing.feed import feed
from directions_cli.publishing.framing import page_view, site_view
from directions_cli.publishing.grouping import GROUPS, earlier_days, log_of
from directions_cli.publishing.open_data import DOWNLOADS, Download
from directions_cli.publishing.reporting import decision_pages
from directions_cli.publishing.sheets import Forms, sheet_page
from directions_cli.publishing.stamps import Stamps
from directions_cli.publishing.telling import Telling

HEADER: Final = "register.yaml"
LATEST: Final = 50
"""Changes on the page of the latest; each year has a page of its own beside it."""
SECTIONS: Final = {"function": "functions", "partner": "partners", "meeting": "meetings", "day": "days"}
"""The section that each kind of group stands in."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A file of the site. Where `key` says the same as when it was last made, it need not be made again."""

    path: str
    make: Callable[[], bytes]
    key: str | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is a page of the site, and no form."""
        return self.path.endswith(".html") and "/forms/" not in self.path


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the address of the site, the formats of forms, whether the day is an earlier one, and the downloads."""

    address: str | None = None
    forms: tuple[str, ...] = ()
    earlier: bool = False
    downloads: tuple[Download, ...] = DOWNLOADS


@dataclass(frozen=True, slots=True)
class Site:
    """A site of the public part of a register.

    `public_on` gives that part as at another day, `as_yaml` a direction as the text of its file.
    """

    public: Public
    public_on: Callable[[date], Public]
    as_yaml: Callable[[Direction], str]
    maker: Maker
    stamps: Stamps
    wanted: Wanted

    def plan(self) -> tuple[Planned, ...]:
        """Every file of the site, each path once."""
        return tuple(_Plan(self).files())


class _Plan:
    """The files of a site as they are planned."""

    def __init__(self, site: Site) -> None:
        self.site, self.public = site, site.public
        self.telling = Telling(site.public, site.maker.language)
        self.pages = PageMaker(site.maker)
        self.authority: View = view_of(authority_view(site.public.register.header, site.maker.language))
        self.forms = Forms(site.maker, self.authority, site.public.day, site.wanted.forms)

    def files(self) -> Iterator[Planned]:
        """Every file, the front page first."""
        files = [*self._front(), *self._directions(), *self._groups(), *self._changes(), *self._reports(), *self._data()]
        files += [Planned(path, make) for path, make in assets(self.site.maker.shelf)]
        yield from files
        if self.site.wanted.address:
            known = [each.path for each in files if each.is_page and each.path != paths.NOT_FOUND]
            yield from (Planned(path, make) for path, make in sitemap(self.site.wanted.address, known))

    @cached_property
    def rows(self) -> dict[int, View]:
        """The rows of the log as templates see them, by their identity: many pages list the same ones."""
        return {id(row): view_of(row) for row in self.telling.rows}

    @cached_property
    def frame(self) -> dict[str, Any]:
        """What every page is given."""
        wanted = self.site.wanted
        logo = logo_of(self.site.maker.shelf)
        site = site_view(self.telling, self.site.stamps, wanted.address, wanted.earlier, f"assets/{logo[0]}" if logo else None)
        return {"authority": self.authority, "today": self.public.day, "site": view_of(site)}

    def _page(
        self,
        path: str,
        template: str,
        section: str,
        content: Callable[[], Mapping[str, Any]] = dict,
        about: str | None = None,
        leads: tuple[LeadView, ...] = (),
        files: Iterable[str] | None = None,
    ) -> Planned:
        """A page of a template; `files` are those of the register that it tells of, all of them where none are given."""

        def made() -> bytes:
            commit = self.site.stamps.of(files) if files is not None else self.site.stamps.whole
            page = view_of(page_view(path, section, about, leads, commit, self.site.wanted.address))
            context = {**self.frame, "page": page, **{name: view_of(each, self.rows) for name, each in content().items()}}
            return self._checked(path, self.pages.page(f"site/{template}", context))

        return Planned(path, made)

    def _checked(self, path: str, text: str) -> bytes:
        """A text to be published. Raises `Refused` where a private name stands in it after all."""
        found = self.public.names.found_in(text)
        if found is not None:
            raise Refused(f"{path} would name what was made in private ({found}); take the name out of what it is made of")
        return text.encode()

    def _front(self) -> Iterator[Planned]:
        yield self._page(paths.LOG, "log.html", "log", lambda: {"log": log_of(self.telling.rows)})
        yield self._page(paths.ABOUT, "about.html", "about")
        yield self._page(paths.NOT_FOUND, "404.html", "", files=())

    def _directions(self) -> Iterator[Planned]:
        log = (LeadView(name="log", path=paths.LOG),)
        shared = self.forms.shared() if self.forms.formats else ""
        decided: dict[str, list[str]] = {}
        for each in decision_pages(self.telling).values():
            decided.setdefault(number_key(each.said.number), []).append(each.path)
        for id, direction in self.public.register.items():
            view = view_of(self.telling.direction(id))
            pages = decided.get(number_key(view.report.number), []) if view.report and view.report.number else []
            content = lambda id=id, view=view, pages=pages: {  # noqa: E731
                "direction": view,
                "sheet": sheet_page(self.telling, id, self.forms, pages),
            }
            yield self._page(paths.of_direction(id), "direction.html", "log", content, view.reference, log, self._beside(id))
            for format, path in self.forms.paths(id):
                make = lambda view=view, format=format: self.forms.make(view, format)  # noqa: E731
                yield Planned(path, make, self.forms.key(view, format, shared))
            text = lambda direction=direction: self.site.as_yaml(direction)  # noqa: E731
            yield self._text(paths.of_terms(id), text)

    def _text(self, path: str, text: Callable[[], str]) -> Planned:
        return Planned(path, lambda: self._checked(path, text()))

    def _beside(self, id: str) -> tuple[str, ...]:
        """The files of a direction and of its chain."""
        chain = chain_of(self.public.register, id)
        return tuple(self.public.register[each].path for each in (id, *chain.before, *chain.after))

    def _groups(self) -> Iterator[Planned]:
        days = tuple(earlier_days(self.telling, self.site.public_on))
        for kind, groups in {**{kind: tuple(of(self.telling)) for kind, of in GROUPS.items()}, "day": days}.items():
            top, section = paths.of_groups(kind), SECTIONS[kind]
            listing = GroupsView(kind=kind, groups=tuple(replace(each, rows=()) for each in groups))
            yield self._page(top, "groups.html", section, lambda listing=listing: {"listing": listing})  # type: ignore[misc]
            for each in groups:
                yield self._group(each, section, (LeadView(name=section, path=top),))

    def _group(self, group: GroupView, section: str, leads: tuple[LeadView, ...]) -> Planned:
        files = [HEADER, *(self.public.register[row.id].path for row in group.rows)]
        return self._page(group.path, "group.html", section, lambda: {"group": group}, group.name, leads, files)

    def _changes(self) -> Iterator[Planned]:
        changes = self.telling.changes(self.telling.rows)
        found = sorted({each.entry.day.year for each in changes if each.entry.day}, reverse=True)
        years = tuple(LeadView(name=str(year), path=paths.of_changes(year)) for year in found)
        latest = ChangesView(year=None, changes=changes[:LATEST], years=years)
        yield self._page(paths.CHANGES, "changes.html", "changes", lambda: {"changes": latest})
        leads = (LeadView(name="changes", path=paths.CHANGES),)
        for year, lead in zip(found, years, strict=True):
            told = tuple(each for each in changes if each.entry.day and each.entry.day.year == year)
            view = ChangesView(year=year, changes=told, years=years)
            files = [self.public.register[each.row.id].path for each in told]
            content = lambda view=view: {"changes": view}  # noqa: E731
            yield self._page(lead.path, "changes.html", "changes", content, str(year), leads, files)
        header, language, address = self.telling.header, self.telling.language, self.site.wanted.address
        yield self._text(paths.FEED, lambda: feed(header, changes, language, address, self.public.day).decode())

    def _reports(self) -> Iterator[Planned]:
        decisions = decision_pages(self.telling)
        if decisions:
            yield self._page(paths.REPORTS, "reports.html", "reports", lambda: {"decisions": tuple(decisions.values())})
        leads = (LeadView(name="reports", path=paths.REPORTS),)
        for file, each in decisions.items():
            content = lambda each=each: {"report": each}  # noqa: E731
            resting = resting_on(self.public.register, each.said.number, self.public.day)
            files = (file, *(direction.path for direction in resting))
            yield self._page(each.path, "report.html", "reports", content, each.said.number, leads, files)

    def _data(self) -> Iterator[Planned]:
        said = self.telling.language.translations.gettext
        wanted, exporting = self.site.wanted.downloads, Exporting(self.public)
        found = [
            DownloadView(name=each.name, format=each.format, path=f"data/{each.name}", about=said(each.about)) for each in wanted
        ]
        yield self._page(paths.DATA, "data.html", "data", lambda: {"data": DataView(downloads=tuple(found))})
        for each in wanted:
            yield Planned(f"data/{each.name}", lambda each=each: self._open(each, exporting))  # type: ignore[misc]

    def _open(self, download: Download, exporting: Exporting) -> bytes:
        made = download.make(exporting)
        self._checked(f"data/{download.name}", made.decode("utf-8", "ignore"))
        return made
