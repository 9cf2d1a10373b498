"""The part of a register that the public may see: what the board took in private is gone, and nothing left of it names it.

Everything that is published is made of the register that this module gives, so that no page, table or document can tell more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from directions_cli.domain.corrections import as_read_on
from directions_cli.domain.cycle.listing import directions_on
from directions_cli.domain.digest import digest_of
from directions_cli.domain.direction import Direction, since
from directions_cli.domain.history import Corrected, Entry, successor
from directions_cli.domain.plain import plain, plain_terms
from directions_cli.domain.register import Register
from directions_cli.domain.report import ReportDecision, number_key, reports_of
from directions_cli.domain.terms import LINK_FIELDS, Terms, Unidentified
from directions_cli.errors import Refused

UNNAMED: Final = "a direction made in private"
UNNAMED_REPORT: Final = "a report considered in private"
OF_PRIVACY: Final = frozenset({"private", "private_reason"})
"""Terms that a published direction has no use for: that it is not private can be seen."""
SHORTEST_REFERENCE, SHORTEST_TITLE, FEWEST_WORDS = 5, 20, 4
"""Letters of a reference, letters and words of a title, from which on it is a name that running text does not hold by chance."""
_ENTRIES: Final = TypeAdapter(Entry)


@dataclass(frozen=True, slots=True)
class Public:
    """A register without what is private, as it stood on a day.

    `withheld` counts the directions that were made in private by then. `digests` has the digest of the terms of each direction
    that is left, as forms print it. `numbers` has the place of each of its entries in the file, from 1.
    """

    register: Register
    day: date
    withheld: int
    digests: Mapping[str, str]
    numbers: Mapping[str, tuple[int, ...]]
    names: Names


@dataclass(frozen=True, slots=True)
class Names:
    """What private directions and their reports are called, and the public names that hold such a name within them."""

    instead: Mapping[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, instead: Mapping[str, str], kept: Iterable[str]) -> Names:
        """Private names with what is said instead of each, and names that are kept where they stand."""
        pattern = rf"(?:{one_of({*instead, *kept})})(?!\w)"
        return cls(instead, re.compile(pattern, re.IGNORECASE) if instead else None)

    def hidden(self, text: str) -> str:
        """The text with every private name replaced by what may be said of it."""
        return self.pattern.sub(self._said, text) if self.pattern else text

    def found_in(self, text: str) -> str | None:
        """The first private name in a text, or None."""
        met = self.pattern.finditer(text) if self.pattern else iter(())
        return next((each[0] for each in met if _key(each[0]) in self.instead), None)

    def _said(self, met: re.Match[str]) -> str:
        return self.instead.get(_key(met[0]), met[0])


def one_of(names: Iterable[str], begun: bool = False) -> str:
    """A pattern of names, each a word of its own, the longest that fits: what they begin with alike is looked at once."""
    by_first: dict[str, list[str]] = {}
    names = set(names)
    for name in names - {""}:
        by_first.setdefault(name[0], []).append(name[1:])
    parts = []
    for first, rest in sorted(by_first.items()):
        letter = r"\s+" if first == " " else re.escape(first)
        apart = "" if begun else rf"(?<!\w{letter})"
        parts.append(f"{letter}{apart}{one_of(rest, True)}")
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{whole})?" if "" in names else whole


def public_part(register: Register, day: date) -> Public:
    """The public part of a register as it stood on a day. Drafts bind nobody yet, and are left out.

    A direction is private where its terms say so now, or said so on that day. Raises `Refused` where the name of a private
    direction stands in a place from which it can't be taken.
    """
    known = directions_on(register, day)
    private = {each.id for each in register.values() if each.terms.private or as_read_on(each, day).terms.private}
    shown = [each for each in known if each.id not in private]
    names = _names(register, private, shown)
    made = [_Cleaning(register, private, names).direction(each, day) for each in shown]
    decisions = dict(_decisions(register, private, names, day))
    return Public(
        Register(register.header, [direction for direction, _ in made], decisions),
        day,
        sum(each.id in private for each in known),
        {each.id: digest_of(each) for each in shown},
        {direction.id: numbers for direction, numbers in made},
        names,
    )


def _decisions(register: Register, private: set[str], names: Names, day: date) -> Iterator[tuple[str, ReportDecision]]:
    """The decisions of reports of meetings by a day, without those that led to a private direction."""
    withheld = {number_key(number) for id in private for number in reports_of(register[id])}
    for path, each in register.reports.items():
        if each.meeting <= day and number_key(each.number) not in withheld:
            whole = plain(each)
            whole.pop("ignore", None)
            yield path, ReportDecision.model_validate(_clean(whole, names))


def _names(register: Register, private: set[str], shown: Iterable[Direction]) -> Names:
    """What must not be read anywhere: ids, references, titles and reports of private directions that no public one shares."""
    header = register.header
    open_names = {_key(each) for direction in shown for each in _called(direction.terms)}
    named = (header.partners, header.functions, header.localities)
    open_names |= {_key(header.authority.name), *(_key(each.name) for several in named for each in several)}
    open_names |= {_key(each) for plan in header.plans for each in (plan.title, *(part.name for part in plan.priorities))}
    instead = {_key(id): UNNAMED for id in private}
    for id in private:
        terms = register[id].terms
        numbers = ((terms.reference, UNNAMED), *((number, UNNAMED_REPORT) for number in reports_of(register[id])))
        titles = ((terms.title, UNNAMED), (terms.report.title if terms.report else None, UNNAMED_REPORT))
        instead |= {_key(name): said for name, said in numbers if name and _is_number(name)}
        instead |= {_key(name): said for name, said in titles if name and _is_title(name, open_names)}
    instead = {name: said for name, said in instead.items() if name not in open_names}
    kept = {name for name in open_names if any(hidden in name for hidden in instead)}
    return Names.of(instead, kept)


def _is_number(name: str) -> bool:
    return len(name) >= SHORTEST_REFERENCE and re.search(r"\d", name) is not None


def _is_title(name: str, open_names: set[str]) -> bool:
    long = len(name) >= SHORTEST_TITLE and len(name.split()) >= FEWEST_WORDS
    return long and not any(_key(name) in each for each in open_names)


def _called(terms: Terms) -> Iterator[str]:
    report = terms.report
    yield from filter(None, (terms.reference, terms.title, report and report.number, report and report.title))


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _clean(value: Any, names: Names) -> Any:
    """Plain values without private names; an address that holds one is left out."""
    if isinstance(value, str):
        return names.hidden(value)
    if isinstance(value, Mapping):
        return {key: _clean(each, names) for key, each in value.items() if key != "url" or names.found_in(each) is None}
    return tuple(_clean(each, names) for each in value) if isinstance(value, tuple | list) else value


@dataclass(frozen=True, slots=True)
class _Cleaning:
    """Takes out of public directions what tells of private ones."""

    register: Register
    private: set[str]
    names: Names

    def direction(self, direction: Direction, day: date) -> tuple[Direction, tuple[int, ...]]:
        """The direction with its history by a day, and the places of these entries in the file."""
        told = [
            (number, entry)
            for number, entry in enumerate(direction.history, 1)
            if since(direction, entry) <= day and not self._is_of_privacy(entry)
        ]
        try:
            entries = tuple(self._entry(direction, entry) for _, entry in told)
            terms = self._terms(direction)
        except ValidationError:
            raise Refused(
                f"{direction.name} names a direction that was made in private where it can't be left out; nothing was published"
            ) from None
        return replace(direction, terms=terms, history=entries, ignore=()), tuple(number for number, _ in told)

    def _is_of_privacy(self, entry: Entry) -> bool:
        return isinstance(entry, Corrected) and entry.field in OF_PRIVACY

    def _terms(self, direction: Direction) -> Terms:
        terms = direction.terms
        links = {name: tuple(self._link(each, direction.id) for each in getattr(terms, name)) for name in LINK_FIELDS}
        whole = {name: each for name, each in plain_terms(terms).items() if name not in OF_PRIVACY}
        cleaned = _clean(whole, self.names)
        if cleaned == whole and all(links[name] == getattr(terms, name) for name in LINK_FIELDS):
            return Terms.model_construct(
                **{**{name: getattr(terms, name) for name in Terms.model_fields}, "private_reason": None}
            )
        return Terms.model_validate({**cleaned, **{name: tuple(map(_plain_link, each)) for name, each in links.items()}})

    def _link(self, link: str | Unidentified, by: str) -> str | Unidentified:
        if self._leads_to_private(link, by):
            return Unidentified(unidentified=UNNAMED)
        return Unidentified(unidentified=self.names.hidden(link.unidentified)) if isinstance(link, Unidentified) else link

    def _leads_to_private(self, link: str | Unidentified, by: str) -> bool:
        return not self.private.isdisjoint(self.register.linked(link, by))

    def _entry(self, direction: Direction, entry: Entry) -> Entry:
        whole = plain(entry)
        cleaned = _clean(whole, self.names)
        if successor(entry) in self.private:
            cleaned["by"] = UNNAMED
        if isinstance(entry, Corrected) and entry.field.partition(".")[0] in LINK_FIELDS:
            cleaned |= {key: self._links_in(whole[key], direction.id) for key in ("from", "to")}
        return entry if cleaned == whole else _ENTRIES.validate_python(cleaned)

    def _links_in(self, value: Any, by: str) -> Any:
        if isinstance(value, str):
            return UNNAMED if self._leads_to_private(value, by) else self.names.hidden(value)
        if isinstance(value, Mapping):
            return {key: self._links_in(each, by) for key, each in value.items()}
        return tuple(self._links_in(each, by) for each in value) if isinstance(value, tuple | list) else value


def _plain_link(link: str | Unidentified) -> Any:
    return link if isinstance(link, str) else plain(link)
