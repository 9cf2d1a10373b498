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

from directions_cli.domain.authority import Header, Partner
from directions_cli.imports.words import plain

ALIKE: Final = 0.9
"""How alike two names must be for one to be taken for the other; what is less alike is asked about."""
_KINDS: Final = {
    "health-board": ("nhs", "hb", "health board", "the health board", "health", "nhs board", "board", "nhs health board"),
    "local-authority": ("council", "la", "local authority", "the council", "lac", "local government"),
}
_ALL: Final = frozenset(
    "both all both partners all partners both parties both bodies nhs and council council and nhs health board and council"
    " council and health board".split()
) | {
    "both partners", "all partners", "both parties", "both bodies", "nhs and council", "council and nhs", "hb and council",
    "health board and council", "council and health board", "hb and la", "nhs and la", "la and hb", "both organisations",
    "both nhs and council", "both jointly", "jointly", "joint", "joint direction", "both health board and council",
    "health and council", "council and hb", "all constituent authorities", "both constituent authorities",
}  # fmt: skip
_WORDS_OF_BOTH: Final = frozenset({"both", "all"})
_PROVIDING: Final = re.compile(
    r"^(?:the |all )?(?:provision|delivery|commissioning|planning|management|continuation|redesign) of (?:the |all )?", re.I
)
"""What is done with a function, said before its name."""
_SMALL: Final = frozenset("the of and for in to a service services".split())


