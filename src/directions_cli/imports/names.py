"""Partners, functions and priorities as logs name them, in the codes of register.yaml. What that lacks is never invented."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from directions_cli.domain.authority import Header
from directions_cli.imports.calling import ALL, KINDS, called
from directions_cli.imports.words import plain

ALIKE: Final = 0.9
"""How alike two names must be for one to be taken for the other; what is less alike is asked about."""
_WORDS_OF_BOTH: Final = frozenset({"both", "all"})
_PROVIDING: Final = re.compile(
    r"^(?:the |all )?(?:provision|delivery|commissioning|planning|management|continuation|redesign) of (?:the |all )?", re.I
)
"""What is done with a function, said before its name."""
_SMALL: Final = frozenset("the of and for in to a service services".split())


@dataclass(frozen=True)
class Names:
    """The names that a register's header knows, and those that a mapping adds: `{"partners": {plain words: codes}}`."""

    header: Header
    own: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def _own(self, kind: str, text: str) -> tuple[str, ...]:
        """What a mapping says that words mean, whole as they stand."""
        said = self.own.get(kind)
        return tuple(said.get(plain(text) or text.casefold(), ())) if said else ()

    def _single(self, kind: str) -> dict[str, str]:
        """Words of a mapping that mean one code."""
        return {words: codes[0] for words, codes in self.own.get(kind, {}).items() if len(codes) == 1}

    @cached_property
    def _partners(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for partner in self.header.partners:
            for name in called(partner):
                found.setdefault(name, partner.code)
        for kind, words in KINDS.items():
            codes = [partner.code for partner in self.header.partners if partner.kind == kind]
            found.update({word: codes[0] for word in words if len(codes) == 1 and word not in found})
        return {**found, **self._single("partners")}

    @cached_property
    def _functions(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for function in self.header.functions:
            for name in (function.code, function.name):
                found.setdefault(plain(name), function.code)
                found.setdefault(_core(plain(name)), function.code)
        return {**self._short_names(), **found, **self._single("functions")}

    def _short_names(self) -> dict[str, str]:
        """Functions by what stands before and within the brackets of their names, where that is said of one alone."""
        short: defaultdict[str, set[str]] = defaultdict(set)
        for function in self.header.functions:
            before, _, rest = function.name.partition("(")
            for part in (before, rest.partition(")")[0]) if rest else ():
                for name in {plain(part), _core(plain(part))} - {""}:
                    short[name].add(function.code)
        return {name: codes.pop() for name, codes in short.items() if len(codes) == 1 and len(name) > 2}

    def partner(self, text: str) -> str | None:
        """The code of the partner that words name, or None."""
        whole = plain(text)
        if whole in self._partners:
            return self._partners[whole]
        words = re.sub(r"^(the|to|for|a direction to|direction to|issued to) ", "", whole)
        words = re.sub(r" (only|alone|solely)$", "", words)
        return self._partners.get(words) or (self._partners.get(words.replace(" and ", "")) if len(words) < 12 else None)

    def recipients(self, text: str) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
        """Codes of the recipients that words name, whether jointly, and the words that name no partner of the register."""
        words = plain(text)
        jointly = bool(re.search(r"\bjoint(ly)?\b", words))
        codes = tuple(partner.code for partner in self.header.partners)
        only = self._own("partners", text) or tuple(filter(None, (self.partner(text),)))
        if only:
            return only, jointly and len(only) > 1, ()
        if words in ALL or plain(re.sub(r"\bjoint(ly)?\b", "", words)) in ALL:
            return (codes, jointly and len(codes) > 1, ()) if len(codes) == 2 or "all" in words else ((), False, (text,))
        found: dict[str, None] = {}
        unknown = []
        for part in re.split(
            r"\n|;|,|\+|/|&|\band\b|\bwith\b|\bplus\b|•|\|", re.sub(r"\([^)]*joint[^)]*\)", "", text, flags=re.I)
        ):
            named = re.sub(r"\b(both|joint(ly)?|direction|only|separately|each)\b", " ", plain(part)).strip()
            known = self._own("partners", part) or tuple(filter(None, (self._partner_of(named, part) if named else None,)))
            if known:
                found.update(dict.fromkeys(known))
            elif named:
                unknown.append(" ".join(part.split()))
        if unknown:
            within = self.within(words)
            if len(within) > len(found) or (within and not found):
                return within, jointly and len(within) > 1, (text,)
        if not found and not unknown and _WORDS_OF_BOTH & set(words.split()) and len(codes) == 2:
            return codes, jointly, ()
        return tuple(found), jointly and len(found) > 1, tuple(unknown)

    def _partner_of(self, named: str, part: str) -> str | None:
        """The partner that a part of a cell names, with its office or whether it leads left aside."""
        bare = re.sub(r"\(\s*(?:lead(?:ing)?|only|jointly?|both|host)\s*\)", " ", part, flags=re.IGNORECASE)
        return self.partner(named) or self.partner(re.sub(r"^chief executives?( of)?( the)?\b|\bonly$", " ", plain(bare)).strip())

    def named_in(self, text: str) -> tuple[str, ...]:
        """Partners that a text names by whatever they are called; of two names that overlap the longer counts."""
        words = f" {plain(text)} "
        found: dict[str, None] = {}
        for name, code in sorted(self._partners.items(), key=lambda pair: -len(pair[0])):
            if f" {name} " in words:
                found[code] = None
                words = words.replace(f" {name} ", " | ")
        return tuple(found)

    def within(self, words: str) -> tuple[str, ...]:
        """Partners whose full names stand somewhere in prose."""
        return tuple(partner.code for partner in self.header.partners if f" {plain(partner.name)} " in f" {words} ")

    def function(self, text: str) -> tuple[str | None, str | None]:
        """The code of the function that words name, and what it was taken for where it is not named just so."""
        words = plain(text)
        bare = _PROVIDING.sub("", words)
        for name in (words, _core(words), bare, _core(bare)):
            if name in self._functions:
                return self._functions[name], None
        best, most = None, 0.0
        for name, code in self._functions.items():
            if abs(len(name) - len(words)) <= 4 and len(words) >= 6 and name.count(" ") == words.count(" "):
                score = SequenceMatcher(None, words, name).ratio()
                best, most = (code, score) if score > most else (best, most)
        if best and most >= ALIKE:
            return best, f"{text!r} is taken for the function {best}"
        return None, None

    def functions_in(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Codes of the functions that a cell names, the words that name none, and what is to be said."""
        found: dict[str, None] = dict.fromkeys(self._own("functions", text))
        if found:
            return tuple(found), (), ()
        unknown: list[str] = []
        said: list[str] = []
        for part in _parts(text, r"\n|;|•|\||●|(?<!\w)\d+[.)]\s"):
            self._functions_of(part, found, unknown, said)
        return tuple(found), tuple(unknown), tuple(said)

    def _functions_of(self, part: str, found: dict[str, None], unknown: list[str], said: list[str]) -> None:
        """A part of a cell: as a whole, else by commas, else by `and` and strokes, if that finds every piece."""
        own = self._own("functions", part)
        if own:
            found.update(dict.fromkeys(own))
            return
        code, remark = self.function(part)
        if code:
            found[code] = None
            said.extend([remark] if remark else [])
            return
        for pattern in (r"/", r",|\+", r",|/| and | & |\+"):
            pieces = _parts(part, pattern)
            codes = [self.function(piece)[0] for piece in pieces]
            if len(pieces) > 1 and all(codes):
                found.update(dict.fromkeys(code for code in codes if code))
                return
        for piece in _parts(part, r",") if "," in part else [part]:
            code, remark = self.function(piece)
            if code:
                found[code] = None
                said.extend([remark] if remark else [])
            else:
                unknown.append(piece)

    def priorities_in(self, text: str, on: date | None = None) -> tuple[tuple[str, ...], bool]:
        """Codes of the plan's priorities that a cell names, and whether it says nothing else.

        A number alone is one of the plan that was in force `on` the day of approval; of no day known, it is none.
        """
        known = {**self._numbered(on), **self._priorities}
        found: dict[str, None] = dict.fromkeys(self._own("priorities", text))
        if found:
            return tuple(found), True
        whole = True
        for part in _parts(text, r"\n|;|•|\||,"):
            words = re.sub(r"^(strategic )?(priority|priorities|aim|objective|theme) ", "", plain(part))
            pieces = [
                known.get(plain(part)),
                known.get(words),
                *(known.get(plain(each)) for each in re.split(r"[:\-–]", part, maxsplit=1)[:1]),
            ]
            own = self._own("priorities", part)
            if own:
                found.update(dict.fromkeys(own))
                continue
            code = next((each for each in pieces if each), None)
            both = [known.get(each) for each in re.split(r" and | & ", plain(part))]
            if code:
                found[code] = None
            elif len(both) > 1 and all(both):
                found.update(dict.fromkeys(each for each in both if each))
            else:
                whole = False
        return tuple(found), whole

    @cached_property
    def _priorities(self) -> dict[str, str]:
        return {plain(each): code for code, name in self.header.priorities.items() for each in (code, name, f"{code} {name}")}

    def _numbered(self, on: date | None) -> dict[str, str]:
        """Priorities by the number of their code, in the plan that was in force on a day: `2` is then `SP2`."""
        plan = next((plan for plan in self.header.plans if on and plan.from_ <= on <= plan.to), None)
        codes = [(re.fullmatch(r"\D*?0*([1-9]\d?)", each.code), each.code) for each in (plan.priorities if plan else ())]
        numbers = Counter(match[1] for match, _ in codes if match)
        return {match[1]: code for match, code in codes if match and numbers[match[1]] == 1}

    def localities_in(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes of the localities that a cell names, and the words that name none."""
        known = {plain(each): locality.code for locality in self.header.localities for each in (locality.code, locality.name)}
        own = self._own("localities", text)
        if own:
            return own, ()
        parts = _parts(text, r"\n|;|,|/| and | & ")
        said = {part: self._own("localities", part) or tuple(filter(None, (known.get(plain(part)),))) for part in parts}
        found = tuple(dict.fromkeys(code for codes in said.values() for code in codes))
        return found, tuple(part for part, codes in said.items() if not codes)


def _core(words: str) -> str:
    """A name without its small words and plural endings, so that `Carers services` is `carer`."""
    kept = [word for word in words.split() if word not in _SMALL]
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in kept)


def _parts(text: str, pattern: str) -> list[str]:
    return [part for each in re.split(pattern, text) if (part := " ".join(each.split()).strip(" -–•,;:").removesuffix("."))]
