"""The redline in words: what a variation changes, as a table of before and after that a Chief Executive can read.

Long text is told by the passages that differ; lines of money, milestones and advice as sentences, each beside the one that it
replaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Final

from directions_cli.documents.labels import label_of
from directions_cli.documents.languages import Language
from directions_cli.documents.views import DifferenceView
from directions_cli.domain.authority import Header
from directions_cli.domain.plain import plain_terms
from directions_cli.domain.redline import redline
from directions_cli.domain.terms import Terms

ALIKE: Final = 0.35
"""Likeness of two sentences, from 0 to 1, from which on one is told as the other changed."""
Pair = tuple[str | None, str | None]


def changes(header: Header, language: Language, before: Terms, after: Terms) -> tuple[DifferenceView, ...]:
    """What a later direction changes in the terms of the one it varies, in the order of the file."""
    speaker = Speaker(header, language)
    old, new = plain_terms(before), plain_terms(after)
    terms = dict.fromkeys(difference.term for difference in redline(before, after))
    return tuple(row for term in terms for row in _rows(speaker, term, old.get(term), new.get(term)))


def _rows(speaker: Speaker, term: str, before: Any, after: Any) -> Iterator[DifferenceView]:
    if isinstance(before, Mapping) or isinstance(after, Mapping):
        old, new = before or {}, after or {}
        for key in dict.fromkeys([*old, *new]):
            if old.get(key) != new.get(key):
                yield speaker.row(f"{term}.{key}", (speaker.said(old.get(key)), speaker.said(new.get(key))))
    elif term in ("direction", "conditions"):
        for pair in passages(_passages_of(before), _passages_of(after)):
            yield speaker.row(term, pair)
    elif isinstance(before, tuple) or isinstance(after, tuple):
        if term in ("to", "functions", "services", "localities"):
            yield speaker.row(term, (speaker.said(before), speaker.said(after)))
            return
        for pair in paired(list(map(speaker.sentence, before or ())), list(map(speaker.sentence, after or ()))):
            yield speaker.row(term, pair)
    else:
        yield speaker.row(term, (speaker.said(before), speaker.said(after)))


def _passages_of(text: str | None) -> list[str]:
    """The paragraphs, items and rows of a text."""
    from directions_cli.documents.reading import read_text
    from directions_cli.documents.tree import words_of

    return list(words_of(read_text(text or "")))


def passages(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """The passages that differ, each with the one in whose place it stands."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what != "equal":
            yield from paired(before[old_from:old_to], after[new_from:new_to])


def paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Sentences of before and after that differ: the most alike beside one another, in the order of before, then the new."""
    old = [each for each in before if each not in after]
    new = [each for each in after if each not in before]
    likeness = sorted(
        ((SequenceMatcher(None, a, b, autojunk=False).ratio(), i, j) for i, a in enumerate(old) for j, b in enumerate(new)),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    partner: dict[int, int] = {}
    for ratio, i, j in likeness:
        if ratio >= ALIKE and i not in partner and j not in partner.values():
            partner[i] = j
    for i, text in enumerate(old):
        yield text, new[partner[i]] if i in partner else None
    yield from ((None, text) for j, text in enumerate(new) if j not in partner.values())


class Speaker:
    """Says terms in the words of a register and in a language."""

    def __init__(self, header: Header, language: Language) -> None:
        self.header = header
        self.language = language
        self.translate: Callable[[str], str] = language.translations.gettext

    def row(self, path: str, pair: Pair) -> DifferenceView:
        """A row of the table."""
        return DifferenceView(term=label_of(path, self.translate), before=pair[0], after=pair[1], reason=None)

    def said(self, value: Any) -> str | None:
        """A plain value in words; None where there is none."""
        if value is None or value == ():
            return None
        if isinstance(value, bool):
            return self.translate("Yes") if value else self.translate("No")
        if isinstance(value, Mapping):
            return self.sentence(value)
        if isinstance(value, tuple | list):
            return "; ".join(filter(None, map(self.said, value)))
        if isinstance(value, date | Decimal):
            return self.language.spoken(value)
        return self.named(self.language.day(" ".join(str(value).split())))

    def named(self, code: str) -> str:
        """The name that a code of a partner or function stands for, or the text itself."""
        known = self.header.partner(code) or self.header.function(code)
        return known.name if known else code

    def sentence(self, value: Any) -> str:
        """A line of money, a milestone, advice or information as a sentence; any other value as it is said."""
        if not isinstance(value, Mapping):
            return self.said(value) or ""
        if "kind" in value or "amount" in value or "method" in value:
            return self._money(value)
        if "summary" in value and "from" in value:
            return f"{value['from']}: {self.said(value['summary'])}"
        if "what" in value:
            due = self._with("by %(due)s", "due", value)
            measure = f" ({self.said(value['measure'])})" if "measure" in value else ""
            return ", ".join(filter(None, [self.said(value["what"]), due])) + measure
        return "; ".join(filter(None, (self.said(each) for each in value.values())))

    def _money(self, line: Mapping[str, Any]) -> str:
        amount = self.said(line.get("amount")) or self.said(line.get("method")) or self.translate("Amount not known")
        kinds = {"payment": "payment", "set-aside": "set aside"}
        kind = [self.translate(kinds[line["kind"]])] if line.get("kind") in kinds else []
        to = self._with("to %(name)s", "to", line), self._with("for %(name)s", "function", line)
        head = ", ".join([amount, " ".join(filter(None, [*kind, *to])), *filter(None, [line.get("year")])])
        return ". ".join(filter(None, [head.rstrip("."), *(self.said(line.get(key)) for key in ("use", "note"))]))

    def _with(self, message: str, key: str, value: Mapping[str, Any]) -> str:
        said = self.said(value.get(key))
        return self.translate(message) % {"name": said, "due": said} if said else ""
