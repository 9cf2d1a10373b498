"""Made-up directions, letters and reports for trying templates: the fullest and the emptiest that there can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType, UnionType
from typing import Any, Final, NamedTuple, get_args, get_origin

from directions_cli.documents import views
from directions_cli.documents.committee import COMMITTEE_REPORTS
from directions_cli.documents.names import NAMES, PartnerAskedView, hints
from directions_cli.documents.view import View
from directions_cli.domain.status import STATUSES

DAY: Final = date(2025, 3, 18)
KINDS: Final[Mapping[str, tuple[str | None, ...]]] = MappingProxyType(
    {
        "issue": (None,),
        "variation": (None,),
        "supersession": (None,),
        "revocation": ("halted", "cancelled", "redirected", None),
        "closure": ("achieved", "programme-ended", "finance-ended", None),
        "correction": (None,),
    }
)
"""Kinds of letter, each with the reasons that its act may have."""
MATTERS: Final = ("ended", "difficulty", "recommended", "extant")
"""What a briefing may be about."""
EXTANT: Final = ("issued", "retained")
TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "due": "2026-04",
        "review": "2026-04",
        "url": "https://example.org/papers",
        "website": "https://example.org",
        "year": "2025-26",
    }
)


class Sample(NamedTuple):
    """A document to try: what it is, in words, its template, and the names that it uses."""

    about: str
    template: str
    context: dict[str, Any]


def sample(view: type, full: bool, **given: Any) -> View:
    """A view with everything that it can hold, or with nothing that may be left out; lists have a full and an empty one."""
    return _sample(view, full, (), given)


def _sample(view: type, full: bool, within: tuple[type, ...], given: Mapping[str, Any]) -> View:
    """The same. `within` are the views that it stands in: one that may hold others of its kind holds them once."""
    inside = (*within, view)
    made = {name: given[name] if name in given else _value(name, hint, full, inside) for name, hint in hints(view).items()}
    return View(made)


def _value(name: str, hint: Any, full: bool, within: tuple[type, ...]) -> Any:
    if get_origin(hint) is UnionType:
        return _value(name, get_args(hint)[0], full, within) if full else None
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        once = within.count(inner) < 2
        return (_value(name, inner, True, within), _value(name, inner, False, within)) if full and once else ()
    if hint is bool:
        return full
    if hint is Decimal:
        return Decimal("1250000.50")
    if hint is date:
        return DAY
    if hint is int:
        return 6
    return TEXTS.get(name, f"[{name}]") if hint is str else _sample(hint, full, within, {})


def samples(layouts: tuple[str, ...]) -> Iterator[Sample]:
    """Every kind of document, at its fullest and at its emptiest."""
    for full in (True, False):
        size = "fullest" if full else "emptiest"
        shared = {"authority": sample(views.AuthorityView, full), "today": DAY}
        for status in STATUSES:
            for layout in layouts:
                context = {**shared, "direction": direction(full, status)}
                yield Sample(f"form of the {size} direction, {status}", layout, context)
        for kind, reasons in KINDS.items():
            for reason in reasons:
                for many in (False, True):
                    for layout in layouts if kind == "issue" else layouts[:1]:
                        context = {**shared, "letter": letter(full, kind, reason, many), "layout": layout}
                        yield Sample(f"letter of the {size} {kind}", "letter.md", context)
        yield from _committee_reports(size, full, shared)
        asked = (
            sample(PartnerAskedView, full),
            sample(PartnerAskedView, False, name="[name]", only=full),
            sample(PartnerAskedView, True, name=None),
        )
        decision = sample(views.DecisionView, full)
        yield Sample(
            f"section of the {size} report", "report/section.md", {**shared, "decision": decision, "partners_asked": asked}
        )


def _committee_reports(size: str, full: bool, shared: dict[str, Any]) -> Iterator[Sample]:
    for kind, told in COMMITTEE_REPORTS.items():
        figures = NAMES[told.name].type
        for given in ({"matter": matter} for matter in MATTERS) if kind == "closing" else ({},):
            yield Sample(f"{size} {kind} report", told.template, {**shared, told.name: sample(figures, full, **given)})


def direction(full: bool, status: str) -> View:
    """A direction of a status."""
    links = {
        "earlier": tuple(sample(views.LinkView, full, act=act) for act in ("varies", "supersedes", "revokes")) if full else (),
        "later": (sample(views.LinkView, full, act=status),) if full and status in ("varied", "superseded", "revoked") else (),
    }
    money = tuple(
        sample(views.MoneyView, True, kind=kind, amount=amount)
        for kind in ("payment", "set-aside", None)
        for amount in (Decimal(1250000), Decimal("0.50"), None)
    )
    finance = (*money, sample(views.MoneyView, False)) if full else ()
    return sample(views.DirectionView, full, status=status, extant=status in EXTANT, finance=finance, **links)


def letter(full: bool, kind: str, reason: str | None, many: bool) -> View:
    """A letter of a kind, for one direction or two."""
    act = sample(views.ActView, full, kind=kind, reason=reason)
    left = {"closure": "closed", "revocation": "revoked"}.get(kind, "issued")
    sheets = tuple(
        sample(views.SheetView, full, direction=direction(each, left), act=act) for each in ((full, full) if many else (full,))
    )
    return sample(views.LetterView, full, kind=kind, sheets=sheets)
