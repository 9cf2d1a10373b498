"""Wording: what makes a direction hard to follow or unsafe to print (family WRD; guidance 5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from directions_cli.domain.authority import Header
from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import Path
from directions_cli.domain.harmless import UNSEEN
from directions_cli.domain.look_alikes import mixed
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.rules.core import Case, Fault, rule
from directions_cli.domain.selecting import even

UNFINISHED = re.compile(
    r"\b(TBC|TBA|TBD|XXX+|lorem ipsum)\b|to be (confirmed|completed|inserted)"
    r"|\[(insert|date|amount|name)[^\[\]]{0,200}\]|delete as appropriate",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(as appropriate|where possible|where appropriate|as necessary|continue to explore|consider options"
    r"|have regard to|in due course|as soon as possible|if feasible|ongoing basis)\b",
    re.IGNORECASE,
)
LONGEST_TITLE = 120
ABOUT_IT = ("ignore", "history")


def texts(value: Any, at: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in plain values, with its path."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(each, (*at, key))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from texts(each, (*at, number))


def hidden(found_texts: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    """A fault for each text that holds a character nobody can see or that turns its direction."""
    for at, text in found_texts:
        found = None if text.isascii() else UNSEEN.search(text)
        if found:
            yield Fault(at, f"holds the hidden character U+{ord(found[0]):04X}; take it out")


def texts_of(direction: Direction, case: Case) -> tuple[tuple[Path, str], ...]:
    """Every text of a direction's terms, accepted findings and history."""
    if direction.id not in case.texts:
        about = {key: tuple(map(plain, getattr(direction, key))) for key in ABOUT_IT}
        case.texts[direction.id] = tuple(texts(plain_terms(direction.terms) | about))
    return case.texts[direction.id]


@rule("WRD001", "error", "design 4.6")
def no_hidden_characters(direction: Direction, case: Case) -> Iterator[Fault]:
    """Text holds no hidden characters that turn its direction or that nobody can see.

    They can make a title or sum read otherwise than it is.
    """
    yield from hidden(texts_of(direction, case))


@rule("WRD002", "error", "guidance 5.3; policy app. 1")
def nothing_left_to_fill_in(direction: Direction, case: Case) -> Iterator[Fault]:
    """An issued direction has nothing left to fill in."""
    if direction.historic or direction.issue is None:
        return
    for at, text in texts_of(direction, case):
        found = UNFINISHED.search(text)
        if found and at[0] not in ABOUT_IT:
            yield Fault(at, f"still says {found[0]!r}; fill it in")


@rule("WRD003", "note", "guidance 5.3")
def no_vague_phrases(direction: Direction, case: Case) -> Iterator[Fault]:
    """The text is free of phrases by which nobody can tell whether it was done."""
    found = VAGUE.search(direction.terms.direction or "")
    if found and not direction.historic:
        yield Fault(("direction",), f"says {found[0]!r}; say what, how much and by when")


@rule("WRD004", "note", "guidance 4.2")
def directs_somebody(direction: Direction, case: Case) -> Iterator[Fault]:
    """The text names each recipient that it directs."""
    text = even(direction.terms.direction or "")
    if not text or direction.historic:
        return
    for code in direction.terms.to:
        partner = case.header.partner(code)
        if partner and even(partner.name) not in text:
            yield Fault(("direction",), f"does not name {partner.name}; say what each recipient is to do")


@rule("WRD005", "warning", "design 3")
def title_is_short(direction: Direction, case: Case) -> Iterator[Fault]:
    """A title fits on a line of the log."""
    if len(direction.terms.title) > LONGEST_TITLE:
        yield Fault(("title",), f"is {len(direction.terms.title)} characters long; {LONGEST_TITLE} are enough")


@rule("WRD006", "error", "design 4.6", "header")
def header_hides_nothing(header: Header, case: Case) -> Iterator[Fault]:
    """The header holds no hidden characters: its names are printed in every letter."""
    yield from hidden(texts(plain(header)))


@rule("WRD007", "error", "design 4.6", "report")
def report_hides_nothing(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """A report decision holds no hidden characters."""
    yield from hidden(texts(plain(report)))


def of_several_alphabets(found_texts: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    """A fault for each text with a word that mixes alphabets, or is made of look-alikes alone."""
    for at, text in found_texts:
        found = mixed(text)
        if found:
            word, letter = found
            yield Fault(at, f"has {word!r} with U+{ord(letter):04X}, which only looks like a Latin letter; type it anew")


@rule("WRD008", "warning", "design 4.6")
def one_alphabet_a_word(direction: Direction, case: Case) -> Iterator[Fault]:
    """No word mixes Latin letters with others, or is made of letters that only look like Latin ones.

    A Cyrillic or Greek letter in an English word looks right, and no search finds it.
    """
    yield from of_several_alphabets(texts_of(direction, case))


@rule("WRD009", "warning", "design 4.6", "header")
def one_alphabet_a_word_of_the_header(header: Header, case: Case) -> Iterator[Fault]:
    """No word of the header mixes alphabets: its names are what directions are found by."""
    yield from of_several_alphabets(texts(plain(header)))


@rule("WRD010", "warning", "design 4.6", "report")
def one_alphabet_a_word_of_a_report(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """No word of a report decision mixes alphabets."""
    yield from of_several_alphabets(texts(plain(report)))


RULES = (
    no_hidden_characters,
    nothing_left_to_fill_in,
    no_vague_phrases,
    directs_somebody,
    title_is_short,
    header_hides_nothing,
    report_hides_nothing,
    one_alphabet_a_word,
    one_alphabet_a_word_of_the_header,
    one_alphabet_a_word_of_a_report,
)
