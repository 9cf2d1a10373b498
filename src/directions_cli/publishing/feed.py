"""The Atom feed of what changed (RFC 4287). Its ids are tag: URIs (RFC 4151) and stay the same wherever the site is put."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from directions_cli.documents.languages import Language
from directions_cli.documents.site_views import ChangeView
from directions_cli.domain.authority import Header
from directions_cli.domain.harmless import harmless
from directions_cli.publishing import paths

MOST: Final = 100
"""Entries of a feed."""
TAGGED: Final = "2026"
"""The year in which these names were given; a tag: URI wants one, and it never changes."""
_HOST: Final = re.compile(r"https?://([a-z0-9.-]+\.[a-z]{2,})(?=[/:?#]|\Z)", re.IGNORECASE)
_NAMES: Final = UUID("6d0c3f0e-7c41-5b9e-9a8e-2f4f6f1d2014")


def name_of(header: Header, about: str) -> str:
    """The id of a feed or entry: a tag: URI of the authority's own domain, or where it names none, one of its code."""
    found = _HOST.match(header.authority.website or "")
    specific = f"{header.authority.code}:{about}"
    return f"tag:{found[1].lower()},{TAGGED}:{specific}" if found else f"urn:uuid:{uuid5(_NAMES, specific)}"


def feed(header: Header, changes: Iterable[ChangeView], language: Language, address: str | None, day: date) -> bytes:
    """The latest changes as a feed. Without the address of the site, links are relative to the feed itself."""
    address = address or ""
    told = [each for each in changes if each.entry.day][:MOST]
    latest = max((each.entry.day for each in told if each.entry.day), default=day)
    title = f"{language.translations.gettext('Register of directions')} – {header.authority.name}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language.code)}>',
        f"<id>{escape(name_of(header, 'register'))}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{_at(latest)}</updated>",
        f"<author><name>{_text(header.authority.name)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(address + paths.FEED)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(address + paths.CHANGES)}/>',
        *(_entry(header, each, language, address) for each in told),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry(header: Header, change: ChangeView, language: Language, address: str) -> str:
    row, entry = change.row, change.entry
    assert entry.day
    said = [language.word(each) for each in (entry.rating, entry.outcome, entry.reason, entry.stage) if each]
    said += [entry.by.reference] if entry.by else []
    summary = ". ".join(filter(None, [*said, entry.note or entry.outcome_text]))
    link = f"{address}{row.path}#entry-{entry.number}"
    return (
        f"<entry><id>{escape(name_of(header, f'{row.id}:{entry.number}'))}</id>"
        f"<title>{_text(f'{row.reference}: {language.word(entry.act)} – {row.title}')}</title><updated>{_at(entry.day)}</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(link)}/>'
        + (f"<summary>{_text(summary)}</summary>" if summary else "")
        + "</entry>"
    )


def _at(day: date) -> str:
    """The beginning of a day, since the register knows no hours."""
    return f"{day.isoformat()}T00:00:00Z"


def _text(text: str) -> str:
    return escape(harmless(" ".join(text.split())))
