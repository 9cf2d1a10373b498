"""What the values of arguments and options may be, in tables: directions, partners, functions, statuses and other known words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from directions_cli.cli.table import STATUS_MEANINGS
from directions_cli.domain import choices
from directions_cli.domain.outcomes import REVIEW_OUTCOMES
from directions_cli.domain.status import GROUPS

if TYPE_CHECKING:
    from directions_cli.store.names import Names


class Suggestion(NamedTuple):
    """What a word may become, and what that is."""

    value: str
    about: str = ""


class Typed(NamedTuple):
    """What has been typed of a command: its name, the arguments before the word, that word, and the names of the register."""

    command: str
    before: tuple[str, ...]
    word: str
    names: Names


Source = Callable[[Typed], Iterable[Suggestion]]


def _directions(typed: Typed) -> Iterator[Suggestion]:
    """Each direction by its reference, or by its id where that is how the word begins; else by an ending that means it alone."""
    from directions_cli.domain.endings import endings_from

    wanted = typed.word.casefold()
    known = typed.names.directions
    found = {id: reference or id for id, reference, _ in known if (reference or id).casefold().startswith(wanted)}
    found |= {id: id for id, _, _ in known if id not in found and id.casefold().startswith(wanted)}
    named = found or endings_from({id: reference for id, reference, _ in known}, wanted)
    for id, reference, title in known:
        if id in named:
            yield Suggestion(named[id], title if named[id] == reference or not reference else f"{reference} {title}")


def _partners(typed: Typed) -> Iterator[Suggestion]:
    return (Suggestion(*each) for each in typed.names.partners)


def _functions(typed: Typed) -> Iterator[Suggestion]:
    return (Suggestion(*each) for each in typed.names.functions)


def _reports(typed: Typed) -> Iterator[Suggestion]:
    return (Suggestion(*each) for each in typed.names.reports)


def _ratings(typed: Typed) -> Iterator[Suggestion]:
    return (Suggestion(each) for each in typed.names.ratings)


def words(known: Iterable[str] | Mapping[str, str]) -> Source:
    """The same words in every register, with their meaning where they have one."""
    meant = known if isinstance(known, Mapping) else dict.fromkeys(known, "")
    return lambda _: (Suggestion(*each) for each in meant.items())


def _rules(_: Typed) -> Iterator[Suggestion]:
    from directions_cli.domain.rule_titles import RULE_TITLES

    families = dict.fromkeys(code[:3] for code in RULE_TITLES)
    yield from (Suggestion(family, "the whole family") for family in families)
    yield from (Suggestion(code, title) for code, title in RULE_TITLES.items())


def _templates(_: Typed) -> Iterator[Suggestion]:
    from directions_cli.resources import shipped

    top = shipped("templates")
    for path in sorted(top.rglob("*.*")):
        inside = path.relative_to(top)
        if path.suffix in (".md", ".css", ".docx", ".typ") and inside.parts[0] not in ("init", "README.md"):
            yield Suggestion(inside.as_posix())


def _about(typed: Typed) -> Iterable[Suggestion]:
    """What a report is about: a direction, or a board report."""
    return {"closing": _directions, "section": _reports}.get(typed.before[0], lambda _: ())(typed)


def _asked_then_direction(typed: Typed) -> Iterator[Suggestion]:
    if not typed.before:
        yield from words(("ask", "answer"))(typed)
    yield from _directions(typed)


STATUSES: Final = words({**STATUS_MEANINGS, **{name: ", ".join(of) for name, of in GROUPS.items()}})
OFFICES: Final = words({name: name.replace("_", " ").title() for name in choices.OFFICES})
TITLES: Final = words([name.replace("_", " ").title().replace("Vice ", "Vice-") for name in choices.OFFICES])
BY_VALUE: Final[Mapping[str, Source]] = MappingProxyType(
    {
        "REF": _directions,
        "PARTNER": _partners,
        "OFFICE": TITLES,
        "WHOM": lambda typed: (*OFFICES(typed), *_partners(typed)),
        "CODE": _rules,
        "NUMBER": _reports,
        "ABOUT": _about,
        "[ask|answer] REF": _asked_then_direction,
    }
)
"""What can stand for a value, by what the help calls it."""
BY_NAME: Final[Mapping[str, Source]] = MappingProxyType({"status": STATUSES, "function": _functions, "rating": _ratings})
"""The same by the name of the option, where the help calls its value nothing."""
OF_COMMAND: Final[Mapping[tuple[str, str], Source]] = MappingProxyType(
    {
        ("close", "reason"): words(choices.CLOSING_REASONS),
        ("revoke", "reason"): words(choices.REVOKING_REASONS),
        ("review", "outcome"): words(REVIEW_OUTCOMES),
        ("difficulty", "involved"): words(("chair", "vice-chair")),
        ("due", "kind"): words(choices.DUTIES),
        ("letter", "act"): words(choices.LETTERS),
        ("letter", "form"): words(("markdown", "html", "docx", "pdf")),
        ("report", "kind"): words(("section", "progress", "annual", "performance", "closing", "practice")),
        ("templates", "names"): _templates,
        ("init", "model"): words(choices.MODELS),
        ("schema", "kind"): words(choices.FILES),
        ("decide", "number"): _reports,
        ("query", "by"): _partners,
    }
)
"""The same where one command differs from the others."""
