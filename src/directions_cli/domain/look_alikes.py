"""Letters that look like others: what a word would be if every letter were the Latin one that it looks like.

A Cyrillic or Greek letter in an English word looks right, and no search finds it (the confusables of Unicode, those that a
reader of English can't tell apart).
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, name, normalize

from directions_cli.domain.harmless import UNSEEN

WORD: Final = re.compile(r"\w+")
_FROM: Final = "аеорсухіјѕԁһԛԝьАВЕКМНОРСТУХІЈЅԌԚԜҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυγικαωɑɡɩıⅼօցհոսԼՏՕꓐꓑꓒᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳ"
_TO: Final = "aeopcyxijsdhqwbABEKMHOPCTYXIJSGQWYABEZHIKMNOPTYXovpuyikawagiiloghnuLSOBPDABCDEHJKLMPRSTVW"
ALIKE: Final = str.maketrans(dict(zip(_FROM, _TO, strict=True)))
MEASURES: Final = frozenset("µμΩÅªº")
"""Signs of measures and ordinals, which stand among Latin letters as what they are: μg, kΩ, 1º."""


def as_latin(text: str) -> str:
    """The text as a reader takes it: look-alikes as Latin letters, nothing unseen, wide letters as usual, blanks alike."""
    if text.isascii():
        return text
    return UNSEEN.sub("", normalize("NFKC", text)).translate(ALIKE)


def mixed(text: str) -> tuple[str, str] | None:
    """The first word that mixes Latin letters with others, or is made of look-alikes alone, and the letter in it that is none."""
    for word in () if text.isascii() else WORD.findall(text):
        found = None if word.isascii() else _strange(word)
        if found:
            return word, found
    return None


def _strange(word: str) -> str | None:
    letters = [each for each in word if _is_letter(each)]
    others = [each for each in letters if not _is_latin(each)]
    if not others:
        return None
    if len(others) < len(letters):
        return others[0]
    latin = normalize("NFKC", word).translate(ALIKE)
    return others[0] if len(letters) > 1 and latin.isascii() else None


def _is_letter(character: str) -> bool:
    """A letter, or a numeral made of letters; not what is set above the line, nor a sign of a measure."""
    return category(character) in ("Lu", "Ll", "Lt", "Lo", "Nl") and character not in MEASURES


def _is_latin(character: str) -> bool:
    """Whether a letter is of the Latin alphabet and no look-alike of another letter of it."""
    return name(character, "").startswith("LATIN ") and ord(character) not in ALIKE
