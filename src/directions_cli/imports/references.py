"""What a cell says of earlier and later directions: `supersedes 001 and 003`, `Yes - varies EXIJB-2`, `replaced by 12`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from directions_cli.imports.days import days_in
from directions_cli.imports.words import LONGEST, Value, absent, line_of, plain, says_none, text_of

VERBS: Final = {
    "varies": r"\b(?:vary|varies|varied|variation (?:of|to)|amend(?:s|ed)?|revis(?:es|ed|ion of)|update(?:s|d)?)\b",
    "supersedes": r"\b(?:supersedes?|super[cs]ee?des?|superseded|supersession of|replac(?:es?|ed|ing|ement of)|succeeds?)\b",
    "revokes": r"\b(?:revok(?:es?|ed|ing)|cancels?|rescinds?|withdraws?)\b",
}
_ANY_VERB = re.compile("|".join(VERBS.values()), re.IGNORECASE)
_LISTED = re.compile(r"\n|;|,|\band\b|&|\+|•|\s/\s", re.IGNORECASE)
_RANGE = re.compile(r"(?P<a>\S*?)(?P<n>\d+)\s*(?:-|–|to|through)\s*(?P<b>\S*?)(?P<m>\d+)\Z", re.IGNORECASE)
_ENDED_BY = re.compile(
    rf"(?P<verb>{'|'.join(VERBS.values())})\W{{1,3}}(?:and \w+ )?(?:by|see|with|now)\b(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_BEFORE = re.compile(
    r"^(?:yes|y|this|it|direction|directions|reference|ref|refs|no|nos|number|numbers|the|existing|previous|earlier|by|of|to|ijb|"
    r"dated|partially|partly|in part|which|see|new|with|is)\b[\s.:#,\-–]*", re.IGNORECASE)  # fmt: skip
_PLAIN_NO = frozenset(
    {"no", "n", "new", "new direction", "none", "no new direction", "neither", "not applicable", "na", "no new"}
)
Resolve = Callable[[str], str | None]
"""Gives the key of the direction that words name, or None."""


@dataclass(frozen=True, slots=True)
class Named:
    """Earlier or later directions that a cell names: how each is linked, if that is said, and the words that name them."""

    how: str | None
    words: str


def nothing_named(value: Value) -> bool:
    """Whether a cell says that there is no such direction."""
    text = text_of(value)
    return (
        not text
        or absent(text)
        or says_none(text)
        or plain(text) in _PLAIN_NO
        or bool(re.match(r"no\b[\s\-–,.:(]*(new|this is a new|first)", text, re.I))
    )


def named_in(value: Value, how: str | None) -> list[Named]:
    """What a cell names, verb by verb. `how` is what the heading says; the cell's own words count more."""
    if nothing_named(value):
        return []
    text = line_of(value) if not isinstance(value, str) else text_of(value)
    if len(text) > LONGEST:
        return [Named(how, text)]
    verbs = [(each.start(), each.end(), _how(each[0])) for each in _ANY_VERB.finditer(text)]
    if not verbs:
        return [Named(how, text)]
    found = []
    before = text[: verbs[0][0]]
    for number, (_, end, verb) in enumerate(verbs):
        until = verbs[number + 1][0] if number + 1 < len(verbs) else len(text)
        words = text[end:until]
        if number + 1 == len(verbs) and not _core_of(words) and _core_of(before) and number == 0:
            words = before
        if _core_of(words):
            found.append(Named(verb if how is None or not how.endswith("_by") else f"{verb}_by", words.strip()))
    return found or [Named(how, text)]


def ended_in(text: str) -> list[Named]:
    """The later direction that a status names: `Superseded by D12b`, `Varied (see 014)`. None where it gives no number."""
    found = _ENDED_BY.match(re.sub(r"^no\W+", "", text.strip(), flags=re.IGNORECASE))
    if not found or not re.search(r"\d", found["rest"]) or days_in(found["rest"]):
        return []
    return [Named(f"{_how(found['verb'])}_by", found["rest"].strip(" .)]"))]


def _how(verb: str) -> str:
    return next(name for name, pattern in VERBS.items() if re.fullmatch(pattern, verb, re.IGNORECASE))


def _core_of(words: str) -> str:
    """Words without `Yes`, `direction`, `ref` and the like before a reference."""
    text, before = words.strip(" .,:;()[]-–\n"), None
    while text != before:
        before = text
        text = _BEFORE.sub("", text).strip(" .,:;()[]\n")
    return text


def resolved(words: str, resolve: Resolve) -> tuple[list[str], list[str]]:
    """The directions that words name, and the words that name none: the whole first, then listed ones, then ranges."""
    if len(words) > LONGEST:
        return [], [words]
    whole = _core_of(words)
    for each in (words.strip(), whole):
        found = resolve(each)
        if found:
            return [found], []
    known: dict[str, None] = {}
    unknown = []
    last: str | None = None
    for part in _LISTED.split(words):
        core = _core_of(part)
        if not core:
            continue
        found = resolve(core) or _tail(core, last, resolve) or resolve(core.split()[0]) or resolve(core.split()[-1])
        spread = None if found else _spread(core, resolve)
        if found:
            known[found] = None
            last = core
        elif spread:
            known.update(dict.fromkeys(spread))
        else:
            unknown.append(core)
    return list(known), unknown


def _tail(core: str, last: str | None, resolve: Resolve) -> str | None:
    """`EXIJB-2020-001, 003`: the second is written short, after the first."""
    if not last or not core.isdigit():
        return None
    return resolve(re.sub(r"\d+\Z", core, last))


def _spread(core: str, resolve: Resolve) -> list[str] | None:
    """`001-003` or `EX-1 to EX-4` written out, where every one of them is known."""
    found = _RANGE.match(core)
    if not found or (found["b"] and plain(found["b"]) != plain(found["a"])):
        return None
    first, last = int(found["n"]), int(found["m"])
    if not first < last <= first + 50:
        return None
    every = [resolve(f"{found['a']}{number:0{len(found['n'])}}") for number in range(first, last + 1)]
    return [each for each in every if each] if all(every) else None
