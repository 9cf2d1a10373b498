"""What must not stand where many read: secrets and what tells of private persons (family WRD)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from directions_cli.domain.authority import Header
from directions_cli.domain.direction import Direction
from directions_cli.domain.finding import Path
from directions_cli.domain.plain import plain
from directions_cli.domain.report import ReportDecision
from directions_cli.domain.rules.core import Case, Fault, rule
from directions_cli.domain.rules.wording import texts, texts_of
from directions_cli.domain.secrets import domain_of, personal, secret

Texts = Iterable[tuple[Path, str]]
TAKE_OUT: Final = "whoever has a clone can read it, also in earlier commits"


def _told(found_texts: Texts, look: Callable[[str], str | None], what_to_do: str) -> Iterator[Fault]:
    for at, text in found_texts:
        found = look(text)
        if found:
            yield Fault(at, f"holds what looks like {found}; {what_to_do}")


def _secrets(found_texts: Texts) -> Iterator[Fault]:
    yield from _told(found_texts, secret, f"take it out and make it void where it is used: {TAKE_OUT}")


def _persons(found_texts: Texts, header: Header) -> Iterator[Fault]:
    domains = bodies_of(header)
    yield from _told(found_texts, lambda text: personal(text, domains), f"take it out: {TAKE_OUT}")


def bodies_of(header: Header) -> frozenset[str]:
    """The domains of the bodies that the header names, by the addresses of their offices: to these anybody may write."""
    office = vars(header.officers).values()
    partners = (each for partner in header.partners for each in (partner.chief_executive, *partner.copy_to))
    mails = (each.email for each in (*office, *partners) if each is not None and each.email)
    return frozenset(filter(None, map(domain_of, mails)))


@rule("WRD011", "error", "house")
def direction_tells_no_secret(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction holds no password, key or token.

    They are known by their form. What was committed stays in the history: make the secret void where it is used.
    """
    yield from _secrets(texts_of(direction, case))


@rule("WRD012", "error", "house", "header")
def header_tells_no_secret(header: Header, case: Case) -> Iterator[Fault]:
    """The header holds no password, key or token."""
    yield from _secrets(texts(plain(header)))


@rule("WRD013", "error", "house", "report")
def report_tells_no_secret(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """A report decision holds no password, key or token."""
    yield from _secrets(texts(plain(report)))


@rule("WRD014", "warning", "house")
def direction_tells_of_no_person(direction: Direction, case: Case) -> Iterator[Fault]:
    """A direction holds nothing that tells of a private person.

    Looked for are CHI and NHS numbers, National Insurance numbers, dates of birth, mobile phones, and e-mail addresses other
    than of public bodies, of the bodies in the header and of offices such as enquiries@….
    """
    yield from _persons(texts_of(direction, case), case.header)


@rule("WRD015", "warning", "house", "header")
def header_tells_of_no_person(header: Header, case: Case) -> Iterator[Fault]:
    """The header holds nothing that tells of a private person: the addresses in it are those of offices, not of mail at home."""
    yield from _persons(texts(plain(header)), header)


@rule("WRD016", "warning", "house", "report")
def report_tells_of_no_person(report: ReportDecision, case: Case) -> Iterator[Fault]:
    """A report decision holds nothing that tells of a private person."""
    yield from _persons(texts(plain(report)), case.header)


RULES = (
    direction_tells_no_secret,
    header_tells_no_secret,
    report_tells_no_secret,
    direction_tells_of_no_person,
    header_tells_of_no_person,
    report_tells_of_no_person,
)
UNTOLD: Final = frozenset(rule.code for rule in RULES)
"""Rules whose findings never show the line that they are about: a log of CI is read by more people than the register."""
