"""Texts that a spreadsheet would take for a formula: guarded on the way out, and freed of the guard on the way in."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
"""Signs that make a spreadsheet take a text for a formula, also when it opens a table saved as CSV; the last four are the wide
forms that some take for the same."""
_STARTS: Final = re.compile(f"'*{_FORMULA}")
_GUARDED: Final = re.compile(f"'+{_FORMULA}")


def guarded(text: str) -> str:
    """A text with an apostrophe before what a spreadsheet would take for a formula. `bare` gives the text again, always."""
    return f"'{text}" if _STARTS.match(text) else text


def bare(text: str) -> str:
    """The text without the apostrophe that guards it."""
    return text[1:] if _GUARDED.match(text) else text
