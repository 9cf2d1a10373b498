"""A validation summed up in Markdown, for a CI job or a pull request: each act in words, the redline, the findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from directions_cli.documents.languages import english
from directions_cli.documents.redline_words import changes
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import Block, Document, Heading, Items, Paragraph, Table, Text, Words
from directions_cli.documents.words import plain
from directions_cli.documents.writers import written
from directions_cli.domain.dates import in_words
from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import Finding
from directions_cli.domain.history import Entry, successor
from directions_cli.domain.register import Register
from directions_cli.domain.report import ReportDecision

if TYPE_CHECKING:
    from directions_cli.clerk.comparing import Compared

LONGEST = 500
"""Findings that a summary lists; more are counted."""


def summed_up(findings: Sequence[Finding], compared: Compared | None) -> str:
    """The summary as Markdown. Without a comparison it tells the findings alone."""
    blocks: list[Block] = [Heading(2, plain("Register of directions"))]
    blocks += _verdict(findings, compared)
    if compared is not None and compared.concerned is not None:
        blocks += acts_in_words(compared.before, compared.concerned)
        blocks += besides(compared.before, compared.concerned)
    blocks += _findings(findings)
    document = Document("Register of directions", tuple(blocks), date.min)
    return written(document, "markdown", Shelf.of(None)).decode() + "\n"


def _verdict(findings: Sequence[Finding], compared: Compared | None) -> Iterator[Block]:
    errors = sum(each.severity == "error" for each in findings)
    warnings = sum(each.severity == "warning" for each in findings)
    counts = [f"{number} {what}{'s' * (number != 1)}" for number, what in ((errors, "error"), (warnings, "warning")) if number]
    said = f"{', '.join(counts)}." if counts else "All is in order."
    yield Paragraph((Text(said, strong=True),))
    if compared is not None:
        moved = (
            "" if compared.meeting == compared.base else f", as it would be merged (they went apart at {compared.meeting[:10]})"
        )
        what = "Nothing of the register differs from" if compared.same else "Compared with"
        yield Paragraph(plain(f"{what} {compared.base}{moved}."))


def acts_in_words(before: Register, after: Register) -> Iterator[Block]:
    """Each report that a change decides, each direction that it makes or adds to with what is new, the redline of a variation."""
    yield from _decisions(before, after)
    for id, new in after.items():
        old = before.get(id)
        if old is not None and old.history == new.history and old.terms == new.terms:
            continue
        yield Heading(3, plain(f"{new.name}: {new.terms.title}"))
        lines = list(_news(before, after, old, new))
        yield Items(False, 1, tuple((Paragraph(plain(line)),) for line in lines or ["Its draft is changed."]))
        yield from _redline(after, old, new)
    for id, gone in before.items():
        if id not in after and id not in after.unread:
            yield Heading(3, plain(f"{gone.name}: {gone.terms.title}"))
            yield Paragraph(plain("Its file is gone."))


def _decisions(before: Register, after: Register) -> Iterator[Block]:
    """Each decision of a report that is new, altered or gone."""
    for path in sorted({*before.reports, *after.reports}):
        old, new = before.reports.get(path), after.reports.get(path)
        told = new or old
        if old == new or told is None:
            continue
        yield Heading(3, plain(f"Report {told.number}: {told.title}"))
        said = "Its decision is changed: before" if old else "Decided: before"
        yield Paragraph(plain(f"{said} {_required(after, told)}" if new else "The file of its decision is gone."))


def _required(register: Register, decision: ReportDecision) -> str:
    """Before which meeting a report was and what it requires, as the rest of a sentence."""
    directed = (
        f"a direction to {_names(register, decision.to) or 'nobody'}" if decision.requires == "direction" else "no direction"
    )
    escalated = f" and is to be escalated to {_names(register, decision.escalation)}" if decision.escalation else ""
    return f"the meeting of {in_words(decision.meeting)}, it requires {directed}{escalated}."


def _news(before: Register, after: Register, old: Direction | None, new: Direction) -> Iterator[str]:
    if old is None:
        day = in_words(new.terms.approved) if new.terms.approved else "a day not known"
        made = f"New, approved on {day}" if new.issue else f"Draft for the meeting of {day}"
        yield f"{made}, to {_names(after, new.terms.to) or 'nobody known'}."
    for entry in new.history[len(old.history) if old else 0 :]:
        yield _told(after, entry)


def _names(register: Register, codes: Sequence[str]) -> str:
    found = [register.header.partner(code) for code in codes]
    return " and ".join(partner.name if partner else code for partner, code in zip(found, codes, strict=True))


def _told(register: Register, entry: Entry) -> str:
    """An entry as a sentence."""
    when = f" on {in_words(entry.date)}" if entry.date else ""
    by = successor(entry)
    later = f" by {register[by].name if by in register else by}" if by else ""
    details = [str(value) for key in ("outcome", "rating", "stage", "reason", "field") if (value := getattr(entry, key, None))]
    note = getattr(entry, "note", None) or getattr(entry, "summary", None)
    more = f" ({', '.join(details)})" if details else ""
    said = f"{entry.act.capitalize()}{when}{later}{more}{': ' + ' '.join(note.split()) if note else ''}"
    return said if said.endswith((".", "!", "?")) else f"{said}."


def besides(before: Register, after: Register) -> Iterator[Block]:
    """What a change does to the header."""
    keys = [key for key in type(after.header).model_fields if getattr(before.header, key) != getattr(after.header, key)]
    if keys:
        yield Heading(3, plain("Besides"))
        yield Items(False, 1, ((Paragraph(plain(f"The header (register.yaml) changes in: {', '.join(keys)}.")),),))


def _redline(after: Register, old: Direction | None, new: Direction) -> Iterator[Block]:
    varied = [id for name, id in after.predecessors(new.id) if name == "varies"]
    earlier = old.terms if old is not None else after[varied[0]].terms if varied else None
    rows = changes(after.header, english(), earlier, new.terms) if earlier is not None else ()
    if rows:
        body = tuple((plain(row.term), plain(row.before or "Nothing"), plain(row.after or "Nothing")) for row in rows)
        yield Table((plain("Term"), plain("Before"), plain("After")), body)


def _findings(findings: Sequence[Finding]) -> Iterator[Block]:
    if not findings:
        return
    yield Heading(3, plain("Findings"))
    head: tuple[Words, ...] = tuple(map(plain, ("Where", "Severity", "Code", "What")))
    rows = tuple(
        (plain(each.where), plain(each.severity), plain(each.code), plain(f"{each.message} ({each.source})"))
        for each in findings[:LONGEST]
    )
    yield Table(head, rows)
    if len(findings) > LONGEST:
        yield Paragraph(plain(f"And {len(findings) - LONGEST} more."))
