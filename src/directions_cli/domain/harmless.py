"""Text that is safe to show: what a terminal would obey, or nobody can see, comes out as its code.

The same characters are what a register may not hold: the rules on hidden characters (WRD001, WRD006, WRD007) ask `UNSEEN`.
"""

from __future__ import annotations

import re

_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffc\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
UNSEEN = re.compile(f"[{_UNSEEN}]")
UNSEEN_ON_A_LINE = re.compile(f"[\t\n{_UNSEEN}]")


def harmless(text: str) -> str:
    """The text with every such character as its code, such as `<U+202E>`; line ends and tabs stay."""
    return text if text.isascii() and text.isprintable() else UNSEEN.sub(_coded, text)


def printable(text: str) -> str:
    """Text for a single line: line ends and tabs come out as their code too."""
    return UNSEEN_ON_A_LINE.sub(_coded, text)


def _coded(found: re.Match[str]) -> str:
    return f"<U+{ord(found[0]):04X}>"