@dataclass(frozen=True)
class Names:
    """The names that a register's header knows, and those that a mapping adds: `{plain words: code}`."""

    header: Header
    partners: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _partners(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for partner in self.header.partners:
            for name in _called(partner):
                found.setdefault(name, partner.code)
        for kind, words in _KINDS.items():
            codes = [partner.code for partner in self.header.partners if partner.kind == kind]
            found.update({word: codes[0] for word in words if len(codes) == 1 and word not in found})
        return {**found, **self.partners}

    @cached_property
    def _functions(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for function in self.header.functions:
            for name in (function.code, function.name):
                found.setdefault(plain(name), function.code)
                found.setdefault(_core(plain(name)), function.code)
        return {**self._short_names(), **found, **self.functions}

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
        only = self.partner(text)
        if only:
            return (only,), False, ()
        if words in _ALL or plain(re.sub(r"\bjoint(ly)?\b", "", words)) in _ALL:
            return (codes, jointly and len(codes) > 1, ()) if len(codes) == 2 or "all" in words else ((), False, (text,))
        found: dict[str, None] = {}
        unknown = []
        for part in re.split(
            r"\n|;|,|\+|/|&|\band\b|\bwith\b|\bplus\b|•|\|", re.sub(r"\([^)]*joint[^)]*\)", "", text, flags=re.I)
        ):
            named = re.sub(r"\b(both|joint(ly)?|direction|only|separately|each)\b", " ", plain(part)).strip()
            code = self.partner(named) if named else None
            if code:
                found[code] = None
            elif named:
                unknown.append(" ".join(part.split()))
        if unknown:
            within = self._within(words)
            if len(within) > len(found) or (within and not found):
                return within, jointly and len(within) > 1, (text,)
        if not found and not unknown and _WORDS_OF_BOTH & set(words.split()) and len(codes) == 2:
            return codes, jointly, ()
        return tuple(found), jointly and len(found) > 1, tuple(unknown)

    def named_in(self, text: str) -> tuple[str, ...]:
        """Partners that a text names by whatever they are called; of two names that overlap the longer counts."""
        words = f" {plain(text)} "
        found: dict[str, None] = {}
        for name, code in sorted(self._partners.items(), key=lambda pair: -len(pair[0])):
            if f" {name} " in words:
                found[code] = None
                words = words.replace(f" {name} ", " | ")
        return tuple(found)

    def _within(self, words: str) -> tuple[str, ...]:
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
            if abs(len(name) - len(words)) <= 4 and len(words) >= 6:
                score = SequenceMatcher(None, words, name).ratio()
                best, most = (code, score) if score > most else (best, most)
        if best and most >= ALIKE:
            return best, f"{text!r} is taken for the function {best}"
        return None, None

    def functions_in(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Codes of the functions that a cell names, the words that name none, and what is to be said."""
        found: dict[str, None] = {}
        unknown: list[str] = []
        said: list[str] = []
        for part in _parts(text, r"\n|;|•|\||●|(?<!\w)\d+[.)]\s"):
            self._functions_of(part, found, unknown, said)
        return tuple(found), tuple(unknown), tuple(said)

    def _functions_of(self, part: str, found: dict[str, None], unknown: list[str], said: list[str]) -> None:
        """A part of a cell: as a whole, else by commas, else by `and` and strokes, if that finds every piece."""
        code, remark = self.function(part)
        if code:
            found[code] = None
            said.extend([remark] if remark else [])
            return
        pieces = _parts(part, r",|/| and | & |\+")
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
        found: dict[str, None] = {}
        whole = True
        for part in _parts(text, r"\n|;|•|\||,"):
            words = re.sub(r"^(strategic )?(priority|priorities|aim|objective|theme) ", "", plain(part))
            pieces = [
                known.get(plain(part)),
                known.get(words),
                *(known.get(plain(each)) for each in re.split(r"[:\-–]", part, maxsplit=1)[:1]),
            ]
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
        parts = _parts(text, r"\n|;|,|/| and | & ")
        found = tuple(dict.fromkeys(known[plain(part)] for part in parts if plain(part) in known))
        return found, tuple(part for part in parts if plain(part) not in known)


def _called(partner: Partner) -> Sequence[str]:
    """What a partner is called: its code, its name, the name without what its kind is called, its initials."""
    name = plain(partner.name)
    words = [word for word in name.split() if word not in ("the", "of", "and")]
    upper = re.sub(r"[^A-Z]", "", partner.name)
    initials = "".join(word if word == "nhs" else word[0] for word in words)
    short = re.sub(r"^(the )?city of | (city )?council$| health board$", "", name)
    names = [plain(partner.code), name, initials, upper.casefold()]
    if partner.kind == "health-board":
        names += [f"{name} health board", f"{short} health board", f"{name} board", re.sub(r"^nhs ", "", short)]
        names += [f"nhs {short}", f"{re.sub('^nhs ', '', name)} health board", f"{re.sub('^nhs ', '', name)} nhs board"]
    else:
        names += [f"{short} council", f"{short} city council", f"city of {short} council", short]
    return [each for each in names if len(each) > 1]


def _core(words: str) -> str:
    """A name without its small words and plural endings, so that `Carers services` is `carer`."""
    kept = [word for word in words.split() if word not in _SMALL]
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in kept)


def _parts(text: str, pattern: str) -> list[str]:
    return [part for each in re.split(pattern, text) if (part := " ".join(each.split()).strip(" -–•,;:").removesuffix("."))]


def outcomes_in(text: str) -> tuple[tuple[int, ...], bool]:
    """Numbers of national outcomes that a cell gives, and whether it says nothing else. Only 1 to 9 are numbers of outcomes."""
    words = plain(text)
    if words in ("all", "all nine", "all 9", "all outcomes", "all 9 outcomes", "all nine outcomes"):
        return tuple(range(1, 10)), True
    plainly = re.sub(
        r"\b(national|health|and|wellbeing|outcomes?|nhwbos?|nhwos?|hwb|nos?|numbers?)\b", " ", words.replace("to", "-")
    )
    if not re.fullmatch(r"[\d\s]*", re.sub(r"\d\s*[-–]\s*\d", "", plainly).replace("-", " ")):
        listed = re.findall(r"\b(?:outcome|nhwbo|nhwo)s?\s*(?:no\s*)?(\d)\b", words)
        return tuple(dict.fromkeys(int(each) for each in listed if each != "0")), False
    ranges = re.findall(r"(\d)\s*(?:-|–|to)\s*(\d)", text)
    numbers = [number for first, last in ranges for number in range(int(first), int(last) + 1)]
    numbers += [int(each) for each in re.findall(r"(?<!\d)\d(?!\d)", text)]
    good = tuple(dict.fromkeys(number for number in sorted(numbers) if 1 <= number <= 9))
    return good, not re.search(r"\d\d|0", text)
