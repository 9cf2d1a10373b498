"""The body of a pull request: what the act changes in words, the redline, the rules' findings, its files and the form.

It is Markdown in which no word of a register pings anybody or links anything by accident; the writer sees to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directions_cli.clerk.papers import maker_of, section_of
from directions_cli.clerk.summing import acts_in_words
from directions_cli.documents.composing import form
from directions_cli.documents.gathering import gathered
from directions_cli.documents.languages import english, language_of
from directions_cli.documents.redline_words import changes
from directions_cli.documents.shelf import Shelf
from directions_cli.documents.tree import Block, Blocks, Document, Heading, Items, Paragraph, Table, lowered
from directions_cli.documents.view import view_of
from directions_cli.documents.words import plain
from directions_cli.documents.writers import written
from directions_cli.domain.chains import chain_of
from directions_cli.domain.finding import Finding
from directions_cli.domain.register import Change, Register
from directions_cli.domain.rules import related
from directions_cli.errors import DirectionsError

CUT = "\n\n(The rest is left out: it is longer than the site takes. `directions form` and `git diff` show all.)\n"


@dataclass(frozen=True, slots=True)
class Told:
    """What a body tells of: the change, the register before and after it, the findings that it brings, and its files."""

    change: Change
    before: Register
    after: Register
    warnings: Sequence[Finding]
    files: Sequence[str]
    base: str


def body_of(folder: Path, told: Told, day: date, longest: int) -> str:
    """The body, at most `longest` characters: the form is left out first, then the redline; both can be had otherwise."""
    head: Blocks = (Paragraph(plain(f"{told.change.summary}. Proposed upon {told.base}.")),)
    end = (*_findings(told.warnings), *_files(told.files))
    news = tuple(_news(told))
    paper = _paper(folder, told, day)
    for blocks in (
        (*head, *news, *end, *paper),
        (*head, *news, *end, *_left_out("{} is left out, as it is too long: {}".format(*_printed(told)))),
        (*head, *_left_out("What changes is too long to be told here: look at the changed files."), *end),
    ):
        text = _markdown(blocks)
        if len(text) <= longest:
            return text
    return text[: longest - len(CUT)].rstrip("\\") + CUT


def _markdown(blocks: Blocks) -> str:
    return written(Document("Proposal", blocks, date.min), "markdown", Shelf.of(None)).decode()


def _left_out(why: str) -> Blocks:
    return (Paragraph(plain(why)),)


def _news(told: Told) -> Iterator[Block]:
    yield Heading(2, plain("What changes"))
    yield from acts_in_words(told.before, told.after)
    for made in told.change.made:
        for name, earlier in told.after.predecessors(made.id):
            if name == "supersedes":
                yield from _superseded(told.after, earlier, made.id)


def _superseded(register: Register, earlier: str, later: str) -> Iterator[Block]:
    rows = changes(register.header, english(), register[earlier].terms, register[later].terms)
    if rows:
        yield Heading(3, plain(f"What differs from {register[earlier].name}"))
        body = tuple((plain(row.term), plain(row.before or "Nothing"), plain(row.after or "Nothing")) for row in rows)
        yield Table((plain("Term"), plain("Before"), plain("After")), body)


def _findings(warnings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading(2, plain("What the rules find"))
    if not warnings:
        yield Paragraph(plain("Nothing: this proposal brings no finding."))
        return
    yield _list(f"{each.severity} {each.code}, {each.where}: {each.message} ({each.source})" for each in warnings)


def _files(files: Sequence[str]) -> Iterator[Block]:
    yield Heading(2, plain("Files"))
    yield _list(files)


def _list(texts: Iterator[str] | Sequence[str]) -> Block:
    return Items(False, 1, tuple((Paragraph(plain(text)),) for text in texts))


def _printed(told: Told) -> tuple[str, str]:
    """What is printed of the subject of an act, and the command that does it."""
    subject = told.after.subject(told.change)
    if told.change.decided:
        return "The section of the report", f"directions report section {subject.name}"
    return "The form", f"directions form {subject.id}"


def _paper(folder: Path, told: Told, day: date) -> Blocks:
    """What is printed of the subject of an act: the form of a direction, or the section of a report that is decided."""
    if not told.change.decided:
        return _form(folder, told, day)
    try:
        made, _ = section_of(folder, told.after, told.after.subject(told.change).name, day)
    except DirectionsError as error:
        return _left_out(f"The section of the report is left out, as it can't be made: {error}")
    return (Heading(2, plain("The section of the report")), *lowered(lowered(made.document.blocks)))


def _form(folder: Path, told: Told, day: date) -> Blocks:
    """The form of the direction that the act is about, from as much of the register as it can name."""
    after, touched = told.after, told.change.touched
    chains = (chain_of(after, id) for id in touched)
    near = {*related(after, touched), *touched, *(id for chain in chains for id in (*chain.before, *chain.after))}
    part = Register(after.header, (after[id] for id in near if id in after), after.reports)
    try:
        view = view_of(gathered(part, day, language_of(after.header.language, Shelf.of(folder).find)))
        made = form(maker_of(folder, view), view, told.change.subject, day)
    except DirectionsError as error:
        return _left_out(f"The form is left out, as it can't be made: {error}")
    return (Heading(2, plain("The form")), *lowered(lowered(made.document.blocks)))
